"""Finds the files in a folder that may be articles, in all folders below it too."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from desktop_app.domain.errors import CannotImport
from desktop_app.importing.documents import SUFFIXES

_PAGES = (".html", ".htm", ".xhtml")
_COMPANIONS = ("_files", "-files", ".files")
"""Ends of the names of folders in which browsers put what belongs to a saved page: its frames are no articles."""


def find_files(paths: Sequence[Path]) -> Iterator[Path | tuple[Path, CannotImport]]:
    """Every file of `paths`: those named as they are, each once; of folders those with the suffix of a format, by name, a folder's
    own files before those of the folders in it. Left out are hidden ones, links to folders (they may lead in a circle), and what
    belongs to a saved page. A folder that cannot be read is a pair of it and the reason."""
    seen: set[Path] = set()
    for path in paths:
        for found in _below(path) if path.is_dir() else (path,):
            place = found if isinstance(found, Path) else found[0]
            if place not in seen:
                seen.add(place)
                yield found


def _below(folder: Path) -> Iterator[Path | tuple[Path, CannotImport]]:
    refused: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=refused.append):
        if refused:  # told of before the folder that comes after it
            yield from _reasons(refused)
        pages = {PurePath(name).stem for name in names if name.lower().endswith(_PAGES)}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _belongs(name, pages))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(place, name)
    yield from _reasons(refused)


def _belongs(folder: str, pages: set[str]) -> bool:
    return any(folder.endswith(end) and folder.removesuffix(end) in pages for end in _COMPANIONS)


def _reasons(refused: list[OSError]) -> Iterator[tuple[Path, CannotImport]]:
    while refused:
        error = refused.pop(0)
        yield (
            Path(error.filename),
            CannotImport(
                f"The folder could not be read: {error.strerror or error}.",
                kept="Nothing of it was imported.",
                advice="Check that you may read it.",
            ),
        )

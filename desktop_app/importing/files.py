"""Reads the bytes of a file that a reader named, and tells in words why that cannot be done."""

from __future__ import annotations

import stat
from pathlib import Path

from desktop_app.domain.errors import CannotImport
from desktop_app.importing.sniffing import LARGEST

__all__ = ["LARGEST", "read_file"]

_NOTHING = "Nothing was imported."


def read_file(path: Path) -> bytes:
    """All of an ordinary file. CannotImport, with the file's name, for one that is missing, too large or not readable, and for
    what is no ordinary file: a folder, or a pipe or device that may never end."""
    name = (path.name or str(path)).replace("\0", "�")
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise CannotImport(f"“{name}” is a folder.", kept=_NOTHING, advice="Open the articles in it.")
        if not stat.S_ISREG(kind):
            raise CannotImport(
                f"“{name}” is no ordinary file but a pipe or a device.",
                kept=_NOTHING,
                advice="Save what it holds as a file, and open that.",
            )
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise CannotImport(
            f"There is no file “{path}”.", kept=_NOTHING, advice="Check the name and the folder."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CannotImport(
            f"“{name}” could not be read: {why}.",
            kept=_NOTHING,
            advice="Check that the file is there and that you may read it.",
        ) from error
    if len(data) > LARGEST:
        raise CannotImport(
            f"“{name}” is larger than {LARGEST // 2**20} MB.",
            kept="Nothing was imported; the file is as it was.",
            advice="Split it into smaller files.",
        )
    return data

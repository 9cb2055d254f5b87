"""Some files at a time: read, compared with what the library has, and kept in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.domain.article import ImportedArticle
from desktop_app.domain.errors import AppError, Cancelled, CannotImport, CannotSave, UnstorableText
from desktop_app.domain.intake import Became, FileResult
from desktop_app.domain.tasks import Task
from desktop_app.importing import read_documents, read_file
from desktop_app.workspace import IMPORT_SECONDS, Workspace

FILES_AT_ONCE = 50
_BYTES_AT_ONCE = 2 * 2**20
Reader = Callable[..., Any]
"""A `Compute` of workspace."""


@dataclass(slots=True)
class Chunk:
    """paths: what was asked for, in order. articles: read, and not in the library yet when that was looked up. results: of files
    that are settled. left: files that were not looked at, since those before them were large."""

    paths: Sequence[Path] = ()
    articles: list[tuple[Path, ImportedArticle]] = field(default_factory=list)
    results: list[FileResult] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    data: bytes = field(repr=False)
    sha256: str


def read_chunk(workspace: Workspace, compute: Reader, paths: Sequence[Path], task: Task) -> Chunk:
    """Read files without changing the library; `task` stops it with Cancelled."""
    chunk = Chunk(paths)
    files: list[_File] = []
    size = 0
    for place, path in enumerate(paths):
        task.check()
        if size > _BYTES_AT_ONCE:
            chunk.left = list(paths[place:])
            break
        try:
            data = read_file(path)
        except CannotImport as error:
            chunk.results.append(failure(path, error))
        else:
            size += len(data)
            files.append(_File(path, data, hashlib.sha256(data).hexdigest()))
    known = workspace.library.known_originals([file.sha256 for file in files])
    fresh: list[_File] = []
    for file in files:
        if file.sha256 in known:
            chunk.results.append(FileResult(file.path, Became.KNOWN, *known[file.sha256]))
        else:
            fresh.append(file)
    for file, answer in zip(fresh, _read(compute, fresh, task), strict=True):
        if isinstance(answer, ImportedArticle):
            chunk.articles.append((file.path, answer))
        else:
            chunk.results.append(failure(file.path, answer))
    return chunk


def _read(compute: Reader, files: Sequence[_File], task: Task) -> list[ImportedArticle | AppError]:
    """All in one call; where that call breaks down, each in its own, so that the file that broke it is known."""
    if not files:
        return []
    wanted = [(file.data, file.path.name) for file in files]
    try:
        answers: list[ImportedArticle | AppError] = compute(read_documents, wanted, task=task, seconds=IMPORT_SECONDS)
    except Cancelled:
        raise
    except AppError as error:
        if len(files) == 1:
            return [error]
        return [_read(compute, [file], task)[0] for file in files]
    return answers


def keep_chunk(workspace: Workspace, chunk: Chunk) -> list[FileResult]:
    """Store what was read, and say what became of every file, in their order. CannotSave where it takes nothing."""
    articles = chunk.articles
    try:
        kept = workspace.library.add_articles([article for _, article in articles])
    except CannotSave as error:
        if len(articles) == 1 and not isinstance(error, UnstorableText):
            raise
        results = _keep_each(workspace, articles)
    else:
        results = [_kept(path, article, *answer) for (path, article), answer in zip(articles, kept, strict=True)]
    places = {path: place for place, path in enumerate(chunk.paths)}
    return sorted(chunk.results + results, key=lambda result: places[result.path])


def _keep_each(workspace: Workspace, articles: Sequence[tuple[Path, ImportedArticle]]) -> list[FileResult]:
    """One of them was refused: find out which. Where two in a row are, and not for their words, it is the library that refuses."""
    results: list[FileResult] = []
    refused_before = False
    for path, article in articles:
        try:
            ((article_id, is_new),) = workspace.library.add_articles([article])
        except CannotSave as error:
            is_refused = not isinstance(error, UnstorableText)
            if is_refused and refused_before:
                raise
            refused_before = is_refused
            results.append(failure(path, error))
        else:
            refused_before = False
            results.append(_kept(path, article, article_id, is_new))
    return results


def _kept(path: Path, article: ImportedArticle, article_id: str, is_new: bool) -> FileResult:
    became = Became.IMPORTED if is_new else Became.KNOWN
    return FileResult(path, became, article_id, article.metadata.title)


def failure(path: Path, error: AppError) -> FileResult:
    return FileResult(path, Became.FAILED, what=error.what, advice=error.advice)

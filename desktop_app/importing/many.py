"""Reads several files' bytes in one call, so that a process is not asked for each of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from desktop_app.domain.article import ImportedArticle
from desktop_app.domain.errors import AppError, CannotImport
from desktop_app.importing.documents import read_document

_log = logging.getLogger(__name__)


def read_documents(files: Sequence[tuple[bytes, str]]) -> list[ImportedArticle | AppError]:
    """For each pair of bytes and name the article, or why there is none: one bad file takes no other with it."""
    return [_read(data, name) for data, name in files]


def _read(data: bytes, name: str) -> ImportedArticle | AppError:
    try:
        return read_document(data, name)
    except AppError as error:
        return error
    except Exception as error:  # noqa: BLE001 - a bug, which thousands of good files must not pay for
        _log.exception("a file could not be read because of a fault of Pressmark itself")
        return CannotImport(
            f"A fault of Pressmark itself kept it from being read ({type(error).__name__}: {error}).",
            kept="Nothing of it was imported.",
            advice="Please report it.",
        )

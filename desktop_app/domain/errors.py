"""Errors that a reader can understand and act on. Anything else that is raised is a bug."""

from __future__ import annotations


class AppError(Exception):
    """Something went wrong that the reader should hear about in plain words.

    what: what happened. kept: what is safe ("Nothing was imported; your library is unchanged."). advice: what to do now.
    """

    def __init__(self, what: str, *, kept: str = "", advice: str = "") -> None:
        super().__init__(what, kept, advice)  # all three, so that the error survives pickling between processes
        self.what = what
        self.kept = kept
        self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (type(self), self.what, self.kept, self.advice))

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.advice) if part)


def _rebuilt(kind: type[AppError], what: str, kept: str, advice: str) -> AppError:
    return kind(what, kept=kept, advice=advice)


class CannotImport(AppError):
    """The bytes are not an article that can be read (empty, binary, too large, too deep)."""


class CannotOpenLibrary(AppError):
    """The library file is damaged, newer than this program, locked or not readable."""


class DamagedLibrary(CannotOpenLibrary):
    """The library file cannot be trusted any more; the reader may let the newest good backup take its place."""


class CannotSave(AppError):
    """The library could not take a change (disk full, read-only, locked); the caller still holds the reader's words."""


class UnstorableText(CannotSave):
    """The words themselves cannot be stored; whatever else is to be saved can."""


class NotFound(AppError):
    """An article, highlight, note or passage that a link or command names is not in this library."""


class CannotExport(AppError):
    """A file could not be written; nothing that was there has been changed."""


class Cancelled(AppError):
    """The reader stopped a long piece of work; nothing was kept of it."""

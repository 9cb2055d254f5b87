"""Plain text: nothing is marked up, so its structure is found in the words (see `structure`)."""

from __future__ import annotations

from desktop_app.importing.draft import Draft, Piece

SUFFIXES = (".txt",)
MEDIA_TYPE = "text/plain"


def draft(source: str) -> Draft:
    return Draft((Piece(None, source),))


def declared_encoding(data: bytes) -> str:
    """Plain text has no place to name its encoding."""
    del data
    return ""

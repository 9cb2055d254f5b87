"""Who in two articles is the same."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """A name without case, accents, marks and doubled space, as names are compared."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join(letters.split()) or name.casefold()


def is_name(words: str) -> bool:
    """Whether what a text calls somebody is a name: “Ada Vane”, not “the harbour master”."""
    first = words.split()[0] if words.split() else ""
    return first[:1].isupper() and first.casefold() not in ("the", "a", "an", "his", "her", "their", "our", "my")

"""Damages clean texts in the ways that are met in the wild; the tests restore them."""

from __future__ import annotations

import re
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "importing"


def data(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


def all_bytes_lost(text: str) -> str:
    """Each mark a lone “â”; an ellipsis with the space after it “⊠”."""
    return re.sub("[“”‘’–—]", "â", re.sub("…[ \xa0]?", "⊠", text))


def latin_1_without_controls(text: str) -> str:
    return "".join(character for character in latin_1(text) if not 0x80 <= ord(character) < 0xA0)


def windows_1252_without_undefined(text: str) -> str:
    return text.encode().decode("cp1252", "ignore")


def windows_1252_with_replacements(text: str) -> str:
    return text.encode().decode("cp1252", "replace")


def latin_1(text: str) -> str:
    return text.encode().decode("latin-1")


ALL_WAYS = (
    all_bytes_lost,
    latin_1_without_controls,
    windows_1252_without_undefined,
    windows_1252_with_replacements,
    latin_1,
)

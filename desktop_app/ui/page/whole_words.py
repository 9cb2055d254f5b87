"""A selection drawn with the mouse, widened to whole words: a hand rarely meets the first and last letter of what it means."""

from __future__ import annotations

import re
import unicodedata

from desktop_app.domain.spans import Span

_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts that write no space between words: there every letter is left where it was selected."""
_INSIDE = "'’\u00ad\u200c\u200d.,"
"""Signs that belong to a word where letters (for point and comma: digits) stand on both sides: “don’t”, “41.5”."""


def whole_words(text: str, span: Span) -> Span:
    """The span with the rest of the words that it cuts; marks and spaces at its edges stay as they were selected."""
    start, end = span
    if start >= end:
        return span
    while start > 0 and _is_inside_word(text, start):
        start -= 1
    while end < len(text) and _is_inside_word(text, end):
        end += 1
    return Span(start, end)


def _is_inside_word(text: str, place: int) -> bool:
    """Whether the place between two characters is no edge of a word."""
    before, after = text[place - 1], text[place]
    if _is_letter(before) and _is_letter(after):
        return True
    if _is_letter(before) and after in _INSIDE and place + 1 < len(text):
        return _joins(before, after, text[place + 1])
    return before in _INSIDE and _is_letter(after) and place > 1 and _joins(text[place - 2], before, after)


def _joins(before: str, sign: str, after: str) -> bool:
    if sign in ".,":
        return before.isdigit() and after.isdigit()
    return _is_letter(before) and _is_letter(after)


def _is_letter(character: str) -> bool:
    is_part = character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")
    return is_part and _UNSPACED.match(character) is None

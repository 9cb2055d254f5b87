"""Where a highlight ends after one of its ends was moved: plain text and spans, no Qt."""

from __future__ import annotations

import unicodedata
from typing import Literal

from desktop_app.domain.spans import Span, trimmed
from desktop_app.ui.page.units import next_word, previous_word
from desktop_app.ui.page.whole_words import whole_words

End = Literal["start", "end"]
Step = Literal["character", "word"]


def dragged_end(text: str, span: Span, which: End, offset: int, *, exact: bool) -> Span:
    """The span with one end at `offset` or, unless `exact`, at the edge of a word that is nearest to it. One end never passes
    the other: at least a character, or the word beside the other end, is left."""
    if which == "start":
        place = min(offset, span.end - 1)
        moved = Span(place if exact else _nearest_edge(text, place), span.end)
    else:
        place = max(offset, span.start + 1)
        moved = Span(span.start, place if exact else _nearest_edge(text, place))
    if moved.start >= moved.end:
        word = whole_words(text, Span(place, place + 1) if which == "start" else Span(place - 1, place))
        moved = Span(word.start, span.end) if which == "start" else Span(span.start, word.end)
    moved = trimmed(text, moved)
    return moved if moved.length else span


def stepped_end(text: str, span: Span, which: End, unit: Step, step: int) -> Span:
    """The span with one end moved that many characters or words forward (backward where `step` is negative); as it was where
    nothing of it would be left, or the text ends."""
    one_step = _word_step if unit == "word" else _character_step
    place = span.start if which == "start" else span.end
    for _ in range(abs(step)):
        place = one_step(text, place, which, 1 if step > 0 else -1)
    moved = Span(place, span.end) if which == "start" else Span(span.start, place)
    if moved.start >= moved.end:
        return span
    moved = trimmed(text, moved)
    return moved if moved.length else span


def _nearest_edge(text: str, offset: int) -> int:
    """The edge of the word that the place cuts which is nearer to it; the place itself between words."""
    cut = whole_words(text, Span(offset, min(len(text), offset + 1)))
    if not cut.start < offset < cut.end:
        return offset
    return cut.start if offset - cut.start <= cut.end - offset else cut.end


def _character_step(text: str, place: int, which: End, way: int) -> int:
    """One letter with its accents on, over any white space: a highlight neither begins nor ends with that."""
    moved = place + way
    while 0 < moved < len(text) and (_is_accent(text[moved]) or _is_blank_end(text, moved, which)):
        moved += way
    return min(max(0, moved), len(text))


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) > 0 or character in "\u200d\ufe0e\ufe0f"


def _is_blank_end(text: str, place: int, which: End) -> bool:
    return text[place].isspace() if which == "start" else text[place - 1].isspace()


def _word_step(text: str, place: int, which: End, way: int) -> int:
    """To the beginning of a word with the start of the highlight, to the end of one with its end."""
    find = next_word if way > 0 else previous_word
    word = find(text, place)
    if word is not None and not _lies_beyond(word, place, which, way):
        word = find(text, word.end if way > 0 else word.start)
    if word is None:
        return place
    return word.start if which == "start" else word.end


def _lies_beyond(word: Span, place: int, which: End, way: int) -> bool:
    edge = word.start if which == "start" else word.end
    return (edge - place) * way > 0

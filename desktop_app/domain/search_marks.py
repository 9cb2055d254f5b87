"""Where the words of a query stand in a text, as the index sees it (without case and diacritics), and what is shown of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desktop_app.domain.query import Words
from desktop_app.domain.spans import Span

ROOM = 180
"""Code points of a snippet, at most; a few more where a word ends."""
BEFORE = 40
"""Code points of a snippet before the first mark, about."""
MOST = 200
"""Places that are looked at in one text."""

_TOKEN = re.compile(r"[^\W_]+")
Pattern = tuple[tuple[str, ...], bool]
"""The words of a phrase in order, folded, and whether the last one may go on."""


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """As SQLite's tokenizer unicode61 folds with remove_diacritics=2."""
    low = word.lower()
    if low.isascii():
        return low
    return "".join(letter for letter in unicodedata.normalize("NFD", low) if unicodedata.category(letter) != "Mn")


def patterns_of(words: Sequence[Words]) -> tuple[Pattern, ...]:
    """What is looked for in texts; without those that hold no word."""
    made = ((tuple(folded(token) for token in _TOKEN.findall(each.text)), each.is_prefix) for each in words)
    return tuple(dict.fromkeys(pattern for pattern in made if pattern[0]))


def places(text: str, patterns: Sequence[Pattern], *, most: int = MOST) -> list[tuple[Span, int]]:
    """The first places of the patterns, in order: spans of `text` in code points, and the number of the pattern."""
    found: list[tuple[Span, int]] = []
    for place in _places(text, patterns):
        found.append(place)
        if len(found) >= most:
            break
    return found


def _places(text: str, patterns: Sequence[Pattern]) -> Iterator[tuple[Span, int]]:
    longest = max((len(words) for words, _ in patterns), default=0)
    if not longest:
        return
    last: list[tuple[str, int]] = []  # the words just before, with their places
    for token in _TOKEN.finditer(text):
        last.append((folded(token[0]), token.start()))
        if len(last) > longest:
            del last[0]
        for number, (words, is_prefix) in enumerate(patterns):
            size = len(words)
            if size > len(last):
                continue
            end = last[-1][0]
            if not (end.startswith(words[-1]) if is_prefix else end == words[-1]):
                continue
            if size == 1 or all(last[i - size][0] == words[i] for i in range(size - 1)):
                yield Span(last[-size][1], token.end()), number


def best_place(found: Sequence[tuple[Span, int]]) -> int:
    """The number of the place from which on a snippet holds the most different patterns; 0 where there is none."""
    best, most = 0, 0
    for at, (span, _) in enumerate(found):
        kinds = {number for other, number in found[at : at + 12] if other.end <= span.start + ROOM - BEFORE}
        if len(kinds) > most:
            best, most = at, len(kinds)
    return best


def snippet(text: str, spans: Sequence[Span], at: Span | None) -> tuple[str, tuple[Span, ...]]:
    """Some words of `text` around a place (None: from its beginning), on one line, and the marks in them."""
    start = 0 if at is None else max(0, at.start - BEFORE)
    end = min(len(text), start + ROOM if at is None else max(at.end, start + ROOM))
    paragraph = text.rfind("\n", start, at.start) if at is not None else -1
    if paragraph >= 0:
        start = paragraph + 1
    elif start:
        later = re.compile(r"\s").search(text, start, at.start if at is not None else end)
        start = later.end() if later else start
    if end < len(text) and not text[end].isspace():
        earlier = text.rfind(" ", at.end if at is not None else start, end)
        end = earlier if earlier > start else end
    ahead = "… " if paragraph < 0 and text[:start].strip() else ""
    shown, marks, done = ahead, [], start
    for span in sorted({*(span for span in spans if start <= span.start and span.end <= end)}):
        if span.start < done:
            continue
        shown += _line(text[done : span.start], shown)
        word = _line(text[span.start : span.end], "x")
        marks.append(Span(len(shown), len(shown) + len(word)))
        shown += word
        done = span.end
    shown = (shown + _line(text[done:end], shown)).rstrip()
    return shown + (" …" if text[end:].strip() else ""), tuple(marks)


def _line(text: str, before: str) -> str:
    """White space as single spaces, none of it twice where it is put after `before`."""
    flat = re.sub(r"\s+", " ", text)
    return flat.lstrip() if not before or before.endswith(" ") else flat

"""Where the words of a query stand in a text, as the index sees it (without case and diacritics), and what is shown of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from desktop_app.domain.query import Words
from desktop_app.domain.spans import Span

ROOM = 180
"""Code points of a snippet, at most; a few more where a word ends."""
BEFORE = 40
"""Code points of a snippet before the first mark, about."""
MOST = 200
"""Places that are looked at in one text."""

_TOKEN = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\W_]+")
_ODD = re.compile("[^\x00-\x7f\u2010-\u2027\u00a0]")  # what is not the same letter in lower case, or may not be
Pattern = tuple[tuple[str, ...], bool]
"""The words of a phrase in order, folded, and whether the last one may go on."""


class _Folding(dict[int, str]):
    """Letters, each as one letter without case and diacritics; learnt as they are met."""

    def __missing__(self, code: int) -> str:
        low = chr(code).lower()[0]
        bare = [letter for letter in unicodedata.normalize("NFD", low) if unicodedata.category(letter) != "Mn"]
        self[code] = bare[0] if len(bare) == 1 else low
        return self[code]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """As SQLite's tokenizer unicode61 folds with remove_diacritics=2; as many code points as there were."""
    return text.translate(_FOLDING) if _ODD.search(text) else text.lower()


def patterns_of(words: Sequence[Words]) -> tuple[Pattern, ...]:
    """What is looked for in texts; without those that hold no word."""
    made = ((tuple(_TOKEN.findall(folded(each.text))), each.is_prefix) for each in words)
    return tuple(dict.fromkeys(pattern for pattern in made if pattern[0]))


def places(text: str, patterns: Sequence[Pattern], *, most: int = MOST) -> list[tuple[Span, int]]:
    """The first places of the patterns, in order: spans of `text` in code points, and the number of the pattern."""
    if not patterns:
        return []
    plain = folded(text)
    found = [
        (span, number) for number, pattern in enumerate(patterns) for span in islice(_places(plain, pattern), most)
    ]
    return sorted(found)[:most]


def _places(text: str, pattern: Pattern) -> Iterator[Span]:
    words, is_prefix = pattern
    first, last = words[0], len(words) - 1
    at = text.find(first)
    while at >= 0:
        end = at + len(first)
        if at == 0 or not text[at - 1].isalnum():
            for number, word in enumerate(words[1:], 1):
                gap = _BETWEEN.match(text, end)
                if gap is None or not text.startswith(word, gap.end()):
                    break
                end = gap.end() + len(word)
                if number < last and end < len(text) and text[end].isalnum():
                    break
            else:
                goes_on = end < len(text) and text[end].isalnum()
                if goes_on and is_prefix:
                    end = _TOKEN.match(text, end).end()  # type: ignore[union-attr]  # a letter is there
                if not goes_on or is_prefix:
                    yield Span(at, end)
        at = text.find(first, at + 1)


def best_place(found: Sequence[tuple[Span, int]]) -> int:
    """The number of the place from which on a snippet holds the most different patterns; 0 where there is none."""
    if len({number for _, number in found}) < 2:
        return 0
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

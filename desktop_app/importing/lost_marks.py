"""Restores marks that were lost: UTF-8 “ ” ‘ ’ – — … read as Windows-1252 or Latin-1, then robbed of what cannot be shown.

All their bytes but the first were control characters or undefined, so each mark is a lone “â” now; an ellipsis and the no-break
space after it became “⊠” (E2 8A A0) or “⦠” (E2 A6 A0). Nothing of the mark itself is left, so its context must decide: first
whether the text is damaged at all, then all marks of the text together, by the cheapest path (Viterbi) through the readings of
each place and the marks that are open there. Outer quotation marks are taken to be double; a dash between spaces is an en dash
unless the text itself shows em dashes there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from desktop_app.domain.spans import Span
from desktop_app.importing.languages import language_of
from desktop_app.importing.mark_readings import Document, Place, Reading, closing_or_apostrophe, readings_at
from desktop_app.importing.paragraphs import paragraphs

Restoration = tuple[Span, str]

_SURVIVORS = {"¦": "…", "¬": "€", "°": "‰", "²": "′", "³": "″", "¹": "‹", "º": "›", "¯": "\u202f"}
"""Last bytes that are no control characters in Latin-1, and what they end."""

_EVENT = re.compile('â(?:€\ufffd?(?![A-Za-z])|\ufffd{1,2}|Š(?=[\\s.,”])|[¦¬°²³¹º¯¢])?|Â[\xa0-\xbf]|[⊠⦠]|["“”‘’]')
_MARKS = 'â“”‘’"'
_MAY_BE_DAMAGE = re.compile("[â⊠⦠]")
_TELLING = 12
"""Words from which a paragraph's language can be told."""
_RIGHT_WORD = re.compile(r"[^\W_â]+")
_LONGEST_WORD = 40
_WORD = re.compile(r"(?<![^\W_])[^\W\d_â]{3,}(?![^\W_])")
_INTACT = re.compile("[“”’]")

_CERTAIN = re.compile(
    r"(?<!\w)â(?=[A-Z][a-z]|[IA]\b)"  # “We …
    r"|(?<=[.,!?;:…)%])â(?=\W|\Z)"  # … so.”
    r"|(?<!\w)â(?=\d)|(?<=\d)â"  # ’90s
    r"|(?<![^\Wâ])(?i:is|are|was|were|do|does|did|has|have|had|wo|would|ca|could|should|must|need|ai)nât\b"
    r"|(?<![^\Wâ])(?i:i|you|we|they|he|she|it|that|there|what|who|here|let)â(?:s|re|ve|ll|d|m)\b"
    r"|â(?:\ufffd|[¦¬¯])"
    r"|(?<=[A-Za-z,] )[⊠⦠](?=[a-z]{2}|a\b|I\b)"
)
_UNMISTAKABLE = re.compile(r"(?<![“‘\"'])â€(?:\ufffd|(?=[\s.,;:)!?]|\Z))")
_PROBABLE_IN_ENGLISH = re.compile(r"\b[A-Za-z]{2,}âs\b|(?<!\w)â(?=[a-z])|(?<=[A-Za-z])â(?!\w)")


def lost_marks(text: str, *, is_damaged: bool = False) -> list[Restoration]:
    """Each damaged mark of a normalised text and what belongs there, in order; none if the text is not damaged in this way.

    is_damaged: it is known to be, because the rest of its document is.
    """
    if not _MAY_BE_DAMAGE.search(text):
        return []
    language = language_of(text)
    passages = [(paragraph, _language_of(paragraph.of(text), language)) for paragraph in paragraphs(text)]
    if not (is_damaged or _is_damaged(text, passages)):
        return []
    words = frozenset(match[0].lower() for match in _WORD.finditer(text))
    events = [event for span, spoken in passages for event in _events(text, span, Document(spoken, words))]
    spaced_dash = "—" if text.count(" — ") > text.count(" – ") else "–"
    restored: list[Restoration] = []
    for event, reading in zip(events, _cheapest(events), strict=True):
        after = event.certain or (_written(reading, event, spaced_dash) if event.is_damaged else "")
        if after:
            restored.append((event.span, after))
    return restored


def _language_of(paragraph: str, otherwise: str) -> str:
    """A paragraph's own language, if it has enough words to tell; a text may quote another language at length."""
    return language_of(paragraph) if len(paragraph.split(None, _TELLING)) > _TELLING else otherwise


def _is_damaged(text: str, passages: Sequence[tuple[Span, str]]) -> bool:
    """Whether “â” stands where no language writes it. Marks that are intact speak against: the damage would have taken them too."""
    certain = sum(1 for _ in _CERTAIN.finditer(text))
    probable = sum(
        2 if match[0][0].isupper() else 1
        for span, language in passages
        if language == "en"
        for match in _PROBABLE_IN_ENGLISH.finditer(text, span.start, span.end)
    )
    intact = sum(1 for _ in _INTACT.finditer(text))
    unmistakable = _UNMISTAKABLE.search(text) is not None
    return unmistakable or (certain + probable / 2 >= 1 and certain + probable > intact)


@dataclass(slots=True)
class _Event:
    """A mark, damaged or not, with its readings; or the end of a paragraph, which has none."""

    span: Span
    readings: Sequence[tuple[Reading, float]]
    is_damaged: bool = False
    is_first: bool = False
    certain: str = ""
    place: Place | None = None

    @property
    def ends_paragraph(self) -> bool:
        return not self.readings


def _events(text: str, paragraph: Span, document: Document) -> Iterator[_Event]:
    """The marks of a paragraph in order, and its end."""
    matches = list(_EVENT.finditer(text, paragraph.start, paragraph.end))
    starts = {match.start(): match.end() for match in matches if match[0][0] in _MARKS and not _certain(text, match)}
    ends = {end: start for start, end in starts.items()}
    for match in matches:
        span = Span(*match.span())
        certain = _certain(text, match)
        if certain:
            yield _Event(span, [(Reading.NEUTRAL, 0.0)], certain=certain)
            continue
        place = _place(text, span, paragraph, starts, ends)
        is_first = not text[paragraph.start : span.start].strip(_MARKS) if span.start < paragraph.start + 4 else False
        is_damaged = match[0][0] == "â"
        yield _Event(span, _readings(match[0], place, document), is_damaged=is_damaged, is_first=is_first, place=place)
    yield _Event(Span(paragraph.end, paragraph.end), [])


def _certain(text: str, match: re.Match[str]) -> str:
    """What an ellipsis or another mark whose last byte survived must have been, "" for all others."""
    mark = match[0]
    following = text[match.end() : match.end() + 1]
    if mark in {"⊠", "⦠"}:
        return "… " if following.isalnum() or following in tuple("([$£€") else "…"
    if mark == "âŠ":
        return "…"
    if mark == "â¢":
        return "™" if text[match.start() - 1 : match.start()].isalnum() else "•"
    if mark[0] == "Â":
        return mark[1]
    return _SURVIVORS.get(mark[1:], "")


def _place(text: str, span: Span, paragraph: Span, starts: dict[int, int], ends: dict[int, int]) -> Place:
    word = span.start
    while (
        word > max(paragraph.start, span.start - _LONGEST_WORD) and text[word - 1].isalnum() and text[word - 1] != "â"
    ):
        word -= 1
    right = _RIGHT_WORD.match(text, span.end, min(paragraph.end, span.end + _LONGEST_WORD))
    first, last = span.start, span.end
    while first in ends:
        first = ends[first]
    while last in starts:
        last = starts[last]
    return Place(
        before=_seen(text[max(paragraph.start, first - 1) : first]),
        after=_seen(text[last : min(paragraph.end, last + 1)]),
        left="" if span.start in ends else text[word : span.start],
        right="" if span.end in starts or right is None else right[0],
        touches_before=span.start in ends,
        touches_after=span.end in starts,
    )


def _seen(character: str) -> str:
    return "…" if character in {"⊠", "⦠"} else character


def _readings(mark: str, place: Place, document: Document) -> Sequence[tuple[Reading, float]]:
    if mark.startswith("â€"):
        return [(Reading.CLOSE_DOUBLE, 0.0)]
    if mark[0] == "â":
        return readings_at(place, document)
    if mark == "’":
        return closing_or_apostrophe(place)
    if mark == '"':
        opens = (not place.before or place.before.isspace() or place.before in "([{–—") and bool(place.after.strip())
        return [(Reading.OPEN_STRAIGHT if opens else Reading.CLOSE_STRAIGHT, 0.0)]
    return [(Reading(mark), 0.0)]


def _written(reading: Reading, event: _Event, spaced_dash: str) -> str:
    if reading is Reading.LETTER:
        return ""
    if reading is Reading.APOSTROPHE:
        return "’"
    if reading is Reading.DASH:
        place = event.place
        joins_words = (
            place is not None and (place.left + place.right) != "" and not (place.left[-1:] + place.right[:1]).isdigit()
        )
        return "—" if joins_words else spaced_dash if place is None or not place.left else "–"
    return str(reading.value)


# --- the cheapest path -------------------------------------------------------------------------------------------------------
# A state names the marks that are open, outermost first: D double, S single, Q straight. In small letters: the paragraph before
# ended inside such a quotation, and this one must begin by opening it again.

_OPENS = {Reading.OPEN_DOUBLE: "D", Reading.OPEN_SINGLE: "S", Reading.OPEN_STRAIGHT: "Q"}
_CLOSES = {Reading.CLOSE_DOUBLE: "D", Reading.CLOSE_SINGLE: "S", Reading.CLOSE_STRAIGHT: "Q"}
_NESTING = {"DS": 0.3, "QS": 0.3, "SD": 0.5, "SQ": 0.0, "DQ": 3.0, "QD": 3.0}
_SINGLE_OUTSIDE = 1.2
_OPENED_TWICE, _CLOSED_NEVER_OPENED, _CLOSED_AROUND_OPEN, _NEVER_CLOSED = 7.0, 8.0, 5.0, 6.0
_CARRIED = {"D": 0.4, "S": 2.0}
_STRAIGHT_NEVER_CLOSED = 1.0
_NO_WAY = float("inf")
_NOTHING = ((Reading.NEUTRAL, 0.0),)
_HOPELESS = 14.0
"""A way that is this much dearer than the best one never becomes the cheapest again."""


class _Step(NamedTuple):
    """The cheapest way to a state: what was read last, and the step before."""

    cost: float
    reading: Reading
    before: _Step | None


def _cheapest(events: Sequence[_Event]) -> list[Reading]:
    """One reading for each event."""
    states = {"": _Step(0.0, Reading.NEUTRAL, None)}
    for event in events:
        costs: dict[str, float] = {}
        ways: dict[str, tuple[Reading, _Step]] = {}
        for state, step in states.items():
            for reading, cost in event.readings or _NOTHING:
                moves = _ended(state) if event.ends_paragraph else _moved(state, reading, is_first=event.is_first)
                for following, extra in moves:
                    total = step.cost + cost + extra
                    if total < costs.get(following, _NO_WAY):
                        costs[following], ways[following] = total, (reading, step)
        limit = min(costs.values()) + _HOPELESS
        states = {state: _Step(cost, *ways[state]) for state, cost in costs.items() if cost <= limit}
    last: _Step | None = min(
        (step for state, step in states.items() if not state.islower()), key=lambda step: step.cost
    )
    readings: list[Reading] = []
    while last is not None:
        readings.append(last.reading)
        last = last.before
    return readings[-2::-1]


@cache
def _moved(state: str, reading: Reading, *, is_first: bool) -> list[tuple[str, float]]:
    """Where a reading leads from a state, and its extra cost; nowhere if a carried quotation is not opened again."""
    if state.islower():
        if is_first and _OPENS.get(reading) == state.upper():
            return [(state.upper(), 0.0)]
        return []
    if reading in _OPENS:
        return [_opened(state, _OPENS[reading])]
    if reading in _CLOSES:
        return [_closed(state, _CLOSES[reading])]
    return [(state, 0.0)]


def _opened(state: str, mark: str) -> tuple[str, float]:
    if not state:
        return mark, _SINGLE_OUTSIDE if mark == "S" else 0.0
    if len(state) == 1 and mark != state:
        return state + mark, _NESTING[state + mark]
    return (mark if state[0] == mark else state[0] + mark), _OPENED_TWICE


def _closed(state: str, mark: str) -> tuple[str, float]:
    if state.endswith(mark):
        return state[:-1], 0.0
    return ("", _CLOSED_AROUND_OPEN) if mark in state else (state, _CLOSED_NEVER_OPENED)


def _ended(state: str) -> list[tuple[str, float]]:
    """A paragraph ends: balanced, or inside a quotation that the next one opens again, or unbalanced."""
    if not state:
        return [("", 0.0)]
    if state.islower():
        return []
    if state[0] == "Q":
        return [("", _STRAIGHT_NEVER_CLOSED + (_NEVER_CLOSED if len(state) > 1 else 0.0))]
    inner = 3.0 if len(state) > 1 else 0.0
    return [(state[0].lower(), _CARRIED[state[0]] + inner), ("", _NEVER_CLOSED + inner)]

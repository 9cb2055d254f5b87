"""Which findings a reader goes through in a review, and in which order: what the engine was least sure of comes first.

The order rests on what the engine found and on nothing that the reader says, so that it stays as it is while the reader works; what
was said already is known from the corrections alone, so that a review can be left and taken up again, today or next year.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from desktop_app.domain.corrections import READER, Field, Verdict
from desktop_app.domain.findings import SURE_FROM, Attribution
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import hull

Key = tuple[float, int, str]
"""Confidence, place, id: the least of them is reviewed first."""


class Answer(Enum):
    """What the reader said of a finding."""

    NONE = auto()
    CONFIRMED = auto()
    CHANGED = auto()
    REJECTED = auto()
    NOT_SPEECH = auto()


_BY_VERDICT = {
    Verdict.CONFIRMED: Answer.CONFIRMED,
    Verdict.REJECTED: Answer.REJECTED,
    Verdict.NOT_SPEECH: Answer.NOT_SPEECH,
}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """finding: as it reads now, or as it read when it was rejected; confidence: 0..1, the engine's; verdict and changed (fields,
    oldest first): the reader's word on it."""

    finding: Attribution
    confidence: float
    key: Key
    verdict: Verdict | None = None
    changed: tuple[Field, ...] = ()

    @property
    def id(self) -> str:
        return self.finding.id

    @property
    def answer(self) -> Answer:
        """Whoever corrects a statement and confirms it, too, has changed it."""
        if self.changed and self.verdict in (None, Verdict.CONFIRMED):
            return Answer.CHANGED
        return Answer.NONE if self.verdict is None else _BY_VERDICT[self.verdict]

    @property
    def is_open(self) -> bool:
        return self.answer is Answer.NONE

    @property
    def is_left_out(self) -> bool:
        """Whether it is rejected, so that page and lists do not show it."""
        return self.verdict in (Verdict.REJECTED, Verdict.NOT_SPEECH)

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE_FROM

    def is_answered_since(self, before: Doubtful) -> bool:
        """Whether the reader has judged it or said who speaks since it was as `before`."""
        said_who = self.changed.count(Field.SPEAKER) > before.changed.count(Field.SPEAKER)
        return said_who or (self.verdict is not None and self.verdict is not before.verdict)

    def is_back_since(self, before: Doubtful) -> bool:
        """Whether something that the reader had said of it was taken back, and it is there to be looked at."""
        if self.is_left_out:
            return False
        is_taken_back = before.verdict is not None and self.verdict is None
        return is_taken_back or before.is_left_out or len(self.changed) < len(before.changed)


def in_order_of_doubt(reading: Reading, *, with_sure: bool = False) -> tuple[Doubtful, ...]:
    """The attributions that an engine found, answered or not: least confidence first, equal ones by place. with_sure: those that
    may be called sure are in it, at the end."""
    ordered = sorted(_doubtful(reading), key=lambda one: one.key)
    return tuple(one for one in ordered if with_sure or not one.is_sure)


def _doubtful(reading: Reading) -> Iterator[Doubtful]:
    if reading.findings is None:
        return
    word = reading.word
    rejected = word.rejected.values() if word is not None else ()
    found = {one.id: one for one in reading.found.attributions} if reading.found is not None else {}
    for one in (*reading.findings.attributions, *rejected):
        if not isinstance(one, Attribution) or one.found_by == READER:
            continue
        first = found.get(one.id, one)  # corrections make a finding surer and move it: the order is that of the engine
        key = (first.confidence, hull(first.content).start, one.id)
        verdict = word.verdicts.get(one.id) if word is not None else None
        changed = word.changed.get(one.id, ()) if word is not None else ()
        yield Doubtful(one, first.confidence, key, verdict, changed)


def place_in(order: Sequence[Doubtful], key: Key) -> int:
    """Where a finding stands in the order or, if it is gone, where it stood."""
    return bisect_left(order, key, key=lambda one: one.key)


def next_open(order: Sequence[Doubtful], place: int, step: int) -> int | None:
    """Place of the nearest finding without an answer, from `place` on in that direction (1 or −1); None where there is none."""
    places = range(max(place, 0), len(order)) if step > 0 else range(min(place, len(order) - 1), -1, -1)
    return next((number for number in places if order[number].is_open), None)

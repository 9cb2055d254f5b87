"""Exact F1 of source, cue and content, counted as CofeNet (Wang et al., COLING 2022) does.

Every annotator's version of an article counts as one instance. CofeNet compares tokens of sentences; here spans are cut at
paragraphs instead, and on both sides marks, punctuation and spaces at the ends, and the word “that” at either end, are taken off,
since annotators and engines differ in whether these belong to a span. A span that two attributions share counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.domain.spans import Span
from tests.evaluation.units import PUBLISHED_EDGE, trimmed

PARTS = ("source", "cue", "content")


class Relation(Protocol):
    """What an annotated attribution and a found one have in common."""

    @property
    def source(self) -> tuple[Span, ...]: ...
    @property
    def cue(self) -> tuple[Span, ...]: ...
    @property
    def content(self) -> tuple[Span, ...]: ...


@dataclass(slots=True)
class Exact:
    """Spans of one part, and how many of them are the same on both sides."""

    gold: int = 0
    found: int = 0
    same: int = 0

    @property
    def precision(self) -> float:
        return self.same / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.same / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.same / (self.gold + self.found) if self.same else 0.0


def add_instance(counts: dict[str, Exact], text: str, gold: Sequence[Relation], found: Sequence[Relation]) -> None:
    """Count one article as one annotator marked it."""
    for part in PARTS:
        wanted, got = set(_spans(text, part, gold)), set(_spans(text, part, found))
        count = counts.setdefault(part, Exact())
        count.gold += len(wanted)
        count.found += len(got)
        count.same += len(wanted & got)


def _spans(text: str, part: str, relations: Iterable[Relation]) -> Iterator[Span]:
    for relation in relations:
        spans: tuple[Span, ...] = getattr(relation, part)
        for span in spans:
            yield from pieces(text, span)


def pieces(text: str, span: Span) -> Iterator[Span]:
    """The span cut at paragraphs, each piece in the form in which it is compared."""
    place = span.start
    for line in span.of(text).split("\n"):
        piece = trimmed(text, Span(place, place + len(line)), PUBLISHED_EDGE)
        place += len(line) + 1
        if piece.length:
            yield _without_that(text, piece)


def _without_that(text: str, span: Span) -> Span:
    start, end = span
    words = span.of(text)
    if re.match(r"that\W", words, re.IGNORECASE):
        start += len("that")
    if re.search(r"\Wthat$", words, re.IGNORECASE):
        end -= len("that")
    return trimmed(text, Span(start, max(start, end)), PUBLISHED_EDGE)

"""Half-open stretches of a revision's text, in Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """`text[start:end]` of one revision. Units are code points, never UTF-16 or bytes."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where both cover at least one common code point."""
        return self.start < other.end and other.start < self.end

    def clipped_to(self, other: Span) -> Span | None:
        """The common part, or None where there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of them. ValueError if there are none."""
    ordered = list(spans)
    return Span(min(span.start for span in ordered), max(span.end for span in ordered))


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends; empty at its start if it holds nothing else."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

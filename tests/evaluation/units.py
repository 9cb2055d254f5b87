"""Units of scoring, contiguous pieces of content without what stands at their ends, and how those of two sides are matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.spans import Span

MATCH = 0.8
"""Intersection over union from which two units are the same."""
DIRECT = 0.95
"""Share of letters inside quotation marks from which a content is direct."""
EDGE = " \t\r\n\xa0\"'“”‘’«»„`,.;:!?…–—-()[]"
PUBLISHED_EDGE = " \t\r\n\xa0\"'“”‘’«»`,.;:!?–—-()[]"
"""What the scorer takes off whose numbers are published for PolNeAR."""
Owner = TypeVar("Owner")


@dataclass(frozen=True, slots=True)
class Unit(Generic[Owner]):
    span: Span
    kind: AttributionKind
    owner: Owner


def trimmed(text: str, span: Span, edge: str = EDGE) -> Span:
    """The span without marks, punctuation and spaces at its ends."""
    start, end = span
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return Span(start, end)


def kind_of(text: str, spans: Sequence[Span], marked: bytearray) -> AttributionKind:
    """The kind that the marks give a content; `marked` is 1 for each character of `text` inside marks."""
    letters = [marked[place] for span in spans for place in range(*span) if text[place].isalnum()]
    share = sum(letters) / len(letters) if letters else 0.0
    if not share:
        return AttributionKind.INDIRECT
    return AttributionKind.DIRECT if share >= DIRECT else AttributionKind.MIXED


def overlap(one: Span, other: Span) -> float:
    """Intersection over union."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start)) if common > 0 else 0.0


def matched(gold: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Indices of `gold` to those of `found`, one to one, best overlap first and, among equals, the last ones first."""
    candidates = sorted(
        (
            (overlap(one, other), i, j)
            for i, one in enumerate(gold)
            for j, other in enumerate(found)
            if one.overlaps(other)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in candidates:
        if share >= MATCH and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs

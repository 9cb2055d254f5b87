"""Several stretches of one text together: joined, compared, clipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.domain.spans import Span


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches in order, those that overlap or touch made one; empty ones are left out."""
    whole: list[Span] = []
    for span in sorted(spans):
        if span.length <= 0:
            continue
        if whole and span.start <= whole[-1].end:
            whole[-1] = Span(whole[-1].start, max(whole[-1].end, span.end))
        else:
            whole.append(span)
    return tuple(whole)


def likeness(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Intersection over union, in code points."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    together = sum(span.length for span in one) + sum(span.length for span in other) - common
    return common / together if together else 0.0


def within(spans: Sequence[Span], content: Sequence[Span]) -> tuple[Span, ...]:
    """The parts of `spans` that lie in `content`."""
    parts = (span.clipped_to(whole) for span in spans for whole in content)
    return tuple(sorted({part for part in parts if part is not None}))

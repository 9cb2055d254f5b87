"""Half-open stretches of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.spans import Span, hull, trimmed

spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(min(ends), max(ends)))


def places(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(spans, spans)
def test_overlap_and_common_part_are_those_of_the_code_points(first: Span, second: Span) -> None:
    common = places(first) & places(second)
    clipped = first.clipped_to(second)
    assert (clipped is not None) == bool(common)
    assert clipped is None or places(clipped) == common
    if first.length and second.length:
        assert first.overlaps(second) == second.overlaps(first) == bool(common)


@given(spans, spans)
def test_containing_is_having_every_code_point(outer: Span, inner: Span) -> None:
    if inner.length:
        assert outer.contains(inner) == (places(inner) <= places(outer))


@given(st.lists(spans, min_size=1))
def test_a_hull_is_the_smallest_span_around_all(several: list[Span]) -> None:
    whole = hull(iter(several))
    assert all(whole.contains(span) for span in several)
    assert whole.start in {span.start for span in several}
    assert whole.end in {span.end for span in several}


def test_nothing_has_no_hull() -> None:
    with pytest.raises(ValueError, match="empty"):
        hull([])


@given(st.text("ab \n\u00a0"), spans)
def test_trimming_takes_white_space_and_nothing_else(text: str, span: Span) -> None:
    inside = span.clipped_to(Span(0, len(text)))
    if inside is None:
        return
    short = trimmed(text, inside)
    assert short.of(text) == inside.of(text).strip()
    assert inside.contains(short)


def test_units_are_code_points() -> None:
    text = "a🙂e\u0301b"
    assert Span(1, 2).of(text) == "🙂"
    assert Span(1, 2).length == 1
    assert Span(0, 2) < Span(1, 2) < Span(1, 3)

"""Places in a correction move with the text; what is gone is left out, or keeps the correction where it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.annotations import Correction, anchor_of
from desktop_app.domain.moving import NOWHERE, moved, places_in
from desktop_app.domain.spans import Span

TEXT = "“We stay,” said Ada Vane. She left. The pier, she added, needs paint."
LATER = "## " + TEXT
QUOTE, VANE, SHE = Span(1, 9), Span(16, 24), Span(26, 29)


def said(after: Any, before: Any = None, span: Span = QUOTE) -> Correction:
    return Correction(
        "c",
        "a",
        "r",
        "attribution",
        "t",
        span,
        anchor_of(TEXT, span),
        "content",
        json.dumps(before),
        json.dumps(after),
        datetime(2031, 5, 4, tzinfo=UTC),
    )


def shifted(correction: Correction, by: int = 3, gone: frozenset[Span] = frozenset()) -> Correction | None:
    places = {span: None if span in gone else Span(span.start + by, span.end + by) for span in places_in(correction)}
    return moved(correction, places, LATER)


def test_every_place_moves_and_nothing_else() -> None:
    before = {
        "id": "a1",
        "content": [list(QUOTE)],
        "cue": [],
        "confidence": 0.5,
        "mentions": [[*VANE, "name"], [*SHE, "pronoun"]],
        "span": list(SHE),
        "aliases": ["12", "Vane"],
    }
    result = shifted(said([list(QUOTE), list(VANE)], before))
    assert result is not None
    assert result.span.of(LATER) == "We stay,"
    assert result.anchor == anchor_of(LATER, result.span)
    assert json.loads(result.after) == [[4, 12], [19, 27]]
    expected = {
        "content": [[4, 12]],
        "mentions": [[19, 27, "name"], [29, 32, "pronoun"]],
        "span": [29, 32],
    }
    assert json.loads(result.before) == before | expected


def test_a_correction_whose_passage_is_gone_stays() -> None:
    assert shifted(said([list(VANE)]), gone=frozenset({QUOTE})) is None


def test_a_lesser_place_that_is_gone_is_left_out() -> None:
    after = {"content": [list(QUOTE)], "cue": [list(VANE)], "mentions": [[*SHE, "pronoun"], [*VANE, "name"]]}
    result = shifted(said(after, after), gone=frozenset({VANE}))
    assert result is not None
    assert json.loads(result.after) == {"content": [[4, 12]], "cue": [], "mentions": [[29, 32, "pronoun"]]}


def test_a_correction_that_would_say_nothing_any_more_stays() -> None:
    gone = frozenset({SHE})
    for after in ([list(SHE)], {"content": [list(SHE)]}, {"span": list(SHE), "speaker": None}):
        assert shifted(said(after), gone=gone) is None
    known = shifted(said(None, {"content": [list(SHE)]}), gone=gone)
    assert known is not None
    assert json.loads(known.before) == {"content": [[26, 29]]}


def test_a_correction_about_no_passage_goes_along_as_it_is() -> None:
    nowhere = said("Ada Vane-Holt", {"mentions": []}, NOWHERE)
    assert places_in(nowhere) == []
    result = moved(nowhere, {}, LATER)
    assert result == replace(nowhere, anchor=anchor_of(LATER, NOWHERE))


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 80) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(before=anything, after=anything, by=st.integers(0, 50))
def test_whatever_a_correction_holds_moves_there_and_back(before: Any, after: Any, by: int) -> None:
    start = said(after, before)
    there = shifted(start, by)
    assert there is not None
    back = shifted(there, -by)
    assert back is not None
    assert json.loads(back.after) == after
    assert json.loads(back.before) == before


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_what_is_no_json_is_left_as_it_is(before: str, after: str) -> None:
    start = replace(said(None), before=before, after=after)
    same = shifted(start, 0)
    assert same is not None
    assert (same.before, same.after) == (before, after)


@given(after=anything, data=st.data())
def test_no_place_that_is_gone_is_left_in_a_correction(after: Any, data: st.DataObject) -> None:
    start = said(after)
    others = [span for span in places_in(start) if span != QUOTE]
    gone = frozenset(data.draw(st.lists(st.sampled_from(others), unique=True))) if others else frozenset[Span]()
    result = shifted(start, 100, gone)
    if result is not None:
        assert all(span.start >= 100 for span in places_in(result) if span != NOWHERE)

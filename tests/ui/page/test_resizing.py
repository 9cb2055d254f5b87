"""Where a highlight ends after one of its ends was moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.spans import Span
from desktop_app.ui.page.resizing import End, Step, dragged_end, stepped_end
from tests.ui.page.article import TEXT, span

WHICH = st.sampled_from(["start", "end"])
PLACES = st.integers(0, len(TEXT))
SPANS = st.tuples(PLACES, PLACES).map(lambda pair: Span(min(pair), max(pair))).filter(lambda one: one.of(TEXT).strip())


def dragged(words: str, which: End, to: int, *, exact: bool = False) -> str:
    return dragged_end(TEXT, span(words), which, to, exact=exact).of(TEXT)


def stepped(words: str, which: End, unit: Step, step: int) -> str:
    return stepped_end(TEXT, span(words), which, unit, step).of(TEXT)


def test_a_drag_snaps_to_the_nearer_edge_of_a_word() -> None:
    committee = span("committee. “We")
    assert dragged("signed that", "end", committee.start + 2) == "signed that tender,” Varga told the"
    assert dragged("signed that", "end", committee.start + 7) == "signed that tender,” Varga told the committee"
    assert dragged("signed that", "start", span("Nobody").start + 1) == "Nobody signed that"
    assert dragged("signed that tender", "start", span("signed").start + 4) == "that tender"


def test_with_alt_a_drag_ends_at_the_very_letter_but_not_at_a_space() -> None:
    assert dragged("signed that", "end", span("committee").start + 3, exact=True).endswith("told the com")
    assert dragged("signed that", "end", span("committee").start, exact=True).endswith("told the")
    assert dragged("signed that", "start", span("body signed").start, exact=True) == "body signed that"


def test_one_end_never_passes_the_other() -> None:
    assert dragged("signed that tender", "end", 0) == "signed"
    assert dragged("signed that tender", "start", len(TEXT)) == "tender"
    assert dragged("signed that tender", "end", 0, exact=True) == "s"
    assert dragged("signed that tender", "start", len(TEXT), exact=True) == "r"


@pytest.mark.parametrize(
    ("which", "unit", "step", "expected"),
    [
        ("end", "character", 1, "signed that t"),
        ("end", "character", -1, "signed tha"),
        ("start", "character", 1, "igned that"),
        ("start", "character", -1, "y signed that"),
        ("end", "word", 1, "signed that tender"),
        ("end", "word", 2, "signed that tender,” Varga"),
        ("end", "word", -1, "signed"),
        ("start", "word", -1, "Nobody signed that"),
        ("start", "word", 1, "that"),
        ("end", "word", -2, "signed that"),  # nothing would be left
        ("start", "character", 20, "signed that"),
    ],
)
def test_keys_move_an_end_by_letters_and_words(which: End, unit: Step, step: int, expected: str) -> None:
    assert stepped("signed that", which, unit, step) == expected


def test_letters_keep_their_accents() -> None:
    text = "un cafe\u0301 noir"
    grown = stepped_end(text, Span(3, 6), "end", "character", 1)
    assert grown.of(text) == "cafe\u0301"
    assert stepped_end(text, grown, "end", "character", -1).of(text) == "caf"


@given(SPANS, WHICH, PLACES, st.booleans())
def test_a_drag_never_leaves_nothing_nor_white_space_at_the_ends(words: Span, which: End, to: int, exact: bool) -> None:
    moved = dragged_end(TEXT, words, which, to, exact=exact)
    assert moved.of(TEXT).strip()
    assert moved == words or moved.of(TEXT) == moved.of(TEXT).strip()


@given(SPANS, WHICH, st.sampled_from(["character", "word"]), st.integers(-4, 4))
def test_a_step_moves_only_its_end_and_stays_in_the_text(words: Span, which: End, unit: Step, step: int) -> None:
    moved = stepped_end(TEXT, words, which, unit, step)
    assert 0 <= moved.start < moved.end <= len(TEXT)
    assert moved.of(TEXT).strip()

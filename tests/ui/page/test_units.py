"""By what a selection grows: words, sentences, paragraphs, quotations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.spans import Span
from desktop_app.ui.page.document import PageText
from desktop_app.ui.page.marks import MarkIndex, finding_marks
from desktop_app.ui.page.units import (
    Unit,
    grown,
    next_word,
    paragraphs_of,
    previous_word,
    sentences,
    units_around,
)
from tests.ui.page.article import TEXT, blocks, findings, span

WORDS = st.text(st.sampled_from("aB é.?!“” ’\n-。"), max_size=60)
UNITS: tuple[Unit, ...] = ("word", "sentence", "paragraph", "quotation")


def larger(unit: Unit, words: Span) -> str:
    lines = PageText(TEXT, blocks()).lines
    marks = MarkIndex(finding_marks(TEXT, findings()))
    return grown(words, units_around(unit, TEXT, words, lines, marks)).of(TEXT)


def caret(words: str) -> Span:
    return Span(span(words).start, span(words).start)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One came. Two left? “Three!” Four…", ["One came.", "Two left?", "“Three!”", "Four…"]),
        ("“We stopped it.” Nobody knew.", ["“We stopped it.”", "Nobody knew."]),
        ("“Is it true?” she asked. He left.", ["“Is it true?” she asked.", "He left."]),
        ("Mr. Reuel met Dr. J. Varga. It rained.", ["Mr. Reuel met Dr. J. Varga.", "It rained."]),
        ("It cost 3.5 million. 40 came.", ["It cost 3.5 million.", "40 came."]),
        ("港は閉じた。橋もだ。", ["港は閉じた。", "橋もだ。"]),
        ("no end", ["no end"]),
        ("   ", []),
    ],
)
def test_a_paragraph_falls_into_its_sentences(text: str, parts: list[str]) -> None:
    assert [one.of(text) for one in sentences(text, Span(0, len(text)))] == parts


@given(WORDS)
def test_sentences_hold_all_letters_of_a_paragraph_once_and_in_order(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    assert "".join("".join(one.of(text) for one in found).split()) == "".join(text.split())
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(WORDS, st.integers(0, 60))
def test_words_beside_a_place_lie_on_its_side_or_are_cut_by_it(text: str, place: int) -> None:
    place = min(place, len(text))
    after, before = next_word(text, place), previous_word(text, place)
    assert after is None or (after.length and after.end > place)
    assert before is None or (before.length and before.start < place)


@pytest.mark.parametrize(
    ("unit", "first", "second"),
    [
        ("word", "Nobody", "Nobody signed"),
        ("sentence", "“Nobody signed that tender,” Varga told the committee.", None),
        ("quotation", "“Nobody signed that tender,”", None),
    ],
)
def test_what_stands_at_the_caret_is_taken_first_and_then_the_next(unit: Unit, first: str, second: str | None) -> None:
    assert larger(unit, caret("obody signed")) == first
    again = larger(unit, span(first))
    assert again == second if second else again.startswith(first) and again.endswith("the same afternoon.”")


def test_a_part_of_a_unit_grows_to_the_whole_before_it_takes_in_another() -> None:
    assert larger("word", span("body signed th")) == "Nobody signed that"
    assert larger("sentence", span("told the")) == "“Nobody signed that tender,” Varga told the committee."
    assert larger("paragraph", span("quay 😀")) == blocks()[4].span.of(TEXT)
    assert larger("paragraph", blocks()[4].span).endswith("the dredging of the inner basin")
    assert larger("quotation", span("committee. “We")).endswith("the same afternoon.”")


def test_a_sentence_grows_over_the_end_of_its_paragraph() -> None:
    last = larger("sentence", caret("“We stopped"))
    assert larger("sentence", span(last)).endswith("Cost to the town")


def test_the_caret_behind_a_word_means_that_word_and_between_quotations_the_next() -> None:
    end = span("Cost").end
    assert larger("word", Span(end, end)) == "Cost"
    assert larger("quotation", caret("Cost to the")) == "“a fog machine”"


def test_at_the_end_of_the_article_nothing_grows_any_more() -> None:
    for unit in UNITS:
        whole = Span(0, len(TEXT))
        assert larger(unit, whole) == TEXT
    assert grown(Span(3, 3), []) == Span(3, 3)
    assert larger("quotation", Span(len(TEXT), len(TEXT))) == "“a fog machine”"


def test_pieces_of_a_very_long_paragraph_are_one_paragraph() -> None:
    text = "word " * 6_000
    page = PageText(text, ())
    assert len(page.lines) > 2
    assert paragraphs_of(page.lines) == [Span(0, page.lines[-1].span.end if page.lines[-1].span else 0)]

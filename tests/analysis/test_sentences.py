"""Sentences of a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.analysis.sentences import sentences, tokenise
from desktop_app.domain.spans import Span


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hale met Dr. Ruth Orme of the U.S. Senate at 5 p.m. on Tuesday.",
        "J. K. Marsh paid $3.5 million for No. 7.",
        "Gen. Ola Brandt and Sen. Pia Lund left.",
        "“Is it?” he asked.",
    ],
)
def test_abbreviations_initials_decimals_and_marks_end_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_full_stops_marks_and_brackets_that_close_end_one() -> None:
    text = "He left. “Go.” (Nobody went.) She moved to the U.S. The town slept…"
    assert split(text) == ["He left.", "“Go.”", "(Nobody went.)", "She moved to the U.S.", "The town slept…"]


def test_words_keep_apostrophes_and_hyphens_and_lose_the_possessive() -> None:
    text = "O’Hara’s 54-year-old don’t U.S."
    assert [token.text for token in tokenise(text, Span(0, len(text)))] == [
        "O’Hara",
        "’s",
        "54-year-old",
        "don’t",
        "U.S.",
    ]


def test_a_particle_grown_together_with_a_name_counts_as_a_capital() -> None:
    token = tokenise("al-Mansour", Span(0, 10))[0]
    assert token.is_capital


@given(st.text(alphabet="aB .?!…”“\"'(9\n", max_size=80))
@settings(max_examples=150, deadline=None)
def test_sentences_hold_every_visible_character_once(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
    assert found == sorted(found)

"""A selection of the mouse becomes whole words, and nothing but whole words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.spans import Span
from desktop_app.ui.page.whole_words import whole_words


@pytest.mark.parametrize(
    ("text", "chosen", "meant"),
    [
        ("an interview Friday to try it", "nterview Friday to tr", "interview Friday to try"),
        ("he said “nobody signed” it", "“nobody sig", "“nobody signed"),
        ("he said “nobody signed” it", "obody signed”", "nobody signed”"),
        ("they don’t know", "don", "don’t"),
        ("they don’t know", "t know", "don’t know"),
        ("some 41.5 million, 2,000 more", "5 mill", "41.5 million"),
        ("the end. Then", "nd", "end"),
        ("a well-known man", "now", "known"),
        ("the cafe\u0301 shut", "cafe", "cafe\u0301"),
        ("אמרה השרה ורגה", "שרה", "השרה"),
        ("大臣は港を閉じた", "港を", "港を"),
        ("one two", " ", " "),
    ],
)
def test_words_that_are_cut_are_taken_whole(text: str, chosen: str, meant: str) -> None:
    start = text.index(chosen)
    assert whole_words(text, Span(start, start + len(chosen))).of(text) == meant


def test_nothing_selected_stays_nothing() -> None:
    assert whole_words("word", Span(2, 2)) == Span(2, 2)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_the_selected_words_are_always_kept_and_never_more_than_a_word_is_added(
    text: str, one: int, other: int
) -> None:
    chosen = Span(min(one, other, len(text)), min(max(one, other), len(text)))
    meant = whole_words(text, chosen)
    assert meant.contains(chosen)
    assert not any(character.isspace() for character in text[meant.start : chosen.start] + text[chosen.end : meant.end])
    assert whole_words(text, meant) == meant

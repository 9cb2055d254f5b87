"""Finding words regardless of case, accents and marks, at offsets of the text itself."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.spans import Span
from desktop_app.ui.page.find import FoldedText

ODD = st.text(st.sampled_from("aAeéE\u0301\u0308ßsSﬁfi…İı“\"’'–- \n\u00a0😀אzZ"), max_size=30)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Café closed.", "cafe", [Span(4, 8)]),
        ("cafe\u0301 closed", "café", [Span(0, 5)]),
        ("He said “no”.", '"NO"', [Span(8, 12)]),
        ("the last\nfigure", "last figure", [Span(4, 15)]),
        ("Straße und STRASSE", "strasse", [Span(0, 6), Span(11, 18)]),
        ("aaaa", "aa", [Span(0, 2), Span(2, 4)]),
        ("😀 then a word", "word", [Span(9, 13)]),
        ("ﬁne", "i", [Span(0, 1)]),
        ("anything", "  ", []),
        ("anything", "", []),
        ("a.c abc", "a.c", [Span(0, 3)]),
    ],
)
def test_words_are_found_as_a_reader_would_expect(text: str, words: str, expected: list[Span]) -> None:
    assert FoldedText(text).find(words) == expected


@given(ODD, st.data())
def test_any_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    found = FoldedText(text).find(piece)
    wanted = [c for c in piece if not unicodedata.combining(c)]
    if any(not c.isspace() for c in wanted):
        assert found
    for span in found:
        assert 0 <= span.start < span.end <= len(text)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(ODD, ODD)
def test_what_is_found_folds_to_what_was_asked_for(text: str, words: str) -> None:
    folded = FoldedText(words)._folded
    for span in FoldedText(text).find(words):
        assert folded in FoldedText(span.of(text))._folded

"""Marks stand exactly on the words, and snippets are one short line around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.query import Words
from desktop_app.domain.search_marks import ROOM, best_place, folded, patterns_of, places, snippet
from desktop_app.domain.spans import Span


def found(text: str, *words: Words) -> list[str]:
    return [span.of(text) for span, _ in places(text, patterns_of(words))]


def test_case_and_accents_do_not_count() -> None:
    assert found("Müller, MULLER and mu\u0308ller", Words("muller")) == ["Müller", "MULLER"]
    assert found("the café", Words("CAFE")) == ["café"]


def test_a_phrase_is_marked_as_a_whole_and_a_beginning_as_a_word() -> None:
    assert found("will stay. It will not stay", Words("will stay")) == ["will stay"]
    assert found("harbour harbours harm", Words("harb", is_prefix=True)) == ["harbour", "harbours"]
    assert found("don’t, don't", Words("don't")) == ["don’t", "don't"]


def test_a_snippet_shows_where_most_of_the_words_stand_together() -> None:
    text = "The ferry left. " + "Nothing happened. " * 30 + "Then the ferry met the storm at last. " + "Silence. " * 40
    spots = places(text, patterns_of([Words("ferry"), Words("storm")]))
    at = spots[best_place(spots)][0]
    shown, marks = snippet(text, [span for span, _ in spots], at)
    assert [span.of(shown) for span in marks] == ["ferry", "storm"]
    assert shown.startswith("… ")
    assert shown.endswith(" …")


texts = st.text(st.sampled_from("ferry stórm\n\t“—ä𝒳 "), max_size=500)


@given(texts, st.lists(st.sampled_from(["ferry", "storm", "f", "s", "ferry storm"]), max_size=3), st.booleans())
def test_marks_are_the_same_words_in_text_and_snippet(text: str, wanted: list[str], is_prefix: bool) -> None:
    spots = places(text, patterns_of([Words(word, is_prefix=is_prefix) for word in wanted]))
    for span, _ in spots:
        assert folded(span.of(text).split()[0]).startswith(tuple(word[0] for word in wanted))
    at = spots[best_place(spots)][0] if spots else None
    shown, marks = snippet(text, [span for span, _ in spots], at)
    assert "\n" not in shown
    assert len(shown) <= max(ROOM, at.length + 60 if at else 0) + 60
    spoken = {" ".join(span.of(text).split()) for span, _ in spots}
    assert all(mark.of(shown) in spoken for mark in marks)
    assert not spots or marks
    assert list(marks) == sorted(marks)


@given(texts, st.integers(0, 500))
def test_any_place_can_be_shown(text: str, start: int) -> None:
    start = min(start, len(text))
    snippet(text, [], Span(start, min(len(text), start + 5)))

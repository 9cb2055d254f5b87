"""Passages are found again in a changed text."""

from __future__ import annotations

import random
import re
import time

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.domain.spans import Span
from desktop_app.importing import read_document, realign
from desktop_app.importing.repair import mend
from tests.importing.damage import all_bytes_lost, data

TEXT = data("marks.txt")


def test_an_unchanged_text_changes_no_span() -> None:
    assert realign([Span(3, 9)], TEXT, TEXT) == [Span(3, 9)]


def test_passages_of_a_damaged_text_are_found_in_the_repaired_one() -> None:
    damaged = all_bytes_lost(TEXT)
    whole = mend([damaged], repair=True).text
    places = [Span(start, start + 40) for start in range(0, len(damaged) - 40, 97)]
    for place, found in zip(places, realign(places, damaged, whole), strict=True):
        assert found is not None
        assert all_bytes_lost(found.of(whole)).strip(" ") == place.of(damaged).strip(" ")


def test_a_moved_paragraph_is_found_and_a_removed_one_is_not() -> None:
    lines = TEXT.split("\n")
    moved = "\n".join([*lines[10:], *lines[:10]])
    place = Span(TEXT.index("signs of pressure"), TEXT.index("signs of pressure") + 17)
    assert realign([place], TEXT, moved)[0].of(moved) == "signs of pressure"  # type: ignore[union-attr]
    last = TEXT.rindex("Tessel News’s")
    assert realign([Span(last, last + 40)], TEXT, TEXT[:last]) == [None]


def test_odd_spans_have_no_place() -> None:
    assert realign([Span(5, 5), Span(-1, 4), Span(0, 10**6)], "some words", "other words") == [None, None, None]


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_words_that_were_not_touched_keep_their_passage(drawn: st.DataObject) -> None:
    words = [f"word{number}" for number in range(80)]
    old = " ".join(words)
    target = drawn.draw(st.integers(0, 74))
    changed = list(words)
    for index in drawn.draw(st.lists(st.integers(0, 79), max_size=12)):
        if not target - 2 <= index <= target + 6:
            changed[index] = drawn.draw(st.sampled_from(["", "x", "other words here", "Word"]))
    new = " ".join(changed)
    passage = " ".join(words[target : target + 5])
    start = old.index(passage)
    (found,) = realign([Span(start, start + len(passage))], old, new)
    assert found is not None
    assert found.of(new) == passage


@given(old=st.text(max_size=60), new=st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_two_texts_give_spans_inside_the_new_one(old: str, new: str) -> None:
    assume(old != new)
    for found in realign([Span(0, len(old)), Span(0, 1), Span(1, 3)], old, new):
        assert found is None or 0 <= found.start < found.end <= len(new)


def test_a_large_text_is_carried_over_soon() -> None:
    source = random.Random(7)
    words = [source.choice(["harbour", "council", "tax", "quay", "said", "the", "of", "town"]) for _ in range(230_000)]
    for index in range(0, len(words), 12):
        words[index] += "\n"
    old = " ".join(words)
    for index in range(5, len(words), 400):
        words[index] = "altered"
    new = " ".join(words)
    spans = [Span(start, start + 60) for start in range(0, len(old) - 60, 1_500)]
    start = time.perf_counter()
    found = realign(spans, old, new)
    assert time.perf_counter() - start < 4
    assert sum(place is not None for place in found) > 0.98 * len(spans)


def test_every_sentence_goes_there_and_back_between_a_text_with_and_without_repair() -> None:
    damaged = all_bytes_lost(data("marks.txt")).encode()
    repaired, plain = read_document(damaged, "a.txt"), read_document(damaged, "a.txt", repair=False)
    assert repaired.text != plain.text
    for first, second in ((repaired.text, plain.text), (plain.text, repaired.text)):
        sentences = [Span(*match.span()) for match in re.finditer(r"[^\s.!?][^\n.!?]+[.!?]*[”’â]*", first)]
        there = realign(sentences, first, second)
        assert None not in there
        assert realign([span for span in there if span], second, first) == sentences

"""A sentence is cut only where each part can be checked alone and says what it said."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.analysis.clauses import clauses
from desktop_app.domain.spans import Span


def _parts(text: str) -> list[str]:
    return [span.of(text) for span in clauses(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The pier is shut; the road is open", ["The pier is shut", "the road is open"]),
        ("the bridge might close and traffic would double", ["the bridge might close", "traffic would double"]),
        ("We lost 40 boats, and the mayor knew that it rained", ["We lost 40 boats,", "the mayor knew that it rained"]),
        ("Rates rose and prices fell, but wages did not move", ["Rates rose", "prices fell,", "wages did not move"]),
        ("Mr. Hale and Mrs. Lunt were there and Ms. Orr left", ["Mr. Hale and Mrs. Lunt were there", "Ms. Orr left"]),
        ("They need help and we have boats", ["They need help", "we have boats"]),
    ],
)
def test_main_clauses_stand_alone(sentence: str, parts: list[str]) -> None:
    assert _parts(sentence) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks between the mayor and the board failed",
        "Prices, wages and rents rose",
        "She signed the paper and later was fired",
        "He blamed the mayor and the board elected in May",
        "The man who was hurt and the woman were taken away",
        "The road links the harbour and the town and is closed",
        "Close the bridge and the town will starve",
        "It rained",
        "and",
    ],
)
def test_joined_words_that_are_no_clauses_stay_together(sentence: str) -> None:
    assert _parts(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I think the pier is shut and the road is open",
        "Perhaps the pier is shut and the road is open",
        "The plant allegedly leaked oil and the owner fled",
        "In our view, the pier is shut and the road is open",
        "The pier is shut and the road is open, apparently",
        "If the wall breaks and the river rises, the town will flood",
        "The pier will close and the road will open if the board agrees",
        "The pier is shut and the road is open, according to officials",
        "The pier is shut and the road is open, I believe",
        "It is not true that the pier is shut and the road is open",
        "She denied the pier was shut and the road was open",
        "They were afraid the pier was shut and the road was open",
    ],
)
def test_what_hedges_or_denies_several_clauses_is_never_cut_off(sentence: str) -> None:
    assert _parts(sentence) == [sentence]


def test_nothing_is_cut_inside_marks_or_brackets() -> None:
    for sentence in (
        "He called it “a lie and we know it” again",
        "The pier was shut (it rained and the wind blew) again",
    ):
        assert _parts(sentence) == [sentence]


def test_a_sentence_of_joining_words_takes_no_longer_than_any_other() -> None:
    started = time.perf_counter()
    for words in ("and " * 20_000, "a boat and " * 20_000, "it ran and " * 20_000, "(and it is " * 20_000):
        _parts(words)
    assert time.perf_counter() - started < 20


_WORDS = ("we", "it", "is", "and", "but", ";", ",", "“", "”", "(", ")", "that", "the", "pier", "lost", "if")


@given(st.lists(st.sampled_from(_WORDS), min_size=1).map(" ".join))
def test_clauses_are_in_order_and_inside_the_sentence(sentence: str) -> None:
    spans = clauses(sentence, [Span(0, len(sentence))])
    assert spans == sorted(spans)
    assert all(before.end < after.start for before, after in pairwise(spans))
    assert all(Span(0, len(sentence)).contains(span) and span.length for span in spans)

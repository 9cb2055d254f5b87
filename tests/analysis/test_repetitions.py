"""Two claims are one where they say the same, and never where a word could change what is true."""

from __future__ import annotations

import pytest

from desktop_app.analysis.repetitions import earlier_twins
from desktop_app.domain.spans import Span


def _are_same(one: str, other: str, speakers: tuple[str | None, str | None] = ("s1", "s2")) -> bool:
    text = f"{one}\n{other}"
    places = Span(0, len(one)), Span(len(one) + 1, len(text))
    first, second = earlier_twins(text, [(place, who, False) for place, who in zip(places, speakers, strict=True)])
    assert first is None
    return second == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor signed the second tender.", "the mayor had signed a second tender"),
        ("The mayor signed the second tender.", "He signed the second tender"),
        ("They lost 40 boats in Orr", "The fishermen lost 40 boats in Orr"),
        ("The bridge closed early on Monday", "On Monday the bridge closed early"),
        ("The bank knew of the debts in May", "the bank has known of the debts in May"),
        ("The town stopped the carrying of timber", "The town stops the carrying of timber"),
    ],
)
def test_tense_articles_and_a_pronoun_for_the_subject_make_no_difference(one: str, other: str) -> None:
    assert _are_same(one, other)
    assert _are_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The pier lost 40 boats in March", "The pier lost 41 boats in March"),
        ("The pier lost 40 boats in March", "The pier lost 40 boats in April"),
        ("Prices rose from 9 to 11 crowns", "Prices rose from 11 to 9 crowns"),
        ("The mayor signed the second tender", "The mayor never signed the second tender"),
        ("The mayor signed the second tender", "The mayor may have signed the second tender"),
        ("The mayor signed the second tender", "The mayor will sign the second tender"),
        ("The bank sued the whole town", "The town sued the whole bank"),
        ("The board sued over the rotten pier", "The board was sued over the rotten pier"),
        ("The ferry moved from Tarn to Orr", "The ferry moved to Tarn from Orr"),
        ("He signed the second tender", "She signed the second tender"),
        ("The mayor signed his second tender", "The mayor signed her second tender"),
        ("Hale signed the second tender", "Orr signed the second tender"),
        ("I signed the second tender", "Hale signed the second tender"),
        ("It was rotten", "It was rotten"),
        ("Hale denied she stopped the payment early", "She stopped the payment early"),
    ],
)
def test_whatever_may_change_the_truth_makes_another_claim(one: str, other: str) -> None:
    assert not _are_same(one, other)


def test_what_people_say_of_themselves_is_the_same_only_for_the_same_speaker() -> None:
    words = "We signed the second tender"
    assert _are_same(words, words, ("s1", "s1"))
    assert not _are_same(words, words, ("s1", "s2"))
    assert not _are_same(words, words, (None, None))


def test_thousands_of_claims_about_one_thing_are_compared_in_no_time() -> None:
    sentences = [f"Xu{number}x signed the second tender" for number in range(5_000)]
    text = "\n".join(sentences)
    places, start = [], 0
    for sentence in sentences:
        places.append((Span(start, start + len(sentence)), "s1", False))
        start += len(sentence) + 1
    assert list(earlier_twins(text, places)) == [None] * len(places)

"""What can be looked up is worth checking; what is not yet so, or a matter of taste, is less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.analysis.worth import worth_of
from desktop_app.domain.findings import WORTH_CHECKING_FROM, CheckReason


@pytest.mark.parametrize(
    ("words", "reasons"),
    [
        ("We lost forty boats", {"number"}),
        ("The second of them left", set()),
        ("It took €3m", {"number", "money"}),
        ("Rents are higher than in Orr", {"comparison"}),
        ("We want boats rather than words, other than his", set()),
        ("More than 40 people came", {"number"}),
        ("It was the worst flood", {"record"}),
        ("It was in the forest at the request of Orr", set()),
        ("The wall broke because of rain", {"cause"}),
        ("The wall broke in Orr on Monday", {"event"}),
        ("The wall broke in May", set()),
        ("Parliament voted on it", {"law"}),
        ("The pier will reopen", {"prediction"}),
        ("They’ll reopen it", {"prediction"}),
        ("It should be shut", {"opinion"}),
        ("The pier is shut", set()),
    ],
)
def test_reasons_are_found_in_the_words(words: str, reasons: set[str]) -> None:
    assert set(worth_of(words, is_reported=False)[1]) == {CheckReason(reason) for reason in reasons}


def test_would_is_a_prediction_only_where_it_was_reported() -> None:
    assert worth_of("the pier would close", is_reported=True)[1] == (CheckReason.PREDICTION,)
    assert worth_of("the pier would have closed", is_reported=True)[1] == ()
    assert worth_of("the pier would close", is_reported=False)[1] == ()


def test_more_reasons_are_worth_more_and_predictions_and_opinions_less() -> None:
    plain, counted, compared, predicted, judged = (
        worth_of(words, is_reported=False)[0]
        for words in (
            "The pier is shut",
            "Rents are 9 crowns",
            "Rents are 9 crowns and higher than in Orr",
            "Rents will be 9 crowns",
            "9 crowns are a disgrace",
        )
    )
    assert plain < WORTH_CHECKING_FROM <= counted < compared
    assert predicted < WORTH_CHECKING_FROM
    assert judged < WORTH_CHECKING_FROM


_WORDS = ("9", "€", "more", "than", "because", "will", "law", "should", "in", "Orr", "May")


@given(st.text() | st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_worth_is_a_share_and_reasons_keep_their_order(words: str) -> None:
    worth, reasons = worth_of(words, is_reported=True)
    assert 0 <= worth <= 1
    assert list(reasons) == [reason for reason in CheckReason if reason in reasons]

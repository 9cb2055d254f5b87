"""Whom a pronoun or description means: shares of probability among candidates, by features set against each other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.analysis.antecedents import DESCRIPTION, FEATURES, KINDS, PRONOUN, Antecedents, Candidate, Case
from desktop_app.analysis.learned.weights import Weights

NUMBERS = st.floats(-20, 20)
VALUES = st.lists(st.dictionaries(st.sampled_from(FEATURES), NUMBERS), min_size=1, max_size=6)
WEIGHTS = st.dictionaries(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(FEATURES), st.floats(-6, 6)))


def nothing_read(_position: int, _mentions: Sequence[int]) -> tuple[float | None, float | None]:
    return None, None


def learned(weights: dict[str, dict[str, float]], cases: list[Case[object]] | None = None) -> Antecedents:
    made = {kind: Weights({"direct": direct, "bends": []}) for kind, direct in weights.items()}
    return Antecedents(made, nothing_read, lambda _: None, cases)


def shares(weights: dict[str, float], *values: dict[str, float]) -> list[float]:
    candidates = [Candidate(str(number), dict(one)) for number, one in enumerate(values)]
    return learned({PRONOUN: weights}).shares(PRONOUN, 0, candidates)


@given(WEIGHTS, st.sampled_from(KINDS), VALUES)
def test_shares_are_probabilities(
    weights: dict[str, dict[str, float]], kind: str, values: list[dict[str, float]]
) -> None:
    found = learned(weights).shares(kind, 0, [Candidate("", dict(one)) for one in values])
    assert len(found) == len(values)
    assert all(0 <= share <= 1 for share in found)
    assert sum(found) == pytest.approx(1)


def test_without_candidates_there_is_nothing_to_share() -> None:
    assert shares({}) == []


def test_without_weights_all_are_alike() -> None:
    assert shares({}, {"presence": 3.0}, {"presence": -3.0}) == [0.5, 0.5]


def test_the_candidate_with_more_of_a_good_feature_is_likelier() -> None:
    one, other = shares({"presence": 1.0}, {"presence": 2.0}, {"presence": 1.0})
    assert one > other


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=5), st.floats(-5, 5))
def test_pointers_count_against_each_other_wherever_they_start(near: list[float], by: float) -> None:
    before = shares({"near": 1.0}, *({"near": value} for value in near))
    after = shares({"near": 1.0}, *({"near": value + by} for value in near))
    assert before == pytest.approx(after, abs=1e-6)


def test_whoever_has_no_mention_in_the_window_has_the_least_of_pointers() -> None:
    candidates = [Candidate("seen", {"near": 1.0}), Candidate("not seen", {})]
    learned({}).shares(PRONOUN, 0, candidates)
    assert candidates[0].values["near"] == 0.0
    assert candidates[1].values["near"] == candidates[1].values["far"] == -8.0


def test_a_rival_is_somebody_more_present() -> None:
    candidates = [Candidate("first", {"presence": 2.0}), Candidate("second", {"presence": 1.5}), Candidate("new", {})]
    learned({}).shares(DESCRIPTION, 0, candidates)
    assert [one.values.get("rival") for one in candidates] == [0.0, -0.5, None]


def test_one_alone_has_no_rival() -> None:
    candidates = [Candidate("only", {"presence": -9.0})]
    learned({}).shares(PRONOUN, 0, candidates)
    assert candidates[0].values["rival"] == 0.0


def test_training_sees_each_case_with_its_candidates() -> None:
    cases: list[Case[object]] = []
    candidates = [Candidate("somebody", {"presence": 1.0})]
    learned({}, cases).shares(PRONOUN, 17, candidates)
    assert [(case.kind, case.position, [one.who for one in case.candidates]) for case in cases] == [
        (PRONOUN, 17, ["somebody"])
    ]


def test_a_bend_lets_two_features_count_together_only() -> None:
    both = Weights(
        {"direct": {}, "bends": [{"weight": 5.0, "bias": -3.0, "of": {"near": 2.0, "gender": 2.0, "away": 0.0}}]}
    )
    alone, other, together = both.scores(
        [{"near": 1.0}, {"gender": 1.0}, {"near": 1.0, "gender": 1.0, "unheard of": 9.0}]
    )
    assert alone == pytest.approx(other)
    assert together - alone > alone - both.scores([{}])[0]


@pytest.mark.parametrize(
    "told", [{}, {"direct": {}}, {"direct": {}, "bends": [{}]}, {"direct": {"near": "x"}, "bends": []}]
)
def test_weights_that_nobody_can_read_are_refused(told: dict[str, object]) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        Weights(told)

"""How sure a finding is: never quite, never not at all, and the surer the network is of its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.analysis.confidence import LEAST, MOST, NOBODY, PRIORS, UNSURE, by_model, by_rule, features
from desktop_app.analysis.cues import Reported
from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.preparation import Item
from desktop_app.analysis.presence import Resolved
from desktop_app.analysis.register import Character
from desktop_app.analysis.relations import LEARNED
from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.spans import Span
from tests.analysis.articles import blocks_of
from tests.analysis.readings import Seen, reading

TEXT = "“The bridge is shut,” Ann Ray said."
SAID = Span(1, TEXT.index("”"))
SHARES = st.floats(0, 1)
WEIGHT_NAMES = [
    "marked",
    "direct content",
    "unmarked content",
    "marked linked",
    "prior",
    "by name",
    "told name",
    "short",
]
SOMEBODY = Character(SpeakerKind.PERSON, "Ann Ray")


def item(
    rule: str = "marks + verb",
    *,
    told: float = 1.0,
    somebody: bool = True,
    linked: float = 0.0,
    content: tuple[Span, ...] = (SAID,),
    quotes: tuple[int, ...] = (0,),
) -> Item:
    reported = Reported(0, list(content), list(quotes), [], rule, linked=linked)
    return Item(reported, Resolved(SOMEBODY if somebody else None, told, "name" if somebody else ""))


def opinion(certainty: float = 0.9) -> Opinion:
    made = Opinion()
    made.add(reading(TEXT, blocks_of(TEXT), Seen([TEXT[: SAID.end + 1]], "Ann Ray", "said"), certainty=certainty), [0])
    return made


@given(st.sampled_from(sorted(PRIORS)), SHARES, st.booleans(), st.booleans())
def test_by_rule_it_is_a_share_of_how_often_the_rule_is_right(
    rule: str, told: float, somebody: bool, passive: bool
) -> None:
    made = item(rule, told=told, somebody=somebody)
    made.reported.passive = passive
    assert 0 <= by_rule(made) <= min(MOST, PRIORS[rule])


@given(st.sampled_from(sorted(PRIORS)), SHARES, SHARES)
def test_by_rule_it_rises_with_how_surely_the_speaker_is_told(rule: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert by_rule(item(rule, told=low)) <= by_rule(item(rule, told=high))


def test_without_weights_what_only_the_network_sees_has_some_confidence_too() -> None:
    assert 0 < by_rule(item(LEARNED)) < 1


def test_nobody_costs_the_same_whatever_is_said_of_the_speaker() -> None:
    assert by_rule(item(somebody=False, told=0.2)) == by_rule(item(somebody=False)) == round(0.97 * NOBODY, 3)


@given(
    st.dictionaries(st.sampled_from(WEIGHT_NAMES), st.floats(-50, 50)),
    st.sampled_from([LEARNED, *PRIORS]),
    SHARES,
    SHARES,
    st.booleans(),
)
def test_by_model_it_is_never_quite_sure_and_never_without_hope(
    weights: dict[str, float], rule: str, told: float, linked: float, somebody: bool
) -> None:
    found = by_model(item(rule, told=told, linked=linked, somebody=somebody), opinion(), weights)
    assert LEAST <= found <= MOST


@given(st.floats(0.15, 1), st.floats(0.15, 1), st.floats(0, 5), st.floats(-3, 3))
def test_by_model_it_rises_with_the_probability_of_the_content(
    one: float, other: float, by: float, base: float
) -> None:
    weights = {"marked": base, "direct content": by}
    low, high = (by_model(item(), opinion(certainty), weights) for certainty in sorted((one, other)))
    assert low <= high


@given(SHARES.filter(bool), SHARES.filter(bool))
def test_by_model_it_rises_with_the_probability_of_the_source(one: float, other: float) -> None:
    low, high = (by_model(item(linked=linked), opinion(), {"marked linked": 1.0}) for linked in sorted((one, other)))
    assert low <= high


def test_what_only_the_network_sees_has_no_prior() -> None:
    found = features(item(LEARNED, linked=0.8), opinion())
    assert (found["ruled"], found["prior"], found["unlinked"]) == (0.0, 0.0, 0.0)
    assert found["direct linked"] > 0


def test_what_only_the_rules_see_has_no_link() -> None:
    found = features(item(), opinion())
    assert (found["ruled"], found["unlinked"], found["direct linked"]) == (1.0, 1.0, 0.0)
    assert found["prior"] > 0


def test_nobody_is_told_from_somebody() -> None:
    assert "by nobody" in features(item(somebody=False), opinion())
    assert "by name" in features(item(), opinion())


def test_words_without_marks_have_weights_of_their_own() -> None:
    found = features(item(quotes=()), opinion())
    assert "unmarked content" in found
    assert "direct content" not in found


@pytest.mark.parametrize(("length", "short"), [(5, 1.0), (18, 0.0)])
def test_few_words_are_told_from_many(length: int, short: float) -> None:
    assert features(item(content=(Span(1, 1 + length),)), opinion())["short"] == short


def test_nothing_is_sure_whose_speaker_is_not() -> None:
    weights = {"direct": 9.0}
    doubtful, sure = ({"heard": by, "unheard": by} for by in (-1.0, 1.0))
    assert by_model(item(), opinion(), weights, doubtful, 0.99) <= UNSURE
    assert by_model(item(), opinion(), weights, sure, 0.99) > UNSURE
    assert by_model(item(somebody=False), opinion(), weights, doubtful) > UNSURE


@given(SHARES, SHARES)
def test_the_better_a_speaker_is_heard_the_surer_it_is(one: float, other: float) -> None:
    low, high = (by_model(item(), opinion(), {"heard": 1.0}, None, share) for share in sorted((one, other)))
    assert low <= high

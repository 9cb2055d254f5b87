"""Claims are what somebody could check of what was said."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.analysis.claims import find_claims
from desktop_app.domain.findings import Attribution, AttributionKind, CheckReason
from desktop_app.domain.spans import Span, hull

_MARKS_AROUND = 6
"""A claim may take in marks whose partners stand inside it: one of each kind."""


def _attribution(
    kind: AttributionKind, *content: Span, speaker: str | None = "s1", confidence: float = 0.9
) -> Attribution:
    quoted = () if kind is AttributionKind.INDIRECT else content
    return Attribution("a1", kind, content, quoted, (), (), speaker, confidence, "test")


def _claims_of(text: str, *pieces: str, kind: AttributionKind = AttributionKind.DIRECT) -> list[str]:
    spans, place = [], 0
    for piece in pieces or (text,):
        place = text.index(piece, place)
        spans.append(Span(place, place + len(piece)))
        place += len(piece)
    return [claim.span.of(text) for claim in find_claims(text, [_attribution(kind, *spans)])]


def test_an_indirect_statement_is_one_claim() -> None:
    text = "She said the pier would close. It will not reopen."
    assert _claims_of(text, "the pier would close", kind=AttributionKind.INDIRECT) == ["the pier would close"]


def test_an_indirect_statement_around_its_cue_is_one_claim() -> None:
    text = "The pier, she said, would close."
    pieces = ("The pier", "would close")
    assert _claims_of(text, *pieces, kind=AttributionKind.INDIRECT) == ["The pier, she said, would close"]


def test_a_quotation_is_taken_apart_into_its_sentences() -> None:
    text = "We shut the pier. It was rotten. Nobody was hurt."
    assert _claims_of(text) == ["We shut the pier.", "It was rotten.", "Nobody was hurt."]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Mr. Hale met J. B. Ortiz of the U.S. Treasury at 5 p.m. on the pier. Dr. Lunt was there."
    assert _claims_of(text) == [
        "Mr. Hale met J. B. Ortiz of the U.S. Treasury at 5 p.m. on the pier.",
        "Dr. Lunt was there.",
    ]


def test_greetings_questions_and_bare_exclamations_are_no_claims() -> None:
    text = "Good morning, everyone. Thank you. Yes. Who told you? What nonsense! The pier is shut."
    assert _claims_of(text) == ["The pier is shut."]


@pytest.mark.parametrize(
    ("cue", "content", "claims"),
    [
        ("asked", "whether the pier was rotten", []),
        ("asked about", "the pier that was shut", []),
        ("wondered", "why the pier was shut", []),
        ("asked", "the council to shut the pier", ["the council to shut the pier"]),
        ("said when asked", "the pier was shut", ["the pier was shut"]),
        ("does not know", "whether the pier was rotten", ["whether the pier was rotten"]),
    ],
)
def test_a_question_that_is_reported_is_no_claim(cue: str, content: str, claims: list[str]) -> None:
    text = f"Hale {cue} {content}."
    cue_span = Span(5, 5 + len(cue))
    asked = replace(_attribution(AttributionKind.INDIRECT, Span(6 + len(cue), len(text) - 1)), cue=(cue_span,))
    assert [claim.span.of(text) for claim in find_claims(text, [asked])] == claims


def test_a_short_fragment_is_a_claim_only_with_a_verb() -> None:
    assert _claims_of("Somebody. Not us. He lied.") == ["He lied."]


def test_a_long_fragment_is_kept_with_less_confidence() -> None:
    text = "Four transfers between July and November."
    (claim,) = find_claims(text, [_attribution(AttributionKind.DIRECT, Span(0, len(text)))])
    assert claim.confidence < 0.9


def test_a_sentence_that_its_tag_interrupts_stays_one_claim() -> None:
    text = "“The pier,” she said, “is shut.”"
    assert _claims_of(text, "The pier,", "is shut.") == ["“The pier,” she said, “is shut.”"]


def test_a_new_sentence_after_the_tag_is_a_claim_of_its_own() -> None:
    text = "“The pier is shut,” she said. “It was rotten.”"
    assert _claims_of(text, "The pier is shut,", "It was rotten.") == ["The pier is shut", "It was rotten."]


def test_paragraphs_are_never_joined() -> None:
    text = "“The pier is shut\n\n“and it was rotten.”"
    assert _claims_of(text, "The pier is shut", "and it was rotten.") == ["The pier is shut", "and it was rotten."]


def test_a_clause_with_quoted_words_is_a_claim() -> None:
    text = "He called the explanation “a fog machine” on Monday."
    assert _claims_of(text, "the explanation “a fog machine”", kind=AttributionKind.MIXED) == [
        "the explanation “a fog machine”"
    ]


def test_a_mark_stays_where_its_partner_stands_inside_the_claim() -> None:
    for marked in (
        "‘full accounting’ of the harbour deal",
        '"full accounting" of the harbour deal',
        "a deal with (some) “holes”",
    ):
        assert _claims_of(f"She promised {marked}.", marked, kind=AttributionKind.MIXED) == [marked]
    text = "I pressed “request,” and it said, “You have no colleagues.”"
    assert _claims_of(text) == ["I pressed “request,”", "it said, “You have no colleagues.”"]
    outside = 'a deal "with holes'
    assert _claims_of(f"She promised {outside}, twice.", outside, kind=AttributionKind.MIXED) == [outside]
    assert _claims_of('"It is a deal"', '"It is a deal"', kind=AttributionKind.DIRECT) == ["It is a deal"]


def test_a_statement_without_a_source_stays_a_claim() -> None:
    text = "It is alleged that entries were changed."
    (claim,) = find_claims(text, [_attribution(AttributionKind.INDIRECT, Span(19, 39), speaker=None)])
    assert claim.speaker is None
    assert claim.attribution == "a1"
    assert claim.found_by == "indirect statement"


def test_claims_stand_in_reading_order_without_repeats() -> None:
    text = "The pier is shut. It was rotten."
    later, whole = Span(18, 32), Span(0, 32)
    claims = find_claims(
        text, [_attribution(AttributionKind.DIRECT, later), _attribution(AttributionKind.DIRECT, whole)]
    )
    assert [claim.id for claim in claims] == ["c1", "c2"]
    assert [claim.span.of(text) for claim in claims] == ["The pier is shut.", "It was rotten."]


def test_an_attribution_without_words_gives_no_claim() -> None:
    assert _claims_of("“…” and “ ”", "…", kind=AttributionKind.INDIRECT) == []
    assert find_claims("x", [_attribution(AttributionKind.DIRECT)]) == ()
    assert find_claims("   ", [_attribution(AttributionKind.INDIRECT, Span(0, 3))]) == ()


def test_clauses_of_a_sentence_are_claims_of_their_own() -> None:
    assert _claims_of("We lost 40 boats, and the mayor knew about it.") == [
        "We lost 40 boats",
        "the mayor knew about it.",
    ]
    text = "She said the tax has risen by 12% and that wages fell."
    assert _claims_of(text, "the tax has risen by 12% and that wages fell", kind=AttributionKind.INDIRECT) == [
        "the tax has risen by 12%",
        "wages fell",
    ]


def test_a_clause_behind_the_tag_is_a_claim_without_the_tag() -> None:
    text = "“It may not reopen,” she said, “but nobody has been told.”"
    assert _claims_of(text, "It may not reopen,", "but nobody has been told.") == [
        "It may not reopen",
        "nobody has been told.",
    ]


def test_what_is_denied_stays_whole() -> None:
    text = "She denied that the pier was shut and the road was open."
    span = Span(text.index("the pier"), len(text) - 1)
    cue = (Span(4, 10),)
    (claim,) = find_claims(text, [replace(_attribution(AttributionKind.INDIRECT, span), cue=cue)])
    assert claim.span == span


def test_orders_and_bare_feelings_are_no_claims_but_what_else_is_said_beside_them_is() -> None:
    text = "Look at the pier. Let us pray. Please wait. I am so proud of this town. We hope for the best."
    assert _claims_of(text) == []
    kept = "Don’t worry, we have 40 boats. I am sorry that we lost it. I am sorry, but the pier is shut."
    assert _claims_of(kept) == [
        "Don’t worry, we have 40 boats.",
        "I am sorry that we lost it.",
        "the pier is shut.",
    ]


def test_what_the_article_passes_on_without_a_source_is_a_claim_of_nobody() -> None:
    text = (
        "The plant allegedly leaked oil in 2019. There are claims that the pier is rotten. Was it reportedly shut?\n"
        "Nothing else happened. Reportedly."
    )
    claims = find_claims(text, [])
    assert [(claim.span.of(text), claim.attribution, claim.speaker) for claim in claims] == [
        ("The plant allegedly leaked oil in 2019.", None, None),
        ("the pier is rotten.", None, None),
    ]


def test_hearsay_that_somebody_says_is_theirs() -> None:
    text = "She said the plant allegedly leaked oil."
    claims = find_claims(text, [_attribution(AttributionKind.INDIRECT, Span(9, 39))])
    assert [claim.attribution for claim in claims] == ["a1"]


def test_a_claim_that_is_made_again_points_to_the_first() -> None:
    text = (
        "The mayor signed the second tender. He had signed the second tender. The mayor did not sign the second tender."
    )
    claims = find_claims(text, [_attribution(AttributionKind.DIRECT, Span(0, len(text)))])
    assert [claim.repeats for claim in claims] == [None, "c1", None]


def test_a_claim_that_one_asserts_and_another_denies_is_made_once() -> None:
    text = "She said the mayor signed the second tender. He denied the mayor signed the second tender."
    first = Span(text.index("the mayor"), text.index("."))
    second = Span(text.rindex("the mayor"), len(text) - 1)
    said = _attribution(AttributionKind.INDIRECT, first)
    denied = replace(_attribution(AttributionKind.INDIRECT, second), id="a2", cue=(Span(48, 54),))
    assert denied.cue[0].of(text) == "denied"
    assert [claim.repeats for claim in find_claims(text, [said, denied])] == [None, None]
    assert [claim.repeats for claim in find_claims(text, [said, replace(denied, cue=())])] == [None, "c1"]


def test_claims_say_how_much_they_are_worth_checking_and_why() -> None:
    text = "We lost 40 boats. It would close."
    counted, other = find_claims(text, [_attribution(AttributionKind.DIRECT, Span(0, len(text)))])
    assert counted.worth > other.worth
    assert counted.reasons == (CheckReason.NUMBER,)
    (reported,) = find_claims(text, [_attribution(AttributionKind.INDIRECT, Span(18, 32))])
    assert reported.reasons == (CheckReason.PREDICTION,)


_ALL_WORDS = (
    'We|she|The mayor|it|is|was|shut|lost|40|boats|and|but|that|;|,|.|?|“|”|"|(|)|may|not|if|allegedly|In May|the pier|knew|\n|…'
    "|Look at|there are claims that|because|’s|will|more than|Mr."
)
_WORDS = _ALL_WORDS.split("|")


@st.composite
def _texts_and_attributions(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    letters = st.text(alphabet=st.sampled_from("Aa bé.,!?…“”'’\n\tsaid0–"), max_size=120)
    words = st.lists(st.sampled_from(_WORDS), max_size=50).map(" ".join)
    text = draw(letters | words)
    places = st.integers(0, len(text))
    attributions: list[Attribution] = []
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(places, min_size=2, max_size=6)))
        content = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
        made = _attribution(draw(st.sampled_from(AttributionKind)), *content, confidence=draw(st.floats(0, 1)))
        attributions.append(
            replace(made, id=f"a{len(attributions)}", speaker=draw(st.sampled_from(["s1", "s2", None])))
        )
    return text, attributions


@settings(max_examples=150, deadline=None)
@given(_texts_and_attributions())
def test_claims_lie_in_the_text_and_keep_their_order_and_confidence(case: tuple[str, list[Attribution]]) -> None:
    text, attributions = case
    claims = find_claims(text, attributions)
    assert [claim.id for claim in claims] == [f"c{number}" for number in range(1, len(claims) + 1)]
    assert sorted(claim.span for claim in claims) == [claim.span for claim in claims]
    most = {attribution.id: attribution.confidence for attribution in attributions}
    for claim in claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.span.of(text).strip() == claim.span.of(text)
        assert claim.confidence <= most.get(claim.attribution or "", 1) + 1e-4
        assert 0 <= claim.worth <= 1


@settings(max_examples=150, deadline=None)
@given(_texts_and_attributions())
def test_claims_lie_in_their_attribution_and_never_overlap(case: tuple[str, list[Attribution]]) -> None:
    text, attributions = case
    claims = find_claims(text, attributions)
    for attribution in attributions:
        own = [claim.span for claim in claims if claim.attribution == attribution.id]
        assert all(before.end <= after.start for before, after in pairwise(own))
        if own:
            content = hull(attribution.content)
            around = Span(content.start - _MARKS_AROUND, content.end + _MARKS_AROUND)
            assert all(around.contains(span) for span in own)


@settings(max_examples=150, deadline=None)
@given(_texts_and_attributions())
def test_what_a_claim_repeats_comes_before_it_and_repeats_nothing(case: tuple[str, list[Attribution]]) -> None:
    claims = find_claims(*case)
    known = {claim.id: (number, claim) for number, claim in enumerate(claims)}
    for number, claim in enumerate(claims):
        if claim.repeats is not None:
            place, first = known[claim.repeats]
            assert place < number
            assert first.repeats is None

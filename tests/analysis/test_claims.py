"""Claims are what somebody could check of what was said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.analysis.claims import find_claims
from desktop_app.domain.findings import Attribution, AttributionKind
from desktop_app.domain.spans import Span


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


@st.composite
def _texts_and_attributions(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(st.text(alphabet=st.sampled_from("Aa bé.,!?…“”'’\n\tsaid0–"), max_size=120))
    places = st.integers(0, len(text))
    attributions = []
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(places, min_size=2, max_size=6)))
        content = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
        attributions.append(
            _attribution(draw(st.sampled_from(AttributionKind)), *content, confidence=draw(st.floats(0, 1)))
        )
    return text, attributions


@settings(max_examples=150, deadline=None)
@given(_texts_and_attributions())
def test_claims_lie_in_the_text_and_keep_their_order_and_confidence(case: tuple[str, list[Attribution]]) -> None:
    text, attributions = case
    claims = find_claims(text, attributions)
    assert [claim.id for claim in claims] == [f"c{number}" for number in range(1, len(claims) + 1)]
    assert sorted(claim.span for claim in claims) == [claim.span for claim in claims]
    most = max((attribution.confidence for attribution in attributions), default=0)
    for claim in claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.span.of(text).strip() == claim.span.of(text)
        assert claim.confidence <= most + 1e-4

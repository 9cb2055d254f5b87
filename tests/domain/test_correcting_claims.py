"""What a reader says of claims: statuses, dismissals, joins and claims of their own, and what of it outlives another analysis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.article import Article, Metadata, Revision
from desktop_app.domain.corrections import READER, ClaimStatus, Target, Verdict
from desktop_app.domain.findings import Attribution, AttributionKind, Claim, Findings, Speaker, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
TEXT = (
    "“The bridge cost two million. It opened in May,” said Ada Quill. Rowan Pike said that the bridge cost two million. "
    "Critics say it cost two million in the end. The toll is nine crowns."
)


def span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


COST, OPENING = span("The bridge cost two million."), span("It opened in May,")
SAID, AGAIN = span("the bridge cost two million"), span("it cost two million in the end")
TOLL = span("The toll is nine crowns.")
SPEAKERS = (Speaker("ada", "Ada Quill", SpeakerKind.PERSON), Speaker("rowan", "Rowan Pike", SpeakerKind.PERSON))
ATTRIBUTIONS = (
    Attribution("a1", AttributionKind.DIRECT, (Span(1, OPENING.end),), (), (), (), "ada", 0.9, "rule"),
    Attribution("a2", AttributionKind.INDIRECT, (SAID,), (), (), (), "rowan", 0.8, "rule"),
    Attribution("a3", AttributionKind.INDIRECT, (AGAIN,), (), (), (), None, 0.7, "rule"),
)
CLAIMS = (
    Claim("c1", "a1", COST, "ada", 0.9, "rule"),
    Claim("c2", "a1", OPENING, "ada", 0.9, "rule"),
    Claim("c3", "a2", SAID, "rowan", 0.8, "rule"),
    Claim("c4", "a3", AGAIN, None, 0.7, "rule"),
)
FOUND = Findings("rules", "1", SPEAKERS, ATTRIBUTIONS, CLAIMS)
Say = Callable[[Reading], Sequence[Correction]]


def reading(found: Findings = FOUND) -> Reading:
    revision = Revision("r", "a", 1, TEXT, (), (), True, (), "0" * 64, "bridge.txt", "text/plain", "utf-8", NOW)
    return Reading(Article("a", Metadata("Bridge"), "r", NOW), revision, None, (), (), ()).with_found(found)


def after(article: Reading, *words: Say) -> Reading:
    for word in words:
        article = article.with_corrections((*article.corrections, *word(article)))
    return article


def analysed_anew(article: Reading, **moved: Span) -> Reading:
    """After an engine that gives other ids to all findings; `moved`: other places for some claims, by their former id."""
    return article.with_found(
        replace(
            FOUND,
            engine_version="2",
            attributions=tuple(replace(one, id=f"new-{one.id}") for one in ATTRIBUTIONS),
            claims=tuple(
                replace(one, id=f"new-{one.id}", attribution=f"new-{one.attribution}", span=moved.get(one.id, one.span))
                for one in CLAIMS
            ),
        )
    )


def claims(article: Reading) -> dict[str, Claim]:
    assert article.findings is not None
    return {one.id: one for one in article.findings.claims}


def repeated(article: Reading) -> dict[str, str | None]:
    return {one.id: one.repeats for one in claims(article).values()}


def statuses(article: Reading, claim_id: str) -> list[tuple[ClaimStatus, str]]:
    assert article.word is not None
    return [(judged.status, judged.note) for judged in article.word.statuses.get(claim_id, ())]


def join(one: str, other: str | None) -> Say:
    return lambda article: say.same_claim(article, one, other)


def judge(one: str, status: ClaimStatus, note: str = "") -> Say:
    return lambda article: say.judge_claim(article, one, status, note)


def give(target: Target, one: str, verdict: Verdict | None) -> Say:
    return lambda article: say.judge(article, target, one, verdict)


def make(place: Span) -> Say:
    return lambda article: say.claim(article, place)


DISMISS_1 = give(Target.CLAIM, "c1", Verdict.REJECTED)

# Statuses --------------------------------------------------------------------------------------------------------------


def test_statuses_are_kept_in_order_with_their_notes_and_times() -> None:
    before = datetime.now(UTC)
    article = after(
        reading(),
        judge("c1", ClaimStatus.DISPUTED, "Town hall, 3 March: 2.4 million"),
        judge("c1", ClaimStatus.DISPUTED, "and the auditor, 4 March"),
        judge("c1", ClaimStatus.REFUTED),
    )
    assert article.word is not None
    assert statuses(article, "c1") == [
        (ClaimStatus.DISPUTED, "Town hall, 3 March: 2.4 million"),
        (ClaimStatus.DISPUTED, "and the auditor, 4 March"),
        (ClaimStatus.REFUTED, ""),
    ]
    times = [judged.made_at for judged in article.word.statuses["c1"]]
    assert times == sorted(times)
    assert before <= times[0] <= times[-1] <= datetime.now(UTC)
    assert article.word.status_of("c1") is ClaimStatus.REFUTED
    assert article.word.status_of("c2") is ClaimStatus.TO_CHECK
    assert claims(article) == claims(reading())


def test_a_status_outlives_an_analysis_that_finds_the_claim_in_nearly_the_same_place_by_another_name() -> None:
    article = after(reading(), judge("c1", ClaimStatus.SUPPORTED, "Ledger"), judge("c1", ClaimStatus.DISPUTED))
    again = analysed_anew(article, c1=Span(COST.start, COST.end - 1))
    assert statuses(again, "new-c1") == [(ClaimStatus.SUPPORTED, "Ledger"), (ClaimStatus.DISPUTED, "")]
    assert len(claims(again)) == len(CLAIMS)


def test_a_claim_with_a_status_stays_where_no_engine_finds_it_any_more() -> None:
    article = after(reading(), judge("c2", ClaimStatus.SUPPORTED, "I was there"))
    found = replace(FOUND, attributions=(replace(ATTRIBUTIONS[0], id="b1"),), claims=())
    again = article.with_found(found)
    assert claims(again)["c2"].span == OPENING
    assert claims(again)["c2"].attribution == "b1"
    assert statuses(again, "c2") == [(ClaimStatus.SUPPORTED, "I was there")]
    bare = article.with_found(replace(FOUND, speakers=(), attributions=(), claims=()))
    assert (claims(bare)["c2"].attribution, claims(bare)["c2"].speaker) == (None, None)


# Dismissing ------------------------------------------------------------------------------------------------------------


def test_a_claim_is_dismissed_and_comes_back() -> None:
    article = after(reading(), judge("c1", ClaimStatus.SUPPORTED), DISMISS_1)
    assert article.word is not None
    assert "c1" not in claims(article)
    assert article.word.rejected == {"c1": CLAIMS[0]}
    back = after(article, give(Target.CLAIM, "c1", None))
    assert claims(back) == claims(reading())
    assert statuses(back, "c1") == [(ClaimStatus.SUPPORTED, "")]


def test_a_claim_that_was_dismissed_and_taken_back_is_there_once_after_another_analysis() -> None:
    article = after(reading(), DISMISS_1)
    again = analysed_anew(article)
    assert set(claims(again)) == {"new-c2", "new-c3", "new-c4"}
    back = analysed_anew(after(article, give(Target.CLAIM, "c1", None)))
    assert set(claims(back)) == {"new-c1", "new-c2", "new-c3", "new-c4"}


def test_when_the_first_of_a_row_is_dismissed_the_next_one_stands_for_the_rest() -> None:
    article = after(reading(), join("c3", "c1"), join("c4", "c1"), DISMISS_1)
    assert repeated(article) == {"c2": None, "c3": None, "c4": "c3"}
    back = after(article, give(Target.CLAIM, "c1", None))
    assert repeated(back) == {"c1": None, "c2": None, "c3": "c1", "c4": "c1"}


def test_claims_of_a_rejected_statement_go_and_come_back_with_it_as_they_were() -> None:
    article = after(reading(), judge("c2", ClaimStatus.REFUTED), join("c1", "c3"), make(span("two million")), DISMISS_1)
    gone = after(article, give(Target.ATTRIBUTION, "a1", Verdict.REJECTED))
    assert set(claims(gone)) == {"c3", "c4"}
    back = after(gone, give(Target.ATTRIBUTION, "a1", None))
    assert claims(back) == claims(article)
    assert len(claims(back)) == 4
    assert statuses(back, "c2") == [(ClaimStatus.REFUTED, "")]


def test_the_claim_of_a_statement_of_the_readers_comes_back_with_it() -> None:
    article = after(reading(), lambda one: say.attribute(one, TOLL, SPEAKERS[1]))
    made = next(one for one in claims(article).values() if one.span == TOLL)
    statement = str(made.attribution)
    gone = after(article, give(Target.ATTRIBUTION, statement, Verdict.REJECTED))
    assert made.id not in claims(gone)
    assert claims(after(gone, give(Target.ATTRIBUTION, statement, None))) == claims(article)


# Joining ---------------------------------------------------------------------------------------------------------------


def test_joining_one_with_another_and_that_with_a_third_gives_one_row() -> None:
    for first, second in ((("c4", "c3"), ("c3", "c1")), (("c1", "c3"), ("c3", "c4")), (("c3", "c4"), ("c1", "c4"))):
        article = after(reading(), join(*first), join(*second))
        assert repeated(article) == {"c1": None, "c2": None, "c3": "c1", "c4": "c1"}


def test_joining_what_is_joined_and_separating_what_is_alone_says_nothing() -> None:
    article = after(reading(), join("c3", "c1"))
    assert say.same_claim(article, "c1", "c3") == ()
    assert say.same_claim(article, "c3", "c1") == ()
    assert say.same_claim(article, "c1", "c1") == ()
    assert say.same_claim(article, "c2", None) == ()


def test_the_first_of_a_row_can_be_separated_and_the_others_stay_together() -> None:
    article = after(reading(), join("c3", "c1"), join("c4", "c1"), join("c1", None))
    assert repeated(article) == {"c1": None, "c2": None, "c3": None, "c4": "c3"}
    article = after(article, join("c4", None))
    assert repeated(article) == repeated(reading())


def test_what_an_engine_joined_can_be_separated_for_good() -> None:
    found = replace(FOUND, claims=(*CLAIMS[:2], replace(CLAIMS[2], repeats="c1"), replace(CLAIMS[3], repeats="c1")))
    article = after(reading(found), join("c3", None))
    assert repeated(article) == {"c1": None, "c2": None, "c3": None, "c4": "c1"}
    others = tuple(replace(one, id=f"n-{one.id}", repeats=one.repeats and f"n-{one.repeats}") for one in found.claims)
    again = article.with_found(replace(found, claims=others))
    assert repeated(again) == {"n-c1": None, "n-c2": None, "n-c3": None, "n-c4": "n-c1"}


def test_a_join_outlives_an_analysis_with_other_ids() -> None:
    again = analysed_anew(after(reading(), join("c4", "c3"), join("c3", "c1")))
    assert repeated(again) == {"new-c1": None, "new-c2": None, "new-c3": "new-c1", "new-c4": "new-c1"}


# Claims of the reader's ------------------------------------------------------------------------------------------------


def test_a_claim_of_the_readers_stays_after_another_analysis_in_the_statement_that_holds_it_then() -> None:
    article = after(reading(), make(span("cost two million")), make(TOLL))
    inside, alone = (one for one in claims(article).values() if one.found_by == READER)
    assert (inside.attribution, inside.speaker) == ("a1", "ada")
    assert (alone.attribution, alone.speaker) == (None, None)
    again = analysed_anew(article)
    assert claims(again)[inside.id] == replace(inside, attribution="new-a1")
    assert claims(again)[alone.id] == alone
    assert len(claims(again)) == len(CLAIMS) + 2


def test_a_claim_that_an_engine_finds_later_is_not_there_twice_and_keeps_what_it_repeats() -> None:
    article = after(reading(), make(TOLL))
    mine = next(one for one in claims(article).values() if one.span == TOLL)
    theirs = Claim("c5", None, Span(TOLL.start, TOLL.end - 1), None, 0.6, "rule", repeats="c4")
    again = article.with_found(replace(FOUND, claims=(*CLAIMS, theirs)))
    assert "c5" not in claims(again)
    assert claims(again)[mine.id].repeats == "c4"


def test_no_claim_is_made_twice_and_a_dismissed_one_comes_back_instead() -> None:
    assert say.claim(reading(), COST) == ()
    assert say.claim(reading(), Span(COST.end, COST.end + 1)) == ()
    article = after(reading(), DISMISS_1, make(COST))
    assert claims(article) == claims(reading())


# Any sequence ----------------------------------------------------------------------------------------------------------

_ids = st.sampled_from([one.id for one in CLAIMS])
_places = st.sampled_from([span("two million"), span("nine crowns"), TOLL, COST, SAID])
_words = st.one_of(
    st.builds(judge, _ids, st.sampled_from(ClaimStatus), st.sampled_from(["", "a note"])),
    st.builds(join, _ids, st.none() | _ids),
    st.builds(give, st.just(Target.CLAIM), _ids, st.sampled_from([Verdict.CONFIRMED, Verdict.REJECTED, None])),
    st.builds(
        give, st.just(Target.ATTRIBUTION), st.sampled_from(["a1", "a2"]), st.sampled_from([Verdict.REJECTED, None])
    ),
    st.builds(make, _places),
)


def _if_there(word: Say) -> Say:
    def said(article: Reading) -> Sequence[Correction]:
        try:
            return word(article)
        except KeyError:  # of a claim that is dismissed
            return ()

    return said


@given(st.lists(_words, max_size=12))
def test_any_sequence_taken_back_step_by_step_gives_each_former_state_and_at_last_what_was_found(
    words: list[Say],
) -> None:
    article = reading()
    states = []
    for word in words:
        states.append(article)
        article = after(article, _if_there(word))
        assert article.word is not None
        assert article.word.orphans == ()
    while states:
        former = states.pop()
        article = article.with_corrections(article.corrections[: len(former.corrections)])
        assert article.word == former.word
    assert article.findings == FOUND


@given(st.lists(_words, max_size=10), st.data())
def test_whatever_is_taken_back_first_all_of_it_taken_back_gives_what_was_found(
    words: list[Say], data: st.DataObject
) -> None:
    article = after(reading(), *map(_if_there, words))
    for one in data.draw(st.permutations(article.corrections)):
        article = article.with_corrections([other for other in article.corrections if other.id != one.id])
    assert article.findings == FOUND
    assert article.word == reading().word


@given(st.lists(_words, max_size=10))
def test_all_claims_that_repeat_one_repeat_an_earlier_one_that_repeats_none(words: list[Say]) -> None:
    for article in (after(reading(), *map(_if_there, words)), analysed_anew(after(reading(), *map(_if_there, words)))):
        known = claims(article)
        for one in known.values():
            if one.repeats is not None:
                assert known[one.repeats].repeats is None
                assert known[one.repeats].span <= one.span


@given(st.lists(_words, max_size=10))
def test_statuses_dismissals_and_claims_of_the_readers_outlive_an_analysis_with_other_ids(words: list[Say]) -> None:
    article = after(reading(), *map(_if_there, words))
    again = analysed_anew(article)

    def seen(shown: Reading) -> set[tuple[Span, ClaimStatus, str]]:
        assert shown.word is not None
        return {
            (one.span, shown.word.status_of(one.id), claims(shown)[one.repeats or one.id].span.of(TEXT))
            for one in claims(shown).values()
        }

    assert seen(again) == seen(article)

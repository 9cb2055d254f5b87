"""Corrections of attributions, replayed: what they change; that they outlive any re-analysis; that taking them back undoes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.article import Article, Block, BlockKind, Metadata, Revision
from desktop_app.domain.corrected import corrected
from desktop_app.domain.corrections import READER, Target, Verdict, decoded, encoded
from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    Claim,
    Findings,
    Mention,
    MentionKind,
    Speaker,
    SpeakerKind,
    Topic,
)
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span, hull
from tests.storage.samples import NOON

TEXT = (
    "“The ferry will stay,” Ada Vane, the harbour master, said. She added that the pier needs paint.\n"
    "The minister said that it was too late. “We shall see,” the minister said.\n"
    "Bo Marsh called it a “fog machine”."
)


def at(words: str, after: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def article(findings: Findings) -> Reading:
    revision = Revision(
        id="r1",
        article_id="a",
        number=1,
        text=TEXT,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(TEXT))),),
        repairs=(),
        remarks=(),
        original_sha256="",
        original_name="ferry.txt",
        media_type="text/plain",
        encoding="utf-8",
        repaired=True,
        made_at=NOON,
    )
    made = Article("a", Metadata("Ferry", "", "", "", "", "en"), "r1", NOON)
    return Reading(made, revision, None, (), (), ()).with_found(findings)


STAY, PAINT, LATE, SEE = (
    at("The ferry will stay"),
    at("the pier needs paint"),
    at("it was too late"),
    at("We shall see"),
)
FOG = at("fog machine")
FOUND = Findings(
    "network",
    "1",
    speakers=(
        Speaker(
            "s1",
            "Ada Vane",
            SpeakerKind.PERSON,
            "harbour master",
            (),
            (Mention(at("Ada Vane"), MentionKind.NAME), Mention(at("She"), MentionKind.PRONOUN)),
        ),
        Speaker(
            "s2",
            "Minister",
            SpeakerKind.UNNAMED,
            "",
            (),
            (
                Mention(at("The minister"), MentionKind.DESCRIPTION),
                Mention(at("the minister"), MentionKind.DESCRIPTION),
            ),
        ),
        Speaker("s3", "Bo Marsh", SpeakerKind.PERSON, "", (), (Mention(at("Bo Marsh"), MentionKind.NAME),)),
    ),
    attributions=(
        Attribution("a1", AttributionKind.DIRECT, (STAY,), (STAY,), (at("said"),), (at("Ada Vane"),), "s1", 0.95, "x"),
        Attribution("a2", AttributionKind.INDIRECT, (PAINT,), (), (at("added"),), (at("She"),), "s1", 0.7, "x"),
        Attribution("a3", AttributionKind.INDIRECT, (LATE,), (), (), (at("The minister"),), "s2", 0.8, "x"),
        Attribution("a4", AttributionKind.DIRECT, (SEE,), (SEE,), (), (at("the minister"),), "s2", 0.5, "x"),
        Attribution("a5", AttributionKind.DIRECT, (FOG,), (FOG,), (), (at("Bo Marsh"),), "s3", 0.4, "x"),
    ),
    claims=(
        Claim("c1", "a1", STAY, "s1", 0.9, "x"),
        Claim("c2", "a2", PAINT, "s1", 0.7, "x"),
        Claim("c3", "a3", LATE, "s2", 0.7, "x"),
    ),
    topics=(Topic("t1", "Ferry", (), (Span(0, 95),), 0.6, "x"),),
)
READING = article(FOUND)


def after(*corrections: Correction, found: Findings = FOUND) -> Reading:
    return article(found).with_corrections(corrections)


def one(reading: Reading, attribution_id: str) -> Attribution:
    assert reading.findings is not None
    return next(item for item in reading.findings.attributions if item.id == attribution_id)


def ids(reading: Reading) -> list[str]:
    assert reading.findings is not None
    return [item.id for item in reading.findings.attributions]


def test_a_confirmed_finding_is_sure_and_known_as_confirmed() -> None:
    reading = after(*say.judge(READING, Target.ATTRIBUTION, "a2", Verdict.CONFIRMED))
    assert reading.word is not None
    assert (one(reading, "a2").confidence, reading.word.verdicts["a2"]) == (1.0, Verdict.CONFIRMED)


def test_a_rejected_finding_goes_with_its_claims_and_comes_back_with_them() -> None:
    rejected = after(*say.judge(READING, Target.ATTRIBUTION, "a1", Verdict.REJECTED))
    assert rejected.findings is not None
    assert "a1" not in ids(rejected)
    assert [claim.id for claim in rejected.findings.claims] == ["c2", "c3"]
    back = rejected.with_corrections((*rejected.corrections, *say.judge(rejected, Target.ATTRIBUTION, "a1", None)))
    assert back.findings == FOUND


def test_nothing_but_a_verdict_can_be_said_of_a_rejected_statement() -> None:
    rejected = after(*say.judge(READING, Target.ATTRIBUTION, "a1", Verdict.REJECTED))
    sayings: tuple[Callable[[], object], ...] = (
        lambda: say.reassign(rejected, "a1", None),
        lambda: say.redraw(rejected, "a1", [PAINT]),
        lambda: say.set_kind(rejected, "a1", AttributionKind.MIXED),
        lambda: say.set_cue(rejected, "a1", PAINT),
    )
    for saying in sayings:
        with pytest.raises(KeyError):
            saying()
    assert say.judge(rejected, Target.ATTRIBUTION, "a1", Verdict.CONFIRMED)


def test_what_is_said_now_is_later_than_all_that_was_said_whatever_the_clock_says() -> None:
    first, second, third = (
        replace(made, made_at=NOON)
        for verdict in Verdict
        for made in say.judge(READING, Target.ATTRIBUTION, "a1", verdict)
    )
    assert say.in_turn((), ()) == ()
    assert say.in_turn((), (first,)) == (first,)
    times = [one.made_at - NOON for one in say.in_turn((first,), (second, third))]
    assert times == [timedelta(microseconds=1), timedelta(microseconds=2)]
    later = replace(second, made_at=NOON + timedelta(hours=1))
    assert say.in_turn((first,), (later,)) == (later,)


def test_what_is_no_speech_is_listed_as_such() -> None:
    reading = after(*say.judge(READING, Target.ATTRIBUTION, "a5", Verdict.NOT_SPEECH))
    assert reading.findings is not None
    assert reading.findings.not_speech == (FOG,)
    assert "a5" not in ids(reading)


def test_reassigning_moves_the_claims_along_and_the_count_of_words() -> None:
    (marsh,) = [speaker for speaker in FOUND.speakers if speaker.name == "Bo Marsh"]
    reading = after(*say.reassign(READING, "a3", marsh))
    assert reading.findings is not None
    assert one(reading, "a3").speaker == "s3"
    assert [claim.speaker for claim in reading.findings.claims if claim.id == "c3"] == ["s3"]


def test_somebody_new_is_a_speaker_as_soon_as_something_is_theirs() -> None:
    rivera = say.new_speaker("  Ann   Rivera ", role="minister")
    reading = after(*say.reassign(READING, "a3", rivera))
    assert reading.findings is not None
    found = reading.findings.speaker(rivera.id)
    assert found is not None
    assert (found.name, found.role) == ("Ann Rivera", "minister")


def test_others_that_are_called_by_the_same_words_are_proposed() -> None:
    rivera = say.new_speaker("Ann Rivera")
    reading = after(*say.reassign(READING, "a3", rivera))
    assert [item.id for item in say.alike(reading, "a3")] == ["a4"]
    accepted = reading.with_corrections((*reading.corrections, *say.reassign(reading, "a4", rivera)))
    assert say.alike(accepted, "a3") == ()


def test_nobody_is_proposed_for_a_pronoun_or_what_the_reader_has_spoken_of() -> None:
    (marsh,) = [speaker for speaker in FOUND.speakers if speaker.name == "Bo Marsh"]
    assert say.alike(after(*say.reassign(READING, "a2", marsh)), "a2") == ()
    confirmed = after(*say.judge(READING, Target.ATTRIBUTION, "a4", Verdict.CONFIRMED))
    reading = confirmed.with_corrections((*confirmed.corrections, *say.reassign(confirmed, "a3", marsh)))
    assert say.alike(reading, "a3") == ()


def test_new_ends_are_trimmed_and_claims_follow() -> None:
    longer = hull((at("that the pier"), at("paint.")))
    reading = after(*say.redraw(READING, "a2", [Span(longer.start - 1, longer.end)]))
    assert one(reading, "a2").content == (longer,)
    shorter = after(*say.redraw(READING, "a2", [at("the pier")]))
    assert shorter.findings is not None
    assert [claim.span for claim in shorter.findings.claims if claim.attribution == "a2"] == [at("the pier")]


@pytest.mark.parametrize(
    ("words", "kind", "content"),
    [
        ("“We shall see,”", AttributionKind.DIRECT, "We shall see,"),
        ("We shall see", AttributionKind.INDIRECT, "We shall see"),
        ("a “fog machine”", AttributionKind.MIXED, "a “fog machine”"),
        (" fog machine", AttributionKind.DIRECT, "fog machine"),
    ],
)
def test_the_marks_tell_the_kind_of_what_is_attributed(words: str, kind: AttributionKind, content: str) -> None:
    (made,) = say.attribute(READING, at(words.strip()), FOUND.speakers[2])
    reading = after(made)
    new = one(reading, made.target_id)
    assert (new.kind, new.content[0].of(TEXT), new.found_by) == (kind, content, READER)


def test_what_the_reader_attributes_takes_the_place_of_what_was_found_there() -> None:
    (made,) = say.attribute(READING, LATE, FOUND.speakers[2])
    reading = after(made)
    assert "a3" not in ids(reading)
    assert one(reading, made.target_id).speaker == "s3"


def test_a_correction_outlives_an_analysis_that_finds_nothing_there() -> None:
    made = say.judge(READING, Target.ATTRIBUTION, "a2", Verdict.CONFIRMED)
    poor = replace(FOUND, attributions=FOUND.attributions[:1], claims=())
    reading = after(*made, found=poor)
    assert one(reading, "a2").content == (PAINT,)


def test_a_correction_finds_its_passage_under_another_id_and_with_other_ends() -> None:
    (marsh,) = [speaker for speaker in FOUND.speakers if speaker.name == "Bo Marsh"]
    made = say.reassign(READING, "a2", marsh)
    moved = replace(FOUND.attributions[1], id="z9", content=(Span(PAINT.start - 5, PAINT.end),))
    later = replace(FOUND, attributions=(FOUND.attributions[0], moved), claims=())
    reading = after(*made, found=later)
    assert one(reading, "z9").speaker == "s3"
    assert ids(reading) == ["a1", "z9"]


def test_what_nobody_can_read_is_an_orphan_and_harms_nothing() -> None:
    (made,) = say.judge(READING, Target.ATTRIBUTION, "a2", Verdict.CONFIRMED)
    for broken in (
        replace(made, after='"perhaps"'),
        replace(made, after="{"),
        replace(made, field="weather"),
        replace(made, target="weather"),
        replace(made, target_id="gone", span=Span(0, 1), before="[]"),
    ):
        word = corrected(FOUND, (broken,))
        assert (word.findings, word.orphans) == (FOUND, (broken,))


def test_a_word_on_one_finding_leaves_another_without_words_where_it_is() -> None:
    empty = replace(FOUND.attributions[0], id="a0", content=(), quoted=(), source=())
    reading = after(
        *say.judge(READING, Target.ATTRIBUTION, "a2", Verdict.CONFIRMED),
        found=replace(FOUND, attributions=(empty, *FOUND.attributions)),
    )
    assert ids(reading) == ["a0", "a1", "a2", "a3", "a4", "a5"]


def test_findings_are_the_same_when_they_were_written_as_json() -> None:
    for target, findings in (
        (Target.ATTRIBUTION, FOUND.attributions),
        (Target.SPEAKER, FOUND.speakers),
        (Target.CLAIM, FOUND.claims),
        (Target.TOPIC, FOUND.topics),
    ):
        for finding in findings:
            assert decoded(target, encoded(finding)) == finding


ACTIONS = st.one_of(
    st.tuples(st.just("judge"), st.integers(0, 9), st.sampled_from([*Verdict, None])),
    st.tuples(st.just("reassign"), st.integers(0, 9), st.integers(0, 4)),
    st.tuples(st.just("redraw"), st.integers(0, 9), st.integers(0, 60)),
    st.tuples(st.just("kind"), st.integers(0, 9), st.sampled_from(list(AttributionKind))),
    st.tuples(st.just("cue"), st.integers(0, 9), st.integers(0, 60)),
    st.tuples(st.just("attribute"), st.integers(0, 150), st.integers(0, 4)),
)


def carried_out(reading: Reading, actions: list[tuple[str, int, object]]) -> list[Reading]:
    """The article after each step; steps that say nothing are left out."""
    states = [reading]
    for number, (what, which, value) in enumerate(actions):
        now = states[-1]
        assert now.findings is not None
        pool = now.findings.attributions
        target = pool[which % len(pool)].id if pool else ""
        speakers: list[Speaker | None] = [*now.findings.speakers, None, say.new_speaker(f"Somebody {number}")]
        made: tuple[Correction, ...] = ()
        if what == "attribute":
            assert isinstance(value, int)
            span = Span(which % len(TEXT), min(len(TEXT), which % len(TEXT) + 30))
            made = say.attribute(now, span, speakers[value % len(speakers)])
        elif not target:
            continue
        elif what == "judge":
            made = say.judge(now, Target.ATTRIBUTION, target, value)  # type: ignore[arg-type]
        elif what == "reassign":
            assert isinstance(value, int)
            made = say.reassign(now, target, speakers[value % len(speakers)])
        elif what == "redraw":
            assert isinstance(value, int)
            made = say.redraw(now, target, [Span(value, min(len(TEXT), value + 25))])
        elif what == "kind":
            assert isinstance(value, AttributionKind)
            made = say.set_kind(now, target, value)
        else:
            assert isinstance(value, int)
            made = say.set_cue(now, target, Span(value, value + 4))
        if made:
            later = [replace(item, made_at=NOON + timedelta(seconds=len(states))) for item in made]
            states.append(now.with_corrections((*now.corrections, *later)))
    return states


@given(st.lists(ACTIONS, max_size=12))
def test_any_corrections_taken_back_one_by_one_are_undone(actions: list[tuple[str, int, object]]) -> None:
    states = carried_out(READING, actions)
    for before, now in zip(reversed(states[:-1]), reversed(states[1:]), strict=True):
        assert now.with_corrections(before.corrections) == before
    assert states[0].findings == FOUND


@given(st.lists(ACTIONS, max_size=12), st.integers(0, 31))
def test_any_corrections_outlive_an_analysis_that_finds_some_of_it_under_other_ids(
    actions: list[tuple[str, int, object]], kept: int
) -> None:
    reading = carried_out(READING, actions)[-1]
    some = [item for number, item in enumerate(FOUND.attributions) if kept >> number & 1]
    renamed = tuple(replace(item, id=f"n{item.id}") for item in some)
    later = reading.with_found(replace(FOUND, attributions=renamed, claims=()))
    assert reading.word is not None
    assert later.word is not None
    assert len(later.word.orphans) <= len(reading.word.orphans)
    assert later.findings is not None
    drawn = {item.target_id for item in reading.corrections if item.field == "content"}
    made = [item.span for item in reading.corrections if item.field == "made"]
    last = {
        item.target_id: item
        for item in reading.corrections
        if item.field == "speaker" and item.target_id not in drawn and not any(item.span.overlaps(one) for one in made)
    }
    for target_id, item in last.items():
        if target_id in reading.word.verdicts or reading.findings is None:
            continue
        who = next((found.speaker for found in reading.findings.attributions if found.id == target_id), None)
        places = [found for found in later.findings.attributions if hull(found.content).overlaps(item.span)]
        assert who is None or not places or who in {found.speaker for found in places}


@given(st.lists(ACTIONS, max_size=15))
def test_corrected_findings_always_hold_together(actions: list[tuple[str, int, object]]) -> None:
    reading = carried_out(READING, actions)[-1]
    found = reading.findings
    assert found is not None
    known = {speaker.id for speaker in found.speakers}
    statements = {item.id for item in found.attributions}
    assert all(item.speaker is None or item.speaker in known for item in found.attributions)
    assert all(claim.attribution is None or claim.attribution in statements for claim in found.claims)
    assert all(0 <= span.start < span.end <= len(TEXT) for item in found.attributions for span in item.content)
    assert len(statements) == len(found.attributions)
    assert [item.content[0] for item in found.attributions] == sorted(item.content[0] for item in found.attributions)

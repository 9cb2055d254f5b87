"""What a reader says of speakers: what it changes, what it outlives, and that taking it back leaves no trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.article import Article, Metadata, Revision
from desktop_app.domain.corrections import Field, Target, Verdict
from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    Claim,
    Findings,
    Mention,
    MentionKind,
    Speaker,
    SpeakerKind,
)
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
TEXT = """Ann Rivera said the bridge was sound. The minister said it would open in May.
Tomas Reuel said the bridge was late. The minister added that he was wrong. Two engineers said the steel was thin.
Every spring the river rises."""


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def _statement(number: int, words: str, source: Span, speaker: str) -> Attribution:
    kind = AttributionKind.INDIRECT
    return Attribution(f"a{number}", kind, (at(words),), (), (at("said"),), (source,), speaker, 0.9, "clause + verb")


MINISTER, AGAIN = at("The minister"), at("The minister", 1)
ANN = Speaker("s1", "Ann Rivera", SpeakerKind.PERSON, "", ("Rivera",), (Mention(at("Ann Rivera"), MentionKind.NAME),))
OFFICE = Speaker(
    "s2", "the minister", SpeakerKind.PERSON, "minister", (),
    (Mention(MINISTER, MentionKind.DESCRIPTION), Mention(AGAIN, MentionKind.DESCRIPTION)),
)  # fmt: skip
TOMAS = Speaker("s3", "Tomas Reuel", SpeakerKind.PERSON, "", (), (Mention(at("Tomas Reuel"), MentionKind.NAME),))
TWO = Speaker("s4", "Two engineers", SpeakerKind.UNNAMED, mentions=(Mention(at("Two engineers"), MentionKind.NAME),))
STATEMENTS = (
    _statement(1, "the bridge was sound", at("Ann Rivera"), "s1"),
    _statement(2, "it would open in May", MINISTER, "s2"),
    _statement(3, "the bridge was late", at("Tomas Reuel"), "s3"),
    _statement(4, "he was wrong", AGAIN, "s2"),
    _statement(5, "the steel was thin", at("Two engineers"), "s4"),
)
CLAIMS = (
    *(Claim(f"c{one.id[1:]}", one.id, one.content[0], one.speaker, 0.9, one.found_by) for one in STATEMENTS),
    Claim("c9", None, at("the river rises"), "s4", 0.6, "bare statement"),
)
FOUND = Findings("rules", "1", (OFFICE, ANN, TOMAS, TWO), STATEMENTS, CLAIMS)


def opened(found: Findings = FOUND) -> Reading:
    revision = Revision("r", "article", 1, TEXT, (), (), False, (), "0" * 64, "bridge.txt", "text/plain", "utf-8", NOW)
    return Reading(Article("article", Metadata("Bridge"), "r", NOW), revision, found, (), (), ()).with_found(found)


def after(reading: Reading, *said: tuple[Correction, ...]) -> Reading:
    return reading.with_corrections((*reading.corrections, *(one for made in said for one in made)))


def known(reading: Reading, speaker_id: str) -> Speaker:
    speaker = _findings(reading).speaker(speaker_id)
    assert speaker is not None
    return speaker


def _findings(reading: Reading) -> Findings:
    assert reading.findings is not None
    return reading.findings


def said_by(reading: Reading) -> dict[str, str | None]:
    return {one.id: one.speaker for one in _findings(reading).attributions}


def places(speaker: Speaker) -> list[Span]:
    return [mention.span for mention in speaker.mentions]


def with_other_ids(found: Findings) -> Findings:
    """As another engine finds the same: its speakers have other ids."""
    ids: Mapping[str | None, str] = {one.id: f"new-{one.id}" for one in found.speakers}
    return replace(
        found,
        engine="another",
        speakers=tuple(replace(one, id=ids[one.id]) for one in found.speakers),
        attributions=tuple(replace(one, speaker=ids.get(one.speaker)) for one in found.attributions),
        claims=tuple(replace(one, speaker=ids.get(one.speaker)) for one in found.claims),
    )


# Name, role, kind, other names -----------------------------------------------------------------------------------------


def test_a_new_name_keeps_the_old_one_as_another_name() -> None:
    one = known(after(opened(), say.describe(opened(), "s1", name="  Ann Rivera  Lopez ")), "s1")
    assert (one.name, one.aliases) == ("Ann Rivera Lopez", ("Ann Rivera", "Rivera"))


def test_a_new_name_that_was_another_name_changes_places_with_the_old_one() -> None:
    one = known(after(opened(), say.describe(opened(), "s1", name="Rivera")), "s1")
    assert (one.name, one.aliases) == ("Rivera", ("Ann Rivera",))


def test_a_new_name_keeps_the_old_one_also_where_other_names_are_changed_along() -> None:
    said = say.describe(opened(), "s1", name="A. Rivera", aliases=["Rivera", " Annie ", ""])
    one = known(after(opened(), said), "s1")
    assert (one.name, one.aliases) == ("A. Rivera", ("Ann Rivera", "Rivera", "Annie"))


def test_what_stays_as_it_is_is_not_written_down() -> None:
    assert say.describe(opened(), "s1", name="Ann Rivera", role="", aliases=["Rivera"]) == ()
    assert say.describe(opened(), "s1", name=" ") == ()
    renamed = say.describe(opened(), "s1", name="A. Rivera", aliases=["Rivera"])
    assert [one.field for one in renamed] == [Field.NAME]


def test_role_kind_and_other_names_are_changed_as_they_are_given() -> None:
    said = say.describe(opened(), "s4", role="of the  works", kind=SpeakerKind.GROUP, aliases=["the engineers"])
    one = known(after(opened(), said), "s4")
    assert (one.role, one.kind, one.aliases) == ("of the works", SpeakerKind.GROUP, ("the engineers",))


# Merging ---------------------------------------------------------------------------------------------------------------


def merged() -> Reading:
    return after(opened(), say.merge(opened(), "s2", "s1"))


def test_two_that_are_one_have_all_that_each_of_them_said_and_is_called() -> None:
    reading = merged()
    one = known(reading, "s1")
    assert (one.name, one.role, one.aliases) == ("Ann Rivera", "minister", ("Rivera", "the minister"))
    assert places(one) == [at("Ann Rivera"), MINISTER, AGAIN]
    assert _findings(reading).speaker("s2") is None
    assert said_by(reading) == {"a1": "s1", "a2": "s1", "a3": "s3", "a4": "s1", "a5": "s4"}
    assert {claim.id: claim.speaker for claim in _findings(reading).claims}["c2"] == "s1"
    assert reading.word is not None
    assert Field.MERGED in reading.word.changed["s1"]


def test_a_merge_that_is_taken_back_leaves_no_trace() -> None:
    assert merged().with_corrections(()).findings == FOUND


def test_a_merge_can_be_taken_back_alone() -> None:
    reading = after(merged(), say.describe(merged(), "s1", role="transport minister"))
    apart = reading.with_corrections(reading.corrections[1:])
    assert said_by(apart) == said_by(opened())
    assert known(apart, "s1").role == "transport minister"
    assert known(apart, "s2") == OFFICE


def test_merges_follow_each_other() -> None:
    reading = after(merged(), say.merge(merged(), "s1", "s3"))
    assert said_by(reading) == {"a1": "s3", "a2": "s3", "a3": "s3", "a4": "s3", "a5": "s4"}
    assert known(reading, "s3").aliases == ("Ann Rivera", "Rivera", "the minister")


def test_a_speaker_tells_who_was_merged_into_them_and_by_which_word() -> None:
    first = merged()
    reading = after(first, say.merge(first, "s1", "s3"))
    assert first.word is not None
    assert reading.word is not None
    assert [one.id for one in first.word.merged["s1"]] == [first.corrections[0].id]
    assert dict(reading.word.merged) == {"s3": reading.corrections}
    apart = reading.with_corrections(reading.corrections[1:])
    assert apart.word is not None
    assert dict(apart.word.merged) == {"s3": reading.corrections[1:]}


def test_a_claim_that_stands_alone_goes_with_its_speaker() -> None:
    reading = after(opened(), say.merge(opened(), "s4", "s3"))
    assert {claim.id: claim.speaker for claim in _findings(reading).claims}["c9"] == "s3"


def test_nobody_is_merged_with_themselves() -> None:
    assert say.merge(opened(), "s1", "s1") == ()
    with pytest.raises(KeyError):
        say.merge(opened(), "s1", "nobody")


def test_a_rejected_statement_belongs_to_the_merged_speaker_when_it_comes_back() -> None:
    reading = after(opened(), say.judge(opened(), Target.ATTRIBUTION, "a2", Verdict.REJECTED))
    reading = after(reading, say.merge(reading, "s2", "s1"))
    reading = after(reading, say.judge(reading, Target.ATTRIBUTION, "a2", None))
    assert said_by(reading)["a2"] == "s1"


# Splitting -------------------------------------------------------------------------------------------------------------


def test_a_split_after_a_merge_gives_each_their_statements() -> None:
    reading, new = merged(), say.new_speaker("Bea Holm", role="minister")
    reading = after(reading, say.split(reading, "s1", new, [MINISTER], []))
    assert said_by(reading) == {"a1": "s1", "a2": new.id, "a3": "s3", "a4": "s1", "a5": "s4"}
    assert places(known(reading, new.id)) == [MINISTER]
    assert places(known(reading, "s1")) == [at("Ann Rivera"), AGAIN]
    assert reading.with_corrections(()).findings == FOUND


def test_statements_can_go_without_a_mention() -> None:
    new = say.new_speaker("Bea Holm")
    reading = after(opened(), say.split(opened(), "s2", new, [], ["a4"]))
    assert said_by(reading)["a4"] == new.id
    assert places(known(reading, "s2")) == [MINISTER, AGAIN]


def test_a_split_can_give_to_somebody_whom_the_article_knows() -> None:
    reading = after(opened(), say.split(opened(), "s2", ANN, [AGAIN], []))
    assert said_by(reading)["a4"] == "s1"
    assert places(known(reading, "s1")) == [at("Ann Rivera"), AGAIN]


def test_a_split_of_nothing_or_to_oneself_is_none() -> None:
    assert say.split(opened(), "s2", say.new_speaker("Bea Holm"), [], []) == ()
    assert say.split(opened(), "s2", OFFICE, [AGAIN], []) == ()


def test_a_split_of_what_a_merge_brought_gives_nothing_twice_when_the_merge_is_taken_back() -> None:
    reading, new = merged(), say.new_speaker("Bea Holm")
    reading = after(reading, say.split(reading, "s1", new, [MINISTER], ["a2"]))
    apart = reading.with_corrections(reading.corrections[1:])
    assert known(apart, "s2") == OFFICE
    assert said_by(apart) == said_by(opened())
    assert _findings(apart).speaker(new.id) is None


# Somebody else is meant ------------------------------------------------------------------------------------------------


def test_somebody_else_is_meant_at_one_mention_and_says_what_has_it_as_its_source() -> None:
    reading = after(opened(), say.mean(opened(), "s2", AGAIN, TOMAS))
    assert said_by(reading)["a4"] == "s3"
    assert said_by(reading)["a2"] == "s2"
    assert places(known(reading, "s3")) == [at("Tomas Reuel"), AGAIN]
    assert places(known(reading, "s2")) == [MINISTER]


def test_nobody_named_may_be_meant() -> None:
    reading = after(opened(), say.mean(opened(), "s2", AGAIN, None))
    assert said_by(reading)["a4"] is None
    assert places(known(reading, "s2")) == [MINISTER]


def test_the_same_one_meant_again_is_no_correction() -> None:
    assert say.mean(opened(), "s2", AGAIN, OFFICE) == ()


def test_the_word_on_a_place_holds_whoever_has_the_mention_there_by_now() -> None:
    reading = after(opened(), say.mean(opened(), "s2", AGAIN, TOMAS))
    moved = tuple(replace(one, speaker="s1") if one.id == "a4" else one for one in STATEMENTS)
    took = replace(ANN, mentions=(*ANN.mentions, Mention(AGAIN, MentionKind.DESCRIPTION)))
    left = replace(OFFICE, mentions=OFFICE.mentions[:1])
    again = reading.with_found(replace(FOUND, speakers=(left, took, TOMAS, TWO), attributions=moved))
    assert said_by(again)["a4"] == "s3"
    assert places(known(again, "s1")) == [at("Ann Rivera")]
    assert places(known(again, "s3")) == [at("Tomas Reuel"), AGAIN]


def test_a_slip_of_the_pen_that_was_set_right_leaves_no_speaker_behind() -> None:
    slip = say.new_speaker("An Rivera")
    reading = after(opened(), say.reassign(opened(), "a2", slip))
    assert known(reading, slip.id).name == "An Rivera"
    reading = after(reading, say.reassign(reading, "a2", ANN))
    assert _findings(reading).speaker(slip.id) is None


# Another analysis ------------------------------------------------------------------------------------------------------


def test_a_merge_outlives_an_analysis_that_gives_the_same_people_other_ids() -> None:
    again = merged().with_found(with_other_ids(FOUND))
    assert again.word is not None
    assert again.word.orphans == ()
    assert known(again, "new-s1").aliases == ("Rivera", "the minister")
    assert said_by(again) == {"a1": "new-s1", "a2": "new-s1", "a3": "new-s3", "a4": "new-s1", "a5": "new-s4"}


def test_all_words_on_one_speaker_outlive_an_analysis_that_gives_other_ids() -> None:
    said = say.describe(opened(), "s1", name="Ann Rivera Lopez", role="minister", kind=SpeakerKind.GROUP)
    again = after(opened(), said).with_found(with_other_ids(FOUND))
    one = known(again, "new-s1")
    assert (one.name, one.role, one.kind) == ("Ann Rivera Lopez", "minister", SpeakerKind.GROUP)
    assert len(_findings(again).speakers) == len(FOUND.speakers)


def test_who_is_meant_is_known_by_name_after_another_analysis() -> None:
    again = after(opened(), say.mean(opened(), "s2", AGAIN, TOMAS)).with_found(with_other_ids(FOUND))
    assert said_by(again)["a4"] == "new-s3"
    assert [one.name for one in _findings(again).speakers].count("Tomas Reuel") == 1


def test_a_merge_outlives_an_analysis_that_finds_only_one_of_the_two() -> None:
    less = replace(FOUND, speakers=(OFFICE, TOMAS, TWO), attributions=STATEMENTS[1:], claims=CLAIMS[1:])
    again = merged().with_found(less)
    assert known(again, "s1").name == "Ann Rivera"
    assert said_by(again)["a2"] == "s1"


def test_somebody_made_again_has_no_mention_that_is_another_ones_now() -> None:
    reading = after(opened(), say.describe(opened(), "s2", role="of transport"))
    took = replace(ANN, mentions=(*ANN.mentions, *OFFICE.mentions))
    statements = tuple(replace(one, speaker="s1") if one.speaker == "s2" else one for one in STATEMENTS)
    again = reading.with_found(replace(FOUND, speakers=(took, TOMAS, TWO), attributions=statements))
    assert known(again, "s2").role == "of transport"
    assert known(again, "s2").mentions == ()
    assert known(again, "s1") == took


# Colours ---------------------------------------------------------------------------------------------------------------


def colours(reading: Reading) -> Mapping[str, int]:
    assert reading.word is not None
    return reading.word.places


def test_everybody_keeps_their_colour_when_others_are_merged_or_say_more() -> None:
    assert colours(opened()) == {"s2": 0, "s1": 1, "s3": 2, "s4": 3}
    reading = opened()
    reading = after(reading, say.reassign(reading, "a2", ANN), say.reassign(reading, "a4", ANN))
    assert [one.id for one in _findings(reading).speakers][:2] == ["s1", "s3"]  # in another order than they were found
    assert colours(reading) == colours(opened())
    assert colours(after(reading, say.merge(reading, "s2", "s4"))) == colours(opened())


def test_new_speakers_have_the_next_colours_in_the_order_in_which_they_came() -> None:
    reading = opened()
    zoe, bea = say.new_speaker("Zoe Lund"), say.new_speaker("Bea Holm")
    reading = after(reading, say.reassign(reading, "a4", zoe))
    reading = after(reading, say.split(reading, "s2", bea, [MINISTER], ["a2"]))
    assert (colours(reading)[zoe.id], colours(reading)[bea.id]) == (4, 5)
    reading = after(reading, say.describe(reading, zoe.id, name="Ada Lund"), say.merge(reading, "s1", bea.id))
    assert (colours(reading)[zoe.id], colours(reading)[bea.id]) == (4, 5)


def test_somebody_made_again_after_another_analysis_has_the_next_colour() -> None:
    reading = opened()
    reading = after(reading, say.describe(reading, "s3", role="engineer"))
    without = replace(FOUND, speakers=(OFFICE, ANN, TWO), attributions=(), claims=())
    assert colours(reading.with_found(without)) == {"s2": 0, "s1": 1, "s4": 2, "s3": 3}


# Any of them -----------------------------------------------------------------------------------------------------------

Pick = Callable[[int], int]


def _something(reading: Reading, what: int, pick: Pick) -> tuple[Correction, ...]:
    speakers = _findings(reading).speakers
    one, other = speakers[pick(len(speakers))], speakers[pick(len(speakers))]
    spans = places(one)
    if what == 0:
        return say.merge(reading, one.id, other.id)
    if what == 1:
        names, kinds = ("Bea Holm", "Rivera", "Tomas Reuel"), tuple(SpeakerKind)
        return say.describe(reading, one.id, name=names[pick(3)], kind=kinds[pick(4)], aliases=["a", "b"][: pick(3)])
    if what == 2:
        theirs = [found.id for found in _findings(reading).attributions if found.speaker == one.id]
        new = other if pick(2) else say.new_speaker("Somebody New")
        return say.split(reading, one.id, new, spans[: pick(3)], theirs[: pick(3)])
    if what == 3 and spans:
        return say.mean(reading, one.id, spans[pick(len(spans))], other if pick(3) else None)
    statements = _findings(reading).attributions
    if not statements:
        return ()
    return say.reassign(reading, statements[pick(len(statements))].id, other if pick(3) else say.new_speaker("Cy"))


def _sound(reading: Reading) -> None:
    """Nobody is there twice, every statement and claim is of somebody who is there, and no mention is counted twice."""
    findings = _findings(reading)
    ids = [one.id for one in findings.speakers]
    assert len(ids) == len(set(ids))
    assert {one.speaker for one in findings.attributions} <= {None, *ids}
    assert {one.speaker for one in findings.claims} <= {None, *ids}
    assert {one.id for one in findings.attributions} == {one.id for one in STATEMENTS}
    spans = [span for one in findings.speakers for span in places(one)]
    assert len(spans) == len(set(spans))
    assert all(places(one) == sorted(places(one)) for one in findings.speakers)


@given(st.lists(st.integers(0, 4), max_size=12), st.data())
def test_any_words_on_speakers_taken_back_leave_what_was_found(steps: list[int], data: st.DataObject) -> None:
    def pick(count: int) -> int:
        return data.draw(st.integers(0, count - 1))

    reading = opened()
    logs, read = [reading.corrections], [reading.findings]
    for what in steps:
        reading = after(reading, _something(reading, what, pick))
        _sound(reading)
        assert reading.word is not None
        assert reading.word.orphans == ()
        logs.append(reading.corrections)
        read.append(reading.findings)
    for log, findings in zip(reversed(logs), reversed(read), strict=True):
        assert reading.with_corrections(log).findings == findings
    assert reading.with_corrections(()).findings == FOUND


@given(st.lists(st.integers(0, 4), max_size=12), st.data())
def test_no_words_on_speakers_give_anybody_another_colour(steps: list[int], data: st.DataObject) -> None:
    def pick(count: int) -> int:
        return data.draw(st.integers(0, count - 1))

    reading = opened()
    for what in steps:
        before, reading = colours(reading), after(reading, _something(reading, what, pick))
        assert before.items() <= colours(reading).items()
        assert {one.id for one in _findings(reading).speakers} <= colours(reading).keys()
        assert sorted(colours(reading).values()) == list(range(len(colours(reading))))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.data())
def test_any_one_word_can_be_taken_back_and_any_analysis_follow(steps: list[int], data: st.DataObject) -> None:
    def pick(count: int) -> int:
        return data.draw(st.integers(0, count - 1))

    reading = opened()
    for what in steps:
        reading = after(reading, _something(reading, what, pick))
    if reading.corrections:
        left_out = pick(len(reading.corrections))
        left = [one for place, one in enumerate(reading.corrections) if place != left_out]
        _sound(reading.with_corrections(left))
    again = reading.with_found(with_other_ids(FOUND))
    _sound(again)
    assert again.word is not None
    assert again.word.orphans == ()

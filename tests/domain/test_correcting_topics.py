"""Corrections of topics, replayed: passages stay apart and in order, and any engine's later findings take the reader's word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.article import Article, Metadata, Revision
from desktop_app.domain.corrections import READER, Field, Target, Verdict
from desktop_app.domain.findings import Findings, Topic
from desktop_app.domain.own_topics import HUES, hue_places, next_hue
from desktop_app.domain.passages import joined
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from tests.storage.samples import NOON

TEXT = (
    "The ferry stays. It runs twice a day. The pier needs paint. "
    "Rents rose by a fifth. Nobody builds flats. The council met. "
    "A storm took the lamp. The keeper slept."
)
SENTENCES = []
for _part in TEXT.split(". "):
    _start = TEXT.index(_part)
    SENTENCES.append(Span(_start, _start + len(_part.rstrip(".")) + 1))
FERRY, DAY, PIER, RENTS, FLATS, COUNCIL, STORM, KEEPER = SENTENCES
HARBOUR = Topic("t1", "Harbour", ("ferry",), (Span(FERRY.start, PIER.end),), 0.6, "lead")
HOMES = Topic("t2", "Homes", ("rents",), (Span(RENTS.start, FLATS.end),), 0.6, "shift")
WEATHER = Topic("t3", "Weather", (), (STORM, KEEPER), 0.6, "shift")
FOUND = Findings("rules", "1", topics=(HARBOUR, HOMES, WEATHER))


def article(findings: Findings = FOUND) -> Reading:
    revision = Revision("r", "a", 1, TEXT, (), (), True, (), "", "f.txt", "text/plain", "utf-8", NOON)
    return Reading(Article("a", Metadata("Ferry"), "r", NOON), revision, None, (), (), ()).with_found(findings)


def after(reading: Reading, *made: tuple[Correction, ...]) -> Reading:
    return reading.with_corrections((*reading.corrections, *(one for some in made for one in some)))


def topic(reading: Reading, topic_id: str) -> Topic:
    assert reading.findings is not None
    return next(one for one in reading.findings.topics if one.id == topic_id)


def ids(reading: Reading) -> list[str]:
    assert reading.findings is not None
    return [one.id for one in reading.findings.topics]


def own(reading: Reading, *spans: Span, label: str = "Housing", topic_id: str = "own", hue: str = "") -> Reading:
    return after(reading, say.topic(reading, label, spans, topic_id, hue))


# What can be said ------------------------------------------------------------------------------------------------------


def test_a_topic_of_a_passage_is_the_readers_own() -> None:
    reading = own(article(), RENTS, hue="teal")
    made = topic(reading, "own")
    assert (made.label, made.spans, made.found_by, made.confidence) == ("Housing", (RENTS,), READER, 1.0)
    assert reading.word is not None
    assert reading.word.colours == {"own": "teal"}


def test_a_topic_needs_a_name_and_words() -> None:
    reading = article()
    assert say.topic(reading, "  ", [RENTS]) == ()
    assert say.topic(reading, "Housing", [Span(FERRY.end, FERRY.end + 1)]) == ()
    assert say.topic(reading, "Housing", []) == ()


def test_passages_of_an_own_topic_that_is_there_already_are_added_to_it() -> None:
    reading = own(own(article(), RENTS), COUNCIL)
    assert topic(reading, "own").spans == (RENTS, COUNCIL)
    assert ids(reading).count("own") == 1


def test_a_passage_that_is_given_is_trimmed_and_joined_with_what_it_touches() -> None:
    reading = own(article(), RENTS, COUNCIL)
    reading = after(reading, say.give_passage(reading, "own", Span(RENTS.end - 4, FLATS.end + 1)))
    assert topic(reading, "own").spans == (Span(RENTS.start, FLATS.end), COUNCIL)
    assert say.give_passage(reading, "own", FLATS) == ()
    assert say.give_passage(reading, "own", Span(FLATS.end, FLATS.end + 1)) == ()


def test_a_passage_that_is_taken_leaves_what_stood_around_it() -> None:
    reading = article()
    reading = after(reading, say.take_passage(reading, "t1", DAY))
    assert topic(reading, "t1").spans == (FERRY, PIER)
    assert say.take_passage(reading, "t1", COUNCIL) == ()
    assert say.take_passage(reading, "t1", Span(FERRY.start + 3, FERRY.start + 4)) == ()


def test_no_passage_of_marks_alone_is_left() -> None:
    reading = own(article(), RENTS, COUNCIL)
    reading = after(reading, say.take_passage(reading, "own", Span(RENTS.start, RENTS.end - 1)))
    assert topic(reading, "own").spans == (COUNCIL,)


def test_taking_the_last_passage_removes_the_topic_and_giving_one_brings_it_back_with_that_one() -> None:
    reading = own(article(), RENTS)
    reading = after(reading, say.take_passage(reading, "own", Span(RENTS.start - 1, RENTS.end)))
    assert "own" not in ids(reading)
    assert reading.word is not None
    assert reading.word.verdicts["own"] is Verdict.REJECTED
    for again in (say.give_passage(reading, "own", COUNCIL), say.topic(reading, "Housing", [COUNCIL], "own")):
        back = after(reading, again)
        assert topic(back, "own").spans == (COUNCIL,)
        assert back.word is not None
        assert "own" not in back.word.verdicts
        assert back.word.orphans == ()


def test_merged_topics_have_all_passages_once_and_all_phrases() -> None:
    reading = own(article(), DAY, RENTS)
    reading = after(reading, say.merge_topics(reading, "own", "t1"))
    merged = topic(reading, "t1")
    assert merged.spans == (Span(FERRY.start, PIER.end), RENTS)
    assert "own" not in ids(reading)
    reading = after(reading, say.merge_topics(reading, "t1", "t2"))
    assert topic(reading, "t2").key_phrases == ("rents", "ferry")
    assert topic(reading, "t2").spans == (HARBOUR.spans[0], HOMES.spans[0])
    assert reading.word is not None
    assert Field.MERGED in reading.word.changed["t2"]


def test_what_is_said_of_a_merged_topic_goes_to_its_heir() -> None:
    reading = article()
    rename = say.rename_topic(reading, "t1", "Quay")
    first = say.merge_topics(reading, "t1", "t2")
    second = say.merge_topics(reading, "t2", "t3")
    assert topic(after(reading, first, second, rename), "t3").label == "Quay"


def test_a_topic_can_become_one_of_the_readers_own_of_other_articles() -> None:
    reading = article()
    reading = after(reading, say.merge_into_own(reading, "t2", "own", "Housing", "rose"))
    assert topic(reading, "own").spans == HOMES.spans
    assert topic(reading, "own").label == "Housing"
    assert "t2" not in ids(reading)
    assert reading.word is not None
    assert reading.word.colours["own"] == "rose"
    both = after(reading, say.merge_into_own(reading, "t3", "own", "Housing"))
    assert topic(both, "own").spans == (*HOMES.spans, *WEATHER.spans)


def test_an_own_topic_that_was_removed_begins_anew_when_another_becomes_it() -> None:
    reading = own(article(), FERRY)
    reading = after(reading, say.take_passage(reading, "own", FERRY))
    reading = after(reading, say.merge_into_own(reading, "t2", "own", "Housing"))
    assert topic(reading, "own").spans == HOMES.spans


def test_nothing_is_said_where_nothing_changes() -> None:
    reading = own(article(), RENTS, hue="teal")
    assert say.rename_topic(reading, "own", " Housing ") == ()
    assert say.colour_topic(reading, "own", "teal") == ()
    assert say.merge_topics(reading, "own", "own") == ()
    assert say.dismiss_topic(reading, "own", "Housing", [RENTS]) == ()
    with pytest.raises(KeyError):
        say.rename_topic(reading, "nowhere", "x")


def test_a_dismissed_topic_is_known_as_removed_and_can_be_given_a_passage_later() -> None:
    reading = article()
    reading = after(reading, say.dismiss_topic(reading, "own", "Housing", [RENTS]))
    assert reading.word is not None
    assert "own" in reading.word.rejected
    assert ids(reading) == ["t1", "t2", "t3"]
    reading = after(reading, say.topic(reading, "Housing", [COUNCIL], "own"))
    assert topic(reading, "own").spans == (COUNCIL,)


# Other findings --------------------------------------------------------------------------------------------------------


def renamed_engine(reading: Reading) -> Reading:
    """Another engine finds nearly the same, under other ids."""
    assert reading.found is not None
    moved = tuple(
        replace(
            one, id=f"new-{one.id}", label=f"{one.label} again", spans=(Span(one.spans[0].start, one.spans[-1].end),)
        )
        for one in reading.found.topics
    )
    return reading.with_found(replace(reading.found, engine_version="2", topics=moved))


def test_a_name_outlives_an_analysis_that_gives_other_ids() -> None:
    reading = article()
    reading = after(reading, say.rename_topic(reading, "t1", "Quay"))
    later = renamed_engine(reading)
    assert ids(later) == ["new-t1", "new-t2", "new-t3"]
    assert topic(later, "new-t1").label == "Quay"


def test_a_removed_topic_stays_removed_and_what_was_taken_back_does_not_make_a_double() -> None:
    reading = article()
    removed = say.judge(reading, Target.TOPIC, "t1", Verdict.REJECTED)
    reading = after(reading, removed)
    assert ids(renamed_engine(reading)) == ["new-t2", "new-t3"]
    back = after(reading, say.judge(reading, Target.TOPIC, "t1", None))
    back = after(back, say.rename_topic(back, "t1", "Quay"))
    assert ids(renamed_engine(back)) == ["new-t1", "new-t2", "new-t3"]
    assert topic(renamed_engine(back), "new-t1").label == "Quay"


def test_a_merge_outlives_an_analysis_that_gives_other_ids() -> None:
    reading = article()
    reading = after(reading, say.merge_topics(reading, "t1", "t2"))
    later = renamed_engine(reading)
    assert ids(later) == ["new-t2", "new-t3"]
    assert topic(later, "new-t2").spans == (HARBOUR.spans[0], HOMES.spans[0])


def test_a_merge_makes_its_topic_again_where_no_engine_finds_it() -> None:
    reading = article()
    reading = after(reading, say.merge_topics(reading, "t1", "t2"))
    later = reading.with_found(replace(FOUND, topics=(HARBOUR,)))
    assert topic(later, "t2").spans == (HARBOUR.spans[0], HOMES.spans[0])
    assert later.word is not None
    assert later.word.orphans == ()


def test_a_topic_around_another_one_is_not_taken_for_it() -> None:
    """The stretch from a topic's first word to its last says little of where it is."""
    split = Topic("t8", "Edges", (), (FERRY, KEEPER), 0.6, "x")
    middle = Topic("t9", "Middle", (), (Span(DAY.start, STORM.end),), 0.6, "x")
    reading = article(Findings("rules", "1", topics=(split, middle)))
    reading = after(reading, say.rename_topic(reading, "t8", "Frame"))
    later = reading.with_found(Findings("rules", "2", topics=(replace(middle, id="n9"),)))
    assert topic(later, "n9").label == "Middle"
    assert topic(later, "t8").label == "Frame"


def test_a_readers_topic_stays_whatever_an_engine_finds_at_its_place() -> None:
    reading = own(article(), HOMES.spans[0])
    reading = after(reading, say.rename_topic(reading, "own", "Rents"))
    for found in (Findings("none", "1"), replace(FOUND, topics=(replace(HOMES, id="n2"),))):
        later = reading.with_found(found)
        assert topic(later, "own").label == "Rents"
        assert {one.label for one in of(later)} <= {"Rents", "Homes"}


def test_a_word_on_a_readers_topic_never_falls_on_an_engines() -> None:
    reading = own(article(), HOMES.spans[0])
    rename = say.rename_topic(reading, "own", "Rents")
    alone = article().with_corrections(rename)
    assert topic(alone, "t2").label == "Homes"
    assert topic(alone, "own").label == "Rents"


# Colours ---------------------------------------------------------------------------------------------------------------


def test_a_topic_keeps_its_colour_when_others_come_and_go() -> None:
    reading = article()
    before = hue_places(reading)
    assert before == {"t1": 0, "t2": 1, "t3": 2}
    more = own(reading, FERRY)
    more = after(more, say.judge(more, Target.TOPIC, "t1", Verdict.REJECTED))
    assert {one: place for one, place in hue_places(more).items() if one in before} == before
    assert hue_places(more)["own"] == 3


def test_topics_of_the_readers_have_the_next_colours_in_the_order_in_which_they_were_made() -> None:
    reading = own(article(), COUNCIL, topic_id="late")
    reading = own(reading, FERRY, topic_id="early")  # stands before the other
    assert (hue_places(reading)["late"], hue_places(reading)["early"]) == (3, 4)
    reading = after(reading, say.judge(reading, Target.TOPIC, "late", Verdict.REJECTED))
    assert hue_places(reading)["early"] == 4


def test_a_chosen_colour_holds_and_the_next_is_a_free_one() -> None:
    reading = article()
    assert next_hue(reading) == HUES[3]
    reading = after(reading, say.colour_topic(reading, "t1", HUES[3]))
    assert hue_places(reading)["t1"] == 3
    assert next_hue(reading) == HUES[0]
    unknown = after(reading, say.colour_topic(reading, "t1", "plaid"))
    assert hue_places(unknown)["t1"] == 0
    assert hue_places(replace(reading, findings=None)) == {}


# Any sequence ----------------------------------------------------------------------------------------------------------

spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
names = st.sampled_from(["Quay", "Rents", "Housing", "Storms"])
topics = st.sampled_from(["t1", "t2", "t3", "own", "other"])
Saying = Callable[[Reading], tuple[Correction, ...]]


@st.composite
def sayings(draw: st.DrawFn) -> Saying:
    one, other, span, name = draw(topics), draw(topics), draw(spans), draw(names)
    verdict = draw(st.sampled_from([None, Verdict.CONFIRMED, Verdict.REJECTED]))
    hue = draw(st.sampled_from(["", *HUES]))
    choices: list[Saying] = [
        lambda reading: say.topic(reading, name, [span], other, hue),
        lambda reading: say.rename_topic(reading, one, name),
        lambda reading: say.colour_topic(reading, one, "teal"),
        lambda reading: say.merge_topics(reading, one, other),
        lambda reading: say.merge_into_own(reading, one, "own", name) if one != "own" else (),
        lambda reading: say.dismiss_topic(reading, "other", name, [span]),
        lambda reading: say.give_passage(reading, one, span),
        lambda reading: say.take_passage(reading, one, span),
        lambda reading: say.judge(reading, Target.TOPIC, one, verdict),
    ]
    return draw(st.sampled_from(choices))


def said(reading: Reading, chosen: list[Saying]) -> Reading:
    """Each is said of the article as it reads then; what cannot be said is left out."""
    for saying in chosen:
        try:
            made = saying(reading)
        except KeyError:
            continue
        stamped = tuple(
            replace(one, made_at=NOON + timedelta(seconds=len(reading.corrections) + number))
            for number, one in enumerate(made)
        )
        reading = after(reading, stamped)
    return reading


def of(reading: Reading) -> tuple[Topic, ...]:
    return reading.findings.topics if reading.findings is not None else ()


def renamed(reading: Reading) -> list[Topic]:
    changed = reading.word.changed if reading.word is not None else {}
    return [one for one in of(reading) if Field.LABEL in changed.get(one.id, ())]


@given(st.lists(sayings(), max_size=14))
def test_passages_stay_in_order_and_apart_and_no_word_is_lost(chosen: list[Saying]) -> None:
    reading = said(article(), chosen)
    assert reading.word is not None
    assert reading.word.orphans == ()
    for one in of(reading):
        assert one.spans
        assert all(span.length for span in one.spans)
        assert all(first.end < second.start for first, second in pairwise(one.spans))


@given(st.lists(sayings(), max_size=14), st.data())
def test_all_taken_back_in_whatever_order_is_what_was_found(chosen: list[Saying], data: st.DataObject) -> None:
    reading = said(article(), chosen)
    log = list(reading.corrections)
    for _ in range(len(log)):
        log.pop(data.draw(st.integers(0, len(log) - 1)))
        reading = reading.with_corrections(log)
        for one in of(reading):
            assert list(one.spans) == sorted(one.spans)
    assert reading.findings == FOUND


@given(st.lists(sayings(), max_size=10))
def test_another_analysis_of_other_ids_keeps_every_word(chosen: list[Saying]) -> None:
    reading = said(article(), chosen)
    later = renamed_engine(reading)
    assert later.word is not None
    assert later.word.orphans == ()
    assert renamed_engine(later.with_found(FOUND)).findings == later.findings
    assert {one.label for one in renamed(reading)} <= {one.label for one in of(later)}


@given(st.lists(spans, max_size=12))
def test_joined_stretches_cover_the_same_places_in_order_and_apart(some: list[Span]) -> None:
    whole = joined(some)
    covered = {place for span in some for place in range(*span)}
    assert covered == {place for span in whole for place in range(*span)}
    assert all(first.end < second.start for first, second in pairwise(whole))

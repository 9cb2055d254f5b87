"""Who is who in a library: the same in whatever order articles come, stable, and as the reader says."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain import correcting
from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.ledger import LedgerStep
from desktop_app.storage import Library
from desktop_app.storage.identities import MOST_FORMS
from tests.storage.said_in import Who, add
from tests.storage.test_ledger import everything, one

POST, GAZETTE, COURIER = "The Mere Post", "Alder Gazette", "Quay Courier"
STORY: tuple[tuple[str, str, tuple[Who, ...]], ...] = (
    ("2031-01-02", GAZETTE, (("Ana Luísa Ferraz", "chemist at Mere Institute"), ("Tomas Brand", "chair of the Cooperative"))),
    ("2031-01-03", COURIER, (("A. L. Ferraz", "chemist at Mere Institute"), ("Tomas Brand", "professor at Tarn University"))),
    ("2031-01-09", GAZETTE, (("Tomas Brand", "crane driver"), ("Ida Maas", "councillor"), ("Hugh Sorley", "skipper"))),
    ("2031-02-01", POST, (("Yevhen Horbach", "manager of Corvane Marine"), ("Ida Maas", "councillor"))),
    ("2031-02-03", COURIER, (("Evgeny Gorbach", "manager of Corvane Marine"), ("Ferraz", ""), ("Hanna Sorley", "spokeswoman"))),
    ("2031-04-01", GAZETTE, (("Tomas Brand Senior", ""), ("Tomas Brand Junior", ""))),
    ("2031-05-01", POST, (("Ida Maas", "mayor"), ("H. Sorley", ""), ("Yevhen Horbach", "former manager of Corvane"))),
    ("2031-06-01", COURIER, (("Tomas Brand", "professor"), ("Pieter Maas", "mayor"))),
)  # fmt: skip


def who_is_who(library: Library) -> set[frozenset[tuple[str, str, str]]]:
    ledger = library.ledger
    return {
        frozenset((person.day, person.name, person.role) for person in ledger.people(speaker.id))
        for speaker in ledger.speakers()
    }


def asked(library: Library) -> set[frozenset[str]]:
    return {
        frozenset((pair.one.name + pair.one.role, pair.other.name + pair.other.role))
        for pair in library.ledger.proposals()
    }


def test_the_order_of_articles_decides_nothing(tmp_path: Path) -> None:
    found = []
    for turn in range(5):
        articles = list(STORY)
        random.Random(turn).shuffle(articles)
        with Library.open(tmp_path / str(turn)) as library:
            for day, outlet, people in articles:
                add(library, people, day=day, outlet=outlet)
                if turn % 2:
                    library.ledger.count_speakers()
            found.append((who_is_who(library), asked(library)))
    assert all(each == found[0] for each in found)
    groups = {frozenset(f"{day[5:7]} {name}" for day, name, _ in group) for group in found[0][0]}
    assert frozenset({"01 Ana Luísa Ferraz", "01 A. L. Ferraz"}) in groups
    assert frozenset({"02 Yevhen Horbach", "02 Evgeny Gorbach", "05 Yevhen Horbach"}) in groups
    assert frozenset({"01 Ida Maas", "02 Ida Maas", "05 Ida Maas"}) in groups
    assert {
        frozenset({name}) for name in ("05 H. Sorley", "02 Ferraz", "06 Pieter Maas", "04 Tomas Brand Senior")
    } <= groups
    brands = [group for group in found[0][0] if any("Tomas Brand" in name for _, name, _ in group)]
    assert len(brands) == 5  # chair, professor, driver, senior, junior


def test_a_second_analysis_changes_nobody(library: Library) -> None:
    for day, outlet, people in STORY:
        add(library, people, day=day, outlet=outlet)
    before = who_is_who(library)
    ids = {speaker.id for speaker in library.ledger.speakers()}
    for article in library.summaries():
        reading = library.reading(article.id)
        assert reading.found is not None
        library.save_findings(reading.revision.id, reading.found)
    assert who_is_who(library) == before
    assert {speaker.id for speaker in library.ledger.speakers()} == ids


def test_whoever_is_renamed_in_an_article_is_looked_for_anew(library: Library) -> None:
    add(library, [("Ada Vane", "harbour master")])
    reading = library.reading(add(library, [("Ida Roe", "harbour master")], day="2031-07-01"))
    assert library.ledger.count_speakers() == 2
    assert reading.found is not None
    library.save_corrections(correcting.describe(reading, reading.found.speakers[0].id, name="Ada Vane"))
    assert one(library, "Ada Vane").articles == 2


def test_what_is_no_name_is_nobody_elsewhere(library: Library) -> None:
    for day in ("2031-01-01", "2031-01-02"):
        add(library, [("Scientists", "")], day=day, kind=SpeakerKind.GROUP)
        add(library, [("Council", "")], day=day, kind=SpeakerKind.ORGANISATION)
        add(library, [("Mere Ferries", "")], day=day, kind=SpeakerKind.ORGANISATION)
        add(library, [("a man", "")], day=day, kind=SpeakerKind.UNNAMED)
    assert sorted(speaker.name for speaker in library.ledger.speakers()) == [
        *("Council", "Council", "Mere Ferries", "Scientists", "Scientists"),
    ]


def test_two_of_one_name_in_an_article_are_two(library: Library) -> None:
    vane = ("Ada Vane", "harbour master")
    add(library, [vane])
    add(library, [vane, vane], day="2031-06-01")
    assert sorted(speaker.articles for speaker in library.ledger.speakers()) == [
        1,
        1,
        1,
    ]  # one of them is the first, and nobody can tell which


def test_initials_alone_join_nobody_once_a_second_fits(library: Library) -> None:
    role = "chemist at the Mere Institute"
    add(library, [("A. Ferraz", role)], day="2031-01-01")
    add(library, [("Ana Ferraz", role)], day="2031-01-02")
    assert library.ledger.count_speakers() == 1
    add(library, [("Alan Ferraz", role)], day="2031-01-03")
    assert library.ledger.count_speakers() == 3
    assert len(library.ledger.proposals()) == 2


def test_whoever_was_split_off_is_known_again(library: Library) -> None:
    baker = ("Tom Roe", "baker in Mere")
    add(library, [baker, ("Ada Vane", "mayor")], day="2031-01-01")
    other = add(library, [baker, ("Ida Maas", "coach")], day="2031-01-02", outlet=GAZETTE)
    roe = one(library, "Tom Roe")
    (person,) = (person for person in library.ledger.people(roe.id) if person.article_id == other)
    step = library.ledger.split(roe.id, [(person.article_id, person.target_id)])
    add(library, [baker, ("Ida Maas", "coach")], day="2031-02-01", outlet=GAZETTE)
    add(library, [baker, ("Ada Vane", "mayor")], day="2031-02-02")
    days = {person.day for person in library.ledger.people(step.speaker_id)}
    assert days == {"2031-01-02", "2031-02-01"}
    assert {person.day for person in library.ledger.people(roe.id)} == {"2031-01-01", "2031-02-02"}
    assert library.ledger.proposals() == []
    library.ledger.undo(step)
    assert one(library, "Tom Roe").articles == 4


def test_a_proposal_that_was_refused_is_not_made_again(library: Library) -> None:
    add(library, [("H. Sorley", "")])
    add(library, [("Hanna Sorley", "spokeswoman")], day="2031-01-02")
    (pair,) = library.ledger.proposals()
    step = library.ledger.keep_apart(pair.one.id, pair.other.id)
    add(library, [("H. Sorley", "clerk")], day="2031-01-03")
    assert all({each.one.id, each.other.id} != {pair.one.id, pair.other.id} for each in library.ledger.proposals())
    library.ledger.undo(step)
    assert pair in library.ledger.proposals()


def test_a_name_that_very_many_bear_is_still_resolved(library: Library) -> None:
    roles = [f"keeper of lock {a}{b}" for a, b in itertools.product("abcdefgh", "klmnopq")]
    assert len(roles) > MOST_FORMS
    for number, role in enumerate(roles):
        add(
            library,
            [("Ada Vane", role)],
            day=f"2031-{1 + number % 12:02}-{1 + number % 28:02}",
            outlet=f"Paper {number}",
        )
    before = library.ledger.count_speakers("Ada Vane")
    add(library, [("Ada Vane", roles[0])], day="2032-01-01", outlet="Paper 0")
    add(library, [("Vane", "keeper")], day="2032-01-02", outlet="Paper 0")
    assert library.ledger.count_speakers("Ada Vane") == before


PEOPLE = [("Ada Vane", "harbour master"), ("Milo Roe", "councillor"), ("Ida Vane", "painter"), ("M. Roe", "")]


@settings(max_examples=25)
@given(st.data())
def test_any_sequence_of_steps_undone_leaves_all_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    with Library.open(tmp_path_factory.mktemp("any")) as library:
        for number in range(4):
            add(library, PEOPLE[: 2 + number % 3], day=f"2031-0{1 + number}-01")
        states, steps = [everything(library)], []
        for _ in range(data.draw(st.integers(1, 6))):
            steps.append(_any_step(library, data))
            states.append(everything(library))
        for step, before in zip(reversed(steps), states[-2::-1], strict=True):
            library.ledger.undo(step)
            assert everything(library) == before
        for step, after in zip(steps, states[1:], strict=True):
            library.ledger.redo(step)
            assert everything(library) == after


def _any_step(library: Library, data: st.DataObject) -> LedgerStep:
    ledger = library.ledger
    speakers = ledger.speakers()
    first, *others = data.draw(st.permutations([speaker.id for speaker in speakers]))
    people = [(person.article_id, person.target_id) for person in ledger.people(first)]
    kinds = ["rename", *(["merge", "apart"] if others else []), *(["split"] if len(people) > 1 else [])]
    match data.draw(st.sampled_from(kinds)):
        case "merge":
            return ledger.merge(first, others[: data.draw(st.integers(1, 2))])
        case "apart":
            return ledger.keep_apart(first, others[0])
        case "split":
            return ledger.split(first, people[: data.draw(st.integers(1, len(people) - 1))])
        case _:
            return ledger.rename(first, data.draw(st.sampled_from(["Zoe Tarn", "Ada Vane"])))

"""The ledger tells what somebody said over all articles outside the bin, and keeps what the reader says of who is who."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.bin import BinKind
from desktop_app.domain.errors import CannotSave, NotFound
from desktop_app.domain.findings import AttributionKind, SpeakerKind
from desktop_app.domain.ledger import LedgerSpeaker, NameUsed, SpeakerOrder
from desktop_app.storage import Library
from tests.storage.said_in import add
from tests.storage.samples import note

VANE, ROE, BODY = ("Ada Vane", "harbour master"), ("Milo Roe", "councillor"), ("Mere Ferries", "")


def one(library: Library, name: str) -> LedgerSpeaker:
    (found,) = library.ledger.find(name)
    return found


def table(library: Library, name: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        return connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()


def everything(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """What steps may change, reckoned as after any reading."""
    library.ledger.speakers()
    names = ("speakers", "speaker_pins", "speakers_apart", "speaker_proposals", "speaker_group_members")
    return {name: table(library, name) for name in (*names, "ledger_people", "ledger_statements", "speaker_totals")}


@pytest.fixture
def told(library: Library) -> Library:
    add(library, [VANE, ROE], day="2031-05-04", times=2)
    add(library, [VANE], day="2031-06-01", outlet="Alder Gazette")
    add(library, [ROE], day="2031-07-01")
    return library


def test_somebody_is_listed_with_counts_and_days(told: Library) -> None:
    vane, roe = told.ledger.speakers(order=SpeakerOrder.NAME)
    assert (vane.name, vane.role, vane.articles, vane.statements, vane.quotations) == (*VANE, 2, 3, 3)
    assert (vane.first, vane.last, roe.last) == ("2031-05-04", "2031-06-01", "2031-07-01")
    assert [who.name for who in told.ledger.speakers(order=SpeakerOrder.LATEST)] == ["Milo Roe", "Ada Vane"]
    assert [who.name for who in told.ledger.speakers(order=SpeakerOrder.ARTICLES, limit=1, offset=1)] == ["Milo Roe"]
    assert told.ledger.count_speakers() == 2


def test_words_begin_words_of_a_name(told: Library) -> None:
    assert [who.name for who in told.ledger.speakers("va a")] == ["Ada Vane"]
    assert told.ledger.count_speakers("ane") == 0
    assert told.ledger.count_speakers("%") == 0
    assert told.ledger.count_speakers(kinds=[SpeakerKind.ORGANISATION]) == 0
    assert [who.name for who in told.ledger.find("vane")] == ["Ada Vane"]
    assert told.ledger.find(one(told, "Ada Vane").id) == [one(told, "Ada Vane")]
    assert told.ledger.find(" ") == []


def test_a_page_tells_roles_months_outlets_and_companions(told: Library) -> None:
    page = told.ledger.speaker(one(told, "Ada Vane").id)
    (role,) = page.roles
    assert (role.role, role.first, role.last, len(role.articles)) == ("harbour master", "2031-05-04", "2031-06-01", 2)
    assert page.names == (NameUsed("Ada Vane", 2),)
    assert [(month.month, month.statements, month.quotations) for month in page.months] == [
        ("2031-05", 2, 2),
        ("2031-06", 1, 1),
    ]
    assert page.months[0].words == page.months[0].quoted_words == 12
    assert [(outlet.label, outlet.statements) for outlet in page.outlets] == [
        ("The Mere Post", 2),
        ("Alder Gazette", 1),
    ]
    assert [(who.name, who.articles) for who in page.companions] == [("Milo Roe", 1)]
    assert not page.is_renamed
    assert told.ledger.head(page.speaker.id) == page.speaker
    with pytest.raises(NotFound):
        told.ledger.speaker("nobody")


def test_notes_on_somebody_and_on_what_they_said_are_on_their_page(told: Library) -> None:
    vane = one(told, "Ada Vane").id
    person, said = told.ledger.people(vane)[0], told.ledger.statements(vane)[1]
    other = told.ledger.people(one(told, "Milo Roe").id)[0]
    first = person.article_id
    assert first == said.article_id == other.article_id
    on_speaker = note(first, "Who is that?", NoteTarget.SPEAKER, person.target_id)
    on_words = note(first, "Really?", NoteTarget.ATTRIBUTION, said.target_id, minutes=1)
    on_other = note(first, "Another", NoteTarget.SPEAKER, other.target_id)
    for each in (on_speaker, on_words, on_other, note(first, "All of it")):
        told.save_note(each)
    assert [each.text for each in told.ledger.speaker(vane).notes] == ["Really?", "Who is that?"]


def test_statements_come_by_day_in_pages_and_chosen(told: Library) -> None:
    vane = one(told, "Ada Vane").id
    said = told.ledger.statements(vane)
    assert [(each.day, each.said) for each in said] == [
        ("2031-05-04", "The ferry will stay 0 days."),
        ("2031-05-04", "The ferry will stay 1 days."),
        ("2031-06-01", "The ferry will stay 0 days."),
    ]
    assert {(each.speaker_id, each.name) for each in said} == {(vane, "Ada Vane")}
    assert told.ledger.statements(vane, newest_first=True, limit=1) == said[2:]
    assert told.ledger.statements(vane, limit=1, offset=1) == said[1:2]
    assert told.ledger.statements(vane, words="STAY 1") == said[1:2]
    assert told.ledger.statements(vane, outlet="Alder Gazette") == said[2:]
    assert told.ledger.statements(vane, topic="Ferry") == []
    assert told.ledger.count_statements(vane, kinds=[AttributionKind.DIRECT]) == 3
    assert told.ledger.count_statements(vane, kinds=[AttributionKind.MIXED]) == 0


def test_what_is_in_the_bin_is_not_in_the_ledger(told: Library) -> None:
    roe = one(told, "Milo Roe")
    article = told.ledger.people(roe.id)[1].article_id
    told.remove_article(article)
    assert (one(told, "Milo Roe").articles, told.ledger.count_statements(roe.id)) == (1, 2)
    told.restore(BinKind.ARTICLE, article)
    assert one(told, "Milo Roe") == roe
    told.remove_article(article)
    told.delete_for_good(BinKind.ARTICLE, article)
    assert one(told, "Milo Roe").articles == 1


def test_those_who_are_merged_are_one_also_in_what_comes_later(told: Library) -> None:
    before = everything(told)
    vane, roe = one(told, "Ada Vane"), one(told, "Milo Roe")
    step = told.ledger.merge(vane.id, [roe.id])
    both = one(told, "Milo Roe")
    assert (both.id, both.articles, both.statements) == (vane.id, 3, 6)
    assert told.ledger.speaker(roe.id).speaker == both
    after = everything(told)
    told.ledger.undo(step)
    assert everything(told) == before
    told.ledger.redo(step)
    assert everything(told) == after
    add(told, [ROE], day="2031-08-01")
    assert one(told, "Ada Vane").articles == 4
    told.ledger.undo(step)
    assert (one(told, "Ada Vane").articles, one(told, "Milo Roe").articles) == (2, 3)


def test_whoever_is_split_off_stays_somebody_else(told: Library) -> None:
    before = everything(told)
    vane = one(told, "Ada Vane")
    first, second = told.ledger.people(vane.id)
    step = told.ledger.split(vane.id, [(second.article_id, second.target_id)])
    assert [person.article_id for person in told.ledger.people(step.speaker_id)] == [second.article_id]
    assert [person.article_id for person in told.ledger.people(vane.id)] == [first.article_id]
    after = everything(told)
    told.ledger.undo(step)
    assert everything(told) == before
    told.ledger.redo(step)
    assert everything(told) == after
    with pytest.raises(CannotSave):
        told.ledger.split(vane.id, [(first.article_id, first.target_id)])
    with pytest.raises(NotFound):
        told.ledger.split(vane.id, [(second.article_id, second.target_id)])


def test_a_name_of_the_readers_stays(told: Library) -> None:
    before = everything(told)
    vane = one(told, "Ada Vane")
    step = told.ledger.rename(vane.id, "  Ada  M. Vane ")
    add(told, [VANE], day="2031-08-01")
    assert told.ledger.speaker(vane.id).speaker.name == "Ada M. Vane"
    assert told.ledger.speaker(vane.id).is_renamed
    assert one(told, "Ada M. Vane").aliases == ("Ada Vane",)
    told.ledger.undo(step)
    assert one(told, "Ada Vane").aliases == ()
    assert before["speaker_pins"] == everything(told)["speaker_pins"]
    with pytest.raises(CannotSave):
        told.ledger.rename(vane.id, " ")


def test_two_who_are_kept_apart_can_still_be_merged(told: Library) -> None:
    before = everything(told)
    vane, roe = one(told, "Ada Vane").id, one(told, "Milo Roe").id
    apart = told.ledger.keep_apart(roe, vane)
    assert len(table(told, "speakers_apart")) == 1
    merged = told.ledger.merge(vane, [roe])
    assert table(told, "speakers_apart") == []
    with pytest.raises(CannotSave):
        told.ledger.keep_apart(roe, vane)
    told.ledger.undo(merged)
    told.ledger.undo(apart)
    assert everything(told) == before


def test_groups_and_proposals_go_along_with_those_who_are_merged(library: Library) -> None:
    add(library, [("H. Sorley", ""), VANE])
    add(library, [("Hanna Sorley", "clerk")], day="2031-05-05")
    add(library, [ROE], day="2031-05-06")
    initial, whole, roe = (one(library, name).id for name in ("H. Sorley", "Hanna Sorley", "Milo Roe"))
    with closing(sqlite3.connect(library.folder / "library.db")) as connection, connection:
        connection.execute("INSERT INTO speaker_groups VALUES (1, 'g', 'Clerks', 0, NULL)")
        connection.execute("INSERT INTO speaker_group_members SELECT 1, key FROM speakers WHERE id = ?", (initial,))
    before = everything(library)
    assert len(library.ledger.proposals()) == 1
    step = library.ledger.merge(roe, [initial])
    (pair,) = library.ledger.proposals()
    assert {pair.one.id, pair.other.id} == {roe, whole}
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        members = connection.execute(
            "SELECT id FROM speaker_group_members JOIN speakers ON key = speaker_key"
        ).fetchall()
    assert members == [(roe,)]
    library.ledger.undo(step)
    assert everything(library) == before


def test_a_step_is_undone_as_far_as_its_articles_are_still_there(told: Library) -> None:
    vane = one(told, "Ada Vane")
    _, second = told.ledger.people(vane.id)
    step = told.ledger.split(vane.id, [(second.article_id, second.target_id)])
    add(told, [VANE], day="2031-09-01", outlet="Alder Gazette")
    told.ledger.undo(step)
    assert one(told, "Ada Vane").articles == 3
    told.remove_article(second.article_id)
    told.delete_for_good(BinKind.ARTICLE, second.article_id)
    told.ledger.redo(step)
    told.ledger.undo(step)
    assert one(told, "Ada Vane").articles == 2
    assert told.check() == []


def test_whoever_is_in_no_article_any_more_is_not_found(told: Library) -> None:
    roe = one(told, "Milo Roe")
    for person in told.ledger.people(roe.id):
        told.remove_article(person.article_id)
    with pytest.raises(NotFound):
        told.ledger.head(roe.id)

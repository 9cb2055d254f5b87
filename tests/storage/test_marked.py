"""All notes and highlights of the library: what fits is found, nothing of the bin, and in a moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event, update

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.marked import Marked, MarkedKind, MarkedQuery
from desktop_app.domain.reading import Reading
from desktop_app.storage import Library, tables
from desktop_app.storage import marked as module
from desktop_app.storage.connection import Database, insert_rows, stamp
from desktop_app.storage.schema import FILE
from tests.storage.samples import NOON, PAINT, STAY, VANE, findings, highlight, imported, note

Ask = Callable[..., list[Marked]]


@contextmanager
def reader(library: Library) -> Iterator[Connection]:
    database = Database(library.folder / FILE)
    try:
        with database.read() as connection:
            yield connection
    finally:
        database.close()


@pytest.fixture
def reading(library: Library) -> Reading:
    return library.add_article(imported())


@pytest.fixture
def ask(library: Library) -> Ask:
    def asked(**fields: object) -> list[Marked]:
        query = MarkedQuery(**fields)  # type: ignore[arg-type]
        with reader(library) as connection:
            found = module.marked(connection, query)
            counted = module.count_marked(connection, query)
        if query.limit is None and not query.offset:
            assert counted == len(found)
        return found

    return asked


def passages(found: list[Marked]) -> list[str]:
    return [item.passage for item in found]


def test_highlights_and_notes_come_newest_first_with_all_that_is_shown_of_them(
    library: Library, reading: Reading, ask: Ask
) -> None:
    stay = replace(highlight(reading, STAY, "evidence", ("pier", "Äpfel")), changed_at=NOON + timedelta(minutes=3))
    paint = highlight(reading, PAINT, "doubtful")
    library.save_highlight(stay)
    library.save_highlight(paint)
    library.save_note(note(reading.article.id, "Who pays?", NoteTarget.HIGHLIGHT, paint.id, minutes=5))
    library.save_note(note(reading.article.id, "Compare.", minutes=4))
    found = ask(limit=None)
    assert passages(found) == [PAINT.of(reading.revision.text), "", STAY.of(reading.revision.text)]
    first, second, third = found
    assert (first.note, first.target, first.colour_id, first.tags) == (
        "Who pays?",
        NoteTarget.HIGHLIGHT,
        "doubtful",
        (),
    )
    assert (second.note, second.target, second.colour_number) == ("Compare.", NoteTarget.ARTICLE, 0)
    assert (third.tags, third.note, third.article_title) == (("pier", "Äpfel"), "", "Ferry to stay")
    assert third.changed_at == stay.changed_at
    offered = [colour.id for colour in library.colours()]
    assert [third.colour_number, first.colour_number] == [
        offered.index(third.colour_id) + 1,
        offered.index("doubtful") + 1,
    ]
    assert first.address.endswith(f"?h={paint.id}")
    assert second.address == f"pressmark://article/{reading.article.id}"


def test_an_archived_colour_has_a_name_and_no_number(library: Library, reading: Reading, ask: Ask) -> None:
    library.save_highlight(highlight(reading, STAY, "evidence"))
    database = Database(library.folder / FILE)
    with database.write() as connection:
        colours = tables.highlight_colours
        connection.execute(update(colours).where(colours.c.id == "evidence").values(removed_at=stamp(NOON)))
    database.close()
    (found,) = ask()
    assert found.colour_name
    assert found.colour_number == 0


def test_only_the_colours_that_are_offered_are_numbered(library: Library, reading: Reading, ask: Ask) -> None:
    first, second, *_ = library.colours()
    library.save_highlight(highlight(reading, STAY, first.id))
    library.save_highlight(highlight(reading, PAINT, second.id))
    library.save_colour(replace(first, is_archived=True))
    assert {one.colour_id: one.colour_number for one in ask()} == {first.id: 0, second.id: 1}


def test_each_filter_leaves_out_what_does_not_fit(library: Library, reading: Reading, ask: Ask) -> None:
    other = library.add_article(imported("Another text about Ümläute.\n\nMore.", b"other", "Ümläute"))
    stay = highlight(reading, STAY, "evidence", ("pier",))
    paint = replace(highlight(reading, PAINT, "doubtful"), changed_at=NOON + timedelta(days=2))
    library.save_highlight(stay)
    library.save_highlight(paint)
    library.save_note(note(reading.article.id, "Who **pays**?", NoteTarget.HIGHLIGHT, stay.id))
    library.save_note(note(other.article.id, "Ökonomie"))
    stays, paints = STAY.of(reading.revision.text), PAINT.of(reading.revision.text)
    assert passages(ask(colour="doubtful")) == [paints]
    assert passages(ask(tag="pier")) == [stays]
    assert ask(tag="pie") == []
    assert [item.note for item in ask(article=other.article.id)] == ["Ökonomie"]
    assert passages(ask(since=NOON + timedelta(days=1))) == [paints]
    assert passages(ask(until=NOON + timedelta(days=1), article=reading.article.id)) == [stays]
    assert passages(ask(kind=MarkedKind.WITH_NOTE, article=reading.article.id)) == [stays]
    assert passages(ask(kind=MarkedKind.WITHOUT_NOTE)) == [paints]
    assert [item.note for item in ask(words="ökonomie ÜMLÄUTE")] == ["Ökonomie"]
    assert passages(ask(words="PIER pays")) == [stays]  # the tag and the note
    assert ask(words="pier nobody") == []
    assert ask(words='100% _ " \\') == []
    assert ask(colour="doubtful", words="ferry will") == []


def test_a_note_of_blanks_counts_as_none(library: Library, reading: Reading, ask: Ask) -> None:
    stay = highlight(reading)
    library.save_highlight(stay)
    library.save_note(note(reading.article.id, " \n", NoteTarget.HIGHLIGHT, stay.id))
    assert ask(kind=MarkedKind.WITH_NOTE) == []
    assert len(ask(kind=MarkedKind.WITHOUT_NOTE)) == 1


def test_a_speaker_is_found_by_part_of_the_name_with_what_they_say_and_notes_on_them(
    library: Library, reading: Reading, ask: Ask
) -> None:
    kept = library.save_findings(reading.revision.id, findings())
    library.save_highlight(highlight(reading, STAY))
    library.save_highlight(highlight(reading, VANE))
    vane = kept.speakers[0].id
    library.save_note(note(reading.article.id, "On her", NoteTarget.SPEAKER, vane, minutes=1))
    library.save_note(
        note(reading.article.id, "On the pier", NoteTarget.ATTRIBUTION, kept.attributions[1].id, minutes=2)
    )
    library.save_note(note(reading.article.id, "On all", minutes=3))
    assert [item.note or item.passage for item in ask(speaker=" vAN ")] == [
        "On the pier",
        "On her",
        "The ferry will stay",
    ]
    assert ask(speaker="Brandt") == []


def test_notes_on_claims_and_topics_know_their_passage(library: Library, reading: Reading, ask: Ask) -> None:
    kept = library.save_findings(reading.revision.id, findings())
    library.save_note(note(reading.article.id, "a", NoteTarget.CLAIM, kept.claims[0].id, minutes=1))
    library.save_note(note(reading.article.id, "b", NoteTarget.TOPIC, kept.topics[0].id))
    found = ask()
    assert passages(found) == ["The ferry will stay", reading.revision.text[:40]]
    assert [item.target for item in found] == [NoteTarget.CLAIM, NoteTarget.TOPIC]
    assert found[0].address.endswith(f"?n={found[0].note_id}")
    now = library.reading(reading.article.id)
    assert [now.place_of(item) for item in now.notes] == [kept.topics[0].spans[0], kept.claims[0].span]


def test_nothing_of_the_bin_is_shown(library: Library, reading: Reading, ask: Ask) -> None:
    stay, paint = highlight(reading, STAY), highlight(reading, PAINT)
    on_stay = note(reading.article.id, "x", NoteTarget.HIGHLIGHT, stay.id)
    loose = note(reading.article.id, "y")
    library.put([stay, paint, on_stay, loose], [])
    library.remove_highlight(stay.id)
    library.remove_note(loose.id)
    assert [item.highlight_id for item in ask(limit=None)] == [paint.id]
    library.remove_article(reading.article.id)
    assert ask(limit=None) == []


def test_pages_follow_each_other_without_gap_or_repetition(library: Library, reading: Reading, ask: Ask) -> None:
    for _ in range(7):
        library.save_note(note(reading.article.id, "same moment"))
    pages = [ask(limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert len({item.note_id for page in pages for item in page}) == 7


@pytest.mark.parametrize("limit", [200, None])
def test_20_000_highlights_take_two_statements_and_a_moment(
    library: Library, reading: Reading, limit: int | None
) -> None:
    first = highlight(reading, tags=("pier",))
    library.save_highlight(first)
    library.save_findings(reading.revision.id, findings())
    database = Database(library.folder / FILE)
    with database.write(durable=False) as connection:
        row = connection.execute(tables.highlights.select()).one()
        kept = dict(row._mapping)
        many = [
            tuple((kept | {"key": row.key + i, "id": f"h{i}", "exact": f"the passage {i}"}).values())
            for i in range(1, 20_000)
        ]
        insert_rows(connection, tables.highlights, many)
        tag = connection.scalar(tables.tags.select().with_only_columns(tables.tags.c.key))
        insert_rows(connection, tables.highlight_tags, [(row.key + i, 0, tag) for i in range(1, 20_000)])
    statements: list[str] = []
    with database.read() as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: statements.append(call[2]))
        begun = time.process_time()
        found = module.marked(connection, MarkedQuery(words="passage pier", speaker="vane", limit=limit))
        took = time.process_time() - begun
    database.close()
    assert len(found) == (limit or 19_999)
    assert all(item.tags == ("pier",) for item in found)
    assert len(statements) == 2
    assert took < 3  # a tenth of that on an idle machine

"""What was removed can be had back for a while, and then goes with everything that hangs on it and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.bin import SHOWN_WORDS, BinKind
from desktop_app.domain.errors import NotFound
from desktop_app.domain.reading import Reading
from desktop_app.storage import Library
from tests.storage.samples import STAY, TEXT, VANE, correction, findings, highlight, imported, note


@pytest.fixture
def reading(library: Library) -> Reading:
    return library.add_article(imported())


def _age(library: Library, days: int) -> None:
    """As if everything in the bin had been put there so long ago."""
    when = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        for table in ("articles", "highlights", "notes"):
            connection.execute(f"UPDATE {table} SET removed_at = ? WHERE removed_at IS NOT NULL", (when,))


def _count(library: Library, table: str) -> int:
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_the_bin_tells_what_was_removed_from_where_and_what_comes_back_with_it(
    library: Library, reading: Reading
) -> None:
    assert library.binned() == []
    since = datetime.now(UTC)
    mark = highlight(reading)
    hung = note(reading.article.id, "On it", NoteTarget.HIGHLIGHT, mark.id)
    alone = note(reading.article.id, "On the whole. " * 50)
    whole = library.add_article(imported(data=b"other", title="Other"))
    library.save_highlight(mark)
    for written in (hung, alone, note(whole.article.id, "In the other")):
        library.save_note(written)
    library.remove_highlight(mark.id)
    library.remove_note(alone.id)
    library.remove_article(whole.article.id)
    last, middle, first = library.binned()
    assert (last.kind, last.id, last.words, last.notes) == (BinKind.ARTICLE, whole.article.id, "Other", 1)
    assert (middle.kind, middle.id, middle.words) == (BinKind.NOTE, alone.id, alone.text[:SHOWN_WORDS])
    assert (first.kind, first.id, first.words, first.notes) == (BinKind.HIGHLIGHT, mark.id, STAY.of(TEXT), 1)
    assert (first.article_id, first.article_title) == (reading.article.id, "Ferry to stay")
    assert since <= first.removed_at <= middle.removed_at <= last.removed_at <= datetime.now(UTC)


def test_what_belongs_to_an_article_in_the_bin_is_in_it_with_the_article(library: Library, reading: Reading) -> None:
    mark, written = highlight(reading), note(reading.article.id, "Words")
    library.save_highlight(mark)
    library.save_note(written)
    library.remove_highlight(mark.id)
    library.remove_note(written.id)
    library.remove_article(reading.article.id)
    assert [one.kind for one in library.binned()] == [BinKind.ARTICLE]
    library.restore(BinKind.ARTICLE, reading.article.id)
    assert {one.id for one in library.binned()} == {mark.id, written.id}


def test_a_restored_highlight_brings_its_notes_back_and_a_restored_note_its_highlight(
    library: Library, reading: Reading
) -> None:
    mark = highlight(reading)
    hung = note(reading.article.id, "On it", NoteTarget.HIGHLIGHT, mark.id)
    gone = note(reading.article.id, "Removed before", NoteTarget.HIGHLIGHT, mark.id, minutes=1)
    library.save_highlight(mark)
    library.save_note(hung)
    library.save_note(gone)
    library.remove_note(gone.id)
    library.remove_highlight(mark.id)
    library.restore(BinKind.HIGHLIGHT, mark.id)
    assert library.highlights(reading.revision.id) == (mark,)
    assert library.notes(reading.article.id) == (hung,)
    library.remove_highlight(mark.id)
    library.restore(BinKind.NOTE, gone.id)
    assert library.highlights(reading.revision.id) == (mark,)
    assert library.notes(reading.article.id) == (hung, gone)
    assert library.binned() == []


def test_what_is_not_in_the_bin_is_neither_restored_nor_deleted(library: Library, reading: Reading) -> None:
    mark = highlight(reading)
    library.save_highlight(mark)
    for kind, thing_id in (
        (BinKind.HIGHLIGHT, mark.id),
        (BinKind.ARTICLE, reading.article.id),
        (BinKind.NOTE, "nothing"),
    ):
        for act in (library.restore, library.delete_for_good):
            with pytest.raises(NotFound):
                act(kind, thing_id)
    assert library.empty_bin(None) == 0
    assert library.highlights(reading.revision.id) == (mark,)


def test_a_highlight_that_is_deleted_takes_its_notes_and_nothing_else(library: Library, reading: Reading) -> None:
    mark, other = highlight(reading, tags=("only here", "both")), highlight(reading, VANE, tags=("both",))
    library.save_highlight(mark)
    library.save_highlight(other)
    library.save_note(note(reading.article.id, "Goes", NoteTarget.HIGHLIGHT, mark.id))
    stays = note(reading.article.id, "Stays", NoteTarget.HIGHLIGHT, other.id)
    alike = note(reading.article.id, "Same id, other kind of thing", NoteTarget.ATTRIBUTION, mark.id, minutes=1)
    library.save_note(stays)
    library.save_note(alike)
    library.remove_highlight(mark.id)
    library.delete_for_good(BinKind.HIGHLIGHT, mark.id)
    assert library.binned() == []
    assert library.highlights(reading.revision.id) == (other,)
    assert library.notes(reading.article.id) == (stays, alike)
    assert (_count(library, "notes"), _count(library, "tags")) == (2, 1)


def test_an_article_that_is_deleted_takes_all_of_its_own_and_leaves_shared_bytes(
    library: Library, reading: Reading
) -> None:
    copy = library.add_article(imported())  # made from the same bytes
    third = library.add_article(imported(data=b"third"))
    for each in (copy, third):
        library.save_findings(each.revision.id, findings())
        library.save_highlight(highlight(each))
        library.save_note(note(each.article.id, "Words"))
        library.save_corrections([correction(each, "claim", "c")])
        library.remove_article(each.article.id)
    assert library.empty_bin(None) == 2
    assert library.original(reading.revision.id) == imported().original
    left = {table: _count(library, table) for table in ("articles", "originals", "revisions", "notes", "corrections")}
    assert left == {"articles": 1, "originals": 1, "revisions": 1, "notes": 0, "corrections": 0}
    assert len(library.colours()) == 5


def test_only_what_has_lain_long_enough_is_deleted(library: Library, reading: Reading) -> None:
    old, new = highlight(reading), highlight(reading, VANE)
    for mark in (old, new):
        library.save_highlight(mark)
    library.remove_highlight(old.id)
    _age(library, 31)
    library.remove_highlight(new.id)
    assert library.empty_bin(datetime.now(UTC) - timedelta(days=30)) == 1
    assert [one.id for one in library.binned()] == [new.id]
    assert library.empty_bin(datetime.now(UTC) - timedelta(days=30)) == 0


def test_a_highlight_waits_for_a_note_on_it_that_was_removed_later(library: Library, reading: Reading) -> None:
    mark = highlight(reading)
    late = note(reading.article.id, "Late", NoteTarget.HIGHLIGHT, mark.id)
    library.save_highlight(mark)
    library.save_note(late)
    library.remove_highlight(mark.id)
    _age(library, 31)
    library.remove_note(late.id)
    limit = datetime.now(UTC) - timedelta(days=30)
    assert library.empty_bin(limit) == 0
    library.restore(BinKind.NOTE, late.id)
    assert library.highlights(reading.revision.id) == (mark,)
    library.remove_note(late.id)
    library.remove_highlight(mark.id)
    _age(library, 31)
    assert library.empty_bin(limit) == 2

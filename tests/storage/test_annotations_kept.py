"""What the reader adds comes back as it was, from the bin too."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from desktop_app.domain.annotations import CONTEXT, Anchor, HighlightColour, NoteTarget
from desktop_app.domain.errors import CannotSave, NotFound
from desktop_app.domain.findings import Findings
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.storage import Library
from tests.storage.samples import NOON, STAY, TEXT, VANE, correction, findings, highlight, imported, note


@pytest.fixture
def reading(library: Library) -> Reading:
    return library.add_article(imported())


def test_a_new_library_offers_five_colours_with_a_meaning(library: Library) -> None:
    assert library.colours() == (
        HighlightColour("key-point", "Key point", "yellow", 0),
        HighlightColour("evidence", "Evidence", "green", 1),
        HighlightColour("question", "Question", "blue", 2),
        HighlightColour("doubtful", "Doubtful", "red", 3),
        HighlightColour("context", "Context", "violet", 4),
    )


def test_highlights_come_back_in_reading_order(library: Library, reading: Reading) -> None:
    later = highlight(reading, VANE, tags=("people", "Äpfel", "people"))
    earlier = highlight(reading, STAY, "doubtful")
    library.save_highlight(later)
    library.save_highlight(earlier)
    assert library.highlights(reading.revision.id) == (earlier, later)
    assert library.reading(reading.article.id).highlights == (earlier, later)
    assert library.find_article_of("highlight", later.id) == reading.article.id


def test_a_highlight_can_be_changed_in_every_way(library: Library, reading: Reading) -> None:
    mark = highlight(reading, tags=("one", "two"))
    library.save_highlight(mark)
    other = library.add_revision(reading.article.id, imported("Rather different words."))
    moved = replace(
        mark,
        revision_id=other.revision.id,
        span=Span(1, 5),
        anchor=Anchor("athe", "R", "r diff"),
        colour_id="question",
        tags=("two", "three"),
        changed_at=NOON + timedelta(hours=1),
    )
    library.save_highlight(moved)
    assert library.highlights(reading.revision.id) == ()
    assert library.highlights(other.revision.id) == (moved,)


def test_a_highlight_goes_to_the_bin_with_its_notes_and_comes_back_with_them(
    library: Library, reading: Reading
) -> None:
    mark = highlight(reading)
    hung = note(reading.article.id, "On it", NoteTarget.HIGHLIGHT, mark.id)
    gone = note(reading.article.id, "Removed by itself", NoteTarget.HIGHLIGHT, mark.id)
    library.save_highlight(mark)
    library.save_note(hung)
    library.save_note(gone)
    library.remove_note(gone.id)
    library.remove_highlight(mark.id)
    assert library.highlights(reading.revision.id) == ()
    assert library.notes(reading.article.id) == ()
    assert library.summaries()[0].notes == 0
    for kind, target_id in (("highlight", mark.id), ("note", hung.id)):
        with pytest.raises(NotFound):
            library.find_article_of(kind, target_id)
    library.save_highlight(mark)
    assert library.highlights(reading.revision.id) == (mark,)
    assert library.notes(reading.article.id) == (hung,)


def test_notes_come_back_as_they_were_typed(library: Library, reading: Reading) -> None:
    words = "  # Title\r\n\n* ‘item’ \u202e\u00a0\t😀 e\u0301\n"
    first = note(reading.article.id, words, minutes=1)
    library.save_note(first)
    library.save_note(note(reading.article.id, "", minutes=2))
    changed = replace(first, text="Other words", changed_at=NOON + timedelta(days=1))
    assert library.find_note(first.id) == first
    library.save_note(changed)
    assert library.notes(reading.article.id)[0] == changed
    library.remove_note(first.id)
    with pytest.raises(NotFound):
        library.find_note(first.id)
    library.save_note(changed)
    assert library.find_note(first.id) == changed
    assert library.find_article_of("note", first.id) == reading.article.id


def test_a_note_keeps_the_words_of_a_finding_that_is_gone(library: Library, reading: Reading) -> None:
    found = library.save_findings(reading.revision.id, findings())
    on_attribution = note(reading.article.id, "One", NoteTarget.ATTRIBUTION, found.attributions[0].id)
    on_speaker = note(reading.article.id, "Two", NoteTarget.SPEAKER, found.speakers[0].id)
    mark = highlight(reading, VANE)
    on_highlight = note(reading.article.id, "Three", NoteTarget.HIGHLIGHT, mark.id)
    library.save_highlight(mark)
    for written in (on_attribution, on_speaker, on_highlight):
        library.save_note(written)
    library.save_findings(reading.revision.id, Findings("silent", "1"))
    library.save_note(replace(on_attribution, text="One more"))  # must not forget what it hung on
    expected = {
        "One more": (STAY, TEXT[STAY.start : STAY.end]),
        "Two": (VANE, "Ada Vane"),
        "Three": (VANE, "Ada Vane"),
    }
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        rows = connection.execute("SELECT text, start_at, end_at, exact, prefix, suffix FROM notes").fetchall()
    assert {row[0]: (Span(row[1], row[2]), row[3]) for row in rows} == expected
    for _, start, end, _, prefix, suffix in rows:
        assert prefix == TEXT[max(0, start - CONTEXT) : start]
        assert suffix == TEXT[end : end + CONTEXT]


def test_a_note_may_be_written_on_what_is_already_gone(library: Library, reading: Reading) -> None:
    orphan = note(reading.article.id, "Late", NoteTarget.ATTRIBUTION, "gone")
    library.save_note(orphan)
    assert library.notes(reading.article.id) == (orphan,)


def test_corrections_are_kept_in_the_order_in_which_they_were_made(library: Library, reading: Reading) -> None:
    later = correction(reading, "attribution", "a2", minutes=5)
    earlier = correction(reading, "speaker", "s1")
    library.save_corrections([later])
    library.save_corrections([earlier])
    assert library.corrections(reading.article.id) == (earlier, later)
    assert library.corrections(reading.article.id, reading.revision.id) == (earlier, later)


def test_a_correction_that_was_taken_back_can_come_back(library: Library, reading: Reading) -> None:
    one, other = correction(reading, "attribution", "a2", minutes=5), correction(reading, "speaker", "s1")
    library.save_corrections([one, other])
    library.remove_corrections([other.id])
    assert library.corrections(reading.article.id) == (one,)
    library.save_corrections([other])
    assert library.corrections(reading.article.id) == (other, one)
    with pytest.raises(NotFound):
        library.remove_corrections(["nothing"])


def test_what_cannot_be_placed_is_refused(library: Library, reading: Reading) -> None:
    other = library.add_article(imported(data=b"other"))
    mark = highlight(reading)
    for wrong in (
        replace(mark, colour_id="plaid"),
        replace(mark, revision_id="nothing"),
        replace(mark, article_id=other.article.id),
    ):
        with pytest.raises(NotFound):
            library.save_highlight(wrong)
    with pytest.raises(NotFound):
        library.save_note(note("nothing", "Words"))
    with pytest.raises(NotFound):
        library.save_corrections([replace(correction(reading, "claim", "c"), article_id=other.article.id)])
    for remove in (library.remove_note, library.remove_highlight):
        with pytest.raises(NotFound):
            remove("nothing")
    for ask in (library.notes, library.highlights, library.corrections):
        with pytest.raises(NotFound):
            ask("nothing")


@pytest.mark.parametrize("text", ["cut\0off", "half \udc00 of a character"])
def test_a_note_is_refused_rather_than_cut(library: Library, reading: Reading, text: str) -> None:
    written = note(reading.article.id, "Sound")
    library.save_note(written)
    with pytest.raises(CannotSave, match="cannot be stored"):
        library.save_note(replace(written, text=text))
    with pytest.raises(CannotSave):
        library.save_highlight(highlight(reading, tags=(text,)))
    with pytest.raises(CannotSave):
        library.save_corrections([replace(correction(reading, "claim", "c"), after=text)])
    assert library.notes(reading.article.id) == (written,)


def test_times_are_the_same_moment_in_every_zone(library: Library, reading: Reading) -> None:
    east = NOON.astimezone(timezone(timedelta(hours=9)))
    written = replace(note(reading.article.id, "Words"), created_at=east, changed_at=east)
    library.save_note(written)
    assert library.find_note(written.id).created_at == NOON
    with pytest.raises(ValueError, match="zone"):
        library.save_note(replace(written, changed_at=datetime(2031, 5, 4)))  # noqa: DTZ001 - that is the point

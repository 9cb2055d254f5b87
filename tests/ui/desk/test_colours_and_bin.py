"""Colours are changed and the bin is used through the desk: one step each, stored, and undone to what was there before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.analysis import expected_engine
from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.findings import Findings
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.ui.desk import Desk
from desktop_app.workspace import Workspace
from tests.articles import HARBOUR


def _article(workspace: Workspace, text: str) -> Reading:
    reading = workspace.keep(workspace.read_clipboard(text, "", Task())).reading
    workspace.keep_findings(reading, Findings(*expected_engine()))
    return workspace.open_article(reading.article.id).reading


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    deliverer = Deliverer()
    background = Background(deliverer.deliver)
    workspace = Workspace.open(tmp_path / "profile")
    made = Desk(background)
    with qtbot.waitSignal(made.articles_changed):
        made.use(workspace)
    made.show(workspace.open_article(_article(workspace, HARBOUR).article.id))
    yield made
    background.close()
    deliverer.close()
    workspace.close()


@pytest.fixture
def settled(qtbot: QtBot, desk: Desk) -> Callable[[], None]:
    """Waits until everything that was asked of the library is written and shown."""

    def wait() -> None:
        done: list[None] = []
        desk.background.write(lambda: None, done=done.append, failed=desk.failed.emit)
        qtbot.waitUntil(lambda: bool(done))

    return wait


def shown(desk: Desk) -> Reading:
    assert desk.reading is not None
    return desk.reading


def stored(desk: Desk) -> Reading:
    assert desk.workspace is not None
    return desk.workspace.library.reading(shown(desk).article.id)


def test_colours_are_added_changed_put_in_order_and_archived_and_all_is_undone(
    desk: Desk, settled: Callable[[], None]
) -> None:
    before = shown(desk).colours
    added = desk.annotations.add_colour("  Money  talks ", "#8a5a00 #e0b060 dotted")
    assert added is not None
    assert (added.name, shown(desk).colours[-1]) == ("Money talks", added)
    desk.annotations.change_colour(replace(added, name="Money"))
    ids = [colour.id for colour in shown(desk).colours]
    desk.annotations.reorder_colours([ids[-1], *ids[:-1]])
    desk.annotations.archive_colour("evidence")
    settled()
    assert [colour.name for colour in shown(desk).offered] == ["Money", "Key point", "Question", "Doubtful", "Context"]
    assert shown(desk).colours[-1].id == "evidence"
    assert stored(desk).colours == shown(desk).colours
    after = shown(desk).colours
    for words in (
        "Archive colour “Evidence”",
        "Reorder colours",
        "Change colour “Money talks”",
        "Add colour “Money talks”",
    ):
        assert desk.undo_text == words
        desk.undo()
    settled()
    assert shown(desk).colours == stored(desk).colours == before
    for _ in range(4):
        desk.redo()
    settled()
    assert shown(desk).colours == stored(desk).colours == after


def test_merging_takes_along_the_highlights_of_all_articles_and_can_be_undone(
    desk: Desk, settled: Callable[[], None]
) -> None:
    workspace = desk.workspace
    assert workspace is not None
    other = _article(workspace, "Another text.\n\nIt has words, and more of them.")
    elsewhere = workspace.new_highlight(other, Span(0, 7), "evidence")
    workspace.library.save_highlight(elsewhere)
    here = desk.annotations.add_highlight(Span(10, 20), "evidence")
    assert here is not None
    before = shown(desk).colours
    desk.annotations.merge_colours(["evidence", "question", "doubtful"], "doubtful")
    settled()
    assert [one.colour_id for one in shown(desk).highlights] == ["doubtful"]
    assert [colour.id for colour in shown(desk).offered] == ["key-point", "doubtful", "context"]
    settled()
    assert stored(desk).highlights == shown(desk).highlights
    assert workspace.library.highlights(other.revision.id)[0].colour_id == "doubtful"
    changed = replace(elsewhere, colour_id="doubtful", tags=("kept",))
    workspace.library.save_highlight(changed)
    assert desk.undo_text == "Merge colour “Evidence, Question” into “Doubtful”"
    desk.undo()
    settled()
    assert shown(desk).highlights == stored(desk).highlights == (here,)
    assert shown(desk).colours == stored(desk).colours == before
    assert workspace.library.highlights(other.revision.id) == (replace(changed, colour_id="evidence"),)
    desk.redo()
    settled()
    assert stored(desk).highlights[0].colour_id == "doubtful"


def test_the_last_colour_that_is_offered_cannot_be_archived(desk: Desk) -> None:
    for colour in shown(desk).colours:
        desk.annotations.archive_colour(colour.id)
    assert [colour.id for colour in shown(desk).offered] == ["context"]


def test_what_changes_nothing_is_no_step(desk: Desk, settled: Callable[[], None]) -> None:
    first = shown(desk).colours[0]
    desk.annotations.change_colour(first)
    desk.annotations.change_colour(replace(first, name="  "))
    desk.annotations.reorder_colours([colour.id for colour in shown(desk).colours])
    desk.annotations.archive_colour(first.id, is_archived=False)
    desk.annotations.archive_colour("plaid")
    desk.annotations.merge_colours([first.id], first.id)
    desk.annotations.merge_colours([first.id], "plaid")
    settled()
    assert desk.undo_text == ""


def test_a_highlight_comes_back_from_the_bin_with_its_note(
    qtbot: QtBot, desk: Desk, settled: Callable[[], None]
) -> None:
    mark = desk.annotations.add_highlight(Span(10, 20), "evidence")
    assert mark is not None
    note = desk.annotations.note_on(NoteTarget.HIGHLIGHT, mark.id)
    assert note is not None
    desk.annotations.save_note(replace(note, text="Why?"))
    desk.annotations.remove_highlights([mark.id])
    with qtbot.waitSignal(desk.bin.changed) as told:
        desk.bin.refresh()
    (thing,) = told.args[0]
    assert (thing.id, thing.notes) == (mark.id, 1)
    with qtbot.waitSignal(desk.bin.changed) as told:
        desk.bin.restore(thing)
    assert told.args[0] == []
    assert [one.id for one in shown(desk).highlights] == [mark.id]
    assert [one.text for one in shown(desk).notes] == ["Why?"]
    settled()
    assert stored(desk).notes == shown(desk).notes


def test_what_was_deleted_for_good_is_not_half_undone(qtbot: QtBot, desk: Desk, settled: Callable[[], None]) -> None:
    mark = desk.annotations.add_highlight(Span(10, 20), "evidence")
    assert mark is not None
    note = desk.annotations.note_on(NoteTarget.HIGHLIGHT, mark.id)
    assert note is not None
    desk.annotations.save_note(replace(note, text="Why?"))
    desk.annotations.remove_highlights([mark.id])
    with qtbot.waitSignal(desk.bin.changed) as told:
        desk.bin.refresh()
    (thing,) = told.args[0]
    with qtbot.waitSignal(desk.bin.changed) as told:
        desk.bin.delete_for_good(thing)
    assert told.args[0] == []
    desk.undo()
    settled()
    assert shown(desk).highlights == stored(desk).highlights == (mark,)
    assert shown(desk).notes == stored(desk).notes == ()


def test_an_article_that_left_with_the_bin_is_not_brought_back_by_undo(
    qtbot: QtBot, desk: Desk, settled: Callable[[], None]
) -> None:
    desk.remove_article(shown(desk).article.id)
    settled()
    assert desk.undo_text == "Move article to the bin"
    with qtbot.waitSignal(desk.bin.changed) as told:
        desk.bin.empty()
    assert told.args[0] == []
    assert desk.undo_text == ""

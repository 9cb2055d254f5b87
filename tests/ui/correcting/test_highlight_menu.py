"""The menu of a highlight: what stands in it, with which keys, and that it does what it says."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.annotations import Highlight, NoteTarget
from desktop_app.domain.links import parse_link
from desktop_app.ui.desk import Desk
from desktop_app.ui.highlight_menu import HighlightMenu
from desktop_app.ui.page.marks import MarkRef
from tests.ui.correcting.inquiry import span

KEYS = {"note": "N", "tag": "G", "copy_link": "Ctrl+Shift+C", "remove_mark": "Del"}


@pytest.fixture
def marks(desk: Desk) -> HighlightMenu:
    made = HighlightMenu(desk, desk)
    made.key_of = lambda command: KEYS.get(command, "")
    return made


def _mark(desk: Desk, words: str, place: int) -> Highlight:
    assert desk.reading is not None
    made = desk.annotations.add_highlight(span(words), desk.reading.offered[place].id)
    assert made is not None
    return made


def _now(desk: Desk) -> list[Highlight]:
    assert desk.reading is not None
    return list(desk.reading.highlights)


def _menu(marks: HighlightMenu, kind: str, key: str, qtbot: QtBot) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    marks.contribute(menu, MarkRef(kind, key))
    return menu


def _choose(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text().partition("\t")[0] == words).trigger()


def test_a_highlight_has_a_menu_with_all_colours_and_keys(desk: Desk, marks: HighlightMenu, qtbot: QtBot) -> None:
    mark = _mark(desk, "the quay would close", 1)
    assert desk.reading is not None
    colours = [f"&{number}  {one.name}" for number, one in enumerate(desk.reading.offered, 1)]
    menu = _menu(marks, "highlight", mark.id, qtbot)
    texts = [one.text() for one in menu.actions() if not one.isSeparator()]
    rest = ["Write a note\tN", "Tags…\tG", "Copy link\tCtrl+Shift+C", "Remove highlight\tDel"]
    assert texts == [*colours, *rest]
    assert [one.text() for one in menu.actions() if one.isChecked()] == [colours[1]]
    assert all(not one.icon().isNull() for one in menu.actions()[: len(colours)])
    assert _menu(marks, "attribution", mark.id, qtbot).isEmpty()
    assert _menu(marks, "highlight", "gone", qtbot).isEmpty()


def test_each_entry_does_what_it_says(desk: Desk, marks: HighlightMenu, qtbot: QtBot) -> None:
    mark = _mark(desk, "the quay would close", 1)
    assert desk.reading is not None
    first = desk.reading.offered[0]
    menu = _menu(marks, "highlight", mark.id, qtbot)
    _choose(menu, f"&1  {first.name}")
    assert [one.colour_id for one in _now(desk)] == [first.id]
    for words, signal in (("Write a note", marks.note_requested), ("Tags…", marks.tags_requested)):
        with qtbot.waitSignal(signal) as asked:
            _choose(menu, words)
        assert asked.args == [MarkRef("highlight", mark.id)]
    with qtbot.waitSignal(desk.said):
        _choose(menu, "Copy link")
    link = parse_link(QGuiApplication.clipboard().text())
    assert (link.article_id, link.kind, link.target_id) == (mark.article_id, "highlight", mark.id)
    with qtbot.waitSignal(desk.removed):
        _choose(menu, "Remove highlight")
    assert _now(desk) == []
    desk.undo()
    assert len(_now(desk)) == 1


def test_a_highlight_that_has_a_note_offers_to_edit_it(desk: Desk, marks: HighlightMenu, qtbot: QtBot) -> None:
    mark = _mark(desk, "the quay would close", 0)
    note = desk.annotations.note_on(NoteTarget.HIGHLIGHT, mark.id)
    assert note is not None
    desk.show_note(note)
    menu = _menu(marks, "highlight", mark.id, qtbot)
    assert "Edit the note\tN" in [one.text() for one in menu.actions()]


def test_overlapping_highlights_of_one_colour_can_be_made_one(desk: Desk, marks: HighlightMenu, qtbot: QtBot) -> None:
    mark = _mark(desk, "the quay would close", 0)
    _mark(desk, "Ann Rivera told the inquiry that the quay", 0)
    menu = _menu(marks, "highlight", mark.id, qtbot)
    _choose(menu, "Merge with the overlapping one")
    (merged,) = _now(desk)
    assert merged.span == span("Ann Rivera told the inquiry that the quay would close")
    desk.undo()
    assert len(_now(desk)) == 2
    _mark(desk, "quay would", 0)
    menu = _menu(marks, "highlight", mark.id, qtbot)
    assert "Merge with the 2 overlapping ones" in [one.text() for one in menu.actions()]

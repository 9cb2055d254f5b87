"""The bin shows what was removed, gives it back, and deletes nothing without asking."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.domain.bin import BinKind, Binned
from desktop_app.ui.dialogs.bin import BinDialog
from desktop_app.ui.theme import DARK, LIGHT
from tests.ui.findings.fiction import unnamed_controls

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
THINGS = (
    Binned(BinKind.HIGHLIGHT, "h1", "The ferry\nwill stay", "a1", "Ferry to stay", NOON, 2),
    Binned(BinKind.NOTE, "n1", "", "a1", "Ferry to stay", NOON),
    Binned(BinKind.ARTICLE, "a2", "Bridge closed", "a2", "Bridge closed", NOON, 1),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> BinDialog:
    made = BinDialog(THINGS, LIGHT)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    return made


def question(dialog: BinDialog) -> QMessageBox:
    (box,) = [each for each in dialog.findChildren(QMessageBox) if each.isVisible()]
    return box


def test_each_thing_is_told_with_its_kind_and_where_it_was(dialog: BinDialog) -> None:
    QAbstractItemModelTester(dialog.model)
    first, second, third = dialog.model.rows
    assert (first.kind, first.words) == ("Highlight", "The ferry will stay")
    assert first.place == "in “Ferry to stay” · with 2 notes"
    assert first.removed.startswith("removed ")
    assert (second.kind, second.words) == ("Note", "Without words")
    assert third.place == "with 1 note"
    assert dialog.model.index(2).data().startswith("Article: Bridge closed, with 1 note, removed ")
    assert unnamed_controls(dialog) == []
    dialog.set_theme(DARK)
    assert not dialog.grab().isNull()


def test_things_are_shown_by_kind(dialog: BinDialog) -> None:
    names = [dialog.filter.itemText(place) for place in range(dialog.filter.count())]
    assert names == ["Everything (3)", "Articles (1)", "Highlights (1)", "Notes (1)"]
    dialog.filter.setCurrentIndex(2)
    assert [row.key for row in dialog.model.rows] == ["highlight/h1"]
    dialog.show_binned(THINGS[1:])
    assert dialog.filter.currentText() == "Highlights (0)"
    assert dialog.nothing.title() == "Nothing of that kind"
    assert not dialog.restore_button.isEnabled()
    assert dialog.empty_button.isEnabled()


def test_a_thing_is_restored_by_button_and_by_enter(qtbot: QtBot, dialog: BinDialog) -> None:
    with qtbot.waitSignal(dialog.restore_requested) as asked:
        dialog.restore_button.click()
    assert asked.args == [THINGS[0]]
    dialog.list.select_key("note/n1")
    with qtbot.waitSignal(dialog.restore_requested) as asked:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert asked.args == [THINGS[1]]
    dialog.show_binned((THINGS[0], THINGS[2]))
    assert dialog.list.current_row().thing == THINGS[2]


def test_deleting_asks_first_and_keeping_is_what_escape_does(qtbot: QtBot, dialog: BinDialog) -> None:
    with qtbot.assertNotEmitted(dialog.delete_requested):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
        box = question(dialog)
        assert "The notes on it go with it." in box.informativeText()
        assert box.defaultButton().text() == "Keep"
        with qtbot.waitSignal(box.finished):
            qtbot.keyClick(box, Qt.Key.Key_Escape)
    dialog.list.select_key("article/a2")
    dialog.delete_button.click()
    box = question(dialog)
    with qtbot.waitSignal(dialog.delete_requested) as asked:
        next(button for button in box.buttons() if button.text() == "Delete for good").click()
    assert asked.args == [THINGS[2]]


def test_emptying_asks_first(qtbot: QtBot, dialog: BinDialog) -> None:
    dialog.empty_button.click()
    box = question(dialog)
    assert box.informativeText().startswith("The 3 things in the bin are deleted for good")
    with qtbot.waitSignal(dialog.empty_requested):
        next(button for button in box.buttons() if button.text() == "Empty the bin").click()
    dialog.show_binned(())
    assert dialog.nothing.isVisible()
    assert dialog.nothing.title() == "The bin is empty"
    assert not dialog.list.isVisible()
    assert not dialog.filter.isVisible()
    assert not dialog.empty_button.isEnabled()

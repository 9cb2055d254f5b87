"""The page of keys: looked up, changed, cleared, given back, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.actions import COMMANDS, plain
from desktop_app.ui.dialogs import ShortcutsDialog
from tests.ui.findings.fiction import unnamed_controls

NEXT = "Next finding"


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> ShortcutsDialog:
    dialog = ShortcutsDialog({})
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def ask(page: ShortcutsDialog, qtbot: QtBot, command: str) -> None:
    page.list.select_key(command)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)


def test_every_command_is_listed_by_menu_with_its_keys(page: ShortcutsDialog) -> None:
    assert [row.key for row in page.model.rows] == [command.id for command in COMMANDS]
    headings = [row.heading for row in page.model.rows if row.heading]
    assert headings == ["File", "Edit", "Mark", "Correct", "Claims", "Go", "View", "Help"]
    assert dict(page.visible_rows())["Redo"] == "Ctrl+Shift+Z, Ctrl+Y"
    assert unnamed_controls(page) == []
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "File: Open…. Ctrl+O"


def test_a_key_can_be_looked_up_by_name_key_or_menu(page: ShortcutsDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "ctrl+q")
    assert page.visible_rows() == [("Quit", "Ctrl+Q")]
    page.search.setText("overlapping")
    assert page.visible_rows() == [("Next of overlapping marks", "O")]
    page.search.setText("no such words")
    assert page.visible_rows() == []
    assert page.message.text() == "No command or key has these words."
    assert not page.change_button.isEnabled()
    page.search.clear()
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    assert page.isVisible()


def test_enter_and_a_free_key_change_it_at_once(page: ShortcutsDialog, qtbot: QtBot) -> None:
    ask(page, qtbot, "highlight")
    assert page.field.hasFocus()
    with qtbot.waitSignal(page.keys_changed) as told:
        qtbot.keyClick(page.field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [{"highlight": ("Ctrl+L",)}]
    assert dict(page.visible_rows())["Highlight in the first colour"] == "Ctrl+L"
    assert page.message.text() == "Ctrl+L is now “Highlight in the first colour”."
    assert page.strip.isHidden()
    assert page.list.hasFocus()


def test_a_clash_is_named_and_the_key_can_be_taken(page: ShortcutsDialog, qtbot: QtBot) -> None:
    ask(page, qtbot, "highlight")
    with qtbot.assertNotEmitted(page.keys_changed):
        qtbot.keyClick(page.field, Qt.Key.Key_J)
    assert page.message.text() == f"J is already “{NEXT}”."
    assert page.take_button.hasFocus()
    with qtbot.waitSignal(page.keys_changed) as told:
        qtbot.keyClick(page.take_button, Qt.Key.Key_Space)
    assert told.args == [{"highlight": ("J",), "next_finding": ()}]
    assert dict(page.visible_rows())[NEXT] == ""


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (Qt.Key.Key_Tab, "Tab goes from one control to the next"),
        (Qt.Key.Key_Left, "moves the caret"),
        (Qt.Key.Key_Return, "presses what has the focus"),
    ],
)
def test_a_reserved_key_is_explained(page: ShortcutsDialog, qtbot: QtBot, key: Qt.Key, words: str) -> None:
    ask(page, qtbot, "highlight")
    with qtbot.assertNotEmitted(page.keys_changed):
        qtbot.keyClick(page.field, key)
    assert words in page.message.text()
    assert page.field.hasFocus()


def test_a_letter_is_for_the_page_only(page: ShortcutsDialog, qtbot: QtBot) -> None:
    ask(page, qtbot, "export")
    qtbot.keyClick(page.field, Qt.Key.Key_E)
    assert page.message.text().startswith("Single letters are for what is done on the page.")


def test_a_sign_is_the_same_key_with_shift_and_without(page: ShortcutsDialog, qtbot: QtBot) -> None:
    ask(page, qtbot, "highlight")
    qtbot.keyClick(page.field, Qt.Key.Key_Exclam, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.keys("highlight") == ("!",)


def test_a_modifier_alone_waits_and_escape_leaves_all_as_it_is(page: ShortcutsDialog, qtbot: QtBot) -> None:
    ask(page, qtbot, "highlight")
    with qtbot.assertNotEmitted(page.keys_changed):
        qtbot.keyClick(page.field, Qt.Key.Key_Control)
        assert not page.strip.isHidden()
        qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert page.strip.isHidden()
    assert page.isVisible()
    assert page.list.hasFocus()


def test_keys_are_cleared_and_given_back_one_by_one_and_all(page: ShortcutsDialog, qtbot: QtBot) -> None:
    for command in ("find", "open"):
        page.list.select_key(command)
        page.clear_button.click()
    assert page.table.changes == {"find": (), "open": ()}
    page.reset_button.click()
    assert page.table.changes == {"find": ()}
    with qtbot.waitSignal(page.keys_changed) as told:
        page.all_button.click()
    assert told.args == [{}]
    assert not page.all_button.isEnabled()


def test_a_usual_key_that_another_was_given_is_told(qtbot: QtBot) -> None:
    page = ShortcutsDialog({"highlight": ("J",), "next_finding": ("Ctrl+J",)})
    qtbot.addWidget(page)
    page.list.select_key("next_finding")
    page.reset_button.click()
    assert page.message.text() == "J stays with “Highlight in the first colour”."
    row = next(row for row in page.model.rows if row.key == "next_finding")
    assert row.note == "J is with “Highlight in the first colour”"


def test_single_letters_can_be_switched_off_here(page: ShortcutsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.letter_keys_changed) as told:
        page.letters.click()
    assert told.args == [False]
    off = {row.text for row in page.model.rows if row.is_off}
    assert NEXT in off
    assert "Quit" not in off


@pytest.mark.parametrize("shown", theme.THEMES.values(), ids=list(theme.THEMES))
def test_rows_are_painted_in_every_theme(qtbot: QtBot, shown: theme.Theme) -> None:
    page = ShortcutsDialog({"find": (), "note": ("J",)}, letter_keys=False)
    qtbot.addWidget(page)
    page.set_theme(shown)
    assert not page.grab().isNull()


def test_names_of_commands_are_those_of_the_menus(page: ShortcutsDialog) -> None:
    assert [row.text for row in page.model.rows] == [plain(command.text) for command in COMMANDS]

"""Colours are named, seen and set in their dialog, which tells wishes and changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QColorDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.annotations import HighlightColour, own_hue
from desktop_app.ui.dialogs.colours import ColoursDialog
from desktop_app.ui.theme import DARK, LIGHT
from tests.ui.findings.fiction import unnamed_controls

COLOURS = (
    HighlightColour("key-point", "Key point", "yellow", 0),
    HighlightColour("evidence", "Evidence", "green", 1),
    HighlightColour("own", "Money", "#8a5a00 #e0b060 dotted", 2),
    HighlightColour("old", "Old", "violet", 3, is_archived=True),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> ColoursDialog:
    made = ColoursDialog(COLOURS, LIGHT)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    return made


def said(dialog: ColoursDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_colours_are_listed_with_their_keys_and_all_can_be_reached_by_name(dialog: ColoursDialog) -> None:
    QAbstractItemModelTester(dialog.model)
    assert [(row.words, row.number, row.is_archived) for row in dialog.model.rows] == [
        ("Key point", 1, False),
        ("Evidence", 2, False),
        ("Money", 3, False),
        ("Old", 0, True),
    ]
    assert unnamed_controls(dialog) == []
    assert dialog.model.index(1).data() == "Evidence, key 2"
    assert dialog.model.index(3).data() == "Old, archived"
    assert not dialog.grab().isNull()
    dialog.set_theme(DARK)
    assert not dialog.grab().isNull()


def test_a_name_is_written_in_its_place(qtbot: QtBot, dialog: ColoursDialog) -> None:
    dialog.list.select_key("evidence")
    qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
    editor = dialog.list.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.accessibleName()
    assert editor.text() == "Evidence"
    editor.selectAll()
    qtbot.keyClicks(editor, "  Proof  of it ")
    with qtbot.waitSignal(dialog.change_requested) as asked:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert asked.args == [replace(COLOURS[1], name="Proof of it")]
    assert dialog.model.rows[1].words == "Evidence"


def test_an_empty_name_changes_nothing(qtbot: QtBot, dialog: ColoursDialog) -> None:
    with qtbot.assertNotEmitted(dialog.change_requested):
        dialog.model.setData(dialog.model.index(0), "   ")
        dialog.model.setData(dialog.model.index(0), "Key point")


def test_a_value_is_written_and_what_is_wrong_with_it_said_at_once(qtbot: QtBot, dialog: ColoursDialog) -> None:
    dialog.list.select_key("own")
    assert dialog.light.value() == "#8a5a00"
    assert not dialog.mend_button.isVisible()
    dialog.light.field.selectAll()
    with qtbot.assertNotEmitted(dialog.change_requested):
        qtbot.keyClicks(dialog.light.field, "#FFEE99")
    assert "Too faint on a light page (1.1 : 1; at least 3 : 1)." in said(dialog)
    with qtbot.waitSignal(dialog.change_requested) as asked:
        qtbot.keyClick(dialog.light.field, Qt.Key.Key_Return)
    assert asked.args == [replace(COLOURS[2], hue="#ffee99 #e0b060 dotted")]
    with qtbot.waitSignal(dialog.change_requested) as asked:
        dialog.mend_button.click()
    mended = asked.args[0]
    dialog.show_colours((*COLOURS[:2], mended, COLOURS[3]))
    assert "Too faint" not in said(dialog)
    assert not dialog.mend_button.isVisible()
    assert own_hue(mended.hue) is not None


def test_what_is_no_value_gives_way_to_the_last_one(qtbot: QtBot, dialog: ColoursDialog) -> None:
    dialog.list.select_key("own")
    dialog.dark.field.selectAll()
    with qtbot.assertNotEmitted(dialog.change_requested):
        qtbot.keyClicks(dialog.dark.field, "plaid")
        qtbot.keyClick(dialog.dark.field, Qt.Key.Key_Return)
    assert dialog.dark.field.text() == "#e0b060"


def test_a_colour_of_the_program_becomes_the_readers_when_it_is_changed(qtbot: QtBot, dialog: ColoursDialog) -> None:
    dialog.list.select_key("key-point")
    with qtbot.waitSignal(dialog.change_requested) as asked:
        dialog.pattern.setCurrentIndex(4)
        dialog.pattern.activated.emit(4)
    edges = [theme.highlighter("yellow").edge.name() for theme in (LIGHT, DARK)]
    assert asked.args[0].hue == f"{edges[0]} {edges[1]} wavy"


def test_a_value_can_be_picked(qtbot: QtBot, dialog: ColoursDialog) -> None:
    dialog.list.select_key("own")
    dialog.dark.swatch.click()
    picker = dialog.dark.findChild(QColorDialog)
    assert picker is not None
    picker.setCurrentColor(QColor("#aabbcc"))
    with qtbot.waitSignal(dialog.change_requested) as asked:
        picker.accept()
    assert asked.args[0].hue == "#8a5a00 #aabbcc dotted"


def test_colours_are_put_into_another_order_by_button_and_key(qtbot: QtBot, dialog: ColoursDialog) -> None:
    dialog.list.select_key("evidence")
    with qtbot.waitSignal(dialog.reorder_requested) as asked:
        dialog.up_button.click()
    assert asked.args == [["evidence", "key-point", "own"]]
    with qtbot.waitSignal(dialog.reorder_requested) as asked:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked.args == [["key-point", "own", "evidence"]]
    dialog.list.select_key("own")
    assert not dialog.down_button.isEnabled()
    dialog.list.select_key("old")
    assert not dialog.up_button.isEnabled()


def test_an_added_colour_is_chosen_and_can_be_named(qtbot: QtBot, dialog: ColoursDialog) -> None:
    with qtbot.waitSignal(dialog.add_requested) as asked:
        dialog.new_button.click()
    name, hue = asked.args
    assert own_hue(hue) is not None
    dialog.show_colours((*COLOURS[:3], HighlightColour("new", name, hue, 3), COLOURS[3]))
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.id == "new"
    assert dialog.list.viewport().findChild(QLineEdit) is not None
    assert dialog.model.rows[3].is_sound


def test_colours_are_merged_archived_and_brought_back(qtbot: QtBot, dialog: ColoursDialog) -> None:
    dialog.list.select_key("evidence")
    assert [dialog.target.itemText(place) for place in range(dialog.target.count())] == ["Key point", "Money"]
    dialog.target.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.merge_requested) as asked:
        dialog.merge_button.click()
    assert asked.args == [["evidence"], "own"]
    with qtbot.waitSignal(dialog.archive_requested) as asked:
        dialog.archive_button.click()
    assert asked.args == ["evidence", True]
    dialog.list.select_key("old")
    assert dialog.archive_button.text() == "Bring back"
    with qtbot.waitSignal(dialog.archive_requested) as asked:
        dialog.archive_button.click()
    assert asked.args == ["old", False]


def test_the_last_colour_that_is_offered_stays(dialog: ColoursDialog) -> None:
    dialog.show_colours((COLOURS[0], COLOURS[3]))
    dialog.list.select_key("key-point")
    assert not dialog.archive_button.isEnabled()
    assert not dialog.merge_button.isEnabled()
    dialog.show_colours(())
    assert dialog.chosen() is None

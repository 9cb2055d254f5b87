"""The sheet of keys lies over the window and goes at a touch."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.actions import COMMANDS, plain
from desktop_app.ui.dialogs import CheatSheet


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1100, 760)
    QLineEdit(window).setObjectName("field")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def shown(window: QWidget, **options: bool) -> CheatSheet:
    sheet = CheatSheet({"note": ("B",)}, window, **options)
    sheet.open()
    return sheet


def told(sheet: CheatSheet) -> dict[str, str]:
    return {text: key for _, rows in sheet.groups for text, key in rows}


def test_it_shows_every_key_of_the_page_as_it_is_now(window: QWidget) -> None:
    sheet = shown(window)
    keys = told(sheet)
    for command in COMMANDS:
        is_rare = "Alt+Shift+" in "".join(command.keys)
        if command.on_page and command.keys and not is_rare and not command.id.startswith("colour_"):
            assert keys[plain(command.text).removesuffix("…")]
    assert keys["Note on the passage"] == "B"
    assert keys["Colour"].startswith("1 – ")
    assert keys["Find in the article"] == "Ctrl+F"
    assert {"Mark", "Go"} <= {label.text() for label in sheet.findChildren(QLabel)}
    assert "Note on the passage: B" in sheet.accessibleDescription()


def test_without_letters_it_shows_none(window: QWidget) -> None:
    keys = told(shown(window, letter_keys=False))
    assert "Note on the passage" not in keys
    assert "Find in the article" in keys


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Question])
def test_a_key_puts_it_away_and_the_focus_goes_back(window: QWidget, qtbot: QtBot, key: Qt.Key) -> None:
    field = window.findChild(QLineEdit, "field")
    assert field is not None
    field.setFocus()
    sheet = shown(window)
    assert sheet.hasFocus()
    with qtbot.waitSignal(sheet.finished):
        qtbot.keyClick(sheet, key)
    assert sheet.isHidden()
    assert field.hasFocus()


def test_any_click_puts_it_away(window: QWidget, qtbot: QtBot) -> None:
    for name in ("cheatSheet", "card"):
        sheet = shown(window)
        touched = sheet if name == "cheatSheet" else sheet.findChild(QWidget, name)
        with qtbot.waitSignal(sheet.finished):
            qtbot.mouseClick(touched, Qt.MouseButton.LeftButton)
        assert sheet.isHidden()


def test_it_covers_the_window_also_when_that_grows(window: QWidget, qtbot: QtBot) -> None:
    sheet = shown(window)
    assert sheet.geometry() == window.rect()
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: sheet.geometry() == window.rect())


def test_a_low_window_scrolls_it_by_keys(window: QWidget, qtbot: QtBot) -> None:
    window.resize(640, 300)
    sheet = shown(window)
    before = sheet.grab()
    qtbot.keyClick(sheet, Qt.Key.Key_PageDown)
    assert sheet.grab().toImage() != before.toImage()

"""Where the keyboard is can be seen on texts and empty lists too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.focus_ring import FocusRing, ring
from desktop_app.ui.theme import SEPIA, palette


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setPalette(palette(SEPIA))
        self.field, self.text, self.list = QLineEdit(), QPlainTextEdit(), QListView()
        self.rows = QStringListModel(self)
        self.list.setModel(self.rows)
        row = QHBoxLayout(self)
        for part in (self.field, self.text, self.list):
            row.addWidget(part)
        ring(self)
        ring(self)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.field.setFocus()
    return made


def the_ring(area: QWidget) -> FocusRing:
    (found,) = area.findChildren(FocusRing)
    return found


def test_a_text_shows_it_after_a_key_brought_the_focus_and_not_after_a_click(window: Window, qtbot: QtBot) -> None:
    found = the_ring(window.text)
    window.text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert found.isHidden()
    window.field.setFocus()
    window.text.setFocus(Qt.FocusReason.TabFocusReason)
    assert not found.isHidden()
    assert found.geometry() == window.text.rect()
    picture = window.text.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 1) == SEPIA.accent
    window.resize(window.width() + 90, 300)
    qtbot.waitUntil(lambda: found.geometry() == window.text.rect())
    window.field.setFocus()
    assert found.isHidden()


def test_an_empty_list_shows_it_and_a_list_with_rows_leaves_it_to_them(window: Window) -> None:
    found = the_ring(window.list)
    window.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert not found.isHidden()
    window.field.setFocus()
    window.rows.setStringList(["one"])
    window.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert found.isHidden()

"""What is checked is seen to be: boxes, and entries of menus that have a picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.corrections import ClaimStatus
from desktop_app.ui.statuses import status_icon
from desktop_app.ui.style import style_sheet
from desktop_app.ui.theme import CONTRAST_DARK, DARK, LIGHT, Theme, palette
from desktop_app.ui.tick_box import TickBox

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST_DARK], ids=lambda theme: theme.name)


def _count(picture: QImage, area: QRect, colour: QColor) -> int:
    """How many pixels have about that colour."""
    return sum(
        abs(found.red() - colour.red()) + abs(found.green() - colour.green()) + abs(found.blue() - colour.blue()) < 60
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
        for found in [picture.pixelColor(x, y)]
    )


def _in_theme(widget: QWidget, theme: Theme, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.setStyleSheet(style_sheet(theme))
    widget.setPalette(palette(theme))


@THEMES
def test_a_checked_box_has_a_tick(qtbot: QtBot, theme: Theme) -> None:
    box = TickBox("Single letters")
    _in_theme(box, theme, qtbot)
    with qtbot.waitExposed(box):
        box.show()
    option = QStyleOptionButton()
    box.initStyleOption(option)
    inside = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box).adjusted(3, 3, -3, -3)
    box.setChecked(True)
    checked = box.grab().toImage()
    assert _count(checked, inside, theme.accent) > 15
    assert _count(checked, inside, theme.page) >= 3
    box.setChecked(False)
    assert _count(box.grab().toImage(), inside, theme.accent) == 0


@THEMES
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_chosen_one_of_entries_with_pictures_has_a_frame(qtbot: QtBot, theme: Theme) -> None:
    menu = QMenu()
    for status in (ClaimStatus.DISPUTED, ClaimStatus.REFUTED):
        entry = menu.addAction(status_icon(status, theme.text, theme.raised), status.value)
        entry.setCheckable(True)
        entry.setChecked(status is ClaimStatus.REFUTED)
    _in_theme(menu, theme, qtbot)
    menu.popup(menu.pos())
    shown = menu.grab().toImage()
    framed = [_count(shown, menu.actionGeometry(entry), theme.accent) for entry in menu.actions()]
    menu.close()
    assert framed[0] == 0
    assert framed[1] > 40

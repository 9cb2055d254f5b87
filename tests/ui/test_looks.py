"""What the reader chose for the eye is kept within what can be read, and said to whom it concerns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.settings import LINE_HEIGHTS, TYPE_SIZES, USUAL_SIZE, Settings
from desktop_app.ui import theme
from desktop_app.ui.looks import Looks


@pytest.fixture
def looks(qapp: QApplication) -> Iterator[Looks]:
    before, sheet = QPalette(qapp.palette()), qapp.styleSheet()
    yield Looks(Settings())
    qapp.setPalette(before)
    qapp.setStyleSheet(sheet)


def test_sizes_face_and_height_are_told_together(looks: Looks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(looks.type_changed) as told:
        looks.set_type(20.25, 60, "legible", 1.8)
    assert told.args == [20.25, 60, "legible", 1.8]
    with qtbot.waitSignal(looks.type_changed) as told:
        looks.set_type(20.25, 70)
    assert told.args == [20.25, 70, "legible", 1.8]


def test_nothing_goes_beyond_what_can_be_read(looks: Looks) -> None:
    looks.set_type(500, 5, "serif", 9)
    assert (looks.settings.type_size, looks.settings.line_width, looks.settings.line_height) == (40.5, 45, 2.0)
    looks.set_type(1, 500, "serif", 0)
    assert looks.settings.type_size == TYPE_SIZES[0] == USUAL_SIZE * 0.8
    assert (looks.settings.line_width, looks.settings.line_height) == (100, LINE_HEIGHTS[0])


def test_steps_go_by_ten_percent_and_by_tenths(looks: Looks) -> None:
    looks.step_type(1)
    assert looks.settings.type_size == pytest.approx(USUAL_SIZE * 1.1)
    looks.set_type(14.0, 68)
    looks.step_type(1)
    assert looks.settings.type_size == pytest.approx(USUAL_SIZE * 1.1)
    for _ in range(3):
        looks.step_height(1)
    assert looks.settings.line_height == 1.8
    looks.set_type(20, 50, "sans")
    looks.reset_type()
    settings = looks.settings
    assert (settings.type_size, settings.line_width, settings.line_height) == (USUAL_SIZE, 68, 1.5)
    assert settings.face == "sans"


def test_every_theme_dresses_the_program(looks: Looks, qapp: QApplication, qtbot: QtBot) -> None:
    for name, shown in theme.THEMES.items():
        with qtbot.waitSignal(looks.theme_changed) as told:
            looks.set_theme(name)
        assert told.args == [shown]
        assert looks.settings.theme == name
        assert theme.shown_in(qapp.palette()) is shown


def test_one_command_goes_round_in_light_and_dark_and_back_to_the_system(looks: Looks) -> None:
    names = []
    for _ in range(3):
        looks.next_theme()
        names.append(looks.settings.theme)
    assert names == ["light", "dark", "system"]
    looks.set_theme("sepia")
    looks.next_theme()
    assert looks.settings.theme == "system"


def test_changed_keys_are_told_and_kept(looks: Looks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(looks.keys_changed) as told:
        looks.set_keys({"find": ("Ctrl+K",)})
    assert told.args == [{"find": ("Ctrl+K",)}]
    assert looks.settings.keys == {"find": ("Ctrl+K",)}
    with qtbot.waitSignal(looks.letter_keys_changed) as switched:
        looks.set_letter_keys(False)
    assert switched.args == [False]
    assert not looks.settings.letter_keys

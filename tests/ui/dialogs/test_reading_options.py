"""Reading options act at once, by keyboard too, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.settings import FACES, THEMES, Settings
from desktop_app.ui.dialogs import ReadingOptionsDialog
from tests.ui.findings.fiction import unnamed_controls

BEFORE = Settings(theme="dark", type_size=27.0, line_width=60, line_height=1.8, face="sans")


@pytest.fixture
def options(qtbot: QtBot) -> ReadingOptionsDialog:
    dialog = ReadingOptionsDialog(BEFORE)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def test_they_show_what_is_set(options: ReadingOptionsDialog) -> None:
    assert unnamed_controls(options) == []
    assert (set(options.faces), set(options.themes)) == (set(FACES), set(THEMES))
    assert options.faces["sans"].isChecked()
    assert options.themes["dark"].isChecked()
    words = {label.text() for label in options.findChildren(QLabel)}
    assert {"200 %", "60 characters", "1.80"} <= words
    assert options.size_slider.accessibleDescription() == "200 %"


def test_sliders_tell_size_width_and_height_at_once(options: ReadingOptionsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(options.type_changed) as told:
        options.size_slider.setValue(300)
    assert told.args == [40.5, 60, "sans", 1.8]
    with qtbot.waitSignal(options.type_changed) as told:
        qtbot.keyClick(options.width_slider, Qt.Key.Key_Right)
    assert told.args == [40.5, 61, "sans", 1.8]
    with qtbot.waitSignal(options.type_changed) as told:
        options.height_slider.setValue(0)
    assert told.args == [40.5, 61, "sans", 1.2]


def test_faces_and_themes_are_chosen_with_the_arrows(options: ReadingOptionsDialog, qtbot: QtBot) -> None:
    assert options.faces["sans"].hasFocus()
    with qtbot.waitSignal(options.type_changed) as told:
        qtbot.keyClick(options.faces["sans"], Qt.Key.Key_Right)
    assert told.args == [27.0, 60, "legible", 1.8]
    options.themes["dark"].setFocus()
    with qtbot.waitSignal(options.theme_changed) as chosen:
        qtbot.keyClick(options.themes["dark"], Qt.Key.Key_Right)
    assert chosen.args == ["contrast_light"]
    assert options.themes["contrast_light"].isChecked()
    with qtbot.waitSignal(options.theme_changed) as chosen:
        qtbot.keyClick(options.themes["contrast_light"], Qt.Key.Key_Up)
    assert chosen.args == ["light"]


def test_a_card_is_chosen_by_a_click_anywhere_on_it(options: ReadingOptionsDialog, qtbot: QtBot) -> None:
    card = options.themes["contrast_dark"]
    with qtbot.waitSignal(options.theme_changed) as chosen:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    assert chosen.args == ["contrast_dark"]


def test_a_size_between_the_steps_stays_while_something_else_changes(qtbot: QtBot) -> None:
    dialog = ReadingOptionsDialog(Settings(type_size=14.0))
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.type_changed) as told:
        dialog.width_slider.setValue(70)
    assert told.args == [14.0, 70, "serif", 1.5]


@pytest.mark.parametrize(("button", "settings"), [("before_button", BEFORE), ("usual_button", Settings())])
def test_one_button_goes_back_to_before_and_one_to_the_usual(
    options: ReadingOptionsDialog, qtbot: QtBot, button: str, settings: Settings
) -> None:
    options.size_slider.setValue(120)
    options.faces["legible"].click()
    options.themes["sepia"].click()
    told: list[tuple[object, ...]] = []
    options.type_changed.connect(lambda *values: told.append(values))
    options.theme_changed.connect(lambda name: told.append((name,)))
    getattr(options, button).click()
    size = (settings.type_size, settings.line_width, settings.face, settings.line_height)
    assert set(told) == {size, (settings.theme,)}
    assert options.faces[settings.face].isChecked()
    assert options.themes[settings.theme].isChecked()


def test_the_sample_is_set_anew_with_every_change(options: ReadingOptionsDialog) -> None:
    pictures = [options.sample.grab().toImage()]
    changes: list[Callable[[], None]] = [
        lambda: options.size_slider.setValue(120),
        lambda: options.height_slider.setValue(24),
        options.faces["serif"].click,
        lambda: options.width_slider.setValue(45),
    ]
    for change in changes:
        change()
        picture = options.sample.grab().toImage()
        assert picture != pictures[-1]
        pictures.append(picture)


def test_an_unknown_theme_counts_as_the_systems(qtbot: QtBot) -> None:
    dialog = ReadingOptionsDialog(Settings(theme="plaid", face="runes"))
    qtbot.addWidget(dialog)
    assert dialog.themes["system"].isChecked()
    assert dialog.faces["serif"].isChecked()

"""The dialog of a topic: name, colour, and what it is the same as; nothing before “Save”."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.own_topics import HUES
from desktop_app.ui import theme
from desktop_app.ui.dialogs.topic import OtherTopic, TopicDialog
from tests.ui.findings.fiction import unnamed_controls


@pytest.fixture
def dialog(qtbot: QtBot) -> TopicDialog:
    made = TopicDialog("The tender", "violet", [OtherTopic("t2", "Cost"), OtherTopic("own", "Housing", True)])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    made.activateWindow()
    return made


def test_every_hue_is_a_colour_of_each_theme() -> None:
    assert {len(theme.LIGHT.topics), len(theme.DARK.topics)} == {len(HUES)}


def test_every_control_has_a_name_and_escape_changes_nothing(qtbot: QtBot, dialog: TopicDialog) -> None:
    assert unnamed_controls(dialog) == []
    assert not dialog.grab().isNull()
    dialog.name.setText("Quay")
    with qtbot.assertNotEmitted(dialog.saved):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_enter_saves_the_name_and_the_colour(qtbot: QtBot, dialog: TopicDialog) -> None:
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Quay")
    with qtbot.waitSignal(dialog.saved) as saved:
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert saved.args == ["Quay", "violet"]


def test_arrows_go_through_the_colours(qtbot: QtBot, dialog: TopicDialog) -> None:
    swatches = dialog.hues.swatches
    swatches["violet"].setFocus()
    qtbot.keyClick(swatches["violet"], Qt.Key.Key_Right)
    qtbot.keyClick(swatches["green"], Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save_button.click()
    assert saved.args == ["The tender", "green"]


def test_a_topic_without_a_name_cannot_be_saved(qtbot: QtBot, dialog: TopicDialog) -> None:
    dialog.name.setText("  ")
    assert not dialog.save_button.isEnabled()


def test_the_same_as_another_takes_its_name_and_colour(qtbot: QtBot, dialog: TopicDialog) -> None:
    dialog.others.setCurrentIndex(2)
    assert dialog.others.currentText() == "Housing (in other articles)"
    assert not dialog.name.isEnabled()
    assert not dialog.hues.isEnabled()
    assert not dialog.explanation.isHidden()
    with qtbot.waitSignal(dialog.merged) as merged, qtbot.assertNotEmitted(dialog.saved):
        dialog.save_button.click()
    assert merged.args == ["own"]


def test_it_can_be_removed_here(qtbot: QtBot, dialog: TopicDialog) -> None:
    with qtbot.waitSignal(dialog.remove_requested):
        dialog.remove_button.click()
    assert not dialog.isVisible()


def test_where_there_is_no_other_topic_none_can_be_chosen(qtbot: QtBot) -> None:
    alone = TopicDialog("The tender", "", [])
    qtbot.addWidget(alone)
    assert not alone.others.isEnabled()
    assert alone.hues.hue == ""

"""The box in which a topic is chosen: by keys alone, by mouse, by ear."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import DARK, load_fonts
from desktop_app.ui.topic_box import LABEL, Choice, Source, TopicBox
from tests.ui.findings.fiction import unnamed_controls

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, no popup can be raised

TENDER = Choice(Source.ARTICLE, "t1", "The tender", 0, "3 passages")
COST = Choice(Source.ARTICLE, "t2", "Cost to the town", 1, "take it away", True)
HOUSING = Choice(Source.OWN, "own", "Housing", 3, "in 2 articles")


@pytest.fixture
def box(qtbot: QtBot) -> TopicBox:
    load_fonts()
    made = TopicBox()
    qtbot.addWidget(made)
    made.offer([TENDER, COST, HOUSING])
    with qtbot.waitExposed(made):
        made.open_beside(QRect(100, 100, 300, 20))
    return made


def shown(box: TopicBox) -> list[str]:
    return [row.label for row in box.model.rows]


def test_enter_takes_the_first_and_closes(qtbot: QtBot, box: TopicBox) -> None:
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    assert chosen.args == [TENDER]
    assert not box.isVisible()


def test_typing_finds_by_parts_of_names_those_that_begin_so_first(qtbot: QtBot, box: TopicBox) -> None:
    qtbot.keyClicks(box.edit, "to")
    assert shown(box) == ["Cost to the town", "to"]
    qtbot.keyClicks(box.edit, "wn co")
    assert shown(box) == ["Cost to the town", "town co"]
    box.edit.clear()
    qtbot.keyClicks(box.edit, "the")
    assert shown(box) == ["The tender", "Cost to the town", "the"]


def test_a_name_that_no_topic_has_makes_a_new_one(qtbot: QtBot, box: TopicBox) -> None:
    qtbot.keyClicks(box.edit, " Storms  ")
    assert shown(box) == ["Storms"]
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    (choice,) = chosen.args or [None]
    assert (choice.source, choice.key, choice.label) == (Source.NEW, "", "Storms")


def test_the_whole_name_of_a_topic_makes_no_second_one(qtbot: QtBot, box: TopicBox) -> None:
    qtbot.keyClicks(box.edit, "HOUSING")
    assert shown(box) == ["Housing"]


def test_arrows_go_down_the_list_and_up_to_the_name(qtbot: QtBot, box: TopicBox) -> None:
    qtbot.keyClick(box.edit, Qt.Key.Key_Down)
    assert box.list.hasFocus()
    assert box.list.current_row() == COST
    qtbot.keyClick(box.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box.list, Qt.Key.Key_Return)
    assert chosen.args == [HOUSING]


def test_letters_typed_in_the_list_go_to_the_name(qtbot: QtBot, box: TopicBox) -> None:
    qtbot.keyClick(box.edit, Qt.Key.Key_Down)
    qtbot.keyClick(box.list, Qt.Key.Key_C)
    assert box.edit.hasFocus()
    assert box.edit.text() == "c"
    box.list.setFocus()
    box.list.setCurrentIndex(box.model.index(0))
    qtbot.keyClick(box.list, Qt.Key.Key_Up)
    assert box.edit.hasFocus()


def test_a_click_takes_a_row_and_escape_leaves(qtbot: QtBot, box: TopicBox) -> None:
    with qtbot.waitSignal(box.chosen) as chosen:
        place = box.list.visualRect(box.model.index(1)).center()
        qtbot.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [COST]
    box.open_beside(QRect(0, 0, 10, 10))
    with qtbot.assertNotEmitted(box.chosen):
        qtbot.keyClick(box.edit, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_topics_that_come_later_leave_what_was_typed_and_the_current_row(qtbot: QtBot, box: TopicBox) -> None:
    qtbot.keyClick(box.edit, Qt.Key.Key_Down)
    late = Choice(Source.OWN, "own2", "Storms", 4, "in 1 article")
    box.offer([TENDER, COST, HOUSING, late])
    assert box.list.current_row() == COST
    qtbot.keyClick(box.list, Qt.Key.Key_S)
    assert shown(box)[0] == "Storms"


def test_it_is_beside_the_passage_and_on_the_screen(qtbot: QtBot, box: TopicBox) -> None:
    area = box.screen().availableGeometry()
    box.open_beside(QRect(area.right() - 20, area.bottom() - 20, 15, 15))
    assert area.contains(box.geometry())
    assert box.geometry().bottom() < area.bottom() - 20


def test_rows_are_said_and_every_control_has_a_name(qtbot: QtBot, box: TopicBox) -> None:
    assert unnamed_controls(box) == []
    said = [box.model.data(box.model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said[1].endswith("has this passage; choose it to take the passage away")
    assert said[2] == "Housing, in 2 articles"
    box.set_theme(DARK)
    assert not box.grab().isNull()
    assert box.edit.maxLength() == LABEL
    QAbstractItemModelTester(box.model)


def test_without_any_topic_only_a_new_one_can_be_named(qtbot: QtBot) -> None:
    empty = TopicBox()
    qtbot.addWidget(empty)
    empty.offer([])
    with qtbot.assertNotEmitted(empty.chosen):
        qtbot.keyClick(empty.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(empty.edit, "Storms")
    assert shown(empty) == ["Storms"]

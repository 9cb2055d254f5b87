"""The box that asks who says something: whom it offers, its keys, and its form for somebody new."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.findings import Speaker, SpeakerKind
from desktop_app.ui import theme
from desktop_app.ui.correcting.speaker_box import FORM_HEIGHT, HEIGHT, SpeakerBox
from desktop_app.ui.correcting.speaker_choices import Choice, Source, rank, speaker_choices
from tests.ui.correcting.inquiry import MAYOR, OLDER, findings
from tests.ui.findings.fiction import unnamed_controls

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", extend=True
)  # offscreen, popups cannot be raised
LIBRARY = (
    Speaker("l1", "Ilse Varga", SpeakerKind.PERSON, "auditor", ("the auditor",)),
    Speaker("l2", "ann rivera", SpeakerKind.PERSON),
    Speaker("l3", "Tomás Okonjo", SpeakerKind.PERSON),
)


@pytest.fixture
def box(qtbot: QtBot, window: QWidget) -> SpeakerBox:
    theme.load_fonts()
    made = SpeakerBox(theme.LIGHT, window)
    made.show_speakers(findings(), LIBRARY)
    made.ask("“We signed it”", OLDER.id)
    made.open_at(QRect(10, 10, 100, 20))
    return made


def _keys(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.key for choice in choices]


def test_the_article_comes_first_then_the_library_then_somebody_unnamed_and_nobody() -> None:
    choices = speaker_choices(findings(), LIBRARY, "", "s1")
    assert _keys(choices) == ["s1", "s2", "s3", "l1", "l3", "?", "-"]
    assert [choice.said for choice in choices[:3]] == [2, 1, 1]
    assert [choice.key for choice in choices if choice.starts_group] == ["l1", "?"]
    assert [choice.key for choice in choices if choice.is_current] == ["s1"]


def test_everybody_has_the_colour_that_corrections_leave_them_and_the_library_has_none() -> None:
    places = {"s1": 2, "s2": 0, "s3": 1}
    told = speaker_choices(findings(), LIBRARY, "", None, places)
    assert {choice.key: choice.place for choice in told if choice.source is Source.ARTICLE} == places
    assert {choice.place for choice in told if choice.source is not Source.ARTICLE} == {-1}
    untold = speaker_choices(findings(), LIBRARY, "")
    assert [choice.place for choice in untold[:3]] == [0, 1, 2]


def test_typing_narrows_and_offers_somebody_new() -> None:
    assert _keys(speaker_choices(findings(), LIBRARY, "tom")) == ["s3", "l3", "+", "?", "-"]
    assert _keys(speaker_choices(findings(), LIBRARY, "Ann  Rivera ")) == ["s2", "?", "-"]  # nobody new of that name
    assert speaker_choices(findings(), LIBRARY, " Xyz  Abc ")[0].words == "Xyz Abc"


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("ann", 0),
        ("riv", 1),
        ("a riv", 1),
        ("ar", 2),
        ("A. R.", 2),
        ("vera", 3),
        ("harbour", 4),
        ("MAYOR", 4),
        ("x", None),
    ],
)
def test_names_initials_other_names_and_roles_are_found(typed: str, fit: int | None) -> None:
    assert rank(typed, Speaker("s", "Ánn Rivera", SpeakerKind.PERSON, "mayor", ("the harbour boss",))) == fit


def test_the_best_fit_is_chosen_wherever_it_stands(box: SpeakerBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box.line, "iv")
    assert [row.key for row in box.model.rows[:2]] == ["s2", "l1"]
    assert box.list.current_row().key == "l1"


def test_arrows_move_from_the_line_and_enter_answers(box: SpeakerBox, qtbot: QtBot) -> None:
    QAbstractItemModelTester(box.model, QAbstractItemModelTester.FailureReportingMode.Fatal, box)
    assert box.list.current_row().key == "s1"
    assert "2 statements, so far" in box.line.accessibleDescription()
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    qtbot.keyClick(box.line, Qt.Key.Key_PageDown)
    assert box.list.current_row().key == "-"
    assert box.line.accessibleDescription() == "Nobody is named, unattributed"
    qtbot.keyClick(box.line, Qt.Key.Key_PageUp)
    qtbot.keyClick(box.line, Qt.Key.Key_Up)
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    assert box.list.current_row().key == "s2"
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box.line, Qt.Key.Key_Enter)
    assert chosen.args == [MAYOR]


def test_a_click_answers_and_nobody_is_none(box: SpeakerBox, qtbot: QtBot) -> None:
    place = box.list.visualRect(box.model.index_of("-")).center()
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [None]


def test_what_nobody_says_so_far_begins_with_nobody(box: SpeakerBox) -> None:
    box.ask("words", None)
    assert box.list.current_row().source is Source.NOBODY
    box.ask("words", None, has_current=False)
    assert box.list.current_row().key == "s1"
    assert not any(row.is_current for row in box.model.rows)


def test_escape_is_no_answer(box: SpeakerBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.chosen):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_somebody_new_has_a_kind_and_perhaps_a_role(box: SpeakerBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box.line, "Verrin Trust")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    form = box.form
    assert form.isVisible()
    assert box.height() == FORM_HEIGHT
    qtbot.keyClick(form.kinds[SpeakerKind.PERSON], Qt.Key.Key_Right)
    assert form.kinds[SpeakerKind.ORGANISATION].isChecked()
    qtbot.keyClicks(form.role, " a  trust ")
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.mouseClick(form.done, Qt.MouseButton.LeftButton)
    made: Speaker = chosen.args[0]
    assert (made.name, made.kind, made.role) == ("Verrin Trust", SpeakerKind.ORGANISATION, "a trust")


def test_an_unnamed_source_needs_words_and_enter_answers_from_its_kind(box: SpeakerBox, qtbot: QtBot) -> None:
    box.list.select_key("?")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    form = box.form
    assert form.kinds[SpeakerKind.UNNAMED].isChecked()
    assert not form.done.isEnabled()
    with qtbot.assertNotEmitted(box.chosen):
        qtbot.keyClick(form.name, Qt.Key.Key_Return)
    qtbot.keyClicks(form.name, "a harbour official")
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(form.kinds[SpeakerKind.UNNAMED], Qt.Key.Key_Return)
    assert (chosen.args[0].name, chosen.args[0].kind) == ("a harbour official", SpeakerKind.UNNAMED)


def test_escape_and_back_lead_from_the_form_to_the_list(box: SpeakerBox, qtbot: QtBot) -> None:
    before = box.height()
    for press in ("Escape", "the button", "Enter on the button"):
        box.list.select_key("?")
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
        box.form.back.setFocus()
        if press == "Escape":
            qtbot.keyClick(box, Qt.Key.Key_Escape)
        elif press == "the button":
            qtbot.mouseClick(box.form.back, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(box.form.back, Qt.Key.Key_Return)
        assert box.list.isVisible()
        assert box.height() == before


def test_the_box_is_as_high_as_its_rows_and_no_higher_than_its_limit(window: QWidget, qtbot: QtBot) -> None:
    theme.load_fonts()
    box = SpeakerBox(theme.LIGHT, window)
    box.show_speakers(findings(), ())
    box.ask("“We signed it”", OLDER.id)
    room = QGuiApplication.primaryScreen().availableGeometry()
    place = QRect(60, room.bottom() - 40, 100, 20)
    box.open_at(place)
    assert box.list.verticalScrollBar().maximum() == 0
    last = box.list.visualRect(box.model.index(box.model.rowCount() - 1))
    assert 0 <= box.list.viewport().height() - last.bottom() - 1 <= 2
    assert box.geometry().bottom() == place.top() - 5
    before = box.height()
    qtbot.keyClicks(box.line, "Oda")
    assert box.height() < before
    assert box.geometry().bottom() == place.top() - 5
    many = tuple(Speaker(f"m{number}", f"Person {number}", SpeakerKind.PERSON) for number in range(40))
    box.line.clear()
    box.show_speakers(findings(), many)
    assert box.height() == HEIGHT
    assert box.list.verticalScrollBar().maximum() > 0
    box.close()


def test_the_box_stays_on_the_screen(box: SpeakerBox) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    box.open_at(QRect(room.right() - 20, room.bottom() - 40, 10, 20))
    assert room.contains(box.geometry())
    assert box.geometry().bottom() < room.bottom() - 40
    box.open_at(QPoint(room.left() - 50, room.top()))
    assert room.contains(box.geometry())


def test_every_control_has_a_name(box: SpeakerBox) -> None:
    assert unnamed_controls(box) == []


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_speakers_have_their_colours_in_both_themes(window: QWidget, qtbot: QtBot, chosen: theme.Theme) -> None:
    box = SpeakerBox(chosen, window)
    box.show_speakers(findings(), (Speaker("x", "Long " * 40, SpeakerKind.UNNAMED, "role " * 20), *LIBRARY))
    box.open_at(QPoint(5, 5))
    picture = box.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(40) for y in range(picture.height())}
    assert {QColor(chosen.speaker(place)).name() for place in range(3)} <= seen
    assert chosen.raised.name() in seen
    box.close()

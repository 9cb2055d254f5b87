"""A review on a real desk: order, answers, undoing, leaving and taking up again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.corrections import Verdict
from desktop_app.domain.doubt import in_order_of_doubt
from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.tasks import Task
from desktop_app.ui import theme
from desktop_app.ui.desk import Desk
from desktop_app.ui.review_words import turn_of
from desktop_app.ui.reviewing import Review
from desktop_app.ui.style import style_sheet
from tests.ui.correcting.inquiry import MAYOR, span
from tests.ui.findings.fiction import unnamed_controls
from tests.ui.reviewed import desk_with, doubted, ids


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_with(doubted(), tmp_path / "profile", qtbot) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 400)
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def page(window: QWidget) -> QPushButton:
    """Something that can have the focus, in the place of the page."""
    made = QPushButton("The page")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.setFocus()
    return made


@pytest.fixture
def review(desk: Desk, window: QWidget, page: QPushButton) -> Review:
    made = Review(desk, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made.bar)
    made.listen_in(page)
    return made


def _heads(review: Review) -> str:
    return f"{review.bar.head.text()} · {review.bar.speaker.text()}"


def _ended(review: Review) -> bool:
    return review.is_on and review.current is None


def test_it_starts_at_the_most_doubtful_shows_it_and_tells_it(desk: Desk, review: Review, qtbot: QtBot) -> None:
    told: list[str] = []
    review.bar.announced.connect(told.append)
    with qtbot.waitSignal(review.passage_requested) as asked, qtbot.waitSignal(review.changed) as changed:
        review.toggle()
    assert asked.args == [span("The quay is safe,"), ("attribution", ids(desk)["a4"])]
    assert changed.args == [True]
    assert review.bar.isVisible()
    assert _heads(review) == "Review · 1 of 3 · Tomas Reuel said"
    assert review.bar.sure.text() == "a guess · 40%"
    assert told == [
        "Review. Review · 1 of 3. Tomas Reuel said: “The quay is safe,” a guess · 40%. Source: “Tomas Reuel”, by name. "
        "Cue: “said Tomas”. Found by a rule: quotation marks beside a verb of saying. 0 of 3 have an answer."
    ]


def test_keys_answer_each_and_lead_on_to_the_end(desk: Desk, review: Review, page: QPushButton, qtbot: QtBot) -> None:
    known = ids(desk)
    review.begin()
    qtbot.keyClick(page, Qt.Key.Key_C)
    assert review.current == known["a3"]
    with qtbot.waitSignal(review.speaker_wanted) as wanted:
        qtbot.keyClick(page, Qt.Key.Key_R)
    assert wanted.args[0] == known["a3"]
    assert wanted.args[1].size() == review.bar.buttons["reassign"].size()
    assert review.current == known["a3"]
    assert desk.reading is not None
    assert desk.reading.findings is not None
    engineer = next(one for one in desk.reading.findings.speakers if one.name == "Tomas Reuel")
    desk.corrections.reassign(known["a3"], engineer)
    assert review.current == known["a2"]
    with qtbot.waitSignal(desk.removed):
        qtbot.keyClick(page, Qt.Key.Key_Delete)
    assert _ended(review)
    assert review.bar.ending.text() == "All 3 doubtful statements are reviewed: 1 confirmed, 1 changed, 1 rejected."
    assert review.bar.end_buttons["left"].isHidden()
    assert review.bar.end_buttons["sure"].text() == "Review the sure ones, too (1)"
    assert desk.reading.word is not None
    assert desk.reading.word.verdicts[known["a4"]] is Verdict.CONFIRMED


def test_no_speech_is_an_answer_and_the_one_who_was_right_is_confirmed(
    desk: Desk, review: Review, page: QPushButton, qtbot: QtBot
) -> None:
    known = ids(desk)
    review.begin()
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert desk.reading is not None
    assert desk.reading.findings is not None
    desk.corrections.reassign(known["a3"], desk.reading.findings.speaker(known[MAYOR.id]))
    review.go_on()
    assert review.bar.ending.text() == "2 of 3 have an answer: 1 confirmed, 1 not speech."


def test_j_and_k_pass_over_and_come_back_but_not_to_what_has_an_answer(
    desk: Desk, review: Review, page: QPushButton, qtbot: QtBot
) -> None:
    known = ids(desk)
    review.begin()
    assert not review.bar.buttons["back"].isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_J)
    qtbot.keyClick(page, Qt.Key.Key_C)
    assert (review.current, _heads(review)) == (known["a2"], "Review · 3 of 3 · Oda Brandt said")
    qtbot.keyClick(page, Qt.Key.Key_K)
    assert review.current == known["a4"]
    with qtbot.waitSignal(review.bar.announced) as told:
        qtbot.keyClick(page, Qt.Key.Key_K)
    assert told.args == ["There is none before that has no answer."]
    qtbot.keyClick(page, Qt.Key.Key_J)
    qtbot.keyClick(page, Qt.Key.Key_J)
    assert _ended(review)
    assert review.bar.ending.text() == "1 of 3 have an answer: 1 confirmed."
    qtbot.keyClick(page, Qt.Key.Key_J)  # there is nothing behind the end
    assert _ended(review)
    qtbot.keyClick(page, Qt.Key.Key_K)
    assert review.current == known["a2"]
    review.go_on()
    assert review.bar.end_buttons["left"].text() == "Go through the 2 left"
    qtbot.mouseClick(review.bar.end_buttons["left"], Qt.MouseButton.LeftButton)
    assert review.current == known["a4"]


def test_the_sure_ones_are_reviewed_when_they_are_asked_for(desk: Desk, review: Review, qtbot: QtBot) -> None:
    known = ids(desk)
    review.begin()
    for _ in range(3):
        review.confirm()
    review.bar.end_buttons["sure"].setFocus()
    qtbot.keyClick(review.bar.end_buttons["sure"], Qt.Key.Key_Space)
    assert (review.current, _heads(review)) == (known["a1"], "Review · 4 of 4 · Oda Brandt said")
    assert review.bar.buttons["next"].hasFocus()
    review.leave()
    review.begin()
    assert review.current == known["a1"]
    review.confirm()
    assert review.bar.ending.text() == "All 4 statements are reviewed: 4 confirmed."
    assert review.bar.end_buttons["sure"].isHidden()


def test_undo_brings_back_what_was_undone_and_redo_goes_on(desk: Desk, review: Review, qtbot: QtBot) -> None:
    known = ids(desk)
    review.begin()
    review.confirm()
    review.reject()
    assert review.current == known["a2"]
    with qtbot.waitSignal(review.passage_requested) as asked:
        desk.undo()
    assert asked.args[1] == ("attribution", known["a3"])
    assert review.bar.sure.text() == "a guess · 55%"
    desk.undo()
    assert review.current == known["a4"]
    desk.redo()
    assert review.current == known["a3"]
    desk.redo()
    assert review.current == known["a2"]
    review.mark_not_speech()
    assert _ended(review)
    desk.undo()
    assert review.current == known["a2"]
    assert review.bar.buttons["confirm"].isVisible()


def test_other_corrections_of_the_current_one_are_shown_and_stay_at_it(
    desk: Desk, review: Review, qtbot: QtBot
) -> None:
    known = ids(desk)
    review.begin()
    with qtbot.assertNotEmitted(review.passage_requested):
        desk.corrections.set_kind(known["a4"], AttributionKind.INDIRECT)
    assert review.current == known["a4"]
    assert review.bar.sure.text() == "changed by you"
    review.go_on()
    assert review.current == known["a3"]
    desk.undo()
    assert review.current == known["a4"]
    review.confirm()
    assert review.current == known["a3"]


def test_the_speaker_keeps_the_colour_that_they_had_whoever_says_more_by_now(desk: Desk) -> None:
    reading, known = desk.reading, ids(desk)
    assert reading is not None
    assert reading.findings is not None
    engineer = reading.findings.speaker(known["s3"])
    before = [turn_of(reading, in_order_of_doubt(reading), place).hue for place in range(3)]
    assert before == [2, 1, 0]
    for one in ("a1", "a2"):
        desk.corrections.reassign(known[one], engineer)
    after = desk.reading
    assert after is not None
    assert after.findings is not None
    assert after.findings.speakers[0].id == known["s3"]
    order = in_order_of_doubt(after)
    hues = {one.id: turn_of(after, order, place).hue for place, one in enumerate(order)}
    assert {known["a4"]: 2, known["a3"]: 1, known["a2"]: 2}.items() <= hues.items()


def test_answers_given_elsewhere_count_and_what_goes_is_left_behind(desk: Desk, review: Review) -> None:
    known = ids(desk)
    review.begin()
    desk.corrections.confirm("attribution", known["a3"])
    assert review.current == known["a4"]
    desk.corrections.reject("attribution", known["a4"])
    assert (review.current, _heads(review)) == (known["a2"], "Review · 3 of 3 · Oda Brandt said")


def test_another_analysis_puts_new_ones_in_and_keeps_the_current_one(desk: Desk, review: Review) -> None:
    known = ids(desk)
    review.begin()
    review.confirm()
    reading, found = desk.reading, desk.reading.found if desk.reading is not None else None
    assert reading is not None
    assert found is not None
    less = tuple(replace(one, confidence=0.5) if one.id == known["a1"] else one for one in found.attributions)
    desk.put_reading(reading.with_found(replace(found, attributions=less)))
    desk.findings_changed.emit(found)
    assert (review.current, review.bar.head.text()) == (known["a3"], "Review · 3 of 4")
    gone = tuple(one for one in less if one.id != known["a3"])
    desk.put_reading(reading.with_found(replace(found, attributions=gone)))
    desk.findings_changed.emit(found)
    assert (review.current, review.bar.head.text()) == (known["a2"], "Review · 3 of 3")
    review.go_back()
    assert review.current == known["a1"]


def test_it_can_be_left_and_taken_up_again_at_the_most_doubtful_one_left(
    desk: Desk, review: Review, window: QWidget, page: QPushButton, qtbot: QtBot
) -> None:
    known = ids(desk)
    review.begin()
    review.go_on()
    review.confirm()
    with qtbot.waitSignal(desk.said) as said, qtbot.waitSignal(review.changed) as changed:
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert said.args == ["2 statements are still to be reviewed."]
    assert changed.args == [False]
    assert not review.bar.isVisible()
    with qtbot.assertNotEmitted(desk.findings_changed):
        qtbot.keyClick(page, Qt.Key.Key_C)
    review.toggle()
    assert (review.current, review.bar.head.text()) == (known["a4"], "Review · 1 of 3")
    assert review.bar.accessibleDescription().endswith("1 of 3 have an answer.")
    other = Review(desk, window)  # as after another start of the program
    other.begin()
    assert other.current == known["a4"]
    review.toggle()
    assert not review.is_on


def test_another_article_leaves_it_with_a_word_the_same_one_does_not(desk: Desk, review: Review, qtbot: QtBot) -> None:
    known, workspace, reading = ids(desk), desk.workspace, desk.reading
    assert workspace is not None
    assert reading is not None
    review.begin()
    review.confirm()
    with qtbot.waitSignal(desk.opened), qtbot.assertNotEmitted(desk.said):
        desk.opening.article(reading.article.id)
    assert review.current == known["a3"]
    other = workspace.keep(workspace.read_clipboard("The tide\n\nNobody has measured it.", "", Task()))
    workspace.keep_findings(other.reading, replace(doubted({}), speakers=(), claims=()))
    with qtbot.waitSignal(desk.said) as said:
        desk.opening.article(other.reading.article.id)
    assert said.args == ["The review was left: 1 of 3 have an answer. It can be taken up again in that article."]
    assert not review.is_on
    with qtbot.waitSignal(desk.said) as said:
        review.begin()
    assert said.args == ["Nothing was found here that could be reviewed."]
    with qtbot.waitSignal(desk.opened):
        desk.opening.article(reading.article.id)
    review.begin()
    assert review.current == known["a3"]
    with qtbot.waitSignal(desk.closed):
        desk.remove_article(reading.article.id)
    assert not review.is_on
    review.begin()  # no article lies on the desk
    assert not review.is_on


def test_nothing_can_be_reviewed_before_the_analysis_has_ended(desk: Desk, review: Review, qtbot: QtBot) -> None:
    assert desk.reading is not None
    desk.put_reading(desk.reading.with_found(None))
    with qtbot.waitSignal(desk.said) as said:
        review.begin()
    assert said.args == ["Findings can be reviewed when the analysis has ended."]
    assert not review.is_on


def test_keys_follow_the_reader_and_letters_are_left_to_where_one_writes(
    review: Review, window: QWidget, page: QPushButton, qtbot: QtBot
) -> None:
    line = QLineEdit(page)
    line.show()
    review.begin()
    line.setFocus()
    qtbot.keyClicks(line, "cjr")
    assert line.text() == "cjr"
    assert review.bar.head.text() == "Review · 1 of 3"
    page.setFocus()
    review.set_keys({"confirm": [QKeySequence("Ctrl+Y")], "next_finding": []})
    assert review.bar.buttons["confirm"].text() == "Confirm (Ctrl+Y)"
    assert review.bar.buttons["next"].text() == "Next"
    qtbot.keyClick(page, Qt.Key.Key_C)
    qtbot.keyClick(page, Qt.Key.Key_J)
    assert review.bar.head.text() == "Review · 1 of 3"
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert review.bar.head.text() == "Review · 2 of 3"


def test_the_bar_takes_the_focus_where_no_key_would_be_heard(review: Review, window: QWidget, qtbot: QtBot) -> None:
    elsewhere = QPushButton("The library")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(elsewhere)
    elsewhere.show()
    elsewhere.setFocus()
    assert elsewhere.hasFocus()
    review.begin()
    assert review.bar.buttons["next"].hasFocus()
    qtbot.keyClick(review.bar.buttons["next"], Qt.Key.Key_C)
    assert review.bar.head.text() == "Review · 2 of 3"
    qtbot.keyClick(review.bar.buttons["next"], Qt.Key.Key_Escape)
    assert not review.is_on


def test_the_buttons_do_what_the_keys_do(desk: Desk, review: Review, qtbot: QtBot) -> None:
    known = ids(desk)
    review.begin()
    with qtbot.waitSignal(review.why_requested) as why:
        qtbot.mouseClick(review.bar.buttons["why"], Qt.MouseButton.LeftButton)
    assert why.args[0] == known["a4"]
    for name, now in (("next", "a3"), ("back", "a4"), ("reject", "a3"), ("not_speech", "a2")):
        qtbot.mouseClick(review.bar.buttons[name], Qt.MouseButton.LeftButton)
        assert review.current == known[now]
    qtbot.mouseClick(review.bar.buttons["leave"], Qt.MouseButton.LeftButton)
    assert not review.is_on


def test_every_control_has_a_name_and_the_buttons_stand_still_at_any_width(
    review: Review, window: QWidget, qtbot: QtBot
) -> None:
    review.begin()
    for chosen in (theme.LIGHT, theme.DARK):
        review.set_theme(chosen)
        assert review.bar.grab().toImage().pixelColor(review.bar.width() - 2, 1).name() == chosen.line.name()
    assert unnamed_controls(review.bar) == []
    window.setStyleSheet(style_sheet(theme.LIGHT))
    window.setFont(theme.interface_font(10.5))
    for width in (320, 900):
        window.resize(width, 500)
        qtbot.waitUntil(partial(_is_wide, review, width))
        tops = set()
        for step in (review.go_on, review.go_on, review.go_back, review.go_back):
            step()
            tops |= {button.mapTo(review.bar, button.rect().topLeft()).y() for button in _answers(review)}
            assert all(review.bar.rect().contains(_place(review, button)) for button in _answers(review))
        assert len(tops) == (3 if width == 320 else 1)


def _is_wide(review: Review, width: int) -> bool:
    return review.bar.width() == width


def _answers(review: Review) -> list[QPushButton]:
    return [button for name, button in review.bar.buttons.items() if name not in ("why", "leave")]


def _place(review: Review, button: QPushButton) -> QRect:
    return QRect(button.mapTo(review.bar, button.rect().topLeft()), button.size())

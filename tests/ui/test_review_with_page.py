"""A review over the real page and the real lists: their own keys wait until it is left, and both follow it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.corrections import Verdict
from desktop_app.domain.spans import Span
from desktop_app.ui.correcting.attributions import AttributionCorrecting
from desktop_app.ui.correcting.speaker_box import SpeakerBox
from desktop_app.ui.desk import Desk
from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.reviewing import Review
from tests.ui.reviewed import desk_with, doubted, ids

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", extend=True
)  # offscreen, popups cannot be raised


class Window(QWidget):
    """Page, lists and review, wired as in the program. `pressed`: what the page's own commands did."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.pressed: list[str] = []
        self.page, self.findings = PageView(), FindingsPanel(QLabel("notes"))
        self.review = Review(desk, self)
        self.who = AttributionCorrecting(desk, self)
        beside = QHBoxLayout()
        beside.addWidget(self.page, 2)
        beside.addWidget(self.findings, 1)
        column = QVBoxLayout(self)
        column.addLayout(beside, 1)
        column.addWidget(self.review.bar)
        assert desk.reading is not None
        text = desk.reading.revision.text
        self.page.show_reading(desk.reading)
        self.findings.show_reading(desk.reading)
        desk.findings_changed.connect(self.page.show_findings)
        desk.findings_changed.connect(lambda found: self.findings.show_findings(text, found))
        for key in ("J", "K", "C", "R", "Del"):
            action = QAction(key, self.page)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, key=key: self.pressed.append(key))
            self.page.addAction(action)
        self.review.listen_in(self.page, self.findings)
        self.review.passage_requested.connect(self._go_to)
        self.review.speaker_wanted.connect(lambda one, at: self.who.reassign(MarkRef("attribution", one), at))

    def _go_to(self, span: Span, target: tuple[str, str]) -> None:
        self.page.go_to(span)
        self.page.select_mark(MarkRef(*target))
        self.findings.select(*target)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_with(doubted(), tmp_path / "profile", qtbot) as made:
        yield made


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    made = Window(desk)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.page.text.setFocus()
    return made


def test_letters_on_the_page_are_the_reviews_while_it_is_on(desk: Desk, window: Window, qtbot: QtBot) -> None:
    known, text = ids(desk), window.page.text
    qtbot.keyClick(text, Qt.Key.Key_J)
    assert window.pressed == ["J"]
    window.review.toggle()
    assert text.scene.chosen == MarkRef("attribution", known["a4"])
    qtbot.keyClick(text, Qt.Key.Key_J)
    assert text.scene.chosen == MarkRef("attribution", known["a3"])
    for key in (Qt.Key.Key_C, Qt.Key.Key_Delete):
        qtbot.keyClick(text, key)
    assert window.pressed == ["J"]
    assert window.review.current is None
    qtbot.keyClick(text, Qt.Key.Key_K)
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert not window.review.is_on
    qtbot.keyClick(text, Qt.Key.Key_K)
    assert window.pressed == ["J", "K"]
    assert desk.reading is not None
    assert desk.reading.word is not None
    assert desk.reading.word.verdicts == {known["a3"]: Verdict.CONFIRMED, known["a2"]: Verdict.REJECTED}


def test_the_list_follows_and_its_keys_are_the_reviews_too(desk: Desk, window: Window, qtbot: QtBot) -> None:
    known, claims = ids(desk), window.findings.claims
    window.review.begin()
    assert window.findings.current_tab() == "claims"
    assert claims.current_row().attribution == known["a4"]
    claims.setFocus()
    qtbot.keyClick(claims, Qt.Key.Key_C)
    assert claims.current_row().attribution == known["a3"]
    qtbot.keyClick(claims, Qt.Key.Key_J)
    assert claims.current_row().attribution == known["a2"]
    qtbot.keyClick(claims, Qt.Key.Key_Escape)
    assert not window.review.is_on


def test_escape_closes_what_is_open_on_the_page_first(window: Window, qtbot: QtBot) -> None:
    window.review.begin()
    window.page.open_find()
    window.page.text.setFocus()
    qtbot.keyClick(window.page.text, Qt.Key.Key_Escape)
    assert window.review.is_on
    qtbot.keyClick(window.page.text, Qt.Key.Key_Escape)
    assert not window.review.is_on


def test_the_speaker_is_asked_for_and_the_next_comes_with_the_answer(desk: Desk, window: Window, qtbot: QtBot) -> None:
    known, text = ids(desk), window.page.text
    window.review.begin()
    for leaves in (True, False):
        qtbot.keyClick(text, Qt.Key.Key_R)
        box = window.findChild(SpeakerBox)
        assert box is not None
        if leaves:
            qtbot.keyClick(box, Qt.Key.Key_Escape)
            assert window.review.current == known["a4"]
            qtbot.waitUntil(lambda: window.findChild(SpeakerBox) is None)
            window.activateWindow()  # offscreen, no window is active once a popup has gone
            text.setFocus()
            qtbot.waitUntil(text.hasFocus)
        else:
            qtbot.keyClicks(box.line, "riv")
            qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert window.review.current == known["a3"]
    assert desk.reading is not None
    assert desk.reading.findings is not None
    said = next(one for one in desk.reading.findings.attributions if one.id == known["a4"])
    assert said.speaker == known["s2"]
    desk.undo()
    assert text.scene.chosen == MarkRef("attribution", known["a4"])

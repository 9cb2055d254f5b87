"""Searching in the running program: from the key to the very words on the page, and as the reader corrected it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.searching import HitKind
from desktop_app.ui.dialogs.search_help import SearchHelp
from tests.articles import HARBOUR
from tests.journeys.conftest import SECONDS
from tests.ui.findings.fiction import unnamed_controls

QUAY = (
    "Quay opens\n\nThe quay at Alder opened on Monday. “We waited for the quay,” said Ines Roth, the harbour master.\n"
)


@pytest.fixture
def app(launch: Callable[[], App], qtbot: QtBot, tmp_path: Path) -> App:
    made = launch()
    for name, text in (("quay.txt", QUAY), ("harbour.txt", HARBOUR)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with qtbot.waitSignal(made.window.desk.findings_changed, timeout=SECONDS):
        made.start([tmp_path / "quay.txt"])
    with qtbot.waitSignal(made.window.desk.findings_changed, timeout=SECONDS):
        made.window.desk.opening.files([tmp_path / "harbour.txt"])
    return made


def search(app: App, qtbot: QtBot, text: str, *, is_full: bool = False) -> None:
    """Types it over what is there, and waits for the answer."""
    window = app.window
    window.actions_by_id["search"].trigger()
    assert window.library.words.hasFocus()
    before = window.library.results.rows
    qtbot.keyClicks(window.library.words, text)
    if is_full:
        qtbot.keyClick(window.library.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.library.results.rows != before or not text, timeout=SECONDS)


def test_a_search_leads_to_the_words_and_back(app: App, qtbot: QtBot) -> None:
    window = app.window
    search(app, qtbot, "waited qua")
    (row,) = window.library.results.rows
    qtbot.keyClick(window.library.words, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        qtbot.keyClick(window.library.result_list, Qt.Key.Key_Return)
    reading = window.desk.reading
    assert reading is not None
    assert reading.article.id == row.hit.article_id
    assert row.hit.span is not None
    assert row.hit.span.of(reading.revision.text) == "quay"
    assert window.page.text.hasFocus()
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        window.actions_by_id["back"].trigger()


def test_what_somebody_says_is_found_as_the_reader_has_it(app: App, qtbot: QtBot) -> None:
    window = app.window
    search(app, qtbot, "said:quay")
    (row,) = window.library.results.rows
    assert (row.hit.kind, row.hit.speaker) == (HitKind.STATEMENT, "Ines Roth")
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        window.library.hit_requested.emit(row.hit)
    with qtbot.waitSignal(window.desk.findings_changed, timeout=SECONDS):
        window.desk.corrections.reject("attribution", row.hit.target_id)
    qtbot.waitUntil(lambda: window.library.results.rows == (), timeout=SECONDS)
    with qtbot.waitSignal(window.desk.findings_changed, timeout=SECONDS):
        window.desk.undo()
    qtbot.waitUntil(lambda: len(window.library.results.rows) == 1, timeout=SECONDS)


def test_a_note_is_found_while_the_query_stands_and_not_in_the_bin(app: App, qtbot: QtBot) -> None:
    window, desk = app.window, app.window.desk
    search(app, qtbot, "harbour", is_full=True)
    assert len(window.library.results.rows) == 2
    reading = desk.reading
    assert reading is not None
    assert desk.workspace is not None
    note = desk.workspace.new_note(reading, NoteTarget.ARTICLE, reading.article.id)
    desk.annotations.save_note(replace(note, text="Ask at the harbour"))
    qtbot.waitUntil(lambda: len(window.library.results.rows) == 3, timeout=SECONDS)
    window.actions_by_id["bin_article"].trigger()
    qtbot.waitUntil(lambda: len(window.library.results.rows) == 1, timeout=SECONDS)


def test_a_hit_in_the_open_article_is_gone_to_and_what_cannot_be_found_is_said(app: App, qtbot: QtBot) -> None:
    window = app.window
    search(app, qtbot, "committee")
    (row,) = window.library.results.rows
    assert row.is_open
    with qtbot.assertNotEmitted(window.desk.opened), qtbot.waitSignal(window.searching.passage_requested):
        qtbot.keyClick(window.library.words, Qt.Key.Key_Down)
        qtbot.keyClick(window.library.result_list, Qt.Key.Key_Return)
    assert window.page.text.hasFocus()

    window.actions_by_id["search"].trigger()
    qtbot.keyClicks(window.library.words, "speakr:roth")
    qtbot.waitUntil(lambda: "Did you mean speaker:?" in _said(app), timeout=SECONDS)
    window.library.words.setText("nothingofthekind")
    qtbot.waitUntil(lambda: "Nothing found" in _said(app), timeout=SECONDS)
    qtbot.keyClick(window.library.words, Qt.Key.Key_Escape)
    assert window.library.list.isVisible()


def _said(app: App) -> str:
    return " ".join(label.text() for label in app.window.library.findChildren(QLabel) if label.isVisible())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, windows cannot be raised
def test_an_example_of_the_help_is_looked_for(app: App, qtbot: QtBot) -> None:
    window = app.window
    window.actions_by_id["search_help"].trigger()
    (shown,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, SearchHelp) and one.isVisible()]
    assert unnamed_controls(shown) == []
    example = next(button for button in shown.findChildren(QPushButton) if button.text() == "said:ferry")
    qtbot.mouseClick(example, Qt.MouseButton.LeftButton)
    assert not shown.isVisible()
    assert window.library.words.text() == "said:ferry"
    qtbot.waitUntil(lambda: "Nothing found" in _said(app), timeout=SECONDS)


def test_a_long_search_can_be_stopped_and_a_late_answer_is_shown_to_nobody(app: App, qtbot: QtBot) -> None:
    window, held = app.window, threading.Event()
    for _ in range(3):  # all lanes for reading are busy: the search has to wait
        window.desk.background.run(held.wait, done=lambda _: None, failed=lambda _: None)
    window.actions_by_id["search"].trigger()
    window.library.words.look_for("harbour")
    qtbot.waitUntil(lambda: "Searching…" in _said(app), timeout=SECONDS)
    window.status.stop_requested.emit()
    held.set()
    qtbot.waitUntil(lambda: "Stopped. Enter searches again." in _said(app), timeout=SECONDS)
    qtbot.keyClick(window.library.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.library.results.rows) == 2, timeout=SECONDS)
    held.clear()
    for _ in range(3):
        window.desk.background.run(held.wait, done=lambda _: None, failed=lambda _: None)
    window.library.words.look_for("committee")
    window.library.words.look_for("quay")
    held.set()
    qtbot.waitUntil(
        lambda: "committee" not in window.library.words.text() and len(window.library.results.rows) == 1,
        timeout=SECONDS,
    )
    assert {row.hit.title for row in window.library.results.rows} == {"Quay opens"}
    window.library.words.clear()
    assert window.library.results.rows == ()

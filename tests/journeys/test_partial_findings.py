"""Findings that come in parts: shown as they settle, stored as a whole or not at all."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.findings import Findings
from desktop_app.domain.tasks import Task
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.page import MarkRef
from desktop_app.ui.placeholder import Placeholder
from desktop_app.workspace import Workspace, call_here
from tests.articles import HARBOUR
from tests.journeys.conftest import SECONDS


class Slow:
    """The Compute of a text so long that the first half of its findings is out while the rest is still being looked for."""

    def __init__(self) -> None:
        self.may_end = threading.Event()

    def __call__(
        self,
        function: Callable[..., Any],
        *args: object,
        task: Task,
        seconds: float,
        reports: bool = False,
        partial: Callable[[Any], None] | None = None,
    ) -> Any:
        answer = call_here(function, *args, task=task, seconds=seconds, reports=reports)
        if partial is not None:
            partial(_first_half(answer))
            while not self.may_end.wait(0.02):
                task.check()
        return answer


def _first_half(whole: Findings) -> Findings:
    attributions = whole.attributions[: len(whole.attributions) // 2]
    named = {found.speaker for found in attributions}
    speakers = tuple(speaker for speaker in whole.speakers if speaker.id in named)
    return replace(whole, speakers=speakers, attributions=attributions, claims=(), topics=())


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def window(launch: Callable[[], App], qtbot: QtBot, slow: Slow, tmp_path: Path) -> MainWindow:
    """An article is open, and the first part of its findings is shown."""
    app = launch()
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(HARBOUR.replace("Varga", f"Varga{number}") for number in "abcdefgh"), encoding="utf-8")
    desk = app.window.desk
    with qtbot.waitSignal(desk.articles_changed, timeout=SECONDS):
        app.start()
    assert desk.workspace is not None
    desk.use(Workspace(desk.workspace.library, slow))
    with qtbot.waitSignal(desk.analysis.part_found, timeout=SECONDS):
        app.window.intake.open_paths([path])
    return app.window


def _end(window: MainWindow, slow: Slow, qtbot: QtBot) -> Findings:
    with qtbot.waitSignal(window.desk.findings_changed, timeout=SECONDS):
        slow.may_end.set()
    assert window.desk.reading is not None
    assert window.desk.reading.findings is not None
    return window.desk.reading.findings


def _placeholders(window: MainWindow) -> set[str]:
    """What the panel says where it has nothing to list."""
    return {words.title() for words in window.findings.findChildren(Placeholder)}


def _stored(window: MainWindow) -> Findings | None:
    assert window.desk.workspace is not None
    assert window.desk.reading is not None
    return window.desk.workspace.library.reading(window.desk.reading.article.id).findings


def test_a_part_is_shown_and_not_stored(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    first = len(window.findings.claim_model.rows)
    assert first > 5
    assert "topic" not in window.status.counts
    assert sum(row.claims for row in window.findings.speaker_model.rows) == first
    window.findings.show_tab("topics")
    assert "Topics are found when the whole text has been read." in _placeholders(window)
    assert _stored(window) is None
    whole = _end(window, slow, qtbot)
    assert len(window.findings.claim_model.rows) > first
    assert _stored(window) == whole


def test_what_the_reader_has_chosen_and_where_they_are_stay_when_the_rest_comes(
    window: MainWindow, slow: Slow, qtbot: QtBot
) -> None:
    panel, page = window.findings, window.page
    panel.show_tab("claims")
    row = panel.claim_model.rows[-1]
    assert row.attribution is not None
    panel.claims.select_key(row.key)
    panel.speakers.select_key(row.speaker)
    page.go_to(row.span, flash=False)
    page.select_mark(MarkRef("attribution", row.attribution))
    qtbot.waitUntil(lambda: panel.claims.verticalScrollBar().value() > 0, timeout=SECONDS)
    page.text.setFocus()
    qtbot.keyClick(page.text, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    place, selected, scrolled = page.position(), page.selected_span(), panel.claims.verticalScrollBar().value()
    assert selected is not None

    whole = _end(window, slow, qtbot)

    (same,) = (found for found in whole.attributions if found.content[0].start == row.span.start)
    assert same.id != row.attribution
    assert page.text.scene.chosen == MarkRef("attribution", same.id)
    assert panel.claims.current_row().attribution == same.id
    assert panel.speakers.current_row().key == same.speaker
    assert (page.position(), page.selected_span()) == (place, selected)
    assert panel.claims.verticalScrollBar().value() == scrolled
    assert panel.current_tab() == "claims"


def test_the_speaker_that_was_chosen_among_parts_stays_chosen(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    panel = window.findings
    speaker = panel.speaker_model.rows[0]
    panel.set_filter(replace(panel.filter, speaker=speaker.key))
    whole = _end(window, slow, qtbot)
    (same,) = (each for each in whole.speakers if each.name == speaker.name)
    assert panel.filter.speaker == same.id
    assert {row.speaker for row in panel.claim_model.rows} == {same.id}


def test_stopping_takes_the_part_away_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.said, timeout=SECONDS):
        window.status.stop_requested.emit()
    assert "nothing of this analysis was kept" in window.status.words
    assert window.findings.claim_model.rows == ()
    assert "Not analysed" in _placeholders(window)
    assert _stored(window) is None


def test_nothing_lasting_hangs_on_a_finding_of_a_part(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    row = window.findings.claim_model.rows[0]
    assert row.attribution is not None
    window.findings.note_requested.emit(NoteTarget.ATTRIBUTION, row.attribution)
    assert "when the analysis has ended" in window.status.words
    window.page.go_to(row.span, flash=False)
    window.marking.copy_link()
    assert row.attribution not in QGuiApplication.clipboard().text()
    assert window.desk.annotations.note_on(NoteTarget.ARTICLE, "") is not None
    whole = _end(window, slow, qtbot)
    assert window.desk.annotations.note_on(NoteTarget.ATTRIBUTION, whole.attributions[0].id) is not None


def test_parts_of_another_analysis_do_not_replace_whole_findings(window: MainWindow, slow: Slow, qtbot: QtBot) -> None:
    _end(window, slow, qtbot)
    rows = window.findings.claim_model.rows
    slow.may_end.clear()
    window.actions_by_id["analyse_again"].trigger()
    with qtbot.waitSignal(window.desk.said, timeout=SECONDS):
        window.desk.work.cancel()
    assert window.findings.claim_model.rows == rows


def test_the_window_needs_neither_network_nor_numbers(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from desktop_app.app import App, make_application\n"
        "application = make_application(['pressmark'])\n"
        "app = App(Path(sys.argv[1]))\n"
        "heavy = lambda: sorted({'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules))\n"
        "app.window.first_shown.connect(lambda: print('painted', heavy()))\n"
        "app.window.desk.articles_changed.connect(lambda _: app.window.close())\n"
        "app.closed.connect(application.quit)\n"
        "app.start(); application.exec(); print('closed', heavy())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "profile")], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.splitlines() == ["painted []", "closed []"]

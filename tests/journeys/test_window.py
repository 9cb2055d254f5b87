"""The window as a whole: names for screen readers, welcome, words at its foot, drops, and a library that cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.domain.errors import AppError
from desktop_app.domain.findings import Findings, Speaker, SpeakerKind
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.storage import Library
from desktop_app.ui.actions import COMMANDS
from desktop_app.ui.dialogs import (
    AboutDialog,
    EncodingDialog,
    ProblemDialog,
    ReadingOptionsDialog,
    RepairsDialog,
    ShortcutsDialog,
)
from desktop_app.ui.status_line import StatusLine
from desktop_app.workspace import Workspace
from tests.articles import DAMAGED, HARBOUR
from tests.journeys.conftest import SECONDS, leave
from tests.ui.findings.fiction import unnamed_controls


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a story with ümlaut.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    return path


@pytest.fixture
def app(launch: Callable[[], App], qtbot: QtBot, article: Path) -> App:
    made = launch()
    with qtbot.waitSignal(made.window.desk.findings_changed, timeout=SECONDS):
        made.start([article])
    return made


@pytest.fixture
def empty(launch: Callable[[], App], qtbot: QtBot) -> App:
    made = launch()
    with qtbot.waitSignal(made.window.desk.articles_changed, timeout=SECONDS):
        made.start()
    return made


def test_every_control_of_the_window_has_a_name(app: App) -> None:
    assert unnamed_controls(app.window) == []


def test_every_command_stands_in_a_menu_with_its_key(app: App) -> None:
    shown = {
        action
        for menu in app.window.menuBar().findChildren(type(app.window.menuBar().addMenu("x")))
        for action in menu.actions()
    }
    for command in COMMANDS:
        action = app.window.actions_by_id[command.id]
        assert action in shown, command.id
        assert bool(action.shortcut().toString()) == bool(command.keys), command.id


def test_an_empty_window_offers_three_ways_to_begin(empty: App, qtbot: QtBot) -> None:
    window = empty.window
    assert window.welcome.isVisible()
    assert not window.page.isVisible()
    assert not window.actions_by_id["export"].isEnabled()
    with qtbot.waitSignal(window.desk.findings_changed, timeout=SECONDS):
        qtbot.mouseClick(window.welcome.sample_button, Qt.MouseButton.LeftButton)
    assert window.page.isVisible()
    assert window.actions_by_id["export"].isEnabled()


def test_a_dropped_file_is_opened(empty: App, qtbot: QtBot, article: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(article))])
    with qtbot.waitSignal(empty.window.desk.findings_changed, timeout=SECONDS):
        empty.window.dropEvent(_drop(data))
    assert empty.window.desk.reading is not None


def test_dropped_text_is_opened_and_an_empty_clipboard_is_said_to_be_empty(empty: App, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText(HARBOUR)
    with qtbot.waitSignal(empty.window.desk.findings_changed, timeout=SECONDS):
        empty.window.dropEvent(_drop(data))
    QGuiApplication.clipboard().setMimeData(QMimeData())
    empty.window.intake.paste()
    assert "no text on the clipboard" in empty.window.status.words


def test_a_key_without_a_selection_says_what_to_do(app: App, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_N, Qt.Key.Key_Q):
        qtbot.keyClick(app.window.page.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(app.window.page.text, Qt.Key.Key_End)
        qtbot.keyClick(app.window.page.text, key)
        assert "Select a passage first" in app.window.status.words


def test_single_letters_can_be_switched_off(app: App, qtbot: QtBot) -> None:
    window = app.window
    window.actions_by_id["letter_keys"].trigger()
    window.actions_by_id["go_page"].trigger()
    qtbot.keyClick(window.page.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.page.text, Qt.Key.Key_1)
    assert window.desk.reading is not None
    assert window.desk.reading.highlights == ()
    window.actions_by_id["letter_keys"].trigger()
    qtbot.keyClick(window.page.text, Qt.Key.Key_1)
    assert len(window.desk.reading.highlights) == 1


def test_a_passage_is_copied_with_its_citation_and_as_a_link(app: App, qtbot: QtBot) -> None:
    window = app.window
    qtbot.keyClick(window.page.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.page.text, Qt.Key.Key_X)
    assert "pressmark://article/" in QGuiApplication.clipboard().text()
    window.actions_by_id["copy_link"].trigger()
    assert QGuiApplication.clipboard().text().startswith("pressmark://article/")


def test_findings_are_walked_with_the_keyboard(app: App, qtbot: QtBot) -> None:
    window = app.window
    seen: list[object] = []
    window.page.mark_activated.connect(seen.append)
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_O):
        qtbot.keyClick(window.page.text, key)
    assert seen[0] == seen[2]
    assert seen[0] != seen[1]
    assert window.findings.current_tab() == "claims"


def test_panels_and_reading_mode_come_and_go(app: App) -> None:
    window = app.window
    for command in ("speakers", "claims", "topics", "notes"):
        window.actions_by_id[command].trigger()
        assert window.findings.current_tab() == command
    window.actions_by_id["show_findings"].trigger()
    assert not window.findings.isVisible()
    window.actions_by_id["claims"].trigger()
    assert window.findings.isVisible()
    window.actions_by_id["reading_mode"].trigger()
    assert not window.findings.isVisible()
    assert not window.menuBar().isVisible()
    window.actions_by_id["reading_mode"].trigger()
    assert window.findings.isVisible()
    assert window.menuBar().isVisible()
    window.actions_by_id["go_library"].trigger()


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("repairs", RepairsDialog),
        ("encoding", EncodingDialog),
        ("reading_options", ReadingOptionsDialog),
        ("shortcuts", ShortcutsDialog),
        ("about", AboutDialog),
    ],
)
def test_each_dialog_opens_named_and_closes(app: App, qtbot: QtBot, command: str, kind: type[QDialog]) -> None:
    app.window.actions_by_id[command].trigger()
    (dialog,) = app.window.findChildren(kind)
    assert unnamed_controls(dialog) == []
    with qtbot.waitSignal(dialog.finished, timeout=SECONDS):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_dialog_of_repairs_follows_its_own_switch(app: App, qtbot: QtBot) -> None:
    window = app.window
    window.actions_by_id["repairs"].trigger()
    (dialog,) = window.findChildren(RepairsDialog)
    restored = dialog.title()
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        dialog.repair_toggled.emit(False)
    assert dialog.title() != restored
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        dialog.repair_toggled.emit(True)
    assert dialog.title() == restored
    with qtbot.waitSignal(dialog.finished, timeout=SECONDS):
        dialog.accept()
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        window.desk.opening.set_repaired(False)


def test_a_wrong_guess_of_the_encoding_is_set_right_in_a_dialog(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    window = app.window
    path = tmp_path / "cyrillic.txt"
    path.write_bytes("Мост закрыт\n\nГород сказал: завтра.\n".encode("koi8-r"))
    with qtbot.waitSignal(window.desk.findings_changed, timeout=SECONDS):
        window.intake.open_paths([path])
    window.actions_by_id["encoding"].trigger()
    (dialog,) = window.findChildren(EncodingDialog)
    dialog.box.setCurrentText("mac-roman")
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    assert window.desk.reading is not None
    assert window.desk.reading.revision.encoding == "mac-roman"
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        window.desk.opening.set_encoding("koi8-r")
    assert window.desk.reading.revision.text.startswith("Мост закрыт")


def test_the_form_of_exports_is_chosen_in_the_menu_and_remembered(
    app: App,
    launch: Callable[[], App],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    app.window.actions_by_id["plain_export"].trigger()
    assert app.window.desk.reading is not None
    with qtbot.waitSignal(app.window.desk.exported, timeout=SECONDS) as exported:
        app.window.intake.export_to([app.window.desk.reading.article.id], tmp_path / "notes")
    assert "[!quote]" not in exported.args[0][0].read_text(encoding="utf-8")
    leave(app, qtbot)
    assert launch().window.actions_by_id["plain_export"].isChecked()


def test_the_theme_goes_round_and_type_stays_in_its_bounds(app: App) -> None:
    window = app.window
    names = []
    for _ in range(3):
        window.actions_by_id["theme_next"].trigger()
        names.append(window.settings.theme)
    assert names == ["light", "dark", "system"]
    for _ in range(60):
        window.actions_by_id["type_larger"].trigger()
        window.actions_by_id["narrower"].trigger()
    assert (window.settings.type_size, window.settings.line_width) == (40.5, 45)
    window.actions_by_id["type_normal"].trigger()
    assert window.settings.line_width == 68


def test_a_backup_is_made_on_demand(app: App, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.window.status.said, timeout=SECONDS):
        app.window.actions_by_id["back_up"].trigger()
    assert "Backed up" in app.window.status.words


def test_a_damaged_library_is_said_and_the_newest_backup_takes_its_place(
    launch: Callable[[], App],
    qtbot: QtBot,
    profile: Path,
    article: Path,
) -> None:
    workspace = Workspace.open(profile)
    workspace.open_file(article, Task())
    workspace.library.back_up()
    workspace.close()
    (profile / "library.db").write_bytes(b"not a library at all" * 500)
    made = launch()
    with qtbot.waitSignal(made.window.problem_shown, timeout=SECONDS):
        made.start()
    (dialog,) = made.window.findChildren(ProblemDialog)
    restore = next(button for button in dialog.findChildren(QPushButton) if "backup" in button.text())
    with qtbot.waitSignal(made.window.desk.articles_changed, timeout=SECONDS) as shown:
        qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    assert shown.args[0].counts.all == 1
    assert list(profile.glob("*damaged*"))


def test_words_that_cannot_be_saved_stay_in_the_editor(app: App, qtbot: QtBot) -> None:
    """The library goes away while somebody types: nothing is lost, and the reader is told."""
    window = app.window
    workspace = window.desk.workspace
    assert workspace is not None
    window.actions_by_id["article_note"].trigger()
    workspace.library.close()
    with qtbot.waitSignal(window.desk.annotations.note_failed, timeout=SECONDS):
        qtbot.keyClicks(window.notes.editor.edit, "Do not lose me")
        window.notes.flush()
    assert window.notes.has_unsaved()
    assert window.notes.editor.edit.toPlainText() == "Do not lose me"
    object.__setattr__(workspace, "library", Library.open(app.profile))
    with qtbot.waitSignal(window.desk.annotations.note_saved, timeout=SECONDS):
        window.notes.drafts.retry()
    assert not window.notes.has_unsaved()


def test_a_bug_is_shown_without_private_words(app: App) -> None:
    app.window.show_problem(ZeroDivisionError("Ilse Varga’s private note"))
    (dialog,) = app.window.findChildren(ProblemDialog)
    assert "private note" not in dialog.details.toPlainText()
    dialog.close()
    app.window.show_problem(AppError("This happened.", kept="All of it.", advice="Do that."))


def test_the_status_line_counts_in_words(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_findings(Findings("rules", "1", speakers=(Speaker("s1", "Ilse Varga", SpeakerKind.PERSON),)))
    assert line.counts == "0 quotations · 1 speaker · 0 topics"
    line.show_findings(None)
    assert line.counts == ""
    line.begin("Reading")
    line.advance(0.5)
    line.end()


def test_the_status_line_tells_of_rules_only_where_they_were_alone(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    told = []
    for findings in (None, Findings("rules", "3"), Findings("network", "3.5d8d0a4d22c0"), None):
        line.show_findings(findings)
        told.append(line.tells_of_rules)
    assert told == [False, True, False, False]


def test_why_rules_alone_were_at_work_is_explained_with_what_to_do(app: App) -> None:
    app.window.status.explanation_requested.emit()
    (dialog,) = app.window.findChildren(ProblemDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "missing or damaged" in said
    assert "Install Pressmark again" in said
    dialog.close()


def _notes(app: App) -> list[str]:
    reading = app.window.desk.reading
    return [note.text for note in reading.notes] if reading else []


def _drop(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )


def test_a_note_that_was_emptied_comes_back_with_its_last_words(app: App, qtbot: QtBot) -> None:
    window = app.window
    window.actions_by_id["article_note"].trigger()
    editor = window.notes.editor.edit
    with qtbot.waitSignal(window.desk.annotations.note_saved, timeout=SECONDS):
        qtbot.keyClicks(editor, "Think twice")
        window.notes.flush()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.desk.removed, timeout=SECONDS):
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert _notes(app) == []
    window.desk.undo()
    assert _notes(app) == ["Think twice"]


def test_control_and_the_wheel_change_the_type(app: App) -> None:
    before = app.window.settings.type_size
    app.window.page.type_requested.emit(1)
    assert app.window.settings.type_size == pytest.approx(before * 1.1)


def test_a_long_analysis_shows_its_progress_and_can_be_stopped(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    window = app.window
    path = tmp_path / "long.txt"
    path.write_text(HARBOUR * 400, encoding="utf-8")
    with qtbot.waitSignal(window.desk.work.progressed, timeout=SECONDS):
        window.intake.open_paths([path])
    assert window.desk.reading is not None
    assert len(window.desk.reading.revision.text) > 300_000
    with qtbot.waitSignal(window.desk.work.ended, timeout=SECONDS):
        window.status.stop_requested.emit()
    assert window.desk.reading.findings is None
    with qtbot.waitSignal(window.desk.work.started, timeout=SECONDS):
        window.actions_by_id["analyse_again"].trigger()
    with qtbot.waitSignal(window.desk.work.ended, timeout=SECONDS):
        window.desk.work.cancel()


def test_an_article_that_is_asked_for_later_wins(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    """The answer to a former wish never replaces what the reader asked for last."""
    window = app.window
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("The first story\n\n" + HARBOUR * 50, encoding="utf-8")
    second.write_text("The second story\n\nNothing more was known, the town of Ambry said.\n", encoding="utf-8")
    window.intake.open_paths([first])
    with qtbot.waitSignal(window.desk.findings_changed, timeout=SECONDS):
        window.intake.open_paths([second])
    assert window.windowTitle().startswith("The second story")
    qtbot.waitUntil(
        lambda: window.desk.reading is not None and window.desk.reading.findings is not None, timeout=SECONDS
    )
    assert window.windowTitle().startswith("The second story")


def test_several_files_are_all_read_and_the_first_is_shown(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"Story number {number}\n\nIt was late, the town of Ambry said.\n", encoding="utf-8")
    window = app.window
    window.intake.open_paths(paths)
    qtbot.waitUntil(lambda: len(window.library.model.rows) == 4, timeout=SECONDS)
    assert window.windowTitle().startswith("Story number 0")


def test_where_the_first_of_several_files_fails_the_next_good_one_is_shown(
    empty: App, qtbot: QtBot, article: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    with qtbot.waitSignal(empty.window.desk.findings_changed, timeout=SECONDS):
        empty.window.intake.open_paths([picture, tmp_path / "missing.txt", article])
    said = [dialog.windowTitle() + _words(dialog) for dialog in empty.window.findChildren(ProblemDialog)]
    assert len(said) == 1
    assert "picture.txt" in said[0]
    assert "missing.txt" in said[0]


def test_what_was_opened_together_is_read_even_if_another_article_is_asked_for(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = app.window.desk
    assert desk.reading is not None
    first = desk.reading.article.id
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"Story number {number}\n\nIt was late, the town of Ambry said.\n", encoding="utf-8")
    desk.opening.files(paths)
    desk.opening.article(first)
    qtbot.waitUntil(lambda: len(app.window.library.model.rows) == 4, timeout=SECONDS)
    assert desk.reading.article.id == first


def test_a_step_of_another_text_of_the_article_cannot_be_undone_into_this_one(app: App, qtbot: QtBot) -> None:
    desk = app.window.desk
    assert desk.reading is not None
    text = desk.reading.revision.text
    start = text.index("fog machine")
    highlight = desk.annotations.add_highlight(Span(start, start + 11), desk.reading.colours[0].id)
    assert highlight is not None
    with qtbot.waitSignal(desk.opened, timeout=SECONDS):
        desk.opening.set_repaired(False)
    assert not app.window.actions_by_id["undo"].isEnabled()
    assert [item.span.of(desk.reading.revision.text) for item in desk.reading.highlights] == ["fog machine"]


def test_a_file_that_fails_leaves_the_analysis_of_the_open_article_alone(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    path.write_text(HARBOUR * 60, encoding="utf-8")
    desk = app.window.desk
    with qtbot.waitSignal(desk.opened, timeout=SECONDS):
        app.window.intake.open_paths([path])
    with qtbot.waitSignals([desk.failed, desk.findings_changed], timeout=SECONDS):
        app.window.intake.open_paths([tmp_path / "missing.txt"])


def test_the_offer_to_undo_goes_when_something_else_is_done(app: App) -> None:
    desk, status = app.window.desk, app.window.status
    assert desk.reading is not None
    colour = desk.reading.colours[0].id
    highlight = desk.annotations.add_highlight(Span(0, 8), colour)
    assert highlight is not None
    desk.annotations.remove_highlights([highlight.id])
    assert status.offers_undo
    desk.annotations.add_highlight(Span(10, 18), colour)
    assert not status.offers_undo


def test_many_problems_come_as_two_dialogs_one_after_the_other(app: App, qtbot: QtBot) -> None:
    for number in range(5):
        app.window.show_problem(AppError(f"Problem {number}"))
    (dialog,) = app.window.findChildren(ProblemDialog)
    dialog.accept()
    qtbot.waitUntil(
        lambda: any("4 more" in each.title() for each in app.window.findChildren(ProblemDialog)), timeout=SECONDS
    )


def test_moving_to_the_bin_is_undone_in_the_order_of_what_was_done(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    desk = app.window.desk
    undo = app.window.actions_by_id["undo"]
    first = desk.reading
    assert first is not None
    other = tmp_path / "other.txt"
    other.write_text("Another story\n\nIt was late, the town of Ambry said.\n", encoding="utf-8")
    with qtbot.waitSignal(desk.findings_changed, timeout=SECONDS):
        app.window.intake.open_paths([other])
    desk.annotations.add_highlight(Span(0, 7), first.colours[0].id)
    with qtbot.waitSignal(desk.removed, timeout=SECONDS):
        desk.remove_article(first.article.id)
    assert "bin" in undo.text()
    with qtbot.waitSignal(desk.opened, timeout=SECONDS):
        undo.trigger()
    assert desk.reading is not None
    assert desk.reading.article.id == first.article.id


def test_a_narrow_window_leaves_its_width_to_the_page(app: App) -> None:
    window = app.window
    window.resize(800, 600)
    assert not window.library.isVisible()
    assert window.page.width() >= 400
    window.actions_by_id["show_library"].trigger()
    assert window.library.isVisible()
    window.resize(1300, 800)
    assert window.library.isVisible()


def _words(dialog: QDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))

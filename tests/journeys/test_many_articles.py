"""A folder comes in while the reader goes on: imported, analysed, stopped, quit in the middle, and what failed is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.domain.errors import CannotSave
from desktop_app.domain.intake import Became, Tally
from desktop_app.storage import Library
from desktop_app.ui.dialogs import ImportFailuresDialog
from tests.journeys.conftest import SECONDS, leave
from tests.ui.findings.fiction import unnamed_controls

STORY = "Ferry to stay, pier {}\n\n“The ferry will stay,” Ada Vane, the harbour master, said on pier {}.\n"


@pytest.fixture
def app(launch: Callable[[], App], qtbot: QtBot) -> App:
    made = launch()
    with qtbot.waitSignal(made.window.desk.articles_changed, timeout=SECONDS):
        made.start()
    return made


def stories(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(STORY.format(number, number), encoding="utf-8")
    return paths


def import_all(app: App, qtbot: QtBot, *paths: Path) -> Tally:
    with qtbot.waitSignal(app.window.desk.gathering.import_ended, timeout=SECONDS) as ended:
        app.window.intake.open_paths(paths)
    tally = ended.args[0]
    assert isinstance(tally, Tally)
    return tally


def wait_until_analysed(app: App, qtbot: QtBot, count: int) -> None:
    space = app.window.desk.workspace
    assert space is not None
    qtbot.waitUntil(
        lambda: (
            sum(summary.is_analysed for summary in space.articles()) == count and app.window.desk.gathering.left == 0
        ),
        timeout=SECONDS,
    )


def test_a_dropped_folder_is_imported_then_analysed_and_the_list_says_what_waits(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    window = app.window
    stories(tmp_path / "news" / "deep", 5)
    waiting: list[list[bool]] = []
    window.desk.articles_changed.connect(lambda overview: waiting.append([one.is_analysed for one in overview.newest]))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "news"))])
    window.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: len(window.library.model.rows) == 5, timeout=SECONDS)
    assert [False] * 5 in waiting
    assert "5 articles imported" in window.status.words
    wait_until_analysed(app, qtbot, 5)
    qtbot.waitUntil(lambda: all(row.summary.is_analysed for row in window.library.model.rows), timeout=SECONDS)
    assert window.many.strip.isHidden()


def test_a_folder_is_chosen_from_the_menu_and_remembered_and_one_without_articles_is_said_to_be_so(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories(tmp_path / "news", 2)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "news"))
    with qtbot.waitSignal(app.window.desk.gathering.import_ended, timeout=SECONDS):
        app.window.actions_by_id["import_folder"].trigger()
    assert app.window.settings.last_folder == str(tmp_path / "news")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    app.window.actions_by_id["import_folder"].trigger()
    assert app.window.desk.gathering.tally is None
    (tmp_path / "pictures").mkdir()
    import_all(app, qtbot, tmp_path / "pictures")
    assert "no text, Markdown or HTML file" in app.window.status.words
    assert app.window.many.strip.show_failures.isHidden()


def test_what_failed_is_listed_with_reasons_and_can_be_copied(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    window = app.window
    stories(tmp_path / "news", 3)
    (tmp_path / "news" / "empty.txt").touch()
    (tmp_path / "news" / "binary.html").write_bytes(bytes(range(256)) * 40)
    assert not window.actions_by_id["import_failures"].isEnabled()
    assert import_all(app, qtbot, tmp_path / "news").counts[Became.FAILED] == 2
    strip = window.many.strip
    assert strip.isVisible()
    assert strip.words.text() == "3 articles imported, 2 files failed."
    assert unnamed_controls(strip) == []
    qtbot.mouseClick(strip.show_failures, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ImportFailuresDialog)
    assert isinstance(dialog, ImportFailuresDialog)
    assert unnamed_controls(dialog) == []
    assert [row.name for row in dialog.model.rows] == ["binary.html", "empty.txt"]
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == [row.key for row in dialog.model.rows]
    assert all(line.split("\t")[1] for line in lines)
    with qtbot.waitSignal(dialog.finished):
        dialog.accept()
    for is_out_of_sight in (True, False):
        window.actions_by_id["reading_mode"].trigger()
        assert strip.isHidden() is is_out_of_sight
    strip.dismiss.setFocus()
    qtbot.keyClick(strip.dismiss, Qt.Key.Key_Escape)
    assert "failed" not in strip.words.text() or strip.isHidden()
    window.actions_by_id["import_failures"].trigger()
    qtbot.waitUntil(lambda: window.findChild(ImportFailuresDialog) is not None)


def test_a_stopped_import_keeps_what_it_has_and_a_polite_kill_asks_nothing(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    window, gathering = app.window, app.window.desk.gathering
    stories(tmp_path / "news", 200)
    window.intake.open_paths([tmp_path / "news"])
    window.intake.open_paths([tmp_path / "news"])  # asked for twice: stopping stops both
    qtbot.waitUntil(lambda: gathering.tally is not None and gathering.tally.done > 0, timeout=SECONDS)
    window.many.strip._follow()
    assert window.many.strip.words.text().startswith("Importing: ")
    with qtbot.waitSignal(gathering.import_ended, timeout=SECONDS) as ended:
        qtbot.mouseClick(window.many.strip.cancel, Qt.MouseButton.LeftButton)
        assert "Stopping" in window.many.strip.words.text()
    tally, was_stopped = ended.args
    assert was_stopped
    assert 0 < tally.counts[Became.IMPORTED] < 200
    assert "what was imported stays" in window.status.words
    space = window.desk.workspace
    assert space is not None
    assert len(space.articles()) == tally.counts[Became.IMPORTED]
    assert gathering.tally is None
    window.intake.open_paths([tmp_path / "news"])
    with qtbot.waitSignal(app.closed, timeout=SECONDS):
        window.many.quit_unasked()  # as the system does; nobody is asked


def test_a_folder_named_at_the_start_is_imported_once_the_library_is_open(
    launch: Callable[[], App], qtbot: QtBot, tmp_path: Path
) -> None:
    stories(tmp_path / "news", 3)
    app = launch()
    with qtbot.waitSignal(app.window.desk.gathering.import_ended, timeout=SECONDS) as ended:
        app.start([tmp_path / "news"])
    assert ended.args[0].counts == {Became.IMPORTED: 3}


def test_of_many_files_the_first_is_shown_and_all_are_imported(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    paths = stories(tmp_path / "news", 12)
    import_all(app, qtbot, *paths)
    desk = app.window.desk
    qtbot.waitUntil(lambda: desk.reading is not None, timeout=SECONDS)
    assert desk.reading is not None
    assert desk.reading.article.metadata.title == "Ferry to stay, pier 0"
    wait_until_analysed(app, qtbot, 12)


def test_the_open_article_is_analysed_before_all_others(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    window, desk = app.window, app.window.desk
    stories(tmp_path / "news", 30)
    desk.gathering.pause(True)
    import_all(app, qtbot, tmp_path / "news")
    assert desk.workspace is not None
    oldest = desk.workspace.articles()[-1].id
    with qtbot.waitSignal(desk.findings_changed, timeout=SECONDS):
        desk.gathering.pause(False)
        window.open_article(oldest)
    assert desk.reading is not None
    assert desk.reading.article.id == oldest
    assert desk.reading.findings is not None
    assert desk.workspace.library.count_unanalysed() > 20
    assert window.actions_by_id["pause_analysis"].isEnabled()
    window.actions_by_id["pause_analysis"].trigger()
    assert desk.gathering.is_paused
    window.many.strip._follow()
    assert "paused" in window.many.strip.words.text()


def test_an_article_that_was_left_before_it_was_analysed_is_analysed_in_the_background(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = app.window.desk
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(STORY.format(number, number) for number in range(80)), encoding="utf-8")
    short, *_ = stories(tmp_path / "news", 1)
    app.window.intake.open_paths([long])
    qtbot.waitUntil(lambda: desk.reading is not None, timeout=SECONDS)
    app.window.intake.open_paths([short])
    wait_until_analysed(app, qtbot, 2)


def test_after_a_quit_the_analysis_goes_on_where_it_was(
    app: App, launch: Callable[[], App], qtbot: QtBot, tmp_path: Path, profile: Path
) -> None:
    stories(tmp_path / "news", 12)
    import_all(app, qtbot, tmp_path / "news")
    leave(app, qtbot)  # asks nothing: what waits is analysed after the next start
    with Library.open(profile) as library:
        assert library.count_unanalysed() > 0
    again = launch()
    with qtbot.waitSignal(again.window.desk.articles_changed, timeout=SECONDS):
        again.start()
    wait_until_analysed(again, qtbot, 12)


def test_quitting_in_the_middle_of_an_import_asks_first(app: App, qtbot: QtBot, tmp_path: Path, profile: Path) -> None:
    window = app.window
    stories(tmp_path / "news", 250)
    window.intake.open_paths([tmp_path / "news"])
    window.close()
    question = window.many._question
    assert question is not None
    assert window.isVisible()
    next(button for button in question.buttons() if "Go on" in button.text()).click()
    assert window.isVisible()
    window.close()
    question = window.many._question
    assert question is not None
    quit_now = next(button for button in question.buttons() if "quit" in button.text())
    with qtbot.waitSignal(app.closed, timeout=SECONDS):
        quit_now.click()
    with Library.open(profile) as library:
        for summary in library.summaries():
            assert library.reading(summary.id).revision.blocks


def test_a_full_disk_pauses_the_analysis_and_the_menu_goes_on_with_it(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, gathering = app.window, app.window.desk.gathering
    stories(tmp_path / "news", 2)

    def full(*_: object, **__: object) -> None:
        raise CannotSave("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "save_findings", full)
        import_all(app, qtbot, tmp_path / "news")
        qtbot.waitUntil(lambda: gathering.is_paused, timeout=SECONDS)
    assert "The disk is full" in window.status.words
    pause = window.actions_by_id["pause_analysis"]
    assert pause.isChecked()
    pause.trigger()
    wait_until_analysed(app, qtbot, 2)

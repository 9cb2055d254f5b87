"""The main job, from a file to an export, through real widgets and two starts of the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.domain.links import parse_link
from desktop_app.domain.spans import Span, hull
from desktop_app.ui.dialogs import ProblemDialog
from desktop_app.ui.page import MarkRef
from tests.articles import DAMAGED, HARBOUR
from tests.journeys.conftest import SECONDS, leave


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour story.txt"
    path.write_text(HARBOUR, encoding="utf-8")
    return path


def _start(app: App, qtbot: QtBot, *files: Path) -> None:
    with qtbot.waitSignal(app.window.desk.findings_changed, timeout=SECONDS):
        app.start(files)


def _start_again(app: App, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.window.desk.opened, timeout=SECONDS):
        app.start()


def _span(words: str) -> Span:
    start = HARBOUR.index(words)
    return Span(start, start + len(words))


def _editor(widget: QWidget) -> QPlainTextEdit:
    return next(editor for editor in widget.findChildren(QPlainTextEdit) if editor.isVisible())


def _select(app: App, qtbot: QtBot, span: Span) -> None:
    """Select a passage as a keyboard user does: go there, then Shift and the arrow."""
    app.window.page.go_to(Span(span.start, span.start), flash=False)
    for _ in range(span.length):
        qtbot.keyClick(app.window.page.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert app.window.page.selected_span() == span


def _notes(app: App) -> list[str]:
    reading = app.window.desk.reading
    assert reading is not None
    return [note.text for note in reading.notes]


def _press(app: App, qtbot: QtBot, key: Qt.Key) -> None:
    """A key on the page, where the caret is."""
    qtbot.keyClick(app.window.page.text, key)


def test_file_mark_note_quit_start_export(
    launch: Callable[[], App], qtbot: QtBot, article: Path, tmp_path: Path
) -> None:
    app = launch()
    _start(app, qtbot, article)
    window = app.window
    reading = window.desk.reading
    assert reading is not None
    assert reading.findings is not None
    assert "Ilse Varga" in [speaker.name for speaker in reading.findings.speakers]
    assert window.windowTitle().startswith("Minister promises")

    place = _span("The first estimate was 14 million")
    _select(app, qtbot, place)
    _press(app, qtbot, Qt.Key.Key_2)
    assert [highlight.span for highlight in window.desk.reading.highlights] == [place]  # type: ignore[union-attr]

    _select(app, qtbot, place)
    _press(app, qtbot, Qt.Key.Key_N)
    with qtbot.waitSignal(window.desk.annotations.note_saved, timeout=SECONDS):
        qtbot.keyClicks(_editor(window.notes), "Ask the *audit office* for both figures.")
    qtbot.waitUntil(lambda: not window.notes.has_unsaved(), timeout=SECONDS)
    leave(app, qtbot)

    app = launch()
    _start_again(app, qtbot)
    window = app.window
    reading = window.desk.reading
    assert reading is not None
    assert reading.highlights[0].span == place
    assert reading.highlights[0].colour_id == reading.colours[1].id
    assert _notes(app) == ["Ask the *audit office* for both figures."]
    assert reading.findings is not None

    with qtbot.waitSignal(window.desk.exported, timeout=SECONDS) as exported:
        window.intake.export_to([reading.article.id], tmp_path / "notes")
    (path,) = exported.args[0]
    text = path.read_text(encoding="utf-8")
    assert text.startswith("---\n")
    assert "Ask the *audit office* for both figures." in text
    assert "The first estimate was 14 million" in text
    assert f"pressmark://article/{reading.article.id}?h={reading.highlights[0].id}" in text
    assert "> [!quote] Marguerite Osei" in text


def test_words_typed_just_before_quitting_are_there_at_the_next_start(
    launch: Callable[[], App], qtbot: QtBot, article: Path
) -> None:
    app = launch()
    _start(app, qtbot, article)
    app.window.actions_by_id["article_note"].trigger()
    qtbot.keyClicks(_editor(app.window.notes), "Unfinished")
    leave(app, qtbot)
    app = launch()
    _start_again(app, qtbot)
    assert _notes(app) == ["Unfinished"]


def test_every_change_to_a_highlight_can_be_undone_and_redone(
    launch: Callable[[], App], qtbot: QtBot, article: Path
) -> None:
    app = launch()
    _start(app, qtbot, article)
    window, desk = app.window, app.window.desk

    def colours() -> list[str]:
        reading = desk.reading
        assert reading is not None
        return [highlight.colour_id for highlight in reading.highlights]

    assert desk.reading is not None
    names = [colour.id for colour in desk.reading.colours]
    _select(app, qtbot, _span("a fog machine"))
    _press(app, qtbot, Qt.Key.Key_1)
    _select(app, qtbot, _span("a fog machine"))
    _press(app, qtbot, Qt.Key.Key_3)
    assert colours() == [names[2]]
    window.page.select_mark(MarkRef("highlight", desk.reading.highlights[0].id))
    window.page.go_to(_span("a fog machine"))
    window.desk.annotations.remove_highlights([desk.reading.highlights[0].id])
    assert colours() == []
    undo, redo = window.actions_by_id["undo"], window.actions_by_id["redo"]
    undo.trigger()
    assert colours() == [names[2]]
    undo.trigger()
    assert colours() == [names[0]]
    undo.trigger()
    assert colours() == []
    assert not undo.isEnabled()
    for _ in range(2):
        redo.trigger()
    assert colours() == [names[2]]
    article_id = desk.reading.article.id
    leave(app, qtbot)
    app = launch()
    _start_again(app, qtbot)
    assert app.window.desk.reading is not None
    assert app.window.desk.reading.article.id == article_id
    assert [highlight.colour_id for highlight in app.window.desk.reading.highlights] == [names[2]]


def test_removing_a_highlight_takes_its_note_along_and_undo_brings_both_back(
    launch: Callable[[], App], qtbot: QtBot, article: Path
) -> None:
    app = launch()
    _start(app, qtbot, article)
    desk = app.window.desk
    _select(app, qtbot, _span("a fog machine"))
    _press(app, qtbot, Qt.Key.Key_N)
    with qtbot.waitSignal(desk.annotations.note_saved, timeout=SECONDS):
        qtbot.keyClicks(_editor(app.window.notes), "Nice image")
    qtbot.waitUntil(lambda: not app.window.notes.has_unsaved(), timeout=SECONDS)
    assert desk.reading is not None
    desk.annotations.remove_highlights([desk.reading.highlights[0].id])
    assert _notes(app) == []
    app.window.actions_by_id["undo"].trigger()
    assert _notes(app) == ["Nice image"]
    leave(app, qtbot)
    app = launch()
    _start_again(app, qtbot)
    assert _notes(app) == ["Nice image"]


def test_a_link_opens_the_program_at_its_passage(launch: Callable[[], App], qtbot: QtBot, article: Path) -> None:
    app = launch()
    _start(app, qtbot, article)
    reading = app.window.desk.reading
    assert reading is not None
    assert reading.findings is not None
    quote = next(item for item in reading.findings.attributions if "fog machine" in hull(item.content).of(HARBOUR))
    leave(app, qtbot)
    app = launch()
    with qtbot.waitSignal(app.window.desk.opened, timeout=SECONDS) as opened:
        app.start(links=[parse_link(f"pressmark://article/{reading.article.id}?a={quote.id}")])
    assert opened.args[0].place.contains(quote.content[0])


def test_a_link_to_nowhere_says_so_kindly(launch: Callable[[], App], qtbot: QtBot) -> None:
    app = launch()
    with qtbot.waitSignal(app.window.desk.failed, timeout=SECONDS):
        app.start(links=[parse_link("pressmark://article/0000000000000000")])
    dialogs = app.window.findChildren(ProblemDialog)
    assert len(dialogs) == 1
    dialogs[0].close()


def test_the_repair_can_be_seen_and_switched_off_and_on(
    launch: Callable[[], App], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    app = launch()
    _start(app, qtbot, path)
    desk = app.window.desk
    assert desk.reading is not None
    restored = desk.reading.revision.text
    # Whether single or double marks were lost cannot be known where nothing else tells: double ones are the usual.
    assert restored == HARBOUR.replace("‘full accounting’", "“full accounting”")
    with qtbot.waitSignal(desk.findings_changed, timeout=SECONDS):
        desk.opening.set_repaired(False)
    assert desk.reading.revision.text == DAMAGED
    with qtbot.waitSignal(desk.opened, timeout=SECONDS):
        desk.opening.set_repaired(True)
    assert desk.reading.revision.text == restored


def test_an_article_is_pasted_binned_and_brought_back(launch: Callable[[], App], qtbot: QtBot) -> None:
    app = launch()
    with qtbot.waitSignal(app.window.desk.articles_changed, timeout=SECONDS):
        app.start()
    data = QMimeData()
    data.setText(HARBOUR)
    QGuiApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(app.window.desk.findings_changed, timeout=SECONDS):
        app.window.intake.paste()
    with qtbot.waitSignal(app.window.desk.closed, timeout=SECONDS):
        app.window.actions_by_id["bin_article"].trigger()
    assert app.window.desk.reading is None
    with qtbot.waitSignal(app.window.desk.opened, timeout=SECONDS):
        app.window.desk.undo()
    assert app.window.desk.reading is not None


def test_a_file_that_is_no_article_gets_words_and_the_open_article_stays(
    launch: Callable[[], App], qtbot: QtBot, article: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    app = launch()
    _start(app, qtbot, article)
    with qtbot.waitSignal(app.window.desk.failed, timeout=SECONDS):
        app.window.intake.open_paths([picture])
    dialogs = app.window.findChildren(ProblemDialog)
    assert len(dialogs) == 1
    dialogs[0].close()
    assert app.window.desk.reading is not None
    assert app.window.desk.reading.revision.text == HARBOUR
    assert len(app.window.desk.workspace.articles()) == 1  # type: ignore[union-attr]


def test_back_and_forward_go_through_the_articles_that_were_read(
    launch: Callable[[], App], qtbot: QtBot, article: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "Bridge to close for a week\n\nThe old bridge will close, the town of Ambry said.\n", encoding="utf-8"
    )
    app = launch()
    _start(app, qtbot, article)
    window = app.window
    assert not window.actions_by_id["back"].isEnabled()
    with qtbot.waitSignal(window.desk.findings_changed, timeout=SECONDS):
        window.intake.open_paths([other])
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        window.actions_by_id["back"].trigger()
    assert window.windowTitle().startswith("Minister")
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        window.actions_by_id["forward"].trigger()
    assert window.windowTitle().startswith("Bridge")


def test_looks_and_sizes_are_remembered(launch: Callable[[], App], qtbot: QtBot, article: Path) -> None:
    app = launch()
    _start(app, qtbot, article)
    window = app.window
    window.resize(1300, 800)
    for command in ("type_larger", "wider", "show_library"):
        window.actions_by_id[command].trigger()
    window.looks.set_theme("dark")
    settings = window.settings
    leave(app, qtbot)
    app = launch()
    assert app.window.settings.type_size == settings.type_size
    assert app.window.settings.theme == "dark"
    assert not app.window.settings.library_shown
    _start_again(app, qtbot)
    assert not app.window.library.isVisible()

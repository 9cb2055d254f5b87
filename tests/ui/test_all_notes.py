"""The view of all notes and highlights, over a real library and real lanes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.annotations import Highlight, NoteTarget
from desktop_app.domain.marked import PAGE, Marked, MarkedKind, MarkedQuery
from desktop_app.domain.reading import Reading
from desktop_app.storage import Library, marked
from desktop_app.storage.connection import Database
from desktop_app.storage.schema import FILE
from desktop_app.ui import theme
from desktop_app.ui.all_notes import AllNotes
from desktop_app.ui.notes.marked_filters import Time
from desktop_app.ui.notes.marked_rows import marked_markdown
from desktop_app.ui.placeholder import Placeholder
from tests.storage.samples import NOON, PAINT, STAY, findings, highlight, imported, note
from tests.ui.findings.fiction import unnamed_controls


class Shelf(Library):
    """The library with what the window asks of it."""

    gate: threading.Event | None = None

    def __init__(self, folder: Path, database: Database) -> None:
        super().__init__(folder, database)
        self.asked: list[MarkedQuery] = []

    def marked(self, query: MarkedQuery) -> list[Marked]:
        self.asked.append(query)
        if self.gate is not None and query.words == "ferry":
            self.gate.wait(30)
        with self._database.read() as connection:
            return marked.marked(connection, query)

    def count_marked(self, query: MarkedQuery) -> int:
        with self._database.read() as connection:
            return marked.count_marked(connection, query)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Shelf]:
    with Library.open(tmp_path / "library"):
        pass
    shelf = Shelf(tmp_path / "library", Database(tmp_path / "library" / FILE))
    yield shelf
    shelf.close()


@pytest.fixture
def background() -> Iterator[Background]:
    deliverer = Deliverer()
    made = Background(deliverer.deliver)
    yield made
    made.close()
    deliverer.close()


@pytest.fixture
def reading(library: Library) -> Reading:
    made = library.add_article(imported())
    library.save_findings(made.revision.id, findings())
    return made


@pytest.fixture
def marks(library: Library, reading: Reading) -> tuple[Highlight, Highlight]:
    """One with a note and tags, one bare and older; and a note on the article between them."""
    stay = replace(highlight(reading, STAY, "evidence", ("pier", "Äpfel")), changed_at=NOON + timedelta(days=3))
    paint = highlight(reading, PAINT, "doubtful")
    library.save_highlight(stay)
    library.save_highlight(paint)
    library.save_note(note(reading.article.id, "- Who **pays**?", NoteTarget.HIGHLIGHT, stay.id))
    library.save_note(note(reading.article.id, "Compare.", minutes=60))
    return stay, paint


@pytest.fixture
def window(qtbot: QtBot, background: Background, library: Shelf) -> AllNotes:
    theme.load_fonts()
    made = AllNotes(background, lambda: library)
    qtbot.addWidget(made)
    return made


def show(qtbot: QtBot, window: AllNotes) -> None:
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: "…" not in words_in_sight(window) and bool(words_in_sight(window) or window.model.rows))


def words_in_sight(window: AllNotes) -> str:
    return " ".join(place.title() for place in window.findChildren(Placeholder) if place.isVisible())


def wait_for(qtbot: QtBot, window: AllNotes, shown: list[str]) -> None:
    qtbot.waitUntil(lambda: [row.passage for row in window.model.rows] == shown)


def test_everything_is_listed_changed_last_first_and_counted(
    qtbot: QtBot, window: AllNotes, marks: tuple[Highlight, Highlight]
) -> None:
    show(qtbot, window)
    wait_for(qtbot, window, ["The ferry will stay", "", marks[1].anchor.exact])
    said = window.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Ferry to stay, Evidence, “The ferry will stay”, note: Who pays?, tags: pier, Äpfel, ")
    assert window.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Ferry to stay, on the article, ")
    assert window._count.text() == "3 highlights and notes"
    assert not window.clear_button.isVisible()
    assert unnamed_controls(window) == []


def test_an_empty_library_says_what_will_be_here(qtbot: QtBot, window: AllNotes) -> None:
    show(qtbot, window)
    qtbot.waitUntil(lambda: words_in_sight(window) == "Nothing marked yet")
    assert not window.copy_button.isEnabled()


def test_filters_work_together_and_are_cleared_in_one_step(
    qtbot: QtBot, window: AllNotes, marks: tuple[Highlight, Highlight]
) -> None:
    show(qtbot, window)
    qtbot.waitUntil(lambda: window.filters.tag.count() == 3)
    qtbot.keyClicks(window.filters.words, "pays")
    wait_for(qtbot, window, ["The ferry will stay"])
    qtbot.keyClicks(window.filters.speaker, "brandt")
    qtbot.waitUntil(lambda: words_in_sight(window) == "Nothing fits the filters")
    window.clear_button.click()
    qtbot.waitUntil(lambda: len(window.model.rows) == 3)
    window.filters.colour.setCurrentIndex(window.filters.colour.findData("doubtful"))
    window.filters.colour.activated.emit(window.filters.colour.currentIndex())
    wait_for(qtbot, window, [marks[1].anchor.exact])
    assert window.filters.colour.property("active")
    window.filters.words.setFocus()
    qtbot.keyClick(window.filters.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(window.model.rows) == 3)
    assert window.isVisible()


def test_days_are_those_of_the_readers_clock(window: AllNotes) -> None:
    filters = window.filters
    today = datetime(2031, 5, 10, tzinfo=UTC).date()
    filters.time.setCurrentIndex(filters.time.findData(Time.WEEK))
    week = filters.query(today)
    assert week.since == datetime(2031, 5, 4).astimezone()
    assert week.until is None
    filters.time.setCurrentIndex(filters.time.findData(Time.BETWEEN))
    filters.since.setDate(QDate(2031, 5, 9))
    filters.until.setDate(QDate(2031, 5, 2))
    between = filters.query(today)
    assert between.since == datetime(2031, 5, 2).astimezone()
    assert between.until == datetime(2031, 5, 10).astimezone()
    filters.kind.setCurrentIndex(filters.kind.findData(MarkedKind.WITH_NOTE))
    assert filters.query(today).kind is MarkedKind.WITH_NOTE
    filters.clear()
    assert not filters.query(today).is_narrowed


def test_enter_goes_to_the_passage(qtbot: QtBot, window: AllNotes, marks: tuple[Highlight, Highlight]) -> None:
    show(qtbot, window)
    qtbot.waitUntil(lambda: len(window.model.rows) == 3)
    qtbot.keyClick(window.filters.words, Qt.Key.Key_Down)
    assert window.list.hasFocus()
    with qtbot.waitSignal(window.link_requested) as asked:
        qtbot.keyClick(window.list, Qt.Key.Key_Return)
    assert asked.args == [f"pressmark://article/{marks[0].article_id}?h={marks[0].id}"]


def test_the_newest_answer_wins(
    qtbot: QtBot, window: AllNotes, library: Shelf, marks: tuple[Highlight, Highlight]
) -> None:
    show(qtbot, window)
    qtbot.waitUntil(lambda: len(window.model.rows) == 3)
    library.gate = threading.Event()
    window.filters.words.setText("ferry")
    qtbot.waitUntil(lambda: library.asked[-1].words == "ferry")
    window.filters.words.setText("compare")
    qtbot.waitUntil(lambda: len(window.model.rows) == 1)
    library.gate.set()
    window.filters.words.setText("comp")
    qtbot.waitUntil(lambda: library.asked[-1].words == "comp")
    qtbot.waitUntil(lambda: not window._is_loading)
    assert [row.note for row in window.model.rows] == ["Compare."]


def test_further_rows_are_loaded_where_the_list_ends(
    qtbot: QtBot, window: AllNotes, library: Shelf, reading: Reading
) -> None:
    many = [note(reading.article.id, f"Note {i}", minutes=-i) for i in range(PAGE + 30)]
    library.put(many, [])
    QAbstractItemModelTester(window.model, QAbstractItemModelTester.FailureReportingMode.Fatal, window.model)
    show(qtbot, window)
    qtbot.waitUntil(lambda: len(window.model.rows) == PAGE)
    assert window._count.text() == f"{PAGE} of {PAGE + 30} highlights and notes"
    window.list.select_key(window.model.rows[-1].key)
    qtbot.waitUntil(lambda: len(window.model.rows) == PAGE + 30)
    assert [row.note for row in window.model.rows] == [f"Note {i}" for i in range(PAGE + 30)]
    assert window.list.current_row().note == f"Note {PAGE - 1}"
    window.refresh()
    qtbot.waitUntil(lambda: library.asked[-1].limit == PAGE + 30)
    qtbot.waitUntil(lambda: not window._is_loading)
    assert window.list.current_row().note == f"Note {PAGE - 1}"


def test_all_that_fits_is_copied_as_markdown(
    qtbot: QtBot, window: AllNotes, marks: tuple[Highlight, Highlight]
) -> None:
    show(qtbot, window)
    qtbot.waitUntil(lambda: len(window.model.rows) == 3)
    with qtbot.waitSignal(window.said) as told:
        window.copy_button.click()
    assert told.args == ["3 entries were copied."]
    article = f"pressmark://article/{marks[0].article_id}"
    assert QGuiApplication.clipboard().text() == (
        "## Ferry to stay\n\n"
        "> “The ferry will stay”\n>\n"
        f"> Evidence · \\#pier · \\#Äpfel · [Open passage]({article}?h={marks[0].id})\n\n"
        "- Who **pays**?\n\n"
        f"on the article · [Open passage]({article})\n\nCompare.\n\n"
        f"> “{marks[1].anchor.exact}”\n>\n> Doubtful · [Open passage]({article}?h={marks[1].id})\n"
    )
    assert marked_markdown(()) == ""


def test_what_is_written_while_the_window_is_open_appears(
    qtbot: QtBot, window: AllNotes, background: Background, library: Shelf, reading: Reading
) -> None:
    show(qtbot, window)
    background.write(
        lambda: library.save_note(note(reading.article.id, "Fresh")),
        done=lambda _none: None,
        failed=lambda error: pytest.fail(str(error)),
    )
    window.refresh()
    qtbot.waitUntil(lambda: [row.note for row in window.model.rows] == ["Fresh"])


def test_a_library_that_cannot_be_read_is_told_and_tried_again(
    qtbot: QtBot, window: AllNotes, library: Shelf, marks: tuple[Highlight, Highlight], tmp_path: Path
) -> None:
    other = Shelf(tmp_path / "library", Database(tmp_path / "library" / FILE))
    window._library = lambda: other
    other.close()
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: words_in_sight(window) == "The library could not be read")
    window._library = lambda: library
    window.refresh()
    qtbot.waitUntil(lambda: len(window.model.rows) == 3)


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("width", [380, 760])
def test_rows_are_painted_in_both_themes(
    qtbot: QtBot, window: AllNotes, marks: tuple[Highlight, Highlight], chosen: theme.Theme, width: int
) -> None:
    window.set_theme(chosen)
    window.resize(width, 600)
    show(qtbot, window)
    qtbot.waitUntil(lambda: len(window.model.rows) == 3)
    picture = window.list.grab().toImage()
    shown = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(0, picture.height(), 2)}
    assert chosen.highlighter("red").edge.name() in shown

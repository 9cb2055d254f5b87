"""One view of all notes and highlights of the library: a window with filters, a list, and a way to each passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.background import Background
from desktop_app.domain.annotations import HighlightColour
from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.marked import PAGE, Marked, MarkedQuery
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.notes.marked_filters import MarkedFilters
from desktop_app.ui.notes.marked_rows import MarkedDelegate, MarkedRow, marked_markdown, speak_marked
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.theme import Theme

REST = 150
"""Milliseconds that typing rests before it is looked for."""
_NEAR_END = 600  # pixels before the end of the list at which more is loaded


class MarkedLibrary(Protocol):
    """What is asked of the library. Each call may come from any thread."""

    def marked(self, query: MarkedQuery) -> list[Marked]: ...
    def count_marked(self, query: MarkedQuery) -> int: ...
    def tags(self) -> list[str]: ...
    def colours(self) -> tuple[HighlightColour, ...]: ...
    def summaries(self) -> list[ArticleSummary]: ...


@dataclass(frozen=True, slots=True)
class _Offers:
    """What the filters choose among."""

    colours: Sequence[HighlightColour]
    tags: Sequence[str]
    articles: Sequence[ArticleSummary]


class AllNotes(QDialog):
    """Stands beside the main window. Loads on the reading lane; an answer that a newer question has overtaken is dropped."""

    link_requested = Signal(str)  # the pressmark:// address of a passage
    said = Signal(str)  # a short word for the reader

    def __init__(
        self, background: Background, library: Callable[[], MarkedLibrary | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("All notes and highlights"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self._background = background
        self._library = library
        self._asked = 0
        self._query = MarkedQuery()
        self._found: tuple[Marked, ...] = ()
        self._total = 0
        self._is_loading = False
        self.filters = MarkedFilters()
        self.model = RowsModel[MarkedRow](speak_marked, self)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Notes and highlights, changed last first"))
        self.list.setModel(self.model)
        self._delegate = MarkedDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self._empty = Placeholder("")
        self._nothing_fits = Placeholder(self.tr("Nothing fits the filters"))
        self._failed = Placeholder("")
        self._lists = QStackedWidget()
        for page in (self.list, self._empty, self._nothing_fits, self._failed):
            self._lists.addWidget(page)
        self._count = ElidedLabel()
        self.clear_button = _button(self.tr("Clear all filters"), is_link=True)
        self.copy_button = _button(self.tr("Copy as Markdown"))
        self.copy_button.setToolTip(self.tr("All that fit the filters, also those further down (Ctrl+Shift+C)"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._lay_out()
        self._wire()

    def sizeHint(self) -> QSize:
        return QSize(760, 720)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 320)

    def _lay_out(self) -> None:
        foot = QFrame()
        foot.setObjectName("filterStrip")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 12, 8)
        row.addWidget(self._count, 1)
        row.addWidget(self.clear_button)
        row.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._lists, 1)
        column.addWidget(foot)

    def _wire(self) -> None:
        self.filters.changed.connect(self._rest.start)
        self._rest.timeout.connect(self._search)
        self.list.row_entered.connect(self._go_to)
        self.list.row_doubled.connect(self._go_to)
        self.list.row_toggled.connect(self._go_to)
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self._load_more())
        self.clear_button.clicked.connect(self._clear)
        self.copy_button.clicked.connect(self.copy_all)
        self._nothing_fits.add_button(self.tr("Clear all filters"), least=0).clicked.connect(self._clear)
        self._failed.add_button(self.tr("Try again"), least=0).clicked.connect(self.refresh)

    # What is asked -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look again, after whatever is being written has been written."""
        library = self._library()
        if library is None or not self.isVisible():
            return

        def offers() -> _Offers:
            return _Offers(library.colours(), library.tags(), library.summaries())

        def ask(_none: None) -> None:
            self._background.run(offers, done=self._offer, failed=self._say_failure)
            self._search(least=len(self._found))

        self._background.write(lambda: None, done=ask, failed=self._say_failure)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.filters.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        is_typing = self.filters.words.hasFocus() or self.filters.speaker.hasFocus()
        if event.matches(QKeySequence.StandardKey.Find):
            self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filters.words.selectAll()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == both:
            self.copy_all()
        elif is_typing and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_to_list()
        elif event.key() == Qt.Key.Key_Escape and is_typing and self.filters.query(date.today()).is_narrowed:  # noqa: DTZ011
            self._clear()
        else:
            super().keyPressEvent(event)

    def _search(self, *, least: int = 0) -> None:
        """Begin anew; `least` rows stay loaded, so that nothing moves away from under a reader who is far down."""
        self._rest.stop()
        self._query = self.filters.query(date.today())  # noqa: DTZ011  the reader's own day is meant
        self._load(replace(self._query, limit=max(PAGE, least)))

    def _load_more(self) -> None:
        bar = self.list.verticalScrollBar()
        if not self._is_loading and len(self._found) < self._total and bar.value() >= bar.maximum() - _NEAR_END:
            self._load(replace(self._query, offset=len(self._found)))

    def _load(self, query: MarkedQuery) -> None:
        library = self._library()
        if library is None:
            return
        self._asked += 1
        asked, self._is_loading = self._asked, True
        if not self._found:
            self._empty.say(self.tr("Looking …"))

        def look() -> tuple[list[Marked], int]:
            return library.marked(query), library.count_marked(query)

        def show(answer: tuple[list[Marked], int]) -> None:
            if asked == self._asked:
                self._show(query, *answer)

        def tell(error: Exception) -> None:
            if asked == self._asked:
                self._say_failure(error)

        self._background.run(look, done=show, failed=tell)

    def copy_all(self) -> None:
        """All that fits the filters as Markdown into the clipboard, also what is not loaded yet."""
        library = self._library()
        if library is None or not self._total:
            return
        query = replace(self._query, limit=None, offset=0)

        def take(found: list[Marked]) -> None:
            QGuiApplication.clipboard().setText(marked_markdown(found))
            words = counted(len(found), self.tr("1 entry was copied."), self.tr("%1 entries were copied."))
            self._count.setText(words)
            self.said.emit(words)

        self._background.run(lambda: library.marked(query), done=take, failed=self._say_failure)

    # What is shown -------------------------------------------------------------------------------------------------

    def _offer(self, offers: _Offers) -> None:
        self.filters.offer(offers.colours, offers.tags, offers.articles)

    def _show(self, query: MarkedQuery, found: Sequence[Marked], total: int) -> None:
        self._is_loading = False
        scrolled = self.list.verticalScrollBar().value()
        current: MarkedRow | None = self.list.current_row()
        self._found = (*self._found[: query.offset], *found)
        self._total = total
        self.model.show([MarkedRow(one) for one in self._found])
        if current is not None and self.list.current_row() is None:
            self.list.select_key(current.key)
        self.list.verticalScrollBar().setValue(scrolled if query.offset or current is not None else 0)
        self._say_counts()
        self.clear_button.setVisible(query.is_narrowed)
        self.copy_button.setEnabled(bool(total))
        self._lists.setCurrentWidget(
            self.list if self._found else self._nothing_fits if query.is_narrowed else self._empty
        )
        self._empty.say(
            self.tr("Nothing marked yet"),
            self.tr("Whatever you highlight or write a note on, in any article, is listed here."),
        )

    def _say_counts(self) -> None:
        total = counted(self._total, self.tr("1 highlight or note"), self.tr("%1 highlights and notes"))
        shown = self.tr("%1 of %2").replace("%1", number(len(self._found))).replace("%2", total)
        self._count.setText(total if len(self._found) >= self._total else shown)

    def _say_failure(self, error: Exception) -> None:
        self._is_loading = False
        self._failed.say(self.tr("The library could not be read"), str(error))
        self._lists.setCurrentWidget(self._failed)

    def _clear(self) -> None:
        self.filters.clear()
        self.filters.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.current_row() is None and self.model.rows:
            self.list.select_key(self.model.rows[0].key)

    def _go_to(self, row: MarkedRow) -> None:
        self.link_requested.emit(row.marked.address)


def _button(text: str, *, is_link: bool = False) -> QPushButton:
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setProperty("link", is_link)
    return made

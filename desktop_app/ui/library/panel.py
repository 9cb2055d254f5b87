"""The library panel: the articles, newest first, with a filter; an empty library says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.article import ArticleSummary
from desktop_app.ui.library.delegate import ArticleDelegate, ArticleRow, row_of, speak_article
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.theme import Theme


class ArticleList(RowList):
    """The list of articles; Del moves to the bin, paste makes an article of the clipboard."""

    removal_asked = Signal(object)  # ArticleRow
    paste_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row: ArticleRow | None = self.current_row()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(row)
        else:
            super().keyPressEvent(event)


class LibraryPanel(QWidget):
    """Lists articles and asks for them; keeps nothing."""

    article_requested = Signal(str)
    remove_requested = Signal(str)
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self._summaries: tuple[ArticleSummary, ...] = ()
        self._open_id: str | None = None
        head = QLabel(self.tr("Library"))
        head.setProperty("head", True)
        self._count = QLabel()
        self._count.setProperty("muted", True)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter by title or outlet"))
        self.words.setAccessibleName(self.tr("Filter the library by title or outlet"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._show_rows)
        self.model = RowsModel[ArticleRow](speak_article, self)
        self.list = ArticleList()
        self.list.setAccessibleName(self.tr("Articles, newest first"))
        self.list.setModel(self.model)
        self._delegate = ArticleDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.row_opened.connect(lambda row: self.article_requested.emit(row.key))
        self.list.row_toggled.connect(lambda row: self.article_requested.emit(row.key))
        self.list.removal_asked.connect(lambda row: self.remove_requested.emit(row.key))
        self.list.paste_asked.connect(self.paste_requested)
        self.list.menu_requested.connect(self._show_menu)
        self._nothing_fits = Placeholder(self.tr("No article fits the filter"))
        self._nothing_fits.add_button(self.tr("Clear the filter"), least=0).clicked.connect(self.words.clear)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._nothing_fits)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(14, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(head)
        top.addWidget(self.words)
        top.addWidget(self._count)
        column.addLayout(top)
        column.addWidget(self._lists, 1)
        self._empty = Placeholder(self.tr("No articles yet"), self.tr("What you open is kept and listed here."))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._full)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.show_articles(())

    def show_articles(self, summaries: Sequence[ArticleSummary]) -> None:
        """All articles that are not in the bin, newest first."""
        self._summaries = tuple(summaries)
        self._show_rows()

    def select(self, article_id: str | None) -> None:
        """Mark the article that is open now; asks for nothing."""
        self._open_id = article_id
        self._show_rows()
        if article_id is not None:
            self.list.select_key(article_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list takes it; as a proxy it would make Tab jump over what stands before it."""
        super().focusInEvent(event)
        self.list.setFocus(event.reason())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self.words.text():
            self.words.clear()
        else:
            super().keyPressEvent(event)

    def _show_rows(self) -> None:
        words = self.words.text().casefold().split()
        rows = [row_of(summary, is_open=summary.id == self._open_id) for summary in self._summaries]
        shown = [row for row in rows if all(word in row.sought for word in words)]
        current: ArticleRow | None = self.list.current_row()
        scrolled = self.list.verticalScrollBar().value()
        self.model.show(shown)
        if current is not None and self.list.current_row() is None:
            self.list.select_key(current.key)
            self.list.verticalScrollBar().setValue(scrolled)
        self._pages.setCurrentIndex(0 if rows else 1)
        self._lists.setCurrentIndex(0 if shown else 1)
        self._count.setVisible(bool(words) and bool(shown))
        self._count.setText(
            self.tr("%1 of %2")
            .replace("%1", number(len(shown)))
            .replace("%2", counted(len(rows), self.tr("1 article"), self.tr("%1 articles")))
        )

    def _show_menu(self, row: ArticleRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open\tEnter"), lambda: self.article_requested.emit(row.key))
        menu.addAction(self.tr("Move to the bin\tDel"), lambda: self.remove_requested.emit(row.key))
        menu.popup(place)

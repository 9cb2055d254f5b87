"""The library panel: the articles, newest first; while a query stands, what it finds in their place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.errors import AppError
from desktop_app.domain.searching import NEWEST, Answer, Hit
from desktop_app.ui.library.delegate import ArticleDelegate, ArticleRow, row_of, speak_article
from desktop_app.ui.library.results import ResultDelegate, ResultList, ResultRow, speak_result
from desktop_app.ui.library.search_box import SearchBox
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
    """Lists articles, or hits, and asks for them; keeps nothing."""

    search_requested = Signal(str, bool)  # what stands in the box, “” for nothing; whether all hits are to be ranked
    hit_requested = Signal(object)  # Hit
    search_help_requested = Signal()
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
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setWordWrap(True)
        self._count.hide()
        self.words = SearchBox()
        self.words.words_rested.connect(self._ask)
        self.words.full_requested.connect(lambda text: self.search_requested.emit(text, True))
        self.words.left_downwards.connect(self._enter_list)
        self.help = QToolButton()
        self.help.setText("?")
        self.help.setToolTip(self.tr("How to search"))
        self.help.setAccessibleName(self.tr("How to search"))
        self.help.clicked.connect(self.search_help_requested)
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
        self.results = RowsModel[ResultRow](speak_result, self)
        self.result_list = ResultList()
        self.result_list.setAccessibleName(self.tr("What was found, the best first"))
        self.result_list.setModel(self.results)
        self._result_delegate = ResultDelegate(self.result_list)
        self.result_list.setItemDelegate(self._result_delegate)
        self.result_list.row_opened.connect(lambda row: self.hit_requested.emit(row.hit))
        self.result_list.row_toggled.connect(lambda row: self.hit_requested.emit(row.hit))
        self.result_list.left_upwards.connect(self.go_to_search)
        self.result_list.menu_requested.connect(self._show_result_menu)
        self._nothing = Placeholder("")
        self._nothing.add_button(self.tr("Clear the search"), least=0).clicked.connect(self.words.clear)
        self._lists = QStackedWidget()
        for page in (self.list, self.result_list, self._nothing):
            self._lists.addWidget(page)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(14, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(head)
        box = QHBoxLayout()
        box.setSpacing(2)
        box.addWidget(self.words, 1)
        box.addWidget(self.help)
        top.addLayout(box)
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
        self._show_results([row.hit for row in self.results.rows])
        if article_id is not None:
            self.list.select_key(article_id)

    def go_to_search(self) -> None:
        """The keyboard to the box, what stands in it selected."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def search_for(self, text: str) -> None:
        """Put words into the box and look for them."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.look_for(text)

    # -- what a search says -------------------------------------------------------------------------------------------

    def show_answer(self, answer: Answer, *, is_full: bool) -> None:
        """The hits of what stands in the box, in the place of the articles."""
        self._show_results(answer.hits)
        self._lists.setCurrentWidget(self.result_list if answer.hits else self._nothing)
        if not answer.hits:
            advice = self.tr("Fewer words, or the beginning of one with a * after it, find more.")
            self._nothing.say(self.tr("Nothing found"), advice)
        self._say(self._counted(answer, is_full=is_full) if answer.hits else "")

    def show_query_error(self, error: AppError) -> None:
        """What stands in the box cannot be looked for; the hits of what stood there before stay."""
        if self.results.rows:
            self._say(str(error))
        else:
            self._say("")
            self._nothing.say(error.what, error.advice)
            self._lists.setCurrentWidget(self._nothing)

    def show_searching(self) -> None:
        """It takes longer than a moment."""
        self._say(self.tr("Searching…"))

    def show_stopped(self) -> None:
        self._say(self.tr("Stopped. Enter searches again."))

    def show_no_search(self) -> None:
        """The articles again."""
        self._show_results(())
        self._say("")
        self._lists.setCurrentWidget(self.list)

    def _counted(self, answer: Answer, *, is_full: bool) -> str:
        shown, total = len(answer.hits), answer.total
        if answer.is_part:
            newest = number(NEWEST)
            return self.tr("The best of the newest %1 hits. Enter ranks all.").replace("%1", newest)
        if shown < total:
            words = self.tr("The best %1 of %2 hits.") if is_full else self.tr("%1 of %2 hits. Enter shows more.")
            return words.replace("%1", number(shown)).replace("%2", number(total))
        return counted(total, self.tr("1 hit"), self.tr("%1 hits"))

    def _say(self, words: str) -> None:
        self._count.setText(words)
        self._count.setVisible(bool(words))

    def _show_results(self, hits: Sequence[Hit]) -> None:
        current: ResultRow | None = self.result_list.current_row()
        rows = [ResultRow(place, hit, hit.article_id == self._open_id) for place, hit in enumerate(hits)]
        self.results.show(rows)
        if current is not None and self.result_list.current_row() is None:
            self.result_list.select_key(current.key)

    def _ask(self, text: str) -> None:
        if not text:
            self.show_no_search()
        self.search_requested.emit(text, False)

    def _enter_list(self) -> None:
        """From the box into what stands below it, to its first row."""
        shown = self._lists.currentWidget()
        if not isinstance(shown, RowList) or shown.model().rowCount() == 0:
            return
        if not shown.currentIndex().isValid() or shown is self.result_list:
            shown.setCurrentIndex(shown.model().index(0, 0))
        shown.setFocus(Qt.FocusReason.TabFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list takes it; as a proxy it would make Tab jump over what stands before it."""
        super().focusInEvent(event)
        shown = self._lists.currentWidget()
        target = shown if isinstance(shown, RowList) else self.words
        target.setFocus(event.reason())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = self._result_delegate.theme = theme
        self.list.viewport().update()
        self.result_list.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self.words.text():
            self.words.clear()
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _show_rows(self) -> None:
        rows = [row_of(summary, is_open=summary.id == self._open_id) for summary in self._summaries]
        current: ArticleRow | None = self.list.current_row()
        scrolled = self.list.verticalScrollBar().value()
        self.model.show(rows)
        if current is not None and self.list.current_row() is None:
            self.list.select_key(current.key)
            self.list.verticalScrollBar().setValue(scrolled)
        self._pages.setCurrentIndex(0 if rows else 1)

    def _show_menu(self, row: ArticleRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open\tEnter"), lambda: self.article_requested.emit(row.key))
        menu.addAction(self.tr("Move to the bin\tDel"), lambda: self.remove_requested.emit(row.key))
        menu.popup(place)

    def _show_result_menu(self, row: ResultRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open at this place\tEnter"), lambda: self.hit_requested.emit(row.hit))
        menu.addAction(self.tr("Copy link"), lambda: QGuiApplication.clipboard().setText(row.hit.address))
        menu.popup(place)

"""The library panel: collections, and the articles of the one that is chosen; while a query stands, what it finds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.errors import AppError
from desktop_app.domain.searching import NEWEST, Answer, Hit
from desktop_app.domain.shelf import UPWARDS_FIRST, ArticleChange, Order, Overview, ReadState
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.library.articles import ArticlesModel
from desktop_app.ui.library.delegate import ArticleDelegate, ArticleRow
from desktop_app.ui.library.results import ResultDelegate, ResultList, ResultRow, speak_result
from desktop_app.ui.library.search_box import SearchBox
from desktop_app.ui.library.sections import Sections
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import ROW, RowList, RowsModel
from desktop_app.ui.theme import Theme

_AT_ONCE = 500
"""Rows that are given their places in one go."""


class ArticleList(RowList):
    """The list of articles; several can be chosen. Del moves to the bin, paste makes an article of the clipboard."""

    removal_asked = Signal()
    paste_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setLayoutMode(
            QListView.LayoutMode.Batched
        )  # rows far below are given their places after the first are painted
        self.setBatchSize(_AT_ONCE)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)

    def chosen(self) -> list[ArticleRow]:
        """The rows that are chosen, in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        rows = [self.model().index(place, 0).data(ROW) for place in places]
        return [row for row in rows if row is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row: ArticleRow | None = self.current_row()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class LibraryPanel(QWidget):
    """Lists articles, or hits, and asks for them; keeps nothing."""

    search_requested = Signal(str, bool)  # what stands in the box, “” for nothing; whether all hits are to be ranked
    hit_requested = Signal(object)  # Hit
    search_help_requested = Signal()
    article_requested = Signal(str)
    remove_requested = Signal(str)
    remove_many_requested = Signal(object)  # list[str]
    change_requested = Signal(object, object, str)  # list[str], ArticleChange, what that is in words
    tags_wanted = Signal(object)  # list[str]
    details_wanted = Signal(object)  # list[str]
    order_requested = Signal(object, bool)  # Order, whether upwards
    filter_requested = Signal(bool)  # only what has notes
    sections_toggled = Signal(bool)
    new_collection_requested = Signal(str, object)  # id of the one that it lies in or “”, articles to be put into it
    keep_search_requested = Signal(str)  # a query
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self._overview = Overview()
        self._open_id: str | None = None
        head = QLabel(self.tr("Library"))
        head.setProperty("head", True)
        self.sections = Sections()
        self.fold = QToolButton()
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setAccessibleName(self.tr("Show collections"))
        self.fold.setToolTip(self.tr("Show or hide the collections"))
        self.fold.toggled.connect(self._fold)
        self.add = QToolButton()
        self.add.setText("+")
        self.add.setAccessibleName(self.tr("New collection"))
        self.add.setToolTip(self.tr("New collection"))
        self.add.clicked.connect(lambda: self.new_collection_requested.emit("", []))
        self.order = ChoiceBox(self.tr("Order of the articles"))
        for order, words in self._orders():
            self.order.addItem(words, order)
        self.order.setCurrentIndex(self.order.findData(Order.IMPORTED))
        self.way = QToolButton()
        self.way.setCheckable(True)
        self.way.setAccessibleName(self.tr("The other way round"))
        self.way.setToolTip(self.tr("The other way round"))
        self.noted = QPushButton(self.tr("Notes"))
        self.noted.setProperty("chip", True)
        self.noted.setCheckable(True)
        self.noted.setAccessibleName(self.tr("Only articles with notes"))
        self.noted.setToolTip(self.tr("Only articles with notes"))
        self.order.activated.connect(self._choose_order)
        self.way.toggled.connect(self._ask_order)
        self.noted.toggled.connect(self.filter_requested)
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
        self.model = ArticlesModel(self)
        self.list = ArticleList()
        self.list.setAccessibleName(self.tr("Articles"))
        self.list.setModel(self.model)
        self._delegate = ArticleDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.row_opened.connect(self._open)
        self.list.row_toggled.connect(self._open)
        self.list.removal_asked.connect(self._remove)
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
        self._bare = Placeholder(
            self.tr("No articles here"), self.tr("Choose another list above, or drag articles here.")
        )
        self._nothing.add_button(self.tr("Clear the search"), least=0).clicked.connect(self.words.clear)
        self._lists = QStackedWidget()
        for page in (self.list, self.result_list, self._nothing, self._bare):
            self._lists.addWidget(page)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(14, 0, 12, 0)
        top.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(2)
        first.addWidget(head, 1)
        first.addWidget(self.add)
        first.addWidget(self.fold)
        top.addLayout(first)
        box = QHBoxLayout()
        box.setSpacing(2)
        box.addWidget(self.words, 1)
        box.addWidget(self.help)
        top.addLayout(box)
        top.addWidget(self._count)
        column.addLayout(top)
        column.addWidget(self.sections)
        self._sort = QWidget()
        line = QHBoxLayout(self._sort)
        line.setContentsMargins(14, 0, 12, 0)
        line.setSpacing(4)
        line.addWidget(self.order, 1)
        line.addWidget(self.way)
        line.addWidget(self.noted)
        column.addWidget(self._sort)
        column.addWidget(self._lists, 1)
        self._empty = Placeholder(self.tr("No articles yet"), self.tr("What you open is kept and listed here."))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._full)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._fold(True)
        self._point()
        self.show_articles(())

    def _orders(self) -> tuple[tuple[Order, str], ...]:
        return (
            (Order.IMPORTED, self.tr("Imported")),
            (Order.PUBLISHED, self.tr("Published")),
            (Order.OPENED, self.tr("Last opened")),
            (Order.TITLE, self.tr("Title")),
            (Order.OUTLET, self.tr("Outlet")),
            (Order.AUTHOR, self.tr("Author")),
            (Order.QUOTATIONS, self.tr("Quotations")),
            (Order.SPEAKERS, self.tr("Speakers")),
            (Order.NOTES, self.tr("Notes")),
            (Order.STARS, self.tr("Stars")),
        )

    def show_overview(self, overview: Overview) -> None:
        """The sections; whether there is any article at all."""
        self._overview = overview
        self.sections.show_overview(overview)
        self._show_page()

    def show_articles(self, first: Sequence[ArticleSummary], total: int | None = None) -> None:
        """The list that is wanted: its first rows, and how many it has."""
        current: ArticleRow | None = self.list.current_row()
        scrolled = self.list.verticalScrollBar().value()
        is_new = self.model.show_articles(first, len(first) if total is None else total)
        if is_new and current is not None and self.list.select_key(current.key):
            self.list.verticalScrollBar().setValue(scrolled)
        self._show_page()

    def _show_page(self) -> None:
        has_any = bool(self.model.rowCount() or self._overview.counts.all)
        self._pages.setCurrentIndex(0 if has_any else 1)
        if self._lists.currentWidget() in (self.list, self._bare):
            self._lists.setCurrentWidget(self.list if self.model.rowCount() else self._bare)

    def show_order(self, order: Order, is_upwards: bool) -> None:
        """As it is remembered; asks for nothing."""
        with QSignalBlocker(self.way):
            self.order.setCurrentIndex(self.order.findData(order))
            self.way.setChecked(is_upwards)
        self._point()

    def _choose_order(self) -> None:
        """Another order begins in the way in which it is usually wanted."""
        with QSignalBlocker(self.way):
            self.way.setChecked(self.order.currentData() in UPWARDS_FIRST)
        self._ask_order()

    def _ask_order(self) -> None:
        self._point()
        self.order_requested.emit(Order(self.order.currentData()), self.way.isChecked())

    def _point(self) -> None:
        self.way.setText("↑" if self.way.isChecked() else "↓")

    def _fold(self, shown: bool) -> None:
        self.fold.setText("▾" if shown else "▸")
        self.sections.setVisible(shown)
        self.sections_toggled.emit(shown)

    def select(self, article_id: str | None) -> None:
        """Mark the article that is open now; asks for nothing."""
        self._open_id = article_id
        self.model.mark_open(article_id)
        self._show_results([row.hit for row in self.results.rows])
        if article_id is not None and len(self.list.chosen()) < 2:
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
        self._sort.hide()
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
        self._sort.show()
        self._lists.setCurrentWidget(self.list)
        self._show_page()

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
        self.sections.set_theme(theme)
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

    def _open(self, row: ArticleRow | None) -> None:
        """A click that chooses several opens none of them."""
        held = QGuiApplication.keyboardModifiers()
        if row is not None and not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self.article_requested.emit(row.key)

    def _chosen_ids(self, row: ArticleRow | None = None) -> list[str]:
        """What a wish is about: all rows that are chosen; one alone where it is not among them."""
        ids = [one.key for one in self.list.chosen()]
        return ids if row is None or row.key in ids else [row.key]

    def _remove(self, row: ArticleRow | None = None) -> None:
        ids = self._chosen_ids(row)
        if len(ids) == 1:
            self.remove_requested.emit(ids[0])
        elif ids:
            self.remove_many_requested.emit(ids)

    def _show_menu(self, row: ArticleRow | None, place: QPoint) -> None:
        if row is None:
            return
        ids, menu = self._chosen_ids(row), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(ids) == 1:
            menu.addAction(self.tr("Open\tEnter"), lambda: self.article_requested.emit(row.key))

        def offer(into: QMenu, words: str, change: ArticleChange) -> None:
            into.addAction(words.replace("&", "&&"), lambda: self.change_requested.emit(ids, change, words))

        is_starred = row.summary.is_starred
        offer(
            menu,
            self.tr("Remove the star") if is_starred else self.tr("Star"),
            ArticleChange(is_starred=not is_starred),
        )
        for state, words in (
            (ReadState.UNREAD, self.tr("Mark as unread")),
            (ReadState.READING, self.tr("Mark as being read")),
            (ReadState.READ, self.tr("Mark as read")),
        ):
            offer(menu, words, ArticleChange(read_state=state))
        places = menu.addMenu(self.tr("Put into"))
        for one in self._overview.collections:
            if not one.is_smart:
                offer(places, self.tr("Put into “{0}”").format(one.name), ArticleChange(put_into=(one.id,)))
        places.addAction(self.tr("New collection…"), lambda: self.new_collection_requested.emit("", ids))
        here = self.sections.collection()
        if here is not None and not here.is_smart:
            offer(menu, self.tr("Take out of “{0}”").format(here.name), ArticleChange(take_from=(here.id,)))
        menu.addAction(self.tr("Add tags…"), lambda: self.tags_wanted.emit(ids))
        menu.addAction(self.tr("Edit details…"), lambda: self.details_wanted.emit(ids))
        menu.addSeparator()
        menu.addAction(self.tr("Move to the bin\tDel"), lambda: self._remove(row))
        menu.popup(place)

    def _show_result_menu(self, row: ResultRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open at this place\tEnter"), lambda: self.hit_requested.emit(row.hit))
        menu.addAction(self.tr("Copy link"), lambda: QGuiApplication.clipboard().setText(row.hit.address))
        menu.popup(place)

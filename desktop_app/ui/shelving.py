"""The library in order: fetches the pages of the list that is wanted, and carries out what the reader wishes for articles and
collections, each wish as one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.ids import new_id
from desktop_app.domain.shelf import ArticleChange, ArticleState, Collection, Listing, Order, Overview, ReadState
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs.details import ask_details
from desktop_app.ui.library import LibraryPanel
from desktop_app.ui.library.articles import PAGE
from desktop_app.ui.looks import Looks
from desktop_app.ui.page import PageView
from desktop_app.workspace import Opened


class Shelving(QObject):
    """Late answers about a list that is not wanted any more are dropped."""

    def __init__(self, window: QWidget, desk: Desk, panel: LibraryPanel, page: PageView, looks: Looks) -> None:
        super().__init__(window)
        self._window, self._desk, self._panel, self._looks = window, desk, panel, looks
        self._collections: tuple[Collection, ...] = ()
        self._asked = 0
        settings = looks.settings
        self.listing = Listing(Order(settings.library_order), settings.library_upwards)
        panel.show_order(self.listing.order, self.listing.is_upwards)
        panel.fold.setChecked(settings.sections_shown)
        panel.sections_toggled.connect(lambda shown: looks.change(sections_shown=shown))
        panel.order_requested.connect(self._order)
        panel.filter_requested.connect(lambda noted: self._list(replace(self.listing, only_with_notes=noted)))
        panel.model.page_wanted.connect(self._fetch)
        panel.remove_many_requested.connect(desk.remove_articles)
        panel.change_requested.connect(self.change)
        panel.tags_wanted.connect(self._add_tags)
        panel.details_wanted.connect(self._edit_details)
        panel.new_collection_requested.connect(self.make_collection)
        panel.sections.listing_chosen.connect(self._choose)
        panel.sections.put_requested.connect(self._put_into)
        panel.sections.menu_requested.connect(self._show_menu)
        panel.sections.rename_requested.connect(self._rename)
        panel.sections.remove_requested.connect(self._remove)
        desk.articles_changed.connect(self._show)
        desk.opened.connect(self._note_opened)
        bar = page.text.verticalScrollBar()
        bar.valueChanged.connect(lambda value: self._note_end(value, bar.maximum()))
        self._read: set[str] = set()

    # -- the list -----------------------------------------------------------------------------------------------------

    def _show(self, overview: Overview) -> None:
        self._collections = overview.collections
        self._panel.show_overview(overview)
        self.refresh()

    def refresh(self) -> None:
        """The list that is wanted, as it is now."""
        workspace, listing = self._desk.workspace, self.listing
        if workspace is None:
            return
        self._asked += 1
        shelf, asked = workspace.library.shelf, self._asked

        def show(answer: tuple[int, list[ArticleSummary]]) -> None:
            if asked == self._asked:
                self._panel.show_articles(answer[1], answer[0])

        self._desk.background.run(
            lambda: (shelf.count(listing), shelf.page(listing, 0, PAGE)), done=show, failed=self._desk.failed.emit
        )

    def _fetch(self, start: int) -> None:
        workspace, listing, asked = self._desk.workspace, self.listing, self._asked
        if workspace is None:
            return
        shelf = workspace.library.shelf

        def put(rows: list[ArticleSummary]) -> None:
            if asked == self._asked:
                self._panel.model.put_page(start, rows)

        self._desk.background.run(lambda: shelf.page(listing, start, PAGE), done=put, failed=self._desk.failed.emit)

    def _list(self, listing: Listing) -> None:
        if listing != self.listing:
            self.listing = listing
            self.refresh()

    def _order(self, order: Order, is_upwards: bool) -> None:
        self._looks.change(library_order=order.value, library_upwards=is_upwards)
        self._list(replace(self.listing, order=order, is_upwards=is_upwards))

    def _choose(self, wanted: Listing) -> None:
        """Another section. What was opened is listed the last first; all others in the order that the reader chose."""
        settings = self._looks.settings
        order, is_upwards = Order(settings.library_order), settings.library_upwards
        if wanted.only_opened:
            order, is_upwards = Order.OPENED, False
        self._panel.show_order(order, is_upwards)
        noted = self.listing.only_with_notes
        self._list(replace(wanted, order=order, is_upwards=is_upwards, only_with_notes=noted))

    # -- articles -----------------------------------------------------------------------------------------------------

    def change(self, ids: Sequence[str], change: ArticleChange, words: str) -> None:
        """One step for all of them."""
        self._desk.library_steps.push(
            lambda library: library.shelf.change(ids, change), lambda library, before: library.shelf.put(before), words
        )

    def _put_into(self, collection_id: str, ids: Sequence[str]) -> None:
        self.change(ids, ArticleChange(put_into=(collection_id,)), self.tr("Put into a collection"))

    def _add_tags(self, ids: Sequence[str]) -> None:
        text, is_given = QInputDialog.getText(
            self._window, self.tr("Add tags"), self.tr("Tags, with commas between them:")
        )
        tags = tuple(dict.fromkeys(" ".join(tag.split()) for tag in text.split(",") if tag.strip()))
        if is_given and tags:
            self.change(ids, ArticleChange(add_tags=tags), self.tr("Add tags"))

    def _edit_details(self, ids: Sequence[str]) -> None:
        workspace = self._desk.workspace
        if workspace is None:
            return

        def ask(states: list[ArticleState]) -> None:
            ask_details(self._window, states, lambda change: self.change(ids, change, self.tr("Edit details")))

        self._desk.background.run(lambda: workspace.library.shelf.states(ids), done=ask, failed=self._desk.failed.emit)

    def _note_opened(self, opened: Opened) -> None:
        workspace, article_id = self._desk.workspace, opened.reading.article.id
        if workspace is not None:
            self._desk.background.write(
                lambda: workspace.library.shelf.note_opened(article_id),
                done=lambda _none: self._desk.refresh_articles(),
                failed=self._desk.failed.emit,
            )

    def _note_end(self, value: int, most: int) -> None:
        """Who reaches the end of an article has read it; said once, so that the reader's own word stands afterwards."""
        workspace, reading = self._desk.workspace, self._desk.reading
        if workspace is None or reading is None or not most or value < most or reading.article.id in self._read:
            return
        article_id = reading.article.id
        self._read.add(article_id)
        self._desk.background.write(
            lambda: workspace.library.shelf.change([article_id], ArticleChange(read_state=ReadState.READ)),
            done=lambda _before: self._desk.refresh_articles(),
            failed=self._desk.failed.emit,
        )

    # -- collections --------------------------------------------------------------------------------------------------

    def make_collection(self, parent_id: str, ids: Sequence[str] = (), query: str = "") -> None:
        """A new one, with articles in it or with a query that finds them; asks for its name."""
        title = self.tr("Keep this search") if query else self.tr("New collection")
        name, is_given = QInputDialog.getText(self._window, title, self.tr("Name:"))
        if not is_given or not name.strip():
            return
        place = 1 + max((one.position for one in self._collections), default=0)
        made = Collection(new_id(), " ".join(name.split()), parent_id, place, query)
        change = ArticleChange(put_into=(made.id,))
        self._desk.library_steps.push(
            lambda library: (library.shelf.save_collection(made), library.shelf.change(ids, change)),
            lambda library, _: library.shelf.remove_collection(made.id),
            title,
        )

    def _save(self, changed: Collection, words: str) -> None:
        self._desk.library_steps.push(
            lambda library: library.shelf.save_collection(changed),
            lambda library, before: library.shelf.save_collection(before),
            words,
        )

    def _rename(self, one: Collection) -> None:
        name, is_given = QInputDialog.getText(
            self._window, self.tr("Rename collection"), self.tr("Name:"), text=one.name
        )
        if is_given and name.strip():
            self._save(replace(one, name=" ".join(name.split())), self.tr("Rename collection"))

    def _remove(self, one: Collection) -> None:
        self._desk.library_steps.push(
            lambda library: library.shelf.remove_collection(one.id),
            lambda library, gone: library.shelf.restore_collections(gone),
            self.tr("Remove collection"),
            said=self.tr("“{0}” was removed; its articles stay.").format(one.name),
        )

    def _show_menu(self, one: Collection | None, place: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("New collection…"), lambda: self.make_collection(""))
        query = self._panel.words.text().strip()
        if query:
            menu.addAction(self.tr("Keep this search…"), lambda: self.make_collection("", query=query))
        if one is not None:
            if not one.is_smart:
                menu.addAction(self.tr("New collection in it…"), lambda: self.make_collection(one.id))
            menu.addAction(self.tr("Rename…\tF2"), lambda: self._rename(one))
            into = menu.addMenu(self.tr("Move into"))
            words = self.tr("Move collection")
            into.addAction(self.tr("The top"), partial(self._save, replace(one, parent_id=""), words))
            for other in self._collections:
                if other.id != one.id and not other.is_smart:
                    name = other.name.replace("&", "&&")
                    into.addAction(name, partial(self._save, replace(one, parent_id=other.id), words))
            menu.addAction(self.tr("Remove\tDel"), lambda: self._remove(one))
        menu.popup(place)

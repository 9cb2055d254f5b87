"""Articles and collections put in order through the window: each wish is one step, kept and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.shelf import ArticleChange, Collection, Listing, Order, ReadState
from desktop_app.settings import Settings
from desktop_app.storage import Library
from desktop_app.ui.dialogs.details import Details
from desktop_app.ui.library.articles import KEPT, PAGE
from desktop_app.ui.main_window import MainWindow
from desktop_app.workspace import Workspace
from tests.storage.samples import imported


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "profile") as opened:
        yield opened


@pytest.fixture
def window(qtbot: QtBot, library: Library, tmp_path: Path) -> Iterator[MainWindow]:
    deliverer = Deliverer()
    background = Background(deliverer.deliver)
    library.add_articles([imported(data=str(i).encode(), title=f"Article {i:04}") for i in range(2500)])
    made = MainWindow(background, Settings(), tmp_path / "profile")
    made.desk.gathering.pause(True)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.desk.use(Workspace(library))
    qtbot.waitUntil(lambda: made.library.model.rowCount() == 2500)
    yield made
    made.desk.gathering.stop()
    background.close()
    deliverer.close()


@pytest.fixture
def settled(qtbot: QtBot, window: MainWindow) -> Callable[[], None]:
    def wait() -> None:
        done: list[None] = []
        window.desk.background.write(lambda: None, done=done.append, failed=window.desk.failed.emit)
        qtbot.waitUntil(lambda: bool(done))

    return wait


def test_only_the_pages_that_are_looked_at_are_fetched(window: MainWindow, qtbot: QtBot) -> None:
    model, view = window.library.model, window.library.list
    assert len(model.rows) <= 3 * PAGE
    view.scrollToBottom()
    qtbot.waitUntil(lambda: model.index(2499).data(Qt.ItemDataRole.DisplayRole) is not None)
    assert str(model.index(2499).data(Qt.ItemDataRole.DisplayRole)).startswith("Article 0000")
    for place in range(0, 2500, PAGE):
        model.row_at(model.index(place))
    qtbot.waitUntil(lambda: len(model.rows) >= PAGE * (KEPT - 1))
    assert len(model.rows) <= PAGE * KEPT


def test_another_order_and_section_list_other_articles_first(
    window: MainWindow, qtbot: QtBot, library: Library, settled: Callable[[], None]
) -> None:
    panel = window.library
    panel.order.setCurrentIndex(panel.order.findData(Order.TITLE))
    panel.order.activated.emit(panel.order.currentIndex())
    qtbot.waitUntil(lambda: panel.model.rows[0].words == "Article 0000")
    assert panel.way.isChecked()
    assert (window.settings.library_order, window.settings.library_upwards) == ("title", True)
    ids = library.shelf.ids(Listing())[:3]
    window.shelving.change(ids, ArticleChange(is_starred=True), "Star")
    settled()
    starred = panel.sections.topLevelItem(2)
    assert starred is not None
    panel.sections.setCurrentItem(starred)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    assert window.desk.undo_text == "Star"
    window.desk.undo()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert library.shelf.counts().starred == 0


def test_articles_that_are_dropped_on_a_collection_are_in_it_until_that_is_undone(
    window: MainWindow, library: Library, settled: Callable[[], None], qtbot: QtBot
) -> None:
    library.shelf.save_collection(Collection("ports", "Ports"))
    ids = library.shelf.ids(Listing())[:2]
    window.library.sections.put_requested.emit("ports", ids)
    settled()
    assert [one.count for one in library.shelf.collections()] == [2]
    qtbot.waitUntil(lambda: window.library.sections.topLevelItemCount() == 5)
    window.desk.undo()
    settled()
    assert [one.count for one in library.shelf.collections()] == [0]


def test_an_opened_article_is_being_read(
    window: MainWindow, library: Library, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    (article_id,) = library.shelf.ids(Listing(), 0, 1)
    window.open_article(article_id)
    qtbot.waitUntil(lambda: window.desk.reading is not None)
    settled()
    assert library.shelf.states([article_id])[0].read_state is ReadState.READING


def test_details_of_several_articles_change_only_what_was_typed(qtbot: QtBot, library: Library) -> None:
    library.add_articles([imported(data=title.encode(), title=title) for title in ("One", "Two")])
    dialog = Details(library.shelf.states(library.shelf.ids(Listing())))
    qtbot.addWidget(dialog)
    assert dialog.change() is None
    assert (dialog.field("title").text(), dialog.field("outlet").text()) == ("", "The Mere Post")
    for name, words in (("outlet", "Vale News"), ("tags", "port, sea ,port")):
        dialog.field(name).selectAll()
        qtbot.keyClicks(dialog.field(name), words)
    assert dialog.change() == ArticleChange(metadata={"outlet": "Vale News"}, add_tags=("port", "sea"))

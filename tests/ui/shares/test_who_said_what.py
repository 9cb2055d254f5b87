"""The window of who said what, over a real library and real lanes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.storage import Library
from desktop_app.ui import theme
from desktop_app.ui.shares import WhoSaidWhat
from tests.storage.said_in import add
from tests.ui.findings.fiction import unnamed_controls


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        add(opened, [("Ada Vane", "harbour master"), ("Milo Roe", "councillor")], times=2)
        add(opened, [("Ada Vane", "harbour master")], day="2031-06-01", outlet="Alder Gazette")
        yield opened


@pytest.fixture
def background() -> Iterator[Background]:
    deliverer = Deliverer()
    made = Background(deliverer.deliver)
    yield made
    made.close()
    deliverer.close()


@pytest.fixture
def window(library: Library, background: Background, qtbot: QtBot) -> WhoSaidWhat:
    made = WhoSaidWhat(background, lambda: library, lambda: "")
    qtbot.addWidget(made)
    made.columns.setCurrentIndex(1)  # by outlet
    made.measure.setCurrentIndex(2)  # statements
    made.show()
    qtbot.waitUntil(lambda: made.matrix.model.rowCount() == 3)
    return made


def basis(window: WhoSaidWhat) -> str:
    return window._basis.text()


def show_voices(window: WhoSaidWhat, qtbot: QtBot) -> None:
    window.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: bool(window.voices.chart.shown))


def test_the_matrix_shows_numbers_and_names_its_basis(window: WhoSaidWhat) -> None:
    model = window.matrix.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    cells = [[model.index(row, column).data() for column in range(3)] for row in range(3)]
    assert cells == [["3", "2", "1"], ["2", "2", ""], ["5", "4", "1"]]
    assert basis(window) == "5 statements in 2 articles; 0 unattributed"
    words = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Ada Vane, The Mere Post: 2 statements"
    assert model.headerData(2, Qt.Orientation.Vertical) == "All"
    assert unnamed_controls(window) == []


def test_enter_on_a_cell_lists_its_statements_and_enter_there_opens_the_passage(
    window: WhoSaidWhat, qtbot: QtBot
) -> None:
    page = window.matrix
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(0, 1))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.said_model.rows) == 2)
    assert page.heading.text() == "Ada Vane · The Mere Post: 2 statements"
    page.list.select_key(page.said_model.rows[0].key)
    with qtbot.waitSignal(window.link_requested) as asked:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert asked.args == [page.said_model.rows[0].said.address]


def test_an_empty_cell_opens_nothing_and_arrows_go_on(window: WhoSaidWhat, qtbot: QtBot) -> None:
    view = window.matrix.view
    view.setCurrentIndex(window.matrix.model.index(1, 1))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().column() == 2
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.matrix.said_model.rows == ()


def test_what_is_listed_follows_the_library(window: WhoSaidWhat, library: Library, qtbot: QtBot) -> None:
    page = window.matrix
    page.view.setCurrentIndex(page.model.index(2, 0))
    qtbot.keyClick(page.view, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: len(page.said_model.rows) == 5)
    add(library, [("Ada Vane", "harbour master")], day="2031-07-01", outlet="Alder Gazette")
    window.refresh()
    qtbot.waitUntil(lambda: len(page.said_model.rows) == 6)


def test_shares_are_bars_that_the_keys_go_through(window: WhoSaidWhat, qtbot: QtBot) -> None:
    show_voices(window, qtbot)
    chart = window.voices.chart
    chart.setFocus()
    assert chart.accessibleDescription().startswith(
        "Ada Vane, 3 statements, 60 %, 3 direct, 0 mixed, 0 indirect, first at"
    )
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription().startswith("Milo Roe, 2 statements, 40 %")
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current == 0
    for each in (theme.LIGHT, theme.DARK):
        window.set_theme(each)
        assert not chart.grab().isNull()
    assert unnamed_controls(window) == []


def test_the_same_figures_are_a_table(window: WhoSaidWhat, qtbot: QtBot) -> None:
    show_voices(window, qtbot)
    window.table_button.click()
    model = window.voices.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert window.voices.table.isVisible()
    assert [model.index(0, column).data() for column in range(4)] == ["Ada Vane", "3", "60 %", "3"]


def test_a_search_narrows_what_is_counted(window: WhoSaidWhat, qtbot: QtBot) -> None:
    window.scope.setCurrentIndex(2)
    window.scope.activated.emit(2)
    assert window.query.isVisible()
    assert window._pages.currentWidget() is window._message
    window.query.setText("outlet:alder")
    qtbot.waitUntil(lambda: basis(window) == "1 statement in 1 article; 0 unattributed")
    window.query.setText("before:soon")
    qtbot.waitUntil(lambda: window._pages.currentWidget() is window._message)
    assert not window.export_button.isEnabled()


def test_an_article_is_counted_only_where_one_is_open(window: WhoSaidWhat) -> None:
    window.scope.setCurrentIndex(1)
    window.scope.activated.emit(1)
    assert window._pages.currentWidget() is window._message


def test_what_is_shown_is_exported(window: WhoSaidWhat, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.said):
        window.export(tmp_path / "matrix.csv", "csv")
    assert (
        (tmp_path / "matrix.csv")
        .read_text()
        .startswith('"","The Mere Post","Alder Gazette","All"\n"Ada Vane","2","1","3"')
    )
    show_voices(window, qtbot)
    for form in ("png", "svg", "csv"):
        with qtbot.waitSignal(window.said):
            window.export(tmp_path / f"voices.{form}", form)
    assert QImage(str(tmp_path / "voices.png")).width() >= 1440
    drawn = ElementTree.parse(tmp_path / "voices.svg").getroot()
    assert {"Ada Vane", "3 · 60 %"} <= {element.text for element in drawn.iter()}
    assert (tmp_path / "voices.csv").read_text().splitlines()[1].startswith('"Ada Vane","3","60.0","3"')

"""The window of all speakers, over a real library and real lanes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.ledger import Month
from desktop_app.storage import Library
from desktop_app.ui import theme
from desktop_app.ui.desk import Desk
from desktop_app.ui.speakers import SpeakersWindow
from desktop_app.ui.speakers.months import MonthsChart
from desktop_app.ui.speakers.questions import MergeSheet, ProposalsSheet, RenameSheet, SplitSheet
from desktop_app.workspace import Workspace
from tests.storage.said_in import add
from tests.ui.findings.fiction import unnamed_controls


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "profile")
    yield opened
    opened.close()


@pytest.fixture
def library(workspace: Workspace) -> Library:
    return workspace.library


@pytest.fixture
def window(workspace: Workspace, qtbot: QtBot) -> Iterator[SpeakersWindow]:
    deliverer = Deliverer()
    background = Background(deliverer.deliver)
    desk = Desk(background)
    desk.use(workspace)
    made = SpeakersWindow(desk)
    desk.articles_changed.connect(lambda _overview: made.refresh())
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.model)
    QAbstractItemModelTester(made.page.model)
    yield made
    made.close()
    background.close()


def _fill(library: Library) -> None:
    add(library, [("Ada Vane", "mayor of Mere"), ("Col Brand", "pilot")], day="2031-01-04", times=2)
    add(library, [("Ada Vane", "mayor of Mere")], day="2031-03-04", times=2)
    add(library, [("Adah Vayne", "")], day="2031-04-04", outlet="Quay Courier")


def _open(window: SpeakersWindow, qtbot: QtBot) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.words.hasFocus)
    qtbot.waitUntil(lambda: bool(window.page.model.rows))


def _sheet(window: SpeakersWindow, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in window.findChildren(kind)))
    return next(sheet for sheet in window.findChildren(kind) if sheet.isVisible())


def _names(window: SpeakersWindow) -> list[str]:
    return [row.speaker.name for row in window.model.rows]


def test_an_empty_library_says_what_will_be_listed_here(window: SpeakersWindow, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitUntil(lambda: window._message.title() == "Nobody speaks here yet")


def test_whoever_says_most_is_first_and_shown_with_all_statements(
    library: Library, window: SpeakersWindow, qtbot: QtBot
) -> None:
    _fill(library)
    _open(window, qtbot)
    assert _names(window) == ["Ada Vane", "Col Brand", "Adah Vayne"]
    qtbot.waitUntil(lambda: window.page.outlet.count() == 2)
    assert [row.said.day for row in window.page.model.rows] == ["2031-01-04"] * 2 + ["2031-03-04"] * 2
    assert window.page._basis.text().startswith("4 statements, 4 quotations in 2 articles")
    assert "mayor of Mere" in window.page._roles.text()


def test_what_is_typed_narrows_the_list_and_down_goes_into_it(
    library: Library, window: SpeakersWindow, qtbot: QtBot
) -> None:
    _fill(library)
    _open(window, qtbot)
    qtbot.keyClicks(window.words, "col")
    qtbot.waitUntil(lambda: _names(window) == ["Col Brand"])
    qtbot.keyClick(window.words, Qt.Key.Key_Down)
    assert window.list.hasFocus()
    qtbot.keyClick(window.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(_names(window)) == 3)


def test_enter_on_a_statement_asks_for_its_passage(library: Library, window: SpeakersWindow, qtbot: QtBot) -> None:
    _fill(library)
    _open(window, qtbot)
    qtbot.keyClick(window.list, Qt.Key.Key_Return)
    assert window.page.list.hasFocus()
    with qtbot.waitSignal(window.link_requested) as asked:
        qtbot.keyClick(window.page.list, Qt.Key.Key_Return)
    assert asked.args == [window.page.model.rows[0].said.address]


def test_words_and_kind_narrow_the_statements(library: Library, window: SpeakersWindow, qtbot: QtBot) -> None:
    _fill(library)
    _open(window, qtbot)
    qtbot.keyClicks(window.page.words, "stay 1 days")
    qtbot.waitUntil(lambda: len(window.page.model.rows) == 2)
    assert window.page._count.text() == "2 statements fit the filters"
    window.page.kind.setCurrentIndex(2)
    window.page.kind.activated.emit(2)
    qtbot.waitUntil(lambda: not window.page.model.rows)


def test_companions_lead_to_their_page_and_alt_left_leads_back(
    library: Library, window: SpeakersWindow, qtbot: QtBot
) -> None:
    _fill(library)
    _open(window, qtbot)
    brand = next(row.speaker for row in window.model.rows if row.speaker.name == "Col Brand")
    qtbot.waitUntil(lambda: window.page._companions.count() == 2)
    window.page.speaker_requested.emit(brand.id)
    qtbot.waitUntil(lambda: window.page._name.text() == "Col Brand")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.page._name.text() == "Ada Vane")


def test_a_merge_is_undone_and_done_again(library: Library, window: SpeakersWindow, qtbot: QtBot) -> None:
    _fill(library)
    _open(window, qtbot)
    window.page.merge_button.click()
    sheet = _sheet(window, MergeSheet, qtbot)
    assert isinstance(sheet, MergeSheet)
    qtbot.keyClicks(sheet.words, "vayne")
    qtbot.waitUntil(lambda: sheet.list.count() == 1)
    assert not sheet.merge_button.isEnabled()
    sheet.list.setCurrentRow(0)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _names(window) == ["Ada Vane", "Col Brand"])
    qtbot.waitUntil(lambda: len(window.page.model.rows) == 5)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(_names(window)) == 3)
    window.redo_button.click()
    qtbot.waitUntil(lambda: len(_names(window)) == 2)


def test_somebody_is_taken_apart_by_article(library: Library, window: SpeakersWindow, qtbot: QtBot) -> None:
    _fill(library)
    _open(window, qtbot)
    window.page.split_button.click()
    sheet = _sheet(window, SplitSheet, qtbot)
    assert isinstance(sheet, SplitSheet)
    assert not sheet.split_button.isEnabled()
    sheet.list.item(1).setCheckState(Qt.CheckState.Checked)
    sheet.split_button.click()
    qtbot.waitUntil(lambda: _names(window).count("Ada Vane") == 2)


def test_what_hangs_on_a_step_is_done_again_after_it(library: Library, window: SpeakersWindow, qtbot: QtBot) -> None:
    _fill(library)
    _open(window, qtbot)
    window.page.split_button.click()
    sheet = _sheet(window, SplitSheet, qtbot)
    assert isinstance(sheet, SplitSheet)
    sheet.list.item(1).setCheckState(Qt.CheckState.Checked)
    sheet.split_button.click()
    qtbot.waitUntil(lambda: _names(window).count("Ada Vane") == 2)
    before = window._shown
    assert before is not None
    other = next(row.key for row in window.model.rows if row.speaker.name == "Ada Vane" and row.key != before.id)
    window.show_speaker(other)
    qtbot.waitUntil(lambda: window._shown is not None and window._shown.id == other)
    window.page.rename_button.click()
    name = _sheet(window, RenameSheet, qtbot)
    assert isinstance(name, RenameSheet)
    name.name.setText("Ada Vane of Quay")
    name.rename_button.click()
    qtbot.waitUntil(lambda: "Ada Vane of Quay" in _names(window))
    for wanted in (2, 1):
        window.undo_button.click()
        qtbot.waitUntil(lambda wanted=wanted: _names(window).count("Ada Vane") == wanted)  # type: ignore[misc]
    window.redo_button.click()
    qtbot.waitUntil(lambda: _names(window).count("Ada Vane") == 2)
    window.redo_button.click()
    qtbot.waitUntil(lambda: "Ada Vane of Quay" in _names(window))


def test_another_name_is_shown_everywhere(library: Library, window: SpeakersWindow, qtbot: QtBot) -> None:
    _fill(library)
    _open(window, qtbot)
    window.page.rename_button.click()
    sheet = _sheet(window, RenameSheet, qtbot)
    assert isinstance(sheet, RenameSheet)
    sheet.name.setText("Ada M. Vane")
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ada M. Vane" in _names(window))
    qtbot.waitUntil(lambda: window.page._name.text() == "Ada M. Vane")


def test_a_pair_that_may_be_one_is_answered_by_a_key(library: Library, window: SpeakersWindow, qtbot: QtBot) -> None:
    add(library, [("Ada Vane", "mayor of Mere"), ("Col Brand", "pilot")], day="2031-01-04")
    add(library, [("A. Vane", "mayor"), ("Col Brand", "pilot")], day="2031-02-04", outlet="Quay Courier")
    _open(window, qtbot)
    proposals = library.ledger.proposals()
    assert len(proposals) == 1
    qtbot.waitUntil(lambda: window.ask_button.text() == "1 pair may be one")
    window.ask_button.click()
    sheet = _sheet(window, ProposalsSheet, qtbot)
    assert isinstance(sheet, ProposalsSheet)
    qtbot.waitUntil(lambda: sheet.list.count() == 1)
    assert proposals[0].reasons[0] in sheet.list.item(0).text()
    qtbot.keyClick(sheet, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: sheet.list.count() == 0)
    assert not sheet.same_button.isEnabled()
    sheet.reject()
    window.undo_button.click()
    qtbot.waitUntil(lambda: window.ask_button.text() == "1 pair may be one")
    window.ask_button.click()
    again = _sheet(window, ProposalsSheet, qtbot)
    assert isinstance(again, ProposalsSheet)
    qtbot.waitUntil(lambda: again.list.count() == 1)
    again.same_button.click()
    qtbot.waitUntil(lambda: len(_names(window)) == 2)
    again.reject()


@pytest.mark.parametrize("ending", ["md", "csv", "html"])
def test_the_page_is_written_as_its_file_is_called(
    ending: str, library: Library, window: SpeakersWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    _fill(library)
    _open(window, qtbot)
    file = tmp_path / f"vane.{ending}"
    window.export_to(file)
    qtbot.waitUntil(lambda: window._word.text() == f"Written: vane.{ending}")
    assert "The ferry will stay 1 days." in file.read_text(encoding="utf-8")


def test_the_months_are_gone_through_by_arrow_and_told(qtbot: QtBot) -> None:
    chart = MonthsChart()
    qtbot.addWidget(chart)
    chart.show_months([Month("2031-11", 2, 1, 30, 12), Month("2032-02", 1, 0, 9, 0)])
    chart.resize(300, 60)
    chart.show()
    chart._go_to(3)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == Month("2032-01", 0, 0, 0, 0)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName() == "February 2032: 1 statement, 0 quotations, 9 words"
    assert not chart.grab().isNull()


def test_everything_that_takes_the_focus_has_a_name(library: Library, window: SpeakersWindow, qtbot: QtBot) -> None:
    _fill(library)
    _open(window, qtbot)
    qtbot.waitUntil(lambda: window.page._companions.count() == 2)
    assert unnamed_controls(window) == []
    for one in (theme.LIGHT, theme.DARK):
        window.set_theme(one)
        assert not window.grab().isNull()

"""The library panel: find an article, open it, bin it; an empty library says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.article import ArticleSummary
from desktop_app.ui import theme
from desktop_app.ui.library import LibraryPanel
from desktop_app.ui.library.delegate import day_of, facts_of
from tests.ui.findings.fiction import unnamed_controls

NOW = datetime(2026, 3, 3, tzinfo=UTC)
ARTICLES = (
    ArticleSummary(
        "a1",
        "Minister promises ‘full accounting’ on the contract",
        "Verrin Courier",
        "2019-03-03",
        NOW,
        11,
        4,
        3,
        2,
    ),
    ArticleSummary("a2", "Auditors cannot trace 27 million", "The Northern Post", "last Friday", NOW, 1, 1, 1, 0),
    ArticleSummary("a3", "", "الميناء", "", NOW),
)


@pytest.fixture
def panel(qtbot: QtBot) -> LibraryPanel:
    theme.load_fonts()
    made = LibraryPanel()
    qtbot.addWidget(made)
    made.resize(250, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.show_articles(ARTICLES)
    return made


def keys(panel: LibraryPanel) -> list[str]:
    return [row.key for row in panel.model.rows]


def test_rows_tell_title_outlet_date_and_counts(panel: LibraryPanel) -> None:
    said = [
        panel.model.index(place).data(Qt.ItemDataRole.AccessibleTextRole).replace("\u00a0", " ") for place in range(3)
    ]
    assert said[0] == (
        "Minister promises ‘full accounting’ on the contract, Verrin Courier · 3 March 2019 · 11 quotes · 2 notes"
    )
    assert said[1] == "Auditors cannot trace 27 million, The Northern Post · last Friday · 1 quote · 1 highlight"
    assert said[2].startswith("Untitled article")


def test_a_date_of_this_year_needs_no_year() -> None:
    this_year = date.today().year  # noqa: DTZ011
    assert day_of(f"{this_year}-03-03T10:00:00Z") == "3 March"
    assert day_of("2001-12-24") == "24 December 2001"
    assert day_of("") == ""


def test_an_outlet_from_right_to_left_does_not_turn_the_facts_around() -> None:
    assert facts_of(replace(ARTICLES[2], notes=1)).startswith("\u2068")


def test_an_article_that_waits_for_its_analysis_says_so() -> None:
    waiting = replace(ARTICLES[1], quotations=0, highlights=0, is_analysed=False)
    assert facts_of(waiting).replace("\u00a0", " ") == "The Northern Post · last Friday · not analysed yet"
    assert "not analysed" not in facts_of(ARTICLES[1]).replace("\u00a0", " ")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_open_the_current_article(panel: LibraryPanel, qtbot: QtBot, key: Qt.Key) -> None:
    panel.list.select_key("a2")
    with qtbot.waitSignal(panel.article_requested) as asked:
        qtbot.keyClick(panel.list, key)
    assert asked.args == ["a2"]


def test_a_click_opens_an_article(panel: LibraryPanel, qtbot: QtBot) -> None:
    where = panel.list.visualRect(panel.model.index(1)).center()
    with qtbot.waitSignal(panel.article_requested) as asked:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert asked.args == ["a2"]


def test_del_moves_to_the_bin_and_paste_makes_an_article(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.list.select_key("a1")
    with qtbot.waitSignal(panel.remove_requested) as asked:
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert asked.args == ["a1"]
    with qtbot.waitSignal(panel.paste_requested):
        qtbot.keySequence(panel.list, QKeySequence(QKeySequence.StandardKey.Paste))
    with qtbot.waitSignal(panel.paste_requested):
        qtbot.keySequence(panel, QKeySequence(QKeySequence.StandardKey.Paste))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, menus cannot be raised
@pytest.mark.parametrize(("text", "signal"), [("Open", "article_requested"), ("Move to the bin", "remove_requested")])
def test_the_menu_opens_and_bins(panel: LibraryPanel, qtbot: QtBot, text: str, signal: str) -> None:
    panel.list.menu_requested.emit(panel.model.rows[1], QPoint(5, 5))
    menu = next(menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu) and menu.isVisible())
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        next(action for action in menu.actions() if action.text().startswith(text)).trigger()
    menu.close()
    assert asked.args == ["a2"]


def test_selecting_marks_the_open_article_and_asks_for_nothing(panel: LibraryPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.article_requested):
        panel.select("a2")
    assert panel.list.current_row().key == "a2"
    assert panel.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole).endswith("open now")
    panel.select(None)
    assert not any(row.is_open for row in panel.model.rows)


def test_the_current_row_stays_when_articles_come_and_go(panel: LibraryPanel) -> None:
    panel.list.select_key("a2")
    panel.show_articles(ARTICLES[1:])
    assert panel.list.current_row().key == "a2"


def test_an_empty_library_says_what_will_be_there(panel: LibraryPanel) -> None:
    panel.show_articles(())
    assert not panel.list.isVisible()
    assert any("No articles yet" in label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_the_model_keeps_qts_rules(panel: LibraryPanel) -> None:
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal, panel.model)
    panel.show_articles([replace(article, notes=9) for article in ARTICLES])
    panel.show_articles(ARTICLES[:1])
    panel.show_articles(())


def test_every_control_has_a_name(panel: LibraryPanel) -> None:
    assert unnamed_controls(panel) == []


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_rows_are_painted_in_both_themes(panel: LibraryPanel, chosen: theme.Theme) -> None:
    panel.set_theme(chosen)
    panel.select("a1")
    panel.list.setFocus()
    picture = panel.list.grab().toImage()
    shown = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(0, 300, 2)}
    assert chosen.accent.name() in shown

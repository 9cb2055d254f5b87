"""The box over the library and the list of hits: keys, marks, and words for every state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.query import QueryError
from desktop_app.domain.searching import NEWEST, Answer, Hit, HitKind
from desktop_app.domain.spans import Span
from desktop_app.ui import theme
from desktop_app.ui.library import LibraryPanel
from desktop_app.ui.library.results import laid_out
from desktop_app.ui.numbers import number
from desktop_app.ui.painting import type_for
from tests.ui.findings.fiction import unnamed_controls
from tests.ui.library.test_library_panel import ARTICLES

HITS = (
    Hit(
        HitKind.ARTICLE,
        "a1",
        "Ferry to stay",
        "The Mere Post",
        "2019-03-03",
        snippet="… the ferry will stay",
        marks=(Span(6, 11),),
        span=Span(40, 45),
    ),
    Hit(
        HitKind.STATEMENT,
        "a2",
        "",
        "",
        "",
        "s1",
        "Ada Vane",
        snippet="“the ferry”",
        marks=(Span(5, 10),),
        span=Span(3, 8),
    ),
    Hit(HitKind.CLAIM, "a2", "Ferry", "", "", "c1", "Ada Vane", "disputed", "the ferry", (Span(4, 9),), Span(3, 8)),
    Hit(HitKind.NOTE, "a1", "Ferry", "الميناء", "", "n1", snippet="الميناء ferry " * 30, marks=(Span(8, 13),)),
    Hit(HitKind.SPEAKER, "a1", "Ferry", "", "", "p1", "Ferry Fane", snippet="Ferry Fane, 𝒳 Fane", span=Span(0, 5)),
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


def seen(panel: LibraryPanel) -> str:
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text())


def test_what_is_typed_is_asked_for_after_a_rest_and_at_once_on_enter(panel: LibraryPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.search_requested) as asked:
        qtbot.keyClicks(panel.words, "ferry")
    assert asked.args == ["ferry", False]
    with qtbot.waitSignal(panel.search_requested) as asked:
        qtbot.keyClick(panel.words, Qt.Key.Key_Return)
    assert asked.args == ["ferry", True]


def test_hits_stand_in_the_place_of_the_articles_until_escape(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.words.setText("ferry")
    panel.show_answer(Answer(HITS, 5), is_full=False)
    assert panel.result_list.isVisible()
    assert not panel.list.isVisible()
    assert "5 hits" in seen(panel)
    qtbot.keyClick(panel.words, Qt.Key.Key_Down)
    assert panel.result_list.hasFocus()
    with qtbot.waitSignal(panel.search_requested) as asked:
        qtbot.keyClick(panel.result_list, Qt.Key.Key_Escape)
    assert asked.args == ["", False]
    assert panel.list.isVisible()
    assert panel.words.hasFocus()


def test_arrows_go_into_the_hits_and_back_and_enter_opens(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.words.setText("ferry")
    panel.show_answer(Answer(HITS, 5), is_full=True)
    panel.go_to_search()
    qtbot.keyClick(panel.words, Qt.Key.Key_Down)
    qtbot.keyClick(panel.result_list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.hit_requested) as asked:
        qtbot.keyClick(panel.result_list, Qt.Key.Key_Return)
    assert asked.args == [HITS[1]]
    qtbot.keyClick(panel.result_list, Qt.Key.Key_Up)
    assert panel.result_list.hasFocus()
    qtbot.keyClick(panel.result_list, Qt.Key.Key_Up)
    assert panel.words.hasFocus()
    assert panel.words.selectedText() == "ferry"


def test_without_a_query_the_arrow_goes_into_the_articles(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.go_to_search()
    qtbot.keyClick(panel.words, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    assert panel.list.current_row().key == "a1"


def test_a_click_opens_a_hit(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.show_answer(Answer(HITS, 5), is_full=True)
    where = panel.result_list.visualRect(panel.results.index(2)).center()
    with qtbot.waitSignal(panel.hit_requested) as asked:
        qtbot.mouseClick(panel.result_list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert asked.args == [HITS[2]]


def test_each_state_has_its_words(panel: LibraryPanel) -> None:
    panel.words.setText("ferry")
    panel.show_answer(Answer(HITS, NEWEST, is_part=True), is_full=False)
    assert f"The best of the newest {number(NEWEST)} hits. Enter ranks all." in seen(panel)
    panel.show_answer(Answer(HITS, 70), is_full=False)
    assert "5 of 70 hits. Enter shows more." in seen(panel)
    panel.show_answer(Answer(HITS, 70), is_full=True)
    assert "The best 5 of 70 hits." in seen(panel)
    panel.show_searching()
    assert "Searching…" in seen(panel)
    panel.show_stopped()
    assert "Stopped." in seen(panel)
    panel.show_answer(Answer(), is_full=True)
    assert "Nothing found" in seen(panel)


def test_an_error_while_typing_leaves_the_hits_and_says_what_is_wrong(panel: LibraryPanel) -> None:
    error = QueryError("After “said:” something is missing.", advice="Such as: said:ferry")
    panel.words.setText("said:")
    panel.show_query_error(error)
    assert "After “said:” something is missing. Such as: said:ferry" in seen(panel)
    panel.show_answer(Answer(HITS, 5), is_full=False)
    panel.show_query_error(error)
    assert panel.result_list.isVisible()
    assert "something is missing" in seen(panel)


def test_a_row_is_spoken_with_all_that_it_shows(panel: LibraryPanel) -> None:
    panel.show_answer(Answer(HITS, 5), is_full=True)
    panel.select("a2")
    said = [
        panel.results.index(row).data(Qt.ItemDataRole.AccessibleTextRole).replace("\u00a0", " ") for row in range(5)
    ]
    assert said[0] == "Ferry to stay, The Mere Post · 3 March 2019, … the ferry will stay"
    assert said[1] == "Untitled article, Ada Vane, “the ferry”, open now"
    assert said[2] == "Ferry, Claim · Disputed · Ada Vane, the ferry, open now"
    assert "Note" in said[3]
    assert "Speaker · Ferry Fane" in said[4]


def test_the_chosen_hit_stays_chosen_when_the_answer_is_renewed(panel: LibraryPanel) -> None:
    panel.show_answer(Answer(HITS, 5), is_full=True)
    panel.result_list.setCurrentIndex(panel.results.index(2))
    panel.show_answer(Answer(HITS[1:], 4), is_full=True)
    assert panel.result_list.current_row().hit == HITS[2]


def test_the_model_keeps_qts_rules_and_every_control_has_a_name(panel: LibraryPanel) -> None:
    QAbstractItemModelTester(panel.results, QAbstractItemModelTester.FailureReportingMode.Fatal, panel.results)
    panel.show_answer(Answer(HITS, 5), is_full=True)
    panel.show_answer(Answer(HITS[:1], 5), is_full=True)
    assert unnamed_controls(panel) == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, menus cannot be raised
def test_the_menu_of_a_hit_copies_its_link(panel: LibraryPanel) -> None:
    panel.show_answer(Answer(HITS, 5), is_full=True)
    panel.result_list.menu_requested.emit(panel.results.rows[1], QPoint(5, 5))
    menu = next(menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu) and menu.isVisible())
    next(action for action in menu.actions() if action.text() == "Copy link").trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "pressmark://article/a2?a=s1"


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_hits_are_painted_in_both_themes(panel: LibraryPanel, chosen: theme.Theme) -> None:
    panel.set_theme(chosen)
    panel.show_answer(Answer(HITS, 5), is_full=True)
    panel.select("a1")
    panel.result_list.setCurrentIndex(panel.results.index(0))
    panel.result_list.setFocus()
    picture = panel.result_list.grab().toImage()
    shown = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(0, 300, 2)}
    assert chosen.accent.name() in shown


def test_a_long_snippet_ends_in_dots_after_three_lines_and_keeps_its_marks(panel: LibraryPanel) -> None:
    face = type_for(panel.font()).plain
    for text in ("𝒳 ferry " * 60, "x" * 900, "short"):
        marks = tuple(Span(at, at + 5) for at in range(len(text) - 5) if text.startswith("ferry", at))
        layout = laid_out(text, marks, 200, face)
        assert layout.lineCount() <= 3
        assert layout.text().endswith("…") == (len(text) > 20)
        for part in layout.formats():
            raw = layout.text().encode("utf-16-le")[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le")
            assert raw == "ferry"[: len(raw)]


def test_the_help_button_asks_for_help_and_words_can_be_put_in(panel: LibraryPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.search_help_requested):
        panel.help.click()
    with qtbot.waitSignal(panel.search_requested) as asked:
        panel.search_for("said:ferry")
    assert (panel.words.text(), asked.args) == ("said:ferry", ["said:ferry", True])


def test_a_hit_of_a_speaker_is_another_row_than_one_of_the_article() -> None:
    one = replace(HITS[0], snippet="other")
    assert one.address == "pressmark://article/a1?p=40-45"
    assert HITS[3].address == "pressmark://article/a1?n=n1"

"""Several rows at once: chosen with Ctrl and Shift, coloured, tagged, copied, removed; and what the filter lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.annotations import NoteTarget
from desktop_app.ui.notes import NotesPanel
from desktop_app.ui.notes.filtering import NoteFilter, retagged
from desktop_app.ui.notes.tags_line import tags_in
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.theme import DARK
from tests.ui.findings.fiction import COLOURS, FINDINGS, HIGHLIGHTS, NOTES, highlight, note, reading, unnamed_controls

POPS_UP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, menus cannot be raised
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TAGGED = (
    replace(HIGHLIGHTS[0], tags=("tender", "sums")),
    replace(HIGHLIGHTS[1], tags=("tender",)),
    highlight(3, "We stopped the payment", "green"),
)


@pytest.fixture
def tagged(panel: NotesPanel) -> NotesPanel:
    panel.show_annotations(TAGGED, NOTES, COLOURS, FINDINGS)
    return panel


def click(panel: NotesPanel, qtbot: QtBot, key: str, held: Qt.KeyboardModifier) -> None:
    where = panel.list.visualRect(panel.model.index_of(key)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, held, where)


def choose_marks(panel: NotesPanel) -> None:
    panel.list.choose_where(lambda row: row.highlight is not None)


def keys(panel: NotesPanel) -> list[str]:
    return [row.key for row in panel.list.chosen()]


def test_ctrl_and_shift_choose_several_rows_and_open_nothing(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.list.select_key("n:n2")
    with qtbot.assertNotEmitted(tagged.passage_requested):
        click(tagged, qtbot, "h:h1:n1", CTRL)
        assert keys(tagged) == ["n:n2", "h:h1:n1"]
        click(tagged, qtbot, "n:n4", SHIFT)
        assert keys(tagged) == ["n:n2", "h:h1:n1", "n:n4"]
    assert not tagged.editor.isVisible()
    assert tagged.strip.isVisible()
    with qtbot.waitSignal(tagged.passage_requested):
        click(tagged, qtbot, "n:n2", Qt.KeyboardModifier.NoModifier)
    assert keys(tagged) == ["n:n2"]
    assert not tagged.strip.isVisible()


def test_rows_are_chosen_with_keys_alone(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.list.setFocus()
    tagged.list.select_key("n:n2")
    qtbot.keyClick(tagged.list, Qt.Key.Key_Down, SHIFT)
    assert keys(tagged) == ["n:n2", "h:h2"]
    qtbot.keyClick(tagged.list, Qt.Key.Key_Down, CTRL)
    qtbot.keyClick(tagged.list, Qt.Key.Key_Down, CTRL)
    qtbot.keyClick(tagged.list, Qt.Key.Key_Space, CTRL)
    assert keys(tagged) == ["n:n2", "h:h2", "n:n3"]
    qtbot.keyClick(tagged.list, Qt.Key.Key_A, CTRL)
    assert len(keys(tagged)) == len(tagged.model.rows)
    assert unnamed_controls(tagged) == []


def test_colour_and_removal_concern_all_that_is_chosen(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.list.selectAll()
    with qtbot.waitSignal(tagged.colour_requested) as asked:
        qtbot.keyClick(tagged.list, Qt.Key.Key_3)
    assert asked.args == [["h2", "h3", "h1"], "red"]
    with qtbot.waitSignal(tagged.colour_requested) as asked:
        tagged.strip.colours.actions()[1].trigger()
    assert asked.args == [["h2", "h3", "h1"], "green"]
    notes: list[str] = []
    tagged.remove_note_requested.connect(notes.append)
    with qtbot.waitSignal(tagged.remove_highlights_requested) as asked:
        tagged.strip.remove_button.click()
    assert asked.args == [["h2", "h3", "h1"]]
    assert notes == ["n2", "n3", "n4"]


def test_what_is_chosen_stays_chosen_while_the_list_changes(tagged: NotesPanel) -> None:
    choose_marks(tagged)
    more = (*NOTES, note(9, NoteTarget.HIGHLIGHT, "h2", "new"))
    tagged.show_annotations(tuple(replace(one, colour_id="red") for one in TAGGED), more, COLOURS, FINDINGS)
    assert keys(tagged) == ["h:h2:n9", "h:h3", "h:h1:n1"]
    tagged.select("highlight", "h3")
    assert keys(tagged) == ["h:h3"]


def test_last_words_of_a_note_go_before_its_removal(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.edit_note(NOTES[0])
    qtbot.keyClicks(tagged.editor.edit, "last")
    order: list[object] = []
    tagged.note_changed.connect(lambda changed: order.append(changed.text))
    tagged.remove_highlights_requested.connect(order.append)
    choose_marks(tagged)
    qtbot.keyClick(tagged.list, Qt.Key.Key_Delete)
    assert order == [NOTES[0].text + "last", ["h2", "h3", "h1"]]
    assert not tagged.editor.isVisible()


def test_backspace_never_removes_a_highlight(panel: NotesPanel, qtbot: QtBot) -> None:
    panel.edit_note(NOTES[0])
    panel.editor.edit.selectAll()
    with qtbot.assertNotEmitted(panel.remove_highlights_requested), qtbot.waitSignal(panel.note_changed):
        for _ in range(4):
            qtbot.keyClick(panel.editor.edit, Qt.Key.Key_Backspace)
    assert panel.editor.edit.hasFocus()
    with qtbot.assertNotEmitted(panel.remove_highlights_requested):
        qtbot.keyClick(panel.editor.edit, Qt.Key.Key_Escape)
        qtbot.keyClick(panel.list, Qt.Key.Key_Backspace)


# Tags --------------------------------------------------------------------------------------------------------------------


def test_tags_stand_on_rows_and_are_said(tagged: NotesPanel) -> None:
    said = tagged.model.index_of("h:h1:n1").data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("tags: tender, sums")


@POPS_UP
def test_g_opens_the_tags_of_a_row_and_enter_gives_them(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.list.select_key("h:h1:n1")
    qtbot.keyClick(tagged.list, Qt.Key.Key_G)
    assert tagged.strip.tags.hasFocus()
    assert tagged.strip.tags.text() == "tender, sums, "
    qtbot.keyClicks(tagged.strip.tags, "#  new  one ,sums")
    with qtbot.waitSignal(tagged.tags_requested) as asked:
        qtbot.keyClick(tagged.strip.tags, Qt.Key.Key_Return)
    assert asked.args == [["h1"], ("tender", "sums", "new one")]
    assert tagged.list.hasFocus()
    assert not tagged.strip.isVisible()


def test_tags_of_several_rows_change_what_they_have_in_common(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.list.choose_where(lambda row: row.highlight is not None and row.highlight.id in {"h1", "h2"})
    tagged.strip.tags_button.click()
    assert tagged.strip.tags.text() == "tender, "
    asked: list[tuple[list[str], tuple[str, ...]]] = []
    tagged.tags_requested.connect(lambda ids, tags: asked.append((ids, tags)))
    tagged.strip.tags.setText("harbour")
    tagged.strip.set_button.click()
    assert asked == [(["h2"], ("harbour",)), (["h1"], ("sums", "harbour"))]


@POPS_UP
def test_escape_leaves_the_tags_as_they_are(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.list.select_key("h:h2")
    qtbot.keyClick(tagged.list, Qt.Key.Key_G)
    qtbot.keyClicks(tagged.strip.tags, "no")
    with qtbot.assertNotEmitted(tagged.tags_requested):
        qtbot.keyClick(tagged.strip.tags, Qt.Key.Key_Escape)
    assert tagged.list.hasFocus()
    tagged.list.select_key("n:n2")
    qtbot.keyClick(tagged.list, Qt.Key.Key_G)
    assert not tagged.strip.isVisible()  # a note on a speaker has no tags


@POPS_UP
def test_tags_are_completed_from_those_that_are_known(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.set_known_tags(["Harbour works", "tender"])
    tagged.list.select_key("h:h3")
    qtbot.keyClick(tagged.list, Qt.Key.Key_G)
    qtbot.keyClicks(tagged.strip.tags, "sums, work")
    popup = tagged.strip.tags.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert tags_in(tagged.strip.tags.text()) == ("sums", "Harbour works")


@pytest.mark.parametrize(
    ("typed", "tags"), [("", ()), (" , ;", ()), ("#a, b c ;a,  d", ("a", "b c", "d")), ("##x", ("x",))]
)
def test_tags_are_what_stands_between_commas(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_in(typed) == tags


@POPS_UP
def test_tags_that_are_being_written_are_kept_for_their_highlight_however_the_line_is_left(
    tagged: NotesPanel, qtbot: QtBot
) -> None:
    ways: dict[str, Callable[[], object]] = {
        "the focus goes elsewhere": tagged.filter.words.setFocus,
        "another row is tagged": lambda: tagged.edit_tags("h1"),
        "the window closes": tagged.flush,
        "another article": lambda: tagged.show_reading(None),
        "the panel is hidden": tagged.hide,
    }
    for name, leave in ways.items():
        tagged.show()
        tagged.show_reading(reading())
        tagged.show_annotations(TAGGED, NOTES, COLOURS, FINDINGS)
        tagged.edit_tags("h3")
        assert tagged.strip.tags.hasFocus()
        qtbot.keyClicks(tagged.strip.tags, "draft")
        tagged.list.select_key("h:h2")  # what is chosen by now is not what is meant
        with qtbot.waitSignal(tagged.tags_requested) as asked:
            leave()
        assert asked.args == [["h3"], ("draft",)], name


@POPS_UP
def test_a_list_of_completions_only_borrows_the_focus_of_the_tags(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.set_known_tags(["Harbour works"])
    tagged.edit_tags("h3")
    with qtbot.assertNotEmitted(tagged.tags_requested):
        qtbot.keyClicks(tagged.strip.tags, "harb")
        popup = tagged.strip.tags.completer().popup()
        assert popup is not None
        qtbot.waitUntil(popup.isVisible)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
        qtbot.keyClicks(tagged.strip.tags, ", har")
        qtbot.waitUntil(popup.isVisible)
        qtbot.keyClick(popup, Qt.Key.Key_Escape)
        assert not popup.isVisible()
        qtbot.keyClicks(tagged.strip.tags, "d")
    assert tagged.strip.isVisible()
    with qtbot.waitSignal(tagged.tags_requested) as asked:
        qtbot.keyClick(tagged.strip.tags, Qt.Key.Key_Return)
    assert asked.args == [["h3"], ("Harbour works", "hard")]


@POPS_UP
def test_tags_can_be_written_while_the_filter_hides_the_highlight(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.filter.words.setText("tender")
    assert tagged.list.select_key("h:h3") is False
    tagged.edit_tags("h3")
    assert tagged.strip.tags.hasFocus()
    qtbot.keyClicks(tagged.strip.tags, "sums")
    with qtbot.waitSignal(tagged.tags_requested) as asked:
        qtbot.keyClick(tagged.strip.tags, Qt.Key.Key_Return)
    assert asked.args == [["h3"], ("sums",)]


@POPS_UP
def test_tags_that_came_meanwhile_stay(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.edit_tags("h2")
    tagged.strip.tags.setText("tender, quay")
    changed = (TAGGED[0], replace(TAGGED[1], tags=("tender", "elsewhere")), TAGGED[2])
    tagged.show_annotations(changed, NOTES, COLOURS, FINDINGS)
    with qtbot.waitSignal(tagged.tags_requested) as asked:
        qtbot.keyClick(tagged.strip.tags, Qt.Key.Key_Return)
    assert asked.args == [["h2"], ("tender", "elsewhere", "quay")]


def test_who_came_from_the_page_is_led_back_there(tagged: NotesPanel, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        tagged.edit_tags("h3", from_page=True)
        with qtbot.waitSignal(tagged.left):
            qtbot.keyClick(tagged.strip.tags, key)
        tagged.edit_tags("h3")
        with qtbot.assertNotEmitted(tagged.left):
            qtbot.keyClick(tagged.strip.tags, key)
        assert tagged.list.hasFocus()
    tagged.edit_note(NOTES[0], from_page=True)
    with qtbot.waitSignal(tagged.left):
        qtbot.keyClick(tagged.editor.edit, Qt.Key.Key_Escape)
    tagged.list.setFocus()
    tagged.list.select_key("h:h1:n1")
    qtbot.keyClick(tagged.list, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(tagged.left):
        qtbot.keyClick(tagged.editor.edit, Qt.Key.Key_Escape)
    assert tagged.list.hasFocus()


def test_highlights_that_keep_their_tags_are_not_changed(tagged: NotesPanel) -> None:
    rows = [row for row in tagged.model.rows if row.highlight is not None and row.highlight.id == "h2"]
    assert retagged(rows, ("tender",)) == {}
    assert retagged(rows, ()) == {(): ["h2"]}


# Copying and the menu ----------------------------------------------------------------------------------------------------


def test_several_rows_are_copied_as_markdown_that_links_back(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.list.choose_where(lambda row: row.key in {"h:h1:n1", "n:n2", "n:n4"})
    qtbot.keyClick(tagged.list, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == (
        "Ilse Varga · [Open passage](pressmark://article/article?n=n2)\n\nWas deputy until May.\n\n"
        "> “The first estimate”\n>\n"
        "> Key point · \\#tender · \\#sums · [Open passage](pressmark://article/article?h=h1)\n\n"
        "Before or **after** the second tender?\n\n"
        "[Open passage](pressmark://article/article)\n\nCompare.\n"
    )


@POPS_UP
def test_the_menu_of_several_rows_concerns_all_of_them(tagged: NotesPanel, qtbot: QtBot) -> None:
    choose_marks(tagged)
    place = tagged.list.visualRect(tagged.model.index_of("h:h3")).center()
    tagged.list.customContextMenuRequested.emit(place)
    menu = next(menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu) and menu.isVisible())
    assert len(keys(tagged)) == 3
    with qtbot.waitSignal(tagged.remove_highlights_requested) as asked:
        next(action for action in menu.actions() if action.text().startswith("Remove")).trigger()
    menu.close()
    assert asked.args == [["h2", "h3", "h1"]]
    tagged.list.customContextMenuRequested.emit(tagged.list.visualRect(tagged.model.index_of("n:n2")).center())
    assert keys(tagged) == ["n:n2"]
    menu = next(menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu) and menu.isVisible())
    menu.close()


@POPS_UP
def test_the_menu_lists_colours_with_their_keys_and_ticks_the_one_there_is(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.set_theme(DARK)
    tagged.list.select_key("h:h3")
    tagged.list.menu_requested.emit(tagged.list.current_row(), QPoint(5, 5))
    menu = next(menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu) and menu.isVisible())
    colours = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text() for action in colours] == ["Key point\t1", "Evidence\t2", "Doubtful\t3"]
    assert [action.isChecked() for action in colours] == [False, True, False]
    next(action for action in menu.actions() if action.text().startswith("Copy")).trigger()
    menu.close()
    assert "We stopped the payment" in QGuiApplication.clipboard().text()


def test_an_archived_colour_is_shown_and_not_offered(tagged: NotesPanel, qtbot: QtBot) -> None:
    colours = (*COLOURS[:2], replace(COLOURS[2], is_archived=True))
    tagged.show_annotations(TAGGED, NOTES, colours, FINDINGS)
    assert tagged.model.index_of("h:h2").data(Qt.ItemDataRole.AccessibleTextRole).startswith("Doubtful")
    tagged.list.select_key("h:h2")
    with qtbot.assertNotEmitted(tagged.colour_requested):
        qtbot.keyClick(tagged.list, Qt.Key.Key_3)


# The filter --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "listed"),
    [
        (NoteFilter("TENDER"), ["h:h2", "h:h1:n1"]),
        (NoteFilter("estimate second"), ["h:h1:n1"]),
        (NoteFilter("ilse"), ["n:n2"]),
        (NoteFilter("evidence"), ["h:h3"]),
        (NoteFilter(colour="red"), ["h:h2"]),
        (NoteFilter(tag="sums"), ["h:h1:n1"]),
        (NoteFilter("awarded", "red", "tender"), ["h:h2"]),
        (NoteFilter("awarded", "green"), []),
    ],
)
def test_the_filter_lists_what_fits_all_of_it(tagged: NotesPanel, chosen: NoteFilter, listed: list[str]) -> None:
    assert [row.key for row in tagged.model.rows if chosen.takes(row)] == listed
    assert chosen.is_on


def test_words_colour_and_tag_narrow_the_list_and_one_key_clears_them(tagged: NotesPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(tagged.filter.words, "tender")
    assert [row.key for row in tagged.model.rows] == ["h:h2", "h:h1:n1"]
    tagged.filter.colour.setCurrentIndex(tagged.filter.colour.findData("red"))
    tagged.filter.colour.activated.emit(0)
    assert [row.key for row in tagged.model.rows] == ["h:h2"]
    assert tagged._count.text() == "1 of 6"
    tagged.filter.tag.setCurrentIndex(tagged.filter.tag.findData("sums"))
    tagged.filter.tag.activated.emit(0)
    assert [words.title() for words in tagged.findChildren(Placeholder) if words.isVisible()] == [
        "Nothing here fits the filter"
    ]
    qtbot.keyClick(tagged.filter.words, Qt.Key.Key_Escape)
    assert len(tagged.model.rows) == 6
    assert not tagged.filter.chosen.is_on


@pytest.mark.parametrize("width", [240, 300, 340, 380, 460])
def test_the_filter_cuts_none_of_its_names_whatever_room_it_has(tagged: NotesPanel, qtbot: QtBot, width: int) -> None:
    tagged.resize(width, 800)
    qtbot.waitUntil(lambda: tagged.filter.words.width() >= 100)
    for box, name in ((tagged.filter.colour, "All colours"), (tagged.filter.tag, "All tags")):
        room = box.width() - 38  # what a box leaves for words
        assert box.currentText() == name
        assert box.fontMetrics().horizontalAdvance(name) <= room
    assert tagged.width() == width


def test_a_note_can_be_written_while_the_filter_hides_its_row(tagged: NotesPanel, qtbot: QtBot) -> None:
    tagged.filter.words.setText("ilse")
    tagged.edit_note(NOTES[0])
    assert tagged.editor.heading.text() == "Key point"
    qtbot.keyClicks(tagged.editor.edit, "!")
    assert tagged.has_unsaved()
    tagged.select("highlight", "h2")
    assert keys(tagged) == []


def test_a_colour_that_is_gone_from_the_article_is_not_filtered_by_any_more(tagged: NotesPanel) -> None:
    tagged.filter.colour.setCurrentIndex(tagged.filter.colour.findData("red"))
    tagged.filter.colour.activated.emit(0)
    tagged.show_annotations((TAGGED[0], TAGGED[2]), NOTES, COLOURS, FINDINGS)
    assert len(tagged.model.rows) == 5


# Targets -----------------------------------------------------------------------------------------------------------------


def test_notes_on_claims_and_topics_stand_where_those_are(panel: NotesPanel) -> None:
    made = [note(5, NoteTarget.CLAIM, "c4", "Which?"), note(6, NoteTarget.TOPIC, "t2", "Long.")]
    lost = [note(7, NoteTarget.CLAIM, "c0", "a"), note(8, NoteTarget.TOPIC, "t0", "b")]
    panel.show_annotations((), [*made, *lost], COLOURS, FINDINGS)
    said = [panel.model.index(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(4)]
    assert said == [
        "on a claim, “the ministry had known since October”, note: Which?",
        "on Cost to the town, note: Long.",
        "on a claim that is not found any more, note: a",
        "on a topic that is not found any more, note: b",
    ]
    panel.edit_note(replace(made[0], id="new", text=""))
    assert panel.editor.heading.text() == "On a claim"

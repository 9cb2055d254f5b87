"""The page as a reader uses it: real widgets, no window system."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.spans import Span
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.page.document import LONGEST_LINE
from desktop_app.ui.page.find_bar import FindBar
from desktop_app.ui.page.margin import Lanes, NoteMarks
from desktop_app.ui.page.overview import Overview
from desktop_app.ui.page.selection_bar import SelectionBar
from desktop_app.ui.theme import DARK, LIGHT
from tests.ui.page.article import COLOURS, TEXT, findings, highlight, note, reading, span

MakePage = Callable[[], PageView]


def put_caret(page: PageView, offset: int) -> None:
    cursor = page.text.textCursor()
    cursor.setPosition(page.text.page_text.to_document(offset))
    page.text.setTextCursor(cursor)


def select(page: PageView, words: Span) -> None:
    cursor = page.text.textCursor()
    cursor.setPosition(page.text.page_text.to_document(words.start))
    cursor.setPosition(page.text.page_text.to_document(words.end), QTextCursor.MoveMode.KeepAnchor)
    page.text.setTextCursor(cursor)


def point_of(page: PageView, offset: int) -> QPoint:
    """The middle of a character, in the viewport."""
    box = page.text.box_of(Span(offset, offset + 1))
    assert not box.isEmpty()
    return box.center().toPoint()


def click(qtbot: QtBot, page: PageView, words: str) -> None:
    qtbot.mouseClick(page.text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(page, span(words).start + 1))


def bar_of(page: PageView) -> SelectionBar:
    return page.findChildren(SelectionBar)[0]


def press(page: PageView, name: str) -> None:
    """Press the button of the bar with that accessible name."""
    next(button for button in bar_of(page).buttons if button.accessibleName() == name).click()


def show_bar(qtbot: QtBot, page: PageView, words: str) -> Span:
    select(page, span(words))
    qtbot.waitUntil(lambda: bar_of(page).isVisible())
    return span(words)


# -- selecting -----------------------------------------------------------------------------------------------------------


def test_words_are_selected_by_keyboard_and_reported_in_code_points(qtbot: QtBot, page: PageView) -> None:
    start = span("😀 closed").start
    put_caret(page, start)
    chosen: list[Span | None] = []
    page.selection_changed.connect(chosen.append)
    for _ in range(8):
        qtbot.keyClick(page.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert chosen[-1] == page.selected_span() == span("😀 closed")


def test_the_bar_appears_when_a_keyboard_selection_rests_and_hides_none_of_it(qtbot: QtBot, page: PageView) -> None:
    words = show_bar(qtbot, page, "Varga told the committee")
    shown = page.text.box_of(words).translated(QPointF(page.text.viewport().pos())).toRect()
    assert not bar_of(page).geometry().intersects(shown)
    assert page.rect().contains(bar_of(page).geometry())


@pytest.mark.parametrize(
    "words",
    [
        "Minister promises",
        "Transport Minister Ilse Varga said the contract had been awarded twice, and promised “a full",
    ],
)
def test_the_bar_keeps_clear_at_the_top_of_the_page_too(qtbot: QtBot, page: PageView, words: str) -> None:
    page.scroll_to(span(words).start)
    chosen = show_bar(qtbot, page, words)
    shown = page.text.box_of(chosen).translated(QPointF(page.text.viewport().pos())).toRect()
    assert not bar_of(page).geometry().intersects(shown)


def test_the_bar_appears_after_a_selection_with_the_mouse(qtbot: QtBot, page: PageView) -> None:
    words, view = span("committee. “We stopped"), page.text.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=point_of(page, words.start))
    qtbot.mouseMove(view, point_of(page, words.end))
    assert not bar_of(page).isVisible()
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=point_of(page, words.end))
    assert page.selected_span() is not None
    assert bar_of(page).isVisible()


def test_each_colour_of_the_bar_highlights_the_selection(qtbot: QtBot, page: PageView) -> None:
    for colour in COLOURS:
        words = show_bar(qtbot, page, "signed that tender")
        with qtbot.waitSignal(page.highlight_requested) as wished:
            press(page, f"Highlight: {colour.name}")
        assert wished.args == [words, colour.id]
        assert not bar_of(page).isVisible()
        assert page.selected_span() is None


def test_note_and_copy_are_wished_for_from_the_bar(qtbot: QtBot, page: PageView) -> None:
    words = show_bar(qtbot, page, "signed that tender")
    with qtbot.waitSignal(page.copy_requested) as wished:
        press(page, "Copy with citation")
    assert wished.args == [words]
    with qtbot.waitSignal(page.note_requested) as noted:
        press(page, "Write a note on this passage")
    assert noted.args == [words]


def test_the_keyboard_reaches_every_button_from_the_text_and_esc_leads_back(qtbot: QtBot, page: PageView) -> None:
    show_bar(qtbot, page, "signed that tender")
    reached: list[str] = []
    focused: QWidget = page.text
    for _ in bar_of(page).buttons:
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        found = page.window().focusWidget()
        assert isinstance(found, QAbstractButton)
        reached.append(found.accessibleName())
        focused = found
    assert reached == [button.accessibleName() for button in bar_of(page).buttons]
    assert all(button.toolTip() for button in bar_of(page).buttons)
    qtbot.keyClick(focused, Qt.Key.Key_Left)
    qtbot.keyClick(bar_of(page).buttons[-2], Qt.Key.Key_Escape)
    assert not bar_of(page).isVisible()
    assert page.window().focusWidget() is page.text
    assert page.selected_span() == span("signed that tender")


def test_enter_presses_the_focused_button(qtbot: QtBot, page: PageView) -> None:
    show_bar(qtbot, page, "signed that tender")
    qtbot.keyClick(page.text, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.highlight_requested) as wished:
        qtbot.keyClick(bar_of(page).buttons[0], Qt.Key.Key_Return)
    assert wished.args[1] == "k0"


def test_esc_in_the_text_closes_the_bar_and_an_empty_selection_shows_none(qtbot: QtBot, page: PageView) -> None:
    show_bar(qtbot, page, "signed that tender")
    qtbot.keyClick(page.text, Qt.Key.Key_Escape)
    assert not bar_of(page).isVisible()
    show_bar(qtbot, page, "the payment")
    put_caret(page, 0)
    assert not bar_of(page).isVisible()
    page.request_copy()
    page.request_highlight("k0")


def test_the_bar_follows_its_passage_and_goes_when_it_is_out_of_sight(qtbot: QtBot, page: PageView) -> None:
    show_bar(qtbot, page, "signed that tender")
    before = bar_of(page).y()
    scroll = page.text.verticalScrollBar()
    scroll.setValue(40)
    assert bar_of(page).y() < before
    scroll.setValue(scroll.maximum())
    assert not bar_of(page).isVisible()


def test_selecting_ornaments_selects_nothing(page: PageView) -> None:
    line = next(line for line in page.text.page_text.lines if line.span is None)
    cursor = page.text.textCursor()
    cursor.setPosition(line.position)
    cursor.setPosition(line.position + 6, QTextCursor.MoveMode.KeepAnchor)
    page.text.setTextCursor(cursor)
    assert page.selected_span() is None


def test_copying_gives_the_words_of_the_article_and_nothing_else(page: PageView) -> None:
    page.text.selectAll()
    data = page.text.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    assert data.text() == TEXT
    select(page, span("the last\nfigure"))
    assert page.text.createMimeDataFromSelection().text() == "the last\nfigure"


# -- marks ---------------------------------------------------------------------------------------------------------------


def test_a_click_activates_the_shortest_mark_and_o_goes_on_round(qtbot: QtBot, page: PageView) -> None:
    with qtbot.waitSignal(page.mark_activated) as activated:
        click(qtbot, page, "signed that tender")
    assert activated.args == [MarkRef("attribution", "a3")]
    assert page.mark_under_caret() == MarkRef("attribution", "a3")
    for expected in ("highlight", "attribution"):
        with qtbot.waitSignal(page.mark_activated) as activated:
            page.cycle_marks()
        assert activated.args[0].kind == expected


def test_a_click_on_plain_words_activates_nothing(qtbot: QtBot, page: PageView) -> None:
    activated: list[MarkRef] = []
    page.mark_activated.connect(activated.append)
    click(qtbot, page, "The café")
    assert activated == []
    assert page.mark_under_caret() is None
    page.cycle_marks()
    page.request_note()
    page.request_removal()
    assert activated == []


def test_a_click_on_a_source_activates_its_speaker(qtbot: QtBot, page: PageView) -> None:
    with qtbot.waitSignal(page.mark_activated) as activated:
        click(qtbot, page, "Tomas Reuel")
    assert activated.args == [MarkRef("speaker", "s2")]


def test_a_highlight_is_removed_from_the_bar_that_a_click_on_it_shows(qtbot: QtBot, page: PageView) -> None:
    click(qtbot, page, "figure is 41")
    assert [button.accessibleName() for button in bar_of(page).buttons][len(COLOURS) :] == [
        "Write a note on this passage",
        "Tag this passage",
        "Remove this highlight",
    ]
    with qtbot.waitSignal(page.remove_requested) as removed:
        press(page, "Remove this highlight")
    assert removed.args == [MarkRef("highlight", "h1")]


def test_a_note_is_wished_for_the_mark_under_the_caret(qtbot: QtBot, page: PageView) -> None:
    put_caret(page, span("a fog machine").start + 2)
    with qtbot.waitSignal(page.note_requested) as wished:
        page.request_note()
    assert wished.args == [MarkRef("attribution", "a4")]


def test_j_and_k_visit_the_attributions_in_order_and_round(page: PageView) -> None:
    visited: list[str] = []
    page.mark_activated.connect(lambda ref: visited.append(ref.id))
    for step in (1, 1, 1, 1, 1, -1, -1):
        page.next_finding(step)
    assert visited == ["a1", "a2", "a3", "a4", "a1", "a4", "a3"]


def test_j_starts_at_the_caret_and_leaves_out_what_is_filtered(page: PageView) -> None:
    visited: list[str] = []
    page.mark_activated.connect(lambda ref: visited.append(ref.id))
    put_caret(page, span("Varga told").start)
    page.next_finding(1)
    put_caret(page, span("Varga told").start)
    page.next_finding(-1)
    page.set_filter(frozenset({"a1", "t1"}))
    page.next_finding(1)
    page.set_filter(frozenset())
    page.next_finding(1)
    assert visited == ["a4", "a3", "a1"]


def test_a_note_and_a_topic_beside_the_text_are_clicked_and_named(qtbot: QtBot, page: PageView) -> None:
    for kind, ident, words in ((NoteMarks, "n1", "Ask again."), (Lanes, "t1", "Contract")):
        strip = page.findChildren(kind)[0]
        box, ref, said = next(iter(strip.pieces()))
        assert (ref.id, words in said) == (ident, True)
        with qtbot.waitSignal(page.mark_activated) as activated:
            qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
        assert activated.args == [ref]
        qtbot.mouseMove(strip, box.center().toPoint())
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(1, strip.height() - 1))


def test_a_mark_without_words_says_nothing(page: PageView) -> None:
    for ref in (
        MarkRef("attribution", "gone"),
        MarkRef("speaker", "gone"),
        MarkRef("highlight", "gone"),
        MarkRef("note", "n1"),
    ):
        assert page.text.words_for(ref) == []


def test_an_article_that_was_opened_before_the_window_is_shown_stands_right(qtbot: QtBot, faces: None) -> None:
    page = PageView()
    qtbot.addWidget(page)
    page.show_reading(reading(found=findings(), position=span("Paragraph 9").start))
    page.resize(900, 700)
    with qtbot.waitExposed(page):
        page.show()
    assert page.position() == span("Paragraph 9").start


def test_painting_differs_with_each_kind_of_mark(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.show_reading(reading())
    put_caret(page, 0)
    page.text.setCursorWidth(0)

    def picture() -> bytes:
        image = page.text.viewport().grab().toImage()
        return bytes(image.constBits())

    seen = {picture()}

    def differs() -> bool:
        known = len(seen)
        seen.add(picture())
        return len(seen) == known + 1

    page.show_findings(findings())
    assert differs()
    for ref in (
        MarkRef("attribution", "a1"),
        MarkRef("attribution", "a3"),
        MarkRef("claim", "c1"),
        MarkRef("speaker", "s2"),
    ):
        page.select_mark(ref)
        assert differs()
    page.select_mark(None)
    page.set_filter(frozenset({"a3"}))
    assert differs()
    page.set_filter(None)
    page.show_annotations((highlight("h1", "Nobody signed"),), (), COLOURS)
    assert differs()
    page.select_mark(MarkRef("highlight", "h1"))
    assert differs()
    page.set_theme(DARK)
    assert differs()


# -- places --------------------------------------------------------------------------------------------------------------


def test_going_to_a_passage_scrolls_there_and_lets_it_shine(qtbot: QtBot, page: PageView) -> None:
    words = span("Paragraph 17")
    page.go_to(words)
    box = page.text.box_of(words)
    assert not box.isEmpty()
    assert page.text.viewport().rect().contains(box.toRect())
    assert page.text.caret() == words.start
    assert page.text.scene.flashed == words
    assert page.text.scene.flash > 0.5
    page.go_to(Span(10**9, 10**9 + 5), flash=False)
    assert page.text.caret() == len(TEXT)


def test_a_passage_in_view_is_not_scrolled(page: PageView) -> None:
    page.go_to(span("Cost to the town"), flash=False)
    assert page.text.verticalScrollBar().value() == 0


def test_the_place_is_told_after_scrolling_rests_and_found_again(qtbot: QtBot, page: PageView) -> None:
    with qtbot.waitSignal(page.position_changed) as told:
        page.scroll_to(span("Paragraph 5").start)
    assert told.args == [page.position()] == [span("Paragraph 5").start]
    page.scroll_to(0)
    assert page.position() == 0
    assert page.text.verticalScrollBar().value() == 0


def test_a_reading_opens_where_it_was_left(make_page: MakePage) -> None:
    page = make_page()
    page.show_reading(reading(position=span("Paragraph 9").start))
    assert page.position() == page.text.caret() == span("Paragraph 9").start


@pytest.mark.parametrize("change", ["narrow", "wide", "type", "theme", "low"])
def test_the_place_is_kept_when_the_page_changes(qtbot: QtBot, page: PageView, change: str) -> None:
    words = span("Paragraph 8")
    page.scroll_to(words.start)
    {
        "narrow": lambda: page.resize(520, 700),
        "wide": lambda: page.resize(1400, 700),
        "low": lambda: page.resize(900, 400),
        "type": lambda: page.set_type(22, 60),
        "theme": lambda: page.set_theme(DARK),
    }[change]()
    qtbot.waitUntil(lambda: page.position() == words.start)
    assert abs(page.text.box_of(words).top()) < 12


def test_the_column_holds_a_readable_number_of_characters_and_is_centred(page: PageView) -> None:
    page.resize(1500, 700)
    rows = page.text.document().findBlockByNumber(3).layout()
    lengths = [rows.lineAt(number).textLength() for number in range(rows.lineCount() - 1)]
    assert all(50 <= length <= 78 for length in lengths)
    viewport = page.text.viewport().geometry()
    assert abs(viewport.center().x() - page.text.width() / 2) < 24
    page.set_type(14, 500)
    assert page.text.viewport().width() > viewport.width()


def test_a_small_window_takes_from_the_margins_first(page: PageView) -> None:
    wide = page.text.viewport().width()
    page.resize(wide + 120, 600)
    assert page.text.viewport().width() == wide
    page.resize(380, 600)
    assert page.text.viewport().width() > 250


def test_a_click_on_the_strip_goes_there(qtbot: QtBot, page: PageView) -> None:
    strip = page.findChildren(Overview)[0]
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, strip.height() - 40))
    assert page.position() > len(TEXT) // 3
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, 0))
    assert page.text.verticalScrollBar().value() == 0


def test_show_in_the_quiet_line_asks_for_the_repairs(qtbot: QtBot, page: PageView) -> None:
    line = next(line for line in page.text.page_text.lines if line.kind == "repairs")
    cursor = page.text.textCursor()
    cursor.setPosition(line.position + len(line.text) - 1)
    page.text.setTextCursor(cursor)
    with qtbot.waitSignal(page.repairs_requested):
        qtbot.mouseClick(page.text.viewport(), Qt.MouseButton.LeftButton, pos=page.text.cursorRect().center())
    with qtbot.waitSignal(page.repairs_requested):
        qtbot.keyClick(page.text, Qt.Key.Key_Return)


# -- find ----------------------------------------------------------------------------------------------------------------


def find_field(page: PageView) -> QLineEdit:
    return page.findChildren(FindBar)[0].findChildren(QLineEdit)[0]


def count(page: PageView) -> str:
    return page.findChildren(FindBar)[0].count_words


def test_words_are_found_as_they_are_typed_and_stepped_through(qtbot: QtBot, page: PageView) -> None:
    page.open_find()
    field = find_field(page)
    qtbot.keyClicks(field, "CAFE")
    assert count(page) == "1 of 1"
    assert page.text.caret() == span("café").start
    field.clear()
    qtbot.keyClicks(field, "paragraph")
    assert count(page) == "1 of 80"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert count(page) == "2 of 80"
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count(page) == "80 of 80"
    page.find_next(1)
    assert count(page) == "1 of 80"
    field.setText("zebra")
    assert count(page) == "No matches"
    field.setText("")
    assert count(page) == ""
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not page.findChildren(FindBar)[0].isVisible()
    assert page.window().focusWidget() is page.text
    assert page.text.scene.hits == ()


def test_find_starts_with_the_selected_words_and_its_buttons_work(qtbot: QtBot, page: PageView) -> None:
    select(page, span("the last\nfigure"))
    page.open_find()
    assert find_field(page).text() == "the last figure"
    assert count(page) == "1 of 1"
    find_field(page).setText("barge")
    for button in page.findChildren(FindBar)[0].findChildren(QToolButton):
        if button.accessibleName():
            button.click()
    assert not page.findChildren(FindBar)[0].isVisible()


def test_esc_in_the_text_closes_the_find_bar_and_another_article_is_searched_anew(qtbot: QtBot, page: PageView) -> None:
    page.open_find()
    find_field(page).setText("quay")
    assert count(page) == "1 of 2"
    page.show_reading(reading("One quay.", [Block(BlockKind.PARAGRAPH, Span(0, 9))]))
    assert count(page) == "1 of 1"
    page.text.setFocus()
    qtbot.keyClick(page.text, Qt.Key.Key_Escape)
    assert not page.findChildren(FindBar)[0].isVisible()


# -- safety and odd texts ------------------------------------------------------------------------------------------------

HOSTILE = (
    '<img src="file:///etc/passwd"> ![x](https://tracker.example.test/p.png) <script>alert(1)</script> '
    "\\\\server.example.test\\share \u202egnp.exe\u202c \ufffc \ufdd0 data:text/html,x"
)


def test_nothing_is_fetched_followed_or_taken_in_for_hostile_text(make_page: MakePage) -> None:
    page = make_page()
    page.show_reading(reading(HOSTILE, [Block(BlockKind.PARAGRAPH, Span(0, len(HOSTILE)))], repairs=1))
    view = page.text
    assert "<script>" in view.document().toPlainText()
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.HtmlResource):
        assert view.loadResource(kind.value, QUrl("file:///etc/passwd")) is None
        assert view.document().resource(kind.value, QUrl("https://tracker.example.test/p.png")) is None
    data = QMimeData()
    data.setText("typed")
    assert not view.canInsertFromMimeData(data)
    assert not view.acceptDrops()
    assert not view.viewport().acceptDrops()
    assert view.isReadOnly()
    assert page.text.page_text.text == HOSTILE


def test_one_very_long_line_opens_in_pieces(make_page: MakePage) -> None:
    page, words = make_page(), "word " * 100_000
    page.show_reading(reading(words, [Block(BlockKind.PARAGRAPH, Span(0, len(words) - 1))]))
    assert (
        max(page.text.document().findBlockByNumber(n).length() for n in range(page.text.document().blockCount()))
        <= LONGEST_LINE + 1
    )
    page.go_to(Span(400_000, 400_004))
    assert not page.text.box_of(Span(400_000, 400_004)).isEmpty()
    page.findChildren(Overview)[0].place_requested.emit(300_000)
    strip = page.findChildren(Overview)[0]
    assert strip.offset_at(strip.height() / 2) == pytest.approx(250_000, rel=0.02)


def test_a_passage_in_hebrew_is_marked_where_it_stands(make_page: MakePage) -> None:
    page, words = make_page(), "אמרה השרה ורגה on Tuesday לפני הישיבה"
    page.show_reading(reading(words, [Block(BlockKind.PARAGRAPH, Span(0, len(words)))]))
    first, second = page.text.box_of(span("אמרה", words)), page.text.box_of(span("on Tuesday", words))
    third = page.text.box_of(span("הישיבה", words))
    assert first.left() > second.right() - 1
    assert second.left() > third.right() - 1
    both = [stretch for block in page.text.visible() for stretch in block.stretches(span("ורגה on Tuesday", words))]
    assert sum(stretch.start is not None for stretch in both) == 1
    assert sum(stretch.end is not None for stretch in both) == 1


def test_the_wheel_with_ctrl_asks_for_another_type_size_and_changes_nothing_itself(
    qtbot: QtBot, page: PageView
) -> None:
    sizes: list[int] = []
    page.type_requested.connect(sizes.append)
    height = page.text.document().size()
    for turn, keys in (
        (120, Qt.KeyboardModifier.ControlModifier),
        (-120, Qt.KeyboardModifier.ControlModifier),
        (-120, Qt.KeyboardModifier.NoModifier),
    ):
        place = QPointF(40, 40)
        event = QWheelEvent(
            place,
            place,
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(page.text.viewport(), event)
    assert sizes == [1, -1]
    assert page.text.document().size() == height
    assert page.text.verticalScrollBar().value() > 0


def test_an_emptied_page_asks_nothing_and_breaks_nothing(qtbot: QtBot, page: PageView) -> None:
    page.open_find()
    page.show_nothing()
    page.next_finding(1)
    page.cycle_marks()
    page.open_find()
    page.find_next(1)
    page.scroll_to(5)
    page.go_to(Span(0, 4))
    page.set_theme(DARK)
    page.set_theme(LIGHT)
    assert page.selected_span() is None
    assert page.mark_under_caret() is None
    assert page.position() == 0
    qtbot.keyClick(page.text, Qt.Key.Key_Escape)
    page.grab()


def test_an_empty_article_is_an_empty_page(make_page: MakePage) -> None:
    page = make_page()
    page.show_reading(reading("", ()))
    page.grab()
    assert page.position() == 0


def test_every_control_has_an_accessible_name(page: PageView) -> None:
    parts = [page.findChildren(kind)[0] for kind in (SelectionBar, FindBar, Lanes, NoteMarks, Overview)]
    for widget in (page, page.text, *parts):
        assert widget.accessibleName()
    for button in page.findChildren(QAbstractButton):
        assert button.accessibleName() or not button.isVisible() or isinstance(button.parent(), QLineEdit)


def test_new_annotations_do_not_move_the_text(page: PageView) -> None:
    page.scroll_to(span("Paragraph 8").start)
    value = page.text.verticalScrollBar().value()
    page.show_annotations(
        (), (note("n1", NoteTarget.ATTRIBUTION, "a3"), note("n2", NoteTarget.ATTRIBUTION, "a3")), COLOURS
    )
    page.show_findings(None)
    page.show_findings(findings())
    assert page.text.verticalScrollBar().value() == value
    page.scroll_to(0)
    page.grab()


def test_no_timer_runs_on_after_the_page_is_closed(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.show_reading(reading(found=findings()))
    page.go_to(span("Paragraph 17"))
    select(page, span("Paragraph 17"))
    page.close()
    assert not any(timer.isActive() for timer in page.findChildren(QTimer))
    assert page.text.scene.flash == 0.0

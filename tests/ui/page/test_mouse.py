"""Selecting with the mouse, as a hand does it: between the lines, half words, and what the bar then is about."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.annotations import anchor_of
from desktop_app.domain.spans import Span
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.page.document import Ornament
from desktop_app.ui.page.margin import Lanes, NoteMarks
from tests.ui.page.article import COLOURS, TEXT, blocks, findings, highlight, reading, span
from tests.ui.page.test_page_view import MakePage, bar_of, click, point_of, press, put_caret, select

LEFT = Qt.MouseButton.LeftButton


def drag(qtbot: QtBot, page: PageView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier | None = None) -> None:
    view, held = page.text.viewport(), keys or Qt.KeyboardModifier.NoModifier
    qtbot.mousePress(view, LEFT, held, pos=start)
    qtbot.mouseMove(view, (start + end) / 2)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, LEFT, held, pos=end)


def edge_of(page: PageView, offset: int) -> QPoint:
    """Just inside a character, at its left edge."""
    box = page.text.box_of(Span(offset, offset + 1))
    return QPoint(round(box.left() + 1), round(box.center().y()))


def test_at_every_height_of_two_paragraphs_the_hand_meets_a_letter_under_it(qtbot: QtBot, page: PageView) -> None:
    first, last = blocks()[1].span, blocks()[2].span
    top = round(page.text.box_of(first).top()) + 1
    bottom = round(page.text.box_of(last).bottom()) - 1
    middles = [
        stretch.rect.center().y()
        for block in page.text.visible()
        for stretch in block.stretches(Span(first.start, last.end))
    ]
    for y in range(top, bottom):
        qtbot.mouseClick(page.text.viewport(), LEFT, pos=QPoint(200, y))
        caret = page.text.cursorRect().center()
        assert abs(caret.x() - 200) < 14, y  # under the hand, not at the beginning of the line
        assert abs(caret.y() - y) <= min(abs(middle - y) for middle in middles) + 3, y


def test_a_passage_is_selected_exactly_when_the_hand_runs_between_the_lines(qtbot: QtBot, page: PageView) -> None:
    words = span("promised “a full accounting”")
    box = page.text.box_of(Span(words.start, words.start + 1))
    for down in range(int(box.height() / 2), int(box.height()) + 6):
        put_caret(page, 0)
        start, end = edge_of(page, words.start), edge_of(page, words.end)
        drag(qtbot, page, QPoint(start.x(), round(box.top()) + down), QPoint(end.x(), round(box.top()) + down))
        chosen = page.selected_span()
        assert chosen is not None
        assert "\n" not in chosen.of(TEXT), down


def test_half_words_under_the_mouse_become_whole_in_highlights_and_notes(qtbot: QtBot, page: PageView) -> None:
    half = span("obody signed that ten")
    drag(qtbot, page, edge_of(page, half.start), edge_of(page, half.end))
    assert page.selected_span() == half
    with qtbot.waitSignal(page.note_requested) as noted:
        page.request_note()
    assert noted.args == [span("Nobody signed that tender")]
    with qtbot.waitSignal(page.highlight_requested) as marked:
        page.request_highlight("k0")
    assert marked.args == [span("Nobody signed that tender"), "k0"]


def test_with_alt_held_and_after_the_keyboard_the_selection_is_exact(qtbot: QtBot, page: PageView) -> None:
    half = span("obody signed that ten")
    drag(qtbot, page, edge_of(page, half.start), edge_of(page, half.end), Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(page.highlight_requested) as marked:
        page.request_highlight("k0")
    assert marked.args[0] == half
    drag(qtbot, page, edge_of(page, half.start), edge_of(page, half.end))
    qtbot.keyClick(page.text, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(page.highlight_requested) as marked:
        page.request_highlight("k0")
    assert marked.args[0] == span("obody signed that te")


# -- the bar -------------------------------------------------------------------------------------------------------------


def show_bar_of_highlight(qtbot: QtBot, page: PageView) -> None:
    click(qtbot, page, "figure is 41")
    assert bar_of(page).isVisible()


def test_the_bar_goes_with_its_highlight(qtbot: QtBot, page: PageView) -> None:
    show_bar_of_highlight(qtbot, page)
    page.show_annotations((highlight("h2", "Nobody signed that tender"),), (), COLOURS)
    assert not bar_of(page).isVisible()


def test_the_bar_stays_while_other_annotations_change(qtbot: QtBot, page: PageView) -> None:
    show_bar_of_highlight(qtbot, page)
    page.show_annotations((highlight("h1", "figure is 41", "k3"),), (), COLOURS)
    assert bar_of(page).isVisible()
    select(page, span("the payment"))
    qtbot.waitUntil(lambda: bar_of(page).isVisible())
    page.show_annotations((), (), COLOURS)
    assert bar_of(page).isVisible()
    press(page, "Copy with citation")


def test_the_bar_goes_when_another_mark_or_another_article_comes(qtbot: QtBot, page: PageView) -> None:
    for leave in (
        lambda: page.next_finding(1),
        lambda: page.next_finding(-1),
        lambda: page.go_to(span("Cost to the town")),
        lambda: qtbot.keyClick(page.text, Qt.Key.Key_Right),
        lambda: page.show_reading(reading(found=findings())),
    ):
        show_bar_of_highlight(qtbot, page)
        leave()
        assert not bar_of(page).isVisible()


# -- marks and the filter ------------------------------------------------------------------------------------------------


def test_a_click_on_a_quotation_leaves_the_filter_and_shows_what_it_left_out(qtbot: QtBot, page: PageView) -> None:
    page.set_filter(frozenset({"a4"}))
    scene = page.text.scene
    mark = next(mark for mark in scene.findings.between(*span("We stopped")) if mark.attribution == "a3")
    assert scene.is_dimmed(mark)
    with qtbot.waitSignal(page.mark_activated) as activated:
        click(qtbot, page, "We stopped")
    assert activated.args == [MarkRef("attribution", "a3")]
    assert not scene.is_dimmed(mark)
    assert scene.shown == frozenset({"a4"})
    page.select_mark(None)
    assert scene.is_dimmed(mark)


def test_two_thousand_highlights_on_one_article_stay_quick(qtbot: QtBot, page: PageView) -> None:
    made = []
    for number in range(2_000):
        place = Span(number % 1_900, number % 1_900 + 12)
        made.append(replace(highlight(f"x{number}", "figure is 41"), span=place, anchor=anchor_of(TEXT, place)))
    start = time.perf_counter()
    page.show_annotations(made, (), COLOURS)
    page.grab()
    page.select_mark(MarkRef("highlight", "x900"))
    page.grab()
    qtbot.mouseClick(page.text.viewport(), LEFT, pos=point_of(page, span("We stopped").start))
    assert time.perf_counter() - start < 3.0


# -- the other side ------------------------------------------------------------------------------------------------------


def test_what_stands_beside_a_right_to_left_article_is_on_its_reading_side(page: PageView, make_page: MakePage) -> None:
    words = "אמרה השרה ורגה לפני הישיבה כי הנמל ייסגר בקרוב מאוד"
    page = make_page()
    page.show_reading(reading(words, None, repairs=1))
    for kind in (Ornament.META, Ornament.REPAIRS):
        number = next(number for number, line in enumerate(page.text.page_text.lines) if line.kind is kind)
        row = page.text.document().findBlockByNumber(number).layout().lineAt(0)
        assert row.naturalTextRect().right() > page.text.viewport().width() * 0.9
    viewport = page.text.viewport().geometry()
    assert page.findChildren(Lanes)[0].geometry().left() > viewport.right()
    assert page.findChildren(NoteMarks)[0].geometry().right() < viewport.left()
    page.show_reading(reading(found=findings()))
    assert page.findChildren(Lanes)[0].geometry().right() < viewport.left()


def test_the_way_back_to_the_repaired_words_stays_open(qtbot: QtBot, page: PageView) -> None:
    plain = reading()
    page.show_reading(replace(plain, revision=replace(plain.revision, repaired=False)))
    line = next(line for line in page.text.page_text.lines if line.kind is Ornament.REPAIRS)
    assert line.text == "Shown as it arrived · show"
    cursor = page.text.textCursor()
    cursor.setPosition(line.position + len(line.text) - 1)
    page.text.setTextCursor(cursor)
    with qtbot.waitSignal(page.repairs_requested):
        qtbot.mouseClick(page.text.viewport(), LEFT, pos=page.text.cursorRect().center())


@pytest.mark.parametrize(
    ("words", "said"), [(230 * 59, "59 min read"), (230 * 62, "One hour read"), (230 * 1129, "19 hours read")]
)
def test_long_texts_tell_hours(words: int, said: str) -> None:
    from desktop_app.ui.page.document import ornaments

    assert dict(ornaments(reading("word " * words, ())))[Ornament.META].endswith(said)

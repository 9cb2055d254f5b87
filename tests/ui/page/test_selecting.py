"""Selecting with keys alone, with a caret that is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.domain.spans import Span
from desktop_app.ui.page import PageView
from desktop_app.ui.page.units import Unit
from desktop_app.ui.theme import DARK, LIGHT, Theme
from tests.ui.page.article import TEXT, blocks, span
from tests.ui.page.test_page_view import bar_of, put_caret, select

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | SHIFT


def picture(page: PageView) -> QImage:
    return page.text.viewport().grab().toImage()


def caret_pixels(page: PageView, image: QImage) -> int:
    """How many pixels of the caret's column have the colour of the text, in its upper quarter, where no letter stands."""
    box, ink = page.text.cursorRect(), page.text.scene.theme.text
    heights = range(box.top() + 1, box.top() + box.height() // 4)
    return sum(QColor(image.pixel(QPoint(box.left(), y))).name() == ink.name() for y in heights)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("is_selecting", [False, True])
def test_the_caret_is_seen_in_both_themes_also_in_a_selection(page: PageView, theme: Theme, is_selecting: bool) -> None:
    page.set_theme(theme)
    start = span("closed").start - 1
    if is_selecting:
        select(page, Span(span("café").start, start))
    else:
        put_caret(page, start)
    assert caret_pixels(page, picture(page)) >= 3
    page.text.clearFocus()
    assert caret_pixels(page, picture(page)) == 0


def test_the_caret_moves_with_the_arrows_and_leaves_nothing_behind(qtbot: QtBot, page: PageView) -> None:
    put_caret(page, span("on the quay").start)
    before = picture(page)
    qtbot.keyClick(page.text, Qt.Key.Key_Down)
    assert page.text.caret() > span("on the quay").start
    qtbot.keyClick(page.text, Qt.Key.Key_Up)
    assert page.text.caret() == span("on the quay").start
    assert picture(page) == before


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Qt.Key.Key_Right, SHIFT, "t"),
        (Qt.Key.Key_Right, CTRL_SHIFT, "told"),
        (Qt.Key.Key_Left, CTRL_SHIFT, "Varga"),
        (Qt.Key.Key_End, SHIFT, "told the committee. “We"),
    ],
)
def test_shift_and_arrows_select(
    qtbot: QtBot, page: PageView, key: Qt.Key, modifiers: Qt.KeyboardModifier, expected: str
) -> None:
    put_caret(page, span("told the committee").start)
    qtbot.keyClick(page.text, key, modifiers)
    chosen = page.selected_span()
    assert chosen is not None
    assert chosen.of(TEXT) == expected


def test_shift_and_down_select_over_the_end_of_a_paragraph(qtbot: QtBot, page: PageView) -> None:
    put_caret(page, blocks()[2].span.start)
    for _ in range(3):
        qtbot.keyClick(page.text, Qt.Key.Key_Down, SHIFT)
    chosen = page.selected_span()
    assert chosen is not None
    assert chosen.end > blocks()[3].span.start


@pytest.mark.parametrize(
    ("unit", "first", "second"),
    [
        ("word", "committee", "committee. “We"),
        ("sentence", "“Nobody signed that tender,” Varga told the committee.", blocks()[2].span.of(TEXT)),
        ("paragraph", blocks()[2].span.of(TEXT), Span(blocks()[2].span.start, blocks()[3].span.end).of(TEXT)),
        (
            "quotation",
            "“We stopped the payment the same afternoon.”",
            Span(span("“We stopped").start, span("a fog machine”").end).of(TEXT),
        ),
    ],
)
def test_a_selection_grows_by_units_and_the_bar_comes(
    qtbot: QtBot, page: PageView, unit: Unit, first: str, second: str
) -> None:
    put_caret(page, span("committee").start + 2)
    page.extend_selection(unit)
    assert page.selected_span() == span(first)
    qtbot.waitUntil(lambda: bar_of(page).isVisible())
    page.extend_selection(unit)
    assert page.selected_span() == span(second)


def test_what_was_selected_by_units_is_meant_to_the_letter(qtbot: QtBot, page: PageView) -> None:
    put_caret(page, span("committee").start + 2)
    page.extend_selection("sentence")
    with qtbot.waitSignal(page.highlight_requested) as wished:
        page.request_highlight("k0")
    assert wished.args is not None
    assert wished.args[0].of(TEXT) == "“Nobody signed that tender,” Varga told the committee."


def test_another_face_and_line_height_set_the_text_anew(page: PageView) -> None:
    height = page.text.document().size().height()
    page.set_type(14, 68, "sans", 2.0)
    assert page.text.document().size().height() > height * 1.15
    assert page.text.document().defaultFont().family() == "Source Sans Pro"

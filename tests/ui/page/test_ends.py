"""A highlight is resized by its handles and by keys; who listens decides what becomes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.spans import Span
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.page.ends import Handle
from desktop_app.ui.theme import DARK, LIGHT, Theme
from tests.ui.page.article import COLOURS, TEXT, highlight, span
from tests.ui.page.test_page_view import bar_of, click

LEFT = Qt.MouseButton.LeftButton
H1 = MarkRef("highlight", "h1")


def handles(page: PageView) -> tuple[Handle, Handle]:
    start, end = page.findChildren(Handle)
    return start, end


def place_of(page: PageView, handle: Handle, offset: int) -> QPoint:
    """The left edge of a character, in the handle's own pixels."""
    box = page.text.box_of(Span(offset, offset + 1))
    return handle.mapFromGlobal(page.text.viewport().mapToGlobal(QPoint(round(box.left()), round(box.center().y()))))


def take(qtbot: QtBot, page: PageView, handle: Handle) -> None:
    edge = span("figure is 41").start if handle.which == "start" else span("figure is 41").end
    qtbot.mousePress(handle, LEFT, pos=place_of(page, handle, edge))


@pytest.fixture
def chosen(page: PageView) -> PageView:
    page.select_mark(H1)
    return page


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_only_a_chosen_highlight_has_handles_large_enough_for_a_hand(page: PageView, theme: Theme) -> None:
    page.set_theme(theme)
    assert not any(handle.isVisible() for handle in handles(page))
    page.select_mark(MarkRef("attribution", "a3"))
    assert not any(handle.isVisible() for handle in handles(page))
    page.select_mark(H1)
    for handle, letter in zip(handles(page), (span("figure").start, span("41 million").start + 2), strict=True):
        assert handle.isVisible()
        assert min(handle.width(), handle.height()) >= 10
        assert handle.accessibleName()
        assert handle.rect().contains(place_of(page, handle, letter))
        image = handle.grab().toImage()
        assert len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 3
    page.select_mark(None)
    assert not any(handle.isVisible() for handle in handles(page))


def test_dragging_an_end_shows_what_it_will_be_and_tells_it_once(qtbot: QtBot, chosen: PageView) -> None:
    told: list[tuple[str, Span]] = []
    chosen.resize_requested.connect(lambda ident, words: told.append((ident, words)))
    _, end = handles(chosen)
    million = span("million")
    take(qtbot, chosen, end)
    for letter in (million.start + 2, million.end - 1):
        qtbot.mouseMove(end, place_of(chosen, end, letter))
    preview = chosen.text.scene.preview
    assert preview is not None
    assert preview.span.of(TEXT) == "figure is 41 million"
    assert [mark.span for mark in chosen.text.scene.highlights_between(*million)] == [preview.span]
    assert end.rect().contains(place_of(chosen, end, million.end))
    assert told == []
    qtbot.mouseRelease(end, LEFT, pos=place_of(chosen, end, million.end - 1))
    assert told == [("h1", span("figure is 41 million"))]
    assert chosen.text.scene.preview is None


def test_with_alt_the_start_is_moved_to_the_letter(qtbot: QtBot, chosen: PageView) -> None:
    start, _ = handles(chosen)
    to = span("igure is").start
    take(qtbot, chosen, start)
    qtbot.mouseMove(start, place_of(chosen, start, to + 1))
    with qtbot.waitSignal(chosen.resize_requested) as told:
        _move_with_alt(start, place_of(chosen, start, to + 1))
        qtbot.mouseRelease(start, LEFT, pos=QPoint())
    assert told.args is not None
    assert told.args[1].of(TEXT) == "gure is 41"


def _move_with_alt(handle: Handle, place: QPoint) -> None:
    where = QPointF(place)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        handle.mapToGlobal(where),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.AltModifier,
    )
    QApplication.sendEvent(handle, event)


def test_esc_in_the_middle_of_a_drag_leaves_everything_as_it_was(qtbot: QtBot, chosen: PageView) -> None:
    told: list[object] = []
    chosen.resize_requested.connect(lambda *args: told.append(args))
    _, end = handles(chosen)
    take(qtbot, chosen, end)
    qtbot.mouseMove(end, place_of(chosen, end, span("million").end - 1))
    qtbot.keyClick(chosen.text, Qt.Key.Key_Escape)
    assert chosen.text.scene.preview is None
    qtbot.mouseMove(end, place_of(chosen, end, span("million").start))
    assert chosen.text.scene.preview is None
    qtbot.mouseRelease(end, LEFT, pos=place_of(chosen, end, span("million").start))
    assert told == []
    assert chosen.text.scene.chosen == H1


def test_a_press_without_a_move_and_a_drag_back_tell_nothing(qtbot: QtBot, chosen: PageView) -> None:
    told: list[object] = []
    chosen.resize_requested.connect(lambda *args: told.append(args))
    _, end = handles(chosen)
    take(qtbot, chosen, end)
    qtbot.mouseRelease(end, LEFT, pos=QPoint(5, 5))
    take(qtbot, chosen, end)
    qtbot.mouseMove(end, place_of(chosen, end, span("million").end - 1))
    qtbot.mouseMove(end, place_of(chosen, end, span("figure is 41").end))
    qtbot.mouseRelease(end, LEFT, pos=place_of(chosen, end, span("figure is 41").end))
    assert told == []


def test_a_drag_is_given_up_when_its_highlight_goes(qtbot: QtBot, chosen: PageView) -> None:
    _, end = handles(chosen)
    take(qtbot, chosen, end)
    qtbot.mouseMove(end, place_of(chosen, end, span("million").end - 1))
    chosen.show_annotations((), (), COLOURS)
    assert chosen.text.scene.preview is None
    assert not end.isVisible()


def test_a_drag_below_the_text_brings_more_of_it_into_view(qtbot: QtBot, chosen: PageView) -> None:
    _, end = handles(chosen)
    bar = chosen.text.verticalScrollBar()
    take(qtbot, chosen, end)
    qtbot.mouseMove(end, QPoint(0, chosen.text.viewport().height() + 100))
    qtbot.waitUntil(lambda: bar.value() > 60)
    qtbot.keyClick(chosen.text, Qt.Key.Key_Escape)
    assert not any(timer.isActive() for timer in chosen.findChildren(QTimer) if timer.interval() == 40)


def test_taking_a_handle_hides_the_bar(qtbot: QtBot, page: PageView) -> None:
    click(qtbot, page, "figure is 41")
    assert page.text.scene.chosen == H1
    assert bar_of(page).isVisible()
    take(qtbot, page, handles(page)[1])
    assert not bar_of(page).isVisible()


def test_each_key_press_is_one_wish_and_goes_on_from_what_became_of_the_last(qtbot: QtBot, chosen: PageView) -> None:
    def follow(ident: str, words: Span) -> None:
        chosen.show_annotations((highlight(ident, words.of(TEXT)),), (), COLOURS)

    chosen.resize_requested.connect(follow)
    for which, unit, step, expected in (
        ("end", "word", 1, "figure is 41 million"),
        ("end", "character", -1, "figure is 41 millio"),
        ("start", "word", 1, "is 41 millio"),
        ("start", "character", 1, "s 41 millio"),
    ):
        with qtbot.waitSignal(chosen.resize_requested) as told:
            chosen.move_end(which, unit, step)  # type: ignore[arg-type]
        assert told.args is not None
        assert told.args[1].of(TEXT) == expected


def test_keys_move_nothing_where_no_highlight_is_chosen(page: PageView) -> None:
    told: list[object] = []
    page.resize_requested.connect(lambda *args: told.append(args))
    page.move_end("end", "word", 1)
    page.select_mark(MarkRef("attribution", "a3"))
    page.move_end("end", "word", 1)
    assert told == []


def test_the_handles_go_where_the_text_goes_and_hide_where_it_is_out_of_sight(page: PageView) -> None:
    page.select_mark(H1)
    start, _ = handles(page)
    before = start.y()
    page.text.verticalScrollBar().setValue(40)
    assert start.y() == before - 40
    page.text.verticalScrollBar().setValue(page.text.verticalScrollBar().maximum())
    assert not any(handle.isVisible() for handle in handles(page))
    page.scroll_to(0)
    page.set_type(20, 60)
    assert start.isVisible() or page.text.box_of(span("figure is 41")).isEmpty()

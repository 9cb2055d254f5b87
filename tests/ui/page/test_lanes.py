"""Lanes beside the text and the strip beside the scroll bar."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.domain.annotations import anchor_of
from desktop_app.domain.corrected import Corrected
from desktop_app.domain.spans import Span
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.page.lanes import HIGHLIGHT_LANES, LINE, highlight_lanes
from desktop_app.ui.page.margin import Lanes
from desktop_app.ui.page.overview import HIGHLIGHT, NOTE, STATEMENT, TOPIC, Overview
from desktop_app.ui.theme import LIGHT
from tests.ui.page.article import COLOURS, TEXT, findings, highlight, reading, span
from tests.ui.page.test_page_view import MakePage

LEFT = Qt.MouseButton.LeftButton
SPANS = st.tuples(st.integers(0, 900), st.integers(1, 200)).map(lambda pair: Span(pair[0], sum(pair)))


def colours_in(image: QImage, left: float, width: float) -> set[str]:
    columns = range(round(left) + 1, round(left + width))
    return {QColor(image.pixel(x, y)).name() for x in columns for y in range(image.height())}


@given(st.lists(SPANS, max_size=30), st.integers(0, 3))
def test_highlights_of_one_line_stand_side_by_side_as_long_as_there_are_lanes(spans: list[Span], first: int) -> None:
    made = [
        replace(highlight(f"h{number}", "figure"), span=one, anchor=anchor_of(TEXT, one))
        for number, one in enumerate(spans)
    ]
    bars = highlight_lanes(TEXT, made, COLOURS, first)
    assert sorted(bar.span for bar in bars) == sorted(spans)
    assert all(first <= bar.lane < first + HIGHLIGHT_LANES for bar in bars)
    for number, bar in enumerate(bars):
        near = [other for other in bars[:number] if other.span.end + LINE > bar.span.start]
        if len({other.lane for other in near}) < HIGHLIGHT_LANES:
            assert bar.lane not in {other.lane for other in near}


def test_a_highlight_has_a_bar_beside_it_outside_the_topics_that_names_it_and_chooses_it(
    qtbot: QtBot, page: PageView
) -> None:
    lanes = page.findChildren(Lanes)[0]
    pieces = {ref: (box, words) for box, ref, words in lanes.pieces()}
    box, words = pieces[MarkRef("highlight", "h1")]
    assert words == "Key point: “figure is 41”"
    assert all(box.right() < other.left() for ref, (other, _) in pieces.items() if ref.kind == "topic")
    with qtbot.waitSignal(page.mark_activated) as activated:
        qtbot.mouseClick(lanes, LEFT, pos=box.center().toPoint())
    assert activated.args == [MarkRef("highlight", "h1")]
    assert LIGHT.highlighter("yellow").edge.name() in colours_in(lanes.grab().toImage(), box.left() - 1, 6)


def test_a_topic_has_the_colour_that_the_reader_gave_it(page: PageView) -> None:
    lanes, strip = page.findChildren(Lanes)[0], page.findChildren(Overview)[0]
    box = next(box for box, ref, _ in lanes.pieces() if ref.id == "t1")
    teal = LIGHT.topic(0, "teal").name()
    assert teal not in colours_in(lanes.grab().toImage(), box.left() - 1, 6)
    page.show_findings(findings(), Corrected(findings(), colours={"t1": "teal"}))
    assert teal in colours_in(lanes.grab().toImage(), box.left() - 1, 6)
    assert len(colours_in(strip.grab().toImage(), *TOPIC)) > 1


def test_the_strip_shows_every_kind_of_mark_in_a_column_of_its_own(page: PageView, make_page: MakePage) -> None:
    bare = make_page()
    bare.show_reading(reading())
    empty = bare.findChildren(Overview)[0].grab().toImage()
    full = page.findChildren(Overview)[0].grab().toImage()
    for column in (TOPIC, HIGHLIGHT, STATEMENT, NOTE):
        assert len(colours_in(full, *column)) > len(colours_in(empty, *column))


def test_a_drag_along_the_strip_goes_along_the_article(qtbot: QtBot, page: PageView) -> None:
    strip = page.findChildren(Overview)[0]
    qtbot.mousePress(strip, LEFT, pos=QPoint(5, 10))
    assert page.text.verticalScrollBar().value() == 0
    places = []
    for share in (2, 4):
        qtbot.mouseMove(strip, QPoint(5, strip.height() * share // 5))
        places.append(page.position())
    assert 0 < places[0] < places[1]
    qtbot.mouseRelease(strip, LEFT, pos=QPoint(5, 10))
    qtbot.mouseMove(strip, QPoint(5, 20))
    assert page.position() == places[1]


def test_a_long_highlight_is_named_by_its_first_words() -> None:
    long = highlight_lanes(TEXT, [highlight("h", TEXT[20:400], "gone")], COLOURS, 0)
    assert long[0].label.endswith("…”")
    assert len(long[0].label) < 70
    assert highlight_lanes(TEXT, [highlight("h", span("figure").of(TEXT))], COLOURS, 2)[0].lane == 2

"""The floating bar: what it offers, where it stands, how keys reach all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.annotations import HighlightColour
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.page.bar_place import place_beside
from tests.ui.page.article import COLOURS, blocks, highlight, reading
from tests.ui.page.test_page_view import MakePage, bar_of, click, press, show_bar

MANY = tuple(HighlightColour(f"c{number}", f"Meaning {number}", "green", number) for number in range(12))
WISHES = [
    ("Write a note on this passage", "note_requested"),
    ("Tag this passage", "tag_requested"),
    ("Say who said this", "said_by_requested"),
    ("Give this passage to a topic", "topic_requested"),
    ("Make a claim of this passage", "claim_requested"),
    ("Copy with citation", "copy_requested"),
]


def names(page: PageView) -> list[str]:
    return [button.accessibleName() for button in bar_of(page).buttons]


@pytest.mark.parametrize(("name", "signal"), WISHES)
def test_each_wish_of_the_bar_is_about_the_selected_words(qtbot: QtBot, page: PageView, name: str, signal: str) -> None:
    words = show_bar(qtbot, page, "stopped the payment")
    with qtbot.waitSignal(getattr(page, signal)) as wished:
        press(page, name)
    assert wished.args == [words]


@pytest.mark.parametrize("wish", ["said_by", "topic", "claim", "tag", "note", "copy", "remove"])
def test_a_wish_without_words_is_none(page: PageView, wish: str) -> None:
    told: list[object] = []
    for signal in (page.said_by_requested, page.topic_requested, page.claim_requested, page.tag_requested):
        signal.connect(told.append)
    page.request(wish)
    assert told == []


def test_the_link_is_wished_for_and_the_bar_stays(qtbot: QtBot, page: PageView) -> None:
    show_bar(qtbot, page, "stopped the payment")
    with qtbot.waitSignal(page.link_requested):
        press(page, "Copy the link to this passage")
    assert bar_of(page).isVisible()


def test_a_highlight_offers_its_colours_note_tag_and_removal(qtbot: QtBot, page: PageView) -> None:
    click(qtbot, page, "figure is 41")
    assert names(page) == [
        *(f"Highlight: {colour.name}" for colour in COLOURS),
        "Write a note on this passage",
        "Tag this passage",
        "Remove this highlight",
    ]
    said = [dot.accessibleDescription() for dot in bar_of(page).buttons[:5]]
    assert said == ["The colour of this highlight", "2", "3", "4", "5"]
    hint = bar_of(page).findChildren(QLabel)[0]
    assert (hint.isVisible(), hint.text()) == (True, "Drag an end to resize")
    with qtbot.waitSignal(page.recolour_requested) as recoloured:
        press(page, "Highlight: Evidence")
    assert recoloured.args == [MarkRef("highlight", "h1"), "k1"]
    with qtbot.waitSignal(page.tag_requested) as tagged:
        press(page, "Tag this passage")
    assert tagged.args == [MarkRef("highlight", "h1")]


def test_nine_colours_are_offered_archived_ones_are_not_but_still_painted(page: PageView) -> None:
    colours = (replace(MANY[0], is_archived=True), *MANY[1:])
    page.show_annotations((highlight("h1", "figure is 41", "c0"),), (), colours)
    assert names(page)[:9] == [f"Highlight: Meaning {number}" for number in range(1, 10)]
    assert names(page)[9] == "Write a note on this passage"
    assert [mark.hue for mark in page.text.scene.highlights] == ["green"]


def test_keys_are_shown_as_the_reader_has_set_them(qtbot: QtBot, page: PageView) -> None:
    page.name_keys({"note": "M", "said_by": "A"})
    show_bar(qtbot, page, "stopped the payment")
    tips = {button.accessibleName(): button.toolTip() for button in bar_of(page).buttons}
    assert "(M)" in tips["Write a note on this passage"]
    assert "(A)" in tips["Say who said this"]
    assert "(" not in tips["Copy with citation"]


@pytest.mark.parametrize("width", [900, 560, 400, 330])
def test_the_bar_never_leaves_the_page_and_keeps_its_buttons_apart(
    qtbot: QtBot, make_page: MakePage, width: int
) -> None:
    page = make_page()
    page.resize(width, 700)
    page.show_reading(replace(reading(), colours=MANY))
    show_bar(qtbot, page, "Varga told the committee")
    bar = bar_of(page)
    assert page.rect().contains(bar.geometry())
    boxes = [button.geometry() for button in bar.buttons]
    assert len(boxes) == 16
    assert all(bar.rect().contains(box) for box in boxes)
    assert not any(one.intersects(other) for number, one in enumerate(boxes) for other in boxes[number + 1 :])


def test_arrows_go_along_the_rows_and_between_them(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    page.resize(400, 700)
    page.show_reading(reading())
    show_bar(qtbot, page, "Varga told the committee")
    qtbot.keyClick(page.text, Qt.Key.Key_Tab)
    bar = bar_of(page)
    first = bar.focusWidget()
    assert first is bar.buttons[0]
    qtbot.keyClick(first, Qt.Key.Key_Down)
    below = bar.focusWidget()
    assert below is not None
    assert below.y() > first.y()
    qtbot.keyClick(below, Qt.Key.Key_Right)
    beside = bar.focusWidget()
    assert beside is not None
    assert (beside.y(), beside.x() > below.x()) == (below.y(), True)
    qtbot.keyClick(beside, Qt.Key.Key_Up)
    assert bar.focusWidget() in bar.buttons[: len(COLOURS)]
    qtbot.keyClick(bar.focusWidget(), Qt.Key.Key_Up)
    assert bar.focusWidget() is not None


def test_the_bar_leaves_the_lines_beside_its_passage_free(qtbot: QtBot, page: PageView) -> None:
    words = show_bar(qtbot, page, "on the quay")
    above, below = page.text.surroundings(words)
    bar = bar_of(page).geometry()
    assert bar.bottom() <= above or bar.top() >= below
    heading = page.text.box_of(blocks()[3].span)
    assert not bar.intersects(heading.translated(page.text.viewport().pos().toPointF()).toRect())


AREA = QRect(0, 0, 700, 500)


@given(st.floats(-50, 520), st.floats(10, 600), st.floats(0, 690), st.integers(80, 690), st.integers(38, 100))
def test_a_bar_is_in_the_area_and_off_the_passage_where_there_is_room(
    top: float, height: float, left: float, width: int, tall: int
) -> None:
    passage = QRectF(left, top, 60, height)
    lines = (passage.top() - 28, passage.bottom() + 28)
    place = place_beside(passage, lines, QSize(width, tall), AREA)
    bar = QRect(place, QSize(width, tall))
    assert AREA.contains(bar) or place.x() == 2
    assert 0 <= place.y() <= AREA.height() - tall
    has_room = passage.top() - tall - 8 >= 0 or passage.bottom() + 8 + tall <= AREA.height()
    if has_room and passage.top() >= 0 and passage.bottom() <= AREA.height():
        assert bar.bottom() < passage.top() or bar.top() >= passage.bottom()

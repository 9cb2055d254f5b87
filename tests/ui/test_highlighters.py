"""Colours of highlights are seen on their page and told from each other, by every kind of eyes."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_app.domain.annotations import HighlightColour, OwnHue, Pattern, own_hue
from desktop_app.ui.highlighters import (
    ENOUGH,
    Vision,
    confusing,
    contrast,
    difference,
    draw_pattern,
    judge,
    mended,
    mended_hue,
    new_hue,
    remarks_in_words,
    seen,
    values,
    warnings_in_words,
)
from desktop_app.ui.theme import DARK, LIGHT, SEPIA, Theme

HUES = ("yellow", "green", "blue", "red", "violet")
FIRST = tuple(HighlightColour(hue, hue.title(), hue, place) for place, hue in enumerate(HUES))
BOTH = (LIGHT, DARK)
written = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
own_hues = st.builds(OwnHue, written, written, st.sampled_from(Pattern))


def one(hue: str, name: str = "Own") -> HighlightColour:
    return HighlightColour(name, name, hue, 9)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("white"), QColor("white")) == 1
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@given(written)
def test_greys_look_the_same_to_all_eyes_and_no_colour_leaves_the_screen(value: str) -> None:
    grey = QColor(value[:3] * 3 if len(value) == 3 else f"#{value[1:3] * 3}")
    for vision in Vision:
        assert difference(seen(grey, vision), grey) < 1.5
        assert seen(QColor(value), vision).isValid()
    assert difference(seen(QColor(value), Vision.NORMAL), QColor(value)) < 0.5


def test_red_and_green_are_confused_by_those_of_whom_it_is_said() -> None:
    red, green = QColor("#c0492f"), QColor("#6f7a00")
    assert Vision.NORMAL not in confusing(red, green)
    assert set(confusing(red, green)) & {Vision.PROTANOPIA, Vision.DEUTERANOPIA}
    assert Vision.TRITANOPIA not in confusing(red, green)


def test_the_first_five_colours_are_seen_and_told_apart() -> None:
    for colour in FIRST:
        assert judge(colour, FIRST, BOTH).is_sound
    assert len({LIGHT.highlighter(hue).pattern for hue in HUES}) == 5


@given(written, st.sampled_from([LIGHT, DARK, SEPIA]))
def test_a_mended_colour_has_enough_contrast_and_a_good_one_is_left_alone(value: str, theme: Theme) -> None:
    colour = QColor(value)
    better = mended(colour, theme.page)
    assert contrast(better, theme.page) >= ENOUGH
    if contrast(colour, theme.page) >= ENOUGH:
        assert better.name() == value


@given(own_hues)
@example(OwnHue("#000000", "#00f8de", Pattern.SOLID))
def test_a_hue_of_the_readers_is_read_as_it_was_written_and_leaves_text_legible(hue: OwnHue) -> None:
    assert own_hue(str(hue)) == own_hue(str(hue).upper()) == hue
    assert values(str(hue), LIGHT, DARK) == hue
    for theme, value in ((LIGHT, hue.light), (DARK, hue.dark)):
        marker = theme.highlighter(str(hue))
        assert (marker.edge.name(), marker.pattern) == (value, hue.pattern)
        assert contrast(theme.text, marker.fill) >= 4.5
    assert contrast(SEPIA.highlighter(str(hue)).edge, SEPIA.page) >= ENOUGH


@given(st.text(max_size=30))
def test_what_is_no_hue_is_shown_in_yellow(hue: str) -> None:
    if own_hue(hue) is None and hue not in HUES:
        assert LIGHT.highlighter(hue) == LIGHT.highlighter("yellow")


def test_what_is_wrong_is_said_in_words() -> None:
    faint = judge(one("#ffee99 #222222 dashed"), (), BOTH)
    assert warnings_in_words(faint) == [
        "Too faint on a light page (1.1 : 1; at least 3 : 1).",
        "Too faint on a dark page (1.0 : 1; at least 3 : 1).",
    ]
    same = judge(one("#2f72bd #7fb6f2 dotted"), FIRST, BOTH)
    assert "Looks like “Blue”, and has the same pattern." in warnings_in_words(same)
    blind = judge(one("#3f7a8a #7fcfc0 double"), (one("#c0492f #f09a86 double", "Doubtful"),), BOTH)
    assert remarks_in_words(blind) == [] or warnings_in_words(blind) == []
    assert remarks_in_words(judge(FIRST[4], FIRST, BOTH)) == [
        "Told apart from “Blue” by its pattern, even where the colours look alike."
    ]
    assert remarks_in_words(judge(FIRST[0], (), BOTH)) == ["Told apart from all others by its colour."]


def test_a_likeness_for_some_eyes_names_them() -> None:
    (said,) = warnings_in_words(
        judge(one("#3f8f3a #7fcf76 double"), (one("#c0492f #f09a86 double", "Doubtful"),), BOTH)
    )
    assert said == "Looks like “Doubtful” with green blindness, and has the same pattern."


@given(own_hues)
def test_mending_makes_any_hue_sound_among_the_first_five(hue: OwnHue) -> None:
    mended_one = mended_hue(one(str(hue)), FIRST[:4], LIGHT, DARK)
    assert judge(one(str(mended_one)), FIRST[:4], BOTH).is_sound


def test_nine_colours_can_be_had_that_are_all_sound() -> None:
    colours = list(FIRST)
    for number in range(4):
        colours.append(one(str(new_hue(colours, LIGHT, DARK)), f"More {number}"))
    assert all(not judge(colour, colours, BOTH).weak for colour in colours)
    edges = [QColor(values(colour.hue, LIGHT, DARK).light) for colour in colours]
    assert min(difference(first, second) for first, second in combinations(edges, 2)) >= 8


def test_each_pattern_is_drawn_in_its_own_way(qapp: object) -> None:
    drawn = set()
    for pattern in Pattern:
        picture = QImage(40, 12, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        draw_pattern(painter, QPointF(0, 6), QPointF(40, 6), QColor("black"), pattern)
        painter.end()
        drawn.add(bytes(picture.constBits()))
    assert len(drawn) == len(Pattern)

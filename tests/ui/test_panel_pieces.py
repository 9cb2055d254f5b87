"""What all panels are made of: wrapped lines, flowing chips, the style sheet."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.painting import Typeface, is_right_to_left, mixed, tooltip, type_for
from desktop_app.ui.style import style_sheet


@pytest.fixture
def face(qtbot: QtBot) -> Typeface:
    theme.load_fonts()
    return Typeface(theme.interface_font(10))


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("ab WMi.“\u00a0漢ا \n"), max_size=120), st.integers(10, 300))
def test_wrapped_lines_hold_the_whole_text_and_fit(face: Typeface, text: str, width: int) -> None:
    lines = face.lines(text, width, 10_000)
    assert without_spaces("".join(lines)) == without_spaces(text)
    for line in lines:
        assert len(line) == 1 or face.metrics.horizontalAdvance(line) <= width + 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("abc WW "), min_size=1, max_size=200), st.integers(20, 200), st.integers(1, 4))
def test_what_does_not_fit_into_the_lines_is_elided(face: Typeface, text: str, width: int, limit: int) -> None:
    whole = face.lines(text, width, 10_000)
    shown = face.lines(text, width, limit)
    assert len(shown) == min(limit, len(whole))
    if len(whole) > limit:
        assert shown[-1].endswith("…")
    else:
        assert shown == whole


def test_lines_do_not_end_at_no_break_spaces(face: Typeface) -> None:
    assert face.lines("aaaa 14\u00a0million", face.width("14\u00a0million") + 2, 5) == ("aaaa", "14\u00a0million")


def test_an_endless_word_costs_no_more_than_a_screen(face: Typeface) -> None:
    lines = face.lines("a" * 1_000_000, 200, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_remembered_widths_do_not_grow_for_ever(face: Typeface, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.ui.painting._WIDTHS_KEPT", 5)
    for number in range(20):
        face.width(str(number))
    assert len(face._widths) <= 5


def test_fonts_in_pixels_have_small_and_strong_kin_too(qtbot: QtBot) -> None:
    font = QFont()
    font.setPixelSize(20)
    kin = type_for(font)
    assert kin.small.font.pixelSize() == 18
    assert kin.strong.font.weight() == QFont.Weight.DemiBold
    assert kin.italic.font.italic()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", False), ("12 …", False), ("“ال", True), ("שלום", True), ("\u2068ال\u2069 abc", False), ("", False)],
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_tooltips_are_escaped_and_bounded() -> None:
    assert tooltip("<b>", "").endswith("<p>&lt;b&gt;</p></qt>")
    assert tooltip("", "") == ""
    assert len(tooltip("x" * 5_000)) < 1_300


def test_colours_mix() -> None:
    assert mixed(QColor("#ffffff"), QColor("#000000"), 0.5).red() in {127, 128}


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_the_style_sheet_is_whole_and_understood(qtbot: QtBot, chosen: theme.Theme) -> None:
    sheet = style_sheet(chosen)
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setStyleSheet(sheet)  # Qt warns of what it cannot parse, and warnings fail tests
    widget.show()
    QApplication.sendPostedEvents()


def test_chips_flow_into_as_many_lines_as_they_need(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(widget)
    buttons = [QPushButton("a chip") for _ in range(6)]
    for button in buttons:
        flow.addWidget(button)
    buttons[5].hide()
    one_line = flow.heightForWidth(10_000)
    assert flow.heightForWidth(buttons[0].sizeHint().width() + 1) >= 5 * one_line
    widget.resize(10_000, 100)
    widget.show()
    assert len({button.y() for button in buttons[:5]}) == 1
    assert flow.count() == 6
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None
    assert flow.takeAt(0) is not None
    assert flow.sizeHint().width() > 0
    assert FlowLayout().heightForWidth(100) == 0


def test_a_choice_box_paints_its_arrow(qtbot: QtBot) -> None:
    box = ChoiceBox("Speakers")
    qtbot.addWidget(box)
    box.resize(120, 30)
    assert not box.grab().isNull()
    assert box.view().accessibleName() == "Speakers"


def test_a_line_that_is_cut_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("2 highlights · <b>4</b> notes")
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.grab()
    assert label.minimumSizeHint().width() == 0
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(400, 20)
    label.grab()
    assert label.toolTip() == ""
    assert label.text() == "2 highlights · <b>4</b> notes"

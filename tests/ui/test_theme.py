"""Colours that can be told from the page, and drawings that exist."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme import DARK, LIGHT, Theme, icon, interface_font, palette, reading_font


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_speaker_may_colour_text_on_the_page_and_the_panels(theme: Theme) -> None:
    for number, colour in enumerate(theme.speakers):
        assert contrast(colour, theme.page) >= 4.5, (number, colour.name())
        assert contrast(colour, theme.panel) >= 4.5, (number, colour.name())


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_is_legible_on_everything_that_lies_under_it(theme: Theme) -> None:
    for ground in (theme.page, theme.panel, theme.window, theme.raised, theme.chosen):
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.muted, ground) >= 4.5
    for highlighter in theme.highlights.values():
        assert contrast(theme.text, highlighter.fill) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_topics_and_highlights_stand_out_from_the_page(theme: Theme) -> None:
    for colour in (*theme.topics, *(highlighter.edge for highlighter in theme.highlights.values()), theme.accent):
        assert contrast(colour, theme.page) >= 3  # WCAG 1.4.11, graphics


def test_speakers_go_round_and_nobody_is_muted() -> None:
    assert LIGHT.speaker(0) == LIGHT.speaker(len(LIGHT.speakers))
    assert LIGHT.speaker(-1) == LIGHT.muted
    assert len({colour.name() for colour in LIGHT.speakers}) == len(LIGHT.speakers)
    assert LIGHT.quotation_fill(0).alpha() == LIGHT.quotation_alpha
    assert LIGHT.highlighter("unknown") == LIGHT.highlighter("yellow")


def test_drawings_and_faces_can_be_had(qapp: QApplication) -> None:
    assert not icon("open", LIGHT).isNull()
    assert palette(DARK).text().color() == DARK.text
    assert reading_font(13).pointSizeF() == 13
    assert interface_font(10).pointSizeF() == 10

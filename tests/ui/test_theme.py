"""Colours that can be told from each other in every theme, faces and drawings that exist, a focus that is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.settings import FACES
from desktop_app.settings import THEMES as CHOICES
from desktop_app.ui.painting import mixed
from desktop_app.ui.style import shades, style_sheet
from desktop_app.ui.theme import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    THEMES,
    Theme,
    icon,
    interface_font,
    load_fonts,
    named,
    palette,
    reading_font,
    shown_in,
)

HIGH = {CONTRAST_LIGHT.name, CONTRAST_DARK.name}
MARK = 3.0
"""WCAG 1.4.11: marks, edges of controls, focus rings."""

in_every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def legible(theme: Theme) -> float:
    """What text needs in a theme (WCAG 1.4.3; in high contrast 1.4.6)."""
    return 7.0 if theme.name in HIGH else 4.5


def grounds(theme: Theme) -> dict[str, QColor]:
    """Everything that text may stand on, what is translucent laid over what lies under it."""
    found = {name: getattr(theme, name) for name in ("page", "panel", "window", "raised", "chosen")}
    found["over"] = shades(theme)["over"]
    found["raised over"] = mixed(theme.chosen, theme.raised, 0.45)
    return found


def under_text_of_the_page(theme: Theme) -> dict[str, QColor]:
    found = {f"highlight {hue}": pair.fill for hue, pair in theme.highlights.items()}
    for number in range(len(theme.speakers)):
        fill = theme.quotation_fill(number)
        found[f"quotation {number}"] = mixed(fill, theme.page, fill.alphaF())
    for name, fill in (("selection", theme.selection_fill()), ("flash", theme.flash)):
        found[name] = mixed(fill, theme.page, fill.alphaF())
    return found


@in_every_theme
def test_text_is_legible_on_everything_that_lies_under_it(theme: Theme) -> None:
    for name, ground in grounds(theme).items():
        assert contrast(theme.text, ground) >= 7, name
        for ink in ("muted", "accent", "warning"):
            assert contrast(getattr(theme, ink), ground) >= legible(theme), (ink, name)
    for name, ground in under_text_of_the_page(theme).items():
        assert contrast(theme.text, ground) >= legible(theme), name
    assert contrast(theme.page, theme.accent) >= legible(theme), "the main button, selected words of a field"


@in_every_theme
def test_every_speaker_may_colour_text_on_the_page_and_the_panels(theme: Theme) -> None:
    for number, colour in enumerate(theme.speakers):
        for ground in (theme.page, theme.panel, theme.raised):
            assert contrast(colour, ground) >= legible(theme), (number, colour.name())
        assert contrast(colour, theme.chosen) >= MARK, (number, colour.name())


@in_every_theme
def test_topics_and_highlights_stand_out_from_the_page(theme: Theme) -> None:
    for colour in (*theme.topics, *(pair.edge for pair in theme.highlights.values())):
        assert contrast(colour, theme.page) >= MARK, colour.name()


@in_every_theme
def test_focus_rings_and_edges_of_controls_are_seen_on_every_ground(theme: Theme) -> None:
    for name, ground in grounds(theme).items():
        assert contrast(theme.accent, ground) >= MARK, name
    for ground in (theme.panel, theme.window, theme.raised):
        assert contrast(shades(theme)["control"], ground) >= MARK
        assert contrast(shades(theme)["thumb"], ground) >= MARK


@in_every_theme
def test_a_theme_is_known_by_its_name_and_by_its_palette(theme: Theme, qapp: QApplication) -> None:
    assert named(theme.name, is_dark=not theme.is_dark, wants_contrast=False) is theme
    assert shown_in(palette(theme)) is theme
    assert theme.is_dark is (theme.page.lightness() < 128)
    assert len({colour.name() for colour in theme.speakers}) == len(LIGHT.speakers)
    assert set(theme.highlights) == set(LIGHT.highlights)


def test_as_the_system_means_light_dark_and_its_contrast() -> None:
    assert set(CHOICES) == {"system", *THEMES}
    found = {
        (is_dark, wants): named("system", is_dark=is_dark, wants_contrast=wants)
        for is_dark in (False, True)
        for wants in (False, True)
    }
    assert found == {
        (False, False): LIGHT,
        (True, False): DARK,
        (False, True): CONTRAST_LIGHT,
        (True, True): CONTRAST_DARK,
    }


def test_speakers_go_round_and_nobody_is_muted() -> None:
    assert LIGHT.speaker(0) == LIGHT.speaker(len(LIGHT.speakers))
    assert LIGHT.speaker(-1) == LIGHT.muted
    assert LIGHT.quotation_fill(0).alpha() == LIGHT.quotation_alpha
    assert LIGHT.highlighter("unknown") == LIGHT.highlighter("yellow")


def test_drawings_can_be_had(qapp: QApplication) -> None:
    assert not icon("open", LIGHT).isNull()
    assert palette(DARK).text().color() == DARK.text
    assert interface_font(10).pointSizeF() == 10


def test_each_face_of_the_page_comes_with_the_program(qapp: QApplication) -> None:
    load_fonts()
    families = [QFontInfo(reading_font(13, face)).family() for face in FACES]
    assert families == ["Source Serif Pro", "Source Sans Pro", "Atkinson Hyperlegible"]
    assert reading_font(13, "unknown").family() == reading_font(13).family()
    for face in FACES:
        font = reading_font(13.5, face)
        assert font.pointSizeF() == 13.5
        font.setItalic(True)
        assert QFontInfo(font).style() == font.style()


# Focus -------------------------------------------------------------------------------------------------------------------


def _of_colour(picture: QImage, colour: QColor) -> int:
    return sum(
        abs(found.red() - colour.red()) + abs(found.green() - colour.green()) + abs(found.blue() - colour.blue()) < 24
        for y in range(picture.height())
        for x in range(picture.width())
        for found in [picture.pixelColor(x, y)]
    )


def _controls() -> list[QWidget]:
    tabs = QTabBar()
    tabs.addTab("Speakers")
    tabs.addTab("Claims")
    chip, link, main, tool, box, slider = (
        QPushButton("Chip"),
        QPushButton("Link"),
        QPushButton("Main"),
        QToolButton(),
        QComboBox(),
        QSlider(Qt.Orientation.Horizontal),
    )
    for button, name in ((chip, "chip"), (link, "link"), (main, "main")):
        button.setProperty(name, True)
    tool.setText("Tool")
    tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.addItem("Choice")
    plain = [QPushButton("Plain"), QLineEdit("Line"), QPlainTextEdit("Text"), QCheckBox("Check"), QRadioButton("Radio")]
    return [tabs, chip, link, main, tool, box, slider, *plain]


@pytest.mark.parametrize("theme", [LIGHT, CONTRAST_DARK], ids=lambda theme: theme.name)
def test_every_kind_of_control_shows_that_it_has_the_focus(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    controls = _controls()
    for control in controls:
        column.addWidget(control)
    window.setPalette(palette(theme))
    window.setStyleSheet(style_sheet(theme))
    with qtbot.waitExposed(window):
        window.show()
    for control in controls:
        window.setFocus()
        ring = theme.text if control.property("main") else theme.accent
        before = _of_colour(control.grab().toImage(), ring)
        size = control.size()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        assert control.hasFocus()
        assert _of_colour(control.grab().toImage(), ring) >= before + 30, type(control).__name__
        assert control.size() == size, "nothing moves when the focus comes"

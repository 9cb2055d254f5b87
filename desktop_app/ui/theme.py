"""Colours and type of the program, light and dark. Widgets ask here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.paths import resource

READING_FACE = "Source Serif Pro"
INTERFACE_FACE = "Source Sans Pro"
_ICON_SIZES = (20, 40, 60)


@dataclass(frozen=True, slots=True)
class Highlighter:
    """How one hue of highlight is painted: a translucent fill and a strong edge."""

    fill: QColor
    edge: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """`speakers` and `topics` are cycled through by index; the index is the place in `Findings.speakers` / `.topics`.
    Each of those colours has a contrast of at least 4.5 : 1 against `page` (WCAG 1.4.3), so that it may colour text."""

    name: str
    is_dark: bool
    window: QColor
    page: QColor
    panel: QColor
    raised: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    chosen: QColor
    warning: QColor
    flash: QColor
    speakers: tuple[QColor, ...]
    topics: tuple[QColor, ...]
    highlights: dict[str, Highlighter]
    quotation_alpha: int

    def speaker(self, index: int) -> QColor:
        """The colour of the speaker at that place; a negative index (unattributed) is the muted colour."""
        return self.muted if index < 0 else self.speakers[index % len(self.speakers)]

    def topic(self, index: int) -> QColor:
        return self.topics[index % len(self.topics)]

    def quotation_fill(self, index: int) -> QColor:
        """The translucent fill behind a quotation of the speaker at that place."""
        fill = QColor(self.speaker(index))
        fill.setAlpha(self.quotation_alpha)
        return fill

    def highlighter(self, hue: str) -> Highlighter:
        return self.highlights.get(hue, self.highlights["yellow"])


def _colours(*names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names)


def _highlighters(**pairs: tuple[str, str]) -> dict[str, Highlighter]:
    return {hue: Highlighter(QColor(fill), QColor(edge)) for hue, (fill, edge) in pairs.items()}


LIGHT = Theme(
    name="light",
    is_dark=False,
    window=QColor("#faf9f5"),
    page=QColor("#fffffb"),
    panel=QColor("#faf9f5"),
    raised=QColor("#ffffff"),
    line=QColor("#dedbd2"),
    text=QColor("#1f1e1b"),
    muted=QColor("#66635c"),
    accent=QColor("#2f5d9b"),
    chosen=QColor("#e8e4d8"),
    warning=QColor("#a1401f"),
    flash=QColor(255, 196, 0, 120),
    speakers=_colours(
        "#33639f",
        "#a84e24",
        "#3f7438",
        "#76509f",
        "#97406b",
        "#1f7476",
        "#7a6412",
        "#5b5f6b",
        "#4a4fa3",
        "#8a3b32",
        "#5a6b1e",
        "#1f6f93",
    ),
    topics=_colours("#8f74b8", "#5f9468", "#c0714f", "#5583b5", "#b0902f", "#a8628c", "#4c9496", "#84807a"),
    highlights=_highlighters(
        yellow=("#ffe174", "#a57f00"),
        green=("#bfe6b0", "#3f8f3a"),
        blue=("#b5d6fb", "#2f72bd"),
        red=("#f8bfb4", "#c0492f"),
        violet=("#dcc8f5", "#7c55b5"),
    ),
    quotation_alpha=40,
)

DARK = Theme(
    name="dark",
    is_dark=True,
    window=QColor("#1f2224"),
    page=QColor("#1b1c1f"),
    panel=QColor("#1f2224"),
    raised=QColor("#25282b"),
    line=QColor("#3a3d40"),
    text=QColor("#e3e0d8"),
    muted=QColor("#a09d96"),
    accent=QColor("#7db4f0"),
    chosen=QColor("#2d3339"),
    warning=QColor("#f0936b"),
    flash=QColor(255, 214, 90, 90),
    speakers=_colours(
        "#7ab0ea",
        "#e8956a",
        "#8fc586",
        "#bb9be6",
        "#e58ab5",
        "#6cc3c4",
        "#d0b55c",
        "#b3b6c0",
        "#9ea4f0",
        "#e2877c",
        "#b4c66a",
        "#74bfe0",
    ),
    topics=_colours("#9d82c6", "#6fa878", "#c98263", "#6a97c8", "#b89a44", "#b6739b", "#5fa5a7", "#8d8983"),
    highlights=_highlighters(
        yellow=("#6f5800", "#e8c540"),
        green=("#2f5c2c", "#7fcf76"),
        blue=("#27507d", "#7fb6f2"),
        red=("#7a3527", "#f09a86"),
        violet=("#553a7d", "#c3a1f2"),
    ),
    quotation_alpha=64,
)


def load_fonts() -> None:
    """Make the shipped faces known to Qt; call once, after the application object exists."""
    for package in (font_source_serif_pro, font_source_sans_pro):
        folder = Path(package.font_directory)
        for style in ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt"):
            for path in sorted(folder.glob(f"*-{style}.ttf")):
                QFontDatabase.addApplicationFont(str(path))


def reading_font(points: float) -> QFont:
    """The face of the page; falls back to what the system has for scripts that the face lacks."""
    font = QFont([READING_FACE, "Noto Serif", "Georgia", "DejaVu Serif"])
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(points)
    return font


def interface_font(points: float) -> QFont:
    font = QFont([INTERFACE_FACE, "Noto Sans", "Segoe UI", "DejaVu Sans"])
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPointSizeF(points)
    return font


def icon(name: str, theme: Theme) -> QIcon:
    """One of our drawings in the text colour of the theme; greyed where it is disabled."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, theme.text), (QIcon.Mode.Disabled, theme.line)):
        renderer = QSvgRenderer(drawing.replace("currentColor", colour.name()).encode())
        for size in _ICON_SIZES:
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            made.addPixmap(pixmap, mode)
    return made


def palette(theme: Theme) -> QPalette:
    """The theme as a Qt palette, for everything that the style draws by itself."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, theme.window),
        (roles.WindowText, theme.text),
        (roles.Base, theme.raised),
        (roles.AlternateBase, theme.panel),
        (roles.Text, theme.text),
        (roles.Button, theme.panel),
        (roles.ButtonText, theme.text),
        (roles.BrightText, theme.warning),
        (roles.ToolTipBase, theme.raised),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.page),
        (roles.Link, theme.accent),
        (roles.Mid, theme.line),
        (roles.Dark, theme.line),
    ):
        made.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.muted)
    return made

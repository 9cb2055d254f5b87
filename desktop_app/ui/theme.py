"""Colours and type of the program: light, sepia, dark and high contrast. Widgets ask here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import fontpkg_atkinson_hyperlegible
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.domain.annotations import Pattern, own_hue
from desktop_app.domain.own_topics import HUES
from desktop_app.paths import resource
from desktop_app.ui.highlighters import fill_for, mended

READING_FACE = "Source Serif Pro"
INTERFACE_FACE = "Source Sans Pro"
LEGIBLE_FACE = "Atkinson Hyperlegible"
_SERIF = (READING_FACE, "Noto Serif", "Georgia", "DejaVu Serif")
_SANS = (INTERFACE_FACE, "Noto Sans", "Segoe UI", "DejaVu Sans")
_FACES = {
    "serif": (_SERIF, QFont.StyleHint.Serif),
    "sans": (_SANS, QFont.StyleHint.SansSerif),
    "legible": ((LEGIBLE_FACE, *_SANS), QFont.StyleHint.SansSerif),
}
_ICON_SIZES = (20, 40, 60)


@dataclass(frozen=True, slots=True)
class Highlighter:
    """How one hue of highlight is painted: a translucent fill, a strong edge, and a line with a pattern in the edge's colour."""

    fill: QColor
    edge: QColor
    pattern: Pattern = Pattern.SOLID


@dataclass(frozen=True, slots=True)
class Theme:
    """`speakers` and `topics` are cycled through by index; the index is their place as `colour_places` gives it.
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
    selection_alpha: int

    def speaker(self, index: int) -> QColor:
        """The colour of the speaker at that place; a negative index (unattributed) is the muted colour."""
        return self.muted if index < 0 else self.speakers[index % len(self.speakers)]

    def topic(self, index: int, hue: str = "") -> QColor:
        """Of the topic at that place; `hue`: the one of HUES that the reader chose instead."""
        return self.topics[(HUES.index(hue) if hue in HUES else index) % len(self.topics)]

    def quotation_fill(self, index: int) -> QColor:
        """The translucent fill behind a quotation of the speaker at that place."""
        fill = QColor(self.speaker(index))
        fill.setAlpha(self.quotation_alpha)
        return fill

    def selection_fill(self) -> QColor:
        """The translucent fill behind selected words of the page."""
        fill = QColor(self.accent)
        fill.setAlpha(self.selection_alpha)
        return fill

    def highlighter(self, hue: str) -> Highlighter:
        """Of a hue of the theme, or of the reader's own (`OwnHue` in writing); anything else is yellow. The reader chooses for the
        light and the dark page: on other pages an edge that would be too faint is made stronger."""
        own = own_hue(hue)
        if own is None:
            return self.highlights.get(hue, self.highlights["yellow"])
        edge = QColor(own.dark if self.is_dark else own.light)
        if self.name not in ("light", "dark"):
            edge = mended(edge, self.page)
        return Highlighter(fill_for(edge, self.page, self.text), edge, own.pattern)


def _colours(*names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names)


_PATTERNS = {
    "yellow": Pattern.SOLID,
    "green": Pattern.DASHED,
    "blue": Pattern.DOTTED,
    "red": Pattern.DOUBLE,
    "violet": Pattern.WAVY,
}


def _highlighters(**pairs: tuple[str, str]) -> dict[str, Highlighter]:
    return {hue: Highlighter(QColor(fill), QColor(edge), _PATTERNS[hue]) for hue, (fill, edge) in pairs.items()}


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
    selection_alpha=80,
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
    selection_alpha=120,
)


SEPIA = replace(
    LIGHT,
    name="sepia",
    window=QColor("#f3e9d5"),
    page=QColor("#f8f0df"),
    panel=QColor("#f3e9d5"),
    raised=QColor("#fbf5e8"),
    line=QColor("#d8cab0"),
    text=QColor("#2b2418"),
    muted=QColor("#665a45"),
    accent=QColor("#2a5690"),
    chosen=QColor("#e5d8bd"),
    warning=QColor("#963a1a"),
    speakers=_colours(
        "#33639f",
        "#a54c23",
        "#3e7237",
        "#76509f",
        "#97406b",
        "#1e7172",
        "#7a6412",
        "#5b5f6b",
        "#4a4fa3",
        "#8a3b32",
        "#5a6b1e",
        "#1e6d90",
    ),
    topics=_colours("#8f74b8", "#5d9166", "#c0714f", "#5583b5", "#a0832b", "#a8628c", "#4a9193", "#84807a"),
    highlights=_highlighters(
        yellow=("#f7d765", "#957200"),
        green=("#bcdda3", "#3a853a"),
        blue=("#b2cfee", "#2f6fb5"),
        red=("#f3b9a6", "#b8452c"),
        violet=("#d6c2ec", "#7c55b5"),
    ),
)

CONTRAST_LIGHT = replace(
    LIGHT,
    name="contrast_light",
    window=QColor("#ffffff"),
    page=QColor("#ffffff"),
    panel=QColor("#ffffff"),
    raised=QColor("#ffffff"),
    line=QColor("#6b6b6b"),
    text=QColor("#000000"),
    muted=QColor("#3a3a3a"),
    accent=QColor("#003a9e"),
    chosen=QColor("#dbe7fb"),
    warning=QColor("#851a00"),
    speakers=_colours(
        "#244670",
        "#703417",
        "#2a4d26",
        "#553972",
        "#702f4f",
        "#144c4d",
        "#53440c",
        "#424550",
        "#3a3f82",
        "#72312a",
        "#3e4a15",
        "#154b63",
    ),
    topics=_colours("#70598f", "#42694a", "#8a4f37", "#3c5f86", "#6f5a1c", "#824b6c", "#316364", "#5d5a55"),
    highlights=_highlighters(
        yellow=("#ffe96b", "#6b5200"),
        green=("#c4f0b3", "#22601f"),
        blue=("#c2dfff", "#114f94"),
        red=("#ffcabf", "#8f2a14"),
        violet=("#e3d2fb", "#5a3396"),
    ),
)

CONTRAST_DARK = replace(
    DARK,
    name="contrast_dark",
    window=QColor("#000000"),
    page=QColor("#000000"),
    panel=QColor("#000000"),
    raised=QColor("#0a0a0a"),
    line=QColor("#9a9a9a"),
    text=QColor("#ffffff"),
    muted=QColor("#d2d2d2"),
    accent=QColor("#ffd83d"),
    chosen=QColor("#16305a"),
    warning=QColor("#ffb299"),
    speakers=_colours(
        "#a3c9f1",
        "#f1bca1",
        "#a5d09e",
        "#d3bff0",
        "#f0b8d2",
        "#8dd1d2",
        "#dac57f",
        "#c4c6ce",
        "#c0c5f6",
        "#efbcb6",
        "#bccb7b",
        "#95cee8",
    ),
    topics=_colours("#b39ad6", "#86bd8f", "#d99a7d", "#86acd6", "#c9ac58", "#c98db2", "#76b8ba", "#a6a29b"),
    highlights=_highlighters(
        yellow=("#4f3f00", "#ffdf5c"),
        green=("#1d4a1b", "#97e08d"),
        blue=("#163d68", "#9ac8fb"),
        red=("#66230f", "#ffb3a3"),
        violet=("#462c6c", "#d5bafa"),
    ),
    selection_alpha=90,
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, SEPIA, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}


def named(name: str, *, is_dark: bool, wants_contrast: bool) -> Theme:
    """The theme of that name; for “system” the one that fits what the system asks for."""
    if name in THEMES:
        return THEMES[name]
    if wants_contrast:
        return CONTRAST_DARK if is_dark else CONTRAST_LIGHT
    return DARK if is_dark else LIGHT


def shown_in(palette: QPalette) -> Theme:
    """The theme that a palette was made from, for windows that live too shortly to be told."""
    window, text = palette.window().color(), palette.windowText().color()
    fitting = (theme for theme in THEMES.values() if (theme.window, theme.text) == (window, text))
    return next(fitting, DARK if window.lightness() < 128 else LIGHT)


def load_fonts() -> None:
    """Make the shipped faces known to Qt; call once, after the application object exists."""
    for package in (font_source_serif_pro, font_source_sans_pro):
        folder = Path(package.font_directory)
        for style in ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt"):
            for path in sorted(folder.glob(f"*-{style}.ttf")):
                QFontDatabase.addApplicationFont(str(path))
    for path in sorted((Path(fontpkg_atkinson_hyperlegible.ROOT) / "files").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def reading_font(points: float, face: str = "serif") -> QFont:
    """A face of the page (“serif”, “sans”, “legible”; any other name is the serif); falls back to what the system has for
    scripts that the face lacks."""
    families, hint = _FACES.get(face, _FACES["serif"])
    font = QFont(list(families))
    font.setStyleHint(hint)
    font.setPointSizeF(points)
    return font


def interface_font(points: float) -> QFont:
    font = QFont(list(_SANS))
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

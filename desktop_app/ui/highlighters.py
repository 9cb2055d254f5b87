"""Colours of highlights as eyes see them: contrast with the page, colour-vision deficiencies, whether two can be told apart.

Contrast: WCAG 2.2, success criterion 1.4.11 (at least 3 : 1). Deficiencies: Machado, Oliveira and Fernandes, “A
Physiologically-based Model for Simulation of Color Vision Deficiency”, 2009, severity 1.0. Difference: CIE 1976 L*a*b*.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLineF, QLocale, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.domain.annotations import HighlightColour, OwnHue, Pattern, own_hue
from desktop_app.ui.painting import mixed

if TYPE_CHECKING:
    from desktop_app.ui.theme import Theme

ENOUGH = 3.0
"""The contrast of an edge with the page from which it is seen well."""
APART_FROM = 15.0
"""The difference (ΔE*ab) from which two thin lines are of different colours to the eye."""
_LEGIBLE, _VERY_LEGIBLE = 4.5, 7.0
_FULLEST = 0.38
_STEP = 0.01
_Matrix = tuple[tuple[float, float, float], ...]


class Vision(StrEnum):
    NORMAL = "normal"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


_SEEN: dict[Vision, _Matrix] = {
    Vision.NORMAL: ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    Vision.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Vision.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Vision.TRITANOPIA: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ: _Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.0890)


# Contrast --------------------------------------------------------------------------------------------------------------


def contrast(one: QColor, other: QColor) -> float:
    """WCAG contrast ratio, 1..21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mended(colour: QColor, page: QColor) -> QColor:
    """The nearest lightness of a colour that has enough contrast with the page: darker on a light one, lighter on a dark one."""
    hue, saturation, lightness = max(0.0, colour.hslHueF()), colour.hslSaturationF(), colour.lightnessF()
    step = -_STEP if contrast(page, QColor("black")) > contrast(page, QColor("white")) else _STEP
    tried = QColor(colour)
    while contrast(QColor(tried.name()), page) < ENOUGH and 0 < lightness + step < 1:
        lightness += step
        tried = QColor.fromHslF(hue, saturation, lightness)
    return QColor(tried.name())


@lru_cache(maxsize=256)
def _fill(edge: int, page: int, text: int) -> int:
    ink, paper = QColor.fromRgb(text), QColor.fromRgb(page)
    least = _VERY_LEGIBLE if contrast(ink, paper) > 20 else _LEGIBLE
    share = _FULLEST
    while share > 0:
        fill = QColor.fromRgb(mixed(QColor.fromRgb(edge), paper, share).rgb())  # as it is painted: in steps of 1/255
        if contrast(ink, fill) >= least:
            return fill.rgb()
        share -= 0.02
    return page


def fill_for(edge: QColor, page: QColor, text: QColor) -> QColor:
    """A tint of the page that goes with an edge and leaves the text on it legible (4.5 : 1; 7 : 1 in a theme of high
    contrast)."""
    return QColor.fromRgb(_fill(edge.rgb(), page.rgb(), text.rgb()))


# Seeing ----------------------------------------------------------------------------------------------------------------


def seen(colour: QColor, vision: Vision) -> QColor:
    """A colour as it looks to eyes with that deficiency."""
    red, green, blue = (_encoded(part) for part in _applied(_SEEN[vision], _linear_parts(colour)))
    return QColor.fromRgbF(red, green, blue)


def difference(one: QColor, other: QColor) -> float:
    """ΔE*ab of 1976: 0 for the same colour, some 2 for what can just be seen side by side, 100 from black to white."""
    return math.dist(_lab(one), _lab(other))


def confusing(one: QColor, other: QColor) -> tuple[Vision, ...]:
    """The kinds of eyes to which the two look alike."""
    return tuple(vision for vision in Vision if difference(seen(one, vision), seen(other, vision)) < APART_FROM)


# Judging ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alike:
    """Another colour that these eyes take for the one that is judged."""

    name: str
    visions: tuple[Vision, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """weak: the pages (“is dark”, contrast) on which the edge is hardly seen; alike: what it cannot be told from;
    by_pattern: what it is told from by its pattern alone."""

    weak: tuple[tuple[bool, float], ...] = ()
    alike: tuple[Alike, ...] = ()
    by_pattern: tuple[Alike, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.weak and not self.alike


def judge(colour: HighlightColour, others: Sequence[HighlightColour], themes: Sequence[Theme]) -> Judgement:
    """How well a colour is seen on the pages of these themes, and told from the others."""
    weak = []
    for theme in themes:
        ratio = contrast(theme.highlighter(colour.hue).edge, theme.page)
        if ratio < ENOUGH:
            weak.append((theme.is_dark, ratio))
    alike: list[Alike] = []
    by_pattern: list[Alike] = []
    for other in others:
        pairs = [(theme.highlighter(colour.hue), theme.highlighter(other.hue)) for theme in themes]
        confused = {vision for own, its in pairs for vision in confusing(own.edge, its.edge)}
        if other.id != colour.id and confused:
            is_marked = all(own.pattern is not its.pattern for own, its in pairs)
            found = Alike(other.name, tuple(vision for vision in Vision if vision in confused))
            (by_pattern if is_marked else alike).append(found)
    return Judgement(tuple(weak), tuple(alike), tuple(by_pattern))


def values(hue: str, light: Theme, dark: Theme) -> OwnHue:
    """What a hue looks like, also one of the theme's."""
    own = own_hue(hue)
    if own is not None:
        return own
    marker = light.highlighter(hue)
    return OwnHue(marker.edge.name(), dark.highlighter(hue).edge.name(), marker.pattern)


def mended_hue(colour: HighlightColour, others: Sequence[HighlightColour], light: Theme, dark: Theme) -> OwnHue:
    """A hue as near as can be that is seen on both pages and, if there is such a pattern, told from the others."""
    own = values(colour.hue, light, dark)
    own = replace(
        own,
        light=mended(QColor(own.light), light.page).name(),
        dark=mended(QColor(own.dark), dark.page).name(),
    )
    tried = [own, *(replace(own, pattern=pattern) for pattern in Pattern if pattern is not own.pattern)]
    return next((hue for hue in tried if not judge(replace(colour, hue=str(hue)), others, (light, dark)).alike), own)


def new_hue(others: Sequence[HighlightColour], light: Theme, dark: Theme) -> OwnHue:
    """A hue for one more colour: of those around the circle, that which the others leave most room."""
    edges = [QColor(values(other.hue, light, dark).light) for other in others]
    wheel = [mended(QColor.fromHslF(turn / 24, 0.55, 0.42), light.page) for turn in range(24)]
    best = max(wheel, key=lambda one: min((difference(one, edge) for edge in edges), default=0.0))
    bright = QColor.fromHslF(max(0.0, best.hslHueF()), 0.6, 0.7)
    made = HighlightColour("", "", str(OwnHue(best.name(), bright.name(), Pattern.SOLID)), 0)
    return mended_hue(made, others, light, dark)


# Words -----------------------------------------------------------------------------------------------------------------


def _tr(text: str) -> str:
    return QCoreApplication.translate("Highlighters", text)


def pattern_name(pattern: Pattern) -> str:
    return {
        Pattern.SOLID: _tr("solid"),
        Pattern.DASHED: _tr("dashed"),
        Pattern.DOTTED: _tr("dotted"),
        Pattern.DOUBLE: _tr("double"),
        Pattern.WAVY: _tr("wavy"),
    }[pattern]


def warnings_in_words(judgement: Judgement) -> list[str]:
    """One sentence for each thing that is wrong with a colour."""
    said = [
        (
            _tr("Too faint on a dark page (%1 : 1; at least 3 : 1).")
            if is_dark
            else _tr("Too faint on a light page (%1 : 1; at least 3 : 1).")
        ).replace("%1", QLocale().toString(math.floor(ratio * 10) / 10, "f", 1))
        for is_dark, ratio in judgement.weak
    ]
    for alike in judgement.alike:
        frame = (
            _tr("Looks like “%1”, and has the same pattern.")
            if Vision.NORMAL in alike.visions
            else _tr("Looks like “%1” with %2, and has the same pattern.")
        )
        said.append(frame.replace("%2", _visions_in_words(alike.visions)).replace("%1", alike.name))
    return said


def remarks_in_words(judgement: Judgement) -> list[str]:
    """What is good to know of a colour with which nothing is wrong."""
    if not judgement.is_sound:
        return []
    if not judgement.by_pattern:
        return [_tr("Told apart from all others by its colour.")]
    names = ", ".join(_tr("“%1”").replace("%1", alike.name) for alike in judgement.by_pattern)
    return [_tr("Told apart from %1 by its pattern, even where the colours look alike.").replace("%1", names)]


def _visions_in_words(visions: Sequence[Vision]) -> str:
    names = {
        Vision.PROTANOPIA: _tr("red blindness"),
        Vision.DEUTERANOPIA: _tr("green blindness"),
        Vision.TRITANOPIA: _tr("blue blindness"),
    }
    return _tr(" or ").join(names[vision] for vision in visions if vision in names)


# Drawing ---------------------------------------------------------------------------------------------------------------


def draw_pattern(painter: QPainter, start: QPointF, end: QPointF, colour: QColor, pattern: Pattern) -> None:
    """A level line in that pattern, some three pixels high with `start` and `end` in its middle."""
    pen = QPen(colour, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if pattern is Pattern.WAVY:
        painter.setPen(QPen(colour, 1.3))
        painter.drawPath(_wave(start, end))
        return
    if pattern is Pattern.DOUBLE:
        painter.setPen(QPen(colour, 1.0))
        line = QLineF(start, end)
        painter.drawLines([line.translated(0, -1.5), line.translated(0, 1.5)])
        return
    if pattern is Pattern.DASHED:
        pen.setDashPattern([3.2, 1.8])
    elif pattern is Pattern.DOTTED:
        pen.setDashPattern([0.1, 2.0])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(start, end)


def _wave(start: QPointF, end: QPointF) -> QPainterPath:
    path, up, x = QPainterPath(start), True, start.x()
    while x < end.x():
        x = min(x + 3.0, end.x())
        path.quadTo(QPointF(x - 1.5, start.y() + (-2.6 if up else 2.6)), QPointF(x, start.y()))
        up = not up
    return path


# Inside ----------------------------------------------------------------------------------------------------------------


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return min(1.0, part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)


def _linear_parts(colour: QColor) -> tuple[float, float, float]:
    return _linear(colour.redF()), _linear(colour.greenF()), _linear(colour.blueF())


def _luminance(colour: QColor) -> float:
    red, green, blue = _linear_parts(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _applied(matrix: _Matrix, parts: Sequence[float]) -> Iterator[float]:
    return (sum(weight * part for weight, part in zip(row, parts, strict=True)) for row in matrix)


def _lab(colour: QColor) -> tuple[float, float, float]:
    def bent(part: float) -> float:
        return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116

    x, y, z = (bent(part / white) for part, white in zip(_applied(_XYZ, _linear_parts(colour)), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)

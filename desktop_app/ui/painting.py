"""What the lists of all panels are painted with: type in three weights, wrapped lines, cards, pills, bars, focus frames."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")  # where lines may end: not at no-break spaces
_WIDTHS_KEPT = 50_000
_LONGEST_LINE = 4_000  # characters; more than any screen shows, so that one endless word costs no more


class Typeface:
    """One font with its measures: wraps and elides text without asking Qt twice for the width of a word."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self._widths: dict[str, float] = {}

    @property
    def line_height(self) -> float:
        return self.metrics.height()

    def width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= _WIDTHS_KEPT:
                self._widths.clear()
            width = self._widths[text] = self.metrics.horizontalAdvance(text)
        return width

    def elided(self, text: str, width: float) -> str:
        return self.metrics.elidedText(text[:_LONGEST_LINE], Qt.TextElideMode.ElideRight, max(0.0, width))

    def lines(self, text: str, width: float, limit: int) -> tuple[str, ...]:
        """The text broken at white space into at most `limit` lines; the last one is elided where words are left over.
        Words that are wider than a line (addresses, scripts without spaces) are broken anywhere."""
        space = self.width(" ")
        lines: list[str] = []
        line: list[str] = []
        used = 0.0
        words = [word for word in _BREAKS.split(text) if word]
        for word in words:
            needed = self.width(word) if len(word) < 60 else self.metrics.horizontalAdvance(word[:_LONGEST_LINE])
            if line and used + space + needed <= width:
                line.append(word)
                used += space + needed
                continue
            if line:
                lines.append(" ".join(line))
            while needed > width and len(lines) < limit:
                head = self._fitting(word, width)
                lines.append(word[:head])
                word = word[head:]
                needed = self.metrics.horizontalAdvance(word[:_LONGEST_LINE])
            line, used = [word], needed
            if len(lines) >= limit:
                break
        else:
            if line and line[0]:
                lines.append(" ".join(line))
            if len(lines) <= limit:
                return tuple(lines)
        kept = lines[:limit]
        if len(kept) == limit:
            kept[-1] = self.elided(kept[-1] + " " + " ".join(line)[:200] + "…" * 3, width)
        return tuple(kept)

    def _fitting(self, word: str, width: float) -> int:
        """How many characters of a word fit, at least one."""
        low, high = 1, min(len(word), _LONGEST_LINE)
        while low < high:
            middle = (low + high + 1) // 2
            if self.metrics.horizontalAdvance(word[:middle]) <= width:
                low = middle
            else:
                high = middle - 1
        return low


class Type:
    """The three sizes and weights that a list is set in, made from the font of its widget."""

    def __init__(self, font: QFont) -> None:
        self.plain = Typeface(font)
        self.strong = Typeface(_varied(font, weight=QFont.Weight.DemiBold))
        self.italic = Typeface(_varied(font, italic=True))
        self.small = Typeface(_varied(font, scale=0.88))
        self.small_italic = Typeface(_varied(font, scale=0.88, italic=True))


@lru_cache(maxsize=8)
def _type_for(key: str) -> Type:
    font = QFont()
    font.fromString(key)
    return Type(font)


def type_for(font: QFont) -> Type:
    return _type_for(font.toString())


def _varied(font: QFont, *, scale: float = 1.0, weight: QFont.Weight | None = None, italic: bool = False) -> QFont:
    varied = QFont(font)
    if font.pointSizeF() > 0:
        varied.setPointSizeF(font.pointSizeF() * scale)
    else:
        varied.setPixelSize(max(1, round(font.pixelSize() * scale)))
    if weight is not None:
        varied.setWeight(weight)
    varied.setItalic(italic)
    return varied


def is_right_to_left(text: str) -> bool:
    """True where the first character with a direction, outside isolates, runs from right to left."""
    isolated = 0
    for character in text[:200]:
        direction = unicodedata.bidirectional(character)
        isolated += (direction in {"FSI", "LRI", "RLI"}) - (direction == "PDI")
        if isolated:
            continue
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def draw_line(
    painter: QPainter, face: Typeface, rect: QRectF, text: str, colour: QColor, *, right: bool = False
) -> None:
    """One line, elided to the rectangle, at its top; at its right edge if asked or if the text runs from right to left."""
    painter.setFont(face.font)
    painter.setPen(colour)
    side = Qt.AlignmentFlag.AlignRight if right or is_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), face.elided(text, rect.width()))


def draw_lines(painter: QPainter, face: Typeface, rect: QRectF, lines: tuple[str, ...], colour: QColor) -> float:
    """Wrapped lines from the top of the rectangle; gives back the height that they take."""
    painter.setFont(face.font)
    painter.setPen(colour)
    leftwards = is_right_to_left(" ".join(lines))
    side = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
    flags = int(side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute)
    top = rect.top()
    for line in lines:
        painter.drawText(QRectF(rect.left(), top, rect.width() + 1, face.line_height), flags, line)
        top += face.line_height
    return top - rect.top()


def draw_card(painter: QPainter, rect: QRectF, fill: QColor, edge: QColor, *, dashed: bool = False) -> None:
    """A rounded card with a coloured left edge; the edge is dashed for sources without a name."""
    card = QPainterPath()
    card.addRoundedRect(rect, 6, 6)
    painter.fillPath(card, fill)
    painter.save()
    painter.setClipPath(card)
    pen = QPen(edge, 3)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([2, 1.2])
    painter.setPen(pen)
    x = rect.left() + 1.5
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
    painter.restore()


def draw_disc(
    painter: QPainter, rect: QRectF, initial: str, colour: QColor, paper: QColor, face: Typeface, *, hollow: bool
) -> None:
    """A speaker's initial in a disc; hollow and dashed for sources without a name."""
    if hollow:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.6, Qt.PenStyle.DashLine))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        painter.setPen(colour)
    else:
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(rect)
        painter.setPen(paper)
    painter.setFont(face.font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initial)


def draw_bar(painter: QPainter, rect: QRectF, share: float, colour: QColor, ground: QColor) -> None:
    """A thin bar, filled up to `share` (0..1)."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    if share > 0:
        filled = QRectF(rect.left(), rect.top(), max(rect.height(), rect.width() * min(1.0, share)), rect.height())
        painter.setBrush(colour)
        painter.drawRoundedRect(filled, rect.height() / 2, rect.height() / 2)


def pill_width(face: Typeface, text: str) -> float:
    return face.width(text) + 16


def draw_pill(painter: QPainter, face: Typeface, top_right: QPointF, text: str, colour: QColor) -> None:
    """A word in an outlined capsule whose upper right corner is given."""
    rect = QRectF(top_right.x() - pill_width(face, text), top_right.y(), pill_width(face, text), face.line_height + 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 2, rect.height() / 2)
    painter.setFont(face.font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def draw_focus(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """The frame around the row that the keyboard is on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)


def mixed(over: QColor, under: QColor, share: float) -> QColor:
    """`share` (0..1) of one colour over the other."""
    rest = 1 - share
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * rest,
        over.greenF() * share + under.greenF() * rest,
        over.blueF() * share + under.blueF() * rest,
    )


def tooltip(*paragraphs: str) -> str:
    """Foreign words as a tooltip: escaped, because Qt takes anything that looks like markup for markup; wrapped.
    A widget with such a tooltip needs an accessible description, or a screen reader is told the tooltip with its markup."""
    shown = [part if len(part) <= 1_200 else part[:1_200] + "…" for part in paragraphs if part]
    body = "".join(f"<p>{html.escape(part)}</p>" for part in shown)
    return f"<qt><style>p {{ margin: 3px 0 }}</style>{body}</qt>" if shown else ""

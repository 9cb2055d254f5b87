"""Draws the marks of what is visible, under the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.domain.annotations import Pattern
from desktop_app.domain.article import BlockKind
from desktop_app.domain.spans import Span
from desktop_app.ui.page.document import Ornament
from desktop_app.ui.page.geometry import Stretch, VisibleBlock
from desktop_app.ui.page.marks import Mark, MarkIndex, MarkRef, Shape
from desktop_app.ui.theme import Highlighter, Theme

LEVEL = 2.8
"""Pixels between the lines of statements that lie within each other."""

WAVE = 4.0
"""Pixels of half a wave in the line under a highlight."""

CARET = 2.0
SIGN = 9.0
"""Pixels: width of the caret; size of the sign of the reader's word."""

DIMMED = 0.22
"""How much is left of the colour of a finding that is filtered out."""


@dataclass(slots=True)
class Scene:
    """All that is painted on a page apart from its text."""

    theme: Theme
    findings: MarkIndex = field(default_factory=MarkIndex)
    highlights: MarkIndex = field(default_factory=MarkIndex)
    shown: frozenset[str] | None = None
    chosen: MarkRef | None = None
    flashed: Span | None = None
    flash: float = 0.0
    """0..1, how strongly the flashed passage shines."""
    hits: Sequence[Span] = ()
    hit: int = -1
    dims_topics: bool = False
    """Whether the filter names topics at all."""
    preview: Mark | None = None
    """A highlight as it would be if the reader let go of its end now: shown instead of the one that it stands for."""

    def highlights_between(self, start: int, end: int) -> list[Mark]:
        """The highlights of a passage, as they are shown."""
        marks, preview = self.highlights.between(start, end), self.preview
        if preview is None:
            return marks
        others = [mark for mark in marks if mark.ref != preview.ref]
        is_here = preview.span.start < end and start < preview.span.end
        return [*others, preview] if is_here else others

    def is_dimmed(self, mark: Mark) -> bool:
        """What is filtered out, but for the mark that was chosen all the same: from a link, a note, or with the mouse."""
        is_out = self.shown is not None and bool(mark.attribution) and mark.attribution not in self.shown
        return is_out and not mark.belongs_to(self.chosen)

    def hits_between(self, start: int, end: int) -> list[tuple[Span, bool]]:
        """The find hits there, each with whether it is the current one. Hits do not overlap."""
        first = bisect_left(self.hits, start, key=lambda span: span.end)
        last = bisect_left(self.hits, end, key=lambda span: span.start)
        return [(self.hits[number], number == self.hit) for number in range(first, last)]


def paint(painter: QPainter, block: VisibleBlock, scene: Scene) -> None:
    """Everything that lies under the letters of one block."""
    _paint_furniture(painter, block, scene.theme)
    span = block.span()
    if span is None:
        return
    for mark in scene.highlights_between(*span):
        _paint_highlight(painter, block, mark, scene)
    marks = scene.findings.between(*span)
    for mark in marks:
        if mark.shape is Shape.QUOTATION:
            _paint_quotation(painter, block, mark, scene)
    if scene.flashed is not None and scene.flash > 0:
        _fill(painter, block, scene.flashed, _faded(scene.theme.flash, scene.flash), grow=2)
    for hit, is_current in scene.hits_between(*span):
        _paint_hit(painter, block, hit, is_current, scene.theme)
    for mark in marks:
        if mark.shape is not Shape.QUOTATION:
            _paint_line(painter, block, mark, scene)


def paint_over(painter: QPainter, block: VisibleBlock, scene: Scene, weight: float) -> None:
    """What lies over the letters of one block: the signs of the reader's word, and sources once more, `weight` pixels beside
    themselves. That makes them heavier without moving the words after them, as bold would; their colour they have already."""
    span = block.span()
    if span is None:
        return
    for mark in scene.findings.between(*span):
        if mark.shape is Shape.SOURCE:
            painter.setPen(source_colour(mark, scene))
            for run in block.glyphs(mark.span):
                painter.drawGlyphRun(block.origin + QPointF(weight, 0), run)
        elif mark.shape in (Shape.CONFIRMED, Shape.CORRECTED):
            _paint_sign(painter, block, mark, scene)


def paint_caret(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Steady, in the colour of the text, so that it stands out on every fill."""
    painter.fillRect(QRectF(rect.left() - CARET / 2, rect.top(), CARET, rect.height()), theme.text)


def source_colour(mark: Mark, scene: Scene) -> QColor:
    return scene.theme.muted if scene.is_dimmed(mark) else scene.theme.speaker(mark.colour)


def _paint_highlight(painter: QPainter, block: VisibleBlock, mark: Mark, scene: Scene) -> None:
    highlighter = scene.theme.highlighter(mark.hue)
    is_chosen = mark.belongs_to(scene.chosen)
    painter.setPen(Qt.PenStyle.NoPen)
    for stretch in block.stretches(mark.span):
        rect = stretch.rect.adjusted(0, -1, 0, 1)
        painter.setBrush(_faded(highlighter.fill, 1.0 if is_chosen else 0.82))
        painter.drawRect(rect)
        if is_chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1.5), highlighter.edge)
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 1.5, rect.width(), 1.5), highlighter.edge)
        _paint_pattern(painter, rect, highlighter)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = rect.center().x()
        if stretch.start is not None:
            edge = stretch.start - (2 if stretch.start < middle else 1)
            painter.fillRect(QRectF(edge, rect.top(), 3, rect.height()), highlighter.edge)
        if stretch.end is not None:
            edge = stretch.end - (0 if stretch.end < middle else 1)
            painter.fillRect(QRectF(edge, rect.top(), 1, rect.height()), highlighter.edge)


def _paint_pattern(painter: QPainter, rect: QRectF, highlighter: Highlighter) -> None:
    """The line under a highlight, by which its colour is told without seeing colours."""
    y, left, right = rect.bottom() - 1, rect.left(), rect.right()
    pen = _pen(highlighter.edge, 1.4)
    if highlighter.pattern is Pattern.WAVY:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_wave(left, right, y - 1))
        return
    if highlighter.pattern is Pattern.DASHED:
        pen.setDashPattern([5.0, 2.5])
    elif highlighter.pattern is Pattern.DOTTED:
        pen = _pen(highlighter.edge, 1.8, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.05, 2.2])
    elif highlighter.pattern is Pattern.DOUBLE:
        pen.setWidthF(1.0)
        _draw_line(painter, pen, left, right, y - 2.5)
    _draw_line(painter, pen, left, right, y)


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, way = left, 1
    while x < right:
        path.quadTo(QPointF(x + WAVE / 2, y + way * WAVE / 2), QPointF(x + WAVE, y))
        x, way = x + WAVE, -way
    return path


def _paint_quotation(painter: QPainter, block: VisibleBlock, mark: Mark, scene: Scene) -> None:
    theme, strength = scene.theme, DIMMED if scene.is_dimmed(mark) else 1.0
    is_chosen = mark.belongs_to(scene.chosen)
    fill = theme.quotation_fill(mark.colour)
    if not mark.is_sure:
        fill = _faded(fill, 0.45)
    if is_chosen:
        fill.setAlphaF(min(1.0, fill.alphaF() * 1.9))
    line = _faded(theme.speaker(mark.colour), strength * (1.0 if is_chosen or not mark.is_sure else 0.8))
    pen = _pen(line, 2.0 if is_chosen else 1.2)
    for stretch in block.stretches(mark.span):
        rect = stretch.rect.adjusted(0, 1, 0, 0)
        painter.fillRect(rect, _faded(fill, strength))
        if not mark.is_sure:
            _paint_unsure(painter, stretch, rect, _pen(line, 1.6 if is_chosen else 1.2))
            continue
        _draw_line(painter, pen, rect.left(), rect.right(), rect.bottom() + LEVEL * mark.level)


def _paint_unsure(painter: QPainter, stretch: Stretch, rect: QRectF, pen: QPen) -> None:
    """A dashed frame, open where the passage runs on in another line."""
    pen.setDashPattern([3.5, 2.5])
    painter.setPen(pen)
    painter.drawLine(rect.topLeft(), rect.topRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    for edge in (stretch.start, stretch.end):
        if edge is not None:
            painter.drawLine(QPointF(edge, rect.top()), QPointF(edge, rect.bottom()))


def _paint_line(painter: QPainter, block: VisibleBlock, mark: Mark, scene: Scene) -> None:
    is_chosen = mark.belongs_to(scene.chosen)
    theme, strength = scene.theme, DIMMED if scene.is_dimmed(mark) else 1.0
    colour = _faded(theme.speaker(mark.colour), strength)
    if mark.shape is Shape.INDIRECT:
        if is_chosen:
            _fill(painter, block, mark.span, _faded(theme.quotation_fill(mark.colour), 0.8))
        pen = _pen(colour, 2.2 if is_chosen else 1.6, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.05, 2.0] if mark.is_sure else [3.0, 3.0])
        for stretch in block.stretches(mark.span):
            y = _underline(stretch) + LEVEL * mark.level
            _draw_line(painter, pen, stretch.rect.left() + 1, stretch.rect.right() - 1, y)
    elif mark.shape is Shape.CLAIM and is_chosen:
        pen = _pen(colour, 1.5)
        if not mark.is_sure:
            pen.setDashPattern([3.5, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stretch in block.stretches(mark.span):
            painter.drawRoundedRect(stretch.rect.adjusted(-2, 0, 2, 1), 3, 3)
    elif mark.shape in (Shape.CUE, Shape.SOURCE) and is_chosen:
        for stretch in block.stretches(mark.span):
            _draw_line(painter, _pen(colour, 1.5), stretch.rect.left(), stretch.rect.right(), _underline(stretch))


def _paint_sign(painter: QPainter, block: VisibleBlock, mark: Mark, scene: Scene) -> None:
    """A tick or a pencil over the first letter, in the space between the lines, on a little page of its own."""
    stretch = next((one for one in block.stretches(mark.span) if one.start is not None), None)
    if stretch is None or stretch.start is None:
        return
    middle = QPointF(stretch.start - 1, stretch.rect.top())
    box = QRectF(middle.x() - SIGN / 2, middle.y() - SIGN / 2, SIGN, SIGN)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.theme.page)
    painter.drawEllipse(box.adjusted(-2, -2, 2, 2))
    colour = scene.theme.speaker(mark.colour)
    pen = _pen(_faded(colour, DIMMED if scene.is_dimmed(mark) else 1.0), 1.6, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(tick(box) if mark.shape is Shape.CONFIRMED else pencil(box))


def tick(box: QRectF) -> QPainterPath:
    return _outline(box, ((0.08, 0.55), (0.38, 0.85), (0.92, 0.18)))


def pencil(box: QRectF) -> QPainterPath:
    """A pencil that points down to the left, drawn, so that no font need have it."""
    path = _outline(box, ((0.06, 0.94), (0.14, 0.64), (0.70, 0.08), (0.92, 0.30), (0.36, 0.86)))
    path.closeSubpath()
    path.addPath(_outline(box, ((0.58, 0.20), (0.80, 0.42))))
    return path


def _outline(box: QRectF, points: Sequence[tuple[float, float]]) -> QPainterPath:
    """A line through points that are given in sizes of the box."""
    path = QPainterPath()
    for number, (u, v) in enumerate(points):
        point = QPointF(box.left() + u * box.width(), box.top() + v * box.height())
        if number:
            path.lineTo(point)
        else:
            path.moveTo(point)
    return path


def _paint_hit(painter: QPainter, block: VisibleBlock, hit: Span, is_current: bool, theme: Theme) -> None:
    for stretch in block.stretches(hit):
        rect = stretch.rect.adjusted(-1, -1, 1, 1)
        painter.setPen(_pen(theme.accent, 2.0 if is_current else 1.0))
        painter.setBrush(theme.flash if is_current else _faded(theme.flash, 0.45))
        painter.drawRoundedRect(rect, 2, 2)


def _paint_furniture(painter: QPainter, block: VisibleBlock, theme: Theme) -> None:
    """What belongs to a kind of line rather than to a passage: bullets, the bar of a block quote, the box of a quiet line."""
    kind, row = block.line.kind, block.first_row
    if block.line.has_bullet:
        size = row.height() * 0.2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.muted)
        x = row.right() + size * 2.6 if block.runs_left else row.left() - size * 2.6
        painter.drawEllipse(QPointF(x, row.center().y() + size * 0.3), size / 2, size / 2)
    elif kind is BlockKind.BLOCKQUOTE:
        rows = block.rows_box
        x = rows.right() + row.height() * 0.7 - 2 if block.runs_left else rows.left() - row.height() * 0.7
        painter.fillRect(QRectF(x, rows.top(), 2, rows.height()), theme.line)
    elif kind in (Ornament.QUIET, Ornament.REPAIRS):
        words = block.words_box
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chosen)
        pad = block.indent
        box = words.adjusted(-pad, -pad * 0.6, pad, pad * 0.6)
        painter.setOpacity(0.6)
        painter.drawRoundedRect(box, 4, 4)
        painter.setOpacity(1.0)


def _fill(painter: QPainter, block: VisibleBlock, span: Span, colour: QColor, grow: float = 0) -> None:
    for stretch in block.stretches(span):
        painter.fillRect(stretch.rect.adjusted(-grow, -grow, grow, grow), colour)


def _underline(stretch: Stretch) -> float:
    return stretch.baseline + (stretch.rect.bottom() - stretch.baseline) * 0.72


def _draw_line(painter: QPainter, pen: QPen, left: float, right: float, y: float) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def _pen(colour: QColor, width: float, cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(cap)
    return pen


def _faded(colour: QColor, strength: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(min(1.0, colour.alphaF() * strength))
    return faded

"""Small drawings that say what the reader did with a finding: a tick and a pencil, beside words that say it too."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

SIGN = 10.0
"""Their width and height in pixels."""


def draw_tick(painter: QPainter, left_middle: QPointF, colour: QColor) -> None:
    """Confirmed."""
    x, y = left_middle.x(), left_middle.y()
    painter.setPen(_pen(colour, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(x + 1, y + 0.5), QPointF(x + 4, y + 3.5), QPointF(x + 9, y - 3.5)])


def draw_pencil(painter: QPainter, left_middle: QPointF, colour: QColor) -> None:
    """Corrected, or made by the reader."""
    x, y = left_middle.x(), left_middle.y()
    painter.setPen(_pen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    tip, lower, upper = QPointF(x + 1, y + 4.5), QPointF(x + 3.6, y + 3.9), QPointF(x + 1.6, y + 1.9)
    painter.drawPolygon([tip, lower, QPointF(x + 9.4, y - 1.9), QPointF(x + 7.4, y - 3.9), upper])
    painter.drawLine(lower, upper)


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)

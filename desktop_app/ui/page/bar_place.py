"""Where the floating bar stands: beside its passage, in the page, and over nothing that is being read."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize

SPACE = 8
"""Pixels between the bar and what it keeps clear of."""


def place_beside(passage: QRectF, lines: tuple[float, float], size: QSize, area: QRect) -> QPoint:
    """The upper left corner of the bar. It keeps the passage and the lines beside it free: above them, else below; where there is
    no room for that, the passage alone; where it fills the area, at the lower edge. lines: the top of the line above the passage
    and the bottom of the line below it."""
    height = size.height()
    lowest = area.top() + area.height() - height
    above, below = min(lines[0], passage.top()), max(lines[1], passage.bottom())
    tops = (above - height - 2, below + 2, passage.top() - height - SPACE, passage.bottom() + SPACE)
    top = next((top for top in tops if area.top() <= top <= lowest), float(lowest - SPACE))
    left = min(passage.center().x() - size.width() / 2, area.left() + area.width() - SPACE - size.width())
    return QPoint(max(area.left() + 2, round(left)), max(area.top(), round(top)))

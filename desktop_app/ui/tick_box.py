"""A check box whose tick is painted here, because a style sheet would need a picture file for each theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton


class TickBox(QCheckBox):
    """The style sheet fills the box while it is checked; the tick stands on that."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.HighlightedText)
        painter.setPen(QPen(colour, 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        left, top, side = box.left(), box.top(), min(box.width(), box.height())
        places = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.30))
        painter.drawPolyline([QPointF(left + side * x, top + side * y) for x, y in places])
        painter.end()

"""Who says what in a review: a name with its colour, and the words with what speaks for them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.painting import draw_lines, tooltip, type_for
from desktop_app.ui.theme import LIGHT, Theme


class SpeakerLine(ElidedLabel):
    """A name in heavy letters behind a dot in its colour."""

    def __init__(self) -> None:
        super().__init__()
        self._dot = QColor()
        self.setContentsMargins(16, 0, 0, 0)
        font = self.font()
        font.setWeight(font.Weight.DemiBold)
        self.setFont(font)

    def show_name(self, words: str, dot: QColor) -> None:
        self._dot = dot
        self.setText(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._dot)
        painter.drawEllipse(QPointF(5, self.height() / 2 + 0.5), 4.5, 4.5)
        painter.end()


class Said(QWidget):
    """What is said and, smaller, what speaks for it, in a fixed number of lines, so that nothing below them moves when others are
    shown; whole in the tooltip."""

    _LINES = 2  # of what is said
    _GAP = 2.0

    def __init__(self) -> None:
        super().__init__()
        self._words = self._grounds = ""
        self._below = 2  # lines of what speaks for it
        self._theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_texts(self, words: str, grounds: str) -> None:
        self._words, self._grounds = words, grounds
        self.setAccessibleName(words)
        self.setAccessibleDescription(grounds)
        self.setToolTip(tooltip(words, grounds))
        self.update()

    def set_below(self, count: int) -> None:
        self._below = count
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        face = type_for(self.font())
        height = self._LINES * face.plain.line_height + self._GAP + self._below * face.small.line_height
        return QSize(120, round(height + 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        face, area = type_for(self.font()), QRectF(self.rect())
        painter = QPainter(self)
        words = face.plain.lines(self._words, area.width(), self._LINES)
        area.setTop(area.top() + draw_lines(painter, face.plain, area, words, self._theme.text) + self._GAP)
        room = int(area.height() / face.small.line_height)
        draw_lines(painter, face.small, area, face.small.lines(self._grounds, area.width(), room), self._theme.muted)
        painter.end()

"""The buttons of the floating bar: colours with their numbers, wishes with their keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.domain.annotations import HighlightColour
from desktop_app.ui.painting import tooltip
from desktop_app.ui.theme import LIGHT, Theme, interface_font

DOT = 19
HEIGHT = 28


class BarButton(QAbstractButton):
    """What both kinds have in common."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows are the bar's, which knows its rows; Qt would go on to the next button with any of them."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.chosen)
            painter.drawRoundedRect(box, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(self.theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 5, 5)
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """What stands on the button."""
        raise NotImplementedError


class WishButton(BarButton):
    """Words and, muted, the key that does the same."""

    def __init__(self, words: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._hint = hint
        self._key = ""
        self._shows_key = True
        self.setText(words)
        self.setAccessibleName(hint)
        self.setFont(interface_font(10.5))
        self.set_key("")

    def set_key(self, key: str) -> None:
        """As a reader would name it; empty where there is none."""
        self._key = key
        self.setToolTip(tooltip(f"{self._hint} ({key})" if key else self._hint))
        self.setAccessibleDescription(key or self._hint)
        self.updateGeometry()

    def show_key(self, on: bool) -> None:
        """Leave the key to the tooltip where there is little room."""
        self._shows_key = on and len(self._key) <= 3
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 14
        if self._key and self._shows_key:
            width += self.fontMetrics().horizontalAdvance(self._key) + 4
        return QSize(width, HEIGHT)

    def draw(self, painter: QPainter) -> None:
        painter.setPen(self.theme.text)
        painter.drawText(self.rect().adjusted(7, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key and self._shows_key:
            painter.setPen(self.theme.muted)
            painter.setFont(interface_font(8.5))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(self.rect().adjusted(0, 1, -6, 0), right, self._key)


class Dot(BarButton):
    """One colour, with its number, so that it is never told by hue alone."""

    def __init__(self, colour: HighlightColour, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._spoken_number = str(number)
        self.setAccessibleDescription(self._spoken_number)
        self.colour = colour
        self._number = number
        self._is_current = False
        self.setAccessibleName(self.tr("Highlight: %1").replace("%1", colour.name))
        self.setToolTip(tooltip(f"{colour.name} ({number})"))
        self.setFont(interface_font(8.5))
        self.setFixedSize(DOT + 6, HEIGHT)

    def mark_current(self, on: bool) -> None:
        """Whether the highlight that the bar is about has this colour."""
        self._is_current = on
        # without a description Qt tells the tooltip, markup and all
        self.setAccessibleDescription(self.tr("The colour of this highlight") if on else self._spoken_number)
        self.update()

    def draw(self, painter: QPainter) -> None:
        highlighter = self.theme.highlighter(self.colour.hue)
        circle = QRectF(0, 0, DOT, DOT)
        circle.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(highlighter.edge, 1))
        painter.setBrush(highlighter.fill)
        painter.drawEllipse(circle)
        painter.setPen(self.theme.text)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        if self._is_current:
            painter.fillRect(QRectF(circle.center().x() - 6, self.height() - 3.0, 12, 2), highlighter.edge)

"""One value of a colour: a swatch that opens the system's colours, and the value in writing."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QHBoxLayout, QLineEdit, QWidget

_WRITTEN = re.compile(r"#?([0-9a-fA-F]{6})")


class _Swatch(QAbstractButton):
    def __init__(self, spoken: str) -> None:
        super().__init__()
        self.colour = QColor("black")
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(QSize(40, 30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        ring = QPalette.ColorRole.Link if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(QPen(colours.color(ring), 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour if self.isEnabled() else colours.color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 4, 4)
        painter.end()


class _Field(QLineEdit):
    """Enter ends the writing of a value, and not the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


class ColourValue(QWidget):
    """`edited` at each character that makes a whole value; `chosen` when Enter is pressed, the field left, or a colour picked.
    What is no value when the field is left gives way to the last one that was."""

    edited = Signal()
    chosen = Signal()

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self._value = "#000000"
        self.swatch = _Swatch(self.tr("%1: choose a colour").replace("%1", spoken))
        self.field = _Field()
        self.field.setAccessibleName(self.tr("%1: value, # and six digits").replace("%1", spoken))
        self.field.setMaxLength(7)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.swatch)
        row.addWidget(self.field, 1)
        self.setFocusProxy(self.field)
        self.swatch.clicked.connect(self._open)
        self.field.textEdited.connect(self._read)
        self.field.editingFinished.connect(self._settle)

    def value(self) -> str:
        """“#rrggbb” in small letters."""
        return self._value

    def show_value(self, value: str) -> None:
        self._value = value
        self.field.setText(value)
        self.swatch.colour = QColor(value)
        self.swatch.update()

    def _read(self, text: str) -> None:
        match = _WRITTEN.fullmatch(text.strip())
        if match is not None:
            self._value = f"#{match[1].lower()}"
            self.swatch.colour = QColor(self._value)
            self.swatch.update()
            self.edited.emit()

    def _settle(self) -> None:
        self.field.setText(self._value)
        self.chosen.emit()

    def _open(self) -> None:
        dialog = QColorDialog(QColor(self._value), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(self._take)
        dialog.open()

    def _take(self, colour: QColor) -> None:
        self.show_value(colour.name())
        self.edited.emit()
        self.chosen.emit()

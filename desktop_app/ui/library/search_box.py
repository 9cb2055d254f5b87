"""The box over the library: says what is typed after a short rest, and at once on Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

REST = 120
"""Milliseconds without a key after which is looked for what stands in the box."""


class SearchBox(QLineEdit):
    words_rested = Signal(str)  # typed; “” at once
    full_requested = Signal(str)  # Enter
    left_downwards = Signal()  # arrow down: to the first hit
    cleared = Signal()  # Esc, while there were words

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search the library"))
        self.setAccessibleName(self.tr("Search the library: titles, texts, quotations, claims, notes, speakers"))
        self.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(lambda: self.words_rested.emit(self.text()))
        self.textChanged.connect(self._rest)

    def _rest(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self.words_rested.emit("")

    def look_for(self, text: str) -> None:
        """As if it had been typed, and Enter pressed."""
        self.setText(text)
        self._timer.stop()
        self.full_requested.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip():
                self.look_for(self.text())
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

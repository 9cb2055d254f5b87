"""What stands where a list would be while it is empty: a line, what to do about it, and the buttons that do it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget


class Placeholder(QWidget):
    """Centred words, never more than a column wide."""

    def __init__(self, title: str, advice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_room = True
        self._title = _words(title, "placeholderTitle")
        self._advice = _words(advice, "placeholderAdvice")
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(3)
        self._show_advice()

    def add_button(self, text: str, *, is_main: bool = False, least: int = 190) -> QPushButton:
        """`least`: pixels that it is wide at least; several buttons below each other look better alike."""
        button = QPushButton(text)
        button.setProperty("main", is_main)
        button.setAccessibleName(text.replace("&", ""))
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(least)
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def add_emblem(self, emblem: QWidget) -> None:
        """A picture above the title."""
        self._column.insertWidget(1, emblem, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.insertSpacing(2, 12)

    def add_words(self, text: str) -> None:
        """A muted line below the buttons."""
        self._buttons.addWidget(_words(text, "placeholderAdvice"))

    def say(self, title: str, advice: str = "") -> None:
        self._title.setText(title)
        self._advice.setText(advice)
        self._show_advice()

    def have_room(self, has_room: bool) -> None:
        """Where there is little of it, the advice gives way to the buttons."""
        self._has_room = has_room
        self._show_advice()

    def _show_advice(self) -> None:
        self._advice.setVisible(self._has_room and bool(self._advice.text()))

    def title(self) -> str:
        return self._title.text()


def _words(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label

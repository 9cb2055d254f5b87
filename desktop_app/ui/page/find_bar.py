"""Find in page: words, count, next and previous."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop_app.ui.theme import Theme, interface_font


class FindBar(QWidget):
    """Asks; the page finds. `closed`: Esc or the closing button."""

    words_changed = Signal(str)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Find on this page"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(6)
        self._words = QLineEdit(self)
        self._words.setPlaceholderText(self.tr("Find on this page"))
        self._words.setAccessibleName(self.tr("Words to find on this page"))
        self._words.setClearButtonEnabled(True)
        self._words.setMaximumWidth(380)
        self._words.textChanged.connect(self.words_changed)
        self._count = QLabel(self)
        self._count.setMinimumWidth(96)
        self._count.setAccessibleName(self.tr("Number of matches"))
        self._previous = self._button("↑", self.tr("Previous match"), "Shift+Enter")
        self._previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self._next = self._button("↓", self.tr("Next match"), "Enter")
        self._next.clicked.connect(lambda: self.step_requested.emit(1))
        close = self._button("×", self.tr("Close the find bar"), "Esc")
        close.setFont(interface_font(17))
        close.clicked.connect(self.closed)
        row.addWidget(self._words, 1)
        for widget in (self._previous, self._next, self._count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(close)
        self.setFont(interface_font(10.5))
        self.show_count(0, 0)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def count_words(self) -> str:
        """What is said about the number of matches: “3 of 17”."""
        return self._count.text()

    def open(self, words: str = "") -> None:
        """Show the bar with the focus in it; with words, look for these."""
        self.show()
        if words:
            self._words.setText(words)
        self._words.selectAll()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_count(self, current: int, total: int) -> None:
        """`current` counts from 1."""
        if not self.words.strip():
            said = ""
        elif total == 0:
            said = self.tr("No matches")
        else:
            said = self.tr("%1 of %2").replace("%1", f"{current:,}").replace("%2", f"{total:,}")
        self._count.setText(said)
        colour = self._theme.warning if total == 0 else self._theme.muted
        self._count.setStyleSheet(f"color: {colour.name()}")
        self._previous.setEnabled(total > 0)
        self._next.setEnabled(total > 0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.step_requested.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(0, 0, self.width(), 1, self._theme.line)

    def _button(self, sign: str, name: str, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setFont(interface_font(13))
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

"""What all dialogs are made of: a title, a column, a row of buttons at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Sheet(QDialog):
    """A dialog with room to breathe; `column` takes its contents, Escape and Close end it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._heading = words(title)
        self._heading.setObjectName("dialogTitle")
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(self._heading)
        whole.addLayout(self.column, 1)
        whole.addLayout(self.foot)

    def say_title(self, title: str, *, short: str = "") -> None:
        """Head the dialog; `short` is for the frame of the window, where long words are cut."""
        self.setWindowTitle(short or title)
        self._heading.setText(title)

    def title(self) -> str:
        return self._heading.text()

    def add_button(self, text: str) -> QPushButton:
        """A button at the left end of the foot."""
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        self.foot.insertWidget(self.foot.count() - 2, button)
        return button


def words(text: str, *, muted: bool = False, selectable: bool = False) -> QLabel:
    """Wrapped plain words: never read as markup, whatever they are."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("muted", muted)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setAccessibleName(text)
    return label

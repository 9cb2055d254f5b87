"""The fold above the speakers: other names of the chosen speaker, and a walk through all its mentions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.spans import Span
from desktop_app.ui.findings.delegates import described, speaker_name
from desktop_app.ui.findings.rows import SpeakerRow


class SpeakerDetails(QFrame):
    """One line with the name; unfolds to aliases, count of mentions and steps between them."""

    passage_requested = Signal(object, str)  # Span, speaker id
    note_requested = Signal(str)  # speaker id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self._row: SpeakerRow | None = None
        self._step = -1
        self.fold = QToolButton()
        self.fold.setAccessibleName(self.tr("About the speaker"))
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setArrowType(Qt.ArrowType.RightArrow)
        self.fold.setAutoRaise(True)
        self.fold.toggled.connect(self._unfold)
        self._role = _label()
        self._aliases = _label()
        self._mentions = _label()
        self.back = self._button("‹", self.tr("Previous mention"))
        self.on = self._button("›", self.tr("Next mention"))
        self.note = QPushButton(self.tr("Write a note"))
        self.note.setAccessibleName(self.tr("Write a note on this speaker"))
        self.back.clicked.connect(lambda: self._go(-1))
        self.on.clicked.connect(lambda: self._go(1))
        self.note.clicked.connect(self._ask_for_note)
        walk = QHBoxLayout()
        walk.setSpacing(6)
        walk.addWidget(self._mentions, 1)
        walk.addWidget(self.back)
        walk.addWidget(self.on)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(20, 0, 0, 4)
        body.setSpacing(4)
        body.addWidget(self._role)
        body.addWidget(self._aliases)
        body.addLayout(walk)
        body.addWidget(self.note, 0, Qt.AlignmentFlag.AlignLeft)
        self._body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 12, 4)
        column.setSpacing(4)
        column.addWidget(self.fold)
        column.addWidget(self._body)
        self.hide()

    def show_speaker(self, row: SpeakerRow | None) -> None:
        """Nothing is shown for None."""
        self.setVisible(row is not None)
        if row is None or (self._row is not None and row == self._row):
            self._row = row
            return
        self._row, self._step = row, -1
        name = " ".join(speaker_name(row.name).split())
        shown = name if len(name) <= 24 else name[:23].rstrip() + "…"
        self.fold.setText(self.tr("About %1").replace("%1", shown).replace("&", "&&"))
        self.fold.setAccessibleName(self.tr("About %1").replace("%1", name))
        self._role.setText(described(row))
        self._role.setVisible(bool(described(row)))
        self._aliases.setText(self.tr("Also called: %1").replace("%1", " · ".join(row.aliases)))
        self._aliases.setVisible(bool(row.aliases))
        self.note.setVisible(row.kind is not None)
        self._count()

    def text(self) -> str:
        """All that it says, for people who cannot see it."""
        return "\n".join(label.text() for label in (self._role, self._aliases, self._mentions))

    def _count(self) -> None:
        if self._row is None:
            return
        total = len(self._row.passages)
        if self._step >= 0:
            words = self.tr("Mention %1 of %2").replace("%1", str(self._step + 1)).replace("%2", str(total))
        elif self._row.kind is None:
            words = self.tr("%1 passages without a source").replace("%1", str(total))
        else:
            words = self.tr("Mentioned %1 times, %2 of them by name")
            words = words.replace("%1", str(total)).replace("%2", str(self._row.named))
        self._mentions.setText(words)
        self.back.setEnabled(total > 0)
        self.on.setEnabled(total > 0)

    def _ask_for_note(self) -> None:
        if self._row is not None:
            self.note_requested.emit(self._row.key)

    def _go(self, step: int) -> None:
        if self._row is None or not self._row.passages:
            return
        total = len(self._row.passages)
        self._step = (self._step + step) % total if self._step >= 0 else (0 if step > 0 else total - 1)
        self._count()
        span: Span = self._row.passages[self._step]
        self.passage_requested.emit(span, self._row.key)

    def _unfold(self, is_open: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._body.setVisible(is_open)

    def _button(self, text: str, spoken: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        button.setProperty("small", True)
        return button


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

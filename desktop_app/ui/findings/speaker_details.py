"""The fold below the speakers: other names of the chosen speaker, and a walk through all its mentions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.spans import Span
from desktop_app.ui.findings.delegates import described, speaker_name
from desktop_app.ui.findings.rows import SpeakerRow
from desktop_app.ui.numbers import counted, number

_BESIDE_NAME = 60  # pixels for the arrow, paddings and margins


class SpeakerDetails(QFrame):
    """One line with the name, at the very bottom; unfolds upwards to aliases, count of mentions and steps between them.
    It is as high without a speaker as with any: choosing one must not move the rows above."""

    passage_requested = Signal(object, str)  # Span, speaker id
    note_requested = Signal(str)  # speaker id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self._row: SpeakerRow | None = None
        self._step = -1
        self.fold = QToolButton()
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setArrowType(Qt.ArrowType.UpArrow)
        self.fold.setAutoRaise(True)
        self.fold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.fold.setMinimumWidth(60)
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
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 4, 8, 4)
        column.setSpacing(4)
        column.addWidget(self._role)
        column.addWidget(self._aliases)
        column.addLayout(walk)
        column.addWidget(self.note, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setObjectName("detailsArea")
        self._area.setWidget(body)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(self.tr("About the speaker"))
        self._area.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 4, 4, 4)
        whole.setSpacing(0)
        whole.addWidget(self._area)
        whole.addWidget(self.fold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_speaker(None)

    def show_speaker(self, row: SpeakerRow | None) -> None:
        """None: the line says whom it waits for."""
        is_same = self._row is not None and row == self._row
        self._row = row
        if is_same:
            return
        self._step = -1
        self.fold.setEnabled(row is not None or self.fold.isChecked())
        name = " ".join(speaker_name(row.name).split()) if row is not None else self.tr("a speaker")
        self.fold.setAccessibleName(self.tr("About %1").replace("%1", name))
        self._name_fold()
        about = described(row) if row is not None else ""
        aliases = row.aliases if row is not None else ()
        self._role.setText(about)
        self._role.setVisible(bool(about))
        self._aliases.setText(self.tr("Also called: %1").replace("%1", " · ".join(aliases)))
        self._aliases.setVisible(bool(aliases))
        self.note.setVisible(row is not None and row.kind is not None)
        self._count()

    def text(self) -> str:
        """All that it says, for people who cannot see it."""
        return "\n".join(label.text() for label in (self._role, self._aliases, self._mentions))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._reserve_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reserve_height()

    def _name_fold(self) -> None:
        words, room = self.fold.accessibleName(), self.width() - _BESIDE_NAME
        shown = self.fold.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.fold.setText(shown.replace("&", "&&"))

    def _reserve_height(self) -> None:
        """Room for a role, two lines of other names, the walk and the note; what is longer is scrolled."""
        for button in (self.note, self.on):
            button.ensurePolished()
        buttons = self.note.sizeHint().height() + self.on.sizeHint().height()
        self._area.setFixedHeight(3 * self._mentions.fontMetrics().height() + buttons + 24)

    def _count(self) -> None:
        row = self._row
        total = len(row.passages) if row is not None else 0
        if row is None:
            words = self.tr("Choose a speaker in the list above.")
        elif self._step >= 0:
            words = self.tr("Mention %1 of %2").replace("%1", number(self._step + 1)).replace("%2", number(total))
        elif row.kind is None:
            words = counted(total, self.tr("1 passage without a source"), self.tr("%1 passages without a source"))
        else:
            words = self._count_mentions(total, row.named)
        self._mentions.setText(words)
        self.back.setEnabled(total > 0)
        self.on.setEnabled(total > 0)

    def _count_mentions(self, total: int, named: int) -> str:
        if total == 1:
            return self.tr("Mentioned once, by name") if named else self.tr("Mentioned once, not by name")
        words = self.tr("Mentioned %1 times, %2 of them by name").replace("%1", number(total))
        return words.replace("%2", number(named) if named else self.tr("none"))

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
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.UpArrow)
        self._area.setVisible(is_open)
        self.fold.setEnabled(self._row is not None or is_open)

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

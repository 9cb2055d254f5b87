"""What a speaker is called and is: name, role, kind, other names; with the places where the article names them first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.findings import Findings, Speaker
from desktop_app.domain.reading import Reading
from desktop_app.ui.dialogs.speaker_passages import PassageRow, mention_rows, passage_list, speak_passage, theme_of
from desktop_app.ui.dialogs.speaker_sheet import SpeakerSheet, add_line, chosen_kind, kind_box, namesake
from desktop_app.ui.row_list import RowsModel

_FIRST = 4
"""Mentions that are shown as a hint."""


class SpeakerDialog(SpeakerSheet):
    """`changed` is told once, when the reader has set everything; nothing is changed by the dialog."""

    changed = Signal(str, str, object, object)  # name, role, SpeakerKind, tuple[str, …] of other names
    merge_requested = Signal(str, str)  # ids: this speaker, and the one who has that name already

    def __init__(self, reading: Reading, speaker: Speaker, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Speaker"), self.tr("Save"), parent)
        self._speaker = speaker
        findings = reading.findings or Findings("", "")
        self._others = tuple(one for one in findings.speakers if one.id != speaker.id)
        self._same: Speaker | None = None
        self.name = QLineEdit(speaker.name)
        self.role = QLineEdit(speaker.role)
        self.role.setPlaceholderText(self.tr("such as: harbour master"))
        self.kind = kind_box(speaker.kind)
        self.aliases = AliasList(speaker.aliases)
        form = QGridLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        add_line(form, self.tr("&Name"), self.name)
        self.merge_button = QPushButton()
        self.merge_button.setAccessibleName(self.tr("Merge with the speaker of that name"))
        self.merge_button.setAutoDefault(False)
        self.merge_button.setProperty("link", True)
        self.merge_button.hide()
        form.addWidget(self.warning, form.rowCount(), 1)
        form.addWidget(self.merge_button, form.rowCount(), 1, Qt.AlignmentFlag.AlignLeft)
        add_line(form, self.tr("&Role"), self.role)
        add_line(form, self.tr("&Kind"), self.kind)
        label = add_line(form, self.tr("&Other names"), self.aliases)
        label.setBuddy(self.aliases.list)
        form.setAlignment(label, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(form)
        self._show_mentions(reading.revision.text)
        self.name.textChanged.connect(self._check)
        self.merge_button.clicked.connect(self._merge)
        self.deed_button.clicked.connect(self._save)
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(520, 560 if speaker.mentions else 380)
        self._check()

    def _show_mentions(self, text: str) -> None:
        rows = mention_rows(text, self._speaker)
        if not rows:
            return
        shown = rows[:_FIRST]
        title = self.tr("Named here") if len(shown) == len(rows) else self.tr("Named here first")
        head = QLabel(title)
        head.setProperty("head", True)
        model = RowsModel[PassageRow](speak_passage, self)
        model.show(shown)
        self.mentions = passage_list(model, title, theme_of(self))
        self.mentions.setMinimumHeight(96)
        self.column.addWidget(head)
        self.column.addWidget(self.mentions, 1)

    def _check(self) -> None:
        name = " ".join(self.name.text().split())
        self._same = namesake(name, self._others) if name != self._speaker.name else None
        if not name:
            why = self.tr("A speaker needs a name.")
        elif self._same is not None:
            frame = self.tr("%1 is a speaker of this article already: merge the two, or tell them apart by name.")
            why = frame.replace("%1", self._same.name)
        else:
            why = ""
        self.object(why)
        self.warning.setVisible(bool(why))
        if self._same is not None:
            offer = self.tr("Merge with %1").replace("%1", self._same.name)
            self.merge_button.setText(offer.replace("&", "&&"))
            self.merge_button.setAccessibleName(offer)
        self.merge_button.setVisible(self._same is not None)

    def _merge(self) -> None:
        if self._same is not None:
            self.merge_requested.emit(self._speaker.id, self._same.id)
            self.reject()

    def _save(self) -> None:
        name, role = (" ".join(field.text().split()) for field in (self.name, self.role))
        self.changed.emit(name, role, chosen_kind(self.kind), self.aliases.names())
        self.accept()


class AliasList(QWidget):
    """A small list of names: F2 or a double click changes one, Delete removes it; an empty one goes by itself."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Other names"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._line = QSize(0, self.list.fontMetrics().height() + 12)
        self.list.setFixedHeight(4 * self._line.height())
        for name in names:
            self._add_item(name)
        self.add_button = _small(self.tr("&Add"), self.tr("Add another name"))
        self.edit_button = _small(self.tr("&Change"), self.tr("Change the chosen name"))
        self.remove_button = _small(self.tr("Re&move"), self.tr("Remove the chosen name"))
        self.add_button.clicked.connect(self.add)
        self.edit_button.clicked.connect(self.change)
        self.remove_button.clicked.connect(self.remove)
        self.list.currentItemChanged.connect(self._show_current)
        closed = self.list.itemDelegate().closeEditor  # an item must not go while its editor is still closing
        closed.connect(self._drop_empty, Qt.ConnectionType.QueuedConnection)
        self.list.installEventFilter(self)
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        for button in (self.add_button, self.edit_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self.list)
        row.addWidget(card, 1)
        row.addLayout(buttons)
        self._offer()

    def names(self) -> tuple[str, ...]:
        """Each once, without white space around, none empty."""
        texts = (" ".join(self.list.item(row).text().split()) for row in range(self.list.count()))
        return tuple(dict.fromkeys(text for text in texts if text))

    def add(self) -> None:
        """A new line, open to be written."""
        item = self._add_item("")
        self.list.setCurrentItem(item)
        self.list.editItem(item)

    def change(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item)

    def remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.list.takeItem(row)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Delete:
                self.remove()
                return True
            if event.key() == Qt.Key.Key_F2:
                self.change()
                return True
        return super().eventFilter(watched, event)

    def _add_item(self, name: str) -> QListWidgetItem:
        item = QListWidgetItem(name)
        item.setSizeHint(self._line)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.addItem(item)
        return item

    @Slot()
    def _drop_empty(self) -> None:
        for row in reversed(range(self.list.count())):
            if not self.list.item(row).text().strip():
                self.list.takeItem(row)
        self._offer()

    def _show_current(self, item: QListWidgetItem | None) -> None:
        """Where the keyboard is can be seen."""
        if item is not None:
            item.setSelected(True)
        self._offer()

    def _offer(self) -> None:
        is_chosen = self.list.currentRow() >= 0
        has_names = self.list.count() > 0  # nothing shows the focus of an empty list
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_names else Qt.FocusPolicy.NoFocus)
        self.edit_button.setEnabled(is_chosen)
        self.remove_button.setEnabled(is_chosen)


def _small(text: str, spoken: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(spoken)
    button.setAutoDefault(False)
    button.setProperty("small", True)
    return button

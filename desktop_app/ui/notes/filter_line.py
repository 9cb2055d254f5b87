"""What the Notes tab is filtered with: words, colour, tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from desktop_app.domain.annotations import HighlightColour
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.notes.filtering import NoteFilter

_NARROWEST = 56  # pixels, of each part
_BESIDE_FROM = 320  # pixels


class FilterLine(QWidget):
    """Says what the reader chose; knows no rows."""

    changed = Signal(object)  # NoteFilter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter by words"))
        self.words.setAccessibleName(self.tr("Filter highlights and notes by words"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(_NARROWEST)
        self.colour = ChoiceBox(self.tr("Filter highlights by colour"))
        self.tag = ChoiceBox(self.tr("Filter highlights by tag"))
        for box in (self.colour, self.tag):
            box.setMinimumWidth(_NARROWEST)
        boxes = QHBoxLayout()
        boxes.setSpacing(6)
        boxes.addWidget(self.colour, 1)
        boxes.addWidget(self.tag, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 0, 12, 8)
        self._row.setSpacing(6)
        self._row.addWidget(self.words, 3)
        self._row.addLayout(boxes, 4)
        self.words.textChanged.connect(lambda _words: self._tell())
        self.colour.activated.connect(lambda _place: self._tell())
        self.tag.activated.connect(lambda _place: self._tell())
        self.offer((), ())

    @property
    def chosen(self) -> NoteFilter:
        return NoteFilter(self.words.text(), self.colour.currentData(), self.tag.currentData())

    def offer(self, colours: Sequence[HighlightColour], tags: Sequence[str]) -> None:
        """The colours and tags that there are; a choice that is not among them any more is released."""
        self._fill(self.colour, self.tr("All colours"), [(colour.name, colour.id) for colour in colours])
        self._fill(self.tag, self.tr("All tags"), [(f"#{tag}", tag) for tag in tags])

    def clear(self) -> None:
        with QSignalBlocker(self.words), QSignalBlocker(self.colour), QSignalBlocker(self.tag):
            self.words.clear()
            self.colour.setCurrentIndex(0)
            self.tag.setCurrentIndex(0)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.chosen.is_on:
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where there is too little room for words in the boxes."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _BESIDE_FROM
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)

    def _fill(self, box: ChoiceBox, everything: str, entries: list[tuple[str, str]]) -> None:
        shown = [(box.itemText(place), box.itemData(place)) for place in range(1, box.count())]
        entries = [(" ".join(words.split()), data) for words, data in entries]
        if box.count() and shown == entries:
            return
        chosen = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            box.addItem(everything, None)
            for words, data in entries:
                box.addItem(words, data)
            box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
        box.setVisible(bool(entries))
        self._mark(box)

    def _mark(self, box: ChoiceBox) -> None:
        is_active = box.currentData() is not None
        if box.property("active") != is_active:
            box.setProperty("active", is_active)
            box.style().unpolish(box)
            box.style().polish(box)

    def _tell(self) -> None:
        for box in (self.colour, self.tag):
            self._mark(box)
        self.changed.emit(self.chosen)

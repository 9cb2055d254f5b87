"""What the Notes tab is filtered with: words, colour, tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from desktop_app.domain.annotations import HighlightColour
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.notes.filtering import NoteFilter

_NARROWEST = 56  # pixels, of each part
_WORDS = 112  # pixels that the words need beside the boxes
_AROUND = 42  # pixels of a box that its words do not have
_MARGIN, _GAP = 12, 6


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
        boxes.setSpacing(_GAP)
        boxes.addWidget(self.colour, 1)
        boxes.addWidget(self.tag, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(_MARGIN, 0, _MARGIN, 8)
        self._row.setSpacing(_GAP)
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
        self._arrange()

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

    def minimumSizeHint(self) -> QSize:
        """Narrower than its parts are just now: then they stand below each other."""
        return QSize(2 * _MARGIN + 2 * _NARROWEST + _GAP, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Below each other where “All colours” would be cut beside the words."""
        boxes = [box for box in (self.colour, self.tag) if not box.isHidden()]
        needed = {box: box.fontMetrics().horizontalAdvance(box.itemText(0)) + _AROUND for box in boxes}
        room = self.width() - 2 * _MARGIN - _WORDS - _GAP * len(boxes)
        is_wide = sum(needed.values()) <= room
        for box in boxes:
            box.setMinimumWidth(needed[box] if is_wide else _NARROWEST)
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

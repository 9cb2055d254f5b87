"""The list of highlights and notes: several rows can be chosen, and keys say what is to be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.notes.rows import NoteRow
from desktop_app.ui.row_list import ROW, RowList, RowsModel

_Flag = QItemSelectionModel.SelectionFlag
_EXTENDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class NoteList(RowList):
    """Ctrl and Shift choose several rows. What is asked for concerns all chosen rows."""

    removal_asked = Signal()
    colour_asked = Signal(int)  # place of the colour
    tags_asked = Signal()
    copy_asked = Signal()
    clicked_plainly = Signal(object)  # NoteRow: clicked without extending the selection
    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._extends = False
        self.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        self.clicked.connect(self._pass_on_click)

    def chosen(self) -> list[NoteRow]:
        """The rows that are selected, in the order of the list."""
        model = self.selectionModel()
        places = sorted(model.selectedIndexes(), key=QModelIndex.row) if model is not None else []
        return [index.data(ROW) for index in places]

    def choose_where(self, fits: Callable[[NoteRow], bool]) -> None:
        """Select exactly the rows that fit."""
        model = self.model()
        rows: Sequence[NoteRow] = model.rows if isinstance(model, RowsModel) else ()
        self.selectionModel().clearSelection()
        for place, row in enumerate(rows):
            if fits(row):
                self.selectionModel().select(model.index(place, 0), _Flag.Select)

    def select_key(self, key: str) -> bool:
        """One row alone, whatever was chosen before."""
        self.clearSelection()
        return super().select_key(key)

    def setCurrentIndex(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Where the program selects, no key that happens to be held down counts; rows that a menu is asked for stay chosen."""
        model = self.selectionModel()
        model.setCurrentIndex(index, _Flag.NoUpdate if model.isSelected(index) else _Flag.ClearAndSelect)

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.chosen_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The editor opens below and takes room: the row that it is about stays in sight."""
        super().resizeEvent(event)
        current = self.currentIndex()
        if current.isValid() and event.size().height() < event.oldSize().height():
            self.scrollTo(current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._extends = bool(event.modifiers() & _EXTENDING)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes. Backspace does not: it is the key that empties a note, and is pressed once too often."""
        has_row = self.current_row() is not None or bool(self.chosen())
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.matches(QKeySequence.StandardKey.Copy) and len(self.chosen()) > 1:
            self.copy_asked.emit()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.selectionModel().select(self.currentIndex(), _Flag.Toggle)
        elif has_row and plain and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif has_row and plain and event.key() == Qt.Key.Key_G:
            self.tags_asked.emit()
        elif has_row and plain and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.colour_asked.emit(event.key() - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def _pass_on_click(self, index: QModelIndex) -> None:
        if not self._extends:
            self.clicked_plainly.emit(index.data(ROW))

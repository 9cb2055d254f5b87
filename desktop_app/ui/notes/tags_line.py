"""A line for tags with commas between them; what is typed of one is completed from those that are known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop_app.ui.notes.completion import popup_list

_BORROWING = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
}


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that are written there, each once; a `#` before them is nothing of theirs."""
    tags = (" ".join(part.split()).lstrip("#").strip() for part in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


class _LastTag(QCompleter):
    """Completes what stands after the last comma, and leaves the rest."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip().lstrip("#")]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        line = self.widget()
        written = line.text().rpartition(",")[0] if isinstance(line, QLineEdit) else ""
        return f"{written}, {index.data()}" if written else str(index.data())


class TagsLine(QLineEdit):
    """Enter commits, Esc gives up; who made the line decides what becomes of it when the focus goes elsewhere."""

    committed = Signal()
    given_up = Signal()
    left = Signal()  # the focus went elsewhere in the window

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Tags, with commas between them"))
        self.setAccessibleName(self.tr("Tags, with commas between them"))
        self._known = QStringListModel(self)
        completer = _LastTag(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setPopup(popup_list(self.tr("Known tags")))
        self.setCompleter(completer)

    def set_known(self, tags: Sequence[str]) -> None:
        """The tags that are offered."""
        self._known.setStringList(list(tags))

    def show_tags(self, tags: Sequence[str]) -> None:
        """Begin with these, ready for another one."""
        self.setText("".join(f"{tag}, " for tag in tags))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def tags(self) -> tuple[str, ...]:
        """What is written now."""
        return tags_in(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A list of completions, a menu or another window only borrows the focus."""
        super().focusOutEvent(event)
        if event.reason() not in _BORROWING:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list of completions hands its keys on: what it can answer by itself is left to it."""
        popup = self.completer().popup()
        is_open = popup is not None and popup.isVisible()
        is_entering = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if (
            popup is not None
            and is_open
            and (event.key() == Qt.Key.Key_Escape or (is_entering and popup.currentIndex().isValid()))
        ):
            event.ignore()
        elif is_entering:
            self.committed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

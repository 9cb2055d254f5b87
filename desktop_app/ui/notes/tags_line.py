"""A line for tags with commas between them; what is typed of one is completed from those that are known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop_app.ui.notes.completion import popup_list


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
    """Enter commits, Esc gives up."""

    committed = Signal(object)  # tuple[str, ...]
    given_up = Signal()

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

    def commit(self) -> None:
        self.committed.emit(tags_in(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

"""`[[` in a note: a list of articles and speakers to link to, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit

from desktop_app.ui.painting import tooltip

_ADDRESS = int(Qt.ItemDataRole.UserRole)
_SHOWN = 8
_NARROWEST, _WIDEST = 220, 460  # pixels

Targets = Sequence[tuple[str, str]]
"""Titles and names with the pressmark:// addresses that they stand for."""


_LOOK = (
    "QListView { background: palette(base); border: 1px solid palette(mid); padding: 0; }"
    "QListView::item { padding: 4px 7px; color: palette(text); }"
    "QListView::item:selected { background: palette(highlight); color: palette(highlighted-text); }"
)
"""Room only inside the rows: a completer gives its list the height of its rows and no more."""


def popup_list(spoken: str) -> QListView:
    """The list that a completer shows. It stands alone, so that it needs a ground and a frame of its own."""
    made = QListView()
    made.setAccessibleName(spoken)
    made.setStyleSheet(_LOOK)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    return made


def opened_link(before: str) -> str | None:
    """What was typed after the last `[[` of a line before the caret; None where none is open."""
    start = before.rfind("[[")
    if start < 0:
        return None
    typed = before[start + 2 :]
    return None if "]" in typed or "[" in typed or typed.startswith(" ") else typed


class LinkCompletion(QObject):
    """Offers targets below the caret; says which one was taken. Types nothing itself."""

    taken = Signal(str, str)  # label, address

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(edit)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(_SHOWN)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # the stubs know no overloads
        self._popup = popup_list(self.tr("Articles and speakers to link to"))
        self._completer.setPopup(self._popup)

    def set_targets(self, targets: Targets) -> None:
        """What is offered from now on, in this order."""
        self.close()
        self._model.clear()
        for label, address in targets:
            shown = " ".join(label.split())
            item = QStandardItem(shown)
            item.setData(address, _ADDRESS)
            item.setToolTip(tooltip(shown))
            self._model.appendRow(item)

    @property
    def is_open(self) -> bool:
        return self._popup.isVisible()

    def offer(self, typed: str | None) -> None:
        """Show what fits the words after `[[`; nothing for None or where nothing fits."""
        if typed is None or not self._model.rowCount():
            self.close()
            return
        self._completer.setCompletionPrefix(typed)
        if not self._completer.completionCount():
            self.close()
            return
        self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        place = self._edit.cursorRect()
        needed = self._popup.sizeHintForColumn(0) + self._popup.verticalScrollBar().sizeHint().width() + 24
        place.setWidth(min(max(needed, _NARROWEST), _WIDEST))
        self._completer.complete(place)

    def close(self) -> None:
        if self.is_open:
            self._popup.hide()

    def _take(self, index: QModelIndex) -> None:
        self.taken.emit(str(index.data()), str(index.data(_ADDRESS)))

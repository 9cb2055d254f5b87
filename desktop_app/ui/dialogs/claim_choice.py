"""A claim to choose among the claims of an article: a line to filter by, and the most similar ones first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QPushButton, QStyle, QStyleOptionViewItem, QWidget

from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, tooltip
from desktop_app.ui.row_list import RowDelegate, RowList, RowsModel, Spoken, has_state
from desktop_app.ui.theme import shown_in

_LINES = 3
_WORD = re.compile(r"\w+")
_LEAST_LETTERS = 4
"""Shorter words say little of what a claim is about; numbers say much, however short."""
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True)
class ClaimOption:
    """A claim that can be chosen: its id, who says it, its words on one line."""

    key: str
    speaker: str
    words: str


def by_likeness(words_sought: str, options: Sequence[ClaimOption]) -> list[ClaimOption]:
    """The options with the most words in common first (intersection over union); those alike in that stay in their order."""
    sought = _content(words_sought)

    def likeness(option: ClaimOption) -> float:
        own = _content(option.words)
        together = sought | own
        return len(sought & own) / len(together) if together else 0.0

    return sorted(options, key=likeness, reverse=True)


def _content(claim: str) -> frozenset[str]:
    found = (word.casefold() for word in _WORD.findall(claim))
    return frozenset(word for word in found if len(word) >= _LEAST_LETTERS or word[0].isdigit())


class ClaimChoice(Sheet):
    """Type to filter, arrows to move, Enter to choose."""

    chosen = Signal(str)  # key of the option

    def __init__(
        self, title: str, hint: str, options: Sequence[ClaimOption], action: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._options = tuple(options)
        self.column.addWidget(words(hint, muted=True))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter by words or name"))
        self.filter.setAccessibleName(self.tr("Filter claims by words or name"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show_fitting)
        self.filter.installEventFilter(self)
        self.column.addWidget(self.filter)
        self.model = RowsModel[ClaimOption](_speak, self)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Claims to choose from"))
        self.list.setModel(self.model)
        self._delegate = ClaimOptionDelegate(self.list, shown_in(self.palette()))
        self.list.setItemDelegate(self._delegate)
        self.list.row_entered.connect(lambda _row: self._choose())
        self.list.row_doubled.connect(lambda _row: self._choose())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell_state())
        self.column.addWidget(self.list, 1)
        self._nothing = words(self.tr("No claim fits the filter."), muted=True)
        self.column.addWidget(self._nothing)
        self.close_button.setText(self.tr("Cancel"))
        self.close_button.setAccessibleName(self.tr("Cancel"))
        self.close_button.setDefault(False)
        self.close_button.setAutoDefault(False)
        self.choose_button = QPushButton(action)
        self.choose_button.setAccessibleName(action)
        self.choose_button.setProperty("main", True)
        self.choose_button.setDefault(True)
        self.choose_button.clicked.connect(self._choose)
        self.foot.addWidget(self.choose_button)
        self._show_fitting("")
        self.filter.setFocus()
        self.setMinimumSize(320, 300)
        self.resize(520, 480)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that move in the list do so while the filter is typed, too."""
        is_press = watched is self.filter and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._delegate.theme = shown_in(self.palette())
            self.list.viewport().update()

    def _show_fitting(self, typed: str) -> None:
        sought = typed.casefold().split()
        fitting = [
            option
            for option in self._options
            if all(word in f"{option.speaker} {option.words}".casefold() for word in sought)
        ]
        self.model.show(fitting)
        self._nothing.setVisible(not fitting)
        if self.list.current_row() is None and fitting:
            self.list.select_key(fitting[0].key)
        self._tell_state()

    def _tell_state(self) -> None:
        self.choose_button.setEnabled(self.list.current_row() is not None)

    def _choose(self) -> None:
        option: ClaimOption | None = self.list.current_row()
        if option is not None:
            self.accept()
            self.chosen.emit(option.key)


class ClaimOptionDelegate(RowDelegate[ClaimOption]):
    """Who says it, and below that the words."""

    def height(self, row: ClaimOption, width: float, face: Type) -> float:
        return 12 + face.strong.line_height + len(self._lines(row, width, face)) * face.plain.line_height

    def draw(self, painter: QPainter, row: ClaimOption, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.accent)
        width = float(self._view.row_width())
        line = QRectF(area.left() + 12, area.top() + 5, width - 24, face.strong.line_height)
        draw_line(painter, face.strong, line, row.speaker, theme.muted)
        draw_lines(painter, face.plain, line.translated(0, line.height()), self._lines(row, width, face), theme.text)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

    @staticmethod
    def _lines(row: ClaimOption, width: float, face: Type) -> tuple[str, ...]:
        return face.plain.lines(row.words, width - 24, _LINES)


def _speak(option: ClaimOption) -> Spoken:
    return Spoken(f"{option.speaker}: {option.words}", tooltip(option.words))

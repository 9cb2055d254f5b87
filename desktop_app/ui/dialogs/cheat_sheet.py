"""The most useful keys at a glance, over the window; any click and Escape put it away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, groupby, pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.actions import COMMANDS, Command, plain
from desktop_app.ui.dialogs.key_rows import shown_key
from desktop_app.ui.dialogs.sheet import words
from desktop_app.ui.shortcut_table import ShortcutTable
from desktop_app.ui.theme import shown_in

_BESIDES = frozenset(
    {
        "open",
        "paste_article",
        "export",
        "undo",
        "redo",
        "find",
        "find_next",
        "search",
        "back",
        "forward",
        "go_library",
        "go_page",
        "speakers",
        "claims",
        "topics",
        "notes",
        "review",
        "reading_mode",
        "type_larger",
        "type_smaller",
        "reading_options",
        "shortcuts",
        "cheat_sheet",
    }
)
"""What is shown besides the keys of the page."""
_NUMBERED = re.compile(r"(.+)_\d+")
_COLUMNS = 3
_ROOM = 340
"""Pixels of the window for each column."""


class CheatSheet(QDialog):
    """A layer over the whole window `parent`, in as many columns as there is room for."""

    closed = Signal()

    def __init__(self, changes: Mapping[str, tuple[str, ...]], parent: QWidget, *, letter_keys: bool = True) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("cheatSheet")
        self.setAccessibleName(self.tr("The most useful keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = shown_in(parent.palette())
        self._window = parent
        self._before = parent.focusWidget()
        self.groups = list(_groups(ShortcutTable.of(COMMANDS, changes), has_letters=letter_keys))
        self.setAccessibleDescription(". ".join(f"{text}: {keys}" for _, rows in self.groups for text, keys in rows))
        self._panel = QFrame()
        self._panel.setObjectName("card")
        self._columns = QHBoxLayout()
        self._columns.setSpacing(36)
        head = words(self.tr("Keys"))
        head.setObjectName("dialogTitle")
        foot = words(self._foot(letter_keys=letter_keys), muted=True)
        page = QVBoxLayout(self._panel)
        page.setContentsMargins(28, 22, 28, 20)
        page.setSpacing(14)
        page.addWidget(head)
        page.addLayout(self._columns)
        page.addWidget(foot)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._panel)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 24)
        whole.addWidget(self._area)
        self._fill(min(_COLUMNS, max(1, parent.width() // _ROOM)))
        for part in (self._area.viewport(), self._panel):
            part.installEventFilter(self)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())

    def open(self) -> None:
        """Over everything, with the focus."""
        self.show()
        self._panel.adjustSize()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def done(self, result: int) -> None:
        super().done(result)
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() is QEvent.Type.Resize:
                self.setGeometry(self._window.rect())
        elif event.type() is QEvent.Type.MouseButtonPress:
            self.reject()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Enter, Space and the key that opened it put it away; arrows scroll where it is taller than the window."""
        bar = self._area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        key = Qt.Key(event.key())
        if key in steps:
            bar.setValue(bar.value() + steps[key])
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} or event.text() == "?":
            self.reject()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.reject()

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(self._theme.text if not self._theme.is_dark else QColor("black"))
        veil.setAlpha(110 if not self._theme.is_dark else 170)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def _fill(self, most: int) -> None:
        """Menus into columns, in their order, so that the tallest is as low as can be."""
        heights = [len(rows) + 2 for _, rows in self.groups]
        ends = range(1, len(heights))

        def tallest(cuts: tuple[int, ...]) -> int:
            return max(sum(heights[first:last]) for first, last in pairwise((0, *cuts, len(heights))))

        cuts = min(combinations(ends, min(most, len(heights)) - 1), key=tallest)
        for first, last in pairwise((0, *cuts, len(heights))):
            column = self._add_column()
            for menu, rows in self.groups[first:last]:
                column.addWidget(_group(menu, rows))
            column.addStretch(1)

    def _add_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        self._columns.addLayout(column)
        return column

    def _foot(self, *, letter_keys: bool) -> str:
        if letter_keys:
            return self.tr("Single letters act while the page has the focus. Any click or Esc puts this away.")
        return self.tr("Single letters are switched off. Any click or Esc puts this away.")


def _groups(table: ShortcutTable, *, has_letters: bool) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """By menu, (what it does, its key); numbered commands in a row are told as one."""
    shown = [
        command
        for command in COMMANDS
        if table.keys(command.id)
        and (command.id in _BESIDES or (command.on_page and has_letters and not _is_rare(command)))
    ]
    for menu, commands in groupby(shown, key=lambda command: command.menu):
        rows = []
        for _, alike in groupby(commands, key=_series):
            members = list(alike)
            keys = [shown_key(table.keys(command.id)[0]) for command in members]
            text = plain(members[0].text)
            if len(members) > 1:
                text = plain(members[0].text).rstrip("0123456789 ")
                keys = [f"{keys[0]} – {keys[-1]}"] if all(key.isdigit() for key in keys) else keys
            rows.append((text.removesuffix("…"), ", ".join(keys)))
        yield plain(menu), rows


def _is_rare(command: Command) -> bool:
    """Keys of three or more at once are looked up on the page of all keys."""
    return any("Alt+Shift+" in key for key in command.keys)


def _series(command: Command) -> str:
    numbered = _NUMBERED.fullmatch(command.id)
    return numbered.group(1) if numbered is not None else command.id


def _group(menu: str, rows: list[tuple[str, str]]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    head = QLabel(menu)
    head.setProperty("head", True)
    grid.addWidget(head, 0, 0, 1, 2)
    for place, (text, key) in enumerate(rows, 1):
        cap = QLabel(key)
        cap.setTextFormat(Qt.TextFormat.PlainText)
        cap.setProperty("key", True)
        grid.addWidget(QLabel(text), place, 0)
        grid.addWidget(cap, place, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return box

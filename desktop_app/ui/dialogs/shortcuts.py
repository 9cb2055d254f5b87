"""All keys, by group, with a line to look one up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.dialogs.sheet import Sheet, words

ShownKey = tuple[str, str, str]
"""Group, what it does, the key as it is shown."""


class ShortcutsDialog(Sheet):
    """A page to look at: two columns under a heading for each group."""

    def __init__(self, rows: Sequence[ShownKey], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("Keys"))
        self.column.addWidget(words(self.tr("Single letters act only while the page has the focus."), muted=True))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Look for a key or what it does"))
        self.search.setAccessibleName(self.tr("Look for a key or what it does"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show_matching)
        self.column.addWidget(self.search)
        self._groups: list[tuple[QWidget, list[tuple[QLabel, QLabel]]]] = []
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(14)
        for group, members in groupby(rows, key=lambda row: row[0]):
            column.addWidget(self._group(group, [(text, key) for _, text, key in members]))
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(page)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(self.tr("All keys"))
        self.column.addWidget(self.area, 1)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(480, 620)

    def visible_rows(self) -> list[tuple[str, str]]:
        """What is shown: (what it does, key)."""
        return [(text.text(), key.text()) for _, lines in self._groups for text, key in lines if not text.isHidden()]

    def _group(self, name: str, lines: Sequence[tuple[str, str]]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        head = QLabel(name)
        head.setProperty("head", True)
        grid.addWidget(head, 0, 0, 1, 2)
        labels = []
        for place, (text, key) in enumerate(lines, 1):
            what, how = words(text), QLabel(key)
            how.setTextFormat(Qt.TextFormat.PlainText)
            how.setProperty("key", True)
            grid.addWidget(what, place, 0)
            grid.addWidget(how, place, 1, Qt.AlignmentFlag.AlignRight)
            labels.append((what, how))
        grid.setColumnStretch(0, 1)
        self._groups.append((box, labels))
        return box

    def _show_matching(self, sought: str) -> None:
        parts = sought.casefold().split()
        for box, labels in self._groups:
            shown = 0
            for what, how in labels:
                fits = all(part in f"{what.text()} {how.text()}".casefold() for part in parts)
                what.setVisible(fits)
                how.setVisible(fits)
                shown += fits
            box.setVisible(shown > 0)

"""The tab of claims: filters, the list with its keys, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.findings.claim_card import ClaimDelegate, Part
from desktop_app.ui.findings.filter_controls import ClaimFilters
from desktop_app.ui.findings.left_out import LeftOut
from desktop_app.ui.findings.rows import ClaimRow
from desktop_app.ui.findings.spoken import speak_claim
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import ROW, RowList, RowsModel
from desktop_app.ui.theme import Theme

KEYS: Mapping[str, str] = {"confirm": "C", "reassign": "R", "reject": "Del", "note": "N"}
"""What the keys of the list do, and what they are unless the reader chose others."""


class ClaimList(RowList):
    """Parts of a card answer clicks of their own, which do not go to its passage."""

    part_clicked = Signal(object, object, QPoint)  # ClaimRow, Part, global position below the part

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = ClaimDelegate(self)
        self.setItemDelegate(self.cards)
        self._pressed: tuple[str, Part] | None = None  # key of the row

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._part_at(event.position()) if event.button() is Qt.MouseButton.LeftButton else None
        if self._pressed is None:
            super().mousePressEvent(event)
        else:
            self.setCurrentIndex(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed == self._part_at(event.position()):
            index = self.indexAt(event.position().toPoint())
            below = self.cards.place_of(index.data(ROW), self.visualRect(index), pressed[1]).bottomLeft()
            self.part_clicked.emit(index.data(ROW), pressed[1], self.viewport().mapToGlobal(below))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a part a second click is one more click."""
        if self._part_at(event.position()) is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
        if self._part_at(event.position()) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def _part_at(self, place: QPointF) -> tuple[str, Part] | None:
        index = self.indexAt(place.toPoint())
        row: ClaimRow | None = index.data(ROW)
        part = self.cards.part_at(row, self.visualRect(index), place) if row is not None else None
        return (row.key, part) if row is not None and part is not None else None


class ClaimsTab(QWidget):
    key_pressed = Signal(str, object)  # name of a key, ClaimRow
    status_requested = Signal(str, str, QPoint)  # "claim", id, global position for a menu
    why_requested = Signal(str, str)  # "claim" | "attribution", id
    filters_dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RowsModel[ClaimRow](speak_claim, self)
        self.claims = ClaimList()
        self.claims.setAccessibleName(self.tr("Claims in reading order"))
        self.claims.setModel(self.model)
        self.claims.part_clicked.connect(self._answer_part)
        self.filters = ClaimFilters()
        self.left_out = LeftOut()
        self.nothing = Placeholder("")
        nothing_fits = Placeholder(self.tr("No claim fits the filters"))
        nothing_fits.add_button(self.tr("Clear all filters"), least=0).clicked.connect(self.filters_dropped)
        self._stack = QStackedWidget()
        for page in (self.claims, self.nothing, nothing_fits):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self.left_out)
        self._shortcuts: dict[str, QShortcut] = {}
        for name, key in KEYS.items():
            shortcut = self._shortcuts[name] = QShortcut(QKeySequence(key), self.claims)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._pressed(name))

    def show_rows(self, shown: Sequence[ClaimRow], *, is_filtered: bool) -> None:
        """is_filtered: there are others, which the filter hides."""
        self.model.show(shown)
        self._stack.setCurrentIndex(0 if shown else 2 if is_filtered else 1)

    def place_of_current(self) -> QRect:
        """Where the current row is, in global coordinates."""
        rect = self.claims.visualRect(self.claims.currentIndex())
        return QRect(self.claims.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def choose_near(self, place: int) -> None:
        """Make the row at that place current, or the last one: the one that was there is gone."""
        if self.model.rows:
            self.claims.setCurrentIndex(self.model.index(min(place, len(self.model.rows) - 1)))

    def set_keys(self, keys: Mapping[str, Sequence[QKeySequence]]) -> None:
        """Other keys for the names of `KEYS`; an empty sequence switches one off."""
        for name, wanted in keys.items():
            self._shortcuts[name].setKeys(list(wanted))

    def set_theme(self, theme: Theme) -> None:
        self.claims.cards.theme = theme
        self.claims.viewport().update()
        self.left_out.set_theme(theme)

    def _answer_part(self, row: ClaimRow, part: Part, place: QPoint) -> None:
        if part is Part.STATUS:
            self.status_requested.emit(row.kind, row.key, place)
        else:
            self.why_requested.emit(row.kind, row.key)

    def _pressed(self, name: str) -> Callable[[], None]:
        def tell() -> None:
            row: ClaimRow | None = self.claims.current_row()
            if row is not None:
                self.key_pressed.emit(name, row)

        return tell

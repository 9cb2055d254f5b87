"""A list of rows: a Qt model that is a window on a Python list, and the view that all panels show it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.ui.painting import Type, mixed, type_for
from desktop_app.ui.theme import LIGHT, Theme

ROW = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Row(Protocol):
    """`key` tells rows of one list apart; `words` is what is copied."""

    @property
    def key(self) -> str: ...
    @property
    def words(self) -> str: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A row in words: as a screen reader says it, and as its tooltip (escaped HTML)."""

    text: str
    tooltip: str = ""


class RowsModel(QAbstractListModel, Generic[R]):
    """The rows of a list; decides nothing. `speak` puts a row into words when somebody asks."""

    def __init__(self, speak: Callable[[R], Spoken], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speak = speak
        self.rows: tuple[R, ...] = ()
        self._places: dict[str, int] = {}

    def show(self, rows: Sequence[R]) -> None:
        """Replace all rows; where they are the same ones in the same order, the view keeps its selection and place."""
        shown = tuple(rows)
        if [row.key for row in shown] == [row.key for row in self.rows]:
            changed = [place for place, row in enumerate(shown) if row != self.rows[place]]
            self.rows = shown
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self.rows = shown
        self._places = {row.key: place for place, row in enumerate(shown)}
        self.endResetModel()

    def index_of(self, key: str) -> QModelIndex:
        """The index of the row with that key; an invalid one if it is not shown."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place)

    def row_at(self, index: Index) -> R | None:
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._speak(row).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._speak(row).tooltip
        return None


class RowDelegate(QStyledItemDelegate, Generic[R]):
    """Paints rows in the theme's colours. Heights are remembered for as long as width and font stay the same."""

    def __init__(self, view: RowList, theme: Theme = LIGHT) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[str, tuple[R, int]] = {}
        self._measured: tuple[int, str] = (0, "")
        self.theme = theme

    def height(self, row: R, width: float, face: Type) -> float:
        raise NotImplementedError

    def draw(self, painter: QPainter, row: R, option: QStyleOptionViewItem, face: Type) -> None:
        raise NotImplementedError

    def draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, under: QColor | None = None) -> None:
        """The ground of a row that is chosen or under the mouse; `under`: the colour that the list lies on, else a panel's."""
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(QRectF(option.rect), self.theme.chosen)
        elif has_state(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(QRectF(option.rect), mixed(self.theme.chosen, under or self.theme.panel, 0.45))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: R = index.data(ROW)
        width = self._view.row_width()
        font: QFont = option.font
        key = (width, font.key())
        if key != self._measured:
            self._measured = key
            self._heights.clear()
        known = self._heights.get(row.key)
        if known is None or (known[0] is not row and known[0] != row):
            known = self._heights[row.key] = (row, round(self.height(row, width, type_for(font))))
        return QSize(width, known[1])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: R = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, row, option, type_for(option.font))
        painter.restore()


def has_state(option: QStyleOptionViewItem, state: QStyle.StateFlag) -> bool:
    return bool(option.state & state)


class RowList(QListView):
    """A quiet list: scrolls by pixel, copies the row's words, opens a row on click, Enter or Space."""

    row_opened = Signal(object)  # the row that was clicked, or on which Enter was pressed
    row_entered = Signal(object)  # Enter alone
    row_doubled = Signal(object)  # double click
    row_toggled = Signal(object)  # Space
    menu_requested = Signal(object, QPoint)  # the row, and a global position

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._was_doubled = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalScrollBar().setSingleStep(24)
        self.clicked.connect(lambda index: self.row_opened.emit(index.data(ROW)))
        self.doubleClicked.connect(lambda index: self.row_doubled.emit(index.data(ROW)))
        self.customContextMenuRequested.connect(self._ask_for_menu)

    def row_width(self) -> int:
        """The width that rows are set to: room for the scroll bar is always left, so that its coming moves nothing."""
        return max(80, self.width() - self.verticalScrollBar().sizeHint().width())

    def current_row(self) -> Any:
        return self.currentIndex().data(ROW)

    def select_key(self, key: str) -> bool:
        """Make the row current and visible without opening it. False if it is not shown."""
        model = self.model()
        index = model.index_of(key) if isinstance(model, RowsModel) else QModelIndex()
        self.setCurrentIndex(index)
        if not index.isValid():
            self.clearSelection()
            return False
        self.scrollTo(index)
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._was_doubled = True
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A double click is one click and one double click, whether or not this Qt would report a second click."""
        was_doubled, self._was_doubled = self._was_doubled, False
        if was_doubled:
            with QSignalBlocker(self):
                super().mouseReleaseEvent(event)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.matches(QKeySequence.StandardKey.Copy):
            if row is not None:
                QGuiApplication.clipboard().setText(row.words)
        elif row is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.row_entered.emit(row)
            self.row_opened.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Space:
            self.row_toggled.emit(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def _ask_for_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            index = self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_requested.emit(index.data(ROW), self.viewport().mapToGlobal(place))

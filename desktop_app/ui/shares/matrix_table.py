"""A matrix as a table: a model that is a window on it, cells tinted by how large they are, each with its number."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLineF, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.domain.shares import ALL, Line, LineKind, Matrix, Measure
from desktop_app.ui.numbers import number
from desktop_app.ui.painting import draw_focus, mixed, tooltip
from desktop_app.ui.row_list import has_state
from desktop_app.ui.shares.words import line_words, measured
from desktop_app.ui.theme import LIGHT, Theme

HEAT = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NAMES, _COLUMN, _ROW = 210, 104, 30
_HOTTEST = 0.42  # of the accent over the page: text stays legible on it


class MatrixModel(QAbstractTableModel):
    """The first column is the sum of the others, the last row that of the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self._measure = Measure.WORDS
        self._rows: tuple[Line, ...] = ()
        self._columns: tuple[Line, ...] = ()
        self._sizes: tuple[tuple[int, ...], ...] = ()
        self._largest = 1

    def show(self, matrix: Matrix, measure: Measure) -> None:
        self.beginResetModel()
        self.matrix, self._measure = matrix, measure
        self._rows = (*matrix.rows, ALL) if matrix.rows else ()
        self._columns = (ALL, *matrix.columns)
        self._sizes = tuple(
            tuple(matrix.cell(row, column).of(measure) for column in self._columns) for row in self._rows
        )
        told = [place for place, column in enumerate(self._columns) if column.kind is LineKind.NAMED]
        self._largest = max((row[place] for row in self._sizes[:-1] for place in told), default=0) or 1
        self.endResetModel()

    def lines_at(self, index: Index) -> tuple[Line, Line]:
        return self._rows[index.row()], self._columns[index.column()]

    def index_of(self, row_key: str, column_key: str) -> QModelIndex:
        """Of the cell of those lines; an invalid one where one of them is gone."""
        rows, columns = [row.key for row in self._rows], [column.key for column in self._columns]
        if row_key not in rows or column_key not in columns:
            return QModelIndex()
        return self.index(rows.index(row_key), columns.index(column_key))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.matrix is None:
            return None
        size = self._sizes[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return number(size) if size else ""
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.cell_words(index)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self.cell_words(index))
            case _ if role == HEAT:
                row, column = self.lines_at(index)
                is_plain = row.kind is LineKind.ALL or column.kind in {LineKind.ALL, LineKind.NONE}
                return 0.0 if is_plain else min(1.0, size / self._largest)
            case _:
                return None

    def cell_words(self, index: Index) -> str:
        """“Ada Vane, Ferry: 12 words”."""
        assert self.matrix is not None
        row, column = self.lines_at(index)
        names = f"{line_words(row, self.matrix.by)}, {line_words(column, self.matrix.columns_by)}"
        return f"{names}: {measured(self._sizes[index.row()][index.column()], self._measure)}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.matrix is None:
            return None
        is_row = orientation is Qt.Orientation.Vertical
        lines, by = (self._rows, self.matrix.by) if is_row else (self._columns, self.matrix.columns_by)
        if not 0 <= section < len(lines):
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line_words(lines[section], by)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(line_words(lines[section], by))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (
                Qt.AlignmentFlag.AlignLeft if is_row else Qt.AlignmentFlag.AlignRight
            ) | Qt.AlignmentFlag.AlignVCenter
        return None


class _CellDelegate(QStyledItemDelegate):
    theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, heat = self.theme, float(index.data(HEAT) or 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        inner = area.adjusted(1, 1, -1, -1)
        painter.setPen(theme.line)
        painter.drawLine(QLineF(area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5))
        if heat:
            painter.fillRect(inner, mixed(theme.accent, theme.page, 0.06 + (_HOTTEST - 0.06) * heat**0.5))
        painter.setPen(theme.text)
        painter.setFont(option.font)
        painter.drawText(
            inner.adjusted(6, 0, -8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data()
        )
        if has_state(option, QStyle.StateFlag.State_Selected):
            draw_focus(
                painter, area, theme.accent if has_state(option, QStyle.StateFlag.State_HasFocus) else theme.muted
            )
        painter.restore()


class MatrixView(QTableView):
    """Arrow keys go from cell to cell; Enter or a click asks for what was said there."""

    cell_requested = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Who said how much, speakers by columns; Enter lists the statements of a cell"))
        self._delegate = _CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header, size in ((self.horizontalHeader(), _COLUMN), (self.verticalHeader(), _ROW)):
            header.setDefaultSectionSize(size)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
            header.setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setFixedWidth(_NAMES)
        self.clicked.connect(self.cell_requested)

    def sizeHint(self) -> QSize:
        return QSize(720, 360)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.cell_requested.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

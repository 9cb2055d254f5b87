"""The tab with shares of voice: bars, or the same figures as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.shares import Measure, Shares
from desktop_app.ui.numbers import number
from desktop_app.ui.shares.bars import BarChart
from desktop_app.ui.shares.words import kind_words, line_words, part_words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SharesModel(QAbstractTableModel):
    """A row for each voice: name, size, part, direct, mixed, indirect, where the first statement stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[tuple[str, ...], ...] = ()
        self._heads: tuple[str, ...] = ()

    def show(self, shares: Shares, measure: Measure, size: str) -> None:
        """size: what is counted, as a heading."""
        self.beginResetModel()
        kinds = [kind_words(kind) for kind in AttributionKind]
        self._heads = (self.tr("Voice"), size, self.tr("Part"), *kinds, self.tr("First at"))
        self._cells = tuple(
            (
                line_words(one.line, shares.by),
                number(one.amount.of(measure)),
                part_words(shares, one, measure),
                *(number(one.of_kind(kind).of(measure)) for kind in AttributionKind),
                self.tr("{0} %").format(number(round(100 * one.first))),
            )
            for one in shares.shares
        )
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._cells[index.row()][0]}, {self._heads[index.column()]}: {cell}" if index.column() else cell
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _side(column: int) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter


class VoicesPage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.shares: Shares | None = None
        self.chart = BarChart()
        self.model = SharesModel(self)
        self.table = QTableView()
        self.table.setAccessibleName(self.tr("Shares of voice as a table"))
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._around = QScrollArea()
        self._around.setWidget(self.chart)
        self._around.setWidgetResizable(True)
        self._around.setFrameShape(QFrame.Shape.NoFrame)
        self._around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._around)
        self._pages.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def show_shares(self, shares: Shares, measure: Measure) -> None:
        self.shares = shares
        self.chart.show_shares(shares, measure)
        heads = {
            Measure.WORDS: self.tr("Words"),
            Measure.QUOTATIONS: self.tr("Quotations"),
            Measure.STATEMENTS: self.tr("Statements"),
        }
        self.model.show(shares, measure, heads[measure])

    def show_as_table(self, is_table: bool) -> None:
        self._pages.setCurrentWidget(self.table if is_table else self._around)

"""The tab with the matrix: the table, and below it the statements of the cell that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.ledger import Said
from desktop_app.domain.shares import Line, Matrix, Measure
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.numbers import counted
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.said_rows import SaidDelegate, SaidRow, speak_said
from desktop_app.ui.shares.matrix_table import MatrixModel, MatrixView
from desktop_app.ui.shares.words import line_words
from desktop_app.ui.theme import Theme

_NEAR_END = 600  # pixels before the end of the list at which more is loaded
Read = Callable[[Matrix, QModelIndex, int], None]
"""Asks for the statements of a cell from an offset; `show_said` takes them."""


class MatrixPage(QWidget):
    link_requested = Signal(str)

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self._place = QModelIndex()
        self._said: tuple[Said, ...] = ()
        self._total = 0
        self._is_loading = False
        self.model = MatrixModel(self)
        self.view = MatrixView()
        self.view.setModel(self.model)
        self.said_model = RowsModel[SaidRow](speak_said, self)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Statements of the cell, the oldest first"))
        self.list.setModel(self.said_model)
        self._delegate = SaidDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.heading = ElidedLabel()
        self._lay_out()
        self.view.cell_requested.connect(self._ask)
        self.list.row_entered.connect(self._go_to)
        self.list.row_doubled.connect(self._go_to)
        self.list.row_toggled.connect(self._go_to)
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self._load_more())

    def _lay_out(self) -> None:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.heading.setContentsMargins(14, 8, 14, 6)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        self._below = below
        below.hide()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.view)
        splitter.addWidget(below)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def set_theme(self, theme: Theme) -> None:
        self.view.set_theme(theme)
        self._delegate.theme = theme
        self.list.viewport().update()

    def show_matrix(self, matrix: Matrix, measure: Measure) -> None:
        """The same cell stays current where it is still there; its statements are asked for anew."""
        current, was_open = self.view.currentIndex(), not self._below.isHidden()
        keys = ("", "")
        if current.isValid():
            row, column = self.model.lines_at(current)
            keys = (row.key, column.key)
        self.model.show(matrix, measure)
        place = self.model.index_of(*keys) if current.isValid() else QModelIndex()
        self.view.setCurrentIndex(place if place.isValid() else self.model.index(0, 0))
        if was_open and place.isValid():
            self._begin(place)
        else:
            self._below.hide()

    def show_said(self, matrix: Matrix, row: Line, column: Line, said: Sequence[Said], offset: int) -> None:
        """What was read of a cell, unless another is wanted by now."""
        if matrix is not self.model.matrix or not self._place.isValid() or self._place.row() >= self.model.rowCount():
            return
        if self.model.lines_at(self._place) != (row, column) or offset != len(self._said):
            return
        self._is_loading = False
        self._said += tuple(said)
        self.said_model.show([SaidRow(one, names_speaker=True) for one in self._said])
        names = f"{line_words(row, matrix.by)} · {line_words(column, matrix.columns_by)}"
        self._total = matrix.cell(row, column).statements
        words = counted(self._total, self.tr("1 statement"), self.tr("%1 statements"))
        self.heading.setText(f"{names}: {words}")
        self._below.show()

    def _ask(self, place: QModelIndex) -> None:
        """Of an empty cell there is nothing to list."""
        matrix = self.model.matrix
        if matrix is None or not matrix.cell(*self.model.lines_at(place)).statements:
            return
        self._begin(place)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, place: QModelIndex) -> None:
        self._place, self._said, self._total = place, (), 0
        self._is_loading = True
        self.said_model.show([])
        self._below.show()
        if self.model.matrix is not None:
            self._read(self.model.matrix, place, 0)

    def _load_more(self) -> None:
        bar = self.list.verticalScrollBar()
        near = bar.value() >= bar.maximum() - _NEAR_END
        if not self._is_loading and near and len(self._said) < self._total and self.model.matrix is not None:
            self._is_loading = True
            self._read(self.model.matrix, self._place, len(self._said))

    def _go_to(self, row: SaidRow) -> None:
        self.link_requested.emit(row.said.address)

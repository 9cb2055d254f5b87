"""The window of who said what: which part of the library, a matrix whose cells open their statements, and shares of voice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.background import Background
from desktop_app.domain.query import parse_query
from desktop_app.domain.shares import By, Matrix, Measure, Scope, Shares
from desktop_app.exporting import write_atomically
from desktop_app.exporting.bar_chart import chart_svg
from desktop_app.exporting.share_tables import matrix_csv, shares_csv
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.shares.matrix_page import MatrixPage
from desktop_app.ui.shares.voices_page import VoicesPage
from desktop_app.ui.shares.words import basis_in_words, line_words
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:  # SQLAlchemy before the window would triple the start
    from desktop_app.storage import Library

REST = 250
"""Milliseconds that typing rests before it is counted."""
EVERYTHING, ARTICLE, SEARCH = "everything", "article", "search"


class WhoSaidWhat(QDialog):
    """Stands beside the main window. Counts on the reading lane; an answer that a newer question has overtaken is dropped.
    article: the id of the open one, “” for none."""

    link_requested = Signal(str)  # the pressmark:// address of a passage
    said = Signal(str)  # a short word for the reader

    def __init__(
        self,
        background: Background,
        library: Callable[[], Library | None],
        article: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Who said what"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self._background, self._library, self._article = background, library, article
        self._asked = 0
        self._scope = Scope()
        self.scope = ChoiceBox(self.tr("What is counted over"))
        self.query = QLineEdit()
        self.query.setPlaceholderText(self.tr("Articles that this finds, such as: outlet:courier ferry"))
        self.query.setAccessibleName(self.tr("Search for the articles to count over"))
        self.query.setClearButtonEnabled(True)
        self.query.hide()
        self.measure = ChoiceBox(self.tr("What is counted"))
        self.columns = ChoiceBox(self.tr("Columns of the matrix"))
        self.by = ChoiceBox(self.tr("Shares of voice by"))
        self.matrix = MatrixPage(self._read_cell)
        self.voices = VoicesPage()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.matrix, self.tr("Matrix"))
        self.tabs.addTab(self.voices, self.tr("Share of voice"))
        self.tabs.tabBar().setAccessibleName(self.tr("Matrix or share of voice"))
        self._message = Placeholder("")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.tabs)
        self._pages.addWidget(self._message)
        self._basis = ElidedLabel()
        self.table_button = _button(self.tr("Show as table"))
        self.table_button.setCheckable(True)
        self.export_button = _button(self.tr("Export"))
        menu = QMenu(self.export_button)
        self.export_actions = {
            form: menu.addAction(name)
            for name, form in (
                (self.tr("Picture (PNG) …"), "png"),
                (self.tr("Drawing (SVG) …"), "svg"),
                (self.tr("Table (CSV) …"), "csv"),
            )
        }
        self.export_button.setMenu(menu)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._fill()
        self._lay_out()
        self._wire()

    def sizeHint(self) -> QSize:
        return QSize(980, 760)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 360)

    def _fill(self) -> None:
        _offer(
            self.scope,
            (self.tr("Everything"), EVERYTHING),
            (self.tr("This article"), ARTICLE),
            (self.tr("Search …"), SEARCH),
        )
        _offer(
            self.measure,
            (self.tr("Words"), Measure.WORDS),
            (self.tr("Quotations"), Measure.QUOTATIONS),
            (self.tr("Statements"), Measure.STATEMENTS),
        )
        topics, outlets = (self.tr("By topic"), By.TOPIC), (self.tr("By outlet"), By.OUTLET)
        months = (self.tr("By month"), By.MONTH)
        _offer(self.columns, topics, outlets, (self.tr("By article"), By.ARTICLE), months)
        speakers, kinds = (self.tr("By speaker"), By.SPEAKER), (self.tr("By kind of speaker"), By.KIND)
        _offer(self.by, speakers, kinds, outlets, topics, months)

    def _lay_out(self) -> None:
        boxes = QWidget()
        flow = FlowLayout(boxes)
        for box in (self.scope, self.measure, self.columns, self.by):
            box.setMinimumContentsLength(14)
            flow.addWidget(box)
        head = QVBoxLayout()
        head.setContentsMargins(14, 12, 14, 8)
        head.setSpacing(8)
        head.addWidget(boxes)
        head.addWidget(self.query)
        foot = QFrame()
        foot.setObjectName("filterStrip")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 12, 8)
        row.addWidget(self._basis, 1)
        row.addWidget(self.table_button)
        row.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(foot)
        self._show_choosers()

    def _wire(self) -> None:
        for box in (self.scope, self.measure, self.columns, self.by):
            box.activated.connect(lambda _place: self.refresh())
        self.query.textChanged.connect(lambda _words: self._rest.start())
        self.query.returnPressed.connect(self.refresh)
        self._rest.timeout.connect(self.refresh)
        self.tabs.currentChanged.connect(lambda _place: self.refresh())
        self.matrix.link_requested.connect(self.link_requested)
        self.table_button.toggled.connect(self.voices.show_as_table)
        for form, action in self.export_actions.items():
            action.triggered.connect(lambda _checked=False, form=form: self._ask_where(form))

    @property
    def _is_matrix(self) -> bool:
        return self.tabs.currentWidget() is self.matrix

    def _measure(self) -> Measure:
        return Measure(self.measure.currentData())

    # What is counted -----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.matrix.set_theme(theme)
        self.voices.chart.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Count again, after whatever is being written has been written."""
        self._rest.stop()
        self._show_choosers()
        library = self._library()
        if library is None or not self.isVisible():
            return
        self._asked += 1
        asked, chosen, measure = self._asked, str(self.scope.currentData()), self._measure()
        typed, article, is_matrix = self.query.text(), self._article(), self._is_matrix
        if (chosen == SEARCH and not typed.strip()) or (chosen == ARTICLE and not article):
            self._say_what_is_missing(chosen)
            return
        columns_by, by = By(self.columns.currentData()), By(self.by.currentData())

        def count() -> tuple[Scope, Matrix | Shares]:
            scope = Scope()
            if chosen == SEARCH:
                scope = Scope(query=parse_query(typed, is_typing=True))
            elif chosen == ARTICLE:
                scope = Scope(articles=(article,))
            if is_matrix:
                return scope, library.ledger.matrix(scope, columns_by=columns_by, measure=measure)
            return scope, library.ledger.shares(scope, by=by, measure=measure)

        def show(answer: tuple[Scope, Matrix | Shares]) -> None:
            if asked == self._asked:
                self._show(*answer, measure)

        def tell(error: Exception) -> None:
            if asked == self._asked:
                self._say(self.tr("This could not be counted"), str(error))

        self._background.write(
            lambda: None, done=lambda _none: self._background.run(count, done=show, failed=tell), failed=tell
        )

    def _show_choosers(self) -> None:
        self.query.setVisible(self.scope.currentData() == SEARCH)
        self.columns.setVisible(self._is_matrix)
        self.by.setVisible(not self._is_matrix)
        self.table_button.setVisible(not self._is_matrix)
        for form in ("png", "svg"):
            self.export_actions[form].setVisible(not self._is_matrix)

    def _show(self, scope: Scope, counted: Matrix | Shares, measure: Measure) -> None:
        self._scope = scope
        self._basis.setText(basis_in_words(counted.basis, measure))
        self.export_button.setEnabled(bool(counted.basis.amount.statements))
        if not counted.basis.amount.statements:
            self._say(
                self.tr("Nobody says anything here"), self.tr("Statements are counted once an article is analysed.")
            )
            return
        self._pages.setCurrentWidget(self.tabs)
        if isinstance(counted, Matrix):
            self.matrix.show_matrix(counted, measure)
        else:
            self.voices.show_shares(counted, measure)

    def _say_what_is_missing(self, chosen: str) -> None:
        if chosen == SEARCH:
            self._say(
                self.tr("Which articles?"), self.tr("Type what they are found by, as in the search of the library.")
            )
        else:
            self._say(self.tr("No article is open"), self.tr("Open one, or count over everything."))

    def _say(self, title: str, advice: str) -> None:
        self._message.say(title, advice)
        self._pages.setCurrentWidget(self._message)
        self.export_button.setEnabled(False)
        if title:
            self._basis.setText("")

    def _read_cell(self, matrix: Matrix, place: QModelIndex, offset: int) -> None:
        library = self._library()
        if library is None:
            return
        row, column = self.matrix.model.lines_at(place)
        scope = self._scope
        self._background.run(
            lambda: library.ledger.said_in(scope, matrix, row, column, offset=offset),
            done=lambda said: self.matrix.show_said(matrix, row, column, said, offset),
            failed=lambda error: self._say(self.tr("The library could not be read"), str(error)),
        )

    # Export --------------------------------------------------------------------------------------------------------

    def _ask_where(self, form: str) -> None:
        name = f"{'matrix' if self._is_matrix else 'share-of-voice'}.{form}"
        path, _filter = QFileDialog.getSaveFileName(self, self.tr("Export"), name, f"*.{form}")
        if path:
            self.export(Path(path), form)

    def export(self, path: Path, form: str) -> None:
        """Write what is shown; form: png, svg or csv."""
        title, measure = self.tr("Share of voice: {0}").format(self.measure.currentText().lower()), self._measure()
        if form == "png":
            if self.voices.chart.exported(title).save(str(path)):
                self.said.emit(self.tr("Exported as {0}.").format(path.name))
            else:
                self.said.emit(self.tr("The picture could not be written to {0}.").format(str(path)))
            return
        text = (
            chart_svg(self.voices.chart.chart(title), self.voices.chart.inks()) if form == "svg" else self._csv(measure)
        )
        self._background.run(
            lambda: write_atomically(path, text),
            done=lambda _none: self.said.emit(self.tr("Exported as {0}.").format(path.name)),
            failed=lambda error: self.said.emit(str(error)),
        )

    def _csv(self, measure: Measure) -> str:
        counted = self.matrix.model.matrix if self._is_matrix else self.voices.shares
        assert counted is not None
        basis = basis_in_words(counted.basis, measure)
        if isinstance(counted, Matrix):
            return matrix_csv(counted, measure, basis, line_words)
        return shares_csv(counted, measure, basis, line_words)


def _offer(box: ChoiceBox, *entries: tuple[str, str]) -> None:
    for name, value in entries:
        box.addItem(name, value)


def _button(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    return made

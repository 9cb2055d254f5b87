"""Quotations that several articles have: a window with each told once, and beside it its variants word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.background import Background
from desktop_app.domain.variants import SameQuotation, Variant
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.theme import Theme
from desktop_app.ui.tick_box import TickBox
from desktop_app.ui.variants.quotation_rows import QuotationDelegate, QuotationRow, speak_quotation
from desktop_app.ui.variants.variant_rows import VariantDelegate, VariantRow, speak_variant, variant_rows

REST = 150
"""Milliseconds that typing rests before it is looked for."""
PAGE = 200
"""Quotations that are read at once."""
_NEAR_END = 600  # pixels before the end of the list at which more is loaded


class QuotationLedger(Protocol):
    """What is asked of the ledger. Each call may come from any thread."""

    def same_quotations(
        self, words: str = "", *, only_differing: bool = False, limit: int = PAGE, offset: int = 0
    ) -> list[SameQuotation]: ...
    def count_same_quotations(self, words: str = "", *, only_differing: bool = False) -> int: ...
    def variants(self, article_id: str, target_id: str) -> list[Variant]: ...


class SameQuotations(QDialog):
    """Stands beside the main window. Loads on the reading lane; an answer that a newer question has overtaken is dropped."""

    link_requested = Signal(str)  # the pressmark:// address of a passage

    def __init__(
        self, background: Background, ledger: Callable[[], QuotationLedger | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Same quotations"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self._background, self._ledger = background, ledger
        self._asked = self._asked_variants = 0
        self._found: tuple[SameQuotation, ...] = ()
        self._total = 0
        self._is_loading = False
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words of the quotation, or a name"))
        self.words.setAccessibleName(self.tr("Filter by words of the quotation or by a name"))
        self.words.setClearButtonEnabled(True)
        self.differing = TickBox(self.tr("Only where &attributions differ"))
        self.differing.setAccessibleName(self.tr("Only where attributions differ"))
        self.differing.setToolTip(self.tr("Only quotations that are attributed to different people"))
        self.model = RowsModel[QuotationRow](speak_quotation, self)
        self.list = _list(self.model, self.tr("Quotations that several articles have"))
        self._delegate = QuotationDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.variants_model = RowsModel[VariantRow](speak_variant, self)
        self.variants = _list(self.variants_model, self.tr("Variants of the quotation, the fullest first"))
        self._variant_delegate = VariantDelegate(self.variants)
        self.variants.setItemDelegate(self._variant_delegate)
        self._message = Placeholder("")
        self._retry = self._message.add_button(self.tr("Try again"), least=0)
        self._clear_button = self._message.add_button(self.tr("Clear all filters"), least=0)
        self._count = ElidedLabel()
        self._legend = ElidedLabel(self.tr("Struck: left out · underlined: inserted · framed: changed"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._lay_out()
        self._wire()

    def sizeHint(self) -> QSize:
        return QSize(1040, 720)

    def minimumSizeHint(self) -> QSize:
        return QSize(520, 320)

    def _lay_out(self) -> None:
        head, foot = QFrame(), QFrame()
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(14)
        row.addWidget(self.words, 1)
        row.addWidget(self.differing)
        foot.setObjectName("filterStrip")
        under = QHBoxLayout(foot)
        under.setContentsMargins(14, 8, 14, 8)
        under.setSpacing(24)
        under.addWidget(self._count)
        under.addWidget(self._legend, 1)
        self._legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for place, (view, least, share) in enumerate(((self.list, 200, 2), (self.variants, 260, 3))):
            view.setMinimumWidth(least)
            self.splitter.addWidget(view)
            self.splitter.setStretchFactor(place, share)
        self.splitter.setSizes([380, 660])
        self._pages = QStackedWidget()
        self._pages.addWidget(self._message)
        self._pages.addWidget(self.splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._pages, 1)
        column.addWidget(foot)

    def _wire(self) -> None:
        self.words.textChanged.connect(lambda _words: self._rest.start())
        self.differing.toggled.connect(lambda _on: self._search())
        self._rest.timeout.connect(self._search)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_variants())
        self.model.modelReset.connect(self._show_variants)
        self.list.row_entered.connect(lambda _row: self._go_to_variants())
        self.list.row_doubled.connect(lambda row: self.link_requested.emit(row.quotation.fullest.address))
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self._load_more())
        self.variants.row_opened.connect(lambda row: self.link_requested.emit(row.variant.said.address))
        self.variants.row_toggled.connect(lambda row: self.link_requested.emit(row.variant.said.address))
        self._retry.clicked.connect(self.refresh)
        self._clear_button.clicked.connect(self._clear)

    # What is asked -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look again, after whatever is being written has been written."""
        if self.isVisible():
            least = len(self._found)
            self._background.write(lambda: None, done=lambda _none: self._search(least), failed=self._say_failure)

    def set_theme(self, theme: Theme) -> None:
        for view, delegate in ((self.list, self._delegate), (self.variants, self._variant_delegate)):
            delegate.theme = theme
            view.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typing = self.words.hasFocus()
        if event.matches(QKeySequence.StandardKey.Find):
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.words.selectAll()
        elif is_typing and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Right and self.list.hasFocus():
            self._go_to_variants()
        elif event.key() == Qt.Key.Key_Left and self.variants.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and is_typing and self._is_narrowed():
            self._clear()
        else:
            super().keyPressEvent(event)

    def _is_narrowed(self) -> bool:
        return bool(self.words.text().strip()) or self.differing.isChecked()

    def _clear(self) -> None:
        self.differing.setChecked(False)
        self.words.clear()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, least: int = 0) -> None:
        """Begin anew; `least` rows stay loaded, so that nothing moves away from under a reader who is far down."""
        self._rest.stop()
        self._load(0, max(PAGE, least))

    def _load_more(self) -> None:
        bar = self.list.verticalScrollBar()
        if not self._is_loading and len(self._found) < self._total and bar.value() >= bar.maximum() - _NEAR_END:
            self._load(len(self._found), PAGE)

    def _load(self, offset: int, limit: int) -> None:
        ledger = self._ledger()
        if ledger is None:
            return
        self._asked += 1
        asked, self._is_loading = self._asked, True
        words, only = self.words.text(), self.differing.isChecked()
        if not self._found:
            self._say(self.tr("Looking …"))

        def look() -> tuple[list[SameQuotation], int]:
            found = ledger.same_quotations(words, only_differing=only, limit=limit, offset=offset)
            return found, ledger.count_same_quotations(words, only_differing=only)

        def show(answer: tuple[list[SameQuotation], int]) -> None:
            if asked == self._asked:
                self._show(offset, *answer)

        def tell(error: Exception) -> None:
            if asked == self._asked:
                self._say_failure(error)

        self._background.run(look, done=show, failed=tell)

    def _show_variants(self) -> None:
        """Of the quotation that is current, compared anew whenever the list changes."""
        ledger, row = self._ledger(), self.list.current_row()
        self._asked_variants += 1
        if ledger is None or row is None:
            self.variants_model.show(())
            return
        asked, fullest = self._asked_variants, row.quotation.fullest

        def show(found: list[VariantRow]) -> None:
            if asked == self._asked_variants:
                self.variants_model.show(found)
                self.variants.scheduleDelayedItemsLayout()

        self._background.run(
            lambda: variant_rows(ledger.variants(fullest.article_id, fullest.target_id)),
            done=show,
            failed=self._say_failure,
        )

    # What is shown -------------------------------------------------------------------------------------------------

    def _show(self, offset: int, found: Sequence[SameQuotation], total: int) -> None:
        self._is_loading = False
        current: QuotationRow | None = self.list.current_row()
        self._found, self._total = (*self._found[:offset], *found), total
        self.model.show([QuotationRow(one) for one in self._found])
        if not (current is not None and self.list.select_key(current.key)) and self.model.rows:
            self.list.select_key(self.model.rows[0].key)
        elif current is not None:
            self._show_variants()
        whole = counted(total, self.tr("1 quotation in several articles"), self.tr("%1 quotations in several articles"))
        part = self.tr("%1 of %2").replace("%1", number(len(self._found))).replace("%2", whole)
        self._count.setText(whole if len(self._found) >= total else part)
        if self._found:
            self._pages.setCurrentWidget(self.splitter)
        elif self._is_narrowed():
            self._say(self.tr("No quotation fits"), can_clear=True)
        else:
            advice = self.tr(
                "When two articles quote the same words, whole, cut or changed, they are compared here word by word."
            )
            self._say(self.tr("No quotation stands in several articles yet"), advice)

    def _say(self, title: str, advice: str = "", *, can_clear: bool = False, can_retry: bool = False) -> None:
        self._message.say(title, advice)
        self._clear_button.setVisible(can_clear)
        self._retry.setVisible(can_retry)
        self._pages.setCurrentWidget(self._message)

    def _say_failure(self, error: Exception) -> None:
        self._is_loading = False
        self._say(self.tr("The library could not be read"), str(error), can_retry=True)

    def _go_to_variants(self) -> None:
        self.variants.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.variants.current_row() is None and self.variants_model.rows:
            self.variants.select_key(self.variants_model.rows[0].key)


def _list(model: RowsModel[QuotationRow] | RowsModel[VariantRow], name: str) -> RowList:
    made = RowList()
    made.setAccessibleName(name)
    made.setModel(model)
    return made

"""The page of one speaker: who it is, since when as what, when and with whom, and all that was said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.findings import AttributionKind, SpeakerKind
from desktop_app.domain.ledger import LedgerSpeaker, Said, SpeakerPage
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.dialogs.sheet import words
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.ledger_words import basis, days, tr
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.said_rows import SaidDelegate, SaidRow, speak_said
from desktop_app.ui.speakers.months import MonthsChart
from desktop_app.ui.theme import Theme

REST = 150
"""Milliseconds that typing rests before it is looked for."""
_ROLES, _COMPANIONS, _OUTLETS = 3, 5, 12
_NEAR_END = 600


@dataclass(frozen=True, slots=True)
class SaidChoice:
    """Which statements are listed."""

    kinds: Collection[AttributionKind] = ()
    words: str = ""
    outlet: str = ""


class SpeakerPageView(QWidget):
    """Shows what it is given; asks for statements, for other speakers and for what is to be done."""

    choice_changed = Signal()
    more_wanted = Signal()  # the end of the list is near
    speaker_requested = Signal(str)  # id of the ledger
    link_requested = Signal(str)
    merge_requested = Signal()
    split_requested = Signal()
    rename_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = words("", selectable=True)
        self._name.setObjectName("dialogTitle")
        self._about = words("", muted=True)
        self._basis = ElidedLabel()
        self._roles = words("", muted=True)
        self.months = MonthsChart()
        self._companions = FlowLayout(None, 4)
        self.merge_button = self._button(tr("Merge with…"), self.merge_requested)
        self.split_button = self._button(tr("Take apart…"), self.split_requested)
        self.rename_button = self._button(tr("Rename…"), self.rename_requested)
        self.export_button = self._button(tr("Export…"), self.export_requested)
        self.kind = ChoiceBox(tr("Which statements"))
        for label, kinds in (
            (tr("All statements"), ()),
            (tr("Quotations"), (AttributionKind.DIRECT, AttributionKind.MIXED)),
            (tr("Reported"), (AttributionKind.INDIRECT,)),
        ):
            self.kind.addItem(label, kinds)
        self.outlet = ChoiceBox(tr("Of which outlet"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Words said"))
        self.words.setAccessibleName(tr("Filter by words said"))
        self.words.setClearButtonEnabled(True)
        self.model = RowsModel[SaidRow](speak_said, self)
        self.list = RowList()
        self.list.setAccessibleName(tr("Statements in order of time"))
        self.list.setModel(self.model)
        self._delegate = SaidDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self._count = ElidedLabel()
        self._count.setProperty("muted", True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._lay_out()
        self._wire()

    def _button(self, text: str, signal: object) -> QPushButton:
        made = QPushButton(text)
        made.setAccessibleName(text)
        made.setAutoDefault(False)
        made.setProperty("link", True)
        made.clicked.connect(signal)
        return made

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 6)
        head.setSpacing(4)
        for one in (self._name, self._about, self._basis, self._roles):
            head.addWidget(one)
        head.addLayout(self._companions)
        head.addWidget(self.months)
        tools = FlowLayout(None, 2)
        for button in (self.merge_button, self.split_button, self.rename_button, self.export_button):
            tools.addWidget(button)
        head.addLayout(tools)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.kind, 2)
        filters.addWidget(self.outlet, 2)
        filters.addWidget(self.words, 3)
        head.addLayout(filters)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def _wire(self) -> None:
        self.kind.activated.connect(lambda _place: self.choice_changed.emit())
        self.outlet.activated.connect(lambda _place: self.choice_changed.emit())
        self.words.textChanged.connect(lambda _words: self._rest.start())
        self._rest.timeout.connect(self.choice_changed)
        self.list.row_opened.connect(lambda row: self.link_requested.emit(row.said.address))
        self.list.row_toggled.connect(lambda row: self.link_requested.emit(row.said.address))
        bar = self.list.verticalScrollBar()
        bar.valueChanged.connect(lambda at: self.more_wanted.emit() if at >= bar.maximum() - _NEAR_END else None)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = self.months.theme = theme
        self.list.viewport().update()
        self.months.update()

    @property
    def choice(self) -> SaidChoice:
        return SaidChoice(self.kind.currentData() or (), self.words.text(), self.outlet.currentData() or "")

    def begin(self, one: LedgerSpeaker) -> None:
        """The head of somebody, before all else about them is known; filters are off."""
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self.kind.setCurrentIndex(0)
        self.outlet.clear()
        self.outlet.addItem(tr("All outlets"), "")
        self.model.show(())
        self._say_head(one)
        self._roles.hide()
        self._forget_companions()
        self.months.hide()

    def show_page(self, page: SpeakerPage) -> None:
        self._say_head(page.speaker)
        shown = page.roles[-_ROLES:]
        lines = [f"{role.role}, {days(role.first, role.last)}" for role in shown]
        if len(page.roles) > len(shown):
            lines.insert(0, tr("Earlier roles: %1").replace("%1", number(len(page.roles) - len(shown))))
        self._roles.setText("\n".join(lines))
        self._roles.setVisible(bool(lines))
        self.months.show_months(page.months)
        self._show_companions(page)
        chosen = self.outlet.currentData()
        self.outlet.clear()
        self.outlet.addItem(tr("All outlets"), "")
        for outlet in page.outlets[:_OUTLETS]:
            label = outlet.label or tr("Unknown outlet")
            self.outlet.addItem(f"{label} ({number(outlet.statements)})", outlet.label)
        self.outlet.setCurrentIndex(max(0, self.outlet.findData(chosen)))

    def _say_head(self, one: LedgerSpeaker) -> None:
        self._name.setText(one.name)
        self._name.setAccessibleName(one.name)
        kind = {
            SpeakerKind.PERSON: "",
            SpeakerKind.ORGANISATION: tr("organisation"),
            SpeakerKind.GROUP: tr("group"),
            SpeakerKind.UNNAMED: tr("unnamed source"),
        }[one.kind]
        also = tr("also %1").replace("%1", ", ".join(one.aliases)) if one.aliases else ""
        self._about.setText(" · ".join(part for part in (kind, one.role, also) if part))
        self._about.setVisible(bool(self._about.text()))
        when = days(one.first, one.last)
        self._basis.setText(f"{basis(one)} · {when}" if when else basis(one))

    def _show_companions(self, page: SpeakerPage) -> None:
        self._forget_companions()
        if page.companions:
            label = QLabel(tr("Appears with"))
            label.setProperty("muted", True)
            self._companions.addWidget(label)
        for one in page.companions[:_COMPANIONS]:
            link = self._button(
                f"{one.name} ({number(one.articles)})", partial(self.speaker_requested.emit, one.speaker_id)
            )
            self._companions.addWidget(link)

    def _forget_companions(self) -> None:
        while (item := self._companions.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def show_said(self, said: Sequence[Said], total: int) -> None:
        """All that is loaded so far."""
        current: SaidRow | None = self.list.current_row()
        at = self.list.verticalScrollBar().value()
        self.model.show([SaidRow(one) for one in said])
        if current is not None and self.list.select_key(current.key):
            self.list.verticalScrollBar().setValue(at)
        all_of_them = counted(total, tr("1 statement"), tr("%1 statements"))
        is_narrowed = self.choice != SaidChoice()
        self._count.setText(tr("%1 fit the filters").replace("%1", all_of_them) if is_narrowed else all_of_them)

    def focus_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.current_row() is None and self.model.rows:
            self.list.select_key(self.model.rows[0].key)

"""All who speak in the articles of the library: a list, and beside it the page of whoever is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.background import Background
from desktop_app.domain.ledger import LedgerSpeaker, LedgerStep, Proposal, Said, SpeakerOrder, SpeakerPage
from desktop_app.exporting import SpeakerForm, speaker_export, write_atomically
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.speakers.page import REST, SaidChoice, SpeakerPageView
from desktop_app.ui.speakers.questions import MergeSheet, ProposalsSheet, RenameSheet, SplitSheet
from desktop_app.ui.speakers.speaker_rows import SpeakerDelegate, SpeakerRow, speak_speaker
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:  # SQLAlchemy before the window would triple the start
    from desktop_app.storage.ledger import Ledger

PAGE = 200
"""Speakers, or statements, that are read at once."""
_NEAR_END = 600
_ALL = 1_000_000


class SpeakersWindow(QDialog):
    """Stands beside the main window. Reads on the reading lane, where an answer that a newer question has overtaken is dropped;
    what the reader says of who is who goes the way of all writes, and can be undone for as long as the program runs."""

    link_requested = Signal(str)
    said = Signal(str)
    failed = Signal(object)  # Exception

    def __init__(
        self, background: Background, ledger: Callable[[], Ledger | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Speakers in all articles"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self._background, self._ledger = background, ledger
        self._asked = self._asked_page = self._asked_said = 0
        self._found: tuple[LedgerSpeaker, ...] = ()
        self._total = self._said_total = 0
        self._statements: tuple[Said, ...] = ()
        self._is_loading = self._is_loading_said = False
        self._shown: LedgerSpeaker | None = None
        self._visited: list[str] = []
        self._place = -1
        self._done: list[LedgerStep] = []
        self._undone: list[LedgerStep] = []
        self._proposals: ProposalsSheet | None = None
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Find a speaker"))
        self.words.setAccessibleName(self.tr("Find a speaker by name"))
        self.words.setClearButtonEnabled(True)
        self.order = ChoiceBox(self.tr("Order of the speakers"))
        for label, order in (
            (self.tr("Most statements"), SpeakerOrder.STATEMENTS),
            (self.tr("Most articles"), SpeakerOrder.ARTICLES),
            (self.tr("Spoke last"), SpeakerOrder.LATEST),
            (self.tr("Name"), SpeakerOrder.NAME),
        ):
            self.order.addItem(label, order)
        self.model = RowsModel[SpeakerRow](speak_speaker, self)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Speakers"))
        self.list.setModel(self.model)
        self._delegate = SpeakerDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.page = SpeakerPageView()
        self.ask_button = _link(self.tr("Who may be one"))
        self.ask_button.hide()
        self._message = Placeholder("")
        self._count, self._word = ElidedLabel(), ElidedLabel()
        self.undo_button, self.redo_button = _link(self.tr("Undo")), _link(self.tr("Redo"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._lay_out()
        self._wire()
        self._follow_steps()

    def sizeHint(self) -> QSize:
        return QSize(1040, 760)

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 360)

    def _lay_out(self) -> None:
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 12, 0, 0)
        left.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(14, 0, 12, 0)
        top.setSpacing(8)
        for one in (self.words, self.order, self.ask_button):
            top.addWidget(one)
        left.addLayout(top)
        left.addWidget(self.list, 1)
        side.setMinimumWidth(200)
        self.page.setMinimumWidth(300)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for place, (part, share) in enumerate(((side, 1), (self.page, 3))):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(place, share)
        self.splitter.setSizes([290, 750])
        self._pages = QStackedWidget()
        self._pages.addWidget(self._message)
        self._pages.addWidget(self.splitter)
        foot = QFrame()
        foot.setObjectName("filterStrip")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 12, 8)
        row.addWidget(self._count, 1)
        row.addWidget(self._word, 2)
        row.addWidget(self.undo_button)
        row.addWidget(self.redo_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(foot)

    def _wire(self) -> None:
        page = self.page
        self.words.textChanged.connect(lambda _words: self._rest.start())
        self._rest.timeout.connect(self._search)
        self.order.activated.connect(lambda _place: self._search())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._follow_list())
        self.list.row_entered.connect(lambda _row: page.focus_list())
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self._load_more())
        page.choice_changed.connect(lambda: self._load_said(0))
        page.more_wanted.connect(self._load_more_said)
        page.speaker_requested.connect(self.show_speaker)
        page.link_requested.connect(self.link_requested)
        page.merge_requested.connect(self.ask_merge)
        page.split_requested.connect(self.ask_split)
        page.rename_requested.connect(self.ask_name)
        page.export_requested.connect(self.ask_export)
        self.ask_button.clicked.connect(self.show_proposals)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)

    # What is asked ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look again, after whatever is being written has been written."""
        if self.isVisible():
            least = len(self._found)
            self._background.write(lambda: None, done=lambda _none: self._look_again(least), failed=self._say_failure)

    def _look_again(self, least: int) -> None:
        self._search(least)
        self._count_proposals()
        if self._shown is not None:
            self._load_page(self._shown.id, begins=False)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()
        self.page.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typing = self.words.hasFocus()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.matches(QKeySequence.StandardKey.Find):
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.words.selectAll()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif alt and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._step(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif is_typing and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and is_typing and self.words.text():
            self.words.clear()
        else:
            super().keyPressEvent(event)

    def _search(self, least: int = 0) -> None:
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
        words, order = self.words.text(), SpeakerOrder(self.order.currentData())
        if not self._found and not words:
            self._message.say(self.tr("Looking …"))

        def look() -> tuple[list[LedgerSpeaker], int]:
            return ledger.speakers(words, order=order, limit=limit, offset=offset), ledger.count_speakers(words)

        def show(answer: tuple[list[LedgerSpeaker], int]) -> None:
            if asked == self._asked:
                self._show(offset, *answer)

        self._background.run(look, done=show, failed=self._say_failure)

    def _follow_list(self) -> None:
        row: SpeakerRow | None = self.list.current_row()
        if row is not None and (self._shown is None or row.key != self._shown.id):
            self.show_speaker(row.key)

    def show_speaker(self, speaker_id: str) -> None:
        """The page of somebody, and where one comes from is remembered."""
        if self._place < 0 or self._visited[self._place] != speaker_id:
            del self._visited[self._place + 1 :]
            self._visited.append(speaker_id)
            self._place = len(self._visited) - 1
        self._load_page(speaker_id, begins=True)

    def _step(self, step: int) -> None:
        if 0 <= self._place + step < len(self._visited):
            self._place += step
            self._load_page(self._visited[self._place], begins=True)

    def _load_page(self, speaker_id: str, *, begins: bool) -> None:
        """The head and the first statements at once, then all else, which takes longer for who says much."""
        ledger = self._ledger()
        if ledger is None:
            return
        self._asked_page += 1
        asked = self._asked_page

        def begin(one: LedgerSpeaker) -> None:
            if asked != self._asked_page:
                return
            self._shown = one
            if begins:
                self.page.begin(one)
                self._statements = ()
            self.list.select_key(one.id)
            self._load_said(0)
            self._background.run(lambda: ledger.speaker(one.id), done=finish, failed=self.failed.emit)

        def finish(page: SpeakerPage) -> None:
            if asked == self._asked_page:
                self.page.show_page(page)

        def tell(_error: Exception) -> None:
            if asked == self._asked_page:
                self._shown = None

        self._background.run(
            lambda: ledger.head(speaker_id), done=begin, failed=tell if not begins else self.failed.emit
        )

    def _load_more_said(self) -> None:
        if not self._is_loading_said and len(self._statements) < self._said_total:
            self._load_said(len(self._statements))

    def _load_said(self, offset: int) -> None:
        ledger, one, choice = self._ledger(), self._shown, self.page.choice
        if ledger is None or one is None:
            return
        self._asked_said += 1
        asked, self._is_loading_said = self._asked_said, True

        def look() -> tuple[list[Said], int]:
            facts = _conditions(choice)
            return ledger.statements(one.id, limit=PAGE, offset=offset, **facts), ledger.count_statements(
                one.id, **facts
            )

        def show(answer: tuple[list[Said], int]) -> None:
            if asked == self._asked_said:
                self._is_loading_said = False
                self._statements, self._said_total = (*self._statements[:offset], *answer[0]), answer[1]
                self.page.show_said(self._statements, self._said_total)

        self._background.run(look, done=show, failed=self.failed.emit)

    # What the reader says --------------------------------------------------------------------------------------------

    def ask_merge(self) -> None:
        ledger, one = self._ledger(), self._shown
        if ledger is None or one is None:
            return
        sheet = MergeSheet(one, self)

        def offer(words: str) -> None:
            self._background.run(
                lambda: ledger.speakers(words or one.name.split()[-1], limit=60),
                done=lambda found: sheet.offer(found) if (sheet.words.text() == words) else None,
                failed=self.failed.emit,
            )

        sheet.words_changed.connect(offer)
        sheet.chosen.connect(
            lambda ids: self._carry_out(lambda it: it.merge(one.id, ids), self.tr("They are one now: %1"), one.name)
        )
        offer("")
        self._open(sheet)

    def ask_split(self) -> None:
        ledger, one = self._ledger(), self._shown
        if ledger is None or one is None:
            return

        def ask(people: list) -> None:  # type: ignore[type-arg]
            sheet = SplitSheet(one, people, self)
            sheet.chosen.connect(
                lambda ticked: self._carry_out(
                    lambda it: it.split(one.id, ticked), self.tr("Taken apart: %1"), one.name
                )
            )
            self._open(sheet)

        self._background.run(lambda: ledger.people(one.id), done=ask, failed=self.failed.emit)

    def ask_name(self) -> None:
        one = self._shown
        if one is None:
            return
        sheet = RenameSheet(one, self)
        sheet.chosen.connect(
            lambda name: self._carry_out(lambda it: it.rename(one.id, name), self.tr("Renamed: %1"), name)
        )
        self._open(sheet)

    def show_proposals(self) -> None:
        sheet = self._proposals = ProposalsSheet(self)
        sheet.same.connect(self._take_as_one)
        sheet.apart.connect(
            lambda two: self._carry_out(
                lambda it: it.keep_apart(two.one.id, two.other.id), self.tr("Kept apart: %1"), two.one.name
            )
        )
        sheet.finished.connect(self._forget_proposals)
        self._open(sheet)
        self._count_proposals()

    def _take_as_one(self, two: Proposal) -> None:
        into, other = sorted((two.one, two.other), key=lambda one: (-one.statements, -len(one.name)))
        self._carry_out(lambda it: it.merge(into.id, [other.id]), self.tr("They are one now: %1"), into.name)

    def _forget_proposals(self, _result: int) -> None:
        self._proposals = None

    def _count_proposals(self) -> None:
        ledger = self._ledger()
        if ledger is None:
            return

        def show(proposals: list[Proposal]) -> None:
            words = counted(len(proposals), self.tr("1 pair may be one"), self.tr("%1 pairs may be one"))
            self.ask_button.setText(words)
            self.ask_button.setAccessibleName(words)
            self.ask_button.setVisible(bool(proposals))
            if self._proposals is not None:
                self._proposals.offer(proposals)

        self._background.run(lambda: ledger.proposals(PAGE), done=show, failed=self.failed.emit)

    def _carry_out(self, act: Callable[[Ledger], LedgerStep], words: str, name: str) -> None:
        ledger = self._ledger()
        if ledger is None:
            return

        def done(step: LedgerStep) -> None:
            self._done.append(step)
            self._undone.clear()
            self._after(step, words.replace("%1", name))

        self._background.write(lambda: act(ledger), done=done, failed=self.failed.emit)

    def undo(self) -> None:
        """The last thing that the reader said here."""
        self._take_back(self._done, self._undone, is_undo=True)

    def redo(self) -> None:
        self._take_back(self._undone, self._done, is_undo=False)

    def _take_back(self, given: list[LedgerStep], taken: list[LedgerStep], *, is_undo: bool) -> None:
        ledger = self._ledger()
        if ledger is None or not given:
            return
        step = given.pop()

        def done(_none: None) -> None:
            taken.append(step)
            self._after(step, self.tr("Undone.") if is_undo else self.tr("Done again."))

        def tell(error: Exception) -> None:
            given.append(step)
            self._follow_steps()
            self.failed.emit(error)

        self._background.write(lambda: ledger.undo(step) if is_undo else ledger.redo(step), done=done, failed=tell)

    def _after(self, step: LedgerStep, words: str) -> None:
        self._word.setText(words)
        self._follow_steps()
        self._search(len(self._found))
        self._count_proposals()
        self._load_page(self._shown.id if self._shown is not None else step.speaker_id, begins=False)

    def _follow_steps(self) -> None:
        self.undo_button.setVisible(bool(self._done))
        self.redo_button.setVisible(bool(self._undone))

    def forget(self) -> None:
        """Another library: no step fits any more."""
        self._done.clear()
        self._undone.clear()
        self._visited.clear()
        self._place, self._shown = -1, None
        self._found, self._statements = (), ()
        self._follow_steps()

    # Export ----------------------------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        if self._shown is None:
            return
        ask = QFileDialog(self, self.tr("Export what “%1” said").replace("%1", self._shown.name))
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        ask.setNameFilters([self.tr("Markdown (*.md)"), self.tr("Table (*.csv)"), self.tr("Web page (*.html)")])
        ask.setDefaultSuffix("md")
        ask.selectFile(
            f"{''.join(one if one.isalnum() or one in ' -' else ' ' for one in self._shown.name).strip()}.md"
        )
        ask.filterSelected.connect(lambda chosen: ask.setDefaultSuffix(chosen.rsplit(".", 1)[-1].rstrip(")")))
        ask.fileSelected.connect(lambda name: self.export_to(Path(name)))
        ask.open()

    def export_to(self, path: Path) -> None:
        """All that the shown speaker said, in the form that the ending of the file asks for; Markdown for any other."""
        ledger, one = self._ledger(), self._shown
        if ledger is None or one is None:
            return
        ending = path.suffix.lstrip(".").casefold()
        form = SpeakerForm(ending) if ending in set(SpeakerForm) else SpeakerForm.MARKDOWN

        def write() -> None:
            page, said = ledger.speaker(one.id), ledger.statements(one.id, limit=_ALL)
            write_atomically(path, speaker_export(page, said, form, datetime.now(UTC)))

        words = self.tr("Written: %1").replace("%1", path.name)
        self._background.run(write, done=lambda _none: self._word.setText(words), failed=self.failed.emit)

    # What is shown ---------------------------------------------------------------------------------------------------

    def _show(self, offset: int, found: Sequence[LedgerSpeaker], total: int) -> None:
        self._is_loading = False
        self._found, self._total = (*self._found[:offset], *found), total
        self.model.show([SpeakerRow(one) for one in self._found])
        whole = counted(total, self.tr("1 speaker"), self.tr("%1 speakers"))
        part = self.tr("%1 of %2").replace("%1", number(len(self._found))).replace("%2", whole)
        self._count.setText(whole if len(self._found) >= total else part)
        if not self._found and not self.words.text():
            self._message.say(
                self.tr("Nobody speaks here yet"),
                self.tr("Whoever is quoted in an article of the library, is listed here with all that they said."),
            )
            self._pages.setCurrentWidget(self._message)
            return
        if self._pages.currentWidget() is not self.splitter:
            self._pages.setCurrentWidget(self.splitter)
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._shown is not None:
            self.list.select_key(self._shown.id)
        elif self._found:
            self.list.select_key(self._found[0].id)

    def _say_failure(self, error: Exception) -> None:
        self._is_loading = False
        self._message.say(self.tr("The library could not be read"), str(error))
        self._pages.setCurrentWidget(self._message)

    def _open(self, sheet: QDialog) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()


def _conditions(choice: SaidChoice) -> dict:  # type: ignore[type-arg]
    return {"kinds": choice.kinds, "words": choice.words, "outlet": choice.outlet}


def _link(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setProperty("link", True)
    return made

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

from desktop_app.domain.errors import NotFound
from desktop_app.domain.ledger import LedgerSpeaker, Proposal, Said, SpeakerOrder, SpeakerPage
from desktop_app.exporting import write_atomically
from desktop_app.exporting.speaker_export import SpeakerForm, speaker_export
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.desk import Desk
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.speakers.deciding import Deciding
from desktop_app.ui.speakers.page import REST, SpeakerPageView
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
    what the reader says of who is who is a step of the library."""

    link_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Speakers in all articles"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self._desk, self._background = desk, desk.background
        self.deciding = Deciding(self, desk)
        self._asked = self._asked_page = self._asked_said = 0
        self._found: tuple[LedgerSpeaker, ...] = ()
        self._total = self._said_total = 0
        self._statements: tuple[Said, ...] = ()
        self._is_loading = self._is_loading_said = False
        self._shown: LedgerSpeaker | None = None
        self._visited: list[str] = []
        self._place = -1
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
        deciding, steps = self.deciding, self._desk.library_steps
        page.merge_requested.connect(self._of_shown(deciding.merge))
        page.split_requested.connect(self._of_shown(deciding.split))
        page.rename_requested.connect(self._of_shown(deciding.rename))
        page.export_requested.connect(self.ask_export)
        self.ask_button.clicked.connect(deciding.show_proposals)
        deciding.proposals_changed.connect(self._offer_proposals)
        deciding.decided.connect(self._word.setText)
        steps.changed.connect(self._follow_steps)
        self.undo_button.clicked.connect(steps.undo)
        self.redo_button.clicked.connect(steps.redo)

    # What is asked ---------------------------------------------------------------------------------------------------

    def _ledger(self) -> Ledger | None:
        workspace = self._desk.workspace
        return workspace.library.ledger if workspace is not None else None

    def refresh(self) -> None:
        """Look again, after whatever is being written has been written."""
        if self.isVisible():
            least = len(self._found)
            self._background.write(lambda: None, done=lambda _none: self._look_again(least), failed=self._say_failure)

    def _look_again(self, least: int) -> None:
        self._search(least)
        self.deciding.count_proposals()
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
            self._desk.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._desk.redo()
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
            self._background.run(lambda: ledger.speaker(one.id), done=finish, failed=self._desk.failed.emit)

        def finish(page: SpeakerPage) -> None:
            if asked == self._asked_page:
                self.page.show_page(page)

        def tell(error: Exception) -> None:
            if asked == self._asked_page and isinstance(error, NotFound):  # split, or of another library
                self._shown = None
            else:
                self._desk.failed.emit(error)

        self._background.run(lambda: ledger.head(speaker_id), done=begin, failed=tell)

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
            kinds, words, outlet = choice.kinds, choice.words, choice.outlet
            said = ledger.statements(one.id, kinds=kinds, words=words, outlet=outlet, limit=PAGE, offset=offset)
            return said, ledger.count_statements(one.id, kinds=kinds, words=words, outlet=outlet)

        def show(answer: tuple[list[Said], int]) -> None:
            if asked == self._asked_said:
                self._is_loading_said = False
                self._statements, self._said_total = (*self._statements[:offset], *answer[0]), answer[1]
                self.page.show_said(self._statements, self._said_total)

        self._background.run(look, done=show, failed=self._desk.failed.emit)

    # What the reader says --------------------------------------------------------------------------------------------

    def _of_shown(self, ask: Callable[[LedgerSpeaker], None]) -> Callable[[], None]:
        def about() -> None:
            if self._shown is not None:
                ask(self._shown)

        return about

    def _follow_steps(self) -> None:
        self.undo_button.setVisible(bool(self._desk.library_steps.undo_text))
        self.redo_button.setVisible(bool(self._desk.library_steps.redo_text))

    def _offer_proposals(self, proposals: Sequence[Proposal]) -> None:
        words = counted(len(proposals), self.tr("1 pair may be one"), self.tr("%1 pairs may be one"))
        self.ask_button.setText(words)
        self.ask_button.setAccessibleName(words)
        self.ask_button.setVisible(bool(proposals))

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
        self._background.run(write, done=lambda _none: self._word.setText(words), failed=self._desk.failed.emit)

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


def _link(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setProperty("link", True)
    return made

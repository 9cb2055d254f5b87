"""What the reader says of who is who: asked for in sheets, carried out as steps of the library, which undo takes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.domain.ledger import LedgerSpeaker, LedgerStep, PersonInArticle, Proposal
from desktop_app.ui.desk import Desk
from desktop_app.ui.speakers.questions import MergeSheet, ProposalsSheet, RenameSheet, SplitSheet

if TYPE_CHECKING:  # SQLAlchemy before the window would triple the start
    from desktop_app.storage import Library
    from desktop_app.storage.ledger import Ledger

_T = TypeVar("_T")
_OFFERED = 60
PROPOSALS = 200
"""Pairs that are asked about at once."""


class Deciding(QObject):
    """`window` owns the sheets. One speaker is meant at a time: whoever is shown."""

    decided = Signal(str)  # what was done, in words
    proposals_changed = Signal(object)  # list[Proposal]

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._sheet: ProposalsSheet | None = None

    def merge(self, one: LedgerSpeaker) -> None:
        """Ask who is the same."""
        sheet = MergeSheet(one, self._window)

        def offer(words: str) -> None:
            def show(found: list[LedgerSpeaker]) -> None:
                if sheet.words.text() == words:
                    sheet.offer(found)

            self._ask(lambda ledger: ledger.speakers(words or one.name.split()[-1], limit=_OFFERED), show)

        sheet.words_changed.connect(offer)
        sheet.chosen.connect(
            lambda ids: self._take(lambda ledger: ledger.merge(one.id, ids), self.tr("They are one now: %1"), one.name)
        )
        self._open(sheet)
        offer("")

    def split(self, one: LedgerSpeaker) -> None:
        """Ask in which articles it is somebody else."""

        def ask(people: list[PersonInArticle]) -> None:
            sheet = SplitSheet(one, people, self._window)
            sheet.chosen.connect(
                lambda some: self._take(lambda ledger: ledger.split(one.id, some), self.tr("Taken apart: %1"), one.name)
            )
            self._open(sheet)

        self._ask(lambda ledger: ledger.people(one.id), ask)

    def rename(self, one: LedgerSpeaker) -> None:
        """Ask for another name."""
        sheet = RenameSheet(one, self._window)
        sheet.chosen.connect(
            lambda name: self._take(lambda ledger: ledger.rename(one.id, name), self.tr("Renamed: %1"), name)
        )
        self._open(sheet)

    def show_proposals(self) -> None:
        """Ask who of those that may be one are."""
        sheet = self._sheet = ProposalsSheet(self._window)
        sheet.same.connect(self._take_as_one)
        sheet.apart.connect(
            lambda two: self._take(
                lambda ledger: ledger.keep_apart(two.one.id, two.other.id), self.tr("Kept apart: %1"), two.one.name
            )
        )
        sheet.finished.connect(self._forget_sheet)
        self._open(sheet)
        self.count_proposals()

    def count_proposals(self) -> None:
        """Tell with `proposals_changed` who may be one."""

        def show(proposals: list[Proposal]) -> None:
            self.proposals_changed.emit(proposals)
            if self._sheet is not None:
                self._sheet.offer(proposals)

        self._ask(lambda ledger: ledger.proposals(PROPOSALS), show)

    def _take_as_one(self, two: Proposal) -> None:
        into, other = sorted((two.one, two.other), key=lambda one: (-one.statements, -len(one.name)))
        self._take(lambda ledger: ledger.merge(into.id, [other.id]), self.tr("They are one now: %1"), into.name)

    def _forget_sheet(self, _result: int) -> None:
        self._sheet = None

    def _take(self, act: Callable[[Ledger], LedgerStep], words: str, name: str) -> None:
        told = words.replace("%1", name)
        made: list[LedgerStep] = []

        def do(library: Library) -> LedgerStep:
            """Done again, it is the very same: a speaker who was split off has the id that later steps know."""
            if made:
                library.ledger.redo(made[0])
            else:
                made.append(act(library.ledger))
            return made[0]

        self._desk.library_steps.push(
            do,
            lambda library, step: library.ledger.undo(step),
            told,
            done=lambda: self.decided.emit(told),
            undone=lambda: self.decided.emit(self.tr("Undone: %1").replace("%1", told)),
        )

    def _ask(self, read: Callable[[Ledger], _T], show: Callable[[_T], None]) -> None:
        workspace = self._desk.workspace
        if workspace is not None:
            ledger = workspace.library.ledger
            self._desk.background.run(lambda: read(ledger), done=show, failed=self._desk.failed.emit)

    def _open(self, sheet: QDialog) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

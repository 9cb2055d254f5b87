"""What the window of speakers asks: with whom somebody is to be merged, what is to be taken apart, another name, who may be one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop_app.domain.ledger import LedgerSpeaker, PersonInArticle, Proposal
from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.ledger_words import basis, day_in_full, tr
from desktop_app.ui.numbers import counted
from desktop_app.ui.row_list import ROW


class MergeSheet(Sheet):
    """A list of others, narrowed by what is typed; several can be chosen."""

    words_changed = Signal(str)
    chosen = Signal(object)  # list[str]: ids that become one with the speaker

    def __init__(self, one: LedgerSpeaker, parent: QWidget | None = None) -> None:
        super().__init__(tr("Merge with “%1”").replace("%1", one.name), parent)
        self._own = one.id
        self.column.addWidget(
            words(tr("Who is the same? All that the chosen ones said will be on this page, also from later articles."))
        )
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Name"))
        self.words.setAccessibleName(tr("Find a speaker by name"))
        self.words.textChanged.connect(self.words_changed)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Other speakers"))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.itemSelectionChanged.connect(self._follow)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.column.addWidget(self.words)
        self.column.addWidget(self.list, 1)
        self.merge_button = self.add_button(tr("Merge"))
        self.merge_button.setEnabled(False)
        self.merge_button.clicked.connect(self._choose)
        self.close_button.setText(tr("Cancel"))
        self.close_button.setDefault(False)
        self.close_button.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        return QSize(480, 460)

    def offer(self, others: Sequence[LedgerSpeaker]) -> None:
        self.list.clear()
        for one in others:
            if one.id != self._own:
                item = QListWidgetItem(f"{one.name}\n{', '.join(part for part in (one.role, basis(one)) if part)}")
                item.setData(ROW, one.id)
                self.list.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.words.hasFocus() and event.key() == Qt.Key.Key_Down and self.list.count():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentRow(max(0, self.list.currentRow()))
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        self.merge_button.setEnabled(bool(self.list.selectedItems()))

    def _choose(self) -> None:
        ids = [item.data(ROW) for item in self.list.selectedItems()]
        if ids:
            self.accept()
            self.chosen.emit(ids)


class SplitSheet(Sheet):
    """The articles in which somebody is named, to tick those where it is another person."""

    chosen = Signal(object)  # list[tuple[str, str]]: ids of article and of the speaker in it

    def __init__(self, one: LedgerSpeaker, people: Sequence[PersonInArticle], parent: QWidget | None = None) -> None:
        super().__init__(tr("Take “%1” apart").replace("%1", one.name), parent)
        self.column.addWidget(
            words(tr("Tick the articles in which it is somebody else. Those make a speaker of their own."))
        )
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Articles"))
        for each in people:
            facts = (each.name, each.role, each.outlet, day_in_full(each.day))
            said = counted(each.statements, tr("1 statement"), tr("%1 statements"))
            line = f"{each.title or tr('Untitled article')}\n{', '.join(part for part in (*facts, said) if part)}"
            item = QListWidgetItem(line)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(ROW, (each.article_id, each.target_id))
            self.list.addItem(item)
        self.list.itemChanged.connect(lambda _item: self._follow())
        self.column.addWidget(self.list, 1)
        self.split_button = self.add_button(tr("Take apart"))
        self.split_button.setEnabled(False)
        self.split_button.clicked.connect(self._choose)
        self.close_button.setText(tr("Cancel"))

    def sizeHint(self) -> QSize:
        return QSize(520, 460)

    def _ticked(self) -> list[tuple[str, str]]:
        items = [self.list.item(place) for place in range(self.list.count())]
        return [tuple(item.data(ROW)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _follow(self) -> None:
        self.split_button.setEnabled(0 < len(self._ticked()) < self.list.count())

    def _choose(self) -> None:
        ticked = self._ticked()
        self.accept()
        self.chosen.emit(ticked)


class RenameSheet(Sheet):
    chosen = Signal(str)

    def __init__(self, one: LedgerSpeaker, parent: QWidget | None = None) -> None:
        super().__init__(tr("Another name for “%1”").replace("%1", one.name), parent)
        self.name = QLineEdit(one.name)
        self.name.setAccessibleName(tr("Name"))
        self.name.selectAll()
        self.column.addWidget(self.name)
        self.rename_button = self.add_button(tr("Rename"))
        self.rename_button.clicked.connect(self._choose)
        self.name.returnPressed.connect(self._choose)
        self.name.textChanged.connect(lambda text: self.rename_button.setEnabled(bool(text.strip())))
        self.close_button.setText(tr("Cancel"))
        self.close_button.setDefault(False)
        self.close_button.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        return QSize(420, 150)

    def _choose(self) -> None:
        if name := self.name.text().strip():
            self.accept()
            self.chosen.emit(name)


class ProposalsSheet(Sheet):
    """Pairs who may be one, with what speaks for and against it; S: the same, A: keep apart."""

    same = Signal(object)  # Proposal
    apart = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("The same person?"), parent)
        self._intro = words(tr("These may be one. What you say holds for later articles, too, and can be undone."))
        self.column.addWidget(self._intro)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pairs who may be one"))
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(lambda _row: self._follow())
        self.column.addWidget(self.list, 1)
        self.same_button = self.add_button(tr("&Same"))
        self.apart_button = self.add_button(tr("Keep &apart"))
        self.same_button.clicked.connect(lambda: self._say(is_same=True))
        self.apart_button.clicked.connect(lambda: self._say(is_same=False))

    def sizeHint(self) -> QSize:
        return QSize(560, 520)

    def offer(self, proposals: Sequence[Proposal]) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for each in proposals:
            names = [", ".join(part for part in (one.name, one.role) if part) for one in (each.one, each.other)]
            item = QListWidgetItem("\n".join((*names, *(f"– {reason}" for reason in each.reasons))))
            item.setData(ROW, each)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(0, row), len(proposals) - 1))
        if not proposals:
            self._intro.setText(tr("There is nobody left to ask about."))
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_S:
            self._say(is_same=True)
        elif event.key() == Qt.Key.Key_A:
            self._say(is_same=False)
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        for button in (self.same_button, self.apart_button):
            button.setEnabled(self.list.currentItem() is not None)

    def _say(self, *, is_same: bool) -> None:
        if (item := self.list.currentItem()) is not None:
            (self.same if is_same else self.apart).emit(item.data(ROW))

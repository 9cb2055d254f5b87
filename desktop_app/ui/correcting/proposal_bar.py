"""The bar that proposes what follows from a correction: other statements whose source is called by the same words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.findings import Attribution, Findings, Speaker
from desktop_app.domain.spans import hull
from desktop_app.ui.desk import Desk
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.theme import LIGHT, Theme


class ProposalBar(QFrame):
    """Never takes the focus by itself. Enter or Y accepts, Esc dismisses, while it has the focus."""

    accepted = Signal(object, object)  # tuple[Attribution, ...], Speaker | None
    passage_requested = Signal(object, object)  # Span, (kind, id)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposalBar")
        self.setAccessibleName(self.tr("Proposal"))
        self._theme = LIGHT
        self._proposed: tuple[Attribution, ...] = ()
        self._speaker: Speaker | None = None
        self._called = ""
        self._step = -1
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.accept = self._button(self.tr("Accept (Y)"), self.tr("Accept the proposal, with Y or Enter"), main=True)
        self.accept.clicked.connect(self.take)
        self.show_next = self._button(self.tr("Show"), self.tr("Step through them on the page"))
        self.show_next.clicked.connect(self._go_on)
        self.dismiss = self._button(self.tr("Dismiss"), self.tr("Dismiss the proposal, with Esc"))
        self.dismiss.clicked.connect(self.refuse)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.accept, self.show_next, self.dismiss):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._listen(self, "Y", self.take, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._listen(self, "Return", self._press, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._listen(self, "Enter", self._press, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._listen(self, "Esc", self.refuse, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._others: list[QShortcut] = []
        self.hide()

    @property
    def is_open(self) -> bool:
        return bool(self._proposed)

    def propose(self, attributions: Sequence[Attribution], speaker: Speaker | None, text: str) -> None:
        """Show a proposal in the place of the former one. text: that of the revision."""
        self._proposed, self._speaker, self._step = tuple(attributions), speaker, -1
        self._called = " ".join(" ".join(span.of(text) for span in attributions[0].source).split())
        self._say()
        self._set_open(True)

    def keep_only(self, findings: Findings) -> None:
        """Other findings are shown: what is not there as it was proposed is proposed no more."""
        now = {one.id: one for one in findings.attributions}
        left = tuple(one for one in self._proposed if one.id in now and now[one.id].speaker == one.speaker)
        if left != self._proposed:
            self._proposed, self._step = left, -1
            self._say()
            self._set_open(bool(left))

    def withdraw(self) -> None:
        """The proposal is of no article any more."""
        self._proposed = ()
        self._set_open(False)

    def take(self) -> None:
        if self._proposed:
            proposed, speaker = self._proposed, self._speaker
            self.withdraw()
            self.accepted.emit(proposed, speaker)

    def refuse(self) -> None:
        if self._proposed:
            self.withdraw()
            self.dismissed.emit()

    def listen_in(self, widget: QWidget) -> None:
        """Y and Esc answer in another widget, too, while something is proposed."""
        for key, do in (("Y", self.take), ("Esc", self.refuse)):
            shortcut = self._listen(widget, key, do, Qt.ShortcutContext.WidgetShortcut)
            shortcut.setEnabled(self.is_open)
            self._others.append(shortcut)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.chosen)
        painter.fillRect(0, 0, self.width(), 1, self._theme.line)
        painter.fillRect(0, 0, 3, self.height(), self._theme.accent)

    def _say(self) -> None:
        if not self._proposed:
            return
        name = self._speaker.name if self._speaker is not None else self.tr("nobody named")
        count = counted(
            len(self._proposed), self.tr("1 other statement of “{0}”"), self.tr("%1 other statements of “{0}”")
        )
        words = f"{count.replace('{0}', self._called)} → {name}"
        self.words.setText(words)
        self.setAccessibleDescription(words)
        self.show_next.setText(self.tr("Show"))

    def _set_open(self, is_open: bool) -> None:
        self.setVisible(is_open)
        for shortcut in self._others:
            shortcut.setEnabled(is_open)

    def _go_on(self) -> None:
        """The next of the statements, on the page."""
        self._step = (self._step + 1) % len(self._proposed)
        one = self._proposed[self._step]
        shown = self.tr("Next (%1 of %2)").replace("%1", number(self._step + 1))
        self.show_next.setText(shown.replace("%2", number(len(self._proposed))))
        self.passage_requested.emit(hull(one.content), ("attribution", one.id))

    def _press(self) -> None:
        """Enter on a button presses that one; anywhere else in the bar it accepts."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            self.take()

    def _button(self, words: str, hint: str, *, main: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("main", main)
        button.setProperty("small", True)
        button.setAccessibleName(hint)
        button.setToolTip(hint)
        return button

    def _listen(self, widget: QWidget, key: str, do: object, context: Qt.ShortcutContext) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(do)
        return shortcut


class Proposing(QObject):
    """Shows what the desk proposes in a bar, and carries out what the reader answers."""

    def __init__(self, desk: Desk, bar: ProposalBar) -> None:
        super().__init__(bar)
        self._desk, self._bar = desk, bar
        self._step = ""
        desk.corrections.proposed.connect(self._propose)
        desk.opened.connect(lambda _opened: bar.withdraw())
        desk.closed.connect(bar.withdraw)
        desk.findings_changed.connect(bar.keep_only)
        desk.history.changed.connect(self._follow)
        bar.accepted.connect(desk.corrections.reassign_all)

    def _propose(self, attributions: tuple[Attribution, ...], speaker: Speaker | None) -> None:
        reading = self._desk.reading
        if reading is not None:
            self._step = self._desk.history.undo_text
            self._bar.propose(attributions, speaker, reading.revision.text)

    def _follow(self) -> None:
        """The correction that the proposal came from was undone."""
        if self._bar.is_open and self._desk.history.redo_text == self._step:
            self._bar.withdraw()

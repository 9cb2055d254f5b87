"""Passages of the open article that may belong to one of the reader's own topics, and the calm bar that says so."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop_app.analysis.own_topics import Suggestion, suggest
from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.findings import Findings
from desktop_app.domain.own_topics import OwnTopic
from desktop_app.domain.reading import Reading
from desktop_app.ui.desk import Desk
from desktop_app.ui.numbers import counted, number
from desktop_app.workspace import Workspace

_log = logging.getLogger(__name__)

Say = Callable[[Callable[[Reading], tuple[Correction, ...]], str], tuple[Correction, ...]]
"""Carries corrections out as one step, with words for the menu."""


class TopicSuggestions(QObject):
    """Looked for once for every text and analysis of it, off the screen's thread; only for topics that the article does not have
    and that were not dismissed for it."""

    changed = Signal()
    passage_requested = Signal(object, object)  # Span, None

    def __init__(self, desk: Desk, carry_out: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._say = carry_out
        self._looked_for: tuple[str, Findings] | None = None
        self._found: list[Suggestion] = []
        self.own: list[OwnTopic] = []
        """The reader's own topics as they were known last."""
        desk.opened.connect(self._look)
        desk.findings_changed.connect(self._look)
        desk.closed.connect(self._look)

    @property
    def pending(self) -> list[Suggestion]:
        """What the reader has not answered yet, the likeliest first."""
        reading = self._desk.reading
        if reading is None or reading.findings is None or reading.word is None:
            return []
        here = {topic.id for topic in reading.findings.topics} | set(reading.word.rejected)
        labels = {topic.label.casefold() for topic in reading.findings.topics}
        return [one for one in self._found if one.topic.id not in here and one.topic.label.casefold() not in labels]

    def accept(self) -> None:
        """The passages belong to the topic."""
        first = next(iter(self.pending), None)
        if first is not None:
            topic, spans = first.topic, first.spans
            words = self.tr("Add passages to topic “{0}”").format(topic.label)
            self._say(lambda reading: say.topic(reading, topic.label, spans, topic.id, topic.colour), words)
            self._desk.said.emit(self.tr("The passages belong to “{0}” now.").format(topic.label))

    def dismiss(self) -> None:
        """They do not; nothing of this article is suggested for that topic any more."""
        first = next(iter(self.pending), None)
        if first is not None:
            topic, spans = first.topic, first.spans
            words = self.tr("Dismiss passages for topic “{0}”").format(topic.label)
            if self._say(lambda reading: say.dismiss_topic(reading, topic.id, topic.label, spans), words):
                self._desk.removed.emit(self.tr("The suggestion was dismissed."))

    def load_own(self, done: Callable[[list[OwnTopic]], None]) -> None:
        """Ask the library for the reader's own topics."""
        workspace = self._desk.workspace
        if workspace is not None:

            def keep(topics: list[OwnTopic]) -> None:
                self.own = topics
                done(topics)

            self._desk.background.run(workspace.library.own_topics, done=keep, failed=_leave)

    def _look(self, _what: object = None) -> None:
        reading, workspace = self._desk.reading, self._desk.workspace
        if reading is None or workspace is None or reading.found is None:
            self._looked_for = None
            self._found = []
            self.changed.emit()
            return
        wanted = (reading.revision.id, reading.found)
        known, self._looked_for = self._looked_for, wanted
        if known is not None and known[0] == wanted[0] and known[1] is wanted[1]:
            self.changed.emit()
            return
        self._found = []
        self.changed.emit()

        def show(answer: tuple[list[OwnTopic], list[Suggestion]]) -> None:
            if self._looked_for is wanted:
                self.own, self._found = answer
                self.changed.emit()

        self._desk.background.run(lambda: _fitting(workspace, reading), done=show, failed=_leave)


def _fitting(workspace: Workspace, reading: Reading) -> tuple[list[OwnTopic], list[Suggestion]]:
    topics = workspace.library.own_topics()
    here = {topic.id for topic in reading.findings.topics} if reading.findings is not None else set()
    known = here | set(reading.word.rejected if reading.word is not None else ())
    others = [topic for topic in topics if topic.id not in known]
    return topics, suggest(reading.revision.text, reading.revision.blocks, others) if others else []


def _leave(error: Exception) -> None:
    """A suggestion that cannot be made is no trouble of the reader's."""
    _log.warning("the reader's own topics could not be looked for: %s", error)


class SuggestionBar(QFrame):
    """One line: so many passages may belong to that topic. Hidden while there is nothing to suggest."""

    def __init__(self, suggestions: TopicSuggestions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterStrip")  # looks as the other quiet strips do
        self.setAccessibleName(self.tr("Passages that may belong to a topic of yours"))
        self._suggestions = suggestions
        self._shown: Suggestion | None = None
        self._next = 0
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self.words, 1)
        self.add_button = _button(self.tr("Add"), self.tr("Add these passages to the topic"))
        self.show_button = _button(self.tr("Show"), self.tr("Show the next of these passages"))
        self.dismiss_button = _button(self.tr("Dismiss"), self.tr("These passages do not belong to the topic"))
        for button in (self.add_button, self.show_button, self.dismiss_button):
            row.addWidget(button)
        self.add_button.clicked.connect(suggestions.accept)
        self.show_button.clicked.connect(self._show_next)
        self.dismiss_button.clicked.connect(suggestions.dismiss)
        suggestions.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        pending = self._suggestions.pending
        shown = pending[0] if pending else None
        if shown is not self._shown:
            self._shown, self._next = shown, 0
        if shown is not None:
            text = counted(
                len(shown.spans),
                self.tr("1 passage of this article may belong to “{0}”."),
                self.tr("%1 passages of this article may belong to “{0}”."),
            ).format(shown.topic.label)
            self.words.setText(text)
        self.setVisible(shown is not None)

    def _show_next(self) -> None:
        if self._shown is None:
            return
        spans = self._shown.spans
        place = self._next % len(spans)
        self._next = place + 1
        where = self.tr("%1 of %2 is shown").replace("%1", number(place + 1)).replace("%2", number(len(spans)))
        self.show_button.setAccessibleDescription(where)
        self._suggestions.passage_requested.emit(spans[place], None)


def _button(text: str, hint: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("small", True)
    button.setAccessibleName(hint)
    button.setToolTip(hint)
    return button

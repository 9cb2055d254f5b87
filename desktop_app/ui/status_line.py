"""The line at the foot of the window: counts, short words with an offer to undo, progress with a way to stop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from desktop_app.analysis import RULES
from desktop_app.domain.findings import Findings, quotation_count
from desktop_app.ui.numbers import counted

_WORD_MS = 8000
_PATIENCE_MS = 250


class StatusLine(QStatusBar):
    said = Signal(str)
    undo_requested = Signal()
    explanation_requested = Signal()  # of why the rules alone were at work
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._counts = _plain()
        self._engine = _plain()
        self._rules_only = QPushButton(self.tr("Analysed by rules alone – why?"))
        self._rules_only.setToolTip(self.tr("The program’s model is missing or damaged, so less is found"))
        self._rules_only.setFlat(True)
        self._rules_only.clicked.connect(self.explanation_requested)
        self._build_word()
        self._build_progress()
        self.addWidget(self._counts)
        self.addWidget(self._word_box)
        for widget in (self._work, self._bar, self._stop, self._engine, self._rules_only):
            self.addPermanentWidget(widget)
        self.end()
        self._word_box.hide()
        self._rules_only.hide()

    @property
    def counts(self) -> str:
        return self._counts.text()

    @property
    def words(self) -> str:
        """What was said last."""
        return self._word.text()

    @property
    def tells_of_rules(self) -> bool:
        return not self._rules_only.isHidden()

    def show_findings(self, findings: Findings | None, *, is_part: bool = False) -> None:
        """How much was found and by what; nothing for None. Of a part, what can only be told of the whole is left out."""
        self._rules_only.setVisible(findings is not None and findings.engine == RULES)
        self._engine.setVisible(not self.tells_of_rules and not is_part)
        if findings is None:
            self._counts.clear()
            self._engine.clear()
            return
        counts = [
            counted(quotation_count(findings.attributions), self.tr("1 quotation"), self.tr("%1 quotations")),
            counted(len(findings.speakers), self.tr("1 speaker"), self.tr("%1 speakers")),
        ]
        if not is_part:
            counts.append(counted(len(findings.topics), self.tr("1 topic"), self.tr("%1 topics")))
        self._counts.setText(" · ".join(counts))
        self._engine.setText(self.tr("Analysed by network and rules"))
        self._engine.setToolTip(self.tr("Version {0}").format(findings.engine_version))

    def say(self, words: str, *, can_undo: bool = False) -> None:
        """Show some words for a while."""
        self._word.setText(words)
        self._undo.setVisible(can_undo)
        self._other.hide()
        self._word_box.show()
        self._word_timer.start()
        self.said.emit(words)

    def offer(self, words: str, deed: str, do: Callable[[], object]) -> None:
        """Words with a button that does something about them."""
        self.say(words)
        self._deed = do
        self._other.setText(deed)
        self._other.setAccessibleName(f"{deed}: {words}")
        self._other.show()

    def _take_offer(self) -> None:
        self.hide_word()
        self._deed()

    def hide_word(self) -> None:
        self._word_box.hide()

    @property
    def offers_undo(self) -> bool:
        return not self._word_box.isHidden() and not self._undo.isHidden()

    def withdraw_word(self, *_: object) -> None:
        """Something else was done since: the words are about what was before, and an offer to undo would undo that."""
        self.hide_word()

    def begin(self, what: str, _task: object = None) -> None:
        """Work has started; it is shown only when it is still going on after a moment."""
        self._work.setText(what + " …")
        self._bar.setRange(0, 0)
        self._patience.start()

    def advance(self, fraction: float) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(fraction * 1000))

    def end(self) -> None:
        self._patience.stop()
        for widget in (self._work, self._bar, self._stop):
            widget.hide()

    def stop_timers(self) -> None:
        self._patience.stop()
        self._word_timer.stop()

    def _build_word(self) -> None:
        self._word = _plain()
        self._undo = QPushButton(self.tr("Undo"))
        self._undo.setAccessibleName(self.tr("Undo the removal"))
        self._undo.setFlat(True)
        self._undo.clicked.connect(self.hide_word)
        self._undo.clicked.connect(self.undo_requested)
        self._other = QPushButton()
        self._other.setFlat(True)
        self._other.clicked.connect(self._take_offer)
        self._other.setAccessibleName(self.tr("Do it"))
        self._word_box = QWidget()
        row = QHBoxLayout(self._word_box)
        row.setContentsMargins(12, 0, 8, 0)
        row.addWidget(self._word)
        row.addWidget(self._undo)
        row.addWidget(self._other)
        self._word_timer = QTimer(self)
        self._word_timer.setSingleShot(True)
        self._word_timer.setInterval(_WORD_MS)
        self._word_timer.timeout.connect(self.hide_word)

    def _build_progress(self) -> None:
        self._work = _plain()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(140)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.setAccessibleName(self.tr("Stop what is going on"))
        self._stop.setFlat(True)
        self._stop.clicked.connect(self.stop_requested)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)

    def _show_progress(self) -> None:
        for widget in (self._work, self._bar, self._stop):
            widget.show()


def _plain() -> QLabel:
    """File names and titles are words, whatever they look like."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

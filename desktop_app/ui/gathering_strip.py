"""The quiet line below everything: how far an import or the analysis of many articles is, a way to stop it, what failed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from desktop_app.domain.intake import Became, Tally
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.numbers import counted, number

_PATIENCE_MS = 400
_FEWEST = 2
"""One article is analysed before anybody has read a line about it."""


class GatheringStrip(QFrame):
    """What failed stays until it is put away; an import goes before the analysis that follows it."""

    cancel_requested = Signal()
    pause_requested = Signal(bool)
    failures_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally: Tally | None = None
        self._is_stopping = False
        self._left, self._most = 0, 0
        self._is_paused = False
        self._failed = ""
        self._is_out_of_sight = False
        self.setObjectName("gatheringStrip")
        self.setAccessibleName(self.tr("Progress of many articles"))
        self.words = ElidedLabel()
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(160)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel = self._button(self.tr("Cancel"), self.tr("Cancel the import"))
        self.cancel.clicked.connect(self.cancel_requested)
        self.pause = self._button(self.tr("Pause"), self.tr("Pause the analysis of other articles"))
        self.pause.clicked.connect(lambda: self.pause_requested.emit(not self._is_paused))
        self.show_failures = self._button(self.tr("Show what failed"), self.tr("Show what failed in the import"))
        self.show_failures.clicked.connect(self.failures_requested)
        self.dismiss = self._button(self.tr("Dismiss"), self.tr("Dismiss the words about the import"))
        self.dismiss.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 10, 3)
        row.setSpacing(10)
        row.addWidget(self.words, 1)
        for widget in (self.bar, self.cancel, self.pause, self.show_failures, self.dismiss):
            row.addWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._follow)
        self.hide()

    def show_state(self, tally: Tally | None, *, is_stopping: bool, left: int, is_paused: bool) -> None:
        """tally: of the import that is going on. left: articles to be analysed."""
        self._tally, self._is_stopping, self._is_paused = tally, is_stopping, is_paused
        self._left = left if left >= _FEWEST or self._most else 0
        self._most = max(self._most, left) if self._left else 0
        if self.isHidden() and self._has_something():
            if not self._patience.isActive():
                self._patience.start()
        else:
            self._follow()

    def tell_failures(self, words: str) -> None:
        """Until they are put away, or another import begins."""
        self._failed = words
        self._follow()

    def put_away(self) -> None:
        self.tell_failures("")

    def keep_out_of_sight(self, out: bool) -> None:
        """While nothing but the page is to be seen."""
        self._is_out_of_sight = out
        self._follow()

    def stop_timers(self) -> None:
        self._patience.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.dismiss.isHidden():
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setProperty("small", True)
        return button

    def _has_something(self) -> bool:
        return self._tally is not None or bool(self._failed) or self._left > 0

    def _follow(self) -> None:
        self._patience.stop()
        if not self._has_something() or self._is_out_of_sight:
            self.hide()
            return
        tally, is_told = self._tally, bool(self._failed) and self._tally is None
        is_analysis = tally is None and not is_told
        if tally is not None:
            self.words.setText(self._import_words(tally))
            self._set_bar(tally.done, tally.total)
        elif is_told:
            self.words.setText(self._failed)
        else:
            self.words.setText(self._analysis_words())
            self._set_bar(self._most - self._left, self._most)
        self.bar.setVisible(not is_told)
        self.cancel.setVisible(tally is not None)
        self.cancel.setEnabled(not self._is_stopping)
        self.pause.setVisible(is_analysis)
        self.pause.setText(self.tr("Go on") if self._is_paused else self.tr("Pause"))
        self.pause.setAccessibleName(
            self.tr("Go on with the analysis of other articles")
            if self._is_paused
            else self.tr("Pause the analysis of other articles")
        )
        self.show_failures.setVisible(is_told)
        self.dismiss.setVisible(is_told)
        self.show()

    def _set_bar(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)  # 0 of 0: nobody knows yet
        self.bar.setValue(done)

    def _import_words(self, tally: Tally) -> str:
        if self._is_stopping:
            return self.tr("Stopping the import …")
        if not tally.total:
            return self.tr("Looking for articles …")
        words = self.tr("Importing: {0} of {1} files").format(number(tally.done), number(tally.total))
        return words + self._failed_so_far(tally)

    def _failed_so_far(self, tally: Tally) -> str:
        failed = tally.counts[Became.FAILED]
        return " · " + counted(failed, self.tr("1 failed"), self.tr("%1 failed")) if failed else ""

    def _analysis_words(self) -> str:
        left = counted(self._left, self.tr("1 article left"), self.tr("%1 articles left"))
        if self._is_paused:
            return self.tr("Looking for who said what is paused: {0}").format(left)
        return self.tr("Looking for who said what: {0}").format(left)


def outcome_in_words(tally: Tally, *, was_stopped: bool) -> str:
    """“312 articles imported, 4 were there already, 3 files failed.”"""
    counts = tally.counts
    parts = [counted(counts[Became.IMPORTED], _tr("1 article imported"), _tr("%1 articles imported"))]
    if counts[Became.KNOWN]:
        parts.append(counted(counts[Became.KNOWN], _tr("1 was there already"), _tr("%1 were there already")))
    if counts[Became.FAILED]:
        parts.append(counted(counts[Became.FAILED], _tr("1 file failed"), _tr("%1 files failed")))
    words = ", ".join(parts)
    return _tr("Stopped: %1; what was imported stays.").replace("%1", words) if was_stopped else words + "."


def _tr(text: str) -> str:
    return QCoreApplication.translate("Gathering", text)

"""What the window shows of the work on many articles: the strip at its foot, what failed, the question before it closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from desktop_app.domain.intake import Became, FileResult, Tally
from desktop_app.ui.actions import Actions
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs import ImportFailuresDialog
from desktop_app.ui.gathering_strip import GatheringStrip, outcome_in_words
from desktop_app.ui.looks import Looks
from desktop_app.ui.numbers import number


class ManyArticles(QObject):
    said = Signal(str)

    def __init__(self, window: QWidget, desk: Desk, looks: Looks) -> None:
        super().__init__(window)
        self._window, self._gathering, self._looks = window, desk.gathering, looks
        self._failures: tuple[FileResult, ...] = ()
        self._may_quit = False
        self._question: QMessageBox | None = None
        self.strip = GatheringStrip()
        self.strip.cancel_requested.connect(self._gathering.cancel_import)
        self.strip.pause_requested.connect(self._gathering.pause)
        self.strip.failures_requested.connect(self.show_failures)
        self._gathering.changed.connect(self._show_state)
        self._gathering.import_ended.connect(self._tell_end)

    def below(self, widget: QWidget) -> QWidget:
        """`widget` with the strip at its foot."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(widget, 1)
        column.addWidget(self.strip)
        return whole

    def follow(self, actions: Actions) -> None:
        """Menus show what can be done now."""
        self._actions = actions
        actions["reading_mode"].toggled.connect(self.strip.keep_out_of_sight)
        self._show_state()

    def show_failures(self) -> None:
        """What the last import could not take."""
        if not self._failures:
            return
        dialog = ImportFailuresDialog(self._failures, self._looks.theme, self._window)
        self._looks.theme_changed.connect(dialog.set_theme)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def toggle_pause(self) -> None:
        self._gathering.pause(self._actions["pause_analysis"].isChecked())

    # -- quitting -----------------------------------------------------------------------------------------------------

    def quit_unasked(self) -> None:
        """Close the window, import or not."""
        self._may_quit = True
        self._window.close()

    def asks_before_quit(self) -> bool:
        """Whether the reader is being asked first: what is not imported yet would not be after a quit. Articles that wait for
        their analysis are no reason: they are analysed after the next start."""
        tally = self._gathering.tally
        if self._may_quit or tally is None:
            self._may_quit = False
            return False
        if self._question is None:
            self._ask(tally)
        return True

    def stop(self) -> None:
        self._gathering.stop()
        self.strip.stop_timers()

    def _ask(self, tally: Tally) -> None:
        question = self._question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle("Pressmark")
        question.setText(self.tr("An import is still going on. Quit now?"))
        question.setInformativeText(
            self.tr(
                "{0} of {1} files are done, and stay in the library. To take the others, import the same folder again later: "
                "what is there already is left as it is."
            ).format(number(tally.done), number(tally.total))
        )
        leave = question.addButton(self.tr("Stop and quit"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(self.tr("Go on importing"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)
        leave.clicked.connect(self.quit_unasked)
        question.finished.connect(self._forget_question)
        question.open()

    def _forget_question(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None

    # -- words --------------------------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        gathering = self._gathering
        self.strip.show_state(
            gathering.tally, is_stopping=gathering.is_cancelled, left=gathering.left, is_paused=gathering.is_paused
        )
        self._actions["pause_analysis"].setChecked(gathering.is_paused)
        self._actions["import_failures"].setEnabled(bool(self._failures))

    def _tell_end(self, tally: Tally, was_stopped: bool) -> None:
        self._failures = tuple(tally.failures)
        if self._question is not None:
            self._question.reject()
        if not tally.total and not was_stopped:
            self.said.emit(self.tr("There is no text, Markdown or HTML file there."))
            self.strip.put_away()
            return
        words = outcome_in_words(tally, was_stopped=was_stopped)
        if tally.counts[Became.FAILED]:
            self.strip.tell_failures(words)
        else:
            self.strip.put_away()
            self.said.emit(words)

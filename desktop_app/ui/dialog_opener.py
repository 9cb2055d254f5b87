"""Opens the dialogs of one window and passes on what is chosen in them. None of them blocks."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.domain.errors import AppError, DamagedLibrary
from desktop_app.importing import ENCODINGS
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs import (
    AboutDialog,
    BinDialog,
    CheatSheet,
    ColoursDialog,
    EncodingDialog,
    ProblemDialog,
    ReadingOptionsDialog,
    RepairsDialog,
    ShortcutsDialog,
)
from desktop_app.ui.looks import Looks
from desktop_app.workspace import Opened

_log = logging.getLogger(__name__)
_MOST_TOLD = 10


class Dialogs(QObject):
    restore_requested = Signal()  # set a damaged library aside, go back to the newest backup

    def __init__(self, window: QWidget, desk: Desk, looks: Looks, profile: Path) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._looks = looks
        self._profile = profile
        self._shows_problem = False
        self._waiting: list[AppError] = []

    def show_problem(self, error: Exception) -> None:
        """Tell the reader what happened; a bug is logged as well. One dialog at a time: what comes meanwhile follows as one."""
        if not isinstance(error, AppError):
            _log.error("a bug", exc_info=error)
        if self._shows_problem:
            if isinstance(error, AppError):
                self._waiting.append(error)
            return
        dialog = ProblemDialog(error, self._window)
        if isinstance(error, DamagedLibrary):
            restore = dialog.add_button(self.tr("Go back to the newest backup"))
            restore.clicked.connect(dialog.accept)
            restore.clicked.connect(self.restore_requested)
        self._shows_problem = True
        dialog.finished.connect(self._show_waiting)
        self._open(dialog)

    def explain_rules(self) -> None:
        """Why the shown findings are those of the rules alone, and what to do about it."""
        self.show_problem(
            AppError(
                self.tr("Who said what was found by rules alone, because the program’s model is missing or damaged."),
                kept=self.tr(
                    "What is shown was found as usual, but fewer quotations and statements, and more of them with the wrong "
                    "speaker. Your articles, highlights and notes are not affected."
                ),
                advice=self.tr(
                    "Install Pressmark again and start it anew: an article is then analysed with the model when you open it."
                ),
            )
        )

    def _show_waiting(self, _result: int) -> None:
        self._shows_problem = False
        waiting, self._waiting = self._waiting, []
        if len(waiting) == 1:
            self.show_problem(waiting[0])
        elif waiting:
            told = "\n".join(error.what for error in waiting[:_MOST_TOLD])
            self.show_problem(AppError(self.tr("{0} more problems").format(len(waiting)), kept=told))

    def show_repairs(self) -> None:
        if self._desk.reading is not None:
            dialog = RepairsDialog(self._desk.reading, self._window)
            dialog.repair_toggled.connect(self._desk.opening.set_repaired)

            def follow(opened: Opened) -> None:
                dialog.show_reading(opened.reading)

            self._desk.opened.connect(follow)
            dialog.finished.connect(lambda _result: self._desk.opened.disconnect(follow))
            self._open(dialog)

    def show_encodings(self) -> None:
        if self._desk.reading is not None:
            dialog = EncodingDialog(ENCODINGS, self._desk.reading.revision.encoding, self._window)
            dialog.encoding_chosen.connect(self._desk.opening.set_encoding)
            self._open(dialog)

    def show_reading_options(self) -> None:
        dialog = ReadingOptionsDialog(self._looks.settings, self._window)
        dialog.theme_changed.connect(self._looks.set_theme)
        dialog.type_changed.connect(self._looks.set_type)
        self._open(dialog)

    def show_keys(self) -> None:
        settings = self._looks.settings
        dialog = ShortcutsDialog(settings.keys, self._window, letter_keys=settings.letter_keys)
        self._looks.theme_changed.connect(dialog.set_theme)
        dialog.keys_changed.connect(self._looks.set_keys)
        dialog.letter_keys_changed.connect(self._looks.set_letter_keys)
        self._open(dialog)

    def show_cheat_sheet(self) -> None:
        """The most useful keys over the window, until the next click or Escape."""
        settings = self._looks.settings
        self._open(CheatSheet(settings.keys, self._window, letter_keys=settings.letter_keys))

    def show_colours(self) -> None:
        """Colours belong to no article, but steps do: with nothing on the desk there is nothing to show."""
        reading, annotations = self._desk.reading, self._desk.annotations
        if reading is None:
            return
        dialog = ColoursDialog(reading.colours, self._looks.theme, self._window)
        dialog.add_requested.connect(annotations.add_colour)
        dialog.change_requested.connect(annotations.change_colour)
        dialog.reorder_requested.connect(annotations.reorder_colours)
        dialog.merge_requested.connect(annotations.merge_colours)
        dialog.archive_requested.connect(annotations.archive_colour)

        def follow() -> None:
            if self._desk.reading is not None:
                dialog.show_colours(self._desk.reading.colours)

        self._desk.annotations_changed.connect(follow)
        self._looks.theme_changed.connect(dialog.set_theme)
        dialog.finished.connect(lambda _result: self._desk.annotations_changed.disconnect(follow))
        self._open(dialog)

    def show_bin(self) -> None:
        dialog, contents = BinDialog((), self._looks.theme, self._window), self._desk.bin
        dialog.restore_requested.connect(contents.restore)
        dialog.delete_requested.connect(contents.delete_for_good)
        dialog.empty_requested.connect(contents.empty)
        contents.changed.connect(dialog.show_binned)
        self._looks.theme_changed.connect(dialog.set_theme)
        contents.refresh()
        self._open(dialog)

    def show_about(self) -> None:
        self._open(AboutDialog(self._profile, self._window))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

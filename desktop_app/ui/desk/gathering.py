"""Many articles at once: importing folders, and analysing in the background what nobody has opened yet."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.bulk import Backlog, MassImport
from desktop_app.domain.errors import AppError, CannotOpenLibrary, CannotSave
from desktop_app.domain.intake import FileResult, Tally
from desktop_app.domain.shelf import Overview
from desktop_app.workspace import Opened, Workspace

if TYPE_CHECKING:
    from desktop_app.ui.desk.desk import Desk

_log = logging.getLogger(__name__)
_REFRESH_MS = 1500


class Gathering(QObject):
    """One import at a time; what is asked for meanwhile follows. Articles wait for the analysis while one is imported or the reader
    waits for anything else; the open article is analysed by the desk itself, before all others."""

    changed = Signal()  # how far it is
    import_ended = Signal(object, bool)  # Tally, whether the reader stopped it

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace: Workspace | None = None
        self._backlog: Backlog | None = None
        self._import: MassImport | None = None
        self._asked_for: list[list[Path]] = []
        self._is_waited_for = False
        self._may_have_left = False
        self._is_paused = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(desk.refresh_articles)
        self.not_analysed: dict[str, str] = {}
        """Why, by article that could not be analysed since the start."""

    def listen(self) -> None:
        """To the other parts of the desk, once they are there."""
        desk = self._desk
        desk.work.started.connect(lambda *_: self._wait(True))
        desk.work.ended.connect(lambda: self._wait(False))
        desk.analysis.changed.connect(self._note_analysis)
        desk.analysis.stopped.connect(self._leave_alone)
        desk.opened.connect(self._note_opened)
        desk.articles_changed.connect(self._note_articles)

    def use(self, workspace: Workspace) -> None:
        """The library is open, or another one in its place."""
        asked_for = self._asked_for
        self.stop()
        self._asked_for = asked_for
        self._workspace = workspace
        self.not_analysed = {}
        self._backlog = Backlog(
            self._desk.background,
            workspace,
            analysed=lambda _id: self._refresh_soon(),
            counted=lambda _left: self.changed.emit(),
            failed=self._note_failure,
        )
        self._backlog.pause(self._is_paused)
        self._hold()
        self._backlog.look()
        self._import_next()

    def stop(self) -> None:
        """Begin nothing more; what is going on comes to nothing, and is done at the next start."""
        self._rest.stop()
        self._asked_for = []
        if self._import is not None:
            self._import.cancel()
        if self._backlog is not None:
            self._backlog.close()
            self._backlog = None

    # -- importing ----------------------------------------------------------------------------------------------------

    @property
    def tally(self) -> Tally | None:
        """Of the import that is going on."""
        return self._import.tally if self._import is not None else None

    @property
    def is_cancelled(self) -> bool:
        return self._import is not None and self._import.is_cancelled

    def import_paths(self, paths: Iterable[Path]) -> None:
        """Files, and folders with all below them."""
        self._asked_for.append(list(paths))
        if self._import is None:
            self._import_next()

    def cancel_import(self) -> None:
        """What is in the library by now stays."""
        self._asked_for.clear()
        if self._import is not None:
            self._import.cancel()
            self.changed.emit()

    def _import_next(self) -> None:
        if self._workspace is None or self._import is not None or not self._asked_for:
            return
        work = MassImport(
            self._desk.background,
            self._workspace,
            progressed=self._note_progress,
            ended=lambda error: self._end_import(work, error),
        )
        self._import = work
        self._hold()
        self.changed.emit()
        work.start(self._asked_for.pop(0))

    def _note_progress(self, results: Sequence[FileResult]) -> None:
        if results:
            self._refresh_soon()
        self.changed.emit()

    def _end_import(self, work: MassImport, error: Exception | None) -> None:
        self._import = None
        self._rest.stop()
        self._desk.refresh_articles()
        self._hold()
        self.import_ended.emit(work.tally, work.is_cancelled and error is None)
        self.changed.emit()
        if error is not None:
            self._asked_for.clear()
            self._desk.failed.emit(error)
        if self._backlog is not None:
            self._backlog.look()
        self._import_next()

    # -- analysing ----------------------------------------------------------------------------------------------------

    @property
    def left(self) -> int:
        """Articles that are still to be analysed."""
        return self._backlog.left if self._backlog is not None else 0

    @property
    def is_paused(self) -> bool:
        return self._is_paused

    def pause(self, paused: bool) -> None:
        self._is_paused = paused
        if self._backlog is not None:
            self._backlog.pause(paused)
        self.changed.emit()

    def _hold(self) -> None:
        if self._backlog is not None:
            self._backlog.hold(self._is_waited_for or self._import is not None)

    def _wait(self, waited_for: bool) -> None:
        self._is_waited_for = waited_for
        if not waited_for and self._may_have_left and self._backlog is not None:
            self._may_have_left = False
            self._backlog.look()
        self._hold()

    def _note_analysis(self, is_going_on: bool) -> None:
        """The desk analyses the open article. If another one is opened before that is done, the former is one of the many again."""
        reading = self._desk.reading
        if is_going_on and reading is not None and self._backlog is not None:
            self._may_have_left = True
            self._backlog.leave(reading.article.id)

    def _note_opened(self, _opened: Opened) -> None:
        if self._backlog is not None:
            self._backlog.leave(None)

    def _leave_alone(self, article_id: str) -> None:
        if self._backlog is not None:
            self._backlog.leave_alone(article_id)

    def _note_articles(self, overview: Overview) -> None:
        backlog = self._backlog
        if backlog is not None and not backlog.left and overview.waiting:
            backlog.look()

    def _note_failure(self, article_id: str, error: Exception) -> None:
        if isinstance(error, (CannotSave, CannotOpenLibrary)):
            self._is_paused = True
            self.changed.emit()
            self._desk.said.emit(self.tr("The analysis of other articles is paused: {0}").format(error.what))
            return
        self.not_analysed[article_id] = error.what if isinstance(error, AppError) else repr(error)
        _log.warning("the article %s could not be analysed: %s", article_id, error)
        self._desk.said.emit(self.tr("An article could not be analysed; opening it tries again."))

    def _refresh_soon(self) -> None:
        if not self._rest.isActive():
            self._rest.start(_REFRESH_MS)

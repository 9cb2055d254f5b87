"""Looking for who said what in the open article, in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.findings import Findings
from desktop_app.domain.tasks import Task
from desktop_app.workspace import lasting_ids

if TYPE_CHECKING:
    from desktop_app.ui.desk.desk import Desk


class Analysing(QObject):
    part_found = Signal(object)  # Findings: what is settled while the analysis goes on; None: it ended with nothing
    changed = Signal(bool)  # whether who said what is being looked for in the open article
    stopped = Signal(str)  # by the reader: id of the article
    _part = Signal(object, object)  # from working threads: Task, Findings

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._task: Task | None = None
        self._shows_part = False
        self.lasting_ids: dict[str, str] = {}
        """From the ids in the parts of the last analysis that were shown to those in the findings that it came to."""
        self._part.connect(self._show_part)

    def start(self) -> None:
        """The page stays usable. Where nothing is known of the article yet, what is settled is shown as it comes; it is stored as
        a whole or not at all."""
        desk, workspace, reading = self._desk, self._desk.workspace, self._desk.reading
        if workspace is None or reading is None:
            return
        self.stop()
        self.lasting_ids = {}
        task = self._task = desk.work.begin(self.tr("Looking for who said what"))
        self.changed.emit(True)

        def show(found: Findings, findings: Findings) -> None:
            desk.work.end(task)
            desk.refresh_articles()
            if desk.reading is not None and desk.reading.revision.id == reading.revision.id:
                self.lasting_ids = lasting_ids(found, findings) if self._shows_part else {}
                self._shows_part = False
                desk.put_reading(desk.reading.with_found(findings))
                self.changed.emit(False)
                desk.findings_changed.emit(desk.reading.findings)

        def tell(error: Exception) -> None:
            desk.work.end(task)
            is_shown = task is self._task
            if is_shown:
                self._withdraw_part()
                self.changed.emit(False)
            if not isinstance(error, Cancelled):
                desk.failed.emit(error)
            elif is_shown:
                self.stopped.emit(reading.article.id)
                desk.said.emit(self.tr("Stopped; nothing of this analysis was kept. “Analyse again” begins anew."))

        def store(found: Findings) -> None:
            desk.background.write(
                lambda: workspace.keep_findings(reading, found),
                done=lambda findings: show(found, findings),
                failed=tell,
            )

        desk.background.run(
            lambda: workspace.find(reading, task, lambda part: self._part.emit(task, part)), done=store, failed=tell
        )

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._withdraw_part()

    def is_lasting(self, kind: str) -> bool:
        """Whether a thing of that kind (as in a MarkRef or NoteTarget) has an id that will still name it tomorrow."""
        return not self._shows_part or kind in (NoteTarget.HIGHLIGHT, NoteTarget.ARTICLE, "note")

    def _show_part(self, task: Task, findings: Findings) -> None:
        """Findings of an earlier analysis are whole and stored: no part takes their place."""
        reading = self._desk.reading
        if task is self._task and not task.is_cancelled and reading is not None and reading.findings is None:
            self._shows_part = True
            self.part_found.emit(findings)

    def _withdraw_part(self) -> None:
        if self._shows_part:
            self._shows_part = False
            self.part_found.emit(None)

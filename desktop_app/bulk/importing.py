"""Imports many files: some tens at a time, read in several processes, kept one transaction after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.background import Background
from desktop_app.bulk.chunks import FILES_AT_ONCE, Chunk, failure, keep_chunk, read_chunk
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.intake import FileResult, Tally
from desktop_app.domain.tasks import Task
from desktop_app.importing import find_files
from desktop_app.workspace import Workspace

Found = tuple[list[Path], list[FileResult]]


class MassImport:
    """`progressed` is called with what became of some more files, `ended` once, with the error that ended it before its time, if
    any. Stopped, it keeps what it has kept, and nothing of what it was reading."""

    def __init__(
        self,
        background: Background,
        workspace: Workspace,
        *,
        progressed: Callable[[Sequence[FileResult]], None],
        ended: Callable[[Exception | None], None],
    ) -> None:
        self.tally = Tally()
        self._background, self._workspace = background, workspace
        self._progressed, self._ended = progressed, ended
        self._task = Task()
        self._waiting: deque[Path] = deque()
        self._going_on = 0
        self._error: Exception | None = None

    @property
    def is_cancelled(self) -> bool:
        return self._task.is_cancelled

    def start(self, paths: Sequence[Path]) -> None:
        """Import these files, and those of these folders and of all folders in them. Call it once."""
        self._going_on = 1
        self._background.bulk(lambda: self._find(paths), done=self._begin, failed=self._break_off)

    def cancel(self) -> None:
        self._task.cancel()

    def _find(self, paths: Sequence[Path]) -> Found:
        files: list[Path] = []
        refused: list[FileResult] = []
        for found in find_files(paths):
            self._task.check()
            if isinstance(found, Path):
                files.append(found)
            else:
                refused.append(failure(*found))
        return files, refused

    def _begin(self, found: Found) -> None:
        files, refused = found
        self._waiting.extend(files)
        self.tally.total = len(files) + len(refused)
        self._tell(refused)
        self._going_on += self._background.workers - 1
        for _ in range(self._background.workers):
            self._go_on()

    def _go_on(self) -> None:
        """One of the rows of work takes its next files, or ends."""
        if self._task.is_cancelled or not self._waiting:
            self._end_one()
            return
        paths = [self._waiting.popleft() for _ in range(min(FILES_AT_ONCE, len(self._waiting)))]
        compute = self._background.compute_bulk
        self._background.bulk(
            lambda: read_chunk(self._workspace, compute, paths, self._task), done=self._keep, failed=self._break_off
        )

    def _keep(self, chunk: Chunk) -> None:
        self._waiting.extendleft(reversed(chunk.left))
        if self._task.is_cancelled:
            self._end_one()
            return
        self._background.write(lambda: keep_chunk(self._workspace, chunk), done=self._note_kept, failed=self._break_off)

    def _note_kept(self, results: list[FileResult]) -> None:
        self._tell(results)
        self._go_on()

    def _tell(self, results: Sequence[FileResult]) -> None:
        self.tally.add(results)
        self._progressed(results)

    def _break_off(self, error: Exception) -> None:
        """What happens to no single file ends all of it: the reader stopped it, the library cannot be written to, a bug."""
        if not isinstance(error, Cancelled) and self._error is None:
            self._error = error
        self._task.cancel()
        self._end_one()

    def _end_one(self) -> None:
        self._going_on -= 1
        if self._going_on == 0:
            self._ended(self._error)

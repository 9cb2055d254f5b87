"""An import without a window: begins it, and waits until everything is read, kept and analysed."""

from __future__ import annotations

import queue
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.background import Background
from desktop_app.bulk.backlog import Backlog
from desktop_app.bulk.importing import MassImport
from desktop_app.domain.errors import AppError, CannotOpenLibrary, CannotSave
from desktop_app.domain.intake import FileResult
from desktop_app.workspace import Workspace

Progress = Callable[[str, int, int], None]
"""Told what is going on, how much of it is done, and how much there is."""
READING, ANALYSING = "read", "analysed"


@dataclass(slots=True)
class Outcome:
    """is_stopped: the reader did not wait for all of it. error: what ended the import before its time. not_analysed: articles
    of these files that could not be analysed, with the reason; what was not come to is not among them."""

    results: list[FileResult] = field(default_factory=list)
    analysed: int = 0
    not_analysed: dict[str, str] = field(default_factory=dict)
    error: Exception | None = None
    is_stopped: bool = False


def import_and_wait(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    analyse: bool,
    told: Callable[[FileResult], None],
    progress: Progress,
) -> Outcome:
    """Import these files and folders and, if asked to, analyse those of their articles that have never been, the newest first.
    Ctrl+C ends it; what was kept until then stays."""
    calls: queue.Queue[Callable[[], None]] = queue.Queue()
    background = Background(calls.put)
    run = _Run(background, workspace, told, progress)
    try:
        run.start(paths, analyse=analyse)
        while not run.has_ended:
            calls.get()()
    except KeyboardInterrupt:
        run.outcome.is_stopped = True
    finally:
        background.close()
    return run.outcome


class _Run:
    def __init__(
        self, background: Background, workspace: Workspace, told: Callable[[FileResult], None], progress: Progress
    ) -> None:
        self.outcome = Outcome()
        self.has_ended = False
        self._background, self._workspace = background, workspace
        self._told, self._progress = told, progress
        self._done: set[str] = set()

    def start(self, paths: Sequence[Path], *, analyse: bool) -> None:
        self._import = MassImport(
            self._background,
            self._workspace,
            progressed=self._note,
            ended=self._analyse if analyse else self._end,
        )
        self._import.start(paths)

    def _note(self, results: Sequence[FileResult]) -> None:
        self.outcome.results.extend(results)
        for result in results:
            self._told(result)
        self._progress(READING, self._import.tally.done, self._import.tally.total)

    def _end(self, error: Exception | None) -> None:
        self.outcome.error = error
        self.has_ended = True

    def _analyse(self, error: Exception | None) -> None:
        self.outcome.error = error
        of_these = {result.article_id for result in self.outcome.results if result.article_id}
        wanted = [one for one in self._workspace.library.unanalysed(most=2**62) if one in of_these]

        def next_ones(leaving_out: Collection[str], most: int) -> tuple[list[str], int]:
            left = [one for one in wanted if one not in self._done]
            return [one for one in left if one not in leaving_out][:most], len(left)

        def count(left: int) -> None:
            self._progress(ANALYSING, len(wanted) - left - len(self.outcome.not_analysed), len(wanted))
            self.has_ended = left == 0

        def note_failure(article_id: str, failed_with: Exception) -> None:
            if isinstance(failed_with, (CannotSave, CannotOpenLibrary)):
                self._end(failed_with)
                return
            what = failed_with.what if isinstance(failed_with, AppError) else repr(failed_with)
            self.outcome.not_analysed[article_id] = what

        def note(article_id: str) -> None:
            self._done.add(article_id)
            self.outcome.analysed += 1

        Backlog(
            self._background, self._workspace, analysed=note, counted=count, failed=note_failure, next_ones=next_ones
        ).look()

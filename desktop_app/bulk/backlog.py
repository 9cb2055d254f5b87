"""Analyses, in the background, the articles that have never been: the newest first. What was done is kept, so it goes on after a
quit where it was."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Collection

from desktop_app.background import Background
from desktop_app.domain.errors import AppError, Cancelled, CannotOpenLibrary, CannotSave, NotFound
from desktop_app.domain.findings import Findings
from desktop_app.domain.reading import Reading
from desktop_app.domain.tasks import Task
from desktop_app.workspace import Workspace

_log = logging.getLogger(__name__)
_AHEAD = 4
"""Articles that are looked up at once, for each process: few, so that a new one need not wait for many."""
Next = Callable[[Collection[str], int], tuple[list[str], int]]
Answer = tuple[Reading, Findings] | None


class Backlog:
    """`analysed` is called with the id of each article that was analysed, `counted` with how many are left whenever that changes,
    `failed` with an article that cannot be analysed; it is left alone until the next start. Where it is the library that fails, the
    article is not to blame: the backlog pauses, and says so with that error.

    next_ones: ids of at most so many articles that wait, without those of the collection, and how many wait in all, the latter
    included; asked on a lane. None: those of the library that were never analysed.
    """

    def __init__(
        self,
        background: Background,
        workspace: Workspace,
        *,
        analysed: Callable[[str], None],
        counted: Callable[[int], None],
        failed: Callable[[str, Exception], None],
        next_ones: Next | None = None,
    ) -> None:
        self._background = background
        self._workspace = workspace.with_compute(background.compute_bulk)
        self._analysed, self._counted, self._failed = analysed, counted, failed
        self._next_ones = next_ones or self._unanalysed
        self._waiting: deque[str] = deque()
        self._running: dict[str, Task] = {}
        self._left_out: set[str] = set()
        self._elsewhere: str | None = None
        self._is_asking = False
        self._is_stale = False
        self._is_held = False
        self._is_paused = False
        self._is_closed = False
        self.left = 0
        """How many wait or are being analysed, as far as is known."""

    @property
    def is_paused(self) -> bool:
        return self._is_paused

    @property
    def is_at_work(self) -> bool:
        return bool(self._running)

    def look(self) -> None:
        """There may be articles that were not there before."""
        self._waiting.clear()
        self._ask()

    def hold(self, held: bool) -> None:
        """Begin with no further article while the reader waits for something else."""
        self._is_held = held
        self._go_on()

    def pause(self, paused: bool) -> None:
        """The reader's word: stop at once, or go on."""
        self._is_paused = paused
        if paused:
            self._cancel()
        else:
            self._ask()

    def leave(self, article_id: str | None) -> None:
        """This article, and no other, is in somebody else's hands; None: no article is, any more."""
        self._elsewhere = article_id
        if article_id is not None:
            self._drop(article_id)

    def leave_alone(self, article_id: str) -> None:
        """The reader does not want it analysed, until the next start."""
        self._left_out.add(article_id)
        self._drop(article_id)

    def _drop(self, article_id: str) -> None:
        if article_id in self._waiting:
            self._waiting.remove(article_id)
        if article_id in self._running:
            self._running[article_id].cancel()

    def close(self) -> None:
        self._is_closed = True
        self._cancel()

    def _cancel(self) -> None:
        self._waiting.clear()
        for task in self._running.values():
            task.cancel()

    # -- what is next -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._is_closed:
            return
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking, self._is_stale = True, False
        taken, most = frozenset(self._not_these()), _AHEAD * self._background.workers
        self._background.run(lambda: self._next_ones(taken, most), done=self._take, failed=self._give_up)

    def _not_these(self) -> set[str]:
        elsewhere = {self._elsewhere} if self._elsewhere is not None else set()
        return self._left_out | self._running.keys() | elsewhere

    def _unanalysed(self, leaving_out: Collection[str], most: int) -> tuple[list[str], int]:
        library = self._workspace.library
        return library.unanalysed(leaving_out, most), library.count_unanalysed()

    def _take(self, answer: tuple[list[str], int]) -> None:
        self._is_asking = False
        if self._is_closed:
            return
        if self._is_stale:
            self._ask()
            return
        ids, count = answer
        not_these = self._not_these()
        self._waiting = deque(one for one in ids if one not in not_these)
        going_on = len(self._waiting) + len(self._running)
        self.left = max(going_on, count - len(self._left_out)) if going_on else 0
        self._counted(self.left)
        if not going_on:
            self._background.rest_bulk()
        self._go_on()

    def _give_up(self, error: Exception) -> None:
        self._is_asking = False
        _log.warning("what is not analysed yet could not be looked up: %s", error)

    # -- one after the other ------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        while (
            self._waiting
            and not (self._is_held or self._is_paused or self._is_closed)
            and len(self._running) < self._background.workers
        ):
            self._begin(self._waiting.popleft())

    def _begin(self, article_id: str) -> None:
        task = self._running[article_id] = Task()

        def find() -> Answer:
            reading = self._workspace.library.reading(article_id)
            return None if reading.found is not None else (reading, self._workspace.find(reading, task))

        def keep(answer: Answer) -> None:
            if answer is None:
                self._end(article_id)
                return
            self._background.write(
                lambda: self._workspace.keep_findings(*answer),
                done=lambda _findings: self._end(article_id),
                failed=tell,
            )

        def tell(error: Exception) -> None:
            self._fail(article_id, error)

        self._background.bulk(find, done=keep, failed=tell)

    def _end(self, article_id: str) -> None:
        if self._is_closed:
            return
        del self._running[article_id]
        self.left = max(0, self.left - 1)
        self._analysed(article_id)
        self._follow()

    def _fail(self, article_id: str, error: Exception) -> None:
        if self._is_closed:
            return
        del self._running[article_id]
        if isinstance(error, (CannotSave, CannotOpenLibrary)):
            if not self._is_paused:
                self.pause(True)
                self._failed(article_id, error)
            return
        if not isinstance(error, Cancelled):
            self._left_out.add(article_id)
            if not isinstance(error, NotFound):
                self._failed(article_id, error)
            if not isinstance(error, AppError):
                _log.error("an article could not be analysed", exc_info=error)
        self._follow()

    def _follow(self) -> None:
        """One is done: the next, or see whether there are any."""
        if self._waiting or self._is_paused:
            self._counted(self.left)
            self._go_on()
        else:
            self._ask()

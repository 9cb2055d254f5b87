"""Threads and processes: the one module that starts any. No Qt; results are handed to `deliver`.

Three lanes: `run` for reading (any order), `write` for everything that changes the library (one at a time, in order), and `bulk`
for work on many articles that nobody waits for. `compute` and `compute_bulk` are for heavy work on foreign input, which goes to a
child process that can be killed; those of the bulk give way to all others, so what a reader waits for never waits for them.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import queue
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from desktop_app.domain.errors import AppError
from desktop_app.domain.tasks import Task

_T = TypeVar("_T")
Deliver = Callable[[Callable[[], None]], None]

_log = logging.getLogger(__name__)
_READERS = 3
_CHILDREN = 2
_MOST_WORKERS = 8
"""Each holds the model in its memory."""
_GIVING_WAY = 10
_POLL_SECONDS = 0.05


def worker_count() -> int:
    """Processes for the work on many articles: one core is left to the reader."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores - 1, _MOST_WORKERS))


class ChildFailed(AppError):
    """The child process died, or needed longer than it may."""


class Background:
    """`deliver(call)` must bring `call` to the thread that owns the screen; `done` and `failed` arrive there."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._reads = _Lane("read", _READERS, deliver)
        self._writes = _Lane("write", 1, deliver)
        self._children = _Children(_CHILDREN)
        self.workers = worker_count()
        """How many calls of `bulk` go on at a time."""
        self._bulk = _Lane("bulk", self.workers, deliver)
        self._workers = _Children(self.workers, niceness=_GIVING_WAY)

    def run(self, work: Callable[[], _T], *, done: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        self._reads.put(lambda: self._carry_out(work, done, failed))

    def write(self, work: Callable[[], _T], *, done: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        self._writes.put(lambda: self._carry_out(work, done, failed))

    def bulk(self, work: Callable[[], _T], *, done: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        """As `run`, for work on one of many articles, which `compute_bulk` may do."""
        self._bulk.put(lambda: self._carry_out(work, done, failed))

    def compute(
        self,
        function: Callable[..., _T],
        *args: object,
        task: Task,
        seconds: float,
        reports: bool = False,
        partial: Callable[[Any], None] | None = None,
    ) -> _T:
        """Call a top-level function in a child process and wait for it; blocks, so call it on a lane.

        reports: the function takes a keyword `report`, which reaches `task.report`. partial: the function takes a keyword
        `partial`; what it is called with there, this is called with here, on the lane and in order.
        Raises Cancelled when the task is stopped, ChildFailed beyond `seconds`, and what the function raised.
        """
        return self._children.call(_Call(function, args, reports, partial), task, seconds)  # type: ignore[no-any-return]

    def compute_bulk(
        self,
        function: Callable[..., _T],
        *args: object,
        task: Task,
        seconds: float,
        reports: bool = False,
        partial: Callable[[Any], None] | None = None,
    ) -> _T:
        """As `compute`, in one of `workers` processes of their own; call it on the lane `bulk`."""
        return self._workers.call(_Call(function, args, reports, partial), task, seconds)  # type: ignore[no-any-return]

    def rest_bulk(self) -> None:
        """Nothing of the bulk is left to do: its processes go, and their memory."""
        self._reads.put(self._workers.let_go)

    def warm_up(self) -> None:
        """Start one child ahead of its first use."""
        self._reads.put(self._children.warm_up)

    def close(self) -> None:
        """Finish the writes, stop the rest. Results that were not delivered yet are dropped by the caller's loop."""
        self._children.close()
        self._workers.close()
        self._writes.close()
        self._bulk.close()
        self._reads.close()

    def _carry_out(
        self, work: Callable[[], _T], done: Callable[[_T], None], failed: Callable[[Exception], None]
    ) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - handed on to `failed`, which tells errors from bugs
            caught = error
            if not isinstance(error, AppError):
                _log.exception("work on a background lane failed")
            self._deliver(lambda: failed(caught))
        else:
            self._deliver(lambda: done(result))


class _Lane:
    """A queue with its threads. A call is let go of through `deliver`: what it holds may be objects of the screen, and the last
    one to let go of them has to be the thread that owns the screen."""

    def __init__(self, name: str, threads: int, deliver: Deliver) -> None:
        self._deliver = deliver
        self._queue: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._threads = [threading.Thread(target=self._serve, name=f"{name}-{n}", daemon=True) for n in range(threads)]
        for thread in self._threads:
            thread.start()

    def put(self, call: Callable[[], None]) -> None:
        self._queue.put(call)

    def close(self) -> None:
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join(timeout=30)

    def _serve(self) -> None:
        while (call := self._queue.get()) is not None:
            held = [call]
            del call
            self._carry_out(held[0])
            self._carry_out(partial(self._deliver, held.clear))

    @staticmethod
    def _carry_out(call: Callable[[], None]) -> None:
        try:
            call()
        except Exception:  # noqa: BLE001 - the lane must outlive it: notes are saved on it
            _log.exception("a call on a lane failed")


@dataclass(frozen=True, slots=True)
class _Call:
    """What a child is to do, and who hears of it meanwhile."""

    function: Callable[..., Any]
    args: tuple[object, ...]
    reports: bool
    partial: Callable[[Any], None] | None

    @property
    def message(self) -> tuple[object, ...]:
        return self.function, self.args, self.reports, self.partial is not None


class _Children:
    """A few child processes that wait for work; one that is stopped or overdue is killed, and the next call gets a new one."""

    def __init__(self, most: int, niceness: int = 0) -> None:
        """most: at a time. niceness: how far they give way to other processes."""
        self._context = multiprocessing.get_context("spawn")
        self._niceness = niceness
        self._free = threading.Semaphore(most)
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._closed = False

    def warm_up(self) -> None:
        with self._lock:
            if not self._idle and not self._busy and not self._closed:
                self._idle.append(_Child(self._context, self._niceness))

    def call(self, wanted: _Call, task: Task, seconds: float) -> Any:
        while not self._free.acquire(timeout=_POLL_SECONDS):
            task.check()
        try:
            child = self._take()
            try:
                answer = child.call(wanted, task, seconds)
            except BaseException:
                self._drop(child)
                raise
            self._give_back(child)
        finally:
            self._free.release()
        kind, value = answer
        if kind == "raised":
            raise value
        if kind == "bug":
            raise RuntimeError(value)
        return value

    def let_go(self) -> None:
        """End those that do nothing."""
        with self._lock:
            idle = [*self._idle]
            self._idle.clear()
        for child in idle:
            child.kill()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle, busy = [*self._idle], [*self._busy]
            self._idle.clear()
        for child in busy:
            child.stop()  # whoever waits for its answer notices, and lets it go: a pipe is closed by its only user
        for child in idle:
            child.kill()

    def _take(self) -> _Child:
        with self._lock:
            if self._closed:
                raise ChildFailed("The program is closing.")
            child = self._idle.pop() if self._idle else _Child(self._context, self._niceness)
            self._busy.add(child)
            return child

    def _give_back(self, child: _Child) -> None:
        with self._lock:
            self._busy.discard(child)
            if not self._closed:
                self._idle.append(child)
                return
        child.kill()

    def _drop(self, child: _Child) -> None:
        with self._lock:
            self._busy.discard(child)
        child.kill()


class _Child:
    """One process and the pipe to it."""

    def __init__(self, context: Any, niceness: int) -> None:
        self._pipe: Connection
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve_calls, args=(theirs, niceness), name="pressmark-work", daemon=True
        )
        self._process.start()
        theirs.close()

    def call(self, wanted: _Call, task: Task, seconds: float) -> tuple[str, Any]:
        deadline = time.monotonic() + seconds
        try:
            self._pipe.send(wanted.message)
            while True:
                task.check()
                if time.monotonic() > deadline:
                    raise ChildFailed(
                        f"This took longer than {seconds:.0f} seconds and was stopped.",
                        kept="Your library is unchanged.",
                        advice="The text may be damaged or unusually large; try a smaller part of it.",
                    )
                if self._pipe.poll(_POLL_SECONDS):
                    kind, value = self._pipe.recv()
                    if kind == "progress":
                        task.report(value)
                    elif kind == "partial" and wanted.partial is not None:
                        wanted.partial(value)
                    else:
                        return kind, value
        except (EOFError, OSError):
            raise ChildFailed(
                "The part of the program that reads and analyses texts stopped unexpectedly.",
                kept="Your library is unchanged.",
                advice="Try again; if it happens with the same text every time, the text is what breaks it.",
            ) from None

    def stop(self) -> None:
        """End the process; a call that waits for it fails at once."""
        self._process.kill()
        self._process.join(timeout=10)

    def kill(self) -> None:
        """End the process and let go of it; only for whoever alone uses it now."""
        self.stop()
        self._pipe.close()


def _serve_calls(pipe: Connection, niceness: int) -> None:
    """The loop of a child process."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl+C reaches the whole group: the parent ends this one in its own time
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    while True:
        try:
            function, args, reports, sends_parts = pipe.recv()
        except EOFError:
            return
        try:
            extra: dict[str, Callable[[Any], None]] = {"report": _Throttle(pipe).report} if reports else {}
            if sends_parts:
                extra["partial"] = lambda part: pipe.send(("partial", part))
            answer: tuple[str, Any] = ("result", function(*args, **extra))
        except AppError as error:
            answer = ("raised", error)
        except Exception:  # noqa: BLE001 - a bug: its traceback crosses the pipe as text
            answer = ("bug", traceback.format_exc())
        pipe.send(answer)


class _Throttle:
    """At most some ten reports a second, so that reporting never costs more than the work."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._last = 0.0

    def report(self, fraction: float) -> None:
        now = time.monotonic()
        if now - self._last >= 0.1:
            self._last = now
            self._pipe.send(("progress", fraction))

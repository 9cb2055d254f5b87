"""A long piece of work, as seen from both sides: it reports how far it is, and it can be told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable

from desktop_app.domain.errors import Cancelled


class Task:
    """Safe to share between threads. `report` takes a fraction of 0..1; `on_progress` is called on the working thread."""

    def __init__(self, on_progress: Callable[[float], None] | None = None) -> None:
        self._on_progress = on_progress
        self._stop = threading.Event()

    def silent(self) -> Task:
        """The same stop, without reports: for a part of the work that knows its own progress only."""
        part = Task()
        part._stop = self._stop
        return part

    def report(self, fraction: float) -> None:
        if self._on_progress is not None:
            self._on_progress(min(1.0, max(0.0, fraction)))

    def cancel(self) -> None:
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Cancelled if the reader has stopped the work."""
        if self.is_cancelled:
            raise Cancelled("Stopped.", kept="Nothing was kept of it; your library is unchanged.")

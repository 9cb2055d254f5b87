"""Stands in for the thread that owns a screen: delivered calls are carried out where the test waits for something."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable


class ScreenThread:
    def __init__(self) -> None:
        self._calls: queue.Queue[Callable[[], None]] = queue.Queue()

    def deliver(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def wait(self, until: Callable[[], bool], seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not until():
            self._calls.get(timeout=max(0.0, deadline - time.monotonic()))()

    def carry_out_waiting(self) -> None:
        while not self._calls.empty():
            self._calls.get_nowait()()

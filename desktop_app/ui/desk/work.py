"""What is going on: long work that has a name, can be stopped, and says how far it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.tasks import Task


class Work(QObject):
    started = Signal(str, object)  # what is going on, Task
    progressed = Signal(float)  # 0..1 of the work that was started last
    ended = Signal()  # nothing is going on any more
    _progress = Signal(object, float)  # from working threads: Task, fraction

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []  # the newest last
        self._progress.connect(self._pass_on)

    def begin(self, what: str) -> Task:
        task = Task(lambda fraction: self._progress.emit(task, fraction))
        self._tasks.append(task)
        self.started.emit(what, task)
        return task

    def end(self, task: Task) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
        if not self._tasks:
            self.ended.emit()

    def cancel(self) -> None:
        """Stop everything long that is going on."""
        for task in self._tasks:
            task.cancel()

    def _pass_on(self, task: Task, fraction: float) -> None:
        if self._tasks and task is self._tasks[-1]:
            self.progressed.emit(fraction)

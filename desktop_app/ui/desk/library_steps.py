"""Steps that change the library and not only the open article: they are undone beside that article's own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop_app.storage import Library
    from desktop_app.ui.desk.desk import Desk

STEPS = 100
"""Steps that can be undone; what lies further back is kept as it is."""


@dataclass(slots=True)
class _Step:
    do: Callable[[Library], Any]
    undo: Callable[[Library, Any], object]
    words: str
    done: Callable[[], None]
    undone: Callable[[], None]
    binned: set[str] | None
    answer: Any = None


class LibrarySteps(QObject):
    """Steps of the whole library, whatever article is open. Both ways run on the writing lane, in one transaction each where the
    library's method is one; the articles are listed anew afterwards."""

    changed = Signal()
    stepped = Signal()  # a step was taken or undone: it is the last thing that was done

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def push(
        self,
        do: Callable[[Library], Any],
        undo: Callable[[Library, Any], object],
        words: str,
        *,
        said: str = "",
        done: Callable[[], None] = lambda: None,
        undone: Callable[[], None] = lambda: None,
        binned: Collection[str] | None = None,
    ) -> None:
        """Carry a step out, and keep how it is undone: `undo` gets what `do` returned (how it was before, say).

        words: what the menu calls it; said: what the reader is told, with a button to undo it, “” for nothing. done, undone: on
        the window's thread, after each of its ways. binned: ids of articles that it moves to the bin, if that is what it does:
        once they are deleted for good it is forgotten.
        """
        step = _Step(do, undo, words, done, undone, None if binned is None else set(binned))
        self._undone.clear()
        self._carry_out(step, said)

    def undo(self) -> None:
        if self._done:
            step = self._done.pop()
            self._write(
                lambda library: step.undo(library, step.answer), lambda _: self._note_undone(step), self._done, step
            )
            self._tell_step()

    def redo(self) -> None:
        if self._undone:
            self._carry_out(self._undone.pop(), "", is_redo=True)

    @property
    def undo_text(self) -> str:
        """What would be undone, in words; “” for nothing."""
        return self._done[-1].words if self._done else ""

    @property
    def redo_text(self) -> str:
        return self._undone[-1].words if self._undone else ""

    def forget(self) -> None:
        """Another library: no step fits any more."""
        self._done.clear()
        self._undone.clear()
        self.changed.emit()

    def forget_binned(self, article_id: str | None) -> None:
        """An article (None: all) that was in the bin is deleted for good."""
        for step in self._done:
            if step.binned is not None:
                step.binned.difference_update(step.binned.copy() if article_id is None else (article_id,))
        self._done[:] = [step for step in self._done if step.binned is None or step.binned]
        self.changed.emit()

    def _carry_out(self, step: _Step, said: str, *, is_redo: bool = False) -> None:
        def note(answer: Any) -> None:
            step.answer = answer
            self._done.append(step)
            del self._done[:-STEPS]
            step.done()
            self._desk.refresh_articles()
            self._tell_step()
            if said:
                self._desk.removed.emit(said)

        self._write(step.do, note, self._undone if is_redo else [], step)

    def _note_undone(self, step: _Step) -> None:
        self._undone.append(step)
        step.undone()
        self._desk.refresh_articles()
        self._tell_step()

    def _tell_step(self) -> None:
        self.stepped.emit()
        self.changed.emit()

    def _write(
        self, act: Callable[[Library], Any], done: Callable[[Any], None], taken_from: list[_Step], step: _Step
    ) -> None:
        """If it fails, the step is where it was taken from."""
        workspace = self._desk.workspace
        if workspace is None:
            return

        def tell(error: Exception) -> None:
            taken_from.append(step)
            self.changed.emit()
            self._desk.failed.emit(error)

        self._desk.background.write(lambda: act(workspace.library), done=done, failed=tell)

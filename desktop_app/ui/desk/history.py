"""The undo history: one stack of steps for each article, which lasts while other articles are open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop_app.domain.annotations import Correction, Highlight, HighlightColour, Note, Recolouring

STEPS = 500
"""Steps that can be undone in one article."""
Thing = Highlight | Note | Correction | HighlightColour | Recolouring
"""What the reader owns and a step may make, change or remove."""


@dataclass(frozen=True, slots=True)
class Change:
    """From one state of a thing to another; None is “not there”. The later one, if both are there, has the same id."""

    before: Thing | None
    after: Thing | None

    @property
    def thing(self) -> Thing:
        """The thing in whatever state it has."""
        known = self.after or self.before
        assert known is not None
        return known

    def undone(self) -> Change:
        return Change(self.after, self.before)


Put = Callable[[Sequence[Change]], None]


class Step(QUndoCommand):
    """Changes that belong together, with words for the menu."""

    def __init__(self, put: Put, changes: Sequence[Change], text: str) -> None:
        super().__init__(text)
        self._put, self._changes = put, tuple(changes)

    def redo(self) -> None:
        self._put(self._changes)

    def undo(self) -> None:
        self._put([change.undone() for change in reversed(self._changes)])


class History(QObject):
    """The steps of the open article. Another article has others; they are there again when it is opened again."""

    changed = Signal()
    stepped = Signal()  # a step was taken or undone: it is the last thing that was done

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stacks: dict[str, QUndoStack] = {}  # by article
        self._revisions: dict[str, str] = {}
        self._stack: QUndoStack | None = None

    def open(self, article_id: str, revision_id: str) -> None:
        """Steps know places of one text only: with another text of the article the history begins anew."""
        stack = self._stacks.get(article_id)
        if stack is None:
            stack = self._stacks[article_id] = QUndoStack(self)
            stack.setUndoLimit(STEPS)
            stack.indexChanged.connect(self._tell)
        if self._revisions.get(article_id) != revision_id:
            self._revisions[article_id] = revision_id
            stack.clear()
        self._stack = stack
        self.changed.emit()

    def close(self) -> None:
        self._stack = None
        self.changed.emit()

    def forget(self) -> None:
        """Another library: no step fits any more."""
        self._stack = None
        for stack in self._stacks.values():
            stack.clear()
            stack.deleteLater()
        self._stacks.clear()
        self._revisions.clear()
        self.changed.emit()

    def push(self, step: Step) -> None:
        """Carries the step out, too."""
        if self._stack is not None:
            self._stack.push(step)

    def undo(self) -> None:
        if self._stack is not None:
            self._stack.undo()

    def redo(self) -> None:
        if self._stack is not None:
            self._stack.redo()

    def _tell(self, _index: int) -> None:
        self.stepped.emit()
        self.changed.emit()

    @property
    def undo_text(self) -> str:
        """What would be undone, in words; “” for nothing."""
        return self._stack.undoText() if self._stack is not None and self._stack.canUndo() else ""

    @property
    def redo_text(self) -> str:
        return self._stack.redoText() if self._stack is not None and self._stack.canRedo() else ""

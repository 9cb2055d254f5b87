"""The steps of an article's undo history: each knows the state before and after, and hands one of them to the desk."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QUndoCommand

from desktop_app.domain.annotations import Highlight, Note


class Keeper(Protocol):
    """Shows and stores a state."""

    def put_highlight(self, highlight_id: str, highlight: Highlight | None) -> None: ...

    def put_removed_note(self, note: Note, is_removed: bool) -> None: ...


class HighlightChange(QUndoCommand):
    """From one state of a highlight to another; None is “not there”."""

    def __init__(self, desk: Keeper, before: Highlight | None, after: Highlight | None, text: str) -> None:
        super().__init__(text)
        self._desk, self._before, self._after = desk, before, after
        self._id = (before or after).id  # type: ignore[union-attr]

    def redo(self) -> None:
        self._desk.put_highlight(self._id, self._after)

    def undo(self) -> None:
        self._desk.put_highlight(self._id, self._before)


class NoteRemoval(QUndoCommand):
    def __init__(self, desk: Keeper, note: Note, text: str) -> None:
        super().__init__(text)
        self._desk, self._note = desk, note

    def redo(self) -> None:
        self._desk.put_removed_note(self._note, True)

    def undo(self) -> None:
        self._desk.put_removed_note(self._note, False)

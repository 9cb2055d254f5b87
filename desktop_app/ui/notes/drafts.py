"""Unsaved words: which notes differ from what is kept, and when they are handed over to be saved.

Typing is handed over when it rests for REST ms, and after CEILING ms even when it never rests, so that a crash loses less
than 600 ms of it. A note counts as unsaved until its very text has been confirmed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.domain.annotations import Note

REST = 250
CEILING = 450


@dataclass(slots=True)
class Draft:
    """One note on its way: `note` holds the newest words, `handed` those last emitted, `kept` those confirmed."""

    note: Note
    handed: str
    kept: str
    failure: str = ""
    was_handed: bool = False

    @property
    def is_unsaved(self) -> bool:
        return not self.note.text == self.handed == self.kept or bool(self.failure)


class Drafts(QObject):
    """The note that is open, and all others whose words are not known to be kept yet."""

    note_changed = Signal(object)  # Note
    state_changed = Signal()

    def __init__(
        self, parent: QObject | None = None, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._drafts: dict[str, Draft] = {}
        self._held = ""
        self._rest = _timer(self, REST, self.flush)
        self._ceiling = _timer(self, CEILING, self.flush)

    def draft(self, note_id: str) -> Draft | None:
        return self._drafts.get(note_id)

    def failed(self) -> Draft | None:
        """A note that could not be saved, if there is one."""
        return next((draft for draft in self._drafts.values() if draft.failure), None)

    def has_unsaved(self) -> bool:
        return any(draft.is_unsaved for draft in self._drafts.values())

    def hold(self, note: Note | None) -> Draft | None:
        """Another note is open now, or none. Its draft, with words that may be newer than those of the note."""
        self._release(self._held)
        self._held = note.id if note is not None else ""
        return self._drafts.setdefault(note.id, Draft(note, note.text, note.text)) if note is not None else None

    def write(self, text: str) -> None:
        """The reader's words for the note that is held are now these."""
        draft = self._drafts.get(self._held)
        if draft is None or draft.note.text == text:
            return
        draft.note = replace(draft.note, text=text, changed_at=self._now())
        self._rest.start()
        if not self._ceiling.isActive():
            self._ceiling.start()
        self.state_changed.emit()

    def flush(self) -> None:
        """Hand over now whatever has not been handed over."""
        self._rest.stop()
        self._ceiling.stop()
        for draft in list(self._drafts.values()):
            if draft.note.text != draft.handed:
                draft.handed, draft.was_handed = draft.note.text, True
                self.note_changed.emit(draft.note)
        self.state_changed.emit()

    def retry(self) -> None:
        """Hand over once more what could not be saved."""
        for draft in list(self._drafts.values()):
            if draft.failure:
                draft.failure = ""
                draft.handed = draft.note.text
                self.note_changed.emit(draft.note)
        self.state_changed.emit()

    def mark_saved(self, note_id: str, text: str) -> None:
        draft = self._drafts.get(note_id)
        if draft is None:
            return
        draft.kept, draft.failure = text, ""
        if note_id != self._held:
            self._release(note_id)
        self.state_changed.emit()

    def mark_failed(self, note_id: str, why: str) -> None:
        draft = self._drafts.get(note_id)
        if draft is not None:
            draft.failure = why
            self.state_changed.emit()

    def _release(self, note_id: str) -> None:
        draft = self._drafts.get(note_id)
        if draft is not None and not draft.is_unsaved:
            del self._drafts[note_id]

    def forget(self, note_id: str) -> None:
        """The note was removed: its words must not bring it back."""
        if self._drafts.pop(note_id, None) is not None:
            self.state_changed.emit()


def _timer(parent: QObject, rest: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(rest)
    timer.timeout.connect(then)
    return timer

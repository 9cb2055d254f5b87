"""The note that is open in the editor: its way to be saved, and what becomes of it when it is left or removed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.annotations import Note
from desktop_app.ui.notes.drafts import Draft, Drafts
from desktop_app.ui.notes.editor import NoteEditor


class OpenNote(QObject):
    """Brings notes, drafts and editor together. Saves nothing itself: words count as kept once `mark_saved` says so."""

    note_changed = Signal(object)  # Note with its newest text
    remove_requested = Signal(str)  # a note that was emptied and left

    def __init__(self, editor: NoteEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._kept: Mapping[str, Note] = {}
        self._was_listed = False  # one that leaves the list again was removed, a new one was never in it
        self.note: Note | None = None
        self.drafts = Drafts(self)
        self.drafts.note_changed.connect(self._hand_over)
        self.drafts.state_changed.connect(self._say_state)
        editor.typed.connect(self._take_text)
        editor.left.connect(self.drafts.flush)
        editor.retry_requested.connect(self.drafts.retry)
        editor.hide()

    def show_notes(self, kept: Mapping[str, Note]) -> None:
        """The notes as they are kept now. The editor is left as it is, unless its note is gone or was changed elsewhere at rest."""
        self._kept = kept
        self._follow()

    def open(self, note: Note, heading: str) -> None:
        """Turn to another note, perhaps a new one; the former is left."""
        if self.note is not None and self.note.id == note.id:
            self._editor.show()
            return
        self.leave()
        draft = self.drafts.hold(note)
        self.note = note
        self._was_listed = note.id in self._kept
        self._editor.show_text(draft.note.text if draft else note.text, heading)
        self._editor.show()
        self._say_state()

    def leave(self) -> None:
        """Close the note: hand over its words; one that was emptied is taken away (a new one was never made)."""
        self.drafts.flush()
        left = self.note
        if left is None:
            return
        draft = self.drafts.draft(left.id)
        is_made = left.id in self._kept or (draft is not None and draft.was_handed)
        self._close()
        if draft is not None and not draft.note.text.strip():
            self.drafts.forget(left.id)
            if is_made:
                self.remove_requested.emit(left.id)

    def hand_over_and_forget(self, note_id: str | None, highlight_id: str | None) -> None:
        """The note, or all on the highlight, will be removed: the last words go first, so that undo finds them."""
        self.drafts.flush()
        if note_id is not None:
            self.drafts.forget(note_id)
        note = self.note
        if note is not None and (note.id == note_id or (highlight_id is not None and note.target_id == highlight_id)):
            self.drafts.forget(note.id)
            self._close()

    def mark_saved(self, note_id: str, text: str) -> None:
        self.drafts.mark_saved(note_id, text)
        if self.note is not None and self.note.id == note_id and note_id not in self._kept:
            self._follow()  # it was removed while its last words were on their way

    def _hand_over(self, note: Note) -> None:
        """Words that are handed over to be saved end a stretch of typing: undo takes back one such stretch at a time."""
        if self.note is not None and note.id == self.note.id:
            self._editor.edit.end_stretch()
        self.note_changed.emit(note)

    def _take_text(self, text: str) -> None:
        if self.note is not None:
            self.drafts.write(text)

    def _close(self) -> None:
        self.note = None
        self.drafts.hold(None)
        self._editor.show_text("", "")
        self._editor.setVisible(self.drafts.failed() is not None)
        self._say_state()

    def _follow(self) -> None:
        note = self.note
        if note is None:
            return
        kept = self._kept.get(note.id)
        self._was_listed = self._was_listed or kept is not None
        draft = self.drafts.draft(note.id)
        is_unsaved = draft is not None and draft.is_unsaved
        if kept is None and self._was_listed and not is_unsaved:
            self._close()
        elif kept is not None and not is_unsaved and not self._editor.edit.hasFocus() and not _is_older(kept, draft):
            self.note = kept
            self.drafts.forget(kept.id)
            self.drafts.hold(kept)
            if self._editor.edit.markdown() != kept.text:
                self._editor.show_text(kept.text, self._editor.heading.text())
        self._say_state()

    def _say_state(self) -> None:
        editor, note = self._editor, self.note
        editor.set_open(note is not None)
        failed = self.drafts.failed()
        if failed is not None:
            editor.setVisible(True)
            words = self.tr("Not saved: %1").replace("%1", failed.failure)
            if note is None or failed.note.id != note.id:
                words = self.tr("Another note was not saved: %1").replace("%1", failed.failure)
            editor.say_state(words, rescued=failed.note.text)
            return
        draft = self.drafts.draft(note.id) if note is not None else None
        if draft is not None and draft.is_unsaved:
            editor.say_state(self.tr("Saving …"))
        elif note is not None and (note.id in self._kept or draft is not None):
            editor.say_state(self.tr("Saved"))
        else:
            editor.say_state("")


def _is_older(kept: Note, draft: Draft | None) -> bool:
    """Whether a list of notes was made before the newest words were saved: it must not bring the older ones back."""
    return draft is not None and kept.changed_at < draft.note.changed_at

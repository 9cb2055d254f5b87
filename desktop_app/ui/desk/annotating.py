"""Highlights and notes of the open article. Every change but typing in a note is a step that can be undone."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.annotations import Highlight, HighlightColour, Note, NoteTarget, Recolouring, anchor_of
from desktop_app.domain.ids import new_id
from desktop_app.domain.spans import Span, hull
from desktop_app.ui.desk.history import Change

if TYPE_CHECKING:
    from desktop_app.ui.desk.desk import Desk

_log = logging.getLogger(__name__)


class Annotating(QObject):
    note_saved = Signal(str, str)  # note id, text
    note_failed = Signal(str, str)  # note id, why

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._last_words: dict[str, Note] = {}  # by note: its newest text that was not empty

    # Highlights

    def add_highlight(self, span: Span, colour_id: str) -> Highlight | None:
        """Mark a passage. The same passage in another colour takes that colour instead of a second mark."""
        workspace, reading = self._desk.workspace, self._desk.reading
        if workspace is None or reading is None or span.length == 0:
            return None
        same = next((highlight for highlight in reading.highlights if highlight.span == span), None)
        if same is not None:
            self.recolour([same.id], colour_id)
            return same
        highlight = workspace.new_highlight(reading, span, colour_id)
        words = self.tr("Highlight “{0}”").format(self.colour_name(colour_id))
        self._desk.step([Change(None, highlight)], words)
        return highlight

    def touching(self, highlight: Highlight) -> list[Highlight]:
        """Other highlights of the same colour that overlap it: they may be made one with it."""
        return [
            other
            for other in self._highlights()
            if other.id != highlight.id
            and other.colour_id == highlight.colour_id
            and other.span.overlaps(highlight.span)
        ]

    def merge(self, ids: Sequence[str]) -> None:
        """Make one highlight of several: the first keeps its notes and gets all tags; notes of the others hang on it."""
        reading = self._desk.reading
        some = sorted(self._some(ids), key=lambda one: (one.created_at, one.id))
        if reading is None or len(some) < 2:
            return
        span = hull(one.span for one in some)
        tags = tuple(dict.fromkeys(tag for one in some for tag in one.tags))
        first, gone = some[0], {one.id for one in some[1:]}
        changed = replace(first, span=span, anchor=anchor_of(reading.revision.text, span), tags=tags, changed_at=_now())
        notes = [
            Change(note, replace(note, target_id=first.id, changed_at=_now()))
            for note in reading.notes
            if note.target is NoteTarget.HIGHLIGHT and note.target_id in gone
        ]
        removed = [Change(one, None) for one in some[1:]]
        self._desk.step([*notes, Change(first, changed), *removed], self.tr("Merge highlights"))

    def recolour(self, ids: Sequence[str], colour_id: str) -> None:
        words = self.tr("Change colour to “{0}”").format(self.colour_name(colour_id))
        self._change([replace(one, colour_id=colour_id) for one in self._some(ids)], words)

    def resize(self, highlight_id: str, span: Span) -> None:
        """Move an end of a highlight, or both. A passage without words changes nothing."""
        reading = self._desk.reading
        if reading is not None and span.of(reading.revision.text).strip():
            anchor = anchor_of(reading.revision.text, span)
            self._change(
                [replace(one, span=span, anchor=anchor) for one in self._some([highlight_id])],
                self.tr("Resize highlight"),
            )

    def set_tags(self, ids: Sequence[str], tags: Sequence[str]) -> None:
        """Give highlights exactly these tags."""
        wanted = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip()))
        self._change([replace(one, tags=wanted) for one in self._some(ids)], self.tr("Change tags"))

    def add_tag(self, ids: Sequence[str], tag: str) -> None:
        tag = " ".join(tag.split())
        some = [one for one in self._some(ids) if tag and tag not in one.tags]
        self._change([replace(one, tags=(*one.tags, tag)) for one in some], self.tr("Tag “{0}”").format(tag))

    def remove_highlights(self, ids: Sequence[str]) -> None:
        """Move them and the notes on them to the bin."""
        some = self._some(ids)
        if some:
            one = len(some) == 1
            words = self.tr("Remove highlight") if one else self.tr("Remove {0} highlights").format(len(some))
            said = (
                self.tr("The highlight was removed.")
                if one
                else self.tr("{0} highlights were removed.").format(len(some))
            )
            self._desk.step([Change(item, None) for item in some], words)
            self._desk.removed.emit(said)

    # Notes

    def note_on(self, target: NoteTarget, target_id: str) -> Note | None:
        """The note that hangs there, or a new empty one that is not stored before something is typed."""
        workspace, reading = self._desk.workspace, self._desk.reading
        if workspace is None or reading is None:
            return None
        if not self._desk.analysis.is_lasting(target):
            self._desk.said.emit(self.tr("A note on a finding can be written when the analysis has ended."))
            return None
        for note in reading.notes:
            if note.target is target and note.target_id == target_id:
                return note
        return workspace.new_note(reading, target, target_id)

    def save_note(self, note: Note) -> None:
        """Write what was typed; `note_saved` or `note_failed` says how it went."""
        workspace = self._desk.workspace
        if workspace is None:
            self.note_failed.emit(note.id, self.tr("the library is not open"))
            return
        note = self._where_it_hangs(note)
        if note.text.strip():
            self._last_words[note.id] = note
        self._desk.show_note(note)
        self._desk.background.write(
            lambda: workspace.library.save_note(note),
            done=lambda _none: self.note_saved.emit(note.id, note.text),
            failed=lambda error: self._not_saved(note, error),
        )

    def remove_note(self, note_id: str) -> None:
        """Move a note to the bin."""
        reading = self._desk.reading
        note = next((note for note in reading.notes if note.id == note_id), None) if reading else None
        if note is not None:
            if not note.text.strip():  # emptied, then left: undo brings back its last words, not nothing
                note = self._last_words.get(note_id, note)
            self._desk.step([Change(note, None)], self.tr("Remove note"))
            self._desk.removed.emit(self.tr("The note was removed."))

    def newest(self, change: Change) -> Change:
        """A step knows where a note hangs and whether it is there; its words are those that were typed last, no step's."""
        wanted, reading = change.after, self._desk.reading
        if not isinstance(wanted, Note) or reading is None:
            return change
        typed = next((note for note in reading.notes if note.id == wanted.id), self._last_words.get(wanted.id))
        if typed is None or typed.text == wanted.text or typed.changed_at <= wanted.changed_at:
            return change
        return Change(change.before, replace(typed, target=wanted.target, target_id=wanted.target_id))

    def _where_it_hangs(self, note: Note) -> Note:
        """The editor may not know yet that the highlight of its note was merged with another."""
        reading = self._desk.reading
        known = next((item for item in reading.notes if item.id == note.id), note) if reading is not None else note
        return replace(note, target=known.target, target_id=known.target_id)

    def _not_saved(self, note: Note, error: Exception) -> None:
        _log.error("note %s could not be saved: %s", note.id, error)
        self.note_failed.emit(note.id, str(error))

    # Inside

    def colour_name(self, colour_id: str) -> str:
        reading = self._desk.reading
        names = {colour.id: colour.name for colour in reading.colours} if reading else {}
        return names.get(colour_id, colour_id)

    def _highlights(self) -> tuple[Highlight, ...]:
        reading = self._desk.reading
        return reading.highlights if reading is not None else ()

    def _some(self, ids: Sequence[str]) -> list[Highlight]:
        wanted = set(ids)
        return [one for one in self._highlights() if one.id in wanted]

    def _change(self, new: Sequence[Highlight], words: str) -> None:
        old = {one.id: one for one in self._highlights()}
        changes = [Change(old[one.id], replace(one, changed_at=_now())) for one in new if one != old[one.id]]
        if changes:
            self._desk.step(changes, words)

    # Colours, which all articles share

    def add_colour(self, name: str, hue: str) -> HighlightColour | None:
        """A further colour, the last of those that are offered."""
        reading = self._desk.reading
        if reading is None:
            return None
        position = max((colour.position for colour in reading.colours), default=-1) + 1
        colour = HighlightColour(new_id(), " ".join(name.split()), hue, position)
        self._desk.step([Change(None, colour)], self.tr("Add colour “{0}”").format(colour.name))
        return colour

    def change_colour(self, colour: HighlightColour) -> None:
        """Another name or hue for a colour; all highlights that have it follow."""
        known = self._colour(colour.id)
        if known is not None and known != colour and colour.name.strip():
            self._desk.step([Change(known, colour)], self.tr("Change colour “{0}”").format(known.name))

    def reorder_colours(self, ids: Sequence[str]) -> None:
        """Put the colours that are offered into this order; those that are not named come after them."""
        reading = self._desk.reading
        places = {colour_id: place for place, colour_id in enumerate(ids)}
        colours = sorted(reading.colours if reading else (), key=lambda one: places.get(one.id, len(places)))
        changes = [
            Change(one, replace(one, position=place)) for place, one in enumerate(colours) if one.position != place
        ]
        if changes:
            self._desk.step(changes, self.tr("Reorder colours"))

    def archive_colour(self, colour_id: str, is_archived: bool = True) -> None:
        """Offer a colour no more, or (False) again. The last one that is offered stays."""
        known, reading = self._colour(colour_id), self._desk.reading
        if known is None or reading is None or known.is_archived == is_archived:
            return
        if is_archived and reading.offered == (known,):
            return
        words = self.tr("Archive colour “{0}”") if is_archived else self.tr("Bring back colour “{0}”")
        self._desk.step([Change(known, replace(known, is_archived=is_archived))], words.format(known.name))

    def merge_colours(self, ids: Sequence[str], into: str) -> None:
        """Give the highlights of these colours, in all articles, the colour `into`, and archive them: one step."""
        workspace = self._desk.workspace
        wanted = [colour_id for colour_id in ids if colour_id != into]
        if workspace is None or not wanted or self._colour(into) is None:
            return

        def carry_out(found: dict[str, tuple[str, ...]]) -> None:
            gone = [colour for colour in map(self._colour, wanted) if colour is not None]
            changes = [
                Change(
                    Recolouring(colour.id, found[colour.id], colour.id), Recolouring(colour.id, found[colour.id], into)
                )
                for colour in gone
                if found[colour.id]
            ]
            changes += [Change(one, replace(one, is_archived=True)) for one in gone if not one.is_archived]
            if changes:
                words = self.tr("Merge colour “{0}” into “{1}”")
                self._desk.step(changes, words.format(", ".join(one.name for one in gone), self.colour_name(into)))

        self._desk.background.write(  # after the writes that are on their way, so that no highlight is missed
            lambda: workspace.library.highlights_in(wanted), done=carry_out, failed=self._desk.failed.emit
        )

    def _colour(self, colour_id: str) -> HighlightColour | None:
        reading = self._desk.reading
        return next((one for one in reading.colours if one.id == colour_id), None) if reading else None


def _now() -> datetime:
    return datetime.now(UTC)

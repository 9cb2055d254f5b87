"""What the marking keys and the floating bar do: highlights, notes, copies of the passage at hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.annotations import Highlight, NoteTarget
from desktop_app.domain.links import Link
from desktop_app.domain.spans import Span
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.workspace import citation, passage_link


class Marking(QObject):
    """Acts on the selection of `page`, else on the mark under its caret. `last_colour` is what the reader marked with last."""

    said = Signal(str)  # a short word for the reader
    note_opened = Signal(object)  # Note, to be edited
    colour_used = Signal(str)  # colour id
    merge_offered = Signal(object, str)  # list of highlight ids that overlap in one colour, its name
    tags_wanted = Signal(str)  # highlight id, to be tagged

    def __init__(self, desk: Desk, page: PageView, last_colour: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self._last_colour = last_colour

    def highlight(self, span: Span, colour_id: str) -> None:
        self._last_colour = colour_id
        self.colour_used.emit(colour_id)
        made = self._desk.annotations.add_highlight(span, colour_id)
        if made is not None:  # what the next key is about, not the finding that lies under it
            self._page.select_mark(MarkRef("highlight", made.id))
            self._offer_merge(made)

    def resize(self, highlight_id: str, span: Span) -> None:
        self._desk.annotations.resize(highlight_id, span)
        reading = self._desk.reading
        made = next((one for one in reading.highlights if one.id == highlight_id), None) if reading else None
        if made is not None:
            self._offer_merge(made)

    def _offer_merge(self, highlight: Highlight) -> None:
        """The same colour over itself may have been meant as one passage."""
        annotations = self._desk.annotations
        others = annotations.touching(highlight)
        if others:
            ids = [highlight.id, *(one.id for one in others)]
            self.merge_offered.emit(ids, annotations.colour_name(highlight.colour_id))

    def highlight_in(self, place: int) -> None:
        """Mark the selection, or recolour the highlight under the caret, in the colour at that place of the list."""
        reading = self._desk.reading
        if reading is None or place >= len(reading.offered):
            return
        colour_id = reading.offered[place].id
        if self._page.selected_span() is not None:
            self._page.request_highlight(colour_id)
            return
        ref = self._page.mark_under_caret()
        if ref is not None and ref.kind == "highlight":
            self._desk.annotations.recolour([ref.id], colour_id)
        else:
            self.said.emit(self.tr("Select a passage first, then press a colour’s key."))

    def highlight_again(self) -> None:
        reading = self._desk.reading
        if reading is not None:
            self.highlight_in([colour.id for colour in reading.offered].index(self._colour()))

    def note_here(self) -> None:
        if self._page.selected_span() is None and self._page.mark_under_caret() is None:
            self.said.emit(self.tr("Select a passage first, then press N to write a note on it."))
        else:
            self._page.request_note()

    def note_on(self, place: Span | MarkRef) -> None:
        """A note on a highlight or finding; a selection is marked in the last colour first."""
        if isinstance(place, MarkRef):
            if place.kind in set(NoteTarget):
                self.note_on_target(place.kind, place.id)
            else:
                self.said.emit(self.tr("Select a passage first, then press N to write a note on it."))
            return
        reading = self._desk.reading
        if reading is None:
            return
        self._page.text.clear_selection()
        same = next((item for item in reading.highlights if item.span == place), None)
        highlight = same or self._desk.annotations.add_highlight(place, self._colour())
        if highlight is not None:
            self.note_on_target("highlight", highlight.id)

    def tag(self, place: Span | MarkRef) -> None:
        """Tags of a highlight; a selection is marked in the last colour first."""
        if isinstance(place, MarkRef):
            self.tags_wanted.emit(place.id)
            return
        reading = self._desk.reading
        if reading is None:
            return
        self._page.text.clear_selection()
        same = next((item for item in reading.highlights if item.span == place), None)
        highlight = same or self._desk.annotations.add_highlight(place, self._colour())
        if highlight is not None:
            self.tags_wanted.emit(highlight.id)

    def note_on_target(self, kind: str, target_id: str) -> None:
        note = self._desk.annotations.note_on(NoteTarget(kind), target_id)
        if note is not None:
            self.note_opened.emit(note)

    def note_on_article(self) -> None:
        if self._desk.reading is not None:
            self.note_on_target("article", self._desk.reading.article.id)

    def remove_here(self) -> None:
        ref = self._page.mark_under_caret()
        if ref is not None:
            self.remove(ref)

    def remove(self, ref: MarkRef) -> None:
        if ref.kind == "highlight":
            self._desk.annotations.remove_highlights([ref.id])

    def copy_citation(self, span: Span | None) -> None:
        reading = self._desk.reading
        if reading is not None and span is not None:
            QGuiApplication.clipboard().setText(citation(reading, span))
            self.said.emit(self.tr("Copied with its citation."))

    def copy_link(self) -> None:
        """The address of the selected passage, of the mark under the caret, or of the article."""
        reading, span, ref = self._desk.reading, self._page.selected_span(), self._page.mark_under_caret()
        if reading is None:
            return
        if span is not None:
            address = passage_link(reading, span)
        elif ref is not None and self._desk.analysis.is_lasting(ref.kind):
            address = str(Link(reading.article.id, ref.kind, ref.id))
        else:
            address = str(Link(reading.article.id))
        QGuiApplication.clipboard().setText(address)
        self.said.emit(self.tr("The link was copied: {0}").format(address))

    def _colour(self) -> str:
        """The last colour, or the first where that is not among the article's."""
        reading = self._desk.reading
        ids = [colour.id for colour in reading.offered] if reading else []
        return self._last_colour if self._last_colour in ids else ids[0]


def end_slots(page: PageView) -> dict[str, Callable[[], object]]:
    """Moving the ends of the chosen highlight, by the ids of the commands."""
    ends: tuple[Literal["start", "end"], ...] = ("start", "end")
    units: tuple[tuple[Literal["word", "character"], str], ...] = (("word", ""), ("character", "_letter"))
    return {
        f"{end}_{way}{suffix}": partial(page.move_end, end, unit, step)
        for end in ends
        for way, step in (("later", 1), ("earlier", -1))
        for unit, suffix in units
    }

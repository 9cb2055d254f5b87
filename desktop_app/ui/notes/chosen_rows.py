"""What can be done to the rows that are chosen in the Notes tab, from keys, strip and menu alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop_app.domain.annotations import HighlightColour
from desktop_app.ui.notes.copying import rows_markdown
from desktop_app.ui.notes.filtering import retagged, tags_of
from desktop_app.ui.notes.note_list import NoteList
from desktop_app.ui.notes.open_note import OpenNote
from desktop_app.ui.notes.rows import NoteRow
from desktop_app.ui.notes.selection_strip import SelectionStrip, fill_with_colours
from desktop_app.ui.theme import LIGHT, Theme


class ChosenRows(QObject):
    """Asks for changes; makes none. Words of a note on their way are handed over before its removal is asked for."""

    remove_note_requested = Signal(str)
    remove_highlights_requested = Signal(object)  # list of highlight ids
    colour_requested = Signal(object, str)  # list of highlight ids, colour id
    tags_requested = Signal(object, object)  # list of highlight ids, tuple of the tags that they have from now on
    passage_asked = Signal(object)  # NoteRow
    note_asked = Signal(object)  # NoteRow
    tags_left = Signal(bool)  # the line for tags was left by Enter or Esc; whether it was asked for from the page

    def __init__(self, rows: NoteList, strip: SelectionStrip, open_note: OpenNote) -> None:
        super().__init__(rows)
        self._list, self._strip, self._open = rows, strip, open_note
        self._theme = LIGHT
        self._colours: tuple[HighlightColour, ...] = ()
        self._tags: tuple[str, ...] = ()
        self._library_tags: tuple[str, ...] = ()
        self._article_id = ""
        self._rows: tuple[NoteRow, ...] = ()
        self._is_from_page = False
        rows.removal_asked.connect(self.remove)
        rows.colour_asked.connect(self.recolour)
        rows.tags_asked.connect(self.write_tags)
        rows.copy_asked.connect(self.copy)
        rows.menu_requested.connect(self.show_menu)
        rows.chosen_changed.connect(self.show_strip)
        strip.colour_chosen.connect(self.recolour)
        strip.tags_asked.connect(self.write_tags)
        strip.tags_written.connect(self._tag)
        strip.tags_left.connect(lambda: self.tags_left.emit(self._is_from_page))
        strip.copy_asked.connect(self.copy)
        strip.removal_asked.connect(self.remove)

    def offer(self, article_id: str, colours: Sequence[HighlightColour], rows: Sequence[NoteRow]) -> None:
        """All rows of the article, listed or not, and the colours that can be chosen."""
        self._article_id, self._rows, self._tags = article_id, tuple(rows), tags_of(rows)
        if tuple(colours) != self._colours:
            self._colours = tuple(colours)
            self._strip.offer_colours(self._colours, self._theme)

    def set_library_tags(self, tags: Sequence[str]) -> None:
        self._library_tags = tuple(tags)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._strip.offer_colours(self._colours, theme)

    def show_strip(self) -> None:
        self._strip.show_rows(self._list.chosen())

    def marks(self) -> list[str]:
        """Ids of the highlights that are chosen, each once."""
        return list(dict.fromkeys(row.highlight.id for row in self._list.chosen() if row.highlight is not None))

    def remove(self) -> None:
        """A highlight goes with its notes; any other note by itself."""
        chosen, marks = self._list.chosen(), self.marks()
        for row in chosen:
            note_id = row.note.id if row.note is not None else None
            self._open.hand_over_and_forget(note_id, row.highlight.id if row.highlight is not None else None)
        if marks:
            self.remove_highlights_requested.emit(marks)
        for row in chosen:
            if row.highlight is None and row.note is not None:
                self.remove_note_requested.emit(row.note.id)

    def recolour(self, place: int) -> None:
        """In the colour at that place among those that are offered; nothing where there is none."""
        marks = self.marks()
        if marks and place < len(self._colours):
            self.colour_requested.emit(marks, self._colours[place].id)

    def write_tags(self) -> None:
        """Open the line for the tags of what is chosen."""
        self._write_tags(self._list.chosen(), from_page=False)

    def write_tags_of(self, highlight_id: str, *, from_page: bool) -> None:
        """Open the line for the tags of one highlight, whether the filter lists it or not."""
        rows = [row for row in self._rows if row.highlight is not None and row.highlight.id == highlight_id]
        self._write_tags(rows, from_page=from_page)

    def _write_tags(self, rows: Sequence[NoteRow], *, from_page: bool) -> None:
        self._strip.finish_tagging()
        self._is_from_page = from_page
        self._strip.write_tags(rows, tuple(dict.fromkeys((*self._tags, *self._library_tags))))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(rows_markdown(self._list.chosen(), self._article_id))

    def show_menu(self, row: NoteRow, place: QPoint) -> None:
        """For one row all that can be done to it; for several what can be done to all of them."""
        menu = QMenu(self._list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(self._list.chosen()) > 1:
            self._add_for_several(menu)
        else:
            self._list.select_key(row.key)
            self._add_for_one(menu, row)
        menu.popup(place)

    def _add_for_one(self, menu: QMenu, row: NoteRow) -> None:
        if row.span is not None:
            menu.addAction(self.tr("Go to the passage\tSpace"), lambda: self.passage_asked.emit(row))
        edit = self.tr("Edit the note\tEnter") if row.note is not None else self.tr("Write a note\tEnter")
        menu.addAction(edit, lambda: self.note_asked.emit(row))
        if row.highlight is not None:
            menu.addSeparator()
            fill_with_colours(menu, self._colours, self._theme, row.highlight.colour_id, self.recolour)
            menu.addAction(self.tr("Tags…\tG"), self.write_tags)
        menu.addSeparator()
        menu.addAction(self.tr("Copy as Markdown"), self.copy)
        if row.highlight is not None and row.note is not None:
            menu.addAction(self.tr("Remove the note, keep the highlight"), lambda: self._remove_note(row))
        what = self.tr("Remove the highlight\tDel") if row.highlight is not None else self.tr("Remove the note\tDel")
        menu.addAction(what, self.remove)

    def _add_for_several(self, menu: QMenu) -> None:
        if self.marks():
            colours = menu.addMenu(self.tr("Colour"))
            fill_with_colours(colours, self._colours, self._theme, "", self.recolour)
            menu.addAction(self.tr("Tags…\tG"), self.write_tags)
        menu.addAction(self.tr("Copy as Markdown\tCtrl+C"), self.copy)
        menu.addAction(self.tr("Remove what is chosen\tDel"), self.remove)

    def _remove_note(self, row: NoteRow) -> None:
        if row.note is not None:
            self._open.hand_over_and_forget(row.note.id, None)
            self.remove_note_requested.emit(row.note.id)

    def _tag(self, ids: Sequence[str], common: Sequence[str], tags: Sequence[str]) -> None:
        """Those that the line was opened for are meant, as they are now."""
        rows = [row for row in self._rows if row.highlight is not None and row.highlight.id in ids]
        for changed, some in retagged(rows, tags, common).items():
            self.tags_requested.emit(some, changed)

"""The notes panel: highlights and notes in reading order, and below them the editor of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.annotations import Highlight, HighlightColour, Note, NoteTarget
from desktop_app.domain.findings import Findings
from desktop_app.domain.ids import new_id
from desktop_app.domain.reading import Reading
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.notes.chosen_rows import ChosenRows
from desktop_app.ui.notes.completion import Targets
from desktop_app.ui.notes.delegate import NoteDelegate, new_target, speak_row, target_of
from desktop_app.ui.notes.drafts import Drafts
from desktop_app.ui.notes.editor import NoteEditor
from desktop_app.ui.notes.filter_line import FilterLine
from desktop_app.ui.notes.filtering import tags_of
from desktop_app.ui.notes.note_list import NoteList
from desktop_app.ui.notes.open_note import OpenNote
from desktop_app.ui.notes.rows import NoteRow, offered, rows_of
from desktop_app.ui.notes.selection_strip import SelectionStrip
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowsModel
from desktop_app.ui.theme import Theme


class NotesPanel(QWidget):
    """Lists, edits and hands over notes; saves nothing itself. Words count as kept once `mark_saved` says so."""

    note_changed = Signal(object)  # Note with its newest text
    remove_note_requested = Signal(str)
    remove_highlights_requested = Signal(object)  # list of highlight ids
    colour_requested = Signal(object, str)  # list of highlight ids, colour id
    tags_requested = Signal(object, object)  # list of highlight ids, tuple of the tags that they have from now on
    passage_requested = Signal(object, object)  # Span, (kind, id)
    article_note_requested = Signal()
    link_requested = Signal(str)  # a pressmark:// address that was clicked in a preview
    left = Signal()  # done with what was asked for from the page: the reader wants to be there again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notes")
        self._text = ""
        self._shown_of: tuple[str, str] | None = None
        self._article_id = ""
        self._rows: tuple[NoteRow, ...] = ()
        self._counts = (0, 0)  # highlights, notes
        self._is_from_page = False  # the note that is open in the editor
        self.model = RowsModel[NoteRow](speak_row, self)
        self.list = NoteList()
        self.list.setAccessibleName(self.tr("Highlights and notes in reading order"))
        self.list.setModel(self.model)
        self._delegate = NoteDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self._empty = Placeholder("")
        self._nothing_fits = Placeholder(self.tr("Nothing here fits the filter"))
        self._lists = QStackedWidget()
        for page in (self.list, self._empty, self._nothing_fits):
            self._lists.addWidget(page)
        self.filter = FilterLine()
        self.strip = SelectionStrip()
        self.article_button = QPushButton(self.tr("Note on the article"))
        self.article_button.setAccessibleName(self.tr("Write a note on the article"))
        self._count = ElidedLabel()
        self._count.setProperty("head", True)
        self.editor = NoteEditor()
        self._open = OpenNote(self.editor)
        self._chosen = ChosenRows(self.list, self.strip, self._open)
        self._lay_out()
        self._wire()
        self.show_reading(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.addWidget(self._count, 1)
        head.addWidget(self.article_button)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addLayout(head)
        above.addWidget(self.filter)
        above.addWidget(self._lists, 1)
        above.addWidget(self.strip)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.editor)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _wire(self) -> None:
        self.list.clicked_plainly.connect(self._show_row)
        self.list.row_entered.connect(self._write_row)
        self.list.row_doubled.connect(self._write_row)
        self.list.row_toggled.connect(self._go_to)
        chosen = self._chosen
        chosen.passage_asked.connect(self._go_to)
        chosen.note_asked.connect(self._write_row)
        chosen.remove_note_requested.connect(self.remove_note_requested)
        chosen.remove_highlights_requested.connect(self.remove_highlights_requested)
        chosen.colour_requested.connect(self.colour_requested)
        chosen.tags_requested.connect(self.tags_requested)
        chosen.tags_left.connect(self._go_back)
        self.filter.changed.connect(lambda _chosen: self._list_rows())
        clear = self._nothing_fits.add_button(self.tr("Clear the filter"), least=0)
        clear.clicked.connect(self.filter.clear)
        self.article_button.clicked.connect(self.article_note_requested)
        self.editor.closed.connect(self._leave_note)
        self.editor.link_requested.connect(self.link_requested)
        self._open.note_changed.connect(self.note_changed)
        self._open.remove_requested.connect(self.remove_note_requested)

    # What is shown -------------------------------------------------------------------------------------------------

    def show_reading(self, reading: Reading | None) -> None:
        """Show the notes of another article (or none); what is unsaved of the former one is handed over first."""
        shown_of = None if reading is None else (reading.article.id, reading.revision.id)
        if shown_of != self._shown_of:
            self._open.leave()
            self.strip.finish_tagging()
        self._shown_of = shown_of
        self._article_id = reading.article.id if reading else ""
        self._text = reading.revision.text if reading else ""
        self.article_button.setEnabled(reading is not None)
        if reading is None:
            self.show_annotations((), (), (), None)
        else:
            self.show_annotations(reading.highlights, reading.notes, reading.colours, reading.findings)

    def show_annotations(
        self,
        highlights: Sequence[Highlight],
        notes: Sequence[Note],
        colours: Sequence[HighlightColour],
        findings: Findings | None,
    ) -> None:
        """Bring the list up to date. The editor is left as it is, unless its note is gone or was changed elsewhere at rest."""
        self._rows = rows_of(self._text, highlights, notes, colours, findings)
        self._counts = (len(highlights), len(notes))
        used = {highlight.colour_id for highlight in highlights}
        ordered = sorted(colours, key=lambda one: one.position)
        tags = tags_of(self._rows)
        self._chosen.offer(self._article_id, offered(colours), self._rows)
        self.filter.offer([colour for colour in ordered if colour.id in used], tags)
        self._list_rows()
        self._open.show_notes({note.id: note for note in notes})

    def set_targets(self, targets: Targets) -> None:
        """Articles and speakers that `[[` in a note offers: titles and names, with their pressmark:// addresses."""
        self.editor.edit.set_targets(targets)

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Tags of the whole library, offered while tags are written."""
        self._chosen.set_library_tags(tags)

    def select(self, kind: str, target_id: str) -> None:
        """Show the row of a “highlight” or “note”; a note is opened too, without taking the focus. What the filter hides stays
        hidden."""
        for row in self._rows:
            is_it = row.highlight is not None and row.highlight.id == target_id if kind == "highlight" else False
            is_it = is_it or (kind == "note" and row.note is not None and row.note.id == target_id)
            if is_it:
                self.list.select_key(row.key)
                self._show_row(row, goes=False)
                return

    def edit_note(self, note: Note, from_page: bool = False) -> None:
        """Open the editor on a note, perhaps a new and empty one, and give it the focus. from_page: Esc leads back there."""
        self._open_note(note, from_page=from_page)
        self.select_note_row(note)
        self.editor.write()

    def edit_tags(self, highlight_id: str, from_page: bool = False) -> None:
        """Show a highlight with a line for its tags, ready to be typed in. from_page: Enter and Esc lead back there."""
        self.strip.finish_tagging()
        self.select("highlight", highlight_id)
        self._chosen.write_tags_of(highlight_id, from_page=from_page)

    def select_note_row(self, note: Note) -> None:
        for row in self.model.rows:
            is_its_highlight = row.highlight is not None and row.highlight.id == note.target_id and row.note is None
            if is_its_highlight or (row.note is not None and row.note.id == note.id):
                self.list.select_key(row.key)
                return

    def toggle_preview(self) -> None:
        """Show or hide the preview of the open note."""
        self.editor.toggle_preview()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list takes it; as a proxy it would make Tab jump over what stands before it."""
        super().focusInEvent(event)
        self.list.setFocus(event.reason())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.editor.set_theme(theme)
        self._chosen.set_theme(theme)
        self.list.viewport().update()

    def _list_rows(self) -> None:
        """What fits the filter; what was chosen stays chosen as far as it is listed."""
        current: NoteRow | None = self.list.current_row()
        chosen = self.list.chosen()
        scrolled = self.list.verticalScrollBar().value()
        wanted = self.filter.chosen
        self.model.show([row for row in self._rows if wanted.takes(row)])
        if current is not None and self.list.current_row() is None:
            self._select_like(current)
            self.list.verticalScrollBar().setValue(scrolled)
        if len(chosen) > 1:
            marks = {row.highlight.id for row in chosen if row.highlight is not None}
            keys = {row.key for row in chosen}
            self.list.choose_where(
                lambda row: row.key in keys or (row.highlight is not None and row.highlight.id in marks)
            )
        self._say_counts()
        self._chosen.show_strip()
        self.filter.setVisible(bool(self._rows))
        self._lists.setCurrentIndex(0 if self.model.rows else 2 if self._rows else 1)
        self._say_what_is_missing()

    def _say_counts(self) -> None:
        marks = counted(self._counts[0], self.tr("1 highlight"), self.tr("%1 highlights"))
        words = f"{marks} · {counted(self._counts[1], self.tr('1 note'), self.tr('%1 notes'))}"
        if len(self.model.rows) < len(self._rows):
            words = (
                self.tr("%1 of %2").replace("%1", number(len(self.model.rows))).replace("%2", number(len(self._rows)))
            )
        self._count.setText(words)
        self._count.setVisible(bool(self._rows))

    def _select_like(self, former: NoteRow) -> None:
        """After its highlight got or lost a note a row has another key: stay on it all the same."""
        if self.list.select_key(former.key):
            return
        for row in self.model.rows:
            if former.highlight is not None and row.highlight is not None and row.highlight.id == former.highlight.id:
                self.list.select_key(row.key)
                return

    def _say_what_is_missing(self) -> None:
        if self._shown_of is None:
            self._empty.say(
                self.tr("No article is open"), self.tr("Your highlights and notes on it will be listed here.")
            )
        else:
            self._empty.say(
                self.tr("Nothing marked yet"),
                self.tr(
                    "Select some text, then press H to highlight it in the first colour, Q in the one used last, "
                    "1 to 9 in any colour, or N to write a note."
                ),
            )

    # What is unsaved -----------------------------------------------------------------------------------------------

    @property
    def drafts(self) -> Drafts:
        return self._open.drafts

    def flush(self) -> None:
        """Hand over now whatever has not been handed over: words of notes, and tags that are being written."""
        self.drafts.flush()
        self.strip.finish_tagging()

    def mark_saved(self, note_id: str, text: str) -> None:
        """The note is kept with this very text."""
        self._open.mark_saved(note_id, text)

    def mark_failed(self, note_id: str, why: str) -> None:
        """The note could not be saved; its words stay here, and can be copied elsewhere."""
        self.drafts.mark_failed(note_id, why)

    def has_unsaved(self) -> bool:
        return self.drafts.has_unsaved()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    # What can be done to one row -----------------------------------------------------------------------------------

    def _open_note(self, note: Note, *, from_page: bool = False) -> None:
        self._is_from_page = from_page
        row = next((row for row in self._rows if row.note is not None and row.note.id == note.id), None)
        if row is None and note.target is NoteTarget.HIGHLIGHT:
            marks = (row for row in self._rows if row.highlight is not None and row.highlight.id == note.target_id)
            row = next(marks, None)
        about = target_of(row) if row is not None else new_target(note.target)
        is_colour = row is not None and row.highlight is not None  # whose name is the reader's own
        self._open.open(note, about if is_colour else about[:1].upper() + about[1:])

    def _show_row(self, row: NoteRow, *, goes: bool = True) -> None:
        if row.note is not None:
            self._open_note(row.note)
        else:
            self._open.leave()
        if goes:
            self._go_to(row)

    def _write_row(self, row: NoteRow) -> None:
        """Edit the row's note; a highlight without one gets a new note, which is made with its first word."""
        if row.note is not None:
            self._open_note(row.note)
        elif row.highlight is not None:
            now = datetime.now(UTC)
            target = row.highlight.id
            self._open_note(Note(new_id(), self._article_id, NoteTarget.HIGHLIGHT, target, "", now, now))
        self.editor.write()

    def _go_to(self, row: NoteRow) -> None:
        if row.span is None:
            return
        if row.highlight is not None:
            self.passage_requested.emit(row.span, ("highlight", row.highlight.id))
        elif row.note is not None:
            self.passage_requested.emit(row.span, ("note", row.note.id))

    def _leave_note(self) -> None:
        self._open.leave()
        self._go_back(self._is_from_page)

    def _go_back(self, to_page: bool) -> None:
        if to_page:
            self.left.emit()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

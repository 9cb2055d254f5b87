"""The notes panel: highlights and notes in reading order, and below them the editor of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.annotations import Highlight, HighlightColour, Note, NoteTarget
from desktop_app.domain.findings import Findings
from desktop_app.domain.ids import new_id
from desktop_app.domain.reading import Reading
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.notes.delegate import NoteDelegate, speak_row, target_of
from desktop_app.ui.notes.drafts import Draft, Drafts
from desktop_app.ui.notes.editor import NoteEditor
from desktop_app.ui.notes.rows import NoteRow, rows_of
from desktop_app.ui.numbers import counted
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.theme import LIGHT, Theme


class NoteList(RowList):
    """The list of highlights and notes, with keys for what can be done to a row."""

    removal_asked = Signal(object)  # NoteRow
    colour_asked = Signal(object, int)  # NoteRow, place of the colour

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The editor opens below and takes room: the row that it is about stays in sight."""
        super().resizeEvent(event)
        current = self.currentIndex()
        if current.isValid() and event.size().height() < event.oldSize().height():
            self.scrollTo(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row: NoteRow | None = self.current_row()
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if row is not None and plain and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removal_asked.emit(row)
        elif row is not None and plain and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.colour_asked.emit(row, event.key() - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)


class NotesPanel(QWidget):
    """Lists, edits and hands over notes; saves nothing itself. Words count as kept once `mark_saved` says so."""

    note_changed = Signal(object)  # Note with its newest text
    remove_note_requested = Signal(str)
    remove_highlight_requested = Signal(str)
    colour_requested = Signal(str, str)  # highlight id, colour id
    passage_requested = Signal(object, object)  # Span, (kind, id)
    article_note_requested = Signal()
    link_requested = Signal(str)  # a pressmark:// address that was clicked in a preview

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notes")
        self._text = ""
        self._shown_of: tuple[str, str] | None = None
        self._article_id = ""
        self._notes: dict[str, Note] = {}
        self._colours: tuple[HighlightColour, ...] = ()
        self._open: Note | None = None
        self._was_listed = False  # the open note: one that leaves the list again was removed, a new one was never in it
        self._theme = LIGHT
        self.drafts = Drafts(self)
        self.drafts.note_changed.connect(self._hand_over)
        self.drafts.state_changed.connect(self._say_state)
        self.model = RowsModel[NoteRow](speak_row, self)
        self.list = NoteList()
        self.list.setAccessibleName(self.tr("Highlights and notes in reading order"))
        self.list.setModel(self.model)
        self._delegate = NoteDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(lambda index: self._show_row(self.model.rows[index.row()]))
        self.list.row_entered.connect(self._write_row)
        self.list.row_doubled.connect(self._write_row)
        self.list.row_toggled.connect(self._go_to)
        self.list.removal_asked.connect(self._remove_row)
        self.list.colour_asked.connect(self._colour_row)
        self.list.menu_requested.connect(self._show_menu)
        self._empty = Placeholder("")
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._empty)
        self.article_button = QPushButton(self.tr("Note on the article"))
        self.article_button.setAccessibleName(self.tr("Write a note on the article"))
        self.article_button.clicked.connect(self.article_note_requested)
        self._count = ElidedLabel()
        self._count.setProperty("head", True)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.addWidget(self._count, 1)
        head.addWidget(self.article_button)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addLayout(head)
        above.addWidget(self._lists, 1)
        self.editor = NoteEditor()
        self.editor.typed.connect(self._take_text)
        self.editor.left.connect(self.flush)
        self.editor.closed.connect(self._back_to_list)
        self.editor.retry_requested.connect(self.drafts.retry)
        self.editor.link_requested.connect(self.link_requested)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.editor)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.editor.hide()
        self.setFocusProxy(self.list)
        self.show_reading(None)

    # What is shown -------------------------------------------------------------------------------------------------

    def show_reading(self, reading: Reading | None) -> None:
        """Show the notes of another article (or none); what is unsaved of the former one is handed over first."""
        shown_of = None if reading is None else (reading.article.id, reading.revision.id)
        if shown_of != self._shown_of:
            self._leave_note()
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
        self._notes = {note.id: note for note in notes}
        self._colours = tuple(sorted(colours, key=lambda colour: colour.position))
        current: NoteRow | None = self.list.current_row()
        scrolled = self.list.verticalScrollBar().value()
        self.model.show(rows_of(self._text, highlights, notes, colours, findings))
        if current is not None and self.list.current_row() is None:
            self._select_like(current)
            self.list.verticalScrollBar().setValue(scrolled)
        marks = counted(len(highlights), self.tr("1 highlight"), self.tr("%1 highlights"))
        self._count.setText(f"{marks} · {counted(len(notes), self.tr('1 note'), self.tr('%1 notes'))}")
        self._count.setVisible(bool(self.model.rows))
        self._lists.setCurrentIndex(0 if self.model.rows else 1)
        self._say_what_is_missing()
        if self._open is not None:
            self._follow_open_note(self._open)

    def select(self, kind: str, target_id: str) -> None:
        """Show the row of a “highlight” or “note”; a note is opened too, without taking the focus."""
        for row in self.model.rows:
            is_it = row.highlight is not None and row.highlight.id == target_id if kind == "highlight" else False
            is_it = is_it or (kind == "note" and row.note is not None and row.note.id == target_id)
            if is_it:
                self.list.select_key(row.key)
                self._show_row(row, goes=False)
                return

    def edit_note(self, note: Note) -> None:
        """Open the editor on a note, perhaps a new and empty one, and give it the focus."""
        self._open_note(note)
        self.select_note_row(note)
        self.editor.write()

    def select_note_row(self, note: Note) -> None:
        for row in self.model.rows:
            is_its_highlight = row.highlight is not None and row.highlight.id == note.target_id and row.note is None
            if is_its_highlight or (row.note is not None and row.note.id == note.id):
                self.list.select_key(row.key)
                return

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.theme = theme
        self.editor.set_theme(theme)
        self.list.viewport().update()

    # What is unsaved -----------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Hand over now whatever has not been handed over."""
        self.drafts.flush()

    def mark_saved(self, note_id: str, text: str) -> None:
        """The note is kept with this very text."""
        self.drafts.mark_saved(note_id, text)
        if self._open is not None and self._open.id == note_id and note_id not in self._notes:
            self._follow_open_note(self._open)  # it was removed while its last words were on their way

    def mark_failed(self, note_id: str, why: str) -> None:
        """The note could not be saved; its words stay here, and can be copied elsewhere."""
        self.drafts.mark_failed(note_id, why)

    def has_unsaved(self) -> bool:
        return self.drafts.has_unsaved()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _hand_over(self, note: Note) -> None:
        """Words that are handed over to be saved end a stretch of typing: undo takes back one such stretch at a time."""
        if self._open is not None and note.id == self._open.id:
            self.editor.edit.end_stretch()
        self.note_changed.emit(note)

    def _take_text(self, text: str) -> None:
        if self._open is not None:
            self.drafts.write(text)

    def _say_state(self) -> None:
        self.editor.set_open(self._open is not None)
        failed = self.drafts.failed()
        if failed is not None:
            self.editor.setVisible(True)
            words = self.tr("Not saved: %1").replace("%1", failed.failure)
            if self._open is None or failed.note.id != self._open.id:
                words = self.tr("Another note was not saved: %1").replace("%1", failed.failure)
            self.editor.say_state(words, rescued=failed.note.text)
            return
        draft = self.drafts.draft(self._open.id) if self._open is not None else None
        if draft is not None and draft.is_unsaved:
            self.editor.say_state(self.tr("Saving …"))
        elif self._open is not None and (self._open.id in self._notes or draft is not None):
            self.editor.say_state(self.tr("Saved"))
        else:
            self.editor.say_state("")

    # The note that is open -----------------------------------------------------------------------------------------

    def _open_note(self, note: Note) -> None:
        if self._open is not None and self._open.id == note.id:
            self.editor.show()
            return
        self._leave_note()
        draft = self.drafts.hold(note)
        self._open = note
        self._was_listed = note.id in self._notes
        row = next((row for row in self.model.rows if row.note is not None and row.note.id == note.id), None)
        self.editor.show_text(
            draft.note.text if draft else note.text, target_of(row) if row else self._new_heading(note)
        )
        self.editor.show()
        self._say_state()

    def _leave_note(self) -> None:
        """Close the note: hand over its words; one that was emptied is taken away (a new one was never made)."""
        self.flush()
        left = self._open
        if left is None:
            return
        draft = self.drafts.draft(left.id)
        is_made = left.id in self._notes or (draft is not None and draft.was_handed)
        self._close()
        if draft is not None and not draft.note.text.strip():
            self.drafts.forget(left.id)
            if is_made:
                self.remove_note_requested.emit(left.id)

    def _close(self) -> None:
        self._open = None
        self.drafts.hold(None)
        self.editor.show_text("", "")
        self.editor.setVisible(self.drafts.failed() is not None)
        self._say_state()

    def _follow_open_note(self, note: Note) -> None:
        kept = self._notes.get(note.id)
        self._was_listed = self._was_listed or kept is not None
        draft = self.drafts.draft(note.id)
        is_unsaved = draft is not None and draft.is_unsaved
        if kept is None and self._was_listed and not is_unsaved:
            self._close()
        elif kept is not None and not is_unsaved and not self.editor.edit.hasFocus() and not _is_older(kept, draft):
            self._open = kept
            self.drafts.forget(kept.id)
            self.drafts.hold(kept)
            if self.editor.edit.markdown() != kept.text:
                self.editor.show_text(kept.text, self.editor.heading.text())
        self._say_state()

    def _new_heading(self, note: Note) -> str:
        if note.target is NoteTarget.HIGHLIGHT:
            for row in self.model.rows:
                if row.highlight is not None and row.highlight.id == note.target_id:
                    return target_of(row)
        return {
            NoteTarget.ARTICLE: self.tr("on the article"),
            NoteTarget.HIGHLIGHT: self.tr("on a highlight"),
            NoteTarget.ATTRIBUTION: self.tr("on a quotation"),
            NoteTarget.SPEAKER: self.tr("on a speaker"),
        }[note.target]

    # What can be done to a row -------------------------------------------------------------------------------------

    def _show_row(self, row: NoteRow, *, goes: bool = True) -> None:
        if row.note is not None:
            self._open_note(row.note)
        elif self._open is not None:
            self._leave_note()
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

    def _remove_row(self, row: NoteRow) -> None:
        """A highlight goes with its notes; any other note by itself. Words on their way go first, so that undo finds them."""
        if row.highlight is not None:
            self._hand_over_and_close(row)
            self.remove_highlight_requested.emit(row.highlight.id)
        elif row.note is not None:
            self._remove_note(row)

    def _remove_note(self, row: NoteRow) -> None:
        if row.note is not None:
            self._hand_over_and_close(row)
            self.remove_note_requested.emit(row.note.id)

    def _hand_over_and_close(self, row: NoteRow) -> None:
        self.flush()
        if row.note is not None:
            self.drafts.forget(row.note.id)
        open_note = self._open
        is_on_it = open_note is not None and row.highlight is not None and open_note.target_id == row.highlight.id
        if open_note is not None and (is_on_it or (row.note is not None and row.note.id == open_note.id)):
            self.drafts.forget(open_note.id)
            self._close()

    def _colour_row(self, row: NoteRow, place: int) -> None:
        if row.highlight is not None and place < len(self._colours):
            self.colour_requested.emit(row.highlight.id, self._colours[place].id)

    def _back_to_list(self) -> None:
        self._leave_note()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select_like(self, former: NoteRow) -> None:
        """After its highlight got or lost a note a row has another key: stay on it all the same."""
        if self.list.select_key(former.key):
            return
        for row in self.model.rows:
            if former.highlight is not None and row.highlight is not None and row.highlight.id == former.highlight.id:
                self.list.select_key(row.key)
                return

    def _show_menu(self, row: NoteRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row.span is not None:
            menu.addAction(self.tr("Go to the passage\tSpace"), lambda: self._go_to(row))
        edit = self.tr("Edit the note\tEnter") if row.note is not None else self.tr("Write a note\tEnter")
        menu.addAction(edit, lambda: self._write_row(row))
        if row.highlight is not None:
            menu.addSeparator()
            for number, colour in enumerate(self._colours[:9]):
                action = menu.addAction(self._swatch(colour.hue), f"{colour.name.replace('&', '&&')}\t{number + 1}")
                action.setCheckable(True)
                action.setChecked(colour.id == row.highlight.colour_id)
                action.triggered.connect(lambda _checked=False, number=number: self._colour_row(row, number))
        menu.addSeparator()
        if row.highlight is not None and row.note is not None:
            menu.addAction(self.tr("Remove the note, keep the highlight"), lambda: self._remove_note(row))
        what = self.tr("Remove the highlight\tDel") if row.highlight is not None else self.tr("Remove the note\tDel")
        menu.addAction(what, lambda: self._remove_row(row))
        menu.popup(place)

    def _swatch(self, hue: str) -> QIcon:
        picture = QPixmap(14, 14)
        pair = self._theme.highlighter(hue)
        picture.fill(pair.fill)
        painter = QPainter(picture)
        painter.fillRect(0, 0, 3, 14, pair.edge)
        painter.end()
        return QIcon(picture)

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
                    "1 to 5 in any colour, or N to write a note."
                ),
            )


def _is_older(kept: Note, draft: Draft | None) -> bool:
    """Whether a list of notes was made before the newest words were saved: it must not bring the older ones back."""
    return draft is not None and kept.changed_at < draft.note.changed_at

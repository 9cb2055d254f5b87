"""What lies on the desk: the open article, and the way of every change to the library."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.background import Background
from desktop_app.domain.annotations import Correction, Highlight, HighlightColour, Note, NoteTarget, Recolouring
from desktop_app.domain.correcting import in_turn
from desktop_app.domain.errors import Cancelled, NotFound
from desktop_app.domain.reading import Reading
from desktop_app.exporting import Profile
from desktop_app.ui.desk.analysing import Analysing
from desktop_app.ui.desk.annotating import Annotating
from desktop_app.ui.desk.binning import Binning
from desktop_app.ui.desk.correcting import Correcting
from desktop_app.ui.desk.gathering import Gathering
from desktop_app.ui.desk.history import Change, History, Step
from desktop_app.ui.desk.library_steps import LibrarySteps
from desktop_app.ui.desk.opening import Opening
from desktop_app.ui.desk.work import Work
from desktop_app.ui.numbers import number
from desktop_app.workspace import Opened, Workspace

_log = logging.getLogger(__name__)


class Desk(QObject):
    """Shows nothing and decides nothing about texts: asks the workspace on the lanes of `background`, keeps the answer, and says
    what changed. Its parts do the asking: `opening`, `analysis`, `annotations`, `corrections`, `gathering`."""

    opened = Signal(object)  # Opened: show it from scratch
    leaving = Signal()  # another article is about to be shown: what is being typed about this one goes now
    closed = Signal()
    findings_changed = Signal(object)  # Findings: stored, or corrected
    annotations_changed = Signal()
    articles_changed = Signal(object)  # Overview
    exported = Signal(object)  # list[Path]
    failed = Signal(object)  # Exception
    removed = Signal(str)  # what was removed, in words; `undo` brings it back
    said = Signal(str)  # a short word for the reader
    undo_changed = Signal()

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.background = background
        self.work = Work(self)
        self.history = History(self)
        self.library_steps = LibrarySteps(self)
        self.opening = Opening(self)
        self.analysis = Analysing(self)
        self.annotations = Annotating(self)
        self.corrections = Correcting(self)
        self.bin = Binning(self)
        self.gathering = Gathering(self)
        self._workspace: Workspace | None = None
        self._reading: Reading | None = None
        self._hidden_notes: dict[str, tuple[Note, ...]] = {}  # by highlight: go to the bin and come back with it
        self._library_was_last = False  # among the steps that were taken, or undone
        self.history.stepped.connect(lambda: self._note_step(False))
        self.library_steps.stepped.connect(lambda: self._note_step(True))
        self.history.changed.connect(self.undo_changed)
        self.library_steps.changed.connect(self.undo_changed)
        self.gathering.listen()

    # -- what is on the desk ------------------------------------------------------------------------------------------

    @property
    def reading(self) -> Reading | None:
        return self._reading

    @property
    def workspace(self) -> Workspace | None:
        return self._workspace

    def use(self, workspace: Workspace) -> None:
        """The library is open (or another one in its place): what lay on the desk is of no library any more; do what was
        asked for meanwhile."""
        if self._reading is not None:
            self._close()
        self.history.forget()
        self.library_steps.forget()
        self._workspace = workspace
        self.refresh_articles()
        self.opening.do_waiting()
        self.gathering.use(workspace)

    def refresh_articles(self) -> None:
        if self._workspace is not None:
            self.background.run(self._workspace.overview, done=self.articles_changed.emit, failed=self.failed.emit)

    def show(self, opened: Opened) -> None:
        """Lay an article on the desk; look for who said what where that is not known."""
        if self._reading is not None:
            self.leaving.emit()
        self.analysis.stop()
        self._reading = opened.reading
        self.history.open(opened.reading.article.id, opened.reading.revision.id)
        self.opened.emit(opened)
        if self._workspace is not None and self._workspace.needs_analysis(opened.reading):
            self.analysis.start()

    def put_reading(self, reading: Reading) -> None:
        """The open article as it is now; whoever puts it says what changed."""
        self._reading = reading

    def save_position(self, article_id: str, position: int) -> None:
        workspace = self._workspace
        if workspace is not None:
            self.background.write(
                lambda: workspace.library.save_position(article_id, position),
                done=lambda _none: None,
                failed=self._not_vital,
            )

    # -- changes and their undoing ------------------------------------------------------------------------------------

    def step(self, changes: Sequence[Change], words: str) -> None:
        """Carry changes out as one step that can be undone."""
        said = [one.after for one in changes if one.before is None and isinstance(one.after, Correction)]
        later = {one.id: one for one in in_turn(self._reading.corrections if self._reading else (), said)}
        in_order = [Change(one.before, later.get(one.thing.id, one.after)) for one in changes] if later else changes
        self.history.push(Step(self._put, in_order, words))

    def show_note(self, note: Note) -> None:
        """A note of the open article as it was typed; it is on its way to the library already."""
        reading = self._reading
        if reading is None or reading.article.id != note.article_id:
            return
        known = any(item.id == note.id for item in reading.notes)
        notes = tuple(note if item.id == note.id else item for item in reading.notes)
        self._reading = replace(reading, notes=notes if known else (*reading.notes, note))
        self.annotations_changed.emit()

    def _put(self, changes: Sequence[Change]) -> None:
        """Show things as they are now and store them, all at once."""
        workspace, reading = self._workspace, self._reading
        if workspace is None or reading is None:
            return
        changes = [self.annotations.newest(change) for change in changes]
        for change in changes:
            reading = self._with(reading, change)
        self._reading = reading
        things = [change.thing for change in changes]
        if any(isinstance(thing, Correction) for thing in things):
            self._reading = reading.with_corrections(reading.corrections)
            self.findings_changed.emit(self._reading.findings)
        if not all(isinstance(thing, Correction) for thing in things):
            self.annotations_changed.emit()
        saved = [change.after for change in changes if change.after is not None]
        removed = [change.before for change in changes if change.after is None and change.before is not None]
        self.background.write(
            lambda: workspace.library.put(saved, removed), done=lambda _none: None, failed=self.failed.emit
        )

    def _with(self, reading: Reading, change: Change) -> Reading:
        thing, is_there = change.thing, change.after is not None
        if isinstance(thing, Highlight):
            highlights = _replaced(reading.highlights, thing, is_there)
            ordered = tuple(sorted(highlights, key=lambda item: (item.span, item.created_at)))
            return replace(reading, highlights=ordered, notes=self._notes_with(reading, thing.id, is_there))
        if isinstance(thing, Note):
            return replace(reading, notes=_oldest_first(_replaced(reading.notes, thing, is_there)))
        if isinstance(thing, Correction):
            corrections = _replaced(reading.corrections, thing, is_there)
            ordered_log = tuple(sorted(corrections, key=lambda item: item.made_at))
            return replace(reading, corrections=ordered_log)
        if isinstance(thing, Recolouring):
            ids, colour_id = set(thing.highlight_ids), thing.colour_id
            return replace(
                reading,
                highlights=tuple(
                    replace(one, colour_id=colour_id) if one.id in ids else one for one in reading.highlights
                ),
            )
        colours = _replaced(reading.colours, thing, is_there)
        return replace(reading, colours=tuple(sorted(colours, key=lambda item: (item.is_archived, item.position))))

    def _notes_with(self, reading: Reading, highlight_id: str, is_there: bool) -> tuple[Note, ...]:
        """The notes that hang on a highlight go and come with it."""
        if not is_there:
            hanging = tuple(
                note for note in reading.notes if note.target is NoteTarget.HIGHLIGHT and note.target_id == highlight_id
            )
            self._hidden_notes[highlight_id] = hanging
            return tuple(note for note in reading.notes if note not in hanging)
        here = {note.id for note in reading.notes}
        hidden = self._hidden_notes.pop(highlight_id, ())
        return _oldest_first((*reading.notes, *(note for note in hidden if note.id not in here)))

    @property
    def undo_text(self) -> str:
        """What `undo` would undo now, in words; “” for nothing."""
        return self._later(self.library_steps.undo_text, self.history.undo_text)

    @property
    def redo_text(self) -> str:
        return self._later(self.library_steps.redo_text, self.history.redo_text)

    def undo(self) -> None:
        """Undo what was done last: a change to the open article, or to the library."""
        if self._is_of_library(self.library_steps.undo_text, self.history.undo_text):
            self.library_steps.undo()
        else:
            self.history.undo()

    def redo(self) -> None:
        if self._is_of_library(self.library_steps.redo_text, self.history.redo_text):
            self.library_steps.redo()
        else:
            self.history.redo()

    def _is_of_library(self, of_library: str, of_article: str) -> bool:
        return bool(of_library) and (self._library_was_last or not of_article)

    def _later(self, of_library: str, of_article: str) -> str:
        return of_library if self._is_of_library(of_library, of_article) else of_article

    def _note_step(self, is_of_library: bool) -> None:
        self._library_was_last = is_of_library

    # -- articles -----------------------------------------------------------------------------------------------------

    def remove_article(self, article_id: str) -> None:
        self.remove_articles([article_id])

    def remove_articles(self, article_ids: Sequence[str]) -> None:
        """Move articles to the bin as one step; closes the open one if it is among them, and opens what comes back alone."""
        ids = list(article_ids)
        is_one = len(ids) == 1

        def close() -> None:
            if self._reading is not None and self._reading.article.id in ids:
                self._close()

        many = self.tr("%1 articles were moved to the bin.").replace("%1", number(len(ids)))
        self.library_steps.push(
            lambda library: library.remove_articles(ids),
            lambda library, gone: library.restore_articles(gone),
            self.tr("Move article to the bin") if is_one else self.tr("Move articles to the bin"),
            said=self.tr("The article was moved to the bin.") if is_one else many,
            done=close,
            undone=lambda: self.opening.article(ids[0]) if is_one else None,
            binned=ids,
        )

    def forget_binned(self, thing_id: str | None) -> None:
        """A thing (None: all) that was in the bin is deleted for good: undoing brings back nothing that hung on it."""
        if thing_id is None:
            self._hidden_notes.clear()
        else:
            self._hidden_notes.pop(thing_id, None)
        self.library_steps.forget_binned(thing_id)

    def _close(self) -> None:
        self.analysis.stop()
        self._reading = None
        self.history.close()
        self.closed.emit()

    # -- export and care ----------------------------------------------------------------------------------------------

    def export(self, article_ids: list[str] | None, folder: Path, profile: Profile) -> None:
        """Write the notes of these articles, or of all (None), into a folder."""
        workspace = self._workspace
        if workspace is None:
            return
        task = self.work.begin(self.tr("Exporting"))

        def ended(paths: list[Path]) -> None:
            self.work.end(task)
            self.exported.emit(paths)

        def tell(error: Exception) -> None:
            self.work.end(task)
            if not isinstance(error, Cancelled):
                self.failed.emit(error)

        def export(_none: None) -> None:
            self.background.run(
                lambda: workspace.export(
                    [each.id for each in workspace.articles()] if article_ids is None else article_ids,
                    folder,
                    profile,
                    task,
                ),
                done=ended,
                failed=tell,
            )

        # After the writes that are on their way, so that the newest words are in the file; but not among them: it may take long.
        self.background.write(lambda: None, done=export, failed=tell)

    def back_up(self, done: Callable[[Path], None]) -> None:
        workspace = self._workspace
        if workspace is not None:
            self.background.write(workspace.library.back_up, done=done, failed=self.failed.emit)

    def _not_vital(self, error: Exception) -> None:
        if not isinstance(error, NotFound):
            _log.warning("left undone: %s", error)


def _oldest_first(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """As the library gives them: what comes back from the bin takes its old place."""
    return tuple(sorted(notes, key=lambda note: note.created_at))


_T = TypeVar("_T", Highlight, Note, Correction, HighlightColour)


def _replaced(items: tuple[_T, ...], thing: _T, is_there: bool) -> tuple[_T, ...]:
    """`items` with `thing` in its newest state, or without it."""
    if not is_there:
        return tuple(item for item in items if item.id != thing.id)
    if any(item.id == thing.id for item in items):
        return tuple(thing if item.id == thing.id else item for item in items)
    return items + (thing,)  # noqa: RUF005  what mypy understands for a type variable

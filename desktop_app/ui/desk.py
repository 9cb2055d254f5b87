"""The article on the desk: what is open now, its undo history, and the way of every change to the library."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from desktop_app.background import Background
from desktop_app.domain.annotations import Highlight, Note, NoteTarget
from desktop_app.domain.article import ImportedArticle
from desktop_app.domain.errors import Cancelled, CannotImport, NotFound
from desktop_app.domain.findings import Findings
from desktop_app.domain.links import Link
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.exporting import Profile
from desktop_app.ui.changes import HighlightChange, NoteRemoval
from desktop_app.workspace import Opened, Reread, Workspace, lasting_ids

_log = logging.getLogger(__name__)
UNDO_STEPS = 500


class Desk(QObject):
    """Shows nothing and decides nothing about texts: asks the workspace on the lanes of `background`, keeps the answer,
    and says what changed. An answer that arrives after another article was asked for is dropped."""

    opened = Signal(object)  # Opened: show it from scratch
    closed = Signal()
    findings_changed = Signal(object)  # Findings, stored
    part_found = Signal(object)  # Findings: what is settled while the analysis goes on; None: it ended with nothing
    analysis_changed = Signal(bool)  # whether who said what is being looked for in the open article
    annotations_changed = Signal()
    articles_changed = Signal(object)  # list[ArticleSummary]
    note_saved = Signal(str, str)  # note id, text
    note_failed = Signal(str, str)  # note id, why
    exported = Signal(object)  # list[Path]
    work_started = Signal(str, object)  # what is going on, Task
    work_progressed = Signal(float)  # 0..1 of the work that was started last
    work_ended = Signal()
    failed = Signal(object)  # Exception
    removed = Signal(str)  # what was removed, in words; `undo` brings it back
    said = Signal(str)  # a short word for the reader
    _progress = Signal(object, float)  # from working threads: Task, fraction
    _part = Signal(object, object)  # from working threads: Task, Findings

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_STEPS)
        self._background = background
        self._workspace: Workspace | None = None
        self._reading: Reading | None = None
        self._waiting: list[Callable[[], None]] = []
        self._hidden_notes: dict[str, tuple[Note, ...]] = {}  # by highlight: go to the bin and come back with it
        self._last_words: dict[str, Note] = {}  # by note: its newest text that was not empty
        self._binned: list[str] = []  # articles that were moved to the bin since the start, the last one last
        self._tasks: list[Task] = []  # what is going on, the newest last
        self._opening: Task | None = None
        self._analysis: Task | None = None
        self._shows_part = False
        self.lasting_ids: dict[str, str] = {}
        """From the ids in the parts of the last analysis that were shown to those in the findings that it came to."""
        self._bin_was_last = False
        self.undo_stack.indexChanged.connect(self._note_step)
        self._progress.connect(self._pass_on_progress)
        self._part.connect(self._show_part)

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
        self._binned.clear()
        self._workspace = workspace
        self.refresh_articles()
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()

    def refresh_articles(self) -> None:
        if self._workspace is not None:
            self._background.run(self._workspace.articles, done=self.articles_changed.emit, failed=self.failed.emit)

    # -- opening ------------------------------------------------------------------------------------------------------

    def open_files(self, paths: list[Path]) -> None:
        """Read them all into the library and show the first that can be read, if nothing else was asked for meanwhile."""
        if not paths:
            return
        remaining, failures = list(paths), list[CannotImport]()

        def read_first(space: Workspace, task: Task) -> ImportedArticle:
            while remaining:
                try:
                    imported = space.read_file(remaining[0], task)
                except CannotImport as error:
                    failures.append(_naming(remaining.pop(0), error))
                else:
                    del remaining[0]
                    return imported
            raise failures.pop()

        def read_others(is_stopped: bool) -> None:
            if failures:
                self.failed.emit(_together(failures))
            for path in [] if is_stopped else remaining:
                self._import_quietly(path)

        self._read(self.tr("Opening “{0}”").format(paths[0].name), read_first, ended=read_others)

    def open_clipboard(self, text: str, html: str) -> None:
        self._read(self.tr("Reading the clipboard"), lambda space, task: space.read_clipboard(text, html, task))

    def open_sample(self) -> None:
        self._read(self.tr("Opening the sample article"), lambda space, task: space.read_sample(task))

    def open_article(self, article_id: str, *, if_there: bool = False) -> None:
        """if_there: say nothing where the article is not in the library any more."""
        self._open(
            self.tr("Opening the article"), None, lambda space, _: space.open_article(article_id), quiet=if_there
        )

    def open_link(self, link: Link) -> None:
        self._open(self.tr("Opening the link"), None, lambda space, _: space.open_link(link))

    def set_repaired(self, repaired: bool) -> None:
        """Show the open article with or without the repair of damaged characters."""
        if self._reading is not None:
            self._read_again(Reread(repaired, self._reading.revision.encoding))

    def set_encoding(self, encoding: str) -> None:
        """Read the bytes of the open article in another encoding."""
        if self._reading is not None:
            self._read_again(Reread(self._reading.revision.repaired, encoding))

    def _read_again(self, how: Reread) -> None:
        reading = self._reading
        if reading is not None and how != Reread(reading.revision.repaired, reading.revision.encoding):
            self._open(
                self.tr("Reading the text anew"),
                lambda space, task: space.read_again(reading, how, task),
                lambda space, imported: space.show_again(reading, how, imported),
            )

    def _read(
        self,
        what: str,
        read: Callable[[Workspace, Task], ImportedArticle],
        *,
        ended: Callable[[bool], None] | None = None,
    ) -> None:
        def keep(space: Workspace, imported: ImportedArticle | None) -> Opened:
            assert imported is not None
            return space.keep(imported)

        self._open(what, read, keep, ended=ended)

    def _open(
        self,
        what: str,
        read: Callable[[Workspace, Task], ImportedArticle | None] | None,
        keep: Callable[[Workspace, ImportedArticle | None], Opened],
        *,
        quiet: bool = False,
        ended: Callable[[bool], None] | None = None,
    ) -> None:
        """Reading, which may take long, stays off the writing lane: notes never wait for it. Keeping goes through the
        writing lane, so that it sees every note that was written before. `ended` is told whether the reader stopped it."""
        workspace = self._workspace
        if workspace is None:
            self._waiting.append(lambda: self._open(what, read, keep, quiet=quiet, ended=ended))
            return
        self._stop_opening()
        task = self._opening = self._new_task(what)

        def show(opened: Opened) -> None:
            self._end(task)
            if opened.is_new:
                self.refresh_articles()
            if task is self._opening:
                self._opening = None
                self._show(opened)
            if ended is not None:
                ended(False)

        def tell(error: Exception) -> None:
            self._end(task)
            is_stopped = isinstance(error, Cancelled)
            if not is_stopped and not (quiet and isinstance(error, NotFound)):
                self.failed.emit(error)
            if ended is not None:
                ended(is_stopped and task is self._opening)

        def store(imported: ImportedArticle | None) -> None:
            self._background.write(lambda: keep(workspace, imported), done=show, failed=tell)

        if read is None:
            store(None)
        else:
            self._background.run(lambda: read(workspace, task), done=store, failed=tell)

    def _stop_opening(self) -> None:
        """Another article is asked for: the answer to the former wish is not wanted any more."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None

    def _import_quietly(self, path: Path) -> None:
        workspace = self._workspace
        if workspace is None:
            self._waiting.append(lambda: self._import_quietly(path))
            return

        def store(imported: ImportedArticle) -> None:
            self._background.write(
                lambda: workspace.keep(imported), done=lambda _opened: self.refresh_articles(), failed=self.failed.emit
            )

        def tell(error: Exception) -> None:
            self.failed.emit(_naming(path, error) if isinstance(error, CannotImport) else error)

        self._background.run(lambda: workspace.read_file(path, Task()), done=store, failed=tell)

    def _show(self, opened: Opened) -> None:
        self._stop_analysis()
        was, self._reading = self._reading, opened.reading
        if was is None or was.revision.id != opened.reading.revision.id:
            self.undo_stack.clear()  # its steps know places in the former text only
            self._hidden_notes.clear()
        if was is None or was.article.id != opened.reading.article.id:
            self._last_words.clear()
        self.opened.emit(opened)
        if self._workspace is not None and self._workspace.needs_analysis(opened.reading):
            self.analyse()

    # -- analysis -----------------------------------------------------------------------------------------------------

    def analyse(self) -> None:
        """Find who said what in the open article, in a process of its own; the page stays usable. Where nothing is known of
        it yet, what is settled is shown as it comes; it is stored as a whole or not at all."""
        workspace, reading = self._workspace, self._reading
        if workspace is None or reading is None:
            return
        self._stop_analysis()
        self.lasting_ids = {}
        task = self._analysis = self._new_task(self.tr("Looking for who said what"))
        self.analysis_changed.emit(True)

        def show(found: Findings, findings: Findings) -> None:
            self._end(task)
            self.refresh_articles()
            if self._reading is not None and self._reading.revision.id == reading.revision.id:
                self.lasting_ids = lasting_ids(found, findings) if self._shows_part else {}
                self._shows_part = False
                self._reading = replace(self._reading, findings=findings)
                self.analysis_changed.emit(False)
                self.findings_changed.emit(findings)

        def tell(error: Exception) -> None:
            self._end(task)
            is_shown = task is self._analysis
            if is_shown:
                self._withdraw_part()
                self.analysis_changed.emit(False)
            if not isinstance(error, Cancelled):
                self.failed.emit(error)
            elif is_shown:
                self.said.emit(self.tr("Stopped; nothing of this analysis was kept. “Analyse again” begins anew."))

        def store(found: Findings) -> None:
            self._background.write(
                lambda: workspace.keep_findings(reading, found),
                done=lambda findings: show(found, findings),
                failed=tell,
            )

        self._background.run(
            lambda: workspace.find(reading, task, lambda part: self._part.emit(task, part)), done=store, failed=tell
        )

    def _show_part(self, task: Task, findings: Findings) -> None:
        """Findings of an earlier analysis are whole and stored: no part takes their place."""
        reading = self._reading
        if task is self._analysis and not task.is_cancelled and reading is not None and reading.findings is None:
            self._shows_part = True
            self.part_found.emit(findings)

    def _withdraw_part(self) -> None:
        if self._shows_part:
            self._shows_part = False
            self.part_found.emit(None)

    def _stop_analysis(self) -> None:
        if self._analysis is not None:
            self._analysis.cancel()
            self._analysis = None
            self._withdraw_part()

    # -- highlights and notes -----------------------------------------------------------------------------------------

    def add_highlight(self, span: Span, colour_id: str) -> Highlight | None:
        """Mark a passage (undoable). The same passage in another colour takes that colour instead of a second mark."""
        workspace, reading = self._workspace, self._reading
        if workspace is None or reading is None or span.length == 0:
            return None
        same = next((highlight for highlight in reading.highlights if highlight.span == span), None)
        if same is not None:
            self.recolour(same.id, colour_id)
            return same
        highlight = workspace.new_highlight(reading, span, colour_id)
        self._push(self.tr("Highlight “{0}”").format(self._colour_name(colour_id)), before=None, after=highlight)
        return highlight

    def recolour(self, highlight_id: str, colour_id: str) -> None:
        old = self._highlight(highlight_id)
        if old is not None and old.colour_id != colour_id:
            new = replace(old, colour_id=colour_id, changed_at=datetime.now(UTC))
            self._push(self.tr("Change colour to “{0}”").format(self._colour_name(colour_id)), before=old, after=new)

    def remove_highlight(self, highlight_id: str) -> None:
        """Move it and the notes on it to the bin (undoable)."""
        old = self._highlight(highlight_id)
        if old is not None:
            self._push(self.tr("Remove highlight"), before=old, after=None)
            self.removed.emit(self.tr("The highlight was removed."))

    def note_on(self, target: NoteTarget, target_id: str) -> Note | None:
        """The note that hangs there, or a new empty one that is not stored before something is typed."""
        workspace, reading = self._workspace, self._reading
        if workspace is None or reading is None:
            return None
        if not self.is_lasting(target):
            self.said.emit(self.tr("A note on a finding can be written when the analysis has ended."))
            return None
        for note in reading.notes:
            if note.target is target and note.target_id == target_id:
                return note
        return workspace.new_note(reading, target, target_id)

    def is_lasting(self, kind: str) -> bool:
        """Whether a thing of that kind (as in a MarkRef or NoteTarget) has an id that will still name it tomorrow."""
        return not self._shows_part or kind in (NoteTarget.HIGHLIGHT, NoteTarget.ARTICLE, "note")

    def save_note(self, note: Note) -> None:
        """Write what was typed; `note_saved` or `note_failed` says how it went."""
        workspace = self._workspace
        if workspace is None:
            self.note_failed.emit(note.id, self.tr("the library is not open"))
            return
        if note.text.strip():
            self._last_words[note.id] = note
        self._put_note(note)
        self._background.write(
            lambda: workspace.library.save_note(note),
            done=lambda _none: self.note_saved.emit(note.id, note.text),
            failed=lambda error: self._note_not_saved(note, error),
        )

    def remove_note(self, note_id: str) -> None:
        """Move a note to the bin (undoable)."""
        reading = self._reading
        note = next((note for note in reading.notes if note.id == note_id), None) if reading else None
        if note is not None:
            if not note.text.strip():  # emptied, then left: undo brings back its last words, not nothing
                note = self._last_words.get(note_id, note)
            self.undo_stack.push(NoteRemoval(self, note, self.tr("Remove note")))
            self.removed.emit(self.tr("The note was removed."))

    def remove_article(self, article_id: str) -> None:
        """Move an article to the bin (undoable); closes it if it is the open one."""
        workspace = self._workspace
        if workspace is None:
            return

        def gone(_none: None) -> None:
            if self._reading is not None and self._reading.article.id == article_id:
                self._close()
            self.refresh_articles()
            self._binned.append(article_id)
            self._bin_was_last = True
            self.removed.emit(self.tr("The article was moved to the bin."))

        self._background.write(lambda: workspace.library.remove_article(article_id), done=gone, failed=self.failed.emit)

    @property
    def undo_text(self) -> str:
        """What `undo` would undo now, in words; “” for nothing."""
        if self._undoes_bin():
            return self.tr("Move article to the bin")
        return self.undo_stack.undoText() if self.undo_stack.canUndo() else ""

    def undo(self) -> None:
        """Undo what was done last: a change to the open article, or moving an article to the bin."""
        if self._undoes_bin():
            self._bin_was_last = False
            self.restore_article(self._binned.pop())
        else:
            self.undo_stack.undo()

    def _undoes_bin(self) -> bool:
        return bool(self._binned) and (self._bin_was_last or not self.undo_stack.canUndo())

    def _note_step(self, _index: int) -> None:
        self._bin_was_last = False

    def restore_article(self, article_id: str) -> None:
        """Take an article out of the bin and open it."""
        workspace = self._workspace
        if workspace is None:
            return

        def show(_none: None) -> None:
            self.refresh_articles()
            self.open_article(article_id)

        self._background.write(
            lambda: workspace.library.restore_article(article_id), done=show, failed=self.failed.emit
        )

    def save_position(self, article_id: str, position: int) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._background.write(
                lambda: workspace.library.save_position(article_id, position),
                done=lambda _none: None,
                failed=self._not_vital,
            )

    # -- export and care ----------------------------------------------------------------------------------------------

    def export(self, article_ids: list[str] | None, folder: Path, profile: Profile) -> None:
        """Write the notes of these articles, or of all (None), into a folder."""
        workspace = self._workspace
        if workspace is None:
            return
        task = self._new_task(self.tr("Exporting"))

        def ended(paths: list[Path]) -> None:
            self._end(task)
            self.exported.emit(paths)

        def tell(error: Exception) -> None:
            self._end(task)
            if not isinstance(error, Cancelled):
                self.failed.emit(error)

        def export(_none: None) -> None:
            self._background.run(
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
        self._background.write(lambda: None, done=export, failed=tell)

    def back_up(self, done: Callable[[Path], None]) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._background.write(workspace.library.back_up, done=done, failed=self.failed.emit)

    def cancel_work(self) -> None:
        """Stop everything long that is going on."""
        for task in self._tasks:
            task.cancel()

    # -- inside -------------------------------------------------------------------------------------------------------

    def put_highlight(self, highlight_id: str, highlight: Highlight | None) -> None:
        """Show and store a highlight as it is now; None removes it. Called by the undo history."""
        workspace, reading = self._workspace, self._reading
        if workspace is None or reading is None:
            return
        others = tuple(item for item in reading.highlights if item.id != highlight_id)
        kept = (*others, highlight) if highlight is not None else others
        if highlight is None:
            hanging = tuple(note for note in reading.notes if note.target_id == highlight_id)
            self._hidden_notes[highlight_id] = hanging
            notes = tuple(note for note in reading.notes if note not in hanging)
        else:
            here = {note.id for note in reading.notes}
            hidden = self._hidden_notes.pop(highlight_id, ())
            notes = (*reading.notes, *(note for note in hidden if note.id not in here))
        self._reading = replace(
            reading, highlights=tuple(sorted(kept, key=lambda item: (item.span, item.created_at))), notes=notes
        )
        self.annotations_changed.emit()
        library = workspace.library
        work = (
            (lambda: library.save_highlight(highlight))
            if highlight
            else (lambda: library.remove_highlight(highlight_id))
        )
        self._background.write(work, done=lambda _none: None, failed=self.failed.emit)

    def put_removed_note(self, note: Note, is_removed: bool) -> None:
        workspace, reading = self._workspace, self._reading
        if workspace is None or reading is None:
            return
        if is_removed:
            self._reading = replace(reading, notes=tuple(item for item in reading.notes if item.id != note.id))
            self.annotations_changed.emit()
            self._background.write(
                lambda: workspace.library.remove_note(note.id), done=lambda _none: None, failed=self.failed.emit
            )
        else:
            self.save_note(note)

    def _push(self, text: str, *, before: Highlight | None, after: Highlight | None) -> None:
        self.undo_stack.push(HighlightChange(self, before, after, text))

    def _put_note(self, note: Note) -> None:
        reading = self._reading
        if reading is None or reading.article.id != note.article_id:
            return
        known = any(item.id == note.id for item in reading.notes)
        notes = tuple(note if item.id == note.id else item for item in reading.notes)
        self._reading = replace(reading, notes=notes if known else (*notes, note))
        self.annotations_changed.emit()

    def _note_not_saved(self, note: Note, error: Exception) -> None:
        _log.error("note %s could not be saved: %s", note.id, error)
        self.note_failed.emit(note.id, str(error))

    def _not_vital(self, error: Exception) -> None:
        if not isinstance(error, NotFound):
            _log.warning("left undone: %s", error)

    def _close(self) -> None:
        self._stop_analysis()
        self._reading = None
        self.undo_stack.clear()
        self.closed.emit()

    def _highlight(self, highlight_id: str) -> Highlight | None:
        reading = self._reading
        return next((item for item in reading.highlights if item.id == highlight_id), None) if reading else None

    def _colour_name(self, colour_id: str) -> str:
        reading = self._reading
        names = {colour.id: colour.name for colour in reading.colours} if reading else {}
        return names.get(colour_id, colour_id)

    def _new_task(self, what: str) -> Task:
        task = Task(lambda fraction: self._progress.emit(task, fraction))
        self._tasks.append(task)
        self.work_started.emit(what, task)
        return task

    def _pass_on_progress(self, task: Task, fraction: float) -> None:
        if self._tasks and task is self._tasks[-1]:
            self.work_progressed.emit(fraction)

    def _end(self, task: Task) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
        if not self._tasks:
            self.work_ended.emit()


def _naming(path: Path, error: CannotImport) -> CannotImport:
    """The same error with the file in its words, for the reader who opened several."""
    what = error.what if path.name in error.what else f"“{path.name}”: {error.what}"
    return CannotImport(what, kept="This file was not imported; your library is as it was.", advice=error.advice)


def _together(errors: list[CannotImport]) -> CannotImport:
    """One word about several files."""
    if len(errors) == 1:
        return errors[0]
    return CannotImport(" ".join(error.what for error in errors), kept=errors[0].kept, advice=errors[0].advice)

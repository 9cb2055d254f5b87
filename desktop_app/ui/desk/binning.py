"""The bin of the library: what is in it, how it comes back, how it goes for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.bin import Binned
from desktop_app.domain.reading import Reading

if TYPE_CHECKING:
    from desktop_app.storage import Library
    from desktop_app.ui.desk.desk import Desk


class Binning(QObject):
    """Asks the library after the writes that are on their way, so that what was removed just now is in the bin."""

    changed = Signal(object)  # list[Binned]: all that is in the bin now

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def refresh(self) -> None:
        """Tell with `changed` what is in the bin."""
        self._write(lambda _library: None)

    def restore(self, thing: Binned) -> None:
        """Bring a thing back, and show it where its article is open."""
        self._write(lambda library: library.restore(thing.kind, thing.id), is_back=True)

    def delete_for_good(self, thing: Binned) -> None:
        self._write(lambda library: library.delete_for_good(thing.kind, thing.id), gone=thing)

    def empty(self) -> None:
        self._write(lambda library: library.empty_bin(None), is_emptied=True)

    def _write(
        self,
        act: Callable[[Library], object],
        *,
        is_back: bool = False,
        gone: Binned | None = None,
        is_emptied: bool = False,
    ) -> None:
        desk, workspace = self._desk, self._desk.workspace
        if workspace is None:
            return
        open_id = desk.reading.article.id if desk.reading is not None else None

        def carry_out() -> tuple[list[Binned], Reading | None]:
            act(workspace.library)
            shown = workspace.library.reading(open_id) if is_back and open_id is not None else None
            return workspace.library.binned(), shown

        def show(answer: tuple[list[Binned], Reading | None]) -> None:
            binned, stored = answer
            if stored is not None:
                self._show_restored(stored)
            if gone is not None or is_emptied:
                desk.forget_binned(None if is_emptied or gone is None else gone.id)
            if is_back:
                desk.refresh_articles()
            self.changed.emit(binned)

        desk.background.write(carry_out, done=show, failed=desk.failed.emit)

    def _show_restored(self, stored: Reading) -> None:
        """Highlights and notes of the open article as they are stored; findings are as they were."""
        reading = self._desk.reading
        if reading is None or reading.revision.id != stored.revision.id:
            return
        known = {note.id: note for note in reading.notes}
        notes = tuple(known.get(note.id, note) for note in stored.notes)  # a note that is being typed is newer here
        self._desk.put_reading(replace(reading, highlights=stored.highlights, notes=notes, colours=stored.colours))
        self._desk.annotations_changed.emit()

"""Opening articles: files, the clipboard, links, another reading of the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.domain.article import ImportedArticle
from desktop_app.domain.errors import Cancelled, CannotImport, NotFound
from desktop_app.domain.links import Link
from desktop_app.domain.searching import Hit
from desktop_app.domain.tasks import Task
from desktop_app.workspace import Opened, Reread, Workspace

if TYPE_CHECKING:
    from desktop_app.ui.desk.desk import Desk


class Opening(QObject):
    """An answer that arrives after another article was asked for is dropped."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._waiting: list[Callable[[], None]] = []
        self._task: Task | None = None

    def do_waiting(self) -> None:
        """The library is open: do what was asked for meanwhile."""
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()

    def files(self, paths: list[Path]) -> None:
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
                self._desk.failed.emit(_together(failures))
            for path in [] if is_stopped else remaining:
                self._import_quietly(path)

        self._read(self.tr("Opening “{0}”").format(paths[0].name), read_first, ended=read_others)

    def clipboard(self, text: str, html: str) -> None:
        self._read(self.tr("Reading the clipboard"), lambda space, task: space.read_clipboard(text, html, task))

    def sample(self) -> None:
        self._read(self.tr("Opening the sample article"), lambda space, task: space.read_sample(task))

    def article(self, article_id: str, *, if_there: bool = False) -> None:
        """if_there: say nothing where the article is not in the library any more."""
        self._open(
            self.tr("Opening the article"), None, lambda space, _: space.open_article(article_id), quiet=if_there
        )

    def link(self, link: Link) -> None:
        self._open(self.tr("Opening the link"), None, lambda space, _: space.open_link(link))

    def hit(self, hit: Hit) -> None:
        """What a search found, at its place."""
        self._open(self.tr("Opening the article"), None, lambda space, _: space.open_hit(hit))

    def set_repaired(self, repaired: bool) -> None:
        """Show the open article with or without the repair of damaged characters."""
        reading = self._desk.reading
        if reading is not None:
            self._read_again(Reread(repaired, reading.revision.encoding))

    def set_encoding(self, encoding: str) -> None:
        """Read the bytes of the open article in another encoding."""
        reading = self._desk.reading
        if reading is not None:
            self._read_again(Reread(reading.revision.repaired, encoding))

    def _read_again(self, how: Reread) -> None:
        reading = self._desk.reading
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
        desk, workspace = self._desk, self._desk.workspace
        if workspace is None:
            self._waiting.append(lambda: self._open(what, read, keep, quiet=quiet, ended=ended))
            return
        self._stop()
        task = self._task = desk.work.begin(what)

        def show(opened: Opened) -> None:
            desk.work.end(task)
            if opened.is_new:
                desk.refresh_articles()
            if task is self._task:
                self._task = None
                desk.show(opened)
            if ended is not None:
                ended(False)

        def tell(error: Exception) -> None:
            desk.work.end(task)
            is_stopped = isinstance(error, Cancelled)
            if not is_stopped and not (quiet and isinstance(error, NotFound)):
                desk.failed.emit(error)
            if ended is not None:
                ended(is_stopped and task is self._task)

        def store(imported: ImportedArticle | None) -> None:
            desk.background.write(lambda: keep(workspace, imported), done=show, failed=tell)

        if read is None:
            store(None)
        else:
            desk.background.run(lambda: read(workspace, task), done=store, failed=tell)

    def _stop(self) -> None:
        """Another article is asked for: the answer to the former wish is not wanted any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _import_quietly(self, path: Path) -> None:
        desk, workspace = self._desk, self._desk.workspace
        if workspace is None:
            self._waiting.append(lambda: self._import_quietly(path))
            return

        def store(imported: ImportedArticle) -> None:
            desk.background.write(
                lambda: workspace.keep(imported), done=lambda _opened: desk.refresh_articles(), failed=desk.failed.emit
            )

        def tell(error: Exception) -> None:
            desk.failed.emit(_naming(path, error) if isinstance(error, CannotImport) else error)

        desk.background.run(lambda: workspace.read_file(path, Task()), done=store, failed=tell)


def _naming(path: Path, error: CannotImport) -> CannotImport:
    """The same error with the file in its words, for the reader who opened several."""
    what = error.what if path.name in error.what else f"“{path.name}”: {error.what}"
    return CannotImport(what, kept="This file was not imported; your library is as it was.", advice=error.advice)


def _together(errors: list[CannotImport]) -> CannotImport:
    """One word about several files."""
    if len(errors) == 1:
        return errors[0]
    return CannotImport(" ".join(error.what for error in errors), kept=errors[0].kept, advice=errors[0].advice)

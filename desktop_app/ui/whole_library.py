"""What reaches beyond the open article: the windows of all notes and of who said what, and what notes are completed with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.background import Background
from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.links import Link
from desktop_app.ui.all_notes import AllNotes
from desktop_app.ui.desk import Desk
from desktop_app.ui.looks import Looks
from desktop_app.ui.notes import NotesPanel
from desktop_app.ui.sharing import Sharing

if TYPE_CHECKING:  # SQLAlchemy before the window would triple the start
    from desktop_app.storage import Library


class WholeLibrary(QObject):
    """`flush` writes what is still being typed, so that it is among the notes that are shown."""

    link_requested = Signal(str)  # a pressmark:// address: show it in the main window
    said = Signal(str)
    speakers_known = Signal(object)  # list[Speaker]: whom the articles of the library name

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        background: Background,
        looks: Looks,
        notes: NotesPanel,
        flush: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._desk, self._background, self._notes, self._flush = desk, background, notes, flush
        self._articles: tuple[ArticleSummary, ...] = ()
        self.all_notes = AllNotes(background, self._library, window)
        self.all_notes.link_requested.connect(self.link_requested)
        self.all_notes.said.connect(self.said)
        self.sharing = Sharing(window, desk, background, looks)
        self.sharing.link_requested.connect(self.link_requested)
        self.sharing.said.connect(self.said)
        looks.theme_changed.connect(self.all_notes.set_theme)
        desk.annotations_changed.connect(self.all_notes.refresh)
        desk.articles_changed.connect(self.all_notes.refresh)
        desk.articles_changed.connect(self._know_articles)
        desk.findings_changed.connect(lambda _findings: self._offer_targets())
        desk.opened.connect(lambda _opened: self._offer_targets())

    def show_all_notes(self) -> None:
        self._flush()
        self.all_notes.show()
        self.all_notes.raise_()
        self.all_notes.activateWindow()

    def _library(self) -> Library | None:
        return self._desk.workspace.library if self._desk.workspace is not None else None

    def _know_articles(self, articles: Sequence[ArticleSummary]) -> None:
        self._articles = tuple(articles)
        self._offer_targets()
        library = self._library()
        if library is not None:
            failed = self._desk.failed.emit
            self._background.run(library.tags, done=self._notes.set_known_tags, failed=failed)
            self._background.run(library.known_speakers, done=self.speakers_known.emit, failed=failed)

    def _offer_targets(self) -> None:
        """What “[[” in a note leads to: articles, and the speakers of this one."""
        untitled, reading = self.tr("Untitled article"), self._desk.reading
        targets = [(article.title or untitled, str(Link(article.id))) for article in self._articles]
        if reading is not None and reading.findings is not None:
            own = reading.article.id
            targets += [(one.name, str(Link(own, "speaker", one.id))) for one in reading.findings.speakers]
        self._notes.set_targets(targets)

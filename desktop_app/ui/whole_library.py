"""What reaches beyond the open article: the windows over the whole library, and what notes and tags are completed with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.background import Background
from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.links import Link
from desktop_app.domain.shelf import Overview
from desktop_app.ui.all_notes import AllNotes
from desktop_app.ui.desk import Desk
from desktop_app.ui.looks import Looks
from desktop_app.ui.notes import NotesPanel
from desktop_app.ui.sharing import Sharing
from desktop_app.ui.speakers import SpeakersWindow
from desktop_app.ui.variants import SameQuotations

if TYPE_CHECKING:  # SQLAlchemy before the window would triple the start
    from desktop_app.storage import Library
    from desktop_app.storage.ledger import Ledger


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
        self.same_quotations = SameQuotations(background, self._ledger, window)
        self.same_quotations.link_requested.connect(self.link_requested)
        looks.theme_changed.connect(self.same_quotations.set_theme)
        desk.articles_changed.connect(lambda _articles: self.same_quotations.refresh())
        desk.findings_changed.connect(lambda _findings: self.same_quotations.refresh())
        self.speakers = SpeakersWindow(desk, window)
        self.speakers.link_requested.connect(self.link_requested)
        looks.theme_changed.connect(self.speakers.set_theme)
        desk.annotations_changed.connect(self.all_notes.refresh)
        desk.articles_changed.connect(self.all_notes.refresh)
        desk.articles_changed.connect(self._know_articles)
        desk.findings_changed.connect(lambda _findings: self._offer_targets())
        desk.opened.connect(lambda _opened: self._offer_targets())

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the commands of its windows do."""
        return {
            "all_notes": self.show_all_notes,
            "all_speakers": self.show_speakers,
            "same_quotations": self.show_same_quotations,
            "who_said_what": self.sharing.show_window,
        }

    def show_all_notes(self) -> None:
        self._flush()
        self.all_notes.show()
        self.all_notes.raise_()
        self.all_notes.activateWindow()

    def show_speakers(self) -> None:
        self.speakers.show()
        self.speakers.raise_()
        self.speakers.activateWindow()

    def show_same_quotations(self) -> None:
        self.same_quotations.show()
        self.same_quotations.raise_()
        self.same_quotations.activateWindow()

    def _ledger(self) -> Ledger | None:
        library = self._library()
        return library.ledger if library is not None else None

    def _library(self) -> Library | None:
        return self._desk.workspace.library if self._desk.workspace is not None else None

    def _know_articles(self, overview: Overview) -> None:
        self._articles = overview.newest
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

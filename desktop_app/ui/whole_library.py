"""What reaches beyond the open article: the windows over the whole library, and what notes and tags are completed with."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
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

if TYPE_CHECKING:  # SQLAlchemy before the window would triple the start
    from desktop_app.storage import Library
    from desktop_app.storage.ledger import Ledger
    from desktop_app.ui.shares import WhoSaidWhat
    from desktop_app.ui.speakers import SpeakersWindow
    from desktop_app.ui.variants import SameQuotations


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
        self._window, self._desk, self._background, self._looks = window, desk, background, looks
        self._notes, self._flush = notes, flush
        self._articles: tuple[ArticleSummary, ...] = ()
        self.all_notes = AllNotes(background, self._library, window)
        self.all_notes.link_requested.connect(self.link_requested)
        self.all_notes.said.connect(self.said)
        looks.theme_changed.connect(self.all_notes.set_theme)
        desk.annotations_changed.connect(self.all_notes.refresh)
        desk.articles_changed.connect(self.all_notes.refresh)
        desk.articles_changed.connect(self._know_articles)
        desk.findings_changed.connect(lambda _findings: self._offer_targets())
        desk.opened.connect(lambda _opened: self._offer_targets())

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the commands of its windows do."""
        return {
            "all_notes": self.show_all_notes,
            "all_speakers": lambda: _show(self.speakers),
            "same_quotations": lambda: _show(self.same_quotations),
            "who_said_what": lambda: _show(self.who_said_what),
        }

    def show_all_notes(self) -> None:
        self._flush()
        _show(self.all_notes)

    # Windows that are made when they are first asked for: the start waits for none of them.

    @cached_property
    def speakers(self) -> SpeakersWindow:
        from desktop_app.ui import speakers

        made = speakers.SpeakersWindow(self._desk, self._window)
        self._join(made)
        return made

    @cached_property
    def same_quotations(self) -> SameQuotations:
        from desktop_app.ui import variants

        made = variants.SameQuotations(self._background, self._ledger, self._window)
        self._join(made)
        return made

    @cached_property
    def who_said_what(self) -> WhoSaidWhat:
        from desktop_app.ui import shares

        made = shares.WhoSaidWhat(self._background, self._library, self._open_article, self._window)
        made.said.connect(self.said)
        self._desk.opened.connect(lambda _opened: made.refresh())
        self._join(made)
        return made

    def _join(self, made: SpeakersWindow | SameQuotations | WhoSaidWhat) -> None:
        """In the theme of the others, up to date with the library, and with a way to each passage."""
        made.set_theme(self._looks.theme)
        made.link_requested.connect(self.link_requested)
        self._looks.theme_changed.connect(made.set_theme)
        self._desk.articles_changed.connect(lambda _overview: made.refresh())
        self._desk.findings_changed.connect(lambda _findings: made.refresh())

    def _open_article(self) -> str:
        return self._desk.reading.article.id if self._desk.reading is not None else ""

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


def _show(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()

"""Searching the library: asks off the screen's thread, drops answers that are late, and takes the reader to a hit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Cancelled
from desktop_app.domain.query import QueryError
from desktop_app.domain.searching import Answer, Hit
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs.search_help import SearchHelp
from desktop_app.ui.library import LibraryPanel

_LONG = 400
"""Milliseconds after which the reader is told that it takes longer."""
_SETTLE = 500
"""Milliseconds of rest after a change in the library before the query that stands is asked anew."""


class Searching(QObject):
    """Of what is typed, the newest hits; after Enter all of them, with progress and Stop in the status line."""

    passage_requested = Signal(object, object)  # Span, (kind, id) or None: in the article that is open
    box_wanted = Signal()  # the library, which holds the box, is to be seen
    leaving = Signal()  # another article is about to be asked for

    def __init__(self, window: QWidget, desk: Desk, panel: LibraryPanel) -> None:
        super().__init__(window)
        self._window, self._desk, self._panel = window, desk, panel
        self._task: Task | None = None
        self._asked = ("", False)
        self._help: SearchHelp | None = None
        self._slow = self._timer(_LONG, panel.show_searching)
        self._settled = self._timer(_SETTLE, self._ask_again)
        panel.search_requested.connect(self.look_for)
        panel.hit_requested.connect(self.open)
        panel.search_help_requested.connect(self.show_help)
        desk.articles_changed.connect(lambda _articles: self._note_change())
        desk.annotations_changed.connect(self._note_change)
        desk.findings_changed.connect(lambda _findings: self._note_change())

    def _timer(self, milliseconds: int, does: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(does)
        return timer

    def look_for(self, text: str, is_full: bool) -> None:
        """Answers into the panel; what was asked before is not wanted any more."""
        self.stop()
        workspace = self._desk.workspace
        self._asked = (text, is_full)
        if not text.strip() or workspace is None:
            return
        task = self._desk.work.begin(self.tr("Searching the library")) if is_full else Task()
        self._task = task
        self._slow.start()
        self._desk.background.run(
            lambda: workspace.search(text, task, is_full=is_full, is_typing=True),
            done=partial(self._show, task, is_full),
            failed=partial(self._tell, task),
        )

    def stop(self) -> None:
        """Whatever is being looked for."""
        self._slow.stop()
        self._settled.stop()
        if self._task is not None:
            self._task.cancel()
            self._desk.work.end(self._task)
            self._task = None

    def _ends(self, task: Task) -> bool:
        """Whether the answer is still wanted."""
        if task is not self._task:
            return False
        self._task = None
        self._slow.stop()
        self._desk.work.end(task)
        return True

    def _show(self, task: Task, is_full: bool, answer: Answer) -> None:
        if self._ends(task):
            self._panel.show_answer(answer, is_full=is_full)

    def _tell(self, task: Task, error: Exception) -> None:
        if not self._ends(task):
            return
        if isinstance(error, QueryError):
            self._panel.show_query_error(error)
        elif isinstance(error, Cancelled):
            self._panel.show_stopped()
        else:
            self._desk.failed.emit(error)

    def _note_change(self) -> None:
        if self._asked[0].strip():
            self._settled.start()

    def _ask_again(self) -> None:
        if self._task is None:
            self.look_for(*self._asked)

    def open(self, hit: Hit) -> None:
        """The article of a hit, at the words that were looked for."""
        reading = self._desk.reading
        if reading is not None and reading.article.id == hit.article_id and hit.span is not None:
            length = len(reading.revision.text)
            span = Span(min(hit.span.start, length), min(hit.span.end, length))
            self.passage_requested.emit(span, hit.target)
            return
        self.leaving.emit()
        self._desk.opening.hit(hit)

    def go_to_box(self) -> None:
        self.box_wanted.emit()
        self._panel.go_to_search()

    def show_help(self) -> None:
        if self._help is None:
            self._help = SearchHelp(self._window)
            self._help.example_chosen.connect(self._try)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    def _try(self, example: str) -> None:
        self.go_to_box()
        self._panel.search_for(example)

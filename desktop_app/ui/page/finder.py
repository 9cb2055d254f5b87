"""Finding words on the page: what the find bar asks for, shown in the text."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.spans import Span
from desktop_app.ui.page.find import FoldedText
from desktop_app.ui.page.find_bar import FindBar
from desktop_app.ui.page.text_view import TextView


class Finder(QObject):
    """`hits_changed`: other places are marked now. `hit_shown`: the one to be brought into view. `left`: the bar was closed."""

    hits_changed = Signal()
    hit_shown = Signal(object)
    left = Signal()

    def __init__(self, view: TextView, bar: FindBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._text: str | None = None
        self._folded: FoldedText | None = None
        bar.words_changed.connect(self._find)
        bar.step_requested.connect(self.step)
        bar.closed.connect(self.close)

    def search_in(self, text: str | None) -> None:
        """Another article, or none. An open bar looks for its words there."""
        self._text, self._folded = text, None
        if text is None:
            self.close()
        elif not self._bar.isHidden():
            self._find(self._bar.words)

    def open(self) -> None:
        """Show the bar, with the selected words in it if they are few."""
        if self._text is not None:
            span = self._view.selected_span()
            words = span.of(self._text) if span is not None and span.length <= 80 else ""
            self._bar.open(" ".join(words.split()))
            self._find(self._bar.words)

    def step(self, step: int) -> None:
        """The next (1) or previous (−1) hit, round at the ends."""
        scene = self._view.scene
        if not scene.hits and self._bar.words and self._text is not None:
            self._find(self._bar.words)
        if scene.hits:
            self._show((scene.hit + step) % len(scene.hits))

    def close(self) -> bool:
        """No hits and no bar any more; False where there was none."""
        scene, was_open = self._view.scene, not self._bar.isHidden()
        scene.hits, scene.hit = (), -1
        if was_open:
            self._bar.hide()
            self.left.emit()
        self._view.viewport().update()
        self.hits_changed.emit()
        return was_open

    def _find(self, words: str) -> None:
        if self._text is None:
            return
        if self._folded is None:
            self._folded = FoldedText(self._text)
        scene = self._view.scene
        scene.hits = self._folded.find(words)
        scene.hit = -1
        if scene.hits:
            after = bisect_left(scene.hits, self._view.caret(), key=lambda span: span.start)
            self._show(after % len(scene.hits))
        else:
            self._bar.show_count(0, 0)
            self._view.viewport().update()
        self.hits_changed.emit()

    def _show(self, number: int) -> None:
        scene = self._view.scene
        scene.hit = number
        hit: Span = scene.hits[number]
        self.hit_shown.emit(hit)
        self._bar.show_count(number + 1, len(scene.hits))
        self._view.viewport().update()

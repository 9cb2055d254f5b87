"""Colours the names of sources as extra selections, of about three screens at once: of a whole article they would cost seconds."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop_app.ui.page.laid_out_text import LaidOutText
from desktop_app.ui.page.marks import Mark, Shape
from desktop_app.ui.page.painting import Scene, source_colour


class SourceColours:
    """For what `view` shows of a scene."""

    def __init__(self, view: LaidOutText) -> None:
        self._view = view
        self._coloured: tuple[int, int] | None = None
        self._has_any = False

    def clear(self) -> None:
        """Before the document goes, to which they belong."""
        self._coloured = None
        self._set([])

    def renew(self, scene: Scene) -> None:
        """After marks, colours or layout have changed."""
        self._coloured = None
        self.extend(scene)

    def extend(self, scene: Scene) -> None:
        """After other lines came into view."""
        height = self._view.viewport().height()
        spans = [span for block in self._view.visible(0, height) if (span := block.span()) is not None]
        if not spans:
            return
        first, last = spans[0].start, spans[-1].end
        if self._coloured is not None and self._coloured[0] <= first and last <= self._coloured[1]:
            return
        wide = [span for block in self._view.visible(-height, 2 * height) if (span := block.span()) is not None]
        self._coloured = (wide[0].start, wide[-1].end)
        marks = scene.findings.between(*self._coloured)
        self._set([self._coloured_words(mark, scene) for mark in marks if mark.shape is Shape.SOURCE])

    def _set(self, selections: list[QTextEdit.ExtraSelection]) -> None:
        if selections or self._has_any:  # Qt takes its time even for none
            self._has_any = bool(selections)
            self._view.setExtraSelections(selections)

    def _coloured_words(self, mark: Mark, scene: Scene) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(self._view.page_text.to_document(mark.span.start))
        cursor.setPosition(self._view.page_text.to_document(mark.span.end), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(source_colour(mark, scene))
        made.cursor, made.format = cursor, look
        return made

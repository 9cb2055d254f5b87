"""The strip beside the scroll bar: where in the whole article the marks are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.page.lanes import LaneBar
from desktop_app.ui.page.marks import NoteMark, Shape
from desktop_app.ui.page.painting import DIMMED
from desktop_app.ui.page.text_view import TextView

WIDTH = 18
TICK = 3.0
TOPIC, HIGHLIGHT, STATEMENT, NOTE = (1.0, 2.0), (4.0, 3.0), (8.0, 6.0), (15.0, 3.0)
"""Pixels from the left edge, and the width, of what stands in each column."""


@dataclass(frozen=True, slots=True)
class _Tick:
    """`height` is 1.5 for what is reported, a line, and TICK for what is quoted, a round tick."""

    y: int
    column: tuple[float, float]
    colour: QColor
    strength: float
    height: float = TICK


class Overview(QWidget):
    """From left to right: topics as bars, highlights as squares, quotations as round ticks and reported statements as lines in the
    colour of the speaker, notes and find hits. A click or a drag goes there."""

    place_requested = Signal(int)

    def __init__(self, view: TextView, parent: QWidget | None = None) -> None:
        super().__init__(parent or view)
        self._view = view
        self._notes: Sequence[NoteMark] = ()
        self._topics: Sequence[LaneBar] = ()
        self._ticks: list[_Tick] | None = None
        self._made_for: tuple[int, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Marks of the whole article"))
        self.setAccessibleDescription(self.tr("Shows where topics, highlights, statements, notes and found words are."))
        self.setToolTip(self.tr("Where the marks of the whole article are: click to go there"))
        view.moved.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def show_notes(self, notes: Sequence[NoteMark]) -> None:
        self._notes = notes
        self.refresh()

    def show_topics(self, topics: Sequence[LaneBar]) -> None:
        self._topics = topics
        self.refresh()

    def refresh(self) -> None:
        """Work out again where everything is: marks, hits or filter have changed."""
        self._ticks = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._view.scene.theme
        painter.fillRect(self.rect(), theme.panel)
        painter.fillRect(0, 0, 1, self.height(), theme.line)
        size = (self.height(), self._view.viewport().width(), self._view.known_height())
        if self._ticks is None or self._made_for != size:
            self._ticks, self._made_for = self._placed(), size
        painter.setPen(Qt.PenStyle.NoPen)
        for tick in self._ticks:
            painter.setOpacity(tick.strength)
            painter.setBrush(tick.colour)
            left, width = tick.column
            radius = tick.height / 2 if tick.column == STATEMENT else 0
            painter.drawRoundedRect(QRectF(left, tick.y - TICK / 2, width, tick.height), radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.place_requested.emit(self.offset_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mouse moves come only while a button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.place_requested.emit(self.offset_at(event.position().y()))

    def offset_at(self, y: float) -> int:
        """The code point that stands at that height of the strip."""
        return self._view.offset_at(min(1.0, max(0.0, y / max(1, self.height()))))

    def _placed(self) -> list[_Tick]:
        """One tick a pixel row and column at most: thousands of marks cost no more than the strip is high."""
        scene, theme = self._view.scene, self._view.scene.theme
        ticks: dict[tuple[int, tuple[float, float]], _Tick] = {}

        def put(
            y: int, column: tuple[float, float], colour: QColor, strength: float = 1.0, height: float = TICK
        ) -> None:
            known = ticks.get((y, column))
            if known is None or (known.strength, known.height) < (strength, height):
                ticks[y, column] = _Tick(y, column, colour, strength, height)

        for bar in self._topics:
            colour = theme.topic(bar.colour, bar.hue) if bar.colour >= 0 else theme.highlighter(bar.hue).edge
            top, bottom = self._y(bar.span.start), self._y(bar.span.end)
            put(top, TOPIC, colour, 0.9, max(TICK, bottom - top))
        for mark in scene.findings:
            if mark.shape in (Shape.QUOTATION, Shape.INDIRECT):
                strength = DIMMED if scene.is_dimmed(mark) else 1.0
                height = TICK if mark.shape is Shape.QUOTATION else TICK / 2
                put(self._y(mark.span.start), STATEMENT, theme.speaker(mark.colour), strength, height)
        for mark in scene.highlights:
            put(self._y(mark.span.start), HIGHLIGHT, theme.highlighter(mark.hue).edge)
        for note in self._notes:
            put(self._y(note.offset), NOTE, theme.accent)
        for hit in scene.hits:
            put(self._y(hit.start), NOTE, theme.warning)
        return list(ticks.values())

    def _y(self, offset: int) -> int:
        return round(self._view.fraction(offset) * self.height())

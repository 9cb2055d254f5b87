"""The strip beside the scroll bar: where in the whole article the marks are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.spans import Span
from desktop_app.ui.page.marks import Mark, NoteMark, Shape
from desktop_app.ui.page.painting import DIMMED
from desktop_app.ui.page.text_view import TextView

WIDTH = 14
TICK = 3.0


@dataclass(frozen=True, slots=True)
class _Tick:
    y: int
    column: int
    colour: QColor
    strength: float


class Overview(QWidget):
    """Quotations as round ticks in the colour of the speaker, highlights as squares on the left, notes and find hits on the
    right. A click goes there."""

    place_requested = Signal(int)

    def __init__(self, view: TextView, parent: QWidget | None = None) -> None:
        super().__init__(parent or view)
        self._view = view
        self._notes: Sequence[NoteMark] = ()
        self._ticks: list[_Tick] | None = None
        self._made_for: tuple[int, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Marks of the whole article"))
        self.setAccessibleDescription(self.tr("Shows where quotations, highlights, notes and found words are."))
        self.setToolTip(self.tr("Where the marks of the whole article are: click to go there"))
        view.moved.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def show_notes(self, notes: Sequence[NoteMark]) -> None:
        self._notes = notes
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
            if tick.column == 0:
                painter.drawRoundedRect(QRectF(4, tick.y - TICK / 2, WIDTH - 7, TICK), TICK / 2, TICK / 2)
            elif tick.column < 0:
                painter.drawRect(QRectF(1, tick.y - TICK / 2, TICK, TICK))
            else:
                painter.drawRect(QRectF(WIDTH - TICK, tick.y - TICK / 2, TICK, TICK))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.place_requested.emit(self.offset_at(event.position().y()))

    def offset_at(self, y: float) -> int:
        """The code point that stands at that height of the strip."""
        return self._view.offset_at(min(1.0, max(0.0, y / max(1, self.height()))))

    def _placed(self) -> list[_Tick]:
        """One tick a pixel row and column at most: thousands of marks cost no more than the strip is high."""
        scene, theme = self._view.scene, self._view.scene.theme
        ticks: dict[tuple[int, int], _Tick] = {}

        def put(span: Span, column: int, colour: QColor, strength: float = 1.0) -> None:
            y = round(self._view.fraction(span.start) * self.height())
            known = ticks.get((y, column))
            if known is None or known.strength < strength:
                ticks[y, column] = _Tick(y, column, colour, strength)

        for mark in scene.findings:
            if mark.shape is Shape.QUOTATION:
                put(mark.span, 0, theme.speaker(mark.colour), DIMMED if scene.is_dimmed(mark) else 1.0)
        for mark in scene.highlights:
            put(mark.span, -1, _edge(self._view, mark))
        for note in self._notes:
            put(Span(note.offset, note.offset), 1, theme.accent)
        for hit in scene.hits:
            put(hit, 1, theme.warning)
        return list(ticks.values())


def _edge(view: TextView, mark: Mark) -> QColor:
    return view.scene.theme.highlighter(mark.hue).edge

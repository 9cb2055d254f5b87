"""What stands beside the column: lanes of topics and highlights on its left, marks of notes on its right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.ui.page.lanes import LaneBar
from desktop_app.ui.page.marks import MarkRef, NoteMark
from desktop_app.ui.page.painting import DIMMED, pencil
from desktop_app.ui.page.span_index import SpanIndex
from desktop_app.ui.page.text_view import TextView
from desktop_app.ui.painting import tooltip

BAR, GAP = 4.0, 4.0
NOTE = 15.0
"""Pixels: width of a lane and the space beside it; size of the mark of a note."""
_APART = "\n\n"
_LONGEST = 160


class _Margin(QWidget):
    """A strip beside the viewport. Its pieces are clicked and hovered; the keyboard reaches the same things in the panels."""

    mark_activated = Signal(object)

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self.runs_left = False
        """Whether the strip stands on the other side, because the article runs from right to left."""
        self.setMouseTracking(True)
        view.moved.connect(self.update)

    def pieces(self) -> Iterator[tuple[QRectF, MarkRef, str]]:
        """What is visible: its box in this widget, what it stands for, its words (plain; paragraphs an empty line apart)."""
        raise NotImplementedError

    def _at(self, point: QPointF) -> tuple[MarkRef, str] | None:
        around = ((box.adjusted(-3, -1, 3, 1), ref, words) for box, ref, words in self.pieces())
        return next(((ref, words) for box, ref, words in around if box.contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self.mark_activated.emit(found[0])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tooltip(*found[1].split(_APART)) if found else "", self)
            return True
        return super().event(event)


class Lanes(_Margin):
    """Thin bars beside the passages of topics and highlights, packed into lanes; their names on hover. Those of topics have round
    ends, those of highlights, which stand outside them, square ones."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._bars: SpanIndex[LaneBar] = SpanIndex()
        self._lanes = 1
        self.setAccessibleName(self.tr("Topics and highlights beside the text"))
        self.setAccessibleDescription(self.tr("The same are listed in the Topics and Notes tabs."))

    def show_bars(self, bars: Sequence[LaneBar]) -> None:
        self._bars = SpanIndex(bars)
        self._lanes = max((bar.lane for bar in bars), default=0) + 1
        self.update()

    def pieces(self) -> Iterator[tuple[QRectF, MarkRef, str]]:
        for box, bar in self._visible():
            yield box, bar.ref, _beginning(bar.label)

    def _visible(self) -> Iterator[tuple[QRectF, LaneBar]]:
        step = min(BAR + GAP, (self.width() - 8) / self._lanes)
        offset = self._view.verticalScrollBar().value()
        for block in self._view.visible():
            span = block.span()
            if span is None:
                continue
            for bar in sorted(self._bars.overlapping(*span), key=lambda bar: (bar.span, bar.lane)):
                shown = [stretch.rect for stretch in block.stretches(bar.span)]
                if shown:
                    right = 8 + BAR + step * bar.lane if self.runs_left else self.width() - 8 - step * bar.lane
                    top, bottom = shown[0].top() - offset, shown[-1].bottom() - offset
                    yield QRectF(right - BAR, top, min(BAR, step - 1), bottom - top), bar

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        scene = self._view.scene
        for box, bar in self._visible():
            is_chosen, is_topic = scene.chosen == bar.ref, bar.ref.kind == "topic"
            is_out = is_topic and scene.dims_topics and scene.shown is not None and bar.ref.id not in scene.shown
            painter.setOpacity(DIMMED if is_out and not is_chosen else 1.0)
            theme = scene.theme
            colour = theme.topic(bar.colour, bar.hue) if bar.colour >= 0 else theme.highlighter(bar.hue).edge
            painter.setBrush(colour)
            shown = box.adjusted(-1, -1, 1, 1) if is_chosen else box
            radius = BAR / 2 if is_topic else 0
            painter.drawRoundedRect(shown, radius, radius)


class NoteMarks(_Margin):
    """A small pencil beside the line on which a note hangs, with their number where there are several."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._notes: Sequence[NoteMark] = ()
        self._offsets: list[int] = []
        self.setAccessibleName(self.tr("Notes beside the text"))
        self.setAccessibleDescription(self.tr("The same notes are listed in the Notes tab."))

    def show_notes(self, notes: Sequence[NoteMark]) -> None:
        self._notes = notes
        self._offsets = [note.offset for note in notes]
        self.update()

    def pieces(self) -> Iterator[tuple[QRectF, MarkRef, str]]:
        for box, notes in self._visible():
            words = _APART.join(_beginning(note.words) or self.tr("An empty note") for note in notes[:4])
            yield box, notes[0].ref, words

    def _visible(self) -> Iterator[tuple[QRectF, list[NoteMark]]]:
        scroll = self._view.verticalScrollBar().value()
        lines: dict[float, list[NoteMark]] = {}
        for block in self._view.visible():
            span = block.span()
            if span is not None:
                for note in self._notes[bisect_left(self._offsets, span.start) : bisect_left(self._offsets, span.end)]:
                    row = self._view.line_box(note.offset)
                    lines.setdefault(row.center().y() - scroll, []).append(note)
        for middle, notes in lines.items():
            yield QRectF(self.width() - 4 - NOTE if self.runs_left else 4, middle - NOTE / 2, NOTE, NOTE), notes

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._view.scene.theme
        for box, notes in self._visible():
            is_chosen = self._view.scene.chosen in [note.ref for note in notes]
            painter.setPen(QPen(theme.accent, 1.8 if is_chosen else 1.2, j=Qt.PenJoinStyle.RoundJoin))
            painter.setBrush(theme.chosen if is_chosen else Qt.BrushStyle.NoBrush)
            painter.drawPath(pencil(box))
            if len(notes) > 1:
                beside = QRectF(box.left() - 15 if self.runs_left else box.right(), box.top() - 3, 14, NOTE)
                side = Qt.AlignmentFlag.AlignRight if self.runs_left else Qt.AlignmentFlag.AlignLeft
                painter.drawText(beside, side, str(len(notes)))

    def sizeHint(self) -> QSize:
        return QSize(34, 10)


def _beginning(words: str) -> str:
    """What a tooltip shows of a note or a label; the rest of a long one is not even looked at."""
    words = " ".join(words[: 10 * _LONGEST].split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"

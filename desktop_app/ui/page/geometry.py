"""Where the code points of a revision stand on the laid-out page: rectangles of passages, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGlyphRun, QTextBlock, QTextDocument, QTextLine

from desktop_app.domain.spans import Span
from desktop_app.ui.page.document import Line, PageText


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a passage that stands on one line of the page, in document pixels. `start` and `end` are the places of the
    edges where the passage itself begins and ends (right of left, where the writing runs that way), None where it runs on."""

    rect: QRectF
    baseline: float
    start: float | None
    end: float | None


_LEADING, _TRAILING = QTextLine.Edge.Leading, QTextLine.Edge.Trailing


class VisibleBlock:
    """One QTextBlock with those of its lines that lie between two heights."""

    def __init__(
        self, block: QTextBlock, line: Line, page_text: PageText, box: QRectF, top: float, bottom: float
    ) -> None:
        self.line = line
        self.box = box
        self._page_text = page_text
        self.origin = box.topLeft()
        self.indent = max(block.blockFormat().leftMargin(), block.blockFormat().rightMargin())
        self.runs_left = block.textDirection() is Qt.LayoutDirection.RightToLeft
        rows = block.layout()
        self._rows: list[QTextLine] = []
        for number in range(rows.lineCount()):
            row = rows.lineAt(number)
            y = self.origin.y() + row.y()
            if y > bottom:
                break
            if y + row.height() * 1.5 >= top:
                self._rows.append(row)
        self.is_bidirectional = bool(self._rows) and page_text.is_right_to_left(line)

    @property
    def first_row(self) -> QRectF:
        """The first visible line of text, from edge to edge."""
        return self._rows[0].rect().translated(self.origin) if self._rows else QRectF(self.box)

    @property
    def rows_box(self) -> QRectF:
        """All its visible lines, as high as their letters."""
        if not self._rows:
            return QRectF()
        last = self._rows[-1].rect().translated(self.origin)
        first = self.first_row
        return QRectF(first.left(), first.top(), first.width(), last.bottom() - first.top())

    @property
    def words_box(self) -> QRectF:
        """As `rows_box`, only as wide as the words."""
        box = self.rows_box
        rects = [row.naturalTextRect().translated(self.origin) for row in self._rows]
        left, right = min((rect.left() for rect in rects), default=0), max((rect.right() for rect in rects), default=0)
        return QRectF(left, box.top(), right - left, box.height())

    def span(self) -> Span | None:
        """The article's text on its visible lines; None for an ornament or where no line is visible."""
        if self.line.span is None or not self._rows:
            return None
        start, last = self._rows[0].textStart(), self._rows[-1]
        end = last.textStart() + last.textLength()
        first = self._page_text.forward(self.line.span.start, start)
        return Span(first, self._page_text.forward(self.line.span.start, end))

    def stretches(self, span: Span) -> Iterator[Stretch]:
        """The passage's rectangles on the visible lines; several on one line where writing runs both ways."""
        own = self.line.span
        clipped = span.clipped_to(own) if own is not None else None
        if clipped is None or own is None:
            return
        start = self._page_text.units(own.start, clipped.start)
        end = self._page_text.units(own.start, clipped.end)
        for row in self._rows:
            first, last = row.textStart(), row.textStart() + row.textLength()
            if last <= start or first >= end:
                continue
            low, high = max(first, start), min(last, end)
            top, height = self.origin.y() + row.y(), row.ascent() + row.descent()
            start_edge = self.origin.x() + _x(row, low) if span.start >= own.start and low == start else None
            end_edge = self.origin.x() + _x(row, high - 1, _TRAILING) if span.end <= own.end and high == end else None
            for left, right in self._extents(row, low, high):
                rect = QRectF(self.origin.x() + left, top, right - left, height)
                yield Stretch(rect, top + row.ascent(), _on(rect, start_edge), _on(rect, end_edge))

    def glyphs(self, span: Span) -> Iterator[QGlyphRun]:
        """The letters of a passage on the visible lines as they were laid out, to be drawn at `origin`."""
        own = self.line.span
        clipped = span.clipped_to(own) if own is not None else None
        if clipped is None or own is None:
            return
        start = self._page_text.units(own.start, clipped.start)
        end = self._page_text.units(own.start, clipped.end)
        for row in self._rows:
            low, high = max(row.textStart(), start), min(row.textStart() + row.textLength(), end)
            if low < high:
                yield from row.glyphRuns(low, high - low)

    def _extents(self, row: QTextLine, low: int, high: int) -> list[tuple[float, float]]:
        if not self.is_bidirectional:
            left, right = _x(row, low), _x(row, high)
            natural = (
                row.x() + row.naturalTextWidth()
            )  # a blank at the end of the line hangs over its edge: do not paint it
            return [(left, min(right, natural))] if right > left else []
        # Letter by letter: a logical passage may be several visual ones, and the edges of a run are ambiguous for a caret.
        letters = sorted(sorted((_x(row, unit), _x(row, unit, _TRAILING))) for unit in range(low, high))
        merged: list[tuple[float, float]] = []
        for left, right in letters:
            if merged and left <= merged[-1][1] + 0.5:
                merged[-1] = (merged[-1][0], max(merged[-1][1], right))
            elif right > left:
                merged.append((left, right))
        return merged


def _x(row: QTextLine, unit: int, edge: QTextLine.Edge = _LEADING) -> float:
    x: Any = row.cursorToX(unit, edge)  # PySide returns the place with the position that Qt may have corrected
    return float(x[0])


def _on(rect: QRectF, edge: float | None) -> float | None:
    return edge if edge is not None and rect.left() - 0.5 <= edge <= rect.right() + 0.5 else None


def nearest_line_y(document: QTextDocument, y: float) -> float:
    """The height itself where it lies on a line of text, else the nearest height that does, in document pixels.

    Between two lines, in the leading, and between two paragraphs Qt's hit test gives the beginning of a line, wherever the
    pointer is; on a line it is exact. Beyond the first and the last line the height stays, as everywhere in Qt.
    """
    arranged = document.documentLayout()
    hit = document.findBlock(max(0, arranged.hitTest(QPointF(0, y), Qt.HitTestAccuracy.FuzzyHit)))
    lines: list[tuple[float, float]] = []
    for block in (hit.previous(), hit, hit.next()):
        if block.isValid():
            top, rows = arranged.blockBoundingRect(block).top(), block.layout()
            for number in range(rows.lineCount()):
                row = rows.lineAt(number)
                lines.append((top + row.y(), top + row.y() + row.height()))
    if not lines or not lines[0][0] <= y <= lines[-1][1]:
        return y
    top, bottom = min(lines, key=lambda line: max(line[0] - y, y - line[1]))
    return min(max(y, top + 1), bottom - 1)


def visible_blocks(document: QTextDocument, page_text: PageText, top: float, bottom: float) -> Iterator[VisibleBlock]:
    """The blocks between two heights of the document, in pixels, top first."""
    arranged = document.documentLayout()
    position = arranged.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, position))
    while block.previous().isValid() and arranged.blockBoundingRect(block).bottom() > top:
        block = block.previous()  # a hit between two blocks, or in what was not laid out yet, may lie too far down
    while block.isValid() and block.blockNumber() < len(page_text.lines):
        box = arranged.blockBoundingRect(block)
        if box.top() > bottom:
            return
        if box.bottom() >= top:
            yield VisibleBlock(block, page_text.lines[block.blockNumber()], page_text, box, top, bottom)
        block = block.next()

"""An article laid out in a column: where its code points stand, and the same line in the same place whatever changes around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.page.document import LINE_HEIGHT, PageText, build, column_width, ornaments
from desktop_app.ui.page.geometry import Stretch, VisibleBlock, nearest_line_y, visible_blocks
from desktop_app.ui.theme import Theme, palette

LANES_WIDTH = 34
NOTES_WIDTH = 34
LARGEST_EXACT = 200_000
"""Code points up to which the place of a passage in the whole is measured; in a larger text, whose layout is still going on in
idle steps, it is estimated from the offset."""


class LaidOutText(QTextEdit):
    """`moved`: the text stands elsewhere than before (scrolled, resized, laid out)."""

    moved = Signal()

    def __init__(self, theme: Theme, points: float, characters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._points, self._characters = theme, points, characters
        self._face, self._line_height = "serif", LINE_HEIGHT
        self._reading: Reading | None = None
        self.page_text = PageText("", ())
        self._reserved = 0
        self._place: tuple[int, float] = (0, 0.0)
        self._is_holding = False
        self._is_building = False
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAutoFillBackground(True)  # the margins beside the column are not part of the viewport
        self.verticalScrollBar().valueChanged.connect(self._note_scroll)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_reading(self, reading: Reading | None) -> None:
        """Another article or revision, from its beginning."""
        self._place = (0, 0.0)
        self._reading = reading
        self.page_text = (
            PageText("", ())
            if reading is None
            else PageText(reading.revision.text, reading.revision.blocks, ornaments(reading))
        )
        self._set_document()
        self._restore()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        colours = palette(theme)
        for role in (colours.ColorRole.Base, colours.ColorRole.Window):  # Window: what lies beside the column
            colours.setColor(role, theme.page)
        colours.setColor(colours.ColorRole.Highlight, theme.selection_fill())
        colours.setColor(colours.ColorRole.HighlightedText, theme.text)
        self.setPalette(colours)
        self.viewport().setPalette(colours)  # under a style sheet a viewport keeps the palette that it first had
        self._rebuild()

    def set_type(self, points: float, characters: int, face: str = "serif", line_height: float = LINE_HEIGHT) -> None:
        """Type size in points, width of the column in characters of ordinary prose, face as the theme names it, height of a line
        in type sizes."""
        known = (self._points, self._characters, self._face, self._line_height)
        if (points, characters, face, line_height) != known:
            self._points, self._characters, self._face, self._line_height = points, characters, face, line_height
            self._rebuild()

    def _rebuild(self) -> None:
        if self._reading is None:
            self._fit_column()
            return
        cursor = self.textCursor()
        anchor, caret = cursor.anchor(), cursor.position()
        with self._place_kept():
            self._set_document()
            cursor = self.textCursor()
            cursor.setPosition(anchor)
            cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self.moved.emit()

    def _set_document(self) -> None:
        self._is_building = True
        try:
            self.setDocument(QTextDocument(self))  # else the outgoing one would be laid out once more, at the new width
            self._fit_column()
            document = build(
                self.page_text,
                self._theme,
                self._points,
                self.viewport().width(),
                self,
                face=self._face,
                height=self._line_height,
            )
            self.setDocument(document)  # which deletes the one before, as a child of this view
        finally:
            self._is_building = False
        document.documentLayout().documentSizeChanged.connect(self.moved)

    # -- places --------------------------------------------------------------------------------------------------------

    def position(self) -> int:
        """The first visible code point."""
        if self.verticalScrollBar().value() == 0:
            return 0
        return self.page_text.from_document(self.cursorForPosition(QPointF(0, 0).toPoint()).position(), forward=True)

    def scroll_to(self, position: int, above: float = 0.0) -> None:
        """Let the line of a code point stand `above` pixels below the top."""
        top = 0.0 if position <= 0 else self.line_box(position).top()
        self._place = (position, above)
        self.verticalScrollBar().setValue(round(top - above) if position > 0 else 0)
        self._place = (position, above)

    def line_box(self, offset: int) -> QRectF:
        """The line of text on which a code point stands, in document pixels."""
        position = self.page_text.to_document(offset)
        block = self.document().findBlock(position)
        box = self.document().documentLayout().blockBoundingRect(block)
        row = block.layout().lineForTextPosition(position - block.position())
        return row.rect().translated(box.topLeft()) if row.isValid() else box

    def fraction(self, offset: int) -> float:
        """How far down the whole document a code point stands, 0..1."""
        total = len(self.page_text.text)
        if total > LARGEST_EXACT:
            return offset / total
        height = max(self.document().size().height(), self.viewport().height(), 1)
        return self.line_box(offset).center().y() / height

    def known_height(self) -> int:
        """Pixels of the whole document; 0 for a large one, for asking would lay all of it out at once."""
        return 0 if len(self.page_text.text) > LARGEST_EXACT else round(self.document().size().height())

    def visible(self, top: float = 0, bottom: float | None = None) -> Iterator[VisibleBlock]:
        """The blocks between two heights of the viewport (default: all of it)."""
        value = self.verticalScrollBar().value()
        low = value + (self.viewport().height() if bottom is None else bottom)
        return visible_blocks(self.document(), self.page_text, value + top, low)

    def selected_span(self) -> Span | None:
        cursor = self.textCursor()
        return (
            self.page_text.selection(cursor.selectionStart(), cursor.selectionEnd()) if cursor.hasSelection() else None
        )

    def caret(self) -> int:
        """The code point before which the caret stands."""
        return self.page_text.from_document(self.textCursor().position(), forward=True)

    def put_caret(self, offset: int) -> None:
        """Move the caret without scrolling."""
        cursor = self.textCursor()
        cursor.setPosition(self.page_text.to_document(offset))
        with self._place_kept():
            self.setTextCursor(cursor)

    def select(self, span: Span) -> None:
        """Select a passage; the caret stands at its end, in view."""
        cursor = self.textCursor()
        cursor.setPosition(self.page_text.to_document(span.start))
        cursor.setPosition(self.page_text.to_document(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)

    def box_of(self, span: Span) -> QRectF:
        """What the visible part of a passage takes of the viewport, in its pixels; empty where none of it is visible."""
        box = QRectF()
        for block in self.visible():
            for stretch in block.stretches(span):
                box = box.united(stretch.rect)
        return box.translated(0, -self.verticalScrollBar().value())

    def surroundings(self, span: Span) -> tuple[float, float]:
        """The top of the line above a passage and the bottom of the line below it, in pixels of the viewport; those of the passage
        where there is no such line."""
        scroll = self.verticalScrollBar().value()
        first = self._neighbour(self.page_text.to_document(span.start), -1)
        last = self._neighbour(self.page_text.to_document(max(span.start, span.end - 1)), 1)
        return first.top() - scroll, last.bottom() - scroll

    def _neighbour(self, position: int, step: int) -> QRectF:
        """The line before (−1) or after (1) that of a UTF-16 position, in document pixels; its own at the ends of the document."""
        block = self.document().findBlock(position)
        rows = block.layout()
        number = rows.lineForTextPosition(position - block.position()).lineNumber() + step
        if not 0 <= number < rows.lineCount():
            other = block.previous() if step < 0 else block.next()
            if other.isValid() and other.layout().lineCount():
                block, rows = other, other.layout()
            number = rows.lineCount() - 1 if (step < 0) == (block == other) else 0
        top_left = self.document().documentLayout().blockBoundingRect(block).topLeft()
        return rows.lineAt(number).rect().translated(top_left) if rows.lineCount() else QRectF(top_left, top_left)

    def edges_of(self, span: Span) -> tuple[Stretch | None, Stretch | None]:
        """The stretches, in document pixels, in which a passage begins and ends; None for an end that is out of sight."""
        first: Stretch | None = None
        last: Stretch | None = None
        for block in self.visible():
            for stretch in block.stretches(span):
                first = stretch if stretch.start is not None else first
                last = stretch if stretch.end is not None else last
        return first, last

    def on_a_line(self, point: QPointF) -> QPointF:
        """The point of the viewport at the height of the nearest line, where Qt finds the exact letter. Outside the viewport it
        stays, so that Qt scrolls."""
        y, height = point.y(), self.viewport().height()
        if not 0 <= y < height:
            return point
        scroll = self.verticalScrollBar().value()
        return QPointF(point.x(), min(max(0.0, nearest_line_y(self.document(), y + scroll) - scroll), height - 1.0))

    def offset_near(self, point: QPointF) -> int:
        """The place between two code points that is nearest to a point of the viewport."""
        inside = QPointF(point.x(), min(max(0.0, point.y()), self.viewport().height() - 1.0))
        place = self.on_a_line(inside) + QPointF(0, self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.FuzzyHit)
        return self.page_text.from_document(max(0, position))

    def offset_at(self, fraction: float) -> int:
        """The code point that stands so far down the whole document (the other way round of `fraction`)."""
        total = len(self.page_text.text)
        if total > LARGEST_EXACT:
            return round(total * fraction)
        height = max(self.document().size().height(), self.viewport().height())
        point = QPointF(0, fraction * height)
        return self.page_text.from_document(
            self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        )

    def reserve(self, width: int) -> None:
        """Keep that many pixels free at the right edge, beside the scroll bar."""
        self._reserved = width
        self._fit_column()

    # -- layout --------------------------------------------------------------------------------------------------------

    def _fit_column(self) -> None:
        """Centre the column; where there is little room the margins shrink before the column does."""
        room = self.width() - self.verticalScrollBar().sizeHint().width() - self._reserved
        column = column_width(self._points, self._characters, self._face)
        spare = max(0, room - column)
        left = max(LANES_WIDTH, spare // 2)
        right = max(NOTES_WIDTH, spare - left)
        if room < 360:
            left, right = LANES_WIDTH * 2 // 3, NOTES_WIDTH * 2 // 3
        self.setViewportMargins(left, 0, right + self._reserved, 0)

    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Resize:
            return super().event(event)
        with self._place_kept():
            self._fit_column()  # before the viewport takes its size, so that the text is laid out once
            is_handled = super().event(event)
        self.moved.emit()  # a column that keeps its width only moves: no resizeEvent tells of that
        return is_handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._place_kept():
            super().resizeEvent(event)
        self.moved.emit()

    @contextmanager
    def _place_kept(self) -> Iterator[None]:
        """What happens inside may move the text; afterwards the same line stands at the same height."""
        if self._is_holding:
            yield
            return
        self._is_holding = True
        try:
            yield
        finally:
            self._restore()
            self._is_holding = False

    def _restore(self) -> None:
        if self._is_building:
            return
        position, above = self._place
        bar = self.verticalScrollBar()
        top = 0.0 if position <= 0 else self.line_box(position).top()
        bar.setValue(round(top - above) if position > 0 else round(-above))

    def _note_scroll(self) -> None:
        if not self._is_holding:
            position = self.position()
            value = self.verticalScrollBar().value()
            self._place = (position, self.line_box(position).top() - value) if position > 0 else (0, -float(value))
        self.moved.emit()

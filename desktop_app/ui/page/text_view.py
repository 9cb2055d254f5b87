"""The text of an article with its marks: reads, selects, scrolls; never edits, fetches or follows anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, QUrl, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.page.document import REPAIRS_LINK, PageText, build, column_width, ornaments
from desktop_app.ui.page.geometry import VisibleBlock, nearest_line_y, visible_blocks
from desktop_app.ui.page.marks import Mark, MarkIndex, MarkRef, Shape
from desktop_app.ui.page.painting import Scene, paint, paint_over, source_colour
from desktop_app.ui.page.whole_words import whole_words
from desktop_app.ui.painting import tooltip
from desktop_app.ui.theme import Theme, palette

FLASH_MS = 1400
REST_MS = 300
LANES_WIDTH = 34
NOTES_WIDTH = 34
LARGEST_EXACT = 200_000
"""Code points up to which the place of a passage in the whole is measured; in a larger text, whose layout is still going on in
idle steps, it is estimated from the offset."""


class TextView(QTextEdit):
    """`moved`: the text stands elsewhere than before (scrolled, resized, laid out). `rested`: it has stood still for a while."""

    moved = Signal()
    rested = Signal()
    selection_changed = Signal(object)
    selection_rested = Signal()
    mark_clicked = Signal(object)
    repairs_requested = Signal()
    type_requested = Signal(int)

    def __init__(self, theme: Theme, points: float, characters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = Scene(theme)
        self._theme, self._points, self._characters = theme, points, characters
        self._reading: Reading | None = None
        self.page_text = PageText("", ())
        self._reserved = 0
        self._place: tuple[int, float] = (0, 0.0)
        self._is_holding = False
        self._coloured: tuple[int, int] | None = None
        self._has_extra = False
        self._is_building = False
        self._press: QPointF | None = None
        self._is_in_hand = False
        self._is_rough = False
        self.words_for: Callable[[MarkRef], list[str]] = lambda _: []
        """The paragraphs of the tooltip of a mark; set by the page, which knows the findings."""
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCursorWidth(2)
        self.setAutoFillBackground(True)  # the margins beside the column are not part of the viewport
        self.setAccessibleName(self.tr("Article"))
        self.setAccessibleDescription(self.tr("The text of the article. Select words to highlight or annotate them."))
        self._flash = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=FLASH_MS)
        self._flash.valueChanged.connect(self._show_flash)
        self._scroll_rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._scroll_rest.timeout.connect(self.rested)
        self._selection_rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._selection_rest.timeout.connect(self.selection_rested)
        self.verticalScrollBar().valueChanged.connect(self._note_scroll)
        self.selectionChanged.connect(self._note_selection)
        self.set_theme(theme)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_reading(self, reading: Reading | None) -> None:
        """Another article or revision, from its beginning."""
        self._place = (0, 0.0)
        self._flash.stop()
        self._reading = reading
        self.page_text = (
            PageText("", ())
            if reading is None
            else PageText(reading.revision.text, reading.revision.blocks, ornaments(reading))
        )
        self.scene = Scene(self._theme)
        self._set_document()
        self._restore()

    def set_theme(self, theme: Theme) -> None:
        self._theme = self.scene.theme = theme
        colours = palette(theme)
        for role in (colours.ColorRole.Base, colours.ColorRole.Window):  # Window: what lies beside the column
            colours.setColor(role, theme.page)
        chosen = QColor(theme.accent)
        chosen.setAlpha(120 if theme.is_dark else 80)
        colours.setColor(colours.ColorRole.Highlight, chosen)
        colours.setColor(colours.ColorRole.HighlightedText, theme.text)
        self.setPalette(colours)
        self.viewport().setPalette(colours)  # under a style sheet a viewport keeps the palette that it first had
        self._rebuild()

    def set_type(self, points: float, characters: int) -> None:
        """Type size in points, width of the column in characters of ordinary prose."""
        if (points, characters) != (self._points, self._characters):
            self._points, self._characters = points, characters
            self._rebuild()

    def refresh_marks(self) -> None:
        """Draw again after the scene was changed."""
        self._coloured = None
        self._colour_sources()
        self.viewport().update()

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
        self._set_extra([])
        self._is_building = True
        try:
            self.setDocument(QTextDocument(self))  # else the outgoing one would be laid out once more, at the new width
            self._fit_column()
            document = build(self.page_text, self._theme, self._points, self.viewport().width(), self)
            self.setDocument(document)  # which deletes the one before, as a child of this view
        finally:
            self._is_building = False
        document.documentLayout().documentSizeChanged.connect(self._note_layout)
        self._coloured = None
        self._colour_sources()

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

    def go_to(self, span: Span, *, flash: bool) -> None:
        """Put the caret at the passage and, where it is not comfortably in view, scroll to it."""
        first, last = self.line_box(span.start), self.line_box(max(span.start, span.end - 1))
        value, height = self.verticalScrollBar().value(), self.viewport().height()
        is_in_view = first.top() >= value + height * 0.08 and last.bottom() <= value + height * 0.9
        self.put_caret(span.start)
        if not is_in_view:
            self.scroll_to(max(1, span.start), height * 0.28)
        if flash:
            self.scene.flashed, self.scene.flash = span, 1.0
            self._flash.stop()
            self._flash.start()

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

    def meant_span(self) -> Span | None:
        """What a highlight or a note takes of the selection: after the mouse whole words (unless Alt was held), after the
        keyboard, which is exact, just what is selected. Quotation marks at the edges stay as they are in both."""
        span = self.selected_span()
        return whole_words(self.page_text.text, span) if span is not None and self._is_rough else span

    def caret(self) -> int:
        """The code point before which the caret stands."""
        return self.page_text.from_document(self.textCursor().position(), forward=True)

    def put_caret(self, offset: int) -> None:
        """Move the caret without scrolling."""
        cursor = self.textCursor()
        cursor.setPosition(self.page_text.to_document(offset))
        with self._place_kept():
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
        column = column_width(self._points, self._characters)
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
        self._coloured = None
        self._colour_sources()
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
        self._colour_sources()
        self._scroll_rest.start()
        self.moved.emit()

    def _note_layout(self) -> None:
        self.moved.emit()

    def _note_selection(self) -> None:
        self._is_rough = self._is_in_hand
        self.selection_changed.emit(self.selected_span())
        if self.textCursor().hasSelection() and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._selection_rest.start()
        else:
            self._selection_rest.stop()

    # -- painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        blocks = list(self.visible(event.rect().top(), event.rect().bottom()))
        with self._painter() as painter:
            for block in blocks:
                paint(painter, block, self.scene)
        super().paintEvent(event)
        with self._painter() as painter:
            for block in blocks:
                paint_over(painter, block, self.scene, self._points / 32)

    @contextmanager
    def _painter(self) -> Iterator[QPainter]:
        """Paints on the viewport in the document's own pixels."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        yield painter
        painter.end()

    def _show_flash(self, value: float) -> None:
        self.scene.flash = float(value)
        if self.scene.flashed is not None:  # only the passage: sixty whole screens a second would be felt
            self.viewport().update(self.box_of(self.scene.flashed).toAlignedRect().adjusted(-4, -4, 4, 4))

    def _colour_sources(self) -> None:
        """Colour the names of sources, as extra selections of about three screens: of the whole article they would cost seconds."""
        if self._is_building:
            return
        height = self.viewport().height()
        blocks = list(self.visible(0, height))
        spans = [span for block in blocks if (span := block.span()) is not None]
        if not spans:
            return
        first, last = spans[0].start, spans[-1].end
        if self._coloured is not None and self._coloured[0] <= first and last <= self._coloured[1]:
            return
        wide = [span for block in self.visible(-height, 2 * height) if (span := block.span()) is not None]
        self._coloured = (wide[0].start, wide[-1].end)
        marks = self.scene.findings.between(*self._coloured)
        self._set_extra([self._coloured_words(mark) for mark in marks if mark.shape is Shape.SOURCE])

    def _set_extra(self, selections: list[QTextEdit.ExtraSelection]) -> None:
        if selections or self._has_extra:  # Qt takes its time even for none
            self._has_extra = bool(selections)
            self.setExtraSelections(selections)

    def _coloured_words(self, mark: Mark) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.page_text.to_document(mark.span.start))
        cursor.setPosition(self.page_text.to_document(mark.span.end), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(source_colour(mark, self.scene))
        made.cursor, made.format = cursor, look
        return made

    # -- the reader's hands --------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._press = event.position() if is_left else None
        self._is_in_hand = is_left
        super().mousePressEvent(self._on_a_line(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._is_in_hand = event.button() is Qt.MouseButton.LeftButton
        super().mouseDoubleClickEvent(self._on_a_line(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(self._on_a_line(event))
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._is_in_hand = False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._is_rough = False
        if self.textCursor().hasSelection():
            self.selection_rested.emit()
            return
        press, self._press = self._press, None
        if (
            press is None
            or (press - event.position()).manhattanLength() > QGuiApplication.styleHints().startDragDistance()
        ):
            return
        if self.anchorAt(event.position().toPoint()) == REPAIRS_LINK:
            self.repairs_requested.emit()
            return
        refs = self.marks_at(event.position())
        if refs:
            self.mark_clicked.emit(refs)

    def _on_a_line(self, event: QMouseEvent) -> QMouseEvent:
        """The same event at the height of the nearest line, where Qt finds the exact letter. Outside the viewport it stays, so
        that Qt scrolls."""
        y, height = event.position().y(), self.viewport().height()
        if not 0 <= y < height:
            return event
        scroll = self.verticalScrollBar().value()
        down = QPointF(0, min(max(0.0, nearest_line_y(self.document(), y + scroll) - scroll), height - 1.0) - y)
        if not down.y():
            return event
        return QMouseEvent(
            event.type(),
            event.position() + down,
            event.scenePosition() + down,
            event.globalPosition() + down,
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(self._on_a_line(event))
        over = event.buttons() == Qt.MouseButton.NoButton and self.anchorAt(event.position().toPoint()) == REPAIRS_LINK
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.textCursor().charFormat().anchorHref() == REPAIRS_LINK
        ):
            self.repairs_requested.emit()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel asks for larger or smaller type; QTextEdit itself would enlarge single fonts of the document."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.type_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = (part for ref in self.marks_at(QPointF(event.pos())) for part in self.words_for(ref))
            QToolTip.showText(event.globalPos(), tooltip(*words), self)
            return True
        return super().viewportEvent(event)

    def marks_at(self, point: QPointF) -> list[MarkRef]:
        """What is painted under a point of the viewport, shortest mark first."""
        document_point = point + QPointF(0, self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(document_point, Qt.HitTestAccuracy.ExactHit)
        return self.marks_under(self.page_text.from_document(position)) if position >= 0 else []

    def marks_under(self, offset: int) -> list[MarkRef]:
        """What lies on one code point: the reader's own highlights and the findings, shortest mark first."""
        both = MarkIndex(
            [*self.scene.highlights.between(offset, offset + 1), *self.scene.findings.between(offset, offset + 1)]
        )
        return both.at(offset)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing runs on behind a hidden page."""
        self._flash.stop()
        self.scene.flash = 0.0
        self._scroll_rest.stop()
        self._selection_rest.stop()
        super().hideEvent(event)

    # -- safety --------------------------------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """The article's own characters, plain, without ornaments."""
        made, span = QMimeData(), self.selected_span()
        made.setText(span.of(self.page_text.text) if span is not None else "")
        return made

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: ARG002
        return False

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002
        """Nothing is ever loaded, from anywhere."""
        return None

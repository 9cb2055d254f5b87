"""The text of an article with its marks: reads, selects, scrolls; never edits, fetches or follows anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    QUrl,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.page.document import REPAIRS_LINK
from desktop_app.ui.page.laid_out_text import LaidOutText
from desktop_app.ui.page.marks import MarkRef, pointed_at
from desktop_app.ui.page.painting import Scene, paint, paint_caret, paint_over
from desktop_app.ui.page.source_colours import SourceColours
from desktop_app.ui.page.whole_words import whole_words
from desktop_app.ui.painting import tooltip
from desktop_app.ui.theme import Theme

FLASH_MS = 1400
REST_MS = 300


class TextView(LaidOutText):
    """`rested`: the text has stood still for a while. `mark_clicked`: what lies under a click, shortest first, and where that
    was in the viewport. `menu_requested`: where, and whether with the keyboard."""

    rested = Signal()
    selection_changed = Signal(object)
    selection_rested = Signal()
    mark_clicked = Signal(object, QPointF)
    menu_requested = Signal(QPoint, bool)
    repairs_requested = Signal()
    type_requested = Signal(int)

    def __init__(self, theme: Theme, points: float, characters: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, points, characters, parent)
        self.scene = Scene(theme)
        self._sources = SourceColours(self)
        self._press: QPointF | None = None
        self._is_in_hand = False
        self._is_rough = False
        self._caret_box = QRect()
        self.words_for: Callable[[MarkRef], list[str]] = lambda _: []
        """The paragraphs of the tooltip of a mark; set by the page, which knows the findings."""
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setCursorWidth(0)  # the caret is painted here: Qt's blinks in the selection and is hard to see there
        self.setAccessibleName(self.tr("Article"))
        self.setAccessibleDescription(self.tr("The text of the article. Select words to highlight or annotate them."))
        self._flash = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=FLASH_MS)
        self._flash.valueChanged.connect(self._show_flash)
        self._scroll_rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._scroll_rest.timeout.connect(self.rested)
        self._selection_rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._selection_rest.timeout.connect(self.selection_rested)
        self.selectionChanged.connect(self._note_selection)
        self.cursorPositionChanged.connect(self._move_caret)
        self.set_theme(theme)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_reading(self, reading: Reading | None) -> None:
        self._flash.stop()
        self.scene = Scene(self._theme)
        super().show_reading(reading)

    def set_theme(self, theme: Theme) -> None:
        self.scene.theme = theme
        super().set_theme(theme)

    def refresh_marks(self) -> None:
        """Draw again after the scene was changed."""
        self._sources.renew(self.scene)
        self.viewport().update()

    def _set_document(self) -> None:
        self._sources.clear()
        super()._set_document()
        self._sources.renew(self.scene)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sources.renew(self.scene)

    def _note_scroll(self) -> None:
        super()._note_scroll()
        if not self._is_building:
            self._sources.extend(self.scene)
        self._scroll_rest.start()

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

    # -- selection -----------------------------------------------------------------------------------------------------

    def meant_span(self) -> Span | None:
        """What a highlight or a note takes of the selection: after the mouse whole words (unless Alt was held), after the
        keyboard, which is exact, just what is selected. Quotation marks at the edges stay as they are in both."""
        span = self.selected_span()
        return whole_words(self.page_text.text, span) if span is not None and self._is_rough else span

    def _note_selection(self) -> None:
        self._is_rough = self._is_in_hand
        self.selection_changed.emit(self.selected_span())
        if self.textCursor().hasSelection() and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._selection_rest.start()
        else:
            self._selection_rest.stop()

    # -- marks ---------------------------------------------------------------------------------------------------------

    def marks_at(self, point: QPointF) -> list[MarkRef]:
        """What is painted under a point of the viewport, shortest mark first."""
        document_point = point + QPointF(0, self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(document_point, Qt.HitTestAccuracy.ExactHit)
        return self.marks_under(self.page_text.from_document(position)) if position >= 0 else []

    def marks_under(self, offset: int) -> list[MarkRef]:
        """What lies on one code point: the reader's own highlights and the findings, shortest mark first."""
        scene = self.scene
        found = scene.findings.between(offset, offset + 1)
        return pointed_at([*scene.highlights.between(offset, offset + 1), *found])

    def mark_under_caret(self) -> MarkRef | None:
        """The chosen mark where it lies under the caret, else the shortest that does."""
        under = self.marks_under(self.caret())
        return self.scene.chosen if self.scene.chosen in under else next(iter(under), None)

    def highlight_here(self) -> MarkRef | None:
        """The chosen highlight where it lies at the beginning of the selection or under the caret, else the shortest there."""
        span = self.selected_span()
        under = self.marks_under(span.start if span is not None else self.caret())
        refs = [ref for ref in under if ref.kind == "highlight"]
        return self.scene.chosen if self.scene.chosen in refs else next(iter(refs), None)

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
            if self.hasFocus() and self._reading is not None:
                rect = QRectF(self.cursorRect()).translated(0, self.verticalScrollBar().value())
                paint_caret(painter, rect, self._theme)

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

    def _move_caret(self) -> None:
        """Paint the caret where it is now, and no longer where it was."""
        scroll = self.verticalScrollBar().value()
        self.viewport().update(self._caret_box.translated(0, -scroll))
        here = self.cursorRect().adjusted(-3, -2, 3, 2)
        self._caret_box = here.translated(0, scroll)
        self.viewport().update(here)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._move_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._move_caret()

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
            self.mark_clicked.emit(refs, event.position())

    def _on_a_line(self, event: QMouseEvent) -> QMouseEvent:
        """The same event at the height of the nearest line."""
        down = self.on_a_line(event.position()) - event.position()
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_requested.emit(self.cursorRect().bottomLeft(), True)
        else:
            self.menu_requested.emit(event.pos(), False)

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

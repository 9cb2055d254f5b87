"""The two handles of the chosen highlight, by which the mouse moves its ends, and the same with keys."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui.page.marks import Mark
from desktop_app.ui.page.resizing import End, Step, dragged_end, stepped_end
from desktop_app.ui.page.text_view import TextView

WIDTH = 16
KNOB = 11.0
"""Pixels: of the whole handle, which is the target of the mouse, and of the knob on it."""
_SCROLL_MS = 40
_SCROLL_STEP = 14


class Handle(QWidget):
    """One end: a bar beside the letter, with a knob over the first line or under the last."""

    pressed = Signal()
    dragged = Signal(QPointF, bool)
    """Where in the viewport the end was drawn to, and whether it is meant to the letter."""
    let_go = Signal()

    def __init__(self, which: End, view: TextView) -> None:
        super().__init__(view)
        self.which = which
        self.hue = ""
        self._view = view
        self._grip: QPointF | None = None
        self._edge = QRectF()
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        is_start = which == "start"
        self.setAccessibleName(self.tr("Start of the highlight") if is_start else self.tr("End of the highlight"))
        self.setToolTip(self.tr("Drag to resize; with Alt to single letters; Esc leaves it as it was"))
        self.hide()

    def stand_at(self, edge: QRectF) -> None:
        """Beside a letter's edge, given as a line in the viewport; hidden where that is out of sight."""
        self._edge = edge
        place = self._view.viewport().geometry()
        if not QRectF(0, 0, place.width() + 1, place.height()).contains(edge.center()):
            if self._grip is None:  # hiding it would take it out of the hand
                self.hide()
            return
        above, below = (round(KNOB), 1) if self.which == "start" else (1, round(KNOB))
        left = round(edge.left() + place.left() - WIDTH / 2)
        top = round(edge.top() + place.top()) - above
        self.setGeometry(QRect(left, top, WIDTH, round(edge.height()) + above + below))
        self.show()

    def drop(self) -> None:
        """Out of the hand, whatever the mouse still does."""
        self._grip = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grip = self._in_viewport(event) - self._edge.center()
            self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            is_exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.dragged.emit(self._in_viewport(event) - self._grip, is_exact)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._grip is not None:
            self._grip = None
            self.let_go.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._grip = None
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._view.scene.theme
        edge = theme.highlighter(self.hue).edge
        middle = self.width() / 2
        painter.fillRect(QRectF(middle - 1, KNOB / 2, 2, self.height() - KNOB), edge)
        y = 1.0 if self.which == "start" else self.height() - KNOB - 1
        painter.setPen(QPen(theme.page, 1.5))
        painter.setBrush(edge)
        painter.drawEllipse(QRectF(middle - KNOB / 2, y, KNOB, KNOB))

    def _in_viewport(self, event: QMouseEvent) -> QPointF:
        return self._view.viewport().mapFromGlobal(event.globalPosition())


class HighlightEnds(QObject):
    """`resized`: id of the highlight and its new span, once at the end of a drag and for each step by key. What is shown
    meanwhile is a preview: who hears of it changes the highlight, or it is as it was."""

    resized = Signal(str, object)
    taken = Signal()
    """A handle was taken into the hand."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._mark: Mark | None = None
        self._point: tuple[QPointF, bool] = (QPointF(), False)
        self._held: End | None = None
        self.start, self.end = Handle("start", view), Handle("end", view)
        for handle in (self.start, self.end):
            handle.pressed.connect(partial(self._begin, handle.which))
            handle.dragged.connect(self._drag)
            handle.let_go.connect(self._finish)
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll_on)
        view.moved.connect(self.place)

    @property
    def is_dragging(self) -> bool:
        return self._held is not None

    def show_for(self, mark: Mark | None) -> None:
        """The chosen highlight, None where none is. A drag of another one, or of one that has changed meanwhile, is given up."""
        if mark != self._mark:
            self.cancel()
        self._mark = mark
        self.place()

    def place(self) -> None:
        """Both handles at the ends of what is shown."""
        mark = self._view.scene.preview or self._mark
        if mark is None:
            self.start.hide()
            self.end.hide()
            return
        first, last = self._view.edges_of(mark.span)
        scroll = self._view.verticalScrollBar().value()
        for handle, stretch in ((self.start, first), (self.end, last)):
            x = None if stretch is None else stretch.start if handle is self.start else stretch.end
            handle.hue = mark.hue
            nowhere = QRectF(0, -1_000, 1, 1)
            rect = stretch.rect if stretch is not None else nowhere
            handle.stand_at(QRectF(x, rect.top() - scroll, 0.01, rect.height()) if x is not None else nowhere)
            handle.update()

    def step(self, which: End, unit: Step, step: int) -> None:
        """Move one end of the chosen highlight by that many characters or words; negative is towards the beginning."""
        if self._mark is None or self.is_dragging:
            return
        span = stepped_end(self._view.page_text.text, self._mark.span, which, unit, step)
        if span != self._mark.span:
            self.resized.emit(self._mark.ref.id, span)

    def cancel(self) -> bool:
        """Leave everything as it was; False where nothing was going on."""
        if self._held is None:
            return False
        self._end_drag()
        return True

    def _begin(self, which: End) -> None:
        self._held = which
        self.taken.emit()

    def _drag(self, point: QPointF, is_exact: bool) -> None:
        if self._held is None:
            return
        self._point = (point, is_exact)
        is_outside = not 0 <= point.y() < self._view.viewport().height()
        if is_outside and not self._scrolling.isActive():
            self._scrolling.start()
        elif not is_outside:
            self._scrolling.stop()
        self._preview()

    def _preview(self) -> None:
        mark, held = self._mark, self._held
        if mark is None or held is None:
            return
        point, is_exact = self._point
        offset = self._view.offset_near(point)
        span = dragged_end(self._view.page_text.text, mark.span, held, offset, exact=is_exact)
        self._view.scene.preview = replace(mark, span=span)
        self._view.viewport().update()
        self.place()

    def _scroll_on(self) -> None:
        """The hand is above or below the text: bring more of it into view."""
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + (_SCROLL_STEP if self._point[0].y() > 0 else -_SCROLL_STEP))
        self._preview()

    def _finish(self) -> None:
        preview, mark = self._view.scene.preview, self._mark
        was_held = self._held is not None
        self._end_drag()
        if was_held and mark is not None and preview is not None and preview.span != mark.span:
            self.resized.emit(mark.ref.id, preview.span)

    def _end_drag(self) -> None:
        self._held = None
        self._scrolling.stop()
        self.start.drop()
        self.end.drop()
        self._view.scene.preview = None
        self._view.viewport().update()
        self.place()

"""Shares of voice as horizontal bars: direct full, mixed striped, indirect hollow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QToolTip, QWidget

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.shares import Measure, Share, Shares
from desktop_app.exporting.bar_chart import Bar, Chart, Inks
from desktop_app.ui.numbers import number
from desktop_app.ui.painting import Type, draw_focus, draw_line, type_for
from desktop_app.ui.shares.words import basis_in_words, kind_words, line_words, part_words, share_words
from desktop_app.ui.theme import LIGHT, Theme

_MARGIN, _ROW, _BAR, _HEAD = 16, 30, 16, 40
_KINDS = (AttributionKind.DIRECT, AttributionKind.MIXED, AttributionKind.INDIRECT)


class BarChart(QLabel):  # a plain widget has no role that a screen reader would know
    """Up and Down go from bar to bar, whose figures are then said, and are the description of the chart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Shares of voice; the arrow keys go from bar to bar"))
        self.setMouseTracking(True)
        self.theme = LIGHT
        self.current = 0
        self._shares: Shares | None = None
        self._measure = Measure.WORDS

    @property
    def shown(self) -> tuple[Share, ...]:
        return () if self._shares is None else self._shares.shares

    def show_shares(self, shares: Shares, measure: Measure) -> None:
        self._shares, self._measure = shares, measure
        self.current = min(self.current, max(0, len(shares.shares) - 1))
        self.setFixedHeight(self.sizeHint().height())
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, _HEAD + _ROW * len(self.shown) + _MARGIN)

    def chart(self, title: str) -> Chart:
        """What is shown, for a picture of lines."""
        assert self._shares is not None
        bars = tuple(
            Bar(line_words(one.line, self._shares.by), self._figures(one), self._parts(one)) for one in self.shown
        )
        direct, mixed_kind, indirect = (kind_words(kind) for kind in _KINDS)
        return Chart(title, (direct, mixed_kind, indirect), bars, basis_in_words(self._shares.basis, self._measure))

    def inks(self) -> Inks:
        theme = self.theme
        return Inks(*(colour.name() for colour in (theme.page, theme.text, theme.muted, theme.accent)))

    def exported(self, title: str, scale: int = 2) -> QImage:
        """The chart with its title and basis, so many pixels for each of the screen's."""
        face = type_for(self.font())
        width, top = max(self.width(), 720), 44
        size = QSize(width, top + self.sizeHint().height() + 34)
        image = QImage(size * scale, QImage.Format.Format_RGB32)
        image.fill(self.theme.page)
        painter = QPainter(image)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = width - 2.0 * _MARGIN
        draw_line(painter, face.strong, QRectF(_MARGIN, 16, room, 30), title, self.theme.text)
        assert self._shares is not None
        foot = basis_in_words(self._shares.basis, self._measure)
        draw_line(painter, face.small, QRectF(_MARGIN, size.height() - 28, room, 24), foot, self.theme.muted)
        painter.translate(0, top)
        self._draw(painter, width, face, has_focus=False)
        painter.end()
        return image

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self.width(), type_for(self.font()), has_focus=self.hasFocus())
        painter.end()

    def _draw(self, painter: QPainter, width: float, face: Type, *, has_focus: bool) -> None:
        self._draw_legend(painter, face)
        if self._shares is None or not self.shown:
            return
        names = [line_words(one.line, self._shares.by) for one in self.shown]
        figures = [self._figures(one) for one in self.shown]
        left = _MARGIN + min(max(map(face.plain.width, names)) + 1, width * 0.34) + 12
        room = max(40.0, width - _MARGIN - left - 10 - max(map(face.plain.width, figures)) - 1)
        for at, (name, words, one) in enumerate(zip(names, figures, self.shown, strict=True)):
            top = _HEAD + at * _ROW
            low = top + (_ROW - face.plain.line_height) / 2
            label = QRectF(_MARGIN, low, left - 12 - _MARGIN, face.plain.line_height)
            draw_line(painter, face.plain, label, name, self.theme.text, right=True)
            x = left
            for number_, part in enumerate(self._parts(one)):
                if part > 0:
                    piece = QRectF(x, top + (_ROW - _BAR) / 2, max(1.0, part * room), _BAR)
                    draw_part(painter, piece, number_, self.theme.accent)
                    x = piece.right()
            after = QRectF(x + 8, low, face.plain.width(words) + 2, face.plain.line_height)
            draw_line(painter, face.plain, after, words, self.theme.muted)
            if has_focus and at == self.current:
                draw_focus(painter, QRectF(4, top, width - 8, _ROW), self.theme.accent)

    def _draw_legend(self, painter: QPainter, face: Type) -> None:
        x = float(_MARGIN)
        for number_, kind in enumerate(_KINDS):
            draw_part(painter, QRectF(x, 12, 24, 12), number_, self.theme.accent)
            name = kind_words(kind)
            top = 18 - face.small.line_height / 2
            draw_line(painter, face.small, QRectF(x + 31, top, face.small.width(name) + 2, 24), name, self.theme.muted)
            x += 31 + face.small.width(name) + 22

    def _parts(self, share: Share) -> tuple[float, ...]:
        largest = max((one.amount.of(self._measure) for one in self.shown), default=0) or 1
        return tuple(share.of_kind(kind).of(self._measure) / largest for kind in _KINDS)

    def _figures(self, share: Share) -> str:
        assert self._shares is not None
        return f"{number(share.amount.of(self._measure))} · {part_words(self._shares, share, self._measure)}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.shown) - 1
        steps = {
            Qt.Key.Key_Down: self.current + 1,
            Qt.Key.Key_Up: self.current - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() not in steps or last < 0:
            super().keyPressEvent(event)
            return
        self.current = min(last, max(0, steps[Qt.Key(event.key())]))
        self._tell()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleDescription()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if at is not None:
            self.current = at
            self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._shares is not None:
            at = self._at(QPointF(self.mapFromGlobal(self.cursor().pos())))
            if at is not None:
                words = share_words(self._shares, self.shown[at], self._measure)
                QToolTip.showText(self.cursor().pos(), words, self)
            return True
        return super().event(event)

    def _at(self, place: QPointF) -> int | None:
        at = int((place.y() - _HEAD) // _ROW)
        return at if 0 <= at < len(self.shown) else None

    def _tell(self) -> None:
        if self._shares is not None and self.shown:
            self.setAccessibleDescription(share_words(self._shares, self.shown[self.current], self._measure))
        else:
            self.setAccessibleDescription("")
        viewport = self.parentWidget()
        around = viewport.parentWidget() if viewport is not None else None
        if isinstance(around, QScrollArea) and self.hasFocus():
            around.ensureVisible(0, _HEAD + self.current * _ROW + _ROW // 2, 0, _ROW)
        self.update()


def draw_part(painter: QPainter, rect: QRectF, number_: int, colour: QColor) -> None:
    """The part of a bar that is the first, second or third of the legend: full, striped, hollow."""
    frame = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setPen(QPen(colour, 1))
    painter.setBrush(colour if number_ == 0 else Qt.BrushStyle.NoBrush)
    painter.drawRect(frame)
    if number_ == 1:
        painter.setClipRect(frame)
        painter.setPen(QPen(colour, 2))
        x = rect.left() - rect.height()
        while x < rect.right():
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
            x += 6
    painter.restore()

"""Choices that show what they are: a face by its letters, a theme by a small page, and a sample that is set as the page is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from desktop_app.ui.style import shades
from desktop_app.ui.theme import Theme, reading_font, shown_in

_CARD = QSize(118, 84)
_FACE_POINTS = 21.0
_EDGE = 2.5


class _Card(QRadioButton):
    """A radio button as a card: arrows go from one to the next, the chosen one has a tick, the focus a ring outside."""

    def __init__(self, text: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(_CARD.width(), round(_CARD.height() + self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(92, self.sizeHint().height())

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = shown_in(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        name = QRectF(
            whole.left(), whole.bottom() - self.fontMetrics().height(), whole.width(), self.fontMetrics().height()
        )
        card = QRectF(whole.left() + 3, whole.top() + 3, whole.width() - 6, name.top() - whole.top() - 8)
        path = QPainterPath()
        path.addRoundedRect(card, 6, 6)
        painter.save()
        painter.setClipPath(path)
        self.draw(painter, card, theme)
        painter.restore()
        painter.setPen(
            QPen(theme.accent if self.isChecked() else shades(theme)["control"], 2 if self.isChecked() else 1)
        )
        painter.drawPath(path)
        if self.isChecked():
            _draw_tick(painter, card.topRight() + QPointF(-13, 13), theme)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRoundedRect(whole, 8, 8)
        painter.setPen(theme.text if self.isChecked() or self.underMouse() else theme.muted)
        label = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(name.width() - 4))
        painter.drawText(name.adjusted(0, -4, 0, -4), Qt.AlignmentFlag.AlignCenter, label)
        painter.end()

    def draw(self, painter: QPainter, card: QRectF, theme: Theme) -> None:
        raise NotImplementedError


def _draw_tick(painter: QPainter, middle: QPointF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent)
    painter.drawEllipse(middle, 8, 8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.page, 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline([middle + QPointF(-3.5, 0.2), middle + QPointF(-0.8, 3), middle + QPointF(3.8, -2.8)])


class FaceCard(_Card):
    """A face of the page, by a few of its letters."""

    def __init__(self, face: str, text: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(text, spoken, parent)
        self._face = face

    def draw(self, painter: QPainter, card: QRectF, theme: Theme) -> None:
        painter.fillRect(card, theme.page)
        painter.setPen(theme.text)
        painter.setFont(reading_font(_FACE_POINTS, self._face))
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, self.tr("Aa bdg"))


class ThemeCard(_Card):
    """A theme, by a small page of it; two themes side by side for what follows the system."""

    def __init__(self, themes: tuple[Theme, ...], text: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(text, spoken, parent)
        self._themes = themes

    def draw(self, painter: QPainter, card: QRectF, theme: Theme) -> None:  # noqa: ARG002
        width = card.width() / len(self._themes)
        for place, shown in enumerate(self._themes):
            part = QRectF(card.left() + place * width, card.top(), width, card.height())
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            _draw_page(painter, card, shown)
            painter.restore()


def _draw_page(painter: QPainter, card: QRectF, theme: Theme) -> None:
    """Lines of text, two quotations in their speakers' colours, a highlight."""
    painter.fillRect(card, theme.page)
    painter.setPen(Qt.PenStyle.NoPen)
    left, width, top = card.left() + 12, card.width() - 24, card.top() + 13
    pair = theme.highlights["yellow"]
    for number, share in enumerate((0.62, 0.9, 0.96, 0.84, 0.5)):
        row = QRectF(left, top + number * 11, width * share, 3)
        behind = row.adjusted(-2, -3, 2 - row.width() * 0.3, 3)
        if number in (1, 2):
            painter.fillRect(behind, theme.quotation_fill(number - 1))
        elif number == 3:
            painter.fillRect(behind, pair.fill)
            painter.fillRect(QRectF(behind.left(), behind.bottom() - 1.5, behind.width(), 1.5), pair.edge)
        painter.setBrush(theme.text if number else theme.accent)
        painter.drawRoundedRect(row, 1.5, 1.5)


class Sample(QWidget):
    """A few lines as the page would set them; what does not fit is cut, as at the end of a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._points, self._characters, self._face, self._height = 13.5, 68, "serif", 1.5

    def set_type(self, points: float, characters: int, face: str, line_height: float) -> None:
        """As `PageView.set_type`."""
        self._points, self._characters, self._face, self._height = points, characters, face, line_height
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = shown_in(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(whole, 6, 6)
        painter.fillPath(path, theme.page)
        painter.save()
        painter.setClipRect(whole.adjusted(16, 10, -16, -10))
        self._draw_text(painter, whole, theme)
        painter.restore()
        painter.setPen(QPen(theme.line, 1))
        painter.drawPath(path)
        painter.end()

    def _draw_text(self, painter: QPainter, whole: QRectF, theme: Theme) -> None:
        font = reading_font(self._points, self._face)
        letter = QFontMetricsF(font).averageCharWidth()
        width = min(whole.width() - 32, letter * self._characters)
        document = QTextDocument()
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        document.setPlainText(
            self.tr(
                "“The quay will open in May,” said Ada Moreno, the harbour master. She denied that the estimate had been "
                "changed: “Nobody asked me for another one, and I would not have signed it.” The council meets on Tuesday."
            )
        )
        block = QTextBlockFormat()
        pixels = round(font.pointSizeF() * self.logicalDpiY() / 72 * self._height)
        block.setLineHeight(pixels, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        document.setTextWidth(width)
        context = document.documentLayout().PaintContext()
        context.palette.setColor(context.palette.ColorRole.Text, theme.text)
        painter.translate(whole.left() + max(16.0, (whole.width() - width) / 2), whole.top() + 12)
        document.documentLayout().draw(painter, context)

"""The small bar that floats beside a selection: five colours, note, copy with citation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGraphicsDropShadowEffect, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.domain.annotations import HighlightColour
from desktop_app.ui.painting import tooltip
from desktop_app.ui.theme import Theme, interface_font

SPACE = 8
DOT = 19


class _Button(QAbstractButton):
    """A button of the bar: words and, muted, its key."""

    def __init__(self, words: str, key: str, hint: str, parent: SelectionBar) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(hint)
        self.setToolTip(f"{hint} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(interface_font(10.5))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._key = key
        self._bar = parent

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._key) + 20, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._bar.theme
        _paint_state(painter, self, theme)
        painter.setPen(theme.text)
        painter.drawText(self.rect().adjusted(7, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(theme.muted)
        painter.setFont(interface_font(8.5))
        painter.drawText(
            self.rect().adjusted(0, 1, -6, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._key
        )


class _Dot(QAbstractButton):
    """One colour, with its number, so that it is never told by hue alone."""

    def __init__(self, colour: HighlightColour, number: int, parent: SelectionBar) -> None:
        super().__init__(parent)
        self.colour = colour
        self._number = number
        self._bar = parent
        name = parent.tr("Highlight: %1").replace("%1", colour.name)
        self.setAccessibleName(name)
        self.setToolTip(tooltip(f"{colour.name} ({number})"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(interface_font(8.5))
        self.setFixedSize(DOT + 8, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._bar.theme
        _paint_state(painter, self, theme)
        highlighter = theme.highlighter(self.colour.hue)
        painter.setPen(QPen(highlighter.edge, 1))
        painter.setBrush(highlighter.fill)
        circle = QRectF(0, 0, DOT, DOT)
        circle.moveCenter(QRectF(self.rect()).center())
        painter.drawEllipse(circle)
        painter.setPen(theme.text)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))


def _paint_state(painter: QPainter, button: QAbstractButton, theme: Theme) -> None:
    box = QRectF(button.rect()).adjusted(1, 1, -1, -1)
    if button.underMouse() or button.isDown():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chosen)
        painter.drawRoundedRect(box, 5, 5)
    if button.hasFocus():
        painter.setPen(QPen(theme.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)


class SelectionBar(QWidget):
    """Wishes only; the page knows what they are about. `left`: the reader went back to the text."""

    colour_requested = Signal(str)
    note_requested = Signal()
    copy_requested = Signal()
    remove_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._dots: list[_Dot] = []
        self.setAccessibleName(self.tr("Selected passage"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 5, 6, 5)
        self._row.setSpacing(1)
        self._note = _Button(self.tr("Note"), "N", self.tr("Write a note on this passage"), self)
        self._note.clicked.connect(self.note_requested)
        self._copy = _Button(self.tr("Copy"), "X", self.tr("Copy with citation"), self)
        self._copy.clicked.connect(self.copy_requested)
        self._remove = _Button(self.tr("Remove"), "Del", self.tr("Remove this highlight"), self)
        self._remove.clicked.connect(self.remove_requested)
        for button in (self._note, self._copy, self._remove):
            self._row.addWidget(button)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(18)
        shadow.setOffset(0, 3)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def show_colours(self, colours: Sequence[HighlightColour]) -> None:
        """One dot for each, at most nine, as there are keys. Unchanged ones stay, for one of them may have the focus."""
        ordered = sorted(colours, key=lambda colour: colour.position)[:9]
        if [dot.colour for dot in self._dots] == ordered:
            return
        for dot in self._dots:
            self._row.removeWidget(dot)
            dot.deleteLater()
        self._dots = [_Dot(colour, number, self) for number, colour in enumerate(ordered, 1)]
        for place, dot in enumerate(self._dots):
            dot.clicked.connect(self._choose_colour)
            self._row.insertWidget(place, dot)
        self._order_tabs()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    @property
    def buttons(self) -> list[QAbstractButton]:
        """Those that can be pressed now, from left to right."""
        return [button for button in (*self._dots, self._note, self._copy, self._remove) if not button.isHidden()]

    def offer(self, *, is_selection: bool, has_highlight: bool) -> None:
        """Which buttons make sense: colours and copying for selected words, removing on a highlight."""
        for dot in self._dots:
            dot.setVisible(is_selection)
        self._copy.setVisible(is_selection)
        self._remove.setVisible(has_highlight)
        self.adjustSize()

    def place_beside(self, passage: QRectF, area: QRect) -> None:
        """Show the bar where it hides nothing of the passage: above it, else below, else at the edge of the area farthest from
        its middle (a passage that fills the whole area cannot be kept free)."""
        self.adjustSize()
        width, height = self.width(), self.height()
        left = min(max(round(passage.center().x() - width / 2), area.left() + SPACE), area.right() - SPACE - width)
        if passage.top() - height - SPACE >= area.top():
            top = round(passage.top()) - height - SPACE
        elif passage.bottom() + SPACE + height <= area.bottom():
            top = round(passage.bottom()) + SPACE
        else:
            top = area.bottom() - height - SPACE
        self.move(QPoint(max(area.left() + 2, left), top))
        self.show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.line, 1))
        painter.setBrush(self.theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _step(self, step: int) -> None:
        buttons, focused = self.buttons, self.focusWidget()
        place = next((number for number, button in enumerate(buttons) if button is focused), 0)
        buttons[(place + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_colour(self) -> None:
        dot = self.sender()
        if isinstance(dot, _Dot):
            self.colour_requested.emit(dot.colour.id)

    def _order_tabs(self) -> None:
        chain: list[QWidget] = [*self._dots, self._note, self._copy, self._remove]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)
        parent = self.parentWidget()
        if parent is not None and chain:
            QWidget.setTabOrder(parent, chain[0])

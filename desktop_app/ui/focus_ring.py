"""The ring around a text or an empty list that the keyboard has gone to; rows, buttons and fields draw their own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

from desktop_app.ui.theme import shown_in

_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class FocusRing(QWidget):
    """Lies over `area` and lets the mouse through. A text shows it only after a key brought the focus: it is read for long."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._area.rect())
        elif isinstance(event, QFocusEvent):
            self._follow(event)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shown_in(self.window().palette()).accent, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _follow(self, event: QFocusEvent) -> None:
        area = self._area
        model = area.model() if isinstance(area, QAbstractItemView) else None
        has_own = model is not None and model.rowCount() > 0
        shows = event.gotFocus() and event.reason() in _BY_KEYBOARD and not has_own
        self.setGeometry(area.rect())
        self.setVisible(shows)
        if shows:
            self.raise_()


def ring(window: QWidget) -> None:
    """Give every scroll area of the window that the keyboard reaches its ring."""
    for area in window.findChildren(QAbstractScrollArea):
        if area.focusPolicy() & Qt.FocusPolicy.TabFocus and not area.findChildren(FocusRing):
            FocusRing(area)

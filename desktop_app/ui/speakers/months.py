"""How much somebody said in each month, as thin columns that can be gone through by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.domain.ledger import Month
from desktop_app.ui.ledger_words import month_in_words, tr
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import draw_focus, mixed
from desktop_app.ui.theme import LIGHT, Theme

_MOST = 48  # months that are shown; those before are left to the table of the export
_WIDEST = 22.0


class MonthsChart(QLabel):  # a plain widget has no role that a screen reader would know
    """Every month from the first to the last, also those in which nothing was said. Arrow keys go through them; the one that is
    current is told in words above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._months: list[Month] = []
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Statements per month"))

    def sizeHint(self) -> QSize:
        return QSize(240, 56)

    def show_months(self, months: Sequence[Month]) -> None:
        self._months = _without_gaps(months)[-_MOST:]
        self._current = -1
        self.setVisible(len(self._months) > 1)
        self.setAccessibleDescription("; ".join(self.told(one) for one in self._months if one.statements))
        self.update()

    def told(self, one: Month) -> str:
        said = counted(one.statements, tr("1 statement"), tr("%1 statements"))
        quoted = counted(one.quotations, tr("1 quotation"), tr("%1 quotations"))
        words = counted(one.words, tr("1 word"), tr("%1 words"))
        return f"{month_in_words(one.month)}: {said}, {quoted}, {words}"

    @property
    def current(self) -> Month | None:
        return self._months[self._current] if 0 <= self._current < len(self._months) else None

    def _go_to(self, place: int) -> None:
        self._current = max(0, min(place, len(self._months) - 1))
        if self.current is not None:
            self.setAccessibleName(self.told(self.current))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._go_to(self._current + step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current < 0:
            self._go_to(len(self._months) - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._months:
            self._go_to(int(event.position().x() / self._step()))

    def _step(self) -> float:
        return min(_WIDEST, (self.width() - 4) / max(1, len(self._months)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, metrics = self.theme, QFontMetricsF(self.font())
        most = max((one.statements for one in self._months), default=1) or 1
        top = metrics.height() + 4
        room = self.height() - top - 2
        told = self.current or next((one for one in self._months if one.statements == most), None)
        if told is not None:
            painter.setPen(theme.muted)
            words = metrics.elidedText(self.told(told), Qt.TextElideMode.ElideRight, self.width() - 4)
            painter.drawText(QRectF(2, 0, self.width() - 4, top), Qt.AlignmentFlag.AlignLeft, words)
        step = self._step()
        painter.setPen(Qt.PenStyle.NoPen)
        for place, one in enumerate(self._months):
            tall = max(1.0, room * one.statements / most)
            painter.setBrush(theme.accent if place == self._current else mixed(theme.accent, theme.panel, 0.55))
            if not one.statements:
                painter.setBrush(theme.line)
            bar = QRectF(2 + place * step, top + room - tall, max(1.0, step - 2), tall)
            painter.drawRoundedRect(bar, min(1.5, tall / 2), min(1.5, tall / 2))
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), theme.accent)
        painter.end()


def _without_gaps(months: Sequence[Month]) -> list[Month]:
    known = {one.month: one for one in months}
    if not known:
        return []
    year, month = (int(part) for part in min(known).split("-"))
    last, filled = max(known), list[Month]()
    while (name := f"{year:04}-{month:02}") <= last:
        filled.append(known.get(name, Month(name, 0, 0, 0, 0)))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return filled

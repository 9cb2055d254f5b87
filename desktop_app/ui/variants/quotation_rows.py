"""Rows of the list of quotations that several articles have, each told once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.variants import SameQuotation
from desktop_app.ui.notes.rows import in_marks
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state

_MARGIN = 14
_LINES = 3
_NAMED = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("SameQuotations", text)


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """What is shown of one quotation."""

    quotation: SameQuotation

    @property
    def key(self) -> str:
        return self.quotation.fullest.address

    @property
    def words(self) -> str:
        """In quotation marks."""
        return in_marks(" ".join(self.quotation.fullest.said.split()))

    @property
    def articles(self) -> str:
        return counted(self.quotation.articles, _tr("1 article"), _tr("%1 articles"))

    @property
    def names(self) -> str:
        """Whom it is attributed to, the most frequent first."""
        named = [who.name for who in self.quotation.speakers if who.name]
        shown = ", ".join(named[:_NAMED]) + (" …" if len(named) > _NAMED else "")
        return shown or _tr("attributed to nobody")

    @property
    def dispute(self) -> str:
        """A sign and words where attributions differ."""
        return _tr("⚠ Attributed to different people") if self.quotation.is_disputed else ""


def speak_quotation(row: QuotationRow) -> Spoken:
    parts = (row.words, row.articles, row.names, row.dispute.removeprefix("⚠ "))
    return Spoken(", ".join(part for part in parts if part), tooltip(row.words, row.names, row.dispute))


class QuotationDelegate(RowDelegate[QuotationRow]):
    """The words, then the number of articles and whom they are attributed to."""

    def height(self, row: QuotationRow, width: float, face: Type) -> float:
        lines = face.plain.lines(row.words, width - 2 * _MARGIN, _LINES)
        under = 2 if row.dispute else 1
        return 10 + len(lines) * face.plain.line_height + 3 + under * (face.small.line_height + 1) + 10

    def draw(self, painter: QPainter, row: QuotationRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        self.draw_ground(painter, option)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        width = self._view.row_width() - 2 * _MARGIN
        text = QRectF(area.left() + _MARGIN, area.top() + 10, width, area.height())
        text.setTop(
            text.top() + draw_lines(painter, face.plain, text, face.plain.lines(row.words, width, _LINES), theme.text)
        )
        text.setTop(text.top() + 3)
        draw_line(painter, face.small, text, f"{row.articles} · {row.names}", theme.muted)
        if row.dispute:
            text.setTop(text.top() + face.small.line_height + 1)
            draw_line(painter, face.small, text, row.dispute, theme.warning)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

"""Rows of the statements of a cell, and how they are painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.ledger import Said
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state
from desktop_app.ui.shares.words import kind_words

_MARGIN, _LINES, _SHOWN = 14, 3, 600


def _tr(text: str) -> str:
    return QCoreApplication.translate("WhoSaidWhat", text)


@dataclass(frozen=True, slots=True)
class SaidRow:
    said: Said

    @property
    def key(self) -> str:
        return f"{self.said.article_id}:{self.said.target_id}"

    @property
    def words(self) -> str:
        """What was said, direct speech in marks."""
        flat = " ".join(self.said.words[: 2 * _SHOWN].split())[:_SHOWN]
        return f"“{flat}”" if self.said.kind is AttributionKind.DIRECT else flat

    @property
    def who(self) -> str:
        return self.said.name or _tr("Unattributed")

    @property
    def where(self) -> str:
        title = self.said.title or _tr("Untitled article")
        facts = (self.said.day, self.said.outlet, title, kind_words(self.said.kind), self.said.topic)
        return " · ".join(fact for fact in facts if fact)


def speak_said(row: SaidRow) -> Spoken:
    return Spoken(f"{row.who}: {row.words}, {row.where}", tooltip(row.who, row.words, row.where))


class SaidDelegate(RowDelegate[SaidRow]):
    """Who; the first lines of the words; day, outlet, title, kind and topic."""

    def height(self, row: SaidRow, width: float, face: Type) -> float:
        lines = face.plain.lines(row.words, width - 2 * _MARGIN, _LINES)
        return 9 + face.strong.line_height + len(lines) * face.plain.line_height + face.small.line_height + 14

    def draw(self, painter: QPainter, row: SaidRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        width = self._view.row_width() - 2 * _MARGIN
        self.draw_ground(painter, option)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        text = QRectF(area.left() + _MARGIN, area.top() + 9, width, area.height())
        draw_line(painter, face.strong, text, row.who, theme.text)
        text.setTop(text.top() + face.strong.line_height + 1)
        lines = face.plain.lines(row.words, width, _LINES)
        text.setTop(text.top() + draw_lines(painter, face.plain, text, lines, theme.text) + 2)
        draw_line(painter, face.small, text, row.where, theme.muted)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

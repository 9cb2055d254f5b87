"""Rows of statements of the whole library: a speaker's, or those of a cell of a matrix."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.findings import LIKELY_FROM, AttributionKind
from desktop_app.domain.ledger import Said
from desktop_app.ui.ledger_words import day_in_full, tr
from desktop_app.ui.notes.rows import in_marks
from desktop_app.ui.painting import Type, draw_card, draw_focus, draw_line, draw_lines, mixed, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state

_MARGIN = 16
_INSET = 12
_LINES = 6


@dataclass(frozen=True, slots=True)
class SaidRow:
    """names_speaker: where a list has statements of several."""

    said: Said
    names_speaker: bool = False

    @property
    def key(self) -> str:
        return self.said.address

    @property
    def statement(self) -> str:
        """In marks where all of it is quoted."""
        words = " ".join(self.said.words.split())
        return in_marks(words) if self.said.kind is AttributionKind.DIRECT else words

    @property
    def words(self) -> str:
        """As it is copied: the statement, where it stands, and the way there."""
        who = f"{self.who}, " if self.who else ""
        return f"{self.statement}\n{who}{self.where} {self.said.address}"

    @property
    def who(self) -> str:
        """“” where it goes without saying."""
        return (self.said.name or tr("Unattributed")) if self.names_speaker else ""

    @property
    def where(self) -> str:
        outlet, title = self.said.outlet or tr("Unknown outlet"), self.said.title or tr("Untitled article")
        return f"{outlet}, {day_in_full(self.said.day)}, {title}"

    @property
    def is_guess(self) -> bool:
        return self.said.confidence < LIKELY_FROM

    @property
    def how(self) -> str:
        """Kind, cue, topic, status and whether it is a guess, with points between them."""
        kind = {
            AttributionKind.DIRECT: tr("direct"),
            AttributionKind.MIXED: tr("partly quoted"),
            AttributionKind.INDIRECT: tr("reported"),
        }[self.said.kind]
        cue = f"“{' '.join(self.said.cue.split())}”" if self.said.cue else ""
        guess = tr("a guess") if self.is_guess else ""
        return " · ".join(part for part in (kind, cue, self.said.topic, self.said.status, guess) if part)


def speak_said(row: SaidRow) -> Spoken:
    parts = (row.who, row.where, row.statement, row.how)
    return Spoken(", ".join(part for part in parts if part), tooltip(row.who, row.where, row.statement))


class SaidDelegate(RowDelegate[SaidRow]):
    """Outlet, day and title; a card with the words, filled where they are quoted, underlined where they are reported; how."""

    def _lines(self, row: SaidRow, width: float, face: Type) -> tuple[str, ...]:
        return face.plain.lines(row.statement, width - 2 * _MARGIN - 2 * _INSET, _LINES)

    def height(self, row: SaidRow, width: float, face: Type) -> float:
        words = len(self._lines(row, width, face)) * face.plain.line_height
        who = (face.strong.line_height + 2) * bool(row.who)
        return 10 + who + face.small.line_height + 4 + words + 12 + 3 + face.small.line_height + 10

    def draw(self, painter: QPainter, row: SaidRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        self.draw_ground(painter, option)
        width = self._view.row_width()
        text = QRectF(area.left() + _MARGIN, area.top() + 10, width - 2 * _MARGIN, area.height())
        if row.who:
            draw_line(painter, face.strong, text, row.who, theme.text)
            text.setTop(text.top() + face.strong.line_height + 2)
        day = day_in_full(row.said.day)
        head = " · ".join(part for part in (row.said.outlet or tr("Unknown outlet"), row.said.title) if part)
        draw_line(painter, face.small, text.adjusted(0, 0, -face.small.width(day) - 14, 0), head, theme.muted)
        draw_line(painter, face.small, text, day, theme.muted, right=True)
        text.setTop(text.top() + face.small.line_height + 4)
        lines = self._lines(row, width, face)
        card = QRectF(text.left(), text.top(), text.width(), len(lines) * face.plain.line_height + 12)
        is_quoted = row.said.kind is not AttributionKind.INDIRECT
        fill = mixed(theme.accent, theme.panel, 0.14 if is_quoted else 0.0)
        draw_card(painter, card, fill, theme.accent if is_quoted else theme.muted, dashed=row.is_guess)
        draw_lines(painter, face.plain, card.adjusted(_INSET, 6, -_INSET, 0), lines, theme.text)
        text.setTop(card.bottom() + 3)
        draw_line(painter, face.small, text, row.how, theme.muted)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

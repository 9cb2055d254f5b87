"""Rows of the list of all speakers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.ledger import LedgerSpeaker
from desktop_app.ui.ledger_words import basis
from desktop_app.ui.numbers import number
from desktop_app.ui.painting import Type, draw_focus, draw_line, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state

_MARGIN = 14


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    speaker: LedgerSpeaker

    @property
    def key(self) -> str:
        return self.speaker.id

    @property
    def words(self) -> str:
        """Name and role, as they are copied."""
        return ", ".join(part for part in (self.speaker.name, self.speaker.role) if part)

    @property
    def beneath(self) -> str:
        """The role, or else other names."""
        return self.speaker.role or ", ".join(self.speaker.aliases)


def speak_speaker(row: SpeakerRow) -> Spoken:
    names = ", ".join(row.speaker.aliases)
    parts = [part for part in (row.words, names, basis(row.speaker)) if part]
    return Spoken(", ".join(parts), tooltip(*parts))


class SpeakerDelegate(RowDelegate[SpeakerRow]):
    """The name with the number of statements at its right, the role below."""

    def height(self, _row: SpeakerRow, _width: float, face: Type) -> float:
        return 7 + face.plain.line_height + 1 + face.small.line_height + 8

    def draw(self, painter: QPainter, row: SpeakerRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        self.draw_ground(painter, option)
        width = self._view.row_width() - 2 * _MARGIN
        count = number(row.speaker.statements)
        room = face.small.width(count) + 12
        text = QRectF(area.left() + _MARGIN, area.top() + 7, width, area.height())
        low = face.plain.metrics.ascent() - face.small.metrics.ascent()
        draw_line(painter, face.plain, text.adjusted(0, 0, -room, 0), row.speaker.name, theme.text)
        draw_line(painter, face.small, text.adjusted(0, low, 0, 0), count, theme.muted, right=True)
        text.setTop(text.top() + face.plain.line_height + 1)
        draw_line(painter, face.small, text, row.beneath, theme.muted)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

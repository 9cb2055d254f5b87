"""Every status that a claim was given, as the rows of a list: when, from which to which, and the note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.corrected import Judged
from desktop_app.domain.corrections import ClaimStatus
from desktop_app.ui.moments import moment_in_words
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state
from desktop_app.ui.statuses import SIGN, draw_status, status_name

_NOTE_LINES = 12


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry: when, from which status to which, and the note."""

    key: str
    when: str
    change: str
    status: ClaimStatus
    note: str

    @property
    def words(self) -> str:
        return "\n".join(part for part in (f"{self.when} · {self.change}", self.note) if part)


class HistoryDelegate(RowDelegate[HistoryRow]):
    """Sign, change and date on one line, the note below it."""

    def height(self, row: HistoryRow, width: float, face: Type) -> float:
        return 10 + face.strong.line_height + len(_note_lines(row, width, face)) * face.plain.line_height

    def draw(self, painter: QPainter, row: HistoryRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
        width = float(self._view.row_width())
        line = QRectF(area.left() + 8, area.top() + 4, width - 16, face.strong.line_height)
        square = QRectF(line.left(), line.top() + (line.height() - SIGN) / 2, SIGN, SIGN)
        draw_status(painter, square, row.status, theme.text, theme.panel)
        date_width = face.small.width(row.when)
        change = line.adjusted(SIGN + 8, 0, -date_width - 10, 0)
        draw_line(painter, face.strong, change, row.change, theme.text)
        drop = face.strong.metrics.ascent() - face.small.metrics.ascent()
        draw_line(painter, face.small, line.translated(0, drop), row.when, theme.muted, right=True)
        below = QRectF(line.left() + SIGN + 8, line.bottom(), width, area.height())
        draw_lines(painter, face.plain, below, _note_lines(row, width, face), theme.text)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)


def _note_lines(row: HistoryRow, width: float, face: Type) -> tuple[str, ...]:
    room = width - 16 - SIGN - 8
    lines = [
        line for part in row.note.split("\n") if part.strip() for line in face.plain.lines(part, room, _NOTE_LINES)
    ]
    return tuple(lines[:_NOTE_LINES])


def history_rows(history: Sequence[Judged]) -> list[HistoryRow]:
    """Newest first; given oldest first."""
    rows = []
    was = ClaimStatus.TO_CHECK
    for number, judged in enumerate(history):
        change = f"{status_name(was)} → {status_name(judged.status)}"
        if judged.status is was:
            change = _tr("{0}, with another note").format(status_name(was))
        rows.append(HistoryRow(str(number), moment_in_words(judged.made_at), change, judged.status, judged.note))
        was = judged.status
    return rows[::-1]


def speak_history(row: HistoryRow) -> Spoken:
    return Spoken(f"{row.when}: {row.change}. {row.note}".strip(), tooltip(row.note))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClaimHistory", text)

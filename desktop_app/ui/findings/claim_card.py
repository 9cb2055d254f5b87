"""How a claim is painted in its list: a card with speaker and cue, the words, status, how sure it is, the reader's word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.findings import WORTH_CHECKING_FROM
from desktop_app.ui.findings.delegates import form_name, speaker_name, times_said, word_on
from desktop_app.ui.findings.rows import ClaimRow
from desktop_app.ui.findings.signs import SIGN, draw_pencil, draw_tick
from desktop_app.ui.grounds_in_words import certainty
from desktop_app.ui.numbers import percent
from desktop_app.ui.painting import (
    Type,
    Typeface,
    draw_card,
    draw_focus,
    draw_line,
    draw_lines,
    draw_pill,
    mixed,
    pill_width,
    type_for,
)
from desktop_app.ui.row_list import RowDelegate, has_state
from desktop_app.ui.statuses import draw_status, status_name

_MARGIN = 12
_LINES_OF_WORDS = 6
_WORTH_WIDTH = 13
_STEPS_OF_WORTH = (0.35, WORTH_CHECKING_FROM, 0.75)
"""A worth from which the mark of a claim has one, two, three filled bars."""
_HUES = {
    ClaimStatus.SUPPORTED: "green",
    ClaimStatus.DISPUTED: "yellow",
    ClaimStatus.REFUTED: "red",
    ClaimStatus.UNVERIFIABLE: "violet",
}
_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_FOCUSED = QStyle.StateFlag.State_HasFocus


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


class Part(Enum):
    """What of a card answers a click of its own."""

    STATUS = auto()
    WHY = auto()


@dataclass(frozen=True, slots=True)
class _Foot:
    """The last line of a card. bars: how many of the mark of worth are filled; chip: empty where there is no status; sure: the
    words before “why?”; why: empty where that is cut."""

    area: QRectF
    bars: int
    chip: QRectF
    words: QRectF
    sure: str
    why: QRectF


class ClaimDelegate(RowDelegate[ClaimRow]):
    """The card's edge has the speaker's colour; a guess has a dashed outline until the reader confirms it."""

    def height(self, row: ClaimRow, width: float, face: Type) -> float:
        lines = face.plain.lines(row.words, self._text_width(width), _LINES_OF_WORDS)
        return (
            8 + 8 + face.strong.line_height + 3 + len(lines) * face.plain.line_height + 5 + face.small.line_height + 9
        )

    @staticmethod
    def _text_width(width: float) -> float:
        return width - 2 * _MARGIN - 13 - 10

    def draw(self, painter: QPainter, row: ClaimRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        card = self._card(area)
        fill = theme.raised
        if has_state(option, _SELECTED):
            fill = theme.chosen
        elif has_state(option, _HOVERED):
            fill = mixed(theme.chosen, theme.raised, 0.45)
        draw_card(painter, card, fill, theme.speaker(row.place), dashed=row.is_unnamed or row.place < 0)
        if row.is_unsure:
            _draw_doubt(painter, card.adjusted(5, 0.5, -0.5, -0.5), theme.muted)
        text = self._text_area(area)
        pill = form_name(row.form)
        draw_pill(painter, face.small, QPointF(text.right() + 2, text.top()), pill, theme.muted)
        self._draw_head(painter, row, face, text.adjusted(0, 0, -pill_width(face.small, pill) - 6, 0))
        text.setTop(text.top() + face.strong.line_height + 3)
        draw_lines(painter, face.plain, text, self._lines(row, text, face), theme.text)
        self._draw_foot(painter, row, face, self._foot(row, area, face))
        if has_state(option, _FOCUSED):
            draw_focus(painter, card.adjusted(3, 0, 0, 0), theme.accent)  # the speaker's colour stays in sight

    def _card(self, area: QRectF) -> QRectF:
        width = self._view.row_width() - 2 * _MARGIN
        return QRectF(area.left() + _MARGIN, area.top() + 4, width, area.height() - 8)

    def _text_area(self, area: QRectF) -> QRectF:
        card = self._card(area)
        return QRectF(card.left() + 13, card.top() + 8, self._text_width(self._view.row_width()), card.height())

    @staticmethod
    def _lines(row: ClaimRow, text: QRectF, face: Type) -> tuple[str, ...]:
        return face.plain.lines(row.words, text.width(), _LINES_OF_WORDS)

    def _foot(self, row: ClaimRow, area: QRectF, face: Type) -> _Foot:
        """Where the parts of the last line are, in the coordinates of the row's area."""
        text = self._text_area(area)
        words_height = len(self._lines(row, text, face)) * face.plain.line_height
        foot = text.adjusted(0, face.strong.line_height + 3 + words_height + 5, 0, 0)
        bars = sum(row.worth >= step for step in _STEPS_OF_WORTH)
        words = foot.adjusted(0, 0, -_WORTH_WIDTH - 8 if bars else 0, 0)
        chip = QRectF()
        if row.kind == "claim":
            chip = _chip(status_name(row.status), face.small, foot.topLeft())
            words.setLeft(chip.right() + 7)
        is_ticked, is_pencilled = row.is_confirmed and not row.is_readers, row.is_corrected or row.is_readers
        words.setLeft(words.left() + (SIGN + 4) * (is_ticked + is_pencilled))
        said = word_on(row)
        sure = " · ".join((said,) if said else (percent(row.confidence), certainty(row.confidence))) + " · "
        left = words.left() + face.small.width(sure)
        width = face.small.width(_tr("why?"))
        has_room = left + width <= words.right()  # else it is cut, and keys and menu are left
        why = QRectF(left, words.top(), width, face.small.line_height) if has_room else QRectF()
        return _Foot(foot, bars, chip, words, sure, why)

    def part_at(self, row: ClaimRow, area: QRect, place: QPointF) -> Part | None:
        """What of a card can be clicked at a place: its status, its “why?”. area: the row's, in the same coordinates."""
        foot = self._foot(row, QRectF(area), type_for(self._view.font()))
        parts = ((Part.STATUS, foot.chip), (Part.WHY, foot.why))
        return next(
            (part for part, rect in parts if not rect.isEmpty() and rect.adjusted(-3, -5, 3, 5).contains(place)), None
        )

    def place_of(self, row: ClaimRow, area: QRect, part: Part) -> QRect:
        """Where that part is; empty where the card has none."""
        foot = self._foot(row, QRectF(area), type_for(self._view.font()))
        return (foot.chip if part is Part.STATUS else foot.why).toAlignedRect()

    def _draw_head(self, painter: QPainter, row: ClaimRow, face: Type, head: QRectF) -> None:
        name = speaker_name(row.speaker_name)
        rest = " · ".join(part for part in (row.cue, _tr("unnamed") if row.is_unnamed else "") if part)
        room = min(face.strong.width(name), max(head.width() * 0.55, head.width() - face.italic.width(rest) - 5))
        draw_line(painter, face.strong, QRectF(head.left(), head.top(), room + 1, head.height()), name, self.theme.text)
        rest_area = QRectF(head.left() + room + 5, head.top(), head.width() - room - 5, head.height())
        if rest_area.width() > 12:
            draw_line(painter, face.italic, rest_area, rest, self.theme.muted)

    def _draw_foot(self, painter: QPainter, row: ClaimRow, face: Type, foot: _Foot) -> None:
        theme = self.theme
        if foot.bars:
            lower = foot.area.top() + face.small.metrics.ascent()
            _draw_worth(painter, QPointF(foot.area.right(), lower), foot.bars, theme.muted)
        if not foot.chip.isEmpty():
            self._draw_status(painter, row.status, face.small, foot.chip)
        left, middle = foot.words.left(), foot.words.top() + face.small.line_height / 2
        if row.is_corrected or row.is_readers:
            left -= SIGN + 4
            draw_pencil(painter, QPointF(left, middle), theme.text)
        if row.is_confirmed and not row.is_readers:
            draw_tick(painter, QPointF(left - SIGN - 4, middle), theme.text)
        rest = times_said(row)
        words = foot.sure + _tr("why?") + (f" · {rest}" if rest else "")
        draw_line(painter, face.small, foot.words, words, theme.muted)
        if foot.why.isEmpty():
            return
        painter.setPen(QPen(theme.muted, 1, Qt.PenStyle.DotLine))
        line = foot.why.top() + face.small.metrics.ascent() + 2.5
        painter.drawLine(QPointF(foot.why.left(), line), QPointF(foot.why.right(), line))

    def _draw_status(self, painter: QPainter, status: ClaimStatus, face: Typeface, rect: QRectF) -> None:
        """Sign and name in a capsule as high as its line, quiet while nobody has looked into the claim."""
        theme = self.theme
        is_open = status is ClaimStatus.TO_CHECK
        edge = theme.line if is_open else theme.highlighter(_HUES[status]).edge
        ink = theme.muted if is_open else theme.text
        sign, height = _sign_size(face), rect.height()
        fill = QColor(edge)
        fill.setAlphaF(0.16)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(rect, height / 2, height / 2)
        square = QRectF(rect.left() + 5, rect.center().y() - sign / 2, sign, sign)
        draw_status(painter, square, status, ink, theme.raised)
        painter.setFont(face.font)
        painter.setPen(ink)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(sign + 9, 0, 0, 0), left, status_name(status))


def _sign_size(face: Typeface) -> int:
    return round(face.line_height * 0.68)


def _chip(words: str, face: Typeface, top_left: QPointF) -> QRectF:
    return QRectF(top_left.x(), top_left.y() - 0.5, face.width(words) + _sign_size(face) + 18, face.line_height + 1)


def _draw_doubt(painter: QPainter, card: QRectF, colour: QColor) -> None:
    pen = QPen(colour, 1)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(card, 5, 5)


def _draw_worth(painter: QPainter, lower_right: QPointF, filled: int, colour: QColor) -> None:
    """Three rising bars, like those for reception: the more of them are filled, the more a claim is worth checking."""
    painter.setPen(colour)
    for bar in range(len(_STEPS_OF_WORTH)):
        height = 3.0 + 3 * bar
        left = lower_right.x() - _WORTH_WIDTH + 5 * bar
        painter.setBrush(colour if bar < filled else Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left + 0.5, lower_right.y() - height - 0.5, 2, height))

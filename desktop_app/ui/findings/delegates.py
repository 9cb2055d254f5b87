"""How speakers and topics are painted in their lists, and the words that stand for findings everywhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.findings import AttributionKind, CheckReason, SpeakerKind
from desktop_app.ui.findings.rows import ClaimRow, SpeakerRow, TopicRow
from desktop_app.ui.findings.signs import SIGN, draw_pencil
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.painting import (
    Type,
    draw_bar,
    draw_disc,
    draw_focus,
    draw_line,
    draw_lines,
    mixed,
)
from desktop_app.ui.row_list import RowDelegate, has_state

_MARGIN = 12
_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_FOCUSED = QStyle.StateFlag.State_HasFocus


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


def speaker_name(name: str) -> str:
    return name or _tr("Unattributed")


def form_name(form: AttributionKind | None) -> str:
    match form:
        case AttributionKind.DIRECT:
            return _tr("direct")
        case AttributionKind.MIXED:
            return _tr("mixed")
        case AttributionKind.INDIRECT:
            return _tr("indirect")
    return _tr("no source")


def kind_name(kind: SpeakerKind | None) -> str:
    """What kind of speaker it is, in a word; nothing for people, who are the ordinary case."""
    match kind:
        case SpeakerKind.ORGANISATION:
            return _tr("organisation")
        case SpeakerKind.GROUP:
            return _tr("group")
        case SpeakerKind.UNNAMED:
            return _tr("unnamed source")
        case None:
            return _tr("no speaker was found")
    return ""


def count_of_quotes(count: int) -> str:
    return _tr("quote") if count == 1 else _tr("quotes")


def count_of_claims(count: int) -> str:
    return _tr("claim") if count == 1 else _tr("claims")


def reason_in_words(reason: CheckReason) -> str:
    """As it stands in “worth checking: a number, a comparison”."""
    match reason:
        case CheckReason.NUMBER:
            return _tr("a number")
        case CheckReason.MONEY:
            return _tr("money")
        case CheckReason.COMPARISON:
            return _tr("a comparison")
        case CheckReason.RECORD:
            return _tr("a first or a record")
        case CheckReason.CAUSE:
            return _tr("a cause")
        case CheckReason.EVENT:
            return _tr("an event with place and date")
        case CheckReason.LAW:
            return _tr("law or a vote")
        case CheckReason.PREDICTION:
            return _tr("a prediction: cannot be checked yet")
    return _tr("an opinion: can hardly be checked")


def word_on(row: ClaimRow) -> str:
    """The reader's word on a row: “confirmed”, “corrected”, “yours”; “” where there is none."""
    if row.is_readers:
        return _tr("yours")
    confirmed = _tr("confirmed") if row.is_confirmed else ""
    return ", ".join(part for part in (confirmed, _tr("corrected") if row.is_corrected else "") if part)


def times_said(row: ClaimRow) -> str:
    """“said 3 times”, “said before”; nothing for a claim that the article has once."""
    if row.is_repetition:
        return _tr("said before")
    return _tr("said %1 times").replace("%1", number(len(row.sayings))) if row.sayings else ""


def described(row: SpeakerRow) -> str:
    """The second line of a speaker: role, and the kind where it is no person."""
    return " · ".join(part for part in (row.role, kind_name(row.kind)) if part)


class SpeakerDelegate(RowDelegate[SpeakerRow]):
    """Disc with initial, name, role, bar of share, counts. The chosen speaker (the filter) has a bar at its left."""

    chosen: str | None = None

    def height(self, row: SpeakerRow, width: float, face: Type) -> float:  # noqa: ARG002  one height for all
        return 10 + face.strong.line_height + face.small.line_height + 16

    def draw(self, painter: QPainter, row: SpeakerRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        is_chosen = self.chosen == row.key
        if is_chosen:
            painter.fillRect(area, theme.chosen)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.accent)
        elif has_state(option, _HOVERED):
            painter.fillRect(area, mixed(theme.chosen, theme.panel, 0.45))
        area.setWidth(self._view.row_width())
        colour = theme.speaker(row.place)
        disc = QRectF(area.left() + _MARGIN + 2, area.top() + (area.height() - 28) / 2, 28, 28)
        is_hollow = row.kind in {SpeakerKind.UNNAMED, None}
        initial = next((letter for letter in row.name if letter.isalnum()), "?").upper()
        draw_disc(painter, disc, initial, colour, theme.raised, face.strong, hollow=is_hollow)
        numbers = [(number(row.quotes), count_of_quotes(row.quotes)), (number(row.claims), count_of_claims(row.claims))]
        right = area.right() - _MARGIN
        words = max(face.small.width(word) for word in (count_of_quotes(2), count_of_claims(2))) + 5
        counts = words + max(face.plain.width("00"), *(face.plain.width(digits) for digits, _ in numbers))
        body = QRectF(disc.right() + 10, area.top() + 7, right - counts - 12 - disc.right() - 10, area.height())
        name, room = speaker_name(row.name), body.width() - (SIGN + 5 if row.is_corrected else 0)
        draw_line(painter, face.strong, QRectF(body.left(), body.top(), room, body.height()), name, theme.text)
        if row.is_corrected:
            place = QPointF(
                body.left() + min(face.strong.width(name), room) + 5, body.top() + face.strong.line_height / 2
            )
            draw_pencil(painter, place, theme.muted)
        second = body.translated(0, face.strong.line_height)
        draw_line(
            painter,
            face.small,
            second,
            described(row) or " · ".join(f"“{alias}”" for alias in row.aliases),
            theme.muted,
        )
        bar = QRectF(body.left(), second.top() + face.small.line_height + 5, body.width(), 3)
        draw_bar(painter, bar, row.share, colour, theme.line)
        top = area.top() + (area.height() - 2 * face.plain.line_height) / 2
        for digits, word in numbers:
            draw_line(
                painter, face.plain, QRectF(right - counts, top, counts - words, 40), digits, theme.text, right=True
            )
            offset = face.plain.metrics.ascent() - face.small.metrics.ascent()
            draw_line(painter, face.small, QRectF(right - words + 5, top + offset, words, 40), word, theme.muted)
            top += face.plain.line_height
        if has_state(option, _FOCUSED):
            draw_focus(painter, area, theme.accent)


class TopicDelegate(RowDelegate[TopicRow]):
    """Bar in the topic's colour, label, key phrases, number of passages."""

    chosen: str | None = None

    def height(self, row: TopicRow, width: float, face: Type) -> float:
        room = width - 2 * _MARGIN - 14
        labels = face.strong.lines(row.label, room, 2)
        phrases = face.plain.lines("\u00a0· ".join(row.key_phrases), room, 3)
        return (
            20
            + len(labels) * face.strong.line_height
            + (len(phrases) * face.plain.line_height + 2 if phrases else 0)
            + face.small.line_height
            + 4
        )

    def draw(self, painter: QPainter, row: TopicRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        width = self._view.row_width()
        if has_state(option, _SELECTED) or self.chosen == row.key:
            painter.fillRect(area, theme.chosen)
        elif has_state(option, _HOVERED):
            painter.fillRect(area, mixed(theme.chosen, theme.panel, 0.45))
        if self.chosen == row.key:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.accent)
        bar = QRectF(area.left() + _MARGIN, area.top() + 9, 4, area.height() - 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.topic(row.place, row.hue))
        painter.drawRoundedRect(bar, 2, 2)
        text = QRectF(bar.right() + 10, area.top() + 8, width - 2 * _MARGIN - 14, area.height())
        labels = face.strong.lines(row.label, text.width(), 2)
        text.setTop(text.top() + draw_lines(painter, face.strong, text, labels, theme.text))
        phrases = face.plain.lines("\u00a0· ".join(row.key_phrases), text.width(), 3)
        if phrases:
            text.setTop(text.top() + 2 + draw_lines(painter, face.plain, text, phrases, theme.muted))
        text.setTop(text.top() + 2)
        if row.is_corrected:
            draw_pencil(painter, QPointF(text.left(), text.top() + face.small.line_height / 2), theme.muted)
            text.setLeft(text.left() + SIGN + 5)
        draw_line(painter, face.small, text, facts_of(row), theme.muted)
        if has_state(option, _FOCUSED):
            draw_focus(painter, area, theme.accent)


def facts_of(row: TopicRow) -> str:
    """Last line of a topic: how many passages, and how many claims stand in them."""
    claims = f"{number(row.claims)} {count_of_claims(row.claims)}" if row.claims else ""
    return " · ".join(part for part in (passages(len(row.spans)), claims) if part)


def passages(count: int) -> str:
    return counted(count, _tr("1 passage"), _tr("%1 passages"))

"""How highlights and notes are painted in their list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.annotations import NoteTarget
from desktop_app.ui.notes.rows import NoteRow, first_words, in_marks
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state
from desktop_app.ui.theme import Theme

_MARGIN = 12
_SWATCH = 15
_INDENT = _SWATCH + 10
_LINES = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("Notes", text)


def target_of(row: NoteRow) -> str:
    """What the row hangs on, in a few words: the colour's name, “on Ilse Varga”, “on the article”."""
    if row.highlight is not None:
        return row.colour_name or _tr("highlight")
    if row.note is None or row.note.target is NoteTarget.ARTICLE:
        return _tr("on the article")
    if row.about:
        return _tr("on %1").replace("%1", row.about)
    if row.passage:
        return new_target(row.note.target)
    match row.note.target:
        case NoteTarget.SPEAKER:
            return _tr("on a speaker who is not found any more")
        case NoteTarget.ATTRIBUTION:
            return _tr("on a quotation that is not found any more")
        case NoteTarget.CLAIM:
            return _tr("on a claim that is not found any more")
        case NoteTarget.TOPIC:
            return _tr("on a topic that is not found any more")
    return _tr("on a highlight that is not here any more")


def new_target(target: NoteTarget) -> str:
    """What a note hangs on, where no more than its kind is known."""
    return {
        NoteTarget.ARTICLE: _tr("on the article"),
        NoteTarget.HIGHLIGHT: _tr("on a highlight"),
        NoteTarget.ATTRIBUTION: _tr("on a quotation"),
        NoteTarget.SPEAKER: _tr("on a speaker"),
        NoteTarget.CLAIM: _tr("on a claim"),
        NoteTarget.TOPIC: _tr("on a topic"),
    }[target]


def tag_words(tags: Sequence[str]) -> str:
    return "  ".join(f"#{tag}" for tag in tags)


def first_lines(row: NoteRow) -> str:
    if row.note is None:
        return ""
    return first_words(row.note) or " ".join(row.note.text[:600].split()) or _tr("(empty note)")


def speak_row(row: NoteRow) -> Spoken:
    passage = in_marks(row.passage)
    note = first_lines(row)
    tags = _tr("tags: %1").replace("%1", ", ".join(row.tags)) if row.tags else ""
    parts = [target_of(row), passage, _tr("note: %1").replace("%1", note) if note else "", tags]
    return Spoken(
        ", ".join(part for part in parts if part), tooltip(target_of(row), passage, note, tag_words(row.tags))
    )


def draw_head(painter: QPainter, face: Type, rect: QRectF, target: str, tags: Sequence[str], theme: Theme) -> None:
    """The first line of a row: what it is, then its tags as small words at the right."""
    words = tag_words(tags)
    room = min(face.small.width(words) + 1, rect.width() * 0.6) if words else 0.0
    left = QRectF(rect)
    left.setWidth(max(0.0, rect.width() - room - (10 if words else 0)))
    draw_line(painter, face.small, left, target, theme.muted)
    if words:
        right = QRectF(rect.right() - room, rect.top(), room, rect.height())
        draw_line(painter, face.small, right, words, theme.muted, right=True)


def draw_swatch(painter: QPainter, face: Type, rect: QRectF, hue: str, number: int, theme: Theme) -> None:
    """A square with an edge, as on the page, and the number of the colour's key: never hue alone."""
    pair = theme.highlighter(hue)
    painter.fillRect(rect, pair.fill)
    painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), pair.edge)
    if number:
        font = QFont(face.small.font)
        font.setPixelSize(round(rect.height() * 0.72))
        painter.setFont(font)
        painter.setPen(theme.text)
        painter.drawText(rect.adjusted(3, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, str(number))


def draw_sheet(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """A small sheet: a note that hangs on no highlight."""
    sheet = rect.adjusted(1.5, 0.5, -1.5, -0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.muted, 1.2))
    painter.drawRoundedRect(sheet, 2, 2)
    for share in (0.3, 0.5, 0.7):
        y = sheet.top() + sheet.height() * share
        painter.drawLine(QLineF(sheet.left() + 3, y, sheet.right() - 3, y))


class NoteDelegate(RowDelegate[NoteRow]):
    """Swatch with the colour's name, the passage in quotation marks, the first lines of the note."""

    def height(self, row: NoteRow, width: float, face: Type) -> float:
        passage, note = self._lines(row, width, face)
        return 8 + face.small.line_height + (len(passage) + len(note)) * face.plain.line_height + 4 * bool(note) + 12

    def _lines(self, row: NoteRow, width: float, face: Type) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - 2 * _MARGIN - _INDENT
        passage = face.plain.lines(in_marks(row.passage), room, _LINES)
        return passage, face.italic.lines(first_lines(row), room, _LINES)

    def draw(self, painter: QPainter, row: NoteRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        width = self._view.row_width()
        self.draw_ground(painter, option)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        text = QRectF(area.left() + _MARGIN + _INDENT, area.top() + 8, width - 2 * _MARGIN - _INDENT, area.height())
        swatch = QRectF(area.left() + _MARGIN, text.top() + (face.small.line_height - _SWATCH) / 2, _SWATCH, _SWATCH)
        if row.highlight is not None:
            draw_swatch(painter, face, swatch, row.hue, row.colour_number, theme)
        else:
            draw_sheet(painter, swatch, theme)
        draw_head(painter, face, text, target_of(row), row.tags, theme)
        text.setTop(text.top() + face.small.line_height + 2)
        passage, note = self._lines(row, width, face)
        text.setTop(text.top() + draw_lines(painter, face.plain, text, passage, theme.text))
        if note:
            text.setTop(text.top() + 3)
            colour = theme.muted if row.note is not None and not row.note.text.strip() else theme.text
            height = draw_lines(painter, face.italic, text, note, colour)
            painter.setPen(QPen(theme.line, 2))
            painter.drawLine(QLineF(text.left() - 8, text.top() + 2, text.left() - 8, text.top() + height - 2))
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

"""How highlights and notes are painted in their list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.annotations import NoteTarget
from desktop_app.ui.notes.rows import NoteRow, first_words, in_marks
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, mixed, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state

_MARGIN = 12
_SWATCH = 12
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
    match row.note.target:
        case NoteTarget.SPEAKER:
            return _tr("on a speaker who is not found any more")
        case NoteTarget.ATTRIBUTION:
            return _tr("on a quotation") if row.passage else _tr("on a quotation that is not found any more")
    return _tr("on a highlight that is not here any more")


def first_lines(row: NoteRow) -> str:
    if row.note is None:
        return ""
    return first_words(row.note) or " ".join(row.note.text[:600].split()) or _tr("(empty note)")


def speak_row(row: NoteRow) -> Spoken:
    passage = in_marks(row.passage)
    note = first_lines(row)
    parts = [target_of(row), passage, _tr("note: %1").replace("%1", note) if note else ""]
    return Spoken(", ".join(part for part in parts if part), tooltip(target_of(row), passage, note))


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
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
        elif has_state(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(area, mixed(theme.chosen, theme.panel, 0.45))
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        text = QRectF(area.left() + _MARGIN + _INDENT, area.top() + 8, width - 2 * _MARGIN - _INDENT, area.height())
        swatch = QRectF(area.left() + _MARGIN, text.top() + (face.small.line_height - _SWATCH) / 2, _SWATCH, _SWATCH)
        self._draw_swatch(painter, row, swatch)
        draw_line(painter, face.small, text, target_of(row), theme.muted)
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

    def _draw_swatch(self, painter: QPainter, row: NoteRow, swatch: QRectF) -> None:
        """A filled square with an edge for a highlight, as on the page; a small sheet for any other note."""
        if row.highlight is not None:
            pair = self.theme.highlighter(row.hue)
            painter.fillRect(swatch, pair.fill)
            painter.fillRect(QRectF(swatch.left(), swatch.top(), 3, swatch.height()), pair.edge)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.muted, 1.2))
        painter.drawRoundedRect(swatch.adjusted(1, 0.5, -1, -0.5), 2, 2)
        for place in (3.5, 6, 8.5):
            y = swatch.top() + place
            painter.drawLine(QLineF(swatch.left() + 3.5, y, swatch.right() - 3.5, y))

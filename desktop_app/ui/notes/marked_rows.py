"""Rows of the view of all notes and highlights, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLineF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.marked import Marked
from desktop_app.exporting.escaping import inline
from desktop_app.ui.moments import day_in_words
from desktop_app.ui.notes.copying import passage_markdown
from desktop_app.ui.notes.delegate import draw_head, draw_sheet, draw_swatch, new_target, tag_words
from desktop_app.ui.notes.rows import in_marks, plain_words
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state

_MARGIN = 14
_SWATCH = 15
_INDENT = _SWATCH + 10
_LINES = 3
_SHOWN = 600  # characters of a passage that a row needs


def _tr(text: str) -> str:
    return QCoreApplication.translate("AllNotes", text)


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """What is shown of one highlight or note."""

    marked: Marked

    @property
    def key(self) -> str:
        return f"{self.marked.highlight_id}:{self.marked.note_id}"

    @property
    def words(self) -> str:
        """What is copied of one row: the passage in quotation marks, then the note."""
        parts = (in_marks(self.passage), self.marked.note)
        return "\n\n".join(part for part in parts if part)

    @property
    def title(self) -> str:
        return self.marked.article_title or _tr("Untitled article")

    @property
    def passage(self) -> str:
        return " ".join(self.marked.passage[: 2 * _SHOWN].split())[:_SHOWN]

    @property
    def note(self) -> str:
        """Its first words on one line."""
        return plain_words(self.marked.note) or " ".join(self.marked.note[:_SHOWN].split())

    @property
    def about(self) -> str:
        """The colour's name, or what the note is on."""
        if self.marked.highlight_id:
            return self.marked.colour_name or _tr("highlight")
        return new_target(self.marked.target)

    @property
    def day(self) -> str:
        """When it was changed last."""
        return day_in_words(self.marked.changed_at)


def speak_marked(row: MarkedRow) -> Spoken:
    tags = _tr("tags: %1").replace("%1", ", ".join(row.marked.tags)) if row.marked.tags else ""
    note = _tr("note: %1").replace("%1", row.note) if row.note else ""
    parts = (row.title, row.about, in_marks(row.passage), note, tags, row.day)
    words = tooltip(row.title, in_marks(row.passage), row.marked.note, tag_words(row.marked.tags))
    return Spoken(", ".join(part for part in parts if part), words)


def marked_markdown(found: Sequence[Marked]) -> str:
    """All of them as one Markdown text, under the titles of their articles, each with a link back to its place."""
    lines: list[str] = []
    by_article: dict[str, list[Marked]] = {}
    for one in found:
        by_article.setdefault(one.article_id, []).append(one)
    for group in by_article.values():
        lines.append(f"## {inline(group[0].article_title) or _tr('Untitled article')}")
        for one in group:
            about = [one.colour_name or new_target(one.target), *(f"#{tag}" for tag in one.tags)]
            lines.append(passage_markdown(one.passage, about, one.address, one.note))
    return "\n\n".join(lines) + "\n" if lines else ""


class MarkedDelegate(RowDelegate[MarkedRow]):
    """Title of the article and date; colour or target with tags; the passage; the first lines of the note."""

    def height(self, row: MarkedRow, width: float, face: Type) -> float:
        passage, note = self._lines(row, width, face)
        heads = face.strong.line_height + face.small.line_height + 4
        return 9 + heads + (len(passage) + len(note)) * face.plain.line_height + 4 * bool(note) + 12

    def _lines(self, row: MarkedRow, width: float, face: Type) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - 2 * _MARGIN - _INDENT
        passage = face.plain.lines(in_marks(row.passage), room, _LINES)
        return passage, face.italic.lines(row.note, room, _LINES)

    def draw(self, painter: QPainter, row: MarkedRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        width = self._view.row_width()
        self.draw_ground(painter, option)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        text = QRectF(area.left() + _MARGIN + _INDENT, area.top() + 9, width - 2 * _MARGIN - _INDENT, area.height())
        self._draw_title(painter, row, text, face)
        text.setTop(text.top() + face.strong.line_height + 2)
        self._draw_mark(painter, row, QRectF(text), face)
        text.setTop(text.top() + face.small.line_height + 2)
        passage, note = self._lines(row, width, face)
        text.setTop(text.top() + draw_lines(painter, face.plain, text, passage, theme.text))
        if note:
            text.setTop(text.top() + 3)
            height = draw_lines(painter, face.italic, text, note, theme.text)
            painter.setPen(QPen(theme.line, 2))
            painter.drawLine(QLineF(text.left() - 8, text.top() + 2, text.left() - 8, text.top() + height - 2))
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

    def _draw_title(self, painter: QPainter, row: MarkedRow, text: QRectF, face: Type) -> None:
        day = row.day
        room = face.small.width(day) + 1
        left = QRectF(text)
        left.setWidth(max(0.0, text.width() - room - 12))
        draw_line(painter, face.strong, left, row.title, self.theme.text)
        low = face.strong.metrics.ascent() - face.small.metrics.ascent()
        draw_line(
            painter,
            face.small,
            QRectF(text.right() - room, text.top() + low, room, text.height()),
            day,
            self.theme.muted,
            right=True,
        )

    def _draw_mark(self, painter: QPainter, row: MarkedRow, text: QRectF, face: Type) -> None:
        top = text.top() + (face.small.line_height - _SWATCH) / 2
        swatch = QRectF(text.left() - _INDENT, top, _SWATCH, _SWATCH)
        if row.marked.highlight_id:
            draw_swatch(painter, face, swatch, row.marked.hue, row.marked.colour_number, self.theme)
        else:
            draw_sheet(painter, swatch, self.theme)
        draw_head(painter, face, text, row.about, row.marked.tags, self.theme)

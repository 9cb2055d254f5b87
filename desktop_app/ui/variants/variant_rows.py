"""Rows of the variants of one quotation, below one another in common columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QDate, QLineF, QLocale, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.same_quotation import Piece, PieceKind
from desktop_app.domain.variants import Variant
from desktop_app.ui.notes.rows import in_marks
from desktop_app.ui.painting import Type, draw_focus, draw_line, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state
from desktop_app.ui.variants.columns import FRAME, Cell, Lines, Place, cells, face_of, laid_out, width_of

_MARGIN = 16
_LEADING = 5  # pixels between lines of words, where lines under them have room


def _tr(text: str) -> str:
    return QCoreApplication.translate("SameQuotations", text)


@dataclass(frozen=True, slots=True)
class VariantRow:
    """One variant; `group`: the words of all variants by column, its own at `place`. full: what the fullest quotes."""

    variant: Variant
    full: str
    place: int
    group: tuple[dict[Place, Cell], ...] = field(compare=False)

    @property
    def key(self) -> str:
        return self.variant.said.address

    @property
    def words(self) -> str:
        """In quotation marks, and where it stands."""
        return f"{in_marks(' '.join(self.variant.said.said.split()))}\n{self.said_by} ({self.where})"

    @property
    def day(self) -> str:
        return QLocale().toString(QDate.fromString(self.variant.said.day, "yyyy-MM-dd"), "d MMMM yyyy")

    @property
    def outlet(self) -> str:
        return self.variant.said.outlet or _tr("Unknown outlet")

    @property
    def title(self) -> str:
        return self.variant.said.title or _tr("Untitled article")

    @property
    def where(self) -> str:
        return f"{self.outlet}, {self.day}, {self.title}"

    @property
    def said_by(self) -> str:
        name, cue = self.variant.said.name or self.variant.speaker, " ".join(self.variant.said.cue.split())
        who = name or _tr("Attributed to nobody")
        return f"{who} · {cue}" if cue else who

    @property
    def dispute(self) -> str:
        """Where it is attributed to another person than elsewhere."""
        return (
            _tr("⚠ Attributed to another person here: %1").replace("%1", self.variant.speaker) if self.is_other else ""
        )

    @property
    def is_other(self) -> bool:
        return self.variant.is_other

    @property
    def changes(self) -> tuple[str, ...]:
        """How it differs from the fullest, in words."""
        found = [self._in_words(piece) for piece in self.variant.pieces]
        return tuple(words for words in found if words)

    def _in_words(self, piece: Piece) -> str:
        old = piece.full.of(self.full) if piece.full is not None else ""
        new = piece.own.of(self.variant.said.said) if piece.own is not None else ""
        pattern = {
            PieceKind.KEPT: "",
            PieceKind.CUT: _tr("left out, marked by an ellipsis: “%1”") if piece.is_marked else _tr("left out: “%1”"),
            PieceKind.INSERTED: _tr("inserted: “%2”"),
            PieceKind.CHANGED: _tr("“%2” in the place of “%1”"),
        }[piece.kind]
        return pattern.replace("%1", " ".join(old.split())).replace("%2", " ".join(new.split()))


def variant_rows(found: Sequence[Variant]) -> list[VariantRow]:
    """In the order given; the fullest is the first."""
    if not found:
        return []
    full = found[0].said.said
    group = tuple(cells(full, one) for one in found)
    return [VariantRow(one, full, place, group) for place, one in enumerate(found)]


def speak_variant(row: VariantRow) -> Spoken:
    fullest = _tr("the fullest") if row.variant.is_fullest else ""
    words = in_marks(" ".join(row.variant.said.said.split()))
    parts = (row.where, row.said_by, row.dispute.removeprefix("⚠ "), fullest, words, *row.changes)
    return Spoken(", ".join(part for part in parts if part), tooltip(row.title, *row.changes))


class VariantDelegate(RowDelegate[VariantRow]):
    """Outlet and day; speaker, cue and title; the note on who it is attributed to; the words in their columns."""

    _laid: tuple[object, float, int] | None = None
    _lines = Lines({}, 0)

    def _line_height(self, face: Type) -> float:
        return face.plain.line_height + _LEADING

    def _columns(self, row: VariantRow, width: float, face: Type) -> Lines:
        """Reckoned once for all rows of a group."""
        asked = (row.group, width, id(face))
        if self._laid is None or self._laid[0] is not row.group or self._laid[1:] != asked[1:]:
            self._laid, self._lines = asked, laid_out(row.group, width - 2 * _MARGIN, face)
        return self._lines

    def height(self, row: VariantRow, width: float, face: Type) -> float:
        heads = face.strong.line_height + 2 * (face.small.line_height + 2)
        heads += (face.strong.line_height + 2) * bool(row.dispute)
        return 12 + heads + 6 + self._columns(row, width, face).count * self._line_height(face) + 10

    def draw(self, painter: QPainter, row: VariantRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        width = self._view.row_width()
        self.draw_ground(painter, option)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        text = QRectF(area.left() + _MARGIN, area.top() + 12, width - 2 * _MARGIN, area.height())
        self._draw_head(painter, row, text, face)
        text.setTop(text.top() + 6)
        lines, leading = self._columns(row, width, face), self._line_height(face)
        self._draw_frames(painter, row, text, face)
        for place, cell in row.group[row.place].items():
            line, left = lines.places[place]
            left += FRAME * (cell.kind is PieceKind.CHANGED)
            at = QRectF(text.left() + left, text.top() + line * leading, text.width() - left, face.plain.line_height)
            self._draw_cell(painter, cell, at, face)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

    def _draw_head(self, painter: QPainter, row: VariantRow, text: QRectF, face: Type) -> None:
        """Moves the top of `text` below it."""
        theme = self.theme
        fullest = _tr("The fullest") if row.variant.is_fullest else ""
        right = f"{fullest} · {row.day}" if fullest else row.day
        room = face.small.width(right) + 1
        draw_line(painter, face.strong, text.adjusted(0, 0, -room - 12, 0), row.outlet, theme.text)
        low = face.strong.metrics.ascent() - face.small.metrics.ascent()
        draw_line(painter, face.small, text.adjusted(0, low, 0, 0), right, theme.muted, right=True)
        text.setTop(text.top() + face.strong.line_height + 2)
        draw_line(painter, face.small, text, row.title, theme.muted)
        text.setTop(text.top() + face.small.line_height + 2)
        draw_line(painter, face.small, text, row.said_by, theme.text)
        text.setTop(text.top() + face.small.line_height + 2)
        if row.dispute:
            draw_line(painter, face.strong, text, row.dispute, theme.warning)
            text.setTop(text.top() + face.strong.line_height + 2)

    def _draw_frames(self, painter: QPainter, row: VariantRow, text: QRectF, face: Type) -> None:
        """Around the words that stand for others."""
        painter.setPen(QPen(self.theme.accent, 1))
        painter.setBrush(self.theme.chosen)
        for place, cell in row.group[row.place].items():
            if cell.kind is PieceKind.CHANGED:
                line, left = self._lines.places[place]
                width = min(width_of(cell, face), text.width() - left)
                top = text.top() + line * self._line_height(face)
                painter.drawRoundedRect(QRectF(text.left() + left, top + 0.5, width, face.plain.line_height + 1), 3, 3)

    def _draw_cell(self, painter: QPainter, cell: Cell, at: QRectF, face: Type) -> None:
        """Cut words struck through, inserts with a line under them."""
        theme, set_in = self.theme, face_of(cell.kind, face)
        shown = set_in.elided(cell.text, at.width()) if set_in.width(cell.text) > at.width() else cell.text
        rect = QRectF(at.left(), at.top(), set_in.width(shown) + 1, at.height())
        metrics: QFontMetricsF = set_in.metrics
        base = rect.top() + metrics.ascent()
        colour = theme.muted if cell.kind is PieceKind.CUT else theme.text
        draw_line(painter, set_in, rect.adjusted(0, 0, 2, 0), shown, colour)
        if cell.kind is PieceKind.CUT:
            painter.setPen(QPen(theme.muted, 1))
            middle = base - metrics.xHeight() / 2
            painter.drawLine(QLineF(rect.left(), middle, rect.right(), middle))
        elif cell.kind is PieceKind.INSERTED:
            painter.setPen(QPen(theme.accent, 1.6))
            painter.drawLine(QLineF(rect.left(), base + 3, rect.right(), base + 3))

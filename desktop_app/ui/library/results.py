"""What a search found, as rows: painted with the words that were looked for marked, and put into words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.searching import Hit, HitKind
from desktop_app.domain.spans import Span
from desktop_app.ui.library.delegate import day_of
from desktop_app.ui.painting import Type, Typeface, draw_focus, draw_lines, is_right_to_left, mixed, tooltip
from desktop_app.ui.row_list import RowDelegate, RowList, Spoken, has_state
from desktop_app.ui.statuses import status_name

_MARGIN = 14
_LINES = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("Search", text)


@dataclass(frozen=True, slots=True)
class ResultRow:
    number: int
    hit: Hit
    is_open: bool = False

    @property
    def key(self) -> str:
        """The same hit of a later search is the same row."""
        return f"{self.hit.kind} {self.hit.article_id} {self.hit.target_id}"

    @property
    def words(self) -> str:
        return self.hit.snippet


def title_of(hit: Hit) -> str:
    return " ".join(hit.title.split()) or _tr("Untitled article")


def kind_of(hit: Hit) -> str:
    """What was found, and who says it: “Note”, “Claim · disputed · Ada Vane”; “” for an article in nobody's words."""
    kinds = {
        HitKind.ARTICLE: "",
        HitKind.NOTE: _tr("Note"),
        HitKind.STATEMENT: "" if hit.speaker else _tr("Nobody named"),
        HitKind.CLAIM: _tr("Claim"),
        HitKind.SPEAKER: _tr("Speaker"),
    }
    status = status_name(ClaimStatus(hit.status)) if hit.status else ""
    return " · ".join(part for part in (kinds[hit.kind], status, " ".join(hit.speaker.split())) if part)


def facts_of(hit: Hit) -> str:
    outlet = " ".join(hit.outlet.split())
    if is_right_to_left(outlet):
        outlet = f"\u2068{outlet}\u2069"
    return "\u00a0· ".join(part for part in (outlet, day_of(hit.published).replace(" ", "\u00a0")) if part)


def speak_result(row: ResultRow) -> Spoken:
    hit = row.hit
    said = (title_of(hit), facts_of(hit), kind_of(hit), hit.snippet, _tr("open now") if row.is_open else "")
    return Spoken(", ".join(part for part in said if part), tooltip(title_of(hit), facts_of(hit), hit.snippet))


class ResultList(RowList):
    """The list of hits; the arrow up from the first one leaves it."""

    left_upwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)


class ResultDelegate(RowDelegate[ResultRow]):
    """Title, facts, then who says it and up to three lines of the passage. Marks are bold on a fill: never hue alone."""

    def height(self, row: ResultRow, width: float, face: Type) -> float:
        room = width - 2 * _MARGIN
        top = 8 + len(self._title(row, room, face)) * face.strong.line_height
        top += len(self._facts(row, room, face)) * face.small.line_height
        top += face.small_italic.line_height if kind_of(row.hit) else 0
        return top + self._laid_out(row.hit, room, face).boundingRect().height() + 10

    def draw(self, painter: QPainter, row: ResultRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        width = self._view.row_width()
        ground = theme.panel
        if has_state(option, QStyle.StateFlag.State_Selected) or row.is_open:
            ground = theme.chosen
        elif has_state(option, QStyle.StateFlag.State_MouseOver):
            ground = mixed(theme.chosen, theme.panel, 0.45)
        painter.fillRect(area, ground)
        if row.is_open:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.accent)
        room = width - 2 * _MARGIN
        text = QRectF(area.left() + _MARGIN, area.top() + 8, room, area.height())
        text.setTop(text.top() + draw_lines(painter, face.strong, text, self._title(row, room, face), theme.text))
        text.setTop(text.top() + draw_lines(painter, face.small, text, self._facts(row, room, face), theme.muted))
        kind = kind_of(row.hit)
        if kind:
            line = (face.small_italic.elided(kind, room),)
            text.setTop(text.top() + draw_lines(painter, face.small_italic, text, line, theme.text))
        painter.setPen(theme.text)
        layout = self._laid_out(row.hit, room, face, mixed(theme.flash, ground, 0.3 if theme.is_dark else 0.55))
        layout.draw(painter, QPointF(text.left(), text.top()))
        painter.setPen(theme.line)
        painter.drawLine(QPointF(area.left() + _MARGIN, area.bottom()), QPointF(area.left() + width, area.bottom()))
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

    @staticmethod
    def _title(row: ResultRow, room: float, face: Type) -> tuple[str, ...]:
        return face.strong.lines(title_of(row.hit), room, 2)

    @staticmethod
    def _facts(row: ResultRow, room: float, face: Type) -> tuple[str, ...]:
        return face.small.lines(facts_of(row.hit), room, 1)

    @staticmethod
    def _laid_out(hit: Hit, room: float, face: Type, fill: QColor | None = None) -> QTextLayout:
        return laid_out(hit.snippet, hit.marks, room, face.plain, fill)


def laid_out(
    text: str, marks: tuple[Span, ...], room: float, face: Typeface, fill: QColor | None = None
) -> QTextLayout:
    """Up to three lines of a text with bold marks; the last one ends in dots where words are left over."""
    layout, rest = _lines(text, marks, room, face, fill)
    if rest:
        shown = text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, rest - 2)].decode("utf-16-le", "ignore")
        shown = shown[
            : max(shown.rfind(" "), len(shown) - 20)
        ].rstrip()  # not in the midst of a word, if it is not endless
        kept = tuple(Span(mark.start, min(mark.end, len(shown))) for mark in marks if mark.start < len(shown))
        layout, _ = _lines(f"{shown}…", kept, room, face, fill)
    return layout


def _lines(
    text: str, marks: tuple[Span, ...], room: float, face: Typeface, fill: QColor | None
) -> tuple[QTextLayout, int]:
    """The lines, and where the words begin that are left over, as Qt counts; 0 where there are none."""
    layout = QTextLayout(text, face.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if is_right_to_left(text) else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.DemiBold)
    if fill is not None:
        style.setBackground(fill)
    ranges = []
    for start, end in marks:
        part = QTextLayout.FormatRange()
        part.start, part.length = _utf16(text[:start]), _utf16(text[start:end])
        part.format = style
        ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    top, done = 0.0, 0
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room)
        line.setPosition(QPointF(0, top))
        top += line.height()
        done = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, done if done < _utf16(text) else 0


def _utf16(text: str) -> int:
    """What Qt counts of it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

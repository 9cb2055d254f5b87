"""How an article is painted in the library, and how it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.article import ArticleSummary
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import Type, draw_focus, draw_lines, is_right_to_left, mixed, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state

_MARGIN = 14


def _tr(text: str) -> str:
    return QCoreApplication.translate("Library", text)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    summary: ArticleSummary
    is_open: bool = False

    @property
    def key(self) -> str:
        return self.summary.id

    @property
    def words(self) -> str:
        return self.summary.title


def row_of(summary: ArticleSummary, *, is_open: bool) -> ArticleRow:
    return ArticleRow(summary, is_open)


def title_of(summary: ArticleSummary) -> str:
    return " ".join(summary.title.split()) or _tr("Untitled article")


def day_of(published: str) -> str:
    """“3 March” of an ISO date of this year, “3 March 2019” of another, in the reader's language; other words as they are."""
    try:
        day = datetime.fromisoformat(published).date()
    except ValueError:
        return " ".join(published.split())
    is_this_year = day.year == date.today().year  # noqa: DTZ011  the reader's own calendar
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM" if is_this_year else "d MMMM yyyy")


def facts_of(summary: ArticleSummary) -> str:
    """Outlet, date, counts; what is unknown or none is left out."""
    quotes = counted(summary.quotations, _tr("1 quote"), _tr("%1 quotes")) if summary.quotations else ""
    notes = counted(summary.notes, _tr("1 note"), _tr("%1 notes")) if summary.notes else ""
    has_marks_only = summary.highlights and not summary.notes
    marks = counted(summary.highlights, _tr("1 highlight"), _tr("%1 highlights")) if has_marks_only else ""
    outlet = " ".join(summary.outlet.split())
    if is_right_to_left(outlet):
        outlet = f"\u2068{outlet}\u2069"  # isolated, so that it does not turn the facts beside it around
    waiting = "" if summary.is_analysed else _tr("not analysed yet")
    numbers = (fact.replace(" ", "\u00a0") for fact in (day_of(summary.published), quotes, waiting, notes, marks))
    return "\u00a0· ".join(fact for fact in (outlet, *numbers) if fact)


def speak_article(row: ArticleRow) -> Spoken:
    title, facts = title_of(row.summary), facts_of(row.summary)
    is_open = _tr("open now") if row.is_open else ""
    return Spoken(", ".join(part for part in (title, facts, is_open) if part), tooltip(title, facts))


class ArticleDelegate(RowDelegate[ArticleRow]):
    """Title in up to two lines, below it the facts; the article that is open has a bar at its left."""

    def height(self, row: ArticleRow, width: float, face: Type) -> float:
        title, facts = self._lines(row, width, face)
        return 9 + len(title) * face.plain.line_height + 2 + len(facts) * face.small.line_height + 9

    @staticmethod
    def _lines(row: ArticleRow, width: float, face: Type) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - 2 * _MARGIN
        return face.plain.lines(title_of(row.summary), room, 2), face.small.lines(facts_of(row.summary), room, 2)

    def draw(self, painter: QPainter, row: ArticleRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        width = self._view.row_width()
        if row.is_open:
            painter.fillRect(area, theme.chosen)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.accent)
        elif has_state(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(area, mixed(theme.chosen, theme.panel, 0.45))
        title, facts = self._lines(row, width, face)
        text = QRectF(area.left() + _MARGIN, area.top() + 9, width - 2 * _MARGIN, area.height())
        text.setTop(text.top() + draw_lines(painter, face.plain, text, title, theme.text) + 2)
        draw_lines(painter, face.small, text, facts, theme.muted)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

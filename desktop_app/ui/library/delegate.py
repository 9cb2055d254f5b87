"""How an article is painted in the library, and how it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from desktop_app.domain.article import ArticleSummary
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import Type, draw_focus, draw_lines, is_right_to_left, mixed, tooltip, type_for
from desktop_app.ui.row_list import ROW, Index, RowDelegate, Spoken, has_state

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
    starred = _tr("starred") if row.summary.is_starred else ""
    unread = _tr("unread") if row.summary.is_unread else ""
    return Spoken(", ".join(part for part in (title, facts, starred, unread, is_open) if part), tooltip(title, facts))


class ArticleDelegate(RowDelegate[ArticleRow]):
    """Three lines in every row, so that no list has to be laid out as a whole: the title in up to two, the facts in what is left.
    The article that is open has a bar at its left, one that was never opened is in a stronger type, a starred one has a star."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        face = type_for(option.font)
        return QSize(self._view.row_width(), round(20 + 2 * face.plain.line_height + face.small.line_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.data(ROW) is not None:  # else it is on its way
            super().paint(painter, option, index)

    def draw(self, painter: QPainter, row: ArticleRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        width = self._view.row_width()
        if row.is_open:
            painter.fillRect(area, theme.chosen)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.accent)
        elif is_chosen_among_others(self._view, option):
            painter.fillRect(area, theme.chosen)
        elif has_state(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(area, mixed(theme.chosen, theme.panel, 0.45))
        star = "★ " if row.summary.is_starred else ""
        room = width - 2 * _MARGIN
        letters = face.strong if row.summary.is_unread else face.plain
        title = letters.lines(star + title_of(row.summary), room, 2)
        facts = face.small.lines(facts_of(row.summary), room, 3 - len(title))
        text = QRectF(area.left() + _MARGIN, area.top() + 9, room, area.height())
        text.setTop(text.top() + draw_lines(painter, letters, text, title, theme.text) + 2)
        draw_lines(painter, face.small, text, facts, theme.muted)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)


def is_chosen_among_others(view: QListView, option: QStyleOptionViewItem) -> bool:
    """Whether the row is one of several that are chosen; one alone is told by the focus."""
    return has_state(option, QStyle.StateFlag.State_Selected) and len(view.selectionModel().selection().indexes()) > 1

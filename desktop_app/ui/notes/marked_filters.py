"""What the view of all notes and highlights is filtered with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.annotations import HighlightColour
from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.marked import MarkedKind, MarkedQuery
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.flow_layout import FlowLayout


class Time(StrEnum):
    """When something was changed last, as it can be chosen."""

    ANY = "any"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    BETWEEN = "between"


_DAYS = {Time.TODAY: 1, Time.WEEK: 7, Time.MONTH: 30, Time.YEAR: 365}


class MarkedFilters(QWidget):
    """Says what the reader chose; asks no library."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = _line(self.tr("Words of passage, note, title or tag"), self.tr("Filter by words"))
        self.speaker = _line(self.tr("Speaker"), self.tr("Filter by a part of a speaker’s name"))
        self.kind = ChoiceBox(self.tr("Filter by whether there is a note"))
        self.colour = ChoiceBox(self.tr("Filter by colour"))
        self.tag = ChoiceBox(self.tr("Filter by tag"))
        self.article = ChoiceBox(self.tr("Filter by article"))
        self.time = ChoiceBox(self.tr("Filter by when it was changed"))
        self.since, self.until = _day(self.tr("First day")), _day(self.tr("Last day"))
        for name, kind in (
            (self.tr("Everything"), MarkedKind.ALL),
            (self.tr("With a note"), MarkedKind.WITH_NOTE),
            (self.tr("Without a note"), MarkedKind.WITHOUT_NOTE),
        ):
            self.kind.addItem(name, kind)
        for name, span in (
            (self.tr("At any time"), Time.ANY),
            (self.tr("Today"), Time.TODAY),
            (self.tr("In the last 7 days"), Time.WEEK),
            (self.tr("In the last 30 days"), Time.MONTH),
            (self.tr("In the last year"), Time.YEAR),
            (self.tr("Between …"), Time.BETWEEN),
        ):
            self.time.addItem(name, span)
        self._lay_out()
        self.offer((), (), ())
        for line in (self.words, self.speaker):
            line.textChanged.connect(lambda _words: self._tell())
        for box in self._boxes():
            box.activated.connect(lambda _place: self._tell())
        for day in (self.since, self.until):
            day.dateChanged.connect(lambda _day: self._tell())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.words, 3)
        top.addWidget(self.speaker, 2)
        boxes = QWidget()
        flow = FlowLayout(boxes)
        for box in self._boxes():
            box.setMinimumContentsLength(13)
            flow.addWidget(box)
        self._days = QWidget()
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(6)
        for words, day in ((self.tr("From"), self.since), (self.tr("to"), self.until)):
            label = QLabel(words)
            label.setProperty("muted", True)
            label.setBuddy(day)
            days.addWidget(label)
            days.addWidget(day)
        self._days.hide()
        flow.addWidget(self._days)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(boxes)

    def _boxes(self) -> tuple[ChoiceBox, ...]:
        return self.kind, self.colour, self.tag, self.article, self.time

    def offer(
        self, colours: Sequence[HighlightColour], tags: Sequence[str], articles: Sequence[ArticleSummary]
    ) -> None:
        """What there is to choose among; a choice that is not there any more is released."""
        marked = [one for one in articles if one.highlights or one.notes]
        _fill(self.colour, self.tr("All colours"), [(colour.name, colour.id) for colour in colours])
        _fill(self.tag, self.tr("All tags"), [(f"#{tag}", tag) for tag in tags])
        _fill(
            self.article,
            self.tr("All articles"),
            [(one.title or self.tr("Untitled article"), one.id) for one in marked],
        )
        self._mark()

    def query(self, today: date) -> MarkedQuery:
        """What is chosen; days are those of the reader's own clock."""
        since, until = self._between(today)
        return MarkedQuery(
            colour=self.colour.currentData() or "",
            tag=self.tag.currentData() or "",
            speaker=self.speaker.text(),
            article=self.article.currentData() or "",
            words=self.words.text(),
            since=_begin(since) if since is not None else None,
            until=_begin(until + timedelta(days=1)) if until is not None else None,
            kind=MarkedKind(self.kind.currentData()),
        )

    def clear(self) -> None:
        """As it was at first; says so once."""
        for line in (self.words, self.speaker):
            with QSignalBlocker(line):
                line.clear()
        for box in self._boxes():
            box.setCurrentIndex(0)
        self._tell()

    def _between(self, today: date) -> tuple[date | None, date | None]:
        """First and last day that are chosen; the wrong way round, they are turned."""
        span = Time(self.time.currentData())
        if span is Time.BETWEEN:
            ends = sorted((_python(self.since.date()), _python(self.until.date())))
            return ends[0], ends[1]
        days = _DAYS.get(span)
        return (None, None) if days is None else (today - timedelta(days=days - 1), None)

    def _tell(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        self._days.setVisible(self.time.currentData() == Time.BETWEEN)
        for box in self._boxes():
            is_active = box.currentIndex() > 0
            if box.property("active") != is_active:
                box.setProperty("active", is_active)
                box.style().unpolish(box)
                box.style().polish(box)


def _fill(box: ChoiceBox, everything: str, entries: list[tuple[str, str]]) -> None:
    entries = [(" ".join(words.split()), data) for words, data in entries]
    if box.count() and entries == [(box.itemText(place), box.itemData(place)) for place in range(1, box.count())]:
        return
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        box.addItem(everything, None)
        for words, data in entries:
            box.addItem(words, data)
        box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)


def _line(shown: str, spoken: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(shown)
    made.setAccessibleName(spoken)
    made.setClearButtonEnabled(True)
    return made


def _day(spoken: str) -> QDateEdit:
    made = QDateEdit(QDate.currentDate())
    made.setAccessibleName(spoken)
    made.setKeyboardTracking(False)
    return made


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _begin(day: date) -> datetime:
    """The first moment of a day, where the reader is."""
    return datetime.combine(day, time()).astimezone()

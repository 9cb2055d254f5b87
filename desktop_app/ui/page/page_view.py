"""The page: an article's text with its marks, what stands beside it, and the bars for selecting and finding."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.annotations import Highlight, HighlightColour, Note
from desktop_app.domain.corrected import Corrected
from desktop_app.domain.findings import Findings, quotation_count
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.page.document import LINE_HEIGHT
from desktop_app.ui.page.ends import HighlightEnds
from desktop_app.ui.page.find_bar import FindBar
from desktop_app.ui.page.finder import Finder
from desktop_app.ui.page.lanes import LaneBar, highlight_lanes, topic_lanes
from desktop_app.ui.page.margin import Lanes, NoteMarks
from desktop_app.ui.page.mark_words import MarkWords
from desktop_app.ui.page.marks import (
    Mark,
    MarkIndex,
    MarkRef,
    finding_marks,
    highlight_marks,
    note_marks,
    place_of_attribution,
)
from desktop_app.ui.page.overview import WIDTH as OVERVIEW_WIDTH
from desktop_app.ui.page.overview import Overview
from desktop_app.ui.page.resizing import End, Step
from desktop_app.ui.page.selection_bar import SelectionBar
from desktop_app.ui.page.text_view import TextView
from desktop_app.ui.page.units import Unit, grown, units_around
from desktop_app.ui.page.wishes import Wishes
from desktop_app.ui.theme import LIGHT, Theme, interface_font

SAME_PLACE = 8.0
"""Pixels within which a click is one more at the same place, and goes on to the next mark there."""


class PageView(QWidget):
    """Every offset that goes in or out is a code point of the shown revision."""

    selection_changed = Signal(object)
    mark_activated = Signal(object)
    highlight_requested = Signal(object, str)
    recolour_requested = Signal(object, str)
    """A highlight (MarkRef) in the colour of that id."""
    resize_requested = Signal(str, object)
    """A highlight (id) on another Span: once at the end of a drag, and for each step by key."""
    note_requested = Signal(object)
    tag_requested = Signal(object)
    """Tags for a passage (Span) or for a highlight (MarkRef)."""
    said_by_requested = Signal(object)
    topic_requested = Signal(object)
    claim_requested = Signal(object)
    """What somebody said, a topic, a claim: of a passage (Span)."""
    remove_requested = Signal(object)
    copy_requested = Signal(object)
    link_requested = Signal()
    mark_menu_requested = Signal(object, object)
    """The menu of a mark (MarkRef) at a place of the screen (QPoint)."""
    announced = Signal(str)
    """What a screen reader was told of the finding that was gone to."""
    position_changed = Signal(int)
    repairs_requested = Signal()
    type_requested = Signal(int)
    """Ctrl and the wheel: larger (1) or smaller (−1) type."""

    def __init__(
        self, parent: QWidget | None = None, *, theme: Theme = LIGHT, points: float = 14.0, characters: int = 68
    ) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._findings: Findings | None = None
        self._highlights: dict[str, Mark] = {}
        self._notes: tuple[Note, ...] = ()
        self._marked: tuple[Highlight, ...] = ()
        self._colours: tuple[HighlightColour, ...] = ()
        self._topics: list[LaneBar] = []
        self._order: list[tuple[Span, str]] = []
        self._clicked: tuple[QPointF, list[MarkRef]] = (QPointF(), [])
        self._words = MarkWords()
        self.text = TextView(theme, points, characters, self)
        self.text.words_for = self._words.paragraphs
        self._lanes = Lanes(self.text)
        self._pencils = NoteMarks(self.text)
        self._overview = Overview(self.text)
        self._ends = HighlightEnds(self.text)
        self._bar = SelectionBar(theme, self.text)
        self._wishes = Wishes(self.text, self._bar)
        self._find = FindBar(theme, self)
        self._finder = Finder(self.text, self._find)
        self.text.reserve(OVERVIEW_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addWidget(self._find)
        self.setFocusProxy(self.text)
        self.setAccessibleName(self.tr("Page"))
        self._connect()
        self.set_theme(theme)

    def _connect(self) -> None:
        text, wishes = self.text, self._wishes
        text.installEventFilter(self)
        text.moved.connect(self._place_strips)
        text.rested.connect(lambda: self.position_changed.emit(self.position()))
        text.selection_changed.connect(self._note_selection)
        text.mark_clicked.connect(self._activate_clicked)
        text.repairs_requested.connect(self.repairs_requested)
        text.type_requested.connect(self.type_requested)
        self._lanes.mark_activated.connect(self._activate)
        self._pencils.mark_activated.connect(self._activate)
        self._overview.place_requested.connect(lambda offset: self.go_to(Span(offset, offset), flash=False))
        self._ends.resized.connect(self.resize_requested)
        self._ends.taken.connect(wishes.leave_bar)
        self._finder.hits_changed.connect(self._overview.refresh)
        self._finder.hit_shown.connect(lambda hit: self.go_to(hit, flash=False))
        self._finder.left.connect(lambda: text.setFocus(Qt.FocusReason.OtherFocusReason))
        wishes.highlight_requested.connect(self.highlight_requested)
        wishes.recolour_requested.connect(self.recolour_requested)
        wishes.note_requested.connect(self.note_requested)
        wishes.tag_requested.connect(self.tag_requested)
        wishes.said_by_requested.connect(self.said_by_requested)
        wishes.topic_requested.connect(self.topic_requested)
        wishes.claim_requested.connect(self.claim_requested)
        wishes.copy_requested.connect(self.copy_requested)
        wishes.link_requested.connect(self.link_requested)
        wishes.remove_requested.connect(self.remove_requested)
        wishes.mark_menu_requested.connect(self.mark_menu_requested)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_reading(self, reading: Reading) -> None:
        """The text first; then what was found and marked in it, as far as that is known."""
        self._reading = reading
        self._clicked = (QPointF(), [])
        self._bar.hide()
        self.text.show_reading(reading)
        self._lanes.runs_left = self._pencils.runs_left = self.text.page_text.runs_left()
        self._place_strips()
        self.show_findings(reading.findings, reading.word)
        self.show_annotations(reading.highlights, reading.notes, reading.colours)
        self._overview.refresh()
        self._finder.search_in(reading.revision.text)
        self.scroll_to(reading.article.position)
        self.text.put_caret(reading.article.position)

    def show_findings(self, findings: Findings | None, word: Corrected | None = None) -> None:
        """`word`: what the reader said of them, shown at the passages."""
        self._findings = findings
        text = self._shown_text()
        self._words.show_findings(text, findings, word)
        scene = self.text.scene
        scene.findings = MarkIndex(finding_marks(text, findings, word))
        attributions = findings.attributions if findings is not None else ()
        self._order = sorted((place_of_attribution(item), item.id) for item in attributions)
        topics = findings.topics if findings is not None else ()
        self._topics = topic_lanes(topics, word)
        self._overview.show_topics(self._topics)
        self._show_lanes()
        self._show_notes()
        self._describe()
        self.text.refresh_marks()

    def show_annotations(
        self, highlights: Sequence[Highlight], notes: Sequence[Note], colours: Sequence[HighlightColour]
    ) -> None:
        self._marked, self._notes, self._colours = tuple(highlights), tuple(notes), tuple(colours)
        self._words.show_annotations(highlights, notes, colours)
        marks = highlight_marks(highlights, colours)
        self._highlights = {mark.ref.id: mark for mark in marks}
        self.text.scene.highlights = MarkIndex(marks)
        self._wishes.show_annotations(highlights, colours)
        self._show_ends()
        self._show_lanes()
        self._show_notes()
        self.text.refresh_marks()

    def show_nothing(self) -> None:
        """An empty page."""
        self._reading = self._findings = None
        self._finder.search_in(None)
        self._bar.hide()
        self.text.show_reading(None)
        self.show_findings(None)
        self.show_annotations((), (), ())

    def set_filter(self, shown: frozenset[str] | None) -> None:
        """Ids of the attributions and topics that stay strong; None: all. A set without topics leaves the lanes alone."""
        scene = self.text.scene
        scene.shown = shown
        topics = {topic.id for topic in self._findings.topics} if self._findings is not None else set()
        scene.dims_topics = shown is not None and bool(topics & shown)
        self.text.refresh_marks()
        self._lanes.update()
        self._overview.refresh()

    def select_mark(self, ref: MarkRef | None) -> None:
        """Paint one mark stronger than the others; the filter stays as it is."""
        self.text.scene.chosen = ref
        if self.text.scene.shown is not None:  # what is chosen is strong, even where the filter leaves it out
            self.text.refresh_marks()
            self._overview.refresh()
        self._show_ends()
        self.text.viewport().update()
        self._lanes.update()
        self._pencils.update()

    def marks_in_words(self) -> list[tuple[MarkRef, str]]:
        """All marks of the article in reading order, each in a sentence or two: what the page shows, for an accessible list."""
        return self._words.in_reading_order()

    def _describe(self) -> None:
        """Paint is not read aloud: say what there is, and where it is listed."""
        said = self.tr("The text of the article. Select words to highlight or annotate them.")
        if self._findings is not None:
            listed = self.tr("Quotations: %1. Speakers: %2. All are listed beside the page.")
            marks = str(quotation_count(self._findings.attributions))
            said += " " + listed.replace("%1", marks).replace("%2", str(len(self._findings.speakers)))
        self.text.setAccessibleDescription(said)

    def _show_notes(self) -> None:
        marks = note_marks(self._notes, self._marked, self._findings)
        self._pencils.show_notes(marks)
        self._overview.show_notes(marks)

    def _show_lanes(self) -> None:
        first = max((bar.lane for bar in self._topics), default=-1) + 1
        marked = highlight_lanes(self._shown_text(), self._marked, self._colours, first)
        self._lanes.show_bars([*self._topics, *marked])

    def _show_ends(self) -> None:
        chosen = self.text.scene.chosen
        is_highlight = chosen is not None and chosen.kind == "highlight"
        self._ends.show_for(self._highlights.get(chosen.id) if chosen is not None and is_highlight else None)

    def _shown_text(self) -> str:
        return self._reading.revision.text if self._reading is not None else ""

    # -- places --------------------------------------------------------------------------------------------------------

    def go_to(self, span: Span, *, flash: bool = True) -> None:
        """Bring a passage into view, put the caret there and, if wanted, let it shine for a moment."""
        if self._reading is not None:
            length = len(self._reading.revision.text)
            self.text.go_to(Span(min(span.start, length), min(span.end, length)), flash=flash)

    def position(self) -> int:
        """The first visible code point."""
        return self.text.position() if self._reading is not None else 0

    def scroll_to(self, position: int) -> None:
        if self._reading is not None:
            self.text.scroll_to(min(max(0, position), len(self._reading.revision.text)))

    def selected_span(self) -> Span | None:
        return self.text.selected_span()

    # -- marks under the caret -----------------------------------------------------------------------------------------

    def mark_under_caret(self) -> MarkRef | None:
        """The chosen mark where it lies under the caret, else the shortest that does."""
        return self.text.mark_under_caret()

    def cycle_marks(self) -> None:
        """Go on to the next of the marks that overlap at the caret, from the shortest to the longest and round."""
        under = self.text.marks_under(self.text.caret())
        if under:
            self._activate(self._next_of(under))

    def _next_of(self, under: list[MarkRef]) -> MarkRef:
        chosen = self.text.scene.chosen
        return under[(under.index(chosen) + 1) % len(under)] if chosen in under else under[0]

    def next_finding(self, step: int) -> None:
        """Activate the attribution that comes `step` after the chosen one or, where none is chosen, after the caret, and have a
        screen reader tell it."""
        scene = self.text.scene
        order = [(place, ident) for place, ident in self._order if scene.shown is None or ident in scene.shown]
        if not order:
            return
        caret, chosen = self.text.caret(), scene.chosen
        current = next(
            (number for number, (_, ident) in enumerate(order) if chosen == MarkRef("attribution", ident)), None
        )
        if current is not None and order[current][0].start == caret:
            number = current + step
        else:
            after = bisect_left(order, caret + (1 if step > 0 and caret > 0 else 0), key=lambda pair: pair[0].start)
            number = after + step - 1 if step > 0 else after + step
        place, ident = order[number % len(order)]
        ref = MarkRef("attribution", ident)
        self.go_to(place)
        self._activate(ref)
        self._announce([place.of(self._shown_text()), *self._words.paragraphs(ref)])

    def _announce(self, paragraphs: Sequence[str]) -> None:
        said = " ".join(" ".join(paragraphs).split())
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.text, said))
        self.announced.emit(said)

    def _activate(self, ref: MarkRef) -> None:
        self._wishes.hide_bar_of_highlight()
        self.select_mark(ref)
        self.mark_activated.emit(ref)

    def _activate_clicked(self, under: list[MarkRef], point: QPointF) -> None:
        """The shortest mark under a click; clicked again at the same place, the next one."""
        before, marks = self._clicked
        is_again = marks == under and (point - before).manhattanLength() <= SAME_PLACE
        ref = self._next_of(under) if is_again else under[0]
        self._clicked = (point, under)
        self._activate(ref)
        if ref.kind == "highlight":
            self._wishes.show_bar()

    # -- selecting and wishing -----------------------------------------------------------------------------------------

    def extend_selection(self, unit: Unit) -> None:
        """Select the word, sentence, paragraph or quotation at the caret; what is selected grows to whole ones and then, each
        time, by the next."""
        span = self.selected_span()
        if span is None:
            caret = self.text.caret()
            span = Span(caret, caret)
        page_text = self.text.page_text
        marks = self.text.scene.findings
        larger = grown(span, units_around(unit, page_text.text, span, page_text.lines, marks))
        if larger != span:
            self.text.select(larger)

    def move_end(self, which: End, unit: Step, step: int) -> None:
        """Move one end of the chosen highlight by that many characters or words; negative is towards the beginning."""
        self._ends.step(which, unit, step)

    def request_highlight(self, colour_id: str) -> None:
        """Mark the selected words in that colour; nothing where none are selected."""
        self._wishes.highlight(colour_id)

    def request_note(self) -> None:
        """A note on the selected words, else on the highlight or attribution under the caret."""
        self._wishes.note()

    def request(self, wish: str) -> None:
        """A wish of the floating bar by its name: note, tag, said_by, topic, claim, copy, link or remove."""
        self._wishes.wish(wish)

    def request_copy(self) -> None:
        self._wishes.copy()

    def request_removal(self) -> None:
        """Remove the highlight under the selection or the caret."""
        self._wishes.remove()

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """The keys that the floating bar shows, by the names of its wishes, as `request` takes them."""
        self._bar.name_keys(keys)

    def _note_selection(self, span: Span | None) -> None:
        self._bar.hide()
        self.selection_changed.emit(span)

    # -- find ----------------------------------------------------------------------------------------------------------

    def open_find(self) -> None:
        """The find bar, with the selected words in it if they are few."""
        self._finder.open()

    def find_next(self, step: int) -> None:
        """The next (1) or previous (−1) hit, round at the ends."""
        self._finder.step(step)

    # -- looks ---------------------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.setFont(interface_font(10.5))
        self.text.set_theme(theme)
        for bar in (self._bar, self._find):
            bar.set_theme(theme)
        self._ends.place()
        self.text.refresh_marks()
        self._overview.refresh()

    def set_type(self, points: float, characters: int, face: str = "serif", line_height: float = LINE_HEIGHT) -> None:
        """Type size in points; width of the column in characters (45–100); face as the theme names it (“serif”, “sans”, “legible”);
        height of a line in type sizes."""
        self.text.set_type(points, min(100, max(45, characters)), face, line_height)
        self._overview.refresh()
        self._wishes.follow()

    def _place_strips(self) -> None:
        text, viewport = self.text, self.text.viewport().geometry()
        bar = text.verticalScrollBar().width()
        right = viewport.right() + 1
        strip = text.width() - bar - OVERVIEW_WIDTH
        beside = [QRect(0, 0, viewport.left(), viewport.height())]
        beside.append(QRect(right, 0, max(0, strip - right), viewport.height()))
        lanes, notes = reversed(beside) if self._lanes.runs_left else beside  # topics where the lines begin
        self._lanes.setGeometry(lanes)
        self._pencils.setGeometry(notes)
        self._overview.setGeometry(strip, 0, OVERVIEW_WIDTH, viewport.height())

    # -- keys ----------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self._escape():
                return True
            if event.key() == Qt.Key.Key_Tab and self._bar.isVisible():
                self._bar.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _escape(self) -> bool:
        """One thing at a time: a drag, the bar, the find bar."""
        if self._ends.cancel():
            return True
        if self._bar.isVisible():
            self._bar.hide()
            return True
        return self._finder.close()

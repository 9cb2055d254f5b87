"""The page: an article's text with its marks, what stands beside it, and the bars for selecting and finding."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop_app.domain.annotations import Highlight, HighlightColour, Note
from desktop_app.domain.findings import Attribution, AttributionKind, Findings, quotation_count
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.grounds import grounds_of
from desktop_app.ui.grounds_in_words import confidence_in_words, grounds_in_words
from desktop_app.ui.page.find import FoldedText
from desktop_app.ui.page.find_bar import FindBar
from desktop_app.ui.page.margin import NoteMarks, TopicLanes
from desktop_app.ui.page.marks import (
    MarkIndex,
    MarkRef,
    finding_marks,
    highlight_marks,
    note_marks,
    place_of_attribution,
    topic_lanes,
)
from desktop_app.ui.page.overview import WIDTH as OVERVIEW_WIDTH
from desktop_app.ui.page.overview import Overview
from desktop_app.ui.page.selection_bar import SelectionBar
from desktop_app.ui.page.text_view import TextView
from desktop_app.ui.theme import LIGHT, Theme, interface_font


class PageView(QWidget):
    """Every offset that goes in or out is a code point of the shown revision."""

    selection_changed = Signal(object)
    mark_activated = Signal(object)
    highlight_requested = Signal(object, str)
    note_requested = Signal(object)
    remove_requested = Signal(object)
    copy_requested = Signal(object)
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
        self._highlights: tuple[Highlight, ...] = ()
        self._notes: tuple[Note, ...] = ()
        self._order: list[tuple[Span, Attribution]] = []
        self._folded: FoldedText | None = None
        self._under: list[MarkRef] = []
        self._colours: tuple[HighlightColour, ...] = ()
        self.text = TextView(theme, points, characters, self)
        self.text.words_for = self._words_for
        self._lanes = TopicLanes(self.text)
        self._pencils = NoteMarks(self.text)
        self._overview = Overview(self.text)
        self._bar = SelectionBar(theme, self.text)
        self._find = FindBar(theme, self)
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
        text, bar = self.text, self._bar
        text.installEventFilter(self)
        text.moved.connect(self._place_strips)
        text.verticalScrollBar().valueChanged.connect(self._follow_passage)
        text.rested.connect(lambda: self.position_changed.emit(self.position()))
        text.selection_changed.connect(self._note_selection)
        text.selection_rested.connect(self._show_bar)
        text.cursorPositionChanged.connect(self._leave_highlight)
        text.mark_clicked.connect(self._activate_clicked)
        text.repairs_requested.connect(self.repairs_requested)
        text.type_requested.connect(self.type_requested)
        text.customContextMenuRequested.connect(self._open_menu)
        self._lanes.mark_activated.connect(self._activate)
        self._pencils.mark_activated.connect(self._activate)
        self._overview.place_requested.connect(lambda offset: self.go_to(Span(offset, offset), flash=False))
        bar.colour_requested.connect(self.request_highlight)
        bar.note_requested.connect(self.request_note)
        bar.copy_requested.connect(self.request_copy)
        bar.remove_requested.connect(self.request_removal)
        bar.left.connect(self._leave_bar)
        self._find.words_changed.connect(self._find_words)
        self._find.step_requested.connect(self.find_next)
        self._find.closed.connect(self._close_find)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_reading(self, reading: Reading) -> None:
        """The text first; then what was found and marked in it, as far as that is known."""
        self._reading, self._folded = reading, None
        self._under = []
        self._bar.hide()
        self.text.show_reading(reading)
        self._lanes.runs_left = self._pencils.runs_left = self.text.page_text.runs_left()
        self._place_strips()
        self.show_findings(reading.findings)
        self.show_annotations(reading.highlights, reading.notes, reading.colours)
        self._overview.refresh()
        if not self._find.isHidden():
            self._find_words(self._find.words)
        self.scroll_to(reading.article.position)
        self.text.put_caret(reading.article.position)

    def show_findings(self, findings: Findings | None) -> None:
        self._findings = findings
        words = self._reading.revision.text if self._reading is not None else ""
        scene = self.text.scene
        scene.findings = MarkIndex(finding_marks(words, findings))
        placed = [
            (place_of_attribution(item), item) for item in (findings.attributions if findings is not None else ())
        ]
        self._order = sorted(placed, key=lambda pair: pair[0])
        self._lanes.show_bars(topic_lanes(findings.topics if findings is not None else ()))
        self._show_notes()
        self._describe()
        self.text.refresh_marks()
        self._overview.refresh()

    def show_annotations(
        self, highlights: Sequence[Highlight], notes: Sequence[Note], colours: Sequence[HighlightColour]
    ) -> None:
        self._highlights, self._notes, self._colours = tuple(highlights), tuple(notes), tuple(colours)
        self.text.scene.highlights = MarkIndex(highlight_marks(highlights, colours))
        self._bar.show_colours(colours)
        if not self._bar.isHidden():
            self._show_bar()  # or hide it: the highlight that it was about may be gone
        self._show_notes()
        self.text.refresh_marks()
        self._overview.refresh()

    def show_nothing(self) -> None:
        """An empty page."""
        self._reading = self._findings = self._folded = None
        self._close_find()
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
        self.text.viewport().update()
        self._lanes.update()
        self._pencils.update()

    def _describe(self) -> None:
        """Paint is not read aloud: say what there is, and where it is listed."""
        said = self.tr("The text of the article. Select words to highlight or annotate them.")
        if self._findings is not None:
            listed = self.tr("Quotations: %1. Speakers: %2. All are listed beside the page.")
            marks = str(quotation_count(self._findings.attributions))
            said += " " + listed.replace("%1", marks).replace("%2", str(len(self._findings.speakers)))
        self.text.setAccessibleDescription(said)

    def _show_notes(self) -> None:
        marks = note_marks(self._notes, self._highlights, self._findings)
        self._pencils.show_notes(marks)
        self._overview.show_notes(marks)

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
        under = self.text.marks_under(self.text.caret())
        chosen = self.text.scene.chosen
        return chosen if chosen in under else next(iter(under), None)

    def cycle_marks(self) -> None:
        """Go on to the next of the marks that overlap at the caret, from the shortest to the longest and round."""
        under = self.text.marks_under(self.text.caret())
        if under:
            chosen = self.text.scene.chosen
            self._activate(under[(under.index(chosen) + 1) % len(under)] if chosen in under else under[0])

    def next_finding(self, step: int) -> None:
        """Activate the attribution that comes `step` after the chosen one or, where none is chosen, after the caret."""
        scene = self.text.scene
        order = [(place, item.id) for place, item in self._order if scene.shown is None or item.id in scene.shown]
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
        self.go_to(place)
        self._activate(MarkRef("attribution", ident))

    def _words_for(self, ref: MarkRef) -> list[str]:
        """A mark in words, in paragraphs: nothing on the page is told by its colour alone."""
        found, reading = self._findings, self._reading
        if ref.kind == "highlight":
            highlight = next((item for item in self._highlights if item.id == ref.id), None)
            return [c.name for c in self._colours if highlight is not None and c.id == highlight.colour_id]
        if ref.kind == "speaker" and found is not None:
            speaker = found.speaker(ref.id)
            return [", ".join(part for part in (speaker.name, speaker.role) if part)] if speaker is not None else []
        item = next((item for _, item in self._order if item.id == ref.id), None)
        if ref.kind != "attribution" or item is None or found is None or reading is None:
            return []
        speaker = found.speaker(item.speaker)
        who = speaker.name if speaker is not None else self.tr("Nobody named")
        kinds = {
            AttributionKind.DIRECT: self.tr("quoted"),
            AttributionKind.MIXED: self.tr("quoted in part"),
            AttributionKind.INDIRECT: self.tr("reported"),
        }
        grounds = grounds_in_words(grounds_of(reading.revision.text, item, speaker))
        return [f"{who} · {kinds[item.kind]}", *grounds, confidence_in_words(item.confidence)]

    def _activate(self, ref: MarkRef) -> None:
        if self.selected_span() is None:
            self._bar.hide()  # it was about another mark
        self.select_mark(ref)
        self.mark_activated.emit(ref)

    def _activate_clicked(self, under: list[MarkRef]) -> None:
        self._activate(under[0])
        if under[0].kind == "highlight":
            self._show_bar()

    # -- wishes --------------------------------------------------------------------------------------------------------

    def request_highlight(self, colour_id: str) -> None:
        """Mark the selected words in that colour; nothing where none are selected."""
        span = self.text.meant_span()
        if span is not None:
            self._leave_bar()
            self.text.clear_selection()
            self.highlight_requested.emit(span, colour_id)

    def request_note(self) -> None:
        """A note on the selected words, else on the highlight or attribution under the caret."""
        wanted: Span | MarkRef | None = self.text.meant_span() or self.mark_under_caret()
        if wanted is not None:
            self._leave_bar()
            self.note_requested.emit(wanted)

    def request_copy(self) -> None:
        span = self.selected_span()
        if span is not None:
            self.copy_requested.emit(span)

    def request_removal(self) -> None:
        """Remove the highlight under the selection or the caret."""
        ref = self._highlight_here()
        if ref is not None:
            self._leave_bar()
            self.remove_requested.emit(ref)

    def _highlight_here(self) -> MarkRef | None:
        span, chosen = self.selected_span(), self.text.scene.chosen
        under = self.text.marks_under(span.start if span is not None else self.text.caret())
        refs = [ref for ref in under if ref.kind == "highlight"]
        return chosen if chosen in refs else next(iter(refs), None)

    # -- the floating bar ----------------------------------------------------------------------------------------------

    def _note_selection(self, span: Span | None) -> None:
        self._bar.hide()
        self.selection_changed.emit(span)

    def _leave_highlight(self) -> None:
        """The caret has gone elsewhere: a bar that was about the highlight under it goes too."""
        if self.selected_span() is None:
            self._bar.hide()

    def _passage(self) -> Span | None:
        """What the bar is about: the selected words, else the chosen highlight under the caret."""
        span = self.selected_span()
        if span is not None:
            return span
        ref = self._highlight_here()
        return next((item.span for item in self._highlights if ref is not None and item.id == ref.id), None)

    def _show_bar(self) -> None:
        if self._passage() is None:
            self._bar.hide()
            return
        self._bar.offer(is_selection=self.selected_span() is not None, has_highlight=self._highlight_here() is not None)
        self._place_bar()

    def _place_bar(self) -> None:
        span = self._passage()
        box = self.text.box_of(span) if span is not None else QRectF()
        if box.isEmpty():
            self._bar.hide()
            return
        viewport = self.text.viewport().geometry()
        area = QRect(0, viewport.top(), self.text.width() - OVERVIEW_WIDTH, viewport.height())
        self._bar.place_beside(box.translated(viewport.topLeft()), area)

    def _follow_passage(self) -> None:
        if self._bar.isVisible():
            self._place_bar()

    def _leave_bar(self) -> None:
        self._bar.hide()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self, place: QPoint) -> None:
        """What can be done here, in words, for those who look under the right button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        has_selection = self.selected_span() is not None
        for words, wish, is_possible in (
            (self.tr("Copy"), self.text.copy, has_selection),
            (self.tr("Copy with citation"), self.request_copy, has_selection),
            (self.tr("Write a note"), self.request_note, has_selection or self.mark_under_caret() is not None),
            (self.tr("Remove highlight"), self.request_removal, self._highlight_here() is not None),
            (self.tr("Select all"), self.text.selectAll, self._reading is not None),
        ):
            action = menu.addAction(words)
            action.setEnabled(is_possible)
            action.triggered.connect(wish)
        menu.popup(self.text.viewport().mapToGlobal(place))

    # -- find ----------------------------------------------------------------------------------------------------------

    def open_find(self) -> None:
        """The find bar, with the selected words in it if they are few."""
        if self._reading is not None:
            span = self.selected_span()
            words = span.of(self._reading.revision.text) if span is not None and span.length <= 80 else ""
            self._find.open(" ".join(words.split()))
            self._find_words(self._find.words)

    def find_next(self, step: int) -> None:
        """The next (1) or previous (−1) hit, round at the ends."""
        scene = self.text.scene
        if not scene.hits and self._find.words and self._reading is not None:
            self._find_words(self._find.words)
        if scene.hits:
            self._show_hit((scene.hit + step) % len(scene.hits))

    def _find_words(self, words: str) -> None:
        if self._reading is None:
            return
        if self._folded is None:
            self._folded = FoldedText(self._reading.revision.text)
        scene = self.text.scene
        scene.hits = self._folded.find(words)
        scene.hit = -1
        if scene.hits:
            caret = self.text.caret()
            after = bisect_left(scene.hits, caret, key=lambda span: span.start)
            self._show_hit(after % len(scene.hits))
        else:
            self._find.show_count(0, 0)
            self.text.viewport().update()
        self._overview.refresh()

    def _show_hit(self, number: int) -> None:
        scene = self.text.scene
        scene.hit = number
        self.go_to(scene.hits[number], flash=False)
        self._find.show_count(number + 1, len(scene.hits))
        self.text.viewport().update()

    def _close_find(self) -> None:
        scene = self.text.scene
        scene.hits, scene.hit = (), -1
        if not self._find.isHidden():
            self._find.hide()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.viewport().update()
        self._overview.refresh()

    # -- looks ---------------------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.setFont(interface_font(10.5))
        self.text.set_theme(theme)
        for bar in (self._bar, self._find):
            bar.set_theme(theme)
        self.text.refresh_marks()
        self._overview.refresh()

    def set_type(self, points: float, characters: int) -> None:
        """Type size in points; width of the column in characters (45–100)."""
        self.text.set_type(points, min(100, max(45, characters)))
        self._overview.refresh()
        self._follow_passage()

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
            if event.key() == Qt.Key.Key_Escape and self._bar.isVisible():
                self._bar.hide()
                return True
            if event.key() == Qt.Key.Key_Escape and not self._find.isHidden():
                self._close_find()
                return True
            if event.key() == Qt.Key.Key_Tab and self._bar.isVisible():
                self._bar.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

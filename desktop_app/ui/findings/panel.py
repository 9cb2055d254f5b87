"""The findings panel: tabs of speakers, claims and topics with one filter for all of them; the notes are handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.corrected import Corrected
from desktop_app.domain.findings import Findings
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.findings.claims_tab import ClaimsTab
from desktop_app.ui.findings.delegates import SpeakerDelegate, TopicDelegate
from desktop_app.ui.findings.filter_controls import FilterStrip
from desktop_app.ui.findings.left_out_rows import left_out_rows
from desktop_app.ui.findings.rows import ClaimRow, Filter, Rows, SpeakerRow, TopicRow, rows_of, strong_ids
from desktop_app.ui.findings.speaker_details import SpeakerDetails
from desktop_app.ui.findings.spoken import speak_speaker, speak_topic
from desktop_app.ui.findings.tab_row import TABS, TabRow
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.theme import Theme


class FindingsPanel(QWidget):
    """Speakers · Claims · Topics · Notes. Emits where to go and what stays strong; changes nothing by itself."""

    passage_requested = Signal(object, object)  # Span, (kind, id)
    filter_changed = Signal(object)  # frozenset[str] | None: ids of claims, attributions, topics that stay strong
    note_requested = Signal(str, str)  # "speaker" | "attribution", id
    menu_requested = Signal(str, str, QPoint)  # "speaker" | "claim" | "attribution" | "topic", id, global position
    confirm_requested = Signal(str, str)  # "claim" | "attribution", id
    reject_requested = Signal(str, str)  # the same
    reassign_requested = Signal(str, str, QRect)  # the same, and where the row is, in global coordinates
    take_back_requested = Signal(str, str)  # kind and id of something that was rejected
    take_apart_requested = Signal(str)  # id of a correction that has lost its passage

    def __init__(self, notes: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self._notes = notes
        self._rows = Rows()
        self._filter = self._before_click = Filter()
        self._told: frozenset[str] | None = None
        self._shown_of: tuple[str, str] | None = None
        self._note_count = 0
        self._has_findings = self._is_part = self._is_sought = False
        self.speaker_model = RowsModel[SpeakerRow](speak_speaker, self)
        self.topic_model = RowsModel[TopicRow](speak_topic, self)
        self.tabs = TabRow()
        self.strip = FilterStrip()
        self.strip.dropped.connect(self._release)
        self.strip.cleared.connect(self.clear_filter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._speakers_tab())
        self._build_claims_tab()
        self._stack.addWidget(self.claims_tab)
        self._stack.addWidget(self._topics_tab())
        self._stack.addWidget(notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self.strip)
        self.tabs.currentChanged.connect(self._turn_to)
        self.show_reading(None)

    # What is shown -------------------------------------------------------------------------------------------------

    def show_reading(self, reading: Reading | None) -> None:
        """Show another article (or none); the filter of the former one is released."""
        shown_of = None if reading is None else (reading.article.id, reading.revision.id)
        if shown_of != self._shown_of:
            self._filter = Filter()
        self._shown_of = shown_of
        self.details.show_reading(reading)
        if reading is None:
            self._note_count = 0
            self.show_findings("", None)
        else:
            self.show_findings(reading.revision.text, reading.findings, word=reading.word)

    def show_findings(
        self, text: str, findings: Findings | None, *, is_part: bool = False, word: Corrected | None = None
    ) -> None:
        """Show what was found in the text of the reading, or the part of it that is settled; None: nothing is known yet.
        word: what the reader's corrections say of it."""
        self._has_findings, self._is_part = findings is not None, is_part
        self._rows = Rows() if findings is None else rows_of(text, findings, word)
        left_out = left_out_rows(text, findings, word) if findings is not None and word is not None else ()
        self.claims_tab.left_out.show_rows(left_out)
        current = self.claims.currentIndex().row()
        known = {speaker.key for speaker in self._rows.speakers}, {topic.key for topic in self._rows.topics}
        self._filter = replace(
            self._filter,
            speaker=self._filter.speaker if self._filter.speaker in known[0] else None,
            topic=self._filter.topic if self._filter.topic in known[1] else None,
        )
        self.speaker_model.show(self._rows.speakers)
        self.topic_model.show(self._rows.topics)
        self.claim_filters.offer(self._rows)
        self._say_what_is_missing()
        self._name_tabs()
        self._apply_filter()
        if current >= 0 and not self.claims.currentIndex().isValid():
            self.claims_tab.choose_near(current)

    def show_analysis(self, is_going_on: bool) -> None:
        """Whether who said what is being looked for: where nothing is listed yet, that is said."""
        self._is_sought = is_going_on
        self._say_what_is_missing()

    def set_note_count(self, count: int) -> None:
        self._note_count = count
        self._name_tabs()

    def select(self, kind: str, target_id: str) -> None:
        """Show the row of a speaker, attribution, claim or topic; asks for no passage. What the filter hides stays hidden."""
        if kind == "speaker":
            self.show_tab("speakers")
            self.speakers.select_key(target_id)
        elif kind == "topic":
            self.show_tab("topics")
            self.topics.select_key(target_id)
        elif kind in {"attribution", "claim"}:
            self.show_tab("claims")
            key = next((row.key for row in self.claim_model.rows if target_id in {row.key, row.attribution}), "")
            self.claims.select_key(key)

    def show_tab(self, name: str) -> None:
        """One of “speakers”, “claims”, “topics”, “notes”."""
        self.tabs.setCurrentIndex(TABS.index(name))

    def current_tab(self) -> str:
        return TABS[self.tabs.currentIndex()]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list takes it; as a proxy it would make Tab jump over what stands before it."""
        super().focusInEvent(event)
        self._focus_of(self.tabs.currentIndex()).setFocus(event.reason())

    def set_theme(self, theme: Theme) -> None:
        self.claims_tab.set_theme(theme)
        self.details.set_theme(theme)
        for view, delegate in ((self.speakers, self._speaker_delegate), (self.topics, self._topic_delegate)):
            delegate.theme = theme
            view.viewport().update()

    def set_keys(self, keys: Mapping[str, Sequence[QKeySequence]]) -> None:
        """Keys of the claims list by what they do: “confirm”, “reassign”, “reject”, “note”; none switches one off."""
        self.claims_tab.set_keys(keys)

    def row_of(self, kind: str, target_id: str) -> SpeakerRow | ClaimRow | TopicRow | None:
        """The row of a finding, filtered or not."""
        rows: tuple[SpeakerRow | ClaimRow | TopicRow, ...] = self._rows.claims
        if kind in {"speaker", "topic"}:
            rows = self._rows.speakers if kind == "speaker" else self._rows.topics
        elif kind == "attribution":
            rows = tuple(row for row in self._rows.claims if target_id in {row.key, row.attribution})
            return next(iter(rows), None)
        return next((row for row in rows if row.key == target_id), None)

    def go_to_row(self, row: SpeakerRow | ClaimRow | TopicRow) -> None:
        """Ask for the first passage of a row."""
        if isinstance(row, SpeakerRow):
            self._go_to_speaker(row)
        elif isinstance(row, ClaimRow):
            self._go_to_claim(row)
        else:
            self._go_to_topic(row)

    # The filter ----------------------------------------------------------------------------------------------------

    @property
    def filter(self) -> Filter:
        return self._filter

    def set_filter(self, chosen: Filter) -> None:
        if chosen != self._filter:
            self._filter = chosen
            self._apply_filter()

    def clear_filter(self) -> None:
        self.set_filter(Filter())

    def _release(self, name: str) -> None:
        self.set_filter(replace(self._filter, **{name: getattr(Filter(), name)}))

    def choose_speaker(self, key: str | None) -> None:
        """Filter by a speaker; choosing the same one again releases it."""
        self.set_filter(replace(self._filter, speaker=None if key == self._filter.speaker else key))

    def choose_topic(self, key: str | None) -> None:
        self.set_filter(replace(self._filter, topic=None if key == self._filter.topic else key))

    def _apply_filter(self) -> None:
        shown = tuple(row for row in self._rows.claims if self._filter.takes(row))
        current: ClaimRow | None = self.claims.current_row()
        self.claims_tab.show_rows(shown, is_filtered=bool(self._rows.claims))
        if current is not None and self.claims.current_row() is None:
            self.claims.select_key(current.key)
        self.claim_filters.show_filter(self._filter)
        self.strip.show_filter(self._filter, self._rows, shown)
        self._show_strip()
        self._speaker_delegate.chosen = self._filter.speaker
        self._topic_delegate.chosen = self._filter.topic
        self.speakers.viewport().update()
        self.topics.viewport().update()
        self._show_details()
        strong = strong_ids(shown, self._rows.topics, self._filter)
        if strong != self._told:
            self._told = strong
            self.filter_changed.emit(strong)

    # Its three tabs ------------------------------------------------------------------------------------------------

    def _speakers_tab(self) -> QWidget:
        self.speakers = RowList()
        self.speakers.setSelectionMode(RowList.SelectionMode.NoSelection)
        self.speakers.setAccessibleName(self.tr("Speakers"))
        self.speakers.setModel(self.speaker_model)
        self._speaker_delegate = SpeakerDelegate(self.speakers)
        self.speakers.setItemDelegate(self._speaker_delegate)
        self.speakers.clicked.connect(lambda index: self._click_speaker(self.speaker_model.rows[index.row()]))
        self.speakers.row_toggled.connect(lambda row: self.choose_speaker(row.key))
        self.speakers.row_entered.connect(self._go_to_speaker)
        self.speakers.row_doubled.connect(self._double_click_speaker)
        self.speakers.menu_requested.connect(lambda row, place: self.menu_requested.emit("speaker", row.key, place))
        self.speakers.selectionModel().currentChanged.connect(lambda *_: self._show_details())
        self.details = SpeakerDetails()
        self.details.passage_requested.connect(lambda span, key: self._go(span, "speaker", key))
        self.details.note_requested.connect(lambda key: self.note_requested.emit("speaker", key))
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.speakers, 1)
        column.addWidget(self.details)
        self._speakers_stack, self._no_speakers = _stack(tab)
        return self._speakers_stack

    def _build_claims_tab(self) -> None:
        tab = self.claims_tab = ClaimsTab()
        self.claims, self.claim_model, self.claim_filters = tab.claims, tab.model, tab.filters
        self.claims.row_opened.connect(self._go_to_claim)
        self.claims.row_toggled.connect(self._go_to_claim)
        self.claims.menu_requested.connect(lambda row, place: self.menu_requested.emit(row.kind, row.key, place))
        filters = self.claim_filters
        filters.form_chosen.connect(lambda form: self.set_filter(replace(self._filter, form=form)))
        filters.speaker_chosen.connect(lambda key: self.set_filter(replace(self._filter, speaker=key)))
        filters.topic_chosen.connect(lambda key: self.set_filter(replace(self._filter, topic=key)))
        filters.status_chosen.connect(lambda status: self.set_filter(replace(self._filter, status=status)))
        filters.doubt_chosen.connect(lambda doubt: self.set_filter(replace(self._filter, doubt=doubt)))
        filters.words_typed.connect(lambda words: self.set_filter(replace(self._filter, words=words)))
        tab.filters_dropped.connect(self.clear_filter)
        tab.key_pressed.connect(self._answer_key)
        tab.left_out.passage_requested.connect(self._go)
        tab.left_out.take_back_requested.connect(self.take_back_requested)
        tab.left_out.removal_requested.connect(self.take_apart_requested)

    def _answer_key(self, name: str, row: ClaimRow) -> None:
        match name:
            case "confirm":
                self.confirm_requested.emit(row.kind, row.key)
            case "reject":
                self.reject_requested.emit(row.kind, row.key)
            case "reassign":
                self.reassign_requested.emit(row.kind, row.key, self.claims_tab.place_of_current())
            case "note" if row.attribution is not None:
                self.note_requested.emit("attribution", row.attribution)

    def _topics_tab(self) -> QWidget:
        self.topics = RowList()
        self.topics.setAccessibleName(self.tr("Topics"))
        self.topics.setModel(self.topic_model)
        self._topic_delegate = TopicDelegate(self.topics)
        self.topics.setItemDelegate(self._topic_delegate)
        self.topics.row_opened.connect(self._go_to_topic)
        self.topics.row_toggled.connect(lambda row: self.choose_topic(row.key))
        self.topics.menu_requested.connect(lambda row, place: self.menu_requested.emit("topic", row.key, place))
        self._topics_stack, self._no_topics = _stack(self.topics)
        return self._topics_stack

    def _say_what_is_missing(self) -> None:
        for stack, words, has_rows, nothing in (
            (
                self._speakers_stack,
                self._no_speakers,
                bool(self._rows.speakers),
                self.tr("Nobody is quoted in this text."),
            ),
            (None, self.claims_tab.nothing, True, self.tr("No quotations were found in this text.")),
            (
                self._topics_stack,
                self._no_topics,
                bool(self._rows.topics),
                self.tr("Topics are found when the whole text has been read.")
                if self._is_part
                else self.tr("No topics were found in this text."),
            ),
        ):
            if self._shown_of is None and not self._has_findings:
                words.say(self.tr("No article is open"), self.tr("Open one, and what it says is listed here."))
            elif not self._has_findings and self._is_sought:
                words.say(self.tr("Looking for who said what …"))
            elif not self._has_findings:
                words.say(self.tr("Not analysed"), self.tr("“Analyse again” in the menu View looks for who said what."))
            else:
                words.say(nothing)
            if stack is not None:
                stack.setCurrentIndex(0 if has_rows else 1)
        self.claim_filters.setVisible(bool(self._rows.claims))

    # Where to go ---------------------------------------------------------------------------------------------------

    def _go(self, span: Span, kind: str, target_id: str) -> None:
        self.passage_requested.emit(span, (kind, target_id))

    def _go_to_speaker(self, row: SpeakerRow) -> None:
        if row.passages:
            self._go(row.passages[0], "speaker", row.key)

    def _click_speaker(self, row: SpeakerRow) -> None:
        """Only this speaker from now on, beginning with what is attributed to them first; another click releases that."""
        self._before_click = self._filter
        self.choose_speaker(row.key)
        if self._filter.speaker != row.key:
            return
        if row.attribution is not None and row.said is not None:
            self._go(row.said, "attribution", row.attribution)
        else:
            self._go_to_speaker(row)

    def _double_click_speaker(self, row: SpeakerRow) -> None:
        """A jump is meant: the filter is again as it was before the first of the two clicks."""
        self.set_filter(self._before_click)
        self._go_to_speaker(row)

    def _go_to_claim(self, row: ClaimRow) -> None:
        if row.attribution is not None:
            self._go(row.span, "attribution", row.attribution)
        else:
            self._go(row.span, row.kind, row.key)

    def _go_to_topic(self, row: TopicRow) -> None:
        if row.spans:
            self._go(row.spans[0], "topic", row.key)

    def _show_details(self) -> None:
        rows = {row.key: row for row in self._rows.speakers}
        current: SpeakerRow | None = self.speakers.current_row()
        chosen = rows.get(self._filter.speaker) if self._filter.speaker is not None else None
        self.details.show_speaker(chosen or current)

    # Its tabs' names -----------------------------------------------------------------------------------------------

    def _turn_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._show_strip()

    def _show_strip(self) -> None:
        """In every tab of findings, filtered or not; never for a moment only."""
        self.strip.setVisible(bool(self._rows.claims) and self.current_tab() != "notes")

    def _focus_of(self, place: int) -> QWidget:
        """What takes the focus when the panel is given it: the list of its tab."""
        return (self.speakers, self.claims, self.topics, self._notes)[place]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_tabs()

    def _name_tabs(self) -> None:
        named = sum(row.kind is not None for row in self._rows.speakers)
        self.tabs.name((named, len(self._rows.claims), len(self._rows.topics), self._note_count), self.width())


def _stack(widget: QWidget) -> tuple[QStackedWidget, Placeholder]:
    stack, words = QStackedWidget(), Placeholder("")
    stack.addWidget(widget)
    stack.addWidget(words)
    return stack, words

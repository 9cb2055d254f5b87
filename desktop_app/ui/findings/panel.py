"""The findings panel: tabs of speakers, claims and topics with one filter for all of them; the notes are handed in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop_app.domain.findings import AttributionKind, Findings
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.findings.delegates import ClaimDelegate, SpeakerDelegate, TopicDelegate, speaker_name
from desktop_app.ui.findings.filter_controls import ClaimFilters, FilterStrip
from desktop_app.ui.findings.rows import ClaimRow, Filter, Rows, SpeakerRow, TopicRow, rows_of, strong_ids
from desktop_app.ui.findings.speaker_details import SpeakerDetails
from desktop_app.ui.findings.spoken import speak_claim, speak_speaker, speak_topic
from desktop_app.ui.numbers import number
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.theme import Theme

TABS = ("speakers", "claims", "topics", "notes")


class FindingsPanel(QWidget):
    """Speakers · Claims · Topics · Notes. Emits where to go and what stays strong; changes nothing by itself."""

    passage_requested = Signal(object, object)  # Span, (kind, id)
    filter_changed = Signal(object)  # frozenset[str] | None: ids of claims, attributions, topics that stay strong
    note_requested = Signal(str, str)  # "speaker" | "attribution", id

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
        self.claim_model = RowsModel[ClaimRow](speak_claim, self)
        self.topic_model = RowsModel[TopicRow](speak_topic, self)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(self.tr("Findings"))
        for _name in TABS:
            self.tabs.addTab("")
        self.strip = FilterStrip()
        self.strip.dropped.connect(self._release)
        self.strip.cleared.connect(self.clear_filter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._speakers_tab())
        self._stack.addWidget(self._claims_tab())
        self._stack.addWidget(self._topics_tab())
        self._stack.addWidget(notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self.strip)
        self.tabs.currentChanged.connect(self._turn_to)
        note = QShortcut(QKeySequence("N"), self.claims)
        note.setContext(Qt.ShortcutContext.WidgetShortcut)
        note.activated.connect(self._note_on_current_claim)
        self.setFocusProxy(self._focus_of(0))
        self.show_reading(None)

    # What is shown -------------------------------------------------------------------------------------------------

    def show_reading(self, reading: Reading | None) -> None:
        """Show another article (or none); the filter of the former one is released."""
        shown_of = None if reading is None else (reading.article.id, reading.revision.id)
        if shown_of != self._shown_of:
            self._filter = Filter()
        self._shown_of = shown_of
        self.show_findings(reading.revision.text if reading else "", reading.findings if reading else None)

    def show_findings(self, text: str, findings: Findings | None, *, is_part: bool = False) -> None:
        """Show what was found in the text of the reading, or the part of it that is settled; None: nothing is known yet."""
        self._has_findings, self._is_part = findings is not None, is_part
        self._rows = Rows() if findings is None else rows_of(text, findings)
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

    def set_theme(self, theme: Theme) -> None:
        for view, delegate in (
            (self.speakers, self._speaker_delegate),
            (self.claims, self._claim_delegate),
            (self.topics, self._topic_delegate),
        ):
            delegate.theme = theme
            view.viewport().update()

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
        match name:
            case "speaker":
                self.set_filter(replace(self._filter, speaker=None))
            case "form":
                self.set_filter(replace(self._filter, form=None))
            case "topic":
                self.set_filter(replace(self._filter, topic=None))
            case _:
                self.set_filter(replace(self._filter, words=""))

    def _choose_speaker(self, key: str | None) -> None:
        """Filter by a speaker; choosing the same one again releases it."""
        self.set_filter(replace(self._filter, speaker=None if key == self._filter.speaker else key))

    def _choose_form(self, form: AttributionKind | None) -> None:
        self.set_filter(replace(self._filter, form=form))

    def _choose_topic(self, key: str | None) -> None:
        self.set_filter(replace(self._filter, topic=None if key == self._filter.topic else key))

    def _apply_filter(self) -> None:
        shown = tuple(row for row in self._rows.claims if self._filter.takes(row))
        current: ClaimRow | None = self.claims.current_row()
        self.claim_model.show(shown)
        if current is not None and self.claims.current_row() is None:
            self.claims.select_key(current.key)
        self.claim_filters.show_filter(self._filter)
        self.strip.show_filter(self._filter, self._rows, shown)
        self._show_strip()
        self._claims_stack.setCurrentIndex(0 if shown else 2 if self._rows.claims else 1)
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
        self.speakers.row_toggled.connect(lambda row: self._choose_speaker(row.key))
        self.speakers.row_entered.connect(self._go_to_speaker)
        self.speakers.row_doubled.connect(self._double_click_speaker)
        self.speakers.menu_requested.connect(self._speaker_menu)
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

    def _claims_tab(self) -> QWidget:
        self.claims = RowList()
        self.claims.setAccessibleName(self.tr("Claims in reading order"))
        self.claims.setModel(self.claim_model)
        self._claim_delegate = ClaimDelegate(self.claims)
        self.claims.setItemDelegate(self._claim_delegate)
        self.claims.row_opened.connect(self._go_to_claim)
        self.claims.row_toggled.connect(self._go_to_claim)
        self.claims.menu_requested.connect(self._claim_menu)
        self.claim_filters = ClaimFilters()
        self.claim_filters.form_chosen.connect(self._choose_form)
        self.claim_filters.speaker_chosen.connect(lambda key: self.set_filter(replace(self._filter, speaker=key)))
        self.claim_filters.topic_chosen.connect(lambda key: self.set_filter(replace(self._filter, topic=key)))
        self.claim_filters.words_typed.connect(lambda words: self.set_filter(replace(self._filter, words=words)))
        self._claims_stack, self._no_claims = _stack(self.claims)
        nothing_fits = Placeholder(self.tr("No claim fits the filters"))
        nothing_fits.add_button(self.tr("Clear all filters"), least=0).clicked.connect(self.clear_filter)
        self._claims_stack.addWidget(nothing_fits)
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.claim_filters)
        column.addWidget(self._claims_stack, 1)
        return tab

    def _topics_tab(self) -> QWidget:
        self.topics = RowList()
        self.topics.setAccessibleName(self.tr("Topics"))
        self.topics.setModel(self.topic_model)
        self._topic_delegate = TopicDelegate(self.topics)
        self.topics.setItemDelegate(self._topic_delegate)
        self.topics.row_opened.connect(self._go_to_topic)
        self.topics.row_toggled.connect(lambda row: self._choose_topic(row.key))
        self.topics.menu_requested.connect(self._topic_menu)
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
            (self._claims_stack, self._no_claims, True, self.tr("No quotations were found in this text.")),
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
            if stack is not self._claims_stack:
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
        self._choose_speaker(row.key)
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

    def _note_on_current_claim(self) -> None:
        row: ClaimRow | None = self.claims.current_row()
        if row is not None and row.attribution is not None:
            self.note_requested.emit("attribution", row.attribution)

    def _speaker_menu(self, row: SpeakerRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Go to the first mention"), lambda: self._go_to_speaker(row))
        is_chosen = self._filter.speaker == row.key
        only = self.tr("Show everybody again") if is_chosen else self.tr("Only this speaker")
        menu.addAction(only, lambda: self._choose_speaker(row.key))
        if row.kind is not None:
            menu.addAction(self.tr("Write a note"), lambda: self.note_requested.emit("speaker", row.key))
        _pop_up(menu, place)

    def _claim_menu(self, row: ClaimRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Go to the passage"), lambda: self._go_to_claim(row))
        if row.attribution is not None:
            attribution = row.attribution
            menu.addAction(self.tr("Write a note\tN"), lambda: self.note_requested.emit("attribution", attribution))
        name = speaker_name(row.speaker_name).replace("&", "&&")
        only = self.tr("Only %1").replace("%1", name)
        menu.addAction(only, lambda: self.set_filter(replace(self._filter, speaker=row.speaker)))
        _pop_up(menu, place)

    def _topic_menu(self, row: TopicRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Go to the first passage"), lambda: self._go_to_topic(row))
        is_chosen = self._filter.topic == row.key
        only = self.tr("Show all topics again") if is_chosen else self.tr("Only this topic")
        menu.addAction(only, lambda: self._choose_topic(row.key))
        _pop_up(menu, place)

    # Its tabs' names -----------------------------------------------------------------------------------------------

    def _turn_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.setFocusProxy(self._focus_of(place))
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
        """“Claims 11”; where the panel is too narrow for that, the counts are left to the tooltips."""
        named = sum(row.kind is not None for row in self._rows.speakers)
        counts = (named, len(self._rows.claims), len(self._rows.topics), self._note_count)
        names = (self.tr("Speakers"), self.tr("Claims"), self.tr("Topics"), self.tr("Notes"))
        full = [f"{name} {number(count)}" if count else name for name, count in zip(names, counts, strict=True)]
        metrics = QFontMetrics(self.tabs.font())
        is_narrow = sum(metrics.horizontalAdvance(name) + 30 for name in full) > self.width()
        if self.tabs.property("narrow") != is_narrow:
            self.tabs.setProperty("narrow", is_narrow)
            self.tabs.style().unpolish(self.tabs)
            self.tabs.style().polish(self.tabs)
        with QSignalBlocker(self.tabs):
            for place, (name, whole) in enumerate(zip(names, full, strict=True)):
                self.tabs.setTabText(place, name if is_narrow else whole)
                self.tabs.setTabToolTip(place, whole)
                self.tabs.setAccessibleTabName(place, whole)


def _stack(widget: QWidget) -> tuple[QStackedWidget, Placeholder]:
    stack, words = QStackedWidget(), Placeholder("")
    stack.addWidget(widget)
    stack.addWidget(words)
    return stack, words


def _pop_up(menu: QMenu, place: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)

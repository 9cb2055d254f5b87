"""The reader's hand on findings: the controllers of attributions, speakers, claims and topics, wired to page and lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.findings import AttributionKind, Speaker
from desktop_app.domain.spans import Span, hull
from desktop_app.ui.actions import Actions
from desktop_app.ui.correcting.attributions import AttributionCorrecting
from desktop_app.ui.correcting.claims import ClaimCorrecting
from desktop_app.ui.correcting.menus import Menus, attribution_entries, list_entries
from desktop_app.ui.correcting.proposal_bar import ProposalBar, Proposing
from desktop_app.ui.correcting.speakers import SpeakerCorrecting
from desktop_app.ui.correcting.topics import TopicCorrecting
from desktop_app.ui.desk import Desk
from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.highlight_menu import HighlightMenu
from desktop_app.ui.marking import Marking
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.theme import Theme

_IN_CLAIMS = ("claim_status", "same_claim", "separate_claim", "dismiss_claim")
"""Commands whose keys act in the list of claims as well."""


class Corrections(QObject):
    """What the menu “Correct” does, and the context menus of marks and rows. `topics.bar` and `proposals` are to be placed."""

    said = Signal(str)  # a short word for the reader
    passage_requested = Signal(object, object)  # Span, (kind, id) or None

    def __init__(self, window: QWidget, desk: Desk, page: PageView, findings: FindingsPanel, marking: Marking) -> None:
        super().__init__(window)
        self._desk, self._page, self._findings, self._marking = desk, page, findings, marking
        self.attributions = AttributionCorrecting(desk, window)
        self.speakers = SpeakerCorrecting(desk, window)
        self.claims = ClaimCorrecting(desk, window)
        self.topics = TopicCorrecting(desk, window)
        self.highlights = HighlightMenu(desk, self)
        self.proposals = ProposalBar()
        self.menus = Menus(window)
        self._actions: Actions | None = None
        Proposing(desk, self.proposals)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the commands do, by their ids."""
        who = self.attributions
        return {
            "confirm": self._confirm,
            "reassign": lambda: self._on_statement(self._reassign),
            "mean_other": lambda: self.speakers.mean(self._person()),
            "said_by": partial(self._wish, "said_by"),
            "accept_proposal": self.proposals.take,
            "set_ends": lambda: self._with_selection(who.set_ends_from),
            "set_cue": lambda: self._with_selection(who.set_cue_from),
            **{f"kind_{kind.value}": partial(self._set_kind, kind) for kind in AttributionKind},
            "not_speech": lambda: self._on_statement(who.not_speech),
            "take_back": lambda: self._on_statement(who.take_back),
            "edit_speaker": lambda: self.speakers.edit(self._person()),
            "merge_speaker": lambda: self.speakers.merge(self._person()),
            "split_speaker": lambda: self.speakers.split(self._person()),
            "claim_status": self._ask_claim_status,
            "claim": lambda: self.claims.open(self._claim_at_hand()),
            "make_claim": partial(self._wish, "claim"),
            "same_claim": lambda: self.claims.join(self._claim_at_hand()),
            "separate_claim": lambda: self.claims.separate(self._claim_at_hand()),
            "dismiss_claim": lambda: self.claims.dismiss(self._claim_at_hand()),
            "topic_passage": partial(self._wish, "topic"),
            "change_topic": lambda: self.topics.edit(self._topic_at_hand()),
        }

    def wire(self, actions: Actions) -> None:
        """Connect the controllers with page, lists and the keys of their commands."""
        self._actions = actions
        findings, page, who = self._findings, self._page, self.attributions
        who.caret, who.selection = page.text.caret, page.selected_span
        self.speakers.caret = page.text.caret
        for controller in (self.speakers, self.claims, self.topics, self.highlights):
            controller.key_of = self.key_of
        for contribution in (
            self.highlights.contribute,
            list_entries(findings, self._marking.note_on_target, self.key_of),
            attribution_entries(who, self.key_of),
            self.speakers.contribute,
            self.claims.contribute,
            self.topics.contribute,
        ):
            self.menus.add(contribution)
        findings.menu_requested.connect(self.menus.pop_up)
        findings.confirm_requested.connect(lambda kind, one: who.confirm_here(MarkRef(kind, one)))
        findings.reject_requested.connect(lambda kind, one: self._reject(MarkRef(kind, one)))
        findings.reassign_requested.connect(lambda kind, one, at: who.reassign(MarkRef(kind, one), at))
        findings.take_back_requested.connect(who.take_back_word)
        findings.take_apart_requested.connect(self._desk.corrections.take_apart)
        who.made.connect(page.select_mark)
        self.highlights.note_requested.connect(self._marking.note_on)
        self.highlights.tags_requested.connect(self._marking.tag)
        self.claims.made.connect(lambda ref: findings.select(ref.kind, ref.id))
        findings.claims_tab.status_requested.connect(
            lambda kind, one, at: self.claims.ask_status(MarkRef(kind, one), at)
        )
        self._desk.leaving.connect(self.claims.flush)
        self._wire_speakers()
        page.selection_changed.connect(self.topics.set_selection)
        self.topics.passage_requested.connect(self.passage_requested)
        self.topics.add_keys(findings.topics)
        self.proposals.listen_in(findings.claims)
        self.proposals.passage_requested.connect(self.passage_requested)
        for name in _IN_CLAIMS:
            findings.claims.addAction(actions[name])
        page.said_by_requested.connect(self.ask_said_by)
        page.topic_requested.connect(self.ask_topic)
        page.claim_requested.connect(self.claims.make)
        page.mark_menu_requested.connect(self._pop_up_on_page)
        self.follow_keys()

    def _wire_speakers(self) -> None:
        speakers, details = self.speakers, self._findings.details
        speakers.said.connect(self.said)
        speakers.speaker_wanted.connect(self._ask_who_is_meant)
        details.edit_requested.connect(lambda key: speakers.edit(MarkRef("speaker", key)))
        details.merge_requested.connect(lambda key: speakers.merge(MarkRef("speaker", key)))
        details.split_requested.connect(lambda key: speakers.split(MarkRef("speaker", key)))
        details.mean_requested.connect(lambda key, span: speakers.mean(MarkRef("speaker", key), span))
        details.take_apart_requested.connect(speakers.take_apart)

    def follow_keys(self) -> None:
        """The reader changed keys, or switched single letters on or off: the lists follow."""
        if self._actions is None:
            return
        keys = {name: self._actions[name].shortcuts() for name in ("confirm", "reassign", "note")}
        self._findings.set_keys({**keys, "reject": self._actions["remove_mark"].shortcuts()})
        self._findings.details.set_keys(self._actions["mean_other"].shortcuts())

    def key_of(self, command_id: str) -> str:
        """The key of a command as menus show it."""
        if self._actions is None:
            return ""
        return self._actions[command_id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.attributions, self.proposals, self.topics):
            part.set_theme(theme)

    def reject_here(self) -> bool:
        """Reject the chosen finding; False where it is none that can be."""
        ref = self._ref()
        if ref is None:
            return False
        return self.topics.remove(ref.id) if ref.kind == "topic" else self._reject(ref)

    def _reject(self, ref: MarkRef) -> bool:
        self.claims.flush()  # sources that are being typed on a claim that goes with it
        return self.attributions.reject_here(ref)

    def offer_speakers(self, known: Sequence[Speaker]) -> None:
        """Whom the library knows besides the speakers of the open article."""
        self.attributions.library_speakers = lambda: known

    def _wish(self, name: str) -> None:
        """What the floating bar does, by a key."""
        if self._page.text.meant_span() is None:
            self.said.emit(self.tr("Select a passage first."))
        else:
            self._page.request(name)

    # What is asked ---------------------------------------------------------------------------------------------------

    def ask_said_by(self, span: Span | None) -> None:
        if span is None:
            self.said.emit(self.tr("Select what was said first."))
        else:
            self.attributions.said_by(span, self.place_of(span))

    def ask_topic(self, span: Span | None) -> None:
        self.topics.choose(span, self.place_of(span) if span is not None else QRect())

    def ask_speaker(self, attribution_id: str, at: QPoint | QRect) -> bool:
        """Who says this? Asked beside that place; False where there is no such statement."""
        return self.attributions.reassign(MarkRef("attribution", attribution_id), at)

    def place_of(self, span: Span) -> QRect:
        """Where a passage stands on the screen."""
        view = self._page.text
        box = view.box_of(span).toAlignedRect()
        return QRect(view.viewport().mapToGlobal(box.topLeft()), box.size())

    def _ask_who_is_meant(self, then: Callable[[Speaker | None], None], place: Span, current: str) -> None:
        reading = self._desk.reading
        if reading is not None:
            self._page.go_to(place, flash=False)
            self.attributions.ask_who(place, current, self.place_of(place), then)

    def _ask_claim_status(self) -> None:
        claims, text = self._findings.claims, self._page.text
        if claims.hasFocus():
            corner = claims.viewport().mapToGlobal(claims.visualRect(claims.currentIndex()).bottomLeft())
        else:
            corner = text.viewport().mapToGlobal(text.cursorRect().bottomLeft())
        self.claims.ask_status(self._claim_at_hand(), corner)

    def _pop_up_on_page(self, ref: MarkRef, place: QPoint) -> None:
        menu = QMenu(self._page)
        menu.setAccessibleName(self.tr("What can be done with it"))
        self.menus.fill(menu, ref)
        menu.aboutToHide.connect(menu.deleteLater)
        if not menu.isEmpty():
            menu.popup(place)

    # What is meant ---------------------------------------------------------------------------------------------------

    def _ref(self) -> MarkRef | None:
        """What lies under the caret. A topic is chosen in the margin, where no caret goes; anything else that was chosen before
        may be out of sight by now."""
        chosen = self._page.text.scene.chosen
        return self._page.mark_under_caret() or (chosen if chosen is not None and chosen.kind == "topic" else None)

    def _person(self) -> MarkRef | None:
        """The speaker who is named at the caret, whether or not they say something there."""
        under, reading, caret = self._page.mark_under_caret(), self._desk.reading, self._page.text.caret()
        if under is not None and under.kind == "speaker":
            return under
        for speaker in reading.findings.speakers if reading is not None and reading.findings is not None else ():
            if any(mention.span.start <= caret < mention.span.end for mention in speaker.mentions):
                return MarkRef("speaker", speaker.id)
        return under

    def _on_statement(self, act: Callable[[MarkRef], bool]) -> None:
        ref = self._ref()
        if ref is None or not act(ref):
            self.said.emit(self.tr("Go to a statement first (J and K lead from one to the next)."))

    def _confirm(self) -> None:
        ref = self._ref()
        if ref is not None and ref.kind == "topic" and self.topics.confirm(ref.id):
            return
        self._on_statement(self.attributions.confirm_here)

    def _reassign(self, ref: MarkRef) -> bool:
        found = self.attributions.attribution_of(ref)
        return found is not None and self.attributions.reassign(ref, self.place_of(hull(found.content)))

    def _set_kind(self, kind: AttributionKind) -> None:
        self._on_statement(lambda ref: self.attributions.change_kind(ref, kind))

    def _with_selection(self, act: Callable[[Span, MarkRef], bool]) -> None:
        """The chosen mark is meant, even where the selection reaches beyond it."""
        span, ref = self._page.selected_span(), self._page.text.scene.chosen or self._page.mark_under_caret()
        if span is None or ref is None or not act(span, ref):
            self.said.emit(self.tr("Choose a statement, then select the words."))

    def _claim_at_hand(self) -> MarkRef | None:
        """The row of the list of claims while that has the focus, else the claim at the caret."""
        if self._findings.claims.hasFocus():
            row = self._findings.claims.current_row()
            return MarkRef(row.kind, row.key) if row is not None else None
        return self.claims.narrowed(self._page.mark_under_caret(), self._page.text.caret())

    def _topic_at_hand(self) -> str:
        chosen = self._page.text.scene.chosen
        if chosen is not None and chosen.kind == "topic" and not self._findings.topics.hasFocus():
            return chosen.id
        row = self._findings.topics.current_row() if self._findings.current_tab() == "topics" else None
        return row.key if row is not None else ""

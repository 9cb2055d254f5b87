"""Corrections of speakers: opens their dialogs, asks who is meant, and offers all of it in context menus."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from desktop_app.domain.findings import Attribution, Claim, Speaker, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs.merge_speakers import MergeSpeakersDialog
from desktop_app.ui.dialogs.speaker import SpeakerDialog
from desktop_app.ui.dialogs.split_speaker import SplitSpeakerDialog
from desktop_app.ui.page import MarkRef

Chosen = Callable[[Speaker | None], None]
"""Is told who was chosen; None: nobody who is named. Never called where nothing was chosen."""


class SpeakerCorrecting(QObject):
    """Every wish takes what a mark stands for: a speaker, or a statement or claim of theirs. `parent` is the window that the
    dialogs belong to. key_of: the key of a command as menus show it; caret: where the reader is in the text, to tell mentions
    of one speaker apart. The window sets both."""

    said = Signal(str)  # a short word for the reader
    speaker_wanted = Signal(
        object, object, str
    )  # Chosen, to be told whom the reader chooses; Span; who it is so far (id)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self.key_of: Callable[[str], str] = lambda _command: ""
        self.caret: Callable[[], int | None] = lambda: None

    # What can be wished

    def edit(self, ref: MarkRef | None) -> None:
        """Name, role, kind and other names."""
        known = self._asked(ref)
        if known is None:
            return
        reading, speaker = known
        dialog = SpeakerDialog(reading, speaker, self._window)

        def describe(name: str, role: str, kind: SpeakerKind, aliases: tuple[str, ...]) -> None:
            self._desk.corrections.describe(speaker.id, name=name, role=role, kind=kind, aliases=aliases)

        dialog.changed.connect(describe)
        dialog.merge_requested.connect(self._desk.corrections.merge_speakers)
        self._open(dialog)

    def merge(self, ref: MarkRef | None) -> None:
        """The same as another speaker of the article."""
        known = self._asked(ref)
        if known is not None:
            dialog = MergeSpeakersDialog(*known, self._window)
            dialog.merge_requested.connect(self._desk.corrections.merge_speakers)
            self._open(dialog)

    def split(self, ref: MarkRef | None) -> None:
        """Two who were taken for one."""
        known = self._asked(ref)
        if known is None:
            return
        reading, speaker = known
        if len(speaker.mentions) + len(_statements(reading, speaker)) < 2:
            self.said.emit(self.tr("There is nothing that could be taken out of {0}.").format(speaker.name))
            return
        dialog = SplitSpeakerDialog(reading, speaker, self._window)

        def split(new: Speaker, mentions: tuple[Span, ...], attributions: tuple[str, ...]) -> None:
            self._desk.corrections.split_speaker(speaker.id, new, mentions, attributions)

        dialog.split_requested.connect(split)
        self._open(dialog)

    def mean(self, ref: MarkRef | None, span: Span | None = None) -> None:
        """Somebody else is meant at one mention of the speaker: the one at `span`, or at the caret."""
        known = self._asked(ref)
        if known is None:
            return
        reading, speaker = known
        mention = mention_at(reading, speaker, span or self._at_caret())
        if mention is None:
            self.said.emit(self.tr("Put the caret on a name, a pronoun or a description first."))
            return
        article, place = reading.article.id, mention

        def take(who: Speaker | None) -> None:
            now = self._desk.reading
            if now is not None and now.article.id == article:
                self._desk.corrections.mean(speaker.id, place, who)

        self.speaker_wanted.emit(take, place, speaker.id)

    def take_apart(self, correction_id: str) -> None:
        self._desk.corrections.take_apart(correction_id)

    def contribute(self, menu: QMenu, ref: MarkRef) -> None:
        """Add what can be done with the speaker of a mark; that of a statement or claim has a menu of their own in it."""
        reading, speaker = self._desk.reading, self.speaker_of(ref)
        if reading is None or reading.findings is None or speaker is None:
            return
        if ref.kind != "speaker":
            name = speaker.name if len(speaker.name) <= 40 else speaker.name[:39].rstrip() + "…"
            menu = menu.addMenu(self.tr("Speaker “{0}”").format(name.replace("&", "&&")))
        self._add(menu, self.tr("Edit speaker…"), "edit_speaker", lambda: self.edit(ref))
        self._add(menu, self.tr("Merge with…"), "merge_speaker", lambda: self.merge(ref))
        self._add(menu, self.tr("Split…"), "split_speaker", lambda: self.split(ref))
        if ref.kind == "speaker" and mention_at(reading, speaker, self._at_caret()) is not None:
            self._add(menu, self.tr("Somebody else is meant here…"), "mean_other", lambda: self.mean(ref))

    def speaker_of(self, ref: MarkRef | None) -> Speaker | None:
        """The speaker that a mark stands for, or who says the statement or claim that it stands for."""
        findings = self._desk.reading.findings if self._desk.reading is not None else None
        if findings is None or ref is None:
            return None
        if ref.kind == "speaker":
            return findings.speaker(ref.id)
        said: Sequence[Attribution | Claim] = ()
        if ref.kind in ("attribution", "claim"):
            said = findings.attributions if ref.kind == "attribution" else findings.claims
        return findings.speaker(next((one.speaker for one in said if one.id == ref.id), None))

    # Inside

    def _asked(self, ref: MarkRef | None) -> tuple[Reading, Speaker] | None:
        """The open article and the speaker that is meant; where there is none, the reader is told."""
        reading, speaker = self._desk.reading, self.speaker_of(ref)
        if reading is None:
            return None
        if reading.findings is None:
            self.said.emit(self.tr("Findings can be corrected when the analysis has ended."))
            return None
        if speaker is None:
            self.said.emit(self.tr("Put the caret on a speaker or on what one says first."))
            return None
        return reading, speaker

    def _at_caret(self) -> Span | None:
        place = self.caret()
        return Span(place, place) if place is not None else None

    def _add(self, menu: QMenu, words: str, command: str, slot: Callable[[], None]) -> None:
        key = self.key_of(command)
        menu.addAction(f"{words}\t{key}" if key else words, slot)

    def _open(self, dialog: QDialog) -> None:
        """It is about the article that is open now, and goes with it."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk.opened.connect(dialog.reject)
        self._desk.closed.connect(dialog.reject)
        dialog.open()


def mention_at(reading: Reading, speaker: Speaker, span: Span | None) -> Span | None:
    """The mention of a speaker that lies at a place, the shortest one; else the source there of what they say."""
    if span is None:
        return None
    place = Span(span.start - (span.length == 0), max(span.end, span.start + 1))  # a caret stands between two letters
    mentions = [mention.span for mention in speaker.mentions]
    sources = [part for one in _statements(reading, speaker) for part in one.source]
    for known in (mentions, sources):
        here = [one for one in known if one.overlaps(place)]
        if here:
            return min(here, key=lambda one: one.length)
    return None


def _statements(reading: Reading, speaker: Speaker) -> list[Attribution]:
    found = reading.findings.attributions if reading.findings is not None else ()
    return [one for one in found if one.speaker == speaker.id]

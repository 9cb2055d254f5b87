"""The reader's word on findings of the open article, one undoable step for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.corrections import ClaimStatus, Target, Verdict
from desktop_app.domain.findings import Attribution, AttributionKind, Speaker, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.desk.history import Change

if TYPE_CHECKING:
    from desktop_app.ui.desk.desk import Desk


class Correcting(QObject):
    """Findings that are still on their way have no lasting ids: until the analysis has ended nothing can be said of them."""

    proposed = Signal(object, object)  # tuple[Attribution, ...] that are called by the same words, Speaker | None

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    # Of any finding

    def confirm(self, kind: str, finding_id: str) -> None:
        self._say(lambda reading: say.judge(reading, Target(kind), finding_id, Verdict.CONFIRMED), self.tr("Confirm"))

    def reject(self, kind: str, finding_id: str) -> None:
        """Leave a finding out. It can be undone, and it can be taken back later."""
        words = {"attribution": self.tr("Reject attribution"), "claim": self.tr("Dismiss claim")}
        said = {"attribution": self.tr("The attribution was rejected."), "claim": self.tr("The claim was dismissed.")}
        if self._say(
            lambda reading: say.judge(reading, Target(kind), finding_id, Verdict.REJECTED),
            words.get(kind, self.tr("Remove topic")),
        ):
            self._desk.removed.emit(said.get(kind, self.tr("The topic was removed.")))

    def take_back(self, kind: str, finding_id: str) -> None:
        """Neither confirmed nor rejected any more."""
        self._say(lambda reading: say.judge(reading, Target(kind), finding_id, None), self.tr("Take back"))

    # Attributions

    def mark_not_speech(self, attribution_id: str) -> None:
        if self._say(
            lambda reading: say.judge(reading, Target.ATTRIBUTION, attribution_id, Verdict.NOT_SPEECH),
            self.tr("Mark as no speech"),
        ):
            self._desk.removed.emit(self.tr("Marked as nobody’s speech."))

    def reassign(self, attribution_id: str, speaker: Speaker | None) -> None:
        """Say who speaks (None: nobody is named), then propose the others that are called by the same words."""
        words = self.tr("Said by {0}").format(speaker.name) if speaker is not None else self.tr("Said by nobody named")
        if self._say(lambda reading: say.reassign(reading, attribution_id, speaker), words):
            reading = self._desk.reading
            others = say.alike(reading, attribution_id) if reading is not None else ()
            if others:
                self.proposed.emit(others, speaker)

    def reassign_all(self, attributions: Sequence[Attribution], speaker: Speaker | None) -> None:
        """Accept what was proposed, as one step."""
        name = speaker.name if speaker is not None else self.tr("nobody named")
        self._say(
            lambda reading: tuple(made for one in attributions for made in say.reassign(reading, one.id, speaker)),
            self.tr("{0} more said by {1}").format(len(attributions), name),
        )

    def redraw(self, attribution_id: str, content: Sequence[Span]) -> None:
        self._say(lambda reading: say.redraw(reading, attribution_id, content), self.tr("Change the ends"))

    def set_kind(self, attribution_id: str, kind: AttributionKind) -> None:
        self._say(lambda reading: say.set_kind(reading, attribution_id, kind), self.tr("Change the kind"))

    def set_cue(self, attribution_id: str, span: Span) -> None:
        self._say(lambda reading: say.set_cue(reading, attribution_id, span), self.tr("Set the cue"))

    def attribute(self, content: Span, speaker: Speaker | None) -> str | None:
        """A new attribution of a selected passage; its id."""
        name = speaker.name if speaker is not None else self.tr("nobody named")
        made = self._say(
            lambda reading: say.attribute(reading, content, speaker), self.tr("Attribute to {0}").format(name)
        )
        return made[0].target_id if made else None

    # Speakers

    def describe(
        self,
        speaker_id: str,
        *,
        name: str | None = None,
        role: str | None = None,
        kind: SpeakerKind | None = None,
        aliases: Sequence[str] | None = None,
    ) -> None:
        self._say(
            lambda reading: say.describe(reading, speaker_id, name=name, role=role, kind=kind, aliases=aliases),
            self.tr("Change speaker"),
        )

    def merge_speakers(self, speaker_id: str, into: str) -> None:
        self._say(lambda reading: say.merge(reading, speaker_id, into), self.tr("Merge speakers"))

    def split_speaker(
        self, speaker_id: str, new: Speaker, mentions: Sequence[Span], attributions: Sequence[str]
    ) -> None:
        self._say(lambda reading: say.split(reading, speaker_id, new, mentions, attributions), self.tr("Split speaker"))

    def mean(self, speaker_id: str, mention: Span, other: Speaker | None) -> None:
        self._say(lambda reading: say.mean(reading, speaker_id, mention, other), self.tr("Change who is meant"))

    def take_apart(self, correction_id: str) -> None:
        """Take one correction back (a merge, above all): everything goes where it was."""
        reading = self._desk.reading
        known = next((one for one in reading.corrections if one.id == correction_id), None) if reading else None
        if known is not None:
            self._desk.step([Change(known, None)], self.tr("Take a correction back"))

    # Claims

    def judge_claim(self, claim_id: str, status: ClaimStatus, note: str = "") -> None:
        self._say(
            lambda reading: say.judge_claim(reading, claim_id, status, note), self.tr("Change the claim’s status")
        )

    def claim(self, span: Span) -> None:
        self._say(lambda reading: say.claim(reading, span), self.tr("Make a claim"))

    def same_claim(self, claim_id: str, earlier: str | None) -> None:
        words = self.tr("Join claims") if earlier is not None else self.tr("Separate claims")
        self._say(lambda reading: say.same_claim(reading, claim_id, earlier), words)

    # Topics

    def topic(self, label: str, span: Span, topic_id: str = "") -> None:
        self._say(lambda reading: say.topic(reading, label, [span], topic_id), self.tr("New topic “{0}”").format(label))

    def rename_topic(self, topic_id: str, label: str) -> None:
        self._say(lambda reading: say.rename_topic(reading, topic_id, label), self.tr("Rename topic"))

    def colour_topic(self, topic_id: str, hue: str) -> None:
        self._say(lambda reading: say.colour_topic(reading, topic_id, hue), self.tr("Change topic colour"))

    def merge_topics(self, topic_id: str, into: str) -> None:
        self._say(lambda reading: say.merge_topics(reading, topic_id, into), self.tr("Merge topics"))

    def give_passage(self, topic_id: str, span: Span) -> None:
        self._say(lambda reading: say.give_passage(reading, topic_id, span), self.tr("Add passage to topic"))

    def take_passage(self, topic_id: str, span: Span) -> None:
        self._say(lambda reading: say.take_passage(reading, topic_id, span), self.tr("Take passage from topic"))

    # Inside

    def _say(self, corrections: Callable[[Reading], tuple[Correction, ...]], words: str) -> tuple[Correction, ...]:
        reading = self._desk.reading
        if reading is None:
            return ()
        if reading.findings is None:
            self._desk.said.emit(self.tr("Findings can be corrected when the analysis has ended."))
            return ()
        try:
            made = corrections(reading)
        except KeyError:  # it went while a menu was open
            self._desk.said.emit(self.tr("That finding is not there any more."))
            return ()
        if made:
            self._desk.step([Change(None, one) for one in made], words)
        return made

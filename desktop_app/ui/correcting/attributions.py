"""The reader's word on who said what: confirm, reject, reassign, redraw, and statements that no engine found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.corrections import Target, Verdict, finding_of
from desktop_app.domain.findings import Attribution, AttributionKind, Claim, Findings, Speaker
from desktop_app.domain.spans import Span
from desktop_app.ui.correcting.speaker_box import SpeakerBox
from desktop_app.ui.desk import Desk
from desktop_app.ui.page.marks import MarkRef
from desktop_app.ui.theme import LIGHT, Theme

_MARKS = '“”„«»"'


class AttributionCorrecting(QObject):
    """Acts on marks and rows of attributions, of claims (their attribution is meant; of one without it, the claim itself) and of
    speakers (what has the mention at the caret as its source). Methods that take a ref say whether it was one of these.

    caret: where the reader is in the text, to tell mentions of one speaker apart; selection: the selected words; library_speakers:
    whom the library knows. The window sets all three."""

    made = Signal(object)  # MarkRef of an attribution of the reader's

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._box: SpeakerBox | None = None
        self._theme = LIGHT
        self._parent = parent
        self.caret: Callable[[], int | None] = lambda: None
        self.selection: Callable[[], Span | None] = lambda: None
        self.library_speakers: Callable[[], Sequence[Speaker]] = tuple
        desk.opened.connect(lambda _opened: self.close_box())
        desk.closed.connect(self.close_box)

    # What is meant --------------------------------------------------------------------------------------------------

    def attribution_of(self, ref: MarkRef | None) -> Attribution | None:
        """The attribution that a mark or row stands for."""
        findings = self._findings()
        if ref is None or findings is None:
            return None
        if ref.kind == "attribution":
            found = finding_of(findings, Target.ATTRIBUTION, ref.id)
        elif ref.kind == "claim":
            claim = finding_of(findings, Target.CLAIM, ref.id)
            meant = claim.attribution if isinstance(claim, Claim) else None
            found = finding_of(findings, Target.ATTRIBUTION, meant) if meant is not None else None
        elif ref.kind == "speaker":
            found = self._said_at_caret(findings, ref.id)
        else:
            found = None
        return found if isinstance(found, Attribution) else None

    def is_confirmed(self, attribution_id: str) -> bool:
        reading = self._desk.reading
        word = reading.word if reading is not None else None
        return word is not None and word.verdicts.get(attribution_id) is Verdict.CONFIRMED

    def has_word(self, finding_id: str) -> bool:
        """Whether the reader has said something of it."""
        reading = self._desk.reading
        return reading is not None and any(one.target_id == finding_id for one in reading.corrections)

    def _said_at_caret(self, findings: Findings, speaker_id: str) -> Attribution | None:
        caret = self.caret()
        said = [one for one in findings.attributions if one.speaker == speaker_id]
        if caret is not None:
            said = [one for one in said if any(span.start <= caret <= span.end for span in one.source)]
        return said[0] if len(said) == 1 or (caret is not None and said) else None

    def _claim_alone(self, ref: MarkRef) -> str | None:
        """Id of a claim that the article leaves without a source."""
        findings = self._findings()
        claim = finding_of(findings, Target.CLAIM, ref.id) if findings is not None and ref.kind == "claim" else None
        return claim.id if isinstance(claim, Claim) and claim.attribution is None else None

    def _findings(self) -> Findings | None:
        return self._desk.reading.findings if self._desk.reading is not None else None

    # One key each ---------------------------------------------------------------------------------------------------

    def confirm_here(self, ref: MarkRef) -> bool:
        found, alone = self.attribution_of(ref), self._claim_alone(ref)
        if found is None and alone is None:
            return False
        if found is not None and self.is_confirmed(found.id):
            self._desk.said.emit(self.tr("This is confirmed already."))
        elif found is not None:
            self._desk.corrections.confirm("attribution", found.id)
            self._desk.said.emit(self.tr("Confirmed: said by {0}.").format(self._name_of(found)))
        elif alone is not None:
            self._desk.corrections.confirm("claim", alone)
            self._desk.said.emit(self.tr("Confirmed."))
        return True

    def reject_here(self, ref: MarkRef) -> bool:
        found, alone = self.attribution_of(ref), self._claim_alone(ref)
        if found is not None:
            self._desk.corrections.reject("attribution", found.id)
        elif alone is not None:
            self._desk.corrections.reject("claim", alone)
        return found is not None or alone is not None

    def not_speech(self, ref: MarkRef) -> bool:
        found = self.attribution_of(ref)
        if found is not None:
            self._desk.corrections.mark_not_speech(found.id)
        return found is not None

    def change_kind(self, ref: MarkRef, kind: AttributionKind) -> bool:
        found = self.attribution_of(ref)
        if found is not None:
            self._desk.corrections.set_kind(found.id, kind)
        return found is not None

    def set_cue_from(self, span: Span, ref: MarkRef) -> bool:
        found = self.attribution_of(ref)
        if found is not None:
            self._desk.corrections.set_cue(found.id, span)
        return found is not None

    def set_ends_from(self, span: Span, ref: MarkRef) -> bool:
        """The selected words are what was said; of a direct quotation, those inside the marks."""
        found, reading = self.attribution_of(ref), self._desk.reading
        if found is None or reading is None:
            return False
        is_direct = found.kind is AttributionKind.DIRECT
        self._desk.corrections.redraw(found.id, inside_marks(reading.revision.text, span) if is_direct else (span,))
        return True

    def take_back(self, ref: MarkRef) -> bool:
        """The reader's verdict, or else the last thing that the reader said of it."""
        found, alone = self.attribution_of(ref), self._claim_alone(ref)
        target = ("attribution", found.id) if found is not None else ("claim", alone or ref.id)
        return self.take_back_word(*target) or found is not None or alone is not None

    def take_back_word(self, kind: str, finding_id: str) -> bool:
        """The same for a finding that may be left out. False where the reader has said nothing of it."""
        reading = self._desk.reading
        word = reading.word if reading is not None else None
        if reading is None or word is None:
            return False
        if finding_id in word.verdicts:
            self._desk.corrections.take_back(kind, finding_id)
            return True
        said = [one for one in reading.corrections if one.target_id == finding_id and one.target == kind]
        if said:
            self._desk.corrections.take_apart(said[-1].id)
        else:
            self._desk.said.emit(self.tr("You have said nothing of this that could be taken back."))
        return bool(said)

    # Who says it ----------------------------------------------------------------------------------------------------

    def reassign(self, ref: MarkRef, at: QPoint | QRect) -> bool:
        """Ask who says it, in a box beside `at` (global coordinates)."""
        found = self.attribution_of(ref)
        if found is None:
            return False
        identity = found.id
        words = " … ".join(span.of(self._text()) for span in found.content)
        self._ask(
            words, found.speaker, at, lambda speaker: self._desk.corrections.reassign(identity, speaker), is_new=False
        )
        return True

    def said_by(self, span: Span, at: QPoint | QRect) -> None:
        """A new attribution of a passage to whom the reader names; `made` says which."""

        def attribute(speaker: Speaker | None) -> None:
            made = self._desk.corrections.attribute(span, speaker)
            if made is not None:
                self.made.emit(MarkRef("attribution", made))

        if self._findings() is None:
            self._desk.said.emit(self.tr("Findings can be corrected when the analysis has ended."))
        else:
            self._ask(span.of(self._text()), None, at, attribute, is_new=True)

    def ask_who(
        self, place: Span, current: str | None, at: QPoint | QRect, then: Callable[[Speaker | None], None]
    ) -> None:
        """Ask who is meant at a passage, for whoever wants to know. current: id of the speaker so far."""
        self._ask(place.of(self._text()), current, at, then, is_new=False)

    def close_box(self) -> None:
        if self._box is not None:
            self._box.close()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _ask(
        self,
        words: str,
        current: str | None,
        at: QPoint | QRect,
        then: Callable[[Speaker | None], None],
        *,
        is_new: bool,
    ) -> None:
        findings = self._findings()
        if findings is None:
            return
        self.close_box()
        box = self._box = SpeakerBox(self._theme, self._parent)
        word = self._desk.reading.word if self._desk.reading is not None else None
        box.show_speakers(findings, tuple(self.library_speakers()), word.places if word is not None else None)
        box.ask(words, current, has_current=not is_new)
        box.chosen.connect(then)
        box.destroyed.connect(lambda: self._forget(box))
        box.open_at(at)

    def _forget(self, box: SpeakerBox) -> None:
        if self._box is box:
            self._box = None

    def _name_of(self, found: Attribution) -> str:
        findings = self._findings()
        speaker = findings.speaker(found.speaker) if findings is not None else None
        return speaker.name if speaker is not None else self.tr("nobody named")

    def _text(self) -> str:
        return self._desk.reading.revision.text if self._desk.reading is not None else ""


def inside_marks(text: str, span: Span) -> tuple[Span, ...]:
    """The stretches of a passage that stand inside quotation marks, without the marks; the whole passage where it has none. A
    mark that opens again what is open begins a paragraph of the same quotation."""
    stretches: list[Span] = []
    opened, opener = -1, ""
    for place in range(*span):
        letter = text[place]
        if letter not in _MARKS:
            continue
        if opened >= 0:
            stretches.append(Span(opened, place))
            opened, opener = (place + 1, opener) if letter == opener and letter != '"' else (-1, "")
        elif letter != "”":
            opened, opener = place + 1, letter
        elif not stretches:
            stretches.append(Span(span.start, place))
    if opened >= 0:
        stretches.append(Span(opened, span.end))
    return tuple(stretch for stretch in stretches if stretch.of(text).strip()) or (span,)

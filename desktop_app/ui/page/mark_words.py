"""The marks of an article in words: nothing on the page is told by its colour or shape alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.annotations import Highlight, HighlightColour, Note
from desktop_app.domain.corrected import Corrected
from desktop_app.domain.corrections import READER, Field, Verdict
from desktop_app.domain.findings import Attribution, AttributionKind, Claim, Findings
from desktop_app.domain.spans import Span
from desktop_app.ui.grounds import grounds_of
from desktop_app.ui.grounds_in_words import confidence_in_words, finders_in_words, grounds_in_words
from desktop_app.ui.page.lanes import first_words
from desktop_app.ui.page.marks import MarkRef, note_marks, place_of_attribution
from desktop_app.ui.statuses import status_name


class MarkWords:
    """Of one article; told what is shown, asked for its words."""

    def __init__(self) -> None:
        self._text = ""
        self._findings: Findings | None = None
        self._word: Corrected | None = None
        self._attributions: Mapping[str, Attribution] = {}
        self._claims: Mapping[str, Claim] = {}
        self._highlights: Mapping[str, Highlight] = {}
        self._notes: Sequence[Note] = ()
        self._colours: Mapping[str, str] = {}

    def show_findings(self, text: str, findings: Findings | None, word: Corrected | None) -> None:
        self._text, self._findings, self._word = text, findings, word
        self._attributions = {item.id: item for item in findings.attributions} if findings is not None else {}
        self._claims = {claim.id: claim for claim in findings.claims} if findings is not None else {}

    def show_annotations(
        self, highlights: Sequence[Highlight], notes: Sequence[Note], colours: Sequence[HighlightColour]
    ) -> None:
        self._highlights = {item.id: item for item in highlights}
        self._notes = notes
        self._colours = {colour.id: colour.name for colour in colours}

    def paragraphs(self, ref: MarkRef) -> list[str]:
        """What a tooltip says of a mark; nothing of one that is not there."""
        if ref.kind == "highlight" and ref.id in self._highlights:
            highlight = self._highlights[ref.id]
            tags = [_tr("Tags: %1").replace("%1", ", ".join(highlight.tags))] if highlight.tags else []
            return [self._colours.get(highlight.colour_id, _tr("Highlight")), *tags]
        if ref.kind == "speaker" and self._findings is not None:
            speaker = self._findings.speaker(ref.id)
            return [", ".join(part for part in (speaker.name, speaker.role) if part)] if speaker is not None else []
        if ref.kind == "claim" and ref.id in self._claims:
            return self._of_claim(ref.id)
        if ref.kind == "attribution" and ref.id in self._attributions:
            return self._of_attribution(self._attributions[ref.id])
        return []

    def in_reading_order(self) -> list[tuple[MarkRef, str]]:
        """All marks, each in a sentence or two, for a list that is read aloud."""
        placed = sorted(self._all(), key=lambda item: (item[0].start, -item[0].end))
        return [(ref, words) for _, ref, words in placed]

    def _all(self) -> Iterator[tuple[Span, MarkRef, str]]:
        for highlight in self._highlights.values():
            ref = MarkRef("highlight", highlight.id)
            yield highlight.span, ref, self._sentence(_tr("Highlight"), highlight.span, self.paragraphs(ref))
        for mark in note_marks(self._notes, list(self._highlights.values()), self._findings):
            words = first_words(mark.words, Span(0, len(mark.words))) or _tr("An empty note")
            yield Span(mark.offset, mark.offset), mark.ref, f"{_tr('Note')}: {words}"
        if self._findings is None:
            return
        for item in self._findings.attributions:
            ref, place = MarkRef("attribution", item.id), place_of_attribution(item)
            yield place, ref, self._sentence(_tr("Statement"), place, self.paragraphs(ref))
        for claim in self._findings.claims:
            ref = MarkRef("claim", claim.id)
            yield claim.span, ref, self._sentence(_tr("Claim"), claim.span, self.paragraphs(ref))
        for topic in self._findings.topics:
            for span in topic.spans[:1]:
                yield span, MarkRef("topic", topic.id), f"{_tr('Topic')}: {topic.label}"

    def _sentence(self, kind: str, span: Span, paragraphs: Sequence[str]) -> str:
        said = "; ".join(paragraph.rstrip(".") for paragraph in paragraphs)
        words = f"{kind}: “{first_words(self._text, span)}”."
        return f"{words} {said}." if said else words

    def _of_attribution(self, item: Attribution) -> list[str]:
        speaker = self._findings.speaker(item.speaker) if self._findings is not None else None
        who = speaker.name if speaker is not None else _tr("Nobody named")
        kinds = {
            AttributionKind.DIRECT: _tr("quoted"),
            AttributionKind.MIXED: _tr("quoted in part"),
            AttributionKind.INDIRECT: _tr("reported"),
        }
        grounds = grounds_in_words(grounds_of(self._text, item, speaker))
        if item.found_by == READER:
            finder = finders_in_words(READER)
            grounds = [line for line in grounds if line != finder]
        said = self._readers_word(item)
        is_guessed = item.found_by != READER and not said
        sure = [confidence_in_words(item.confidence)] if is_guessed else []
        return [f"{who} · {kinds[item.kind]}", *grounds, *sure, *said]

    def _readers_word(self, item: Attribution) -> list[str]:
        """What the tick and the pencil mean."""
        fields = self._word.changed.get(item.id, ()) if self._word is not None else ()
        said = [_tr("✎ Made by you.")] if item.found_by == READER else []
        named = _changed_in_words()
        changed = [named[field] for field in dict.fromkeys(fields) if field in named]
        if changed and not said:
            said.append(_tr("✎ Corrected by you: %1.").replace("%1", ", ".join(changed)))
        elif fields and not said:
            said.append(_tr("✎ Corrected by you."))
        if self._word is not None and self._word.verdicts.get(item.id) is Verdict.CONFIRMED:
            said.append(_tr("✓ Confirmed by you."))
        return said

    def _of_claim(self, claim_id: str) -> list[str]:
        judged = self._word.statuses.get(claim_id) if self._word is not None else None
        return [f"{_tr('Claim')} · {status_name(judged[-1].status)}"] if judged else []


def _changed_in_words() -> dict[Field, str]:
    return {
        Field.SPEAKER: _tr("the speaker"),
        Field.CONTENT: _tr("the ends"),
        Field.KIND: _tr("the kind"),
        Field.CUE: _tr("the cue"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("MarkWords", text)

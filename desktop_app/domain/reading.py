"""Everything that is needed to show one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.annotations import Correction, Highlight, HighlightColour, Note, NoteTarget
from desktop_app.domain.article import Article, Revision
from desktop_app.domain.corrected import Corrected, corrected
from desktop_app.domain.findings import Findings
from desktop_app.domain.spans import Span, hull


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as it is shown: its text, what was found, what the reader added.

    findings: as they read after the reader's corrections, None until analysed; `found` is what the engine found, and `word` all
    that the corrections say of it. Made by `reading_of`, changed by `with_found` and `with_corrections`.
    """

    article: Article
    revision: Revision
    findings: Findings | None
    highlights: tuple[Highlight, ...]
    notes: tuple[Note, ...]
    colours: tuple[HighlightColour, ...]
    found: Findings | None = None
    corrections: tuple[Correction, ...] = ()
    word: Corrected | None = None

    def with_found(self, found: Findings | None) -> Reading:
        """The same article after another analysis."""
        word = corrected(found, self.corrections) if found is not None else None
        return replace(self, found=found, word=word, findings=word.findings if word is not None else None)

    def with_corrections(self, corrections: Sequence[Correction]) -> Reading:
        """The same article with these corrections, oldest first, and no others."""
        return replace(self, corrections=tuple(corrections)).with_found(self.found)

    @property
    def offered(self) -> tuple[HighlightColour, ...]:
        """The colours that a highlight can be given, in the reader's order; `colours` holds the archived ones, too."""
        return tuple(colour for colour in self.colours if not colour.is_archived)

    def place_of(self, note: Note) -> Span | None:
        """The passage that a note hangs on, None for the article or for a target that is gone."""
        return place_of(note, self.highlights, self.findings)


def place_of(note: Note, highlights: Sequence[Highlight], findings: Findings | None) -> Span | None:
    if note.target is NoteTarget.HIGHLIGHT:
        return next((highlight.span for highlight in highlights if highlight.id == note.target_id), None)
    if findings is None:
        return None
    if note.target is NoteTarget.ATTRIBUTION:
        found = next((item for item in findings.attributions if item.id == note.target_id), None)
        return hull(found.content) if found else None
    if note.target is NoteTarget.SPEAKER:
        speaker = findings.speaker(note.target_id)
        return speaker.mentions[0].span if speaker and speaker.mentions else None
    if note.target is NoteTarget.CLAIM:
        return next((claim.span for claim in findings.claims if claim.id == note.target_id), None)
    if note.target is NoteTarget.TOPIC:
        return next((topic.spans[0] for topic in findings.topics if topic.id == note.target_id and topic.spans), None)
    return None

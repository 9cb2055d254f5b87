"""Everything that is needed to show one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.annotations import Highlight, HighlightColour, Note, NoteTarget
from desktop_app.domain.article import Article, Revision
from desktop_app.domain.findings import Findings
from desktop_app.domain.spans import Span, hull


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as it is shown: its text, what was found, what the reader added. `findings` is None until analysed."""

    article: Article
    revision: Revision
    findings: Findings | None
    highlights: tuple[Highlight, ...]
    notes: tuple[Note, ...]
    colours: tuple[HighlightColour, ...]

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
    return None

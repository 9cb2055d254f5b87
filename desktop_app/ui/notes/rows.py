"""Highlights and notes as rows of one list, in reading order. Without Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.annotations import Highlight, HighlightColour, Note, NoteTarget
from desktop_app.domain.findings import Findings
from desktop_app.domain.reading import place_of
from desktop_app.domain.spans import Span, hull

_SHOWN = 600  # characters of a passage or note that a row needs
_LEAD = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)+", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w\\*_~`])(\*{1,3}|_{1,3}|~~|`+)(?=\S)([^\n]*?\S)\1(?![\w*_~`])")
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\([^()\s]*\)")


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A highlight with or without its note, or a note on something else."""

    key: str
    highlight: Highlight | None
    note: Note | None
    hue: str
    colour_name: str
    about: str
    """Name of the speaker or topic that the note is on; empty for other targets."""
    passage: str
    span: Span | None
    colour_number: int = 0
    """The colour's key, from 1; 0 where it has none."""

    @property
    def tags(self) -> tuple[str, ...]:
        return self.highlight.tags if self.highlight is not None else ()

    @property
    def words(self) -> str:
        """What is copied: the passage in quotation marks, then the note."""
        passage = in_marks(self.passage) or self.about
        return "\n\n".join(part for part in (passage, self.note.text if self.note else "") if part)


def in_marks(passage: str) -> str:
    """The passage in quotation marks, unless it has some of its own."""
    return passage if not passage or any(mark in passage for mark in '“”«»"') else f"“{passage}”"


def first_words(note: Note) -> str:
    return plain_words(note.text)


def plain_words(markdown: str) -> str:
    """The beginning of a note on one line, without the commonest marks of Markdown: a hint, not a rendering."""
    words = _LEAD.sub("", markdown[:_SHOWN])
    words = _LINK.sub(r"\1", words)
    for _depth in range(3):  # emphasis inside emphasis
        words = _EMPHASIS.sub(r"\2", words)
    return " ".join(words.split())


def rows_of(
    text: str,
    highlights: Sequence[Highlight],
    notes: Sequence[Note],
    colours: Sequence[HighlightColour],
    findings: Findings | None,
) -> tuple[NoteRow, ...]:
    """One row for each highlight and for each note that hangs on none; notes on the article come last."""
    by_id = {colour.id: colour for colour in colours}
    numbers = {colour.id: number for number, colour in enumerate(offered(colours), start=1)}
    on_highlight: dict[str, list[Note]] = {}
    for note in notes:
        if note.target is NoteTarget.HIGHLIGHT:
            on_highlight.setdefault(note.target_id, []).append(note)
    rows = [
        _row_of_highlight(text, highlight, note, by_id.get(highlight.colour_id), numbers.get(highlight.colour_id, 0))
        for highlight in highlights
        for note in (on_highlight.pop(highlight.id, None) or (None,))
    ]
    loose = [note for note in notes if note.target is not NoteTarget.HIGHLIGHT or note.target_id in on_highlight]
    rows += [_row_of_note(text, note, highlights, findings) for note in loose]
    end = len(text) + 1
    return tuple(sorted(rows, key=lambda row: (row.span or (end, end), row.note is None, row.key)))


def offered(colours: Sequence[HighlightColour]) -> tuple[HighlightColour, ...]:
    """The colours that can be chosen, in the reader's order: the first has the key 1."""
    return tuple(sorted((one for one in colours if not one.is_archived), key=lambda one: one.position))


def _row_of_highlight(
    text: str, highlight: Highlight, note: Note | None, colour: HighlightColour | None, number: int
) -> NoteRow:
    return NoteRow(
        key=f"h:{highlight.id}:{note.id}" if note else f"h:{highlight.id}",
        highlight=highlight,
        note=note,
        hue=colour.hue if colour else "yellow",
        colour_name=colour.name if colour else "",
        about="",
        passage=_shortened(highlight.span.of(text)),
        span=highlight.span,
        colour_number=number,
    )


def _row_of_note(text: str, note: Note, highlights: Sequence[Highlight], findings: Findings | None) -> NoteRow:
    about = passage = ""
    if findings is not None and note.target is NoteTarget.SPEAKER:
        speaker = findings.speaker(note.target_id)
        about = speaker.name if speaker else ""
    elif findings is not None and note.target is NoteTarget.ATTRIBUTION:
        found = next((item for item in findings.attributions if item.id == note.target_id), None)
        passage = _shortened(hull(found.content).of(text)) if found and found.content else ""
    elif findings is not None and note.target is NoteTarget.CLAIM:
        claim = next((item for item in findings.claims if item.id == note.target_id), None)
        passage = _shortened(claim.span.of(text)) if claim else ""
    elif findings is not None and note.target is NoteTarget.TOPIC:
        about = next((topic.label for topic in findings.topics if topic.id == note.target_id), "")
    return NoteRow(f"n:{note.id}", None, note, "", "", about, passage, place_of(note, highlights, findings))


def _shortened(words: str) -> str:
    return " ".join(words[: 2 * _SHOWN].split())[:_SHOWN]

"""Which marks lie on which passages, as plain data: no Qt, no colours, only their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from desktop_app.domain.annotations import Highlight, HighlightColour, Note, NoteTarget
from desktop_app.domain.colour_places import colour_places
from desktop_app.domain.corrected import Corrected
from desktop_app.domain.corrections import READER, Verdict
from desktop_app.domain.findings import LIKELY_FROM, Attribution, Findings, MentionKind
from desktop_app.domain.reading import place_of
from desktop_app.domain.spans import Span, hull
from desktop_app.ui.page.span_index import SpanIndex

LEVELS = 3
"""How many lines of statements within statements are kept apart."""

_OPENING, _CLOSING = "“„‘‚«‹\"'", "”“’‘»›\"'"


@dataclass(frozen=True, slots=True)
class MarkRef:
    """What a mark stands for. kind: attribution, claim, topic, highlight, note or speaker."""

    kind: str
    id: str


class Shape(IntEnum):
    """How a kind of mark looks, in the order in which they are painted. Never hue alone: each has a shape of its own."""

    HIGHLIGHT = 0
    """a fill with an edge at its start"""
    QUOTATION = 1
    """a translucent fill over a thin line"""
    INDIRECT = 2
    """a dotted underline"""
    SOURCE = 3
    """coloured, heavier letters"""
    CUE = 4
    """a thin line, only while its attribution is chosen"""
    CLAIM = 5
    """a frame, only while it is chosen"""
    CONFIRMED = 6
    """a small tick over the beginning of what the reader confirmed"""
    CORRECTED = 7
    """a small pencil over the beginning of what the reader corrected or made"""


@dataclass(frozen=True, slots=True)
class Mark:
    """`colour` is the place of its speaker's colour, −1 for none; a source that names somebody else has that one's. `hue` names a
    highlight's colour."""

    span: Span
    shape: Shape
    ref: MarkRef
    colour: int = -1
    hue: str = ""
    is_sure: bool = True
    attribution: str = ""
    speaker: str = ""
    level: int = 0
    """How many lines are drawn above its own where statements lie within statements."""

    def belongs_to(self, ref: MarkRef | None) -> bool:
        """Whether the mark is (part of) what is chosen."""
        if ref is None:
            return False
        if ref.kind == "attribution":
            return self.attribution == ref.id
        if ref.kind == "speaker":
            return self.speaker == ref.id
        return self.ref == ref


class MarkIndex(SpanIndex[Mark]):
    """The marks of one kind of source: those of a passage in the order of painting, those of a point in the order of pointing."""

    def between(self, start: int, end: int) -> list[Mark]:
        """All marks that share a code point with `[start, end)`, in the order in which they are painted."""
        found = self.overlapping(start, end)
        found.sort(key=lambda mark: (mark.shape, mark.span.start, -mark.span.end))
        return found


def pointed_at(marks: Sequence[Mark]) -> list[MarkRef]:
    """What a reader means who points at these marks, each only once: the shortest first, claims after what can be seen of them
    without choosing them. Cues and the signs of the reader's word cannot be pointed at."""
    under = [mark for mark in marks if mark.shape < Shape.CUE or mark.shape is Shape.CLAIM]
    under.sort(key=lambda mark: (mark.shape is Shape.CLAIM, mark.span.length, mark.shape))
    return list(dict.fromkeys(mark.ref for mark in under))


def finding_marks(text: str, findings: Findings | None, word: Corrected | None = None) -> list[Mark]:
    """The marks of everything that was found, but for topics, which stand in the margin; `word` is the reader's on it."""
    if findings is None:
        return []
    colours = colour_places(findings.speakers, word.places if word is not None else None)
    mentions = SpanIndex(_Meant(one.span, one.kind, who.id) for who in findings.speakers for one in who.mentions)
    marks: list[Mark] = []
    for item in findings.attributions:
        marks.extend(_attribution_marks(text, item, colours, mentions))
        sign = _sign(item, word)
        if sign is not None:
            start = place_of_attribution(item).start
            colour, ref = colours.get(item.speaker or "", -1), MarkRef("attribution", item.id)
            marks.append(Mark(Span(start, start + 1), sign, ref, colour, attribution=item.id))
    attributed = {item.id: item for item in findings.attributions}
    for claim in findings.claims:
        speaker = claim.speaker or (attributed[claim.attribution].speaker if claim.attribution in attributed else None)
        colour = colours.get(speaker or "", -1)
        is_sure = claim.confidence >= LIKELY_FROM
        marks.append(Mark(claim.span, Shape.CLAIM, MarkRef("claim", claim.id), colour, is_sure=is_sure))
    return _levelled(marks)


def is_made_by_reader(item: Attribution) -> bool:
    return item.found_by == READER


def _sign(item: Attribution, word: Corrected | None) -> Shape | None:
    """Correcting tells more than confirming: who did both sees a pencil."""
    if is_made_by_reader(item) or (word is not None and word.changed.get(item.id)):
        return Shape.CORRECTED
    is_confirmed = word is not None and word.verdicts.get(item.id) is Verdict.CONFIRMED
    return Shape.CONFIRMED if is_confirmed else None


def _levelled(marks: list[Mark]) -> list[Mark]:
    """The same marks, each line that lies within another's one level lower, so that both can be seen."""
    lined = [number for number, mark in enumerate(marks) if mark.shape in (Shape.QUOTATION, Shape.INDIRECT)]
    lined.sort(key=lambda number: (marks[number].span.start, -marks[number].span.end))
    open_lines: list[tuple[int, int]] = []  # where each line that is not yet over ends, and its level
    for number in lined:
        start, end = marks[number].span
        open_lines = [(over, level) for over, level in open_lines if over > start]
        taken = {level for _, level in open_lines}
        level = next(level for level in range(LEVELS) if level not in taken or level == LEVELS - 1)
        open_lines.append((end, level))
        if level:
            marks[number] = replace(marks[number], level=level)
    return marks


@dataclass(frozen=True, slots=True)
class _Meant:
    """A mention, and whom it means."""

    span: Span
    kind: MentionKind
    speaker: str


def _attribution_marks(
    text: str, item: Attribution, colours: Mapping[str, int], mentions: SpanIndex[_Meant]
) -> Iterator[Mark]:
    ref, speaker = MarkRef("attribution", item.id), item.speaker or ""
    colour, is_sure = colours.get(speaker, -1), item.confidence >= LIKELY_FROM
    kind = item.kind.value
    quoted = item.quoted or (item.content if kind == "direct" else ())
    for span in quoted:
        yield Mark(_with_marks(text, span), Shape.QUOTATION, ref, colour, "", is_sure, item.id, speaker)
    if kind != "direct":
        around = [_with_marks(text, span) for span in quoted]
        for span in item.content:
            for rest in _without(span, around):
                if rest.of(text).strip():
                    yield Mark(rest, Shape.INDIRECT, ref, colour, "", is_sure, item.id, speaker)
    source = MarkRef("speaker", speaker) if speaker else ref
    for span in item.source:
        shown = colours.get(_shown_at(span, speaker, mentions), -1)
        yield Mark(span, Shape.SOURCE, source, shown, "", is_sure, item.id, speaker)
    for span in item.cue:
        yield Mark(span, Shape.CUE, ref, colour, "", is_sure, item.id, "")


def _shown_at(source: Span, speaker: str, mentions: SpanIndex[_Meant]) -> str:
    """Id of the one in whose colour a source is written: a name always means its bearer, whoever the statement was given to; a
    pronoun or a description means the one who is said to speak."""
    here = mentions.overlapping(*source)
    if not here or any(one.speaker == speaker for one in here):
        return speaker
    longest = max(here, key=lambda one: (one.span.length, one.kind is MentionKind.NAME, -one.span.start))
    return longest.speaker if longest.kind is MentionKind.NAME else speaker


def _with_marks(text: str, span: Span) -> Span:
    """The stretch with the quotation marks around it, where there are any: a reader sees them as part of the quotation."""
    start, end = span
    if start > 0 and text[start - 1] in _OPENING:
        start -= 1
    if end < len(text) and text[end] in _CLOSING:
        end += 1
    return Span(start, end)


def _without(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    start = span.start
    for hole in sorted(holes):
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            yield Span(start, hole.start)
        start = hole.end
    if start < span.end:
        yield Span(start, span.end)


def highlight_marks(highlights: Sequence[Highlight], colours: Sequence[HighlightColour]) -> list[Mark]:
    hues = {colour.id: colour.hue for colour in colours}
    return [
        Mark(item.span, Shape.HIGHLIGHT, MarkRef("highlight", item.id), hue=hues.get(item.colour_id, "yellow"))
        for item in highlights
        if item.span.length > 0
    ]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where in the margin a note hangs: at the line of `offset`."""

    offset: int
    ref: MarkRef
    words: str


def note_marks(notes: Sequence[Note], highlights: Sequence[Highlight], findings: Findings | None) -> list[NoteMark]:
    """The notes that hang on a passage, in reading order."""
    marked = {highlight.id: highlight.span for highlight in highlights}
    marks = []
    for note in notes:
        is_on_highlight = note.target is NoteTarget.HIGHLIGHT
        span = marked.get(note.target_id) if is_on_highlight else place_of(note, (), findings)
        if span is not None:
            marks.append(NoteMark(span.start, MarkRef("note", note.id), note.text))
    return sorted(marks, key=lambda mark: mark.offset)


def place_of_attribution(item: Attribution) -> Span:
    """Where a reader should look for it: its words, or what else there is of it."""
    return hull(item.content or item.quoted or item.cue or item.source or (Span(0, 0),))

"""Which marks lie on which passages, as plain data: no Qt, no colours, only their numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from desktop_app.domain.annotations import Highlight, HighlightColour, Note
from desktop_app.domain.findings import LIKELY_FROM, Attribution, Findings, Topic
from desktop_app.domain.reading import place_of
from desktop_app.domain.spans import Span, hull

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


@dataclass(frozen=True, slots=True)
class Mark:
    """`colour` is the place of its speaker in Findings.speakers, −1 for none; `hue` names a highlight's colour."""

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


class MarkIndex:
    """Finds the marks of a passage among very many in logarithmic time, by bisection in classes of similar length (so that one
    mark over the whole article does not make every question look at all of them)."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        classes: dict[int, list[Mark]] = {}
        for mark in marks:
            classes.setdefault(mark.span.length.bit_length() // 3, []).append(mark)
        self._classes: list[tuple[int, list[int], list[Mark]]] = []
        for members in classes.values():
            members.sort(key=lambda mark: (mark.span, mark.shape))
            longest = max(mark.span.length for mark in members)
            self._classes.append((longest, [mark.span.start for mark in members], members))

    def __iter__(self) -> Iterator[Mark]:
        for _, _, members in self._classes:
            yield from members

    def __len__(self) -> int:
        return sum(len(members) for _, _, members in self._classes)

    def between(self, start: int, end: int) -> list[Mark]:
        """All marks that share a code point with `[start, end)`, in the order in which they are painted."""
        found: list[Mark] = []
        for longest, starts, members in self._classes:
            low, high = bisect_right(starts, start - longest), bisect_left(starts, end)
            found.extend(mark for mark in members[low:high] if mark.span.end > start)
        found.sort(key=lambda mark: (mark.shape, mark.span.start, -mark.span.end))
        return found

    def at(self, offset: int) -> list[MarkRef]:
        """What lies under one code point, shortest mark first, each only once. Frames and cues cannot be pointed at."""
        under = [mark for mark in self.between(offset, offset + 1) if mark.shape < Shape.CUE]
        under.sort(key=lambda mark: (mark.span.length, mark.shape))
        return list(dict.fromkeys(mark.ref for mark in under))


def finding_marks(text: str, findings: Findings | None) -> list[Mark]:
    """The marks of everything that was found, but for topics, which stand in the margin."""
    if findings is None:
        return []
    colours = {speaker.id: number for number, speaker in enumerate(findings.speakers)}
    marks: list[Mark] = []
    for item in findings.attributions:
        marks.extend(_attribution_marks(text, item, colours))
    attributed = {item.id: item for item in findings.attributions}
    for claim in findings.claims:
        speaker = claim.speaker or (attributed[claim.attribution].speaker if claim.attribution in attributed else None)
        colour = colours.get(speaker or "", -1)
        marks.append(Mark(claim.span, Shape.CLAIM, MarkRef("claim", claim.id), colour))
    return _levelled(marks)


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


def _attribution_marks(text: str, item: Attribution, colours: dict[str, int]) -> Iterator[Mark]:
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
        yield Mark(span, Shape.SOURCE, source, colour, "", is_sure, item.id, speaker)
    for span in item.cue:
        yield Mark(span, Shape.CUE, ref, colour, "", is_sure, item.id, "")


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
    placed = ((place_of(note, highlights, findings), note) for note in notes)
    marks = [NoteMark(span.start, MarkRef("note", note.id), note.text) for span, note in placed if span is not None]
    return sorted(marks, key=lambda mark: mark.offset)


@dataclass(frozen=True, slots=True)
class LaneBar:
    """A stretch of one topic beside the text; lane 0 is next to it."""

    span: Span
    ref: MarkRef
    label: str
    colour: int
    lane: int


def topic_lanes(topics: Sequence[Topic]) -> list[LaneBar]:
    """Every passage of every topic in the first lane that is free beside it, in reading order."""
    passages = sorted((span, number) for number, topic in enumerate(topics) for span in topic.spans if span.length > 0)
    ends: list[int] = []
    bars: list[LaneBar] = []
    for span, number in passages:
        lane = next((lane for lane, end in enumerate(ends) if end <= span.start), len(ends))
        ends[lane : lane + 1] = [span.end]
        bars.append(LaneBar(span, MarkRef("topic", topics[number].id), topics[number].label, number, lane))
    return bars


def place_of_attribution(item: Attribution) -> Span:
    """Where a reader should look for it: its words, or what else there is of it."""
    return hull(item.content or item.quoted or item.cue or item.source or (Span(0, 0),))

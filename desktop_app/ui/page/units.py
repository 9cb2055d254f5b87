"""Words, sentences, paragraphs and quotations, by which a selection grows: plain text and spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from desktop_app.domain.spans import Span, hull, trimmed
from desktop_app.ui.page.document import Line
from desktop_app.ui.page.marks import MarkIndex, Shape
from desktop_app.ui.page.whole_words import whole_words

Unit = Literal["word", "sentence", "paragraph", "quotation"]

_LETTER = re.compile(r"\w")
_LETTER_BEFORE = 400
"""Code points in which the word before a place is looked for."""
_END = re.compile(r"[.?!…]+[”’\"'»›)\]]*(?=\s+[“„‘‚«‹\"'(\[–—-]*(\S))|[。！？]+[」』”]*")
_SHORT = re.compile(r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|vs|No|Nr))$")
"""What a point after it shortens: an initial or a title, not the end of a sentence."""


def grown(span: Span, units: Sequence[Span]) -> Span:
    """The span, empty where nothing is selected, grown to whole units; one that holds whole units already takes in the next.
    `units`: in order, those around it. Where there are none left the span stays."""
    if not span.length:
        here = [unit for unit in units if unit.start <= span.start < unit.end]
        here = here or [unit for unit in units if unit.end == span.start]
        here = here or [unit for unit in units if unit.start >= span.start] or list(units[-1:])
        return here[0] if here else span
    whole = hull([span, *(unit for unit in units if unit.overlaps(span))])
    if whole != span:
        return whole
    following = next((unit for unit in units if unit.start >= span.end), None)
    return Span(span.start, following.end) if following is not None else span


def units_around(unit: Unit, text: str, span: Span, lines: Sequence[Line], findings: MarkIndex) -> list[Span]:
    """The units of one kind that a span can grow to, in order. lines: those of the page; findings: whose quotations are meant."""
    if unit == "word":
        return words_around(text, span)
    if unit == "quotation":
        return sorted({mark.span for mark in findings if mark.shape is Shape.QUOTATION})
    paragraphs = _filled(text, paragraphs_of(lines))
    return sentences_around(text, span, paragraphs) if unit == "sentence" else paragraphs


def paragraphs_of(lines: Iterable[Line]) -> list[Span]:
    """What the lines of the page show of the article; pieces of a paragraph that was too long for one line are one again."""
    made: list[Span] = []
    for line in lines:
        if line.span is None:
            continue
        if line.continues and made:
            made[-1] = Span(made[-1].start, line.span.end)
        else:
            made.append(line.span)
    return made


def words_around(text: str, span: Span) -> list[Span]:
    """The words at both ends of a span and the next one after it."""
    places = (next_word(text, span.start), previous_word(text, span.end), next_word(text, span.end))
    return sorted({place for place in places if place is not None})


def next_word(text: str, place: int) -> Span | None:
    """The first word that ends after a place, also one that it cuts."""
    letter = _LETTER.search(text, place)
    return whole_words(text, Span(letter.start(), letter.end())) if letter is not None else None


def previous_word(text: str, place: int) -> Span | None:
    """The last word that begins before a place, also one that it cuts."""
    start = max(0, place - _LETTER_BEFORE)
    before = next((offset for offset in range(place - 1, start - 1, -1) if _LETTER.match(text, offset)), None)
    return whole_words(text, Span(before, before + 1)) if before is not None else None


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of a paragraph: each ends at . ? ! or … with its closing marks, before a space and a capital."""
    cuts, start = [], paragraph.start
    for end in _END.finditer(text, *paragraph):
        following = end.group(1)
        if following is not None and following.islower():
            continue
        if end.group() == "." and _SHORT.search(text, max(start, end.start() - 6), end.start()):
            continue
        cuts.append(Span(start, end.end()))
        start = end.end()
    cuts.append(Span(start, paragraph.end))
    return _filled(text, cuts)


def sentences_around(text: str, span: Span, paragraphs: Sequence[Span]) -> list[Span]:
    """The sentences of the paragraphs that a span touches, and of the next one."""
    first = next((number for number, one in enumerate(paragraphs) if one.end >= span.start), len(paragraphs))
    last = next((number for number, one in enumerate(paragraphs) if one.start >= span.end), len(paragraphs))
    near = paragraphs[max(0, first - 1) : last + 1]
    return [sentence for paragraph in near for sentence in sentences(text, paragraph)]


def _filled(text: str, spans: Iterable[Span]) -> list[Span]:
    """Without white space at their ends; those that hold nothing else are left out."""
    return [span for span in (trimmed(text, one) for one in spans) if span.length]

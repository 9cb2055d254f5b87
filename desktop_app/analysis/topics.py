"""Topics: the sections of an article, from its subheads or from shifts of vocabulary, with labels in its own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.analysis.topic_words import PHRASES, Paragraph, Words, label, read, shortened
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import Topic
from desktop_app.domain.spans import Span

SHORT = 6
"""Paragraphs below which an article without subheads is one topic."""
PER_SECTION = 5
"""Paragraphs that a topic found from vocabulary has on average, at least."""
SECTIONS = 40
"""Topics at most, where they are found from vocabulary: a book gets long ones, not hundreds."""

_BODY = {BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM}
_NUMBERING = re.compile(r"^(?:[#*•–—-]+|\(?\d{1,3}[.):])\s*")


@dataclass(slots=True)
class _Section:
    label: str
    paragraphs: list[int]
    confidence: float
    found_by: str


def find_topics(text: str, blocks: Sequence[Block]) -> tuple[Topic, ...]:
    """The topics of an article, by place, with ids t1, t2, … Spans are whole blocks, in code points of `text`; every paragraph,
    block quote and list item lies in exactly one of them. Without such blocks there are none.

    Where there are no subheads, paragraphs are compared as TextTiling does (Hearst, 1997), in time linear in the text.
    """
    body = [index for index, block in enumerate(blocks) if block.kind in _BODY and block.span.length]
    if not body:
        return ()
    paragraphs = [read(text, blocks[index].span) for index in body]
    headline = " ".join(block.span.of(text) for block in blocks if block.kind is BlockKind.HEADLINE)
    sections = _under_subheads(text, blocks, body)
    if sections is None:
        sections = _from_vocabulary(paragraphs)
    words = Words(text, paragraphs, [section.paragraphs for section in sections], headline)
    named: dict[str, tuple[str, list[int]]] = {}
    for number, section in enumerate(sections):
        name = section.label or label(words.nouns(number)) or f"Part {number + 1}"
        named.setdefault(name.casefold(), (name, []))[1].append(number)
    topics: list[Topic] = []
    for name, numbers in named.values():
        section = sections[numbers[0]]
        chosen = [body[index] for number in numbers for index in sections[number].paragraphs]
        phrases = dict.fromkeys(phrase for number in numbers for phrase in words.phrases(number))
        spans = _stretches(blocks, chosen)
        topics.append(
            Topic(f"t{len(topics) + 1}", name, tuple(phrases)[:PHRASES], spans, section.confidence, section.found_by)
        )
    return tuple(topics)


def _under_subheads(text: str, blocks: Sequence[Block], body: Sequence[int]) -> list[_Section] | None:
    """One section for each subhead that has text under it, and the lead; None where no subhead divides the article."""
    sections = [_Section("", [], 0.7, "lead")]
    position = {block: index for index, block in enumerate(body)}
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.SUBHEAD:
            sections.append(_Section(_cleaned(block.span.of(text)), [], 0.95, "subhead"))
        elif index in position:
            sections[-1].paragraphs.append(position[index])
    filled = [section for section in sections if section.paragraphs]
    # one line above everything is more often an outlet or a place than a section
    return filled if len(filled) > 1 else None


def _cleaned(subhead: str) -> str:
    """A subhead as a label: one line, no numbering, no colon at the end, at most 60 code points."""
    words = _NUMBERING.sub("", " ".join(subhead.split())).rstrip(" :.;,*").strip()
    return shortened(words) if any(character.isalnum() for character in words) else ""


def _stretches(blocks: Sequence[Block], chosen: Sequence[int]) -> tuple[Span, ...]:
    """Whole blocks as spans, one for each run of blocks with nothing else between them."""
    spans: list[Span] = []
    before = -2
    for index in chosen:
        span = blocks[index].span
        if index == before + 1:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        before = index
    return tuple(spans)


def _from_vocabulary(paragraphs: Sequence[Paragraph]) -> list[_Section]:
    count = len(paragraphs)
    if count < SHORT:
        return [_Section("", list(range(count)), 0.6, "whole article")]
    shortest = max(3, count // SECTIONS)
    depths = _depths(_similarities(paragraphs, shortest))
    values = list(depths.values())
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    limit = max(mean + spread / 2, 0.05)
    most = min(SECTIONS, max(2, count // PER_SECTION))
    cuts: list[int] = []
    for gap, depth in sorted(depths.items(), key=lambda item: (-item[1], item[0])):
        if depth < limit or len(cuts) + 1 >= most:
            break
        if paragraphs[gap - 1].expects_more or min(gap, count - gap) < shortest:
            continue
        if all(abs(gap - cut) >= shortest for cut in cuts):
            cuts.append(gap)
    edges = [0, *sorted(cuts), count]
    found_by = "vocabulary shift" if cuts else "whole article"
    return [
        _Section("", list(range(start, end)), round(min(0.7, 0.45 + depths.get(start, 0.15)), 3), found_by)
        for start, end in pairwise(edges)
    ]


def _similarities(paragraphs: Sequence[Paragraph], reach: int) -> list[float]:
    """Cosine of the words before and after each gap between paragraphs, `reach` paragraphs to either side."""
    count = len(paragraphs)
    spread = Counter(stem for paragraph in paragraphs for stem in paragraph.terms)
    vectors = [
        {
            stem: math.sqrt(tf) * math.log(1 + count / spread[stem])
            for stem, tf in paragraph.terms.items()
            if spread[stem] > 1
        }
        for paragraph in paragraphs
    ]
    left: dict[str, float] = {}
    right: dict[str, float] = {}
    for vector in vectors[:reach]:
        _add(right, vector, 1)
    found = []
    for gap in range(1, count):
        _add(left, vectors[gap - 1], 1)
        _add(right, vectors[gap - 1], -1)
        if gap - 1 + reach < count:
            _add(right, vectors[gap - 1 + reach], 1)
        if gap - 1 - reach >= 0:
            _add(left, vectors[gap - 1 - reach], -1)
        found.append(_cosine(left, right))
    return found


def _add(total: dict[str, float], vector: dict[str, float], sign: int) -> None:
    for stem, weight in vector.items():
        value = total.get(stem, 0.0) + sign * weight
        if value > 1e-9:
            total[stem] = value
        else:
            total.pop(stem, None)


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    norm = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other) / norm if norm else 0.0


def _depths(similarities: Sequence[float]) -> dict[int, float]:
    """How deep each gap lies between the nearest peaks to its left and right; keys are the paragraph after the gap."""
    count = len(similarities)
    left, right = list(similarities), list(similarities)
    for index in range(1, count):
        if similarities[index - 1] >= similarities[index]:
            left[index] = left[index - 1]
    for index in range(count - 2, -1, -1):
        if similarities[index + 1] >= similarities[index]:
            right[index] = right[index + 1]
    return {index + 1: left[index] + right[index] - 2 * similarities[index] for index in range(count)}

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
UNITS = 120
"""Pieces that a text is cut into at most before sections are looked for; below, each paragraph is one."""
LONGEST = 30
"""Units that one section has at most."""
BAD_PLACE = 50.0
"""What it costs, in nats, to part a question from its answer or a colon from what follows."""
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

    Where there are no subheads, shifts of vocabulary part them, in time linear in the text.
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
    """Sections that make the words of the text most probable (Utiyama & Isahara, ACL 2001): each section has its own frequencies of
    words, and each further section has to pay for itself. Words that only one paragraph has say nothing about where it belongs."""
    count = len(paragraphs)
    if count < SHORT:
        return [_Section("", list(range(count)), 0.6, "whole article")]
    size = math.ceil(count / UNITS)
    units = [range(start, min(start + size, count)) for start in range(0, count, size)]
    shortest = 3 if size == 1 else 1
    spread = Counter(stem for paragraph in paragraphs for stem in paragraph.terms)
    bags = [
        sum((Counter({s: n for s, n in paragraphs[i].terms.items() if spread[s] > 1}) for i in unit), Counter[str]())
        for unit in units
    ]
    costs = _costs(bags, shortest)
    price = math.log(max(2, sum(bag.total() for bag in bags)))
    bad = {number + 1 for number, unit in enumerate(units[:-1]) if paragraphs[unit[-1]].expects_more}
    cuts = _cheapest(costs, price, shortest, bad)
    while len(cuts) >= SECTIONS:
        price *= 1.5
        cuts = _cheapest(costs, price, shortest, bad)
    edges = [0, *(units[cut].start for cut in cuts), count]
    confidence, found_by = (0.55, "vocabulary shift") if cuts else (0.6, "whole article")
    return [_Section("", list(range(start, end)), confidence, found_by) for start, end in pairwise(edges)]


def _costs(bags: Sequence[Counter[str]], shortest: int) -> list[list[float]]:
    """For each unit the costs of the sections that begin with it, by their length less `shortest`: minus the logarithm of the
    probability of their words, with Laplace's estimate of each word's frequency."""
    kinds = len(set().union(*bags)) or 1
    found: list[list[float]] = []
    for first in range(len(bags)):
        counts: dict[str, int] = {}
        total, gathered = 0, 0.0
        costs: list[float] = []
        for length, bag in enumerate(bags[first : first + LONGEST], 1):
            for stem, number in bag.items():
                before = counts.get(stem, 0)
                counts[stem] = after = before + number
                gathered += after * math.log(after + 1) - before * math.log(before + 1)
            total += bag.total()
            if length >= shortest:
                costs.append(total * math.log(total + kinds) - gathered)
        found.append(costs)
    return found


def _cheapest(costs: Sequence[Sequence[float]], price: float, shortest: int, bad: set[int]) -> list[int]:
    """First units of all sections but the first, where the sum of their costs and prices is least. `bad` places cost much more."""
    count = len(costs)
    best = [0.0] + [math.inf] * count
    came_from = [0] * (count + 1)
    for start, ahead in enumerate(costs):
        for end, cost in enumerate(ahead, start + shortest):
            whole = best[start] + cost + price + (BAD_PLACE if end in bad else 0.0)
            if whole < best[end]:
                best[end], came_from[end] = whole, start
    cuts = []
    place = came_from[count]
    while place > 0:
        cuts.append(place)
        place = came_from[place]
    return cuts[::-1]

"""Topics: the sections of an article, from its subheads or from shifts of vocabulary, with labels in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.analysis.topic_cuts import cut
from desktop_app.analysis.topic_labels import PHRASES, Words, shortened
from desktop_app.analysis.topic_words import read
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import Topic
from desktop_app.domain.spans import Span

_BODY = {BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM}
_NUMBERING = re.compile(r"^(?:[#*•–—-]+|\(?\d{1,3}[.):])\s*")


@dataclass(slots=True)
class _Section:
    """`passages`: number of a paragraph, and the whole of it or the part of it that belongs here."""

    label: str
    passages: list[tuple[int, Span]]
    confidence: float
    found_by: str


def find_topics(text: str, blocks: Sequence[Block]) -> tuple[Topic, ...]:
    """The topics of an article, by place, with ids t1, t2, … Every sentence of a paragraph, block quote or list item lies in one of
    them only. Spans, in code points of `text`, are whole blocks, but where a long paragraph turns to another matter in its
    midst. Without such blocks there are no topics.

    Where there are no subheads, shifts of vocabulary and of voice part them, in time linear in the text.
    """
    body = [index for index, block in enumerate(blocks) if block.kind in _BODY and block.span.length]
    if not body:
        return ()
    headline = " ".join(block.span.of(text) for block in blocks if block.kind is BlockKind.HEADLINE)
    sections = _under_subheads(text, blocks, body) or _from_words(text, [blocks[index].span for index in body])
    words = Words(text, [[read(text, span) for _, span in section.passages] for section in sections], headline)
    named: dict[str, tuple[str, list[int]]] = {}
    for number, (section, label) in enumerate(zip(sections, words.labels(), strict=True)):
        name = section.label or label or f"Part {number + 1}"
        named.setdefault(name.casefold(), (name, []))[1].append(number)
    topics: list[Topic] = []
    for name, numbers in named.values():
        section = sections[numbers[0]]
        phrases = dict.fromkeys(phrase for number in numbers for phrase in words.phrases(number))
        passages = [(body[at], span) for number in numbers for at, span in sections[number].passages]
        spans = _stretches(text, blocks, passages)
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
            sections[-1].passages.append((position[index], block.span))
    filled = [section for section in sections if section.passages]
    # one line above everything is more often an outlet or a place than a section
    return filled if len(filled) > 1 else None


def _cleaned(subhead: str) -> str:
    """A subhead as a label: one line, no numbering, no colon at the end, at most 60 code points."""
    words = _NUMBERING.sub("", " ".join(subhead.split())).rstrip(" :.;,*").strip()
    return shortened(words) if any(character.isalnum() for character in words) else ""


def _from_words(text: str, paragraphs: Sequence[Span]) -> list[_Section]:
    sections = cut(text, paragraphs)
    confidence, found_by = (0.55, "vocabulary shift") if len(sections) > 1 else (0.6, "whole article")
    return [_Section("", passages, confidence, found_by) for passages in sections]


def _stretches(text: str, blocks: Sequence[Block], passages: Sequence[tuple[int, Span]]) -> tuple[Span, ...]:
    """One span for each run of blocks, or parts of one, with nothing else between them. `passages`: number of block, span."""
    spans: list[Span] = []
    before = -2
    for index, span in passages:
        if index == before:
            goes_on = not text[spans[-1].end : span.start].strip()
        else:
            goes_on = index == before + 1 and (spans[-1].end, span.start) == (
                blocks[before].span.end,
                blocks[index].span.start,
            )
        if goes_on:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        before = index
    return tuple(spans)

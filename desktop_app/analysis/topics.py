"""Topics: the sections of an article, from its subheads or from shifts of vocabulary, with labels in its own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import Topic
from desktop_app.domain.spans import Span
from desktop_app.paths import resource

LABEL = 60
"""Code points that a label has at most."""
SHORT = 6
"""Paragraphs below which an article without subheads is one topic."""
SECTIONS = 40
"""Topics at most, where they are found from vocabulary: a book gets long ones, not hundreds."""

_BODY = {BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM}
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_NUMBERING = re.compile(r"^(?:[#*•–—-]+|\(?\d{1,3}[.):])\s*")


@dataclass(slots=True)
class _Token:
    surface: str
    stem: str
    is_name: bool
    starts_sentence: bool


@dataclass(slots=True)
class _Paragraph:
    span: Span
    runs: list[list[_Token]]
    terms: Counter[str] = field(default_factory=Counter)


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
    paragraphs = [_read(text, blocks[index].span) for index in body]
    headline = " ".join(block.span.of(text) for block in blocks if block.kind is BlockKind.HEADLINE)
    sections = _under_subheads(text, blocks, body)
    if sections is None:
        sections = _from_vocabulary(paragraphs)
    words = _Words(paragraphs, sections, {token.stem for run in _read_runs(headline) for token in run})
    made: dict[str, Topic] = {}
    for number, section in enumerate(sections):
        phrases = words.phrases(number)
        label = section.label or _label(phrases, section)
        spans = _stretches(blocks, [body[index] for index in section.paragraphs])
        same = made.get(label.casefold())
        if same:
            spans = (*same.spans, *spans)
            phrases = list(dict.fromkeys([*same.key_phrases, *phrases]))
        made[label.casefold()] = Topic(
            same.id if same else f"t{len(made) + 1}",
            label,
            tuple(phrases[:6]),
            spans,
            section.confidence,
            section.found_by,
        )
    return tuple(made.values())


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
    return filled if any(section.found_by == "subhead" for section in filled) else None


def _cleaned(subhead: str) -> str:
    """A subhead as a label: one line, no numbering, no colon at the end, at most 60 code points."""
    words = _NUMBERING.sub("", " ".join(subhead.split())).rstrip(" :.;,*").strip()
    return _shortened(words) if any(character.isalnum() for character in words) else ""


def _shortened(words: str) -> str:
    if len(words) <= LABEL:
        return words
    cut = words[: LABEL - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[LABEL // 2 :] else cut).rstrip(" ,;:–—-") + "…"


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


# --- Words ---------------------------------------------------------------------------------------------------------


@cache
def _stop_words() -> frozenset[str]:
    lines = resource("lexicons", "topic_stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _read(text: str, span: Span) -> _Paragraph:
    runs = list(_read_runs(span.of(text)))
    return _Paragraph(span, runs, Counter(token.stem for run in runs for token in run if len(token.stem) > 2))


def _read_runs(passage: str) -> Iterator[list[_Token]]:
    """Runs of content words: what stands between stop words, numbers and punctuation."""
    stop = _stop_words()
    run: list[_Token] = []
    before = 0
    fresh = True
    for match in _WORD.finditer(passage):
        gap = passage[before : match.start()]
        if gap.strip():
            if run:
                yield run
                run = []
            fresh = fresh or any(mark in gap for mark in '.!?:“"\n‘')
        surface = _POSSESSIVE.sub("", match[0])
        lower = surface.lower().replace("’", "'")
        if lower in stop or len(lower) < 2 or (lower.endswith("ly") and surface.islower()):
            if run:
                yield run
                run = []
        else:
            run.append(_Token(surface, _stem(lower), surface[0].isupper(), fresh))
        if surface != match[0] and run:
            yield run
            run = []
        before = match.end()
        fresh = False
    if run:
        yield run


def _stem(word: str) -> str:
    """Light: plural and the commonest endings only, so that “contract”, “contracts”, “contracting” meet."""
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[: -len(ending)] + replacement
            break
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


# --- Sections from vocabulary ---------------------------------------------------------------------------------------


def _from_vocabulary(paragraphs: Sequence[_Paragraph]) -> list[_Section]:
    count = len(paragraphs)
    if count < SHORT:
        return [_Section("", list(range(count)), 0.6, "whole article")]
    shortest = max(3, count // SECTIONS)
    depths = _depths(_similarities(paragraphs, shortest))
    values = list(depths.values())
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    limit = max(mean + spread / 2, 0.05)
    cuts: list[int] = []
    for gap, depth in sorted(depths.items(), key=lambda item: (-item[1], item[0])):
        if depth < limit or len(cuts) + 1 >= SECTIONS:
            break
        if gap >= shortest and count - gap >= shortest and all(abs(gap - cut) >= shortest for cut in cuts):
            cuts.append(gap)
    edges = [0, *sorted(cuts), count]
    found_by = "vocabulary shift" if cuts else "whole article"
    return [
        _Section("", list(range(start, end)), round(min(0.7, 0.45 + depths.get(start, 0.15)), 3), found_by)
        for start, end in pairwise(edges)
    ]


def _similarities(paragraphs: Sequence[_Paragraph], reach: int) -> list[float]:
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


# --- Labels -----------------------------------------------------------------------------------------------------------


class _Words:
    """The phrases of an article, and where they occur."""

    def __init__(self, paragraphs: Sequence[_Paragraph], sections: Sequence[_Section], headline: set[str]) -> None:
        self._headline = headline
        self._counts: list[Counter[tuple[str, ...]]] = []
        self._surfaces: dict[tuple[str, ...], Counter[str]] = {}
        for section in sections:
            counts: Counter[tuple[str, ...]] = Counter()
            for index in section.paragraphs:
                counts.update(dict.fromkeys(self._candidates(paragraphs[index]), 1))
            self._counts.append(counts)
        self._spread = Counter(phrase for counts in self._counts for phrase in counts)
        self._total: Counter[tuple[str, ...]] = Counter()
        for counts in self._counts:
            self._total.update(counts)

    def _candidates(self, paragraph: _Paragraph) -> Iterator[tuple[str, ...]]:
        for run in paragraph.runs:
            for start in range(len(run)):
                for end in range(start + 1, min(start + 4, len(run)) + 1):
                    tokens = run[start:end]
                    if tokens[-1].surface.endswith("ed") and len(tokens[-1].surface) > 4:
                        continue
                    phrase = tuple(token.stem for token in tokens)
                    words = [
                        token.surface if token.is_name and not token.starts_sentence else token.surface.lower()
                        for token in tokens
                    ]
                    self._surfaces.setdefault(phrase, Counter())[" ".join(words)] += 1
                    yield phrase

    def phrases(self, number: int) -> list[str]:
        """The six phrases that say best what a section is about, best first, none inside another."""
        counts = self._counts[number]
        sections = len(self._counts)
        ranked = sorted(counts, key=lambda phrase: (-self._score(phrase, counts[phrase], sections), phrase))
        chosen: list[tuple[str, ...]] = []
        for phrase in ranked[:60]:
            if len(chosen) == 6:
                break
            if not any(set(phrase) & set(other) for other in chosen):
                chosen.append(phrase)
        return [self._surfaces[phrase].most_common(1)[0][0] for phrase in chosen]

    def _score(self, phrase: tuple[str, ...], count: int, sections: int) -> float:
        if len(phrase) > 1 and self._total[phrase] < 2:
            return 0.0
        specific = math.log(1 + sections / self._spread[phrase])
        length = (1.0, 1.9, 2.1, 2.0)[len(phrase) - 1]
        shared = sum(stem in self._headline for stem in phrase) / len(phrase)
        return count * specific * length * (1 + shared)


def _label(phrases: Sequence[str], section: _Section) -> str:
    for phrase in phrases[:3]:
        if " " in phrase:
            return _shortened(phrase[0].upper() + phrase[1:])
    if len(phrases) > 1:
        return _shortened(f"{phrases[0][0].upper()}{phrases[0][1:]} and {phrases[1]}")
    if phrases:
        return _shortened(phrases[0][0].upper() + phrases[0][1:])
    return f"Part {section.paragraphs[0] + 1}"

"""Passages of an article that may belong to one of the reader's own topics: whole sentences that share rare words with it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.analysis.sentences import sentences
from desktop_app.analysis.topic_words import read
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.own_topics import OwnTopic
from desktop_app.domain.spans import Span

PASSAGES = 4
"""Passages that are suggested for one topic, at most."""
TOPICS = 5
"""Topics that passages are suggested for, at most."""

_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM})
_SHARED = 2  # different rare words that a sentence must have in common with a topic
_RARE = 0.25  # of the sentences: a word that more of them have tells none apart
_RARE_ALWAYS = 3  # sentences; in short articles a word may stand in so many and is rare still
_DENSE = 0.15  # of a sentence's content words: so many must be shared, or it is about something else
_LABEL, _AGAIN, _ONCE = 1.6, 1.0, 0.7  # weights of a word in the label, in several passages, in one
_LEAST = 1.45  # of a sentence's weight: three words of one passage, two of several, or one with one of the label
_COMMON = 0.5  # of the reader's topics: a word that more of them have tells none of them apart
_FEW = 3  # topics, of which none can be told to be common


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Passages, in order and apart from each other, that fit a topic."""

    topic: OwnTopic
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    terms: frozenset[str]


def suggest(text: str, blocks: Sequence[Block], topics: Sequence[OwnTopic]) -> list[Suggestion]:
    """Passages of an article (code points of `text`) that may belong to one of these topics, the likeliest topic first: a few, and
    rather none than wrong ones. Every sentence shares two rare words with the topic. Linear in the text and in the topics."""
    read_ones = list(_sentences(text, blocks))
    weights = _rarity(read_ones)
    words = _words_of(topics)
    found: dict[str, list[tuple[int, float]]] = {}
    for number, one in enumerate(read_ones):
        for topic, weight in _fitting(one, weights, words).items():
            found.setdefault(topic, []).append((number, weight))
    known = {topic.id: topic for topic in topics}
    ranked = sorted(found.items(), key=lambda pair: (-max(weight for _, weight in pair[1]), pair[0]))
    return [Suggestion(known[topic], _passages(text, read_ones, hits)) for topic, hits in ranked[:TOPICS]]


def _sentences(text: str, blocks: Sequence[Block]) -> Iterator[_Sentence]:
    for block in blocks:
        if block.kind in _BODY:
            for span in sentences(text, block.span):
                yield _Sentence(span, frozenset(read(text, span).terms))


def _rarity(read_ones: Sequence[_Sentence]) -> dict[str, float]:
    """By word that is rare enough: how much it tells, 0.5 to 1 (inverse document frequency over the article's sentences)."""
    counts = Counter(term for one in read_ones for term in one.terms)
    most = max(_RARE_ALWAYS, _RARE * len(read_ones))
    scale = math.log(len(read_ones) + 1) or 1.0
    return {term: 1 - 0.5 * math.log(count) / scale for term, count in counts.items() if count <= most}


def _words_of(topics: Sequence[OwnTopic]) -> dict[str, dict[str, float]]:
    """By word: the topics that it speaks for, and how much."""
    found: dict[str, dict[str, float]] = {}
    for topic in topics:
        counts = Counter(term for passage in topic.passages for term in _terms(passage))
        own = {term: _AGAIN if count > 1 else _ONCE for term, count in counts.items()}
        for term, weight in (own | dict.fromkeys(_terms(topic.label), _LABEL)).items():
            found.setdefault(term, {})[topic.id] = weight
    most = max(_FEW, _COMMON * len(topics))
    return {term: weights for term, weights in found.items() if len(weights) <= most}


def _terms(words: str) -> frozenset[str]:
    return frozenset(read(words, Span(0, len(words))).terms)


def _fitting(one: _Sentence, rarity: Mapping[str, float], words: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The topics that a sentence may belong to, with its weight for each."""
    shared: Counter[str] = Counter()
    weight: dict[str, float] = {}
    for term in one.terms:
        for topic, strength in words.get(term, {}).items() if term in rarity else ():
            shared[topic] += 1
            weight[topic] = weight.get(topic, 0.0) + strength * rarity[term]
    least = max(_SHARED, _DENSE * len(one.terms))
    return {topic: weight[topic] for topic, count in shared.items() if count >= least and weight[topic] >= _LEAST}


def _passages(text: str, read_ones: Sequence[_Sentence], hits: Sequence[tuple[int, float]]) -> tuple[Span, ...]:
    """Sentences that follow each other are one passage; the best few, by place."""
    made: list[tuple[Span, float]] = []
    before = -2
    for number, weight in hits:
        span = read_ones[number].span
        if number == before + 1 and not text[made[-1][0].end : span.start].strip():
            made[-1] = (Span(made[-1][0].start, span.end), made[-1][1] + weight)
        else:
            made.append((span, weight))
        before = number
    best = sorted(made, key=lambda pair: (-pair[1], pair[0]))[:PASSAGES]
    return tuple(sorted(span for span, _ in best))

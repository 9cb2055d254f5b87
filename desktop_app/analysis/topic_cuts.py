"""Where an article without subheads turns to another matter: between which of its sentences, preferably between paragraphs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import mul
from typing import NamedTuple

from desktop_app.analysis.sentences import sentences
from desktop_app.analysis.topic_words import WORD, Paragraph, read
from desktop_app.domain.spans import Span

FEW = 8
"""Sentences below which an article is one topic."""
SECTION, OF_ARTICLE = 160, 620
"""Words of an editor's usual section, and of the articles where that was counted; sections grow with the root of the article."""
SHORTEST = 110
"""Words of a usual section in the shortest articles."""
SECTIONS = 40
"""Sections at most, about: a book gets long ones, not hundreds."""
LONG = 120
"""Words from which a paragraph may be cut between its sentences."""
EVENNESS = 5.5
"""What it costs, in nats, that a section is e times too long or too short (squared for e², …)."""
LONGEST = 6
"""How many usual sections one section may be long, where there are places to cut it."""
PLACES = 12
"""Places, at most, at which cuts are tried in as many words as a usual section has."""
NEAR, SOON = 4, 2
"""Sentences on each side that are compared, and sentences that show who or what comes next."""

_OPENING = re.compile(r"\s*[“\"‘«„'–—]")
_QUOTE = re.compile(r"[“\"‘«„]")
_SPEECH = re.compile(r"\b(?:said|says|told|tells|asked|asks|added|adds|wrote|replied)\b")
_PERSONAL = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "him", "them"})
_BACKWARD = _PERSONAL | {
    *("this", "that", "these", "those", "but", "and", "so", "yet", "or", "nor", "also", "still", "instead", "then"),
    *("meanwhile", "however", "because"),
}


class _Signs(NamedTuple):
    """What speaks for and against a section that begins with a sentence; each 0 where it is absent."""

    always: float
    opens_with_quotation: float
    looks_back: float
    has_quotation: float
    speech_soon: float
    likeness: float
    novelty_before: float
    new_names: float
    within_paragraph: float


# by logistic regression on the places where editors put subheads (train and dev of the annotated articles)
_WEIGHTS = _Signs(1.4, -2.3, -1.2, -0.5, -0.6, -15.0, -2.5, 0.6, -1.0)


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    paragraph: int
    length: int
    terms: Counter[str]
    names: frozenset[str]
    """Names that no sentence before has."""
    novelty: int
    """How many of its words no sentence before has."""


def cut(text: str, paragraphs: Sequence[Span]) -> list[list[tuple[int, Span]]]:
    """The paragraphs in sections, each with its number; a long one may be parted between two sentences, its halves with the white
    space between them left out. Sections are in order and none is empty. In time linear in the text."""
    found = _sentences(text, paragraphs)
    total = sum(sentence.length for sentence in found)
    if len(found) < FEW or not total:
        return [list(enumerate(paragraphs))]
    usual = max(SHORTEST, SECTION * math.sqrt(total / OF_ARTICLE), total / SECTIONS)
    before = [0]
    for sentence in found:
        before.append(before[-1] + sentence.length)
    places = _best_of_each_stretch(_scores(text, found), before, usual / PLACES)
    edges = [0, *_cheapest(places, before, usual), len(found)]
    return [_passages(paragraphs, found, start, end) for start, end in pairwise(edges)]


def _sentences(text: str, paragraphs: Sequence[Span]) -> list[_Sentence]:
    spans = [(number, span) for number, paragraph in enumerate(paragraphs) for span in sentences(text, paragraph)]
    read_ones = [read(text, span) for _, span in spans]
    in_lower_case = {
        token.stem for one in read_ones for run in one.runs for token in run.tokens if token.surface.islower()
    }
    seen: set[str] = set()
    found = []
    for (number, span), one in zip(spans, read_ones, strict=True):
        new = one.terms.keys() - seen
        names = _names(one) - in_lower_case
        length = len(WORD.findall(text, *span))
        found.append(_Sentence(span, number, length, one.terms, frozenset(names & new), len(new)))
        seen |= new
    return found


def _names(sentence: Paragraph) -> set[str]:
    return {token.stem for run in sentence.runs for token in run.tokens if token.surface[0].isupper()}


def _scores(text: str, found: Sequence[_Sentence]) -> dict[int, float]:
    """For each sentence that may begin a section, the logarithm of the odds that it does."""
    spread = Counter(term for sentence in found for term in sentence.terms)
    rarity = {term: math.log(len(found) / count) + 0.1 for term, count in spread.items()}
    lengths = Counter[int]()
    for sentence in found:
        lengths[sentence.paragraph] += sentence.length
    return {
        place: sum(map(mul, _WEIGHTS, _signs(text, found, place, rarity)))
        for place in range(1, len(found))
        if (found[place].paragraph != found[place - 1].paragraph or lengths[found[place].paragraph] >= LONG)
        # a question and its answer, a colon and what follows, stay together
        and text[found[place - 1].span.end - 1] not in "?:"
    }


def _signs(text: str, found: Sequence[_Sentence], place: int, rarity: Mapping[str, float]) -> _Signs:
    first, soon = found[place], found[place : place + SOON]
    before, after = found[max(0, place - NEAR) : place], found[place : place + NEAR]
    return _Signs(
        always=1,
        opens_with_quotation=_OPENING.match(text, first.span.start) is not None,
        looks_back=_looks_back(first.span.of(text)),
        has_quotation=_QUOTE.search(text, *first.span) is not None,
        speech_soon=sum(_SPEECH.search(text, *sentence.span) is not None for sentence in soon) / SOON,
        likeness=_likeness(before, after, rarity),
        novelty_before=sum(one.novelty for one in before) / max(1, sum(one.terms.total() for one in before)),
        new_names=math.log1p(sum(len(sentence.names) for sentence in soon)),
        within_paragraph=first.paragraph == found[place - 1].paragraph,
    )


def _looks_back(sentence: str) -> float:
    """1 for a sentence that cannot be read without the one before, a half where a pronoun stands near its beginning."""
    opening = [word.lower() for word in WORD.findall(sentence, 0)[:6]]
    if not opening:
        return 0.0
    return 1.0 if opening[0] in _BACKWARD else 0.5 * (not _PERSONAL.isdisjoint(opening))


def _likeness(before: Sequence[_Sentence], after: Sequence[_Sentence], rarity: Mapping[str, float]) -> float:
    """Cosine of the words on both sides, rare ones weighing more."""
    one, other = (Counter(term for sentence in side for term in sentence.terms.elements()) for side in (before, after))
    product = sum(count * other[term] * rarity[term] ** 2 for term, count in one.items() if term in other)
    squares = [sum((count * rarity[term]) ** 2 for term, count in side.items()) for side in (one, other)]
    return product / math.sqrt(squares[0] * squares[1]) if product else 0.0


def _best_of_each_stretch(
    scores: Mapping[int, float], before: Sequence[int], stretch: float
) -> list[tuple[int, float]]:
    """One place in so many words: more would only make the search slow."""
    best: dict[int, int] = {}
    for place, score in scores.items():
        number = int(before[place] / stretch)
        if number not in best or score > scores[best[number]]:
            best[number] = place
    return [(place, scores[place]) for place in best.values()]


def _cheapest(places: Sequence[tuple[int, float]], before: Sequence[int], usual: float) -> list[int]:
    """The places whose scores, and the evenness of the sections between them, are best together."""
    ends = [(0, 0.0), *places, (len(before) - 1, 0.0)]
    best = [0.0]
    came_from = [0]
    for number in range(1, len(ends)):
        end, score = ends[number]
        reached, start = -math.inf, 0
        for earlier in range(number - 1, -1, -1):
            length = before[end] - before[ends[earlier][0]]
            if length > LONGEST * usual and reached > -math.inf:
                break
            worth = best[earlier] - EVENNESS * math.log(max(1, length) / usual) ** 2
            if worth > reached:
                reached, start = worth, earlier
        best.append(reached + score)
        came_from.append(start)
    cuts = []
    number = came_from[-1]
    while number > 0:
        cuts.append(ends[number][0])
        number = came_from[number]
    return cuts[::-1]


def _passages(paragraphs: Sequence[Span], found: Sequence[_Sentence], start: int, end: int) -> list[tuple[int, Span]]:
    """Whole paragraphs as they are; of one that is cut, its first or last sentences."""
    passages = []
    for number, group in groupby(range(start, end), key=lambda at: found[at].paragraph):
        places = list(group)
        is_cut_before = places[0] > 0 and found[places[0] - 1].paragraph == number
        is_cut_after = places[-1] + 1 < len(found) and found[places[-1] + 1].paragraph == number
        first = found[places[0]].span.start if is_cut_before else paragraphs[number].start
        last = found[places[-1]].span.end if is_cut_after else paragraphs[number].end
        passages.append((number, Span(first, last)))
    return passages

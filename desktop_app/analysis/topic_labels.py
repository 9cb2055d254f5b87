"""Labels of topics: phrases of the text that tell a section from the other sections, as a person would name it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from desktop_app.analysis import lexicon
from desktop_app.analysis.topic_words import WORD, Paragraph, Run, Token, prepositions, read, stem
from desktop_app.domain.spans import Span

LABEL = 60
"""Code points that a label has at most."""
WORDS = 5
"""Words that a label has at most."""
PHRASES = 6
"""Key phrases that a topic has at most."""
ONCE = 0.25
"""The weight of a word that a section has once, and of people: who speaks says little of what it is about."""
RIVALS = 3
"""So many of a section's best phrases are compared with the labels of sections before, to see whether it returns to one."""

_SPEECH = (
    r"(?:said|says|told|tells|added|adds|asked|asks|wrote|writes|explained|argued|replied|recalled|insisted|admitted)"
)
_PART = r"[^\W\d_a-z][\w’'-]+\.?"
_NAME = rf"{_PART}(?: (?:(?:de|la|del|van|der|den|von|da|dos|bin|ibn|al) )*{_PART}){{0,4}}"
_PERSON = re.compile(
    rf"\b(?:{_SPEECH} ({_NAME})|({_NAME}),? {_SPEECH}\b|(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Cr|Sgt)\b\.? ({_NAME})"
    rf"|({_NAME}), (?:who|an?|the|\d\d)\b)"
)
_LINK = re.compile(
    r"[’']s?\s+|\s+(?:of|for|in|on|at|to|against|over|between|from)\s+(?:(?:the|an?|its|his|her|their|our)\s+)?"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text from the first of `tokens` to the last, with function words between them where there are any."""

    tokens: tuple[Token, ...]
    shown: str
    weight: float

    @property
    def is_long_enough(self) -> bool:
        return len(self.shown.split()) > 1

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(token.stem for token in self.tokens)


class Words:
    """What the sections of an article are about: the weight of each word in each of them, and phrases made of such words."""

    def __init__(self, text: str, sections: Sequence[Sequence[Paragraph]], headline: str) -> None:
        self._text = text
        self._sections = sections
        self._counts = [
            Counter(stem for paragraph in section for stem in paragraph.terms.elements()) for section in sections
        ]
        self._everywhere = Counter(stem for counts in self._counts for stem in counts.elements())
        heading = read(headline, Span(0, len(headline)))
        self._headline = frozenset(heading.terms)
        self._people = {
            stem(word.lower()) for match in _PERSON.finditer(text) for word in WORD.findall(match[match.lastindex or 0])
        }
        runs = [run for section in sections for paragraph in section for run in paragraph.runs]
        self._in_lower_case = {token.surface for run in runs for token in run.tokens if token.surface.islower()}
        self._names = {
            token.start for run in runs for at, token in enumerate(run.tokens) if self._names_something(run, at)
        }
        alone = {
            run.tokens[0].stem for run in runs if len(run.tokens) == 1 and not run.lead and self._is_name(run.tokens[0])
        }
        self._people |= {token.stem for run in runs for token in self._person(run, alone)}
        led = [run for run in (*runs, *heading.runs) if run.lead]
        self._sure_nouns = {run.tokens[0].stem for run in led if len(run.tokens) == 1}
        self._nouns = {run.tokens[-1].stem for run in led}
        self._ranked = [self._rank(number) for number in range(len(sections))]

    def phrases(self, number: int) -> list[str]:
        """At most six phrases that tell a section from the others, best first, none sharing a word with another."""
        chosen: list[Phrase] = []
        for phrase in self._ranked[number]:
            if len(chosen) < PHRASES and not any(phrase.stems & other.stems for other in chosen):
                chosen.append(phrase)
        return [phrase.shown for phrase in chosen]

    def labels(self) -> list[str]:
        """For each section two to five words of its text; a section that returns to the matter of an earlier one, but the one just
        before, has its label. One word where there is no more, and none where a section has no words."""
        found: list[str] = []
        for ranked in self._ranked:
            best = [phrase.shown for phrase in ranked if phrase.is_long_enough] or [phrase.shown for phrase in ranked]
            names = [shortened(name[0].upper() + name[1:]) for name in best[: 2 * RIVALS]]
            others = [name for name in names if name not in found[-1:]] or names
            returning = next((name for name in names[:RIVALS] if name in found and name in others), "")
            found.append(returning or "".join(others[:1]))
        return found

    def _rank(self, number: int) -> list[Phrase]:
        seen: Counter[tuple[str, ...]] = Counter()
        first: dict[tuple[str, ...], tuple[Token, ...]] = {}
        for paragraph in self._sections[number]:
            for tokens in self._candidates(paragraph):
                if self._text.startswith(("’s", "'s"), tokens[-1].end):
                    continue  # only its owner: the phrase goes on
                key = tuple(token.stem for token in tokens)
                seen[key] += 1
                first.setdefault(key, tokens)
        ranked = [
            Phrase(first[key], self._shown(first[key]), self._weight(number, first[key], seen[key])) for key in seen
        ]
        return sorted(ranked, key=lambda phrase: (-phrase.weight, phrase.tokens[0].start, phrase.tokens[-1].end))

    def _candidates(self, paragraph: Paragraph) -> Iterator[tuple[Token, ...]]:
        """Ends of noun phrases, and pairs of noun phrases: “cost of a berth”, “the bank’s forecast”."""
        phrases = [self._noun_phrase(run) for run in paragraph.runs]
        for phrase in phrases:
            yield from self._ends(phrase)
        for one, other in pairwise(phrases):
            if one and other and _LINK.fullmatch(self._text, one[-1].end, other[0].start):
                for end in self._ends(one[-3:]):
                    tokens = (*end, *other)
                    if len(self._text[tokens[0].start : tokens[-1].end].split()) <= WORDS and _are_different(tokens):
                        yield tokens

    def _noun_phrase(self, run: Run) -> tuple[Token, ...]:
        """Without verbs at its end; empty where it is more likely a verb and its object, or has none of what nouns have."""
        tokens = run.tokens
        verb = next((at for at, token in enumerate(tokens) if at and _is_participle(token)), len(tokens))
        tokens = tokens[:verb]
        while len(tokens) > 1 and self._may_be_verb(tokens[-1]):
            tokens = tokens[:-1]
        is_gerund = run.lead in prepositions() and tokens[0].surface.endswith("ing") and len(tokens) > 1
        if not (run.lead or self._is_name(tokens[0])) or is_gerund or self._may_be_verb(tokens[-1]):
            return ()
        return tokens

    def _may_be_verb(self, token: Token) -> bool:
        return _is_participle(token) or not (token.stem in self._nouns or self._is_name(token))

    def _ends(self, tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
        """The last word of an English noun phrase is its head. No name is cut, and none has a common word before it."""
        for start in range(max(0, len(tokens) - 4), len(tokens)):
            is_name = [self._is_name(token) for token in (tokens[start], tokens[-1])]
            is_cut = start > 0 and is_name[0] and self._is_name(tokens[start - 1])
            if not is_cut and is_name != [False, True] and _are_different(tokens[start:]):
                yield tokens[start:]

    def _weight(self, number: int, tokens: Sequence[Token], count: int) -> float:
        weight = sum(self._word(number, token.stem) for token in tokens) / math.sqrt(len(tokens))
        if len(tokens) > 1:
            weight *= 1 + 0.3 * (count - 1)
        last = tokens[-1]
        if last.surface.lower() in lexicon.person_nouns() or any(token.stem in self._people for token in tokens):
            weight *= 0.5
        is_sure = count > 1 or self._is_name(last) or last.stem in self._sure_nouns
        return weight if is_sure else 0.6 * weight  # its last word may be a verb

    def _word(self, number: int, stem: str) -> float:
        """By how often the section has a word, and how much of all its places the section has."""
        count = self._counts[number][stem]
        if count < 2 or stem in self._people:
            return ONCE
        weight = (count - 0.5) * math.sqrt(count / self._everywhere[stem])
        return weight * 1.5 if stem in self._headline else weight

    def _is_name(self, token: Token) -> bool:
        return token.start in self._names

    def _names_something(self, run: Run, at: int) -> bool:
        """A capital that neither opens a sentence nor shouts, or that the word always has."""
        surface = run.tokens[at].surface
        if surface.islower():
            return False
        is_common = surface.lower() in self._in_lower_case
        return not is_common or (not surface.isupper() and bool(at or run.lead))

    def _person(self, run: Run, alone: set[str]) -> Iterator[Token]:
        """A given name and the names after it, or a full name whose last word also stands `alone`."""
        at = next((at for at, token in enumerate(run.tokens) if self._is_name(token)), len(run.tokens))
        name = list(takewhile(self._is_name, run.tokens[at:]))
        given = next((at for at, token in enumerate(name[:-1]) if token.surface in lexicon.given_names()), 0)
        if given or (len(name) > 1 and (name[0].surface in lexicon.given_names() or name[-1].stem in alone)):
            yield from name[given:]

    def _shown(self, tokens: Sequence[Token]) -> str:
        """As in the text, but a common word that opens a sentence or shouts in capitals is small."""
        shown, place = "", tokens[0].start
        for token in tokens:
            shown += self._text[place : token.start]
            shown += token.surface if self._is_name(token) else token.surface.lower()
            place = token.end
        return " ".join(shown.split())


def _is_participle(token: Token) -> bool:
    return token.surface.islower() and token.surface.endswith("ed") and len(token.surface) > 4


def _are_different(tokens: Sequence[Token]) -> bool:
    return len({token.stem for token in tokens}) == len(tokens)


def shortened(words: str) -> str:
    """At most `LABEL` code points, cut between words."""
    if len(words) <= LABEL:
        return words
    cut = words[: LABEL - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[LABEL // 2 :] else cut).rstrip(" ,;:–—-") + "…"

"""The words of a section: which of them tell it from the other sections, and phrases of the text that are made of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from desktop_app.analysis import lexicon
from desktop_app.domain.spans import Span
from desktop_app.paths import resource

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

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_SPEECH = (
    r"(?:said|says|told|tells|added|adds|asked|asks|wrote|writes|explained|argued|replied|recalled|insisted|admitted)"
)
_PART = r"[^\W\d_a-z][\w’'-]+\.?"
_NAME = rf"{_PART}(?: (?:(?:de|la|del|van|der|den|von|da|dos|bin|ibn|al) )*{_PART}){{0,4}}"
_PERSON = re.compile(
    rf"\b(?:{_SPEECH} ({_NAME})|({_NAME}),? {_SPEECH}\b|(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Cr|Sgt)\b\.? ({_NAME})"
    rf"|({_NAME}), (?:who|an?|the|\d\d)\b)"
)
_PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "on",
        "for",
        "with",
        "at",
        "by",
        "from",
        "into",
        "over",
        "under",
        "about",
        "against",
        "between",
        "through",
    ]
)
_NUMBER = "1"
_LEADS = _PREPOSITIONS | {
    *(
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "no",
        "every",
        "each",
    ),
    *(
        "some",
        "any",
        "another",
        "two",
        "three",
        "four",
        "five",
        "several",
        "other",
        "former",
        "new",
        "first",
        "last",
        "more",
    ),
    _NUMBER,
}
_OBJECTS = frozenset(
    [
        "the",
        "a",
        "an",
        "that",
        "his",
        "her",
        "its",
        "their",
        "him",
        "it",
        "me",
        "us",
        "them",
        "my",
        "our",
        "your",
        "if",
        "whether",
        "how",
        "why",
        "what",
    ]
)
_LINK = re.compile(
    r"[’']s?\s+|\s+(?:of|for|in|on|at|to|against|over|between|from)\s+(?:(?:the|an?|its|his|her|their|our)\s+)?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A content word; `surface` without the possessive ending."""

    start: int
    surface: str
    stem: str

    @property
    def end(self) -> int:
        return self.start + len(self.surface)


@dataclass(frozen=True, slots=True)
class Run:
    """Content words with nothing between them. `lead`: the article, preposition or the like that leads to them, else empty."""

    tokens: tuple[Token, ...]
    lead: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a part of one. `terms`: how often it has each word, by stem."""

    span: Span
    runs: tuple[Run, ...]
    terms: Counter[str]


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


@cache
def stop_words() -> frozenset[str]:
    lines = resource("lexicons", "topic_stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def read(text: str, span: Span) -> Paragraph:
    runs = tuple(_runs(text, span))
    terms = Counter(token.stem for run in runs for token in run.tokens if len(token.stem) > 2)
    return Paragraph(span, runs, terms)


def _runs(text: str, span: Span) -> Iterator[Run]:
    """What stands between stop words, numbers and punctuation."""
    run: list[Token] = []
    lead, before, end = "", "", span.start
    for match in _WORD.finditer(text, *span):
        is_apart = not text[end : match.start()].isspace()
        surface = _POSSESSIVE.sub("", match[0])
        lower = surface.lower().replace("’", "'")
        is_stop = _is_stop(surface, lower)
        if run and (is_stop or is_apart):
            # before an object the last word is a verb: “the children drank the water”
            is_verb = len(run) > 1 and lower in _OBJECTS and not is_apart
            yield Run(tuple(run[:-1] if is_verb else run), lead)
            run = []
        if not is_stop:
            if not run:
                lead = before if before in _LEADS and not is_apart else ""
            run.append(Token(match.start(), surface, stem(lower)))
            if surface != match[0]:
                yield Run(tuple(run), lead)
                run = []
        # what is owned is a noun phrase as well: “the bank’s forecast”
        before, end = "the" if surface != match[0] else _NUMBER if lower[:1].isdigit() else lower, match.end()
    if run:
        yield Run(tuple(run), lead)


def _is_stop(surface: str, lower: str) -> bool:
    return (
        len(lower) < 2
        or lower[0].isdigit()
        or "_" in lower
        or lower in stop_words()
        or (lower.endswith("ly") and surface.islower())
    )


def stem(word: str) -> str:
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


class Words:
    """What the sections of an article are about: the weight of each word in each of them, and phrases made of such words."""

    def __init__(self, text: str, sections: Sequence[Sequence[Paragraph]], headline: str) -> None:
        self._text = text
        self._sections = sections
        self._counts = [sum((paragraph.terms for paragraph in section), Counter[str]()) for section in sections]
        self._everywhere = sum(self._counts, Counter[str]())
        heading = read(headline, Span(0, len(headline)))
        self._headline = frozenset(heading.terms)
        self._people = {
            stem(word.lower())
            for match in _PERSON.finditer(text)
            for word in _WORD.findall(match[match.lastindex or 0])
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
            returning = next((name for name in names[:RIVALS] if name in found[:-1]), "")
            fresh = next((name for name in names if name not in found[-1:]), "")
            found.append(returning or fresh)
        return found

    def _rank(self, number: int) -> list[Phrase]:
        seen: Counter[tuple[str, ...]] = Counter()
        first: dict[tuple[str, ...], tuple[Token, ...]] = {}
        for paragraph in self._sections[number]:
            for tokens in self._candidates(paragraph):
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
        is_gerund = run.lead in _PREPOSITIONS and tokens[0].surface.endswith("ing") and len(tokens) > 1
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
        if last.surface.lower() in lexicon.person_nouns():
            weight *= 0.6
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
    if len(words) <= LABEL:
        return words
    cut = words[: LABEL - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[LABEL // 2 :] else cut).rstrip(" ,;:–—-") + "…"

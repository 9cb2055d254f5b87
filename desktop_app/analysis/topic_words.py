"""The words of a section: which of them tell it from the other sections, and a label made of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from desktop_app.domain.spans import Span
from desktop_app.paths import resource

LABEL = 60
"""Code points that a label has at most."""
PHRASES = 6
"""Key phrases that a topic has at most."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
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
_LEADS = frozenset(
    re.findall(
        r"\w+",
        "the a an this these those his her its their our my your no every each some any another of in on for with at by "
        "from into over under about against between through two three four five several other former new first last "
        "more ",
    )
)
_OBJECTS = frozenset(
    re.findall(
        r"\w+",
        "the a an that his her its their him it me us them my our your if whether how why what ",
    )
)


@dataclass(frozen=True, slots=True)
class Token:
    surface: str
    stem: str


@dataclass(frozen=True, slots=True)
class Run:
    """Content words with nothing between them. `is_noun_phrase`: an article, preposition or the like leads to them."""

    tokens: tuple[Token, ...]
    is_noun_phrase: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    span: Span
    runs: tuple[Run, ...]
    terms: Counter[str]
    expects_more: bool


@cache
def _stop_words() -> frozenset[str]:
    lines = resource("lexicons", "topic_stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def read(text: str, span: Span) -> Paragraph:
    passage = span.of(text)
    runs = tuple(_runs(passage))
    terms = Counter(token.stem for run in runs for token in run.tokens if len(token.stem) > 2)
    return Paragraph(span, runs, terms, passage.rstrip()[-1:] in {"?", ":"})


def _runs(passage: str) -> Iterator[Run]:
    """What stands between stop words, numbers and punctuation."""
    stop = _stop_words()
    run: list[Token] = []
    is_led = False
    before, end = "", 0
    for match in _WORD.finditer(passage):
        gap = passage[end : match.start()]
        surface = _POSSESSIVE.sub("", match[0])
        lower = surface.lower().replace("’", "'")
        is_stop = lower in stop or len(lower) < 2 or (lower.endswith("ly") and surface.islower())
        if run and (is_stop or gap.strip()):
            # before an object the last word is a verb: “the children drank the water”
            is_verb = len(run) > 1 and lower in _OBJECTS and not gap.strip()
            yield Run(tuple(run[:-1] if is_verb else run), is_led)
            run = []
        if not is_stop:
            if not run:
                is_led = before in _LEADS and not gap.strip()
            run.append(Token(surface, _stem(lower)))
            if surface != match[0]:
                yield Run(tuple(run), is_led)
                run = []
        # what is owned is a noun phrase as well: “the bank’s forecast”
        before, end = ("the" if surface != match[0] else lower), match.end()
    if run:
        yield Run(tuple(run), is_led)


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


class Words:
    """What the sections of an article are about: the weight of each word in each of them, and phrases made of such words."""

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], sections: Sequence[Sequence[int]], headline: str
    ) -> None:
        self._sections = [[paragraphs[index] for index in section] for section in sections]
        self._counts = [
            Counter(stem for paragraph in section for stem in paragraph.terms) for section in self._sections
        ]
        self._spread = Counter(stem for counts in self._counts for stem in counts)
        heading = list(_runs(headline))
        self._headline = {token.stem for run in heading for token in run.tokens}
        self._people = {
            _stem(word.lower())
            for match in _PERSON.finditer(text)
            for word in _WORD.findall(match[match.lastindex or 0])
        }
        everywhere = [run for section in self._sections for paragraph in section for run in paragraph.runs]
        self._in_lower_case = {token.surface for run in everywhere for token in run.tokens if token.surface.islower()}
        alone = [run for run in (*everywhere, *heading) if run.is_noun_phrase and len(run.tokens) == 1]
        self._sure_nouns = {run.tokens[0].surface.lower() for run in alone}
        self._nouns = {run.tokens[-1].surface.lower() for run in (*everywhere, *heading) if run.is_noun_phrase}

    def phrases(self, number: int) -> list[str]:
        """At most six phrases that tell a section from the others, best first, none sharing a word with another."""
        return [self._shown(phrase) for phrase, _ in self._ranked(number)]

    def nouns(self, number: int) -> list[tuple[str, float]]:
        """The same with their weights, without people where the section has other words."""
        ranked = self._ranked(number)
        others = [item for item in ranked if not any(token.stem in self._people for token in item[0])]
        return [(self._shown(phrase), weight) for phrase, weight in others or ranked]

    def _ranked(self, number: int) -> list[tuple[tuple[Token, ...], float]]:
        seen: Counter[tuple[str, ...]] = Counter()
        shown: dict[tuple[str, ...], tuple[Token, ...]] = {}
        for paragraph in self._sections[number]:
            for phrase in self._noun_phrases(paragraph):
                key = tuple(token.stem for token in phrase)
                seen[key] += 1
                shown.setdefault(key, phrase)
        weights = {key: self._weight(number, shown[key], count) for key, count in seen.items()}
        chosen: list[tuple[tuple[Token, ...], float]] = []
        for key in sorted(weights, key=lambda key: (-weights[key], key)):
            if len(chosen) == PHRASES:
                break
            if not any(set(key) & {token.stem for token in phrase} for phrase, _ in chosen):
                chosen.append((shown[key], weights[key]))
        return chosen

    def _noun_phrases(self, paragraph: Paragraph) -> Iterator[tuple[Token, ...]]:
        """Ends of runs, up to four words: the last word of an English noun phrase is its head."""
        for run in paragraph.runs:
            last = run.tokens[-1]
            if not (run.is_noun_phrase or last.surface.lower() in self._nouns or self._is_name(last)) or _is_participle(
                last
            ):
                continue
            for start in range(max(0, len(run.tokens) - 4), len(run.tokens)):
                phrase = run.tokens[start:]
                if len(phrase) > 1 and not run.is_noun_phrase and _is_participle(phrase[0]):
                    continue  # “contained lead” is a verb and its object
                if len({token.stem for token in phrase}) == len(phrase) and not self._cuts_a_name(run, start):
                    yield phrase

    def _cuts_a_name(self, run: Run, start: int) -> bool:
        """“Verrin” of “Port Verrin”, and a name with a common word before it, say less than the name."""
        if start and self._is_name(run.tokens[start]) and self._is_name(run.tokens[start - 1]):
            return True
        return self._is_name(run.tokens[-1]) and not self._is_name(run.tokens[start])

    def _weight(self, number: int, phrase: tuple[Token, ...], count: int) -> float:
        weight = sum(self._word(number, token.stem) for token in phrase) / len(phrase)
        if len(phrase) == 1:
            return weight
        weight *= (1.5, 1.4, 1.2)[len(phrase) - 2] * (1 + 0.3 * (count - 1))
        last = phrase[-1]
        is_sure = count > 1 or self._is_name(last) or last.surface.lower() in self._sure_nouns
        return weight if is_sure else 0.6 * weight  # its last word may be a verb

    def _word(self, number: int, stem: str) -> float:
        weight = self._counts[number][stem] * math.log(1 + len(self._counts) / max(1, self._spread[stem]))
        if stem in self._people:
            weight *= 0.4
        return weight * 1.5 if stem in self._headline else weight

    def _is_name(self, token: Token) -> bool:
        return not token.surface.islower() and token.surface.lower() not in self._in_lower_case

    def _shown(self, phrase: Sequence[Token]) -> str:
        """As in the text, but a common word that opens a sentence or shouts in capitals is small."""
        if self._is_name(phrase[0]):
            return " ".join(token.surface for token in phrase)
        return " ".join(token.surface if self._is_name(token) else token.surface.lower() for token in phrase)


def _is_participle(token: Token) -> bool:
    return token.surface.islower() and token.surface.endswith("ed") and len(token.surface) > 4


def label(nouns: Sequence[tuple[str, float]]) -> str:
    """Two to four words: one phrase, or the two best words. Empty where a section has no words."""
    if not nouns:
        return ""
    best = nouns[0][1]
    label = next((phrase for phrase, weight in nouns[:3] if " " in phrase and weight >= 0.6 * best), "")
    if not label:
        label = " and ".join(phrase for phrase, _ in nouns[:2])
    return shortened(label[0].upper() + label[1:])


def shortened(words: str) -> str:
    if len(words) <= LABEL:
        return words
    cut = words[: LABEL - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[LABEL // 2 :] else cut).rstrip(" ,;:–—-") + "…"

"""The content words of a passage, by stem, in the runs in which they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from desktop_app.analysis import lexicon
from desktop_app.domain.spans import Span
from desktop_app.paths import resource

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_NUMBER = "1"
# infinitives and clauses follow these as well
_NOT_LEADING = frozenset({"to", "before", "after", "since", "until", "as", "like", "than", "but"})


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


@cache
def prepositions() -> frozenset[str]:
    return lexicon.words("preposition") - _NOT_LEADING


@cache
def _leads() -> frozenset[str]:
    """What noun phrases begin with, or what goes before them."""
    return prepositions() | (lexicon.words("determiner") - _NOT_LEADING) | {_NUMBER, "my", "your", "former", "new"}


@cache
def _objects() -> frozenset[str]:
    """What follows a verb rather than a noun."""
    return frozenset(
        {
            *("the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "him", "it", "me", "us", "them"),
            *("that", "whether", "if", "how", "why", "what"),
        }
    )


@cache
def stop_words() -> frozenset[str]:
    lines = resource("lexicons", "topic_stop_words.txt").read_text(encoding="utf-8").splitlines()
    listed = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    return listed | lexicon.words("function") | lexicon.words("preposition") | lexicon.words("determiner")


def read(text: str, span: Span) -> Paragraph:
    runs = tuple(_runs(text, span))
    terms = Counter(token.stem for run in runs for token in run.tokens if len(token.stem) > 2)
    return Paragraph(span, runs, terms)


def _runs(text: str, span: Span) -> Iterator[Run]:
    """What stands between stop words, numbers and punctuation."""
    run: list[Token] = []
    lead, before, end = "", "", span.start
    for match in WORD.finditer(text, *span):
        is_apart = not text[end : match.start()].isspace()
        surface = _POSSESSIVE.sub("", match[0])
        lower = surface.lower().replace("’", "'")
        is_stop = _is_stop(surface, lower)
        if run and (is_stop or is_apart):
            # before an object the last word is a verb: “the children drank the water”
            is_verb = len(run) > 1 and lower in _objects() and not is_apart
            yield Run(tuple(run[:-1] if is_verb else run), lead)
            run = []
        if not is_stop:
            if not run:
                lead = before if before in _leads() and not is_apart else ""
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

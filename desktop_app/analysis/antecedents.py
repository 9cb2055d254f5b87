"""Whom a pronoun, a description or a shared surname means: candidates are ranked against each other by a few features.

After Denis and Baldridge 2008; the features of the network come from its third pointer. The weights lie beside the network and
are trained by packaging/model/antecedents.py.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

KINDS = ("pronoun", "it", "they", "description", "body", "surname", "ahead", "voice")
"""he; it; they; the minister; the ministry; a surname that several people bear; “a farmer”, who may get a name further down; an
opening mark that nothing tags."""
PRONOUN, IT, THEY, DESCRIPTION, BODY, SURNAME, AHEAD, VOICE = KINDS
FEATURES = (
    "presence",  # how present the rules take the candidate to be
    "rival",  # how much less present than the most present other one, at most 0
    "chosen",  # the rules' own choice, with their confidence
    "by continued paragraph",  # and by which rule
    "by alternating speakers",
    "by same paragraph",
    "by paragraph subject",
    "voice",  # the network's pointer from the opening marks of what the source says, against the other candidates
    "near",  # the network's pointer to its mentions in the same window, against those of the other candidates
    "seen",  # whether the window holds a mention of it
    "far",  # the same pointer to mentions in other windows
    "last",  # spoke last
    "here",  # spoken of in the same paragraph
    "away",  # paragraphs since it was spoken of
    "how",  # how it was spoken of last: as a source, a subject, in passing, in somebody's words
    "between",  # how many others have been spoken of since
    "often",  # logarithm of its mentions in this paragraph and the three before
    "opened",  # was the first one spoken of in this paragraph
    "headed",  # was the first one spoken of in the paragraph before
    "spoke",  # how short a while ago it spoke, 1 for in this paragraph
    "answers",  # spoke before the one who spoke last
    "referred",  # the same word meant it when it was used last
    "told of",  # is named in what the source says
    "beside",  # is named before the source in its sentence
    "behind",  # is named behind the source in its sentence
    "main",  # has more mentions so far than anybody else
    "tells",  # the phrase is the source of something
    "trails",  # and stands behind what it says
    "first word",  # and opens its paragraph
    "gender",  # known to be right
    "against",  # taken to be wrong, by the given name or an earlier pronoun
    "leaning",  # gender unknown, but suggested: 1 for the right one, −1 for the other
    "unsure",  # gender unknown
    "weight",  # logarithm of its mentions
    "office",  # holds the office that the description names
    "akin",  # holds one that is often called so
    "clash",  # all that is known of it are other offices
    "words",  # shares further words with the description
    "unnamed",  # has no name
    "person",
    "body",
    "many",  # a group, or a body that is spoken of as many
    "government",
    "place",  # may be a place and no more
    "voiced",  # logarithm of how many statements it has made so far
    "same",  # is called by just these words
    "noun",  # has no name, and was first called by the same noun
    "next",  # is the first one who gets a name behind the description
    "late",  # how far from the beginning of the article the description stands, in thousands of code points
    "only voice",  # the description means those who speak for somebody or know somebody, and nothing tells that this one does
    "age",  # is as old as the description says
    "others",  # minus the logarithm of the number of candidates
    "owner",  # is whose deputy “her deputy” is
    "new",  # nobody known, but somebody new
    "new and plain",  # “the minister” and no more
    "new and owned",  # “her deputy”
    "new and told",  # “the owner of the shop”, “the man who came”
    "new and aged",  # “the 54-year-old”
    "new and human",  # the words surely mean a person
    "new and voice",  # “her spokesman”, “the friend”
    "new and first",  # nobody has been spoken of yet
    "new and kin",  # “her sister”
    "new and sexed",  # “the young man”
    "new and met",  # “the fisherman”, after “a fisherman stood at the door”
    "new by marks alone",  # the rules tell nobody, either
)
Who = TypeVar("Who")


@dataclass(slots=True)
class Candidate(Generic[Who]):
    """One who may be meant. `values`: features by name, those that are missing are 0."""

    who: Who
    values: dict[str, float]


@dataclass(slots=True)
class Case(Generic[Who]):
    """One pronoun or description at `position`, with its candidates; what training learns from."""

    kind: str
    position: int
    candidates: list[Candidate[Who]]


class Scorer(Protocol):
    """Weights of one kind of phrase; see `learned.weights.Weights`."""

    def scores(self, candidates: Sequence[Mapping[str, float]]) -> list[float]: ...


@dataclass(slots=True)
class Antecedents:
    """weights: by kind; without any, all candidates are alike. nearness: (asking position, mentions' positions) → the best
    pointer to a mention in the same window and in another one, None where there is none. strangeness: asking position → the
    pointer to nobody in that window."""

    weights: Mapping[str, Scorer]
    nearness: Callable[[int, Sequence[int]], tuple[float | None, float | None]]
    strangeness: Callable[[int], float | None]
    cases: list[Case[object]] | None = field(default=None)
    """Filled, where it is a list, for training."""

    def ranks(self, kind: str) -> bool:
        """Whether anything has been learnt of this kind, or is about to be."""
        return kind in self.weights or self.cases is not None

    def shares(self, kind: str, position: int, candidates: list[Candidate[Who]]) -> list[float]:
        """The probability of each candidate."""
        _rank(candidates)
        if self.cases is not None:
            self.cases.append(Case(kind, position, list(candidates)))  # type: ignore[arg-type]
        weights = self.weights.get(kind)
        values = [candidate.values for candidate in candidates]
        scores = weights.scores(values) if weights is not None else [0.0] * len(values)
        top = max(scores, default=0.0)
        powers = [math.exp(score - top) for score in scores]
        return [power / sum(powers) for power in powers]


def _rank(candidates: Sequence[Candidate[Who]]) -> None:
    """Features that set candidates against each other."""
    for name in ("presence", "near", "far", "voice"):
        values = [one.values[name] for one in candidates if name in one.values]
        if not values:
            continue
        top = max(values)
        total = top + math.log(sum(math.exp(value - top) for value in values))
        for one in candidates:
            if name not in one.values:
                continue
            if name == "presence":
                others = [other.values[name] for other in candidates if other is not one and name in other.values]
                one.values["rival"] = max(-4.0, min(0.0, one.values[name] - max(others))) if others else 0.0
            else:
                one.values[name] = max(-8.0, one.values[name] - total)
    for one in candidates:
        one.values.setdefault("near", -8.0)
        one.values.setdefault("far", -8.0)

"""Whom a typed word may mean: speakers of the article, then of the library, then somebody new or nobody. Without Qt."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from desktop_app.domain.colour_places import colour_places
from desktop_app.domain.findings import Findings, Speaker

MOST = 200
"""Speakers of the library that are offered at once; typing finds the others."""


class Source(Enum):
    """Where a choice comes from."""

    ARTICLE = auto()
    LIBRARY = auto()
    NEW = auto()
    UNNAMED = auto()
    NOBODY = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """place: of the speaker's colour, −1 for none; said: how many attributions the article has of them; fit: how
    well they fit what was typed, 0 best."""

    key: str
    source: Source
    words: str
    role: str = ""
    place: int = -1
    said: int = 0
    speaker: Speaker | None = None
    is_current: bool = False
    starts_group: bool = False
    fit: int = 9


def speaker_choices(
    findings: Findings,
    library: Sequence[Speaker],
    typed: str,
    current: str | None = None,
    places: Mapping[str, int] | None = None,
) -> tuple[Choice, ...]:
    """All that fit what was typed, best first in each group. Somebody of the library who is in the article stands there only.
    The last groups (NEW, where something was typed that is nobody's name, UNNAMED, NOBODY) have no words of their own but that.
    places: of the colours, where corrections tell them (`Corrected.places`)."""
    colours = colour_places(findings.speakers, places)
    said = Counter(one.speaker for one in findings.attributions)
    here = [
        Choice(one.id, Source.ARTICLE, one.name, one.role, colours[one.id], said[one.id], one, one.id == current)
        for one in findings.speakers
    ]
    known = {one.id for one in findings.speakers} | {(_folded(one.name), one.kind) for one in findings.speakers}
    others = [
        Choice(one.id, Source.LIBRARY, one.name, one.role, speaker=one)
        for one in library
        if one.id not in known and (_folded(one.name), one.kind) not in known
    ]
    groups = [_fitting(here, typed), _fitting(others, typed)[:MOST]]
    typed = " ".join(typed.split())
    names = {_folded(choice.words) for group in groups for choice in group}
    new = [Choice("+", Source.NEW, typed)] if typed and _folded(typed) not in names else []
    last = [*new, Choice("?", Source.UNNAMED, typed), Choice("-", Source.NOBODY, "")]
    found: list[Choice] = []
    for group in (*groups, last):
        for number, choice in enumerate(group):
            found.append(replace(choice, starts_group=True) if not number and found else choice)
    return tuple(found)


def rank(typed: str, speaker: Speaker) -> int | None:
    """How well a speaker fits what was typed, 0 best; None: not at all. “an ri”, “AR”, “riv”, “minister” all mean Ann Rivera,
    the minister."""
    wanted, name = _folded(typed), _folded(speaker.name)
    if not wanted or name.startswith(wanted):
        return 0
    words, parts = name.split(), wanted.split()
    for first in range(len(words) - len(parts) + 1):
        if all(word.startswith(part) for word, part in zip(words[first:], parts, strict=False)):
            return 1
    initials = "".join(word[0] for word in re.findall(r"\w+", name))
    if initials.startswith(re.sub(r"[\s.]", "", wanted) or " "):
        return 2
    for number, text in enumerate((name, *map(_folded, speaker.aliases), _folded(speaker.role))):
        if wanted in text:
            return 3 if number == 0 else 4
    return None


def _fitting(choices: Sequence[Choice], typed: str) -> list[Choice]:
    ranked = [(rank(typed, choice.speaker), choice) for choice in choices if choice.speaker is not None]
    fitting = [replace(choice, fit=fit) for fit, choice in ranked if fit is not None]
    return sorted(fitting, key=lambda choice: choice.fit)


def _folded(words: str) -> str:
    """In small letters without accents, on one line."""
    plain = unicodedata.normalize("NFKD", " ".join(words.split()))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()

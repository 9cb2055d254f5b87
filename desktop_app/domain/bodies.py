"""Names of bodies: whether two are one's, and what is no name of any (“the council”, “scientists”)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.domain.person_names import folded, listed

_SMALL = listed("the a an of for and in at on to s")
_LEGAL = listed("inc ltd plc llc llp gmbh ag sa co corp corporation company limited se bv nv")
_COMMON = listed(
    """
    council inquiry company study ministry government police court union party board committee authority agency
    university school hospital report statement office department commission institute institution association
    society club church parliament senate house cabinet administration army navy force forces team bank fund trust
    press paper newspaper group organisation organization body service services centre center public city town
    county state district village local national federal regional royal central general health education justice
    finance interior foreign affairs defence defense transport environment energy labour labor trade his her its
    their our new officials residents workers scientists
    """
)
"""Of which there is one everywhere."""
_MANY = listed("ministry department office bureau court council police parliament senate cabinet")


@dataclass(frozen=True, slots=True)
class BodyLikeness:
    """is_equal: the name is the same; is_near: it may be; is_rare: few bodies bear it."""

    is_equal: bool
    is_near: bool
    is_rare: bool
    words: str


def is_body_name(name: str, aliases: Sequence[str] = ()) -> bool:
    """Whether it names one body: words that are not all common, letters that stand for some, or a word of its own."""
    words = core(name)
    rare = [word for word in words if word not in _COMMON]
    if len(words) > 1:
        return bool(rare)
    if not rare or not name[:1].isupper():
        return False
    return is_acronym(name) or not any(_is_described(alias, words[0]) for alias in aliases)


def _is_described(alias: str, word: str) -> bool:
    """“the council”, of “Council”."""
    return len(alias.split()) > 1 and alias.split()[-1].islower() and folded(alias).split()[-1] == word


@lru_cache(maxsize=16_384)
def core(name: str) -> tuple[str, ...]:
    """The folded words of a name that tell it from others."""
    words = tuple(word for word in folded(name).split() if word not in _SMALL)
    while len(words) > 1 and words[-1] in _LEGAL:
        words = words[:-1]
    return words


def is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and " " not in name.strip()


def is_rare(name: str) -> bool:
    """Whether few bodies bear this name: not “Ministry of Health”."""
    words = core(name)
    return len(words) > 1 and words[0] not in _MANY and any(word not in _COMMON for word in words)


def body_likeness(one: Sequence[str], other: Sequence[str]) -> BodyLikeness:
    """Of all names of each, the main one first."""
    first, second = core(one[0]), core(other[0])
    if first == second:
        return BodyLikeness(True, True, is_rare(one[0]), "The name is the same.")
    shorts = [{folded(name) for name in names if is_acronym(name)} for names in (one, other)]
    wholes = [{core(name) for name in names if not is_acronym(name)} for names in (one, other)]
    if shorts[0] & shorts[1] and (is_acronym(one[0]) or is_acronym(other[0])):
        return BodyLikeness(False, True, False, f"Both are called {sorted(shorts[0] & shorts[1])[0].upper()}.")
    if len(min(first, second, key=len)) > 1 and (set(first) < set(second) or set(second) < set(first)):
        return BodyLikeness(False, True, False, f"“{one[0]}” and “{other[0]}” may be one.")
    if first in wholes[1] or second in wholes[0]:
        return BodyLikeness(False, True, False, f"One article calls “{one[0]}” also “{other[0]}”.")
    return BodyLikeness(False, False, False, "")

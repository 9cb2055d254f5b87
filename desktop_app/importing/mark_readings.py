"""What a lone “â” may have been at its place, and how badly each reading fits there.

Costs are like negative log likelihoods in steps that a person can check: 0 fits as well as can be, 1 is usual but less so, 3 is
odd, 6 is nearly never written, 9 is leaving the “â” as it stands where no language writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

IMPOSSIBLE = 12.0
_FAR_WORSE = 9.0


class Reading(Enum):
    __hash__ = object.__hash__  # members are compared by identity; Enum's own hash is slow in the inner loop

    OPEN_DOUBLE = "“"
    CLOSE_DOUBLE = "”"
    OPEN_SINGLE = "‘"
    CLOSE_SINGLE = "’"
    APOSTROPHE = "apostrophe"
    DASH = "dash"
    LETTER = "â"
    OPEN_STRAIGHT = '"('
    CLOSE_STRAIGHT = '")'
    NEUTRAL = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a damaged mark within its paragraph.

    before, after: the nearest characters beyond marks that touch this one; "" at the paragraph's ends.
    left, right: the letters and digits that touch it. touches_before, touches_after: whether another mark touches it.
    """

    before: str
    after: str
    left: str
    right: str
    touches_before: bool
    touches_after: bool


@dataclass(frozen=True, slots=True)
class Document:
    """What the whole text tells: its language ("" unknown), its words in lower case, of three letters or more."""

    language: str
    words: frozenset[str]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_OPENERS = "([{<–—-/"
_ENDERS = ".,!?;:…)]}%"
_CONTRACTIONS = {"s", "re", "ve", "ll", "d", "m", "t", "S", "T", "RE", "VE", "LL", "D", "M"}
_ELIDED = _words(
    "l d j m n s c t qu lorsqu puisqu jusqu quelqu aujourd presqu dell all nell sull dall un quell quest bell"
)
_VOWELS = set("aeiouyhàâæéèêëîïôœùûüáíóú")
_WHOLE = {
    ("o", "clock"),
    ("ma", "am"),
    ("y", "all"),
    ("c", "mon"),
    ("d", "you"),
    ("ne", "er"),
    ("e", "er"),
    ("o", "er"),
}
_DROPPED_FRONT = {"em", "tis", "twas", "til", "till", "cause", "n", "bout", "round", "cos", "coz", "twere"}
_LITTLE_WORDS = _words(
    "an and are as at be been but by can could did do for from had has have he her him his how if in into is it its "
    "just like may more most my no nor not now of on once one only or our out over she should so some such than "
    "that the their them then there these they this those though to too two under until up was we were what when "
    "where which while who whose why will with would yet you your"
)
_DECADE = re.compile(r"\d0s")
_BORROWED = re.compile(
    r"(?:château|châtea|chât|pât[ée]|papier-mâché|mâch|bât|tâch|gât|crâne|mât|câble|bâle|râpé|théât|fâch|lâch|âge|âgé|âme|âne|âpre"
    r"|âtre|âcre|câmara|pânt|hâlâ|kâr|lâ\b|nghâ|mâc|blâm|fantâm|grâce|grâc|infâm|plât|relâch|rhumat|flân|huâ|aînâ|âm)",
    re.IGNORECASE,
)


def readings_at(place: Place, document: Document) -> list[tuple[Reading, float]]:
    """The readings that are possible at a place, each with its cost; those that are far worse than the best are left out."""
    opening, closing = _opening(place), _closing(place)
    costs = (
        (Reading.OPEN_DOUBLE, opening),
        (Reading.CLOSE_DOUBLE, closing),
        (Reading.OPEN_SINGLE, opening),
        (Reading.CLOSE_SINGLE, closing),
        (Reading.APOSTROPHE, _apostrophe(place)),
        (Reading.DASH, _dash(place, document)),
    )
    letter = _letter(place, document)
    limit = min(letter, *(cost for _, cost in costs)) + _FAR_WORSE
    return [(reading, cost) for reading, cost in (*costs, (Reading.LETTER, letter)) if cost <= limit]


def closing_or_apostrophe(place: Place) -> list[tuple[Reading, float]]:
    """Readings of a ’ that was never damaged."""
    return [(Reading.APOSTROPHE, min(_apostrophe(place), 9.0)), (Reading.CLOSE_SINGLE, min(_closing(place), 9.0))]


def _is_gap(character: str) -> bool:
    return not character or character.isspace()


def _opening(place: Place) -> float:
    before, after = place.before, place.after
    if _is_gap(before) or before in _OPENERS:
        cost = 0.0
    elif before.isalnum():
        cost = 1.5 if place.touches_before and not place.left else 10.0
    else:
        cost = 5.0 if before in _ENDERS else 4.0
    if _is_gap(after):
        return cost + 10
    if after.isalnum():
        return cost + (1.5 if _DECADE.fullmatch(place.right) or place.right.lower() == "n" else 0.0)
    return cost + (0.3 if after in "([{$£€¥…'\"#@&" else 4.0)


def _closing(place: Place) -> float:
    before, after = place.before, place.after
    if _is_gap(before):
        cost = 10.0
    elif before.isalnum():
        cost = 0.3
    else:
        cost = 0.0 if before in _ENDERS else 8.0 if before in "([{" else 1.0
    if _is_gap(after) or after in ".,;:!?)]}–—-/…":
        return cost
    if after.isalpha():
        return cost + (1.5 if place.touches_after and not place.right else 9.0)
    return cost + (3.0 if after.isdigit() else 1.0)


def _apostrophe(place: Place) -> float:
    left, right = place.left, place.right
    if left and right:
        return _inner_apostrophe(left, right)
    if left:
        if left[-1] in "sSxz" and len(left) > 1:
            return 0.8
        if left.lower() == "n":
            return 0.3  # rock ’n’ roll
        if left.endswith("in") and len(left) > 3:
            return 2.0
        return 1.0 if left.lower() in {"o", "th", "an", "ol"} else 7.0
    if right:
        if _DECADE.fullmatch(right):
            return 0.3
        return 0.3 if right.lower() in _DROPPED_FRONT else 6.0
    return IMPOSSIBLE


def _inner_apostrophe(left: str, right: str) -> float:
    if is_contraction(left, right):
        return 0.0
    if (left.lower(), right.lower()) in _WHOLE:
        return 0.0
    if left in {"O", "D", "L", "M", "N", "d", "l"} and right[0].isupper():
        return 0.3
    return 0.8 if _is_elision(left, right) else 6.0


def _is_elision(left: str, right: str) -> bool:
    """“l-homme”, “dell-anno”; Vietnamese “lâu” and “câu” are words."""
    return left.lower() in _ELIDED and right[0].lower() in _VOWELS and right.lower() != "u"


def is_contraction(left: str, right: str) -> bool:
    """“that-s”, “does-nt”: an English word and what is written after an apostrophe."""
    if right not in _CONTRACTIONS:
        return False
    return left[-1] in "nN" if right in "tT" else left.isascii() or right in "sS"


def _dash(place: Place, document: Document) -> float:
    left, right = place.left, place.right
    if left and right:
        if left[-1].isdigit() and right[0].isdigit():
            return 0.0
        return 0.2 if _are_two_words(left.lower(), right.lower(), document) and not is_contraction(left, right) else 5.0
    touches = place.touches_before or place.touches_after
    if touches and (left or right):
        return 1.5
    if touches:
        return 4.0
    if _is_gap(place.before) and _is_gap(place.after):
        return 0.0 if place.before and place.after else 0.7
    return 3.0 if right and place.before in _ENDERS else 6.0


def _are_two_words(left: str, right: str, document: Document) -> bool:
    """Whether a dash without spaces joins them: the text has both elsewhere, or one is a little word that goes anywhere."""
    if left in document.words and right in document.words:
        return True
    if document.language != "en" or _BORROWED.search(f"{left}â{right}") or not (left + right).isascii():
        return False
    if min(len(left), len(right)) >= 3 and right.isalpha():
        return True
    return (left in _LITTLE_WORDS and len(right) >= 3) or (right in _LITTLE_WORDS and len(left) >= 3)


def _letter(place: Place, document: Document) -> float:
    left, right = place.left, place.right
    if not (left or right):
        return 9.0 if document.language == "en" else 4.0
    if not left and right[0].isupper():
        return 9.0
    word = f"{left}â{right}"
    if _BORROWED.search(word) or not (left + right).isascii():
        return 0.2
    discount = 0.0 if document.language == "en" else 0.7
    if left and right:
        is_elided = document.language != "ro" and _is_elision(left, right)
        return (4.0 if is_contraction(left, right) or is_elided else 1.0) - discount
    return (4.0 if left else 2.5) - discount

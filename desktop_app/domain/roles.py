"""What two roles say of whether two people are one: “deputy harbour master” and “harbour master”, or two other trades."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from desktop_app.domain.person_names import folded, listed

_PLAIN = listed(
    """
    a an the of for at in on to by and or from with who whose its his her their since until s former ex late
    acting interim deputy vice assistant associate senior junior chief head chair chairman chairwoman chairperson
    director leader manager spokesman spokeswoman spokesperson president secretary general officer official member
    executive founder owner partner representative adviser advisor analyst editor reporter expert professor doctor
    dr mr ms mrs worker employee resident local national state federal public first second third new old group
    company firm department office ministry minister commissioner councillor mayor governor senator judge lawyer
    attorney police chief captain sergeant teacher driver
    """
)
"""Words that many have in their role: they tell nobody from anybody."""
_SMALL = listed("a an the of for at in on to by and or from with who whose its his her their since until s")
_PASSING = listed(
    """
    witness victim suspect defendant plaintiff candidate speaker caller passer bystander survivor
    """
)
"""What somebody is for a day."""
_FIELDS = {
    "politics": """mayor councillor councilman councilwoman minister senator governor president premier mp congressman
        congresswoman lawmaker legislator alderman deputy-mayor chancellor ambassador""",
    "scholarship": """professor lecturer scientist researcher chemist physicist biologist economist historian sociologist
        geologist ecologist epidemiologist scholar oceanographer student""",
    "trade": """driver skipper fisherman fisherwoman fisher trader farmer baker butcher shopkeeper carpenter plumber
        electrician mechanic miner docker sailor chef waiter barber""",
    "law": "judge prosecutor lawyer attorney solicitor barrister magistrate",
    "health": "nurse surgeon physician paediatrician psychiatrist paramedic midwife",
    "sport": "coach striker goalkeeper midfielder defender pitcher quarterback sprinter cyclist boxer jockey",
    "art": "actor actress singer novelist poet painter composer musician filmmaker playwright",
    "order": "constable sergeant detective inspector soldier firefighter",
    "school": "teacher headteacher headmaster headmistress",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}


class Agreement(IntEnum):
    """How two roles go together; the higher, the better."""

    CLASH = 0
    """walks of life that seldom go together"""
    OTHER = 1
    """nothing in common"""
    UNKNOWN = 2
    """one has none, or none that lasts"""
    KINDRED = 3
    """some telling word in common, two plain ones (“general secretary”), or one field: a councillor and a mayor"""
    AGREE = 4
    """one and the same, but one that many have: “spokesman” """
    OFFICE = 5
    """one and the same office of those that few hold at a time: “councillor” """
    DISTINCT = 6
    """one and the same, in words that few have"""


@lru_cache(maxsize=16_384)
def _words(role: str) -> frozenset[str]:
    return frozenset(word for word in folded(role).split() if not word.isdigit()) if role.strip() else frozenset()


@lru_cache(maxsize=65_536)
def agreement(one: str, other: str) -> Agreement:
    """Of two roles as texts give them; symmetric."""
    one, other = _spelled_out(one, other), _spelled_out(other, one)
    first, second = _words(one), _words(other)
    if not first or not second or first & _PASSING or second & _PASSING:
        return Agreement.UNKNOWN
    rare, other_rare = first - _PLAIN, second - _PLAIN
    shared, plain = rare & other_rare, (first & second) & _PLAIN - _SMALL
    fields, other_fields = _fields(first), _fields(second)
    if first == second:
        return Agreement.DISTINCT if shared else _plain_agreement(fields)
    if fields and other_fields and not fields & other_fields:
        return Agreement.CLASH
    if shared and 5 * len(shared) >= 3 * min(len(rare), len(other_rare)) and _head(one) & _head(other):
        return Agreement.DISTINCT
    if plain and not (rare and other_rare):
        return _plain_agreement(fields & other_fields)
    if shared or (fields & other_fields) or len(plain) > 1:
        return Agreement.KINDRED
    return Agreement.OTHER


def _plain_agreement(fields: frozenset[str]) -> Agreement:
    return Agreement.OFFICE if "politics" in fields else Agreement.AGREE


def _head(role: str) -> frozenset[str]:
    """What somebody is, without where: “harbour master” of “harbour master of Mere”."""
    words = folded(role).split()
    end = next((place for place, word in enumerate(words) if word in _BEHIND), len(words))
    return frozenset(words[:end] or words) - _SMALL


_BEHIND = listed("of for at in on to by from with who since until")


def _spelled_out(role: str, other: str) -> str:
    """With the words for “HQWU” where the other has them: Harbour and Quay Workers’ Union."""
    words = [word for word in re.findall(r"[^\W\d_]+", re.sub(r"[’']s?\b", "", other)) if word.lower() not in _SMALL]
    letters = "".join(word[0] for word in words).upper()
    for short in re.findall(r"\b[A-Z]{3,8}\b", role):
        at = letters.find(short)
        if at >= 0:
            role = role.replace(short, " ".join(words[at : at + len(short)]))
    return role


def _fields(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_FIELD_OF[word] for word in words if word in _FIELD_OF)


def is_telling(role: str) -> bool:
    """Whether few have this role."""
    return bool(_words(role) - _PLAIN - _PASSING)

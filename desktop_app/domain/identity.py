"""Who in several articles is the same: decided from names, roles, outlets and who appears with whom.

A wrong merge is the worst that can happen here; a proposal costs one glance. So what is only likely is proposed, and nothing is
ever decided by a surname alone. What comes out depends on what is there, not on the order in which it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import combinations

from desktop_app.domain.bodies import body_likeness
from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.person_names import Likeness, PersonName, folded, likeness, listed, person_name
from desktop_app.domain.roles import Agreement, agreement

_LEAD = 0.08
"""By how much one candidate must be likelier than a rival to be taken without asking."""


class Verdict(IntEnum):
    APART = 0
    MAY_BE = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody as one or several articles have them.

    names: all that they are called there by name. articles: ids; two in one article are two. companions: names, folded, of who
    else appears there. order: what tells two apart that are alike in all else, whatever order they came in.
    """

    name: str
    kind: SpeakerKind
    role: str = ""
    names: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    companions: frozenset[str] = frozenset()
    order: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """likeness: 0..1. reasons: for and against, in words for the reader. is_against: something contradicts that they are one, so
    that neither may be one with somebody who is the other."""

    verdict: Verdict
    likeness: float
    reasons: tuple[str, ...] = ()
    is_against: bool = False


def judge(one: Seen, other: Seen) -> Judgement:
    """Whether two are the same; symmetric."""
    if other.order < one.order or (other.order == one.order and (other.name, other.role) < (one.name, one.role)):
        one, other = other, one
    if one.kind is not other.kind:
        return Judgement(Verdict.APART, 0.0, ("One is a person, the other is not.",), is_against=True)
    if one.articles & other.articles:
        return Judgement(Verdict.APART, 0.0, ("Both appear in one article.",), is_against=True)
    if one.kind is not SpeakerKind.PERSON:
        return _bodies(one, other)
    return _people(one, other)


def _people(one: Seen, other: Seen) -> Judgement:
    names = likeness(_name_of(one), _name_of(other))
    if names is Likeness.CLASH:
        return Judgement(Verdict.APART, 0.0, ("The names are those of two people.",), is_against=True)
    roles = agreement(one.role, other.role)
    support = _Support.of(one, other)
    verdict = _verdict(one, other, names, roles, support)
    weight = _NAMES[names] + _ROLES[roles] + min(0.12, 0.03 * len(support.companions)) + 0.05 * bool(support.outlets)
    is_other = roles is Agreement.OTHER and names is Likeness.FULL and not _is_long(one, other)
    is_against = verdict is not Verdict.SAME and (is_other or roles is Agreement.CLASH)
    reasons = _reasons(one, other, names, roles, support)
    return Judgement(verdict, round(min(1.0, max(0.0, weight)), 3), reasons, is_against)


_NAMES = {
    Likeness.SURNAME: 0.2,
    Likeness.LOOSE: 0.3,
    Likeness.INITIAL: 0.4,
    Likeness.VARIANT: 0.42,
    Likeness.SPELLING: 0.45,
    Likeness.FULL: 0.55,
}
_ROLES = {
    Agreement.CLASH: -0.3,
    Agreement.OTHER: -0.15,
    Agreement.UNKNOWN: 0.0,
    Agreement.KINDRED: 0.1,
    Agreement.AGREE: 0.2,
    Agreement.OFFICE: 0.25,
    Agreement.DISTINCT: 0.3,
}


def _verdict(one: Seen, other: Seen, names: Likeness, roles: Agreement, support: _Support) -> Verdict:
    if roles is Agreement.CLASH:
        return Verdict.MAY_BE if names is Likeness.FULL and support.is_strong else Verdict.APART
    if names is Likeness.SURNAME:
        if roles is Agreement.DISTINCT or (roles >= Agreement.UNKNOWN and support.is_some):
            return Verdict.MAY_BE
        return Verdict.APART
    if names is not Likeness.FULL:
        if names is Likeness.LOOSE:
            return Verdict.MAY_BE if roles >= Agreement.UNKNOWN else Verdict.APART
        if roles is Agreement.DISTINCT:
            return Verdict.SAME
        return Verdict.MAY_BE if roles >= Agreement.UNKNOWN or support.is_strong else Verdict.APART
    if bool(_name_of(one).suffix) != bool(_name_of(other).suffix):
        return Verdict.MAY_BE if roles >= Agreement.UNKNOWN else Verdict.APART  # a namesake is near
    if roles >= Agreement.AGREE:
        is_known = roles >= Agreement.OFFICE or support.is_some or _is_long(one, other)
        return Verdict.SAME if is_known else Verdict.MAY_BE
    if roles >= Agreement.UNKNOWN:
        return Verdict.SAME if support.is_some or _is_long(one, other) else Verdict.MAY_BE
    if support.is_strong and (_is_long(one, other) or _rank(one) & _rank(other)):
        return Verdict.SAME
    return Verdict.MAY_BE if support.is_some or _is_long(one, other) else Verdict.APART


def _is_long(one: Seen, other: Seen) -> bool:
    """Both have one and the same name of three words or more: few have a namesake in that."""
    first, second = _name_of(one), _name_of(other)
    return first.given == second.given and len(first.given) > 1 and all(len(word) > 1 for word in first.given)


_RANKS = listed("sir dame lord lady baron baroness")


def _rank(one: Seen) -> frozenset[str]:
    """“dame”, of “Dame Ada Vane”: a namesake seldom has it too."""
    return frozenset(folded(name).split()[0] for name in (one.name, *one.names)) & _RANKS


@dataclass(frozen=True, slots=True)
class _Support:
    """What speaks for two being one besides name and role."""

    outlets: frozenset[str]
    companions: frozenset[str]

    @classmethod
    def of(cls, one: Seen, other: Seen) -> _Support:
        return cls(one.outlets & other.outlets, one.companions & other.companions)

    @property
    def is_some(self) -> bool:
        return bool(self.outlets or self.companions)

    @property
    def is_strong(self) -> bool:
        return len(self.companions) > 1 or bool(self.outlets and self.companions)


def _name_of(one: Seen) -> PersonName:
    """Of the fullest name, with the form of address that any of the names has."""
    name = person_name(one.name)
    genders = {each.gender for each in map(person_name, one.names) if each.gender}
    return name if name.gender or len(genders) != 1 else replace(name, gender=genders.pop())


def _bodies(one: Seen, other: Seen) -> Judgement:
    alike = body_likeness((one.name, *sorted(one.names)), (other.name, *sorted(other.names)))
    support = _Support.of(one, other)
    if not alike.is_near:
        return Judgement(Verdict.APART, 0.0, ("The names are those of two bodies.",), is_against=True)
    reasons = (alike.words, *support_words(support.outlets, support.companions))
    if alike.is_equal and (alike.is_rare or support.is_some):
        return Judgement(Verdict.SAME, 0.9, reasons)
    if alike.is_equal or support.is_some:
        return Judgement(Verdict.MAY_BE, 0.6 if alike.is_equal else 0.45, reasons)
    return Judgement(Verdict.APART, 0.2, reasons)


_OF_NAMES = {
    Likeness.SURNAME: "only the surname is known of one",
    Likeness.LOOSE: "the names may be parts of one",
    Likeness.INITIAL: "the initials fit",
    Likeness.VARIANT: "one first name is a short form of the other",
    Likeness.SPELLING: "the names are two spellings of one",
    Likeness.FULL: "the name is the same",
}


def _reasons(one: Seen, other: Seen, names: Likeness, roles: Agreement, support: _Support) -> tuple[str, ...]:
    said = (
        f"“{one.name}” and “{other.name}”: {_OF_NAMES[names]}." if one.name != other.name else "The name is the same."
    )
    words = [said]
    if bool(_name_of(one).suffix) != bool(_name_of(other).suffix):
        words.append("One is told from a namesake (junior, senior); the other is not.")
    if roles >= Agreement.AGREE:
        words.append(f"Both: {one.role}." if one.role == other.role else f"Roles that fit: {one.role}; {other.role}.")
    elif roles is Agreement.KINDRED:
        words.append(f"Roles that may follow each other: {one.role}; {other.role}.")
    elif roles is not Agreement.UNKNOWN or (one.role and other.role):
        words.append(f"Other roles: {one.role}; {other.role}.")
    else:
        words.append("At least one has no role.")
    return (*words, *support_words(support.outlets, support.companions))


def support_words(outlets: Iterable[str], companions: Iterable[str]) -> tuple[str, ...]:
    words = []
    if papers := sorted(outlets):
        words.append(f"Both in {papers[0]}." if len(papers) == 1 else f"Both in {len(papers)} outlets.")
    if others := sorted(companions):
        shown = ", ".join(_capitals(other) for other in others[:3])
        words.append(f"Both appear with {shown}{' and others' if len(others) > 3 else ''}.")
    return tuple(words)


def _capitals(name: str) -> str:
    return " ".join(word if word in ("of", "for", "the", "and") else word.capitalize() for word in name.split())


# Many at once


@dataclass(frozen=True, slots=True)
class Sorted:
    """groups: indices of those who are one, in each the least first. proposals: of two groups (by their number) that may be one."""

    groups: tuple[tuple[int, ...], ...]
    proposals: tuple[tuple[int, int, Judgement], ...]


def sort_out(seen: Sequence[Seen], known: Sequence[int | None] = ()) -> Sorted:
    """Who of these is who. known: for each a number that the reader gave, None for none: equal ones are one, different ones two.
    The result does not depend on the order of `seen` as long as their `order` differs."""
    places = sorted(range(len(seen)), key=lambda place: (seen[place].order, seen[place].name, seen[place].role, place))
    sorting = _Sorting(seen, known or [None] * len(seen), places)
    while sorting.join_best():
        pass
    return sorting.result()


class _Sorting:
    """Joins the two likest groups until none are surely the same. A group is known by its first member's rank."""

    def __init__(self, seen: Sequence[Seen], known: Sequence[int | None], places: Sequence[int]) -> None:
        self._seen, self._known = seen, known
        self._namesakes = {(name.given, name.surname) for name in map(_name_of, seen) if name.suffix}
        self._judged: dict[tuple[int, int], Judgement] = {}
        self._groups: dict[int, list[int]] = {}
        by_number: dict[int, int] = {}
        for rank, place in enumerate(places):
            number = known[place]
            first = rank if number is None else by_number.setdefault(number, rank)
            self._groups.setdefault(first, []).append(place)
        self._pairs = {pair: self._between(*pair) for pair in combinations(self._groups, 2)}

    def join_best(self) -> bool:
        sure = [(pair, each) for pair, each in self._pairs.items() if each.verdict is Verdict.SAME]
        for pair, each in sorted(sure, key=lambda one: (-one[1].likeness, one[0])):
            if not self._has_rival(pair, each):
                self._join(*pair)
                return True
        return False

    def result(self) -> Sorted:
        numbers = {first: number for number, first in enumerate(self._groups)}
        asked = [
            (numbers[one], numbers[other], each)
            for (one, other), each in sorted(self._pairs.items(), key=lambda one: (-one[1].likeness, one[0]))
            if each.verdict is not Verdict.APART
        ]
        return Sorted(tuple(tuple(group) for group in self._groups.values()), tuple(asked))

    def _join(self, one: int, other: int) -> None:
        self._groups[one] += self._groups.pop(other)
        self._pairs = {pair: each for pair, each in self._pairs.items() if other not in pair}
        for third in self._groups:
            if third != one:
                pair = (min(one, third), max(one, third))
                self._pairs[pair] = self._between(*pair)

    def _between(self, one: int, other: int) -> Judgement:
        """The best of the judgements between two groups, as far as none speaks against it."""
        numbers = {self._known[place] for group in (one, other) for place in self._groups[group]} - {None}
        if len(numbers) > 1:
            return Judgement(Verdict.APART, 0.0, ("The reader said so.",), is_against=True)
        found = [self._judge(a, b) for a in self._groups[one] for b in self._groups[other]]
        best = max(found, key=lambda each: (each.verdict, each.likeness, each.reasons))
        worst = min(found, key=lambda each: (each.verdict, each.likeness, each.reasons), default=best)
        against = [each for each in found if each.is_against]
        if not against:
            return best
        if any(each.verdict is Verdict.APART for each in against):
            return next(each for each in against if each.verdict is Verdict.APART)
        return replace(worst, verdict=min(best.verdict, Verdict.MAY_BE), is_against=True)

    def _judge(self, one: int, other: int) -> Judgement:
        pair = (min(one, other), max(one, other))
        if pair not in self._judged:
            self._judged[pair] = self._with_namesakes(one, judge(self._seen[one], self._seen[other]))
        return self._judged[pair]

    def _with_namesakes(self, one: int, judgement: Judgement) -> Judgement:
        """Where a junior or a senior is known, another role is another person."""
        name = _name_of(self._seen[one])
        if (
            judgement.is_against
            and judgement.verdict is Verdict.MAY_BE
            and (name.given, name.surname) in self._namesakes
        ):
            return replace(judgement, verdict=Verdict.APART)
        return judgement

    def _has_rival(self, pair: tuple[int, int], judgement: Judgement) -> bool:
        """Whether somebody else is about as likely to be one of the two, and is not the other one."""
        for here, there in (pair, pair[::-1]):
            for third in self._groups:
                if third in pair:
                    continue
                rival = self._pairs[min(here, third), max(here, third)]
                other = self._pairs[min(there, third), max(there, third)]
                is_near = rival.verdict is not Verdict.APART and rival.likeness >= judgement.likeness - _LEAD
                if is_near and (other.is_against or other.verdict is Verdict.APART):
                    return True
        return False

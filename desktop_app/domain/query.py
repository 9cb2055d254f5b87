"""What a reader types into the search box, read: words, phrases, filters, “-”, OR and brackets; what cannot be read, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.errors import AppError

LONGEST = 1000
"""Code points of a query."""
MOST_TERMS = 60
DEEPEST = 20
"""Brackets and minus signs within each other."""


class QueryError(AppError):
    """What was typed cannot be looked for; the words say why, and what could be typed instead."""


class Scope(StrEnum):
    """Where words are looked for."""

    ANYWHERE = "anywhere"
    SPEAKER = "speaker"
    """in the names of whoever says it"""
    SAID = "said"
    """inside quotation marks"""


class FilterKind(StrEnum):
    OUTLET = "outlet"
    TOPIC = "topic"
    TAG = "tag"
    HAS = "has"
    STATUS = "status"
    BEFORE = "before"
    AFTER = "after"


class Sought(StrEnum):
    """What kind of thing a query finds."""

    THINGS = "things"
    """articles, notes, speakers"""
    STATEMENTS = "statements"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Words:
    """One word or phrase; is_prefix: the last word of it may go on."""

    text: str
    scope: Scope = Scope.ANYWHERE
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A property of the article (of a claim: its status). value: as typed, a status in the words of ClaimStatus, the beginning
    of an ISO date."""

    kind: FilterKind
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    part: Part


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Part, ...]


Part = Words | Filter | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    root: Part

    @property
    def sought(self) -> Sought:
        leaves = list(leaves_of(self.root))
        if any(isinstance(leaf, Filter) and leaf.kind is FilterKind.STATUS for leaf in leaves):
            return Sought.CLAIMS
        if any(isinstance(leaf, Words) and leaf.scope is not Scope.ANYWHERE for leaf in leaves):
            return Sought.STATEMENTS
        return Sought.THINGS

    @property
    def marked(self) -> tuple[Words, ...]:
        """What is marked in the passages that are found: all words but those of names and those that must not be there."""
        return tuple(leaf for leaf in _wanted(self.root) if isinstance(leaf, Words) and leaf.scope is not Scope.SPEAKER)


def leaves_of(part: Part) -> Iterator[Words | Filter]:
    match part:
        case And(parts) | Or(parts):
            for each in parts:
                yield from leaves_of(each)
        case Not(inner):
            yield from leaves_of(inner)
        case _:
            yield part


def _wanted(part: Part) -> Iterator[Words | Filter]:
    match part:
        case And(parts) | Or(parts):
            for each in parts:
                yield from _wanted(each)
        case Not():
            return
        case _:
            yield part


def parse_query(text: str, *, is_typing: bool = False) -> Query | None:
    """Read a query; None where there is nothing to look for in it. QueryError.

    is_typing: the last word may go on, if it has two letters already.
    """
    if len(text) > LONGEST:
        raise QueryError("This is too long to look for.", advice=f"A search takes up to {LONGEST} characters.")
    parser = _Parser(text.replace("\0", " "), is_typing=is_typing)
    root = parser.parse()
    if root is None:
        return None
    if sum(1 for _ in leaves_of(root)) > MOST_TERMS:
        raise QueryError("These are too many words to look for at once.", advice=f"Take up to {MOST_TERMS}.")
    if not any(True for _ in _wanted(root)):
        raise QueryError("This says only what not to find.", advice="Add a word to look for, such as: harbour -storm")
    return Query(root)


def has_word(text: str) -> bool:
    """Whether there is anything in it that the index could hold."""
    return any(letter.isalnum() for letter in text)


_FIELDS = ("speaker", "said", *(kind.value for kind in FilterKind))
_FIELD = re.compile(r"([^\W\d_]+):(?!//)")
_MARKS = {'"': '"', "“": '”“"', "„": '“”"', "”": '”"', "«": "»"}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_HAS = ("note", "highlight")


class _Parser:
    """Descends through: alternatives of rows of terms; a term may be in brackets, or have a minus sign before it."""

    def __init__(self, text: str, *, is_typing: bool) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._is_typing = is_typing

    def parse(self) -> Part | None:
        part = self._alternatives()
        if self._peek() == ")":
            raise QueryError("There is a “)” without a “(” before it.", advice="Remove it, or put it between “ ”.")
        return part

    def _peek(self) -> str:
        """The next character that is no space, “” at the end."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._text[self._at : self._at + 1]

    def _takes(self, word: str) -> bool:
        """Whether the next word is that one; then it is passed over."""
        self._peek()
        after = self._at + len(word)
        is_it = self._text.startswith(word, self._at) and (after >= len(self._text) or self._text[after] in " \t\n()")
        self._at = after if is_it else self._at
        return is_it

    def _alternatives(self) -> Part | None:
        first = self._row()
        parts = [first] if first is not None else []
        while self._takes("OR"):
            another = self._row()
            if not parts or another is None:
                raise QueryError(
                    "OR stands between two things to look for.",
                    advice="Such as: ferry OR bridge. The word itself: “or”",
                )
            parts.append(another)
        return Or(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _row(self) -> Part | None:
        parts: list[Part] = []
        while (head := self._peek()) and head != ")":
            if self._text.startswith("OR", self._at) and self._is_alone(2):
                break
            if self._takes("AND"):
                continue
            part = self._term()
            if part is not None:
                parts.append(part)
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _is_alone(self, length: int) -> bool:
        after = self._at + length
        return after >= len(self._text) or self._text[after] in " \t\n()"

    def _term(self) -> Part | None:
        head = self._text[self._at]
        if head == "-" or self._takes("NOT"):
            self._at += head == "-"
            if not self._text[self._at : self._at + 1].strip() and head == "-":
                return None  # a dash between words
            inner = self._deeper(self._term) if self._peek() not in ("", ")") else None
            return None if inner is None else inner.part if isinstance(inner, Not) else Not(inner)
        if head == "(":
            self._at += 1
            inner = self._deeper(self._alternatives)
            if self._peek() == ")":
                self._at += 1
            elif not self._is_typing:
                raise QueryError("There is a “(” without a “)” after it.", advice="Add it, or put the “(” between “ ”.")
            return inner
        if head in _MARKS:
            return self._words(*self._value(), Scope.ANYWHERE)
        field = _FIELD.match(self._text, self._at)
        if field is not None:
            return self._field(field)
        return self._words(*self._value(), Scope.ANYWHERE)

    def _deeper(self, read: object) -> Part | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError("There are too many brackets within each other.", advice="Ask for less at once.")
        part: Part | None = read()  # type: ignore[operator]
        self._depth -= 1
        return part

    def _value(self) -> tuple[str, bool]:
        """What comes next, and whether it stood in marks: a phrase up to its closing mark (or the end), a word up to a space."""
        ends = _MARKS.get(self._text[self._at : self._at + 1])
        start = self._at + (ends is not None)
        end = start
        while end < len(self._text):
            letter = self._text[end]
            if letter in ends if ends is not None else letter.isspace() or (letter == ")" and self._depth):
                break
            end += 1
        self._at = end + (ends is not None)
        return self._text[start:end], ends is not None

    def _words(self, text: str, is_phrase: bool, scope: Scope) -> Words | None:
        is_starred = text.endswith("*") and not is_phrase
        if not has_word(text):
            return None
        is_last = self._is_typing and not is_phrase and self._at >= len(self._text)
        letters = len(re.split(r"[\W_]+", text.rstrip("*"))[-1])
        return Words(" ".join(text.rstrip("*").split()), scope, is_starred or (is_last and letters >= 2))

    def _field(self, field: re.Match[str]) -> Part:
        name = field[1].lower()
        if name not in _FIELDS:
            from difflib import get_close_matches  # only for who mistyped

            near = get_close_matches(name, _FIELDS, 1)
            hint = f"Did you mean {near[0]}:? " if near else ""
            raise QueryError(
                f"There is no “{field[1]}:”.",
                advice=f"{hint}Known are {', '.join(f'{each}:' for each in _FIELDS)}. "
                f"To find these words themselves, put them in quotation marks.",
            )
        self._at = field.end()
        value, is_phrase = self._value() if self._at < len(self._text) else ("", False)
        if not has_word(value):
            raise QueryError(f"After “{name}:” something is missing.", advice=_EXAMPLES[name])
        if name in (Scope.SPEAKER.value, Scope.SAID.value):
            words = self._words(value, is_phrase, Scope(name))
            assert words is not None  # it has a word
            return words
        kind = FilterKind(name)
        return Filter(kind, _checked(kind, " ".join(value.split())))


_EXAMPLES = {
    "speaker": "Such as: speaker:vane, or speaker:“Ada Vane”",
    "said": "Such as: said:ferry, or said:“will stay”",
    "outlet": "Such as: outlet:post",
    "topic": "Such as: topic:harbour",
    "tag": "Such as: tag:budget",
    "has": "Such as: has:note, has:highlight",
    "status": "Such as: status:disputed",
    "before": "Such as: before:2026, before:2026-03, before:2026-03-31",
    "after": "Such as: after:2026, after:2026-03, after:2026-03-31",
}


def _checked(kind: FilterKind, value: str) -> str:
    """The value in the form that Filter says. QueryError."""
    low = value.lower()
    if kind in (FilterKind.BEFORE, FilterKind.AFTER):
        if not _DATE.fullmatch(value):
            raise QueryError(f"“{value}” is not a date that can be read here.", advice=_EXAMPLES[kind.value])
    elif kind is FilterKind.HAS:
        low = low.removesuffix("s")
        if low not in _HAS:
            raise QueryError(f"“has:{value}” is not known.", advice="Known are has:note and has:highlight.")
        return low
    elif kind is FilterKind.STATUS:
        for status in ClaimStatus:
            if re.sub(r"[\W_]+", "", status.value) == re.sub(r"[\W_]+", "", low):
                return status.value
        known = ", ".join(status.value.replace(" ", "-") for status in ClaimStatus)
        raise QueryError(f"There is no status “{value}”.", advice=f"Known are {known}.")
    return value

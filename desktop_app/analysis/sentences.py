"""Words and sentences of a paragraph, with abbreviations, initials, decimals, quotation marks and brackets in mind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from sys import intern

from desktop_app.analysis import lexicon
from desktop_app.domain.spans import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d+(?:-[^\W\d_]+)+"  # 54-year-old
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|%|m|bn|km|kg)?\b%?"
    r"|\w+(?:[-‐‑&/+@]\w+|[’'](?!s\b)\w+)*"  # O’Hara, don’t, well-known; never the possessive ’s
    r"|[’']s\b"
    r"|\S"
)
_PREFIXED = re.compile(r"(?:al|el|ad|as|at|an|ash|bin|ben|d|l|de|di|ul)[-’'‑][A-Z]")
_ENDS = frozenset(".?!…")
_CLOSING = frozenset("”\"»’')]}")
_OPENING = frozenset("“\"«‘'([{„")


@dataclass(slots=True)
class Token:
    """A word or mark. `quote`: index of the quotation (a stretch inside marks) that it stands for or lies in, else -1."""

    start: int
    end: int
    text: str
    lower: str
    quote: int = -1
    is_quote: bool = False
    """It stands for a whole stretch inside marks."""

    @property
    def is_word(self) -> bool:
        return not self.is_quote and (self.text[0].isalnum() or self.text in ("’s", "'s"))

    @property
    def is_capital(self) -> bool:
        """Also “al-Mansour”, “d’Arcy”: a particle grown together with a name."""
        if self.is_quote or self.text[0].isupper():
            return not self.is_quote
        return _PREFIXED.match(self.text) is not None

    @property
    def is_possessive(self) -> bool:
        return self.text in ("’s", "'s")


def tokenise(text: str, span: Span) -> list[Token]:
    """Words, numbers and marks in `span`; the full stop of an abbreviation or initial belongs to its word."""
    found: list[Token] = []
    abbreviations = lexicon.words("abbreviation")
    for match in _TOKEN.finditer(text, span.start, span.end):
        word = match.group()
        start = match.start()
        if word == "." and found and found[-1].end == start:
            last = found[-1]
            initial = len(last.text) == 1 and last.text.isupper() and last.text != "I"
            if initial or last.text + "." in abbreviations:
                last.text += "."
                last.lower += "."
                last.end += 1
                continue
        # a book says the same words over and over: as one string each they need a third less memory
        found.append(Token(start, match.end(), intern(word), intern(word.lower().replace("’", "'"))))
    return found


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of one paragraph, in order, without the white space between them. Marks and brackets that close stay
    with the sentence before, those that open with the one after."""
    tokens = tokenise(text, span)
    return [Span(part[0].start, part[-1].end) for part in split(tokens)]


def split(tokens: Sequence[Token]) -> list[list[Token]]:
    """Tokens in sentences."""
    parts: list[list[Token]] = []
    current: list[Token] = []
    for place, token in enumerate(tokens):
        current.append(token)
        if _ends_here(tokens, place):
            parts.append(current)
            current = []
    if current:
        parts.append(current)
    return parts


def _ends_here(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None:
        return True
    if token.is_quote:
        inside = token.text.rstrip("”\"’'»“ ")
        return (
            inside[-1:] in _ENDS
            and following.text not in _ENDS
            and following.text not in "—–―"
            and _may_start(following)
        )
    if token.text in _CLOSING:
        back = place - 1
        while back >= 0 and tokens[back].text in _CLOSING and place - back < 4:
            back -= 1
        ended = back >= 0 and tokens[back].text in _ENDS and following.start > token.end
        return ended and following.text not in _CLOSING and _may_start(following)
    if token.text in _ENDS:
        if following.text in _CLOSING and following.start == token.end:
            return False
        return following.text not in _ENDS and following.start > token.end and _may_start(following)
    if token.text.endswith(".") and len(token.text) > 1:
        return _abbreviation_ends(tokens, place, following)
    return False


def _may_start(token: Token) -> bool:
    return token.is_quote or token.text in _OPENING or token.text[0] in "“\"«‘'([—–-•" or not token.text[0].islower()


def _abbreviation_ends(tokens: Sequence[Token], place: int, following: Token) -> bool:
    """“… in the U.S. The mayor …”: before a word that seldom stands inside a name."""
    token = tokens[place]
    if token.text in lexicon.words("no_full_stop_after") or len(token.text) == 2:
        return False
    return following.is_capital and following.lower in lexicon.words("function")

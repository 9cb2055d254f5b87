"""Whether two quotations are the same words, and how one differs from the other: cuts, inserts, changes.

Punctuation, capitals, accents and kinds of marks make no difference. Nobody's order matters: `same(a, b)` is `same(b, a)`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from desktop_app.domain.spans import Span

FEWEST = 6
"""Words that two quotations share at least: fewer are a turn of phrase that anybody may use."""
_RUN = 5
"""Of those, at least so many in a row."""
_LONG_RUN = 14
"""So many words in a row are nobody else's, even where all around them differs."""
_SHARE = 0.75
"""How much of the shorter quotation the fuller one has, at least."""
_WEIGHTY = 3
"""Words that are shared beside those that stand in any sentence."""
_PRINTED = 4
"""Words in a row of which a print is made; of two neighbouring prints the lower is kept, so any `_RUN` words share one."""

_TOKEN = re.compile(
    r"(?P<gap>\[\s*(?:…|\.(?:\s?\.)+)\s*\]|\(\s*(?:…|\.(?:\s?\.)+)\s*\)|…|\.(?:\s?\.)+)"
    r"|(?P<word>(?:\[[^\W_]\](?=[^\W_])|[^\W_])(?:[^\W_]|[\u0300-\u036f]|['’ʼ\-‐‑](?=[^\W_]))*)"
    r"|(?P<bracket>[\[\]])"
)
_ALIKE = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "[": "", "]": ""})
_COMMON_WORDS = """
    a about all am an and any are as at be because been but by can could day did do does done don't end for from get
    go going good had has have he her here him his how i i'm if in is it it's its just know like make many may me
    more most much must my no not now of on one or our out people say see she should so some take than that that's
    the their them then there these they they're thing things think this those time to up us very want was way we
    we're well were what when which who will with would year years you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())


class PieceKind(StrEnum):
    """What became of some words of the fullest quotation; equals by name."""

    KEPT = "kept"
    CUT = "cut"
    INSERTED = "inserted"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """full: the words in the fullest quotation, own: those in the variant, in code points of either; None where there are none.
    is_marked: the variant shows by an ellipsis or by brackets that it does not say the words as they were."""

    kind: PieceKind
    full: Span | None
    own: Span | None
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a quotation, folded, and its place, with the punctuation that touches it."""

    text: str
    span: Span
    is_insert: bool = False
    after_gap: bool = False


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words in their order; those in square brackets are inserts. Places do not overlap and hold no ellipsis."""
    tokens = [match for match in _TOKEN.finditer(text) if match[0] != "]"]
    ends = [*(match.start() for match in tokens), len(text)][1:]
    closings = [match.start() for match in _TOKEN.finditer(text) if match[0] == "]"]
    made: list[Word] = []
    taken, opened, after_gap = 0, -1, False
    for match, limit in zip(tokens, ends, strict=True):
        if match["gap"]:
            taken, after_gap = match.end(), True
        elif match["bracket"]:
            opened = match.start()
        else:
            start, end = match.span()
            is_insert = opened >= 0 and not any(opened < place < start for place in closings)
            while start > taken and not text[start - 1].isspace():
                start -= 1
            while end < limit and not text[end].isspace():
                end += 1
            made.append(Word(_folded(match["word"]), Span(start, end), is_insert, after_gap))
            taken, after_gap = end, False
    return tuple(made)


def _folded(word: str) -> str:
    plain = word.translate(_ALIKE).casefold()
    if plain.isascii():
        return plain
    return "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))


def is_long_enough(text: str) -> bool:
    """Whether it can be recognised at all."""
    return len(_said(text)) >= FEWEST


def prints(text: str) -> frozenset[int]:
    """Two quotations that are the same share at least one of these."""
    said = [word.text for word in _said(text)]
    if len(said) < FEWEST:
        return frozenset()
    hashes = [crc32(" ".join(said[place : place + _PRINTED]).encode()) for place in range(len(said) - _PRINTED + 1)]
    return frozenset(min(pair) for pair in pairwise(hashes))


def fullness(text: str) -> tuple[int, int, str]:
    """Orders quotations: the fullest is the greatest."""
    found = words(text)
    own = sum(not word.is_insert for word in found)
    return own, own - len(found), text


def same(one: str, other: str) -> bool:
    """Whether they are the same words said once, in whatever variant."""
    full, part = sorted((one, other), key=fullness, reverse=True)
    whole, own = _said(full), _said(part)
    return _same(tuple(word.text for word in whole), tuple(word.text for word in own), _stretches(own))


def _said(text: str) -> list[Word]:
    return [word for word in words(text) if not word.is_insert]


@lru_cache(maxsize=4096)
def _same(full: tuple[str, ...], part: tuple[str, ...], cuts: tuple[int, ...]) -> bool:
    if len(part) < FEWEST:
        return False
    runs = [block for block in _blocks(full, part, cuts) if block[2] > 1]
    longest = max((length for _, _, length in runs), default=0)
    shared = [word for _, at, length in runs for word in part[at : at + length]]
    if longest < _RUN or len(shared) < FEWEST or not _is_weighty(shared):
        return False
    return len(shared) >= _SHARE * len(part) or longest >= _LONG_RUN


def _is_weighty(shared: Sequence[str]) -> bool:
    return len({word for word in shared if word not in _COMMON}) >= _WEIGHTY


def aligned(full: str, own: str) -> tuple[Piece, ...]:
    """How a variant comes from the fullest: in order, all words of both, each once."""
    whole, part = words(full), words(own)
    blocks = _blocks(tuple(word.text for word in whole), tuple(word.text for word in part), _stretches(part))
    pieces: list[Piece] = []
    at = to = 0
    for start, place, length in (*blocks, (len(whole), len(part), 0)):
        pieces += _between(whole[at:start], part[to:place], gap_behind=place < len(part) and part[place].after_gap)
        if length:
            pieces.append(
                Piece(PieceKind.KEPT, _hull(whole[start : start + length]), _hull(part[place : place + length]))
            )
        at, to = start + length, place + length
    return tuple(pieces)


def _between(cut: Sequence[Word], own: Sequence[Word], *, gap_behind: bool) -> list[Piece]:
    """What lies between two kept runs."""
    has_gap = gap_behind or any(word.after_gap for word in own)
    if cut and own:
        return [Piece(PieceKind.CHANGED, _hull(cut), _hull(own), has_gap or all(word.is_insert for word in own))]
    if cut:
        return [Piece(PieceKind.CUT, _hull(cut), None, has_gap)]
    return [Piece(PieceKind.INSERTED, None, _hull(own), all(word.is_insert for word in own))] if own else []


def _hull(found: Sequence[Word]) -> Span:
    return Span(found[0].span.start, found[-1].span.end)


def _stretches(found: Sequence[Word]) -> tuple[int, ...]:
    """Where the variant goes on after an ellipsis, as places of words."""
    return tuple(place for place, word in enumerate(found) if word.after_gap and place)


def _blocks(full: tuple[str, ...], part: tuple[str, ...], cuts: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Runs that both have, in order: place in full, place in part, length."""
    found = _in_order(full, part, cuts)
    if found is not None:
        return found
    matcher = SequenceMatcher(None, full, part, autojunk=False)
    return [(one.a, one.b, one.size) for one in matcher.get_matching_blocks() if one.size]


def _in_order(full: tuple[str, ...], part: tuple[str, ...], cuts: tuple[int, ...]) -> list[tuple[int, int, int]] | None:
    """Where all stretches of a variant stand unchanged and in order in the fullest: there, the leftmost."""
    found: list[tuple[int, int, int]] = []
    least = 0
    for start, end in zip((0, *cuts), (*cuts, len(part)), strict=True):
        length = end - start
        place = next(
            (at for at in range(least, len(full) - length + 1) if full[at : at + length] == part[start:end]), None
        )
        if place is None:
            return None
        if found and least == place:
            before = found.pop()
            found.append((before[0], before[1], before[2] + length))
        else:
            found.append((place, start, length))
        least = place + length
    return [block for block in found if block[2]]

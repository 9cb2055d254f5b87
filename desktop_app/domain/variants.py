"""A quotation that several articles have, told once, and its variants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from desktop_app.domain.ledger import Said
from desktop_app.domain.same_quotation import Piece


@dataclass(frozen=True, slots=True)
class AttributedTo:
    """Whom variants of one quotation are attributed to, and in how many. speaker_id: of the ledger, None for nobody."""

    speaker_id: str | None
    name: str
    variants: int


@dataclass(frozen=True, slots=True)
class SameQuotation:
    """fullest: the longest of its variants; speakers: whom they are attributed to, the most frequent first; first, last: days
    (ISO)."""

    fullest: Said
    variants: int
    articles: int
    speakers: tuple[AttributedTo, ...]
    first: str
    last: str

    @property
    def is_disputed(self) -> bool:
        """Several are said to have said it."""
        return differ([who.name for who in self.speakers])


@dataclass(frozen=True, slots=True)
class Variant:
    """One statement and how what it quotes (`said.said`) comes from the fullest's. speaker: as the ledger shows the name, “” for
    nobody; is_other: it is attributed to somebody else than most variants are."""

    said: Said
    pieces: tuple[Piece, ...]
    speaker: str = ""
    is_fullest: bool = False
    is_other: bool = False


def differ(names: Collection[str]) -> bool:
    """Whether some two cannot be the same person by their names: “Vane” may be Ada Vane, nobody (“”) may be anybody."""
    parts = [frozenset(name.casefold().split()) for name in names]
    return any(not one <= other and not other <= one for one, other in combinations(parts, 2))

"""What a format module hands over: an article's pieces and what it says of itself, before repair and before any offset."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.domain.article import BlockKind, Metadata


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph-like unit as the format gave it. `kind` None: the structure must be found in the words themselves."""

    kind: BlockKind | None
    text: str
    place: int = 0
    """Pieces that lie in one element of a page have the same number; 0 where nothing is known."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Pieces in reading order. `metadata` holds only what the format states outright."""

    pieces: tuple[Piece, ...]
    metadata: Metadata = field(default_factory=Metadata)
    remarks: tuple[str, ...] = ()

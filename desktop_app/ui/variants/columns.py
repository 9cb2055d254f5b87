"""Variants of one quotation in common columns: each word of the fullest has one, and what others insert has its own between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.same_quotation import PieceKind, Word, words
from desktop_app.domain.spans import Span, hull
from desktop_app.domain.variants import Variant
from desktop_app.ui.painting import Type, Typeface

Place = tuple[int, int]
"""Word of the fullest before which it stands, and which of the inserted ones it is; -1, after those, for the word itself."""
FRAME = 4
"""Pixels left and right of a word in a frame."""
_IN_ONE_FRAME = 3  # words that stand for others; more may have to be broken into lines
_OWN = 1_000_000  # after all that is inserted before the word


@dataclass(frozen=True, slots=True)
class Cell:
    """A word of one variant in its column. CHANGED is a word that stands for others, which are CUT before it."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each column stands in a given width: line and left edge."""

    places: dict[Place, tuple[int, float]]
    count: int


def cells(full: str, variant: Variant) -> dict[Place, Cell]:
    """The words of a variant by column; `full` is what the fullest quotes."""
    own = variant.said.said
    all_words, own_words = words(full), words(own)
    found: dict[Place, Cell] = {}
    at = 0
    for piece in variant.pieces:
        theirs, ours = _within(all_words, piece.full), _within(own_words, piece.own)
        if piece.kind is PieceKind.KEPT:
            for offset, word in enumerate(ours):
                found[at + offset, _OWN] = Cell(PieceKind.KEPT, word.span.of(own))
        else:
            for offset, word in enumerate(theirs):
                found[at + offset, _OWN] = Cell(PieceKind.CUT, word.span.of(full))
            together = _IN_ONE_FRAME if piece.kind is PieceKind.CHANGED else 1
            for offset in range(0, len(ours), together):
                chunk = hull(word.span for word in ours[offset : offset + together])
                found[at + len(theirs), offset] = Cell(piece.kind, " ".join(chunk.of(own).split()))
        at += len(theirs)
    return found


def _within(found: Sequence[Word], span: Span | None) -> list[Word]:
    return [word for word in found if span is not None and span.contains(word.span)]


def face_of(kind: PieceKind, face: Type) -> Typeface:
    return face.strong if kind in {PieceKind.INSERTED, PieceKind.CHANGED} else face.plain


def width_of(cell: Cell, face: Type) -> float:
    """Of a word, with its frame."""
    return face_of(cell.kind, face).width(cell.text) + 2 * FRAME * (cell.kind is PieceKind.CHANGED)


def laid_out(group: Sequence[dict[Place, Cell]], width: float, face: Type) -> Lines:
    """Columns as wide as their widest word, broken into lines at the same places for all variants."""
    widths: dict[Place, float] = {}
    for one in group:
        for place, cell in one.items():
            widths[place] = max(widths.get(place, 0.0), width_of(cell, face))
    space = face.plain.width(" ") + 1
    places: dict[Place, tuple[int, float]] = {}
    line, left = 0, 0.0
    for place in sorted(widths):
        if left and left + widths[place] > width:
            line, left = line + 1, 0.0
        places[place] = (line, left)
        left += widths[place] + space
    return Lines(places, line + 1 if places else 0)

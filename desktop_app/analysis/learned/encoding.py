"""A text as the network reads it: windows of word pieces, each piece with its casing and how deep it stands inside marks.

Training and reading share this module, so that both see the same thing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.analysis.marks import Quotation
from desktop_app.domain.spans import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP, PAD = 101, 102, 0
"""Ids of the uncased BERT vocabulary."""
LONGEST = 256
"""Word pieces of a window, the two marks at its ends included."""
CASINGS, DEPTHS = 5, 3
FEATURES = 1 + CASINGS * DEPTHS
"""Ids of the surface features: 0 for marks of the network's own, then casing × depth."""
NOWHERE = (-1, -1)
_TOGETHER = 256
"""Blocks that are cut into pieces at once: all blocks of a book would be some 100 MB."""

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_PLAIN = str.maketrans(dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("–―", "—") | dict.fromkeys("‐‑", "-"))
_OPENING, _CLOSING = ("“", "‘"), ("”", "’")


@dataclass(slots=True)
class Pieces:
    """One block as word pieces. places: start and end of each in the text, in code points."""

    ids: list[int]
    features: list[int]
    places: list[tuple[int, int]]
    block: int

    def part(self, first: int, last: int) -> Pieces:
        return Pieces(self.ids[first:last], self.features[first:last], self.places[first:last], self.block)


@dataclass(slots=True)
class Window:
    """What the network sees at once: [CLS] block [SEP] block [SEP]; its own marks stand NOWHERE.

    blocks: (index of the block, first piece, end of its pieces) for each block or part of one.
    """

    ids: list[int] = field(default_factory=lambda: [CLS])
    features: list[int] = field(default_factory=lambda: [0])
    places: list[tuple[int, int]] = field(default_factory=lambda: [NOWHERE])
    blocks: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where its last piece ends in the text."""
        return self.places[-2][1]

    def add(self, pieces: Pieces) -> None:
        self.blocks.append((pieces.block, len(self.ids), len(self.ids) + len(pieces.ids)))
        self.ids += [*pieces.ids, SEP]
        self.features += [*pieces.features, 0]
        self.places += [*pieces.places, NOWHERE]


def encoded(text: str, spans: Sequence[Span], quotations: Sequence[Quotation], tokenizer: Tokenizer) -> list[Pieces]:
    """The blocks at `spans` (in order) as word pieces; marks of every style are read as one style. Linear in the text."""
    return list(pieces_of(text, spans, quotations, tokenizer))


def pieces_of(
    text: str, spans: Sequence[Span], quotations: Sequence[Quotation], tokenizer: Tokenizer
) -> Iterator[Pieces]:
    """As `encoded`, one block after another."""
    alike = one_style(text, quotations)
    marked = sorted((quotation.outer.start, quotation.outer.end) for quotation in quotations if quotation.depth == 0)
    nested = sorted((quotation.outer.start, quotation.outer.end) for quotation in quotations if quotation.depth == 1)
    starts, inner = [start for start, _ in marked], [start for start, _ in nested]
    for number, span in enumerate(spans):
        if number % _TOGETHER == 0:
            together = spans[number : number + _TOGETHER]
            batch = tokenizer.encode_batch([one.of(alike) for one in together], add_special_tokens=False)
        cut = batch[number % _TOGETHER]
        words = [(match.start(), _casing(match.group())) for match in _WORD.finditer(text, span.start, span.end)]
        word = -1
        features: list[int] = []
        places: list[tuple[int, int]] = []
        for first, last in cut.offsets:
            place = span.start + first
            while word + 1 < len(words) and words[word + 1][0] <= place:
                word += 1
            letter = text[place : place + 1].isalnum()
            casing = words[word][1] if word >= 0 and letter else 0
            depth = _inside(marked, starts, place) + _inside(nested, inner, place)
            features.append(1 + casing * DEPTHS + depth)
            places.append((place, span.start + last))
        yield Pieces(cut.ids, features, places, number)


def one_style(text: str, quotations: Sequence[Quotation]) -> str:
    """`text` with “ ” for outer and ‘ ’ for inner marks, whatever their style, and plain apostrophes; no offset moves."""
    letters = list(text.translate(_PLAIN))
    for quotation in quotations:
        inner = min(quotation.depth, 1)
        if quotation.opened:
            letters[quotation.outer.start] = _OPENING[inner]
        if quotation.closed:
            letters[quotation.outer.end - 1] = _CLOSING[inner]
    return "".join(letters)


def windows(blocks: Sequence[Pieces], longest: int = LONGEST, first: int | None = None) -> list[Window]:
    """Neighbouring blocks packed greedily; a block that fits into no window is cut into parts of one length.

    first: another limit for the first window, so that training sees other borders each time.
    """
    return list(packed(blocks, longest, first))


def packed(blocks: Iterable[Pieces], longest: int = LONGEST, first: int | None = None) -> Iterator[Window]:
    """As `windows`, each as soon as it is full."""
    current: Window | None = None
    limit = first or longest
    for pieces in blocks:
        for part in _parts(pieces, longest - 2):
            if current is not None and len(current.ids) + len(part.ids) + 1 > limit:
                yield current
                current, limit = None, longest
            current = current or Window()
            current.add(part)
    if current is not None:
        yield current


def _parts(pieces: Pieces, longest: int) -> list[Pieces]:
    count = len(pieces.ids)
    if count <= longest:
        return [pieces] if count else []
    step = -(-count // -(-count // longest))
    return [pieces.part(first, first + step) for first in range(0, count, step)]


def _inside(spans: Sequence[tuple[int, int]], starts: Sequence[int], place: int) -> bool:
    at = bisect_right(starts, place) - 1
    return at >= 0 and place < spans[at][1]


def _casing(word: str) -> int:
    """0 no letters, 1 lower, 2 Title, 3 UPPER, 4 miXed."""
    if not any(letter.isalpha() for letter in word):
        return 0
    if word.islower():
        return 1
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    return 3 if word.isupper() else 4

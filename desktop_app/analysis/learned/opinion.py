"""What the network says of a whole article, kept small: relations, what is content, what is speech, whom words mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from desktop_app.analysis.learned.network import CONTENT, MEANT, WIDTH, Reading
from desktop_app.analysis.learned.relations import Relation, relations
from desktop_app.analysis.marks import Quotation
from desktop_app.domain.spans import Span

_CONTENT = slice(2 * CONTENT + 1, 2 * CONTENT + 3)


@dataclass(slots=True)
class _Pieces:
    """The pieces of the text (without the windows' own marks), by place. asks, answers: of the pointer to the one meant."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    window: NDArray[np.int64]
    contents: NDArray[np.float16]
    speech: NDArray[np.float16]
    asks: NDArray[np.float16]
    answers: NDArray[np.float16]


@dataclass(slots=True)
class Opinion:
    """Grows with the readings that are added, which go on where the last one ended.

    relations: by index of their block. Some 300 bytes for each piece of the text.
    """

    relations: dict[int, list[Relation]] = field(default_factory=dict)
    _parts: list[_Pieces] = field(default_factory=list)
    _windows: int = 0

    def add(self, reading: Reading, blocks: Sequence[int]) -> None:
        """blocks: the index in the article of each block that was read."""
        for relation in relations(reading):
            self.relations.setdefault(blocks[relation.block], []).append(relation)
        words = np.flatnonzero(reading.starts >= 0)
        half = np.float16
        self._parts.append(
            _Pieces(
                reading.starts[words],
                reading.ends[words],
                reading.window[words] + self._windows,
                reading.chances[words, _CONTENT].sum(1).astype(half),
                reading.speech[words].astype(half),
                reading.asks[words, MEANT].astype(half),
                reading.answers[words, MEANT].astype(half),
            )
        )
        self._windows += int(reading.window[-1]) + 1 if len(reading.window) else 0

    def sources(self) -> list[tuple[int, Span]]:
        """Block and place of every source."""
        return [(number, one.source) for number, found in self.relations.items() for one in found if one.source]

    def content(self, span: Span) -> float:
        """Mean probability that the words of `span` are content."""
        pieces = self._pieces()
        first, end = np.searchsorted(pieces.starts, [span.start, span.end])
        return float(pieces.contents[first:end].astype(np.float32).mean()) if end > first else 0.0

    def speech(self, quotation: Quotation) -> float:
        """Probability that somebody speaks inside the marks."""
        content, voice = self.content(quotation.inner), self.voice(quotation)
        return content if voice is None else (content + voice) / 2

    def voice(self, quotation: Quotation) -> float | None:
        """The same judged by its opening mark alone, also where the words stand inside a longer content; None without one."""
        piece = self._piece_at(quotation.outer.start) if quotation.opened else None
        return None if piece is None else float(self._pieces().speech[piece])

    def nearness(self, asking: int, mentions: Sequence[int]) -> tuple[float | None, float | None]:
        """How well the best of `mentions` (places) names the one whom the words at `asking` mean: among those in the same
        window, and among the others."""
        piece = self._piece_at(asking)
        answering = [one for one in map(self._piece_at, mentions) if one is not None]
        if piece is None or not answering:
            return None, None
        pieces = self._pieces()
        asks = pieces.asks[piece].astype(np.float32)
        scores = pieces.answers[answering].astype(np.float32) @ asks * WIDTH**-0.5
        here = pieces.window[answering] == pieces.window[piece]
        near = float(scores[here].max()) if here.any() else None
        far = float(scores[~here].max()) if not here.all() else None
        return near, far

    def _piece_at(self, place: int) -> int | None:
        pieces = self._pieces()
        index = int(np.searchsorted(pieces.starts, place, side="right")) - 1
        return index if index >= 0 and place < pieces.ends[index] else None

    def _pieces(self) -> _Pieces:
        if len(self._parts) != 1:
            names = _Pieces.__slots__
            parts = self._parts or [_nothing()]
            self._parts = [_Pieces(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))]
        return self._parts[0]


def _nothing() -> _Pieces:
    none, half = np.zeros(0, np.int64), np.zeros(0, np.float16)
    vectors = np.zeros((0, WIDTH), np.float16)
    return _Pieces(none, none, none, half, half, vectors, vectors)

"""What the network says of a whole article, kept small: relations, what is content, what is speech, whom words mean."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
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
class Opinion:
    """Grows with the readings that are added, which go on where the last one ended.

    relations: by index of their block. The rest are columns, one row for each piece of the text (without the windows' own
    marks), by place: some 300 bytes, most of it for the pointer to the one meant.
    """

    relations: dict[int, list[Relation]] = field(default_factory=dict)
    _starts: array[int] = field(default_factory=lambda: array("q"))
    _ends: array[int] = field(default_factory=lambda: array("q"))
    _windows: array[int] = field(default_factory=lambda: array("q"))
    _contents: bytearray = field(default_factory=bytearray)
    _speech: bytearray = field(default_factory=bytearray)
    _asks: bytearray = field(default_factory=bytearray)
    _answers: bytearray = field(default_factory=bytearray)
    _refusals: bytearray = field(default_factory=bytearray)
    """One row for each window: what answers where nobody in it is meant."""
    _next_window: int = 0

    def add(self, reading: Reading, blocks: Sequence[int]) -> None:
        """blocks: the index in the article of each block that was read."""
        for relation in relations(reading):
            self.relations.setdefault(blocks[relation.block], []).append(relation)
        words = np.flatnonzero(reading.starts >= 0)
        self._starts.frombytes(reading.starts[words].tobytes())
        self._ends.frombytes(reading.ends[words].tobytes())
        self._windows.frombytes((reading.window[words] + self._next_window).tobytes())
        self._contents += _halves(reading.chances[words, _CONTENT].sum(1))
        self._speech += _halves(reading.speech[words])
        self._asks += _halves(reading.asks[words, MEANT])
        self._answers += _halves(reading.answers[words, MEANT])
        count = int(reading.window[-1]) + 1 if len(reading.window) else 0
        first = np.searchsorted(reading.window, np.arange(count))
        self._refusals += _halves(reading.answers[first, MEANT])
        self._next_window += count

    def sources(self) -> list[tuple[int, Span]]:
        """Block and place of every source."""
        return [(number, one.source) for number, found in self.relations.items() for one in found if one.source]

    def content(self, span: Span) -> float:
        """Mean probability that the words of `span` are content."""
        first = bisect_left(self._starts, span.start)
        end = bisect_left(self._starts, span.end, first)
        return float(_column(self._contents)[first:end].astype(np.float32).mean()) if end > first else 0.0

    def speech(self, quotation: Quotation) -> float:
        """Probability that somebody speaks inside the marks."""
        content, voice = self.content(quotation.inner), self.voice(quotation)
        return content if voice is None else (content + voice) / 2

    def voice(self, quotation: Quotation) -> float | None:
        """The same judged by its opening mark alone, also where the words stand inside a longer content; None without one."""
        piece = self._piece_at(quotation.outer.start) if quotation.opened else None
        return None if piece is None else float(_column(self._speech)[piece])

    def nearness(self, asking: int, mentions: Sequence[int]) -> tuple[float | None, float | None]:
        """How well the best of `mentions` (places) names the one whom the words at `asking` mean: among those in the same
        window, and among the others."""
        piece = self._piece_at(asking)
        answering = [one for one in map(self._piece_at, mentions) if one is not None]
        if piece is None or not answering:
            return None, None
        asks = _vectors(self._asks)[piece].astype(np.float32)
        scores = _vectors(self._answers)[answering].astype(np.float32) @ asks * WIDTH**-0.5
        near: list[float] = []
        far: list[float] = []
        for one, score in zip(answering, scores.tolist(), strict=True):
            (near if self._windows[one] == self._windows[piece] else far).append(score)
        return max(near, default=None), max(far, default=None)

    def heard(self, mark: int, mentions: Sequence[tuple[int, int]]) -> dict[int, float]:
        """Who speaks behind the opening mark at place `mark`, as its pointer has it. mentions: (place, number of whoever is
        mentioned there), by place → share of each of those who are mentioned in the same window; nobody takes the rest."""
        piece = self._piece_at(mark)
        if piece is None:
            return {}
        window = self._windows[piece]
        first, end = bisect_left(self._windows, window), bisect_right(self._windows, window)
        low, high = (bisect_left(mentions, (place, -1)) for place in (self._starts[first], self._ends[end - 1]))
        best: dict[int, float] = {}
        asks = _vectors(self._asks)[piece].astype(np.float32)
        answers = _vectors(self._answers)
        for place, number in mentions[low:high]:
            answering = self._piece_at(place)
            if answering is not None:
                score = float(answers[answering].astype(np.float32) @ asks) * WIDTH**-0.5
                best[number] = max(best.get(number, score), score)
        nobody = float(_vectors(self._refusals)[window].astype(np.float32) @ asks) * WIDTH**-0.5
        top = max(nobody, *best.values()) if best else nobody
        total = math.exp(nobody - top) + sum(math.exp(score - top) for score in best.values())
        return {number: math.exp(score - top) / total for number, score in best.items()}

    def strangeness(self, asking: int) -> float | None:
        """As `nearness`, for the answer that the words at `asking` mean nobody else whom their window names."""
        piece = self._piece_at(asking)
        if piece is None:
            return None
        asks = _vectors(self._asks)[piece].astype(np.float32)
        score = _vectors(self._refusals)[self._windows[piece]].astype(np.float32) @ asks
        return float(score * WIDTH**-0.5)

    def _piece_at(self, place: int) -> int | None:
        index = bisect_right(self._starts, place) - 1
        return index if index >= 0 and place < self._ends[index] else None


def _halves(values: NDArray[np.float32]) -> bytes:
    return values.astype(np.float16).tobytes()


def _column(halves: bytearray) -> NDArray[np.float16]:
    return np.frombuffer(halves, np.float16)


def _vectors(halves: bytearray) -> NDArray[np.float16]:
    return _column(halves).reshape(-1, WIDTH)

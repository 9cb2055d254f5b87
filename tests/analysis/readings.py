"""The network of this checkout, and readings made by hand: what a network would say of a text if it said just this."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.analysis.learned.network import CONTENT, CUE, MEANT, SOURCE, TO_CUE, TO_SOURCE, WIDTH, Network, Reading
from desktop_app.domain.article import Block
from desktop_app.paths import resource

TAGS = 7
_SHARP = 16.0
"""Length of a pointer that leaves nothing to the other pieces."""
_PIECE = re.compile(r"\w+|[^\w\s]")


def has_model() -> bool:
    try:
        return (resource("models") / "attribution.onnx").exists()
    except FileNotFoundError:
        return False


@functools.cache
def network() -> Network:
    """The model of this checkout, with weights of confidence that do not change when it is trained anew."""
    loaded = Network(resource("models"))
    loaded.confidence = {"marked content": 1.0, "unmarked content": 1.0}
    loaded.certainty = {}
    return loaded


@dataclass(frozen=True)
class Seen:
    """A relation in words, each of which stands in the text once."""

    content: Sequence[str]
    source: str = ""
    cue: str = ""


def reading(
    text: str,
    blocks: Sequence[Block],
    *seen: Seen,
    speech: float = 0.9,
    certainty: float = 0.9,
    meant: Mapping[str, str] | None = None,
    apart: bool = False,
) -> Reading:
    """speech: at every opening mark. certainty: of every tag. meant: words → the words of whom they mean. apart: each block is
    a window of its own."""
    places: list[tuple[int, int]] = []
    windows: list[int] = []
    numbers: list[int] = []

    def put(start: int, end: int, number: int) -> None:
        places.append((start, end))
        windows.append(max(number, 0) if apart else 0)
        numbers.append(number if start >= 0 else -1)

    for number, block in enumerate(blocks):
        if apart or not number:
            put(-1, -1, number)
        for match in _PIECE.finditer(text, block.span.start, block.span.end):
            put(*match.span(), number)
        put(-1, -1, number)
    made = _Made(text, places)
    for relation in seen:
        made.mark(relation)
    for asking, answer in (meant or {}).items():
        made.point(MEANT, made.pieces(asking), made.pieces(answer)[:1])
    count = len(places)
    rows = np.full((count, TAGS), (1 - certainty) / (TAGS - 1), np.float32)
    rows[np.arange(count), made.tags] = certainty
    starts, ends = np.asarray(places, np.int64).reshape(-1, 2).T
    return Reading(
        starts,
        ends,
        np.asarray(windows, np.int64),
        np.asarray(numbers, np.int64),
        made.tags,
        rows,
        np.full(count, speech, np.float32),
        made.asks,
        made.answers,
    )


class _Made:
    """Tags and pointers, relation by relation. Component 0 of a pointer is for nobody, whom [CLS] answers for."""

    def __init__(self, text: str, places: Sequence[tuple[int, int]]) -> None:
        self.text, self.places = text, places
        self.tags = np.zeros(len(places), np.int64)
        self.asks = np.zeros((len(places), 3, WIDTH), np.float32)
        self.answers = np.zeros((len(places), 3, WIDTH), np.float32)
        self.answers[:1, :, 0] = _SHARP
        self._known: dict[tuple[int, int], int] = {}

    def pieces(self, words: str) -> list[int]:
        start = self.text.index(words)
        assert self.text.count(words) == 1, words
        return [at for at, (first, _) in enumerate(self.places) if start <= first < start + len(words)]

    def mark(self, relation: Seen) -> None:
        sources = self._tagged(SOURCE, relation.source)
        cues = self._tagged(CUE, relation.cue)
        for words in relation.content:
            pieces = self._tagged(CONTENT, words)
            self.point(TO_SOURCE, pieces, sources[:1])
            self.point(TO_CUE, pieces, cues[:1])

    def point(self, pointer: int, asking: Sequence[int], answer: Sequence[int]) -> None:
        component = 0
        if answer:
            component = self._known.setdefault((pointer, answer[0]), len(self._known) + 1)
            self.answers[answer[0], pointer, component] = _SHARP
        self.asks[list(asking), pointer, component] = _SHARP

    def _tagged(self, kind: int, words: str) -> list[int]:
        if not words:
            return []
        pieces = self.pieces(words)
        self.tags[pieces] = 2 * kind + 2
        self.tags[pieces[0]] = 2 * kind + 1
        return pieces

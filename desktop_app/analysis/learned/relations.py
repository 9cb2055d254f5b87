"""Relations source – cue – content out of the network's reading of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.analysis.learned.network import CONTENT, CUE, SOURCE, TO_CUE, TO_SOURCE, WIDTH, Floats, Reading
from desktop_app.domain.spans import Span

SAME = 0.5
"""Share of two contents' pointers to one source that makes them one relation."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A run of pieces [first, last] with one kind of tag. certainty: mean probability of its kind."""

    kind: int
    span: Span
    first: int
    last: int
    certainty: float


@dataclass(frozen=True, slots=True)
class Relation:
    """content: runs of one block each, with marks and the word “that”, in order. certainty, linked: probabilities that the
    content is one, and that source and cue are its own."""

    block: int
    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    certainty: float
    linked: float


def tagged(reading: Reading) -> list[Tagged]:
    """All runs, by place; one never crosses the border of a block."""
    found: list[Tagged] = []
    tags, blocks = reading.tags, reading.block
    place, count = 0, len(tags)
    while place < count:
        tag = int(tags[place])
        if tag == 0 or blocks[place] < 0:
            place += 1
            continue
        kind, first = (tag - 1) // 2, place
        place += 1
        while place < count and tags[place] == 2 * kind + 2 and blocks[place] == blocks[first]:
            place += 1
        pair = reading.chances[first:place, 2 * kind + 1 : 2 * kind + 3].sum(1)
        span = Span(int(reading.starts[first]), int(reading.ends[place - 1]))
        found.append(Tagged(kind, span, first, place - 1, float(pair.mean())))
    return found


def relations(reading: Reading) -> list[Relation]:
    """Each content with the source and the cue that its pieces point to; contents of one source and cue side by side are one
    relation."""
    runs = tagged(reading)
    by_window: dict[int, list[Tagged]] = {}
    for run in runs:
        by_window.setdefault(int(reading.window[run.first]), []).append(run)
    found: list[Relation] = []
    for window, inside in by_window.items():
        first, end = reading.range_of(window)
        sources = [run for run in inside if run.kind == SOURCE]
        cues = [run for run in inside if run.kind == CUE]
        made: list[tuple[Tagged, Tagged | None, Tagged | None, float]] = []
        for content in (run for run in inside if run.kind == CONTENT):
            source, sure = _pointed(reading, content, sources, TO_SOURCE, first, end)
            cue, _ = _pointed(reading, content, cues, TO_CUE, first, end)
            made.append((content, source, cue, sure))
        found += _grouped(reading, made)
    return sorted(found, key=lambda relation: relation.content[0])


def _pointed(
    reading: Reading, content: Tagged, candidates: Sequence[Tagged], pointer: int, first: int, end: int
) -> tuple[Tagged | None, float]:
    """The candidate that the pieces of `content` point to most, None where they point to nothing, and its share."""
    asks = reading.asks[content.first : content.last + 1, pointer]
    shares = _mean_softmax(asks @ reading.answers[first:end, pointer].T * WIDTH**-0.5)
    nobody = float(shares[0])
    if not candidates:
        return None, nobody
    # a source has several pieces; the network points to its first one, now and then to a neighbour
    votes = [float(shares[run.first - first : run.last - first + 1].sum()) for run in candidates]
    best = int(np.argmax(votes))
    total = nobody + sum(votes)
    if votes[best] < nobody:
        return None, nobody / max(total, 1e-9)
    return candidates[best], votes[best] / max(total, 1e-9)


def _grouped(reading: Reading, made: Sequence[tuple[Tagged, Tagged | None, Tagged | None, float]]) -> list[Relation]:
    found: list[Relation] = []
    group: list[Tagged] = []
    head: tuple[Tagged | None, Tagged | None] = (None, None)
    sure = 1.0

    def close() -> None:
        if group:
            weight = sum(run.certainty * run.span.length for run in group) / sum(run.span.length for run in group)
            block = int(reading.block[group[0].first])
            source, cue = (run.span if run else None for run in head)
            found.append(Relation(block, tuple(run.span for run in group), source, cue, weight, sure))

    for content, source, cue, share in made:
        same = bool(group) and source is not None and (source, cue) == head
        near = same and reading.block[group[-1].first] == reading.block[content.first]
        if not near:
            close()
            group, head, sure = [], (source, cue), share
        group.append(content)
        sure = min(sure, share)
    close()
    return found


def _mean_softmax(values: Floats) -> Floats:
    """The mean of the softmax of each row."""
    powers = np.exp(values - values.max(1, keepdims=True))
    mean: Floats = (1 / powers.sum(1)) @ powers / len(powers)
    return mean

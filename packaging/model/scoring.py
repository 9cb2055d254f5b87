"""Scores of the network by itself on annotated documents, for a look at how training goes; dev.py evaluate measures findings."""

from __future__ import annotations

import torch
from batches import Batch, collated
from examples import Document, cut, labels
from network import SPEECH, Network, pointed
from torch import Tensor

KINDS = ("source", "cue", "content")
CHOICES = ("to source", "to cue", "to meant", "to speech")


class _Tally:
    """Of tagged pieces, by kind: hits, found, wanted. Of choices: right, asked."""

    def __init__(self) -> None:
        self.hits, self.found, self.wanted = ([0] * len(KINDS) for _ in range(3))
        self.right, self.asked = ([0] * len(CHOICES) for _ in range(2))

    def add_spans(self, gold: set[tuple[int, int, int]], ours: set[tuple[int, int, int]]) -> None:
        for kind in range(len(KINDS)):
            one, other = {span for span in gold if span[0] == kind}, {span for span in ours if span[0] == kind}
            self.hits[kind] += len(one & other)
            self.found[kind] += len(other)
            self.wanted[kind] += len(one)

    def add_choices(self, number: int, right: Tensor) -> None:
        self.right[number] += int(right.sum())
        self.asked[number] += right.numel()

    def summary(self) -> dict[str, float]:
        tagged = {
            name: round(200 * self.hits[kind] / max(1, self.found[kind] + self.wanted[kind]), 2)
            for kind, name in enumerate(KINDS)
        }
        chosen = {
            name: round(100 * self.right[number] / max(1, self.asked[number]), 1) for number, name in enumerate(CHOICES)
        }
        return tagged | chosen


@torch.no_grad()
def scored(network: Network, documents: list[Document], longest: int) -> dict[str, float]:
    """Exact F1 of spans of pieces (tags alone), and how often each pointer, and whether somebody speaks, is right."""
    network.eval()
    tally = _Tally()
    for document in documents:
        for window in cut(document, longest):
            found = labels(window, document.annotations[0], document)
            _score(network, collated([(window, found, document.tagged)]), tally)
    network.train()
    return tally.summary()


def _score(network: Network, batch: Batch, tally: _Tally) -> None:
    with torch.autocast("cpu", torch.bfloat16):
        scores, asks, answers = network(batch.ids, batch.features, batch.attention)
        source, cue, meant = pointed(asks, answers, batch.attention).float()[0]
    if batch.tagged.any():
        tags = viterbi(scores[0, :, :SPEECH].float(), network.crf.transitions(), network.crf.start)
        tally.add_spans(spans(batch.tags[0].tolist()), spans(tags))
        for number, (pointer, wanted) in enumerate(((source, batch.source[0]), (cue, batch.cue[0]))):
            known = wanted >= 0
            tally.add_choices(number, pointer.argmax(-1)[known] == wanted[known])
    for _, place, right, candidates in batch.meant:
        best = max(candidates, key=lambda one: float(meant[place, one]))
        tally.add_choices(2, torch.tensor([best in right]))
    known = batch.speech[0] >= 0
    tally.add_choices(3, ((scores[0, :, SPEECH] > 0) == (batch.speech[0] > 0))[known])


def viterbi(scores: Tensor, moves: Tensor, start: Tensor) -> list[int]:
    """The best sequence of tags. scores [pieces, tags], moves [tags, tags], start [tags]."""
    best, back = scores[0] + start, []
    for line in scores[1:]:
        values, places = (best[:, None] + moves).max(0)
        best = values + line
        back.append(places.tolist())
    tags = [int(best.argmax())]
    for places in reversed(back):
        tags.append(places[tags[-1]])
    return tags[::-1]


def spans(tags: list[int]) -> set[tuple[int, int, int]]:
    """(kind, first piece, piece behind the last)."""
    found, current = set(), None
    for place, tag in enumerate([*tags, 0]):
        kind = (tag - 1) // 2 if tag else None
        if current is not None and (kind != current[0] or tag % 2):
            found.add((*current, place))
            current = None
        if tag and current is None:
            current = (kind, place)
    return found

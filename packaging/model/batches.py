"""Windows of documents, and batches of them as tensors."""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass

import torch
from examples import NONE, Document, Labelled, Labels, cut
from torch import Tensor

from desktop_app.analysis.learned.encoding import Window

Item = tuple[Window, list[Labelled], Document]
"""A window, what one annotator marked in its document, and that document."""
SORTED_TOGETHER = 256
"""So many windows are sorted by length before they are packed: little padding, and still another mixture each time."""


@dataclass(slots=True)
class Batch:
    """Tensors [windows, pieces]; meant: (window, asked piece, right pieces, all candidates)."""

    ids: Tensor
    features: Tensor
    attention: Tensor
    tags: Tensor
    source: Tensor
    cue: Tensor
    tagged: Tensor
    meant: list[tuple[int, int, list[int], list[int]]]
    speech: Tensor


def batches(documents: list[tuple[Document, int]], options: argparse.Namespace, rng: random.Random) -> list[list[Item]]:
    """An epoch: every document as often as it says, cut anew, by one of its annotators; batches in random order."""
    found: list[Item] = []
    for document, times in documents:
        for _ in range(times):
            annotation = rng.choice(document.annotations)
            found += [(window, annotation, document) for window in cut(document, options.longest, rng)]
    rng.shuffle(found)
    made = []
    for first in range(0, len(found), SORTED_TOGETHER):
        batch: list[Item] = []
        for item in sorted(found[first : first + SORTED_TOGETHER], key=lambda one: len(one[0].ids)):
            if batch and (len(batch) + 1) * len(item[0].ids) > options.pieces:
                made.append(batch)
                batch = []
            batch.append(item)
        if batch:
            made.append(batch)
    rng.shuffle(made)
    return made


def collated(items: list[tuple[Window, Labels, bool]]) -> Batch:
    """As tensors; the last of each item says whether its tags count."""
    length = max(len(window.ids) for window, _, _ in items)
    shape = (len(items), length)
    ids, features, attention, tags = (torch.zeros(shape, dtype=torch.long) for _ in range(4))
    source, cue, speech = (torch.full(shape, NONE) for _ in range(3))
    tagged = torch.zeros(shape, dtype=torch.bool)
    meant = []
    for row, (window, labels, counts) in enumerate(items):
        size = len(window.ids)
        ids[row, :size] = torch.tensor(window.ids)
        features[row, :size] = torch.tensor(window.features)
        attention[row, :size] = 1
        tags[row, :size] = torch.tensor(labels.tags)
        if counts:
            source[row, :size] = torch.tensor(labels.source)
            cue[row, :size] = torch.tensor(labels.cue)
            speech[row, :size] = torch.tensor(labels.speech)
            tagged[row, :size] = True
        meant += [(row, *one) for one in labels.meant]
    return Batch(ids, features, attention, tags, source, cue, tagged, meant, speech)

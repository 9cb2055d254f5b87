"""The trained network at run time: an ONNX file, read window by window, with numpy for what follows it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.analysis.learned.encoding import Window, packed, pieces_of
from desktop_app.analysis.learned.weights import Weights
from desktop_app.analysis.marks import Quotation
from desktop_app.domain.spans import Span

Floats = NDArray[np.float32]
WIDTH, TAGS = 64, 7
SOURCE, CUE, CONTENT = 0, 1, 2
TO_SOURCE, TO_CUE, MEANT = 0, 1, 2
AT_ONCE = 24
"""Windows that are decoded together."""
DESCRIPTION, WEIGHTS, VOCABULARY, ANTECEDENTS, CONFIDENCE = (
    "decoding.json",
    "attribution.onnx",
    "tokenizer.json",
    "antecedents.json",
    "confidence.json",
)
"""The files of a model. The first holds the checksums of the others."""


class ModelError(Exception):
    """The network's files are missing, damaged or not what this version reads; the message says which and how."""


@dataclass(slots=True)
class Reading:
    """What the network says of the pieces of some windows, the windows' own marks included (place −1).

    starts, ends: code points of each piece. window, block: index for each piece. tags: best sequence (0 none, 1/2 source,
    3/4 cue, 5/6 content; odd ones begin). chances: marginal probability of each tag. speech: at an opening mark, the
    probability that somebody speaks. asks, answers: [pieces, pointer, 64].
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    window: NDArray[np.int64]
    block: NDArray[np.int64]
    tags: NDArray[np.int64]
    chances: Floats
    speech: Floats
    asks: Floats
    answers: Floats

    def range_of(self, window: int) -> tuple[int, int]:
        """First piece of a window, its [CLS], and the end of its pieces."""
        return int(np.searchsorted(self.window, window)), int(np.searchsorted(self.window, window, side="right"))


class Network:
    """Loads in some tenths of a second; `read` is deterministic and keeps nothing."""

    def __init__(self, folder: Path) -> None:
        """ModelError if `folder` lacks a file or one is not what its checksum says."""
        try:
            described = (folder / DESCRIPTION).read_bytes()
            decoding = json.loads(described)
            content = {name: (folder / name).read_bytes() for name in (WEIGHTS, VOCABULARY, ANTECEDENTS, CONFIDENCE)}
            for name, data in content.items():
                if hashlib.sha256(data).hexdigest() != decoding["sha256"][name]:
                    raise ModelError(f"{name} is damaged or of another version")
            self.antecedents = {kind: Weights(told) for kind, told in json.loads(content[ANTECEDENTS]).items()}
            sureness = json.loads(content[CONFIDENCE])
            self.confidence: dict[str, float] = sureness.get("finding", {})
            self.certainty: dict[str, float] = sureness.get("speaker", {})
            self._moves = np.asarray(decoding["moves"], np.float32)
            self._start = np.asarray(decoding["start"], np.float32)
            if self._moves.shape != (TAGS, TAGS) or self._start.shape != (TAGS,):
                raise ModelError(f"{DESCRIPTION} tells of another number of tags than {TAGS}")
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise ModelError(f"the model cannot be read: {error}") from error
        self.identity = identity(described)
        self._session, self._tokenizer = _loaded(content[WEIGHTS], content[VOCABULARY])

    def read(
        self,
        text: str,
        spans: Sequence[Span],
        quotations: Sequence[Quotation],
        report: Callable[[float], None] | None = None,
    ) -> Iterator[Reading]:
        """What the network sees in the blocks at `spans` (in order), some windows at a time, by place; the same on any machine.
        report: the share that is read, 0..1."""
        made = self.windows(text, spans, quotations)
        look: Callable[..., Iterator[tuple[Floats, Floats, Floats]]] = map
        with ExitStack() as stack:
            while group := list(islice(made, AT_ONCE)):
                parts: list[tuple[Floats, Floats, Floats]] = []
                for window, seen in zip(group, look(self.look, group), strict=True):
                    parts.append(seen)
                    if report is not None:
                        report((window.end - spans[0].start) / (spans[-1].end - spans[0].start))
                yield _joined(group, parts, self._moves, self._start)
                if look is map and (os.cpu_count() or 1) > 1:  # a long text, on two cores from here on
                    look = stack.enter_context(ThreadPoolExecutor(2, "reading")).map

    def windows(self, text: str, spans: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Window]:
        """What `read` looks at, in this order."""
        return packed(pieces_of(text, spans, quotations, self._tokenizer))

    def look(self, window: Window) -> tuple[Floats, Floats, Floats]:
        """scores [pieces, tags + 1], asks and answers [pieces, pointers × 64] of one window: nearly all of the time of `read`."""
        inputs = {"ids": np.asarray([window.ids], np.int64), "features": np.asarray([window.features], np.int64)}
        scores, asks, answers = self._session.run(None, inputs)
        return scores[0], asks[0], answers[0]


def identity(description: bytes) -> str:
    """What tells this model from every other one: the description holds the checksums of all its files."""
    return hashlib.sha256(description).hexdigest()[:12]


def _loaded(weights: bytes, vocabulary: bytes) -> tuple[Any, Any]:
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        tokenizer = Tokenizer.from_str(vocabulary.decode())
        session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # neither library has an exception of its own that covers a broken file
        raise ModelError(f"the model cannot be loaded: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return session, tokenizer


def _joined(
    made: Sequence[Window], parts: Sequence[tuple[Floats, Floats, Floats]], moves: Floats, start: Floats
) -> Reading:
    places = np.asarray([place for window in made for place in window.places], np.int64).reshape(-1, 2)
    block = np.full(len(places), -1, np.int64)
    offset = 0
    for window in made:
        for number, first, end in window.blocks:
            block[offset + first : offset + end] = number
        offset += len(window.ids)
    kinds = len(start)
    scores = [part[0][:, :kinds] for part in parts]
    tags: list[NDArray[np.int64]] = []
    chances: list[Floats] = []
    for first in range(0, len(scores), AT_ONCE):
        some_tags, some_chances = decoded(scores[first : first + AT_ONCE], moves, start)
        tags += some_tags
        chances += some_chances
    speech = np.concatenate([part[0][:, kinds] for part in parts]) if parts else np.zeros(0, np.float32)

    def stacked(index: int) -> Floats:
        rows = [part[index].reshape(len(part[index]), -1, WIDTH) for part in parts]
        return np.concatenate(rows) if rows else np.zeros((0, 3, WIDTH), np.float32)

    return Reading(
        starts=places[:, 0],
        ends=places[:, 1],
        window=np.repeat(np.arange(len(made)), [len(window.ids) for window in made]),
        block=block,
        tags=np.concatenate(tags) if tags else np.zeros(0, np.int64),
        chances=np.concatenate(chances) if chances else np.zeros((0, kinds), np.float32),
        speech=1 / (1 + np.exp(-speech)),
        asks=stacked(1),
        answers=stacked(2),
    )


def decoded(scores: Sequence[Floats], moves: Floats, start: Floats) -> tuple[list[NDArray[np.int64]], list[Floats]]:
    """Best tag sequence (Viterbi) and marginals (forward–backward) of a linear-chain CRF, for windows of any length.

    scores: [pieces, tags] each; moves: [from, to]; start: [tags]; all in log space.
    """
    count, kinds = len(scores), len(start)
    lengths = np.asarray([len(one) for one in scores])
    longest = int(lengths.max(initial=0))
    padded = np.zeros((count, longest, kinds), np.float32)
    for row, one in enumerate(scores):
        padded[row, : len(one)] = one
    emitted = np.exp(padded - padded.max(2, keepdims=True))
    moved = np.exp(moves)
    best = np.zeros((longest, count, kinds), np.float32)
    back = np.zeros((longest, count, kinds), np.int64)
    forward = np.zeros((longest, count, kinds), np.float32)
    if longest:
        best[0] = padded[:, 0] + start
        forward[0] = _shares(emitted[:, 0] * np.exp(start))
    for place in range(1, longest):
        paths = best[place - 1][:, :, None] + moves
        back[place] = paths.argmax(1)
        best[place] = paths.max(1) + padded[:, place]
        forward[place] = _shares((forward[place - 1] @ moved) * emitted[:, place])
    backward = np.ones((longest, count, kinds), np.float32)
    for place in range(longest - 2, -1, -1):
        backward[place] = _shares((backward[place + 1] * emitted[:, place + 1]) @ moved.T)
        backward[place, lengths - 1 == place] = 1.0
    chances = _shares(forward * backward)
    tags = [_path(best[:length, row], back[:length, row]) for row, length in enumerate(lengths)]
    return tags, [chances[:length, row] for row, length in enumerate(lengths)]


def _path(best: Floats, back: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sequence that ends in the best last tag, back from there."""
    path = np.zeros(len(best), np.int64)
    before = back.tolist()
    tag = int(best[-1].argmax()) if len(best) else 0
    for place in range(len(best) - 1, -1, -1):
        path[place] = tag
        tag = before[place][tag]
    return path


def _shares(values: Floats) -> Floats:
    shares: Floats = values / np.maximum(values.sum(-1, keepdims=True), 1e-30)
    return shares

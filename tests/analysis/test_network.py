"""The network at run time: best tags and their probabilities are what the scores say, and a foreign file is refused."""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.analysis.learned import network as learned
from desktop_app.analysis.learned.network import ModelError, Network, Reading, decoded
from desktop_app.analysis.marks import find_quotations
from desktop_app.paths import resource
from tests.analysis.articles import blocks_of
from tests.analysis.readings import TAGS, has_model, network, reading

FORBIDDEN = -10000.0
ODDS = st.floats(-4, 4, width=16)

needs_model = pytest.mark.skipif(not has_model(), reason="this checkout has no model")


def score(path: tuple[int, ...], scores: Any, moves: Any, start: Any) -> float:
    total = float(start[path[0]]) + sum(float(scores[place][tag]) for place, tag in enumerate(path))
    return total + sum(float(moves[one][other]) for one, other in itertools.pairwise(path))


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Any], Any, Any]:
    """Scores of some windows, moves and starts. Some moves are forbidden, as I behind O is, never those from and to 0."""
    kinds = draw(st.integers(1, 3))
    row = st.lists(ODDS, min_size=kinds, max_size=kinds)
    moves = np.asarray(draw(st.lists(row, min_size=kinds, max_size=kinds)), np.float32)
    for one, other in itertools.product(range(1, kinds), repeat=2):
        if draw(st.booleans()):
            moves[one, other] = FORBIDDEN
    windows = draw(st.lists(st.lists(row, min_size=1, max_size=5), min_size=1, max_size=4))
    return [np.asarray(one, np.float32) for one in windows], moves, np.asarray(draw(row), np.float32)


@given(chains())
def test_the_best_sequence_is_the_best_of_all(chain: tuple[list[Any], Any, Any]) -> None:
    scores, moves, start = chain
    tags, _ = decoded(scores, moves, start)
    assert len(tags) == len(scores)
    for path, one in zip(tags, scores, strict=True):
        every = itertools.product(range(len(start)), repeat=len(one))
        best = max(score(other, one, moves, start) for other in every)
        assert score(tuple(int(tag) for tag in path), one, moves, start) == pytest.approx(best, abs=1e-3)


@given(chains())
def test_probabilities_are_those_of_all_sequences_together(chain: tuple[list[Any], Any, Any]) -> None:
    scores, moves, start = chain
    _, chances = decoded(scores, moves, start)
    for found, one in zip(chances, scores, strict=True):
        expected = np.zeros(one.shape)
        for path in itertools.product(range(len(start)), repeat=len(one)):
            expected[np.arange(len(one)), path] += math.exp(score(path, one, moves, start))
        assert found == pytest.approx(expected / expected.sum(1, keepdims=True), abs=2e-4)


@given(chains())
def test_a_window_reads_the_same_alone_and_beside_longer_ones(chain: tuple[list[Any], Any, Any]) -> None:
    scores, moves, start = chain
    together = decoded(scores, moves, start)
    for number, one in enumerate(scores):
        alone = decoded([one], moves, start)
        assert (alone[0][0] == together[0][number]).all()
        assert alone[1][0] == pytest.approx(together[1][number], abs=1e-5)


def test_no_windows_give_no_tags() -> None:
    assert decoded([], np.zeros((3, 3), np.float32), np.zeros(3, np.float32)) == ([], [])


def test_a_reading_knows_the_pieces_of_each_window() -> None:
    text = "One two.\nThree."
    made = reading(text, blocks_of(text), apart=True)
    assert [made.range_of(window) for window in range(2)] == [(0, 5), (5, 9)]


def read(text: str) -> list[Reading]:
    blocks = blocks_of(text)
    return list(network().read(text, [block.span for block in blocks], find_quotations(text, blocks)))


@needs_model
class TestReading:
    @given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(["“Go,”", "said Ann.", "\n", "‘"])).map(" ".join)))
    @settings(max_examples=25)
    def test_readings_of_any_text_are_sound(self, text: str) -> None:
        blocks = blocks_of(text)
        for one in read(text):
            own = one.starts < 0
            assert ((one.block < 0) == own).all()
            assert len(one.tags) == len(one.chances) == len(one.speech) == len(one.asks) == len(one.answers)
            assert one.chances.sum(1) == pytest.approx(np.ones(len(own)), abs=1e-3)
            assert ((one.speech >= 0) & (one.speech <= 1)).all()
            assert ((one.tags >= 0) & (one.tags < TAGS)).all()
            for start, end, number in zip(one.starts[~own], one.ends[~own], one.block[~own], strict=True):
                assert blocks[number].span.start <= start < end <= blocks[number].span.end

    def test_nothing_is_read_of_nothing(self) -> None:
        assert read("") == []

    def test_it_reads_the_same_twice(self) -> None:
        one, other = read("“It is shut,” Ann Ray said.")[0], read("“It is shut,” Ann Ray said.")[0]
        assert (one.chances == other.chances).all()

    def test_progress_rises_to_one_and_windows_come_in_groups(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(learned, "AT_ONCE", 2)
        text = "\n".join(["“It is shut,” Ann Ray said, “and it stays shut until the water falls.”"] * 70)
        blocks = blocks_of(text)
        told: list[float] = []
        spans = [block.span for block in blocks]
        groups = list(network().read(text, spans, find_quotations(text, blocks), told.append))
        assert len(groups) > 1
        assert told == sorted(told)
        assert told[-1] == 1.0
        read_blocks = np.concatenate([group.block for group in groups])
        assert set(read_blocks) - {-1} == set(range(len(blocks)))


def copy_of_the_model(folder: Path) -> Path:
    for one in resource("models").iterdir():
        (folder / one.name).symlink_to(one)
    return folder


def put(folder: Path, name: str, content: bytes) -> None:
    (folder / name).unlink()
    (folder / name).write_bytes(content)


@needs_model
class TestItsFiles:
    @pytest.mark.parametrize("name", ["attribution.onnx", "tokenizer.json", "antecedents.json", "confidence.json"])
    def test_a_damaged_file_is_named(self, tmp_path: Path, name: str) -> None:
        folder = copy_of_the_model(tmp_path)
        content = bytearray(resource("models", name).read_bytes())
        content[len(content) // 2] ^= 1
        put(folder, name, bytes(content))
        with pytest.raises(ModelError, match=name):
            Network(folder)

    @pytest.mark.parametrize(
        "name", ["decoding.json", "attribution.onnx", "tokenizer.json", "antecedents.json", "confidence.json"]
    )
    def test_a_missing_file_is_named(self, tmp_path: Path, name: str) -> None:
        folder = copy_of_the_model(tmp_path)
        (folder / name).unlink()
        with pytest.raises(ModelError, match=name):
            Network(folder)

    @pytest.mark.parametrize("lost", ["moves", "start", "sha256"])
    def test_a_description_that_lacks_a_part_is_refused(self, tmp_path: Path, lost: str) -> None:
        folder = copy_of_the_model(tmp_path)
        described = json.loads((folder / "decoding.json").read_bytes())
        del described[lost]
        put(folder, "decoding.json", json.dumps(described).encode())
        with pytest.raises(ModelError, match=lost):
            Network(folder)

    @pytest.mark.parametrize("kinds", [TAGS - 2, TAGS + 1])
    def test_a_description_with_another_number_of_tags_is_refused(self, tmp_path: Path, kinds: int) -> None:
        folder = copy_of_the_model(tmp_path)
        described = json.loads((folder / "decoding.json").read_bytes())
        described |= {"moves": [[0.0] * kinds] * kinds, "start": [0.0] * kinds}
        put(folder, "decoding.json", json.dumps(described).encode())
        with pytest.raises(ModelError):
            Network(folder)


@given(
    st.one_of(st.binary(max_size=40), st.recursive(st.none() | st.integers(), st.lists).map(json.dumps).map(str.encode))
)
def test_any_other_description_is_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("model")
    for name in (learned.WEIGHTS, learned.VOCABULARY, learned.ANTECEDENTS, learned.CONFIDENCE):
        (folder / name).write_bytes(b"")
    assume(content != b"{}")
    (folder / learned.DESCRIPTION).write_bytes(content)
    with pytest.raises(ModelError, match="cannot be read"):
        Network(folder)


def test_a_model_is_told_from_every_other_by_its_description() -> None:
    assert learned.identity(b"one") == learned.identity(b"one")
    assert learned.identity(b"one") != learned.identity(b"two")

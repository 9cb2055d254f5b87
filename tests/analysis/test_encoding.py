"""A text as the network reads it: every piece is where it says, in one style of marks, in windows that lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from desktop_app.analysis.learned.encoding import (
    CLS,
    DEPTHS,
    FEATURES,
    NOWHERE,
    SEP,
    Pieces,
    encoded,
    one_style,
    windows,
)
from desktop_app.analysis.marks import find_quotations
from desktop_app.paths import resource
from tests.analysis.articles import blocks_of
from tests.analysis.readings import has_model

MARKED = st.text("abAB é.,’'\"“”‘«»„`–-\n1🙂", max_size=60)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    if not has_model():
        pytest.skip("this checkout has no model")
    loaded = Tokenizer.from_file(str(resource("models", "tokenizer.json")))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def pieces_of(text: str, tokenizer: Tokenizer) -> list[Pieces]:
    blocks = blocks_of(text)
    return encoded(text, [block.span for block in blocks], find_quotations(text, blocks), tokenizer)


def words_and(text: str, tokenizer: Tokenizer) -> list[tuple[str, int, int]]:
    """Words, casing and depth."""
    return [
        (text[start:end], (feature - 1) // DEPTHS, (feature - 1) % DEPTHS)
        for one in pieces_of(text, tokenizer)
        for (start, end), feature in zip(one.places, one.features, strict=True)
    ]


@given(st.one_of(MARKED, st.text(max_size=80)))
@example("''Ab'' ``c''")
@example("İstanbul ǅ ﬁ e\u0301")
def test_every_piece_is_the_words_at_its_place(tokenizer: Tokenizer, text: str) -> None:
    blocks = blocks_of(text)
    alike = one_style(text, find_quotations(text, blocks))
    found = pieces_of(text, tokenizer)
    assert [one.block for one in found] == list(range(len(blocks)))
    for one, block in zip(found, blocks, strict=True):
        assert len(one.ids) == len(one.features) == len(one.places)
        assert one.places == sorted(one.places)
        for number, (start, end) in zip(one.ids, one.places, strict=True):
            assert block.span.start <= start < end <= block.span.end
            token = tokenizer.id_to_token(number)
            assert token is not None
            piece = token.removeprefix("##")
            assert piece == "[UNK]" or piece in tokenizer.normalizer.normalize_str(alike[start:end])
        assert all(1 <= feature < FEATURES for feature in one.features)


@given(st.one_of(MARKED, st.text()))
def test_one_style_moves_no_letter(text: str) -> None:
    alike = one_style(text, find_quotations(text, blocks_of(text)))
    assert len(alike) == len(text)
    assert [letter for letter in alike if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


@pytest.mark.parametrize("text", ["\"It's 'late' now\"", "‘It’s “late” now’", "«It’s ‘late’ now»", "„It’s ‘late’ now”"])
def test_marks_of_every_style_look_alike(text: str) -> None:
    assert one_style(text, find_quotations(text, blocks_of(text))) == "“It's ‘late’ now”"


def test_a_mark_that_is_missing_is_not_added() -> None:
    text = "“It is late.\n“It is shut.”"
    assert one_style(text, find_quotations(text, blocks_of(text))) == text


def test_each_piece_knows_the_casing_of_its_word(tokenizer: Tokenizer) -> None:
    casings = {word: casing for word, casing, _ in words_and("mayor Ray NATO eBay 12 , I", tokenizer)}
    assert [casings[word] for word in ("mayor", "Ray", "12", ",", "I")] == [1, 2, 0, 0, 2]
    assert {casing for word, casing, _ in words_and("NATO", tokenizer)} == {3}
    assert {casing for word, casing, _ in words_and("eBay", tokenizer)} == {4}


def test_each_piece_knows_how_deep_it_stands_in_marks(tokenizer: Tokenizer) -> None:
    text = "Ray said: “He told me, ‘Go,’ and left.” Then"
    depths = {word: depth for word, _, depth in words_and(text, tokenizer)}
    assert [depths[word] for word in ("Ray", "He", "Go", "left", "Then")] == [0, 1, 2, 1, 0]


SIZES = st.lists(st.integers(0, 30), max_size=12)


def numbered(sizes: list[int]) -> list[Pieces]:
    """Blocks of so many pieces, no two of them alike."""
    made, start = [], 1000
    for number, size in enumerate(sizes):
        ids = list(range(start, start + size))
        made.append(Pieces(ids, [1] * size, [(one, one + 1) for one in ids], number))
        start += size
    return made


@given(SIZES, st.integers(3, 40), st.none() | st.integers(3, 40))
def test_windows_hold_every_piece_once_in_order(sizes: list[int], longest: int, first: int | None) -> None:
    blocks = numbered(sizes)
    made = windows(blocks, longest, first)
    held = [
        (number, one)
        for window in made
        for number, begin, end in window.blocks
        for one in zip(window.ids[begin:end], window.places[begin:end], strict=True)
    ]
    assert held == [(block.block, one) for block in blocks for one in zip(block.ids, block.places, strict=True)]


@given(SIZES, st.integers(3, 40))
def test_no_window_is_too_long_and_its_own_marks_stand_nowhere(sizes: list[int], longest: int) -> None:
    for window in windows(numbered(sizes), longest):
        assert 3 <= len(window.ids) == len(window.features) == len(window.places) <= longest
        assert window.ids[0] == CLS
        assert window.ids[-1] == SEP
        own = [one in (CLS, SEP) for one in window.ids]
        assert own == [place == NOWHERE for place in window.places] == [feature == 0 for feature in window.features]


def test_a_long_block_is_cut_into_parts_of_one_length() -> None:
    assert [len(window.ids) - 2 for window in windows(numbered([100]), 42)] == [34, 34, 32]


def test_the_first_window_may_end_earlier_so_that_training_sees_other_borders() -> None:
    assert [len(window.blocks) for window in windows(numbered([5] * 6), 20, 8)] == [1, 3, 2]

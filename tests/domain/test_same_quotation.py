"""Two quotations are the same words in variants, whatever was cut, inserted, or changed; a phrase in common is not enough."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.same_quotation import Piece, PieceKind, aligned, is_long_enough, prints, same, words
from desktop_app.domain.variants import differ

FULL = "We weighed forty barges at the mole, and in thirty-one of them the ledger was so wrong that I would not sign a page of it."
VARIANTS = (
    "we weighed forty barges at the Mole – and in thirty-one of them the ledger was so wrong that I would not sign a page of it",
    "We weighed forty barges at the mole … the ledger was so wrong that I would not sign a page of it.",
    "We weighed forty barges at the mole [...] the ledger was so wrong that I would not sign a page of it.",
    "We weighed forty barges at the mole, and in thirty-one of [the holds] the ledger was so wrong that I would not sign a page.",
    "[W]e weighed forty barges at the mole, and in thirty-one of them the ledger was so false that I would not sign a page of it.",
    "the ledger was so wrong that I would not sign a page",
    "We weighed forty barges\nand in thirty-one of them the ledger was so wrong",
)
OTHERS = (
    "",
    "…",
    "I would not sign",
    "That I would not want to go there, and in the end it was so",
    "at the end of the day, and in some of them it was so bad that I would not go",
    "The ledger was kept by nobody, and the barges that left the mole carried nothing but stone.",
)
NOUNS = [
    f"{one}{two}"
    for one in ("bar", "mol", "led", "pag", "hol", "fen", "dun")
    for two in ("ge", "ken", "ry", "sel", "tor")
]
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from([*NOUNS[:9], "the", "of", "[the", "it]", "…", "[…]", "…stone", "A-b", "don’t", "\n"]),
        max_size=40,
    ).map(" ".join),
)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_is_the_same_quotation(variant: str) -> None:
    assert same(FULL, variant)
    assert same(variant, FULL)
    assert prints(FULL) & prints(variant)


@pytest.mark.parametrize("other", OTHERS)
def test_a_phrase_in_common_makes_no_two_the_same(other: str) -> None:
    assert not same(FULL, other)
    assert not same(other, other) or is_long_enough(other)


def test_many_words_in_a_row_are_the_same_whatever_surrounds_them() -> None:
    shared = "the ledger was so wrong that I would not sign a page of it at noon"
    before = " ".join(NOUNS[:20])
    after = " ".join(NOUNS[20:])
    assert same(f"{before} {shared}", f"{shared} {after}")


def test_words_that_stand_in_any_sentence_are_nobodys() -> None:
    assert not same("It is what it is and that is all", "It is what it is and that is all")


@given(TEXTS, TEXTS)
def test_neither_order_matters(one: str, other: str) -> None:
    assert same(one, other) is same(other, one)
    if same(one, other):
        assert prints(one) & prints(other)


@given(st.lists(st.sampled_from(NOUNS), min_size=6, max_size=30, unique=True), st.data())
def test_a_quotation_is_itself_whatever_its_punctuation(said: list[str], data: st.DataObject) -> None:
    marks = st.sampled_from([" ", ", ", "; ", " – ", "! ", "” “", "\n", " … ", ". "])
    other = "".join(word.upper() + data.draw(marks) for word in said)
    assert same(" ".join(said), other)


@given(st.lists(st.sampled_from([*NOUNS, "the", "of", "it", "was"]), min_size=14, max_size=60), st.data())
def test_whatever_is_cut_the_rest_is_recognised(said: list[str], data: st.DataObject) -> None:
    kept: list[str] = []
    at = 0
    while at + 6 <= len(said):
        start = data.draw(st.integers(at, min(at + 5, len(said) - 6)))
        end = data.draw(st.integers(start + 6, len(said)))
        kept.append(" ".join(said[start:end]))
        at = end
    cut = " … ".join(kept)
    weighty = {word for word in cut.split() if word in NOUNS}
    if len(weighty) >= 3:
        assert same(" ".join(said), cut)
        assert all(piece.kind in {PieceKind.KEPT, PieceKind.CUT} for piece in aligned(" ".join(said), cut))


@given(TEXTS, TEXTS)
def test_all_words_of_both_are_aligned_once_and_in_order(full: str, own: str) -> None:
    pieces = aligned(full, own)
    for text, spans in ((full, [one.full for one in pieces]), (own, [one.own for one in pieces])):
        places = [span for span in spans if span is not None]
        assert all(before.end <= after.start for before, after in itertools.pairwise(places))
        held = [word.span for word in words(text)]
        assert all(0 <= span.start < span.end <= len(text) for span in held)
        assert [word for word in held if sum(span.contains(word) for span in places) != 1] == []
    for piece in pieces:
        if piece.kind is PieceKind.KEPT:
            assert piece.full is not None
            assert piece.own is not None
            kept = [word.text for word in words(full) if piece.full.contains(word.span)]
            assert kept == [word.text for word in words(own) if piece.own.contains(word.span)]


def pieces_of(full: str, own: str) -> list[tuple[str, str, str, bool]]:
    def text(piece: Piece) -> tuple[str, str, str, bool]:
        old = piece.full.of(full) if piece.full else ""
        return piece.kind.value, old, piece.own.of(own) if piece.own else "", piece.is_marked

    return [text(piece) for piece in aligned(full, own)]


def test_what_was_cut_inserted_or_changed_is_told() -> None:
    full = "We weighed forty barges, and in some of them the ledger was so wrong that nobody signed."
    own = "We weighed forty barges…the ledger [there] was so false that nobody signed at all"
    assert pieces_of(full, own) == [
        ("kept", "We weighed forty barges,", "We weighed forty barges", False),
        ("cut", "and in some of them", "", True),
        ("kept", "the ledger", "the ledger", False),
        ("inserted", "", "[there]", True),
        ("kept", "was so", "was so", False),
        ("changed", "wrong", "false", False),
        ("kept", "that nobody signed.", "that nobody signed", False),
        ("inserted", "", "at all", False),
    ]
    assert pieces_of("one of them", "one of [the holds]")[-1] == ("changed", "them", "[the holds]", True)


def test_names_differ_where_they_cannot_be_one_person() -> None:
    assert differ(("Ada Vane", "Milo Roe"))
    assert not differ(("Ada Vane", "Vane", "", "ada vane"))
    assert not differ(())


def test_accents_and_kinds_of_apostrophe_make_no_difference() -> None:
    assert [word.text for word in words("Café, cafe\u0301, don’t [W]e thirty‑one")] == [
        "cafe",
        "cafe",
        "don't",
        "we",
        "thirty-one",
    ]

"""Names are compared by their parts, as forgivingly as newsrooms write them, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.person_names import Likeness, folded, initial, initials, is_name, likeness, person_name, sound

GIVEN = st.sampled_from(
    ["Ada", "Milo", "Robert", "Bob", "A.", "J.P.", "Ana Luísa", "Yevhen", "Evgeny", "Jean-Paul", ""]
)
SURNAMES = st.sampled_from(["Vane", "Roe", "Vane-Roe", "van der Horst", "Horbach", "Gorbach", "Ó Dálaigh", "Al-Masri"])
FORMS = st.sampled_from(["", "Dr", "Mr", "Ms", "Dame"])
ENDS = st.sampled_from(["", "Jr", "Senior", "III"])
NAMES = st.one_of(
    st.tuples(FORMS, GIVEN, SURNAMES, ENDS).map(lambda parts: " ".join(part for part in parts if part)),
    st.text(max_size=30),
)


def compared(one: str, other: str) -> Likeness:
    return likeness(person_name(one), person_name(other))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ada Vane", "Ada Vane", Likeness.FULL),
        ("Dr Ada Vane", "ADA VANE’s", Likeness.FULL),
        ("Ada Vane", "Ada Maria Vane", Likeness.FULL),
        ("Ana Luísa Ferraz", "Ana-Luisa Ferraz", Likeness.FULL),
        ("Łukasz Brøgger", "Lukasz Brogger", Likeness.FULL),
        ("Bas van der Horst", "Bas Horst", Likeness.FULL),
        ("Omar al-Masri", "Omar Masri", Likeness.FULL),
        ("Ada Vane MP", "Ada Vane", Likeness.FULL),
        ("A. L. Ferraz", "Ana Luísa Ferraz", Likeness.INITIAL),
        ("A.L. Ferraz", "Ana Ferraz", Likeness.INITIAL),
        ("Bob Roe", "Robert Roe", Likeness.VARIANT),
        ("Yevhen Horbach", "Evgeny Gorbach", Likeness.SPELLING),
        ("Mohammed Sahl", "Muhammad Sahl", Likeness.SPELLING),
        ("Stellan Roix", "Stellan Roiks", Likeness.SPELLING),
        ("Ferraz", "Ana Ferraz", Likeness.SURNAME),
        ("Luísa Ferraz", "Ana Luísa Ferraz", Likeness.LOOSE),
        ("Ada Vane", "Ada Vane-Roe", Likeness.LOOSE),
        ("Ada Roe", "Ada Vane-Roe", Likeness.LOOSE),
        ("Tarn Wei", "Wei Tarn", Likeness.LOOSE),
        ("Ada Lea Vane", "Ada Mae Vane", Likeness.CLASH),
        ("Ada Vane", "Milo Vane", Likeness.CLASH),
        ("A. Vane", "Milo Vane", Likeness.CLASH),
        ("Ada Vane", "Ada Roe", Likeness.CLASH),
        ("Ada Vane-Hale", "Ada Vane-Roe", Likeness.CLASH),
        ("Tom Roe Jr", "Tom Roe Sr.", Likeness.CLASH),
        ("Mr Vane", "Ms Vane", Likeness.CLASH),
    ],
)
def test_two_names_agree_as_far_as(one: str, other: str, expected: Likeness) -> None:
    assert compared(one, other) is expected


@given(NAMES, NAMES)
def test_it_does_not_matter_which_name_comes_first(one: str, other: str) -> None:
    assert compared(one, other) is compared(other, one)


@given(NAMES)
def test_a_name_is_its_own(name: str) -> None:
    assert compared(name, name) in (Likeness.FULL, Likeness.INITIAL, Likeness.SURNAME)
    assert folded(folded(name)) == folded(name)


@given(st.text(max_size=20))
def test_folding_again_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert folded(name.upper().lower()) == folded(folded(name.upper().lower()))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_every_word_has_a_sound_and_a_first_letter(word: str) -> None:
    assert sound(word)
    assert initial(word) in initials(word)


def test_names_that_sound_alike_stand_under_one_letter() -> None:
    assert initials("Bob".lower()) & {initial("robert")}
    assert initial("yevhen") == initial("evgeny")


def test_a_description_is_no_name() -> None:
    assert is_name("Ada Vane")
    assert not any(map(is_name, ("the harbour master", "The Minister", "Minister", "his office", "")))

"""Names and offices as newsrooms outside of London and New York write them, and people whom a careless eye takes for places."""

from __future__ import annotations

import pytest

from tests.analysis.articles import findings, who


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Energy and Mines Minister Bounmy Tarr said it was late.", "Bounmy Tarr"),
        ("Union Minister of State Hukam Lal Tarr said it was late.", "Hukam Lal Tarr"),
        ("Kabati MCA Ezra Muli said it was late.", "Ezra Muli"),
        ("Don Hale said it was late.", "Don Hale"),
        ("Datuk Seri Dr Haslinda Tarr said it was late.", "Haslinda Tarr"),
        ("Eoghan Tarr BL said it was late.", "Eoghan Tarr"),
    ],
)
def test_offices_and_titles_are_no_part_of_the_name(text: str, name: str) -> None:
    assert who(text) == [name]


def test_somebody_who_acts_is_no_place_though_the_words_before_the_name_would_suit_one() -> None:
    text = (
        "Ada Quillon met the board. Quillon asked for a vote. Quillon left early.\n"
        "The change in approach from Quillon was plain.\n"
        "“It is late,” Quillon said."
    )
    assert who(text)[-1] == "Ada Quillon"


def test_a_name_with_a_nickname_is_the_same_as_the_nickname_with_the_surname() -> None:
    text = 'Robert "Bobby" Hale came in.\n“It is late,” Bobby Hale said.\n“Go home,” Hale said.'
    assert len({speaker.name for speaker in findings(text).speakers}) == 1


def test_a_headline_in_capitals_that_nobody_told_apart_makes_no_long_name() -> None:
    text = (
        "Hanne Dorval Goes After Peter Hale As The New Harbour King.\n"
        "The council met. “It is late,” Hanne Dorval said. Peter Hale said he would stay."
    )
    assert {speaker.name for speaker in findings(text).speakers} == {"Hanne Dorval", "Peter Hale"}


def test_pronouns_behind_a_name_tell_the_sex_that_the_name_does_not() -> None:
    text = (
        "Keiro Vandaal had lost his boat.\nQuenby Moss had sold hers, she told friends of her sister.\n"
        "“It is late,” he said."
    )
    assert who(text)[-1] == "Keiro Vandaal"

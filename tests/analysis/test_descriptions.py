"""Descriptions that mean somebody: before a name, in passing, and offices that two people cannot share."""

from __future__ import annotations

import pytest

from desktop_app.domain.findings import Speaker
from tests.analysis.articles import findings, who


def speaker(text: str, number: int = 0) -> Speaker:
    return findings(text).speakers[number]


# Descriptions before a name


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The owner of the Old Mill, Ann Lee, said it was shut.", "Ann Lee", "owner of the Old Mill"),
        ("Giving evidence, the owner of the Old Mill, Ann Lee, said it was shut.", "Ann Lee", "owner of the Old Mill"),
        ("Its head of research, Dr Ann Lee, said it was shut.", "Ann Lee", "head of research"),
        ("The director of the campaign, Chief (Mrs) Ann Lee, said it was shut.", "Ann Lee", "director of the campaign"),
        (
            "The council’s project manager, Ann Lee, calls it “a great big mess”.",
            "Ann Lee",
            "council’s project manager",
        ),
    ],
)
def test_a_description_before_a_name_is_the_bearers_office(text: str, name: str, role: str) -> None:
    found = speaker(text)
    assert (found.name, found.role) == (name, role)


def test_the_husband_whom_a_paragraph_begins_with_is_whom_he_means() -> None:
    text = "The mayor, Luis Dorval, said it was late.\n"
    text += "Hale's husband, Martin Hale, who runs the bakery opposite, was less sure. \"We'll see,\" he said."
    assert who(text) == ["Luis Dorval", "Martin Hale"]


def test_a_manager_who_acts_is_nearer_than_the_player_of_a_clause() -> None:
    text = "Rovers manager Steve Marsh made two changes and was glad when substitute Jamie Orme scored.\n“You wait,” he said."
    assert who(text) == ["Steve Marsh"]


def test_somebodys_deputy_is_called_by_the_whole_of_a_name_with_particles() -> None:
    text = "The mayor, Luis de la Vega, said it was late. His deputy disagreed: “The roof is old.”"
    assert who(text) == ["Luis de la Vega", "Luis de la Vega’s deputy"]


def test_a_spokeswoman_for_the_group_is_called_after_the_group() -> None:
    text = "The Friends of Tarn Library called it “a triumph of sense”.\nA spokeswoman for the group said people had signed."
    assert who(text) == ["Friends of Tarn Library", "Spokeswoman for the Friends of Tarn Library"]
    assert who("A spokeswoman for the group said people had signed.") == ["Spokeswoman for the group"]


def test_a_description_in_passing_is_a_mention() -> None:
    text = "Secretary of State Antony Marsh said it was shut after a trip to Tarn, where the top American diplomat spent a day."
    found = speaker(text)
    assert "the top American diplomat" in found.aliases
    assert [one.span.of(text) for one in found.mentions] == [
        "Secretary of State Antony Marsh",
        "the top American diplomat",
    ]


def test_a_group_has_its_own_words_as_a_mention_before_a_pronoun_speaks_for_it() -> None:
    text = "Marsh met Chinese counterparts. They said it was shut."
    found = speaker(text)
    assert [one.span.of(text) for one in found.mentions] == ["Chinese counterparts", "They"]


def test_a_tag_of_its_own_behind_a_full_stop_within_the_marks() -> None:
    text = "“We counted the money twice and it was not missing.” Councillor Petra Hale said.\n“It was late.” She added later."
    assert who(text) == ["Petra Hale", "Petra Hale"]
    assert who("“We counted the money twice and it was late.” Petra Hale said it was shut.")[0] is None

"""Who the speakers are: names, offices, pronouns and descriptions that mean the same person."""

from __future__ import annotations

import pytest

from desktop_app.domain.findings import MentionKind, Speaker, SpeakerKind
from tests.analysis.articles import findings, who


def speaker(text: str, number: int = 0) -> Speaker:
    return findings(text).speakers[number]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Secretary of State Antony Marsh said it was shut.", "Antony Marsh", "Secretary of State"),
        ("Foreign Minister Ilse Varga said it was shut.", "Ilse Varga", "Foreign Minister"),
        ("Hanne Dorval, the mayor of Tarn, said it was shut.", "Hanne Dorval", "mayor of Tarn"),
        ("Hanne Dorval, 54, a baker, said it was shut.", "Hanne Dorval", "baker"),
        ("Former mayor Hanne Dorval said it was shut.", "Hanne Dorval", "Former mayor"),
        ("The mayor of Tarn, Hanne Dorval, said it was shut.", "Hanne Dorval", "mayor of Tarn"),
        ("Dr. Ruth Orme said it was shut.", "Ruth Orme", ""),
        ("Sir Hugh O’Hara said it was shut.", "Hugh O’Hara", ""),
        ("Pieter van der Hoek said it was shut.", "Pieter van der Hoek", ""),
        ("Nadia al-Mansour said it was shut.", "Nadia al-Mansour", ""),
        ("J. K. Marsh said it was shut.", "J. K. Marsh", ""),
        ("Mary Smith-Jones said it was shut.", "Mary Smith-Jones", ""),
        ("Robert “Bob” Hale said it was shut.", "Robert Hale", ""),
    ],
)
def test_a_name_loses_its_office_and_form_of_address(text: str, name: str, role: str) -> None:
    found = speaker(text)
    assert (found.name, found.kind, found.role) == (name, SpeakerKind.PERSON, role)


def test_the_surname_alone_means_the_person_with_that_name() -> None:
    text = "Hanne Dorval said it was shut.\nDorval said it was late.\nMs Dorval said it was cold."
    found = findings(text)
    assert len(found.speakers) == 1
    assert found.speakers[0].name == "Hanne Dorval"
    assert set(found.speakers[0].aliases) >= {"Dorval", "Ms Dorval"}


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Carol Whitlock said yes to it.\nDean Whitlock said no to it.\n"
    text += "Mrs Whitlock said it was late.\nMr Whitlock said it was early."
    assert who(text) == ["Carol Whitlock", "Dean Whitlock", "Carol Whitlock", "Dean Whitlock"]


def test_he_and_she_go_by_gender_and_not_by_the_nearest_name() -> None:
    text = (
        "Hanne Dorval met Peter Hale in the U.S. on Friday.\n"
        "“It is shut,” she said.\n“It is open,” he said.\n“Never,” she said, with a look at the Board of Tarn."
    )
    assert who(text) == ["Hanne Dorval", "Peter Hale", "Hanne Dorval"]


def test_he_prefers_the_last_speaker_to_people_who_are_only_named() -> None:
    text = (
        "Peter Hale said he raised it with Foreign Minister Tom Lund and with Erik Moe.\n"
        "He also said that China had not answered."
    )
    assert who(text) == ["Peter Hale", "Peter Hale"]


def test_a_pronoun_never_means_a_place_or_an_organisation() -> None:
    assert who("The Board of Tarn met in Paris.\n“It is shut,” he said.") == [None]


def test_a_pronoun_that_could_be_anybody_stays_open() -> None:
    assert who("“It is shut,” he said.") == [None]


@pytest.mark.parametrize(
    "phrase", ["The minister", "The foreign minister", "The top Tressian diplomat", "The 54-year-old"]
)
def test_a_description_means_the_person_with_that_office(phrase: str) -> None:
    text = f"Foreign Minister Ilse Varga, 54, met Tom Hale.\n{phrase} said it was shut."
    assert who(text) == ["Ilse Varga"]


def test_a_description_of_the_one_who_was_just_named_means_them() -> None:
    text = "Sandro Rinaldi saw it differently. The head coach insisted that it was late."
    assert who(text) == ["Sandro Rinaldi"]


def test_an_actress_is_she() -> None:
    assert who("Actress Quill Tarr came with Bo Hale.\n“It is late,” she said.") == ["Quill Tarr"]


def test_a_government_is_one_speaker_under_its_capital_and_its_country() -> None:
    text = "Beijing said it was late.\nBeijing has said it was early.\nChina contended that it was time."
    found = speaker(text)
    assert (found.name, found.aliases, found.kind) == ("Beijing", ("China",), SpeakerKind.ORGANISATION)


def test_an_acronym_means_the_organisation_with_these_initials() -> None:
    text = (
        "The Tarn River Authority (TRA) said it was late.\nThe TRA said it was early.\nThe authority said it was time."
    )
    assert who(text) == ["Tarn River Authority"] * 3


def test_groups_and_unnamed_people_are_speakers_of_their_own_kind() -> None:
    text = "Residents said it was late.\nA senior official who asked not to be named said it was early."
    found = findings(text).speakers
    assert [(one.name, one.kind) for one in found] == [
        ("Residents", SpeakerKind.GROUP),
        ("Senior official", SpeakerKind.UNNAMED),
    ]


def test_the_official_is_the_one_spoken_of_before_and_another_is_not() -> None:
    text = "An official said it was late.\nThe official said it was cold.\nAn official said it was early."
    first, second, third = (one.speaker for one in findings(text).attributions)
    assert first == second != third


def test_a_statement_belongs_to_who_issued_it() -> None:
    assert who("A letter from the Tarn River Authority said it was late.") == ["Tarn River Authority"]
    assert who("Hanne Dorval left. Her statement said it was late.") == ["Hanne Dorval"]


def test_somebody_s_relative_is_named_after_them() -> None:
    assert who("Ingrid Ruud left. Her daughter said it was late.") == ["Ruud’s daughter"]


def test_they_means_a_group_and_it_an_organisation() -> None:
    assert who("Protesters said it was late.\nThey said it was cold.") == ["Protesters", "Protesters"]
    assert who("The Tarn River Authority said it was late.\n“Water is cold,” it said.") == ["Tarn River Authority"] * 2


def test_some_and_many_are_nobody() -> None:
    assert who("Some say it was late.") == [None]


def test_mentions_tell_names_pronouns_and_descriptions_apart() -> None:
    text = "Foreign Minister Ilse Varga said yes to it.\n“No,” she said.\nThe minister said it was late."
    kinds = {mention.kind for mention in speaker(text).mentions}
    assert kinds == {MentionKind.NAME, MentionKind.PRONOUN, MentionKind.DESCRIPTION}


def test_names_in_a_headline_of_capitals_are_those_of_the_body() -> None:
    text = "# Dorval Says ‘No More Boats’ To The Town\nHanne Dorval spoke on Monday.\n“There are no more boats,” Dorval said."
    assert set(who(text)) == {"Hanne Dorval"}

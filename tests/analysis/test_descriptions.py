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


def test_a_description_may_go_before_former_office_and_name() -> None:
    text = "Ann Dorval said it was late.\nDorval’s assistant, former Tarn player Ewan Baird, said it was early."
    assert who(text) == ["Ann Dorval", "Ewan Baird"]


def test_another_name_behind_a_comma_is_not_always_the_bearers() -> None:
    assert who("“It is shut,” said the mayor, Ann Lee and Bo Marsh nodding.") == ["Mayor"]
    assert who("“It is shut,” said the mayor, not Ann Lee.") == ["Mayor"]


def test_the_prime_minister_is_no_other_minister() -> None:
    text = "Finance Minister Ann Lee said it was late.\nThe prime minister said it was early.\nThe finance minister said no to it."
    assert who(text) == ["Ann Lee", "Prime minister", "Ann Lee"]


def test_of_two_ministers_one_is_a_guess() -> None:
    text = "Minister Ann Lee said it was late.\nMinister Bo Marsh said it was early.\nThe minister said it was shut."
    assert findings(text).attributions[2].confidence < 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee met Ruth Orme.\n“It is shut,” she said.",
        "Ann Lee said it was late.\nRuth Orme coughed.\nShe said it was shut.",
        "“Late,” said Ann Lee.\n“Early,” said Ruth Orme.\nIt rained.\n“It is shut,” she said.",
    ],
)
def test_a_pronoun_that_two_may_be_meant_by_is_a_guess(text: str) -> None:
    assert findings(text).attributions[-1].confidence < 0.6


def test_twins_share_the_surname_that_stands_once() -> None:
    text = "The twins Ella and Joseph Marsh opened it.\n“It is late,” said Ella.\n“It is early,” said Joseph."
    assert who(text) == ["Ella Marsh", "Joseph Marsh"]
    text = "Ella Hale sang.\nElla and Joseph Marsh opened it.\n“It is late,” said Ella."
    assert who(text) == ["Ella Hale"]


def test_commissioner_whitlock_is_the_one_who_is_a_commissioner() -> None:
    text = "Dean Whitlock, one of five county commissioners, sat.\nCarol Whitlock, one of them, stood.\nCarol Whitlock sang.\n"
    text += "Commissioner Whitlock said it was late."
    assert who(text) == ["Dean Whitlock"]


def test_the_words_of_a_message_are_the_senders() -> None:
    text = "Dean Marsh sent a message to the boy, reading: “Make sure it’s empty first.”"
    assert who(text)[-1] == "Dean Marsh"
    assert who("Somebody sent a message to the boy, reading: “Make sure it’s empty first.”") == [None]


def test_the_insider_and_the_spokesman_go_on_as_the_unnamed_voice_before() -> None:
    text = "A friend of Ann Lee said: “They have wanted this.”\nThe insider added: “It is due in May.”"
    assert len(findings(text).speakers) == 1
    text = "A rep for Marcus Cole said it was true. “They’d like some privacy,” the spokesman said."
    assert who(text)[-1] == "Rep for Marcus Cole"
    text = "Marcus Cole said it was late. “They’d like some privacy,” the spokesman said."
    assert who(text)[-1] == "Spokesman"
    text = "Marcus Cole said it was late.\nIt rained.\nIt snowed.\n“They’d like some privacy,” the source said."
    assert who(text)[-1] == "Source"


def test_short_replies_go_to_and_fro() -> None:
    text = "“You blame the boat,” says Archie Munro.\n“Four,” says Donald Hale.\n"
    text += "“Three. You took it back.”\n“I didn’t. I’d been ill.”"
    assert who(text) == ["Archie Munro", "Donald Hale", "Archie Munro", "Donald Hale"]
    assert all(one.confidence < 0.6 for one in findings(text).attributions[2:])


def test_a_long_statement_goes_on_rather_than_being_answered() -> None:
    text = "“Yes,” says Archie Munro.\n“The boat was always late and we waited in the rain for hours,” says Donald Hale.\n“Three.”"
    assert who(text)[-1] == "Donald Hale"
    text = "“Yes,” says Archie Munro.\n## Later\n“No,” says Donald Hale.\n“Three of them came.”"
    assert who(text)[-1] == "Donald Hale"
    text = "“No,” says Donald Hale.\n“Three of them came.”"
    assert who(text)[-1] == "Donald Hale"


def test_a_headlines_flag_speaks_not() -> None:
    assert who("# Review: ‘The Salt Road’ is worth the wait\nAnn Lee said it was late.") == ["Ann Lee"]
    assert who("# EXCLUSIVE: Star is ‘over the moon’\nEXCLUSIVE photos.\nAnn Lee said it was late.") == ["Ann Lee"]


def test_the_premier_who_bristles_is_whose_words_follow() -> None:
    text = "Premier Joanne Pike has come.\nAsked whether it was slow, the premier bristled. “I reject that. We asked on Tuesday.”"
    assert who(text) == ["Joanne Pike"]


def test_he_in_the_middle_of_a_sentence_governs_its_second_verb() -> None:
    text = "Conor Hale limped off.\nIn a post on the site he thanked supporters and said: “I’ll be back soon.”"
    assert who(text) == ["Conor Hale"]


def test_minutes_are_no_speaker_beside_a_tag() -> None:
    assert who("Edda Marsh came. “I am the insurance,” she said, according to the minutes.") == ["Edda Marsh"]


def test_an_unknown_trade_before_a_given_name_is_an_office() -> None:
    found = speaker("But the widget finisher for the mills, Angela Dorval, said it was late.")
    assert (found.name, found.role) == ("Angela Dorval", "widget finisher for the mills")


def test_an_office_in_capitals_goes_before_its_name_too() -> None:
    text = "Bo Marsh, the former Commissioner for Works, sat.\nThe Commissioner of Police, CP Ruth Bello, said it was late."
    assert who(text) == ["Ruth Bello"]


def test_a_rally_is_told_as_a_meeting_is() -> None:
    text = "Daniel Marsh told a rally in the capital on Wednesday that the port would go ahead."
    assert [span.of(text) for span in findings(text).attributions[0].content] == ["the port would go ahead"]

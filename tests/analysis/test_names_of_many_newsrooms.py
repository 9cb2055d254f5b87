"""Names and offices as newsrooms outside of London and New York write them, and people whom a careless eye takes for places."""

from __future__ import annotations

import pytest

from desktop_app.analysis.names import ORGANISATION
from desktop_app.analysis.preparation import prepared
from desktop_app.analysis.register import Register
from tests.analysis.articles import blocks_of, findings, who


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Energy and Mines Minister Bounmy Tarr said it was late.", "Bounmy Tarr"),
        ("Union Minister of State Hukam Lal Tarr said it was late.", "Hukam Lal Tarr"),
        ("Kabati MCA Ezra Muli said it was late.", "Ezra Muli"),
        ("Don Hale said it was late.", "Don Hale"),
        ("Datuk Seri Dr Haslinda Tarr said it was late.", "Haslinda Tarr"),
        ("Mayo TD Orla Tarr said it was late.", "Orla Tarr"),
        ("Coun Roland Tarr said it was late.", "Roland Tarr"),
        ("Eoghan Tarr BL said it was late.", "Eoghan Tarr"),
        ("Minister of State for Provincial Affairs Ezra Tarr said it was late.", "Ezra Tarr"),
        ("Rating agency Thorne & Keel said it was late.", "Thorne & Keel"),
        ("The Seeds and Soils Commission said it was late.", "Seeds and Soils Commission"),
        ("Cr Wendeline Tarr said it was late.", "Wendeline Tarr"),
        ("Det Garda Wendeline Tarr said it was late.", "Wendeline Tarr"),
        ("House Speaker Quilda Tarr said it was late.", "Quilda Tarr"),
        ("Brint Chief Executive Quilda Tarr said it was late.", "Quilda Tarr"),
        ("Additional Solicitor General Quilda Tarr said it was late.", "Quilda Tarr"),
        ("Ex-footballer Quilda Tarr said it was late.", "Quilda Tarr"),
        ("Half-time Dr Quilda Tarr said it was late.", "Quilda Tarr"),
        ("Minister for Planning Quilda Tarr said it was late.", "Quilda Tarr"),
        ("Minister for Roads and Drainage Quilda Tarr said it was late.", "Quilda Tarr"),
        ("Union Minister of State for Rural Roads Quilda Tarr said it was late.", "Quilda Tarr"),
        ("Ma. Teresa Tarr said it was late.", "Ma. Teresa Tarr"),
        ("The Justice Department said it was late.", "Justice Department"),
        ("Spanish-owned Quillon Resorts Group said it was late.", "Quillon Resorts Group"),
        ("The Tarn County Sheriff's Office said it was late.", "Tarn County Sheriff's Office"),
        ("The Tarn Growers’ Union said it was late.", "Tarn Growers’ Union"),
        ("St Ada’s Hospital said it was late.", "St Ada’s Hospital"),
        ("Dockers Local 12 said it was late.", "Dockers Local 12"),
        ("No 10 said it was late.", "No 10"),
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


def test_a_surname_that_is_also_an_office_stays_a_surname_behind_mr() -> None:
    assert who("Charlie King came in.\n“It is late,” Mr. King said.") == ["Charlie King"]


def test_an_office_of_two_capitalised_words_goes_back_to_its_holder() -> None:
    assert who("Cabinet Secretary Purity Tarr left.\nThe Cabinet Secretary said it was late.") == ["Purity Tarr"]


def test_an_abbreviation_with_points_is_its_body() -> None:
    text = "The Seeds and Soils Commission met.\nThe S.S.C. said it was late."
    assert who(text) == ["Seeds and Soils Commission"]


def test_a_name_in_the_middle_of_a_longer_one_is_its_bearer() -> None:
    assert who("Christine Akello Opio came in.\n“It is late,” Hon. Akello said.") == ["Christine Akello Opio"]


def test_a_place_before_a_colon_says_nothing() -> None:
    assert "DEVALPUR" not in who("DEVALPUR: Hanne Dorval said it was late.")


@pytest.mark.parametrize(
    "age", ["Ann Tarr (67), of Tarn,", "Ann Tarr, aged 67,", "Ann Tarr, who is 67,", "Ann Tarr, 67,"]
)
def test_an_age_told_in_any_way_names_its_bearer_later(age: str) -> None:
    text = f"{age} came with Bo Marsh, 51, of Wick. Bo Marsh sat down.\n“It is late,” the 67-year-old said."
    assert who(text) == ["Ann Tarr"]


def test_a_trade_that_no_list_holds_is_somebodys_where_it_stands_behind_the_name() -> None:
    text = "Sunniva Tarr, an acoustician from Tarn, listened. Bo Marsh slept.\n“It is late,” the acoustician said."
    assert who(text) == ["Sunniva Tarr"]


def test_several_who_speak_with_one_voice_are_shown_together() -> None:
    text = "Deonte Tarr and Luis Marsh came in.\nTarr and Marsh said it was late."
    assert who(text)[-1] in ("Tarr and Marsh", "Deonte Tarr and Luis Marsh")


def test_husband_and_wife_are_told_apart_by_their_forms_of_address() -> None:
    text = (
        "Preciosa Mutanda, who said her ankles hurt, had told her doctor. Preciosa Mutanda rang her sister.\n"
        "“It is late,” Mr Mutanda said."
    )
    assert who(text)[-1] != "Preciosa Mutanda"


def test_a_word_that_opens_a_sentence_is_no_part_of_the_name_behind_it() -> None:
    assert who("Tell Gil Tarr that it is late.\n“So it is,” Gil said.")[-1] == "Gil Tarr"


@pytest.mark.parametrize(
    "text",
    [
        "Clare TD Orla Tarr came in.\n“It is late,” the Clare TD said.",
        "Procurement Minister Orla Tarr came in.\n“It is late,” the Procurement Minister said.",
    ],
)
def test_an_office_with_a_word_of_its_own_before_it_goes_back_to_its_holder(text: str) -> None:
    assert who(text) == ["Orla Tarr"]


def test_a_title_before_a_surname_is_not_the_wife_where_the_husband_is_addressed() -> None:
    text = "Michelle Tarr came in.\n“It is late,” President Tarr said.\nMr. Tarr sat down.\n“Go home,” Mr. Tarr said."
    assert who(text) == ["Tarr", "Tarr"]


def test_a_minister_without_a_name_is_an_office_with_all_its_portfolio() -> None:
    text = "Minister for Older People Quilda Tarr left.\nThe Minister for Older People said it was late."
    assert who(text) == ["Quilda Tarr"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Quillon met the board.\nQUILLON: It is late. We are going.\nQUILLON: We said so.", "Ada Quillon"),
        ("Noor al-Quill met the board.\n“It is late.”\nAl-Quill said it was late.", "Noor al-Quill"),
        ("ADA QUILLON, 51, met the board.\n“It is late,” Quillon said.", "Ada Quillon"),
    ],
)
def test_a_name_in_capitals_is_the_one_in_small_letters(text: str, name: str) -> None:
    assert who(text)[-1] == name


def test_capitals_that_are_a_body_or_an_abbreviation_stay() -> None:
    assert who("TARN COUNTY COUNCIL said it was late.\nThe TUC said it was late.") == ["TARN COUNTY COUNCIL", "TUC"]


def test_a_place_that_the_text_gives_a_title_to_is_a_person() -> None:
    text = "The counsel read from the statement of Shabra Yeo, who was driving.\n“It is late,” Ms Yeo said."
    assert who(text) == ["Shabra Yeo"]


def test_a_country_that_acts_as_the_namesake_of_a_person_is_that_person() -> None:
    text = "The girl’s mother, Denise Jordan, is 41.\nJordan said it was late."
    assert who(text) == ["Denise Jordan"]


def test_a_family_name_may_stand_first() -> None:
    text = "Tan Wei Quill came in. Mr Tan left.\n“It is late,” Wei Quill said.\n“It is,” Tan said."
    assert set(who(text)) == {"Tan Wei Quill"}


def test_mr_is_somebody_of_whom_the_text_tells_that_he_is_a_man() -> None:
    text = "Josh Quill left. Merrin Quill stayed.\n“It is late,” Mr Quill said."
    assert who(text) == ["Josh Quill"]


def test_a_word_that_opens_a_sentence_belongs_to_the_body_that_it_names() -> None:
    text = "The road runs north.\nNorth Tarn Ambulance Service said it was late."
    assert who(text) == ["North Tarn Ambulance Service"]


@pytest.mark.parametrize(
    "text",
    [
        "Quilda Tarr, who was chief pilot at the time, left.\nThe chief pilot said it was late.",
        "Quilda Tarr, who also chairs the harbour board, left. Bo Marsh stayed.\nThe chair said it was late.",
        "Chairman of the Lower Harbour Drivers, Quilda Tarr, left. Bo Marsh stayed.\nThe chairman said it was late.",
        "Cr Quilda Tarr left. Bo Marsh, a baker, stayed.\nThe councillor said it was late.",
    ],
)
def test_an_office_is_learnt_from_a_relative_clause_and_a_title(text: str) -> None:
    assert who(text) == ["Quilda Tarr"]


def test_a_relative_clause_that_tells_no_office_gives_none() -> None:
    (name,) = prepared(text := "Quilda Tarr, who wrote to the council, left.", blocks_of(text)).names[:1]
    assert name.role == ""


@pytest.mark.parametrize(
    "text",
    [
        "Quillon Cement said it was late. A bag of cement fell.",
        "Quillon Zarby met the board. Quillon Zarby fell. Quillon Zarby rose.",
    ],
)
def test_who_is_called_by_a_thing_or_always_in_full_is_a_body(text: str) -> None:
    assert {name.kind for name in prepared(text, blocks_of(text)).names} == {ORGANISATION}


def test_a_family_name_with_a_particle_is_no_body_though_it_comes_often() -> None:
    text = "Van Tarr rose. Van Tarr fell. Van Tarr left."
    assert ORGANISATION not in {name.kind for name in prepared(text, blocks_of(text)).names}


def test_an_adjective_that_opens_a_sentence_is_no_name() -> None:
    text = "Federal prosecutors met. The Federal Reserve Bank met."
    assert [" ".join(name.core) for name in prepared(text, blocks_of(text)).names] == ["Federal Reserve Bank"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Father Sigisquill said it was late.", "Father Sigisquill"),
        ("Father Bo Sigisquill left.\nFather Sigisquill said it was late.", "Bo Sigisquill"),
        ("Mr Sigisquill said it was late.", "Sigisquill"),
        ("Hubby Sigisquill said it was late.", "Sigisquill"),
    ],
)
def test_a_title_stays_where_it_is_half_of_the_name(text: str, name: str) -> None:
    assert who(text) == [name]


def test_a_body_ends_before_the_title_of_its_member() -> None:
    text = "A Division Bench of Chief Justice Quilda Tarr met.\nTarr said it was late."
    assert who(text) == ["Quilda Tarr"]


def test_a_minister_who_opens_a_sentence_keeps_the_portfolio_out_of_the_name() -> None:
    text = "The minister left.\nMinister of State for Older People Quilda Tarr said it was late."
    assert who(text) == ["Quilda Tarr"]


def test_a_saint_that_owns_nothing_is_a_body() -> None:
    text = "She lay in St Ada’s General Hospital.\nSt Ada’s offered help. St Ada’s gate was shut."
    register = Register(prepared(text, blocks_of(text)).names)
    body = register.named("St Ada’s")
    assert body is not None
    assert body.name == "St Ada’s General Hospital"


def test_the_place_that_a_member_sits_for_is_no_name() -> None:
    text = "Assembly Member for Port Tarn, Quilda Marsh, said it was late."
    assert who(text) == ["Quilda Marsh"]

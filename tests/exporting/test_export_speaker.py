"""A speaker's page says the same in every form, and words of others do nothing in any of them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.annotations import Note, NoteTarget
from desktop_app.domain.findings import AttributionKind, SpeakerKind
from desktop_app.domain.ledger import (
    Companion,
    Counted,
    LedgerSpeaker,
    Month,
    NameUsed,
    RoleAt,
    Said,
    SpeakerPage,
    Where,
)
from desktop_app.domain.spans import Span
from desktop_app.exporting.speaker_export import SpeakerForm, speaker_export
from desktop_app.exporting.speaker_tables import cell, speaker_line

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
SPEAKER = LedgerSpeaker(
    "v1", "Ada Vane", SpeakerKind.PERSON, "harbour master", ("Vane",), 2, 3, 1, "2031-05-04", "2031-06-01"
)
WHERE = Where("a1", "Ferry to stay", "The Mere Post", "2031-05-04")
PAGE = SpeakerPage(
    SPEAKER,
    (RoleAt("harbour master", "2031-05-04", "2031-05-04", (WHERE,)),),
    (NameUsed("Ada Vane", 2),),
    (Month("2031-05", 2, 1, 20, 8), Month("2031-06", 1, 0, 10, 0)),
    (Counted("The Mere Post", 3), Counted("", 1)),
    (Counted("Ferry", 2),),
    (Companion("r1", "Milo Roe", 2),),
    (Note("n1", "a1", NoteTarget.SPEAKER, "p1", "Really *she*?\n\nAsk.", NOON, NOON),),
)
STAY = Said(
    *("a1", "t1", "v1", "Vane", AttributionKind.DIRECT, "2031-05-04", "Ferry to stay", "The Mere Post"),
    *("The ferry\nwill stay.", "The ferry\nwill stay.", "said", "Ferry", "disputed", Span(3, 23), 0.94),
)
PAINT = replace(
    STAY, target_id="t2", kind=AttributionKind.INDIRECT, day="2031-06-01", words="=the pier needs paint", said=""
)
FORMS = list(SpeakerForm)


def exported(form: SpeakerForm, page: SpeakerPage = PAGE, said: tuple[Said, ...] = (STAY, PAINT)) -> str:
    return speaker_export(page, said, form, NOON)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_words_and_leads_to_the_passage(form: SpeakerForm) -> None:
    made = exported(form)
    assert "Vane" in made
    assert "will stay." in made
    assert "pressmark://article/a1?a=t1" in made
    assert made.endswith("\n")


@pytest.mark.parametrize("form", FORMS)
def test_somebody_who_said_nothing_has_a_page_too(form: SpeakerForm) -> None:
    assert (
        "Ada Vane" in exported(form, SpeakerPage(replace(SPEAKER, role="", aliases=(), first="", last="")))
        or form == "csv"
    )


def test_markdown_is_for_reading() -> None:
    made = exported(SpeakerForm.MARKDOWN)
    assert made.startswith(
        "# Ada Vane\n\nharbour master  \nAlso: Vane  \n3 statements, 1 quotation in 2 articles, 4 May"
    )
    where = "[Ferry to stay, The Mere Post](pressmark://article/a1?a=t1) · direct"
    assert f"### 4 May 2031\n\n- “The ferry will stay.”  \n  {where}" in made
    assert "- \\=the pier needs paint  \n" in made
    assert "> Really *she*?\n>\n> Ask.\n" in made
    assert "- harbour master (4 May 2031)\n  - [Ferry to stay](pressmark://article/a1), The Mere Post" in made


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(exported(SpeakerForm.CSV))))
    assert [row["words"] for row in rows] == ["The ferry\nwill stay.", "'=the pier needs paint"]
    assert (rows[0]["speaker"], rows[0]["confidence"], rows[0]["kind"]) == ("Vane", "0.94", "direct")
    assert [cell(f"{first}1") for first in "=+-@\t\r"] == [f"'{first}1" for first in "=+-@\t\r"]


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
def test_whatever_was_said_stays_in_its_cell(words: str) -> None:
    made = exported(SpeakerForm.CSV, PAGE, (replace(STAY, words=words),))
    (row,) = csv.DictReader(io.StringIO(made, newline=""))
    assert row["words"] in (words, f"'{words}")
    assert not row["words"].startswith(("=", "+", "-", "@", "\t", "\r"))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.sampled_from(["<script>x()</script>", "</style><b>", "&lt;", '"><img src=x onerror=y>', "Vane & Roe"]))
def test_a_page_of_html_runs_and_fetches_nothing(evil: str) -> None:
    page = replace(
        PAGE,
        speaker=replace(SPEAKER, name=evil, role=evil, aliases=(evil,)),
        roles=(RoleAt(evil, "", "", (replace(WHERE, title=evil),)),),
        outlets=(Counted(evil, 1),),
        companions=(Companion("x", evil, 1),),
        notes=(replace(PAGE.notes[0], text=evil),),
    )
    parser = _Elements()
    parser.feed(exported(SpeakerForm.HTML, page, (replace(STAY, words=evil, cue=evil, topic=evil, title=evil),)))
    assert not {tag for tag, _ in parser.seen} & {"script", "img", "iframe", "b", "link", "object"}
    assert all(facts["href"].startswith("pressmark://") for tag, facts in parser.seen if tag == "a" and facts["href"])
    assert parser.text.count(evil) >= 8


def test_json_has_all_of_it() -> None:
    record = json.loads(exported(SpeakerForm.JSON))
    assert (record["schema"], record["name"], record["outlets"]) == (1, "Ada Vane", {"The Mere Post": 3, "": 1})
    assert record["said"][0]["span"] == [3, 23]
    assert record["roles"][0]["articles"] == [{"id": "a1", "title": "Ferry to stay"}]


def test_a_terminal_is_told_no_tricks() -> None:
    assert "\x1b" not in exported(SpeakerForm.TEXT, PAGE, (replace(STAY, words="\x1b[2Jboo"),))
    assert speaker_line(SPEAKER).startswith("Ada Vane, harbour master: 3 statements, 1 quotation in 2 articles")

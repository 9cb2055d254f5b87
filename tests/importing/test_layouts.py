"""Plain texts as people have them: copied from a browser or an e-mail, agency copy, lines broken at a width, odd heads and feet."""

from __future__ import annotations

import textwrap

import pytest

from desktop_app.importing import read_document

TITLE = "Ferry line to keep its night boats"
ONE = (
    "The ferry line will keep its night boats through the winter, after islanders told the council that they could not "
    "do without them."
)
TWO = "“We listened, and we were wrong,” said Maren Solvik, who runs the line. “Nobody will be left on the quay.”"


def read(*paragraphs: str) -> tuple[list[str], dict[str, str]]:
    article = read_document("\n\n".join(paragraphs).encode(), "a.txt")
    found = article.metadata
    told = {"title": found.title, "byline": found.byline, "outlet": found.outlet, "published": found.published}
    return [str(block.kind) for block in article.blocks], {name: words for name, words in told.items() if words}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Maebh Scanlon, at Ballinrea Circuit Court", "Maebh Scanlon"),
        ("Phil Garrity at Kiln Lane", "Phil Garrity"),
        ("Maebh Scanlon and Phil Garrity in Port Verrin", "Maebh Scanlon and Phil Garrity"),
        ("Maebh Scanlon", "Maebh Scanlon"),
    ],
)
def test_a_byline_without_by_stands_under_the_headline_or_the_standfirst(line: str, names: str) -> None:
    assert read(TITLE, line, ONE, TWO) == (
        ["headline", "byline", "paragraph", "paragraph"],
        {"title": TITLE, "byline": names},
    )
    kinds, told = read(TITLE, "Crews and islanders had fought the cuts since the spring", line, ONE, TWO)
    assert (kinds[:4], told["byline"]) == (["headline", "standfirst", "byline", "paragraph"], names)
    marked = read_document(f"# {TITLE}\n\n{line}\n\n{ONE}\n\n{TWO}".encode(), "a.md")
    assert ([str(block.kind) for block in marked.blocks][:2], marked.metadata.byline) == (["headline", "byline"], names)


def test_the_outlet_may_stand_alone_above_the_headline() -> None:
    kinds, told = read("Calder City Ledger", TITLE, "By Maebh Scanlon", ONE, TWO)
    assert kinds == ["dateline", "headline", "byline", "paragraph", "paragraph"]
    assert told == {"title": TITLE, "byline": "Maebh Scanlon", "outlet": "Calder City Ledger"}
    assert read("Council Press", ONE)[0] == ["headline", "paragraph"]


def test_a_subhead_may_be_somebodys_words() -> None:
    kinds, _ = read(TITLE, ONE, TWO, "‘She smiled and filled her bottle’", ONE, "“Enough”", ONE, TWO)
    assert kinds == [
        "headline",
        "paragraph",
        "paragraph",
        "subhead",
        "paragraph",
        "paragraph",
        "paragraph",
        "paragraph",
    ]
    spoken, _ = read(TITLE, ONE, "“She smiled and filled her bottle.”", ONE)
    assert spoken == ["headline", "paragraph", "paragraph", "paragraph"]


def test_how_an_interview_was_edited_is_a_credit_at_head_and_foot() -> None:
    note = "This interview has been edited and condensed."
    assert read(TITLE, ONE, "Q: Why now?", f"A: {ONE}", note)[0] == ["headline", *["paragraph"] * 3, "credit"]
    assert read(TITLE, note, "Why now?", ONE, "Who pays?", TWO)[0] == [
        "headline", "credit", "subhead", "paragraph", "subhead", "paragraph",
    ]  # fmt: skip


def test_the_head_of_an_e_mail_is_no_headline() -> None:
    body = [textwrap.fill(paragraph, 72) for paragraph in (ONE, TWO, ONE)]
    kinds, told = read("From: Phil Garrity\nSubject: ferry", TITLE, *body)
    assert kinds == ["credit", "credit", "headline", "paragraph", "paragraph", "paragraph"]
    assert told["title"] == TITLE
    assert read("Subject: the ferry", ONE, TWO)[0][0] == "headline"


def test_agency_copy_and_lines_that_a_pdf_broke() -> None:
    agency = read(
        "FERRY KEEPS BOATS", "PORT VERRIN, March 3 (Tessel)", "By Maebh Scanlon", ONE, TWO, "(Editing by Phil Garrity)"
    )
    assert agency[0] == ["headline", "dateline", "byline", "paragraph", "paragraph", "credit"]
    opening = read("Ferry keeps boats", f"PORT VERRIN, March 3 (Tessel) - {ONE}", TWO)
    assert opening[0] == ["headline", "paragraph", "paragraph"]
    wrapped = "\n".join(textwrap.fill(paragraph, 62) for paragraph in (f"{ONE} {ONE}", TWO, ONE))
    assert read(f"{TITLE}\nBy Maebh Scanlon\n{wrapped}")[0] == ["headline", "byline", *["paragraph"] * 3]


def test_a_headline_may_be_a_sentence_where_a_byline_follows() -> None:
    assert read("We listened, and we were wrong!", "By Maebh Scanlon", ONE, TWO)[0][:2] == ["headline", "byline"]


def test_when_a_text_was_published_is_told_with_its_time() -> None:
    kinds, told = read(
        TITLE, "By Maebh Scanlon", "Published: 3 March 2026, 10:15", "Updated: 4 March 2026, 09:00", ONE, TWO
    )
    assert kinds == ["headline", "byline", "dateline", "dateline", "paragraph", "paragraph"]
    assert told["published"] == "2026-03-03"

"""Headline, byline, subheads, quotes, lists and credits of plain texts, Markdown and pages."""

from __future__ import annotations

import pytest

from desktop_app.domain.article import ImportedArticle
from desktop_app.importing import read_clipboard, read_document
from desktop_app.importing.languages import language_of
from desktop_app.importing.newspaper import byline_names, date_line, is_credit, iso_date, iso_timestamp
from tests.importing.damage import data

BODY = "The harbour council has dropped the tax that it had promised never to drop, after a night of talks."


def shape(article: ImportedArticle) -> list[tuple[str, str]]:
    return [(str(block.kind), block.span.of(article.text)[:28]) for block in article.blocks]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in shape(read_document(text.encode(), "a.txt"))]


def test_one_line_a_paragraph_with_subheads_and_a_credit() -> None:
    text = (
        f"Harbour tax dropped\n{BODY}\n{BODY}\nA week at the quay\n{BODY}\nWhat comes next?\n{BODY}\n"
        "Tessel’s Pell Ostrand contributed reporting."
    )
    found = kinds(text)
    assert found[:5] == ["headline", "paragraph", "paragraph", "subhead", "paragraph"]
    assert found[5:] == ["subhead", "paragraph", "credit"]


def test_the_head_of_an_article_is_named_and_read() -> None:
    text = (
        "Harbour tax dropped\n\nThe council gives in to the dockers after a week\n\nBy Hanne Dorval in Verrin\n\n"
        f"Verrin Courier, 3 March 2025\n\n{BODY}\n\n{BODY}"
    )
    article = read_document(text.encode(), "a.txt")
    assert [str(block.kind) for block in article.blocks] == [
        "headline", "standfirst", "byline", "dateline", "paragraph", "paragraph",
    ]  # fmt: skip
    found = article.metadata
    assert (found.title, found.byline, found.outlet) == ("Harbour tax dropped", "Hanne Dorval", "Verrin Courier")
    assert (found.published, found.language) == ("2025-03-03", "en")


def test_date_and_outlet_may_stand_above_the_headline() -> None:
    text = f"Verrin Courier, March 3, 2025\n\nHarbour tax dropped\n\nHanne Dorval, political editor\n\n{BODY}\n\n{BODY}"
    assert kinds(text)[:3] == ["dateline", "headline", "byline"]


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    wrapped = (
        "The harbour council has dropped the tax that it had promised never to\n"
        "drop, after a night of talks with the dockers’ union. Nobody in Verrin\n"
        "had thought that it would, and some had put money on it, as people on\n"
        "the islands do.\n"
    )
    text = f"Harbour tax dropped\nBy Hanne Dorval\n\n{wrapped}\nA week at the quay\n\n{wrapped}\n{wrapped}"
    assert kinds(text) == ["headline", "byline", "paragraph", "subhead", "paragraph", "paragraph"]
    indented = "Harbour tax dropped\n" + "".join(f"   {wrapped}" for _ in range(3))
    assert kinds(indented).count("paragraph") == 3


def test_interviews_are_paragraphs() -> None:
    text = f"A talk with Ilse Varga\n\nQ: Why now?\n\nA: {BODY}\n\nVARGA: It was time\n\nDORVAL: {BODY}"
    assert kinds(text) == ["headline", "paragraph", "paragraph", "paragraph", "paragraph"]


def test_quotes_and_lists_are_told_apart() -> None:
    lists = "- a loan\n- a fee\n\n1. first\n2. second"
    text = f"Harbour tax dropped\n\n{BODY}\n\n> {BODY}\n\n    {BODY}\n\n{lists}" + f"\n\n{BODY}" * 4
    assert kinds(text)[2:8] == ["blockquote", "blockquote", "list_item", "list_item", "list_item", "list_item"]


def test_a_text_that_begins_with_a_sentence_has_no_headline() -> None:
    assert kinds(f"{BODY}\n\n{BODY}") == ["paragraph", "paragraph"]
    assert kinds("One line only") == ["paragraph"]
    assert kinds(f"TAX DROPPED\n\nHanne Dorval\n\nVERRIN (Tessel News) —\n\n{BODY}") == [
        "headline", "byline", "dateline", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Hanne Dorval", "Hanne Dorval"),
        ("By Hanne Dorval and Pell Ostrand, political correspondents", "Hanne Dorval and Pell Ostrand"),
        ("BY HANNE DORVAL", "HANNE DORVAL"),
        ("Ilse van der Berg, Tessel correspondent", "Ilse van der Berg"),
        ("By Friday the council had met", ""),
        ("By Friday.", ""),
        ("Words: Pell Ostrand", "Pell Ostrand"),
    ],
)
def test_bylines(line: str, names: str) -> None:
    assert byline_names(line) == names


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("3 March 2025", "2025-03-03"),
        ("Published on Monday, March 3rd, 2025 at 10:15 a.m. GMT", "2025-03-03"),
        ("3 de marzo de 2025", "2025-03-03"),
        ("le 3 mars 2025", "2025-03-03"),
        ("2025-03-03T06:30:00+01:00", "2025-03-03T06:30:00+01:00"),
        ("31 February 2025", ""),
        ("03/04/2025", ""),
        ("soon", ""),
    ],
)
def test_dates(words: str, date: str) -> None:
    assert (iso_timestamp(words) or iso_date(words)) == date


def test_a_date_line_says_no_more_than_date_and_outlet() -> None:
    assert date_line("Updated: 3 March 2025, 10:15 GMT") == ("2025-03-03", "")
    assert date_line("The Verrin Courier | 03/04/2025") == ("03/04/2025", "The Verrin Courier")
    assert date_line("The council met on 3 March 2025 and then left") is None


def test_credits() -> None:
    assert is_credit("Additional reporting by Pell Ostrand; editing by Hanne Dorval")
    assert is_credit("This article was amended on 4 March 2025 to correct a name.")
    assert not is_credit("He contributed to the party.")


def test_markdown_is_read_with_its_front_matter() -> None:
    source = (
        "---\ntitle: Harbour tax dropped\nauthor:\n  - Hanne Dorval\n  - name: Pell Ostrand\ndate: 2025-03-03\n"
        "site: Verrin Courier\n"
        "url: https://courier.example/x\nlang: en\n---\n# Harbour tax *dropped*\n\nBy Hanne Dorval\n\n"
        + BODY
        + "\n\n## A week\n\n"
        "> Nobody asked [us](https://x.example).\n\n- a loan\n- a fee\n\n<script>alert(1)</script>\n\n<p onclick='x()'>raw</p>\n"
    )
    article = read_document(source.encode(), "a.md")
    assert shape(article) == [
        ("headline", "Harbour tax dropped"),
        ("byline", "By Hanne Dorval"),
        ("paragraph", BODY[:28]),
        ("subhead", "A week"),
        ("blockquote", "Nobody asked us."),
        ("list_item", "a loan"),
        ("list_item", "a fee"),
        ("paragraph", "raw"),
    ]
    found = article.metadata
    assert (found.title, found.byline, found.outlet) == (
        "Harbour tax dropped",
        "Hanne Dorval, Pell Ostrand",
        "Verrin Courier",
    )
    assert (found.published, found.address, found.language) == ("2025-03-03", "https://courier.example/x", "en")


def test_odd_markdown_is_still_read() -> None:
    broken = read_document(b"---\na: [b\n---\nSome words of a text.", "a.md")
    assert "front matter" in broken.remarks[0]
    assert read_document(b"---\n- a\n---\nSome words.", "a.md").text
    long = read_document(b"word " * 250_000, "a.md")
    assert "plain text" in long.remarks[0]
    crowded = read_document(b"[" * 100_000, "a.md")
    assert (len(crowded.text), len(crowded.remarks)) == (100_000, 1)


def test_a_saved_page_gives_its_article_and_what_it_says_of_itself() -> None:
    article = read_document(data("page.html").encode(), "page.html")
    assert [kind for kind, _ in shape(article)] == [
        "headline", "standfirst", "byline", "dateline", "paragraph", "paragraph", "subhead", "paragraph", "blockquote",
        "subhead", "paragraph", "list_item", "list_item", "paragraph", "credit",
    ]  # fmt: skip
    assert "“We read the figures again, and we saw that the dockers had said ‘no’ for a reason”" in article.text
    for word in ("cookies", "newsletter", "Most read", "Sport", "rights", "script", "Accept"):
        assert word not in article.text
    found = article.metadata
    assert (found.title, found.byline) == (
        "Harbour tax dropped after a night of talks",
        "Hanne Dorval and Pell Ostrand",
    )
    assert (found.outlet, found.published, found.language) == ("Verrin Courier", "2025-03-03T06:30:00+01:00", "en-GB")
    assert found.address == "https://courier.example/2025/03/harbour-tax"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (
            '<script type="application/ld+json">[{"@type":"NewsArticle","author":"A B","headline":["x y"]}]</script>',
            "byline",
            "A B",
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"A B"}}</script>',
            "byline",
            "A B",
        ),
        ('<script type="application/ld+json">{broken</script><meta name="author" content="By A B">', "byline", "A B"),
        (
            '<script type="application/ld+json">' + "[" * 9000 + "</script><meta name=author content='A B'>",
            "byline",
            "A B",
        ),
        (
            '<meta property="article:author" content="https://x.example/a"><meta name="byl" content="By A Be">',
            "byline",
            "A Be",
        ),
        ('<meta name="date" content="March 3, 2025">', "published", "2025-03-03"),
        ('<meta name="date" content="last week">', "published", "last week"),
        (
            '<link rel=canonical href="javascript:x"><meta property="og:url" content="https://x.example/y">',
            "address",
            "https://x.example/y",
        ),
        ('<link rel=canonical href="http://[x">', "address", ""),
        ("<title>A title that is long enough | Courier</title>", "title", "A title that is long enough"),
        ('<meta property="og:locale" content="de_AT">', "language", "de-AT"),
    ],
)
def test_metadata_of_pages(head: str, field: str, value: str) -> None:
    article = read_document(f"<html><head>{head}</head><body><p>{BODY}</p></body></html>".encode(), "a.html")
    assert getattr(article.metadata, field) == value


def test_a_page_that_is_hardly_an_article_is_read_plainly() -> None:
    page = (
        "<nav>Home</nav><main><h1>One</h1><table><tr><th>a<td>b</table><pre>x\n  y</pre><p>z<br><br>w</p>"
        "<blockquote>q<footer>who</footer></blockquote></main>"
    )
    article = read_document(page.encode(), "a.html")
    assert [words for _, words in shape(article)] == ["One", "a | b", "x\ny", "z", "w", "q", "who"]


def test_the_clipboards_html_is_preferred_where_it_holds_structure() -> None:
    rich = read_clipboard("One\nTwo words", "<h1>One</h1><p>Two <b>words</b></p>")
    assert shape(rich) == [("headline", "One"), ("paragraph", "Two words")]
    assert rich.original.media_type == "text/html"
    assert read_clipboard("plain words", "<span>plain words</span>").original.media_type == "text/plain"
    assert read_clipboard("", "<span>only here</span>").text == "only here"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", BODY),
        (
            "fr",
            "Le conseil du port a abandonné la taxe qu’il avait promis de ne pas abandonner, et les dockers sont dans la rue.",
        ),
        (
            "de",
            "Der Rat hat die Steuer nicht aufgegeben, und das ist für die Leute in der Stadt auch nicht von Bedeutung.",
        ),
        (
            "es",
            "El consejo no ha abandonado el impuesto que los trabajadores del puerto no querían, pero la ciudad está en paz.",
        ),
        (
            "ro",
            "Consiliul nu a renunțat la taxa pe care o are din anul trecut, și este sigur că nu mai sunt bani pentru port.",
        ),
        ("", "Ouagadougou Timbuktu Nairobi Kampala Lusaka Harare Maseru Mbabane Gaborone Windhoek"),
        ("", "too short"),
    ],
)
def test_languages_are_told_or_left_open(language: str, text: str) -> None:
    assert language_of(text) == language

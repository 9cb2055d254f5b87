"""Saved pages of many newsroom systems: the article whole and in order, and nothing that stands around it."""

from __future__ import annotations

import pytest

from desktop_app.importing import read_clipboard, read_document
from tests.importing.pages import BODY, DEK, FOREIGN, HEAD, PAGES, TITLE


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_its_headline_and_paragraphs_and_nothing_foreign(name: str) -> None:
    article = read_document(PAGES[name].encode(), "page.html")
    words = [(str(block.kind), block.span.of(article.text)) for block in article.blocks]
    assert words[0] == ("headline", TITLE)
    assert [text for kind, text in words if kind == "paragraph"] == list(BODY)
    assert [found for found in FOREIGN if found in article.text] == []
    if HEAD in PAGES[name]:
        assert ("subhead", HEAD) in words
    if DEK in PAGES[name]:
        assert ("standfirst", DEK) in words
    if "Maebh" in PAGES[name].partition("<body")[2] and name != "no h1":
        assert [kind for kind, text in words if "Maebh Scanlon" in text] == ["byline"]
    found = article.metadata
    assert (found.title, found.outlet) == (TITLE, "Calder City Ledger")
    assert found.byline in {"Maebh Scanlon and Phil Garrity", "Maebh Scanlon"}
    assert found.published[:10] == "2026-03-03"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_page_is_read_in_the_encoding_that_it_has(encoding: str) -> None:
    declared = {"cp1252": "windows-1252"}.get(encoding, "utf-8")
    page = PAGES["fusion"].replace("<meta charset=utf-8>", f"<meta charset={declared}>")
    article = read_document(page.encode(encoding), "page.html")
    assert all(paragraph in article.text for paragraph in BODY)


def test_a_quotation_that_the_text_does_not_hold_is_no_pull_quote() -> None:
    page = PAGES["boxes in the text"]
    article = read_document(page.encode(), "page.html")
    quotes = [block.span.of(article.text) for block in article.blocks if block.kind == "blockquote"]
    assert quotes == ["The boats stay!", "— Ferry Line (@ferry) March 3, 2026"]


BROWSER = (
    "<html><head><meta charset='utf-8'></head><body><!--StartFragment--><h1 style='color: rgb(0, 0, 0); font-size: 32px;'>"
    + TITLE
    + "</h1><p style='margin: 0'><span style='color:red'>"
    + BODY[0]
    + "</span></p><p>"
    + BODY[1]
    + "</p><!--EndFragment--></body></html>"
)
WORD_PROCESSOR = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta name=Generator content='Word 15'>"
    "<!--[if gte mso 9]><xml><o:p>settings</o:p></xml><![endif]--><style>p.MsoNormal{margin:0}</style></head><body lang=EN-GB>"
    "<!--StartFragment--><p class=MsoNormal><span lang=EN-GB style='mso-fareast-language:EN-US'>"
    + BODY[0]
    + "<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>"
    + BODY[1]
    + "<o:p></o:p></p><!--EndFragment--></body></html>"
)


def test_what_a_browser_copies_is_read_by_its_markup() -> None:
    article = read_clipboard(f"{TITLE}\n{BODY[0]}\n{BODY[1]}", BROWSER)
    assert [str(block.kind) for block in article.blocks] == ["headline", "paragraph", "paragraph"]
    assert article.text == "\n\n".join((TITLE, *BODY[:2]))


def test_what_a_word_processor_copies_is_read_without_its_settings() -> None:
    article = read_clipboard("\n".join(BODY[:2]), WORD_PROCESSOR)
    assert article.text == "\n\n".join(BODY[:2])


def test_a_single_link_or_nothing_but_a_wrapper_is_read_as_plain_text() -> None:
    link = "<meta charset='utf-8'><a href='https://ledger.example/x'>Ferry line</a>"
    assert read_clipboard("https://ledger.example/x", link).text == "https://ledger.example/x"
    plain = f"{TITLE}\n\nBy Maebh Scanlon\n\n{BODY[0]}\n\n{BODY[1]}"
    for wrapper in ("<div><a href='/x'>Ferry line</a></div>", f"<p>{TITLE}</p>", "<pre>x</pre>"):
        article = read_clipboard(plain, wrapper)
        assert article.original.media_type == "text/plain"
        assert [str(block.kind) for block in article.blocks][:2] == ["headline", "byline"]

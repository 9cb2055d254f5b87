"""Whatever is opened ends as a good page or a clear word; nothing is fetched."""

from __future__ import annotations

import random
import socket
import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.article import ImportedArticle
from desktop_app.domain.errors import CannotImport
from desktop_app.importing import SUFFIXES, read_clipboard, read_document
from tests.importing.damage import data


def assert_sound(article: ImportedArticle) -> None:
    """Storable text, and blocks that cover all of its words in order."""
    article.text.encode("utf-8")
    assert "\0" not in article.text
    assert "\r" not in article.text
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        assert not article.text[end : block.span.start].strip()
        end = block.span.end
    assert not article.text[end:].strip()
    assert all(repair.span.of(article.text) == repair.after for repair in article.repairs)


def zip_file() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \r\n\t ",
        b"\xef\xbb\xbf",
        "\xa0\u200b\u2028".encode(),
        b"<html><body><script>x</script></body></html>",
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\xff\xd8\xff\xe0",
        b"{\\rtf1 hello}",
        zip_file(),
        random.Random(1).randbytes(5000),
        b"\0" * 512 + b"ustar",
        b"\0\0\0\x20ftypmp42\0\0",
        b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\nx",
        b"x" * (64 * 1024 * 1024 + 1),
    ],
    ids=lambda content: repr(content[:12]),
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_what_is_no_article_is_refused_in_plain_words(content: bytes, name: str) -> None:
    if content.startswith(b"<html>") and name == "a.txt":
        return
    with pytest.raises(CannotImport) as error:
        read_document(content, name)
    assert error.value.what.endswith(".")
    assert error.value.kept == "Nothing was imported."
    assert error.value.advice


@given(
    content=st.binary(max_size=400),
    name=st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.xyz"]),
    repair=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_sound_article_or_a_clear_refusal(content: bytes, name: str, repair: bool) -> None:
    try:
        article = read_document(content, name, repair=repair)
    except CannotImport:
        return
    assert_sound(article)


TAGS = "<p>,</p>,<b>,</div>,<div>,<q>,</q>,<li>,<h1>,<h2>,<br>,<!--,-->,<td>,<pre>,<script>,&#0;,&amp;,<svg>,<![CDATA["
WORDS = "[a](,),**,`,# ,“,â,é,\u202e,\ufdd0,\x00,\x85,> ,- ,word ,\n,\n\n,---\n,a: b\n,<blockquote>,<?xml encoding='utf-16'?>"
MARKUP = st.sampled_from([tag for listed in (TAGS, WORDS) for tag in listed.split(",")] + ["Ã©", chr(0xD800)])


@given(parts=st.lists(MARKUP, max_size=40), name=st.sampled_from(["a.txt", "a.md", "a.html"]))
@settings(max_examples=250, deadline=None)
def test_any_heap_of_markup_gives_a_sound_article_or_a_clear_refusal(parts: list[str], name: str) -> None:
    try:
        article = read_document("".join(parts).encode("utf-8", "surrogatepass"), name)
    except CannotImport:
        return
    assert_sound(article)


@given(text=st.text(max_size=200), html=st.text(max_size=100))
@settings(max_examples=100, deadline=None)
def test_any_clipboard_gives_a_sound_article_or_a_clear_refusal(text: str, html: str) -> None:
    try:
        article = read_clipboard(text, f"<p>{html}</p>" if html else "")
    except CannotImport:
        return
    assert_sound(article)
    assert article.original.name == "clipboard"


@pytest.mark.parametrize("tags", ["<div>", "<b><div></b>", "<div></x>", "<table><tr><td>", "<a ", "<DIV\n>"])
def test_a_page_of_endless_depth_is_refused_at_once(tags: str) -> None:
    start = time.perf_counter()
    with pytest.raises(CannotImport, match="500 deep"):
        read_document((tags * 100_000 + "x").encode(), "a.html")
    assert time.perf_counter() - start < 1


def test_unclosed_paragraphs_and_items_are_not_depth() -> None:
    page = "<p>word<li>item<tr><td>cell<!-- <div> --><script>'<div>'</script><br>" * 120
    assert read_document(page.encode(), "a.html").text.startswith("word")


def test_a_line_of_five_megabytes_is_read_soon() -> None:
    line = (
        "The council’s answer, said “to be final”, wasn’t much of one, and nobody in the town had waited for it. "
        * 48_000
    )
    start = time.perf_counter()
    assert_sound(read_document(line.encode(), "a.txt"))
    assert time.perf_counter() - start < 6


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in ("page.html", "page.md"):
        source = data("page.html").replace("<body", "<base href='https://tracker.example/'><body")
        article = read_document(source.encode(), name)
        assert "script text" not in article.text
        assert "tracker" not in article.text
        assert "Harbour tax dropped" in article.text


def test_right_to_left_text_keeps_its_controls() -> None:
    text = "כותרת\n\n״לא״, אמר ראש העיר.\u202eevil\u202c ועוד."
    assert read_document(text.encode(), "a.txt").text == text


def test_the_suffixes_are_those_of_the_formats() -> None:
    assert {".txt", ".md", ".markdown", ".html", ".htm"} <= set(SUFFIXES)


def test_the_original_is_kept_by_its_bytes_without_its_folder() -> None:
    article = read_document(b"Title\n\nSome words.", "/home/reader/C:\\x\\a.txt")
    assert (article.original.name, article.original.data) == ("a.txt", b"Title\n\nSome words.")
    assert len(article.original.sha256) == 64


def test_a_file_without_a_suffix_is_told_by_its_content() -> None:
    assert read_document(b"<!DOCTYPE html><p>words of a page</p>", "page").original.media_type == "text/html"
    assert read_document(b"words of a text", "text").original.media_type == "text/plain"


def test_a_page_of_countless_cells_is_read_without_weighing_each_against_all() -> None:
    page = "<html><body><h1>Figures</h1><table><tr>" + "<td>7</td>" * 60_000 + "</tr></table></body></html>"
    assert read_document(page.encode(), "cells.html").text.startswith("Figures")


def test_a_few_bytes_for_programs_are_no_article() -> None:
    with pytest.raises(CannotImport, match="not a text"):
        read_document(b"\x01\x02\x03\x04\x05bin\xff", "tiny.txt")


def test_a_short_text_with_a_stray_nul_does_not_turn_into_another_script() -> None:
    data = b'Title\n\nHe said \xed\xa0\x80 \x00 hello "there" \xff\xfe\n'
    assert 'hello "there"' in read_document(data, "odd.txt").text

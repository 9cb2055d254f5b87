"""Words of others show literally in Markdown, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from desktop_app.exporting.escaping import excerpt, inline, web_address
from tests.exporting.plain import folded, seen
from tests.exporting.readings import foreign_text


@settings(deadline=None, max_examples=300)
@given(foreign_text)
def test_a_paragraph_shows_exactly_its_words(text: str) -> None:
    shown = seen(inline(text))
    assert folded(shown.words) == folded(text)
    assert shown.links == shown.images == shown.html == shown.headings == []
    assert shown.types <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}


@settings(deadline=None, max_examples=150)
@given(foreign_text, foreign_text)
def test_words_stay_literal_in_headings_lists_and_quotes(first: str, second: str) -> None:
    document = f"# A {inline(first)}\n\n- {inline(second)} [Open](pressmark://article/x)\n\n> {inline(first)}\n"
    shown = seen(document)
    assert shown.links == ["pressmark://article/x"]
    assert folded(shown.headings[0]) == folded(f"A {first}")
    assert folded("\n".join(shown.quotes)) == folded(first)
    assert shown.images == shown.html == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plain words, nothing to hide: 50% of it.", "Plain words, nothing to hide: 50% of it."),
        ("AT&T and R&D", "AT&T and R&D"),
        ("&copy; &#35;", "&amp;copy; &amp;\\#35;"),
        ("1. First", "1\\. First"),
        ("1984 was", "1984 was"),
        ("- a - b", "\\- a - b"),
        ("=== x", "\\=\\=\\= x"),
        ("a == b = c", "a \\=\\= b = c"),
        ("%%hidden%% 5%", "\\%\\%hidden\\%\\% 5%"),
        ("{{tp}} {% x %} {a}", "\\{\\{tp\\}\\} \\{\\% x \\%\\} {a}"),
        ("see https://ex.example and www.ex.example", "see https\\://ex.example and www\\.ex.example"),
        ("$5 to #2 @me ^x a|b", "\\$5 to \\#2 \\@me \\^x a\\|b"),
        ("<!-- x -->", "&lt;!-- x -->"),
        ("  a\n b\tc ", "a b c"),
        ("10\u00a0000", "10\u00a0000"),
        ("a\x00b\x1b[0m\ud800", "ab\\[0m"),
    ],
)
def test_only_what_would_act_is_escaped(text: str, shown: str) -> None:
    assert inline(text) == shown


@pytest.mark.parametrize(
    ("text", "closers"),
    [
        ("a \u202e b", "\u202c"),
        ("\u2067 x \u202a y", "\u202c\u2069"),
        ("\u2067 x \u2069", ""),
        ("\u202c x", ""),
        ("\u202a \u2069", "\u202c"),
    ],
)
def test_open_directions_are_closed_behind_the_words(text: str, closers: str) -> None:
    assert inline(text) == text.strip() + closers


def test_an_excerpt_says_when_more_follows() -> None:
    assert excerpt("one two  three", 3) == "one two three"
    assert excerpt("one two three four", 3) == "one two three …"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://ex.example/a?b=c#d", "https://ex.example/a?b=c#d"),
        ("HTTP://ex.example/(a)", "HTTP://ex.example/%28a%29"),
        ("https://ex.example/<é>", "https://ex.example/%3Cé%3E"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://ex.example/a b", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(address: str, shown: str) -> None:
    assert web_address(address) == shown

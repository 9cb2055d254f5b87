"""The reader's own Markdown: exactly as typed, but closed where it would swallow what follows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from desktop_app.exporting.note_headings import lowered
from desktop_app.exporting.reader_notes import guarded


@pytest.mark.parametrize(
    "note",
    [
        "Plain words with *emphasis*, [a link](https://ex.example) and `code`.",
        "# Heading\n\n- list\n  - inner\n\n> quote",
        "```py\nprint()\n```",
        "- item\n  ```\n  open only in the list",
        "> ```\n> open only in the quote",
        "    ``` indented code",
        "<details><summary>x</summary>y</details>",
        "<br><img src='x'>",
        "a </b> b",
        "100 %% of ` it ``",
        "`%%` and `$$`",
    ],
)
def test_a_note_that_closes_what_it_opens_stays_as_it_is(note: str) -> None:
    assert guarded(note, obsidian=False) == note
    assert guarded(f"\n{note}  \n\n", obsidian=False) == note


@pytest.mark.parametrize(
    ("note", "end"),
    [
        ("```\ncode", "\n```"),
        ("~~~~ x\n```", "\n~~~~"),
        ("````\n```", "\n````"),
        ("word\n<!-- x", "\n-->"),
        ("<pre>\n\n# x", "\n</pre>"),
        ("<script>\n\nx", "\n</script>"),
        ("<style>", "\n</style>"),
        ("<textarea>", "\n</textarea>"),
        ("<?php", "\n?>"),
        ("<!DOCTYPE html", "\n>"),
        ("<![CDATA[ x", "\n]]>"),
        ("<details>\n<summary>x</summary>", "\n\n</details>"),
        ("<div><p>x <b>y</p>", "\n\n</div>"),
        ("a <b>bold", "\n\n</b>"),
        ("<div/>", "\n\n</div>"),
    ],
)
def test_what_a_note_leaves_open_is_closed_below_it(note: str, end: str) -> None:
    assert guarded(note, obsidian=False) == note + end


@pytest.mark.parametrize(("note", "end"), [("a %% b", "\n%%"), ("$$ x", "\n$$"), ("a %% b %%", ""), ("`%%`", "")])
def test_comments_and_formulas_of_obsidian_are_closed_too(note: str, end: str) -> None:
    assert guarded(note, obsidian=True) == note + end


def test_a_note_cannot_hold_one_of_our_markers() -> None:
    for marker in ("<!-- pressmark:end notes -->", "  <!--pressmark:begin x -->"):
        shown = guarded(f"a\n{marker}\nb", obsidian=True)
        assert "pressmark:" not in shown
        assert shown.endswith("\nb")


def test_an_empty_note_is_nothing_and_odd_line_ends_become_plain() -> None:
    assert guarded(" \n\r\n ", obsidian=True) == ""
    assert guarded("a\r\nb\rc\0\ud800", obsidian=True) == "a\nb\nc\ufffd?"


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("# A", "### A"),
        ("#\tA #", "###\tA #"),
        ("## A\n### B\n\n# C", "#### A\n##### B\n\n### C"),
        ("# A\n##### B", "### A\n###### B"),
        ("### A\n#### B", "### A\n#### B"),
        ("> # A\n- # B\n1. x\n   ## C", "> ### A\n- ### B\n1. x\n   #### C"),
        ("Title\n===\nwords", "### Title\nwords"),
        ("Over two\\\n  lines #\n---", "### Over two lines \\#"),
        ("> Title\n> ===", "> ### Title"),
        ("#", "###"),
        (
            "```\n# code\n```\n\n    # code\n\n<pre>\n# A\n</pre>",
            "```\n# code\n```\n\n    # code\n\n<pre>\n# A\n</pre>",
        ),
        ("#tag and # no heading", "#tag and # no heading"),
        ("", ""),
    ],
)
def test_headings_go_down_together_and_their_words_stay(note: str, shown: str) -> None:
    assert lowered(note, 3) == shown
    assert lowered(shown, 3) == shown


_HEADING_PIECES = (
    *("# ", "## ", "#", "\n===", "\n---", "\n", "\n\n", "> ", "- ", "1. ", "```", "    "),
    *("word", "x #", "\\", "`", "*e*", "<b", ">", "<!--", "[a]: b", "\t"),
)


@settings(deadline=None, max_examples=250)
@given(st.lists(st.sampled_from(_HEADING_PIECES), max_size=12).map("".join))
def test_a_note_with_lowered_headings_says_what_was_typed(note: str) -> None:
    shown = lowered(note, 3)
    assert told(shown) == told(note)
    assert all(token.tag >= "h3" for token in MarkdownIt("commonmark").parse(shown) if token.type == "heading_open")


def told(markdown: str) -> list[tuple[str, str]]:
    """Every token with its words, but for the level of headings and for line ends."""
    return [
        (token.type, " ".join(("".join(map(_said, token.children or ())) or token.content).split()))
        for token in MarkdownIt("commonmark").parse(markdown)
    ]


def _said(child: Token) -> str:
    return " " if child.type in ("softbreak", "hardbreak") else child.content.replace("\n", " ")

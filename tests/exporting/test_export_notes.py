"""The reader's own Markdown: exactly as typed, but closed where it would swallow what follows."""

from __future__ import annotations

import pytest

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

"""Notes as HTML: what readers write looks right, what is hostile does nothing and takes no time."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desktop_app.ui.notes.preview import LONGEST, SCHEMES, Preview, render
from desktop_app.ui.theme import DARK

ALLOWED = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
PIECES = [
    "<script>", "</script>", "<img src=x>", "[a](", ")", "![", "javascript:", "> ", "- ", "    ", "```\n", "\n\n", "|", "<!--",
    "-->", "<a href=", "&#x6a;", "[^1]", "[^1]: ", "\\", "`", "**", "_", "<style>", "\x00", "\x02", "\x03", "1. ", "# ", "---\n",
    "<div>", "\ud800", "\u202e",
]  # fmt: skip
REPEATED = [
    "[", "*", "_a ", "> ", "`", "<a ", "<!--", "a\n=\n", "\\", "- x\n", "[a](b ", "    ", "a\n\n", "[[[[[[[[\n\n", "&",
    "| a | b |\n", "[^1]: x\n",
]  # fmt: skip


class Strict(HTMLParser):
    """Fails on any tag, attribute or address that a note must not hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in {"href", "title", "id", "start", "align"}, name
            if name == "href":
                address = (value or "").strip().lower()
                assert address.startswith("#") or address.split(":")[0] in SCHEMES, address


def check(markdown: str) -> str:
    made = render(markdown)
    parser = Strict()
    parser.feed(made)
    parser.close()
    return made


def test_what_readers_write_is_rendered() -> None:
    made = check(
        "# Head\n\nA **word**[^1] and [a page](https://example.org).\n\n"
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n```\ncode\n```\n\n[^1]: Foot."
    )
    for part in (
        "<h1>Head</h1>",
        "<strong>word</strong>",
        'href="https://example.org"',
        "<table>",
        "<code>code",
        "Foot.",
    ):
        assert part in made


@pytest.mark.parametrize(
    ("hostile", "never"),
    [
        ("<script>alert(1)</script>", "alert"),
        ("![x](http://tracker.example/a.png)", "tracker"),
        ("<img src=x onerror=alert(1)>", "onerror"),
        ("[x](javascript:alert(1))", "javascript"),
        ("[x](  JaVaScRiPt:alert(1))", "alert"),
        ("[x](file:///etc/passwd)", "passwd"),
        ("[x](../../secret)", "secret"),
        ("[x](//evil.example/a)", "evil"),
        ("<a href='data:text/html,x'>x</a>", "data:"),
        ("<iframe src=http://evil.example></iframe>", "evil"),
        ("<style>@import 'http://evil.example'</style>", "evil"),
        ("<div style='background:url(http://evil.example)'>x</div>", "evil"),
        ("<svg onload=alert(1)>", "alert"),
    ],
)
def test_what_is_hostile_is_gone(hostile: str, never: str) -> None:
    assert never not in check(hostile)


@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(PIECES)), max_size=25).map("".join))
def test_nothing_gets_through_whatever_is_typed(markdown: str) -> None:
    check(markdown)


@pytest.mark.parametrize("piece", REPEATED)
def test_time_is_bounded_whatever_is_repeated(piece: str) -> None:
    render("warm")
    begun = time.process_time()
    check((piece * LONGEST)[:LONGEST])
    assert time.process_time() - begun < 4  # a tenth of that on an idle machine


def test_deep_nesting_and_long_notes_are_shown_as_they_are_written() -> None:
    assert check("> " * 60 + "deep").startswith("<pre>")
    assert check("    " * 60 + "- deep").startswith("<pre>")
    shown = check("a<b" * LONGEST)
    assert shown.startswith("<pre>")
    assert shown.endswith("…</pre>")
    assert "a&lt;b" in shown


def test_the_preview_loads_nothing(qtbot: QtBot) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.set_theme(DARK)
    preview.show_markdown("![x](http://tracker.example/a.png) **yes** <img src='file:///etc/hostname'>")
    assert preview.toPlainText().strip() == "yes"
    assert preview.loadResource(2, QUrl("file:///etc/hostname")) == b""


class Opener(QObject):
    """Stands where the system would open an address."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString())


def test_links_are_followed_by_a_click_and_only_to_known_places(qtbot: QtBot) -> None:
    preview, opener = Preview(), Opener()
    qtbot.addWidget(preview)
    for scheme in ("https", "file"):
        QDesktopServices.setUrlHandler(scheme, opener, "take")  # type: ignore[arg-type]  # bytes are refused
    try:
        with qtbot.waitSignal(preview.link_requested) as asked:
            preview.anchorClicked.emit(QUrl("pressmark://article/abc?n=n1"))
        assert asked.args == ["pressmark://article/abc?n=n1"]
        preview.anchorClicked.emit(QUrl("https://example.org/page"))
        preview.anchorClicked.emit(QUrl("file:///etc/passwd"))
        preview.anchorClicked.emit(QUrl("#fn:1"))
        assert opener.opened == ["https://example.org/page"]
    finally:
        for scheme in ("https", "file"):
            QDesktopServices.unsetUrlHandler(scheme)


def test_headings_of_footnotes_lead_back() -> None:
    assert re.search(r'href="#fn:1"', check("a[^1]\n\n[^1]: b"))

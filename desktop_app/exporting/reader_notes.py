"""The reader's own Markdown inside a larger document: as typed (but for the level of its headings), yet closed in itself."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from desktop_app.exporting.note_headings import lowered

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SENTINEL = "pressmarkfollows"
_OPEN_FENCE = re.compile(r"^\s*(?:[>\-+*]\s*|\d+[.)]\s*)*(`{3,}|~{3,})")
_HTML_BLOCKS = {
    "<!--": "-->",
    "<script": "</script>",
    "<pre": "</pre>",
    "<style": "</style>",
    "<textarea": "</textarea>",
    "<?": "?>",
    "<![cdata[": "]]>",
    "<!": ">",
}
_OUR_MARKER = re.compile(r"^(\s*<!--\s*)pressmark:", re.MULTILINE)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


def guarded(note: str, *, obsidian: bool, top: int = 1) -> str:
    """The note without white space around it, its headings at level `top` or below (see `note_headings`); whatever it leaves
    open (a code fence, a comment, an element, in Obsidian also `%%` and `$$`) is closed in lines of its own below it. Lines
    that look like our markers lose that look."""
    text = (
        note.encode("utf-8", "replace")
        .decode("utf-8")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\0", "\ufffd")
    )
    text = _OUR_MARKER.sub(r"\1pressmark\\:", text).strip("\n").rstrip()
    if not text:
        return ""
    text = _with_blocks_closed(lowered(text, top))
    if obsidian:
        text = _with_pairs_closed(text)
    return _with_elements_closed(text)


def _with_blocks_closed(text: str) -> str:
    """What opens a block that runs to its end mark (CommonMark 4.5 fences, 4.6 HTML blocks 1–5) is found by asking a parser
    whether a paragraph after the note is still a paragraph."""
    if _stands_alone(text):
        return text
    fences = {match[1] for line in text.split("\n") if (match := _OPEN_FENCE.match(line))}
    lower = text.lower()
    blocks = sorted(
        (start for start in _HTML_BLOCKS if start in lower), key=lower.rfind, reverse=True
    )  # the last is open
    ends = (*sorted(fences, key=len, reverse=True), *(_HTML_BLOCKS[start] for start in blocks))
    closed = (f"{text}\n{end}" for end in ends)
    return next(filter(_stands_alone, closed), _fenced(text))


def _fenced(text: str) -> str:
    """The last resort, should nothing that is known close the text: every character of it still shows."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _stands_alone(text: str) -> bool:
    tokens = _parser().parse(f"{text}\n\n{_SENTINEL}\n")
    last = tokens[-3:]
    return (
        len(last) == 3
        and last[0].type == "paragraph_open"
        and last[0].level == 0
        and last[1].content == _SENTINEL
        and last[2].type == "paragraph_close"
    )


def _with_pairs_closed(text: str) -> str:
    words = "\n".join(
        child.content for token in _parser().parse(text) for child in token.children or () if child.type == "text"
    )
    for mark in ("%%", "$$"):
        if words.count(mark) % 2:
            text += f"\n{mark}"
    return text


def _with_elements_closed(text: str) -> str:
    """`<details>` and its kin that were left open would take the rest of the document into themselves."""
    html = _Elements()
    for token in _parser().parse(text):
        for item in (token, *(token.children or ())):
            if item.type in ("html_block", "html_inline"):
                html.feed(item.content)
    html.close()
    if not html.is_open:
        return text
    return text + "\n\n" + "".join(f"</{name}>" for name in reversed(html.is_open))


class _Elements(HTMLParser):
    """Keeps the names of the elements that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.is_open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # noqa: ARG002
        if tag not in _VOID and re.fullmatch(r"[a-z][a-z0-9-]*", tag):
            self.is_open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # HTML knows no self-closing element: `<div/>` opens one

    def handle_endtag(self, tag: str) -> None:
        if tag in self.is_open:
            while self.is_open.pop() != tag:
                pass


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")

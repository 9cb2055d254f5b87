"""The headings of a reader's note, moved below the section in which the note stands.

A note's “# My thoughts” would become a headline of the exported file, above its sections. So all headings of a note go down
together, as far as its highest needs; the words stay as typed, and so does the note in the library.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LOWEST = 6
_CONTAINERS = r"(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*"
_HASHES = re.compile(rf"^({_CONTAINERS})#{{1,6}}(?=[ \t]|$)")
_HARD_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\$")
_CLOSING_HASHES = re.compile(r"(?<=\s)(#+)$")


def lowered(note: str, top: int) -> str:
    """The note with every heading at level `top` or below; unchanged where all are. Its line ends must be `\\n`.

    Underlined headings, which have two levels only, become lines with `#`; words in code, comments and HTML are no headings.
    """
    tokens = _parser().parse(note)
    found = [
        (heading.map, int(heading.tag[1:]), heading.markup, words.content)
        for heading, words in pairwise(tokens)
        if heading.type == "heading_open" and heading.map
    ]
    step = top - min((level for _, level, _, _ in found), default=top)
    if step <= 0:
        return note
    lines = note.split("\n")
    for place, level, markup, content in reversed(found):
        hashes = "#" * min(LOWEST, level + step)
        first, after = place
        if markup.startswith("#"):
            lines[first] = _HASHES.sub(rf"\g<1>{hashes}", lines[first], count=1)
        else:
            lines[first:after] = [_as_one_line(lines[first], content, hashes)]
    return "\n".join(lines)


def _as_one_line(line: str, content: str, hashes: str) -> str:
    """An underlined heading, which may run over several lines, as one line with hashes."""
    *parts, last = [part.strip() for part in content.split("\n")]
    before = line[: line.index(parts[0] if parts else last)]
    words = " ".join([*(_HARD_BREAK.sub(r"\1", part) for part in parts), last])
    return f"{before}{hashes} " + _CLOSING_HASHES.sub(r"\\\1", words)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")

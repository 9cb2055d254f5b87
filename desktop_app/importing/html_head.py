"""The head of a page's article: which of its lines is the headline, and what around and between is none of the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.domain.article import BlockKind, Metadata
from desktop_app.importing import newspaper
from desktop_app.importing.draft import Piece

_NOT_LETTERS = re.compile(r"[\W_]+")
_LINE_MARKS = re.compile(r"\n| [|·•] ")
_OUTLET_MARKS = (" | ", " - ", " – ", " — ", " · ", " :: ")
_HEAD = {BlockKind.STANDFIRST, BlockKind.BYLINE, BlockKind.DATELINE}
_HEAD_PIECES = 12
_REPEATED = 15
"""Squeezed characters from which a quotation that stands in the text as well is a pull quote."""

_MOST_QUOTES = 100
"""Quotations of a page that are looked for in its text; articles have fewer, and the search takes time."""

_LONGEST_BOX = 200
_BOX = re.compile(
    r"(?:advertisement|ad|sponsored|(?:story|article) continues below(?: this| the)?(?: advertisement| ad)?|skip to .{1,40}"
    r"|share(?: (?:this|on) ?.{0,30})?|copy link|print|\d+ min(?:ute)?s?(?: read)?|\d+ comments?|listen to this (?:article|story).*"
    r"|most (?:read|popular|viewed)|related(?: (?:articles|stories|topics|content|links|coverage))?|you may also like"
    r"|trending(?: now)?|recommended(?: for you| stories)?|more (?:stories|from .{1,30}|on this(?: story)?)|read (?:more|next|also)"
    r"|comments|loading\W*|follow(?: us)?(?: on .{1,30})?:?|save|view (?:comments|gallery)|image source.*"
    r"|(?:read (?:more|next|also)|related(?: \w+)?|see also|more on this|watch|listen|don[’']t miss|follow)\s*:.+"
    r"|(?:sign up|subscribe|register|log in|create an account)\b"
    r"(?=.*\b(?:our|newsletter|letter|inbox|reading|e-?mail|access|see this|app|offer|updates|free)\b).+"
    r"|(?:photo(?:graph)?|picture|image|illustration|composite)s?(?: by| credit)?\s*:.+"
    r"|(?:this (?:video|content) (?:can(?:no|’|')t|is not available)|please enable javascript).*)",
    re.IGNORECASE,
)


def squeezed(words: str) -> str:
    """Letters and digits only, without case: what two readings of one line have in common."""
    return _NOT_LETTERS.sub("", words).casefold()


def without_outlet(title: str, outlet: str) -> str:
    """A title without “ | Verrin Courier” at its end or start."""
    name = squeezed(outlet)
    for mark in _OUTLET_MARKS if name else ():
        head, _, tail = title.rpartition(mark)
        if head and squeezed(tail) == name:
            return head.strip()
        head, _, tail = title.partition(mark)
        if tail and squeezed(head) == name:
            return tail.strip()
    return title


def with_headline(pieces: Sequence[Piece], stated: Metadata) -> list[Piece]:
    """The pieces from the headline on, which is the first; small lines that stood above it follow it.

    The headline is the line that the page states as its title, else its h1, else the stated title itself.
    """
    title, outlet = squeezed(stated.title), squeezed(stated.outlet)
    same = {index for index, piece in enumerate(pieces) if title and squeezed(piece.text) == title}
    marked = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind is BlockKind.HEADLINE and squeezed(piece.text) != outlet
    ]
    at = next((index for index in marked if index in same), None)
    if at is None:
        at = max(same) if same else marked[0] if marked else -1
    if at < 0:
        rest = [piece for piece in pieces if piece.kind is not BlockKind.HEADLINE or squeezed(piece.text) != outlet]
        return [Piece(BlockKind.HEADLINE, stated.title), *rest] if title else rest
    headline = replace(pieces[at], kind=BlockKind.HEADLINE)
    above = [piece for piece in pieces[:at][-_HEAD_PIECES:] if piece.kind in _HEAD]
    below = [
        replace(piece, kind=BlockKind.SUBHEAD) if piece.kind is BlockKind.HEADLINE else piece
        for index, piece in enumerate(pieces)
        if index > at and index not in same
    ]
    return [headline, *above, *below]


def with_lines_of_head_apart(pieces: Sequence[Piece]) -> list[Piece]:
    """A summary, byline and date that only line breaks or bars part become pieces of their own."""
    parted: list[Piece] = []
    for piece in pieces[:_HEAD_PIECES]:
        lines = _LINE_MARKS.split(piece.text)
        is_small = [newspaper.is_byline(line) or newspaper.is_date_line(line) for line in lines]
        if len(lines) > 1 and any(is_small):
            parted.extend(replace(piece, text=line) for line in lines if line.strip())
        else:
            parted.append(piece)
    parted.extend(pieces[_HEAD_PIECES:])
    return parted


def is_box(words: str) -> bool:
    """A line that the outlet says to its reader: advertisement, invitation to subscribe, link to another article."""
    first_line = words.partition("\n")[0]
    return len(words) <= _LONGEST_BOX and _BOX.fullmatch(first_line.strip()) is not None


def without_boxes(pieces: Sequence[Piece]) -> list[Piece]:
    """Leaves out boxes, and pull quotes, whose words the text itself has as well."""
    texts = [squeezed(piece.text) for piece in pieces]
    paragraphs = "\n".join(text for piece, text in zip(pieces, texts, strict=True) if piece.kind is BlockKind.PARAGRAPH)
    kept: list[Piece] = []
    quotes = 0
    for piece, text in zip(pieces, texts, strict=True):
        quotes += piece.kind is BlockKind.BLOCKQUOTE
        is_repeated = (
            piece.kind is BlockKind.BLOCKQUOTE
            and quotes <= _MOST_QUOTES
            and len(text) >= _REPEATED
            and text in paragraphs
        )
        is_foreign = piece.kind is not BlockKind.HEADLINE and is_box(piece.text)
        if not (is_repeated or is_foreign):
            kept.append(piece)
    return kept

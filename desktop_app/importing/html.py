"""Saved web pages: which of a page's blocks are the article, and what the page says of itself. Nothing is ever fetched.

trafilatura tells which text is the article; our own walk tells what that text looks like, because trafilatura drops the marks of
<q>, blockquotes and subheads, and cleans characters that the repair of encodings still needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.domain.article import BlockKind
from desktop_app.importing.draft import Draft, Piece
from desktop_app.importing.html_blocks import blocks_of, parse
from desktop_app.importing.html_metadata import metadata_of
from desktop_app.importing.newspaper import is_byline, is_date_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SUFFIXES = (".html", ".htm", ".xhtml")
MEDIA_TYPE = "text/html"

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_STRUCTURE = re.compile(r"<(?:p|h[1-6]|blockquote|li|br|div|q)\b", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W_]+")
_EXTRACTED_UP_TO = 2_000_000
_ENOUGH = 200
"""Squeezed characters of main text; with fewer, trafilatura has not understood the page."""

_HEAD = {BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.BYLINE, BlockKind.DATELINE}
_WITHIN = {BlockKind.SUBHEAD, BlockKind.BLOCKQUOTE}


def draft(source: str) -> Draft:
    """CannotImport if the page is nested too deep."""
    root = parse(source)
    if root is None:
        return Draft(())
    metadata = metadata_of(root)
    pieces = _main_part(root, source)
    return Draft(tuple(pieces), metadata)


def declared_encoding(data: bytes) -> str:
    """The charset of the first <meta> or the XML declaration, "" if there is none."""
    match = _CHARSET.search(data[:4096])
    name = (match[1] or match[2]).decode("ascii", "ignore").lower() if match else ""
    # HTML 5: a page that calls itself Latin-1 or ASCII is Windows-1252, and one that can be read this far is not UTF-16
    if name in {"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"}:
        return "cp1252"
    return "" if name.startswith(("utf-16", "utf-32")) else name


def has_structure(source: str) -> bool:
    """Whether HTML from a clipboard says more than its plain text would."""
    return bool(source) and _STRUCTURE.search(source) is not None


def reading_text(source: str) -> str:
    """All words of a fragment, a blank line between blocks."""
    root = parse(source)
    return "" if root is None else "\n\n".join(piece.text for piece in blocks_of(root))


def _main_part(root: HtmlElement, source: str) -> list[Piece]:
    pieces = blocks_of(root)
    chosen = _chosen(pieces, _extracted(root)) if len(source) <= _EXTRACTED_UP_TO else []
    plain = blocks_of(container) if (container := _container(root)) is not None else pieces
    if _weight(chosen) >= max(_ENOUGH, 0.3 * _weight(plain)):
        return chosen
    if container is not None and not any(piece.kind is BlockKind.HEADLINE for piece in plain):
        plain = [*(piece for piece in pieces if piece.kind is BlockKind.HEADLINE), *plain]
    return plain


def _weight(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _container(root: HtmlElement) -> HtmlElement | None:
    """The <article> or <main> that holds most of the text, if it holds a good part of it."""
    found = [*root.iter("article"), *root.iter("main")][:50]
    best = max(found, key=_length, default=None)
    return best if best is not None and _weight(blocks_of(best)) >= _ENOUGH else None


def _length(element: HtmlElement) -> float:
    """Characters of text under an element, counted by the parser's library: a page may hold thousands of articles."""
    counted = element.xpath("string-length()")
    return counted if isinstance(counted, float) else 0.0


def _extracted(root: HtmlElement) -> str:
    from copy import deepcopy

    import trafilatura
    from lxml import etree

    copy = deepcopy(root)
    etree.strip_tags(copy, "q")  # trafilatura would drop what is inside
    found = trafilatura.extract(copy, output_format="txt", include_comments=False, include_tables=True)
    return found or ""


def _chosen(pieces: Sequence[Piece], extracted: str) -> list[Piece]:
    """The pieces whose words are in the extracted text, and what stands at their head and between them."""
    lines = {_squeezed(line) for line in extracted.split("\n")}
    whole = _squeezed(extracted)
    kept = [
        bool(words := _squeezed(piece.text)) and (words in lines or (len(words) >= 30 and words in whole))
        for piece in pieces
    ]
    if not any(kept):
        return []
    first = next((i for i, piece in enumerate(pieces) if kept[i] and piece.kind not in _HEAD), kept.index(True))
    last = len(kept) - 1 - kept[::-1].index(True)
    headline = next((i for i, piece in enumerate(pieces) if piece.kind is BlockKind.HEADLINE), len(pieces))
    for index, piece in enumerate(pieces):
        if headline <= index < first or index == headline:
            kept[index] = kept[index] or piece.kind in _HEAD or is_byline(piece.text) or is_date_line(piece.text)
        elif first < index < last and piece.kind in _WITHIN:
            kept[index] = kept[index] or piece.kind is BlockKind.BLOCKQUOTE or kept[index + 1]
    return [piece for piece, is_kept in zip(pieces, kept, strict=True) if is_kept]


def _squeezed(words: str) -> str:
    return _NOT_LETTERS.sub("", words).casefold()

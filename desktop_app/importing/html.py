"""Saved web pages: which of a page's blocks are the article, and what the page says of itself. Nothing is ever fetched.

trafilatura tells which text is the article; our own walk tells what that text looks like, because trafilatura drops the marks of
<q>, blockquotes and subheads, and cleans characters that the repair of encodings still needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.domain.article import BlockKind, Metadata
from desktop_app.importing.draft import Draft, Piece
from desktop_app.importing.html_blocks import blocks_of, parse
from desktop_app.importing.html_head import squeezed, with_headline, with_lines_of_head_apart, without_boxes
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
_EXTRACTED_UP_TO = 2_000_000
_EXTRACTED_ELEMENTS = 20_000
"""No article has more; trafilatura is quadratic in the cells of a table."""
_ENOUGH = 200
"""Squeezed characters of main text; with fewer, trafilatura has not understood the page."""

_SUMMARY = 400
_HEAD = {BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.BYLINE, BlockKind.DATELINE}
_WITHIN = {BlockKind.SUBHEAD, BlockKind.BLOCKQUOTE}


def draft(source: str) -> Draft:
    """CannotImport if the page is nested too deep."""
    root = parse(source)
    if root is None:
        return Draft(())
    metadata = metadata_of(root)
    pieces = without_boxes(_main_part(root, source, metadata))
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


def _main_part(root: HtmlElement, source: str, stated: Metadata) -> list[Piece]:
    pieces = with_lines_of_head_apart(with_headline(blocks_of(root), stated))
    is_plausible = len(source) <= _EXTRACTED_UP_TO and sum(1 for _ in root.iter()) <= _EXTRACTED_ELEMENTS
    chosen = _chosen(pieces, _extracted(root)) if is_plausible else []
    container = _container(root)
    plain = pieces if container is None else with_lines_of_head_apart(with_headline(blocks_of(container), stated))
    if _weight(chosen) >= max(_ENOUGH, 0.3 * _weight(plain)):
        return chosen
    if container is not None and plain and pieces and plain[0].kind is not BlockKind.HEADLINE:
        plain = [*(piece for piece in pieces[:1] if piece.kind is BlockKind.HEADLINE), *plain]
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
    lines = {squeezed(line) for line in extracted.split("\n")}
    whole = squeezed(extracted)
    kept = [
        bool(words := squeezed(piece.text)) and (words in lines or (len(words) >= 30 and words in whole))
        for piece in pieces
    ]
    if not any(kept):
        return []
    first = next((i for i, piece in enumerate(pieces) if kept[i] and piece.kind not in _HEAD), kept.index(True))
    last = len(kept) - 1 - kept[::-1].index(True)
    for index, piece in enumerate(pieces):
        if index < first:
            kept[index] = piece.kind in _HEAD or is_byline(piece.text) or is_date_line(piece.text)
            # a summary over the byline is not main text to trafilatura
            kept[index] = kept[index] or (index == 1 and is_byline(pieces[2].text) and len(pieces[1].text) <= _SUMMARY)
        elif index < last and piece.kind in _WITHIN:
            kept[index] = kept[index] or piece.kind is BlockKind.BLOCKQUOTE or kept[index + 1]
        elif index < last and piece.place and piece.place == pieces[index - 1].place and kept[index - 1]:
            kept[index] = kept[index] or any(
                kept[later] and pieces[later].place == piece.place
                for later in range(index + 1, min(last, index + 6) + 1)
            )
    return [piece for piece, is_kept in zip(pieces, kept, strict=True) if is_kept]

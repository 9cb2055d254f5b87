"""From bytes or a clipboard to an article: which format it is, and the steps that every format goes through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Protocol

from desktop_app.domain.article import Block, BlockKind, ImportedArticle, Metadata, Original
from desktop_app.domain.spans import Span, trimmed
from desktop_app.importing import html, markdown_text, text
from desktop_app.importing.decoding import Decoded, decode
from desktop_app.importing.draft import Draft
from desktop_app.importing.languages import language_of
from desktop_app.importing.normalising import remarks_on
from desktop_app.importing.repair import Mended, has_lost_marks, mend, mend_line
from desktop_app.importing.sniffing import is_html, no_text, refuse_binary, refuse_what_is_no_text
from desktop_app.importing.structure import Structure, find_structure, name_small_lines

_NO_CHARACTER = re.compile(r"[\0\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


class Format(Protocol):
    """What a module must have to be a format; a further format is one module more in the table below."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]: ...
    @property
    def MEDIA_TYPE(self) -> str: ...
    def draft(self, source: str) -> Draft: ...
    def declared_encoding(self, data: bytes) -> str: ...


_FORMATS: tuple[Format, ...] = (text, markdown_text, html)

SUFFIXES: tuple[str, ...] = tuple(suffix for each in _FORMATS for suffix in each.SUFFIXES)
"""Ends of file names that are read, lower case, with the dot."""


def read_document(data: bytes, name: str, *, repair: bool = True, encoding: str | None = None) -> ImportedArticle:
    """Reads a file's bytes. The format is told by the suffix of `name`, else by the content.

    repair: whether damaged characters are restored. encoding: the reader's choice; None finds it out.
    CannotImport, in words for the reader: empty, binary, too large, nested too deep, or without any text.
    """
    refuse_what_is_no_text(data)
    format_ = _format_of(data, name)
    decoded = decode(data, encoding=encoding, declared=format_.declared_encoding(data))
    if not decoded.encoding.startswith(("utf-16", "utf-32")):
        refuse_binary(data)
    original = Original(data, _storable_name(name), format_.MEDIA_TYPE, decoded.encoding)
    return _article(format_, decoded, original, repair=repair)


def _storable_name(name: str) -> str:
    """The last part of a path. A name that is no UTF-8, as old disks hold it, must not keep its text from being imported."""
    return _NO_CHARACTER.sub("\ufffd", PurePath(name.replace("\\", "/")).name or name)


def read_clipboard(plain: str, html_source: str = "", *, repair: bool = True) -> ImportedArticle:
    """Reads what was copied; the HTML is preferred where it holds structure. CannotImport as for files."""
    format_: Format = html if html.has_structure(html_source) and _says_as_much(html_source, plain) else text
    source = html_source if format_ is html else plain or html.reading_text(html_source)
    data = source.encode("utf-8", "surrogatepass")
    refuse_what_is_no_text(data)
    original = Original(data, "clipboard", format_.MEDIA_TYPE, "utf-8")
    return _article(format_, Decoded(source, "utf-8"), original, repair=repair)


def _says_as_much(html_source: str, plain: str) -> bool:
    """Some programs hand over only a link or a wrapper as HTML, and the words as plain text alone."""
    return len(_SPACE.sub("", html.reading_text(html_source))) >= 0.5 * len(_SPACE.sub("", plain))


def _format_of(data: bytes, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    for each in _FORMATS:
        if suffix in each.SUFFIXES:
            return each
    return html if is_html(data) else text


def _article(format_: Format, decoded: Decoded, original: Original, *, repair: bool) -> ImportedArticle:
    draft = format_.draft(decoded.text)
    mended = mend([piece.text for piece in draft.pieces], repair=repair)
    if not _VISIBLE.search(mended.text):
        raise no_text()
    structure = _structure(draft, mended)
    stated = _mended_metadata(draft.metadata, repair=repair, is_damaged=has_lost_marks(mended.repairs))
    metadata = _filled(stated, structure.metadata)
    if not metadata.language:
        metadata = replace(metadata, language=language_of(mended.text))
    told = remarks_on(mended.unshowable, mended.soft_hyphens, mended.text.count("\ufffd"))
    return ImportedArticle(
        metadata=metadata,
        text=mended.text,
        blocks=structure.blocks,
        repairs=mended.repairs,
        original=original,
        repaired=repair,
        remarks=(*decoded.remarks, *draft.remarks, *told),
    )


def _structure(draft: Draft, mended: Mended) -> Structure:
    kinds = [piece.kind for piece in draft.pieces]
    if None in kinds:
        return find_structure(mended.text)
    pairs: list[tuple[BlockKind, Span]] = []
    for kind, span in zip(kinds, mended.spans, strict=True):
        inner = trimmed(mended.text, span)
        if kind is not None and inner.length:
            pairs.append((kind, inner))
    return _marked_up(pairs, mended.text)


def _marked_up(pairs: Sequence[tuple[BlockKind, Span]], whole: str) -> Structure:
    kinds, metadata = name_small_lines([(kind, span.of(whole)) for kind, span in pairs])
    title = next((span.of(whole) for kind, span in pairs if kind is BlockKind.HEADLINE), "")
    blocks = tuple(Block(kind, span) for kind, (_, span) in zip(kinds, pairs, strict=True))
    return Structure(blocks, replace(metadata, title=" ".join(title.split())))


def _mended_metadata(metadata: Metadata, *, repair: bool, is_damaged: bool) -> Metadata:
    def mended(words: str) -> str:
        return mend_line(words, repair=repair, is_damaged=is_damaged)

    return Metadata(
        title=mended(metadata.title),
        byline=mended(metadata.byline),
        outlet=mended(metadata.outlet),
        published=mended(metadata.published),
        address=mend_line(metadata.address, repair=False),
        language=metadata.language,
    )


def _filled(stated: Metadata, found: Metadata) -> Metadata:
    """What the format states; where it is silent, what the words say."""
    return Metadata(
        title=stated.title or found.title,
        byline=stated.byline or found.byline,
        outlet=stated.outlet or found.outlet,
        published=stated.published or found.published,
        address=stated.address or found.address,
        language=stated.language or found.language,
    )

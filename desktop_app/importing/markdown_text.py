"""Markdown: front matter becomes metadata; the text goes through Python-Markdown and the same walk as a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.domain.article import Metadata
from desktop_app.importing import newspaper
from desktop_app.importing.draft import Draft, Piece
from desktop_app.importing.html_blocks import blocks_of, parse

SUFFIXES = (".md", ".markdown")
MEDIA_TYPE = "text/markdown"

_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$\r?\n?", re.DOTALL | re.MULTILINE
)
_LARGEST = 1_000_000
_LONGEST_FRONT = 100_000
_LONGEST_BLOCK, _MOST_MARKS = 100_000, 2_000
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_MARK = re.compile(r"[\[\]*_`<>&!\\(]")
_FIELDS = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline", "by"),
    "outlet": ("site", "outlet", "publication", "publisher", "source", "website"),
    "published": ("date", "published", "pubdate", "publish_date", "date_published"),
    "address": ("url", "link", "canonical", "canonical_url", "source_url", "address"),
    "language": ("lang", "language"),
}


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    metadata: Metadata
    body: str
    remarks: tuple[str, ...] = ()


def draft(source: str) -> Draft:
    """CannotImport if raw HTML in the text is nested too deep."""
    front = _front_matter(source)
    if _is_too_much(front.body):
        told = "The file is too large or too crowded with marks for its Markdown to be read; it is shown as plain text."
        return Draft((Piece(None, front.body),), front.metadata, (*front.remarks, told))
    pieces = _pieces(front.body)
    if pieces is None:
        told = "The Markdown is nested too deep to be read; it is shown as plain text."
        return Draft((Piece(None, front.body),), front.metadata, (*front.remarks, told))
    return Draft(tuple(pieces), front.metadata, front.remarks)


def _is_too_much(body: str) -> bool:
    """The Markdown library needs more than linear time for long paragraphs that are full of brackets, stars and the like."""
    if len(body) > _LARGEST:
        return True
    return any(
        len(block) > _LONGEST_BLOCK or len(_MARK.findall(block)) > _MOST_MARKS for block in _BLANK_LINE.split(body)
    )


def declared_encoding(data: bytes) -> str:
    """Markdown has no place to name its encoding."""
    del data
    return ""


def _pieces(body: str) -> list[Piece] | None:
    """The blocks of the text; None if its own nesting is too deep for the Markdown library."""
    import markdown

    try:
        page = markdown.markdown(body, extensions=["tables", "footnotes", "sane_lists", "fenced_code"])
    except RecursionError:
        return None
    root = parse(page)
    return [] if root is None else blocks_of(root)


def _front_matter(source: str) -> _FrontMatter:
    match = _FRONT_MATTER.match(source[:_LONGEST_FRONT])
    if match is None:
        return _FrontMatter(Metadata(), source.removeprefix("\ufeff"))
    import yaml

    try:
        loaded = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        told = "The front matter could not be read; it is shown as text."
        return _FrontMatter(Metadata(), source, (told,))
    if not isinstance(loaded, dict):
        return _FrontMatter(Metadata(), source)
    values = {str(key).lower(): value for key, value in loaded.items()}
    found = {field: _first(values, keys) for field, keys in _FIELDS.items()}
    found["published"] = newspaper.iso_timestamp(found["published"]) or found["published"]
    return _FrontMatter(Metadata(**found), source[match.end() :])


def _first(values: dict[str, object], keys: tuple[str, ...]) -> str:
    return next((words for key in keys if (words := _words(values.get(key)))), "")


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(words for each in value[:20] if (words := _words(each)))
    if isinstance(value, dict):
        return _words(value.get("name"))
    return "" if value is None else " ".join(str(value).split())[:400]

"""Articles and the immutable texts (revisions) that they have."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.spans import Span


class BlockKind(StrEnum):
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    """A line of its own; a dateline that opens a paragraph stays part of that paragraph."""
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    BLOCKQUOTE = "blockquote"
    LIST_ITEM = "list_item"
    CREDIT = "credit"
    """“… contributed reporting.”, agency lines, corrections at the foot."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like unit. Blocks of a revision are in order and do not overlap; only white space lies between them."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Repair:
    """One damaged stretch that was restored: `span` in the repaired text now holds `after`, where `before` stood."""

    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the article says of itself. Unknown values are empty strings; `published` is ISO 8601 where it could be read,
    else the words of the page; `language` is a BCP 47 tag."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: str = ""
    address: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes as they arrived, before anything was decoded. `name` is a file name or “clipboard”, never a path."""

    data: bytes = field(repr=False)
    name: str
    media_type: str
    encoding: str = ""
    sha256: str = ""

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """What importing makes of some bytes; nothing of it is stored yet.

    text: normalised (NFC, "\\n" line ends, no NUL, lone surrogate, BOM, U+2028/2029 or non-character); its offsets hold for ever.
    repaired: whether damaged characters were restored (the reader can switch that off).
    remarks: plain sentences about anything that was dropped or guessed ("3 characters could not be read …").
    """

    metadata: Metadata
    text: str
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]
    original: Original
    repaired: bool = True
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One immutable text of an article. A text read with repair and one without are two revisions of the same original."""

    id: str
    article_id: str
    number: int
    text: str = field(repr=False)
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]
    repaired: bool
    remarks: tuple[str, ...]
    original_sha256: str
    original_name: str
    media_type: str
    encoding: str
    made_at: datetime

    @property
    def text_sha256(self) -> str:
        return text_sha256(self.text)


@dataclass(frozen=True, slots=True)
class Article:
    """What was imported. `revision_id` is the revision that is shown; all others stay readable."""

    id: str
    metadata: Metadata
    revision_id: str
    imported_at: datetime
    position: int = 0
    """Where the reader left off: a code point of the shown revision."""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """A row of the library list; counts are of the shown revision."""

    id: str
    title: str
    outlet: str
    published: str
    imported_at: datetime
    quotations: int = 0
    speakers: int = 0
    highlights: int = 0
    notes: int = 0
    is_analysed: bool = True
    byline: str = ""
    is_starred: bool = False
    is_unread: bool = False


def text_sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

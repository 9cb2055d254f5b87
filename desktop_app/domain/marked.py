"""What the reader marked or wrote, of whatever article: one row of the view of all notes and highlights, and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.links import Link

PAGE = 200
"""Rows that are loaded at a time."""


class MarkedKind(StrEnum):
    """What is asked for: everything, what has a note, highlights without one."""

    ALL = "all"
    WITH_NOTE = "with note"
    WITHOUT_NOTE = "without note"


@dataclass(frozen=True, slots=True)
class MarkedQuery:
    """All of it must fit. Empty fields ask for nothing.

    colour, article: ids. tag: its name. speaker: a part of the name, in whatever case, of somebody who says the passage, or of
    whom the note is. words: each must occur in the passage, the note, the title or the tags. since, until: when it was changed
    last, `until` itself left out. limit: rows at most, None for all; offset: rows that are passed over.
    """

    colour: str = ""
    tag: str = ""
    speaker: str = ""
    article: str = ""
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    kind: MarkedKind = MarkedKind.ALL
    limit: int | None = PAGE
    offset: int = 0

    @property
    def is_narrowed(self) -> bool:
        """Whether anything at all could be left out."""
        texts = (self.colour, self.tag, self.speaker.strip(), self.article, self.words.strip())
        return any(texts) or self.since is not None or self.until is not None or self.kind is not MarkedKind.ALL


@dataclass(frozen=True, slots=True)
class Marked:
    """A highlight with or without a note, or a note on something else.

    highlight_id, colour_id, colour_name, hue: empty where it is no highlight. colour_number: the colour's key, from 1; 0 for none,
    and for a colour that is archived. note_id, note: empty where there is no note. passage: its words, empty for a note on the
    article.
    """

    article_id: str
    article_title: str
    target: NoteTarget
    passage: str
    changed_at: datetime
    highlight_id: str = ""
    colour_id: str = ""
    colour_name: str = ""
    hue: str = ""
    colour_number: int = 0
    tags: tuple[str, ...] = ()
    note_id: str = ""
    note: str = ""

    @property
    def address(self) -> str:
        """The pressmark:// address of its place."""
        if self.highlight_id:
            return str(Link(self.article_id, "highlight", self.highlight_id))
        if self.target is NoteTarget.ARTICLE:
            return str(Link(self.article_id))
        return str(Link(self.article_id, "note", self.note_id))

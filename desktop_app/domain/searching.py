"""What a search finds in the library, and how much of it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.links import Link
from desktop_app.domain.spans import Span

NEWEST = 2000
"""Hits that are ranked while the reader types: the newest."""
SHOWN_TYPING = 20
SHOWN = 500
"""Hits that are handed out after Enter, at most."""


class HitKind(StrEnum):
    ARTICLE = "article"
    NOTE = "note"
    STATEMENT = "statement"
    CLAIM = "claim"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that fits. target_id: of the note, attribution, claim or speaker; “” for an article.

    snippet: some words of it on one line, and `marks`, where the words that were looked for stand in it. span: of the first of
    them in the shown text of the article, None where they are not in it (a title, a note). speaker: who says it; “” where nobody
    does. status: of a claim.
    """

    kind: HitKind
    article_id: str
    title: str
    outlet: str
    published: str
    target_id: str = ""
    speaker: str = ""
    status: str = ""
    snippet: str = ""
    marks: tuple[Span, ...] = ()
    span: Span | None = None
    title_marks: tuple[Span, ...] = ()

    @property
    def target(self) -> tuple[str, str] | None:
        """Kind and id as links have them; None for an article."""
        if self.kind is HitKind.ARTICLE:
            return None
        return ("attribution" if self.kind is HitKind.STATEMENT else self.kind.value), self.target_id

    @property
    def address(self) -> str:
        """The pressmark:// address of its place."""
        if self.target is not None:
            return str(Link(self.article_id, *self.target))
        return str(Link(self.article_id, span=self.span))


@dataclass(frozen=True, slots=True)
class Answer:
    """hits: the best, best first. total: how many there are; is_part: of the newest `NEWEST` hits only, there may be more."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_part: bool = False

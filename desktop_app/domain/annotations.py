"""What the reader adds: highlights, notes, corrections. Never overwritten by any analysis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.spans import Span

CONTEXT = 32
"""Characters of prefix and suffix that an anchor keeps (W3C Web Annotation, TextQuoteSelector)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that can be found again when offsets have moved: its words and what stood around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def anchor_of(text: str, span: Span) -> Anchor:
    return Anchor(span.of(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT])


@dataclass(frozen=True, slots=True)
class HighlightColour:
    """A colour with a meaning. `hue` names a pair of light and dark values of the theme (yellow, green, blue, red, violet)."""

    id: str
    name: str
    hue: str
    position: int


@dataclass(frozen=True, slots=True)
class Highlight:
    id: str
    article_id: str
    revision_id: str
    span: Span
    anchor: Anchor
    colour_id: str
    tags: tuple[str, ...]
    created_at: datetime
    changed_at: datetime


class NoteTarget(StrEnum):
    ARTICLE = "article"
    HIGHLIGHT = "highlight"
    ATTRIBUTION = "attribution"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Note:
    """Markdown, exactly as the reader typed it. `target_id` is the id of the article, highlight, attribution or speaker."""

    id: str
    article_id: str
    target: NoteTarget
    target_id: str
    text: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """The reader's word on a finding. `field` is what was changed (“speaker”, “content”, “status”, “rejected” …), `before` and
    `after` are JSON. The anchor lets it be attached again to the findings of a later engine."""

    id: str
    article_id: str
    revision_id: str
    target: str
    target_id: str
    span: Span
    anchor: Anchor
    field: str
    before: str
    after: str
    made_at: datetime

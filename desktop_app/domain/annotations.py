"""What the reader adds: highlights, notes, corrections. Never overwritten by any analysis."""

from __future__ import annotations

import re
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


class Pattern(StrEnum):
    """How the line under a highlight is drawn, so that colours can be told apart by more than their colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DOUBLE = "double"
    WAVY = "wavy"


@dataclass(frozen=True, slots=True)
class OwnHue:
    """A hue of the reader's: the colour of a highlight's edge on a light and on a dark page (“#rrggbb”), and its pattern.
    Written “#rrggbb #rrggbb PATTERN”."""

    light: str
    dark: str
    pattern: Pattern

    def __str__(self) -> str:
        return f"{self.light} {self.dark} {self.pattern.value}"


_OWN_HUE = re.compile(rf"(#[0-9a-f]{{6}}) (#[0-9a-f]{{6}}) ({'|'.join(Pattern)})")


def own_hue(hue: str) -> OwnHue | None:
    """The hue of the reader's that is written so; None for the name of a hue of the theme, and for anything else."""
    match = _OWN_HUE.fullmatch(hue.lower())
    return OwnHue(match[1], match[2], Pattern(match[3])) if match else None


@dataclass(frozen=True, slots=True)
class HighlightColour:
    """A colour with a meaning. `hue` names a hue of the theme (yellow, green, blue, red, violet) or is an `OwnHue` in writing.
    An archived colour is not offered any more; highlights that have it keep it."""

    id: str
    name: str
    hue: str
    position: int
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class Recolouring:
    """Highlights, of whatever articles and also in the bin, that have one colour from now on: what merging colours does.
    Nothing else of them is touched, so that it can be undone after they were changed otherwise."""

    id: str
    highlight_ids: tuple[str, ...]
    colour_id: str


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
    CLAIM = "claim"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Note:
    """Markdown, exactly as the reader typed it. `target_id` is the id of what it is written on."""

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

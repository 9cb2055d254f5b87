"""What an attribution rests on: its source, its cue, the mentions that the source goes back to, what found it. Without Qt."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto

from desktop_app.domain.findings import Attribution, Mention, MentionKind, Speaker
from desktop_app.domain.spans import Span, hull

_LONGEST = 80


class Told(Enum):
    """How the text tells who speaks."""

    BY_NAME = auto()
    BY_PRONOUN = auto()
    BY_DESCRIPTION = auto()
    BY_CONTEXT = auto()
    """No source stands with the statement: it goes on with somebody's words."""
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an attribution rests on. chain: the words of the mentions that its source goes back to, the nearest first, the last
    one a name where the article has any."""

    told: Told
    source: str
    cue: str
    chain: tuple[str, ...]
    found_by: str


def grounds_of(text: str, found: Attribution, speaker: Speaker | None) -> Grounds:
    source, cue = _words(text, found.source), _words(text, found.cue)
    if speaker is None:
        return Grounds(Told.NOT, source, cue, (), found.found_by)
    place = hull(found.source or found.cue or found.content or (Span(0, 0),))
    told = _told(found, speaker, place)
    chain = () if told is Told.BY_NAME else _chain(text, speaker, place)
    return Grounds(told, source, cue, chain, found.found_by)


def _told(found: Attribution, speaker: Speaker, place: Span) -> Told:
    if not found.source:
        return Told.BY_CONTEXT
    kinds = {speaker.mentions[number].kind for number in _mentions_at(speaker, place)}
    if MentionKind.NAME in kinds:
        return Told.BY_NAME
    ways = found.found_by.split("; ")
    if MentionKind.PRONOUN in kinds or "pronoun" in ways:
        return Told.BY_PRONOUN
    return Told.BY_DESCRIPTION if kinds or "description" in ways or "another" in ways else Told.BY_NAME


def _mentions_at(speaker: Speaker, place: Span) -> range:
    """Numbers of the mentions that begin in `place`."""
    first, last = (bisect_left(speaker.mentions, edge, key=lambda one: one.span.start) for edge in place)
    return range(first, last)


def _chain(text: str, speaker: Speaker, place: Span) -> tuple[str, ...]:
    """A description that stands between the source and the last name before it, and that name; the first name behind it where
    none stands before."""
    here = _mentions_at(speaker, place)
    described: Mention | None = None
    for mention in reversed(speaker.mentions[: here.start]):
        if mention.kind is MentionKind.NAME:
            return tuple(_words(text, (one.span,)) for one in (described, mention) if one is not None)
        if mention.kind is MentionKind.DESCRIPTION and described is None:
            described = mention
    later = next((one for one in speaker.mentions[here.stop :] if one.kind is MentionKind.NAME), None)
    return tuple(_words(text, (one.span,)) for one in (described, later) if one is not None)


def _words(text: str, spans: tuple[Span, ...]) -> str:
    """On one line, and not more than fits there."""
    words = " ".join(" … ".join(span.of(text) for span in spans).split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"

"""Who stands where in the text before a place, and what a source tells: features by which those who may be meant are ranked."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop_app.analysis.register import Character
from desktop_app.domain.spans import Span

FAR = 12.0
"""Paragraphs after which it makes no difference how long ago somebody was spoken of."""
LATELY = 3
"""Paragraphs back that count as lately."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the source that is being resolved tells, and the sentence around it. trails: it stands behind its content; opens: it
    is the first word of its paragraph."""

    content: Sequence[Span]
    sentence: Span
    marks: Sequence[int] = ()
    """Where its outermost opening marks stand."""
    trails: bool = False
    opens: bool = False


NOTHING_TOLD = Telling((), Span(0, 0))


@dataclass(slots=True)
class Seen:
    """Somebody is spoken of at a place; `word`: by that pronoun."""

    position: int
    paragraph: int
    character: Character
    weight: float
    word: str = ""


@dataclass(slots=True)
class Standing:
    """How somebody has been spoken of lately. latest: the last time; between: by how many others since; spoke: paragraph in which
    they spoke last."""

    latest: Seen
    between: int
    often: int = 0
    spoke: int | None = None


@dataclass(slots=True)
class Scene:
    """Who stands where before a place of the text; characters by id."""

    standings: dict[int, Standing] = field(default_factory=dict)
    speakers: list[int] = field(default_factory=list)
    """Those who spoke, the last first, each once."""
    first_here: int = 0
    first_before: int = 0
    referred: dict[str, int] = field(default_factory=dict)
    """Pronoun → whom it meant last."""


def scene_of(recent: Iterable[Seen], paragraph: int) -> Scene:
    """recent: those who were spoken of, the latest first."""
    scene = Scene()
    for seen in recent:
        key = id(seen.character)
        standing = scene.standings.get(key)
        if standing is None:
            standing = scene.standings[key] = Standing(seen, len(scene.standings))
        standing.often += paragraph - seen.paragraph <= LATELY
        if seen.weight >= 3 and standing.spoke is None:
            standing.spoke = seen.paragraph
            scene.speakers.append(key)
        if seen.weight > 0 and seen.paragraph == paragraph:
            scene.first_here = key
        if seen.weight > 0 and seen.paragraph == paragraph - 1:
            scene.first_before = key
        if seen.word:
            scene.referred.setdefault(seen.word, key)
    return scene


def standing_values(one: Character, scene: Scene, paragraph: int, word: str = "") -> dict[str, float]:
    """word: the pronoun by which somebody is meant, if by one."""
    key = id(one)
    standing = scene.standings.get(key)
    values = {
        "last": float(scene.speakers[:1] == [key]),
        "answers": float(scene.speakers[1:2] == [key]),
        "opened": float(scene.first_here == key),
        "headed": float(scene.first_before == key),
        "referred": float(bool(word) and scene.referred.get(word) == key),
    }
    if standing is None:
        return values | {"away": FAR, "between": FAR}
    away = paragraph - standing.latest.paragraph
    return values | {
        "here": float(away == 0),
        "away": min(FAR, float(away)),
        "how": standing.latest.weight / 3,
        "between": min(FAR, float(standing.between)),
        "often": math.log1p(standing.often),
        "spoke": 1 / (1 + paragraph - standing.spoke) if standing.spoke is not None else 0.0,
    }


def telling_values(telling: Telling, starts: Sequence[int], position: int) -> dict[str, float]:
    """starts: where somebody is mentioned, in order; position: of the source."""
    if telling is NOTHING_TOLD:
        return {}
    inside = [span for span in telling.content if telling.sentence.contains(span)]
    before = Span(telling.sentence.start, max(telling.sentence.start, position))
    behind = Span(min(position + 1, telling.sentence.end), telling.sentence.end)
    return {
        "told of": float(any(_count(starts, span) for span in telling.content)),
        "beside": float(_count_outside(starts, before, inside) > 0),
        "behind": float(_count_outside(starts, behind, inside) > 0),
        "tells": 1.0,
        "trails": float(telling.trails),
        "first word": float(telling.opens),
    }


def _count(starts: Sequence[int], span: Span) -> int:
    """How many of the places lie in `span`."""
    return bisect_left(starts, span.end) - bisect_left(starts, span.start)


def _count_outside(starts: Sequence[int], span: Span, holes: Sequence[Span]) -> int:
    """The same without those in the parts `holes` of it."""
    cut = [Span(max(span.start, hole.start), min(span.end, hole.end)) for hole in holes if hole.overlaps(span)]
    return _count(starts, span) - sum(_count(starts, hole) for hole in cut)

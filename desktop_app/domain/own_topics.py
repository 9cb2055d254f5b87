"""The topics that a reader made, as they are known over all articles, and the hues that topics are shown in."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.colour_places import colour_places
from desktop_app.domain.reading import Reading

HUES = ("violet", "green", "orange", "blue", "ochre", "rose", "teal", "grey")
"""What a topic's colour may be; each names the colour at its place in `Theme.topics`."""


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """label: as it was called last, in whatever article. colour: one of HUES, or “” where none was chosen. articles: how many have
    it. passages: the words of some of its passages, the newest first."""

    id: str
    label: str
    colour: str
    articles: int
    passages: tuple[str, ...] = ()


def hue_places(reading: Reading) -> dict[str, int]:
    """By topic: the place of its colour in HUES, which may be beyond its end (then it begins anew). A topic that no colour was
    chosen for keeps that of its place among those that were found, whatever is made or removed around it."""
    findings, word = reading.findings, reading.word
    if findings is None:
        return {}
    places = colour_places(findings.topics, word.topic_places if word is not None else None)
    chosen = word.colours if word is not None else {}
    return places | {topic: HUES.index(hue) for topic, hue in chosen.items() if hue in HUES}


def next_hue(reading: Reading) -> str:
    """The hue that the fewest topics of the article are shown in, the first of those."""
    findings, places = reading.findings, hue_places(reading)
    taken = [places[topic.id] % len(HUES) for topic in (findings.topics if findings is not None else ())]
    return min(HUES, key=lambda hue: taken.count(HUES.index(hue)))

"""Packs topics and highlights into lanes beside the text: plain data, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.annotations import Highlight, HighlightColour
from desktop_app.domain.colour_places import colour_places
from desktop_app.domain.corrected import Corrected
from desktop_app.domain.findings import Topic
from desktop_app.domain.spans import Span
from desktop_app.ui.page.marks import MarkRef

LINE = 75
"""Characters of a line: two highlights that are nearer than that may stand on the same one, and get lanes of their own."""
HIGHLIGHT_LANES = 4
"""More lanes than these cannot be told apart; what finds none free goes where the one before it ends first."""
_FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class LaneBar:
    """A stretch beside the text; lane 0 is next to it. `colour` is the place of a topic's colour, −1 for highlights; `hue`, where
    there is one, the colour that the reader gave to the topic or that the highlight has."""

    span: Span
    ref: MarkRef
    label: str
    colour: int
    lane: int
    hue: str = ""


def topic_lanes(topics: Sequence[Topic], word: Corrected | None = None) -> list[LaneBar]:
    """Every passage of every topic in the first lane that is free beside it, in reading order. word: the reader's on them, for
    their colours."""
    chosen: Mapping[str, str] = word.colours if word is not None else {}
    places = colour_places(topics, word.topic_places if word is not None else None)
    passages = sorted((span, number) for number, topic in enumerate(topics) for span in topic.spans if span.length > 0)
    ends: list[int] = []
    bars: list[LaneBar] = []
    for span, number in passages:
        topic = topics[number]
        lane = next((lane for lane, end in enumerate(ends) if end <= span.start), len(ends))
        ends[lane : lane + 1] = [span.end]
        ref, hue = MarkRef("topic", topic.id), chosen.get(topic.id, "")
        bars.append(LaneBar(span, ref, topic.label, places[topic.id], lane, hue))
    return bars


def highlight_lanes(
    text: str, highlights: Iterable[Highlight], colours: Sequence[HighlightColour], first: int
) -> list[LaneBar]:
    """The highlights in lanes from `first` on, in reading order, those of one line side by side."""
    known = {colour.id: colour for colour in colours}
    ends: list[int] = []
    bars: list[LaneBar] = []
    for item in sorted((one for one in highlights if one.span.length), key=lambda one: one.span):
        lane = next((lane for lane, end in enumerate(ends) if end + LINE <= item.span.start), len(ends))
        if lane == HIGHLIGHT_LANES:
            lane = min(range(HIGHLIGHT_LANES), key=lambda number: ends[number])
        ends[lane : lane + 1] = [item.span.end]
        colour = known.get(item.colour_id)
        words = first_words(text, item.span)
        label = f"{colour.name}: “{words}”" if colour is not None else f"“{words}”"
        hue = colour.hue if colour is not None else "yellow"
        bars.append(LaneBar(item.span, MarkRef("highlight", item.id), label, -1, first + lane, hue))
    return bars


def first_words(text: str, span: Span) -> str:
    """How a passage begins, on one line."""
    words = " ".join(text[span.start : min(span.end, span.start + 4 * _FIRST_WORDS)].split())
    return words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS].rstrip() + "…"

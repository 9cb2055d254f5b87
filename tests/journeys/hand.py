"""A reader's hand on the open article: every action by its name, with numbers that choose what it is done to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from desktop_app.domain.annotations import Highlight, HighlightColour, Note
from desktop_app.domain.correcting import new_speaker
from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.findings import Attribution, AttributionKind, Claim, Findings, Speaker, SpeakerKind, Topic
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.desk import Desk

_T = TypeVar("_T")
_NAMES = ("Ada Vane", "Bea Holm", "Marsh", "The minister", "Zoë Lund")
_WORDS = ("Quay", "Safety", "Old  bridge", "Émile’s share")
_HUES = ("teal", "rose", "violet", "#8a5a00 #e0b060 dotted")


class Action(NamedTuple):
    """What is done, and three numbers from which the hand chooses to what and how."""

    what: str
    one: int
    two: int
    three: int


class Hand:
    """Does nothing where there is nothing to be done it to, as a reader would find no menu there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made = 0

    def do(self, action: Action) -> None:
        ACTIONS[action.what](self, action.one, action.two, action.three)

    # What there is to choose from

    @property
    def _reading(self) -> Reading:
        assert self._desk.reading is not None
        return self._desk.reading

    @property
    def _findings(self) -> Findings:
        return self._reading.findings or Findings("", "")

    def _highlight(self, number: int) -> Highlight | None:
        return _chosen(self._reading.highlights, number)

    def _colour(self, number: int) -> HighlightColour:
        colour = _chosen(self._reading.offered, number)
        assert colour is not None  # the last one cannot be archived
        return colour

    def _statement(self, number: int) -> Attribution | None:
        return _chosen(self._findings.attributions, number)

    def _speaker(self, number: int) -> Speaker | None:
        return _chosen(self._findings.speakers, number)

    def _claim(self, number: int) -> Claim | None:
        return _chosen(self._findings.claims, number)

    def _topic(self, number: int) -> Topic | None:
        return _chosen(self._findings.topics, number)

    def _anybody(self, number: int) -> Speaker | None:
        """Somebody of the article, somebody new, or nobody named."""
        self._made += 1
        new = new_speaker(_NAMES[number % len(_NAMES)], tuple(SpeakerKind)[number % 3], "clerk" if number % 2 else "")
        return _chosen((*self._findings.speakers, new, None), number)

    def _span(self, start: int, length: int) -> Span:
        """Anywhere in the text, some words long."""
        end = len(self._reading.revision.text)
        start %= end - 1
        return Span(start, min(end, start + 1 + length % 70))

    def _finding(self, number: int) -> tuple[str, str] | None:
        """Kind and id of a statement, claim or topic, also of one that is left out."""
        word = self._reading.word
        out = word.rejected.values() if word is not None else ()
        pool = (*self._findings.attributions, *self._findings.claims, *self._findings.topics, *out)
        found = _chosen(pool, number)
        if found is None:
            return None
        kind = "attribution" if isinstance(found, Attribution) else "claim" if isinstance(found, Claim) else "topic"
        return kind, found.id

    # Highlights and notes

    def highlight(self, one: int, two: int, three: int) -> None:
        self._desk.annotations.add_highlight(self._span(one, two), self._colour(three).id)

    def recolour(self, one: int, two: int, three: int) -> None:
        some = [mark.id for mark in self._some(one, two)]
        self._desk.annotations.recolour(some, self._colour(three).id)

    def resize(self, one: int, two: int, three: int) -> None:
        mark = self._highlight(one)
        if mark is not None:
            self._desk.annotations.resize(mark.id, self._span(two, three))

    def set_tags(self, one: int, two: int, three: int) -> None:
        self._desk.annotations.set_tags([mark.id for mark in self._some(one, two)], _WORDS[: three % 4])

    def add_tag(self, one: int, two: int, three: int) -> None:
        self._desk.annotations.add_tag([mark.id for mark in self._some(one, two)], _WORDS[three % len(_WORDS)])

    def merge_highlights(self, one: int, two: int, three: int) -> None:
        mark = self._highlight(one)
        touching = self._desk.annotations.touching(mark) if mark is not None else []
        marks = [mark, *touching] if mark is not None and touching and three % 2 else self._some(one, two)
        self._desk.annotations.merge([each.id for each in marks])

    def remove_highlights(self, one: int, two: int, _three: int) -> None:
        self._desk.annotations.remove_highlights([mark.id for mark in self._some(one, two)])

    def remove_note(self, one: int, _two: int, _three: int) -> None:
        note = _chosen(self._reading.notes, one)
        if note is not None:
            self._desk.annotations.remove_note(note.id)

    def _some(self, one: int, two: int) -> list[Highlight]:
        marks = self._reading.highlights
        start = one % (len(marks) or 1)
        return list(marks[start : start + 1 + two % 3])

    # Colours

    def add_colour(self, one: int, two: int, _three: int) -> None:
        self._desk.annotations.add_colour(_WORDS[one % len(_WORDS)], _HUES[two % len(_HUES)])

    def change_colour(self, one: int, two: int, three: int) -> None:
        known = _chosen(self._reading.colours, one)
        assert known is not None
        changed = replace(known, name=_WORDS[two % len(_WORDS)], hue=_HUES[three % len(_HUES)])
        self._desk.annotations.change_colour(changed)

    def reorder_colours(self, one: int, two: int, three: int) -> None:
        ids = [colour.id for colour in self._reading.offered]
        ids.insert(two % len(ids), ids.pop(one % len(ids)))
        self._desk.annotations.reorder_colours(ids[: len(ids) - three % 2])

    def archive_colour(self, one: int, two: int, _three: int) -> None:
        known = _chosen(self._reading.colours, one)
        assert known is not None
        self._desk.annotations.archive_colour(known.id, is_archived=bool(two % 3))

    def merge_colours(self, one: int, two: int, three: int) -> None:
        into, ids = self._colour(one), [colour.id for colour in self._reading.colours]
        start = two % len(ids)
        self._desk.annotations.merge_colours(ids[start : start + 1 + three % 3], into.id)

    # Corrections

    def confirm(self, one: int, _two: int, _three: int) -> None:
        found = self._finding(one)
        if found is not None:
            self._desk.corrections.confirm(*found)

    def reject(self, one: int, _two: int, _three: int) -> None:
        found = self._finding(one)
        if found is not None:
            self._desk.corrections.reject(*found)

    def take_back(self, one: int, two: int, _three: int) -> None:
        out = self._reading.word.rejected if self._reading.word is not None else {}
        kinds = {Attribution: "attribution", Claim: "claim", Topic: "topic"}
        left_out = [(kinds[type(each)], each.id) for each in out.values()]
        found = _chosen(left_out, one) if two % 3 else self._finding(one)
        if found is not None:
            self._desk.corrections.take_back(*found)

    def mark_not_speech(self, one: int, _two: int, _three: int) -> None:
        found = self._statement(one)
        if found is not None:
            self._desk.corrections.mark_not_speech(found.id)

    def reassign(self, one: int, two: int, _three: int) -> None:
        found = self._statement(one)
        if found is not None:
            self._desk.corrections.reassign(found.id, self._anybody(two))

    def reassign_all(self, one: int, two: int, three: int) -> None:
        statements = self._findings.attributions
        start = one % (len(statements) or 1)
        some = statements[start : start + 1 + three % 3]
        if some:
            self._desk.corrections.reassign_all(some, self._anybody(two))

    def redraw(self, one: int, two: int, three: int) -> None:
        found = self._statement(one)
        if found is not None:
            nearby = self._span(max(0, found.content[0].start + two % 30 - 15), three)
            spans = [nearby, self._span(nearby.end + 3, two)] if two % 4 == 0 else [nearby]
            self._desk.corrections.redraw(found.id, spans)

    def set_kind(self, one: int, two: int, _three: int) -> None:
        found = self._statement(one)
        if found is not None:
            self._desk.corrections.set_kind(found.id, tuple(AttributionKind)[two % 3])

    def set_cue(self, one: int, two: int, three: int) -> None:
        found = self._statement(one)
        if found is not None:
            self._desk.corrections.set_cue(found.id, self._span(two, three % 8))

    def attribute(self, one: int, two: int, three: int) -> None:
        found = self._statement(one)
        span = found.content[0] if found is not None and two % 3 == 0 else self._span(one, two)
        self._desk.corrections.attribute(span, self._anybody(three))

    def describe(self, one: int, two: int, three: int) -> None:
        found = self._speaker(one)
        if found is not None:
            self._desk.corrections.describe(
                found.id,
                name=_NAMES[two % len(_NAMES)] if three & 1 else None,
                role=_WORDS[two % len(_WORDS)] if three & 2 else None,
                kind=tuple(SpeakerKind)[two % 4] if three & 4 else None,
                aliases=_NAMES[: two % 4] if three & 8 else None,
            )

    def merge_speakers(self, one: int, two: int, _three: int) -> None:
        found, other = self._speaker(one), self._speaker(two)
        if found is not None and other is not None:
            self._desk.corrections.merge_speakers(found.id, other.id)

    def split_speaker(self, one: int, two: int, three: int) -> None:
        found = self._speaker(one)
        new = self._anybody(three)
        if found is not None and new is not None:
            mentions = [each.span for number, each in enumerate(found.mentions) if two >> number & 1]
            said = [each.id for each in self._findings.attributions if each.speaker == found.id]
            self._desk.corrections.split_speaker(found.id, new, mentions, said[: two % 3])

    def mean(self, one: int, two: int, three: int) -> None:
        found = self._speaker(one)
        mention = _chosen(found.mentions, two) if found is not None else None
        if found is not None and mention is not None:
            self._desk.corrections.mean(found.id, mention.span, self._anybody(three))

    def take_apart(self, one: int, _two: int, _three: int) -> None:
        """What merged a speaker, or the last word on a finding: what the screen offers."""
        log = self._reading.corrections
        last = {(each.target, each.target_id): each for each in log}
        offered = [each for each in log if each.field == "merged" or last[each.target, each.target_id] is each]
        said = _chosen(offered, one)
        if said is not None:
            self._desk.corrections.take_apart(said.id)

    def judge_claim(self, one: int, two: int, three: int) -> None:
        found = self._claim(one)
        if found is not None:
            note = _WORDS[three % len(_WORDS)] if three % 2 else ""
            self._desk.corrections.judge_claim(found.id, tuple(ClaimStatus)[two % 5], note)

    def claim(self, one: int, two: int, _three: int) -> None:
        self._desk.corrections.claim(self._span(one, two))

    def same_claim(self, one: int, two: int, three: int) -> None:
        found, other = self._claim(one), self._claim(two)
        if found is not None and other is not None:
            self._desk.corrections.same_claim(found.id, other.id if three % 3 else None)

    def topic(self, one: int, two: int, three: int) -> None:
        known = self._topic(one) if three % 4 == 0 else None
        label = _WORDS[three % len(_WORDS)]
        self._desk.corrections.topic(label, self._span(one, two), known.id if known is not None else "")

    def rename_topic(self, one: int, two: int, _three: int) -> None:
        found = self._topic(one)
        if found is not None:
            self._desk.corrections.rename_topic(found.id, _WORDS[two % len(_WORDS)])

    def colour_topic(self, one: int, two: int, _three: int) -> None:
        found = self._topic(one)
        if found is not None:
            self._desk.corrections.colour_topic(found.id, _HUES[two % 3])

    def merge_topics(self, one: int, two: int, _three: int) -> None:
        found, other = self._topic(one), self._topic(two)
        if found is not None and other is not None:
            self._desk.corrections.merge_topics(found.id, other.id)

    def give_passage(self, one: int, two: int, three: int) -> None:
        found = self._topic(one)
        if found is not None:
            self._desk.corrections.give_passage(found.id, self._span(two, three))

    def take_passage(self, one: int, two: int, three: int) -> None:
        found = self._topic(one)
        passage = _chosen(found.spans, two) if found is not None else None
        if found is not None and passage is not None:
            part = Span(passage.start, passage.start + 1 + three % passage.length)
            self._desk.corrections.take_passage(found.id, passage if three % 2 else part)

    # What is no step

    def write(self, one: int, two: int, three: int) -> Note | None:
        """Go on with a note that is there; as it reads then."""
        note = _chosen(self._reading.notes, one)
        if note is None:
            return None
        words = f"{note.text} {_WORDS[two % len(_WORDS)]} {three}"
        typed = replace(note, text=words, changed_at=datetime.now(UTC))
        self._desk.annotations.save_note(typed)
        return typed


Act = Callable[[Hand, int, int, int], None]
ACTIONS: dict[str, Act] = {
    act.__name__: act
    for act in (
        Hand.highlight,
        Hand.recolour,
        Hand.resize,
        Hand.set_tags,
        Hand.add_tag,
        Hand.merge_highlights,
        Hand.remove_highlights,
        Hand.remove_note,
        Hand.add_colour,
        Hand.change_colour,
        Hand.reorder_colours,
        Hand.archive_colour,
        Hand.merge_colours,
        Hand.confirm,
        Hand.reject,
        Hand.take_back,
        Hand.mark_not_speech,
        Hand.reassign,
        Hand.reassign_all,
        Hand.redraw,
        Hand.set_kind,
        Hand.set_cue,
        Hand.attribute,
        Hand.describe,
        Hand.merge_speakers,
        Hand.split_speaker,
        Hand.mean,
        Hand.take_apart,
        Hand.judge_claim,
        Hand.claim,
        Hand.same_claim,
        Hand.topic,
        Hand.rename_topic,
        Hand.colour_topic,
        Hand.merge_topics,
        Hand.give_passage,
        Hand.take_passage,
    )
}
"""Everything that is a step of the history, by its name."""


def _chosen(pool: Sequence[_T], number: int) -> _T | None:
    return pool[number % len(pool)] if pool else None

"""Findings as rows of the three lists, and the filter that all of them share. Without Qt, so that it can be tested in bulk."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.domain.colour_places import colour_places
from desktop_app.domain.corrected import Corrected
from desktop_app.domain.corrections import READER, ClaimStatus, Field, Verdict
from desktop_app.domain.findings import (
    LIKELY_FROM,
    Attribution,
    AttributionKind,
    CheckReason,
    Claim,
    Findings,
    MentionKind,
    Speaker,
    SpeakerKind,
    Topic,
    quotation_count,
)
from desktop_app.domain.spans import Span, hull
from desktop_app.ui.grounds import Grounds, grounds_of

UNATTRIBUTED = ""
"""Stands for “no speaker” where None would mean “no filter”."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker with counts. `share` is of all quoted and claimed words' attributions, 0..1 of the most quoted speaker."""

    key: str
    name: str
    kind: SpeakerKind | None
    role: str
    aliases: tuple[str, ...]
    place: int
    """Of the colour; −1 where nobody is named."""
    quotes: int
    claims: int
    share: float
    passages: tuple[Span, ...]
    named: int = 0
    """How many of the mentions are by name; the rest are pronouns and descriptions."""
    attribution: str | None = None
    """Id of what is attributed to the speaker first."""
    said: Span | None = None
    """Where that stands."""
    is_corrected: bool = False
    """The reader changed name, role, kind or mentions."""

    @property
    def words(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


@dataclass(frozen=True, slots=True)
class Saying:
    """One of several places where an article has the same claim; `speaker_name` is empty where nobody is named."""

    speaker_name: str
    words: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim; or an attribution in which nothing could be checked, so that no quotation is without a row."""

    key: str
    kind: str
    attribution: str | None
    form: AttributionKind | None
    speaker: str
    speaker_name: str
    place: int
    """Of the speaker's colour; −1 where nobody is named."""
    is_unnamed: bool
    cue: str
    words: str
    confidence: float
    found_by: str
    span: Span
    topics: frozenset[str]
    sought: str = field(repr=False)
    worth: float = 0.0
    reasons: tuple[CheckReason, ...] = ()
    is_repetition: bool = False
    """Not the first of the places where the article has this claim."""
    sayings: tuple[Saying, ...] = ()
    """All places where the article has this claim, in order; none where there is only this one."""
    grounds: Grounds | None = None
    """Of its attribution; None where it has none."""
    status: ClaimStatus = ClaimStatus.TO_CHECK
    verdict: Verdict | None = None
    """The reader's word on its attribution, or on itself where it has none."""
    is_corrected: bool = False
    """The reader changed something of it or of its attribution."""
    is_readers: bool = False
    """The reader made it."""

    @property
    def is_confirmed(self) -> bool:
        return self.verdict is Verdict.CONFIRMED

    @property
    def is_unsure(self) -> bool:
        """A guess of the program's, of which the reader has not said that it is right."""
        return self.confidence < LIKELY_FROM and not self.is_confirmed and not self.is_readers


@dataclass(frozen=True, slots=True)
class TopicRow:
    key: str
    label: str
    key_phrases: tuple[str, ...]
    place: int
    """Of the colour."""
    spans: tuple[Span, ...]
    claims: int
    confidence: float
    found_by: str
    is_corrected: bool = False
    """The reader made it, or changed its label, colour or passages."""
    hue: str = ""
    """The colour that the reader gave it; “” where it has the one of its place."""

    @property
    def words(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Filter:
    """What stays strong; None and "" are no limit. Speaker "" (UNATTRIBUTED) asks for what nobody is named for; `status` for
    claims, for only they have one; `doubt` for what is a guess and not confirmed."""

    speaker: str | None = None
    form: AttributionKind | None = None
    topic: str | None = None
    words: str = ""
    status: ClaimStatus | None = None
    doubt: bool = False

    @property
    def is_on(self) -> bool:
        return self != Filter()

    def takes(self, row: ClaimRow) -> bool:
        return (
            (self.speaker is None or row.speaker == self.speaker)
            and (self.form is None or row.form is self.form)
            and (self.topic is None or self.topic in row.topics)
            and (self.status is None or (row.kind == "claim" and row.status is self.status))
            and (not self.doubt or row.is_unsure)
            and all(word in row.sought for word in self.words.casefold().split())
        )


@dataclass(frozen=True, slots=True)
class Rows:
    speakers: tuple[SpeakerRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    topics: tuple[TopicRow, ...] = ()


def rows_of(text: str, findings: Findings, word: Corrected | None = None) -> Rows:
    """word: all that the reader's corrections say of these findings."""
    word = word or Corrected(findings)
    claims = tuple(_with_word(row, word) for row in _claim_rows(text, findings, word))
    counts = Counter(topic for row in claims for topic in row.topics)
    places = colour_places(findings.topics, word.topic_places)
    topics = tuple(_topic_row(topic, places[topic.id], counts[topic.id], word) for topic in findings.topics)
    speakers = _speaker_rows(findings, colour_places(findings.speakers, word.places))
    changed = (replace(row, is_corrected=True) if row.key in word.changed else row for row in speakers)
    return Rows(tuple(changed), claims, topics)


def _with_word(row: ClaimRow, word: Corrected) -> ClaimRow:
    """The row with what the reader said of it; the same row where that is nothing."""
    ids = [one for one in (row.key, row.attribution) if one is not None]
    changed = {field for one in ids for field in word.changed.get(one, ())}
    return replace(
        row,
        status=word.status_of(row.key),
        verdict=next((word.verdicts[one] for one in reversed(ids) if one in word.verdicts), None),
        is_corrected=bool(changed - {Field.MADE}),
        is_readers=row.found_by == READER or Field.MADE in changed,
    )


def strong_ids(shown: Sequence[ClaimRow], topics: Sequence[TopicRow], chosen: Filter) -> frozenset[str] | None:
    """Ids of claims, their attributions and topics that stay strong; None where nothing is filtered.
    A topic stays strong if it is the chosen one, or if something that is shown lies in it."""
    if not chosen.is_on:
        return None
    ids = {row.key for row in shown} | {row.attribution for row in shown if row.attribution is not None}
    if chosen.topic is not None:
        return frozenset(ids | {topic.key for topic in topics if topic.key == chosen.topic})
    return frozenset(ids.union(*(row.topics for row in shown)))


def words_of(text: str, attribution: Attribution) -> str:
    """What was said, on one line; stretches between which the article speaks are joined by an ellipsis."""
    pieces: list[str] = []
    for before, span in zip((None, *attribution.content), attribution.content, strict=False):
        if before is not None:
            between = text[before.end : span.start]
            pieces.append(" … " if any(character.isalnum() for character in between) else " ")
        pieces.append(span.of(text))
    words = " ".join("".join(pieces).split())
    return f"“{words}”" if attribution.kind is AttributionKind.DIRECT and words else words


def _speaker_rows(findings: Findings, places: Mapping[str, int]) -> tuple[SpeakerRow, ...]:
    by_speaker: dict[str | None, list[Attribution]] = {}
    for attribution in findings.attributions:
        by_speaker.setdefault(attribution.speaker, []).append(attribution)
    # while the analysis goes on there are no claims yet; what was said stands for them, as in their list
    claims = Counter(said.speaker for said in findings.claims or findings.attributions)
    most = max((len(found) for found in by_speaker.values()), default=0)
    rows = [
        _speaker_row(speaker, places[speaker.id], by_speaker.get(speaker.id, []), claims[speaker.id], most)
        for speaker in findings.speakers
    ]
    lonely = by_speaker.get(None, [])
    if lonely or claims[None]:
        passages = tuple(hull(item.content) for item in lonely if item.content) or tuple(
            claim.span for claim in findings.claims if claim.speaker is None
        )
        first = _first_said(lonely)
        rows.append(
            SpeakerRow(
                UNATTRIBUTED, "", None, "", (), -1, quotation_count(lonely), claims[None],
                len(lonely) / most if most else 0.0, passages, 0,
                first.id if first else None, hull(first.content) if first else None,
            )
        )  # fmt: skip
    return tuple(rows)


def _speaker_row(speaker: Speaker, place: int, said: Sequence[Attribution], claims: int, most: int) -> SpeakerRow:
    mentions = tuple(mention.span for mention in speaker.mentions)
    first = _first_said(said)
    return SpeakerRow(
        key=speaker.id,
        name=speaker.name,
        kind=speaker.kind,
        role=speaker.role,
        aliases=speaker.aliases,
        place=place,
        quotes=quotation_count(said),
        claims=claims,
        share=len(said) / most if most else 0.0,
        passages=mentions or tuple(hull(item.content) for item in said if item.content),
        named=sum(mention.kind is MentionKind.NAME for mention in speaker.mentions),
        attribution=first.id if first else None,
        said=hull(first.content) if first else None,
    )


def _first_said(said: Sequence[Attribution]) -> Attribution | None:
    return min((found for found in said if found.content), key=lambda found: hull(found.content), default=None)


def _claim_rows(text: str, findings: Findings, word: Corrected) -> tuple[ClaimRow, ...]:
    settled = {*word.verdicts, *(one for one, fields in word.changed.items() if Field.SPEAKER in fields)}
    places = colour_places(findings.speakers, word.places)
    speakers = {speaker.id: speaker for speaker in findings.speakers}
    attributions = {attribution.id: attribution for attribution in findings.attributions}
    covered = {claim.attribution for claim in findings.claims}
    sayings = _sayings(text, findings)
    topics = _TopicMap(findings.topics)

    def row(
        key: str, kind: str, found: Attribution | None, speaker_id: str | None, span: Span, words: str,
        confidence: float, found_by: str, claim: Claim | None = None,
    ) -> ClaimRow:  # fmt: skip
        speaker = speakers.get(speaker_id or "")
        name = speaker.name if speaker else ""
        return ClaimRow(
            key=key,
            kind=kind,
            attribution=found.id if found else None,
            form=found.kind if found else None,
            speaker=speaker.id if speaker else UNATTRIBUTED,
            speaker_name=name,
            place=places[speaker.id] if speaker else -1,
            is_unnamed=speaker is not None and speaker.kind is SpeakerKind.UNNAMED,
            cue=" ".join(" … ".join(cue.of(text) for cue in found.cue).split()) if found else "",
            words=words,
            confidence=confidence,
            found_by=found_by,
            span=span,
            topics=topics.over(span),
            sought=f"{name} {words}".casefold(),
            worth=claim.worth if claim else 0.0,
            reasons=claim.reasons if claim else (),
            is_repetition=claim is not None and claim.repeats is not None,
            sayings=sayings.get(claim.repeats or claim.id, ()) if claim else (),
            grounds=grounds_of(text, found, speaker) if found else None,
        )

    rows = []
    for claim in findings.claims:
        found = attributions.get(claim.attribution) if claim.attribution is not None else None
        is_whole = found is not None and bool(found.content) and hull(found.content) == claim.span
        if found is not None and is_whole:
            words = words_of(text, found)
        else:
            words = " ".join(claim.span.of(text).split())
            if found is not None and found.kind is AttributionKind.DIRECT:
                words = f"“{words}”"
        confidence = found.confidence if found is not None and found.id in settled else claim.confidence
        rows.append(row(claim.id, "claim", found, claim.speaker, claim.span, words, confidence, claim.found_by, claim))
    rows += [
        row(
            found.id, "attribution", found, found.speaker, hull(found.content), words_of(text, found),
            found.confidence, found.found_by,
        )
        for found in findings.attributions
        if found.id not in covered and found.content
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda made: made.span))


def _sayings(text: str, findings: Findings) -> dict[str, tuple[Saying, ...]]:
    """By id of the first claim: the places of all claims that an article has more than once."""
    repeated = {claim.repeats for claim in findings.claims} - {None}
    names = {speaker.id: speaker.name for speaker in findings.speakers}
    places: dict[str, list[Saying]] = {}
    for claim in findings.claims:
        first = claim.repeats or claim.id
        if first in repeated:
            words = " ".join(claim.span.of(text).split())
            places.setdefault(first, []).append(Saying(names.get(claim.speaker or "", ""), words))
    return {first: tuple(found) for first, found in places.items()}


def _topic_row(topic: Topic, place: int, claims: int, word: Corrected) -> TopicRow:
    phrases = tuple(phrase for phrase in topic.key_phrases if phrase.casefold() != topic.label.casefold())
    is_corrected, hue = topic.id in word.changed, word.colours.get(topic.id, "")
    return TopicRow(
        topic.id, topic.label, phrases, place, topic.spans, claims, topic.confidence, topic.found_by, is_corrected, hue
    )


class _TopicMap:
    """Which topics cover a place, found by bisection: articles can have thousands of claims and many passages."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        edges = sorted(
            {edge for topic in topics for span in topic.spans for edge in span if span.length},
        )
        self._edges = edges
        covering: list[set[str]] = [set() for _ in edges]
        for topic in topics:
            for span in topic.spans:
                if span.length:
                    for place in range(bisect_left(edges, span.start), bisect_left(edges, span.end)):
                        covering[place].add(topic.id)
        self._covering = [frozenset(ids) for ids in covering]

    def over(self, span: Span) -> frozenset[str]:
        first = max(0, bisect_right(self._edges, span.start) - 1)
        last = bisect_left(self._edges, span.end)
        if not self._edges or span.end <= self._edges[0]:
            return frozenset()
        return frozenset().union(*self._covering[first:last])

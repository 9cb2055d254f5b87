"""Compares findings with annotated articles.

The unit is one contiguous piece of content in one paragraph, without the quotation marks, spaces and punctuation at its ends, so
that an interrupted quotation is several units. Units are matched one to one, best overlap first (intersection over union, at
least 0.8). Recall counts by the annotator's kind; precision by the kind that the annotated marks give the found unit, whatever
the engine calls it, so that all engines are sorted alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from desktop_app.domain.article import BlockKind
from desktop_app.domain.findings import Attribution, AttributionKind, Findings, Speaker, SpeakerKind
from desktop_app.domain.spans import Span
from tests.evaluation.corpus import GoldArticle, GoldAttribution, GoldSpeaker

MATCH = 0.8
Owner = TypeVar("Owner")
QUOTATIONS = (AttributionKind.DIRECT, AttributionKind.MIXED)

_TRIM = " \t\r\n\xa0\"'“”‘’«»„`,.;:!?…–—-()[]"
_HEADING = {
    BlockKind.HEADLINE,
    BlockKind.STANDFIRST,
    BlockKind.BYLINE,
    BlockKind.DATELINE,
    BlockKind.SUBHEAD,
    BlockKind.CREDIT,
}
_DETERMINERS = ("the ", "The ", "her ", "Her ", "his ", "His ", "one of ", "One of ")
_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|mx|miss|dr|sir|dame|lord|lady|prof|professor|president|prime|minister|governor|senator|judge|sgt|sergeant"
    r"|captain|cr|councillor|commissioner|superintendent|mayor|foreign|finance|transport|the|a|an|gran|coach)\.?\s+)+"
)


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that went wrong, in words: `what` is the class of error."""

    what: str
    article: str
    words: str
    expected: str = ""
    found: str = ""


@dataclass(slots=True)
class Count:
    """Tallies of one kind of attribution."""

    gold: int = 0
    found: int = 0
    gold_matched: int = 0
    found_matched: int = 0
    speakers: int = 0
    """Matched units whose annotation names a speaker."""
    right_person: int = 0
    full_name: int = 0

    def add(self, other: Count) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def recall(self) -> float:
        return self.gold_matched / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        return self.found_matched / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0

    @property
    def person(self) -> float:
        return self.right_person / self.speakers if self.speakers else 1.0

    @property
    def full(self) -> float:
        return self.full_name / self.speakers if self.speakers else 1.0


@dataclass(slots=True)
class Score:
    """How one article, or several, went."""

    name: str
    kinds: dict[AttributionKind, Count] = field(default_factory=lambda: {kind: Count() for kind in AttributionKind})
    not_speech: int = 0
    not_speech_taken: int = 0
    not_speech_listed: int = 0
    topics: int = 0
    topics_found: int = 0
    topics_matched: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for kind, count in other.kinds.items():
            self.kinds[kind].add(count)
        for name in ("not_speech", "not_speech_taken", "not_speech_listed", "topics", "topics_found", "topics_matched"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.misses += other.misses

    def of(self, kinds: Iterable[AttributionKind]) -> Count:
        count = Count()
        for kind in kinds:
            count.add(self.kinds[kind])
        return count

    @property
    def quotations(self) -> Count:
        """Direct and mixed ones together."""
        return self.of(QUOTATIONS)


@dataclass(frozen=True, slots=True)
class _Unit(Generic[Owner]):
    span: Span
    kind: AttributionKind
    owner: Owner


def score(article: GoldArticle, findings: Findings) -> Score:
    """Headlines, bylines and what the annotator left open count neither way. Spans of both lie in `article.text`."""
    result = Score(article.name)
    _score_attributions(article, findings, result)
    _score_not_speech(article, findings, result)
    _score_topics(article, findings, result)
    return result


def is_same(found: Speaker, gold: GoldSpeaker) -> bool:
    """True where the speaker that was found is the annotated one. A person must be found by name: full name, surname or another
    proper name that names nobody else here; unnamed speakers and groups by the core of their description."""
    names = {_plain(name) for name in (gold.name, *gold.aliases)}
    if gold.kind is SpeakerKind.PERSON:
        proper = {_untitled(name) for name in (gold.name, *gold.aliases) if not name.startswith(_DETERMINERS)}
        return _untitled(found.name) in proper
    if _plain(found.name) in names:
        return True
    may_share = {SpeakerKind.UNNAMED, SpeakerKind.GROUP}
    if gold.kind is SpeakerKind.UNNAMED:
        may_share.add(SpeakerKind.ORGANISATION)  # the ministry, where its spokesman spoke
    return (
        found.kind in may_share and gold.kind in may_share and any(_shares(_plain(found.name), name) for name in names)
    )


def _score_attributions(article: GoldArticle, findings: Findings, result: Score) -> None:
    gold = [unit for unit in _gold_units(article) if _is_scored(article, unit.span)]
    found = [unit for unit in _found_units(article, findings) if _is_scored(article, unit.span)]
    pairs = _matched([unit.span for unit in gold], [unit.span for unit in found])
    for index, unit in enumerate(gold):
        count = result.kinds[unit.kind]
        count.gold += 1
        if index not in pairs:
            result.misses.append(_miss(f"{unit.kind} not found", article, unit.span))
            continue
        count.gold_matched += 1
        if unit.owner.speaker is not None:
            _score_speaker(article, findings, unit, found[pairs[index]].owner, result)
    matched = set(pairs.values())
    for index, other in enumerate(found):
        count = result.kinds[other.kind]
        count.found += 1
        if index in matched:
            count.found_matched += 1
        else:
            result.misses.append(_miss(f"{other.kind} that is none", article, other.span, found=other.owner.found_by))


def _score_speaker(
    article: GoldArticle, findings: Findings, unit: _Unit[GoldAttribution], found: Attribution, result: Score
) -> None:
    count = result.kinds[unit.kind]
    expected = article.speakers[unit.owner.speaker or ""]
    speaker = findings.speaker(found.speaker)
    count.speakers += 1
    if speaker is not None and is_same(speaker, expected):
        count.right_person += 1
        count.full_name += (
            _untitled(speaker.name) == _untitled(expected.name) or expected.kind is not SpeakerKind.PERSON
        )
    else:
        name = speaker.name if speaker else "nobody"
        result.misses.append(_miss(f"{unit.kind}: wrong speaker", article, unit.span, expected.name, name))


def _score_not_speech(article: GoldArticle, findings: Findings, result: Score) -> None:
    quoted = [span for attribution in findings.attributions for span in attribution.quoted]
    listed = findings.not_speech
    for span in article.not_speech:
        if not _is_scored(article, span):
            continue
        result.not_speech += 1
        result.not_speech_listed += any(_overlap(span, other) >= MATCH for other in listed)
        if any(_overlap(_trimmed(article.text, span), _trimmed(article.text, other)) >= MATCH for other in quoted):
            result.not_speech_taken += 1
            result.misses.append(_miss("not speech, taken for it", article, span))


def _score_topics(article: GoldArticle, findings: Findings, result: Score) -> None:
    """A topic is right where one that was found covers the same passages (overlap of at least 0.8)."""
    if len(article.topics) < 2:
        return
    found = [Span(topic.spans[0].start, topic.spans[-1].end) for topic in findings.topics]
    gold = [Span(topic.spans[0].start, topic.spans[-1].end) for topic in article.topics]
    pairs = _matched(gold, found)
    result.topics += len(gold)
    result.topics_found += len(found)
    result.topics_matched += len(pairs)
    for index, span in enumerate(gold):
        if index not in pairs:
            result.misses.append(
                Miss("topic not found", article.name, article.topics[index].label or "(lead)", str(span))
            )


def _gold_units(article: GoldArticle) -> Iterator[_Unit[GoldAttribution]]:
    for attribution in article.attributions:
        for span in _pieces(article, attribution.content):
            yield _Unit(span, attribution.kind, attribution)


def _found_units(article: GoldArticle, findings: Findings) -> Iterator[_Unit[Attribution]]:
    marked = bytearray(len(article.text))
    spoken = [span for gold in article.attributions for span in (*gold.quoted, *_spoken(gold))]
    for span in (*spoken, *article.not_speech):
        marked[span.start : span.end] = b"\1" * span.length
    for attribution in findings.attributions:
        letters = [
            marked[place] for span in attribution.content for place in range(*span) if article.text[place].isalnum()
        ]
        share = sum(letters) / len(letters) if letters else 0.0
        kind = AttributionKind.DIRECT if share >= 0.95 else AttributionKind.MIXED if share else AttributionKind.INDIRECT
        for span in _pieces(article, attribution.content):
            yield _Unit(span, kind, attribution)


def _spoken(gold: GoldAttribution) -> tuple[Span, ...]:
    """The answers of an interview are speech without marks."""
    return gold.content if gold.kind is AttributionKind.DIRECT else ()


def _pieces(article: GoldArticle, spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        for block in article.blocks:
            part = span.clipped_to(block.span)
            if part and (piece := _trimmed(article.text, part)).length >= 2:
                yield piece


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end)


def _is_scored(article: GoldArticle, span: Span) -> bool:
    block = article.block_at(span.start)
    if block is None or block.kind in _HEADING:
        return False
    return not any(
        2 * (part.length if (part := span.clipped_to(other)) else 0) >= span.length for other in article.unscored
    )


def _overlap(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start)) if common > 0 else 0.0


def _matched(gold: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Indices of `gold` to those of `found`, one to one, best overlap first."""
    candidates = sorted(
        (
            (-_overlap(one, other), i, j)
            for i, one in enumerate(gold)
            for j, other in enumerate(found)
            if one.overlaps(other)
        ),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in candidates:
        if -overlap >= MATCH and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", " ".join(name.replace("’", "'").split()).casefold())


def _untitled(name: str) -> str:
    return _TITLES.sub("", _plain(name))


def _shares(one: str, other: str) -> bool:
    """Descriptions of unnamed speakers agree where one begins or ends with the other (“two officials”, “officials”)."""
    return bool(one) and bool(other) and (f" {one} ".find(f" {other} ") >= 0 or f" {other} ".find(f" {one} ") >= 0)


def _miss(what: str, article: GoldArticle, span: Span, expected: str = "", found: str = "") -> Miss:
    words = " ".join(span.of(article.text).split())
    return Miss(what, article.name, words if len(words) <= 90 else f"{words[:60]} … {words[-25:]}", expected, found)


def classes(misses: Iterable[Miss]) -> list[tuple[str, int]]:
    """Classes of errors, most frequent first."""
    return Counter(miss.what for miss in misses).most_common()

"""What is counted: units found and missed, persons right and wrong, and every error in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_app.domain.findings import AttributionKind
from tests.evaluation.traits import MarkStyle, SourceType

QUOTATIONS = (AttributionKind.DIRECT, AttributionKind.MIXED)


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that went wrong, in words: `what` is the class of error, `source` the annotated words that name the speaker,
    `expected` and `found` are two speakers, or `found` is the rule that went wrong."""

    what: str
    article: str
    words: str
    source: str = ""
    expected: str = ""
    found: str = ""

    def __str__(self) -> str:
        source = f" (source: {self.source})" if self.source else ""
        both = f"{self.expected} ← {self.found}" if self.expected else self.found
        return f"{self.article}: {self.words}{source}{f'  [{both}]' if both else ''}"


@dataclass(slots=True)
class Count:
    """Tallies of one kind of attribution, or of one type of source (where `found` stays 0)."""

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
    """How one article, or several, went. `nested`: quotations inside somebody's speech."""

    name: str
    style: str = ""
    batch: str = ""
    marks: MarkStyle = MarkStyle.NONE
    kinds: dict[AttributionKind, Count] = field(default_factory=lambda: {kind: Count() for kind in AttributionKind})
    sources: dict[SourceType, Count] = field(default_factory=lambda: {source: Count() for source in SourceType})
    nested: Count = field(default_factory=Count)
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
        for source, count in other.sources.items():
            self.sources[source].add(count)
        self.nested.add(other.nested)
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

    @property
    def everything(self) -> Count:
        return self.of(AttributionKind)


def classes(misses: Iterable[Miss]) -> list[tuple[str, int]]:
    """Classes of errors, most frequent first."""
    return Counter(miss.what for miss in misses).most_common()


def errors(misses: Iterable[Miss]) -> str:
    """Classes of errors with their counts, then every error."""
    every = list(misses)
    lines = [f"{count:4}  {what}" for what, count in classes(every)]
    for what, _ in classes(every):
        lines += ["", f"## {what}", "", *(f"- {miss}" for miss in every if miss.what == what)]
    return "\n".join(lines)


def shortened(words: str) -> str:
    """Words of an article on one line, with their middle left out where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= 90 else f"{line[:60]} … {line[-25:]}"

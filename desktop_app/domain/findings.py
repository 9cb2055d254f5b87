"""What the analysis finds in a text: speakers, attributions, claims, topics. Ids are unique within one Findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.spans import Span

SURE_FROM = 0.9
"""A confidence from which a finding may be called sure; below `LIKELY_FROM` it is shown as a guess."""
LIKELY_FROM = 0.6


class SpeakerKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"


class MentionKind(StrEnum):
    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


class AttributionKind(StrEnum):
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text names a speaker."""

    span: Span
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` is the longest full name in the article, without role; `aliases` are other words the text uses, without pronouns."""

    id: str
    name: str
    kind: SpeakerKind
    role: str = ""
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One relation source – cue – content.

    content: the whole of what is attributed; direct: the words inside the marks (without the marks), one span per stretch and
    paragraph; mixed: the clause with its quoted parts; indirect: the clause, without cue and “that”.
    quoted: the stretches inside quotation marks, without the marks (direct and mixed).
    speaker: id of a Speaker, None where the text gives none (“unattributed”).
    confidence: 0..1, that content and speaker are both right. found_by: name of the rule or model.
    """

    id: str
    kind: AttributionKind
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None
    confidence: float
    found_by: str


class CheckReason(StrEnum):
    """What in a claim makes it worth checking; the last two say that it cannot be checked yet, or hardly."""

    NUMBER = "number"
    MONEY = "money"
    COMPARISON = "comparison"
    RECORD = "record"
    CAUSE = "cause"
    EVENT = "event"
    LAW = "law"
    PREDICTION = "prediction"
    OPINION = "opinion"


WORTH_CHECKING_FROM = 0.5
"""A worth from which a claim is called worth checking."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that somebody could check; `attribution` is None where the text leaves it without a source.

    worth: 0..1, a hint how much it is worth checking, and `reasons` why, in the order of CheckReason.
    repeats: id of an earlier claim of the same article that says the same, and itself repeats none; None where it is new.
    """

    id: str
    attribution: str | None
    span: Span
    speaker: str | None
    confidence: float
    found_by: str
    worth: float = 0.0
    reasons: tuple[CheckReason, ...] = ()
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A short readable label and the passages that it covers, in order."""

    id: str
    label: str
    key_phrases: tuple[str, ...]
    spans: tuple[Span, ...]
    confidence: float
    found_by: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one run of an engine found in one revision. Speakers are ordered by how much they are quoted, most first;
    attributions, claims and topics by place."""

    engine: str
    engine_version: str
    speakers: tuple[Speaker, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    topics: tuple[Topic, ...] = ()
    not_speech: tuple[Span, ...] = ()
    """Titles, nicknames, scare quotes: inside marks, but nobody's speech."""

    def speaker(self, speaker_id: str | None) -> Speaker | None:
        return next((speaker for speaker in self.speakers if speaker.id == speaker_id), None)


def quotation_count(attributions: Sequence[Attribution]) -> int:
    """Stretches inside quotation marks that belong to direct and mixed attributions."""
    return sum(len(attribution.quoted) for attribution in attributions)

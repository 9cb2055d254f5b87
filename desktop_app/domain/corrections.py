"""The reader's word on findings, as it is written down: what was corrected, how it read before, what it is now.

A correction never changes a finding. It is replayed on whatever an engine found (`corrected.corrected`), so it outlives every
re-analysis; `before` holds the whole finding as it read then, so that one that no engine finds again is still there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from desktop_app.domain.annotations import Correction, anchor_of
from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    Claim,
    Findings,
    Mention,
    MentionKind,
    Speaker,
    SpeakerKind,
    Topic,
)
from desktop_app.domain.ids import new_id
from desktop_app.domain.spans import Span, hull

READER = "reader"
"""What found a finding that the reader made (`found_by`)."""
Value = Any
"""What JSON can hold."""


class Target(StrEnum):
    """What a correction is about."""

    ATTRIBUTION = "attribution"
    SPEAKER = "speaker"
    CLAIM = "claim"
    TOPIC = "topic"


class Field(StrEnum):
    """What of it is corrected, and what `after` holds."""

    MADE = "made"
    """the whole finding, which is the reader's own"""
    VERDICT = "verdict"
    """a Verdict, or null: taken back"""
    SPEAKER = "speaker"
    """of an attribution or claim: {id, name, kind, role}, or null: nobody is named"""
    CONTENT = "content"
    """of an attribution: spans; of a claim: its one span"""
    KIND = "kind"
    """of an attribution or speaker"""
    CUE = "cue"
    """of an attribution: spans"""
    NAME = "name"
    ROLE = "role"
    ALIASES = "aliases"
    MERGED = "merged"
    """of a speaker: {id, name, kind, role} of the one that it is the same as; of a topic: the whole of that topic"""
    SPLIT = "split"
    """of a speaker: {id, name, kind, role, mentions: spans, attributions: ids} of the one that is taken out of it"""
    MENTION = "mention"
    """of a speaker: {span, speaker: {id, name, kind, role} or null}: somebody else is meant there"""
    STATUS = "status"
    """of a claim: {status, note}; the last one holds, all of them are its history"""
    REPEATS = "repeats"
    """of a claim: {id, span} of the one that it says the same as, or null"""
    LABEL = "label"
    COLOUR = "colour"
    PASSAGES = "passages"
    """of a topic: spans"""


class Verdict(StrEnum):
    """The reader's judgement of a finding as a whole."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    NOT_SPEECH = "not speech"
    """a title, nickname or scare quote"""


class ClaimStatus(StrEnum):
    TO_CHECK = "to check"
    SUPPORTED = "supported"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIABLE = "unverifiable"


def correction(
    text: str,
    revision: tuple[str, str],
    target: Target,
    finding: Attribution | Speaker | Claim | Topic,
    field: Field,
    after: Value,
    *,
    at: Span | None = None,
) -> Correction:
    """A correction of `finding` as it reads now, made now. revision: ids of the article and of its shown text; `at`: the passage
    that it is about, where that is not the finding's own."""
    span = at or place_of_finding(finding)
    return Correction(
        id=new_id(),
        article_id=revision[0],
        revision_id=revision[1],
        target=target.value,
        target_id=finding.id,
        span=span,
        anchor=anchor_of(text, span),
        field=field.value,
        before=json.dumps(encoded(finding), ensure_ascii=False),
        after=json.dumps(after, ensure_ascii=False),
        made_at=datetime.now(UTC),
    )


def place_of_finding(finding: Attribution | Speaker | Claim | Topic) -> Span:
    """From its first word to its last; of a speaker, the first mention. (0, 0) where it has no place."""
    if isinstance(finding, Attribution):
        return hull(finding.content)
    if isinstance(finding, Claim):
        return finding.span
    if isinstance(finding, Speaker):
        return finding.mentions[0].span if finding.mentions else Span(0, 0)
    return hull(finding.spans) if finding.spans else Span(0, 0)


def speaker_value(speaker: Speaker | None) -> Value:
    """A speaker as the value of a correction: enough to make it again in another article or after another analysis."""
    if speaker is None:
        return None
    return {"id": speaker.id, "name": speaker.name, "kind": speaker.kind.value, "role": speaker.role}


def speaker_from(value: Mapping[str, Value]) -> Speaker:
    return Speaker(value["id"], value["name"], SpeakerKind(value["kind"]), value.get("role", ""))


# Findings as JSON can hold them ----------------------------------------------------------------------------------------


def encoded(finding: Attribution | Speaker | Claim | Topic) -> dict[str, Value]:
    if isinstance(finding, Attribution):
        return {
            "id": finding.id,
            "kind": finding.kind.value,
            "content": spans_value(finding.content),
            "quoted": spans_value(finding.quoted),
            "cue": spans_value(finding.cue),
            "source": spans_value(finding.source),
            "speaker": finding.speaker,
            "confidence": finding.confidence,
            "found_by": finding.found_by,
        }
    if isinstance(finding, Speaker):
        return {
            "id": finding.id,
            "name": finding.name,
            "kind": finding.kind.value,
            "role": finding.role,
            "aliases": list(finding.aliases),
            "mentions": [[*mention.span, mention.kind.value] for mention in finding.mentions],
        }
    if isinstance(finding, Claim):
        return {
            "id": finding.id,
            "attribution": finding.attribution,
            "span": list(finding.span),
            "speaker": finding.speaker,
            "confidence": finding.confidence,
            "found_by": finding.found_by,
        }
    return {
        "id": finding.id,
        "label": finding.label,
        "spans": spans_value(finding.spans),
        "key_phrases": list(finding.key_phrases),
        "confidence": finding.confidence,
        "found_by": finding.found_by,
    }


def decoded(target: Target, value: Mapping[str, Value]) -> Attribution | Speaker | Claim | Topic:
    """KeyError, ValueError or TypeError where it was not written by `encoded`."""
    if target is Target.ATTRIBUTION:
        return Attribution(
            value["id"],
            AttributionKind(value["kind"]),
            spans_from(value["content"]),
            spans_from(value["quoted"]),
            spans_from(value["cue"]),
            spans_from(value["source"]),
            value["speaker"],
            value["confidence"],
            value["found_by"],
        )
    if target is Target.SPEAKER:
        mentions = tuple(Mention(Span(start, end), MentionKind(kind)) for start, end, kind in value["mentions"])
        kind = SpeakerKind(value["kind"])
        return Speaker(value["id"], value["name"], kind, value["role"], tuple(value["aliases"]), mentions)
    if target is Target.CLAIM:
        span = Span(*value["span"])
        return Claim(value["id"], value["attribution"], span, value["speaker"], value["confidence"], value["found_by"])
    phrases, spans = tuple(value["key_phrases"]), spans_from(value["spans"])
    return Topic(value["id"], value["label"], phrases, spans, value["confidence"], value["found_by"])


def spans_value(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def spans_from(value: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in value)


def finding_of(findings: Findings, target: Target, target_id: str) -> Attribution | Speaker | Claim | Topic | None:
    """The finding of that kind and id."""
    pools: dict[Target, Sequence[Attribution | Speaker | Claim | Topic]] = {
        Target.ATTRIBUTION: findings.attributions,
        Target.SPEAKER: findings.speakers,
        Target.CLAIM: findings.claims,
        Target.TOPIC: findings.topics,
    }
    return next((finding for finding in pools[target] if finding.id == target_id), None)

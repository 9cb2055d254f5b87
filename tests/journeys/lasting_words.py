"""What the reader said of findings, told without ids: to be compared before and after another analysis."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.corrected import LIKE, Corrected
from desktop_app.domain.corrections import READER, Field, place_of_finding
from desktop_app.domain.findings import Attribution, Claim, Topic
from desktop_app.domain.reading import Reading

Finding = Attribution | Claim | Topic


def missing_words(before: Reading, after: Reading) -> list[str]:
    """What the reader had said that holds no more, in words for whoever reads the failed test."""
    assert before.word is not None
    assert after.word is not None
    lost = [f"nothing to apply to: {one}" for one in after.word.orphans if one not in before.word.orphans]
    lost += _missing_statements(before.word, after.word)
    lost += _missing_claims(before.word, after.word)
    lost += _come_back(before.word, after.word)
    lost += _missing_topics(before.word, after.word)
    lost += _missing_speakers(before.word, after.word)
    return lost


def _missing_statements(before: Corrected, after: Corrected) -> Iterable[str]:
    for one in before.findings.attributions:
        said = _said(before, one.id)
        if not said and before.verdicts.get(one.id) is None:
            continue
        same = [other for other in after.findings.attributions if _is_near(one, other)]
        if not any(
            _reads_alike(before, one, after, other) and after.verdicts.get(other.id) is before.verdicts.get(one.id)
            for other in same
        ):
            yield f"{one}: {said} {before.verdicts.get(one.id)}; now {same}"


def _reads_alike(before: Corrected, one: Attribution, after: Corrected, other: Attribution) -> bool:
    """In all that was said of the first."""
    said = _said(before, one.id)
    is_so = {
        Field.CONTENT: other.content == one.content,
        Field.MADE: other.content == one.content and other.found_by == READER,
        Field.SPEAKER: _name(after, other.speaker) == _name(before, one.speaker),
        Field.KIND: other.kind is one.kind,
        Field.CUE: other.cue == one.cue,
    }
    return all(is_so[field] for field in said if field in is_so)


def _missing_claims(before: Corrected, after: Corrected) -> Iterable[str]:
    for one in before.findings.claims:
        said = set(_said(before, one.id)) - {Field.REPEATS}  # a row is told by places, which engines move
        statuses = before.statuses.get(one.id, ())
        if not said and not statuses and before.verdicts.get(one.id) is None:
            continue
        same = [other for other in after.findings.claims if _is_near(one, other)]
        if not any(
            set(statuses) <= set(after.statuses.get(other.id, ()))
            and after.verdicts.get(other.id) is before.verdicts.get(one.id)
            and (Field.MADE not in said or other.span == one.span)
            for other in same
        ):
            yield f"{one}: {said} {statuses}; now {same}"


def _come_back(before: Corrected, after: Corrected) -> Iterable[str]:
    """What was left out and is there again, where nothing had been left there."""
    then: tuple[Finding, ...] = (*before.findings.attributions, *before.findings.claims, *before.findings.topics)
    now: tuple[Finding, ...] = (*after.findings.attributions, *after.findings.claims, *after.findings.topics)
    for one in now:
        out = [other for other in before.rejected.values() if other.found_by != READER and _is_near(one, other)]
        if out and not any(_is_near(one, other) for other in then):
            yield f"left out {out}; now {one}"


def _missing_topics(before: Corrected, after: Corrected) -> Iterable[str]:
    for one in before.findings.topics:
        said = _said(before, one.id)
        if not said and before.verdicts.get(one.id) is None:
            continue
        if not any(
            (Field.LABEL not in said or other.label == one.label)
            and (Field.PASSAGES not in said or Field.MERGED in said or _covers(other, one))
            and before.colours.get(one.id) == after.colours.get(other.id)
            and before.verdicts.get(one.id) is after.verdicts.get(other.id)
            for other in after.findings.topics
        ):
            yield f"{one}: {said}; now {after.findings.topics}"


def _missing_speakers(before: Corrected, after: Corrected) -> Iterable[str]:
    for one in before.findings.speakers:
        said = _said(before, one.id)
        if (
            not any(
                (Field.NAME not in said or other.name == one.name)
                and (Field.ROLE not in said or other.role == one.role)
                and (Field.KIND not in said or other.kind is one.kind)
                and (Field.ALIASES not in said or Field.MERGED in said or set(one.aliases) <= set(other.aliases))
                for other in after.findings.speakers
            )
            and said
        ):
            yield f"{one}: {said}; now {after.findings.speakers}"


def _said(word: Corrected, identity: str) -> tuple[Field, ...]:
    return word.changed.get(identity, ())


def _name(word: Corrected, speaker_id: str | None) -> str | None:
    speaker = word.findings.speaker(speaker_id)
    return speaker.name if speaker is not None else None


def _is_near(one: Finding, other: Finding) -> bool:
    if type(one) is not type(other) or isinstance(one, Topic):
        return one.id == other.id
    a, b = place_of_finding(one), place_of_finding(other)
    common = a.clipped_to(b)
    together = max(a.end, b.end) - min(a.start, b.start)
    return one.id == other.id or (common is not None and common.length / together >= LIKE)


def _covers(other: Topic, one: Topic) -> bool:
    return all(any(span.contains(part) for span in other.spans) for part in one.spans)

"""What a reader can say of the findings of one article, each as the corrections that say it. Nothing is changed here.

Every function takes the article as it is shown and returns corrections in the order in which they are to be replayed; none where
there is nothing to say. KeyError where a finding of that id is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop_app.domain.annotations import Correction
from desktop_app.domain.corrections import (
    READER,
    ClaimStatus,
    Field,
    Target,
    Value,
    Verdict,
    correction,
    encoded,
    finding_of,
    spans_value,
    speaker_value,
)
from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    Claim,
    Findings,
    MentionKind,
    Speaker,
    SpeakerKind,
    Topic,
)
from desktop_app.domain.ids import new_id
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span, hull, trimmed

Corrections = tuple[Correction, ...]
_MARKS = "“”‘’«»\"'„‚"

# Of any finding --------------------------------------------------------------------------------------------------------


def judge(reading: Reading, target: Target, target_id: str, verdict: Verdict | None) -> Corrections:
    """Confirm or reject a finding, or (None) take the word back."""
    word = reading.word
    known = word.verdicts.get(target_id) if word is not None else None
    if known is verdict:
        return ()
    return _said(reading, target, target_id, Field.VERDICT, verdict.value if verdict is not None else None)


# Attributions ----------------------------------------------------------------------------------------------------------


def reassign(reading: Reading, attribution_id: str, speaker: Speaker | None) -> Corrections:
    """Say who speaks; None: nobody is named."""
    one = _attribution(reading, attribution_id)
    if one.speaker == (speaker.id if speaker is not None else None):
        return judge(reading, Target.ATTRIBUTION, attribution_id, Verdict.CONFIRMED)
    return _said(reading, Target.ATTRIBUTION, attribution_id, Field.SPEAKER, speaker_value(speaker))


def alike(reading: Reading, attribution_id: str) -> tuple[Attribution, ...]:
    """Other statements whose source is called by just the same words as this one's (“the minister”), which the program gives to
    somebody else and the reader has said nothing of. Names and pronouns are left out: they mean whom they mean there."""
    findings, word, text = _findings(reading), reading.word, reading.revision.text
    one = _attribution(reading, attribution_id)
    called = _called(text, one)
    if not called or called in _PRONOUNS:
        return ()
    said_of = set(word.changed) | set(word.verdicts) if word is not None else set()
    return tuple(
        other
        for other in findings.attributions
        if other.id != one.id
        and other.id not in said_of
        and other.speaker != one.speaker
        and _called(text, other) == called
    )


def redraw(reading: Reading, attribution_id: str, content: Sequence[Span]) -> Corrections:
    """Move the ends of what is attributed. Spans are trimmed of white space; none may be empty."""
    text = reading.revision.text
    spans = tuple(span for span in (trimmed(text, span) for span in content) if span.length)
    one = _attribution(reading, attribution_id)
    if not spans or spans == one.content:
        return ()
    return _said(reading, Target.ATTRIBUTION, attribution_id, Field.CONTENT, spans_value(spans))


def set_kind(reading: Reading, attribution_id: str, kind: AttributionKind) -> Corrections:
    if _attribution(reading, attribution_id).kind is kind:
        return ()
    return _said(reading, Target.ATTRIBUTION, attribution_id, Field.KIND, kind.value)


def set_cue(reading: Reading, attribution_id: str, span: Span) -> Corrections:
    span = trimmed(reading.revision.text, span)
    if not span.length or _attribution(reading, attribution_id).cue == (span,):
        return ()
    return _said(reading, Target.ATTRIBUTION, attribution_id, Field.CUE, spans_value([span]))


def attribute(reading: Reading, content: Span, speaker: Speaker | None) -> Corrections:
    """“Said by …”: a new attribution. Its kind is told by the quotation marks in and around the passage."""
    text = reading.revision.text
    content, quoted, kind = _drawn(text, trimmed(text, content))
    if not content.length:
        return ()
    made = Attribution(new_id(), kind, (content,), quoted, (), (), speaker.id if speaker else None, 1.0, READER)
    after = encoded(made) | {"who": speaker_value(speaker)}
    return (_written(reading, Target.ATTRIBUTION, made, Field.MADE, after),)


# Speakers --------------------------------------------------------------------------------------------------------------


def new_speaker(name: str, kind: SpeakerKind = SpeakerKind.PERSON, role: str = "") -> Speaker:
    """Somebody whom the article does not know yet; they are there as soon as something is said to be theirs."""
    return Speaker(new_id(), " ".join(name.split()), kind, " ".join(role.split()))


def describe(
    reading: Reading,
    speaker_id: str,
    *,
    name: str | None = None,
    role: str | None = None,
    kind: SpeakerKind | None = None,
    aliases: Sequence[str] | None = None,
) -> Corrections:
    """Correct name, role, kind and other names of a speaker; what is None or the same stays."""
    one = _speaker(reading, speaker_id)
    wanted: list[tuple[Field, Value, Value]] = [
        (Field.NAME, one.name, " ".join(name.split()) or one.name if name is not None else None),
        (Field.ROLE, one.role, " ".join(role.split()) if role is not None else None),
        (Field.KIND, one.kind.value, kind.value if kind is not None else None),
        (Field.ALIASES, list(one.aliases), list(dict.fromkeys(aliases)) if aliases is not None else None),
    ]
    return tuple(
        _written(reading, Target.SPEAKER, one, field, after)
        for field, before, after in wanted
        if after is not None and after != before
    )


def merge(reading: Reading, speaker_id: str, into: str) -> Corrections:
    """Two are one: all that `speaker_id` said and is called goes to `into`. Taking the correction back takes them apart again."""
    _speaker(reading, into)
    if speaker_id == into:
        return ()
    return _said(reading, Target.SPEAKER, speaker_id, Field.MERGED, into)


def split(
    reading: Reading, speaker_id: str, new: Speaker, mentions: Sequence[Span], attributions: Sequence[str]
) -> Corrections:
    """Take another one out of a speaker, with these mentions and statements (and those whose source is one of the mentions)."""
    if not mentions and not attributions:
        return ()
    after = speaker_value(new) | {"mentions": spans_value(mentions), "attributions": list(attributions)}
    return _said(reading, Target.SPEAKER, speaker_id, Field.SPLIT, after)


def mean(reading: Reading, speaker_id: str, mention: Span, other: Speaker | None) -> Corrections:
    """Say that somebody else is meant at one mention of a speaker; what has it as its source is theirs, then."""
    after = {"span": list(mention), "speaker": speaker_value(other)}
    one = _speaker(reading, speaker_id)
    return (_written(reading, Target.SPEAKER, one, Field.MENTION, after, at=mention),)


# Claims ----------------------------------------------------------------------------------------------------------------


def judge_claim(reading: Reading, claim_id: str, status: ClaimStatus, note: str = "") -> Corrections:
    """Give a claim a status, with a word on why; every one is kept with its time."""
    after = {"status": status.value, "note": note, "at": datetime.now(UTC).isoformat()}
    return _said(reading, Target.CLAIM, claim_id, Field.STATUS, after)


def claim(reading: Reading, span: Span) -> Corrections:
    """A claim of the reader's, in the attribution that holds it, if one does."""
    span = trimmed(reading.revision.text, span)
    if not span.length:
        return ()
    around = [one for one in _findings(reading).attributions if any(part.contains(span) for part in one.content)]
    owner = min(around, key=lambda one: hull(one.content).length, default=None)
    made = Claim(new_id(), owner.id if owner else None, span, owner.speaker if owner else None, 1.0, READER)
    return (_written(reading, Target.CLAIM, made, Field.MADE, encoded(made)),)


def same_claim(reading: Reading, claim_id: str, earlier: str | None) -> Corrections:
    """Say that a claim repeats another one, or (None) that it does not. The first of a row stands for all of them."""
    findings = _findings(reading)
    first = finding_of(findings, Target.CLAIM, earlier) if earlier is not None else None
    if isinstance(first, Claim) and first.repeats is not None:
        earlier = first.repeats
    if earlier == claim_id:
        return ()
    followers = [one.id for one in findings.claims if earlier is not None and one.repeats == claim_id]
    return tuple(
        made for one in (claim_id, *followers) for made in _said(reading, Target.CLAIM, one, Field.REPEATS, earlier)
    )


# Topics ----------------------------------------------------------------------------------------------------------------


def topic(reading: Reading, label: str, spans: Sequence[Span], topic_id: str = "") -> Corrections:
    """A topic of the reader's; `topic_id`: one that is there in other articles already."""
    label = " ".join(label.split())
    if not label:
        return ()
    made = Topic(topic_id or new_id(), label, (), tuple(sorted(spans)), 1.0, READER)
    return (_written(reading, Target.TOPIC, made, Field.MADE, encoded(made)),)


def rename_topic(reading: Reading, topic_id: str, label: str) -> Corrections:
    label = " ".join(label.split())
    if not label or _topic(reading, topic_id).label == label:
        return ()
    return _said(reading, Target.TOPIC, topic_id, Field.LABEL, label)


def colour_topic(reading: Reading, topic_id: str, hue: str) -> Corrections:
    return _said(reading, Target.TOPIC, topic_id, Field.COLOUR, hue)


def merge_topics(reading: Reading, topic_id: str, into: str) -> Corrections:
    _topic(reading, into)
    return () if topic_id == into else _said(reading, Target.TOPIC, topic_id, Field.MERGED, into)


def give_passage(reading: Reading, topic_id: str, span: Span) -> Corrections:
    """The passage belongs to the topic, too; what touches it is joined with it."""
    one = _topic(reading, topic_id)
    touching = [other for other in one.spans if other.start <= span.end and span.start <= other.end]
    kept = [other for other in one.spans if other not in touching]
    spans = tuple(sorted((*kept, hull((span, *touching)))))
    return () if spans == one.spans else _said(reading, Target.TOPIC, topic_id, Field.PASSAGES, spans_value(spans))


def take_passage(reading: Reading, topic_id: str, span: Span) -> Corrections:
    """The passage does not belong to the topic; a topic without passages is rejected."""
    one = _topic(reading, topic_id)
    left: list[Span] = []
    for other in one.spans:
        parts = (Span(other.start, min(other.end, span.start)), Span(max(other.start, span.end), other.end))
        left += [part for part in parts if part.length > 0 and trimmed(reading.revision.text, part).length]
    if tuple(left) == one.spans:
        return ()
    if not left:
        return judge(reading, Target.TOPIC, topic_id, Verdict.REJECTED)
    return _said(reading, Target.TOPIC, topic_id, Field.PASSAGES, spans_value(left))


# Inside ----------------------------------------------------------------------------------------------------------------

_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "who", "which", "that", "his", "her", "their", "its", "i", "we", "you"}
)


def _said(reading: Reading, target: Target, target_id: str, field: Field, after: Value) -> Corrections:
    return (_written(reading, target, _finding(reading, target, target_id), field, after),)


def _written(
    reading: Reading,
    target: Target,
    finding: Attribution | Speaker | Claim | Topic,
    field: Field,
    after: Value,
    at: Span | None = None,
) -> Correction:
    revision = reading.revision
    return correction(revision.text, (reading.article.id, revision.id), target, finding, field, after, at=at)


def _findings(reading: Reading) -> Findings:
    return reading.findings or Findings("", "")


def _finding(reading: Reading, target: Target, target_id: str) -> Attribution | Speaker | Claim | Topic:
    found = finding_of(_findings(reading), target, target_id)
    if found is None and reading.word is not None:
        found = reading.word.rejected.get(target_id)
    if found is None:
        raise KeyError(target_id)
    return found


def _attribution(reading: Reading, attribution_id: str) -> Attribution:
    found = _finding(reading, Target.ATTRIBUTION, attribution_id)
    assert isinstance(found, Attribution)
    return found


def _speaker(reading: Reading, speaker_id: str) -> Speaker:
    found = _finding(reading, Target.SPEAKER, speaker_id)
    assert isinstance(found, Speaker)
    return found


def _topic(reading: Reading, topic_id: str) -> Topic:
    found = _finding(reading, Target.TOPIC, topic_id)
    assert isinstance(found, Topic)
    return found


def _called(text: str, one: Attribution) -> str:
    """The words of a source in small letters; “” where it has none."""
    return " ".join(" ".join(span.of(text) for span in one.source).lower().split())


def _drawn(text: str, span: Span) -> tuple[Span, tuple[Span, ...], AttributionKind]:
    """Content, quoted stretches and kind of a selected passage: marks at both ends are left outside and make it direct."""
    start, end = span
    if end - start > 2 and text[start] in _MARKS and text[end - 1] in _MARKS:
        inner = Span(start + 1, end - 1)
        return inner, (inner,), AttributionKind.DIRECT
    if start > 0 and end < len(text) and text[start - 1] in _MARKS and text[end] in _MARKS:
        return span, (span,), AttributionKind.DIRECT
    quoted, opened = [], -1
    for place in range(start, end):
        if text[place] in "“«„" or (text[place] == '"' and opened < 0):
            opened = place + 1
        elif opened >= 0 and text[place] in '”»"':
            if place > opened:
                quoted.append(Span(opened, place))
            opened = -1
    return span, tuple(quoted), AttributionKind.MIXED if quoted else AttributionKind.INDIRECT


def kind_of_mention(text: str, span: Span) -> MentionKind:
    """How a passage names somebody, by its looks."""
    words = span.of(text).split()
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return MentionKind.PRONOUN
    return MentionKind.NAME if any(word[:1].isupper() for word in words[1:] or words) else MentionKind.DESCRIPTION


def with_speaker(findings: Findings, speaker: Speaker) -> Findings:
    """Findings in which that speaker is known, for a list to choose from."""
    if findings.speaker(speaker.id) is not None:
        return findings
    return replace(findings, speakers=(*findings.speakers, speaker))

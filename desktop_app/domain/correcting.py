"""What a reader can say of the findings of one article, each as the corrections that say it. Nothing is changed here.

Every function takes the article as it is shown and returns corrections in the order in which they are to be replayed; none where
there is nothing to say. KeyError where a finding of that id is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

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
from desktop_app.domain.passages import joined
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
    called = " ".join(name.split()) or one.name if name is not None else one.name
    former = () if called == one.name else (one.name,)  # stays one of the other names, which the text uses
    others = [other for other in dict.fromkeys((*former, *one.aliases)) if other != called]
    if aliases is not None:
        spoken = [" ".join(alias.split()) for alias in aliases]
        aliases = [other for other in dict.fromkeys((*former, *spoken)) if other and other != called]
    wanted: list[tuple[Field, Value, Value]] = [
        (Field.NAME, one.name, called),
        (Field.ROLE, one.role, " ".join(role.split()) if role is not None else None),
        (Field.KIND, one.kind.value, kind.value if kind is not None else None),
        (Field.ALIASES, others, aliases),
    ]
    return tuple(
        _written(reading, Target.SPEAKER, one, field, after)
        for field, before, after in wanted
        if after is not None and after != before
    )


def merge(reading: Reading, speaker_id: str, into: str) -> Corrections:
    """Two are one: all that `speaker_id` said and is called goes to `into`. Taking the correction back takes them apart again."""
    other = _speaker(reading, into)
    if speaker_id == into:
        return ()
    return _said(reading, Target.SPEAKER, speaker_id, Field.MERGED, speaker_value(other))


def split(
    reading: Reading, speaker_id: str, new: Speaker, mentions: Sequence[Span], attributions: Sequence[str]
) -> Corrections:
    """Take another one out of a speaker, with these mentions and statements (and those whose source is one of the mentions)."""
    if (not mentions and not attributions) or new.id == speaker_id:
        return ()
    after = speaker_value(new) | {"mentions": spans_value(mentions), "attributions": list(attributions)}
    return _said(reading, Target.SPEAKER, speaker_id, Field.SPLIT, after)


def mean(reading: Reading, speaker_id: str, mention: Span, other: Speaker | None) -> Corrections:
    """Say that somebody else is meant at one mention of a speaker; what has it as its source is theirs, then."""
    if other is not None and other.id == speaker_id:
        return ()
    after = {"span": list(mention), "speaker": speaker_value(other)}
    one = _speaker(reading, speaker_id)
    return (_written(reading, Target.SPEAKER, one, Field.MENTION, after, at=mention),)


# Claims ----------------------------------------------------------------------------------------------------------------


def judge_claim(reading: Reading, claim_id: str, status: ClaimStatus, note: str = "") -> Corrections:
    """Give a claim a status, with a word on why; every one is kept with its time."""
    after = {"status": status.value, "note": note, "at": datetime.now(UTC).isoformat()}
    return _said(reading, Target.CLAIM, claim_id, Field.STATUS, after)


def claim(reading: Reading, span: Span) -> Corrections:
    """A claim of the reader's, in the attribution that holds it, if one does; one of just these words that was dismissed comes
    back."""
    span = trimmed(reading.revision.text, span)
    if not span.length or any(one.span == span for one in _findings(reading).claims):
        return ()
    dismissed = reading.word.rejected.values() if reading.word is not None else ()
    for one in dismissed:
        if isinstance(one, Claim) and one.span == span:
            return judge(reading, Target.CLAIM, one.id, None)
    around = [one for one in _findings(reading).attributions if any(part.contains(span) for part in one.content)]
    owner = min(around, key=lambda one: hull(one.content).length, default=None)
    made = Claim(new_id(), owner.id if owner else None, span, owner.speaker if owner else None, 1.0, READER)
    return (_written(reading, Target.CLAIM, made, Field.MADE, encoded(made)),)


def same_claim(reading: Reading, claim_id: str, other_id: str | None) -> Corrections:
    """Say that a claim says the same as another one, with which all that said the same as either become one row; or (None) that
    it says something of its own. The first of a row stands for all of it."""
    claims = _findings(reading).claims
    one = _claim(reading, claim_id)
    row = _row(claims, one)
    if other_id is None:
        rest = [claim for claim in row if claim.id != claim_id]
        apart = _said(reading, Target.CLAIM, claim_id, Field.REPEATS, None)
        return (*apart, *_joined(reading, rest)) if rest else ()
    other = _claim(reading, other_id)
    if other in row:
        return ()
    return _joined(reading, sorted((*row, *_row(claims, other)), key=lambda claim: (claim.span, claim.id)))


def _row(claims: Sequence[Claim], one: Claim) -> list[Claim]:
    """All claims that say the same as this one, itself among them, by place."""
    first = one.repeats or one.id
    return [claim for claim in claims if first in {claim.id, claim.repeats}] or [one]


def _joined(reading: Reading, row: Sequence[Claim]) -> Corrections:
    """Make the first of these claims new and let all others repeat it."""
    first = row[0]
    value = {"id": first.id, "span": list(first.span)}
    wanted = [(first, None, None), *((claim, first.id, value) for claim in row[1:])]
    return tuple(
        _written(reading, Target.CLAIM, claim, Field.REPEATS, after)
        for claim, repeats, after in wanted
        if claim.repeats != repeats
    )


# Topics ----------------------------------------------------------------------------------------------------------------


def topic(reading: Reading, label: str, spans: Sequence[Span], topic_id: str = "", hue: str = "") -> Corrections:
    """A topic of the reader's with these passages. topic_id: one that is there, in this article or in others; hue: its colour."""
    label = " ".join(label.split())
    spans = joined(trimmed(reading.revision.text, span) for span in spans)
    if not label or not spans:
        return ()
    if topic_id and _has_topic(reading, topic_id):
        return _with_passages(reading, topic_id, spans)
    made = Topic(topic_id or new_id(), label, (), spans, 1.0, READER)
    whole = _written(reading, Target.TOPIC, made, Field.MADE, encoded(made))
    return (whole, *_coloured(reading, made, hue))


def rename_topic(reading: Reading, topic_id: str, label: str) -> Corrections:
    label = " ".join(label.split())
    if not label or _topic(reading, topic_id).label == label:
        return ()
    return _said(reading, Target.TOPIC, topic_id, Field.LABEL, label)


def colour_topic(reading: Reading, topic_id: str, hue: str) -> Corrections:
    known = reading.word.colours.get(topic_id) if reading.word is not None else None
    return () if known == hue else _said(reading, Target.TOPIC, topic_id, Field.COLOUR, hue)


def merge_topics(reading: Reading, topic_id: str, into: str) -> Corrections:
    """Two are one: the passages of `topic_id` go to `into`."""
    other = _topic(reading, into)
    return () if topic_id == into else _said(reading, Target.TOPIC, topic_id, Field.MERGED, encoded(other))


def merge_into_own(reading: Reading, topic_id: str, own_id: str, label: str, hue: str = "") -> Corrections:
    """A topic of this article is one of the reader's own, which may be there in other articles only so far."""
    one = _topic(reading, topic_id)
    if _is_rejected(reading, own_id):  # what it had was taken from it: it begins anew, with these passages
        back = _with_passages(reading, own_id, one.spans)
        return (*back, *_said(reading, Target.TOPIC, topic_id, Field.MERGED, encoded(_topic(reading, own_id))))
    if _has_topic(reading, own_id):
        return merge_topics(reading, topic_id, own_id)
    own = Topic(own_id, label, (), one.spans, 1.0, READER)
    return (*_said(reading, Target.TOPIC, topic_id, Field.MERGED, encoded(own)), *_coloured(reading, own, hue))


def dismiss_topic(reading: Reading, topic_id: str, label: str, spans: Sequence[Span]) -> Corrections:
    """These passages do not belong to one of the reader's own topics, which the article does not have."""
    if _has_topic(reading, topic_id):
        return ()
    own = Topic(topic_id, label, (), joined(spans), 1.0, READER)
    return (_written(reading, Target.TOPIC, own, Field.VERDICT, Verdict.REJECTED.value),)


def give_passage(reading: Reading, topic_id: str, span: Span) -> Corrections:
    """The passage belongs to the topic, too; what touches it is joined with it. A topic that was removed is there again, with this
    passage only."""
    span = trimmed(reading.revision.text, span)
    return _with_passages(reading, topic_id, (span,)) if span.length else ()


def take_passage(reading: Reading, topic_id: str, span: Span) -> Corrections:
    """The passage does not belong to the topic; a topic without passages is rejected."""
    text, one = reading.revision.text, _topic(reading, topic_id)
    span = trimmed(text, span)
    left: list[Span] = []
    for other in one.spans:
        if not other.overlaps(span):
            left.append(other)
            continue
        parts = (Span(other.start, span.start), Span(span.end, other.end))
        left += [trimmed(text, part) for part in parts if any(letter.isalnum() for letter in part.of(text))]
    if not span.length or tuple(left) == one.spans:
        return ()
    if not left:
        return judge(reading, Target.TOPIC, topic_id, Verdict.REJECTED)
    return _said(reading, Target.TOPIC, topic_id, Field.PASSAGES, spans_value(left))


def _coloured(reading: Reading, one: Topic, hue: str) -> Corrections:
    return (_written(reading, Target.TOPIC, one, Field.COLOUR, hue),) if hue else ()


def _with_passages(reading: Reading, topic_id: str, spans: Sequence[Span]) -> Corrections:
    one = _topic(reading, topic_id)
    if _is_rejected(reading, topic_id):
        back = judge(reading, Target.TOPIC, topic_id, None)
        return (*back, *_said(reading, Target.TOPIC, topic_id, Field.PASSAGES, spans_value(spans)))
    wanted = joined((*one.spans, *spans))
    return () if wanted == one.spans else _said(reading, Target.TOPIC, topic_id, Field.PASSAGES, spans_value(wanted))


def _has_topic(reading: Reading, topic_id: str) -> bool:
    is_there = finding_of(_findings(reading), Target.TOPIC, topic_id) is not None
    return is_there or _is_rejected(reading, topic_id)


def _is_rejected(reading: Reading, topic_id: str) -> bool:
    return reading.word is not None and topic_id in reading.word.rejected


# All of them -----------------------------------------------------------------------------------------------------------


def in_turn(log: Sequence[Correction], said: Sequence[Correction]) -> Corrections:
    """What was said now, each later than what was said before it: the log is replayed by time, and clocks are coarse at times,
    or set back."""
    last = max((one.made_at for one in log), default=None)
    later: list[Correction] = []
    for one in said:
        if last is not None and one.made_at <= last:
            one = replace(one, made_at=last + timedelta(microseconds=1))
        last = one.made_at
        later.append(one)
    return tuple(later)


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
    """One that is not rejected: what would be said of it would be lost."""
    found = finding_of(_findings(reading), Target.ATTRIBUTION, attribution_id)
    if not isinstance(found, Attribution):
        raise KeyError(attribution_id)
    return found


def _speaker(reading: Reading, speaker_id: str) -> Speaker:
    found = _finding(reading, Target.SPEAKER, speaker_id)
    assert isinstance(found, Speaker)
    return found


def _claim(reading: Reading, claim_id: str) -> Claim:
    """One that is not dismissed."""
    found = finding_of(_findings(reading), Target.CLAIM, claim_id)
    if not isinstance(found, Claim):
        raise KeyError(claim_id)
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

"""Findings as they read after all of the reader's corrections: the log is replayed, oldest first, on what an engine found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from desktop_app.domain.annotations import Correction
from desktop_app.domain.colour_places import colour_places
from desktop_app.domain.corrections import (
    READER,
    ClaimStatus,
    Field,
    Target,
    Value,
    Verdict,
    decoded,
    place_of_finding,
    spans_from,
    speaker_from,
)
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
from desktop_app.domain.passages import joined, likeness, within
from desktop_app.domain.spans import Span, hull

LIKE = 0.5
"""So much of two passages together must be common to both for one finding to stand for the other."""
TWIN = 0.9
"""The same for a claim of the reader's to stand in the place of an engine's: less, and it is a claim beside it."""
OF_WHOLE = "-c"
"""What the id of the claim that a statement of the reader's makes as a whole has after the id of the statement."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A status that the reader gave to a claim."""

    status: ClaimStatus
    note: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Corrected:
    """findings: as they read now. What a finding's id has in `verdicts`, `changed` (fields, oldest first), `statuses` (oldest
    first) and `colours` (of topics) is the reader's word on it. rejected: findings that are left out, by id. orphans: corrections
    whose finding is neither there nor can be made again. merged: by id of a speaker, what merged others into them, oldest first.
    places, topic_places: of the colours of speakers and topics, by id; what was found keeps the place that it was found at, others
    have the next ones in the order in which the corrections name them."""

    findings: Findings
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    changed: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    statuses: Mapping[str, tuple[Judged, ...]] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    rejected: Mapping[str, Attribution | Claim | Topic] = field(default_factory=dict)
    orphans: tuple[Correction, ...] = ()
    merged: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    topic_places: Mapping[str, int] = field(default_factory=dict)

    def status_of(self, claim_id: str) -> ClaimStatus:
        known = self.statuses.get(claim_id, ())
        return known[-1].status if known else ClaimStatus.TO_CHECK


def corrected(findings: Findings, corrections: Sequence[Correction]) -> Corrected:
    """`findings` after `corrections`, which are replayed in their order. Linear in both, but for speakers that are taken apart."""
    state = _State(findings)
    orphans = tuple(one for one in corrections if not state.apply(one))
    if len(orphans) == len(corrections):  # nothing is said of what was found
        places, topic_places = colour_places(findings.speakers), colour_places(findings.topics)
        return Corrected(findings, orphans=orphans, places=places, topic_places=topic_places)
    return state.result(orphans)


class _State:
    """Findings while they are corrected."""

    def __init__(self, findings: Findings) -> None:
        self._found = findings
        self.attributions = {one.id: one for one in findings.attributions}
        self.speakers = {one.id: one for one in findings.speakers}
        self.claims = {one.id: one for one in findings.claims}
        self.topics = {one.id: one for one in findings.topics}
        self.places, self.topic_places = colour_places(findings.speakers), colour_places(findings.topics)
        self.not_speech = list(findings.not_speech)
        self.verdicts: dict[str, Verdict] = {}
        self.changed: dict[str, list[Field]] = {}
        self.statuses: dict[str, list[Judged]] = {}
        self.colours: dict[str, str] = {}
        self.rejected: dict[str, Attribution | Claim | Topic] = {}
        self.heirs: dict[str, str] = {}  # of merged speakers, and of findings for which another one stands now
        self.merges: list[tuple[str, Correction]] = []  # the speaker who went, and what said so
        self.dropped: dict[str, list[Claim]] = {}  # claims that went with their rejected statement, by its id
        self.readers: set[str] = set()  # findings that no engine may replace
        self._steps: dict[Target, Callable[[str, Field, Value], None]] = {
            Target.ATTRIBUTION: self._correct_attribution,
            Target.SPEAKER: self._correct_speaker,
            Target.CLAIM: self._correct_claim,
            Target.TOPIC: self._correct_topic,
        }

    def apply(self, correction: Correction) -> bool:
        """False where there is nothing that it could be applied to, or nobody can read it."""
        try:
            target, kind = Target(correction.target), Field(correction.field)
            after = json.loads(correction.after)
            identity = self._present(target, kind, correction, after)
            if identity is None:
                return False
            self._steps[target](identity, kind, after)
        except (KeyError, TypeError, ValueError):
            return False
        if target is Target.SPEAKER and kind is Field.MERGED:
            self.merges.append((identity, correction))
        if kind is not Field.VERDICT and kind is not Field.STATUS:
            self.changed.setdefault(identity, []).append(kind)
        return True

    def _pool(
        self, target: Target
    ) -> dict[str, Attribution] | dict[str, Speaker] | dict[str, Claim] | dict[str, Topic]:
        pools = {
            Target.ATTRIBUTION: self.attributions,
            Target.SPEAKER: self.speakers,
            Target.CLAIM: self.claims,
            Target.TOPIC: self.topics,
        }
        return pools[target]  # type: ignore[return-value]

    def _present(self, target: Target, kind: Field, correction: Correction, after: Value) -> str | None:
        """Id of the finding that is meant, which is made again where no engine finds it any more."""
        pool = self._pool(target)
        identity = self.heirs.get(correction.target_id, correction.target_id)
        if identity in pool or identity in self.rejected:
            return identity
        if target is Target.SPEAKER and kind is not Field.MADE:
            namesake = self._namesake(json.loads(correction.before))
            if namesake is not None:
                self.heirs[identity] = namesake
                return namesake
        elif kind is not Field.MADE:
            near = (
                self._topic_like(decoded(target, json.loads(correction.before)))
                if target is Target.TOPIC
                else _nearest(pool.values(), correction.span)  # type: ignore[arg-type]
            )
            if near is not None:
                self.heirs[correction.target_id] = near
                return near
        made = decoded(target, after if kind is Field.MADE else json.loads(correction.before))
        self._add(target, replace(made, id=identity))
        return identity

    def _add(self, target: Target, finding: Attribution | Speaker | Claim | Topic) -> None:
        """Puts a finding of the reader's in, and what an engine found in its place out."""
        self.readers.add(finding.id)
        if isinstance(finding, Attribution):
            self._clear_place(finding.id, finding.content)
        elif isinstance(finding, Speaker):
            taken = {mention.span for one in self.speakers.values() for mention in one.mentions}
            left = tuple(mention for mention in finding.mentions if mention.span not in taken)
            finding = replace(finding, mentions=left)
            self.places.setdefault(finding.id, len(self.places))
        elif isinstance(finding, Claim):
            finding = self._in_place_of_twin(self._owned(finding))
        else:
            self.topic_places.setdefault(finding.id, len(self.topic_places))
        pool: dict[str, Attribution | Speaker | Claim | Topic] = self._pool(target)  # type: ignore[assignment]
        pool[finding.id] = finding

    def _owned(self, claim: Claim) -> Claim:
        """In the shortest statement that holds it, where its own is not there any more."""
        if claim.attribution is None or claim.attribution in self.attributions or claim.attribution in self.rejected:
            return claim
        around = [one for one in self.attributions.values() if any(part.contains(claim.span) for part in one.content)]
        owner = min(around, key=lambda one: (hull(one.content).length, one.id), default=None)
        if owner is not None:
            return replace(claim, attribution=owner.id, speaker=owner.speaker)
        speaker = self.heirs.get(claim.speaker or "", claim.speaker)
        return replace(claim, attribution=None, speaker=speaker if speaker in self.speakers else None)

    def _in_place_of_twin(self, claim: Claim) -> Claim:
        """An engine's claim on nearly the same words goes; what says the same as it says the same as the reader's."""
        for other in list(self.claims.values()):
            if other.id not in self.readers and likeness((claim.span,), (other.span,)) >= TWIN:
                self.claims.pop(other.id)
                claim = replace(claim, repeats=claim.repeats or other.repeats or other.id)
        return claim

    def _clear_place(self, identity: str, content: Sequence[Span]) -> None:
        for other in list(self.attributions.values()):
            if other.id != identity and other.id not in self.readers and likeness(content, other.content) >= LIKE:
                self._drop_attribution(other.id, heir=identity)

    def _drop_attribution(self, identity: str, *, heir: str = "") -> Attribution:
        """Takes it out, with its claims; those of which the reader has spoken go to the statement that comes instead."""
        for claim in [one for one in self.claims.values() if one.attribution == identity]:
            if heir and claim.id in self.readers:
                self.claims[claim.id] = replace(claim, attribution=heir)
            else:
                self.claims.pop(claim.id)
        return self.attributions.pop(identity)

    # Attributions

    def _correct_attribution(self, identity: str, kind: Field, after: Value) -> None:
        if kind is Field.VERDICT:
            self._judge(identity, Verdict(after) if after else None)
            return
        if kind is Field.MADE:
            self._make_attribution(identity, after)
            return
        one = self.attributions[identity]
        self.readers.add(identity)
        if kind is Field.SPEAKER:
            one = replace(one, speaker=self._speaker(after), confidence=1.0)
        elif kind is Field.CONTENT:
            content = spans_from(after)
            self._clear_place(identity, content)
            quoted = content if one.kind is AttributionKind.DIRECT else within(one.quoted, content)
            one = replace(one, content=content, quoted=quoted)
            self._move_claims(one)
        elif kind is Field.KIND:
            one = replace(one, kind=AttributionKind(after))
        elif kind is Field.CUE:
            one = replace(one, cue=spans_from(after))
        else:
            raise ValueError(kind)
        self.attributions[identity] = one

    def _make_attribution(self, identity: str, after: Value) -> None:
        one = decoded(Target.ATTRIBUTION, after)
        assert isinstance(one, Attribution)
        who = after.get("who")
        speaker = self._speaker(who) if who else one.speaker if one.speaker in self.speakers else None
        self._add(Target.ATTRIBUTION, replace(one, id=identity, speaker=speaker, found_by=READER, confidence=1.0))
        claim = Claim(f"{identity}{OF_WHOLE}", identity, hull(one.content), speaker, 1.0, READER)
        own = (one.span for one in self.claims.values() if one.attribution == identity)
        if not any(likeness((span,), (claim.span,)) >= TWIN for span in own):
            self.claims[claim.id] = claim

    def _judge(self, identity: str, verdict: Verdict | None) -> None:
        """A finding that was rejected comes back when the verdict is taken back or is another one."""
        back = self.rejected.pop(identity, None)
        if isinstance(back, Attribution):
            self.attributions[identity] = back
            for claim in self.dropped.pop(identity, ()):
                self.claims.setdefault(claim.id, claim)
            self.not_speech = [
                span for span in self.not_speech if span not in back.quoted or span in self._found.not_speech
            ]
        if verdict is None:
            self.verdicts.pop(identity, None)
            found = next((one for one in self._found.attributions if one.id == identity), None)
            if found is not None:
                self.attributions[identity] = replace(self.attributions[identity], confidence=found.confidence)
            return
        self.verdicts[identity] = verdict
        self.readers.add(identity)
        if verdict is not Verdict.CONFIRMED:
            self.dropped[identity] = [claim for claim in self.claims.values() if claim.attribution == identity]
            one = self._drop_attribution(identity)
            self.rejected[identity] = one
            if verdict is Verdict.NOT_SPEECH:
                self.not_speech = sorted({*self.not_speech, *one.quoted})
        else:
            self.attributions[identity] = replace(self.attributions[identity], confidence=1.0)

    def _move_claims(self, one: Attribution) -> None:
        """Claims of a statement whose ends were moved: what still lies in it stays, else the whole is one claim."""
        own = [claim for claim in self.claims.values() if claim.attribution == one.id]
        for claim in own:
            if not any(span.contains(claim.span) for span in one.content):
                self.claims.pop(claim.id)
        if own and not any(claim.attribution == one.id for claim in self.claims.values()):
            first = own[0]
            self.claims[first.id] = replace(first, span=hull(one.content))

    def _speaker(self, value: Value) -> str | None:
        """Id of a speaker given as a value, who is added where the article did not know them."""
        if value is None:
            return None
        identity = str(self.heirs.get(value["id"], value["id"]))
        if identity in self.speakers:
            return identity
        namesake = self._namesake(value)
        if namesake is not None:
            self.heirs[identity] = namesake
            return namesake
        self.speakers[identity] = replace(speaker_from(value), id=identity)
        self.places.setdefault(identity, len(self.places))
        return identity

    def _namesake(self, value: Value) -> str | None:
        """Id of the only speaker of that name and kind: another analysis may have given them another id."""
        alike = [one.id for one in self.speakers.values() if (one.name, one.kind) == (value["name"], value["kind"])]
        return alike[0] if len(alike) == 1 else None

    # Speakers

    def _correct_speaker(self, identity: str, kind: Field, after: Value) -> None:
        one = self.speakers[identity]
        self.readers.add(identity)
        if kind is Field.NAME:
            aliases = one.aliases if one.name in one.aliases or one.name == after else (one.name, *one.aliases)
            one = replace(one, name=after, aliases=tuple(alias for alias in aliases if alias != after))
        elif kind is Field.ROLE:
            one = replace(one, role=after)
        elif kind is Field.KIND:
            one = replace(one, kind=SpeakerKind(after))
        elif kind is Field.ALIASES:
            one = replace(one, aliases=tuple(after))
        elif kind is Field.MERGED:
            self._merge(one, self._speaker(after))
            return
        elif kind is Field.SPLIT:
            self._split(identity, after)
            return
        elif kind is Field.MENTION:
            self._mean(identity, Span(*after["span"]), self._speaker(after["speaker"]))
            return
        elif kind is not Field.MADE:
            raise ValueError(kind)
        self.speakers[identity] = one

    def _merge(self, one: Speaker, into: str | None) -> None:
        if into is None or into == one.id:
            return
        other = self.speakers[into]
        names = (one.name, *one.aliases)
        aliases = dict.fromkeys((*other.aliases, *(name for name in names if name != other.name)))
        mentions = _in_order({*other.mentions, *one.mentions})
        self.speakers[into] = replace(other, aliases=tuple(aliases), mentions=mentions, role=other.role or one.role)
        del self.speakers[one.id]
        self.heirs = {was: into if now == one.id else now for was, now in self.heirs.items()} | {one.id: into}
        self._hand_over(one.id, into, lambda _one: True)
        self.changed.setdefault(into, []).append(Field.MERGED)

    def _split(self, identity: str, after: Value) -> None:
        new = self._speaker(after)
        chosen, statements = set(spans_from(after["mentions"])), set(after["attributions"])
        here = {mention.span for mention in self.speakers[identity].mentions}
        for span in sorted(chosen & here):  # the others are somebody else's by now
            self._move_mention(identity, span, new)
        self._hand_over(identity, new, lambda one: one.id in statements)

    def _mean(self, identity: str, span: Span, to: str | None) -> None:
        """The reader's word is on the place: whoever has the mention there by now gives it away."""
        holders = [one.id for one in self.speakers.values() if any(mention.span == span for mention in one.mentions)]
        for was in [identity] if identity in holders else [*holders, identity]:
            self._move_mention(was, span, to)
        if not holders and to is not None:
            other = self.speakers[to]
            made = Mention(span, MentionKind.DESCRIPTION)
            self.speakers[to] = replace(other, mentions=_in_order((*other.mentions, made)))

    def _move_mention(self, identity: str, span: Span, to: str | None) -> None:
        """Somebody else is meant there, and says what has that mention as its source."""
        if to == identity:
            return
        one = self.speakers[identity]
        moved = [mention for mention in one.mentions if mention.span == span]
        kept = tuple(mention for mention in one.mentions if mention.span != span)
        self.speakers[identity] = replace(one, mentions=kept)
        if to is not None:
            other = self.speakers[to]
            self.speakers[to] = replace(other, mentions=_in_order({*other.mentions, *moved}))
        self._hand_over(identity, to, lambda statement: any(part.overlaps(span) for part in statement.source))

    def _hand_over(self, was: str, now: str | None, fits: Callable[[Attribution], bool]) -> None:
        for statement in list(self.attributions.values()):
            if statement.speaker == was and fits(statement):
                self.attributions[statement.id] = replace(statement, speaker=now)
        for identity, left_out in self.rejected.items():
            if isinstance(left_out, Attribution) and left_out.speaker == was and fits(left_out):
                self.rejected[identity] = replace(left_out, speaker=now)

    # Claims and topics

    def _correct_claim(self, identity: str, kind: Field, after: Value) -> None:
        if kind is Field.VERDICT:
            self._judge_other(identity, self.claims, after)  # type: ignore[arg-type]
            return
        if kind is Field.STATUS:
            self.readers.add(identity)
            judged = Judged(ClaimStatus(after["status"]), after.get("note", ""), datetime.fromisoformat(after["at"]))
            self.statuses.setdefault(identity, []).append(judged)
            return
        one = self.claims[identity]
        self.readers.add(identity)
        if kind is Field.REPEATS:
            one = replace(one, repeats=self._claim_meant(after))
        elif kind is Field.CONTENT:
            one = replace(one, span=Span(*after))
        elif kind is Field.SPEAKER:
            one = replace(one, speaker=self._speaker(after))
        elif kind is not Field.MADE:
            raise ValueError(kind)
        self.claims[identity] = one

    def _claim_meant(self, value: Value) -> str | None:
        """Id of the claim given as {id, span}: by its place where no claim has that id now."""
        if value is None:
            return None
        identity = str(self.heirs.get(value["id"], value["id"]))
        if identity in self.claims or identity in self.rejected:
            return identity
        return _nearest(self.claims.values(), Span(*value["span"])) or identity

    def _correct_topic(self, identity: str, kind: Field, after: Value) -> None:
        if kind is Field.VERDICT:
            self._judge_other(identity, self.topics, after)  # type: ignore[arg-type]
            return
        pool: dict[str, Any] = self.topics if identity in self.topics else self.rejected
        one: Topic = pool[identity]
        self.readers.add(identity)
        if kind is Field.LABEL:
            one = replace(one, label=after)
        elif kind is Field.COLOUR:
            self.colours[identity] = str(after)
        elif kind is Field.PASSAGES:
            one = replace(one, spans=joined(spans_from(after)))
        elif kind is Field.MADE:
            one = replace(one, spans=joined((*one.spans, *spans_from(after["spans"]))))
        elif kind is Field.MERGED:
            self._merge_topic(one, decoded(Target.TOPIC, after))
            return
        else:
            raise ValueError(kind)
        pool[identity] = one

    def _merge_topic(self, one: Topic, was: Attribution | Speaker | Claim | Topic) -> None:
        """Its passages go to the other (as that read then), which is made again where no engine finds it any more."""
        into = self.heirs.get(was.id, was.id)
        if into not in self.topics and into not in self.rejected:
            into = self.heirs[was.id] = self._topic_like(was, but=one.id) or was.id
        if into == one.id:
            return
        if into not in self.topics and into not in self.rejected:
            self._add(Target.TOPIC, was)
        pool: dict[str, Any] = self.topics if into in self.topics else self.rejected
        other: Topic = pool[into]
        phrases = tuple(dict.fromkeys((*other.key_phrases, *one.key_phrases)))
        pool[into] = replace(other, spans=joined((*other.spans, *one.spans)), key_phrases=phrases)
        self.topics.pop(one.id, None)
        self.rejected.pop(one.id, None)
        self.readers.add(into)
        self.changed.setdefault(into, []).append(Field.MERGED)
        self.heirs = {old: into if now == one.id else now for old, now in self.heirs.items()} | {one.id: into}

    def _topic_like(self, was: Attribution | Speaker | Claim | Topic, *, but: str = "") -> str | None:
        """Id of the engine's topic with nearly the same passages. The reader's own are known by their ids alone."""
        if not isinstance(was, Topic) or was.found_by == READER:
            return None
        others = [one for one in self.topics.values() if one.found_by != READER and one.id != but]
        best = max(others, key=lambda one: likeness(one.spans, was.spans), default=None)
        return best.id if best is not None and likeness(best.spans, was.spans) >= LIKE else None

    def _judge_other(self, identity: str, pool: dict[str, Claim | Topic], after: Value) -> None:
        verdict = Verdict(after) if after else None
        back = self.rejected.pop(identity, None)
        if isinstance(back, Claim | Topic):
            pool[identity] = back
        self.readers.add(identity)
        if verdict is None:
            self.verdicts.pop(identity, None)
            return
        self.verdicts[identity] = verdict
        if verdict is not Verdict.CONFIRMED:
            self.rejected[identity] = pool.pop(identity)

    # The end

    def result(self, orphans: tuple[Correction, ...]) -> Corrected:
        attributions = sorted(self.attributions.values(), key=lambda one: (one.content[:1], one.id))
        said = {one.id: one.speaker for one in attributions}
        claims = [
            replace(claim, speaker=self._who_claims(claim, said))
            for claim in self.claims.values()
            if claim.attribution is None or claim.attribution in said
        ]
        counts = Counter(said.values())
        named = {claim.speaker for claim in claims}
        first = {one.id: number for number, one in enumerate(self._found.speakers)}
        speakers = [  # one of the reader's to whom nothing is left was a slip of the pen
            one
            for one in self.speakers.values()
            if one.id in first or one.id in self.changed or counts[one.id] or one.id in named or one.mentions
        ]
        speakers.sort(key=lambda one: (-counts[one.id], first.get(one.id, len(first)), one.name, one.id))
        found = replace(
            self._found,
            speakers=tuple(speakers),
            attributions=tuple(attributions),
            claims=_in_rows(claims),
            topics=tuple(sorted(self.topics.values(), key=lambda one: (one.spans[:1], one.id))),
            not_speech=tuple(self.not_speech),
        )
        return Corrected(
            found,
            self.verdicts,
            {identity: tuple(fields) for identity, fields in self.changed.items()},
            {identity: tuple(judged) for identity, judged in self.statuses.items()},
            self.colours,
            self.rejected,
            orphans,
            self._merged(),
            self.places,
            self.topic_places,
        )

    def _merged(self) -> dict[str, tuple[Correction, ...]]:
        merged: dict[str, tuple[Correction, ...]] = {}
        for identity, said in self.merges:
            into = self.heirs.get(identity)
            if into is not None:
                merged[into] = (*merged.get(into, ()), said)
        return merged

    def _who_claims(self, claim: Claim, said: Mapping[str, str | None]) -> str | None:
        """Whoever says the statement that holds it; of a claim that stands alone, the heir of its speaker."""
        if claim.attribution is not None:
            return said[claim.attribution]
        return self.heirs.get(claim.speaker, claim.speaker) if claim.speaker is not None else None


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: (mention.span, mention.kind)))


def _in_rows(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by place, where all that say the same repeat the first of them; one that is gone still joins what repeated it."""
    ordered = sorted(claims, key=lambda one: (one.span, one.id))
    above: dict[str, str] = {}

    def top(identity: str) -> str:
        while identity in above:
            identity = above[identity]
        return identity

    for one in ordered:
        if one.repeats is not None and top(one.id) != top(one.repeats):
            above[top(one.id)] = top(one.repeats)
    firsts: dict[str, str] = {}
    for one in ordered:
        firsts.setdefault(top(one.id), one.id)
    return tuple(
        replace(one, repeats=None if firsts[top(one.id)] == one.id else firsts[top(one.id)]) for one in ordered
    )


def _nearest(pool: Iterable[Attribution | Claim | Topic], span: Span) -> str | None:
    """Id of the engine's finding that lies nearly where another one lay. The reader's own are known by their ids alone."""
    best, likest = None, LIKE
    for one in (each for each in pool if each.found_by != READER):
        alike = likeness((place_of_finding(one),), (span,))
        if alike > likest or (alike == likest and best is None):
            best, likest = one.id, alike
    return best

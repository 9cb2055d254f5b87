"""What one run of an engine found, in and out of the tables in bulk. Each function runs inside its caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, func, select, update

from desktop_app.domain.corrected import OF_WHOLE
from desktop_app.domain.corrections import Field
from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    CheckReason,
    Claim,
    Findings,
    Mention,
    MentionKind,
    Speaker,
    SpeakerKind,
    Topic,
    quotation_count,
)
from desktop_app.domain.spans import Span, hull
from desktop_app.storage import tables
from desktop_app.storage.articles import RevisionRow, find_revision
from desktop_app.storage.connection import insert_rows, now, stamp
from desktop_app.storage.lasting_ids import fresh_ids, inherit_by_mentions, inherit_by_place, is_fresh, passage_key

PROGRAM = "program"
"""Who made a finding: only the program's are replaced by another analysis."""

_ROLES = ("content", "cue", "quoted", "source")
"""Of the spans of an attribution; in the order of the table's index, so that rows are appended to it."""
_SPEAKER_KINDS = {kind.value: kind for kind in SpeakerKind}
_MENTION_KINDS = {kind.value: kind for kind in MentionKind}
_ATTRIBUTION_KINDS = {kind.value: kind for kind in AttributionKind}
_CHECK_REASONS = {reason.value: reason for reason in CheckReason}

_FOUND = (tables.claims, tables.attributions, tables.article_speakers, tables.topics)
_PARTS = (
    (tables.attribution_spans, tables.attribution_spans.c.attribution_key, tables.attributions),
    (tables.mentions, tables.mentions.c.article_speaker_key, tables.article_speakers),
    (tables.aliases, tables.aliases.c.article_speaker_key, tables.article_speakers),
    (tables.key_phrases, tables.key_phrases.c.topic_key, tables.topics),
    (tables.passages, tables.passages.c.topic_key, tables.topics),
)


class _Known(NamedTuple):
    """Findings that have an id already: those of the last run, and lost ones that the reader wrote about."""

    mentions: dict[str, list[Span]]
    attributions: dict[str, Span]
    claims: dict[str, Span]
    topics: dict[str, Span]


class _Ids(NamedTuple):
    """From ids local to a run to lasting ones."""

    speakers: dict[str, str]
    attributions: dict[str, str]
    claims: dict[str, str]
    topics: dict[str, str]


def save(connection: Connection, revision_id: str, findings: Findings, started_at: datetime | None) -> Findings:
    """Replace what the program found in a revision; the findings with lasting ids. NotFound.

    What the reader made, wrote or judged is not touched: a speaker that is found again is still the same person of the library.
    """
    revision = find_revision(connection, revision_id)
    t = tables.revision_texts.c
    text = str(connection.scalar(select(t.text).where(t.revision_key == revision.key)))
    ids = _lasting_ids(revision.article_id, text, findings, _known(connection, revision))
    named = _renamed(findings, ids)
    people = _people(connection, revision)
    _clear(connection, revision)
    _insert(connection, revision, named, people)
    run = (None, revision.key, findings.engine, findings.engine_version, started_at and stamp(started_at), stamp(now()))
    insert_rows(connection, tables.analysis_runs, [run])
    connection.execute(
        update(tables.revisions)
        .where(tables.revisions.c.key == revision.key)
        .values(quotations=quotation_count(findings.attributions), speakers=len(findings.speakers))
    )
    return named


def load(connection: Connection, revision_id: str) -> Findings | None:
    """What is known of a revision, None where it has never been analysed. NotFound."""
    key = find_revision(connection, revision_id).key
    r, n = tables.analysis_runs.c, tables.not_speech.c
    run = connection.execute(
        select(r.engine, r.engine_version).where(r.revision_key == key).order_by(r.key.desc()).limit(1)
    ).first()
    if run is None:
        return None
    marked = connection.execute(select(n.start_at, n.end_at).where(n.revision_key == key).order_by(n.number))
    return Findings(
        engine=run.engine,
        engine_version=run.engine_version,
        speakers=tuple(_load_speakers(connection, key)),
        attributions=tuple(_load_attributions(connection, key)),
        claims=tuple(_load_claims(connection, key)),
        topics=tuple(_load_topics(connection, key)),
        not_speech=tuple(Span(*row) for row in marked),
    )


# Ids -------------------------------------------------------------------------------------------------------------------


def _known(connection: Connection, revision: RevisionRow) -> _Known:
    known = _Known({}, {}, {}, {})
    s, m = tables.article_speakers.c, tables.mentions.c
    rows = connection.execute(
        select(s.id, m.start_at, m.end_at)
        .join_from(tables.article_speakers, tables.mentions, isouter=True)
        .where(s.revision_key == revision.key)
        .order_by(s.key)
    )
    for speaker_id, start, end in rows:
        places = known.mentions.setdefault(speaker_id, [])
        if start is not None:
            places.append(Span(start, end))
    for table, by_id in ((tables.attributions, known.attributions), (tables.claims, known.claims)):
        c = table.c
        mine = c.revision_key == revision.key
        found = connection.execute(select(c.id, c.start_at, c.end_at).where(mine).order_by(c.key))
        by_id.update({row_id: Span(start, end) for row_id, start, end in found})
    t, p = tables.topics.c, tables.passages.c
    passages = connection.execute(
        select(t.id, func.min(p.start_at), func.max(p.end_at))
        .join_from(tables.topics, tables.passages, p.topic_key == t.key)
        .where(t.revision_key == revision.key)
        .group_by(t.id)
        .order_by(t.key)
    )
    known.topics.update({topic_id: Span(start, end) for topic_id, start, end in passages})
    _know_lost(connection, revision, known)
    return known


def _know_lost(connection: Connection, revision: RevisionRow, known: _Known) -> None:
    """Add findings that are gone, but that the reader wrote a note on or corrected. Not those that the reader made: what an
    engine finds near one is another finding."""
    by_target: dict[str, dict[str, Span]] = {
        "attribution": known.attributions,
        "claim": known.claims,
        "topic": known.topics,
    }
    made = tables.corrections.alias("made")
    for table in (tables.notes, tables.corrections):
        c = table.c
        owners = (c.target_id, func.replace(c.target_id, OF_WHOLE, ""))
        is_made = select(made.c.key).where(made.c.target_id.in_(owners), made.c.field == Field.MADE.value).exists()
        rows = connection.execute(
            select(c.target, c.target_id, c.start_at, c.end_at).where(
                c.revision_key == revision.key, c.start_at.is_not(None), ~is_made
            )
        )
        for target, target_id, start, end in rows:
            if target == "speaker" and is_fresh(target_id):
                known.mentions.setdefault(target_id, [Span(start, end)])
            elif target in by_target:
                by_target[target].setdefault(target_id, Span(start, end))


def _lasting_ids(article_id: str, text: str, findings: Findings, known: _Known) -> _Ids:
    def by_place(kind: str, spans: Sequence[Sequence[Span]], places: Mapping[str, Span]) -> list[str]:
        fresh = fresh_ids(article_id, kind, [passage_key(text, found) for found in spans])
        return inherit_by_place(fresh, [_place(found) for found in spans], places) if places else fresh

    names = fresh_ids(article_id, "speaker", [speaker.name.casefold() for speaker in findings.speakers])
    mentions = [[mention.span for mention in speaker.mentions] for speaker in findings.speakers]
    contents = [_content(found) for found in findings.attributions]
    return _Ids(
        _matched(findings.speakers, inherit_by_mentions(names, mentions, known.mentions)),
        _matched(findings.attributions, by_place("attribution", contents, known.attributions)),
        _matched(findings.claims, by_place("claim", [(claim.span,) for claim in findings.claims], known.claims)),
        _matched(findings.topics, by_place("topic", [topic.spans for topic in findings.topics], known.topics)),
    )


def _matched(found: Iterable[Speaker | Attribution | Claim | Topic], lasting: Sequence[str]) -> dict[str, str]:
    matched = {item.id: lasting_id for item, lasting_id in zip(found, lasting, strict=True)}
    if len(matched) != len(lasting):
        raise ValueError("two findings of one run have the same id")
    return matched


def _content(attribution: Attribution) -> tuple[Span, ...]:
    return attribution.content or attribution.quoted or attribution.cue or attribution.source


def _place(spans: Sequence[Span]) -> Span:
    if len(spans) == 1:
        return spans[0]
    return hull(spans) if spans else Span(0, 0)


def _renamed(findings: Findings, ids: _Ids) -> Findings:
    """KeyError where a finding names another that is not there: a bug of the engine."""
    speakers: dict[str | None, str | None] = {None: None} | dict(ids.speakers.items())
    attributions: dict[str | None, str | None] = {None: None} | dict(ids.attributions.items())
    claims: dict[str | None, str | None] = {None: None} | dict(ids.claims.items())
    return Findings(
        findings.engine,
        findings.engine_version,
        tuple([Speaker(ids.speakers[s.id], s.name, s.kind, s.role, s.aliases, s.mentions) for s in findings.speakers]),
        tuple(
            [
                Attribution(
                    own_id, a.kind, a.content, a.quoted, a.cue, a.source, speakers[a.speaker], a.confidence, a.found_by
                )
                for own_id, a in zip(ids.attributions.values(), findings.attributions, strict=True)
            ]
        ),
        tuple(
            [
                Claim(
                    own_id,
                    attributions[c.attribution],
                    c.span,
                    speakers[c.speaker],
                    c.confidence,
                    c.found_by,
                    c.worth,
                    c.reasons,
                    claims[c.repeats],
                )
                for own_id, c in zip(ids.claims.values(), findings.claims, strict=True)
            ]
        ),
        tuple(
            [
                Topic(ids.topics[t.id], t.label, t.key_phrases, t.spans, t.confidence, t.found_by)
                for t in findings.topics
            ]
        ),
        findings.not_speech,
    )


# Writing ---------------------------------------------------------------------------------------------------------------


def _people(connection: Connection, revision: RevisionRow) -> dict[str, int]:
    """Who, across articles, the speakers of this revision were said to be."""
    s = tables.article_speakers.c
    rows = connection.execute(
        select(s.id, s.speaker_key).where(s.revision_key == revision.key, s.speaker_key.is_not(None))
    )
    return dict(rows.all())


def _clear(connection: Connection, revision: RevisionRow) -> None:
    """Parts first, and in bulk: cascades would go row by row."""
    for part, owner_key, owner in _PARTS:
        connection.execute(delete(part).where(owner_key.in_(_found_keys(owner, revision))))
    for table in _FOUND:
        connection.execute(delete(table).where(table.c.revision_key == revision.key, table.c.made_by == PROGRAM))
    connection.execute(delete(tables.not_speech).where(tables.not_speech.c.revision_key == revision.key))


def _found_keys(table: Table, revision: RevisionRow) -> Any:
    return select(table.c.key).where(table.c.revision_key == revision.key, table.c.made_by == PROGRAM)


def _insert(connection: Connection, revision: RevisionRow, findings: Findings, people: Mapping[str, int]) -> None:
    speaker_keys: dict[str | None, int | None] = {None: None}
    _insert_speakers(connection, revision, findings.speakers, people, speaker_keys)
    found = findings.attributions
    first = _next_key(connection, tables.attributions)
    attribution_keys: dict[str | None, int | None] = {None: None} | {item.id: first + i for i, item in enumerate(found)}
    rows: list[tuple[object, ...]] = [
        (
            first + i,
            item.id,
            revision.key,
            i,
            item.kind.value,
            *_place(_content(item)),
            speaker_keys[item.speaker],
            item.confidence,
            item.found_by,
            PROGRAM,
        )
        for i, item in enumerate(found)
    ]
    spans: list[tuple[object, ...]] = [
        (key, role, j, start, end)
        for key, item in enumerate(found, first)
        for role, places in zip(_ROLES, (item.content, item.cue, item.quoted, item.source), strict=True)
        for j, (start, end) in enumerate(places)
    ]
    insert_rows(connection, tables.attributions, rows)
    insert_rows(connection, tables.attribution_spans, spans)
    _insert_claims(connection, revision, findings.claims, speaker_keys, attribution_keys)
    _insert_topics(connection, revision, findings.topics)
    insert_rows(connection, tables.not_speech, [(revision.key, i, *span) for i, span in enumerate(findings.not_speech)])


def _insert_speakers(
    connection: Connection,
    revision: RevisionRow,
    speakers: Sequence[Speaker],
    people: Mapping[str, int],
    keys: dict[str | None, int | None],
) -> None:
    first = _next_key(connection, tables.article_speakers)
    rows: list[tuple[object, ...]] = []
    aliases: list[tuple[object, ...]] = []
    mentions: list[tuple[object, ...]] = []
    for i, speaker in enumerate(speakers):
        key = keys[speaker.id] = first + i
        person = people.get(speaker.id)
        rows.append((key, speaker.id, revision.key, person, i, speaker.name, speaker.kind.value, speaker.role, PROGRAM))
        aliases.extend((key, j, alias) for j, alias in enumerate(speaker.aliases))
        mentions.extend((key, j, mention.kind.value, *mention.span) for j, mention in enumerate(speaker.mentions))
    insert_rows(connection, tables.article_speakers, rows)
    insert_rows(connection, tables.aliases, aliases)
    insert_rows(connection, tables.mentions, mentions)


def _insert_claims(
    connection: Connection,
    revision: RevisionRow,
    claims: Sequence[Claim],
    speaker_keys: Mapping[str | None, int | None],
    attribution_keys: Mapping[str | None, int | None],
) -> None:
    first = _next_key(connection, tables.claims)
    claim_keys: dict[str | None, int | None] = {None: None} | {claim.id: first + i for i, claim in enumerate(claims)}
    rows: list[tuple[object, ...]] = [
        (
            first + i,
            claim.id,
            revision.key,
            i,
            attribution_keys[claim.attribution],
            *claim.span,
            speaker_keys[claim.speaker],
            claim.confidence,
            claim.found_by,
            claim.worth,
            ",".join(claim.reasons),
            claim_keys[claim.repeats],
            PROGRAM,
        )
        for i, claim in enumerate(claims)
    ]
    insert_rows(connection, tables.claims, rows)


def _insert_topics(connection: Connection, revision: RevisionRow, topics: Sequence[Topic]) -> None:
    first = _next_key(connection, tables.topics)
    rows: list[tuple[object, ...]] = []
    phrases: list[tuple[object, ...]] = []
    passages: list[tuple[object, ...]] = []
    for i, topic in enumerate(topics):
        key = first + i
        rows.append((key, topic.id, revision.key, i, topic.label, topic.confidence, topic.found_by, PROGRAM))
        phrases.extend((key, j, phrase) for j, phrase in enumerate(topic.key_phrases))
        passages.extend((key, revision.key, j, *span, PROGRAM) for j, span in enumerate(topic.spans))
    insert_rows(connection, tables.topics, rows)
    insert_rows(connection, tables.key_phrases, phrases)
    insert_rows(connection, tables.passages, passages)


def _next_key(connection: Connection, table: Table) -> int:
    """Safe in a transaction that writes: nobody else can."""
    return 1 + int(connection.scalar(select(func.max(table.c.key))) or 0)


# Reading ---------------------------------------------------------------------------------------------------------------


def _load_speakers(connection: Connection, revision_key: int) -> Iterator[Speaker]:
    s, a, m = tables.article_speakers.c, tables.aliases.c, tables.mentions.c
    aliases: dict[int, list[str]] = {}
    for key, name in _parts(
        connection, tables.aliases, a.article_speaker_key, tables.article_speakers, revision_key, a.name
    ):
        aliases.setdefault(key, []).append(name)
    mentions: dict[int, list[Mention]] = {}
    columns = (m.kind, m.start_at, m.end_at)
    for key, kind, start, end in _parts(
        connection, tables.mentions, m.article_speaker_key, tables.article_speakers, revision_key, *columns
    ):
        mentions.setdefault(key, []).append(Mention(Span(start, end), _MENTION_KINDS[kind]))
    rows = connection.execute(
        select(s.key, s.id, s.name, s.kind, s.role).where(s.revision_key == revision_key).order_by(s.number, s.key)
    )
    for key, speaker_id, name, kind, role in rows:
        yield Speaker(
            speaker_id, name, _SPEAKER_KINDS[kind], role, tuple(aliases.get(key, ())), tuple(mentions.get(key, ()))
        )


def _load_attributions(connection: Connection, revision_key: int) -> Iterator[Attribution]:
    a, p, s = tables.attributions.c, tables.attribution_spans.c, tables.article_speakers.c
    spans: dict[tuple[int, str], list[Span]] = {}
    for key, role, start, end in _parts(
        connection,
        tables.attribution_spans,
        p.attribution_key,
        tables.attributions,
        revision_key,
        p.role,
        p.start_at,
        p.end_at,
    ):
        spans.setdefault((key, role), []).append(Span(start, end))
    rows = connection.execute(
        select(a.key, a.id, a.kind, s.id, a.confidence, a.found_by)
        .join_from(tables.attributions, tables.article_speakers, isouter=True)
        .where(a.revision_key == revision_key)
        .order_by(a.number, a.key)
    )
    for key, attribution_id, kind, speaker, confidence, found_by in rows:
        content, cue, quoted, source = (tuple(spans.get((key, role), ())) for role in _ROLES)
        yield Attribution(
            attribution_id, _ATTRIBUTION_KINDS[kind], content, quoted, cue, source, speaker, confidence, found_by
        )


def _load_claims(connection: Connection, revision_key: int) -> Iterator[Claim]:
    c, a, s = tables.claims.c, tables.attributions.c, tables.article_speakers.c
    earlier = tables.claims.alias("earlier")
    rows = connection.execute(
        select(c.id, a.id, c.start_at, c.end_at, s.id, c.confidence, c.found_by, c.worth, c.reasons, earlier.c.id)
        .select_from(
            tables.claims.outerjoin(tables.attributions, c.attribution_key == a.key)
            .outerjoin(tables.article_speakers, c.article_speaker_key == s.key)
            .outerjoin(earlier, c.repeats_key == earlier.c.key)
        )
        .where(c.revision_key == revision_key)
        .order_by(c.number, c.key)
    )
    for claim_id, attribution, start, end, speaker, confidence, found_by, worth, reasons, repeats in rows:
        why = tuple([_CHECK_REASONS[reason] for reason in reasons.split(",")]) if reasons else ()
        yield Claim(claim_id, attribution, Span(start, end), speaker, confidence, found_by, worth, why, repeats)


def _load_topics(connection: Connection, revision_key: int) -> Iterator[Topic]:
    t, f, p = tables.topics.c, tables.key_phrases.c, tables.passages.c
    phrases: dict[int, list[str]] = {}
    for key, phrase in _parts(connection, tables.key_phrases, f.topic_key, tables.topics, revision_key, f.phrase):
        phrases.setdefault(key, []).append(phrase)
    passages: dict[int, list[Span]] = {}
    for key, start, end in _parts(
        connection, tables.passages, p.topic_key, tables.topics, revision_key, p.start_at, p.end_at
    ):
        passages.setdefault(key, []).append(Span(start, end))
    rows = connection.execute(
        select(t.key, t.id, t.label, t.confidence, t.found_by)
        .where(t.revision_key == revision_key)
        .order_by(t.number, t.key)
    )
    for key, topic_id, label, confidence, found_by in rows:
        yield Topic(topic_id, label, tuple(phrases.get(key, ())), tuple(passages.get(key, ())), confidence, found_by)


def _parts(
    connection: Connection, part: Table, owner_key: Any, owner: Table, revision_key: int, *columns: Any
) -> Sequence[Any]:
    """Rows of a table that holds lists, by owner and in order."""
    order = [owner_key, *(part.c[name] for name in ("role", "number") if name in part.c)]
    return connection.execute(
        select(owner_key, *columns)
        .join_from(owner, part, owner_key == owner.c.key)
        .where(owner.c.revision_key == revision_key)
        .order_by(*order)
    ).all()

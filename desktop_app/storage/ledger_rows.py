"""What one shown text adds to the ledger: its people and what they say, as the reader corrected it. Runs inside its caller's
transaction; `searchable` calls it for each text whose findings or corrections have changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from desktop_app.domain.corrected import Corrected
from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.findings import Speaker, Topic
from desktop_app.domain.ledger import day_of
from desktop_app.domain.spans import Span, hull
from desktop_app.storage import identities, speaker_totals, tables, variants
from desktop_app.storage.connection import insert_rows


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text belongs: the keys of article and revision."""

    article: int
    revision: int


def renew(connection: Connection, place: Place, text: str, word: Corrected | None) -> None:
    """Put what a text says in the place of what it said before; None: nothing, it has not been analysed."""
    p, s = tables.ledger_people.c, tables.ledger_statements.c
    before = identities.known_in(connection, place.article)
    were = connection.scalars(select(p.speaker_key).where(p.article_key == place.article))
    speaker_totals.mark(connection, were.all())
    connection.execute(delete(tables.ledger_statements).where(s.article_key == place.article))
    connection.execute(delete(tables.ledger_people).where(p.article_key == place.article))
    if word is None:
        return
    found = identities.resolve(connection, place.article, word.findings.speakers, before)
    speakers = {one: who.speaker_key for one, who in found.items()}
    speaker_totals.mark(connection, speakers.values())
    keys = _add_people(connection, place, word.findings.speakers, found)
    _add_statements(connection, place, text, word, keys, speakers)
    variants.renew(connection, place.article)


def _add_people(
    connection: Connection, place: Place, people: Iterable[Speaker], found: dict[str, identities.Found]
) -> dict[str, int]:
    """By id of the finding, the keys of the new rows."""
    first = 1 + (connection.scalar(select(func.max(tables.ledger_people.c.key))) or 0)
    rows: list[tuple[object, ...]] = []
    keys: dict[str, int] = {}
    for key, one in enumerate(people, first):
        span = one.mentions[0].span if one.mentions else Span(0, 0)
        names = "\n".join(alias.replace("\n", " ") for alias in one.aliases)
        who = found.get(one.id)
        whom = (None, None, "") if who is None else (who.speaker_key, who.found_key, who.block)
        facts = (one.name, one.kind.value, one.role, names, *span)
        rows.append((key, place.article, place.revision, one.id, *whom, *facts))
        keys[one.id] = key
    insert_rows(connection, tables.ledger_people, rows)
    return keys


def _add_statements(
    connection: Connection, place: Place, text: str, word: Corrected, people: dict[str, int], speakers: dict[str, int]
) -> None:
    a = tables.articles.c
    published, imported_at = connection.execute(select(a.published, a.imported_at).where(a.key == place.article)).one()
    day, statuses = day_of(published, imported_at), _statuses(word)
    rows: list[tuple[object, ...]] = []
    for one in word.findings.attributions:
        content = one.content or one.quoted
        if not content:
            continue
        who = one.speaker or ""
        words, said = _lines(text, content), _lines(text, one.quoted)
        counts = (len(words.split()), len(one.quoted), len(said.split()))
        span = hull(content)
        facts = (words, said, _lines(text, one.cue), _topic(word.findings.topics, span), statuses.get(one.id, ""))
        keys = (place.article, place.revision, one.id, people.get(who), speakers.get(who))
        rows.append((None, *keys, one.kind.value, *span, day, *facts, *counts, one.confidence))
    insert_rows(connection, tables.ledger_statements, rows)


def _statuses(word: Corrected) -> dict[str, str]:
    """By id of an attribution, the status that the reader gave last to a claim of it."""
    judged: dict[str, tuple[str, str]] = {}
    for claim in word.findings.claims:
        said = word.statuses.get(claim.id, ())
        if claim.attribution is None or not said or said[-1].status is ClaimStatus.TO_CHECK:
            continue
        newest = (said[-1].made_at.isoformat(), said[-1].status.value)
        judged[claim.attribution] = max(newest, judged.get(claim.attribution, newest))
    return {attribution: status for attribution, (_, status) in judged.items()}


def _topic(topics: Iterable[Topic], span: Span) -> str:
    """The label of the topic that covers most of a passage."""
    covered = {topic.label: sum(_common(part, span) for part in topic.spans) for topic in topics}
    best = max(covered, key=lambda label: covered[label], default="")
    return best if covered.get(best) else ""


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _lines(text: str, spans: tuple[Span, ...]) -> str:
    return "\n".join(" ".join(span.of(text).split()) for span in spans)

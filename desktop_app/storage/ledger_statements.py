"""What somebody said over all articles, in pages. Each function runs inside its caller's transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.ledger import Said
from desktop_app.domain.spans import Span
from desktop_app.storage import tables
from desktop_app.storage.ledger_speakers import key_of

_L, _A, _P, _S = tables.ledger_statements.c, tables.articles.c, tables.ledger_people.c, tables.speakers.c
_HOLDS = "pressmark_said"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which statements; nothing and “” for all. words: each occurs in it, in whatever case."""

    kinds: frozenset[AttributionKind] = frozenset()
    words: str = ""
    outlet: str = ""
    topic: str = ""


def said_by(
    connection: Connection, speaker_id: str, choice: Choice, *, newest_first: bool, limit: int, offset: int
) -> list[Said]:
    """By day; statements of one article in their order in it, backwards where the newest come first. NotFound."""
    conditions = _conditions(connection, speaker_id, choice)
    order = (_L.day.desc(), _L.key.desc()) if newest_first else (_L.day, _L.key)  # as the index has them
    chosen = (
        select(_L.key)
        .join_from(tables.ledger_statements, tables.articles, _A.key == _L.article_key)
        .where(*conditions)
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    )
    rows = connection.execute(
        select(
            *(_A.id, _L.target_id, _S.id, func.coalesce(_P.name, ""), _L.kind, _L.day, _A.title, _A.outlet),
            *(_L.words, _L.said, _L.cue, _L.topic, _L.status, _L.start_at, _L.end_at, _L.confidence),
        )
        .select_from(
            tables.ledger_statements.join(tables.articles, _A.key == _L.article_key)
            .outerjoin(tables.ledger_people, _P.key == _L.person_key)
            .outerjoin(tables.speakers, _S.key == _L.speaker_key)
        )
        .where(_L.key.in_(chosen))
        .order_by(*order)
    )
    return [said(*row) for row in rows]


def said(
    article: str, target: str, speaker: str | None, name: str, kind: str, day: str, title: str, outlet: str, *rest: Any
) -> Said:
    """A statement from the columns of its row, in the order of `Said`."""
    words, quoted, cue, topic, status, start, end, confidence = rest
    facts = (AttributionKind(kind), day, title, outlet, words, quoted, cue, topic, status)
    return Said(article, target, speaker, name, *facts, Span(start, end), confidence)


def count(connection: Connection, speaker_id: str, choice: Choice) -> int:
    """NotFound."""
    conditions = _conditions(connection, speaker_id, choice)
    query = select(func.count()).join_from(tables.ledger_statements, tables.articles, _A.key == _L.article_key)
    return connection.scalar(query.where(*conditions)) or 0


def _conditions(connection: Connection, speaker_id: str, choice: Choice) -> list[ColumnElement[bool]]:
    conditions = [_L.speaker_key == key_of(connection, speaker_id), _A.removed_at.is_(None)]
    if choice.kinds:
        conditions.append(_L.kind.in_([kind.value for kind in choice.kinds]))
    if choice.outlet:
        conditions.append(_A.outlet == choice.outlet)
    if choice.topic:
        conditions.append(_L.topic == choice.topic)
    if words := choice.words.casefold().split():
        conditions.append(holding(connection, _L.words + "\n" + _L.said, words))
    return conditions


def holding(connection: Connection, text: ColumnElement[str], words: list[str]) -> ColumnElement[bool]:
    """Each of the casefolded words occurs in a text, in whatever case."""
    raw: Any = connection.connection.dbapi_connection
    raw.create_function(_HOLDS, 2, _holds, deterministic=True)
    return func.pressmark_said(text, json.dumps(words)) == 1


def _holds(text: str, words: str) -> bool:
    folded = text.casefold()
    return all(word in folded for word in json.loads(words))

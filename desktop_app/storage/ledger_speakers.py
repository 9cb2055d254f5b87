"""Lists of speakers across articles, from their totals. Each function runs inside its caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, func, select

from desktop_app.domain.errors import NotFound
from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.ledger import LedgerSpeaker, Proposal, SpeakerOrder
from desktop_app.domain.person_names import folded
from desktop_app.storage import tables
from desktop_app.storage.belonging import end_of

_S, _T = tables.speakers.c, tables.speaker_totals.c
_ORDERS = {
    SpeakerOrder.NAME: (_T.folded, _S.key),
    SpeakerOrder.STATEMENTS: (_T.statements.desc(), _T.folded, _S.key),
    SpeakerOrder.ARTICLES: (_T.articles.desc(), _T.folded, _S.key),
    SpeakerOrder.LATEST: (_T.last.desc(), _T.folded, _S.key),
}
_MOST_NAMED = 50
"""Speakers whom a name may mean; whoever gets so many has to say more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which speakers: words that begin words of a name; kinds, none for all."""

    words: str = ""
    kinds: frozenset[SpeakerKind] = frozenset()


def listed(connection: Connection, choice: Choice, order: SpeakerOrder, limit: int, offset: int) -> list[LedgerSpeaker]:
    query = _rows().where(*_conditions(choice)).order_by(*_ORDERS[order]).limit(limit).offset(offset)
    return [_speaker(row) for row in connection.execute(query)]


def count(connection: Connection, choice: Choice) -> int:
    query = select(func.count()).select_from(tables.speaker_totals)
    if choice.kinds:
        query = query.join(tables.speakers, _S.key == _T.speaker_key)
    return connection.scalar(query.where(*_conditions(choice))) or 0


def named(connection: Connection, name: str) -> list[LedgerSpeaker]:
    """Whom a name, or an id, may mean: those of that very name or else those of whose names it is a part; the most quoted first."""
    by_id = connection.execute(_rows().where(_S.id == name)).first()
    if by_id is not None:
        return [_speaker(by_id)]
    wanted = folded(name) if name.strip() else ""
    if not wanted:
        return []
    exact = ("\n" + _T.folded + "\n").contains(f"\n{wanted}\n", autoescape=True)
    for conditions in ([exact], _has_words(wanted)):
        query = _rows().where(*conditions).order_by(*_ORDERS[SpeakerOrder.STATEMENTS]).limit(_MOST_NAMED)
        if found := connection.execute(query).all():
            return [_speaker(row) for row in found]
    return []


def by_key(connection: Connection, keys: Iterable[int]) -> dict[int, LedgerSpeaker]:
    """Those of these who are in an article outside the bin."""
    wanted = list(keys)
    rows = connection.execute(_rows().where(_S.key.in_(wanted)))
    return {row.key: _speaker(row) for row in rows}


def key_of(connection: Connection, speaker_id: str) -> int:
    """The key of somebody, or of the one whom they were merged into. NotFound."""
    row = connection.execute(
        select(_S.key, _S.merged_into_key).where(_S.id == speaker_id, _S.removed_at.is_(None))
    ).first()
    if row is None:
        raise NotFound("This speaker is not in the library.", kept="Nothing was changed.")
    return end_of(connection, row.key)


def proposals(connection: Connection, limit: int) -> list[Proposal]:
    p = tables.speaker_proposals.c
    shown = select(_T.speaker_key)
    rows = connection.execute(
        select(tables.speaker_proposals)
        .where(p.one_key.in_(shown), p.other_key.in_(shown))
        .order_by(p.likeness.desc(), p.one_key, p.other_key)
        .limit(limit)
    ).all()
    known = by_key(connection, {key for row in rows for key in (row.one_key, row.other_key)})
    return [
        Proposal(known[row.one_key], known[row.other_key], row.likeness, tuple(row.reasons.split("\n"))) for row in rows
    ]


def _rows() -> Select[tuple[object, ...]]:
    return select(
        _S.key, _S.id, _S.name, _S.kind, _T.role, _T.names, _T.articles, _T.statements, _T.quotations, _T.first, _T.last
    ).join_from(tables.speaker_totals, tables.speakers, _S.key == _T.speaker_key)


def _speaker(row: object) -> LedgerSpeaker:
    _key, speaker_id, name, kind, role, names, *counts = tuple(row)  # type: ignore[arg-type, var-annotated]
    aliases = tuple(one for one in names.split("\n") if one)
    return LedgerSpeaker(speaker_id, name, SpeakerKind(kind), role, aliases, *counts)


def _conditions(choice: Choice) -> list[ColumnElement[bool]]:
    conditions = _has_words(folded(choice.words)) if choice.words.strip() else []
    if choice.kinds:
        conditions.append(_S.kind.in_([kind.value for kind in choice.kinds]))
    return conditions


def _has_words(words: str) -> list[ColumnElement[bool]]:
    """Each of the folded words begins a word of some name."""
    names = " " + func.replace(_T.folded, "\n", " ")
    return [names.contains(f" {word}", autoescape=True) for word in words.split()]

"""The same quotation in several articles: prints by which variants find each other, and the groups that they make.

A group has the key of its fullest for a number, and each of the others is the same as that one. Triggers keep out what is in the
bin and put a quotation that must find its group anew at number 0. Each function runs inside its caller's transaction."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, select, update

from desktop_app.domain import same_quotation
from desktop_app.domain.ledger import Said
from desktop_app.domain.variants import AttributedTo, SameQuotation, Variant, differ
from desktop_app.storage import tables
from desktop_app.storage.connection import insert_rows
from desktop_app.storage.ledger_statements import holding, said

_G, _L, _Q = tables.quotation_groups.c, tables.ledger_statements.c, tables.quotation_prints.c
_A, _P, _S = tables.articles.c, tables.ledger_people.c, tables.speakers.c
_FREQUENT = 100
"""Quotations that have a print, above which it tells nothing."""
_AT_ONCE = 400
"""Keys that one query asks for."""
_DUE = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """words: each occurs in a variant, or in the name of whom it is attributed to; only_differing: those with several speakers."""

    words: str = ""
    only_differing: bool = False


@dataclass(frozen=True, slots=True)
class _Quotation:
    key: int
    article: int
    day: str
    text: str

    def order(self) -> tuple[int, int, str, int]:
        """The fullest first."""
        own, inserts, _ = same_quotation.fullness(self.text)
        return -own, -inserts, self.day, self.key


# -- writing -------------------------------------------------------------------------------------------------------------


def renew(connection: Connection, article: int) -> None:
    """Take in the quotations of a text that was written anew. An article in the bin waits until it is restored."""
    rows = connection.execute(select(_L.key, _L.said).where(_L.article_key == article)).all()
    printed = [(key, same_quotation.prints(text)) for key, text in rows]
    insert_rows(connection, tables.quotation_prints, [(one, key) for key, found in printed for one in found])
    if connection.scalar(select(_A.removed_at).where(_A.key == article)) is None:
        insert_rows(connection, tables.quotation_groups, [(key, _DUE) for key, found in printed if found])
        settle(connection)


def has_due(connection: Connection) -> bool:
    return connection.scalar(select(_G.statement_key).where(_G.number == _DUE).limit(1)) is not None


def settle(connection: Connection) -> None:
    """Give a group to each quotation that is due, and to all that are like it."""
    due = set(connection.scalars(select(_G.statement_key).where(_G.number == _DUE)).all())
    if not due:
        return
    alike = _alike(connection, due)
    numbers = _numbers(connection, alike)
    _join(connection, due, numbers)
    due = set(connection.scalars(select(_G.statement_key).where(_G.number == _DUE)).all())
    if not due:
        return
    met = due | alike
    for part in _parts(numbers):
        met |= set(connection.scalars(select(_G.statement_key).where(_G.number.in_(part))).all())
    for part in _parts(met):
        connection.execute(delete(tables.quotation_groups).where(_G.statement_key.in_(part)))
    insert_rows(connection, tables.quotation_groups, list(_grouped(_read(connection, met))))


def _join(connection: Connection, due: set[int], numbers: set[int]) -> None:
    """What is a lesser variant of the fullest of a group becomes one of it: nothing else has to be compared, however large."""
    known = _read(connection, due | numbers)
    fullest = sorted((known[number] for number in numbers), key=_Quotation.order)
    prints = {key: same_quotation.prints(one.text) for key, one in known.items()}
    for key in due:
        own = known[key]
        for one in fullest:
            if one.order() < own.order() and prints[one.key] & prints[key] and same_quotation.same(one.text, own.text):
                connection.execute(
                    update(tables.quotation_groups).where(_G.statement_key == key).values(number=one.key)
                )
                break


def _numbers(connection: Connection, keys: Iterable[int]) -> set[int]:
    """Of the groups that these have."""
    found: set[int] = set()
    for part in _parts(keys):
        found |= set(connection.scalars(select(_G.number).where(_G.statement_key.in_(part))).all())
    return found - {_DUE}


def _read(connection: Connection, keys: Iterable[int]) -> dict[int, _Quotation]:
    found: dict[int, _Quotation] = {}
    for part in _parts(keys):
        query = select(_L.key, _L.article_key, _L.day, _L.said).where(_L.key.in_(part))
        found |= {row.key: _Quotation(*row) for row in connection.execute(query)}
    return found


def _alike(connection: Connection, due: Iterable[int]) -> set[int]:
    """Those outside the bin that share a print with some of these."""
    found: set[int] = set()
    for part in _parts(due):
        shared = select(_Q.print).where(_Q.statement_key.in_(part)).distinct()
        rare = select(_Q.print).where(_Q.print.in_(shared)).group_by(_Q.print)
        rare = rare.having(func.count().between(2, _FREQUENT))
        query = (
            select(_Q.statement_key)
            .distinct()
            .join_from(tables.quotation_prints, tables.ledger_statements, _L.key == _Q.statement_key)
            .join(tables.articles, _A.key == _L.article_key)
            .where(_Q.print.in_(rare), _A.removed_at.is_(None))
        )
        found |= set(connection.scalars(query).all())
    return found


def _grouped(quotations: dict[int, _Quotation]) -> Iterator[tuple[int, int]]:
    """Key and number: the fullest takes all that are the same as it, then the fullest of the rest, and so on; of two as full, the
    older one. Those of one article alone make no group."""
    by_print: dict[int, set[int]] = defaultdict(set)
    prints = {key: same_quotation.prints(one.text) for key, one in quotations.items()}
    for key, found in prints.items():
        for one in found:
            by_print[one].add(key)
    left = set(quotations)
    for fullest in sorted(quotations.values(), key=_Quotation.order):
        if fullest.key not in left:
            continue
        left.discard(fullest.key)
        near = set().union(*(by_print[one] for one in prints[fullest.key])) & left
        others = {key for key in near if same_quotation.same(fullest.text, quotations[key].text)}
        if any(quotations[key].article != fullest.article for key in others):
            left -= others
            yield fullest.key, fullest.key
            yield from ((key, fullest.key) for key in sorted(others))


def _parts(keys: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))


# -- reading -------------------------------------------------------------------------------------------------------------


def groups(connection: Connection, choice: Choice, limit: int, offset: int) -> list[SameQuotation]:
    """Those in most articles first, then those that were printed last."""
    articles, last = func.count(_L.article_key.distinct()), func.max(_L.day)
    query = (
        _chosen(connection, choice)
        .add_columns(func.count(), articles, func.min(_L.day), last)
        .order_by(articles.desc(), last.desc(), _G.number.desc())
    )
    rows = connection.execute(query.limit(limit).offset(offset)).all()
    numbers = [row[0] for row in rows]
    fullest = {row.number: _said(row) for row in _statements(connection, _G.statement_key == _G.number, numbers)}
    speakers = _speakers(connection, numbers)
    return [
        SameQuotation(fullest[number], variants, articles, speakers[number], first, last)
        for number, variants, articles, first, last in rows
    ]


def count(connection: Connection, choice: Choice) -> int:
    return connection.scalar(select(func.count()).select_from(_chosen(connection, choice).subquery())) or 0


def variants(connection: Connection, article_id: str, target_id: str) -> list[Variant]:
    """All of the group of one statement; the fullest first, the others by day."""
    number = connection.scalar(
        select(_G.number)
        .join_from(tables.quotation_groups, tables.ledger_statements, _L.key == _G.statement_key)
        .join(tables.articles, _A.key == _L.article_key)
        .where(_A.id == article_id, _L.target_id == target_id)
    )
    if number is None:
        return []
    rows = _statements(connection, _G.number == number, [number])
    speakers = _speakers(connection, [number])[number]
    usual = next((who.name for who in speakers if who.name), "")
    names = {who.speaker_id: who.name for who in speakers}
    full = next(row.said for row in rows if row.statement_key == number)
    made = [_variant(_said(row), full, row.statement_key == number, usual, names) for row in rows]
    return sorted(made, key=lambda one: not one.is_fullest)


def _variant(one: Said, full: str, is_fullest: bool, usual: str, names: dict[str | None, str]) -> Variant:
    name = names.get(one.speaker_id, "")
    pieces = same_quotation.aligned(full, one.said)
    return Variant(one, pieces, name, is_fullest, differ((name, usual)))


def _chosen(connection: Connection, choice: Choice) -> Select[Any]:
    """Numbers of groups of several articles."""
    query = (
        select(_G.number)
        .join_from(tables.quotation_groups, tables.ledger_statements, _L.key == _G.statement_key)
        .where(_G.number != _DUE)
        .group_by(_G.number)
        .having(func.count(_L.article_key.distinct()) > 1)
    )
    if choice.only_differing:
        raw: Any = connection.connection.dbapi_connection
        raw.create_function("pressmark_differ", 1, lambda names: differ(json.loads(names)), deterministic=True)
        query = query.outerjoin(tables.speakers, _S.key == _L.speaker_key)
        query = query.having(func.pressmark_differ(func.json_group_array(func.coalesce(_S.name, "").distinct())) == 1)
    if words := choice.words.casefold().split():
        text = _L.said + "\n" + func.coalesce(_S.name, "")
        fitting = (
            select(_G.number)
            .join_from(tables.quotation_groups, tables.ledger_statements, _L.key == _G.statement_key)
            .outerjoin(tables.speakers, _S.key == _L.speaker_key)
            .where(holding(connection, text, words))
        )
        query = query.where(_G.number.in_(fitting))
    return query


def _statements(connection: Connection, condition: ColumnElement[bool], numbers: Sequence[int]) -> list[Any]:
    """Number of the group, key, and then what `said` takes; by day."""
    found: list[Any] = []
    for part in _parts(numbers):
        query = (
            select(
                *(_G.number, _G.statement_key, _A.id, _L.target_id, _S.id, func.coalesce(_P.name, ""), _L.kind, _L.day),
                *(_A.title, _A.outlet, _L.words, _L.said, _L.cue, _L.topic, _L.status, _L.start_at, _L.end_at),
                _L.confidence,
            )
            .select_from(
                tables.quotation_groups.join(tables.ledger_statements, _L.key == _G.statement_key)
                .join(tables.articles, _A.key == _L.article_key)
                .outerjoin(tables.ledger_people, _P.key == _L.person_key)
                .outerjoin(tables.speakers, _S.key == _L.speaker_key)
            )
            .where(_G.number.in_(part), condition)
            .order_by(_L.day, _L.key)
        )
        found += connection.execute(query).all()
    return found


def _said(row: Any) -> Said:
    _number, _key, article, target, speaker, name, kind, day, title, outlet, *rest = row
    return said(article, target, speaker, name, kind, day, title, outlet, *rest)


def _speakers(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[AttributedTo, ...]]:
    """By group, the most frequent first; where two are, the one who is named first by day."""
    counts: dict[int, Counter[tuple[str | None, str]]] = {number: Counter() for number in numbers}
    for part in _parts(numbers):
        query = (
            select(_G.number, _S.id, func.coalesce(_S.name, ""))
            .select_from(
                tables.quotation_groups.join(tables.ledger_statements, _L.key == _G.statement_key).outerjoin(
                    tables.speakers, _S.key == _L.speaker_key
                )
            )
            .where(_G.number.in_(part))
            .order_by(_L.day, _L.key)
        )
        for number, speaker, name in connection.execute(query):
            counts[number][speaker, name] += 1
    return {
        number: tuple(AttributedTo(speaker, name, many) for (speaker, name), many in found.most_common())
        for number, found in counts.items()
    }

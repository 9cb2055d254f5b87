"""What was said, counted by who and where, over a part of the library. Each function runs inside its caller's transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Select, case, false, func, literal, select, true

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.ledger import Said
from desktop_app.domain.shares import (
    NOTHING,
    Amount,
    Basis,
    By,
    Line,
    LineKind,
    Matrix,
    Measure,
    Scope,
    Share,
    Shares,
)
from desktop_app.storage import tables
from desktop_app.storage.ledger_statements import said
from desktop_app.storage.search_sql import articles, compiled

_L, _A, _P, _S = tables.ledger_statements.c, tables.articles.c, tables.ledger_people.c, tables.speakers.c
_R = tables.revisions.c
_UNNAMED = "unnamed"
"""Sources without a name are one line: the ledger knows nobody of them."""
_FROM = (
    tables.ledger_statements.join(tables.articles, _A.key == _L.article_key)
    .outerjoin(tables.ledger_people, _P.key == _L.person_key)
    .outerjoin(tables.speakers, _S.key == _L.speaker_key)
)
_VALUES: Mapping[By, ColumnElement[str]] = {
    By.SPEAKER: case((_L.person_key.is_(None), ""), (_S.id.is_(None), _UNNAMED), else_=_S.id),
    By.KIND: func.coalesce(_P.kind, ""),
    By.OUTLET: _A.outlet,
    By.TOPIC: _L.topic,
    By.ARTICLE: _A.id,
    By.MONTH: func.substr(_L.day, 1, 7),
}
"""What a statement is kept under; “” for nothing."""
_AMOUNT = (func.count(), func.sum(_L.quotations), func.sum(_L.word_count))


def matrix(
    connection: Connection, scope: Scope, by: By, columns_by: By, measure: Measure, most: tuple[int, int]
) -> Matrix:
    """most: how many rows and columns are named at most."""
    across, down = _VALUES[by], _VALUES[columns_by]
    where = _conditions(connection, scope)
    rows = connection.execute(select(across, down, *_AMOUNT).select_from(_FROM).where(*where).group_by(across, down))
    counted = [(str(one), str(other), Amount(*amount)) for one, other, *amount in rows]
    lines, line_of = _lines(connection, by, ((one, amount) for one, _, amount in counted), measure, most[0])
    columns, column_of = _lines(
        connection, columns_by, ((other, amount) for _, other, amount in counted), measure, most[1]
    )
    cells: dict[tuple[str, str], Amount] = defaultdict(Amount)
    for one, other, amount in counted:
        cells[line_of[one], column_of[other]] += amount
    return Matrix(by, columns_by, lines, columns, dict(cells), _basis(connection, where))


def shares(connection: Connection, scope: Scope, by: By, measure: Measure, most: int) -> Shares:
    """most: how many are named at most."""
    value = _VALUES[by]
    where = _conditions(connection, scope)
    rows = connection.execute(
        select(value, _L.kind, *_AMOUNT).select_from(_FROM).where(*where).group_by(value, _L.kind)
    )
    counted = [(str(one), AttributionKind(kind), Amount(*amount)) for one, kind, *amount in rows]
    lines, line_of = _lines(connection, by, ((one, amount) for one, _, amount in counted), measure, most)
    kinds: dict[str, dict[AttributionKind, Amount]] = defaultdict(dict)
    for one, kind, amount in counted:
        into = kinds[line_of[one]]
        into[kind] = into.get(kind, NOTHING) + amount
    first = _first_places(connection, where, value, line_of)
    made = (Share(line, sum(kinds[line.key].values(), NOTHING), kinds[line.key], first[line.key]) for line in lines)
    return Shares(by, tuple(made), _basis(connection, where))


def said_in(
    connection: Connection, scope: Scope, counted: Matrix, row: Line, column: Line, limit: int, offset: int
) -> list[Said]:
    """The statements of one cell, by day."""
    where = [
        *_conditions(connection, scope),
        _within(_VALUES[counted.by], row, counted.rows),
        _within(_VALUES[counted.columns_by], column, counted.columns),
    ]
    rows = connection.execute(
        select(
            *(_A.id, _L.target_id, _S.id, func.coalesce(_P.name, ""), _L.kind, _L.day, _A.title, _A.outlet),
            *(_L.words, _L.said, _L.cue, _L.topic, _L.status, _L.start_at, _L.end_at, _L.confidence),
        )
        .select_from(_FROM)
        .where(*where)
        .order_by(_L.day, _L.key)
        .limit(limit)
        .offset(offset)
    )
    return [said(*row) for row in rows]


def _conditions(connection: Connection, scope: Scope) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [_A.removed_at.is_(None)]
    if scope.articles:
        conditions.append(_A.id.in_(_listed(scope.articles)))
    if scope.query is not None:
        statement, values = articles(compiled(connection, scope.query))
        keys = list(connection.exec_driver_sql(statement, values).scalars())
        conditions.append(_L.article_key.in_(_listed(keys)) if keys else false())
    if scope.since:
        conditions.append(_L.day >= scope.since)
    if scope.until:
        conditions.append(_L.day <= scope.until)
    return conditions


def _listed(values: Sequence[str] | Sequence[int]) -> Select[tuple[str]]:
    """Any number of values as one: SQLite takes only so many marks in a statement."""
    return select(func.json_each(json.dumps(values)).table_valued("value").c.value)


def _within(value: ColumnElement[str], line: Line, lines: Iterable[Line]) -> ColumnElement[bool]:
    match line.kind:
        case LineKind.ALL:
            return true()
        case LineKind.NONE:
            return value == literal("")
        case LineKind.NAMED:
            return value.in_(_listed(line.values))
        case LineKind.OTHERS:
            return value.not_in(_listed(["", *(each for one in lines for each in one.values)]))


def _basis(connection: Connection, where: Sequence[ColumnElement[bool]]) -> Basis:
    count = select(func.count(), func.total(_L.quotations), func.total(_L.word_count)).select_from(_FROM)
    whole = connection.execute(count.add_columns(func.count(_L.article_key.distinct())).where(*where)).one()
    nobody = connection.execute(count.where(*where, _L.person_key.is_(None))).one()
    return Basis(Amount(*map(int, whole[:3])), whole[3], Amount(*map(int, nobody)))


def _first_places(
    connection: Connection, where: Sequence[ColumnElement[bool]], value: ColumnElement[str], line_of: Mapping[str, str]
) -> Mapping[str, float]:
    """By key of a line, how far into the articles the first statement stands, on average."""
    rows = connection.execute(
        select(value, _L.article_key, func.min(_L.start_at) * 1.0 / func.max(_R.length, 1))
        .select_from(_FROM.join(tables.revisions, _R.key == _L.revision_key))
        .where(*where)
        .group_by(value, _L.article_key)
    )
    first: dict[tuple[str, int], float] = {}
    for one, article, place in rows:
        at = (line_of[str(one)], article)
        first[at] = min(place, first.get(at, 1.0))
    places: dict[str, list[float]] = defaultdict(list)
    for (key, _), place in first.items():
        places[key].append(place)
    return {key: sum(each) / len(each) for key, each in places.items()}


def _lines(
    connection: Connection, by: By, counted: Iterable[tuple[str, Amount]], measure: Measure, most: int
) -> tuple[tuple[Line, ...], dict[str, str]]:
    """The lines, and by value the key of its line."""
    sizes: dict[str, Amount] = defaultdict(Amount)
    values: dict[str, dict[str, Amount]] = defaultdict(lambda: defaultdict(Amount))
    for value, amount in counted:
        key = " ".join(value.casefold().split()) if by is By.TOPIC else value
        sizes[key] += amount
        values[key][value] += amount
    nothing = sizes.pop("", None)
    order = sorted(sizes, key=lambda key: (-sizes[key].of(measure), -sizes[key].statements, key))
    if by is By.MONTH:
        order = sorted(sizes)[-most:] if len(sizes) > most else sorted(sizes)
    named = order[:most]
    labels = _labels(connection, by, [_usual(values[key]) for key in named])
    lines = [Line(key, label, LineKind.NAMED, tuple(values[key])) for key, label in zip(named, labels, strict=True)]
    if by is not By.MONTH:
        lines.sort(key=lambda line: (-sizes[line.key].of(measure), -sizes[line.key].statements, line.label.casefold()))
    line_of = {value: key for key in named for value in values[key]}
    others = [value for key in sizes.keys() - set(named) for value in values[key]]
    if others:
        lines.append(Line("\0others", kind=LineKind.OTHERS))
        line_of |= dict.fromkeys(others, "\0others")
    if nothing is not None:
        lines.append(Line("", kind=LineKind.NONE))
        line_of |= dict.fromkeys(values[""], "")
    return tuple(lines), line_of


def _usual(writings: Mapping[str, Amount]) -> str:
    """The writing of a topic that most statements stand under."""
    return max(writings, key=lambda each: (writings[each].statements, each))


def _labels(connection: Connection, by: By, values: Sequence[str]) -> list[str]:
    """How values are shown: names of speakers, titles of articles, others as they are."""
    match by:
        case By.SPEAKER:
            names = connection.execute(select(_S.id, _S.name).where(_S.id.in_(_listed(values))))
        case By.ARTICLE:
            names = connection.execute(select(_A.id, _A.title).where(_A.id.in_(_listed(values))))
        case _:
            return list(values)
    known = {str(one): str(name) for one, name in names}
    return [known.get(value, value) for value in values]

"""Lists of articles, a page at a time: the keys of a page in their order by an index where there is one, then its rows alone.
Each function runs inside its caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.query import parse_query
from desktop_app.domain.shelf import Listing, Order, ReadState, ShelfCounts
from desktop_app.storage.connection import moment
from desktop_app.storage.search_sql import articles_found

_VISIBLE_NOTE = """n.article_key = a.key AND n.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM highlights h
    WHERE n.target = 'highlight' AND h.id = n.target_id AND h.removed_at IS NOT NULL)"""
_REVISION = "JOIN revisions r ON r.article_key = a.key AND r.number = a.shown_number"
_ORDERS = {
    Order.TITLE: "a.title COLLATE NOCASE",
    Order.OUTLET: "a.outlet",
    Order.AUTHOR: "a.byline COLLATE NOCASE",
    Order.PUBLISHED: "a.published",
    Order.IMPORTED: "a.imported_at",
    Order.OPENED: "a.opened_at",
    Order.QUOTATIONS: "r.quotations",
    Order.SPEAKERS: "r.speakers",
    Order.NOTES: f"(SELECT count(*) FROM notes n WHERE {_VISIBLE_NOTE})",  # noqa: S608  words of this module only
    Order.STARS: "a.is_starred",
}
_BELOW = """WITH RECURSIVE below(key) AS (SELECT key FROM collections WHERE id = ?
    UNION SELECT c.key FROM collections c JOIN below ON c.parent_key = below.key WHERE c.removed_at IS NULL)
    SELECT article_key FROM collection_articles WHERE collection_key IN (SELECT key FROM below)"""
_ROWS = f"""SELECT a.id, a.title, a.outlet, a.published, a.imported_at, r.quotations, r.speakers,
    (SELECT count(*) FROM highlights h WHERE h.revision_key = r.key AND h.removed_at IS NULL) AS highlights,
    (SELECT count(*) FROM notes n WHERE {_VISIBLE_NOTE}) AS notes,
    EXISTS (SELECT 1 FROM analysis_runs x WHERE x.revision_key = r.key) AS is_analysed,
    a.byline, a.is_starred, a.read_state
    FROM json_each(?) k CROSS JOIN articles a ON a.key = k.value {_REVISION} ORDER BY k.key"""  # noqa: S608


def count(connection: Connection, listing: Listing) -> int:
    """How many articles a list has."""
    where, values = _where(connection, listing)
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM articles a WHERE {where}", values).scalar_one())  # noqa: S608


def page(connection: Connection, listing: Listing, start: int, most: int) -> list[ArticleSummary]:
    """The rows of a list from one place on."""
    statement, values = _keys(connection, listing)
    rows = connection.exec_driver_sql(f"{statement} LIMIT ? OFFSET ?", (*values, most, start))
    return _summaries(connection, [row[0] for row in rows])


def ids(connection: Connection, listing: Listing, start: int = 0, most: int = -1) -> list[str]:
    """The articles of a list, in its order, from one place on."""
    statement, values = _keys(connection, listing, "a.id")
    return [row[0] for row in connection.exec_driver_sql(f"{statement} LIMIT ? OFFSET ?", (*values, most, start))]


def place_of(connection: Connection, listing: Listing, article_id: str) -> int | None:
    """Where in its list an article stands; None where it does not."""
    statement, values = _keys(connection, listing, "a.id")
    for place, row in enumerate(connection.exec_driver_sql(statement, values)):
        if row[0] == article_id:
            return place
    return None


def counts(connection: Connection) -> ShelfCounts:
    """Of the lists that are always there."""
    conditions = ("", " AND read_state = 'unread'", " AND is_starred", " AND opened_at IS NOT NULL")
    parts = (f"(SELECT count(*) FROM articles WHERE removed_at IS NULL{one})" for one in conditions)  # noqa: S608
    return ShelfCounts(*connection.exec_driver_sql(f"SELECT {', '.join(parts)}").one())


def outlets(connection: Connection) -> list[str]:
    """Each once, outside the bin, in the order of the alphabet."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT outlet FROM articles WHERE removed_at IS NULL AND outlet <> '' ORDER BY outlet COLLATE NOCASE"
    )
    return [row[0] for row in rows]


def _keys(connection: Connection, listing: Listing, column: str = "a.key") -> tuple[str, tuple[Any, ...]]:
    where, values = _where(connection, listing)
    order, way = _ORDERS[listing.order], "ASC" if listing.is_upwards else "DESC"
    revision = _REVISION if order.startswith("r.") else ""
    statement = f"SELECT {column} FROM articles a {revision} WHERE {where} ORDER BY {order} {way}, a.key {way}"  # noqa: S608
    return statement, values


def _where(connection: Connection, listing: Listing) -> tuple[str, tuple[Any, ...]]:
    conditions, values = ["a.removed_at IS NULL"], list[Any]()
    for is_wanted, condition in (
        (listing.only_unread, f"a.read_state = '{ReadState.UNREAD.value}'"),
        (listing.only_starred, "a.is_starred"),
        (listing.only_opened, "a.opened_at IS NOT NULL"),
        (listing.only_with_notes, f"EXISTS (SELECT 1 FROM notes n WHERE {_VISIBLE_NOTE})"),  # noqa: S608
    ):
        if is_wanted:
            conditions.append(condition)
    for value, condition in (
        (listing.outlet, "a.outlet = ?"),
        (
            listing.tag,
            "a.key IN (SELECT x.article_key FROM article_tags x JOIN tags t ON t.key = x.tag_key WHERE t.name = ?)",
        ),
    ):
        if value:
            conditions.append(condition)
            values.append(value)
    if listing.collection:
        kept = _kept_query(connection, listing.collection)
        _find(connection, kept, conditions, values)
        if not kept:
            conditions.append(f"a.key IN ({_BELOW})")
            values.append(listing.collection)
    _find(connection, listing.query, conditions, values)
    return " AND ".join(conditions), tuple(values)


def _kept_query(connection: Connection, collection_id: str) -> str:
    """The query of a smart collection; “” for another."""
    row = connection.exec_driver_sql("SELECT query FROM collections WHERE id = ?", (collection_id,)).first()
    return str(row[0]) if row is not None else ""


def _find(connection: Connection, text: str, conditions: list[str], values: list[Any]) -> None:
    query = parse_query(text) if text.strip() else None
    if query is not None:
        statement, found = articles_found(connection, query)
        conditions.append(f"a.key IN ({statement})")
        values += found


def _summaries(connection: Connection, keys: Sequence[int]) -> list[ArticleSummary]:
    rows = connection.exec_driver_sql(_ROWS, (f"[{','.join(map(str, keys))}]",))
    return [
        ArticleSummary(
            row.id,
            row.title,
            row.outlet,
            row.published,
            moment(row.imported_at),
            row.quotations,
            row.speakers,
            row.highlights,
            row.notes,
            bool(row.is_analysed),
            row.byline,
            bool(row.is_starred),
            row.read_state == ReadState.UNREAD.value,
        )
        for row in rows
    ]

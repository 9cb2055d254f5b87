"""The library in order: lists of articles, collections, and what the reader decides about many articles at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from desktop_app.domain.article import ArticleSummary, Metadata
from desktop_app.domain.errors import CannotSave
from desktop_app.domain.query import parse_query
from desktop_app.domain.shelf import (
    NEWEST,
    ArticleChange,
    ArticleState,
    Collection,
    Listing,
    Overview,
    ReadState,
    ShelfCounts,
)
from desktop_app.storage import listing as lists
from desktop_app.storage.articles import missing
from desktop_app.storage.connection import Database, now, require_storable, stamp

_AMONG = "IN (SELECT value FROM json_each(?))"
_METADATA = tuple(Metadata.__slots__)
_STATES = f"""SELECT a.id, {", ".join(f"a.{name}" for name in _METADATA)}, a.is_starred, a.read_state,
    (SELECT json_group_array(name) FROM (SELECT t.name FROM article_tags x JOIN tags t ON t.key = x.tag_key
        WHERE x.article_key = a.key ORDER BY t.name)) AS tags,
    (SELECT json_group_array(id) FROM (SELECT c.id FROM collection_articles x JOIN collections c
        ON c.key = x.collection_key WHERE x.article_key = a.key ORDER BY c.id)) AS collections
    FROM json_each(?) k CROSS JOIN articles a ON a.id = k.value ORDER BY k.key"""  # noqa: S608  words of this module only
_COLLECTIONS = """WITH RECURSIVE within(top, key) AS (SELECT key, key FROM collections WHERE removed_at IS NULL
    UNION SELECT within.top, c.key FROM collections c JOIN within ON c.parent_key = within.key WHERE c.removed_at IS NULL)
    SELECT c.id, c.name, coalesce(p.id, '') AS parent_id, c.position, c.query,
    (SELECT count(DISTINCT x.article_key) FROM within JOIN collection_articles x ON x.collection_key = within.key
        JOIN articles a ON a.key = x.article_key WHERE within.top = c.key AND a.removed_at IS NULL) AS count
    FROM collections c LEFT JOIN collections p ON p.key = c.parent_key
    WHERE c.removed_at IS NULL ORDER BY c.position, c.key"""
_TREE = """WITH RECURSIVE below(key) AS (SELECT key FROM collections WHERE id = ?
    UNION SELECT c.key FROM collections c JOIN below ON c.parent_key = below.key WHERE c.removed_at IS NULL)
    SELECT id FROM collections WHERE key IN (SELECT key FROM below) AND removed_at IS NULL"""


class Shelf:
    """`Library.shelf`; as there, a method is a transaction, and may raise what is said there."""

    def __init__(self, database: Database, keep_up: Callable[[], None]) -> None:
        self._database, self._keep_up = database, keep_up

    # Lists

    def _prepare(self, listing: Listing) -> None:
        """What a query may ask for is in the index first; a collection may have one."""
        if listing.query or listing.collection:
            self._keep_up()

    def count(self, listing: Listing) -> int:
        """QueryError where the query of a list is none."""
        self._prepare(listing)
        with self._database.read() as connection:
            return lists.count(connection, listing)

    def page(self, listing: Listing, start: int, most: int) -> list[ArticleSummary]:
        """Rows of a list from one place on. QueryError."""
        self._prepare(listing)
        with self._database.read() as connection:
            return lists.page(connection, listing, start, most)

    def ids(self, listing: Listing, start: int = 0, most: int = -1) -> list[str]:
        """Ids of a list from one place on. QueryError."""
        self._prepare(listing)
        with self._database.read() as connection:
            return lists.ids(connection, listing, start, most)

    def place_of(self, listing: Listing, article_id: str) -> int | None:
        with self._database.read() as connection:
            return lists.place_of(connection, listing, article_id)

    def counts(self) -> ShelfCounts:
        with self._database.read() as connection:
            return lists.counts(connection)

    def overview(self, waiting: int) -> Overview:
        """What is known at a glance."""
        return Overview(self.counts(), tuple(self.collections()), waiting, tuple(self.page(Listing(), 0, NEWEST)))

    def outlets(self) -> list[str]:
        with self._database.read() as connection:
            return lists.outlets(connection)

    # What the reader decides

    def states(self, article_ids: Sequence[str]) -> list[ArticleState]:
        """As they are now; those that are not there are left out."""
        with self._database.read() as connection:
            return _states(connection, article_ids)

    def change(self, article_ids: Sequence[str], change: ArticleChange) -> list[ArticleState]:
        """Change articles alike, all or nothing; how they were before. NotFound for an unknown collection."""
        with self._database.write() as connection:
            before = _states(connection, article_ids)
            _put(connection, before, [change.of(state) for state in before])
            return before

    def put(self, states: Sequence[ArticleState]) -> None:
        """Articles as they were at another time; those that have gone for good are passed over."""
        with self._database.write() as connection:
            _put(connection, _states(connection, [state.id for state in states]), states)

    def note_opened(self, article_id: str) -> None:
        """The article is being read from now on, unless it was read before."""
        with self._database.write(durable=False) as connection:
            connection.exec_driver_sql(
                """UPDATE articles SET opened_at = ?, read_state = CASE read_state WHEN 'unread' THEN 'reading'
                ELSE read_state END WHERE id = ?""",
                (stamp(now()), article_id),
            )

    # Collections

    def collections(self) -> list[Collection]:
        """Those that are there, by position; the parent of each is there, too."""
        with self._database.read() as connection:
            rows = [Collection(*row) for row in connection.exec_driver_sql(_COLLECTIONS)]
            return [_with_count(connection, one) if one.is_smart else one for one in rows]

    def save_collection(self, collection: Collection) -> Collection | None:
        """Make a collection, or change it; how it was before. CannotSave where it would lie in itself; NotFound for its parent;
        QueryError."""
        require_storable(collection.name, collection.query)
        parse_query(collection.query)
        with self._database.write() as connection:
            known = {one.id: one for one in (Collection(*row) for row in connection.exec_driver_sql(_COLLECTIONS))}
            _require_place(connection, collection)
            connection.exec_driver_sql(
                """INSERT INTO collections (id, name, parent_key, position, query)
                VALUES (?, ?, (SELECT key FROM collections WHERE id = ?), ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent_key = excluded.parent_key,
                position = excluded.position, query = excluded.query, removed_at = NULL""",
                (collection.id, collection.name, collection.parent_id, collection.position, collection.query),
            )
            return known.get(collection.id)

    def remove_collection(self, collection_id: str) -> list[str]:
        """Take a collection away with those that lie in it; their ids. No article goes. NotFound."""
        with self._database.write() as connection:
            gone = [row[0] for row in connection.exec_driver_sql(_TREE, (collection_id,))]
            if not gone:
                raise missing("collection")
            _set_removed(connection, gone, stamp(now()))
            return gone

    def restore_collections(self, ids: Sequence[str]) -> None:
        """Collections that were taken away, with what was in them."""
        with self._database.write() as connection:
            _set_removed(connection, ids, None)


def _with_count(connection: Connection, one: Collection) -> Collection:
    return Collection(
        one.id, one.name, one.parent_id, one.position, one.query, lists.count(connection, Listing(query=one.query))
    )


def _set_removed(connection: Connection, ids: Sequence[str], at: str | None) -> None:
    connection.exec_driver_sql(f"UPDATE collections SET removed_at = ? WHERE id {_AMONG}", (at, json.dumps(list(ids))))  # noqa: S608


def _require_place(connection: Connection, collection: Collection) -> None:
    if not collection.parent_id:
        return
    row = connection.exec_driver_sql(
        "SELECT 1 FROM collections WHERE id = ? AND removed_at IS NULL", (collection.parent_id,)
    ).first()
    if row is None:
        raise missing("collection")
    if collection.parent_id in [row[0] for row in connection.exec_driver_sql(_TREE, (collection.id,))]:
        raise CannotSave(
            "A collection cannot lie in itself.", kept="Nothing was changed.", advice="Choose another place for it."
        )


def _states(connection: Connection, article_ids: Sequence[str]) -> list[ArticleState]:
    width = 1 + len(_METADATA)
    return [
        ArticleState(
            row.id,
            Metadata(*row[1:width]),
            bool(row.is_starred),
            ReadState(row.read_state),
            tuple(json.loads(row.tags)),
            tuple(json.loads(row.collections)),
        )
        for row in connection.exec_driver_sql(_STATES, (json.dumps(list(article_ids)),))
    ]


def _put(connection: Connection, before: Sequence[ArticleState], after: Sequence[ArticleState]) -> None:
    """Write what differs."""
    known = {state.id: state for state in before}
    changed = [(known[state.id], state) for state in after if state.id in known and state != known[state.id]]
    if not changed:
        return
    for _, state in changed:
        require_storable(*(getattr(state.metadata, name) for name in _METADATA), *state.tags)
    names = ", ".join(f"{name} = ?" for name in _METADATA)
    connection.exec_driver_sql(
        f"UPDATE articles SET {names}, is_starred = ?, read_state = ? WHERE id = ?",  # noqa: S608
        [
            (*(getattr(new.metadata, name) for name in _METADATA), new.is_starred, new.read_state.value, new.id)
            for _, new in changed
        ],
    )
    _put_tags(connection, changed)
    _put_places(connection, changed)


def _put_tags(connection: Connection, changed: Sequence[tuple[ArticleState, ArticleState]]) -> None:
    gone = [(new.id, tag) for old, new in changed for tag in old.tags if tag not in new.tags]
    come = [(new.id, tag) for old, new in changed for tag in new.tags if tag not in old.tags]
    _run(
        connection,
        """DELETE FROM article_tags WHERE article_key = (SELECT key FROM articles WHERE id = ?)
        AND tag_key = (SELECT key FROM tags WHERE name = ?)""",
        gone,
    )
    _run(
        connection,
        "INSERT INTO tags (name) VALUES (?) ON CONFLICT DO NOTHING",
        [(tag,) for tag in {t for _, t in come}],
    )
    _run(
        connection,
        """INSERT INTO article_tags (article_key, tag_key)
        VALUES ((SELECT key FROM articles WHERE id = ?), (SELECT key FROM tags WHERE name = ?))""",
        come,
    )


def _put_places(connection: Connection, changed: Sequence[tuple[ArticleState, ArticleState]]) -> None:
    gone = [(one, new.id) for old, new in changed for one in old.collections if one not in new.collections]
    come = [(one, new.id) for old, new in changed for one in new.collections if one not in old.collections]
    wanted = {one for one, _ in come}
    there = connection.exec_driver_sql(f"SELECT id FROM collections WHERE id {_AMONG}", (json.dumps(sorted(wanted)),))  # noqa: S608
    if wanted - {row[0] for row in there}:
        raise missing("collection")
    of = "(SELECT key FROM collections WHERE id = ?)", "(SELECT key FROM articles WHERE id = ?)"
    _run(
        connection,
        f"DELETE FROM collection_articles WHERE collection_key = {of[0]} AND article_key = {of[1]}",  # noqa: S608
        gone,
    )
    _run(connection, f"INSERT INTO collection_articles (collection_key, article_key) VALUES ({', '.join(of)})", come)  # noqa: S608


def _run(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))

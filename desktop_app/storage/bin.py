"""What was removed: listed, brought back, or deleted for good. Each function runs inside its caller's transaction.

What belongs to an article in the bin is in it with the article, and comes back with it; the same holds for the notes of a
highlight. Rejected findings and corrections that were taken back are no things, and are not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, literal, select, update

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.bin import SHOWN_WORDS, BinKind, Binned
from desktop_app.storage import tables
from desktop_app.storage.articles import missing, note_is_visible
from desktop_app.storage.connection import moment, stamp

_TABLES: dict[BinKind, Table] = {
    BinKind.ARTICLE: tables.articles,
    BinKind.HIGHLIGHT: tables.highlights,
    BinKind.NOTE: tables.notes,
}


def binned(connection: Connection) -> list[Binned]:
    """Everything that can be restored by itself, the last removed first."""
    a, h, n = tables.articles.c, tables.highlights.c, tables.notes.c
    of_article = select(func.count()).where(n.article_key == a.key, note_is_visible()).scalar_subquery()
    of_highlight = select(func.count()).where(_hangs_on_highlight(), n.removed_at.is_(None)).scalar_subquery()
    articles = select(
        literal("article"), a.id, a.title, a.id.label("article_id"), a.title.label("article"), a.removed_at, of_article
    ).where(a.removed_at.is_not(None))
    highlights = (
        select(literal("highlight"), h.id, func.substr(h.exact, 1, SHOWN_WORDS), a.id, a.title, h.removed_at)
        .add_columns(of_highlight)
        .join_from(tables.highlights, tables.articles, h.article_key == a.key)
        .where(h.removed_at.is_not(None), a.removed_at.is_(None))
    )
    notes = (
        select(literal("note"), n.id, func.substr(n.text, 1, SHOWN_WORDS), a.id, a.title, n.removed_at, literal(0))
        .join_from(tables.notes, tables.articles, n.article_key == a.key)
        .where(n.removed_at.is_not(None), a.removed_at.is_(None))
    )
    found = [
        Binned(BinKind(kind), row_id, words, article_id, title, moment(removed_at), count)
        for query in (articles, highlights, notes)
        for kind, row_id, words, article_id, title, removed_at, count in connection.execute(query)
    ]
    return sorted(found, key=lambda one: (one.removed_at, one.id), reverse=True)


def restore(connection: Connection, kind: BinKind, row_id: str) -> None:
    """Take a thing out of the bin; with a note, the highlight that it hangs on. NotFound where it is not in the bin."""
    table = _TABLES[kind]
    _require_binned(connection, table, row_id, kind)
    connection.execute(update(table).where(table.c.id == row_id).values(removed_at=None))
    if kind is BinKind.NOTE:
        n, h = tables.notes.c, tables.highlights.c
        target = select(n.target_id).where(n.id == row_id, n.target == NoteTarget.HIGHLIGHT.value).scalar_subquery()
        connection.execute(update(tables.highlights).where(h.id == target).values(removed_at=None))


def delete_for_good(connection: Connection, kind: BinKind, row_id: str) -> None:
    """Delete one thing that is in the bin, with all that hangs on it. NotFound where it is not in the bin."""
    table = _TABLES[kind]
    _require_binned(connection, table, row_id, kind)
    _delete(connection, kind, table.c.id == row_id)
    _sweep(connection)


def empty(connection: Connection, before: datetime | None) -> int:
    """Delete what was removed before that time (None: all of it), with all that hangs on it; how many things that were.

    A highlight stays while a note on it was put into the bin later: it is what the note comes back to.
    """
    n = tables.notes.c
    due: dict[BinKind, ColumnElement[bool]] = {
        kind: table.c.removed_at.is_not(None) if before is None else table.c.removed_at < stamp(before)
        for kind, table in _TABLES.items()
    }
    if before is not None:
        is_needed = select(n.key).where(_hangs_on_highlight(), n.removed_at >= stamp(before)).exists()
        due[BinKind.HIGHLIGHT] = due[BinKind.HIGHLIGHT] & ~is_needed
    count = sum(_delete(connection, kind, due[kind]) for kind in (BinKind.NOTE, BinKind.HIGHLIGHT, BinKind.ARTICLE))
    if count:
        _sweep(connection)
    return count


def _hangs_on_highlight() -> ColumnElement[bool]:
    n, h = tables.notes.c, tables.highlights.c
    return (n.target_id == h.id) & (n.target == NoteTarget.HIGHLIGHT.value)


def _require_binned(connection: Connection, table: Table, row_id: str, kind: BinKind) -> None:
    is_there = select(table.c.key).where(table.c.id == row_id, table.c.removed_at.is_not(None))
    if connection.scalar(is_there) is None:
        raise missing(kind.value)


def _delete(connection: Connection, kind: BinKind, is_meant: ColumnElement[bool]) -> int:
    """The rows of that kind, with what hangs on them: foreign keys take along all but the notes on highlights."""
    table = _TABLES[kind]
    if kind is BinKind.HIGHLIGHT:
        n = tables.notes.c
        ids = select(tables.highlights.c.id).where(is_meant)
        connection.execute(delete(tables.notes).where(n.target == NoteTarget.HIGHLIGHT.value, n.target_id.in_(ids)))
    return connection.execute(delete(table).where(is_meant)).rowcount


def _sweep(connection: Connection) -> None:
    """Delete what was kept only for the sake of what has gone: original bytes, tags, removed colours."""
    r, x, y, h = tables.revisions.c, tables.highlight_tags.c, tables.article_tags.c, tables.highlights.c
    users: Sequence[tuple[Table, list[Any]]] = (
        (tables.originals, [r.original_key]),
        (tables.tags, [x.tag_key, y.tag_key]),
        (tables.highlight_colours, [h.colour_key]),
    )
    for table, columns in users:
        unused = delete(table)
        for column in columns:
            unused = unused.where(~select(column).where(column == table.c.key).exists())
        if table is tables.highlight_colours:
            unused = unused.where(table.c.removed_at.is_not(None))
        connection.execute(unused)

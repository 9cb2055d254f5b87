"""Articles, their revisions and original bytes, in and out of the tables. Each function runs inside its caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from itertools import count, islice
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Table, exists, func, select, update

from desktop_app.domain.article import (
    Article,
    ArticleSummary,
    Block,
    BlockKind,
    ImportedArticle,
    Metadata,
    Original,
    Repair,
    Revision,
    text_sha256,
)
from desktop_app.domain.errors import NotFound
from desktop_app.domain.ids import new_id
from desktop_app.domain.spans import Span
from desktop_app.storage import tables
from desktop_app.storage.connection import insert_rows, moment, now, require_storable, stamp

_WORDS = attrgetter(*Metadata.__slots__)
"""Of metadata a tuple, in the order of the columns: `astuple` makes deep copies, at ten times the cost."""
_BLOCK_KINDS = {kind.value: kind for kind in BlockKind}


class RevisionRow(NamedTuple):
    """Where a revision is: keys for the tables, ids for the rest of the program."""

    key: int
    article_key: int
    article_id: str


def missing(what: str) -> NotFound:
    return NotFound(f"This {what} is not in the library.", kept="Nothing was changed.")


def key_of(connection: Connection, table: Table, row_id: str, what: str) -> int:
    """The integer key of the row with this id. NotFound."""
    key = connection.scalar(select(table.c.key).where(table.c.id == row_id))
    if key is None:
        raise missing(what)
    return int(key)


def find_revision(connection: Connection, revision_id: str) -> RevisionRow:
    """NotFound."""
    a, r = tables.articles.c, tables.revisions.c
    row = connection.execute(
        select(r.key, a.key, a.id).join_from(tables.revisions, tables.articles).where(r.id == revision_id)
    ).first()
    if row is None:
        raise missing("text of an article")
    return RevisionRow(*row)


def find_original(connection: Connection, sha256: str) -> str | None:
    """The newest article outside the bin that has a revision made from these bytes."""
    a = tables.articles.c
    found = connection.scalar(
        select(a.id)
        .join_from(tables.originals, tables.revisions)
        .join(tables.articles)
        .where(tables.originals.c.sha256 == sha256, a.removed_at.is_(None))
        .order_by(a.key.desc())
        .limit(1)
    )
    return None if found is None else str(found)


def known_originals(connection: Connection, sha256s: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Id and title of the newest article outside the bin that was made from each of these bytes, where there is one."""
    a, o = tables.articles.c, tables.originals.c
    rows = connection.execute(
        select(o.sha256, a.id, a.title)
        .join_from(tables.originals, tables.revisions)
        .join(tables.articles)
        .where(o.sha256.in_(sha256s), a.removed_at.is_(None))
        .order_by(a.key)
    )
    return {sha256: (article_id, title) for sha256, article_id, title in rows}


def add(connection: Connection, imported: ImportedArticle) -> str:
    """Store an article with its first revision; its new id."""
    return add_many(connection, [imported], original_keys(connection, [imported.original.sha256]))[0]


def add_many(connection: Connection, imported: Sequence[ImportedArticle], originals: Mapping[str, int]) -> list[str]:
    """Store articles, each with its first revision; their new ids. A statement for each table, not for each article.

    originals: by checksum, the keys of those of their bytes that are kept already.
    """
    for one in imported:
        require_storable_article(one)
    nexts, at = _next_keys(connection), stamp(now())
    ids = [new_id() for _ in imported]
    rows = [
        (nexts.article + place, article_id, *_WORDS(one.metadata), 1, 0, at, False, "unread", None, None)
        for place, (article_id, one) in enumerate(zip(ids, imported, strict=True))
    ]
    insert_rows(connection, tables.articles, rows)
    new = [(nexts.article + place, 1, one) for place, one in enumerate(imported)]
    _insert_revisions(connection, new, originals, nexts)
    return ids


def add_revision(connection: Connection, article_id: str, imported: ImportedArticle) -> str:
    """Store a further revision and show it; its new id. NotFound."""
    article_key = key_of(connection, tables.articles, article_id, "article")
    require_storable_article(imported)
    r = tables.revisions.c
    number = 1 + (connection.scalar(select(func.max(r.number)).where(r.article_key == article_key)) or 0)
    connection.execute(update(tables.articles).where(tables.articles.c.key == article_key).values(shown_number=number))
    originals = original_keys(connection, [imported.original.sha256])
    return _insert_revisions(connection, [(article_key, number, imported)], originals, _next_keys(connection))[0]


def original_keys(connection: Connection, sha256s: Sequence[str]) -> dict[str, int]:
    """By checksum the keys of the bytes that are kept, whatever became of the articles that were made from them."""
    marks = ", ".join("?" * len(sha256s))
    rows = connection.exec_driver_sql(
        f"SELECT sha256, key FROM originals WHERE sha256 IN ({marks})",  # noqa: S608 - question marks only
        tuple(sha256s),
    )
    return {row.sha256: row.key for row in rows}


def require_storable_article(imported: ImportedArticle) -> None:
    """CannotSave where words of it cannot be stored."""
    original = imported.original
    require_storable(imported.text, *_WORDS(imported.metadata), *imported.remarks)
    require_storable(original.name, original.media_type, original.encoding)


def show_revision(connection: Connection, article_id: str, revision_id: str) -> None:
    """NotFound, also for a revision of another article."""
    revision = find_revision(connection, revision_id)
    if revision.article_id != article_id:
        raise missing("text of the article")
    number = select(tables.revisions.c.number).where(tables.revisions.c.key == revision.key).scalar_subquery()
    connection.execute(
        update(tables.articles).where(tables.articles.c.key == revision.article_key).values(shown_number=number)
    )


def load(connection: Connection, article_id: str) -> Article:
    """NotFound."""
    a = tables.articles.c
    row = connection.execute(
        select(tables.articles, tables.revisions.c.id.label("revision_id"))
        .join_from(tables.articles, tables.revisions, _is_shown())
        .where(a.id == article_id)
    ).first()
    if row is None:
        raise missing("article")
    metadata = Metadata(row.title, row.byline, row.outlet, row.published, row.address, row.language)
    return Article(row.id, metadata, row.revision_id, moment(row.imported_at), row.position)


def load_revision(connection: Connection, revision_id: str) -> Revision:
    """NotFound."""
    row = connection.execute(_revisions().where(tables.revisions.c.id == revision_id)).first()
    if row is None:
        raise missing("text of an article")
    return _revision(connection, row)


def load_revisions(connection: Connection, article_id: str) -> list[Revision]:
    """All texts of an article, the first first. NotFound."""
    key = key_of(connection, tables.articles, article_id, "article")
    r = tables.revisions.c
    rows = connection.execute(_revisions().where(r.article_key == key).order_by(r.number)).all()
    return [_revision(connection, row) for row in rows]


def load_original(connection: Connection, revision_id: str) -> Original:
    """NotFound."""
    r, o = tables.revisions.c, tables.originals.c
    row = connection.execute(
        select(o.data, r.original_name, r.media_type, r.encoding, o.sha256)
        .join_from(tables.revisions, tables.originals)
        .where(r.id == revision_id)
    ).first()
    if row is None:
        raise missing("text of an article")
    return Original(*row)


def summaries(connection: Connection) -> list[ArticleSummary]:
    """Every article outside the bin, newest import first; counts of what hangs on the revision that is shown."""
    a, r, h, n = tables.articles.c, tables.revisions.c, tables.highlights.c, tables.notes.c
    highlights = (
        select(h.revision_key, func.count().label("count"))
        .where(h.removed_at.is_(None))
        .group_by(h.revision_key)
        .subquery()
    )
    notes = (
        select(n.article_key, func.count().label("count")).where(note_is_visible()).group_by(n.article_key).subquery()
    )
    rows = connection.execute(
        select(
            a.id,
            a.title,
            a.outlet,
            a.published,
            a.imported_at,
            r.quotations,
            r.speakers,
            func.coalesce(highlights.c.count, 0),
            func.coalesce(notes.c.count, 0),
            _has_run(),
        )
        .join_from(tables.articles, tables.revisions, _is_shown())
        .outerjoin(highlights, highlights.c.revision_key == r.key)
        .outerjoin(notes, notes.c.article_key == a.key)
        .where(a.removed_at.is_(None))
        .order_by(a.imported_at.desc(), a.key.desc())
    )
    return [
        ArticleSummary(key, title, outlet, published, moment(imported_at), *counts)
        for key, title, outlet, published, imported_at, *counts in rows
    ]


def note_is_visible() -> ColumnElement[bool]:
    """A note is hidden when it is in the bin, or when the highlight that it hangs on is."""
    n, h = tables.notes.c, tables.highlights.c
    is_hidden = select(h.key).where(n.target == "highlight", h.id == n.target_id, h.removed_at.is_not(None)).exists()
    return n.removed_at.is_(None) & ~is_hidden


def unanalysed(connection: Connection, leaving_out: Collection[str], most: int) -> list[str]:
    """Ids of articles outside the bin whose shown text has never been analysed, newest import first."""
    a = tables.articles.c
    rows = connection.scalars(_unanalysed(a.id).order_by(a.imported_at.desc(), a.key.desc()))
    return list(islice((str(one) for one in rows if one not in leaving_out), most))


def count_unanalysed(connection: Connection) -> int:
    return connection.scalar(_unanalysed(func.count())) or 0


def _unanalysed(column: Any) -> Any:
    return (
        select(column)
        .select_from(tables.articles)
        .join(tables.revisions, _is_shown())
        .where(tables.articles.c.removed_at.is_(None), ~_has_run())
    )


def _has_run() -> ColumnElement[bool]:
    """Whether the revision of the row was analysed."""
    return exists().where(tables.analysis_runs.c.revision_key == tables.revisions.c.key)


def save_metadata(connection: Connection, article_id: str, metadata: Metadata) -> None:
    """NotFound."""
    require_storable(*_WORDS(metadata))
    _change(connection, article_id, **_columns(metadata))


def save_position(connection: Connection, article_id: str, position: int) -> None:
    """NotFound."""
    _change(connection, article_id, position=max(0, position))


def remove(connection: Connection, article_id: str) -> None:
    """Put it into the bin. NotFound."""
    _change(connection, article_id, removed_at=stamp(now()))


def restore(connection: Connection, article_id: str) -> None:
    """Take it out of the bin. NotFound."""
    _change(connection, article_id, removed_at=None)


def remove_many(connection: Connection, article_ids: Sequence[str]) -> list[str]:
    """Put articles into the bin; the ids of those that were not in it."""
    a = tables.articles.c
    there = list(connection.scalars(select(a.id).where(are_among(article_ids), a.removed_at.is_(None))))
    connection.execute(update(tables.articles).where(are_among(there)).values(removed_at=stamp(now())))
    return there


def restore_many(connection: Connection, article_ids: Sequence[str]) -> None:
    connection.execute(update(tables.articles).where(are_among(article_ids)).values(removed_at=None))


def are_among(article_ids: Sequence[str]) -> ColumnElement[bool]:
    """The articles with these ids, however many: a list of parameters has an end."""
    listed = func.json_each(json.dumps(list(article_ids))).table_valued("value")
    return tables.articles.c.id.in_(select(listed.c.value))


def _change(connection: Connection, article_id: str, **values: object) -> None:
    changed = connection.execute(update(tables.articles).where(tables.articles.c.id == article_id).values(**values))
    if not changed.rowcount:
        raise missing("article")


def _is_shown() -> ColumnElement[bool]:
    a, r = tables.articles.c, tables.revisions.c
    return (r.article_key == a.key) & (r.number == a.shown_number)


def _columns(metadata: Metadata) -> dict[str, str]:
    return {name: getattr(metadata, name) for name in Metadata.__slots__}


def _insert_revisions(
    connection: Connection,
    new: Sequence[tuple[int, int, ImportedArticle]],
    kept: Mapping[str, int],
    nexts: _NextKeys,
) -> list[str]:
    """Store revisions: key of the article, number, what it holds. Their new ids."""
    at = stamp(now())
    originals = _store_originals(connection, [imported.original for _, _, imported in new], kept, nexts.original)
    ids = [new_id() for _ in new]
    revisions: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    blocks: list[tuple[object, ...]] = []
    repairs: list[tuple[object, ...]] = []
    remarks: list[tuple[object, ...]] = []
    for key, revision_id, (article_key, number, imported) in zip(count(nexts.revision), ids, new, strict=False):
        original, text = imported.original, imported.text
        facts = (original.name, original.media_type, original.encoding, imported.repaired, text_sha256(text), len(text))
        row = (key, revision_id, article_key, number, originals[original.sha256], *facts, at, 0, 0)
        revisions.append(row)
        texts.append((key, text))
        blocks += [(key, i, block.kind.value, *block.span) for i, block in enumerate(imported.blocks)]
        repairs += [(key, i, *repair.span, repair.before, repair.after) for i, repair in enumerate(imported.repairs)]
        remarks += [(key, i, remark) for i, remark in enumerate(imported.remarks)]
    insert_rows(connection, tables.revisions, revisions)
    insert_rows(connection, tables.revision_texts, texts)
    insert_rows(connection, tables.blocks, blocks)
    insert_rows(connection, tables.repairs, repairs)
    insert_rows(connection, tables.remarks, remarks)
    return ids


def _store_originals(
    connection: Connection, originals: Sequence[Original], kept: Mapping[str, int], first: int
) -> dict[str, int]:
    """By checksum the keys of these bytes, which are kept once however many revisions are made from them."""
    new = {original.sha256: original.data for original in originals if original.sha256 not in kept}
    keys = {sha256: first + place for place, sha256 in enumerate(new)}
    insert_rows(connection, tables.originals, [(keys[sha256], sha256, data) for sha256, data in new.items()])
    return {**kept, **keys}


class _NextKeys(NamedTuple):
    article: int
    revision: int
    original: int


def _next_keys(connection: Connection) -> _NextKeys:
    """The keys that SQLite itself would give to the next rows."""
    row = connection.exec_driver_sql(
        "SELECT (SELECT max(key) FROM articles), (SELECT max(key) FROM revisions), (SELECT max(key) FROM originals)"
    ).one()
    return _NextKeys(*(1 + (key or 0) for key in row))


def _revisions() -> Any:
    r = tables.revisions.c
    return (
        select(
            r.key,
            r.id,
            tables.articles.c.id.label("article_id"),
            r.number,
            tables.revision_texts.c.text,
            r.repaired,
            tables.originals.c.sha256,
            r.original_name,
            r.media_type,
            r.encoding,
            r.made_at,
        )
        .join_from(tables.revisions, tables.articles)
        .join(tables.revision_texts)
        .join(tables.originals)
    )


def _revision(connection: Connection, row: Row[Any]) -> Revision:
    b, p, m = tables.blocks.c, tables.repairs.c, tables.remarks.c
    blocks = connection.execute(
        select(b.kind, b.start_at, b.end_at).where(b.revision_key == row.key).order_by(b.number)
    )
    repairs = connection.execute(
        select(p.start_at, p.end_at, p.before, p.after).where(p.revision_key == row.key).order_by(p.number)
    )
    remarks = connection.scalars(select(m.text).where(m.revision_key == row.key).order_by(m.number))
    return Revision(
        id=row.id,
        article_id=row.article_id,
        number=row.number,
        text=row.text,
        blocks=tuple(Block(_BLOCK_KINDS[kind], Span(start, end)) for kind, start, end in blocks),
        repairs=tuple(Repair(Span(start, end), before, after) for start, end, before, after in repairs),
        repaired=row.repaired,
        remarks=tuple(remarks),
        original_sha256=row.sha256,
        original_name=row.original_name,
        media_type=row.media_type,
        encoding=row.encoding,
        made_at=moment(row.made_at),
    )

"""All highlights and notes of the library, filtered and in pages: one statement for the rows, one for their tags."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, null, or_, select, true, union_all

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.marked import Marked, MarkedKind, MarkedQuery
from desktop_app.storage import tables
from desktop_app.storage.connection import moment, stamp

_HOLDS = "pressmark_holds"


def marked(connection: Connection, query: MarkedQuery) -> list[Marked]:
    """What fits, changed last first. Nothing that is in the bin, or of an article that is."""
    _learn_words(connection)
    found = _items(query)
    rows = connection.execute(
        select(found)
        .order_by(found.c.changed_at.desc(), found.c.highlight_id, found.c.note_id)
        .limit(-1 if query.limit is None else query.limit)
        .offset(query.offset)
    ).all()
    tags = _tags_of(connection, [row.highlight_key for row in rows if row.highlight_key is not None])
    return [
        Marked(
            article_id=row.article_id,
            article_title=row.title,
            target=NoteTarget(row.target),
            passage=row.passage,
            changed_at=moment(row.changed_at),
            highlight_id=row.highlight_id or "",
            colour_id=row.colour_id or "",
            colour_name=row.colour_name or "",
            hue=row.hue or "",
            colour_number=row.colour_number,
            tags=tags.get(row.highlight_key, ()),
            note_id=row.note_id or "",
            note=row.note or "",
        )
        for row in rows
    ]


def count_marked(connection: Connection, query: MarkedQuery) -> int:
    """How many fit, whatever the page."""
    _learn_words(connection)
    return connection.scalar(select(func.count()).select_from(_items(query))) or 0


def _learn_words(connection: Connection) -> None:
    """SQLite's own LIKE knows the case of ASCII letters only."""
    raw: Any = connection.connection.dbapi_connection
    raw.create_function(_HOLDS, 2, _holds, deterministic=True)


def _holds(text: str, wanted: str) -> bool:
    """Whether each of the words, a JSON list in lower case, occurs in the text in whatever case."""
    folded = text.casefold()
    return all(word in folded for word in json.loads(wanted))


def _has_words(words: list[str], *columns: Any) -> ColumnElement[bool]:
    if not words:
        return true()
    text: ColumnElement[str] = literal("")
    for column in columns:
        text = text + func.coalesce(column, "") + "\n"
    return func.pressmark_holds(text, json.dumps([word.casefold() for word in words])) == 1


def _items(query: MarkedQuery) -> Any:
    parts = [_highlights(query)]
    if not query.colour and not query.tag and query.kind is not MarkedKind.WITHOUT_NOTE:
        parts.append(_loose_notes(query))
    return union_all(*parts).subquery()


def _highlights(query: MarkedQuery) -> Select[Any]:
    """Highlights, each once for each of its notes, or once without."""
    h, c, n, a = tables.highlights.c, tables.highlight_colours.c, tables.notes.c, tables.articles.c
    changed = func.max(h.changed_at, func.coalesce(n.changed_at, ""))
    is_its_note = and_(n.target == NoteTarget.HIGHLIGHT.value, n.target_id == h.id, n.removed_at.is_(None))
    rows = (
        select(
            h.key.label("highlight_key"),
            h.id.label("highlight_id"),
            n.id.label("note_id"),
            a.id.label("article_id"),
            a.title.label("title"),
            literal(NoteTarget.HIGHLIGHT.value).label("target"),
            h.exact.label("passage"),
            n.text.label("note"),
            c.id.label("colour_id"),
            c.name.label("colour_name"),
            c.hue.label("hue"),
            _number_of_colour().label("colour_number"),
            changed.label("changed_at"),
        )
        .select_from(
            tables.highlights.join(tables.articles, a.key == h.article_key)
            .join(tables.highlight_colours, c.key == h.colour_key)
            .outerjoin(tables.notes, is_its_note)
        )
        .where(h.removed_at.is_(None), a.removed_at.is_(None), *_between(changed, query))
    )
    if query.colour:
        rows = rows.where(c.id == query.colour)
    if query.article:
        rows = rows.where(a.id == query.article)
    if query.tag:
        rows = rows.where(h.key.in_(_tagged(query.tag)))
    if query.speaker.strip():
        rows = rows.where(h.key.in_(_said_by(query.speaker, tables.highlights)))
    if query.kind is not MarkedKind.ALL:
        has_note = func.trim(func.coalesce(n.text, ""), " \t\n") != ""
        rows = rows.where(has_note if query.kind is MarkedKind.WITH_NOTE else ~has_note)
    return rows.where(_has_words(query.words.split(), a.title, h.exact, n.text, _tag_names()))


def _loose_notes(query: MarkedQuery) -> Select[Any]:
    """Notes that hang on no highlight, or on one that is not known any more."""
    n, a, h = tables.notes.c, tables.articles.c, tables.highlights.c
    is_on_highlight = select(h.key).where(n.target == NoteTarget.HIGHLIGHT.value, h.id == n.target_id).exists()
    rows = (
        select(
            null().label("highlight_key"),
            null().label("highlight_id"),
            n.id,
            a.id,
            a.title,
            n.target,
            n.exact,
            n.text,
            null().label("colour_id"),
            null().label("colour_name"),
            null().label("hue"),
            literal(0).label("colour_number"),
            n.changed_at,
        )
        .join_from(tables.notes, tables.articles, a.key == n.article_key)
        .where(n.removed_at.is_(None), a.removed_at.is_(None), ~is_on_highlight, *_between(n.changed_at, query))
    )
    if query.article:
        rows = rows.where(a.id == query.article)
    if query.speaker.strip():
        s = tables.article_speakers.c
        is_of = select(s.id).where(_has_words([query.speaker.strip()], s.name))
        is_on_speaker = and_(n.target == NoteTarget.SPEAKER.value, n.target_id.in_(is_of))
        rows = rows.where(or_(is_on_speaker, n.key.in_(_said_by(query.speaker, tables.notes))))
    return rows.where(_has_words(query.words.split(), a.title, n.exact, n.text))


def _said_by(name: str, table: Any) -> Select[Any]:
    """Keys of the highlights or notes whose passage has words in common with what somebody of that name says."""
    s, f, t = tables.article_speakers.c, tables.attributions.c, table.c
    return (
        select(t.key)
        .select_from(tables.article_speakers)
        .join(tables.attributions, f.article_speaker_key == s.key)
        .join(table, t.revision_key == f.revision_key)
        .where(_has_words([name.strip()], s.name), t.start_at < f.end_at, f.start_at < t.end_at)
    )


def _number_of_colour() -> Any:
    """The place of a colour among those that are offered, from 1: the key that marks in it."""
    c = tables.highlight_colours.c
    other = tables.highlight_colours.alias()
    is_before = or_(other.c.position < c.position, and_(other.c.position == c.position, other.c.key <= c.key))
    return (
        select(func.count())
        .select_from(other)
        .where(_is_offered(c), _is_offered(other.c), is_before)
        .correlate(tables.highlight_colours)
        .scalar_subquery()
    )


def _is_offered(colour: Any) -> ColumnElement[bool]:
    return and_(colour.removed_at.is_(None), ~colour.is_archived)


def _tagged(tag: str) -> Select[Any]:
    x, t = tables.highlight_tags.c, tables.tags.c
    return select(x.highlight_key).join_from(tables.highlight_tags, tables.tags).where(t.name == tag)


def _tag_names() -> Any:
    x, t = tables.highlight_tags.c, tables.tags.c
    return (
        select(func.group_concat(t.name, "\n"))
        .select_from(tables.highlight_tags.join(tables.tags))
        .where(x.highlight_key == tables.highlights.c.key)
        .correlate(tables.highlights)
        .scalar_subquery()
    )


def _between(moment_column: Any, query: MarkedQuery) -> list[ColumnElement[bool]]:
    limits = []
    if query.since is not None:
        limits.append(moment_column >= stamp(query.since))
    if query.until is not None:
        limits.append(moment_column < stamp(query.until))
    return limits


def _tags_of(connection: Connection, keys: list[int]) -> dict[int, tuple[str, ...]]:
    """The keys go as one JSON list: there may be more of them than a statement has variables."""
    x, t = tables.highlight_tags.c, tables.tags.c
    listed = func.json_each(json.dumps(keys)).table_valued("value")
    rows = connection.execute(
        select(x.highlight_key, t.name)
        .select_from(tables.highlight_tags.join(tables.tags))
        .where(x.highlight_key.in_(select(listed.c.value)))
        .order_by(x.highlight_key, x.number)
    )
    tags: dict[int, tuple[str, ...]] = {}
    for key, name in rows:
        tags[key] = (*tags.get(key, ()), name)
    return tags

"""What the reader adds, in and out of the tables. Each function runs inside its caller's transaction. No analysis comes here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop_app.domain.annotations import CONTEXT, Anchor, Correction, Highlight, Note, NoteTarget
from desktop_app.domain.spans import Span
from desktop_app.storage import tables
from desktop_app.storage.articles import find_revision, key_of, missing, note_is_visible
from desktop_app.storage.connection import insert_rows, moment, now, require_storable, stamp

_NO_PLACE: dict[str, Any] = {
    "revision_key": None,
    "start_at": None,
    "end_at": None,
    "exact": "",
    "prefix": "",
    "suffix": "",
}


# Highlights ------------------------------------------------------------------------------------------------------------


def save_highlight(connection: Connection, highlight: Highlight) -> None:
    """Insert or update, and take out of the bin. NotFound for an unknown article, revision or colour."""
    require_storable(*_words_of(highlight.anchor), *highlight.tags)
    revision = find_revision(connection, highlight.revision_id)
    if revision.article_id != highlight.article_id:
        raise missing("text of the article")
    values = {
        "id": highlight.id,
        "article_key": revision.article_key,
        "revision_key": revision.key,
        "start_at": highlight.span.start,
        "end_at": highlight.span.end,
        **_columns(highlight.anchor),
        "colour_key": key_of(connection, tables.highlight_colours, highlight.colour_id, "colour"),
        "created_at": stamp(highlight.created_at),
        "changed_at": stamp(highlight.changed_at),
        "removed_at": None,
    }
    statement = upsert(tables.highlights).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
    key = key_of(connection, tables.highlights, highlight.id, "highlight")
    connection.execute(delete(tables.highlight_tags).where(tables.highlight_tags.c.highlight_key == key))
    if highlight.tags:
        names = [{"name": name} for name in dict.fromkeys(highlight.tags)]
        connection.execute(upsert(tables.tags).on_conflict_do_nothing(), names)
        rows = connection.execute(
            select(tables.tags.c.name, tables.tags.c.key).where(tables.tags.c.name.in_(highlight.tags))
        )
        tag_keys: dict[str, int] = dict(rows.all())
        insert_rows(
            connection, tables.highlight_tags, [(key, i, tag_keys[name]) for i, name in enumerate(highlight.tags)]
        )


def remove_highlight(connection: Connection, highlight_id: str) -> None:
    """Put it into the bin; its notes stay with it and are hidden with it. NotFound."""
    h = tables.highlights.c
    if not connection.execute(
        update(tables.highlights).where(h.id == highlight_id).values(removed_at=stamp(now()))
    ).rowcount:
        raise missing("highlight")


def highlights(connection: Connection, revision_id: str) -> tuple[Highlight, ...]:
    """Those outside the bin, in reading order. NotFound."""
    revision = find_revision(connection, revision_id)
    h, c, x, t = tables.highlights.c, tables.highlight_colours.c, tables.highlight_tags.c, tables.tags.c
    tags: dict[int, list[str]] = {}
    for key, name in connection.execute(
        select(x.highlight_key, t.name)
        .select_from(tables.highlights.join(tables.highlight_tags).join(tables.tags))
        .where(h.revision_key == revision.key)
        .order_by(x.highlight_key, x.number)
    ):
        tags.setdefault(key, []).append(name)
    rows = connection.execute(
        select(
            h.key,
            h.id,
            h.start_at,
            h.end_at,
            h.exact,
            h.prefix,
            h.suffix,
            c.id.label("colour_id"),
            h.created_at,
            h.changed_at,
        )
        .join_from(tables.highlights, tables.highlight_colours)
        .where(h.revision_key == revision.key, h.removed_at.is_(None))
        .order_by(h.start_at, h.end_at, h.key)
    )
    return tuple(
        Highlight(
            id=row.id,
            article_id=revision.article_id,
            revision_id=revision_id,
            span=Span(row.start_at, row.end_at),
            anchor=Anchor(row.exact, row.prefix, row.suffix),
            colour_id=row.colour_id,
            tags=tuple(tags.get(row.key, ())),
            created_at=moment(row.created_at),
            changed_at=moment(row.changed_at),
        )
        for row in rows
    )


# Notes -----------------------------------------------------------------------------------------------------------------


def save_note(connection: Connection, note: Note) -> None:
    """Insert or update, and take out of the bin. NotFound for an unknown article; a target that is gone is no hindrance.

    Where the target stands, and its words, are kept beside the note, so that a note outlives what it was written on.
    """
    require_storable(note.text, note.target_id)
    article_key = key_of(connection, tables.articles, note.article_id, "article")
    n = tables.notes.c
    known = connection.execute(select(n.target, n.target_id, n.revision_key).where(n.id == note.id)).first()
    values: dict[str, Any] = {
        "id": note.id,
        "article_key": article_key,
        "target": note.target.value,
        "target_id": note.target_id,
        "text": note.text,
        "created_at": stamp(note.created_at),
        "changed_at": stamp(note.changed_at),
        "removed_at": None,
    }
    if (
        known is None
        or known.revision_key is None
        or (known.target, known.target_id) != (note.target.value, note.target_id)
    ):
        values |= _place(connection, article_key, note)
    statement = upsert(tables.notes).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def remove_note(connection: Connection, note_id: str) -> None:
    """Put it into the bin. NotFound."""
    n = tables.notes.c
    if not connection.execute(update(tables.notes).where(n.id == note_id).values(removed_at=stamp(now()))).rowcount:
        raise missing("note")


def notes(connection: Connection, article_id: str) -> tuple[Note, ...]:
    """Those outside the bin and not on a highlight in the bin, the oldest first. NotFound."""
    key = key_of(connection, tables.articles, article_id, "article")
    n = tables.notes.c
    rows = connection.execute(_notes().where(n.article_key == key, note_is_visible()).order_by(n.created_at, n.key))
    return tuple(_note(row) for row in rows)


def find_note(connection: Connection, note_id: str) -> Note:
    """NotFound, also where it is in the bin."""
    row = connection.execute(_notes().where(tables.notes.c.id == note_id, note_is_visible())).first()
    if row is None:
        raise missing("note")
    return _note(row)


def _notes() -> Select[Any]:
    n = tables.notes.c
    return select(
        n.id, tables.articles.c.id.label("article_id"), n.target, n.target_id, n.text, n.created_at, n.changed_at
    ).join_from(tables.notes, tables.articles, n.article_key == tables.articles.c.key)


def _note(row: Row[Any]) -> Note:
    return Note(
        id=row.id,
        article_id=row.article_id,
        target=NoteTarget(row.target),
        target_id=row.target_id,
        text=row.text,
        created_at=moment(row.created_at),
        changed_at=moment(row.changed_at),
    )


def _place(connection: Connection, article_key: int, note: Note) -> dict[str, Any]:
    """Where the target of a note stands now, and its words; nothing where it has no place."""
    target = _target(article_key, note)
    row = None if target is None else connection.execute(target).first()
    if row is None:
        return _NO_PLACE
    start, end = row.start_at, row.end_at
    before = max(0, start - CONTEXT)
    t = tables.revision_texts.c

    def cut(since: int, until: int) -> Any:  # by SQLite: a note is saved twice a second, a text may be of megabytes
        return func.substr(t.text, since + 1, until - since)

    words = connection.execute(
        select(cut(start, end), cut(before, start), cut(end, end + CONTEXT)).where(t.revision_key == row.revision_key)
    ).one()
    exact, prefix, suffix = words
    return {
        "revision_key": row.revision_key,
        "start_at": start,
        "end_at": end,
        "exact": exact,
        "prefix": prefix,
        "suffix": suffix,
    }


def _target(article_key: int, note: Note) -> Select[Any] | None:
    """A query for revision and span of what a note is about; the revision that is shown is preferred."""
    if note.target is NoteTarget.ARTICLE:
        return None
    if note.target is NoteTarget.HIGHLIGHT:
        h = tables.highlights.c
        return select(h.revision_key, h.start_at, h.end_at).where(h.id == note.target_id, h.article_key == article_key)
    r, a = tables.revisions.c, tables.articles.c
    is_shown_last = (r.number == a.shown_number).desc()
    if note.target in {NoteTarget.ATTRIBUTION, NoteTarget.CLAIM}:
        table = tables.claims if note.target is NoteTarget.CLAIM else tables.attributions
        f = table.c
        found = select(f.revision_key, f.start_at, f.end_at).join_from(table, tables.revisions)
        return found.join(tables.articles).where(f.id == note.target_id, a.key == article_key).order_by(is_shown_last)
    if note.target is NoteTarget.TOPIC:
        t, p = tables.topics.c, tables.passages.c
        covered = select(p.revision_key, p.start_at, p.end_at).join_from(
            tables.topics, tables.passages, p.topic_key == t.key
        )
        return (
            covered.join(tables.revisions, r.key == p.revision_key)
            .join(tables.articles)
            .where(t.id == note.target_id, a.key == article_key)
            .order_by(is_shown_last, p.start_at)
        )
    s, m = tables.article_speakers.c, tables.mentions.c
    named = select(s.revision_key, m.start_at, m.end_at).join_from(tables.article_speakers, tables.mentions)
    return (
        named.join(tables.revisions, r.key == s.revision_key)
        .join(tables.articles)
        .where(s.id == note.target_id, a.key == article_key)
        .order_by(is_shown_last, m.start_at)
    )


# Corrections -----------------------------------------------------------------------------------------------------------


def save_correction(connection: Connection, correction: Correction) -> None:
    """Insert or update, and bring back what was taken back. NotFound for an unknown article or revision."""
    require_storable(correction.before, correction.after, *_words_of(correction.anchor))
    revision = find_revision(connection, correction.revision_id)
    if revision.article_id != correction.article_id:
        raise missing("text of the article")
    values = {
        "id": correction.id,
        "article_key": revision.article_key,
        "revision_key": revision.key,
        "target": correction.target,
        "target_id": correction.target_id,
        "start_at": correction.span.start,
        "end_at": correction.span.end,
        **_columns(correction.anchor),
        "field": correction.field,
        "before": correction.before,
        "after": correction.after,
        "made_at": stamp(correction.made_at),
        "removed_at": None,
    }
    statement = upsert(tables.corrections).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def remove_correction(connection: Connection, correction_id: str) -> None:
    """Take it back. NotFound."""
    taken = update(tables.corrections).where(tables.corrections.c.id == correction_id)
    if not connection.execute(taken.values(removed_at=stamp(now()))).rowcount:
        raise missing("correction")


def corrections(connection: Connection, article_id: str, revision_id: str | None = None) -> tuple[Correction, ...]:
    """In the order in which they were made; those of one text only where `revision_id` names it. NotFound."""
    key = key_of(connection, tables.articles, article_id, "article")
    c, r = tables.corrections.c, tables.revisions.c
    query = (
        select(tables.corrections, r.id.label("revision_id"))
        .join_from(tables.corrections, tables.revisions)
        .where(c.article_key == key, c.removed_at.is_(None))
        .order_by(c.made_at, c.key)
    )
    if revision_id is not None:
        query = query.where(c.revision_key == select(r.key).where(r.id == revision_id).scalar_subquery())
    rows = connection.execute(query)
    return tuple(
        Correction(
            id=row.id,
            article_id=article_id,
            revision_id=row.revision_id,
            target=row.target,
            target_id=row.target_id,
            span=Span(row.start_at, row.end_at),
            anchor=Anchor(row.exact, row.prefix, row.suffix),
            field=row.field,
            before=row.before,
            after=row.after,
            made_at=moment(row.made_at),
        )
        for row in rows
    )


def _words_of(anchor: Anchor) -> tuple[str, str, str]:
    return anchor.exact, anchor.prefix, anchor.suffix


def _columns(anchor: Anchor) -> dict[str, str]:
    return {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}

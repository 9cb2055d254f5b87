"""Colours of highlights and the tags on them, in and out of the tables. Each function runs inside its caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select, union_all, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop_app.domain.annotations import HighlightColour, Recolouring
from desktop_app.storage import tables
from desktop_app.storage.articles import key_of, missing
from desktop_app.storage.connection import now, require_storable, stamp

_IDS_AT_ONCE = 500


def colours(connection: Connection) -> tuple[HighlightColour, ...]:
    """All of them in the reader's order, archived ones last. One that was removed is archived for as long as a highlight has it."""
    c, h = tables.highlight_colours.c, tables.highlights.c
    is_archived = c.is_archived | c.removed_at.is_not(None)
    is_worn = select(h.key).where(h.colour_key == c.key, h.removed_at.is_(None)).exists()
    rows = connection.execute(
        select(c.id, c.name, c.hue, c.position, is_archived)
        .where(c.removed_at.is_(None) | is_worn)
        .order_by(is_archived, c.position, c.key)
    )
    return tuple(HighlightColour(*row) for row in rows)


def save_colour(connection: Connection, colour: HighlightColour) -> None:
    """Insert or update, and bring it back where it was removed."""
    require_storable(colour.name, colour.hue)
    values = {
        "id": colour.id,
        "name": colour.name,
        "hue": colour.hue,
        "position": colour.position,
        "is_archived": colour.is_archived,
        "removed_at": None,
    }
    statement = upsert(tables.highlight_colours).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def remove_colour(connection: Connection, colour_id: str) -> None:
    """Take it away, as if it had never been added; highlights keep it, and with them it is there, archived. NotFound."""
    removed = update(tables.highlight_colours).where(tables.highlight_colours.c.id == colour_id)
    if not connection.execute(removed.values(removed_at=stamp(now()))).rowcount:
        raise missing("colour")


def highlights_in(connection: Connection, colour_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By colour, the ids of all highlights that have it: of all articles, and those in the bin, too."""
    c, h = tables.highlight_colours.c, tables.highlights.c
    found: dict[str, list[str]] = {colour_id: [] for colour_id in colour_ids}
    for colour_id, highlight_id in connection.execute(
        select(c.id, h.id)
        .join_from(tables.highlight_colours, tables.highlights)
        .where(c.id.in_(colour_ids))
        .order_by(h.key)
    ):
        found[colour_id].append(highlight_id)
    return {colour_id: tuple(ids) for colour_id, ids in found.items()}


def recolour(connection: Connection, recolouring: Recolouring) -> None:
    """Give highlights another colour; those that are not there any more are passed over. NotFound for an unknown colour."""
    key = key_of(connection, tables.highlight_colours, recolouring.colour_id, "colour")
    ids = recolouring.highlight_ids
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[start : start + _IDS_AT_ONCE]
        connection.execute(update(tables.highlights).where(tables.highlights.c.id.in_(some)).values(colour_key=key))


def tags(connection: Connection) -> list[str]:
    """Those in use outside the bin, the most frequent first."""
    t, x, y = tables.tags.c, tables.highlight_tags.c, tables.article_tags.c
    h, a = tables.highlights.c, tables.articles.c
    used = union_all(
        select(x.tag_key)
        .join_from(tables.highlight_tags, tables.highlights)
        .join(tables.articles, a.key == h.article_key)
        .where(h.removed_at.is_(None), a.removed_at.is_(None)),
        select(y.tag_key).join_from(tables.article_tags, tables.articles).where(a.removed_at.is_(None)),
    ).subquery()
    rows = connection.scalars(
        select(t.name)
        .join_from(tables.tags, used, used.c.tag_key == t.key)
        .group_by(t.key)
        .order_by(func.count().desc(), t.name)
    )
    return list(rows)

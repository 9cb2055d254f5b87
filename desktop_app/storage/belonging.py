"""To which speaker people and what they say belong, after what the reader pinned and merged. Runs inside its caller's
transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, and_, exists, select

from desktop_app.storage import speaker_totals, tables

_S, _P, _PINS = tables.speakers.c, tables.ledger_people.c, tables.speaker_pins.c


_END = """WITH RECURSIVE up(key, merged_into_key, far) AS (SELECT key, merged_into_key, 0 FROM speakers WHERE key = ?
    UNION ALL SELECT s.key, s.merged_into_key, far + 1 FROM up JOIN speakers s ON s.key = up.merged_into_key)
    SELECT key FROM up ORDER BY far DESC LIMIT 1"""


def end_of(connection: Connection, key: int) -> int:
    """Whom somebody was merged into in the end; whoever was not is that themselves."""
    return int(connection.exec_driver_sql(_END, (key,)).scalar_one())


def settle(connection: Connection, speakers: Collection[int]) -> None:
    """Give the people of these speakers, and of all merged with them, to whom they belong: to whom they are pinned or were
    found to be, or whom that one was merged into."""
    family = _family(connection, speakers)
    changed: set[int | None] = set()
    is_pinned = exists().where(_PINS.article_key == _P.article_key, _PINS.target_id == _P.target_id)
    pinned_to = (
        select(_PINS.speaker_key)
        .where(_PINS.article_key == _P.article_key, _PINS.target_id == _P.target_id)
        .scalar_subquery()
    )
    for key in sorted(family):
        owner = end_of(connection, key)
        pins = select(_P.key).join(
            tables.speaker_pins, and_(_PINS.article_key == _P.article_key, _PINS.target_id == _P.target_id)
        )
        for query in (
            select(_P.key, _P.speaker_key).where(_P.found_key == key, ~is_pinned),
            select(_P.key, _P.speaker_key).where(_P.key.in_(pins.where(_PINS.speaker_key == key)), pinned_to == key),
        ):
            rows = connection.execute(query.where(_P.speaker_key.is_distinct_from(owner))).all()
            changed |= {row.speaker_key for row in rows} | ({owner} if rows else set())
            give(connection, [row.key for row in rows], owner)
    speaker_totals.mark(connection, [*changed, *family])


def give(connection: Connection, people: Sequence[int], owner: int) -> None:
    """These people, and what they say, are that speaker's."""
    values = [(owner, key) for key in people]
    if values:
        connection.exec_driver_sql("UPDATE ledger_people SET speaker_key = ? WHERE key = ?", values)
        connection.exec_driver_sql("UPDATE ledger_statements SET speaker_key = ? WHERE person_key = ?", values)


def _family(connection: Connection, speakers: Iterable[int]) -> set[int]:
    family = set(speakers) | {end_of(connection, key) for key in speakers}
    new = family
    while new:
        new = set(connection.scalars(select(_S.key).where(_S.merged_into_key.in_(new)))) - family
        family |= new
    return family

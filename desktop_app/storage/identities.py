"""Who in the ledger somebody in an article is. Runs inside its caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from desktop_app.domain.findings import Speaker, SpeakerKind
from desktop_app.domain.identity import folded
from desktop_app.domain.ids import new_id
from desktop_app.storage import tables
from desktop_app.storage.connection import now, stamp
from desktop_app.storage.ledger_speakers import end_of

Known = Mapping[str, tuple[str, int]]
"""By id of the finding: the name that it had and the key of the speaker whom it was found to be."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who somebody is: found_key, whom the program takes them for; speaker_key, whom that is after the reader's word; block."""

    speaker_key: int
    found_key: int
    block: str


def known_in(connection: Connection, article_key: int) -> Known:
    """Who the people of an article were taken for until now."""
    p = tables.ledger_people.c
    rows = connection.execute(
        select(p.target_id, p.name, p.found_key).where(p.article_key == article_key, p.found_key.is_not(None))
    )
    return {target_id: (name, key) for target_id, name, key in rows}


def resolve(connection: Connection, article_key: int, people: Sequence[Speaker], before: Known) -> dict[str, Found]:
    """By id of the finding, who each is. Unnamed sources are nobody in the ledger."""
    pins = {
        row.target_id: row.speaker_key
        for row in connection.execute(
            select(tables.speaker_pins).where(tables.speaker_pins.c.article_key == article_key)
        )
    }
    found: dict[str, Found] = {}
    for one in people:
        if one.kind is SpeakerKind.UNNAMED:
            continue
        known = before.get(one.id)
        key = known[1] if known is not None and known[0] == one.name else _by_name(connection, one)
        found[one.id] = Found(end_of(connection, pins.get(one.id, key)), key, folded(one.name))
    return found


def _by_name(connection: Connection, one: Speaker) -> int:
    p = tables.ledger_people.c
    name = folded(one.name)
    key = connection.scalar(
        select(p.found_key)
        .where(p.block == name, p.kind == one.kind.value, p.found_key.is_not(None))
        .order_by(p.key)
        .limit(1)
    )
    return int(key) if key is not None else new_speaker(connection, one.name, one.kind)


def new_speaker(connection: Connection, name: str, kind: SpeakerKind) -> int:
    values = {"id": new_id(), "name": name, "kind": kind.value, "made_by": "program", "made_at": stamp(now())}
    return int(connection.execute(insert(tables.speakers).values(**values)).lastrowid)

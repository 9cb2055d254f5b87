"""Who in the ledger somebody in an article is. Runs inside its caller's transaction."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select

from desktop_app.domain.findings import Speaker, SpeakerKind
from desktop_app.domain.ids import new_id
from desktop_app.storage import tables
from desktop_app.storage.connection import now, stamp

Known = Mapping[str, tuple[str, int]]
"""By id of the finding: the name that it had and the key of its speaker."""


def known_in(connection: Connection, article_key: int) -> Known:
    """Who the people of an article were taken for until now."""
    p = tables.ledger_people.c
    rows = connection.execute(
        select(p.target_id, p.name, p.speaker_key).where(p.article_key == article_key, p.speaker_key.is_not(None))
    )
    return {target_id: (name, key) for target_id, name, key in rows}


def resolve(connection: Connection, people: Sequence[Speaker], before: Known) -> dict[str, int]:
    """By id of the finding, the key of the speaker that each is. Unnamed sources are nobody in the ledger."""
    found: dict[str, int] = {}
    for one in people:
        if one.kind is SpeakerKind.UNNAMED:
            continue
        known = before.get(one.id)
        found[one.id] = known[1] if known is not None and known[0] == one.name else _by_name(connection, one)
    return found


def _by_name(connection: Connection, one: Speaker) -> int:
    s, n = tables.speakers.c, tables.speaker_names.c
    name = folded(one.name)
    key = connection.scalar(
        select(n.speaker_key)
        .join_from(tables.speaker_names, tables.speakers)
        .where(n.folded == name, s.kind == one.kind.value, s.removed_at.is_(None))
        .limit(1)
    )
    if key is not None:
        return int(key)
    made = connection.execute(
        insert(tables.speakers).values(
            id=new_id(), name=one.name, kind=one.kind.value, role=one.role, made_by="program", made_at=stamp(now())
        )
    )
    key = int(made.lastrowid)
    connection.execute(insert(tables.speaker_names).values(speaker_key=key, folded=name, last=name.split()[-1]))
    return key


def folded(name: str) -> str:
    """A name without case, accents, marks and doubled space, as names are compared."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join(letters.split()) or name.casefold()

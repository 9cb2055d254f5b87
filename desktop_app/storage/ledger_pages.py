"""All about one speaker across articles but what they said. Each function runs inside its caller's transaction."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection, select

from desktop_app.domain.annotations import Note
from desktop_app.domain.errors import NotFound
from desktop_app.domain.ledger import (
    Companion,
    Counted,
    LedgerSpeaker,
    Month,
    NameUsed,
    PersonInArticle,
    RoleAt,
    SpeakerPage,
    Where,
    day_of,
)
from desktop_app.domain.person_names import is_name
from desktop_app.storage import annotations as written
from desktop_app.storage import tables
from desktop_app.storage.ledger_speakers import by_key, key_of

MOST_COMPANIONS = 50
MOST_NOTES = 200
_SEEN = """SELECT p.name, p.role, p.aliases, a.id, a.title, a.outlet, a.published, a.imported_at, p.target_id,
    (SELECT count(*) FROM ledger_statements s WHERE s.person_key = p.key)
    FROM ledger_people p JOIN articles a ON a.key = p.article_key WHERE p.speaker_key = ? AND a.removed_at IS NULL"""
_MONTHS = """SELECT substr(s.day, 1, 7), count(*), sum(s.quotations), sum(s.word_count), sum(s.quoted_words)
    FROM ledger_statements s JOIN articles a ON a.key = s.article_key
    WHERE s.speaker_key = ? AND a.removed_at IS NULL GROUP BY 1 ORDER BY 1"""
_TOPICS = """SELECT s.topic, count(*) FROM ledger_statements s JOIN articles a ON a.key = s.article_key
    WHERE s.speaker_key = ? AND a.removed_at IS NULL AND s.topic <> '' GROUP BY 1 ORDER BY 2 DESC, 1"""
_OUTLETS = """SELECT a.outlet, count(*) FROM ledger_statements s JOIN articles a ON a.key = s.article_key
    WHERE s.speaker_key = ? AND a.removed_at IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"""
_COMPANIONS = f"""SELECT s.id, s.name, count(DISTINCT o.article_key) FROM ledger_people p
    JOIN articles a ON a.key = p.article_key JOIN ledger_people o ON o.article_key = p.article_key
    JOIN speakers s ON s.key = o.speaker_key
    WHERE p.speaker_key = ?1 AND o.speaker_key <> ?1 AND o.block <> '' AND a.removed_at IS NULL
    GROUP BY s.key ORDER BY 3 DESC, s.name LIMIT {MOST_COMPANIONS}"""  # noqa: S608  a number of this module
_NOTES = f"""SELECT n.id FROM ledger_people p JOIN articles a ON a.key = p.article_key
    JOIN notes n ON n.article_key = p.article_key
    WHERE p.speaker_key = ?1 AND a.removed_at IS NULL AND n.removed_at IS NULL
    AND (n.target = 'speaker' AND n.target_id = p.target_id
    OR n.target = 'attribution' AND n.target_id IN (SELECT s.target_id FROM ledger_statements s WHERE s.person_key = p.key)
    OR n.target = 'claim' AND n.target_id IN (SELECT c.id FROM claims c JOIN attributions t ON t.key = c.attribution_key
        JOIN ledger_statements s ON s.target_id = t.id AND s.article_key = p.article_key
        WHERE s.person_key = p.key AND c.revision_key = p.revision_key))
    GROUP BY n.id ORDER BY max(n.changed_at) DESC, n.id LIMIT {MOST_NOTES}"""  # noqa: S608


def head(connection: Connection, speaker_id: str) -> LedgerSpeaker:
    """NotFound, also for somebody who is in no article outside the bin."""
    key = key_of(connection, speaker_id)
    speaker = by_key(connection, [key]).get(key)
    if speaker is None:
        raise NotFound("This speaker is in no article of the library any more.", kept="Nothing was changed.")
    return speaker


def page(connection: Connection, speaker_id: str) -> SpeakerPage:
    """As `head`."""
    speaker = head(connection, speaker_id)
    key = key_of(connection, speaker_id)
    seen = _seen(connection, key)
    return SpeakerPage(
        speaker=speaker,
        roles=_roles(seen),
        names=_names(seen),
        months=tuple(Month(*row) for row in connection.exec_driver_sql(_MONTHS, (key,))),
        outlets=tuple(Counted(*row) for row in connection.exec_driver_sql(_OUTLETS, (key,))),
        topics=tuple(Counted(*row) for row in connection.exec_driver_sql(_TOPICS, (key,))),
        companions=tuple(Companion(*row) for row in connection.exec_driver_sql(_COMPANIONS, (key,))),
        notes=_notes(connection, key),
        is_renamed=connection.scalar(select(tables.speakers.c.made_by).where(tables.speakers.c.key == key))
        != "program",
    )


def people(connection: Connection, speaker_id: str) -> list[PersonInArticle]:
    """As each article names them, the oldest first. NotFound."""
    return [
        PersonInArticle(where.article_id, target_id, name, role, where.title, where.outlet, where.day, statements)
        for name, role, _aliases, where, target_id, statements in _seen(connection, key_of(connection, speaker_id))
    ]


_Seen = list[tuple[str, str, tuple[str, ...], Where, str, int]]
"""name, role, other names, the article, the speaker's id in it, how many statements: the oldest first."""


def _seen(connection: Connection, key: int) -> _Seen:
    found: _Seen = []
    for (
        name,
        role,
        aliases,
        article_id,
        title,
        outlet,
        published,
        imported_at,
        target,
        statements,
    ) in connection.exec_driver_sql(_SEEN, (key,)):
        others = tuple(alias for alias in aliases.split("\n") if is_name(alias))
        where = Where(article_id, title, outlet, day_of(published, imported_at))
        found.append((name, role, others, where, target, statements))
    return sorted(found, key=lambda one: (one[3].day, one[3].title, one[3].article_id, one[4]))


def _roles(seen: _Seen) -> tuple[RoleAt, ...]:
    """The role that was given first comes first."""
    given: dict[str, list[Where]] = {}
    for _, role, _, where, _, _ in seen:
        if role:
            given.setdefault(role, []).append(where)
    return tuple(RoleAt(role, found[0].day, found[-1].day, tuple(found)) for role, found in given.items())


def _names(seen: _Seen) -> tuple[NameUsed, ...]:
    counted = Counter(one for name, _, others, _, _, _ in seen for one in {name, *others})
    return tuple(NameUsed(name, count) for name, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _notes(connection: Connection, key: int) -> tuple[Note, ...]:
    return tuple(
        written.find_note(connection, note_id) for (note_id,) in connection.exec_driver_sql(_NOTES, (key,)).fetchall()
    )

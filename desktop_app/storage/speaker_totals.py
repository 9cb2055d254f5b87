"""What lists show of speakers across articles: reckoned anew for those of whom something has changed. Runs inside its caller's
transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from desktop_app.domain.person_names import folded, is_name
from desktop_app.storage import tables
from desktop_app.storage.connection import insert_rows

MOST_NAMES = 30
"""Names of one speaker that are kept for lists; more are those of a body that texts describe in many ways."""
_READ = """SELECT p.name, p.aliases, count(*) FROM ledger_people p JOIN articles a ON a.key = p.article_key
    WHERE p.speaker_key = ? AND a.removed_at IS NULL GROUP BY p.name, p.aliases"""
_ROLE = """SELECT p.role FROM ledger_people p JOIN articles a ON a.key = p.article_key
    WHERE p.speaker_key = ? AND p.role <> '' AND a.removed_at IS NULL
    ORDER BY CASE WHEN a.published <> '' THEN a.published ELSE a.imported_at END DESC, p.role LIMIT 1"""
_SAID = """SELECT count(*), coalesce(sum(s.quotations), 0), coalesce(min(s.day), ''), coalesce(max(s.day), '')
    FROM ledger_statements s JOIN articles a ON a.key = s.article_key
    WHERE s.speaker_key = ? AND a.removed_at IS NULL"""
_ARTICLES = """SELECT count(DISTINCT p.article_key) FROM ledger_people p JOIN articles a ON a.key = p.article_key
    WHERE p.speaker_key = ? AND a.removed_at IS NULL"""


def mark(connection: Connection, speakers: Iterable[int | None]) -> None:
    """The totals of these may have changed."""
    keys = [(key,) for key in sorted({key for key in speakers if key is not None})]
    if keys:
        connection.exec_driver_sql("INSERT OR IGNORE INTO speakers_due (speaker_key) VALUES (?)", keys)


def has_due(connection: Connection) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM speakers_due LIMIT 1").first() is not None


def catch_up(connection: Connection, most: int) -> int:
    """Reckon the totals of so many of those who are due; how many that were."""
    d = tables.speakers_due.c
    due = list(connection.scalars(select(d.speaker_key).order_by(d.speaker_key).limit(most)))
    for key in due:
        _reckon(connection, key)
    connection.execute(delete(tables.speakers_due).where(d.speaker_key.in_(due)))
    return len(due)


def _reckon(connection: Connection, key: int) -> None:
    s, t = tables.speakers.c, tables.speaker_totals.c
    connection.execute(delete(tables.speaker_totals).where(t.speaker_key == key))
    names, mains = _names(connection, key)
    if not mains:
        return
    name, made_by = connection.execute(select(s.name, s.made_by).where(s.key == key)).one()
    if made_by == "program" and name != shown_name(mains):
        name = shown_name(mains)
        connection.execute(update(tables.speakers).where(s.key == key).values(name=name))
    others = [one for one, _ in names.most_common() if one != name][:MOST_NAMES]
    role = connection.exec_driver_sql(_ROLE, (key,)).scalar() or ""
    articles = connection.exec_driver_sql(_ARTICLES, (key,)).scalar_one()
    said = connection.exec_driver_sql(_SAID, (key,)).one()
    looked_for = "\n".join(folded(one) for one in (name, *others))
    insert_rows(connection, tables.speaker_totals, [(key, role, "\n".join(others), looked_for, articles, *said)])


def _names(connection: Connection, key: int) -> tuple[Counter[str], Counter[str]]:
    """All names that articles outside the bin use, and the main ones, with how many do; equally frequent ones by their letters."""
    counted: Counter[str] = Counter()
    mains: Counter[str] = Counter()
    for name, aliases, articles in connection.exec_driver_sql(_READ, (key,)):
        mains[name] += articles
        for one in dict.fromkeys((name, *(alias for alias in aliases.split("\n") if is_name(alias)))):
            counted[one] += articles
    return Counter(dict(sorted(counted.items()))), mains


def shown_name(names: Counter[str]) -> str:
    """Of the names that somebody goes by, the most frequent of those of several words; the longer one where they are equal."""
    return max(names, key=lambda one: (len(one.split()) > 1, names[one], len(one), one))

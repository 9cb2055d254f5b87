"""What was found in a text, as the reader corrected it, as rows that can be looked for. Runs inside its caller's transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, select

from desktop_app.domain.corrected import Corrected, corrected
from desktop_app.domain.findings import Attribution, Claim, Speaker
from desktop_app.domain.passages import within
from desktop_app.domain.searching import HitKind
from desktop_app.domain.spans import Span, hull
from desktop_app.storage import annotations as written
from desktop_app.storage import findings, ledger_rows, tables
from desktop_app.storage.connection import insert_rows

TOPIC = "topic"
_FOUND = (HitKind.STATEMENT.value, HitKind.CLAIM.value, HitKind.SPEAKER.value, TOPIC)
_NOWHERE = Span(0, 0)
Row = tuple[Any, ...]
"""Of `search_things`, without its key."""


def count_due(connection: Connection) -> int:
    """Texts whose findings or corrections have changed since they were indexed."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM search_due").scalar_one())


def catch_up(connection: Connection, most: int) -> int:
    """Index so many of the texts that are due; how many that were. Only rows that have changed are written."""
    d, r, a = tables.search_due.c, tables.revisions.c, tables.articles.c
    due = connection.execute(
        select(d.revision_key, r.id, a.key, a.id, r.number == a.shown_number)
        .select_from(tables.search_due.join(tables.revisions, r.key == d.revision_key).join(tables.articles))
        .order_by(d.revision_key)
        .limit(most)
    ).all()
    for key, revision_id, article_key, article_id, is_shown in due:
        if is_shown:
            _renew(connection, (key, revision_id), (article_key, article_id))
        connection.execute(delete(tables.search_due).where(d.revision_key == key))
    return len(due)


def _renew(connection: Connection, revision: tuple[int, str], article: tuple[int, str]) -> None:
    t, x = tables.search_things.c, tables.revision_texts.c
    found = findings.load(connection, revision[1])
    rows: list[Row] = []
    word, text = None, ""
    if found is not None:
        word = corrected(found, written.corrections(connection, article[1], revision[1]))
        text = str(connection.scalar(select(x.text).where(x.revision_key == revision[0])))
        rows = [(article[0], revision[0], *row) for row in _rows(text, word)]
    stored = connection.execute(
        select(tables.search_things).where(t.revision_key == revision[0], t.kind.in_(_FOUND)).order_by(t.key)
    ).all()
    known: dict[Row, int] = {tuple(row[1:]): row.key for row in stored}
    wanted = dict.fromkeys(rows)
    gone = [key for row, key in known.items() if row not in wanted]
    kept = set(known.values())
    gone += [row.key for row in stored if row.key not in kept]
    for key in gone:
        connection.execute(delete(tables.search_things).where(t.key == key))
    insert_rows(connection, tables.search_things, [(None, *row) for row in wanted if row not in known])
    ledger_rows.renew(connection, ledger_rows.Place(article[0], revision[0]), text, word)


def _rows(text: str, word: Corrected) -> Iterator[Row]:
    """kind, target_id, start_at, end_at, title, note, name, topic, speaker, said, words, status."""
    found = word.findings
    people = {one.id: one for one in found.speakers}
    statements = {one.id: one for one in found.attributions}
    for one in found.speakers:
        place = one.mentions[0].span if one.mentions else _NOWHERE
        yield (HitKind.SPEAKER.value, one.id, *place, "", "", _names(one, one.role), "", "", "", "", "")
    for topic in found.topics:
        place = topic.spans[0] if topic.spans else _NOWHERE
        yield (TOPIC, topic.id, *place, "", "", "", topic.label, "", "", "", "")
    for statement in found.attributions:
        yield _statement(text, statement, _names(people.get(statement.speaker or "")))
    for claim in found.claims:
        names = _names(people.get(claim.speaker or ""))
        yield _claim(text, claim, statements.get(claim.attribution or ""), names, word.status_of(claim.id).value)


def _statement(text: str, one: Attribution, names: str) -> Row:
    content = one.content or one.quoted
    said, words = _words(text, one.quoted), _words(text, content)
    place = hull(content) if content else _NOWHERE
    return (HitKind.STATEMENT.value, one.id, *place, "", "", "", "", names, said, "" if said == words else words, "")


def _claim(text: str, claim: Claim, statement: Attribution | None, names: str, status: str) -> Row:
    quoted = within(statement.quoted, (claim.span,)) if statement is not None else ()
    said, words = _words(text, quoted), claim.span.of(text)
    row = (*claim.span, "", "", "", "", names, said, "" if said == words else words, status)
    return (HitKind.CLAIM.value, claim.id, *row)


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return "\n".join(span.of(text) for span in spans)


def _names(speaker: Speaker | None, role: str = "") -> str:
    """The name that is shown, the other ones, and the role, a line each."""
    if speaker is None:
        return ""
    lines = (speaker.name, *speaker.aliases, role)
    return "\n".join(line.replace("\n", " ") for line in lines if line)

"""The reader's word on who is who over all articles, and taking it back. Each function runs inside its caller's transaction.

A step changes rows of small tables only, and says which: pins, merges, who is kept apart. Whom people and their statements belong
to follows from these (`settle`), so that taking the rows back takes back all of it, also for what was imported meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, insert, or_, select, update

from desktop_app.domain.errors import CannotSave, NotFound
from desktop_app.domain.ids import new_id
from desktop_app.domain.ledger import LedgerStep, RowChange
from desktop_app.storage import speaker_totals, tables
from desktop_app.storage.belonging import settle
from desktop_app.storage.connection import now, require_storable, stamp
from desktop_app.storage.ledger_speakers import key_of

_S, _P, _PINS = tables.speakers.c, tables.ledger_people.c, tables.speaker_pins.c
_KEPT = "Nothing was changed."


def merge(connection: Connection, into_id: str, from_ids: Sequence[str]) -> LedgerStep:
    """NotFound. Whoever is that one already is passed over."""
    into = key_of(connection, into_id)
    others = [key for key in dict.fromkeys(key_of(connection, one) for one in from_ids) if key != into]
    steps = _Steps(connection)
    for key in others:
        _join_groups(steps, into, key)
        _join_proposals(steps, into, key)
        steps.update(tables.speakers, {"key": key}, merged_into_key=into)
    settle(connection, [into, *others])
    names = [str(connection.scalar(select(_S.name).where(_S.key == key))) for key in others]
    return steps.made(_id_of(connection, into), f"merged: {', '.join(names)}")


def split(connection: Connection, speaker_id: str, people: Sequence[tuple[str, str]]) -> LedgerStep:
    """NotFound for somebody who is not that speaker's; CannotSave where nobody would be left, or nobody is named."""
    key = key_of(connection, speaker_id)
    rows = _people_of(connection, key, people)
    left = connection.scalar(
        select(_P.key).where(_P.speaker_key == key, _P.key.not_in([row.key for row in rows])).limit(1)
    )
    if not rows or left is None:
        raise CannotSave("A speaker is split in two: somebody has to go, and somebody to stay.", kept=_KEPT)
    moment = stamp(now())
    kind = connection.scalar(select(_S.kind).where(_S.key == key))
    name = speaker_totals.shown_name(Counter(sorted(row.name for row in rows)))
    steps = _Steps(connection)
    new = steps.add_speaker(name, str(kind), moment)
    for row in rows:
        place = {"article_key": row.article_key, "target_id": row.target_id}
        steps.put(tables.speaker_pins, place, speaker_key=new, made_at=moment)
    steps.put(tables.speakers_apart, {"one_key": min(key, new), "other_key": max(key, new)}, made_at=moment)
    settle(connection, {key, new, *(row.found_key for row in rows if row.found_key is not None)})
    return steps.made(_id_of(connection, new), f"split: {name}")


def keep_apart(connection: Connection, one_id: str, other_id: str) -> LedgerStep:
    """NotFound; CannotSave for somebody and themselves."""
    one, other = sorted((key_of(connection, one_id), key_of(connection, other_id)))
    if one == other:
        raise CannotSave("These two have been merged.", kept=_KEPT, advice="Split the speaker instead.")
    steps = _Steps(connection)
    pair = {"one_key": one, "other_key": other}
    steps.remove(tables.speaker_proposals, pair)
    steps.put(tables.speakers_apart, pair, made_at=stamp(now()))
    return steps.made(one_id, "kept apart")


def rename(connection: Connection, speaker_id: str, name: str) -> LedgerStep:
    """NotFound; CannotSave for no name at all."""
    key = key_of(connection, speaker_id)
    plain = " ".join(name.split())
    require_storable(plain)
    if not plain:
        raise CannotSave("A speaker needs a name.", kept=_KEPT)
    steps = _Steps(connection)
    steps.update(tables.speakers, {"key": key}, name=plain, made_by="reader")
    speaker_totals.mark(connection, [key])
    return steps.made(_id_of(connection, key), f"renamed: {plain}")


def undo(connection: Connection, step: LedgerStep) -> None:
    _carry_out(connection, [(change.table, change.after, change.before) for change in reversed(step.changes)])


def redo(connection: Connection, step: LedgerStep) -> None:
    _carry_out(connection, [(change.table, change.before, change.after) for change in step.changes])


def _people_of(connection: Connection, key: int, people: Sequence[tuple[str, str]]) -> list[Any]:
    a = tables.articles.c
    rows = []
    for article_id, target_id in dict.fromkeys(people):
        row = connection.execute(
            select(tables.ledger_people)
            .join(tables.articles, a.key == _P.article_key)
            .where(a.id == article_id, _P.target_id == target_id, _P.speaker_key == key)
        ).first()
        if row is None:
            raise NotFound("This speaker is in that article no more.", kept=_KEPT, advice="Look at the list again.")
        rows.append(row)
    return rows


def _id_of(connection: Connection, key: int) -> str:
    return str(connection.scalar(select(_S.id).where(_S.key == key)))


def _join_groups(steps: _Steps, into: int, key: int) -> None:
    m = tables.speaker_group_members.c
    for group in list(steps.connection.scalars(select(m.group_key).where(m.speaker_key == key))):
        steps.remove(tables.speaker_group_members, {"group_key": group, "speaker_key": key})
        steps.put(tables.speaker_group_members, {"group_key": group, "speaker_key": into})


def _join_proposals(steps: _Steps, into: int, key: int) -> None:
    """What was proposed of the one is proposed of the other; nothing is proposed, or forbidden, between them."""
    steps.remove(tables.speakers_apart, {"one_key": min(into, key), "other_key": max(into, key)})
    p = tables.speaker_proposals.c
    rows = steps.connection.execute(
        select(tables.speaker_proposals).where(or_(p.one_key == key, p.other_key == key))
    ).all()
    for row in rows:
        other = row.one_key + row.other_key - key
        steps.remove(tables.speaker_proposals, {"one_key": row.one_key, "other_key": row.other_key})
        if other != into:
            pair = {"one_key": min(into, other), "other_key": max(into, other)}
            steps.put(tables.speaker_proposals, pair, likeness=row.likeness, reasons=row.reasons)


class _Steps:
    """Changes rows, and remembers how they were."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._changes: list[RowChange] = []

    def made(self, speaker_id: str, words: str) -> LedgerStep:
        return LedgerStep(speaker_id, words, tuple(self._changes))

    def add_speaker(self, name: str, kind: str, moment: str) -> int:
        values = {"id": new_id(), "name": name, "kind": kind, "role": "", "made_by": "program", "made_at": moment}
        made = self.connection.execute(insert(tables.speakers).values(**values))
        key = int(made.lastrowid)
        self._changes.append(RowChange("speakers", None, _row(self.connection, tables.speakers, {"key": key})))
        return key

    def put(self, table: Table, place: dict[str, Any], **values: Any) -> None:
        """A row that is there already stays, but for these values."""
        before = _row(self.connection, table, place)
        if before is None:
            self.connection.execute(insert(table).values(**place, **values))
        elif values:
            self.connection.execute(update(table).where(*_at(table, place)).values(**values))
        self._note(table, before, _row(self.connection, table, place))

    update = put

    def remove(self, table: Table, place: dict[str, Any]) -> None:
        before = _row(self.connection, table, place)
        self.connection.execute(delete(table).where(*_at(table, place)))
        self._note(table, before, None)

    def _note(self, table: Table, before: Any, after: Any) -> None:
        if before != after:
            self._changes.append(RowChange(table.name, before, after))


def _carry_out(connection: Connection, changes: Sequence[tuple[str, Any, Any]]) -> None:
    touched: set[int] = set()
    for name, _, _ in changes:
        touched |= set(_speakers_in(connection, name, [row for one in changes if one[0] == name for row in one[1:]]))
    for name, before, after in changes:
        table = tables.metadata.tables[name]
        if before is not None and after is None:
            if name == "speakers":
                _send_home(connection, before[0], changes)
            connection.execute(delete(table).where(*_at(table, _place(table, before))))
        elif after is not None and _has_owners(connection, table, after):
            if _row(connection, table, _place(table, after)) is None:
                connection.execute(insert(table).values(**_values(table, after)))
            else:
                values = _values(table, after)
                connection.execute(update(table).where(*_at(table, _place(table, after))).values(**values))
    there = set(connection.scalars(select(_S.key).where(_S.key.in_(touched))))
    settle(connection, there)


def _send_home(connection: Connection, key: int, changes: Sequence[tuple[str, Any, Any]]) -> None:
    """A speaker who was split off goes: whoever was found to be that one since is the one from whom they were split."""
    for name, before, _ in changes:
        if name == "speakers_apart" and before is not None and key in before[:2]:
            home = before[0] + before[1] - key
            connection.execute(update(tables.ledger_people).where(_P.found_key == key).values(found_key=home))


def _speakers_in(connection: Connection, name: str, rows: Sequence[Any]) -> Iterator[int]:
    """Keys of all speakers whom rows speak of, and of those whom pinned people were found to be."""
    table = tables.metadata.tables[name]
    for row in rows:
        if row is None:
            continue
        values = _values(table, row)
        keys = {"key", "merged_into_key"} if name == "speakers" else {"one_key", "other_key", "speaker_key"}
        yield from (values[one] for one in keys if values.get(one) is not None)
        if name == "speaker_pins":
            place = and_(_P.article_key == values["article_key"], _P.target_id == values["target_id"])
            yield from connection.scalars(select(_P.found_key).where(place, _P.found_key.is_not(None)))


def _has_owners(connection: Connection, table: Table, row: Any) -> bool:
    """Whether all that a row points at is still there: an article may have been deleted for good meanwhile."""
    values = _values(table, row)
    for one in table.foreign_keys:
        value = values[one.parent.name]
        if value is not None and connection.execute(select(one.column).where(one.column == value)).first() is None:
            return False
    return True


def _row(connection: Connection, table: Table, place: dict[str, Any]) -> Any:
    found = connection.execute(select(table).where(*_at(table, place))).first()
    return None if found is None else tuple(found)


def _at(table: Table, place: dict[str, Any]) -> list[Any]:
    return [table.c[name] == value for name, value in place.items()]


def _place(table: Table, row: Any) -> dict[str, Any]:
    names = {column.name for column in table.primary_key}
    return {name: value for name, value in _values(table, row).items() if name in names}


def _values(table: Table, row: Any) -> dict[str, Any]:
    return dict(zip((column.name for column in table.columns), row, strict=True))

"""Who in the ledger somebody in an article is. Runs inside its caller's transaction.

What is decided is in `domain.identity`; here is from whom it is chosen. All who may be one with somebody stand in one block: the
surname as it sounds and a first letter. Where just this name with just this role is known already, that is looked up and that is
all; where it is new, all of its block are sorted out anew, so that it does not matter who came first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, or_, select

from desktop_app.domain.bodies import core, is_acronym, is_body_name, is_rare
from desktop_app.domain.findings import Speaker, SpeakerKind
from desktop_app.domain.identity import Judgement, Seen, Sorted, judge, sort_out
from desktop_app.domain.ids import new_id
from desktop_app.domain.person_names import folded, initial, initials, is_name, person_name, sound
from desktop_app.domain.roles import is_telling
from desktop_app.storage import tables
from desktop_app.storage.belonging import end_of, settle
from desktop_app.storage.connection import now, stamp

MOST_FORMS = 40
"""Names with roles that are sorted out at once; where a block has more, those stay whom they were taken for."""
_EVIDENCE = 25
"""Articles of one name with one role that are looked at for outlets and companions."""
_FORMS = """SELECT block, name, role, found_key, count(*) FROM ledger_people
    WHERE block IN (SELECT value FROM json_each(?)) AND found_key IS NOT NULL GROUP BY 1, 2, 3, 4"""
_PINNED = """SELECT p.block, p.name, p.role, p.found_key, x.speaker_key, count(*) FROM speaker_pins x
    JOIN ledger_people p ON p.article_key = x.article_key AND p.target_id = x.target_id
    WHERE p.block IN (SELECT value FROM json_each(?)) AND p.found_key IS NOT NULL GROUP BY 1, 2, 3, 4, 5"""
_SEEN_IN = """SELECT p.article_key, p.aliases, a.outlet, a.published, a.title FROM ledger_people p
    JOIN articles a ON a.key = p.article_key
    WHERE p.block = ? AND p.name = ? AND p.role = ? AND p.found_key = ? AND (SELECT x.speaker_key FROM speaker_pins x
        WHERE x.article_key = p.article_key AND x.target_id = p.target_id) IS ? ORDER BY p.key LIMIT ?"""
_BESIDE = "SELECT DISTINCT name, kind FROM ledger_people WHERE article_key IN (SELECT value FROM json_each(?))"
_IN_USE = "SELECT DISTINCT found_key FROM ledger_people WHERE block = ? AND name = ? AND role = ? LIMIT 2"
_SURNAME = "SELECT DISTINCT block FROM ledger_people WHERE block >= ? AND block < ? LIMIT ?"
_MOVE = "UPDATE ledger_people SET found_key = ? WHERE block = ? AND name = ? AND role = ? AND found_key = ?"
_HAS_WORD = """SELECT EXISTS (SELECT 1 FROM speakers_apart) OR EXISTS (SELECT 1 FROM speaker_pins)
    OR EXISTS (SELECT 1 FROM speakers WHERE merged_into_key IS NOT NULL)"""
"""Whether the reader said anything of who is who: mostly not, and then much need not be looked up."""
_ADD = "INSERT INTO speakers (id, name, kind, made_by, made_at) VALUES (?, ?, ?, 'program', ?)"
_UNASKED = """DELETE FROM speaker_proposals WHERE one_key IN (SELECT value FROM json_each(?1))
    AND other_key IN (SELECT value FROM json_each(?1))"""
_ASKED_OF_ONE = 4
"""Proposals for one speaker, at most."""
_KINDS = {SpeakerKind.PERSON: "p", SpeakerKind.ORGANISATION: "b", SpeakerKind.GROUP: "g"}

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
    """By id of the finding, who each is; none of the article's people may be in the table yet. Whoever has the name that they had
    before is whom they were. Unnamed sources are nobody in the ledger."""
    one_by_one = _Resolving(connection, article_key, people)
    known = [one for one in people if one.id in before and before[one.id][0] == one.name]
    for one in known:
        one_by_one.take(one, before[one.id][1])
    for one in people:
        if one not in known and one.kind is not SpeakerKind.UNNAMED:
            one_by_one.find(one)
    return one_by_one.found()


@dataclass(frozen=True, slots=True)
class _Form:
    """A name with a role as articles have it, whom those were taken for, whom the reader pinned them to, how many they are.
    here: id of the finding, for somebody of the article that is being read."""

    block: str
    name: str
    role: str
    found_key: int | None
    pinned_key: int | None = None
    people: int = 1
    here: str = ""


class _Resolving:
    """The people of one article, one after another."""

    def __init__(self, connection: Connection, article_key: int, people: Sequence[Speaker]) -> None:
        self._connection, self._article_key, self._people = connection, article_key, {one.id: one for one in people}
        a, x = tables.articles.c, tables.speaker_pins.c
        self._outlet, published, title = connection.execute(
            select(a.outlet, a.published, a.title).where(a.key == article_key)
        ).one()
        self._order = f"{published} {title}"
        self._names = [(one.name, one.kind.value) for one in people]
        pins = connection.execute(select(x.target_id, x.speaker_key).where(x.article_key == article_key))
        self._pins = {row.target_id: row.speaker_key for row in pins}
        self._keys: dict[str, int] = {}
        self._has_word = bool(connection.exec_driver_sql(_HAS_WORD).scalar_one())

    def found(self) -> dict[str, Found]:
        return {
            target: Found(self._end(self._pins.get(target, key)), key, block_of(self._people[target]))
            for target, key in self._keys.items()
        }

    def _end(self, key: int) -> int:
        return end_of(self._connection, key) if self._has_word else key

    def take(self, one: Speaker, key: int) -> None:
        self._keys[one.id] = key

    def find(self, one: Speaker) -> None:
        block = block_of(one)
        if not block:
            self.take(one, new_speaker(self._connection, one.name, one.kind))
            return
        is_plain = is_telling(one.role) if one.kind is SpeakerKind.PERSON else is_rare(one.name)
        key = self._in_use(one, block) if is_plain else None
        if key is not None and key not in self._keys.values():
            self.take(one, key)
        else:
            self._sort_out(one, block)

    def _in_use(self, one: Speaker, block: str) -> int | None:
        """Whom just this name with just this role is taken for, where that is one, and the reader parted nobody from them."""
        keys = self._connection.exec_driver_sql(_IN_USE, (block, one.name, one.role)).scalars().all()
        if len(keys) != 1 or keys[0] is None:
            return None
        if not self._has_word:
            return int(keys[0])
        apart = tables.speakers_apart.c
        is_parted = self._connection.execute(
            select(apart.one_key).where(or_(apart.one_key == keys[0], apart.other_key == keys[0])).limit(1)
        ).first()
        return None if is_parted else int(keys[0])

    def _sort_out(self, one: Speaker, block: str) -> None:
        blocks = sorted(_blocks_near(self._connection, one) | {block})
        forms = [
            *_forms(self._connection, blocks, has_pins=self._has_word),
            *self._mates(blocks),
            _Form(block, one.name, one.role, None, here=one.id),
        ]
        known = _said_of(self._connection, forms) if self._has_word else [None] * len(forms)
        if len(forms) > MOST_FORMS:
            forms, known = _fewer(forms, known, one)
        seen = [self._seen(form) for form in forms]
        result = sort_out(seen, known)
        keys = self._keys_of(result, forms, seen, known)
        if len(keys) > 1:
            _propose(self._connection, result, keys, [self._end(key) for key in keys])

    def _mates(self, blocks: Iterable[str]) -> list[_Form]:
        wanted = set(blocks)
        mates = [(self._people[target], key) for target, key in self._keys.items()]
        return [
            _Form(block_of(mate), mate.name, mate.role, key, self._pins.get(mate.id), here=mate.id)
            for mate, key in mates
            if block_of(mate) in wanted
        ]

    def _seen(self, form: _Form) -> Seen:
        kind = next(kind for kind, letter in _KINDS.items() if letter == form.block[0])
        if form.here:
            one = self._people[form.here]
            names, articles, outlets, orders = set(one.aliases), {self._article_key}, {self._outlet}, [self._order]
            beside = self._names
        else:
            values = (form.block, form.name, form.role, form.found_key, form.pinned_key, _EVIDENCE)
            rows = self._connection.exec_driver_sql(_SEEN_IN, values).all()
            names = {alias for row in rows for alias in row.aliases.split("\n")}
            articles, outlets = {row.article_key for row in rows}, {row.outlet for row in rows}
            orders = [f"{row.published} {row.title}" for row in rows]
            beside = [
                (name, kind_)
                for name, kind_ in self._connection.exec_driver_sql(_BESIDE, (json.dumps(sorted(articles)),))
            ]
        own = companion(form.name, kind.value)
        companions = {companion(name, each) for name, each in beside} - {own, ""}
        return Seen(
            form.name,
            kind,
            form.role,
            frozenset(name for name in names if is_name(name)),
            frozenset(map(str, articles)),
            frozenset(outlets - {""}),
            frozenset(companions),
            f"{min(orders, default='')} {form.name} {form.role}",
        )

    def _keys_of(
        self, result: Sorted, forms: Sequence[_Form], seen: Sequence[Seen], known: Sequence[int | None]
    ) -> list[int]:
        """The speaker of each group; whoever was taken for another is moved. What the reader said stays as it is."""
        owner = _owners(result, forms)
        keys: list[int] = []
        for number, group in enumerate(result.groups):
            said = next((known[place] for place in group if known[place] is not None), None)
            key = said if said is not None else owner.get(number)
            if key is None:
                first = seen[group[0]]
                key = new_speaker(self._connection, first.name, first.kind)
            keys.append(key)
            for place in group:
                self._give(forms, seen, known, group, place, key)
        return keys

    def _give(
        self,
        forms: Sequence[_Form],
        seen: Sequence[Seen],
        known: Sequence[int | None],
        group: Sequence[int],
        place: int,
        key: int,
    ) -> None:
        form = forms[place]
        if form.here:
            if known[place] is None:
                self._keys[form.here] = _nearest(forms, seen, known, group, place) or key
        elif known[place] is None and form.found_key != key:
            moved = (form.block, form.name, form.role, form.found_key)
            self._connection.exec_driver_sql(_MOVE, (key, *moved))
            settle(self._connection, {key, form.found_key or key})


def _nearest(
    forms: Sequence[_Form], seen: Sequence[Seen], known: Sequence[int | None], group: Sequence[int], place: int
) -> int | None:
    """Of several speakers whom the reader made one, the one whom somebody new is likest to."""
    others = [other for other in group if known[other] is not None]
    if not others:
        return None
    best = max(others, key=lambda other: (judge(seen[place], seen[other]).likeness, -other))
    return forms[best].pinned_key or forms[best].found_key


def _owners(result: Sorted, forms: Sequence[_Form]) -> dict[int, int]:
    """By number of a group, whom it was taken for: the speaker of most of its people, who is that of no other group."""
    counts: Counter[tuple[int, int]] = Counter()
    for number, group in enumerate(result.groups):
        for place in group:
            form = forms[place]
            if form.found_key is not None and form.pinned_key is None:
                counts[number, form.found_key] += form.people
    owner: dict[int, int] = {}
    for (number, key), _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if number not in owner and key not in owner.values():
            owner[number] = key
    return owner


def _forms(connection: Connection, blocks: Sequence[str], *, has_pins: bool) -> list[_Form]:
    listed = json.dumps(blocks)
    pinned = [_Form(*row) for row in connection.exec_driver_sql(_PINNED, (listed,))] if has_pins else []
    fewer: Counter[tuple[str, str, str, int]] = Counter()
    for form in pinned:
        fewer[form.block, form.name, form.role, form.found_key or 0] += form.people
    loose = []
    for block, name, role, key, people in connection.exec_driver_sql(_FORMS, (listed,)):
        left = people - fewer[block, name, role, key]
        if left:
            loose.append(_Form(block, name, role, key, None, left))
    return [*loose, *pinned]


def _said_of(connection: Connection, forms: Sequence[_Form]) -> list[int | None]:
    """For each the speaker whom the reader made it: pinned, merged, or told from somebody; None where nothing was said."""
    s, apart = tables.speakers.c, tables.speakers_apart.c
    keys = {key for form in forms for key in (form.found_key, form.pinned_key) if key is not None}
    ends = {key: end_of(connection, key) for key in keys}
    roots = sorted(set(ends.values()))
    said = set(connection.scalars(select(s.merged_into_key).where(s.merged_into_key.in_(roots))))
    asked = sorted(keys | set(roots))
    parted = connection.execute(
        select(apart.one_key, apart.other_key).where(or_(apart.one_key.in_(asked), apart.other_key.in_(asked)))
    ).all()
    said |= {end_of(connection, key) for row in parted for key in row}
    result: list[int | None] = []
    for form in forms:
        end = ends[form.pinned_key] if form.pinned_key is not None else ends.get(form.found_key or 0)
        result.append(end if end is not None and (form.pinned_key is not None or end in said) else None)
    return result


def _fewer(forms: Sequence[_Form], known: Sequence[int | None], one: Speaker) -> tuple[list[_Form], list[int | None]]:
    """Of a large block those who are likest by name, each speaker by a few forms, and all of them as they were taken."""
    name = person_name(one.name)
    by_speaker: Counter[int] = Counter()
    chosen: list[tuple[_Form, int | None]] = []
    ranked = sorted(
        zip(forms, known, strict=True),
        key=lambda pair: (
            not pair[0].here,
            pair[0].name != one.name,
            person_name(pair[0].name) != name,
            -pair[0].people,
            pair[0].found_key or 0,
        ),
    )
    for form, number in ranked:
        key = number if number is not None else form.found_key
        by_speaker[key or 0] += 1
        if form.here or by_speaker[key or 0] <= 3:
            chosen.append((form, key))
    kept = chosen[:MOST_FORMS]
    return [form for form, _ in kept], [number for _, number in kept]


def _propose(connection: Connection, result: Sorted, keys: Sequence[int], ends: Sequence[int]) -> None:
    """What is proposed among these takes the place of what was. ends: whom the keys were merged into."""
    apart = tables.speakers_apart.c
    connection.exec_driver_sql(_UNASKED, (json.dumps(sorted({*keys, *ends})),))
    asked: dict[tuple[int, int], Judgement] = {}
    often: Counter[int] = Counter()
    for one, other, judgement in result.proposals:
        pair = (min(ends[one], ends[other]), max(ends[one], ends[other]))
        if pair[0] == pair[1] or pair in asked or max(often[pair[0]], often[pair[1]]) >= _ASKED_OF_ONE:
            continue
        if connection.execute(
            select(apart.one_key).where(apart.one_key == pair[0], apart.other_key == pair[1])
        ).first():
            continue
        asked[pair] = judgement
        often.update(pair)
    if asked:
        rows = [
            {"one_key": one, "other_key": other, "likeness": each.likeness, "reasons": "\n".join(each.reasons)}
            for (one, other), each in asked.items()
        ]
        connection.execute(insert(tables.speaker_proposals), rows)


def block_of(one: Speaker) -> str:
    """Where those stand who may be the same; “” for what is no name, and nobody but in its article."""
    if one.kind is SpeakerKind.UNNAMED:
        return ""
    letter = _KINDS[one.kind]
    if one.kind is not SpeakerKind.PERSON:
        return f"{letter} {' '.join(core(one.name)[:2])}" if is_body_name(one.name, one.aliases) else ""
    name = person_name(one.name)
    return f"{letter} {sound(name.surname)} {initial(name.given[0]) if name.given else ''}"


def _blocks_near(connection: Connection, one: Speaker) -> set[str]:
    letter = _KINDS[one.kind]
    if one.kind is not SpeakerKind.PERSON:
        return {f"{letter} {' '.join(core(alias)[:2])}" for alias in one.aliases if is_acronym(alias)}
    name = person_name(one.name)
    surnames = {sound(word) for word in (name.surname, *name.more)}
    if not name.given:
        begins = f"{letter} {sound(name.surname)} "
        return set(connection.exec_driver_sql(_SURNAME, (begins, f"{begins[:-1]}!", MOST_FORMS)).scalars())
    firsts = {letter_ for given in name.given for letter_ in initials(given)} | {""}
    return {f"{letter} {surname} {first}" for surname in surnames for first in firsts}


def companion(name: str, kind: str) -> str:
    """Somebody by whom articles on one thing are known; “” for whoever is named too seldom in full."""
    if kind == SpeakerKind.PERSON.value:
        parts = person_name(name)
        return f"{' '.join(parts.given)} {parts.surname}" if parts.given else ""
    return folded(name).removeprefix("the ") if kind != SpeakerKind.UNNAMED.value and is_body_name(name) else ""


def new_speaker(connection: Connection, name: str, kind: SpeakerKind) -> int:
    return int(connection.exec_driver_sql(_ADD, (new_id(), name, kind.value, stamp(now()))).lastrowid)

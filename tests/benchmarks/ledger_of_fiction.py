"""The ledger of a library of fiction: four people in each article, a few of them in very many, most of them in few."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence

from desktop_app.domain.findings import Speaker, SpeakerKind
from desktop_app.domain.person_names import folded
from desktop_app.storage.identities import block_of

PEOPLE = 4
"""In each article."""
STATEMENTS = 10
MANY, FEW = 5_000, 50
"""Statements of the two speakers that are compared: keys 1 and 2."""
_ROLES = ("", "", "councillor", "mayor of {}", "head of the {} Trust", "spokesman", "professor at {}", "manager of {}")
_TOTALS = """INSERT INTO speaker_totals SELECT s.key, s.role, '', ?1(s.name), count(DISTINCT l.article_key), count(*),
    sum(l.quotations), min(l.day), max(l.day) FROM ledger_statements l JOIN speakers s ON s.key = l.speaker_key
    JOIN articles a ON a.key = l.article_key WHERE a.removed_at IS NULL GROUP BY s.key"""


def named(words: Sequence[str], key: int) -> Speaker:
    """The speaker of that key: an invented name, every second with a role of their own."""
    chance = random.Random(key)
    name = f"{chance.choice(words[20:3_000]).title()} {chance.choice(words[20:]).title()}"
    role = chance.choice(_ROLES).format(chance.choice(words[20:2_000]).title())
    return Speaker(f"s{key}", name, SpeakerKind.PERSON, role)


def fill(connection: sqlite3.Connection, articles: int, words: Sequence[str], chance: random.Random) -> None:
    """Ten statements in each article by four people. Speaker 1 says `MANY` of all, speaker 2 `FEW`."""
    count = max(10, articles // 2)
    cast = [named(words, key) for key in range(1, count + 1)]
    blocks = [block_of(one) for one in cast]
    rows = ((key, f"s{key}", one.name, one.role, "2031") for key, one in enumerate(cast, 1))
    connection.executemany(
        "INSERT INTO speakers (key, id, name, kind, role, made_at) VALUES (?, ?, ?, 'person', ?, ?)", rows
    )
    often, seldom = max(1, articles // (MANY // 2)), max(1, articles // (FEW // 2))
    person = 0
    for key, day in connection.execute("SELECT key, published FROM articles ORDER BY key").fetchall():
        there = [3 + int((count - 3) * chance.random() ** 3) for _ in range(PEOPLE)]
        if (key - 1) % often == 0:
            there[0] = 1
        if (key - 1) % seldom == 0:
            there[1] = 2
        people = []
        for number, who in enumerate(there):
            person += 1
            one = cast[who - 1]
            target = f"p{key}-{number}"
            people.append((person, key, key, target, who, who, blocks[who - 1], one.name, "person", one.role, "", 0, 9))
        connection.executemany(f"INSERT INTO ledger_people VALUES ({', '.join('?' * 13)})", people)
        connection.executemany(
            f"INSERT INTO ledger_statements VALUES ({', '.join('?' * 19)})",
            [_statement(key, number, day, people, words, chance) for number in range(STATEMENTS)],
        )
    connection.create_function("folded", 1, folded, deterministic=True)
    connection.execute(_TOTALS.replace("?1", "folded"))


def _statement(
    key: int, number: int, day: str, people: Sequence[tuple[object, ...]], words: Sequence[str], chance: random.Random
) -> tuple[object, ...]:
    who = people[number // 2 if number < 4 else 2 + number % 2]  # two by each of the first two, the rest by the others
    said = " ".join(chance.choices(words[:2_000], k=14))
    kind = ("direct", "mixed", "indirect")[number % 3]
    quoted = said if kind != "indirect" else ""
    topic = words[20 + key % 50]
    facts = (day, said, quoted, "said", topic, "", 14, int(bool(quoted)), 14 if quoted else 0, 0.9)
    return (None, key, key, f"t{key}-{number}", who[0], who[4], kind, 50 * number, 50 * number + 40, *facts)

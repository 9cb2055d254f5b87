"""A large library of invented articles, the same every time: written in bulk, past the doors of the library."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from desktop_app.storage import Library
from tests.benchmarks import ledger_of_fiction

ARTICLES = 100_000
STATEMENTS = 6
"""In each article."""
_SYLLABLES = tuple(
    f"{start}{end}"
    for start in ("b", "d", "f", "k", "l", "m", "n", "r", "s", "t")
    for end in ("al", "en", "or", "u", "i")
)
_PLAIN = (
    "the",
    "a",
    "of",
    "to",
    "and",
    "in",
    "on",
    "that",
    "for",
    "with",
    "by",
    "was",
    "has",
    "not",
    "will",
    "they",
    "said",
)
_OUTLETS = [
    f"The {place} {kind}" for place in ("Mere", "Alder", "Verrin", "Quay") for kind in ("Post", "Courier", "Gazette")
]


def words_of(seed: int = 1) -> list[str]:
    """20,000 invented words; the first are frequent, the last are rare (Zipf)."""
    chance = random.Random(seed)
    made: dict[str, None] = dict.fromkeys(_PLAIN)
    while len(made) < 20_000:
        made["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 4))))] = None
    return list(made)


def make(folder: Path, articles: int = ARTICLES, seed: int = 1) -> None:
    """A library of so many articles in `folder`, each of some 300 words with headline, six statements by three of 400 speakers,
    a claim each, a topic; every twentieth with a note, every fiftieth in the bin. Its ledger: see `ledger_of_fiction`."""
    Library.open(folder).close()
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-200000")
        dropped = _without_triggers(connection)
        connection.execute("BEGIN")
        _fill(connection, articles, random.Random(seed))
        ledger_of_fiction.fill(connection, articles, words_of(), random.Random(seed + 1))
        connection.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
        for trigger in dropped:
            connection.execute(trigger)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _without_triggers(connection: sqlite3.Connection) -> list[str]:
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in triggers]


def _fill(connection: sqlite3.Connection, articles: int, chance: random.Random) -> None:
    words = words_of()
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    speakers = [f"{a.title()} {b.title()}" for a, b in zip(words[100:500], words[500:900], strict=True)]
    first = date(2006, 1, 1)
    for key in range(1, articles + 1):
        drawn = chance.choices(words, cum_weights=weights, k=300)
        title = " ".join(drawn[:7]).capitalize()
        parts = [title]
        places = []
        at = len(title) + 2
        for number in range(STATEMENTS):
            who = speakers[chance.randrange(len(speakers) // 3) * 3 + number % 3]
            quote = " ".join(drawn[10 + number * 45 : 25 + number * 45])
            rest = " ".join(drawn[25 + number * 45 : 55 + number * 45])
            parts.append(f"“{quote},” said {who}. {rest}.")
            places.append((who, quote, at + 1, at + 1 + len(quote)))
            at += len(parts[-1]) + 2
        text = "\n\n".join(parts)
        removed = "2031-01-01" if key % 50 == 0 else None
        day = (first + timedelta(days=key % 7_000)).isoformat()
        outlet = _OUTLETS[key % len(_OUTLETS)]
        connection.execute(
            "INSERT INTO articles VALUES (?, ?, ?, '', ?, ?, '', 'en', 1, 0, '2031', 0, 'unread', NULL, ?)",
            (key, f"a{key}", title, outlet, day, removed),
        )
        connection.execute(
            "INSERT INTO originals VALUES (?, ?, x'00')", (key, hashlib.sha256(str(key).encode()).hexdigest())
        )
        connection.execute(
            "INSERT INTO revisions VALUES (?, ?, ?, 1, ?, 'a.txt', 'text/plain', 'utf-8', 0, '', ?, '2031', ?, 3)",
            (key, f"r{key}", key, key, len(text), STATEMENTS),
        )
        connection.execute("INSERT INTO revision_texts VALUES (?, ?)", (key, text))
        _things(connection, key, title, places, drawn)


def _things(
    connection: sqlite3.Connection, key: int, title: str, places: list[tuple[str, str, int, int]], drawn: list[str]
) -> None:
    columns = "(article_key, revision_key, kind, target_id, start_at, end_at, title, note, name, topic, speaker, said, status)"
    insertion = f"INSERT INTO search_things {columns} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    rows = [(key, key, "article", f"a{key}", 0, 0, title, "", "", "", "", "", "")]
    for number, (who, quote, start, end) in enumerate(places):
        status = "disputed" if (key + number) % 97 == 0 else "to check"
        rows.append((key, key, "statement", f"s{key}-{number}", start, end, "", "", "", "", who, quote, ""))
        rows.append((key, key, "claim", f"c{key}-{number}", start, end, "", "", "", "", who, quote, status))
    for number, who in enumerate({who for who, *_ in places}):
        rows.append((key, key, "speaker", f"p{key}-{number}", 0, 0, "", "", who, "", "", "", ""))
    rows.append((key, key, "topic", f"t{key}", 0, 0, "", "", "", drawn[5], "", "", ""))
    if key % 20 == 0:
        text = " ".join(drawn[200:230])
        connection.execute(
            "INSERT INTO notes (id, article_key, target, target_id, text, created_at, changed_at)"
            " VALUES (?, ?, 'article', ?, ?, '2031', '2031')",
            (f"n{key}", key, f"a{key}", text),
        )
        rows.append((key, None, "note", f"n{key}", 0, 0, "", text, "", "", "", "", ""))  # type: ignore[arg-type]
    connection.executemany(insertion, rows)

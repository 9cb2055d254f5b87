"""What the file of a library holds, without what no two libraries share: random ids, times, where the reader was last."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:\+\d\d:\d\d|Z)?")
_ID = re.compile(r"\b[0-9a-hjkmnp-tv-z]{16}\b")
_LAST_SEEN = {"position"}


def kept_rows(profile: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each table in the order in which they were written; ids are numbers in the order in which they appear."""
    known: dict[str, str] = {}

    def told(value: object) -> object:
        if not isinstance(value, str):
            return value
        return _ID.sub(lambda found: known.setdefault(found[0], f"id {len(known)}"), _TIME.sub("time", value))

    with closing(sqlite3.connect(profile / "library.db")) as file:
        kept = {}
        for (table,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            names = [row[1] for row in file.execute(f'PRAGMA table_info("{table}")')]
            shown = [f'"{name}"' for name in names if name not in _LAST_SEEN]
            rows = file.execute(f'SELECT {", ".join(shown)} FROM "{table}" ORDER BY 1').fetchall()
            kept[table] = [tuple(told(value) for value in row) for row in rows]
    return kept

"""Whether the search index of a library is what it would be if it were made anew."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from desktop_app.domain.tasks import Task
from desktop_app.storage import Library
from desktop_app.storage.migrations.versions import rev_0004_search

COLUMNS = "article_key, revision_key, kind, target_id, start_at, end_at, title, note, name, topic, speaker, said, words, status"


def check_index(library: Library) -> None:
    """SQLite compares the index with the words; then all rows are made anew, in a copy, and must be the same."""
    library.catch_up(Task())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "library.db"
        with closing(sqlite3.connect(library.folder / "library.db")) as ours, closing(sqlite3.connect(file)) as copy:
            ours.backup(copy)
        before = _rows(file)
        with closing(sqlite3.connect(file, isolation_level=None)) as copy:
            copy.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
            copy.execute("DELETE FROM search_things")
            for statement in rev_0004_search._FILL[:2]:
                copy.execute(statement)
            copy.execute("INSERT INTO search_due SELECT key FROM revisions WHERE true ON CONFLICT DO NOTHING")
            copy.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
        with Library.open(Path(folder)) as again:
            again.catch_up(Task())
        assert before == _rows(file)


def check_words(library: Library) -> None:
    """SQLite compares the index with the words of every row."""
    library.catch_up(Task())
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")


def _rows(file: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return sorted(connection.execute(f"SELECT {COLUMNS} FROM search_things").fetchall(), key=repr)

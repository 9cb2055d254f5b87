"""The revisions lead to exactly the tables that the code works with, which bear what later issues need."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from desktop_app.domain.errors import CannotOpenLibrary, CannotSave
from desktop_app.storage import DamagedLibrary, Library, schema, search_schema, tables
from desktop_app.storage.connection import cannot_read, cannot_save
from tests.storage.samples import findings, imported, note


def _plain(sql: str) -> str:
    """Without white space, and without the order of constraints."""
    flat = re.sub(r"\s+", "", sql)
    head, _, constraints = flat.partition("CONSTRAINT")
    return head + "|".join(sorted(part.strip(",)") for part in constraints.split("CONSTRAINT")))


def test_migrations_end_in_the_tables_of_the_code(library: Library) -> None:
    dialect = sqlite.dialect()
    wanted = {
        table.name: _plain(str(CreateTable(table).compile(dialect=dialect))) for table in tables.metadata.sorted_tables
    }
    for table in tables.metadata.sorted_tables:
        wanted |= {str(index.name): _plain(str(CreateIndex(index).compile(dialect=dialect))) for index in table.indexes}
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())
    made.pop("alembic_version")
    for own in ("config", "data", "docsize", "idx"):  # FTS5's own tables
        made.pop(f"search_index_{own}")
    others = search_schema.VIEW | search_schema.INDEX | search_schema.TRIGGERS
    wanted |= {name: _plain(sql) for name, sql in others.items()}
    assert {name: _plain(sql) for name, sql in made.items()} == wanted


def test_the_number_of_the_schema_is_that_of_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    revisions = list(ScriptDirectory.from_config(config).walk_revisions())
    assert len(revisions) == schema.SCHEMA
    assert revisions[0].revision == f"{schema.SCHEMA:04}"


def test_keys_outlive_a_backup_so_that_a_full_text_index_can_point_at_them(library: Library) -> None:
    for data in (b"one", b"two", b"three"):
        library.add_article(imported(data=data))
    query = "SELECT rowid, key, id FROM revisions ORDER BY key"
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM articles WHERE key = 2")
        before = connection.execute(query).fetchall()
    with closing(sqlite3.connect(library.back_up())) as connection:
        assert connection.execute(query).fetchall() == before
    assert [row[0] for row in before] == [row[1] for row in before] == [1, 3]


def test_an_article_can_be_deleted_for_good_with_all_that_belongs_to_it(library: Library) -> None:
    reading = library.add_article(imported())
    library.save_findings(reading.revision.id, findings())
    library.save_note(note(reading.article.id, "Words"))
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM articles")
        for table in tables.metadata.tables:
            if table not in ("originals", "highlight_colours", "speakers", "tags", "collections"):
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def _sqlite_error(*statements: str) -> sqlite3.Error:
    """What SQLite itself says to the last statement."""
    *before, last = statements
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in before:
            connection.execute(statement)
        with pytest.raises(sqlite3.Error) as failed:
            connection.execute(last)
    return failed.value


def test_each_error_of_the_file_has_words_of_its_own(tmp_path: Path) -> None:
    full = _sqlite_error("PRAGMA max_page_count=2", "CREATE TABLE a (b)", "CREATE TABLE c (d)")
    read_only = _sqlite_error("PRAGMA query_only=1", "CREATE TABLE a (b)")
    big = _sqlite_error("SELECT zeroblob(2000000000)")
    (tmp_path / "other.db").write_bytes(b"no database" * 100)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection, pytest.raises(sqlite3.Error) as foreign:
        connection.execute("SELECT * FROM sqlite_master")
    said = [cannot_save(error).what for error in (full, read_only, big, foreign.value, _sqlite_error("SELECT"), None)]
    assert len(set(said)) == len(said)
    assert said[0] == "The disk is full."
    assert said[1] == "The library cannot be written to."
    assert said[2] == "This is too large to be saved."
    assert said[3] == "The library file is damaged."
    assert isinstance(cannot_save(full), CannotSave)
    assert isinstance(cannot_read(foreign.value), DamagedLibrary)
    assert type(cannot_read(full)) is CannotOpenLibrary

"""Each revision leads up to the next form of the library and back, and takes everything along that both forms can hold."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine, event

from desktop_app.domain.findings import CheckReason
from desktop_app.domain.query import parse_query
from desktop_app.storage import Library, schema
from tests.storage.indexed import check_index
from tests.storage.samples import findings, imported

FIRST = Path(__file__).parents[1] / "data" / "storage" / "library-0001.db.gz"
OLD_COLUMNS = "key, id, number, attribution_key, start_at, end_at, article_speaker_key, confidence, found_by, status"


def _run(step: Callable[[Config, str], None], file: Path, revision: str) -> None:
    """One step of Alembic in one transaction without foreign keys, as the program migrates."""
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        step(config, revision)
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def _form(file: Path) -> dict[str, str]:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: "".join(sql.split()) for name, sql in rows}


def _rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def _first_library(folder: Path) -> Path:
    file = folder / "library.db"
    with gzip.open(FIRST) as packed:
        file.write_bytes(packed.read())
    return file


def test_claims_of_the_first_form_get_their_worth_and_lose_nothing(tmp_path: Path) -> None:
    file = _first_library(tmp_path)
    query = f"SELECT {OLD_COLUMNS} FROM claims ORDER BY key"
    before = _rows(file, query)
    assert before
    _run(command.upgrade, file, "0002")
    assert _rows(file, query) == before
    assert _rows(file, "SELECT DISTINCT worth, reasons, repeats_key FROM claims") == [(0.0, "", None)]


def test_the_way_back_from_0002_ends_in_the_first_form(tmp_path: Path) -> None:
    file = _first_library(tmp_path)
    form, query = _form(file), f"SELECT {OLD_COLUMNS} FROM claims ORDER BY key"
    before = _rows(file, query)
    _run(command.upgrade, file, "0002")
    assert _form(file) != form
    _run(command.downgrade, file, "0001")
    assert _form(file) == form
    assert _rows(file, query) == before


def test_a_library_of_the_first_form_is_backed_up_and_takes_new_findings(tmp_path: Path) -> None:
    _first_library(tmp_path)
    with Library.open(tmp_path) as library:
        assert len(list((tmp_path / "backups").iterdir())) == 1
        (summary,) = library.summaries()
        reading = library.reading(summary.id)
        assert reading.findings is not None
        first, second = reading.findings.claims
        assert (first.worth, first.reasons, first.repeats) == (0.0, (), None)
        worthy = replace(first, worth=0.5, reasons=(CheckReason.NUMBER,))
        found = replace(reading.findings, claims=(worthy, replace(second, repeats=first.id)))
        assert library.save_findings(reading.revision.id, found) == found
        assert library.findings(reading.revision.id) == found


def test_the_way_back_from_0003_ends_in_the_form_before(tmp_path: Path) -> None:
    file = _first_library(tmp_path)
    _run(command.upgrade, file, "0002")
    form = _form(file)
    _run(command.upgrade, file, "0003")
    assert _form(file) != form
    _run(command.downgrade, file, "0002")
    assert _form(file) == form


def test_claims_outlive_all_ways_and_have_no_status_of_their_own_any_more(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        saved = library.save_findings(library.add_article(imported()).revision.id, findings())
    file = tmp_path / "library.db"
    _run(command.downgrade, file, "0001")
    assert _rows(file, "SELECT DISTINCT status FROM claims") == [("to check",)]
    _run(command.upgrade, file, "0003")
    assert _rows(file, "SELECT id FROM claims ORDER BY number") == [(claim.id,) for claim in saved.claims]
    assert "claim_statuses" not in _form(file)


def test_a_colour_that_was_put_away_before_is_archived_and_the_other_way_round(tmp_path: Path) -> None:
    file = _first_library(tmp_path)
    _run(command.upgrade, file, "0002")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE highlight_colours SET removed_at = '2031-05-04' WHERE id = 'evidence'")
    _run(command.upgrade, file, "0003")
    query = "SELECT id, removed_at FROM highlight_colours WHERE is_archived"
    assert _rows(file, query) == [("evidence", None)]
    _run(command.downgrade, file, "0002")
    assert _rows(file, "SELECT id FROM highlight_colours WHERE removed_at IS NOT NULL") == [("evidence",)]
    assert _rows(file, "SELECT count(*) FROM highlights") == [(1,)]


def test_the_way_back_from_0004_ends_in_the_form_before(tmp_path: Path) -> None:
    file = _first_library(tmp_path)
    _run(command.upgrade, file, "0003")
    form = _form(file)
    _run(command.upgrade, file, "0004")
    assert _form(file) != form
    _run(command.downgrade, file, "0003")
    assert _form(file) == form


def test_the_way_back_from_0006_ends_in_the_form_before_with_all_articles(tmp_path: Path) -> None:
    file = _first_library(tmp_path)
    _run(command.upgrade, file, "0005")
    form, articles = _form(file), _rows(file, "SELECT * FROM articles")
    _run(command.upgrade, file, "0006")
    assert _form(file) != form
    assert {"search_retitled", "search_another_shown", "ix_articles_outlet"} <= set(_form(file))
    _run(command.downgrade, file, "0005")
    assert (_form(file), _rows(file, "SELECT * FROM articles")) == (form, articles)


def test_an_article_that_was_left_somewhere_is_being_read(tmp_path: Path) -> None:
    file = _first_library(tmp_path)
    _run(command.upgrade, file, "0005")
    for position, state in ((0, "unread"), (7, "reading")):
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("UPDATE articles SET position = ?", (position,))
        _run(command.upgrade, file, "0006")
        assert _rows(file, "SELECT is_starred, read_state, opened_at FROM articles") == [(0, state, None)]
        _run(command.downgrade, file, "0005")


def test_what_an_older_library_holds_is_found(tmp_path: Path) -> None:
    _first_library(tmp_path)
    with Library.open(tmp_path) as library:
        (summary,) = library.summaries()
        reading = library.reading(summary.id)
        assert reading.findings is not None
        word = reading.revision.text.split()[0]
        speaker = reading.findings.speakers[0].name.split()[0]
        for text in (word, f"speaker:{speaker}"):
            query = parse_query(text)
            assert query is not None
            assert {hit.article_id for hit in library.search(query).hits} == {summary.id}, text
        check_index(library)


def test_the_way_back_from_0005_ends_in_the_form_before(tmp_path: Path) -> None:
    file = _first_library(tmp_path)
    _run(command.upgrade, file, "0004")
    form = _form(file)
    _run(command.upgrade, file, "0005")
    assert _form(file) != form
    _run(command.downgrade, file, "0004")
    assert _form(file) == form

"""A library is made, opened, migrated, or refused in plain words; what is refused stays as it is."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desktop_app.domain.errors import CannotOpenLibrary, CannotSave
from desktop_app.storage import DamagedLibrary, Library, schema
from tests.storage.samples import STAY, findings, imported, note

FIXTURES = Path(__file__).parents[1] / "data" / "storage"
ROOT = Path(__file__).parents[2]


def _run_sql(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _made(folder: Path) -> Path:
    with Library.open(folder) as library:
        library.add_article(imported())
    return folder / "library.db"


def test_a_library_is_made_where_there_was_none(tmp_path: Path) -> None:
    folder = tmp_path / "a b ' % ? #" / "ü"
    with Library.open(folder) as library:
        article_id = library.add_article(imported()).article.id
        assert library.check() == []
    assert [path.name for path in folder.iterdir()] == ["library.db"]
    with Library.open(folder) as library:
        assert [summary.id for summary in library.summaries()] == [article_id]
        assert library.back_up().exists()


def test_the_file_is_kept_with_a_log_and_full_durability(library: Library) -> None:
    with library._database.write() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    with library._database.write(durable=False) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
    with library._database.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_alembic_is_imported_only_when_the_schema_differs(tmp_path: Path) -> None:
    _made(tmp_path)
    code = (
        "import sys; from pathlib import Path; from desktop_app.storage import Library; "
        "Library.open(Path(sys.argv[1])).close(); "
        "print([name for name in ('alembic', 'sqlalchemy.orm') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_a_library_of_the_first_schema_opens_with_all_that_is_in_it(tmp_path: Path) -> None:
    with gzip.open(FIXTURES / "library-0001.db.gz") as packed:
        (tmp_path / "library.db").write_bytes(packed.read())
    with Library.open(tmp_path) as library:
        assert library.check() == []
        (summary,) = library.summaries()
        reading = library.reading(summary.id)
        assert (summary.title, summary.quotations, summary.highlights, summary.notes) == ("Ferry to stay", 3, 1, 2)
        assert reading.revision.text == imported().text
        assert library.original(reading.revision.id) == imported().original
        assert reading.findings is not None
        assert library.save_findings(reading.revision.id, findings()) == reading.found
        assert reading.highlights[0].tags == ("ferry", "to ask")
        assert reading.place_of(reading.notes[1]) == STAY
        assert len(library.corrections(summary.id)) == 1


def test_a_newer_library_is_refused_and_not_touched(tmp_path: Path) -> None:
    file = _made(tmp_path)
    _run_sql(file, "PRAGMA user_version=999")
    before = _contents(tmp_path)
    with pytest.raises(CannotOpenLibrary, match="newer version of Pressmark") as refused:
        Library.open(tmp_path)
    assert not isinstance(refused.value, DamagedLibrary)
    assert _contents(tmp_path) == before


def test_a_newer_schema_that_is_only_in_the_log_is_seen(tmp_path: Path) -> None:
    _made(tmp_path)
    with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version=999")
        with pytest.raises(CannotOpenLibrary, match="newer"):
            Library.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough for a header" * 100])
def test_a_file_that_is_no_database_is_damaged_and_says_where_backups_lie(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "library.db").write_bytes(content)
    with pytest.raises(DamagedLibrary) as refused:
        Library.open(tmp_path)
    assert str(tmp_path / "backups") in str(refused.value)
    assert _contents(tmp_path) == {"library.db": content}


def test_a_file_with_a_broken_first_page_is_damaged(tmp_path: Path) -> None:
    file = _made(tmp_path)
    content = bytearray(file.read_bytes())
    content[40:4096] = b"\xff" * (4096 - 40)
    file.write_bytes(content)
    with pytest.raises(DamagedLibrary):
        Library.open(tmp_path)
    assert file.read_bytes() == content


def test_a_log_without_its_library_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "library.db-wal").write_bytes(b"what was not folded in yet")
    with pytest.raises(DamagedLibrary, match="gone"):
        Library.open(tmp_path)
    assert _contents(tmp_path) == {"library.db-wal": b"what was not folded in yet"}


def test_somebody_elses_database_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    _run_sql(file, "CREATE TABLE recipes (name TEXT)")
    before = file.read_bytes()
    with pytest.raises(CannotOpenLibrary, match="not a Pressmark library"):
        Library.open(tmp_path)
    assert file.read_bytes() == before


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("not a folder")
    with pytest.raises(CannotOpenLibrary, match="cannot be opened"):
        Library.open(tmp_path / "profile")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "library.db").mkdir()
    with pytest.raises(CannotOpenLibrary):
        Library.open(tmp_path / "other")


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("root may write everywhere")
        with pytest.raises(CannotOpenLibrary, match="cannot be opened"):
            Library.open(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_library_that_another_program_locks_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.storage.connection.BUSY_TIMEOUT", 20)
    file = _made(tmp_path)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CannotOpenLibrary, match="Another program"):
            Library.open(tmp_path)


def test_a_write_that_another_program_keeps_waiting_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.storage.connection.BUSY_TIMEOUT", 20)
    with Library.open(tmp_path) as library:
        article_id = library.add_article(imported()).article.id
        with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(CannotSave, match="Another program"):
                library.save_note(note(article_id, "Words"))
            assert library.notes(article_id) == ()
        library.save_note(note(article_id, "Words"))


def test_a_change_that_the_file_refuses_is_told_in_words(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        article_id = library.add_article(imported()).article.id
        library._database.close()
        with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as other:
            other.execute("CREATE TRIGGER no BEFORE INSERT ON notes BEGIN SELECT RAISE(ABORT, 'no'); END")
    with Library.open(tmp_path) as library:
        with pytest.raises(CannotSave, match="did not take this change"):
            library.save_note(note(article_id, "Words"))
        assert library.reading(article_id).notes == ()


def test_a_page_that_is_damaged_later_is_told_in_words(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_article(imported("Many words. " * 20_000))
    file = tmp_path / "library.db"
    content = bytearray(file.read_bytes())
    start = len(content) * 3 // 4 // 4096 * 4096  # among the pages of the long text
    content[start : start + 4096] = b"\xa5" * 4096
    file.write_bytes(content)
    with Library.open(tmp_path) as library:
        problems = library.check()
        assert problems
        with pytest.raises(CannotSave):
            library.back_up()
        assert list((tmp_path / "backups").iterdir()) == []


def test_a_damaged_table_is_told_in_words(tmp_path: Path) -> None:
    file = _made(tmp_path)
    with closing(sqlite3.connect(file)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(file.read_bytes())
    content[(root - 1) * size : root * size] = b"\xa5" * size
    file.write_bytes(content)
    with Library.open(tmp_path) as library:
        with pytest.raises(DamagedLibrary):
            library.summaries()
        with pytest.raises(CannotSave, match="damaged"):
            library.add_article(imported(data=b"another"))
        assert library.check()


def test_a_closed_library_says_so(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    library.close()
    library.close()
    with pytest.raises(CannotOpenLibrary, match="closed"):
        library.summaries()
    with pytest.raises(CannotSave, match="closed"):
        library.save_position("some", 1)


def test_a_disk_that_cannot_hold_a_new_library_is_told_in_words(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk", kilobytes=64) as disk:
        with pytest.raises(CannotOpenLibrary):
            Library.open(disk)
        assert not (disk / "library.db").exists()


def test_a_full_disk_loses_nothing_and_is_told_in_words(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk", kilobytes=2048) as disk:
        with Library.open(disk) as library:
            reading = library.add_article(imported())
            kept = note(reading.article.id, "Kept")
            library.save_note(kept)
            (disk / "filler").write_bytes(b"x" * (shutil.disk_usage(disk).free - 40_000))
            with pytest.raises(CannotSave, match="disk is full") as full:
                library.save_note(note(reading.article.id, "Long words. " * 20_000))
            assert full.value.advice
            assert kept in library.notes(reading.article.id)
            assert library.check() == []
            with pytest.raises(CannotSave):
                library.back_up()
            assert list((disk / "backups").glob("*")) == []
            (disk / "filler").unlink()
            after = note(reading.article.id, "After")
            library.save_note(after)
            assert {kept, after} <= set(library.notes(reading.article.id))
        with Library.open(disk) as library:
            assert library.check() == []


def test_a_library_on_a_disk_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk", kilobytes=2048) as disk:
        file = _made(disk)
        before = file.read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(CannotOpenLibrary, match="could not be read"):
            Library.open(disk)
        assert file.read_bytes() == before


def test_a_file_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    file = _made(tmp_path)
    file.chmod(0o400)
    if os.access(file, os.W_OK):
        pytest.skip("root may write everywhere")
    with Library.open(tmp_path) as library:
        (summary,) = library.summaries()
        assert library.reading(summary.id).revision.text == imported().text
        with pytest.raises(CannotSave, match="cannot be written"):
            library.save_note(note(summary.id, "Words"))


@contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A real file system that is soon full; making one needs Linux and root."""
    folder.mkdir()
    mount = shutil.which("mount")
    if not mount or not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], check=False)
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_an_older_library_is_backed_up_and_migrated(tmp_path: Path) -> None:
    """Schema 0 was never released; a library marked so is taken through the whole of a migration."""
    file = _made(tmp_path)
    _run_sql(file, "PRAGMA user_version=1")
    backed_up: list[Path] = []
    newest = schema.SCHEMA
    try:
        schema.SCHEMA = newest + 1
        schema.prepare(tmp_path, backed_up.append)
    finally:
        schema.SCHEMA = newest
    assert backed_up == [tmp_path]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newest + 1,)


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    file = _made(tmp_path)
    _run_sql(file, "UPDATE alembic_version SET version_num = 'unheard of'")
    before = file.read_bytes()
    newest = schema.SCHEMA
    try:
        schema.SCHEMA = newest + 1
        with pytest.raises(CannotOpenLibrary, match="could not be brought") as failed:
            schema.prepare(tmp_path, str)
    finally:
        schema.SCHEMA = newest
    assert "as it was" in failed.value.kept
    assert file.read_bytes() == before
    _run_sql(file, f"UPDATE alembic_version SET version_num = '{newest:04}'", "PRAGMA foreign_keys=OFF")
    _run_sql(file, "INSERT INTO blocks VALUES (99, 0, 'paragraph', 0, 1)")
    try:
        schema.SCHEMA = newest + 1
        with pytest.raises(CannotOpenLibrary, match="point at nothing"):
            schema.prepare(tmp_path, str)
    finally:
        schema.SCHEMA = newest

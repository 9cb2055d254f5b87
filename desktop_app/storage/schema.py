"""Which schema a library file has, whether it may be opened, and how it becomes the newest one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import NullPool, create_engine, event

from desktop_app.domain.errors import CannotOpenLibrary, DamagedLibrary
from desktop_app.storage.connection import cannot_read, connect

FILE = "library.db"
FOLDER = "backups"
SCHEMA = 6
"""The schema that this program knows: the number of the newest revision under migrations/versions, kept as `user_version`."""

_APPLICATION = 0x50524D4B
"""`application_id` of our files (“PRMK”), so that a foreign SQLite file is told from a library."""

_MAGIC = b"SQLite format 3\0"
_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_UNTOUCHED = "Nothing was changed."


def prepare(folder: Path, back_up: Callable[[Path], object]) -> Path:
    """The library file in `folder`, of the newest schema: created, migrated after a backup, or as it was.

    CannotOpenLibrary (DamagedLibrary where a backup should take its place); then the file is what it was before.
    """
    file = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_new = not file.exists()
        if not is_new:
            _require_library(file, folder)
    except OSError as error:
        raise _unreadable(folder, error) from error
    if is_new:
        _create(file, folder)
        return file
    version = _version(file, folder)
    if version > SCHEMA:
        raise CannotOpenLibrary(
            "This library was written by a newer version of Pressmark.",
            kept=_UNTOUCHED,
            advice="Install the newest version and open it with that.",
        )
    if version < SCHEMA:
        back_up(folder)
    _start_log(file, folder)
    if version < SCHEMA:
        _migrate(file)
    return file


def inspect(connection: sqlite3.Connection) -> int:
    """The schema of an open file; 0 if it is not one of our libraries. sqlite3.Error if it cannot be read."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return int(version) if tables and application == _APPLICATION else 0


def sync(path: Path) -> None:
    """Wait until a file's content or a folder's names are on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open folders; it writes names in order
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _require_library(file: Path, folder: Path) -> None:
    with file.open("rb") as stream:
        start = stream.read(len(_MAGIC))
    if start != _MAGIC:
        raise _damaged("The library file is empty." if not start else "The library file is damaged.", folder)


def _version(file: Path, folder: Path) -> int:
    log = file.with_name(f"{FILE}-wal")
    has_log = log.exists() and log.stat().st_size > 0
    try:
        # Without a log the file is all there is, and reading it so leaves no trace, not even beside it.
        with contextlib.closing(connect(file, read_only=True, immutable=not has_log)) as connection:
            version = inspect(connection)
    except sqlite3.Error as error:
        raise _explained(error, folder) from error
    if version < 1:
        raise CannotOpenLibrary(
            f"The file “{FILE}” in “{folder}” is not a Pressmark library.",
            kept=_UNTOUCHED,
            advice="Move it elsewhere, or choose another folder.",
        )
    return version


def _create(file: Path, folder: Path) -> None:
    """Under another name until it is whole: a kill must not leave an empty file, which would look like a damaged library."""
    if file.with_name(f"{FILE}-wal").exists():
        raise _damaged("The library file is gone, though its log is still there.", folder)
    unfinished = file.with_name(f"{FILE}.new-{os.getpid()}")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch()
        _migrate(unfinished)
        unfinished.replace(file)
        sync(folder)
        _start_log(file, folder)
    except OSError as error:
        raise _unreadable(folder, error) from error
    finally:
        for suffix in ("", "-journal"):
            with contextlib.suppress(OSError):
                unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _start_log(file: Path, folder: Path) -> None:
    """Write-ahead log: readers never wait. Stays on in the file; a disk that cannot do it (some network drives) goes without."""
    try:
        with contextlib.closing(connect(file)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:  # reading goes on without being able to write
            raise _explained(error, folder) from error


def _migrate(file: Path) -> None:
    """Bring a file to the newest schema in one transaction: all of it or nothing."""
    from alembic import command  # 0.3 s, which a start without migration should not pay
    from alembic.config import Config

    # Foreign keys are off while tables are rebuilt (dropping one would delete what points at it) and checked at the end.
    engine = create_engine("sqlite://", creator=lambda: connect(file), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if orphans:
                raise _failed_migration(f"{len(orphans)} rows point at nothing")
            connection.exec_driver_sql(f"PRAGMA application_id={_APPLICATION}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
    except CannotOpenLibrary:
        raise
    except (
        Exception
    ) as error:  # whatever a migration meets, the reader's file is as it was and must stay usable by the older version
        raise _failed_migration(str(error)) from error


def _failed_migration(why: str) -> CannotOpenLibrary:
    return CannotOpenLibrary(
        f"The library could not be brought to the form that this version needs ({why}).",
        kept="It is as it was, and a backup was made.",
        advice="The version of Pressmark that you used before can still open it.",
    )


def _explained(error: sqlite3.Error, folder: Path) -> CannotOpenLibrary:
    said = cannot_read(error)
    # A library whose header says what no SQLite understands fails with a plain error.
    is_damaged = isinstance(said, DamagedLibrary) or error.sqlite_errorcode == sqlite3.SQLITE_ERROR
    return _damaged("The library file is damaged.", folder) if is_damaged else said


def _damaged(what: str, folder: Path) -> DamagedLibrary:
    return DamagedLibrary(
        what,
        kept=f"{_UNTOUCHED} Backups are in “{folder / FOLDER}”.",
        advice="The damaged file can be set aside and the newest good backup put in its place.",
    )


def _unreadable(folder: Path, error: OSError) -> CannotOpenLibrary:
    return CannotOpenLibrary(
        f"The library in “{folder}” cannot be opened ({error.strerror or error}).",
        kept=_UNTOUCHED,
        advice="Check that the folder exists, and that you may read and write it.",
    )

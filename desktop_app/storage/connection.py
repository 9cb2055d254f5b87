"""One SQLite file: many readers, one lane for writes, and errors in words a reader can act on."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, Table, create_engine, event, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from desktop_app.domain.errors import CannotOpenLibrary, CannotSave, DamagedLibrary, NotFound, UnstorableText

BUSY_TIMEOUT = 5000
"""Milliseconds to wait while another process writes, before the reader is told."""

_JOURNAL_LIMIT = 64 * 1024 * 1024
_CACHE = 16 * 1024
"""Kilobytes of pages for each connection: enough that the findings of a book are not written to the log twice."""
_ROWS_AT_ONCE = 200
"""Rows in one statement: 0.7 × the time of one at a time; far below SQLite's 32,766 variables."""


class Database:
    """The open file. Reads run in any thread, each in one snapshot; writes queue up behind each other."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._engine = _engine(file)
        self._lane = threading.Lock()
        self._state = threading.Condition()
        self._busy = 0
        self._is_closed = False

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view. NotFound, or CannotOpenLibrary where the file cannot be read."""
        with self._use(CannotOpenLibrary), _reading(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Connection]:
        """One transaction: when the block has been left without an error, it is on the disk. CannotSave if it cannot be.

        durable: False does not wait for the disk (synchronous NORMAL). A loss of power may then take the last such
        transactions, whole, and never harms the file; only for what can be had again, as findings can be analysed again.
        """
        with self._use(CannotSave), _writing(), self._lane, self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None  # a connection that was just taken from the pool is open
            raw.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            with connection.execution_options(immediate=True).begin():
                yield connection

    def close(self) -> None:
        """Wait for whoever reads or writes, then fold the log into the file and let it go."""
        with self._state:
            self._is_closed = True
            self._state.wait_for(lambda: self._busy == 0)
        self._engine.dispose()

    @contextmanager
    def _use(self, refusal: type[CannotSave] | type[CannotOpenLibrary]) -> Iterator[None]:
        with self._state:
            if self._is_closed:
                raise refusal("The library has already been closed.", kept="What was saved before is safe.")
            self._busy += 1
        try:
            yield
        finally:
            with self._state:
                self._busy -= 1
                self._state.notify_all()


def connect(file: Path, *, read_only: bool = False, immutable: bool = False) -> sqlite3.Connection:
    """A plain connection that begins no transaction by itself. `read_only` leaves even the log unfolded; `immutable` promises
    that nobody else writes, and touches no file besides (for backups). sqlite3.Error."""
    path = file.absolute().as_posix()
    address = (
        f"file://{'' if path.startswith('/') else '/'}{quote(path)}?mode={'ro' if read_only or immutable else 'rw'}"
    )
    connection = sqlite3.connect(
        f"{address}{'&immutable=1' if immutable else ''}", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    return connection


def _engine(file: Path) -> Engine:
    def configured() -> sqlite3.Connection:
        connection = connect(file)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA fullfsync=ON")  # macOS: fsync alone does not reach the disk there
        connection.execute(f"PRAGMA cache_size=-{_CACHE}")
        connection.execute(f"PRAGMA journal_size_limit={_JOURNAL_LIMIT}")
        return connection

    engine = create_engine("sqlite://", creator=configured, poolclass=QueuePool, pool_size=8, max_overflow=-1)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that reads first and then writes fails at once when another wrote meanwhile: so IMMEDIATE.
        is_write = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")

    return engine


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise cannot_read(error.orig) from error
    except UnicodeEncodeError as error:  # an id with a lone surrogate can name nothing that is stored
        raise NotFound("This is not in the library.", kept="Nothing was changed.") from error


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise cannot_save(error.orig) from error
    except UnicodeEncodeError as error:
        raise unstorable() from error


_KEPT = "Everything that was saved before is safe; this change was not saved."
_RESTORE = "Close Pressmark and start it again: it will offer the newest backup."


def cannot_save(error: BaseException | None) -> CannotSave:
    """What a failed write means for the reader."""
    match _primary_code(error):
        case sqlite3.SQLITE_FULL:
            return CannotSave("The disk is full.", kept=_KEPT, advice="Free some space, then save again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return CannotSave(
                "The library cannot be written to.",
                kept=_KEPT,
                advice="Check the permissions of its folder and its disk.",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return CannotSave(
                "Another program is using the library.", kept=_KEPT, advice="Close the other program, then save again."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return CannotSave("The library file is damaged.", kept="This change was not saved.", advice=_RESTORE)
        case sqlite3.SQLITE_TOOBIG | sqlite3.SQLITE_NOMEM:
            return UnstorableText("This is too large to be saved.", kept=_KEPT)
        case _:
            return CannotSave(f"The library did not take this change ({error}).", kept=_KEPT)


def cannot_read(error: BaseException | None) -> CannotOpenLibrary:
    """What a failed read means for the reader."""
    match _primary_code(error):
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DamagedLibrary("The library file is damaged.", kept="Nothing was changed.", advice=_RESTORE)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return CannotOpenLibrary(
                "Another program is using the library.", kept="Nothing was changed.", advice="Close it and try again."
            )
        case _:
            return CannotOpenLibrary(
                f"The library could not be read ({error}).",
                kept="Nothing was changed.",
                advice="Check that its disk is there and that you may read and write it.",
            )


def unstorable() -> UnstorableText:
    return UnstorableText(
        "The text holds characters that cannot be stored (NUL or half of a character).",
        kept=_KEPT,
        advice="Remove them, then save again.",
    )


def require_storable(*words: str) -> None:
    """CannotSave where a NUL would cut the words off for many programs. (Lone surrogates are refused by SQLite itself.)"""
    if any("\0" in word for word in words):
        raise unstorable()


def _primary_code(error: BaseException | None) -> int:
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert many rows, each with a value for every column in the table's order, as fast as sqlite3 itself can."""
    whole = len(rows) - len(rows) % _ROWS_AT_ONCE
    if whole:
        connection.exec_driver_sql(
            _insertion(table, _ROWS_AT_ONCE),
            [tuple(chain.from_iterable(rows[i : i + _ROWS_AT_ONCE])) for i in range(0, whole, _ROWS_AT_ONCE)],
        )
    if rows[whole:]:
        connection.exec_driver_sql(_insertion(table, 1), list(rows[whole:]))


@cache
def _insertion(table: Table, rows: int) -> str:
    """One statement for so many rows; SQLite opens the table and its indexes once for each statement."""
    single = str(insert(table).compile(dialect=sqlite.dialect()))
    start, values = single.split(" VALUES ")
    return f"{start} VALUES {', '.join([values] * rows)}"


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC; ValueError for a time without a zone, which would be read back as another one."""
    if moment.tzinfo is None:
        raise ValueError("a time must know its zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stamped: str) -> datetime:
    return datetime.fromisoformat(stamped)


def now() -> datetime:
    return datetime.now(UTC)

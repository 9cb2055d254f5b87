"""Copies of the library that were opened and checked, thinned with age, and the way back to one of them."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.domain.errors import CannotOpenLibrary, CannotSave
from desktop_app.storage.connection import cannot_save, connect, now
from desktop_app.storage.schema import FILE, FOLDER, SCHEMA, inspect, sync

DAYS, WEEKS, MONTHS = 7, 4, 12
"""Of so many last days, weeks and months that have a backup, the newest one is kept; and all of today."""

_NAME = re.compile(r"library-(\d{8})-(\d{6})(?:-\d+)?\.db")


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was done about a damaged library: the files that were set aside, and the backup that stands in its place now
    (None: there was no good one, and the next start begins an empty library)."""

    set_aside: tuple[Path, ...]
    restored: Path | None


def backups(folder: Path) -> list[Path]:
    """The copies in the library's folder, newest first."""
    found = [path for path in (folder / FOLDER).glob("library-*.db") if _made_at(path) is not None]
    return sorted(
        found, key=lambda path: (_made_at(path), path.stem.count("-"), len(path.name), path.name), reverse=True
    )


def back_up(folder: Path) -> Path:
    """Copy the library as it is now, check the copy, and only then give it its name. CannotSave; then nothing is left behind."""
    source = folder / FILE
    made = now()
    target = folder / FOLDER / f"library-{made:%Y%m%d-%H%M%S}.db"
    unfinished = target.with_name(f"unfinished-{os.getpid()}-{made:%H%M%S%f}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, unfinished)
        problems = check_file(unfinished)
        if problems:
            raise CannotSave(
                f"The copy of the library did not pass its check ({problems[0]}).",
                kept="Earlier backups were left as they are.",
                advice="The library itself may be damaged: let it be checked.",
            )
        target = _free_name(target)
        unfinished.replace(target)
        sync(target.parent)
    except sqlite3.Error as error:
        raise cannot_save(error) from error
    except OSError as error:
        raise CannotSave(
            f"No backup could be written to “{target.parent}” ({error.strerror or error}).",
            kept="The library and earlier backups are unchanged.",
            advice="Check that the disk has space and that the folder may be written to.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    for path in superfluous(backups(folder), made):
        with contextlib.suppress(OSError):  # one backup too many does no harm
            path.unlink()
    return target


def check_file(file: Path) -> list[str]:
    """What is wrong with a library file that nobody writes; [] for a healthy one of a schema that this program knows."""
    try:
        with contextlib.closing(connect(file, immutable=True)) as connection:
            version = inspect(connection)
            if not 0 < version <= SCHEMA:
                return [f"its schema is {version}"]
            return problems_in(connection)
    except sqlite3.Error as error:
        return [str(error)]


def problems_in(connection: sqlite3.Connection) -> list[str]:
    """Broken pages, indexes and references; [] is healthy. sqlite3.Error."""
    broken = [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
    orphans = [
        f"{row[0]}: row {row[1]} points at a missing row of {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return broken + orphans


def superfluous(copies: Iterable[Path], today: datetime) -> list[Path]:
    """The copies that thinning takes away: not of today, nor the newest of one of the last days, weeks or months."""
    dated = sorted(((made, path) for path in copies if (made := _made_at(path)) is not None), reverse=True)
    kept = {path for made, path in dated if made.date() >= today.date()}
    for count, period in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        newest: dict[str, Path] = {}
        for made, path in dated:
            newest.setdefault(made.strftime(period), path)
        kept.update(list(newest.values())[:count])
    return [path for _, path in dated if path not in kept]


def set_aside_damaged(folder: Path) -> Rescue:
    """Move the library's files to `….damaged-DATE` and put the newest good backup in their place. Asked for by the reader only.

    CannotOpenLibrary if a file cannot be moved or copied. Until the backup is ready, nothing is moved.
    """
    library = folder / FILE
    damaged = _free_name(folder / f"{FILE}.damaged-{now():%Y%m%d-%H%M%S}")
    restored = next((copy for copy in backups(folder) if not check_file(copy)), None)
    ready = folder / f"{FILE}.restored"
    moved = []
    try:
        if restored is not None:
            shutil.copyfile(restored, ready)
            sync(ready)
        for suffix in ("-wal", "-shm"):  # named so that SQLite finds them again beside the damaged file
            part = library.with_name(library.name + suffix)
            if part.exists():
                moved.append(part.replace(damaged.with_name(damaged.name + suffix)))
        if library.exists():
            _keep_as(library, damaged, is_replaced=restored is not None)
            moved.insert(0, damaged)
        if restored is not None:
            ready.replace(library)
        sync(folder)
    except OSError as error:
        raise CannotOpenLibrary(
            f"The damaged library could not be set aside ({error.strerror or error}).",
            kept=f"Its files are in “{folder}”, the backups in “{folder / FOLDER}”.",
            advice="Check that the disk has space and that the folder may be written to.",
        ) from error
    return Rescue(tuple(moved), restored)


def _keep_as(library: Path, damaged: Path, *, is_replaced: bool) -> None:
    """Give the file its new name; if a backup replaces it in a moment, never leave the old name to nobody, even for a crash."""
    if is_replaced:
        with contextlib.suppress(OSError):  # some disks know no second names
            damaged.hardlink_to(library)
            return
    library.replace(damaged)


def changed_since_backup(folder: Path) -> bool:
    """Whether the library was written to after its newest backup (or there is none)."""
    newest = next(iter(backups(folder)), None)
    if newest is None:
        return True
    files = [path for path in (folder / FILE, folder / f"{FILE}-wal") if path.exists()]
    return any(path.stat().st_mtime_ns > newest.stat().st_mtime_ns for path in files)


def _copy(source: Path, target: Path) -> None:
    # VACUUM INTO rather than the backup API: it reads every row, so a damaged page is seen, and the copy is compact.
    with contextlib.closing(connect(source, read_only=True)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    sync(target)


def _free_name(path: Path) -> Path:
    taken = 1
    free = path
    while free.exists():
        taken += 1
        free = path.with_name(f"{path.stem}-{taken}{path.suffix}")
    return free


def _made_at(path: Path) -> datetime | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    day, time = match.groups()
    try:
        made = datetime(int(day[:4]), int(day[4:6]), int(day[6:]), tzinfo=UTC)
    except ValueError:
        return None
    return made + timedelta(hours=int(time[:2]), minutes=int(time[2:4]), seconds=int(time[4:]))

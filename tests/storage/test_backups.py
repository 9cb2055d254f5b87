"""Copies are whole before they have a name, are thinned with age, and are what a damaged library is restored from."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import CannotOpenLibrary, CannotSave
from desktop_app.storage import DamagedLibrary, Library, backups
from tests.storage.samples import imported, note

TODAY = datetime(2031, 5, 4, 15, 30, 12, tzinfo=UTC)


def _copy_name(made: datetime) -> Path:
    return Path(f"library-{made:%Y%m%d-%H%M%S}.db")


def test_a_backup_is_a_whole_library(library: Library, tmp_path: Path) -> None:
    reading = library.add_article(imported())
    written = note(reading.article.id, "Words")
    library.save_note(written)
    copy = library.back_up()
    assert copy.parent == library.folder / "backups"
    assert backups.check_file(copy) == []
    library.save_note(note(reading.article.id, "Later"))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "library.db").write_bytes(copy.read_bytes())
    with Library.open(tmp_path / "elsewhere") as restored:
        assert restored.notes(reading.article.id) == (written,)
        assert restored.check() == []


def test_two_backups_of_one_second_are_two_files(library: Library) -> None:
    copies = [library.back_up() for _ in range(3)]
    assert len(set(copies)) == 3
    assert set(backups.backups(library.folder)) == set(copies)
    assert sorted(path.name for path in (library.folder / "backups").iterdir()) == sorted(path.name for path in copies)


def test_a_backup_is_made_only_after_a_change(library: Library) -> None:
    article_id = library.add_article(imported()).article.id
    first = library.back_up_if_changed()
    assert first is not None
    assert library.back_up_if_changed() is None
    library.save_note(note(article_id, "Words"))
    later = first.stat().st_mtime_ns - 1
    os.utime(first, ns=(later, later))  # clocks of file systems may be coarse
    assert library.back_up_if_changed() not in (None, first)


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(library: Library) -> None:
    (library.folder / "backups").write_text("a file in the way")
    with pytest.raises(CannotSave, match="No backup"):
        library.back_up()
    assert (library.folder / "backups").read_text() == "a file in the way"


def test_a_copy_that_fails_its_check_gets_no_name(library: Library) -> None:
    library.add_article(imported())
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute("INSERT INTO blocks VALUES (99, 0, 'paragraph', 0, 1)")
    with pytest.raises(CannotSave, match="did not pass its check"):
        library.back_up()
    assert list((library.folder / "backups").iterdir()) == []
    assert library.check() == ["blocks: row None points at a missing row of revisions"]
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM blocks WHERE revision_key = 99")


def test_a_damaged_library_is_set_aside_and_the_newest_good_backup_restored(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        article_id = library.add_article(imported()).article.id
        good = library.back_up()
    folder = tmp_path / "backups"
    (folder / "library-20990101-000000.db").write_bytes(b"")
    (folder / "library-20990102-000000.db").write_bytes(b"rubbish" * 1000)
    (folder / "library-20990199-000000.db").write_bytes(good.read_bytes())  # no such day: not one of ours
    (tmp_path / "library.db").write_bytes(b"")
    (tmp_path / "library.db-wal").write_bytes(b"log")
    (tmp_path / "library.db-shm").write_bytes(b"index of the log")
    with pytest.raises(DamagedLibrary):
        Library.open(tmp_path)
    done = Library.set_aside_damaged(tmp_path)
    assert done.restored == good
    assert [path.read_bytes() for path in done.set_aside] == [b"", b"log", b"index of the log"]
    assert all(".damaged-" in path.name for path in done.set_aside)
    with Library.open(tmp_path) as library:
        assert [summary.id for summary in library.summaries()] == [article_id]
        assert library.check() == []


def test_without_a_good_backup_the_damaged_library_is_only_set_aside(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"rubbish")
    done = Library.set_aside_damaged(tmp_path)
    assert done.restored is None
    assert [path.read_bytes() for path in done.set_aside] == [b"rubbish"]
    with Library.open(tmp_path) as library:
        assert library.summaries() == []
    (tmp_path / "empty").mkdir()
    assert Library.set_aside_damaged(tmp_path / "empty") == backups.Rescue((), None)


def test_what_cannot_be_set_aside_is_told_in_words(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.back_up()
    (tmp_path / "library.db.restored").mkdir()
    with pytest.raises(CannotOpenLibrary, match="could not be set aside"):
        Library.set_aside_damaged(tmp_path)
    assert (tmp_path / "library.db").exists()


def test_thinning_keeps_today_then_days_weeks_and_months() -> None:
    hourly = [_copy_name(TODAY - timedelta(hours=i)) for i in range(24 * 500)]
    dropped = set(backups.superfluous(hourly, TODAY))
    kept = [path for path in hourly if path not in dropped]
    assert kept[:16] == hourly[:16]  # today, from midnight on
    days = [path.name[8:16] for path in kept[16:]]
    assert days[:6] == ["20310503", "20310502", "20310501", "20310430", "20310429", "20310428"]
    assert days[6:9] == ["20310427", "20310420", "20310413"]  # the last days of weeks
    assert days[9:12] == ["20310331", "20310228", "20310131"]
    assert days[12:] == [f"2030{end}" for end in ("1231", "1130", "1031", "0930", "0831", "0731", "0630")]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 900 * 24 * 60), max_size=60), st.integers(0, 3))
def test_thinning_keeps_the_newest_and_few_old_ones_and_is_done_once(minutes: list[int], late: int) -> None:
    copies = [_copy_name(TODAY - timedelta(minutes=minute)) for minute in set(minutes)]
    foreign = Path("library-of-mine.db")
    today = TODAY + timedelta(days=late)
    dropped = set(backups.superfluous([*copies, foreign], today))
    assert foreign not in dropped
    kept = [path for path in copies if path not in dropped]
    assert not backups.superfluous(kept, today)
    if copies:
        assert max(copies, key=lambda path: path.name) in kept
    of_today = [path for path in copies if path.name[8:16] >= f"{today:%Y%m%d}"]
    assert set(of_today) <= set(kept)
    assert len(kept) - len(of_today) <= backups.DAYS + backups.WEEKS + backups.MONTHS


def test_old_backups_are_taken_away_when_a_new_one_is_made(library: Library) -> None:
    folder = library.folder / "backups"
    folder.mkdir()
    now = datetime.now(UTC)
    for days in range(1, 60):
        (folder / _copy_name(now - timedelta(days=days))).write_bytes(b"an old one")
    copy = library.back_up()
    left = backups.backups(library.folder)
    assert left[0] == copy
    assert len(left) <= 1 + backups.DAYS + backups.WEEKS + backups.MONTHS

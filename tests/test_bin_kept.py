"""Looking after the library empties the bin of what has lain in it for long."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.domain.bin import KEPT_FOR
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.workspace import Workspace
from tests.articles import HARBOUR


def _put_there(profile: Path, highlight_id: str, ago: timedelta) -> None:
    with closing(sqlite3.connect(profile / "library.db", isolation_level=None)) as connection:
        when = (datetime.now(UTC) - ago).isoformat(timespec="microseconds")
        connection.execute("UPDATE highlights SET removed_at = ? WHERE id = ?", (when, highlight_id))


def test_what_was_removed_30_days_ago_goes_for_good_after_a_backup(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    reading = workspace.keep(workspace.read_clipboard(HARBOUR, "", Task())).reading
    old, new = (workspace.new_highlight(reading, span, "evidence") for span in (Span(0, 8), Span(10, 20)))
    for mark in (old, new):
        workspace.library.save_highlight(mark)
    _put_there(tmp_path, old.id, KEPT_FOR + timedelta(minutes=1))
    _put_there(tmp_path, new.id, KEPT_FOR - timedelta(minutes=1))
    assert len(workspace.library.binned()) == 2
    assert workspace.look_after() == []
    assert [thing.id for thing in workspace.library.binned()] == [new.id]
    (backup,) = (tmp_path / "backups").iterdir()
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT count(*) FROM highlights").fetchone() == (2,)
    workspace.close()

"""A real process is killed while it saves, again and again: nothing that was said to be saved is ever lost."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from desktop_app.storage import Library
from tests.storage.samples import imported

KILLS = 16
NOTES = 25


def test_no_saved_note_is_lost_however_often_the_program_is_killed(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        reading = library.add_article(imported())
    chance = random.Random(20310504)
    saved: set[str] = set()
    for kill in range(KILLS):
        # One more than what is read may be under way, so the blow falls anywhere in a transaction.
        acknowledged = _save_until_killed(tmp_path, reading.article.id, reading.revision.id, chance.randint(1, NOTES))
        assert len(acknowledged) >= 1
        saved |= acknowledged
        if kill % 5 == 4:
            _assert_kept(tmp_path, reading.article.id, saved)
    _assert_kept(tmp_path, reading.article.id, saved)


def _save_until_killed(folder: Path, article_id: str, revision_id: str, notes: int) -> set[str]:
    command = [sys.executable, "-m", "tests.storage.writer", str(folder), article_id, revision_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        heard = {process.stdout.readline().strip() for _ in range(notes)}
        process.kill()
        # What it still said before it died counts; a line that was cut off does not.
        rest = process.stdout.read()
    heard |= set(rest[: rest.rfind("\n") + 1].split())
    return heard


def _assert_kept(folder: Path, article_id: str, saved: set[str]) -> None:
    with Library.open(folder) as library:
        kept = library.notes(article_id)
        assert saved <= {note.id for note in kept}
        assert all(note.text.startswith("Note ") for note in kept)
        assert library.check() == []
        findings = library.reading(article_id).findings
    assert findings is not None
    assert len(findings.attributions) == 3


def test_a_kill_while_a_library_is_made_leaves_none_that_looks_damaged(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from desktop_app.storage import Library; "
        "sys.addaudithook(lambda event, args: os.kill(os.getpid(), signal.SIGKILL) "
        "if event == 'os.rename' and 'library.db' in str(args[1]) else None); "
        "Library.open(Path(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).parents[2], check=False, capture_output=True
    )
    assert done.returncode < 0
    assert not (tmp_path / "library.db").exists()
    with Library.open(tmp_path) as library:
        assert library.check() == []

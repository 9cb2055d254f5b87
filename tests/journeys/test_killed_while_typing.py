"""A real process is killed while somebody types: what was called saved is there, and nearly all of the rest."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from desktop_app.storage import Library
from tests.articles import HARBOUR
from tests.journeys.typist import WORDS

PROMISED_SECONDS = 0.6


@pytest.mark.parametrize("keystrokes", [20, 95, 170])
def test_kill_9_while_typing_loses_at_most_the_last_moment(tmp_path: Path, keystrokes: int) -> None:
    article = tmp_path / "harbour.txt"
    article.write_text(HARBOUR, encoding="utf-8")
    typed, saved = _type_until_killed(tmp_path / "profile", article, keystrokes)

    library = Library.open(tmp_path / "profile")
    try:
        (summary,) = library.summaries()
        notes = library.notes(summary.id)
        assert library.check() == []
    finally:
        library.close()
    stored = notes[0].text if notes else ""
    assert stored == _words(len(stored))
    assert len(stored) >= max((count for _, count in saved), default=0)
    # The program promises 600 ms of its own time; where a busy machine made the whole process stand still, that is added.
    last = typed[-1][0]
    stall = max((after - before for (before, _), (after, _) in pairwise(typed)), default=0.0)
    owed = max((count for when, count in typed if when <= last - PROMISED_SECONDS - stall), default=0)
    assert len(stored) >= owed


def _words(count: int) -> str:
    return (WORDS * (count // len(WORDS) + 1))[:count]


def _type_until_killed(
    profile: Path, article: Path, keystrokes: int
) -> tuple[list[tuple[float, int]], list[tuple[float, int]]]:
    heard: dict[str, list[tuple[float, int]]] = {"typed": [], "saved": []}
    command = [sys.executable, "-m", "tests.journeys.typist", str(profile), str(article)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        for line in process.stdout:
            what, when, count = line.split()
            heard[what].append((float(when), int(count)))
            if len(heard["typed"]) >= keystrokes:
                process.kill()
                break
        for line in process.stdout:  # what it had still said before it died
            parts = line.split()
            if len(parts) == 3:
                heard[parts[0]].append((float(parts[1]), int(parts[2])))
    assert heard["typed"], "the program never came to type"
    return heard["typed"], heard["saved"]

"""A second start with the same library reaches the window that is open; real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desktop_app.storage import Library
from desktop_app.ui.instance import Instance
from tests.articles import HARBOUR
from tests.journeys.conftest import SECONDS

_HAND_OVER = """
import sys
from pathlib import Path
from desktop_app.ui.instance import Instance
second = Instance(Path(sys.argv[1]))
sys.exit(2 if second.claim() else 0 if second.hand_over([Path(sys.argv[2])], [sys.argv[3]]) else 1)
"""


def test_what_a_second_start_was_asked_to_open_is_handed_over(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance(tmp_path / "profile")
    assert first.claim()
    words = [str(tmp_path / "profile"), str(tmp_path / "ä b.txt"), "pressmark://article/x"]
    with qtbot.waitSignal(first.handed_over, timeout=SECONDS) as heard:
        second = subprocess.Popen([sys.executable, "-c", _HAND_OVER, *words], env=_environment())
    assert heard.args == [[words[1]], [words[2]]]
    assert second.wait(timeout=60) == 0
    first.release()
    third = Instance(tmp_path / "profile")
    assert third.claim()
    third.release()


def test_two_libraries_can_be_open_at_once(tmp_path: Path) -> None:
    one, other = Instance(tmp_path / "one"), Instance(tmp_path / "other")
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()


def test_nonsense_on_the_line_is_ignored(tmp_path: Path, qtbot: QtBot) -> None:
    instance = Instance(tmp_path)
    assert instance.claim()
    socket = QLocalSocket()
    socket.connectToServer(instance.address)
    with qtbot.assertNotEmitted(instance.handed_over), qtbot.waitSignal(socket.disconnected, timeout=SECONDS):
        socket.write(b'{"files": 3}\n')
        socket.flush()
    instance.release()


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_a_second_program_hands_its_file_to_the_first_and_leaves(tmp_path: Path, qtbot: QtBot) -> None:
    profile = tmp_path / "profile"
    paths = []
    for number in range(2):
        paths.append(tmp_path / f"story {number}.txt")
        paths[-1].write_text(f"Story {number}\n\n{HARBOUR}", encoding="utf-8")
    first = subprocess.Popen(_command(profile, paths[0]), env=_environment())
    try:
        qtbot.waitUntil(lambda: _titles(profile) == {"Story 0"}, timeout=SECONDS)
        second = subprocess.run(_command(profile, paths[1]), env=_environment(), timeout=60, check=False)
        assert second.returncode == 0
        qtbot.waitUntil(lambda: _titles(profile) == {"Story 0", "Story 1"}, timeout=SECONDS)
        first.send_signal(signal.SIGTERM)  # a polite kill closes the window as the reader would
        assert first.wait(timeout=60) == 0
    finally:
        first.kill()
        first.wait()


def _command(profile: Path, path: Path) -> list[str]:
    return [sys.executable, "-m", "desktop_app", "--profile", str(profile), str(path)]


def _environment() -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}


def _titles(profile: Path) -> set[str]:
    if not (profile / "library.db").exists():
        return set()
    with Library.open(profile) as library:
        return {summary.title for summary in library.summaries()}

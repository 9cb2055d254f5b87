"""A second start with the same library reaches the window that is open; real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import CannotOpenLibrary
from desktop_app.storage import Library
from desktop_app.ui.instance import Instance, refusal
from tests.articles import HARBOUR
from tests.journeys.conftest import SECONDS

_HAND_OVER = """
import sys
from pathlib import Path
from desktop_app.ui.instance import Instance
second = Instance(Path(sys.argv[1]))
sys.exit(2 if second.claim() else 0 if second.hand_over([Path(sys.argv[2])], [sys.argv[3]]) else 1)
"""

_DRIP = """
import sys
from PySide6.QtNetwork import QLocalSocket
socket = QLocalSocket()
socket.connectToServer(sys.argv[1])
assert socket.waitForConnected(10_000)
for _ in range(80):
    socket.write(b"x")
    socket.waitForBytesWritten(100)
    socket.waitForReadyRead(100)
    if socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
        sys.exit(0)
sys.exit(1)
"""
_REFUSED = """
import sys
from pathlib import Path
from desktop_app.app import run_window
sys.stdout.reconfigure(encoding="utf-8")
sys.exit(run_window(Path(sys.argv[1]), [], [], show=lambda box: print(box.text(), box.informativeText())))
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


@pytest.mark.parametrize("nonsense", [b'{"files": 3}\n', b"[" * 200_000 + b"\n", b"\xff\n", b"{}\n"])
def test_nonsense_on_the_line_is_ignored(tmp_path: Path, qtbot: QtBot, nonsense: bytes) -> None:
    instance = Instance(tmp_path)
    assert instance.claim()
    socket = QLocalSocket()
    socket.connectToServer(instance.address)
    with qtbot.assertNotEmitted(instance.handed_over), qtbot.waitSignal(socket.disconnected, timeout=SECONDS):
        socket.write(nonsense)
        socket.flush()
    instance.release()


def test_a_line_that_comes_in_drips_is_not_waited_for(tmp_path: Path, qtbot: QtBot) -> None:
    instance = Instance(tmp_path)
    assert instance.claim()
    with qtbot.assertNotEmitted(instance.handed_over):
        child = subprocess.Popen([sys.executable, "-c", _DRIP, instance.address], env=_environment())
        qtbot.waitUntil(lambda: child.poll() is not None, timeout=SECONDS)
    assert child.returncode == 0  # hung up on, long before it had said all
    instance.release()


def test_a_second_start_tells_of_handing_over_if_it_is_asked_to(tmp_path: Path, qtbot: QtBot) -> None:
    instance = Instance(tmp_path)
    assert instance.claim()
    told = []
    for level in ("info", "warning"):
        words = [sys.executable, "-m", "desktop_app", "--log-level", level, "--profile", str(tmp_path)]
        with qtbot.waitSignal(instance.handed_over, timeout=SECONDS):
            second = subprocess.Popen(words, env=_environment(), stderr=subprocess.PIPE)
        told.append(second.communicate(timeout=60)[1].decode())
        assert second.returncode == 0
    assert "INFO desktop_app.ui.instance: handed over to the window that is open" in told[0]
    assert "INFO" not in told[1]
    instance.release()


# -- folders that cannot hold a library ----------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for profile in (tmp_path / "file", tmp_path / "file" / "x"):
        with pytest.raises(CannotOpenLibrary) as caught:
            Instance(profile)
        assert caught.value.what.startswith(f"The folder “{profile}” cannot hold your library: ")
        assert "--profile" in caught.value.advice


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody may write into")
def test_a_folder_that_cannot_be_written_into_is_not_taken_for_a_running_program() -> None:
    instance = Instance(Path("/proc/self"))
    with pytest.raises(CannotOpenLibrary) as caught:
        instance.claim()
    assert "cannot hold your library" in caught.value.what


def test_why_there_is_no_window_is_told_without_markup(qtbot: QtBot) -> None:
    box = refusal(CannotOpenLibrary("<b>what</b>", kept="Kept.", advice="Do."))
    qtbot.addWidget(box)
    assert (box.text(), box.informativeText()) == ("<b>what</b>", "Kept. Do.")
    assert box.textFormat() is Qt.TextFormat.PlainText


def test_without_a_folder_the_program_says_so_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    words = [sys.executable, "-c", _REFUSED, str(tmp_path / "file" / "x")]
    done = subprocess.run(words, env=_environment(), capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "cannot hold your library" in done.stdout.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_running_program_that_is_silent_is_told(tmp_path: Path) -> None:
    holder = QLockFile(str(tmp_path / "running.lock"))
    assert holder.tryLock(0)
    words = [sys.executable, "-c", _REFUSED, str(tmp_path)]
    done = subprocess.run(words, env=_environment(), capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "does not answer" in done.stdout.decode()
    holder.unlock()


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

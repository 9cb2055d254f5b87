"""`pressmark import` for folders and many files."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.commands import Import, parse, run_command
from desktop_app.storage import Library

ROOT = Path(__file__).resolve().parent.parent
STORY = "Ferry to stay, says harbour master\n\n“The ferry will stay,” Ada Vane said on pier {}.\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., int]:
    def run_here(*words: str | Path) -> int:
        return run_command(parse(["--profile", str(tmp_path / "profile"), "import", *map(str, words)]))

    return run_here


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """12 articles, one of them twice, and one file that is none."""
    folder = tmp_path / "news"
    (folder / "older").mkdir(parents=True)
    for number in range(12):
        place = folder / "older" if number > 8 else folder
        (place / f"{number:02}.txt").write_text(STORY.format(number), encoding="utf-8")
    (folder / "copy.txt").write_text(STORY.format(3), encoding="utf-8")
    (folder / "empty.md").touch()
    return folder


def test_options_of_import_are_understood() -> None:
    assert parse(["import", "d", "--json", "--no-analysis"]).command == Import(("d",), json=True, analyse=False)


def test_a_folder_is_imported_and_analysed_and_failures_stand_at_the_end(
    run: Callable[..., int], news: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert run(news) == 1
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert len(lines) == 13
    assert sum(": imported, " in line and line.endswith("says harbour master") for line in lines) == 12
    assert sum(": already there, " in line for line in lines) == 1
    words = captured.err.splitlines()
    assert "of 14 files read" in words[0]
    assert words[-2] == "pressmark: 14 files: 12 imported, 1 already there, 1 failed; 12 analysed"
    assert words[-1].startswith(f"pressmark: {news / 'empty.md'}: ")
    with Library.open(tmp_path / "profile") as library:
        assert [summary.is_analysed for summary in library.summaries()] == [True] * 12


def test_the_report_for_machines_says_what_became_of_every_file(
    run: Callable[..., int], news: Path, capsys: Capture
) -> None:
    assert run("--json", "--no-analysis", news) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["complete"], told["analysed"]) == (1, True, 0)
    assert (told["imported"], told["known"], told["failed"]) == (12, 1, 1)
    by_name = {Path(record["file"]).name: record for record in told["files"]}
    assert len(by_name) == 14
    assert by_name["empty.md"]["state"] == "failed"
    assert by_name["empty.md"]["problem"]
    assert by_name["copy.txt"]["article"] == by_name["03.txt"]["article"]
    assert {by_name["copy.txt"]["state"], by_name["03.txt"]["state"]} == {"imported", "known"}
    (news / "empty.md").unlink()
    assert run("--json", news) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["imported"], again["known"], again["failed"], again["analysed"]) == (0, 13, 0, 12)


def test_few_files_are_reported_in_the_same_form(
    run: Callable[..., int], news: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.format("x").encode())))
    assert run("--json", news / "00.txt", news / "gone.txt", "-") == 1
    told = json.loads(capsys.readouterr().out)
    assert [record["state"] for record in told["files"]] == ["imported", "failed", "imported"]
    assert told["files"][2]["file"] == "-"
    assert told["analysed"] == 2
    assert "There is no file" in told["files"][1]["problem"]


def test_a_folder_without_articles_is_said_to_be_one(run: Callable[..., int], tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "pictures").mkdir()
    assert run(tmp_path / "pictures") == 0
    assert "there are no articles there" in capsys.readouterr().err


def test_a_terminal_shows_one_line_that_is_written_over(
    run: Callable[..., int], news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    run("--no-analysis", news)
    written = screen.getvalue()
    assert "\r\x1b[K" in written
    assert "files read (" in written
    assert written.endswith("\n")


def test_without_standard_streams_it_imports_all_the_same(
    run: Callable[..., int], news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert run("--no-analysis", news) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_interrupted_it_keeps_what_it_has_and_the_same_command_goes_on(
    run: Callable[..., int], tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(STORY.format(number), encoding="utf-8")
    code = (
        "import signal, sys; from desktop_app.__main__ import main\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"    sys.exit(main(['--profile', {str(tmp_path / 'profile')!r}, 'import', {str(folder)!r}]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as child:
        try:
            assert child.stdout is not None
            assert b": imported, " in child.stdout.readline()
            child.send_signal(signal.SIGINT)
            assert child.wait(timeout=60) == 130
            assert child.stderr is not None
            said = child.stderr.read().decode()
        finally:
            child.kill()
    assert said.endswith("pressmark: stopped\n")
    assert "Traceback" not in said
    with Library.open(tmp_path / "profile") as library:
        kept = library.summaries()
        assert kept
    assert run("--no-analysis", folder) == 0
    assert f"200 files: {200 - len(kept)} imported" in capsys.readouterr().err or len(kept) == 200


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_killed_in_the_middle_it_leaves_whole_articles_only(
    run: Callable[..., int], tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(STORY.format(number), encoding="utf-8")
    words = [sys.executable, "-m", "desktop_app", "--profile", str(tmp_path / "profile"), "import", str(folder)]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as child:
        assert child.stdout is not None
        assert b": imported, " in child.stdout.readline()
        child.kill()
    with Library.open(tmp_path / "profile") as library:
        assert library.check() == []
        kept = library.summaries()
        for summary in kept:
            reading = library.reading(summary.id)
            assert reading.revision.blocks
            assert library.original(reading.revision.id).data.decode().startswith(reading.article.metadata.title)
    assert run("--json", "--no-analysis", folder) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["imported"], told["known"]) == (200 - len(kept), len(kept))

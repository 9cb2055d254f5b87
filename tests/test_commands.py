"""The command line without a window."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app import __version__
from desktop_app.commands import Analyze, Export, Import, Invocation, Search, parse, run_command
from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.errors import NotFound
from desktop_app.domain.links import Link
from desktop_app.importing import files
from desktop_app.paths import default_profile
from desktop_app.which_article import find_article

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = """Harwick bridge closed for repairs

By Bo Lindqvist

The bridge over the Ald was closed on Monday after cracks were found, the council said.

“This is a disaster for every shop in the street,” said Ann Smith, the mayor of Harwick. “We must act now.”

Smith said that the bridge would stay closed until March.
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., int]:
    """Run a command in this process, in a library of its own."""

    def run_here(*words: str | Path) -> int:
        return run_command(parse(["--profile", str(tmp_path / "profile"), *map(str, words)]))

    return run_here


def process(
    words: Sequence[str | Path], data: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
        input=data,
        env=environment,
    )


# -- what was asked for --------------------------------------------------------------------------------------------------


def test_nothing_asked_for_is_the_window_on_the_library() -> None:
    assert parse([]) == Invocation(default_profile(), "warning", None, (), ())


def test_files_and_links_open_the_window(article: Path) -> None:
    link = Link("x1", "attribution", "a1")
    asked = parse(["--profile", "p", "--log-level=debug", str(article), str(link)])
    assert asked == Invocation(Path("p"), "debug", None, (article,), (link,))
    assert parse(["--", str(article)]).files == (article,)


def test_a_file_named_like_a_command_is_opened_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("export").touch()
    assert parse(["./export"]).files == (Path("export"),)
    assert parse(["--", "export"]).files == (Path("export"),)


def test_commands_take_their_own_options_after_the_global_ones() -> None:
    assert parse(["analyze", "a", "-", "--format", "text", "--no-repair"]).command == Analyze(("a", "-"), "text", False)
    assert parse(["analyze", "--format=json", "a"]).command == Analyze(("a",))
    assert parse(["--profile", "analyze", "import", "a", "b"]) == Invocation(
        Path("analyze"), command=Import(("a", "b"))
    )
    assert parse(["export", "x1", "-o", "d"]).command == Export("x1", Path("d"))
    assert parse(["export", "--all", "--output", "d", "--format", "commonmark"]).command == Export(
        "", Path("d"), "commonmark"
    )
    assert parse(["search", "said:x", "y", "--json", "--limit", "3"]).command == Search("said:x y", True, 3)
    assert parse(["search", "--", "x", "--json"]).command == Search("x --json")
    assert parse(["search", "x", "-y"]).command == Search("x -y")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["--profile"], "expected one argument"),
        (["--log-level", "loud"], "invalid choice"),
        (["analyze"], "required: FILE"),
        (["analyze", "a", "--format", "xml"], "invalid choice"),
        (["import"], "required: FILE"),
        (["export", "x"], "-o/--output"),
        (["export", "-o", "d"], "name one ARTICLE, or give --all"),
        (["export", "x", "--all", "-o", "d"], "name one ARTICLE, or give --all"),
        (["search"], "required: QUERY"),
        (["search", "x", "--limit", "0"], "--limit takes a number from 1"),
        (["pressmark://nonsense"], "is not a Pressmark link"),
        (
            ["no such file"],
            "there is no file “no such file”; commands are analyze, export, import, search, speaker, speakers",
        ),
        (["-"], "options stand before"),
        (["pyproject.toml", "--profile", "x"], "options stand before the files and the command: --profile"),
    ],
)
def test_arguments_that_make_no_sense_are_told_and_end_with_2(
    words: list[str], told: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as caught:
        parse(words)
    assert caught.value.code == 2
    assert told in capsys.readouterr().err


def test_each_missing_file_is_told(article: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        parse([str(article), "gone1", "gone2"])
    assert capsys.readouterr().err == "pressmark: there is no file “gone1”\npressmark: there is no file “gone2”\n"


@pytest.mark.parametrize(
    "words", [["--help"], ["analyze", "--help"], ["import", "-h"], ["export", "--help"], ["search", "-h"]]
)
def test_help_shows_examples(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(words)
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert "examples:\n  pressmark" in shown
    assert shown.startswith("usage: pressmark")


# -- which article -------------------------------------------------------------------------------------------------------

NOW = datetime(2026, 3, 4, tzinfo=UTC)
SUMMARIES = [
    ArticleSummary("4f0c9t2m7k1x8w3e", "Harwick bridge closed", "", "", NOW),
    ArticleSummary("4f0caaaaaaaaaaaa", "Harwick bridge reopened", "", "", NOW),
    ArticleSummary("zzzzzzzzzzzzzzzz", "", "", "", NOW),
]


@pytest.mark.parametrize(
    "asked",
    ["4f0c9t2m7k1x8w3e", "4f0c9", "4F0C9T2M", "pressmark://article/4f0c9t2m7k1x8w3e?a=x", "closed", "CLOSED bridge"],
)
def test_an_article_is_found_by_id_prefix_link_or_title(asked: str) -> None:
    assert find_article(SUMMARIES, asked) == "4f0c9t2m7k1x8w3e"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("4f0c", "any of 2 articles: 4f0c9t2m7k1x8w3e Harwick bridge closed; 4f0caaaaaaaaaaaa Harwick"),
        ("bridge", "any of 2 articles"),
        ("4f0", "No article of this library is “4f0”"),
        ("pressmark://article/gone", "No article of this library is “gone”"),
        ("pressmark://nonsense", "is not a Pressmark link"),
        (" ", "No article"),
    ],
)
def test_an_article_that_is_none_or_several_is_told(asked: str, told: str) -> None:
    with pytest.raises(NotFound, match=told):
        find_article(SUMMARIES, asked)


def test_of_very_many_only_some_are_named() -> None:
    with pytest.raises(NotFound, match="; …"):
        find_article([ArticleSummary(f"id{at}", "Same", "", "", NOW) for at in range(9)], "same")


# -- analyze -------------------------------------------------------------------------------------------------------------


def test_analyze_prints_one_json_object_a_line(run: Callable[..., int], article: Path, capsys: Capture) -> None:
    assert run("analyze", article, article) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == second
    assert first["schema"] == 1
    assert first["file"] == str(article)
    assert first["title"] == "Harwick bridge closed for repairs"
    smith = next(speaker for speaker in first["speakers"] if speaker["name"] == "Ann Smith")
    said = [found for found in first["attributions"] if found["speaker"] == smith["id"] and found["kind"] == "direct"]
    words = [first["text"][start:end] for found in said for start, end in found["content"]]
    assert words == ["This is a disaster for every shop in the street,", "We must act now."]


def test_analyze_prints_words_for_a_person(run: Callable[..., int], article: Path, capsys: Capture) -> None:
    assert run("analyze", "--format", "text", article) == 0
    shown = capsys.readouterr().out
    assert "● Ann Smith" in shown
    assert "\x1b" not in shown


def test_one_bad_file_is_told_and_the_others_are_done(
    run: Callable[..., int], article: Path, tmp_path: Path, capsys: Capture
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    binary = tmp_path / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 40)
    assert run("analyze", tmp_path / "gone.txt", tmp_path, empty, binary, "nul\0", article) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    lines = captured.err.splitlines()
    assert len(lines) == 5
    assert lines[0] == (
        f"pressmark: {tmp_path / 'gone.txt'}: There is no file “{tmp_path / 'gone.txt'}”. "
        "Nothing was imported. Check the name and the folder."
    )
    assert all(line.startswith("pressmark: ") for line in lines)


def test_a_file_that_is_too_large_is_not_read_whole(
    run: Callable[..., int], article: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 100)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    assert run("analyze", article, "-") == 1
    told = capsys.readouterr().err.splitlines()
    assert ["is larger than" in line for line in told] == [True, True]


def test_a_standard_input_that_is_closed_is_told(
    run: Callable[..., int], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdin", closed)
    closed.buffer.close()
    assert run("analyze", "-") == 1
    assert "-: Standard input cannot be read: " in capsys.readouterr().err


def test_a_fault_of_the_program_is_one_line_too(
    run: Callable[..., int], article: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("desktop_app.analysis.analyse", faulty)
    assert run("analyze", article) == 1
    assert (
        capsys.readouterr().err
        == f"pressmark: {article}: a fault of Pressmark itself (RuntimeError: broken). Please report it.\n"
    )


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 1)])
def test_being_stopped_is_no_fault(
    run: Callable[..., int],
    article: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    status: int,
) -> None:
    def stopping(*_: object) -> None:
        raise error

    monkeypatch.setattr("desktop_app.analysis.analyse", stopping)
    assert run("analyze", article) == status
    assert "Traceback" not in capsys.readouterr().err


def test_a_program_without_standard_streams_does_not_fall(
    run: Callable[..., int], article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert run("analyze", article) == 0
    assert run("analyze", "-") == 1


def test_running_needs_a_command(capsys: Capture) -> None:
    assert run_command(Invocation(Path("unused"))) == 1
    assert "there is no command to run" in capsys.readouterr().err


# -- import and export ---------------------------------------------------------------------------------------------------


def test_import_says_what_became_of_each_file(
    run: Callable[..., int], article: Path, tmp_path: Path, capsys: Capture
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert run("import", article, empty, article) == 1
    captured = capsys.readouterr()
    first, again = captured.out.splitlines()
    assert first.startswith(f"{article}: imported, ")
    assert again.startswith(f"{article}: already there, ")
    assert first.endswith("Harwick bridge closed for repairs")
    assert captured.err.startswith(f"pressmark: {empty}: ")
    assert run("import", article) == 0


def test_import_reads_standard_input(run: Callable[..., int], capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    assert run("import", "-") == 0
    assert "-: imported" in capsys.readouterr().out


def test_export_writes_a_file_and_keeps_what_was_written_into_it(
    run: Callable[..., int], article: Path, tmp_path: Path, capsys: Capture
) -> None:
    run("import", article)
    capsys.readouterr()
    folder = tmp_path / "notes" / "deep"
    assert run("export", "bridge repairs", "-o", folder) == 0
    path = Path(capsys.readouterr().out.rstrip("\n"))
    assert path.parent == folder
    text = path.read_text(encoding="utf-8")
    assert "> [!quote] Ann Smith" in text
    path.write_text(text.replace("## Quotations\n", "## Quotations\n\nMy own words.\n"), encoding="utf-8")
    assert run("export", "--all", "-o", folder, "--format", "commonmark") == 0
    assert [each.name for each in folder.iterdir()] == [path.name]
    again = path.read_text(encoding="utf-8")
    assert "My own words." in again
    assert "[!quote]" not in again


def test_search_prints_hits_for_a_person_and_for_a_program(
    run: Callable[..., int], article: Path, capsys: Capture
) -> None:
    run("import", article)
    capsys.readouterr()
    assert run("search", "bridge", "-ferry") == 0
    title, passage, link = capsys.readouterr().out.splitlines()
    assert title.startswith("Harwick bridge closed for repairs")
    assert passage.startswith("  article")
    assert link.startswith("  pressmark://article/")
    assert run("search", "speaker:smith", "--json") == 0
    for line in capsys.readouterr().out.splitlines():
        record = json.loads(line)
        assert (record["schema"], record["kind"], record["speaker"]) == (1, "statement", "Ann Smith")
        assert record["span"] is not None


def test_search_says_what_is_not_there_what_is_left_out_and_what_it_cannot_read(
    run: Callable[..., int], article: Path, capsys: Capture
) -> None:
    run("import", article)
    capsys.readouterr()
    assert run("search", "nothingofthekind") == 0
    assert capsys.readouterr().err == "pressmark: nothing in the library fits\n"
    assert run("search", "status:to-check", "--limit", "1") == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 3
    assert "the best 1 of " in captured.err
    assert run("search", "speakr:smith") == 1
    assert "Did you mean speaker:?" in capsys.readouterr().err


def test_export_of_nothing_and_of_the_unknown_says_so(
    run: Callable[..., int], article: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert run("export", "--all", "-o", tmp_path / "notes") == 0
    assert "holds no articles yet" in capsys.readouterr().err
    assert run("export", "nothing like it", "-o", tmp_path / "notes") == 1
    assert "No article of this library" in capsys.readouterr().err
    assert not (tmp_path / "notes").exists()
    run("import", article)
    assert run("export", "--all", "-o", article) == 1
    assert "pressmark: " in capsys.readouterr().err
    assert article.read_text(encoding="utf-8") == ARTICLE


# -- as processes --------------------------------------------------------------------------------------------------------


def test_version_is_printed_by_a_real_process() -> None:
    done = process(["--version"])
    assert (done.returncode, done.stdout.decode().strip(), done.stderr) == (0, f"Pressmark {__version__}", b"")


def test_standard_input_goes_in_and_utf8_comes_out_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = process(["analyze", "-"], ARTICLE.encode(), environment)
    assert done.stderr == b""
    record = json.loads(done.stdout.decode("utf-8"))
    assert record["file"] == "-"
    assert "“This is a disaster" in done.stdout.decode("utf-8")
    assert done.returncode == 0


def test_a_program_without_its_model_analyses_by_rules_and_says_so_once(article: Path, tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "models")
    for part in ("desktop_app", "resources"):
        shutil.copytree(ROOT / part, tmp_path / "program" / part, ignore=ignored)
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", "analyze", article, article],
        cwd=tmp_path / "program",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["engine"]["name"] for record in records] == ["rules", "rules"]
    assert all(record["attributions"] for record in records)
    (said,) = done.stderr.splitlines()
    assert said.startswith("pressmark: analysed by rules alone, which find less: the folder of the model is missing.")
    assert "Install Pressmark again" in said


def test_without_a_window_no_window_system_is_loaded(article: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from desktop_app.__main__ import main\n"
        f"status = main(['--profile', {str(tmp_path / 'p')!r}, 'import', {str(article)!r}])\n"
        "sys.exit(status or any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_a_reader_that_goes_away_is_no_error(article: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", "analyze", str(article)],
            cwd=ROOT,
            stdout=pipe,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


def _interrupt(child: subprocess.Popen[bytes]) -> None:
    """As somebody does: once more where nothing happens. Python hears no signal that comes just before it begins to read."""
    for _ in range(6):
        child.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=5)
            return


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_an_interrupt_ends_with_130_and_one_word(article: Path) -> None:
    code = (
        "import signal, sys; from desktop_app.__main__ import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may have started us with it ignored
        f"sys.exit(main(['analyze', {str(article)!r}, '-']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline()  # the first file is done: now it waits for standard input
            _interrupt(child)
            assert child.returncode == 130
            assert child.stderr is not None
            assert child.stderr.read() == b"pressmark: stopped\n"
        finally:
            child.kill()

"""`pressmark speaker` and `speakers`, as from a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.commands import parse, run_command
from desktop_app.speaker_command import SpeakerCommand, SpeakersCommand
from desktop_app.storage import Library
from tests.storage.said_in import add

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., int]:
    with Library.open(tmp_path / "profile") as library:
        add(library, [("Ada Vane", "harbour master"), ("Milo Roe", "councillor")], times=3)
        add(library, [("Ida Vane", "painter")], day="2031-06-01")

    def run_here(*words: str | Path) -> int:
        return run_command(parse(["--profile", str(tmp_path / "profile"), *map(str, words)]))

    return run_here


def test_arguments_are_read() -> None:
    assert parse(["speaker", "Ada", "Vane"]).command == SpeakerCommand("Ada Vane")
    assert parse(["speaker", "x", "--format", "md", "--output", "f"]).command == SpeakerCommand("x", "md", Path("f"))
    assert parse(["speakers"]).command == SpeakersCommand()
    assert parse(["speakers", "a", "b", "--json", "--limit", "3"]).command == SpeakersCommand("a b", True, 3)


@pytest.mark.parametrize("words", [["speaker"], ["speaker", "x", "--format", "pdf"], ["speakers", "--limit", "0"]])
def test_what_makes_no_sense_ends_with_2(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(words)
    assert caught.value.code == 2
    assert "pressmark speaker" in capsys.readouterr().err


def test_a_name_is_enough(run: Callable[..., int], capsys: Capture) -> None:
    assert run("speaker", "ada vane") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Ada Vane", "harbour master"]
    assert sum(line.startswith("  pressmark://article/") for line in lines) == 3


@pytest.mark.parametrize("form", ["md", "html", "csv", "json", "text"])
def test_a_page_goes_into_a_file(run: Callable[..., int], tmp_path: Path, capsys: Capture, form: str) -> None:
    file = tmp_path / f"roe.{form}"
    assert run("speaker", "roe", "--format", form, "--output", file) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert "Milo Roe" in file.read_text(encoding="utf-8")


def test_who_may_be_meant_is_listed(run: Callable[..., int], capsys: Capture) -> None:
    assert run("speaker", "vane") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "may be any of 2" in told.err
    assert "Ada Vane, harbour master" in told.err
    assert run("speaker", "nobody") == 1
    assert "nobody in the library is called “nobody”" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(run: Callable[..., int], tmp_path: Path, capsys: Capture) -> None:
    assert run("speaker", "roe", "--output", tmp_path / "no" / "such") == 1
    assert "could not be written" in capsys.readouterr().err


def test_speakers_are_listed(run: Callable[..., int], capsys: Capture) -> None:
    assert run("speakers", "--limit", "2") == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2
    assert "2 of 3 speakers" in told.err
    assert run("speakers", "va", "--json") == 0
    names = [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()]
    assert names == ["Ada Vane", "Ida Vane"]
    assert run("speakers", "zz") == 0
    assert "goes by such a name" in capsys.readouterr().err

"""`pressmark stats`, as from a terminal."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from desktop_app.commands import parse, run_command
from desktop_app.domain.shares import By, Measure
from desktop_app.stats_command import StatsCommand
from desktop_app.storage import Library
from tests.storage.said_in import add

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., int]:
    with Library.open(tmp_path / "profile") as library:
        add(library, [("Ada Vane", "harbour master"), ("=Milo", "councillor")], times=3)
        add(library, [("Ada Vane", "harbour master")], day="2031-06-01", outlet="Alder Gazette")

    def run_here(*words: str) -> int:
        return run_command(parse(["--profile", str(tmp_path / "profile"), *words]))

    return run_here


def test_arguments_are_read() -> None:
    assert parse(["stats"]).command == StatsCommand()
    words = [
        "stats",
        "--query",
        "ferry",
        "--by",
        "kind",
        "--measure",
        "quotations",
        "--matrix",
        "outlets",
        "--format",
        "csv",
    ]
    assert parse(words).command == StatsCommand("ferry", By.KIND, Measure.QUOTATIONS, By.OUTLET, "csv")


def test_shares_name_their_basis(run: Callable[..., int], capsys: Capture) -> None:
    assert run("stats", "--measure", "quotations") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "7 quotations in 2 articles; 0 unattributed"
    assert lines[2].split() == ["Ada", "Vane", "4", "57.1", "%", "4", "direct"]


def test_cells_of_a_table_are_no_formulas(run: Callable[..., int], capsys: Capture) -> None:
    assert run("stats", "--measure", "statements", "--format", "csv") == 0
    rows = list(csv.reader(StringIO(capsys.readouterr().out)))
    assert rows[0][:3] == ["speaker", "statements", "percent"]
    assert [row[0] for row in rows[1:3]] == ["Ada Vane", "'=Milo"]


def test_a_matrix_is_printed_in_every_form(run: Callable[..., int], capsys: Capture) -> None:
    assert run("stats", "--matrix", "outlets", "--measure", "statements", "--format", "json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["rows"] == ["Ada Vane", "=Milo"]
    assert sum(cell["statements"] for cell in record["cells"]) == record["basis"]["statements"] == 7
    assert run("stats", "--matrix", "outlets", "--measure", "statements", "--format", "csv") == 0
    rows = list(csv.reader(StringIO(capsys.readouterr().out)))
    assert rows[:2] == [["", "The Mere Post", "Alder Gazette", "all"], ["Ada Vane", "3", "1", "4"]]
    assert run("stats", "--matrix", "outlets") == 0
    assert "The Mere Post" in capsys.readouterr().out


def test_a_query_narrows_it_and_what_cannot_be_read_is_explained(run: Callable[..., int], capsys: Capture) -> None:
    assert run("stats", "--query", "outlet:Alder", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["basis"]["articles"] == 1
    assert run("stats", "--query=-ferry") == 1
    assert "only what not to find" in capsys.readouterr().err

"""`pressmark variants`, as from a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.commands import parse, run_command
from desktop_app.storage import Library
from desktop_app.variants_command import VariantsCommand
from tests.storage.test_variants import CUT, FULL, ROE, VANE, article

Capture = pytest.CaptureFixture[str]
PLAIN = "The ferry to the other shore will be painted blue in spring."


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., int]:
    with Library.open(tmp_path / "profile") as library:
        article(library, FULL, day="2031-05-01")
        article(library, CUT, ROE, day="2031-05-02")
        article(library, PLAIN, VANE, day="2031-05-01")
        article(library, PLAIN.replace("painted", "all"), "", day="2031-05-02", outlet="")

    def run_here(*words: str) -> int:
        return run_command(parse(["--profile", str(tmp_path / "profile"), "variants", *words]))

    return run_here


def test_arguments_are_read(capsys: Capture) -> None:
    assert parse(["variants"]).command == VariantsCommand()
    asked = parse(["variants", "a", "b", "--json", "--differing", "--limit", "3"]).command
    assert asked == VariantsCommand("a b", True, True, 3)
    with pytest.raises(SystemExit):
        parse(["variants", "--limit", "0"])
    assert "pressmark variants" in capsys.readouterr().err


def test_variants_are_compared_in_lines(run: Callable[..., int], capsys: Capture) -> None:
    assert run() == 0
    out = capsys.readouterr().out
    assert "We weighed forty barges at the mole [-and in thirty-one of them-] the ledger" in out
    assert "(attributed to another person here)" in out
    assert "2031-05-02  —  nobody" in out
    assert "[-painted-]{+all+}" in out
    assert out.count("pressmark://article/") == 4


def test_json_tells_spans_and_links(run: Callable[..., int], capsys: Capture) -> None:
    assert run("barges", "--json", "--differing") == 0
    (record,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (record["words"], record["articles"], record["attributions_differ"]) == (FULL, 2, True)
    (cut,) = [piece for piece in record["variants"][1]["pieces"] if piece["kind"] == "cut"]
    start, end = cut["full"]
    assert (FULL[start:end], cut["own"], cut["is_marked"]) == ("and in thirty-one of them", None, True)
    assert record["variants"][1]["link"].startswith("pressmark://article/")


def test_what_is_not_shown_is_said(run: Callable[..., int], tmp_path: Path, capsys: Capture) -> None:
    assert run("--limit", "1") == run("sheep") == 0
    said = capsys.readouterr().err
    assert "1 of 2 quotations; --limit shows more" in said
    assert "no quotation of several articles fits" in said
    assert run_command(parse(["--profile", str(tmp_path / "empty"), "variants"])) == 0
    assert "no quotation stands in several articles yet" in capsys.readouterr().err

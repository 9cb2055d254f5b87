"""`evaluate` measures what it is pointed at, and says so where there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.evaluation.__main__ import main

ARTICLE = (
    "pressmark corpus 1\nvoice: a wire agency\nspeaker ann: Ann Ray | person | mayor | Ray\n---\n"
    "“{q1 The bridge is shut until the spring,}” Mayor {s1=ann Ann Ray} {v1 said} on Monday.\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "dev-a01-bridge.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


@pytest.fixture
def brat(tmp_path: Path) -> Path:
    text, notes = tmp_path / "dev" / "text", tmp_path / "dev" / "attributions"
    text.mkdir(parents=True)
    notes.mkdir()
    (text / "one.txt").write_text("Ann Ray said the bridge was shut.\n", "utf-8")
    (notes / "one_ab12.ann").write_text(
        "T1\tSource 0 7\tAnn Ray\nT2\tCue 8 12\tsaid\nT3\tContent 13 32\tthe bridge was shut\n"
        "E1\tAttribution:T2 Cue:T2 Content:T3 Source:T1\n",
        "utf-8",
    )
    return tmp_path


def test_a_folder_of_our_own_format_gives_all_tables(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dev", "--corpus", str(own), "--errors"]) == 0
    said = capsys.readouterr().out
    for words in (
        "dev-a01-bridge",
        "all of dev",
        "agency",
        "double curly",
        "pronoun",
        "not speech: 0 of 0",
        "within speech",
    ):
        assert words in said


def test_all_numbers_are_one_json_object(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dev", "--corpus", str(own), "--json"]) == 0
    group = json.loads(capsys.readouterr().out)["groups"]["dev"]
    direct = group["all"]["kinds"]["direct"]
    assert (direct["gold"], direct["gold_matched"], direct["person"]) == (1, 1, 1)
    assert group["style"]["agency"]["kinds"]["direct"] == direct
    assert group["marks"]["double curly"]["kinds"]["direct"] == direct
    assert group["batch"]["a"]["kinds"]["direct"] == direct
    assert group["sources"]["name"]["right_person"] == 1


def test_a_brat_folder_gives_its_own_table_for_its_development_split(
    brat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--corpus", str(brat), "--errors"]) == 0
    assert "PolNeAR dev: 1 articles" in capsys.readouterr().out
    assert main(["--corpus", str(brat), "--json"]) == 0
    kinds = json.loads(capsys.readouterr().out)["groups"]["dev"]["kinds"]
    assert (kinds["indirect"]["gold"], kinds["indirect"]["recall"], kinds["indirect"]["speaker head"]) == (1, 1, 1)


@pytest.mark.parametrize("group", ["train", "test"])
def test_nothing_to_measure_is_said(own: Path, group: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([group, "--corpus", str(own)]) == 1
    assert f"holds no articles {group}-*.txt" in capsys.readouterr().err


def test_a_split_that_a_brat_folder_lacks_is_said(brat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--corpus", str(brat)]) == 1
    assert "no annotated texts in train/text" in capsys.readouterr().err


def test_a_broken_annotation_and_an_unknown_group_are_refused(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "dev-a02-broken.txt").write_text("nothing\n", "utf-8")
    assert main(["dev", "--corpus", str(own)]) == 1
    assert "no line “---”" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["prod"])

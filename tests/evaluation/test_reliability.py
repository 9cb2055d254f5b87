"""Confidences mean what they say on the development articles, and standoff files are counted the same way."""

from __future__ import annotations

from pathlib import Path

from tests.evaluation.reliability import own, standoff, table


def test_what_is_called_sure_is_right() -> None:
    judged = list(own())
    sure = [one.right for one in judged if one.confidence >= 0.9]
    guessed = [one.right for one in judged if one.confidence < 0.6]
    assert sum(sure) >= 0.9 * len(sure) > 0
    assert sum(guessed) < 0.9 * len(guessed)
    assert "verb + that" in table(judged)


def test_standoff_files_are_read_beside_their_texts(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text("Ann Ray said the bridge was shut.\nTom Hale said it rained.", "utf-8")
    notes = "T1\tSource 0 7\tAnn Ray\nT2\tCue 8 12\tsaid\nT3\tContent 13 32\tthe bridge was shut\nE1\tCue:T2 Content:T3 Source:T1\n"
    (tmp_path / "attributions" / "one_ab12.ann").write_text(notes, "utf-8")
    assert [one.right for one in standoff(tmp_path)] == [True, False]

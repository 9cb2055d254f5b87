"""Topics begin where editors put subheads, and are called by words of the text, as well as when these floors were set.

The floors lie a little above (errors) and below (shares) what was reached. `pytest -s` shows the tables.
"""

from __future__ import annotations

from statistics import fmean

import pytest

from tests.evaluation.topics import flaws, measure, pk, table, window_diff

WORST = {"dev": 0.30, "test": 0.33}
"""Pk and WindowDiff, at most."""


@pytest.mark.parametrize("group", WORST)
def test_topics_begin_where_editors_put_subheads(group: str) -> None:
    score = measure(group)
    print("\n" + table(score, group))
    for errors in (score.pk, score.window_diff):
        ours = fmean(errors["Pressmark"])
        assert ours <= WORST[group]
        assert ours <= fmean(errors["TextTiling"]) - 0.05
        assert ours <= fmean(errors["no cut"]) - 0.05
    assert score.well_formed >= 0.97 * score.labels


def test_both_measures_are_nothing_for_the_same_cuts_and_grow_with_the_distance() -> None:
    gold = [False, False, True, False, False, False, False, False]
    near = [False, False, False, True, False, False, False, False]
    far = [False, False, False, False, False, False, True, False]
    for measured in (pk, window_diff):
        assert measured(gold, gold, 3) == 0
        assert 0 < measured(gold, near, 3) < measured(gold, far, 3) <= 1


def test_only_window_diff_counts_a_second_cut_in_one_window() -> None:
    gold = [False, False, True, False, False]
    twice = [False, True, True, False, False]
    assert window_diff(gold, twice, 2) > pk(gold, twice, 2)


def test_a_label_may_be_flawed_in_three_ways() -> None:
    text = "The mayor said that the cost of a berth had doubled."
    assert list(flaws("Cost of a berth", text)) == []
    assert list(flaws("Berth", text)) == ["has 1 words"]
    assert list(flaws("Berth cost", text)) == ["does not stand in the text"]
    assert list(flaws("Mayor said", text)) == ["begins or ends with a function word or a word of speech"]

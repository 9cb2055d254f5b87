"""Back and forward."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.visits import Visits


def test_back_and_forward_go_along_the_line_and_no_further() -> None:
    visits = Visits()
    for article_id in ("a", "b", "b", "c"):
        visits.add(article_id)
    assert [visits.step(-1), visits.step(-1)] == ["b", "a"]
    assert not visits.can_step(-1)
    with pytest.raises(IndexError):
        visits.step(-1)
    assert visits.step(1) == "b"
    visits.add("b")
    visits.add("d")
    assert not visits.can_step(1)
    assert visits.step(-1) == "b"


@given(st.lists(st.sampled_from(["a", "b", "back", "forward"])))
def test_any_walk_stays_on_articles_that_were_visited(walk: list[str]) -> None:
    visits, seen = Visits(), set[str]()
    for word in walk:
        step = {"back": -1, "forward": 1}.get(word)
        if step is None:
            visits.add(word)
            seen.add(word)
        elif visits.can_step(step):
            assert visits.step(step) in seen

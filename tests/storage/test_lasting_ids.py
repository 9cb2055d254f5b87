"""Ids of findings: the same for the same passage, each its own, and handed on only to a finding that is nearly the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.spans import Span
from desktop_app.storage.lasting_ids import fresh_ids, inherit_by_mentions, inherit_by_place, passage_key

places = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(0, 30))


def test_an_id_depends_on_article_kind_place_and_words() -> None:
    key = passage_key("said that", [Span(0, 4)])
    ids = {
        fresh_ids("a", "claim", [key])[0],
        fresh_ids("b", "claim", [key])[0],
        fresh_ids("a", "topic", [key])[0],
        fresh_ids("a", "claim", [passage_key("says that", [Span(0, 4)])])[0],
        fresh_ids("a", "claim", [passage_key("said that", [Span(0, 4), Span(5, 9)])])[0],
    }
    assert len(ids) == 5
    assert fresh_ids("a", "claim", [key]) == fresh_ids("a", "claim", [key])


@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_equal_keys_get_different_ids_which_do_not_depend_on_the_others(keys: list[str]) -> None:
    ids = fresh_ids("article", "claim", keys)
    assert len(set(ids)) == len(keys)
    of_a = [own_id for own_id, key in zip(ids, keys, strict=True) if key == "a"]
    assert of_a == fresh_ids("article", "claim", ["a"] * len(of_a))


@settings(deadline=None)
@given(st.lists(places, max_size=10), st.lists(places, max_size=10), st.integers(0, 3))
def test_no_id_is_given_twice_or_to_another_passage(new: list[Span], old: list[Span], common: int) -> None:
    ids = [f"n{i}" for i in range(len(new))]
    known = {f"o{i}": span for i, span in enumerate(old)} | dict(zip(ids[:common], new, strict=False))
    given_ids = inherit_by_place(ids, new, known)
    assert len(set(given_ids)) == len(ids)
    assert given_ids[:common] == ids[:common]
    for own_id, result, place in zip(ids, given_ids, new, strict=True):
        if result != own_id:
            shared = min(place.end, known[result].end) - max(place.start, known[result].start)
            assert 2 * shared >= max(place.end, known[result].end) - min(place.start, known[result].start) > 0
    # Nothing that could have been handed on was left: no free finding lies exactly where a forgotten one lay.
    forgotten = set(known) - set(given_ids)
    for own_id, result, place in zip(ids, given_ids, new, strict=True):
        if result == own_id and own_id not in known and place.length:
            assert all(known[lost] != place for lost in forgotten)


def test_the_likest_finding_inherits() -> None:
    known = {"old": Span(10, 20)}
    assert inherit_by_place(["x", "y"], [Span(10, 17), Span(10, 19)], known) == ["x", "old"]
    assert inherit_by_place(["x"], [Span(10, 31)], known) == ["x"]
    assert inherit_by_place(["x"], [Span(12, 12)], known) == ["x"]


def test_a_speaker_inherits_by_being_named_at_the_same_places() -> None:
    one, two, three, four = (Span(i, i + 3) for i in range(0, 40, 10))
    known = {"vane": [one, two], "brandt": [three]}
    assert inherit_by_mentions(["x", "y"], [[three], [one, two, four]], known) == ["brandt", "vane"]
    assert inherit_by_mentions(["x", "vane"], [[one], [two]], known) == ["x", "vane"]
    assert inherit_by_mentions(["x"], [[four]], known) == ["x"]
    assert inherit_by_mentions(["x"], [[one, three, four]], {"many": [one, two, Span(50, 51), Span(60, 61)]}) == ["x"]
    assert inherit_by_mentions(["x"], [[]], {"nameless": []}) == ["x"]


SPOTS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 4), st.integers(0, 4))


@given(
    st.lists(SPOTS, max_size=4),
    st.lists(st.tuples(st.sampled_from("zyxwvuts"), SPOTS), max_size=4, unique_by=lambda one: one[0]),
)
def test_what_is_found_again_keeps_the_ids_that_it_took(found: list[Span], earlier: list[tuple[str, Span]]) -> None:
    fresh = [f"fresh {number}" for number in range(len(found))]
    first = inherit_by_place(fresh, found, dict(earlier))
    assert inherit_by_place(fresh, found, dict(zip(first, found, strict=True))) == first
    mentions = [[span] for span in found]
    first = inherit_by_mentions(fresh, mentions, {name: [span] for name, span in earlier})
    assert inherit_by_mentions(fresh, mentions, dict(zip(first, mentions, strict=True))) == first


def test_of_two_findings_at_one_place_the_first_keeps_the_first_id() -> None:
    place, near = Span(10, 20), Span(10, 19)
    first = inherit_by_place(["x", "y"], [place, place], {"b": place, "a": near})
    assert first == ["b", "a"]
    assert inherit_by_place(["x", "y"], [place, place], {"b": place, "a": place}) == first

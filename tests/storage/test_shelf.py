"""The library in order: lists in every order and with every condition, collections, and changes to many articles at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import CannotSave, NotFound
from desktop_app.domain.query import QueryError
from desktop_app.domain.shelf import ArticleChange, Collection, Listing, Order, ReadState, ShelfCounts
from desktop_app.storage import Library
from tests.storage.samples import findings, imported, note

TITLES = ("Ferry to stay", "a pier is painted", "Zinc found")


def _filled(library: Library) -> list[str]:
    """Three articles, in the order of their import; the first has findings and a note."""
    readings = [library.add_article(imported(data=title.encode(), title=title)) for title in TITLES]
    library.save_findings(readings[0].revision.id, findings())
    library.save_note(note(readings[0].article.id, "Look at the pier"))
    return [one.article.id for one in readings]


def _titles(library: Library, listing: Listing) -> list[str]:
    found = [one.title for one in library.shelf.page(listing, 0, 100)]
    assert library.shelf.count(listing) == len(found)
    assert library.shelf.ids(listing) == [one.id for one in library.shelf.page(listing, 0, 100)]
    return found


def test_the_usual_list_is_that_of_all_articles_newest_first(library: Library) -> None:
    _filled(library)
    rows = library.shelf.page(Listing(), 0, 100)
    known = [replace(one, byline="By Otto Brandt", is_unread=True) for one in library.summaries()]
    assert rows == known
    assert library.shelf.page(Listing(), 1, 1) == known[1:2]


@pytest.mark.parametrize("order", list(Order))
def test_each_order_goes_both_ways(library: Library, order: Order) -> None:
    ids = _filled(library)
    library.shelf.change(ids[:1], ArticleChange(is_starred=True))
    library.shelf.note_opened(ids[0])
    library.shelf.change(ids[:1], ArticleChange(metadata={"published": "2099", "outlet": "Zed", "byline": "Zoe"}))
    down = _titles(library, Listing(order))
    assert _titles(library, Listing(order, is_upwards=True)) == down[::-1]
    first = {Order.TITLE: "Zinc found", Order.IMPORTED: "Zinc found"}.get(order, "Ferry to stay")
    assert down[0] == first


def test_titles_are_in_the_order_of_the_alphabet_whatever_their_case(library: Library) -> None:
    _filled(library)
    assert _titles(library, Listing(Order.TITLE, is_upwards=True)) == [TITLES[1], TITLES[0], TITLES[2]]


def test_a_kept_search_knows_what_was_found_just_now(library: Library) -> None:
    _filled(library)
    library.shelf.save_collection(Collection("said", "Said", query="said:ferry"))
    assert _titles(library, Listing(collection="said")) == ["Ferry to stay"]


def test_conditions_leave_out_what_does_not_meet_them(library: Library) -> None:
    first, second, third = _filled(library)
    library.shelf.change([second], ArticleChange(is_starred=True, add_tags=("port",), metadata={"outlet": "Vale News"}))
    library.shelf.note_opened(second)
    library.shelf.change([third], ArticleChange(read_state=ReadState.READ))
    for listing, titles in (
        (Listing(only_unread=True), [TITLES[0]]),
        (Listing(only_starred=True), [TITLES[1]]),
        (Listing(only_opened=True), [TITLES[1]]),
        (Listing(only_with_notes=True), [TITLES[0]]),
        (Listing(outlet="Vale News"), [TITLES[1]]),
        (Listing(tag="port"), [TITLES[1]]),
        (Listing(tag="port", only_unread=True), []),
        (Listing(query="zinc"), [TITLES[2]]),
        (Listing(query="outlet:vale"), [TITLES[1]]),
        (Listing(query="pier", only_with_notes=True), [TITLES[0]]),
        (Listing(collection="unknown"), []),
    ):
        assert _titles(library, listing) == titles, listing
    assert library.shelf.counts() == ShelfCounts(3, 1, 1, 1)
    assert library.shelf.outlets() == ["The Mere Post", "Vale News"]
    library.remove_article(second)
    assert library.shelf.counts() == ShelfCounts(2, 1, 0, 0)
    assert library.shelf.outlets() == ["The Mere Post"]
    assert _titles(library, Listing()) == [TITLES[2], TITLES[0]]
    assert library.shelf.place_of(Listing(), first) == 1
    assert library.shelf.place_of(Listing(), second) is None


def test_an_article_is_opened_and_stays_read_once_it_was(library: Library) -> None:
    first, *_ = _filled(library)
    library.shelf.note_opened(first)
    assert library.shelf.states([first])[0].read_state is ReadState.READING
    library.shelf.change([first], ArticleChange(read_state=ReadState.READ))
    library.shelf.note_opened(first)
    assert library.shelf.states([first])[0].read_state is ReadState.READ


def test_collections_lie_in_each_other_and_count_what_is_in_them_once(library: Library) -> None:
    first, second, third = _filled(library)
    shelf = library.shelf
    assert shelf.save_collection(Collection("north", "The north")) is None
    shelf.save_collection(Collection("ports", "Ports", "north"))
    shelf.save_collection(Collection("zinc", "On zinc", position=1, query="zinc"))
    shelf.change([first, second], ArticleChange(put_into=("ports",)))
    shelf.change([first], ArticleChange(put_into=("north",)))
    assert [(one.id, one.parent_id, one.count, one.is_smart) for one in shelf.collections()] == [
        ("north", "", 2, False),
        ("ports", "north", 2, False),
        ("zinc", "", 1, True),
    ]
    assert _titles(library, Listing(collection="north")) == [TITLES[1], TITLES[0]]
    assert _titles(library, Listing(collection="zinc")) == [TITLES[2]]
    assert shelf.ids(Listing(collection="zinc")) == [third]
    library.remove_article(second)
    assert [one.count for one in shelf.collections()] == [1, 1, 1]


def test_a_collection_is_renamed_and_moved_but_never_into_itself(library: Library) -> None:
    shelf = library.shelf
    shelf.save_collection(Collection("a", "A"))
    shelf.save_collection(Collection("b", "B", "a"))
    assert shelf.save_collection(Collection("b", "Bay")) == Collection("b", "B", "a")
    shelf.save_collection(Collection("b", "Bay", "a"))
    for parent in ("a", "b"):
        with pytest.raises(CannotSave):
            shelf.save_collection(Collection("a", "A", parent))
    with pytest.raises(NotFound):
        shelf.save_collection(Collection("c", "C", "unknown"))
    with pytest.raises(QueryError):
        shelf.save_collection(Collection("c", "C", query="before:never"))
    assert [(one.id, one.name, one.parent_id) for one in shelf.collections()] == [("a", "A", ""), ("b", "Bay", "a")]


def test_a_collection_goes_with_those_in_it_and_comes_back_with_its_articles(library: Library) -> None:
    first, *_ = _filled(library)
    shelf = library.shelf
    shelf.save_collection(Collection("a", "A"))
    shelf.save_collection(Collection("b", "B", "a"))
    shelf.change([first], ArticleChange(put_into=("b",)))
    before = shelf.collections()
    gone = shelf.remove_collection("a")
    assert (sorted(gone), shelf.collections()) == (["a", "b"], [])
    with pytest.raises(NotFound):
        shelf.remove_collection("a")
    shelf.restore_collections(gone)
    assert shelf.collections() == before
    assert library.shelf.count(Listing()) == len(TITLES)


def test_nothing_is_changed_where_a_collection_is_unknown(library: Library) -> None:
    ids = _filled(library)
    before = library.shelf.states(ids)
    with pytest.raises(NotFound):
        library.shelf.change(ids, ArticleChange(is_starred=True, put_into=("unknown",)))
    assert library.shelf.states(ids) == before


def test_titles_that_are_changed_are_found(library: Library) -> None:
    first, *_ = _filled(library)
    library.shelf.change([first], ArticleChange(metadata={"title": "Lighthouse dark"}))
    assert library.shelf.ids(Listing(query="lighthouse")) == [first]


CHANGES = st.builds(
    ArticleChange,
    metadata=st.dictionaries(
        st.sampled_from(["title", "byline", "outlet", "language"]), st.sampled_from(["", "x", "Ö"])
    ),
    is_starred=st.none() | st.booleans(),
    read_state=st.none() | st.sampled_from(ReadState),
    add_tags=st.lists(st.sampled_from("abc"), max_size=2).map(tuple),
    remove_tags=st.lists(st.sampled_from("abc"), max_size=2).map(tuple),
    put_into=st.lists(st.sampled_from(["one", "two"]), max_size=2).map(tuple),
    take_from=st.lists(st.sampled_from(["one", "two"]), max_size=2).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(CHANGES, max_size=4))
def test_changes_to_many_are_undone_to_what_each_was(library: Library, changes: list[ArticleChange]) -> None:
    ids = library.shelf.ids(Listing()) or _filled(library)
    for name in ("one", "two"):
        library.shelf.save_collection(Collection(name, name))
    first = library.shelf.states(ids)
    befores = []
    for change in changes:
        befores.append(library.shelf.change(ids, change))
        assert library.shelf.states(ids) == [change.of(state) for state in befores[-1]]
    for before in reversed(befores):
        library.shelf.put(before)
        assert library.shelf.states(ids) == before
    assert library.shelf.states(ids) == first


def test_articles_go_to_the_bin_and_come_back_together(library: Library) -> None:
    first, second, third = _filled(library)
    library.remove_article(third)
    assert sorted(library.remove_articles([first, second, third, "unknown"])) == sorted([first, second])
    assert library.shelf.count(Listing()) == 0
    library.restore_articles([first, second, "unknown"])
    assert library.shelf.ids(Listing(Order.IMPORTED, is_upwards=True)) == [first, second]

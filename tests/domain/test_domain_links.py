"""Addresses of passages."""

from __future__ import annotations

import contextlib
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import NotFound
from desktop_app.domain.ids import new_id
from desktop_app.domain.links import Link, parse_link
from desktop_app.domain.spans import Span

ids = st.text(string.ascii_letters + string.digits + "_-", min_size=1, max_size=64)
kinds = st.sampled_from(["attribution", "highlight", "note", "claim", "speaker", "topic"])
places = st.tuples(st.integers(0, 10**8), st.integers(0, 10**8)).map(lambda ends: Span(min(ends), max(ends)))
targets = st.one_of(st.just(("", "")), st.tuples(kinds, ids))


@given(ids, targets, st.none() | places)
def test_a_link_comes_back_as_it_went_out(article_id: str, target: tuple[str, str], place: Span | None) -> None:
    link = Link(article_id, *target, place)
    assert parse_link(str(link)) == link
    assert parse_link(f"  {link}\n") == link


def test_a_link_looks_as_it_is_documented() -> None:
    assert str(Link("x1")) == "pressmark://article/x1"
    assert str(Link("x1", "attribution", "a1")) == "pressmark://article/x1?a=a1"
    assert str(Link("x1", "topic", "t1", Span(3, 9))) == "pressmark://article/x1?t=t1&p=3-9"


@given(st.text())
def test_any_other_text_is_refused_in_words_and_never_otherwise(text: str) -> None:
    with contextlib.suppress(NotFound):
        link = parse_link(text)
        assert text.strip().lower().startswith("pressmark:")
        assert parse_link(str(link)) == link


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://ex.example/",
        "pressmark://speaker/x",
        "pressmark://article/",
        "pressmark://article/../x",
        "pressmark://article/a b",
        "pressmark://[article/x",
        "pressmark://article/" + "x" * 65,
        "y" * 500,
    ],
)
def test_what_is_no_link_of_ours_is_refused(address: str) -> None:
    with pytest.raises(NotFound) as caught:
        parse_link(address)
    assert len(caught.value.what) < 130
    assert caught.value.kept
    assert caught.value.advice


@pytest.mark.parametrize("query", ["a=../x", "p=9-3", "p=x", "p=1-1234567890", "zz=1", "a="])
def test_a_part_that_makes_no_sense_is_left_out_and_the_article_still_opens(query: str) -> None:
    assert parse_link(f"pressmark://article/x1?{query}") == Link("x1")


def test_new_ids_are_safe_in_addresses_and_differ() -> None:
    several = [new_id() for _ in range(200)]
    assert len(set(several)) == len(several)
    for one in several:
        assert len(one) == 16
        assert parse_link(str(Link(one, "note", one))) == Link(one, "note", one)

"""What a reader types is read as they mean it, and what cannot be read is said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.query import (
    And,
    Filter,
    FilterKind,
    Not,
    Or,
    Part,
    Query,
    QueryError,
    Scope,
    Sought,
    Words,
    leaves_of,
    parse_query,
)

FERRY, BRIDGE, STORM = Words("ferry"), Words("bridge"), Words("storm")


def root(text: str) -> Part:
    query = parse_query(text)
    assert query is not None
    return query.root


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ferry", FERRY),
        ("ferry bridge", And((FERRY, BRIDGE))),
        ("ferry AND bridge", And((FERRY, BRIDGE))),
        ("“the  ferry”", Words("the ferry")),
        ('"the ferry" bridge', And((Words("the ferry"), BRIDGE))),
        ("ferry OR bridge storm", Or((FERRY, And((BRIDGE, STORM))))),
        ("(ferry OR bridge) storm", And((Or((FERRY, BRIDGE)), STORM))),
        ("ferry -storm", And((FERRY, Not(STORM)))),
        ("ferry NOT storm", And((FERRY, Not(STORM)))),
        ("ferry - storm", And((FERRY, STORM))),
        ("ferry -(bridge OR storm)", And((FERRY, Not(Or((BRIDGE, STORM)))))),
        ("ferry - -storm", And((FERRY, Not(STORM)))),
        ("harb*", Words("harb", is_prefix=True)),
        ("speaker:vane", Words("vane", Scope.SPEAKER)),
        ("said:“will stay”", Words("will stay", Scope.SAID)),
        ("SAID:stay*", Words("stay", Scope.SAID, is_prefix=True)),
        ("outlet:“The Mere Post”", Filter(FilterKind.OUTLET, "The Mere Post")),
        ("has:notes", Filter(FilterKind.HAS, "note")),
        ("status:to-check", Filter(FilterKind.STATUS, "to check")),
        ('status:"to check"', Filter(FilterKind.STATUS, "to check")),
        ("before:2026-03", Filter(FilterKind.BEFORE, "2026-03")),
        ("ferry or", And((FERRY, Words("or")))),
        ("12:30", Words("12:30")),
        ("https://mere.example", Words("https://mere.example")),
        ("— ferry !", FERRY),
        ('"unclosed phrase', Words("unclosed phrase")),
    ],
)
def test_a_query_means(text: str, meant: Part) -> None:
    assert root(text) == meant


@pytest.mark.parametrize("text", ["", "   ", "…", "()", '""', "-", "“ ”"])
def test_nothing_to_look_for_is_no_query(text: str) -> None:
    assert parse_query(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("speakr:vane", "Did you mean speaker:?"),
        ("colour:red", "There is no “colour:”"),
        ("speaker:", "After “speaker:” something is missing"),
        ('said:""', "After “said:” something is missing"),
        ("before:soon", "“soon” is not a date"),
        ("after:2026-13", "not a date"),
        ("has:wings", "has:note and has:highlight"),
        ("status:true", "Known are to-check, supported"),
        ("-storm", "only what not to find"),
        ("OR ferry", "OR stands between"),
        ("ferry OR", "OR stands between"),
        ("(ferry", "without a “)”"),
        ("ferry )", "without a “(”"),
        ("(" * 30 + "ferry", "too many brackets"),
        ("word " * 100, "too many words"),
        ("x" * 1001, "too long"),
    ],
)
def test_what_cannot_be_read_is_explained(text: str, said: str) -> None:
    with pytest.raises(QueryError) as told:
        parse_query(text)
    assert said in str(told.value)
    assert told.value.advice


def test_while_typing_the_last_word_may_go_on_and_brackets_may_be_open() -> None:
    query = parse_query("ferry (bri", is_typing=True)
    assert query is not None
    assert query.root == And((FERRY, Words("bri", is_prefix=True)))
    assert parse_query("b", is_typing=True) == Query(Words("b"))
    assert parse_query("ferry ", is_typing=True) == Query(FERRY)
    assert parse_query("speaker:va", is_typing=True) == Query(Words("va", Scope.SPEAKER, is_prefix=True))


def test_what_is_sought_follows_from_the_words() -> None:
    texts = {"ferry": Sought.THINGS, "outlet:post": Sought.THINGS, "said:x": Sought.STATEMENTS}
    texts |= {"ferry -speaker:vane": Sought.STATEMENTS, "said:x status:disputed": Sought.CLAIMS}
    for text, sought in texts.items():
        query = parse_query(text)
        assert query is not None
        assert query.sought is sought, text


def test_words_that_must_not_be_there_are_not_marked() -> None:
    query = parse_query("ferry -storm speaker:vane said:bridge")
    assert query is not None
    assert query.marked == (FERRY, Words("bridge", Scope.SAID))


pieces = st.sampled_from(
    [
        "ferry",
        "OR",
        "AND",
        "NOT",
        "-",
        "(",
        ")",
        '"',
        "“",
        "”",
        "speaker:",
        "said:",
        "has:note",
        "before:2026",
        "*",
        " ",
        "ß",
        "a:b",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(pieces, max_size=25).map("".join), st.lists(pieces).map(" ".join)))
def test_whatever_is_typed_is_a_query_or_explained(text: str) -> None:
    for is_typing in (False, True):
        try:
            query = parse_query(text, is_typing=is_typing)
        except QueryError:
            continue
        if query is not None:
            words = [leaf for leaf in leaves_of(query.root) if isinstance(leaf, Words)]
            assert all(any(letter.isalnum() for letter in leaf.text) for leaf in words)

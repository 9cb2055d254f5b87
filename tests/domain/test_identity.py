"""Who is who is decided as a careful reader would: merged where all agrees, asked where it may be, and never guessed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.bodies import is_body_name
from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.identity import Seen, Verdict, judge, sort_out
from desktop_app.domain.person_names import Likeness, likeness, person_name
from desktop_app.domain.roles import Agreement, agreement

POST, GAZETTE = "The Mere Post", "Alder Gazette"


def seen(
    name: str,
    role: str = "",
    *,
    article: str = "",
    outlet: str = POST,
    beside: Sequence[str] = (),
    aliases: Sequence[str] = (),
    kind: SpeakerKind = SpeakerKind.PERSON,
) -> Seen:
    article = article or f"{name} {role} {outlet}"
    return Seen(
        name, kind, role, frozenset(aliases), frozenset({article}), frozenset({outlet}), frozenset(beside), article
    )


def verdict(one: Seen, other: Seen) -> Verdict:
    return judge(one, other).verdict


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # the same
        (seen("Ada Vane", "harbour master"), seen("Ada Vane", "deputy harbour master", outlet=GAZETTE), Verdict.SAME),
        (seen("A. L. Ferraz", "chemist at the Mere Institute"), seen("Ana Luísa Ferraz", "chemist of the institute"), Verdict.SAME),
        (seen("Yevhen Horbach", "manager of Corvane"), seen("Evgeny Gorbach", "manager of Corvane", outlet=GAZETTE), Verdict.SAME),
        (seen("Ada Vane", "councillor", beside=["ida"]), seen("Ada Vane", "mayor", outlet=GAZETTE, beside=["ida"]), Verdict.SAME),
        (seen("Bob Roe", "head of the Mere Trust"), seen("Robert Roe", "former head of Mere Trust"), Verdict.SAME),
        (seen("Ada Vane"), seen("Ada Vane", "harbour master"), Verdict.SAME),
        (seen("Ada Vane", "clerk of the MQU"), seen("Ada Vane", "clerk of the Mere Quay Union", outlet=GAZETTE), Verdict.SAME),
        # to be asked
        (seen("Ada Vane", "mayor of Mere"), seen("Ada Vane", "shop owner in Mere", outlet=GAZETTE), Verdict.MAY_BE),
        (seen("Bob Roe", "head of the Mere Trust"), seen("Robert Roe", "director of the Mere Trust"), Verdict.MAY_BE),
        (seen("H. Sorley"), seen("Hanna Sorley", "spokeswoman for the port"), Verdict.MAY_BE),
        (seen("Ferraz"), seen("Ana Ferraz", "chemist"), Verdict.MAY_BE),
        (seen("Mayor Ferraz", "mayor of Mere"), seen("Ana Ferraz", "mayor of Mere", outlet=GAZETTE), Verdict.MAY_BE),
        (seen("Tom Roe Jr"), seen("Tom Roe", "chair of the cooperative"), Verdict.MAY_BE),
        (seen("Ada Vane", outlet=GAZETTE), seen("Ada Vane", "harbour master"), Verdict.MAY_BE),
        (seen("Yevhen Horbach"), seen("Evgeny Gorbach"), Verdict.MAY_BE),
        (seen("Ada Vane", "harbour master"), seen("Ada Vane", "head of the museum"), Verdict.MAY_BE),
        # apart
        (seen("Tom Roe", "crane driver"), seen("Tom Roe", "professor of history", outlet=GAZETTE), Verdict.APART),
        (seen("Tom Roe Junior"), seen("Tom Roe Senior"), Verdict.APART),
        (seen("Ada Vane", "baker in Tarn", outlet=GAZETTE), seen("Ada Vane", "harbour master"), Verdict.APART),
        (seen("Ferraz", "chemist", outlet=GAZETTE), seen("Ana Ferraz", "mayor"), Verdict.APART),
        (seen("Milo Vane"), seen("Ada Vane"), Verdict.APART),
        (seen("Ada Vane", article="one"), seen("Ada Vane", article="one"), Verdict.APART),
        (seen("Roe", aliases=["Mr Roe"]), seen("Ada Roe", aliases=["Ms Roe"]), Verdict.APART),
        (seen("Ada Vane"), seen("Ada Vane", kind=SpeakerKind.ORGANISATION), Verdict.APART),
    ],
)  # fmt: skip
def test_two_people(one: Seen, other: Seen, expected: Verdict) -> None:
    assert verdict(one, other) is expected
    assert all(judge(one, other).reasons)


BODY = SpeakerKind.ORGANISATION


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Mere Port Authority",), ("the Mere Port Authority",), Verdict.SAME),
        (("Corvane Marine Ltd",), ("Corvane Marine",), Verdict.SAME),
        (("Mere Port Authority", "MPA"), ("Mere Port Alliance", "MPA"), Verdict.APART),
        (("Mere Port Authority", "MPA"), ("MPA",), Verdict.MAY_BE),
        (("Ministry of Coasts",), ("Ministry of Coasts in Tarn",), Verdict.MAY_BE),
        (("Mere Ferries",), ("Alder Ferries",), Verdict.APART),
    ],
)
def test_two_bodies(one: tuple[str, ...], other: tuple[str, ...], expected: Verdict) -> None:
    first = seen(one[0], kind=BODY, aliases=one[1:], article="1")
    assert verdict(first, seen(other[0], kind=BODY, aliases=other[1:], article="2")) is expected


def test_a_ministry_of_another_country_is_asked_about() -> None:
    one = seen("Ministry of Health", kind=BODY, article="1")
    assert verdict(one, seen("Ministry of Health", kind=BODY, article="2", outlet=GAZETTE)) is Verdict.MAY_BE


def test_what_is_everywhere_is_no_body_of_its_own() -> None:
    assert not any(map(is_body_name, ("Council", "Scientists", "Public inquiry", "residents", "The company")))
    assert not is_body_name("Harbourside", ["the harbourside"])
    assert all(map(is_body_name, ("Mere Port Authority", "Ministry of coasts", "HQWU", "Corvane")))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("mayor of Mere", "Mayor", Agreement.OFFICE),
        ("spokesman", "spokesman", Agreement.AGREE),
        ("first witness", "chemist", Agreement.UNKNOWN),
        ("head of environment at the port authority", "spokeswoman for the Mere Port Authority", Agreement.KINDRED),
        ("chair of the alliance", "chair of the Mere Port Alliance", Agreement.DISTINCT),
        ("harbour master", "leader of the harbour office", Agreement.KINDRED),
        ("councillor", "mayor", Agreement.KINDRED),
        ("chair of the cooperative", "chair of the museum", Agreement.OTHER),
        ("professor", "crane driver", Agreement.CLASH),
    ],
)
def test_two_roles(one: str, other: str, expected: Agreement) -> None:
    assert agreement(one, other) is agreement(other, one) is expected


def groups(people: Sequence[Seen], known: Sequence[int | None] = ()) -> set[frozenset[str]]:
    return {frozenset(people[place].order for place in group) for group in sort_out(people, known).groups}


BLOCK = (
    seen("Tomas Brand", "chair of the Mere Cooperative", article="a", beside=["ada vane"]),
    seen("Tomas Brand", "chair of the Mere Cooperative", article="b", outlet=GAZETTE),
    seen("Tomas Brand", "crane driver at the quay", article="c", beside=["ada vane"]),
    seen("Tomas Brand Senior", article="d"),
    seen("Tomas Brand Junior", article="d"),
    seen("Tomas Brand", "professor of shipping", article="e", outlet="Courier"),
    seen("Prof Tomas Brand", "shipping economist", article="f", outlet="Courier"),
    seen("T. Brand", article="g"),
    seen("Brand", article="h", beside=["ada vane"]),
    seen("Tomas Brand", article="i"),
    seen("Teresa Brand", "councillor", article="j"),
)


def test_a_family_of_one_name_is_told_apart_in_whatever_order_it_comes() -> None:
    expected = {frozenset(one) for one in ("ab", "c", "ef", "g", "h", "i", "j")} | {frozenset("d")}
    for turn in range(20):
        people = list(BLOCK)
        random.Random(turn).shuffle(people)
        assert groups(people) == expected


def test_initials_that_fit_two_are_asked_about() -> None:
    two = [
        seen("Ana Ferraz", "chemist at the Mere Institute", article="1"),
        seen("Alan Ferraz", "chemist at the Mere Institute", article="2"),
        seen("A. Ferraz", "chemist at the Mere Institute", article="3"),
    ]
    result = sort_out(two)
    assert len(result.groups) == 3
    assert len(result.proposals) == 2
    assert groups(two[::2]) == {frozenset("13")}


def test_nobody_without_a_role_joins_two_who_clash() -> None:
    people = [
        seen("Tom Roe", "crane driver", article="1"),
        seen("Tom Roe", "professor", article="2"),
        seen("Tom Roe", article="3"),
    ]
    assert len(groups(people)) == 3


def test_what_the_reader_said_holds() -> None:
    people = [seen("Ada Vane", "harbour master", article=str(number)) for number in range(4)]
    assert groups(people) == {frozenset("0123")}
    assert len(groups(people, [1, 2, None, None])) >= 2
    assert groups([people[0], seen("Milo Roe", article="9")], [1, 1]) == {frozenset("09")}


PEOPLE = st.builds(
    seen,
    st.sampled_from(
        ["Ada Vane", "A. Vane", "Vane", "Ada L. Vane", "Alan Vane", "Dr Ada Vane", "Ada Vane Jr", "Bob Vane"]
    ),
    st.sampled_from(
        ["", "harbour master", "mayor", "councillor", "professor", "crane driver", "head of the Mere Trust"]
    ),
    article=st.sampled_from("abcdef"),
    outlet=st.sampled_from([POST, GAZETTE]),
    beside=st.lists(st.sampled_from(["milo roe", "mere ferries", "ida tarn"]), max_size=3),
)


@given(PEOPLE, PEOPLE)
def test_it_does_not_matter_who_comes_first(one: Seen, other: Seen) -> None:
    first, second = judge(one, other), judge(other, one)
    assert (first.verdict, first.likeness, first.is_against) == (second.verdict, second.likeness, second.is_against)
    assert 0 <= first.likeness <= 1


@given(PEOPLE, PEOPLE)
def test_nobody_is_the_same_by_a_surname_or_against_their_first_name(one: Seen, other: Seen) -> None:
    if likeness(person_name(one.name), person_name(other.name)) <= Likeness.LOOSE:
        assert verdict(one, other) is not Verdict.SAME


@given(st.lists(PEOPLE, max_size=7), st.randoms(use_true_random=False))
def test_sorting_out_is_the_same_in_every_order(people: list[Seen], chance: random.Random) -> None:
    people = list({(one.order, one.name, one.role, one.outlets): one for one in people}.values())
    named = [replace(one, order=f"{one.order}{place}") for place, one in enumerate(people)]
    turned = named[:]
    chance.shuffle(turned)
    assert groups(named) == groups(turned)
    for group in sort_out(named).groups:
        articles = [article for place in group for article in named[place].articles]
        assert len(articles) == len(set(articles))

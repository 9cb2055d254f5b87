"""What the network says of a whole article: the same however its readings come, and complete up to where it has read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.building import Found
from desktop_app.analysis.learned import network as learned
from desktop_app.analysis.learned.network import Reading
from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.learned.relations import relations
from desktop_app.analysis.marks import find_quotations
from desktop_app.domain.spans import Span
from tests.analysis.articles import blocks_of
from tests.analysis.readings import Seen, has_model, network, reading

TEXT = "Hanne Dorval came late.\n“The bridge is shut,” said the mayor.\nTom Hale denied that it was old. He left."
SEEN = (
    Seen(["“The bridge is shut,”"], "the mayor", "said"),
    Seen(["that it was old"], "Tom Hale", "denied"),
)

needs_model = pytest.mark.skipif(not has_model(), reason="this checkout has no model")


def place(words: str) -> int:
    return TEXT.index(words)


def span(words: str) -> Span:
    return Span(place(words), place(words) + len(words))


def hand_made(*, apart: bool = True, speech: float = 0.9) -> Reading:
    meant = {"the mayor": "Hanne Dorval", "He left": "Tom Hale"}
    return reading(TEXT, blocks_of(TEXT), *SEEN, meant=meant, apart=apart, speech=speech)


def opinion_of(*readings: Reading) -> Opinion:
    opinion = Opinion()
    for one in readings:
        opinion.add(one, range(10_000))
    return opinion


def in_groups(whole: Reading, sizes: Sequence[int]) -> list[Reading]:
    """Its windows in groups of these sizes, and the rest."""
    found: list[Reading] = []
    first, count = 0, int(whole.window[-1]) + 1
    for size in [*sizes, count]:
        end = min(first + size, count)
        if first < end:
            part = slice(whole.range_of(first)[0], whole.range_of(end - 1)[1])
            kept = {name: getattr(whole, name)[part] for name in Reading.__slots__}
            found.append(Reading(**kept | {"window": kept["window"] - first}))
        first = end
    return found


def check_same(one: Opinion, other: Opinion, text: str) -> None:
    quotations = find_quotations(text, blocks_of(text))
    places = range(0, len(text), 7)
    assert one.relations == other.relations
    assert one.sources() == other.sources()
    assert [one.speech(quotation) for quotation in quotations] == [other.speech(quotation) for quotation in quotations]
    for at in places:
        assert one.content(Span(at, at + 9)) == other.content(Span(at, at + 9))
        assert one.nearness(at, places) == other.nearness(at, places)
        assert one.strangeness(at) == other.strangeness(at)


@given(st.lists(st.integers(1, 3), max_size=3))
def test_it_grows_by_parts_as_by_one(sizes: list[int]) -> None:
    whole = hand_made()
    check_same(opinion_of(*in_groups(whole, sizes)), opinion_of(whole), TEXT)


def test_a_question_between_two_parts_changes_nothing() -> None:
    first, *rest = in_groups(hand_made(), [1])
    asked = opinion_of(first)
    asked.content(span("Hanne Dorval"))
    for one in rest:
        asked.add(one, range(10))
    check_same(asked, opinion_of(hand_made()), TEXT)


def test_it_knows_of_each_relation_where_its_parts_stand() -> None:
    found = opinion_of(hand_made()).relations
    assert sorted(found) == [1, 2]
    assert [(one.source, one.cue, one.content) for one in found[2]] == [
        (span("Tom Hale"), span("denied"), (span("that it was old"),))
    ]
    assert opinion_of(hand_made()).sources() == [(1, span("the mayor")), (2, span("Tom Hale"))]


def test_blocks_that_were_not_read_keep_their_numbers() -> None:
    opinion = Opinion()
    opinion.add(hand_made(), [0, 3, 5])
    assert sorted(opinion.relations) == [3, 5]


def test_contents_of_one_source_side_by_side_are_one_relation_and_others_are_not() -> None:
    text = "“Go,” said Ann, “or stay.” “No,” Bo said."
    made = reading(text, blocks_of(text), Seen(["“Go,”", "“or stay.”"], "Ann"), Seen(["“No,”"], "Bo"))
    assert [len(one.content) for one in relations(made)] == [2, 1]


def test_contents_of_nobody_stay_apart() -> None:
    text = "“Go,” and “stay.”"
    made = reading(text, blocks_of(text), Seen(["“Go,”"]), Seen(["“stay.”"]))
    assert [one.source for one in relations(made)] == [None, None]


def test_a_content_may_point_to_nobody_beside_a_source() -> None:
    text = "“Go,” Ann said.\n“Stay.”"
    made = reading(text, blocks_of(text), Seen(["“Go,”"], "Ann", "said"), Seen(["“Stay.”"]))
    assert [one.source is None for one in relations(made)] == [False, True]


def test_a_relation_stays_within_its_block() -> None:
    text = "“Go,” Ann said.\n“Stay.”"
    made = reading(text, blocks_of(text), Seen(["“Go,”", "“Stay.”"], "Ann"))
    assert [one.block for one in relations(made)] == [0, 1]


def test_content_is_a_mean_over_the_words() -> None:
    opinion = opinion_of(hand_made())
    inside, outside = opinion.content(span("that it was old")), opinion.content(span("came late"))
    assert outside < 0.1 < 0.85 < inside
    assert outside < opinion.content(span("denied that it was old")) < inside
    assert opinion.content(Span(len(TEXT) + 5, len(TEXT) + 9)) == 0.0


def test_speech_needs_words_and_the_mark_before_them() -> None:
    quotation = find_quotations(TEXT, blocks_of(TEXT))[0]
    likely, unlikely = opinion_of(hand_made(speech=0.9)), opinion_of(hand_made(speech=0.1))
    assert unlikely.speech(quotation) < likely.speech(quotation)
    assert likely.speech(quotation) == pytest.approx(0.9, abs=0.05)


def test_where_no_mark_opens_the_words_alone_tell_of_speech() -> None:
    text = "We shut it and went home.” Ann Ray left."
    quotation = find_quotations(text, blocks_of(text))[0]
    assert not quotation.opened
    opinion = opinion_of(reading(text, blocks_of(text), Seen(["We shut it and went home.”"])))
    assert opinion.speech(quotation) == opinion.content(quotation.inner)


class TestNearness:
    def test_the_one_who_is_meant_is_nearer_than_others(self) -> None:
        opinion = opinion_of(hand_made(apart=False))
        hale, _ = opinion.nearness(place("He left"), [place("Tom Hale")])
        dorval, _ = opinion.nearness(place("He left"), [place("Hanne Dorval")])
        assert hale is not None
        assert dorval is not None
        assert hale > dorval

    def test_mentions_in_the_same_window_and_in_others_are_told_apart(self) -> None:
        opinion = opinion_of(hand_made())
        near, far = opinion.nearness(place("the mayor"), [place("Hanne Dorval")])
        assert near is None
        assert far is not None
        near, far = opinion.nearness(place("He left"), [place("Tom Hale"), place("Hanne Dorval")])
        assert near is not None
        assert far is not None

    def test_nobody_is_near_where_nothing_was_read(self) -> None:
        opinion = opinion_of(hand_made())
        assert opinion.nearness(len(TEXT) + 3, [place("Tom Hale")]) == (None, None)
        assert opinion.nearness(place("He left"), []) == (None, None)
        assert opinion.nearness(place("He left"), [place("mayor") - 1]) == (None, None)
        assert Opinion().nearness(0, [0]) == (None, None)


class TestHeard:
    MENTIONS = ((0, 7), (TEXT.index("Tom Hale"), 8))

    def heard(self, answer: str, *, apart: bool = False) -> dict[int, float]:
        made = reading(TEXT, blocks_of(TEXT), *SEEN, meant={"“": answer} if answer else {}, apart=apart)
        return opinion_of(made).heard(TEXT.index("“"), self.MENTIONS)

    def test_an_opening_mark_points_to_whoever_speaks(self) -> None:
        assert self.heard("Tom Hale")[8] > 0.9 > 0.1 > self.heard("Tom Hale")[7]

    def test_whoever_is_named_in_other_windows_only_is_not_heard(self) -> None:
        assert set(self.heard("", apart=True)) == set()

    @given(
        st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 3)), max_size=9), st.integers(-3, len(TEXT) + 3)
    )
    def test_shares_are_shares(self, mentions: list[tuple[int, int]], mark: int) -> None:
        found = opinion_of(hand_made(apart=False)).heard(mark, sorted(mentions))
        assert set(found) <= {number for _, number in mentions}
        assert 0 <= sum(found.values()) <= 1.0001

    def test_before_anything_is_read_nobody_is_heard(self) -> None:
        assert Opinion().heard(0, [(0, 1)]) == {}
        assert Opinion().strangeness(0) is None


LONG = "\n".join(
    f"“The bridge is shut for {number} days,” Ann Ray said.\nTom Hale said that it would open on day {number}."
    for number in range(110)
)


@needs_model
class TestTheNetworks:
    def test_the_networks_readings_give_the_same_in_any_groups(self, monkeypatch: pytest.MonkeyPatch) -> None:
        text = LONG[:3000].rpartition("\n")[0]
        blocks = blocks_of(text)
        quotations = find_quotations(text, blocks)
        spans = [block.span for block in blocks]
        (whole,) = network().read(text, spans, quotations)
        assert int(whole.window[-1]) > 0
        monkeypatch.setattr(learned, "AT_ONCE", 1)
        check_same(opinion_of(*network().read(text, spans, quotations)), opinion_of(whole), text)
        check_same(opinion_of(*in_groups(whole, [1])), opinion_of(whole), text)

    def test_partial_answers_are_the_beginning_of_the_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(learned, "AT_ONCE", 1)
        parts: list[Found] = []
        whole = find_attributions(LONG, blocks_of(LONG), None, network(), parts.append)
        assert len(parts) > 1
        contents = [one.content for one in whole.attributions]
        assert len(contents) >= 200
        counts = [len(part.attributions) for part in parts]
        assert counts == sorted(counts)
        assert counts[0] > 50
        for part in parts:
            assert [one.content for one in part.attributions] == contents[: len(part.attributions)]
            assert [one.id for one in part.attributions] == [
                one.id for one in whole.attributions[: len(part.attributions)]
            ]

    def test_a_short_text_gives_its_answer_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(learned, "AT_ONCE", 1)
        parts: list[Found] = []
        find_attributions(LONG[:3000], blocks_of(LONG[:3000]), None, network(), parts.append)
        assert parts == []

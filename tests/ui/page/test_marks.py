"""Which marks lie where: plain data, no window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.corrected import Corrected
from desktop_app.domain.findings import Findings, Mention, MentionKind, Speaker, SpeakerKind, Topic
from desktop_app.domain.spans import Span
from desktop_app.ui.page.lanes import topic_lanes
from desktop_app.ui.page.marks import (
    Mark,
    MarkIndex,
    MarkRef,
    Shape,
    finding_marks,
    highlight_marks,
    note_marks,
    pointed_at,
)
from tests.ui.page.article import COLOURS, TEXT, attribution, findings, highlight, note, span

SPANS = st.tuples(st.integers(0, 400), st.integers(1, 300)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
MARKS = st.lists(
    st.builds(
        Mark, SPANS, st.sampled_from(list(Shape)), st.builds(MarkRef, st.just("attribution"), st.sampled_from("abc"))
    ),
    max_size=40,
)


@given(MARKS, st.integers(0, 700), st.integers(0, 700))
def test_the_index_finds_exactly_what_overlaps(marks: list[Mark], one: int, other: int) -> None:
    start, end = min(one, other), max(one, other)
    found = MarkIndex(marks).between(start, end)
    expected = [mark for mark in marks if mark.span.start < end and mark.span.end > start]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
    assert [mark.shape for mark in found] == sorted(mark.shape for mark in found)
    assert len(MarkIndex(marks)) == len(list(MarkIndex(marks))) == len(marks)


@given(MARKS, st.integers(0, 700))
def test_a_point_names_what_lies_there_once_the_shortest_first_and_claims_last(marks: list[Mark], offset: int) -> None:
    at = MarkIndex(marks).between(offset, offset + 1)
    under = pointed_at(at)
    assert len(set(under)) == len(under)
    assert set(under) == {mark.ref for mark in at if mark.shape < Shape.CUE or mark.shape is Shape.CLAIM}
    places = [
        min(
            (m.shape is Shape.CLAIM, m.span.length)
            for m in at
            if m.ref == ref and (m.shape < Shape.CUE or m.shape is Shape.CLAIM)
        )
        for ref in under
    ]
    assert places == sorted(places)


def test_a_quotation_is_marked_with_its_marks_and_the_rest_of_a_mixed_one_is_underlined() -> None:
    marks = [mark for mark in finding_marks(TEXT, findings()) if mark.ref == MarkRef("attribution", "a2")]
    assert [(mark.shape, mark.span.of(TEXT)) for mark in marks] == [
        (Shape.QUOTATION, "“a full accounting”"),
        (Shape.INDIRECT, "promised "),
        (Shape.INDIRECT, " soon"),
    ]
    assert not any(mark.is_sure for mark in marks)


def test_a_statement_within_a_statement_has_its_line_lower() -> None:
    outer = attribution("o", "indirect", ["the contract had been awarded twice"])
    inner = attribution("i", "indirect", ["had been awarded"])
    deepest = attribution("d", "indirect", ["been"])
    beside = attribution("b", "indirect", ["the last\nfigure"])
    found = Findings("hand", "1", (), (inner, outer, beside, deepest, attribution("e", "indirect", ["been"])))
    levels = {mark.attribution: mark.level for mark in finding_marks(TEXT, found)}
    assert levels == {"o": 0, "i": 1, "d": 2, "e": 2, "b": 0}


def test_colours_follow_the_order_of_the_speakers_and_nobody_has_none() -> None:
    marks = finding_marks(TEXT, findings())
    assert {mark.colour for mark in marks if mark.attribution == "a3"} == {0}
    assert {mark.colour for mark in marks if mark.attribution == "a4"} == {1}
    lone = Findings("hand", "1", (), (attribution("x", "direct", ["a fog machine"], ["a fog machine"], "Tomas Reuel"),))
    assert {(mark.shape, mark.colour, mark.ref.kind) for mark in finding_marks(TEXT, lone)} == {
        (Shape.QUOTATION, -1, "attribution"),
        (Shape.SOURCE, -1, "attribution"),
    }
    assert finding_marks(TEXT, None) == []


def _reassigned(mention: MentionKind, longer: str = "") -> tuple[Mark, Mark]:
    """What Reuel said given to Varga: the mark of the words, and that of “Tomas Reuel” before them. mention: of that, Reuel's;
    longer: words around it that mean somebody else."""
    varga, reuel = findings().speakers
    reuel = replace(reuel, mentions=(Mention(span("Tomas Reuel"), mention),))
    described = (Mention(span(longer), MentionKind.DESCRIPTION),) if longer else ()
    other = Speaker("s3", "the quay", SpeakerKind.UNNAMED, "", (), described)
    given = attribution("a4", "direct", ["a fog machine"], ["a fog machine"], longer or "Tomas Reuel", "s1")
    marks = finding_marks(TEXT, Findings("hand", "1", (varga, reuel, other), (given,)))
    said, source = (next(mark for mark in marks if mark.shape is shape) for shape in (Shape.QUOTATION, Shape.SOURCE))
    return said, source


def test_a_name_has_the_colour_of_its_bearer_whoever_the_statement_is_given_to() -> None:
    said, source = _reassigned(MentionKind.NAME)
    assert (said.colour, source.colour) == (0, 1)
    assert source.belongs_to(MarkRef("attribution", "a4"))


@pytest.mark.parametrize("kind", [MentionKind.PRONOUN, MentionKind.DESCRIPTION])
def test_a_pronoun_or_description_has_the_colour_of_whoever_the_statement_is_given_to(kind: MentionKind) -> None:
    assert [mark.colour for mark in _reassigned(kind)] == [0, 0]


def test_a_description_with_a_name_in_it_is_a_description() -> None:
    assert [mark.colour for mark in _reassigned(MentionKind.NAME, "closed. Tomas Reuel")] == [0, 0]


def test_colours_of_marks_and_lanes_are_those_that_corrections_leave_to_each() -> None:
    found = findings()
    turned = replace(found, speakers=found.speakers[::-1], topics=found.topics[1:])
    word = Corrected(turned, places={"s1": 0, "s2": 1}, topic_places={"t1": 0, "t2": 1, "t3": 2})
    marks = finding_marks(TEXT, turned, word)
    assert {mark.colour for mark in marks if mark.attribution == "a3"} == {0}
    assert {mark.colour for mark in marks if mark.attribution == "a4"} == {1}
    assert {bar.ref.id: bar.colour for bar in topic_lanes(turned.topics, word)} == {"t2": 1, "t3": 2}
    assert {bar.ref.id: bar.colour for bar in topic_lanes(turned.topics)} == {"t2": 0, "t3": 1}


def test_a_source_stands_for_its_speaker_and_belongs_to_its_attribution() -> None:
    source = next(mark for mark in finding_marks(TEXT, findings()) if mark.shape is Shape.SOURCE)
    assert source.ref == MarkRef("speaker", "s1")
    assert source.belongs_to(MarkRef("speaker", "s1"))
    assert source.belongs_to(MarkRef("attribution", "a1"))
    assert not source.belongs_to(MarkRef("attribution", "a3"))
    assert not source.belongs_to(None)


def test_a_highlight_of_an_unknown_colour_is_yellow() -> None:
    marks = highlight_marks([highlight("h1", "figure", "k2"), highlight("h2", "figure", "gone")], COLOURS)
    assert [mark.hue for mark in marks] == ["blue", "yellow"]
    assert marks[0].belongs_to(MarkRef("highlight", "h1"))


def test_notes_hang_on_their_passages_in_reading_order() -> None:
    notes = [
        note("n1", NoteTarget.ATTRIBUTION, "a4"),
        note("n2", NoteTarget.HIGHLIGHT, "h1"),
        note("n3", NoteTarget.ARTICLE, "art"),
        note("n4", NoteTarget.ATTRIBUTION, "gone"),
    ]
    marks = note_marks(notes, [highlight("h1", "Nobody")], findings())
    assert [(mark.ref.id, mark.offset) for mark in marks] == [
        ("n2", span("Nobody").start),
        ("n1", span("a fog machine").start),
    ]


@given(st.lists(st.lists(SPANS, max_size=6), max_size=6))
def test_bars_of_one_lane_never_overlap_and_none_is_lost(passages: list[list[Span]]) -> None:
    topics = [Topic(f"t{number}", "x", (), tuple(spans), 1.0, "x") for number, spans in enumerate(passages)]
    bars = topic_lanes(topics)
    assert len(bars) == sum(len(spans) for spans in passages)
    for number, bar in enumerate(bars):
        assert not any(other.lane == bar.lane and other.span.overlaps(bar.span) for other in bars[number + 1 :])
    deepest = max(
        (sum(other.span.start <= bar.span.start < other.span.end for other in bars) for bar in bars), default=0
    )
    assert max((bar.lane + 1 for bar in bars), default=0) == deepest

"""Findings become rows; the filter and what stays strong on the page."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.findings import Attribution, AttributionKind, CheckReason, Findings, Topic
from desktop_app.domain.spans import Span
from desktop_app.ui.findings.rows import UNATTRIBUTED, Filter, Saying, rows_of, strong_ids, words_of
from tests.ui.findings.fiction import ATTRIBUTIONS, CLAIMS, FINDINGS, TEXT

ROWS = rows_of(TEXT, FINDINGS)


def test_every_claim_and_every_quotation_without_one_has_a_row_in_reading_order() -> None:
    assert [row.key for row in ROWS.claims] == ["c1", "c2", "c3", "c4", "a5", "c6", "c7", "c9"]
    assert [row.span for row in ROWS.claims] == sorted(row.span for row in ROWS.claims)


def test_speakers_are_counted_and_the_unattributed_come_last() -> None:
    assert [(row.name, row.quotes, row.claims) for row in ROWS.speakers] == [
        ("Ilse Varga", 3, 3),
        ("Tomas Reuel", 1, 1),
        ("Verrin Audit Office", 0, 1),
        ("Two officials", 0, 1),
        ("", 0, 1),
    ]
    assert ROWS.speakers[0].share == 1.0
    assert ROWS.speakers[-1].key == UNATTRIBUTED
    assert ROWS.speakers[-1].passages


def test_a_topic_does_not_name_its_label_again_among_its_phrases() -> None:
    topic = Topic("t1", "The tender", ("the tender", "price"), (), 0.9, "lead")
    assert rows_of(TEXT, Findings("rules", "1", topics=(topic,))).topics[0].key_phrases == ("price",)


def test_interrupted_quotations_are_joined_by_an_ellipsis() -> None:
    assert words_of(TEXT, ATTRIBUTIONS[2]) == (
        "“Nobody in my office signed that second tender, … We stopped the payment the same afternoon.”"
    )


def test_stretches_of_one_quotation_in_several_paragraphs_are_joined_by_a_space() -> None:
    text = "“One.\n\n“Two.”"
    found = Attribution("a", AttributionKind.DIRECT, (Span(1, 5), Span(8, 12)), (), (), (), None, 1.0, "x")
    assert words_of(text, found) == "“One. Two.”"


def test_rows_know_the_topics_that_they_lie_in() -> None:
    assert {row.key: sorted(row.topics) for row in ROWS.claims if row.key in {"c1", "c6"}} == {
        "c1": ["t1"],
        "c6": ["t2"],
    }


def test_rows_know_what_is_worth_checking_and_what_is_said_again() -> None:
    first, second, *rest = CLAIMS
    worthy = replace(first, worth=0.7, reasons=(CheckReason.NUMBER,))
    again = (replace(second, repeats=first.id), *rest[:-1], replace(rest[-1], repeats=first.id))
    rows = {row.key: row for row in rows_of(TEXT, replace(FINDINGS, claims=(worthy, *again))).claims}
    assert (rows["c1"].worth, rows["c1"].reasons) == (0.7, (CheckReason.NUMBER,))
    assert [row.key for row in rows.values() if row.is_repetition] == ["c2", "c9"]
    assert rows["c1"].sayings == rows["c2"].sayings == rows["c9"].sayings
    assert rows["c1"].sayings == (
        Saying("Ilse Varga", "the dredging contract had been awarded twice"),
        Saying("Ilse Varga", "“a full accounting”"),
        Saying("", "Residents have watched the price climb"),
    )
    assert rows["c3"].sayings == rows["a5"].sayings == ()
    assert (rows["a5"].worth, rows["a5"].reasons) == (0.0, ())


def test_filters_work_together() -> None:
    def keys(chosen: Filter) -> list[str]:
        return [row.key for row in ROWS.claims if chosen.takes(row)]

    assert keys(Filter(speaker="s1")) == ["c1", "c2", "c3"]
    assert keys(Filter(speaker="s1", form=AttributionKind.DIRECT)) == ["c3"]
    assert keys(Filter(topic="t2", words="price")) == ["c7", "c9"]
    assert keys(Filter(words="VARGA twice")) == ["c1"]
    assert keys(Filter(speaker=UNATTRIBUTED)) == ["c9"]


def test_nothing_is_dimmed_without_a_filter() -> None:
    assert strong_ids(ROWS.claims, ROWS.topics, Filter()) is None


def test_what_fits_stays_strong_with_its_attributions_and_topics() -> None:
    shown = [row for row in ROWS.claims if row.speaker == "s2"]
    assert strong_ids(shown, ROWS.topics, Filter(speaker="s2")) == frozenset({"c4", "a4", "a5", "t1"})
    assert strong_ids([], ROWS.topics, Filter(topic="t2", words="zzz")) == frozenset({"t2"})
    assert strong_ids([], ROWS.topics, Filter(words="zzz")) == frozenset()


def test_a_text_without_speakers_has_no_shares() -> None:
    lonely = replace(ATTRIBUTIONS[0], speaker=None)
    rows = rows_of(TEXT, Findings("x", "1", (), (lonely,)))
    assert [(row.key, row.share) for row in rows.speakers] == [(UNATTRIBUTED, 1.0)]
    assert rows_of(TEXT, Findings("x", "1")).speakers == ()


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20), st.sampled_from("xyz")), max_size=12),
    st.integers(0, 70),
    st.integers(1, 20),
)
def test_topics_over_a_place_are_those_whose_passages_overlap_it(
    passages: list[tuple[int, int, str]], start: int, length: int
) -> None:
    text = "a" * 100
    topics = tuple(
        Topic(name, name, (), tuple(Span(s, s + n) for s, n, owner in passages if owner == name), 1.0, "x")
        for name in "xyz"
    )
    span = Span(start, start + length)
    found = Attribution("a", AttributionKind.INDIRECT, (span,), (), (), (), None, 1.0, "x")
    expected = {
        topic.id for topic in topics if any(passage.overlaps(span) and passage.length for passage in topic.spans)
    }
    assert rows_of(text, Findings("x", "1", (), (found,), (), topics)).claims[0].topics == expected

"""What is counted over the library adds up, whatever it is put together by, and leads to the statements that were counted."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.findings import Attribution, AttributionKind, Findings, Speaker, SpeakerKind, Topic
from desktop_app.domain.query import parse_query
from desktop_app.domain.shares import ALL, NOTHING, Amount, By, Line, LineKind, Matrix, Measure, Scope
from desktop_app.domain.spans import Span
from desktop_app.storage import Library
from tests.storage.said_in import add
from tests.storage.samples import imported

VANE, ROE = ("Ada Vane", "harbour master"), ("Milo Roe", "councillor")
SENTENCE = "The ferry stays. "
NAMES = {"Ada Vane": SpeakerKind.PERSON, "Mere Ferries": SpeakerKind.ORGANISATION, "an official": SpeakerKind.UNNAMED}


def article(
    library: Library,
    said: list[tuple[str, AttributionKind]],
    topics: tuple[str, ...] = (),
    outlet: str = "",
    day: str = "",
) -> str:
    """One statement in each sentence, by somebody of NAMES or by “”, nobody; topics, in turn, a sentence each."""
    text = "Ferry\n\n" + SENTENCE * len(said)
    spans = [Span(7 + at * len(SENTENCE), 7 + (at + 1) * len(SENTENCE) - 1) for at in range(len(said))]
    people = tuple(Speaker(name, name, kind, "", (), ()) for name, kind in NAMES.items())
    statements = tuple(
        Attribution(
            f"a{at}",
            kind,
            (span,),
            () if kind is AttributionKind.INDIRECT else (span,),
            (),
            (),
            name or None,
            0.9,
            "test",
        )
        for at, (span, (name, kind)) in enumerate(zip(spans, said, strict=True))
    )
    placed = enumerate(zip(spans, topics, strict=False))
    found = tuple(Topic(f"t{at}", label, (), (span,), 0.9, "test") for at, (span, label) in placed if label)
    made = imported(text, f"{outlet}{day}{said}{topics}".encode(), f"Ferry {day}")
    metadata = replace(made.metadata, outlet=outlet, published=day)
    reading = library.add_article(replace(made, metadata=metadata))
    library.save_findings(reading.revision.id, Findings("test", "1", people, statements, (), found))
    return reading.article.id


def labels(lines: tuple[Line, ...]) -> list[str]:
    return [line.label or f"<{line.kind.value}>" for line in lines]


def line(lines: tuple[Line, ...], label: str) -> Line:
    return lines[labels(lines).index(label)]


D, M, R = AttributionKind.DIRECT, AttributionKind.MIXED, AttributionKind.INDIRECT


@pytest.fixture
def told(library: Library) -> Library:
    article(
        library,
        [("Ada Vane", D), ("Ada Vane", R), ("Mere Ferries", M), ("", D), ("an official", D)],
        ("Ferry", "FERRY", "Prices", ""),
        "The Mere Post",
        "2031-05-04",
    )
    article(library, [("Ada Vane", D)], ("ferry",), "Alder Gazette", "2031-06-01")
    return library


def test_a_matrix_counts_speakers_by_topics_in_whatever_writing(told: Library) -> None:
    counted = told.ledger.matrix(columns_by=By.TOPIC)
    assert labels(counted.rows) == ["Ada Vane", "Mere Ferries", "unnamed", "<none>"]
    assert labels(counted.columns) == ["ferry", "Prices", "<none>"]
    assert counted.cell(counted.rows[0], counted.columns[0]) == Amount(3, 2, 9)
    assert counted.cell(counted.rows[1], counted.columns[0]) == NOTHING
    assert counted.of_row(counted.rows[0]) == counted.of_column(counted.columns[0]) == Amount(3, 2, 9)
    assert (counted.basis.amount, counted.basis.articles) == (Amount(6, 5, 18), 2)
    assert counted.basis.unattributed == Amount(1, 1, 3)


def test_what_is_too_small_for_a_line_is_put_together(told: Library) -> None:
    counted = told.ledger.matrix(columns_by=By.OUTLET, measure=Measure.WORDS, most=(1, 1))
    assert labels(counted.rows) == ["Ada Vane", "<others>", "<none>"]
    assert labels(counted.columns) == ["The Mere Post", "<others>"]
    others = counted.rows[1]
    assert counted.of_row(others).statements == 2
    said = told.ledger.said_in(Scope(), counted, others, counted.columns[0])
    assert [one.name for one in said] == ["Mere Ferries", "an official"]
    assert [one.name for one in told.ledger.said_in(Scope(), counted, counted.rows[2], counted.columns[0])] == [""]


def test_months_are_in_order_and_the_latest_have_a_line(told: Library) -> None:
    assert labels(told.ledger.matrix(columns_by=By.MONTH).columns) == ["2031-05", "2031-06"]
    assert labels(told.ledger.matrix(columns_by=By.MONTH, most=(9, 1)).columns) == ["2031-06", "<others>"]


def test_articles_are_shown_by_their_titles(told: Library) -> None:
    assert labels(told.ledger.matrix(columns_by=By.ARTICLE).columns) == ["Ferry 2031-05-04", "Ferry 2031-06-01"]


def test_shares_tell_direct_from_indirect_and_where_somebody_speaks_first(told: Library) -> None:
    counted = told.ledger.shares(by=By.SPEAKER, measure=Measure.WORDS)
    vane = counted.shares[0]
    assert vane.line.label == "Ada Vane"
    assert (vane.amount, vane.of_kind(D), vane.of_kind(R)) == (Amount(3, 2, 9), Amount(2, 2, 6), Amount(1, 0, 3))
    assert vane.of_kind(M) == NOTHING
    assert counted.part(vane, Measure.WORDS) == 0.5
    assert 0 < vane.first < counted.shares[1].first < 1
    kinds = told.ledger.shares(by=By.KIND).shares
    assert [one.line.label for one in kinds] == ["person", "organisation", "unnamed", ""]


def test_nothing_has_no_share(library: Library) -> None:
    assert library.ledger.shares().shares == ()
    assert library.ledger.matrix().rows == ()


def test_a_scope_leaves_out_what_is_outside(told: Library) -> None:
    def statements(scope: Scope) -> int:
        return told.ledger.shares(scope).basis.amount.statements

    assert statements(Scope(query=parse_query("outlet:Alder"))) == 1
    assert statements(Scope(query=parse_query("said:ferry"))) == 6
    assert statements(Scope(query=parse_query("dredger"))) == 0
    assert statements(Scope(since="2031-05-05")) == 1
    assert statements(Scope(until="2031-05-04")) == 5
    ids = [one.id for one in told.summaries()]
    assert statements(Scope(articles=tuple(ids))) == 6
    assert sorted(statements(Scope(articles=(one,))) for one in ids) == [1, 5]


def test_what_is_in_the_bin_is_not_counted(told: Library) -> None:
    told.remove_article(add(told, [VANE, ROE]))
    assert told.ledger.shares().basis.articles == 2


words = st.sampled_from(["", *NAMES])
statement = st.tuples(words, st.sampled_from(list(AttributionKind)))
told_in = st.lists(
    st.tuples(
        st.lists(statement, max_size=5), st.lists(st.sampled_from(["", "Ferry", "FERRY", "Quay", "Fog"]), max_size=5)
    ),
    max_size=4,
)


@settings(max_examples=20, deadline=None)
@given(told_in, st.sampled_from(list(By)), st.sampled_from(list(By)), st.integers(0, 3), st.sampled_from(list(Measure)))
def test_all_sums_agree(
    articles: list[tuple[list[tuple[str, AttributionKind]], list[str]]],
    by: By,
    columns_by: By,
    most: int,
    measure: Measure,
) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library") as library:
        for at, (said, topics) in enumerate(articles):
            article(library, said, tuple(topics), f"Outlet {at % 2}" * (at > 0), f"2031-0{at + 1}-01")
        counted = library.ledger.matrix(by=by, columns_by=columns_by, measure=measure, most=(most, most))
        whole = counted.basis.amount
        assert whole.statements == sum(len(said) for said, _ in articles)
        assert sum(map(counted.of_row, counted.rows), NOTHING) == whole
        assert sum(map(counted.of_column, counted.columns), NOTHING) == whole
        _leads_to_what_was_counted(library, counted)
        shares = library.ledger.shares(by=by, measure=measure, most=most)
        assert sum((one.amount for one in shares.shares), NOTHING) == shares.basis.amount == whole
        for one in shares.shares:
            assert sum(one.kinds.values(), NOTHING) == one.amount
            assert 0 <= one.first <= 1
        named = [one.amount.of(measure) for one in shares.shares if one.line.kind is LineKind.NAMED]
        assert by is By.MONTH or named == sorted(named, reverse=True)


def _leads_to_what_was_counted(library: Library, counted: Matrix) -> None:
    for row in (*counted.rows, ALL):
        for column in (*counted.columns, ALL):
            said = library.ledger.said_in(Scope(), counted, row, column)
            assert len(said) == counted.cell(row, column).statements
            assert sum(len(one.words.split()) for one in said) == counted.cell(row, column).words

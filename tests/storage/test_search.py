"""What is looked for is found where it stands, as the reader has it, and nothing of the bin."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain import correcting
from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.article import ImportedArticle
from desktop_app.domain.bin import BinKind
from desktop_app.domain.corrections import ClaimStatus, Target, Verdict
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.query import QueryError, Words, parse_query
from desktop_app.domain.reading import Reading
from desktop_app.domain.search_marks import patterns_of, places
from desktop_app.domain.searching import NEWEST, SHOWN_TYPING, Answer, Hit, HitKind
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.storage import Library
from tests.storage.indexed import check_index
from tests.storage.samples import PAINT, STAY, TEXT, findings, highlight, imported, note

OTHER = "Bridge to close\n\nThe café by the bridge will shut, the owner fears. A storm is coming."


def ask(library: Library, text: str, *, is_full: bool = True) -> Answer:
    query = parse_query(text)
    assert query is not None
    return library.search(query, is_full=is_full)


def hits(library: Library, text: str) -> list[Hit]:
    return list(ask(library, text).hits)


def words(library: Library, text: str) -> set[tuple[str, str]]:
    return {(hit.kind.value, hit.title) for hit in hits(library, text)}


def other(title: str = "Bridge to close", data: bytes = b"bridge") -> ImportedArticle:
    made = imported(OTHER, data, title)
    return replace(made, metadata=replace(made.metadata, outlet="Alder Gazette", published="2029-11-02"))


@pytest.fixture
def ferry(library: Library) -> Reading:
    reading = library.add_article(imported())
    library.save_findings(reading.revision.id, findings())
    library.add_article(other())
    return library.reading(reading.article.id)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that is only asked."""
    with Library.open(tmp_path_factory.mktemp("known")) as library:
        reading = library.add_article(imported())
        library.save_findings(reading.revision.id, findings())
        library.add_article(other())
        yield library


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ferry", {("article", "Ferry to stay")}),
        ("CAFE", {("article", "Bridge to close")}),
        ("bridge OR ferry", {("article", "Ferry to stay"), ("article", "Bridge to close")}),
        ("will -storm", {("article", "Ferry to stay")}),
        ("“ferry will stay”", {("article", "Ferry to stay")}),
        ("“stay will ferry”", set()),
        ("brid*", {("article", "Bridge to close")}),
        ("speaker:vane", {("statement", "Ferry to stay")}),
        ("speaker:“harbour master” pier", {("statement", "Ferry to stay")}),
        ("speaker:officials", set()),
        ("said:ferry", {("statement", "Ferry to stay")}),
        ("said:officials", set()),
        ("ferry -said:ferry", set()),
        ("status:to-check", {("claim", "Ferry to stay")}),
        ("status:disputed", set()),
        ("topic:ferry", {("article", "Ferry to stay")}),
        ("topic:bridge", set()),
        ("outlet:gazette", {("article", "Bridge to close")}),
        ("will outlet:mere", {("article", "Ferry to stay")}),
        ("-outlet:mere will", {("article", "Bridge to close")}),
        ("outlet:gazette OR said:stay", {("statement", "Ferry to stay")}),
        ("before:2030", {("article", "Bridge to close")}),
        ("after:2031-05", {("article", "Ferry to stay")}),
        ("will after:2030 before:2031-05", set()),
        ("has:note", set()),
        ("tag:budget", set()),
        ("(ferry OR storm) (bridge OR paint)", {("article", "Ferry to stay"), ("article", "Bridge to close")}),
        ("outlet:gazette OR ferry", {("article", "Ferry to stay"), ("article", "Bridge to close")}),
    ],
)
def test_a_query_finds(known: Library, text: str, found: set[tuple[str, str]]) -> None:
    assert words(known, text) == found


def test_a_hit_leads_to_the_very_words(known: Library) -> None:
    (hit,) = hits(known, "paint")
    assert hit.span is not None
    assert hit.span.of(TEXT) == "paint"
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["paint"]
    assert hit.speaker == "Ada Vane"
    (said,) = hits(known, "said:stay")
    assert (said.kind, said.speaker, said.span) == (HitKind.STATEMENT, "Ada Vane", Span(STAY.end - 4, STAY.end))
    assert said.snippet.startswith("“The ferry will")
    assert said.target is not None
    assert said.target[0] == "attribution"


def test_a_hit_in_the_headline_shows_the_text_below_it(known: Library) -> None:
    (hit,) = hits(known, "says")
    assert hit.span == Span(TEXT.index("says"), TEXT.index("says") + 4)
    assert hit.snippet.startswith("“The ferry")


def test_notes_are_found_by_their_words_until_they_are_in_the_bin(library: Library, ferry: Reading) -> None:
    mark = highlight(ferry, PAINT, tags=("Budget",))
    library.save_highlight(mark)
    own = note(ferry.article.id, "Ask the **treasurer**", NoteTarget.HIGHLIGHT, mark.id)
    library.save_note(own)
    (hit,) = hits(library, "treasurer")
    assert (hit.kind, hit.target_id, hit.span) == (HitKind.NOTE, own.id, None)
    library.save_note(replace(own, text="Ask the auditor"))
    assert words(library, "treasurer") == set()
    assert words(library, "has:note") == words(library, "tag:BUDGET") == {("article", "Ferry to stay")}
    library.remove_highlight(mark.id)
    assert words(library, "auditor") == words(library, "has:note") == words(library, "tag:budget") == set()
    library.restore(BinKind.HIGHLIGHT, mark.id)
    assert words(library, "auditor") == {("note", "Ferry to stay")}
    library.remove_note(own.id)
    assert words(library, "auditor") == set()
    check_index(library)


@pytest.mark.parametrize(
    "text", ["ferry", "said:ferry", "status:to-check", "speaker:vane", "topic:ferry", "outlet:mere"]
)
def test_nothing_of_an_article_in_the_bin_is_found(library: Library, ferry: Reading, text: str) -> None:
    before = words(library, text)
    assert before
    library.remove_article(ferry.article.id)
    assert words(library, text) == set()
    library.restore_article(ferry.article.id)
    assert words(library, text) == before
    library.remove_article(ferry.article.id)
    library.delete_for_good(BinKind.ARTICLE, ferry.article.id)
    check_index(library)


def test_a_speaker_is_found_by_the_name_that_the_reader_gave(library: Library, ferry: Reading) -> None:
    assert ferry.findings is not None
    library.save_corrections(correcting.describe(ferry, ferry.findings.speakers[0].id, name="Adelheid Fane"))
    assert {hit.speaker for hit in hits(library, "speaker:fane")} == {"Adelheid Fane"}
    assert [hit.kind for hit in hits(library, "adelheid")] == [HitKind.SPEAKER]
    check_index(library)


def test_a_speaker_is_left_out_where_the_article_itself_is_found(known: Library) -> None:
    assert words(known, "vane") == {("article", "Ferry to stay")}


def test_a_statement_counts_for_whom_the_reader_gave_it_to(library: Library, ferry: Reading) -> None:
    assert ferry.findings is not None
    said = correcting.reassign(ferry, ferry.findings.attributions[0].id, correcting.new_speaker("Otto Brandt"))
    library.save_corrections(said)
    assert [hit.speaker for hit in hits(library, "speaker:brandt said:ferry")] == ["Otto Brandt"]
    assert words(library, "speaker:vane said:ferry") == set()
    library.remove_corrections([one.id for one in said])
    assert words(library, "speaker:brandt") == set()
    assert words(library, "speaker:vane said:ferry") == {("statement", "Ferry to stay")}
    check_index(library)


def test_a_rejected_statement_is_not_found_and_a_made_one_is(library: Library, ferry: Reading) -> None:
    assert ferry.findings is not None
    found = ferry.findings.attributions[0]
    library.save_corrections(correcting.judge(ferry, Target.ATTRIBUTION, found.id, Verdict.REJECTED))
    assert words(library, "said:ferry") == set()
    span = Span(TEXT.index("declined"), TEXT.index("declined") + len("declined to comment"))
    who = correcting.new_speaker("Ines Roth")
    library.save_corrections(correcting.attribute(library.reading(ferry.article.id), span, who))
    assert [hit.speaker for hit in hits(library, "speaker:roth declined")] == ["Ines Roth"]
    check_index(library)


def test_a_claim_has_the_status_that_the_reader_gave_it(library: Library, ferry: Reading) -> None:
    assert ferry.findings is not None
    library.save_corrections(correcting.judge_claim(ferry, ferry.findings.claims[0].id, ClaimStatus.DISPUTED))
    (hit,) = hits(library, "status:disputed ferry")
    assert (hit.kind, hit.status, hit.speaker) == (HitKind.CLAIM, "disputed", "Ada Vane")
    assert words(library, "status:disputed speaker:vane -outlet:gazette") == {("claim", "Ferry to stay")}


def test_another_text_of_the_article_is_found_in_place_of_the_first(library: Library, ferry: Reading) -> None:
    library.add_revision(ferry.article.id, imported("Quite other words.", b"again"))
    assert words(library, "ferry") == {("article", "Ferry to stay")}  # by its title
    assert words(library, "paint") == words(library, "said:ferry") == words(library, "speaker:vane") == set()
    library.show_revision(ferry.article.id, ferry.revision.id)
    assert words(library, "paint") == {("article", "Ferry to stay")}
    assert words(library, "said:ferry") == {("statement", "Ferry to stay")}
    check_index(library)


def test_a_new_title_counts_at_once(library: Library, ferry: Reading) -> None:
    library.save_metadata(ferry.article.id, replace(ferry.article.metadata, title="Quayside news"))
    (hit,) = hits(library, "quayside")
    assert [mark.of(hit.title) for mark in hit.title_marks] == ["Quayside"]
    check_index(library)


def test_a_title_counts_more_than_a_text(library: Library) -> None:
    library.add_article(imported("Only the pier is here named, once. " + "Much else happens. " * 9, b"1", "Elsewhere"))
    library.add_article(imported("Words.", b"2", "The pier"))
    library.add_article(imported("The pier stands in the text. " + "Much else happens. " * 9, b"3", "Another"))
    assert hits(library, "pier")[0].title == "The pier"


def test_while_typing_the_newest_are_ranked_and_enter_ranks_all(library: Library) -> None:
    best = library.add_article(imported("Pier pier pier.", b"old", "Pier")).article.id
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for number in range(NEWEST):
            connection.execute(
                "INSERT INTO notes (id, article_key, target, target_id, text, created_at, changed_at)"
                " VALUES (?, 1, 'article', ?, 'a pier among other words that are here', '2031', '2031')",
                (f"n{number}", best),
            )
        connection.execute("COMMIT")
    typing = ask(library, "pier", is_full=False)
    assert (typing.is_part, typing.total, len(typing.hits)) == (True, NEWEST, SHOWN_TYPING)
    assert best not in {hit.article_id for hit in typing.hits if hit.kind is HitKind.ARTICLE}
    full = ask(library, "pier")
    assert (full.is_part, full.total) == (False, NEWEST + 1)
    assert full.hits[0].kind is HitKind.ARTICLE


def test_a_search_that_nobody_waits_for_stops(library: Library, ferry: Reading) -> None:
    task = Task()
    task.cancel()
    query = parse_query("ferry")
    assert query is not None
    with pytest.raises(Cancelled):
        library.search(query, task)
    assert words(library, "ferry") == {("article", "Ferry to stay")}


def test_a_search_is_interrupted_in_the_midst_of_it(library: Library) -> None:
    library.add_article(imported())
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
            " INSERT INTO notes (id, article_key, target, target_id, text, created_at, changed_at)"
            " SELECT i, 1, 'article', 'x', 'pier', '2031', '2031' FROM n"
        )
    task = _StopsWhenAsked()
    query = parse_query("pier")
    assert query is not None
    with pytest.raises(Cancelled):
        library.search(query, task)
    assert task.times_asked > 2


class _StopsWhenAsked(Task):
    """Cancels itself when SQLite asks for the third time."""

    times_asked = 0

    @property
    def is_cancelled(self) -> bool:
        self.times_asked += 1
        if self.times_asked > 3:
            self.cancel()
        return self._stop.is_set()


letters = st.text(st.sampled_from("ferryABß éÉÄñçŁøİı½²_'’—漢Жд\n"), max_size=60)


@settings(max_examples=150)
@given(text=letters, word=st.text(st.sampled_from("feryabnÉäñд"), min_size=1, max_size=3), is_prefix=st.booleans())
def test_what_sqlite_finds_is_marked_and_nothing_else(text: str, word: str, is_prefix: bool) -> None:
    text = f"{text} {word}ade {word} "
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize='unicode61 remove_diacritics 2')")
        connection.execute("INSERT INTO t VALUES (?)", (text,))
        (marked,) = connection.execute(
            "SELECT highlight(t, 0, '\ufdd0', '\ufdd1') FROM t WHERE t MATCH ?",
            (f'"{word}"{"*" if is_prefix else ""}',),
        ).fetchone()
    ours = [span.of(text) for span, _ in places(text, patterns_of([Words(word, is_prefix=is_prefix)]), most=1000)]
    assert ours == re.findall("\ufdd0(.*?)\ufdd1", marked)


queries = st.lists(
    st.sampled_from(
        [
            "ferry",
            "stay",
            "OR",
            "-",
            "-paint",
            "(",
            ")",
            "speaker:vane",
            "said:ferry",
            "said:stay",
            "-said:paint",
            "status:to-check",
            "outlet:mere",
            "-outlet:mere",
            "topic:ferry",
            "has:note",
            "has:highlight",
            "tag:x",
            "before:2030",
            "after:2030",
            "st*",
            '"will stay"',
        ]
    ),
    min_size=1,
    max_size=7,
).map(" ".join)


def test_every_query_that_can_be_read_can_be_asked(known: Library) -> None:
    @settings(max_examples=150)
    @given(queries)
    def check(text: str) -> None:
        try:
            query = parse_query(text)
        except QueryError:
            return
        if query is not None:
            for is_full in (True, False):
                assert known.search(query, is_full=is_full).total >= 0

    check()


def test_what_the_index_costs_is_paid_when_it_is_looked_for(library: Library, ferry: Reading) -> None:
    library.catch_up(Task())
    assert _count(library) == 0
    library.save_findings(ferry.revision.id, findings(version="2"))
    assert _count(library) == 1
    assert words(library, "said:ferry")
    assert _count(library) == 0


def test_a_library_that_takes_no_change_is_searched_as_it_was_indexed_last(library: Library, ferry: Reading) -> None:
    library.catch_up(Task())
    assert ferry.findings is not None
    rejected = correcting.judge(ferry, Target.ATTRIBUTION, ferry.findings.attributions[0].id, Verdict.REJECTED)
    library.save_corrections(rejected)
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER no BEFORE DELETE ON search_due BEGIN SELECT RAISE(ABORT, 'no'); END")
    assert words(library, "said:ferry") == {("statement", "Ferry to stay")}
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER no")
    assert words(library, "said:ferry") == set()


def _count(library: Library) -> int:
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM search_due").fetchone()[0])

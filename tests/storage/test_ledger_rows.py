"""What a text says is in the ledger as the reader corrected it, and nothing else of that article is."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ledger import day_of
from desktop_app.domain.tasks import Task
from desktop_app.storage import Library
from tests.storage.samples import findings, imported


def _all(library: Library, query: str) -> list[tuple[object, ...]]:
    library.catch_up(Task())
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        return connection.execute(query).fetchall()


def test_every_statement_of_an_article_is_in_the_ledger_with_its_speaker(library: Library) -> None:
    reading = library.add_article(imported())
    found = library.save_findings(reading.revision.id, findings())
    rows = _all(
        library,
        "SELECT s.target_id, s.kind, s.start_at, p.target_id, s.speaker_key = p.speaker_key"
        " FROM ledger_statements s LEFT JOIN ledger_people p ON p.key = s.person_key ORDER BY s.key",
    )
    named = {one.id for one in found.speakers if one.kind != "unnamed"}
    assert rows == [
        (
            one.id,
            one.kind.value,
            min(span.start for span in one.content or one.quoted),
            one.speaker,
            1 if one.speaker in named else None,
        )
        for one in found.attributions
    ]


def test_a_second_analysis_leaves_speakers_and_statements_as_they_were(library: Library) -> None:
    reading = library.add_article(imported())
    library.save_findings(reading.revision.id, findings())
    query = "SELECT target_id, speaker_key, words, said, day FROM ledger_statements ORDER BY start_at, end_at"
    before = _all(library, query)
    library.save_findings(reading.revision.id, findings())
    assert before
    assert _all(library, query) == before
    assert len(_all(library, "SELECT 1 FROM speakers")) == len(
        _all(library, "SELECT DISTINCT block FROM ledger_people WHERE block <> ''")
    )


def test_another_shown_text_that_was_not_analysed_says_nothing_yet(library: Library) -> None:
    reading = library.add_article(imported())
    library.save_findings(reading.revision.id, findings())
    assert _all(library, "SELECT 1 FROM ledger_statements")
    library.add_revision(reading.article.id, imported(data=b"another"))
    assert _all(library, "SELECT 1 FROM ledger_statements") == []
    assert _all(library, "SELECT 1 FROM ledger_people") == []


def test_a_day_is_read_from_what_the_page_says() -> None:
    assert day_of("2031-05-04T10:00:00Z", "2031-06-01T00:00:00") == "2031-05-04"
    assert day_of("2031-05", "2031-06-01T00:00:00") == "2031-05-01"
    assert day_of("2031", "2031-06-01T00:00:00") == "2031-01-01"
    assert day_of("last Tuesday", "2031-06-01T00:00:00") == "2031-06-01"


@given(st.text(max_size=20))
def test_whatever_a_page_says_a_day_is_a_day(published: str) -> None:
    assert len(day_of(published, "2031-06-01T00:00:00")) == 10

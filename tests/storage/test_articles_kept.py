"""Articles, revisions and their bytes come back as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.domain.article import ImportedArticle, Metadata, Revision
from desktop_app.domain.errors import CannotSave, NotFound
from desktop_app.storage import Library
from tests.storage.samples import findings, highlight, imported, note


def test_an_article_is_read_back_as_it_was_imported(library: Library) -> None:
    given = imported()
    reading = library.add_article(given)
    assert reading == library.reading(reading.article.id)
    assert reading.article.metadata == given.metadata
    assert reading.article.position == 0
    assert reading.findings is None
    revision = reading.revision
    assert (revision.text, revision.blocks, revision.repairs) == (given.text, given.blocks, given.repairs)
    assert (revision.repaired, revision.remarks, revision.number) == (True, given.remarks, 1)
    assert (revision.original_sha256, revision.original_name) == (given.original.sha256, "ferry.txt")
    assert library.original(revision.id) == given.original


def test_an_article_is_found_by_its_bytes_unless_it_is_in_the_bin(library: Library) -> None:
    given = imported()
    article_id = library.add_article(given).article.id
    assert library.find_original(given.original.sha256) == article_id
    assert library.find_original("0" * 64) is None
    library.remove_article(article_id)
    assert library.find_original(given.original.sha256) is None
    library.restore_article(article_id)
    assert library.find_original(given.original.sha256) == article_id


def test_the_bytes_of_an_article_in_the_bin_can_be_imported_again(library: Library) -> None:
    first = library.add_article(imported())
    library.remove_article(first.article.id)
    second = library.add_article(imported())
    assert [summary.id for summary in library.summaries()] == [second.article.id]
    assert library.original(first.revision.id) == library.original(second.revision.id)
    library.restore_article(first.article.id)
    assert library.find_original(first.revision.original_sha256) == second.article.id


def test_a_further_revision_is_shown_and_the_earlier_stays_readable(library: Library) -> None:
    first = library.add_article(imported())
    second = library.add_revision(first.article.id, replace(imported("Other words."), repaired=False))
    assert second.revision.number == 2
    assert second.article.revision_id == second.revision.id
    assert library.reading(first.article.id).revision.text == "Other words."
    assert library.reading(first.article.id, first.revision.id).revision == first.revision
    assert library.revisions(first.article.id) == [first.revision, second.revision]
    shown = library.show_revision(first.article.id, first.revision.id)
    assert shown.revision == first.revision
    third = library.add_revision(first.article.id, imported("Third."))
    assert third.revision.number == 3


def test_summaries_count_what_hangs_on_the_shown_revision(library: Library) -> None:
    older = library.add_article(imported(data=b"one", title="Older"))
    newer = library.add_article(imported(data=b"two", title="Newer"))
    library.save_findings(older.revision.id, findings())
    mark = highlight(older)
    library.save_highlight(mark)
    library.save_note(note(older.article.id, "Words"))
    first, second = library.summaries()
    assert (first.id, first.title, first.quotations, first.speakers, first.highlights, first.notes) == (
        newer.article.id,
        "Newer",
        0,
        0,
        0,
        0,
    )
    assert (second.title, second.outlet, second.published) == ("Older", "The Mere Post", "2031-05-04")
    assert (second.quotations, second.speakers, second.highlights, second.notes) == (3, 2, 1, 1)
    library.remove_highlight(mark.id)
    library.add_revision(older.article.id, imported("Other words."))
    assert (library.summaries()[1].quotations, library.summaries()[1].highlights) == (0, 0)


def test_metadata_and_position_are_kept(library: Library) -> None:
    article_id = library.add_article(imported()).article.id
    library.save_metadata(article_id, Metadata(title="Another title", language="de"))
    library.save_position(article_id, 17)
    article = library.reading(article_id).article
    assert article.metadata == Metadata(title="Another title", language="de")
    assert article.position == 17
    library.save_position(article_id, -3)
    assert library.reading(article_id).article.position == 0


def test_an_article_in_the_bin_is_listed_nowhere_but_can_be_read(library: Library) -> None:
    article_id = library.add_article(imported()).article.id
    library.remove_article(article_id)
    assert library.summaries() == []
    assert library.reading(article_id).article.id == article_id


def test_what_is_not_there_is_said_to_be_missing(library: Library) -> None:
    one = library.add_article(imported(data=b"one"))
    two = library.add_article(imported(data=b"two"))
    for ask in (
        lambda: library.reading("nothing"),
        lambda: library.reading("\ud800"),
        lambda: library.reading(one.article.id, "nothing"),
        lambda: library.reading(one.article.id, two.revision.id),
        lambda: library.show_revision(one.article.id, two.revision.id),
        lambda: library.revisions("nothing"),
        lambda: library.original("nothing"),
        lambda: library.add_revision("nothing", imported()),
        lambda: library.findings("nothing"),
        lambda: library.save_findings("nothing", findings()),
        lambda: library.find_article_of("note", "nothing"),
        lambda: library.find_article_of("attribution", "nothing"),
        lambda: library.find_article_of("weather", one.article.id),
    ):
        with pytest.raises(NotFound):
            ask()
    for change in (library.remove_article, library.restore_article):
        with pytest.raises(NotFound):
            change("nothing")
    with pytest.raises(NotFound):
        library.save_position("nothing", 3)
    with pytest.raises(NotFound):
        library.save_metadata("nothing", Metadata())


@pytest.mark.parametrize("text", ["cut\0off", "half \ud83d of a character"])
def test_characters_that_cannot_be_stored_are_refused_whole(library: Library, text: str) -> None:
    before = library.add_article(imported(data=b"sound"))
    with pytest.raises(CannotSave, match="characters that cannot be stored"):
        library.add_article(_with_text(text))
    with pytest.raises(CannotSave):
        library.add_revision(before.article.id, _with_text(text))
    with pytest.raises(CannotSave):
        library.save_metadata(before.article.id, Metadata(title=text))
    assert len(library.summaries()) == 1
    assert library.reading(before.article.id) == before


def _with_text(text: str) -> ImportedArticle:
    return replace(imported(data=b"odd"), text=text)


def test_a_revision_knows_the_digest_of_its_text(library: Library) -> None:
    revision: Revision = library.add_article(imported()).revision
    assert len(revision.text_sha256) == 64
    assert library.find_article_of("revision", revision.id) == revision.article_id
    assert library.find_article_of("article", revision.article_id) == revision.article_id

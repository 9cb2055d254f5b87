"""Whom the library knows, across articles."""

from __future__ import annotations

from desktop_app.domain.findings import SpeakerKind
from desktop_app.storage import Library
from tests.storage.samples import findings, imported


def test_the_people_of_all_articles_are_offered_once_and_unnamed_ones_not(library: Library) -> None:
    for data in (b"one", b"two"):
        reading = library.add_article(imported(data=data, title=data.decode()))
        library.save_findings(reading.revision.id, findings())
    (vane,) = library.known_speakers()
    assert (vane.name, vane.kind, vane.role) == ("Ada Vane", SpeakerKind.PERSON, "harbour master")


def test_whoever_speaks_only_in_an_article_in_the_bin_is_not_offered(library: Library) -> None:
    reading = library.add_article(imported())
    library.save_findings(reading.revision.id, findings())
    library.remove_article(reading.article.id)
    assert library.known_speakers() == []

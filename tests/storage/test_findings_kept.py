"""Findings come back as they were, and keep their ids when an article is analysed again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.corrected import OF_WHOLE
from desktop_app.domain.errors import NotFound
from desktop_app.domain.findings import Attribution, CheckReason, Findings, Speaker
from desktop_app.domain.ids import new_id
from desktop_app.domain.spans import Span
from desktop_app.storage import Library
from desktop_app.storage.lasting_ids import is_fresh
from tests.storage.samples import NOON, PAINT, SHE, STAY, correction, findings, highlight, imported, note


def _ids(items: Sequence[Attribution]) -> list[str]:
    return [item.id for item in items]


def _without_ids(found: Findings) -> Findings:
    """Findings with the numbers of a run again, to compare all the rest."""
    speakers = {speaker.id: f"s{i}" for i, speaker in enumerate(found.speakers)}
    attributions = {item.id: f"a{i}" for i, item in enumerate(found.attributions)}
    claims = {item.id: f"c{i}" for i, item in enumerate(found.claims)}
    return replace(
        found,
        speakers=tuple(replace(item, id=speakers[item.id]) for item in found.speakers),
        attributions=tuple(
            replace(item, id=attributions[item.id], speaker=speakers.get(item.speaker or ""))
            for item in found.attributions
        ),
        claims=tuple(
            replace(
                item,
                id=claims[item.id],
                attribution=attributions.get(item.attribution or ""),
                speaker=speakers.get(item.speaker or ""),
                repeats=claims.get(item.repeats or ""),
            )
            for item in found.claims
        ),
        topics=tuple(replace(item, id=f"t{i}") for i, item in enumerate(found.topics)),
    )


def test_findings_are_read_back_as_they_were_found(library: Library) -> None:
    revision_id = library.add_article(imported()).revision.id
    assert library.findings(revision_id) is None
    saved = library.save_findings(revision_id, findings(), started_at=NOON)
    assert library.findings(revision_id) == saved
    assert _without_ids(saved) == _without_ids(findings())
    empty = library.save_findings(revision_id, Findings("rules", "2"))
    assert empty == Findings("rules", "2") == library.findings(revision_id)


def test_claims_keep_their_worth_its_reasons_and_what_they_repeat(library: Library) -> None:
    revision_id = library.add_article(imported()).revision.id
    first, second = findings().claims
    worthy = replace(first, worth=0.65, reasons=(CheckReason.NUMBER, CheckReason.MONEY))
    found = replace(findings(), claims=(worthy, replace(second, repeats=first.id)))
    saved = library.save_findings(revision_id, found)
    assert _without_ids(saved) == _without_ids(found)
    assert saved.claims[1].repeats == saved.claims[0].id
    assert library.findings(revision_id) == saved
    assert library.save_findings(revision_id, saved) == saved
    astray = replace(found, claims=(replace(first, repeats="c9"),))
    with pytest.raises(KeyError):
        library.save_findings(revision_id, astray)
    assert library.findings(revision_id) == saved


def test_every_run_of_an_engine_is_on_record(library: Library) -> None:
    revision_id = library.add_article(imported()).revision.id
    library.save_findings(revision_id, findings("rules", "1"), started_at=NOON)
    library.save_findings(revision_id, findings("learned", "3"))
    with closing(sqlite3.connect(library.folder / "library.db")) as connection:
        runs = connection.execute(
            "SELECT engine, engine_version, started_at FROM analysis_runs ORDER BY key"
        ).fetchall()
    assert runs == [("rules", "1", "2031-05-04T12:00:00.250000+00:00"), ("learned", "3", None)]


def test_a_finding_of_a_later_engine_keeps_its_id(library: Library) -> None:
    reading = library.add_article(imported())
    first = library.save_findings(reading.revision.id, findings())
    again = library.save_findings(reading.revision.id, findings("learned", "9"))
    assert _ids(again.attributions) == _ids(first.attributions)
    assert [item.id for item in again.speakers] == [item.id for item in first.speakers]
    assert [item.id for item in again.claims] == [item.id for item in first.claims]
    assert [item.id for item in again.topics] == [item.id for item in first.topics]


def test_saving_what_was_loaded_changes_no_id(library: Library) -> None:
    revision_id = library.add_article(imported()).revision.id
    saved = library.save_findings(revision_id, findings())
    assert library.save_findings(revision_id, saved) == saved


def test_findings_at_the_same_place_are_told_apart(library: Library) -> None:
    revision_id = library.add_article(imported()).revision.id
    twin = findings().attributions[0]
    twins = replace(findings(), attributions=(twin, replace(twin, id="a2"), replace(twin, id="a3")), claims=())
    saved = library.save_findings(revision_id, twins)
    assert len(set(_ids(saved.attributions))) == 3
    assert library.save_findings(revision_id, twins) == saved


def test_a_finding_whose_ends_moved_a_little_keeps_its_id(library: Library) -> None:
    revision_id = library.add_article(imported()).revision.id
    first = library.save_findings(revision_id, findings())
    moved = Span(PAINT.start, PAINT.end - 6)
    changed = replace(
        findings(),
        attributions=tuple(
            replace(item, content=(moved,)) if item.id == "a2" else item for item in findings().attributions
        ),
    )
    second = library.save_findings(revision_id, changed)
    assert _ids(second.attributions) == _ids(first.attributions)
    third = library.save_findings(revision_id, changed)
    assert third == second
    elsewhere = replace(
        findings(),
        attributions=tuple(
            replace(item, content=(Span(0, 5),)) if item.id == "a2" else item for item in findings().attributions
        ),
    )
    assert library.save_findings(revision_id, elsewhere).attributions[1].id not in _ids(first.attributions)


def test_a_speaker_whose_name_was_completed_keeps_the_id(library: Library) -> None:
    revision_id = library.add_article(imported()).revision.id
    first = library.save_findings(revision_id, findings())
    found = findings()
    fuller = replace(found, speakers=(replace(found.speakers[0], name="Dr Ada M. Vane"), found.speakers[1]))
    assert library.save_findings(revision_id, fuller).speakers[0].id == first.speakers[0].id


def test_the_same_words_at_the_same_place_keep_their_id_in_another_revision(library: Library) -> None:
    reading = library.add_article(imported())
    first = library.save_findings(reading.revision.id, findings())
    other = library.add_revision(reading.article.id, imported(reading.revision.text.replace("paint", "paper")))
    second = library.save_findings(other.revision.id, findings())
    assert second.attributions[0].id == first.attributions[0].id
    assert second.attributions[1].id != first.attributions[1].id
    assert library.findings(reading.revision.id) == first


def test_two_articles_with_the_same_words_have_findings_of_their_own(library: Library) -> None:
    one = library.add_article(imported(data=b"one"))
    two = library.add_article(imported(data=b"two"))
    first, second = (library.save_findings(reading.revision.id, findings()) for reading in (one, two))
    assert not set(_ids(first.attributions)) & set(_ids(second.attributions))
    for kind, found in (
        ("attribution", second.attributions[0].id),
        ("claim", second.claims[0].id),
        ("topic", second.topics[0].id),
        ("speaker", second.speakers[0].id),
    ):
        assert library.find_article_of(kind, found) == two.article.id


def test_analysis_never_touches_what_the_reader_wrote(library: Library) -> None:
    reading = library.add_article(imported())
    found = library.save_findings(reading.revision.id, findings())
    mark = highlight(reading, tags=("ferry",))
    library.save_highlight(mark)
    on_attribution = note(reading.article.id, "Check this", NoteTarget.ATTRIBUTION, found.attributions[0].id)
    on_speaker = note(reading.article.id, "Who?", NoteTarget.SPEAKER, found.speakers[0].id, minutes=1)
    word = correction(reading, "attribution", found.attributions[1].id)
    library.save_note(on_attribution)
    library.save_note(on_speaker)
    library.save_corrections([word])
    for later in (findings("learned", "2"), Findings("silent", "1"), findings("learned", "3")):
        library.save_findings(reading.revision.id, later)
        assert library.highlights(reading.revision.id) == (mark,)
        assert library.notes(reading.article.id) == (on_attribution, on_speaker)
        assert library.corrections(reading.article.id) == (word,)
    kept = library.findings(reading.revision.id)
    assert kept is not None
    assert _ids(kept.attributions) == _ids(found.attributions)


def test_a_note_finds_its_finding_again_after_an_engine_that_missed_it(library: Library) -> None:
    reading = library.add_article(imported())
    found = library.save_findings(reading.revision.id, findings())
    library.save_note(note(reading.article.id, "Mine", NoteTarget.ATTRIBUTION, found.attributions[0].id))
    library.save_note(note(reading.article.id, "Hers", NoteTarget.SPEAKER, found.speakers[0].id))
    library.save_corrections([correction(reading, "claim", found.claims[1].id, PAINT)])
    library.save_corrections([correction(reading, "weather", "sunny")])
    library.save_findings(reading.revision.id, Findings("silent", "1"))
    again = findings("learned", "2")
    nearly = replace(
        again,
        speakers=(replace(again.speakers[0], name="A. Vane"), again.speakers[1]),
        attributions=(
            replace(again.attributions[0], content=(Span(STAY.start, STAY.end - 3),)),
            *again.attributions[1:],
        ),
        claims=(again.claims[0], replace(again.claims[1], span=Span(PAINT.start + 4, PAINT.end))),
    )
    saved = library.save_findings(reading.revision.id, nearly)
    assert saved.attributions[0].id == found.attributions[0].id
    assert saved.speakers[0].id == found.speakers[0].id
    assert saved.claims[1].id == found.claims[1].id


def test_a_speaker_that_is_found_again_is_still_the_same_person_of_the_library(library: Library) -> None:
    reading = library.add_article(imported())
    library.save_findings(reading.revision.id, findings())
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO speakers (id, name, kind, made_at) VALUES ('vane', 'Ada Vane', 'person', '2031-05-04')"
        )
        connection.execute("UPDATE article_speakers SET speaker_key = 1 WHERE name = 'Ada Vane'")
        library.save_findings(reading.revision.id, findings("learned", "2"))
        people = connection.execute("SELECT name, speaker_key FROM article_speakers ORDER BY number").fetchall()
    assert people == [("Ada Vane", 1), ("officials", None)]


def test_findings_of_the_reader_are_not_replaced(library: Library) -> None:
    reading = library.add_article(imported())
    library.save_findings(reading.revision.id, findings())
    with closing(sqlite3.connect(library.folder / "library.db", isolation_level=None)) as connection:
        connection.execute("UPDATE topics SET made_by = 'reader', label = 'Boats'")
    after = library.save_findings(reading.revision.id, replace(findings(), topics=()))
    assert after.topics == ()
    kept = library.findings(reading.revision.id)
    assert kept is not None
    assert [topic.label for topic in kept.topics] == ["Boats"]


def test_what_an_engine_got_wrong_is_a_bug_and_leaves_the_library_as_it_was(library: Library) -> None:
    reading = library.add_article(imported())
    saved = library.save_findings(reading.revision.id, findings())
    found = findings()
    twice = replace(found, speakers=(*found.speakers, Speaker("s1", "Otto", found.speakers[0].kind)))
    nobody = replace(found, claims=(replace(found.claims[0], speaker="s9"),))
    with pytest.raises(ValueError, match="same id"):
        library.save_findings(reading.revision.id, twice)
    with pytest.raises(KeyError):
        library.save_findings(reading.revision.id, nobody)
    assert library.findings(reading.revision.id) == saved
    with pytest.raises(NotFound):
        library.find_article_of("speaker", "s9")


def test_findings_without_content_or_mentions_are_kept_too(library: Library) -> None:
    reading = library.add_article(imported())
    odd = replace(
        findings(),
        attributions=(replace(findings().attributions[0], content=(), quoted=(), cue=(), source=()),),
        claims=(),
        topics=(replace(findings().topics[0], spans=(), key_phrases=()),),
    )
    saved = library.save_findings(reading.revision.id, odd)
    assert library.findings(reading.revision.id) == saved
    cue_only = replace(odd, attributions=(replace(odd.attributions[0], cue=(SHE,)),))
    saved = library.save_findings(reading.revision.id, cue_only)
    assert library.findings(reading.revision.id) == saved


def test_no_engine_takes_over_the_id_of_what_the_reader_made(library: Library) -> None:
    reading = library.add_article(imported())
    made = replace(correction(reading, "claim", "own", STAY), field="made")
    library.save_corrections([made])
    library.save_note(note(reading.article.id, "On it", NoteTarget.ATTRIBUTION, "own"))
    saved = library.save_findings(reading.revision.id, findings())
    assert "own" not in {*(one.id for one in saved.claims), *(one.id for one in saved.attributions)}


def test_no_engine_takes_over_the_id_of_the_claim_that_a_statement_of_the_readers_makes(library: Library) -> None:
    reading = library.add_article(imported())
    made = replace(correction(reading, "attribution", "own", STAY), field="made")
    status = replace(correction(reading, "claim", f"own{OF_WHOLE}", STAY), field="status")
    library.save_corrections([made, status])
    library.save_note(note(reading.article.id, "On it", NoteTarget.CLAIM, f"own{OF_WHOLE}"))
    saved = library.save_findings(reading.revision.id, findings())
    assert f"own{OF_WHOLE}" not in [one.id for one in saved.claims]


def test_no_engine_takes_over_the_id_of_somebody_whom_the_reader_made(library: Library) -> None:
    reading = library.add_article(imported())
    library.save_corrections([correction(reading, "speaker", new_id(), SHE)])
    saved = library.save_findings(reading.revision.id, findings())
    assert all(is_fresh(one.id) for one in saved.speakers)

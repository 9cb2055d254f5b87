"""Many threads read while others write: nobody waits for ever, nobody sees half of a change."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from desktop_app.domain.findings import Findings
from desktop_app.storage import Library
from tests.storage.samples import findings, highlight, imported, note

WRITERS, READERS, TURNS = 3, 3, 8


def test_readers_see_whole_changes_while_writers_write(library: Library) -> None:
    reading = library.add_article(imported())
    library.save_findings(reading.revision.id, findings())
    done = threading.Event()

    def write(writer: int) -> None:
        for turn in range(TURNS):
            library.save_note(note(reading.article.id, f"{writer} {turn}"))
            library.save_highlight(highlight(reading, tags=(f"{writer}", f"{turn}")))
            library.save_findings(reading.revision.id, Findings("silent", "1") if turn % 2 else findings())

    def read() -> int:
        seen = -1
        while not done.is_set():
            now = library.reading(reading.article.id)
            assert now.findings is not None
            assert len(now.findings.attributions) == (3 if now.findings.engine == "rules" else 0)
            assert len(now.notes) >= seen
            seen = len(now.notes)
            assert all(len(mark.tags) == 2 for mark in now.highlights)
            (summary,) = library.summaries()
            assert summary.notes >= seen
        return seen

    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        reads = [pool.submit(read) for _ in range(READERS)]
        writes = [pool.submit(write, i) for i in range(WRITERS)]
        wait(writes)
        done.set()
        for written in writes:
            written.result()
        assert all(seen.result() >= 0 for seen in reads)
    assert len(library.notes(reading.article.id)) == WRITERS * TURNS
    assert len(library.highlights(reading.revision.id)) == WRITERS * TURNS


def test_a_backup_while_others_write_is_whole(library: Library) -> None:
    reading = library.add_article(imported())
    with ThreadPoolExecutor(2) as pool:
        notes = [pool.submit(library.save_note, note(reading.article.id, f"{i}")) for i in range(30)]
        copies = [library.back_up() for _ in range(3)]
        wait(notes)
    assert all(copy.stat().st_size for copy in copies)


def test_closing_waits_for_whoever_is_at_work(library: Library) -> None:
    reading = library.add_article(imported())
    inside, leave = threading.Event(), threading.Event()

    def read() -> None:
        with library._database.read():
            inside.set()
            assert leave.wait(10)

    reader = threading.Thread(target=read)
    closer = threading.Thread(target=library.close)
    reader.start()
    assert inside.wait(10)
    closer.start()
    closer.join(0.05)
    assert closer.is_alive()
    leave.set()
    reader.join(10)
    closer.join(10)
    assert not closer.is_alive()
    assert not list(library.folder.glob("library.db-*"))  # the log was folded in
    with Library.open(library.folder) as again:
        assert again.reading(reading.article.id) == reading


def test_a_bug_inside_a_transaction_undoes_it_and_frees_the_lane(library: Library) -> None:
    reading = library.add_article(imported())

    def stumble() -> None:
        with library._database.write() as connection:
            connection.exec_driver_sql("DELETE FROM articles")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert library.reading(reading.article.id) == reading
    library.save_note(note(reading.article.id, "Still works"))

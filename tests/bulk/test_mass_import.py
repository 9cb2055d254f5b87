"""Importing many files: all that can be read is kept, whatever lies between; nothing is kept by halves."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop_app.background import Background
from desktop_app.bulk import MassImport
from desktop_app.bulk.chunks import Chunk, keep_chunk, read_chunk
from desktop_app.domain.errors import CannotImport, CannotSave, UnstorableText
from desktop_app.domain.intake import Became, FileResult
from desktop_app.domain.tasks import Task
from desktop_app.storage import Library
from desktop_app.workspace import Workspace, call_here
from tests.bulk.screen_thread import ScreenThread
from tests.storage.samples import imported

STORY = "Ferry to stay, says harbour master\n\n“The ferry will stay,” Ada Vane said on pier {}.\n"


class Import:
    """One import and what was heard of it."""

    def __init__(self, background: Background, workspace: Workspace, screen: ScreenThread) -> None:
        self.results: list[FileResult] = []
        self.error: Exception | None = None
        self.has_ended = False
        self._screen = screen
        self.work = MassImport(background, workspace, progressed=self.results.extend, ended=self._end)

    def run(self, *paths: Path) -> Import:
        self.work.start(paths)
        self._screen.wait(lambda: self.has_ended)
        return self

    def _end(self, error: Exception | None) -> None:
        assert not self.has_ended
        self.has_ended, self.error = True, error

    def names(self, became: Became) -> list[str]:
        return sorted(result.path.name for result in self.results if result.became is became)


@pytest.fixture
def importing(background: Background, workspace: Workspace, screen: ScreenThread) -> Callable[[], Import]:
    return lambda: Import(background, workspace, screen)


def stories(folder: Path, count: int, first: int = 0) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.txt" for number in range(first, first + count)]
    for number, path in enumerate(paths, first):
        path.write_text(STORY.format(number), encoding="utf-8")
    return paths


def test_a_folder_is_imported_with_all_below_it(
    tmp_path: Path, importing: Callable[[], Import], workspace: Workspace
) -> None:
    stories(tmp_path / "news", 40)
    stories(tmp_path / "news" / "older" / "still", 3, first=40)
    done = importing().run(tmp_path / "news")
    assert done.error is None
    assert done.work.tally.total == done.work.tally.done == 43
    assert done.work.tally.counts == {Became.IMPORTED: 43}
    summaries = workspace.articles()
    assert {summary.id for summary in summaries} == {result.article_id for result in done.results}
    assert {summary.title for summary in summaries} == {"Ferry to stay, says harbour master"}
    assert not any(summary.is_analysed for summary in summaries)
    reading = workspace.library.reading(done.results[0].article_id)
    assert workspace.library.original(reading.revision.id).data == done.results[0].path.read_bytes()


def test_bad_files_are_told_with_their_reasons_and_take_no_good_one_with_them(
    tmp_path: Path, importing: Callable[[], Import], workspace: Workspace
) -> None:
    folder = tmp_path / "news"
    stories(folder, 10)
    (folder / "004 empty.txt").touch()
    (folder / "005 binary.html").write_bytes(bytes(range(256)) * 40)
    done = importing().run(folder, folder / "gone.txt")
    assert len(workspace.articles()) == 10
    assert done.names(Became.FAILED) == ["004 empty.txt", "005 binary.html", "gone.txt"]
    assert all(result.what and result.advice for result in done.work.tally.failures)
    assert "There is no file" in done.work.tally.failures[-1].what


def test_the_same_bytes_are_known_and_no_error(
    tmp_path: Path, importing: Callable[[], Import], workspace: Workspace
) -> None:
    first, *_ = stories(tmp_path / "news", 35)
    (tmp_path / "news" / "copy of the first.txt").write_bytes(first.read_bytes())
    done = importing().run(tmp_path / "news")
    assert done.work.tally.counts == {Became.IMPORTED: 35, Became.KNOWN: 1}
    again = importing().run(tmp_path / "news")
    assert again.work.tally.counts == {Became.KNOWN: 36}
    assert {result.article_id for result in again.results} == {summary.id for summary in workspace.articles()}
    assert {result.title for result in again.results} == {"Ferry to stay, says harbour master"}


def test_what_lies_in_the_bin_is_imported_anew(
    tmp_path: Path, importing: Callable[[], Import], workspace: Workspace
) -> None:
    (path,) = stories(tmp_path, 1)
    old = importing().run(path).results[0]
    workspace.library.remove_article(old.article_id)
    new = importing().run(path).results[0]
    assert new.became is Became.IMPORTED
    assert [summary.id for summary in workspace.articles()] == [new.article_id] != [old.article_id]


def test_a_stopped_import_keeps_whole_articles_only_and_goes_on_with_the_rest(
    tmp_path: Path, importing: Callable[[], Import], workspace: Workspace
) -> None:
    stories(tmp_path / "news", 150)
    stopped = importing()
    stopped.work.start([tmp_path / "news"])
    stopped._screen.wait(lambda: len(stopped.results) > 0)
    stopped.work.cancel()
    stopped._screen.wait(lambda: stopped.has_ended)
    kept = len(workspace.articles())
    assert 0 < kept < 150
    assert kept == stopped.work.tally.done
    for summary in workspace.articles():
        assert workspace.library.reading(summary.id).revision.blocks
    rest = importing().run(tmp_path / "news")
    assert rest.work.tally.counts == {Became.KNOWN: kept, Became.IMPORTED: 150 - kept}


def test_an_import_of_nothing_ends_at_once(tmp_path: Path, importing: Callable[[], Import]) -> None:
    (tmp_path / "empty" / "deeper").mkdir(parents=True)
    (tmp_path / "empty" / "picture.png").touch()
    done = importing().run(tmp_path / "empty")
    assert (done.work.tally.total, done.results, done.error) == (0, [], None)


def test_a_library_that_takes_nothing_ends_the_import_with_its_reason(
    tmp_path: Path, importing: Callable[[], Import], workspace: Workspace
) -> None:
    stories(tmp_path / "news", 40)
    workspace.library.close()
    done = importing().run(tmp_path / "news")
    assert done.error is not None
    assert "closed" in str(done.error)


def test_several_processes_keep_every_article_once(
    tmp_path: Path, screen: ScreenThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.background.worker_count", lambda: 3)
    background = Background(screen.deliver)
    with Library.open(tmp_path / "profile") as library:
        stories(tmp_path / "a", 70)
        stories(tmp_path / "b", 70, first=35)
        done = Import(background, Workspace(library), screen).run(tmp_path / "a", tmp_path / "b")
        assert done.work.tally.counts == {Became.IMPORTED: 105, Became.KNOWN: 35}
        assert len({summary.id for summary in library.summaries()}) == 105
        background.close()


# -- chunks --------------------------------------------------------------------------------------------------------------


def test_a_process_that_breaks_down_costs_only_the_file_that_broke_it(tmp_path: Path, workspace: Workspace) -> None:
    paths = stories(tmp_path, 5)

    def fragile(function: Callable[..., object], files: Sequence[tuple[bytes, str]], **_: object) -> object:
        if any(name == "002.txt" for _, name in files):
            raise CannotImport("It broke down.")
        return function(files)

    chunk = read_chunk(workspace, fragile, paths, Task())
    assert [path.name for path, _ in chunk.articles] == ["000.txt", "001.txt", "003.txt", "004.txt"]
    assert [(result.path.name, result.what) for result in chunk.results] == [("002.txt", "It broke down.")]


def test_large_files_are_read_in_smaller_chunks(
    tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.bulk.chunks._BYTES_AT_ONCE", 100)
    paths = stories(tmp_path, 5)
    chunk = read_chunk(workspace, call_here, paths, Task())
    assert [path for path, _ in chunk.articles] + chunk.left == paths
    assert len(chunk.left) == 3


def test_words_that_cannot_be_stored_take_no_other_article_with_them(tmp_path: Path, workspace: Workspace) -> None:
    texts = {"good.txt": "Good words.", "nul.txt": "a\0b", "half.txt": "half \ud800", "better.txt": "Better words."}
    articles = [(Path(name), imported(text, name.encode())) for name, text in texts.items()]
    results = keep_chunk(workspace, Chunk([path for path, _ in articles], articles))
    assert [result.became for result in results] == [
        Became.IMPORTED,
        Became.FAILED,
        Became.FAILED,
        Became.IMPORTED,
    ]
    assert len(workspace.articles()) == 2
    with pytest.raises(UnstorableText):
        workspace.library.add_articles([articles[1][1]])


def test_a_library_that_refuses_everything_is_not_asked_for_each_article(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l") as library:
        space = Workspace(library)
    for count in (1, 5):
        articles = [(Path(f"{n}.txt"), imported(f"words {n}", b"%d" % n)) for n in range(count)]
        chunk = Chunk([path for path, _ in articles], articles)
        with pytest.raises(CannotSave):
            keep_chunk(space, chunk)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_among_the_failures(tmp_path: Path, importing: Callable[[], Import]) -> None:
    stories(tmp_path / "news", 2)
    locked = tmp_path / "news" / "locked"
    locked.mkdir(mode=0)
    done = importing().run(tmp_path / "news")
    locked.chmod(0o700)
    assert done.names(Became.FAILED) == ["locked"]
    assert done.names(Became.IMPORTED) == ["000.txt", "001.txt"]

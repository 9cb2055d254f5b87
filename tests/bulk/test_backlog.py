"""Analysing what has never been analysed: the newest first, one after the other, and on after every interruption."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop_app.background import Background
from desktop_app.bulk import Backlog
from desktop_app.domain.errors import CannotSave
from desktop_app.importing import read_document
from desktop_app.storage import Library
from desktop_app.workspace import Workspace, call_here
from tests.bulk.screen_thread import ScreenThread

STORY = "Ferry to stay\n\n“The ferry will stay,” Ada Vane said on pier {}.\n"


class Heard:
    def __init__(self) -> None:
        self.analysed: list[str] = []
        self.counts: list[int] = []
        self.failures: list[str] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def backlog(
    background: Background, workspace: Workspace, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Backlog]:
    monkeypatch.setattr(background, "compute_bulk", call_here)  # journeys use processes: each would load the model anew
    made = Backlog(
        background,
        workspace,
        analysed=heard.analysed.append,
        counted=heard.counts.append,
        failed=lambda one, _error: heard.failures.append(one),
    )
    background.workers = 1  # so that the order is seen
    yield made
    made.close()


def add(workspace: Workspace, *numbers: int) -> list[str]:
    """Ids, in the order of import."""
    articles = [read_document(STORY.format(number).encode(), f"{number}.txt") for number in numbers]
    return [article_id for article_id, _ in workspace.library.add_articles(articles)]


def test_the_newest_are_analysed_first_until_none_is_left(
    backlog: Backlog, workspace: Workspace, heard: Heard, screen: ScreenThread
) -> None:
    ids = add(workspace, 1, 2, 3, 4, 5, 6)
    backlog.look()
    screen.wait(lambda: heard.counts[-1:] == [0])
    assert heard.analysed == ids[::-1]
    assert heard.counts[0] == 6
    assert all(summary.is_analysed for summary in workspace.articles())
    findings = workspace.library.reading(ids[0]).findings
    assert findings is not None
    assert findings.speakers[0].name == "Ada Vane"


def test_articles_that_come_meanwhile_are_next(
    backlog: Backlog, workspace: Workspace, heard: Heard, screen: ScreenThread
) -> None:
    old = add(workspace, 1, 2, 3)
    backlog.look()
    screen.wait(lambda: len(heard.analysed) == 1)
    new = add(workspace, 4)
    backlog.look()
    screen.wait(lambda: heard.counts[-1:] == [0])
    assert sorted(heard.analysed) == sorted(old + new)
    assert heard.analysed.index(new[0]) < heard.analysed.index(old[0])


def test_it_goes_on_in_a_later_run_where_it_was(
    background: Background, backlog: Backlog, workspace: Workspace, heard: Heard, screen: ScreenThread
) -> None:
    ids = add(workspace, 1, 2, 3)
    backlog.look()
    screen.wait(lambda: len(heard.analysed) == 1)
    backlog.close()
    first = [one for one in ids if workspace.library.reading(one).found is not None]
    assert set(heard.analysed) <= set(first)
    later = Heard()
    second = Backlog(
        background,
        workspace,
        analysed=later.analysed.append,
        counted=later.counts.append,
        failed=lambda one, _error: later.failures.append(one),
    )
    second.look()
    screen.wait(lambda: later.counts[-1:] == [0])
    assert set(later.analysed).isdisjoint(heard.analysed)
    assert workspace.library.count_unanalysed() == 0


def test_held_and_paused_it_begins_nothing(
    backlog: Backlog, workspace: Workspace, heard: Heard, screen: ScreenThread
) -> None:
    add(workspace, 1, 2)
    backlog.hold(True)
    backlog.look()
    screen.wait(lambda: heard.counts == [2])
    assert not backlog.is_at_work
    backlog.pause(True)
    backlog.hold(False)
    assert not backlog.is_at_work
    backlog.pause(False)
    screen.wait(lambda: backlog.is_at_work)
    backlog.pause(True)
    screen.wait(lambda: not backlog.is_at_work)
    assert heard.failures == []
    backlog.pause(False)
    screen.wait(lambda: heard.counts[-1:] == [0])
    assert len(heard.analysed) == 2


def test_an_article_that_somebody_else_analyses_is_left_to_them(
    backlog: Backlog, workspace: Workspace, heard: Heard, screen: ScreenThread
) -> None:
    old, new = add(workspace, 1, 2)
    backlog.look()
    screen.wait(lambda: backlog.is_at_work)
    backlog.leave(new)
    screen.wait(lambda: heard.counts[-1:] == [0])
    assert heard.analysed == [old]
    assert workspace.library.unanalysed() == [new]
    backlog.leave(None)
    backlog.look()
    screen.wait(lambda: heard.analysed == [old, new])


def test_an_article_that_the_reader_does_not_want_analysed_is_not(
    backlog: Backlog, workspace: Workspace, heard: Heard, screen: ScreenThread
) -> None:
    old, new = add(workspace, 1, 2)
    backlog.leave_alone(new)
    backlog.look()
    screen.wait(lambda: heard.counts[-1:] == [0])
    backlog.look()
    screen.wait(lambda: heard.counts[-2:] == [0, 0])
    assert heard.analysed == [old]


def test_an_article_that_breaks_the_analysis_is_told_once_and_keeps_no_other_from_being_analysed(
    workspace: Workspace, background: Background, heard: Heard, screen: ScreenThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = add(workspace, 1, 2, 3)
    bad = workspace.library.reading(ids[1]).revision.text

    def fragile(function: Callable[..., object], *args: object, **more: object) -> object:
        if args[0] == bad:
            raise RuntimeError("it broke")
        return call_here(function, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(background, "compute_bulk", fragile)
    backlog = Backlog(
        background,
        workspace,
        analysed=heard.analysed.append,
        counted=heard.counts.append,
        failed=lambda one, _error: heard.failures.append(one),
    )
    backlog.look()
    screen.wait(lambda: heard.counts[-1:] == [0])
    assert heard.failures == [ids[1]]
    assert sorted(heard.analysed) == sorted([ids[0], ids[2]])
    backlog.close()


def test_a_library_that_cannot_be_written_to_pauses_it_with_one_word_and_blames_no_article(
    backlog: Backlog, workspace: Workspace, heard: Heard, screen: ScreenThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(workspace, 1, 2, 3)

    def full(*_: object, **__: object) -> None:
        raise CannotSave("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "save_findings", full)
        backlog.look()
        screen.wait(lambda: backlog.is_paused)
    assert len(heard.failures) == 1
    assert heard.analysed == []
    backlog.pause(False)
    screen.wait(lambda: heard.counts[-1:] == [0])
    assert len(heard.analysed) == 3

"""Steps of the whole library are undone and done again beside those of the open article, whichever was last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.ui.desk import Desk
from desktop_app.workspace import Workspace
from tests.articles import HARBOUR

OTHERS = ("A pier is painted, slowly.", "The ferry is late again.")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    deliverer = Deliverer()
    background = Background(deliverer.deliver)
    workspace = Workspace.open(tmp_path / "profile")
    first, *_ = [workspace.keep(workspace.read_clipboard(text, "", Task())) for text in (HARBOUR, *OTHERS)]
    made = Desk(background)
    with qtbot.waitSignal(made.articles_changed):
        made.use(workspace)
    made.show(first)
    yield made
    background.close()
    deliverer.close()
    workspace.close()


@pytest.fixture
def settled(qtbot: QtBot, desk: Desk) -> Callable[[], None]:
    def wait() -> None:
        done: list[None] = []
        desk.background.write(lambda: None, done=done.append, failed=desk.failed.emit)
        qtbot.waitUntil(lambda: bool(done))

    return wait


def _titles(desk: Desk) -> list[str]:
    assert desk.workspace is not None
    return [one.id for one in desk.workspace.articles()]


def test_articles_go_to_the_bin_together_and_come_back_with_one_undo(desk: Desk, settled: Callable[[], None]) -> None:
    all_of_them = _titles(desk)
    desk.remove_articles(all_of_them)
    settled()
    assert (_titles(desk), desk.reading) == ([], None)
    assert desk.undo_text == "Move articles to the bin"
    desk.undo()
    settled()
    assert _titles(desk) == all_of_them
    assert (desk.undo_text, desk.redo_text) == ("", "Move articles to the bin")
    desk.redo()
    settled()
    assert _titles(desk) == []


def test_whatever_was_done_last_is_undone_first(desk: Desk, settled: Callable[[], None]) -> None:
    *others, _open = _titles(desk)
    desk.remove_articles(others)
    settled()
    assert desk.reading is not None
    desk.annotations.add_highlight(Span(0, 5), "evidence")
    settled()
    assert desk.undo_text == desk.history.undo_text != ""
    desk.undo()
    assert desk.undo_text == "Move articles to the bin"
    desk.undo()
    settled()
    assert len(_titles(desk)) == 3


def test_a_step_is_told_what_it_returned_and_is_had_again_where_undoing_fails(
    desk: Desk, settled: Callable[[], None]
) -> None:
    told: list[object] = []
    failures: list[object] = []
    desk.failed.connect(failures.append)

    def undo(_library: object, answer: object) -> None:
        told.append(answer)
        if len(told) == 1:
            raise OSError("once")

    desk.library_steps.push(lambda _library: "as it was", undo, "Do something")
    settled()
    desk.undo()
    settled()
    assert (len(failures), desk.undo_text) == (1, "Do something")
    desk.undo()
    settled()
    assert (told, desk.undo_text) == (["as it was", "as it was"], "")


def test_what_was_deleted_for_good_is_no_step_any_more(desk: Desk, settled: Callable[[], None]) -> None:
    first, second, _open = _titles(desk)
    desk.remove_articles([first, second])
    settled()
    desk.forget_binned(first)
    assert desk.undo_text
    desk.forget_binned(None)
    assert desk.undo_text == ""


def test_a_step_that_cannot_be_done_again_just_now_can_be_later(desk: Desk, settled: Callable[[], None]) -> None:
    times: list[None] = []
    failures: list[object] = []
    desk.failed.connect(failures.append)

    def do(_library: object) -> None:
        times.append(None)
        if len(times) == 2:
            raise OSError("once")

    desk.library_steps.push(do, lambda _library, _answer: None, "Do something")
    settled()
    desk.undo()
    settled()
    desk.redo()
    settled()
    assert (len(failures), desk.redo_text) == (1, "Do something")
    desk.redo()
    settled()
    assert (desk.undo_text, desk.redo_text) == ("Do something", "")

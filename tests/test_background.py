"""Lanes and child processes: order, cancellation, and children that die."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from desktop_app.background import Background, ChildFailed
from desktop_app.domain.errors import Cancelled, CannotImport
from desktop_app.domain.tasks import Task


def _double(number: int) -> int:
    return 2 * number


def _refuse() -> None:
    raise CannotImport("no", kept="all", advice="try")


def _stumble() -> None:
    raise ZeroDivisionError("a bug")


def _die() -> None:
    os._exit(3)


def _report_then_wait(report: Callable[[float], None]) -> None:
    report(0.5)
    time.sleep(60)


def _double_in_parts(numbers: list[int], partial: Callable[[list[int]], None]) -> list[int]:
    doubled: list[int] = []
    for number in numbers:
        doubled.append(2 * number)
        partial(doubled)
    return doubled


def _wait() -> None:
    time.sleep(60)


@pytest.fixture
def delivered() -> queue.Queue[Callable[[], None]]:
    return queue.Queue()


@pytest.fixture
def background(delivered: queue.Queue[Callable[[], None]]) -> Iterator[Background]:
    made = Background(delivered.put)
    yield made
    made.close()


def test_an_answer_is_delivered_and_not_called_on_the_lane(
    background: Background, delivered: queue.Queue[Callable[[], None]]
) -> None:
    answers: list[int] = []
    background.run(lambda: 4, done=answers.append, failed=lambda error: pytest.fail(str(error)))
    call = delivered.get(timeout=10)
    assert answers == []
    call()
    assert answers == [4]


def test_an_error_of_the_work_reaches_failed(
    background: Background, delivered: queue.Queue[Callable[[], None]]
) -> None:
    errors: list[Exception] = []
    background.run(_stumble, done=lambda _: pytest.fail("done"), failed=errors.append)
    delivered.get(timeout=10)()
    assert isinstance(errors[0], ZeroDivisionError)


def test_writes_happen_in_the_order_they_were_asked_for_and_closing_waits_for_the_last(
    delivered: queue.Queue[Callable[[], None]],
) -> None:
    background = Background(delivered.put)
    seen: list[int] = []
    for number in range(200):
        background.write(lambda number=number: seen.append(number), done=lambda _: None, failed=lambda _: None)  # type: ignore[misc]
    background.close()
    assert seen == list(range(200))


def test_a_child_process_computes_and_is_used_again(background: Background) -> None:
    background.warm_up()
    assert [background.compute(_double, n, task=Task(), seconds=30) for n in (1, 2, 3)] == [2, 4, 6]


def test_an_error_for_the_reader_crosses_the_process_boundary_whole(background: Background) -> None:
    with pytest.raises(CannotImport) as caught:
        background.compute(_refuse, task=Task(), seconds=30)
    assert (caught.value.what, caught.value.kept, caught.value.advice) == ("no", "all", "try")


def test_a_bug_in_a_child_comes_back_with_its_traceback(background: Background) -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        background.compute(_stumble, task=Task(), seconds=30)


def test_a_child_that_dies_is_told_in_words_and_replaced(background: Background) -> None:
    with pytest.raises(ChildFailed, match="stopped unexpectedly"):
        background.compute(_die, task=Task(), seconds=30)
    assert background.compute(_double, 21, task=Task(), seconds=30) == 42


def test_work_that_takes_too_long_is_stopped(background: Background) -> None:
    with pytest.raises(ChildFailed, match="took longer"):
        background.compute(_wait, task=Task(), seconds=0.3)


def test_progress_arrives_and_cancelling_kills_the_child(background: Background) -> None:
    heard: list[float] = []
    task = Task(heard.append)
    ended = threading.Event()
    errors: list[Exception] = []

    def work() -> None:
        try:
            background.compute(_report_then_wait, task=task, seconds=60, reports=True)
        except Cancelled as error:
            errors.append(error)
        ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    deadline = time.monotonic() + 20
    while not heard and time.monotonic() < deadline:
        ended.wait(0.02)
    task.cancel()
    assert ended.wait(10)
    thread.join()
    assert heard == [0.5]
    assert len(errors) == 1


def test_parts_of_an_answer_arrive_before_it_in_their_order(background: Background) -> None:
    parts: list[list[int]] = []
    answer = background.compute(_double_in_parts, [1, 2, 3], task=Task(), seconds=30, partial=parts.append)
    assert parts == [[2], [2, 4], [2, 4, 6]]
    assert answer == [2, 4, 6]


def test_a_closing_program_takes_no_more_work(delivered: queue.Queue[Callable[[], None]]) -> None:
    background = Background(delivered.put)
    background.close()
    with pytest.raises(ChildFailed):
        background.compute(_double, 1, task=Task(), seconds=5)


def test_closing_while_a_child_works_ends_the_work_in_words(delivered: queue.Queue[Callable[[], None]]) -> None:
    background = Background(delivered.put)
    started = threading.Event()
    errors: list[Exception] = []
    background.run(
        lambda: background.compute(_report_then_wait, task=Task(lambda _: started.set()), seconds=60, reports=True),
        done=lambda _: pytest.fail("done"),
        failed=errors.append,
    )
    assert started.wait(30)
    background.close()
    delivered.get(timeout=30)()
    assert isinstance(errors[0], ChildFailed)


def test_a_lane_outlives_a_call_that_fails(delivered: queue.Queue[Callable[[], None]]) -> None:
    refused: list[Callable[[], None]] = []

    def deliver(call: Callable[[], None]) -> None:
        if not refused:
            refused.append(call)
            raise RuntimeError("the screen is gone")
        delivered.put(call)

    background = Background(deliver)
    answers: list[int] = []
    for number in (1, 2):
        background.write(lambda number=number: number, done=answers.append, failed=lambda _: None)  # type: ignore[misc]
    while not answers:  # what a lane lets go of is delivered as well
        delivered.get(timeout=10)()
    background.close()
    assert answers == [2]

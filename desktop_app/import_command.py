"""`pressmark import` for folders and many files: how far it is, what failed, and the report for machines."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from desktop_app.bulk.waiting import READING, Outcome, import_and_wait
from desktop_app.domain.errors import AppError
from desktop_app.domain.intake import Became, FileResult
from desktop_app.workspace import Workspace

_TERMINAL_SECONDS, _FILE_SECONDS = 0.1, 5.0
"""Between two words about how far it is: a line that is written over, and one that stays."""
_STATES = {Became.IMPORTED: "imported", Became.KNOWN: "already there", Became.FAILED: "failed"}


@dataclass(frozen=True, slots=True)
class Streams:
    """results: a line for each file that is in the library now; None for none. words: how far it is, and what failed."""

    results: IO[str] | None
    words: IO[str] | None


def run(workspace: Workspace, files: Sequence[str], streams: Streams, *, analyse: bool) -> Outcome:
    """Import files and folders; tell what became of each as it does, and at the end what failed and why."""
    line = _ProgressLine(streams.words)

    def tell(result: FileResult) -> None:
        if streams.results is not None and result.became is not Became.FAILED:
            line.clear()
            words = f"{result.path}: {_STATES[result.became]}, {result.article_id} {result.title}"
            print(_one_line(words), file=streams.results)

    outcome = import_and_wait(workspace, [Path(file) for file in files], analyse=analyse, told=tell, progress=line.show)
    line.clear()
    if streams.results is not None:
        streams.results.flush()
    for words in _summary(outcome, analyse=analyse):
        line.say(words)
    return outcome


def has_failed(outcome: Outcome) -> bool:
    return bool(
        outcome.error or outcome.not_analysed or any(result.became is Became.FAILED for result in outcome.results)
    )


def report(outcome: Outcome) -> dict[str, object]:
    """For machines. state: “imported”, “known” or “failed”; a file that was not come to, since it was stopped, is not there."""
    counts = Counter(result.became for result in outcome.results)
    return {
        "schema": 1,
        "files": [_record(result) for result in outcome.results],
        **{became.value: counts[became] for became in Became},
        "analysed": outcome.analysed,
        "not_analysed": [{"article": one, "problem": why} for one, why in outcome.not_analysed.items()],
        "problem": str(outcome.error) if outcome.error else "",
        "complete": not outcome.is_stopped and outcome.error is None,
    }


def _record(result: FileResult) -> dict[str, str]:
    record = {"file": str(result.path), "state": result.became.value}
    if result.became is Became.FAILED:
        return record | {"problem": result.what, "advice": result.advice}
    return record | {"article": result.article_id, "title": result.title}


def _summary(outcome: Outcome, *, analyse: bool) -> list[str]:
    counts = Counter(result.became for result in outcome.results)
    files = len(outcome.results)
    parts = [f"{counts[became]:,} {_STATES[became]}" for became in Became if counts[became]]
    lines = [f"{files:,} {'file' if files == 1 else 'files'}{': ' if parts else ''}{', '.join(parts)}"]
    if not files and not outcome.is_stopped and outcome.error is None:
        lines = ["there are no articles there: no text, Markdown or HTML file"]
    if analyse and files:
        lines[0] += f"; {outcome.analysed:,} analysed"
    lines += [
        f"{result.path}: {result.what} {result.advice}" for result in outcome.results if result.became is Became.FAILED
    ]
    lines += [f"{one}: imported, but not analysed: {why}" for one, why in outcome.not_analysed.items()]
    if outcome.error is not None:
        known = isinstance(outcome.error, AppError)
        lines.append(
            str(outcome.error) if known else f"a fault of Pressmark itself ({outcome.error!r}). Please report it."
        )
    return lines


class _ProgressLine:
    """On a terminal one line that is written over; elsewhere a line now and then."""

    def __init__(self, stream: IO[str] | None) -> None:
        self._stream = stream
        self._is_terminal = stream is not None and stream.isatty()
        self._next = 0.0
        self._is_shown = False

    def show(self, doing: str, done: int, total: int) -> None:
        now = time.monotonic()
        if self._stream is None or now < self._next or not done:
            return
        self._next = now + (_TERMINAL_SECONDS if self._is_terminal else _FILE_SECONDS)
        words = f"{done:,} of {total:,} {'files' if doing == READING else 'articles'} {doing}"
        if self._is_terminal:
            self._stream.write(f"\r\x1b[K{words} ({100 * done // total} %)")
            self._stream.flush()
            self._is_shown = True
        else:
            self.say(words)

    def clear(self) -> None:
        if self._is_shown and self._stream is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._is_shown = False

    def say(self, words: str) -> None:
        if self._stream is not None:
            self._stream.write(f"pressmark: {_one_line(words)}\n")
            self._stream.flush()


def _one_line(words: str) -> str:
    return " ".join(words.split())

"""What became of the files that a reader asked to import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Became(StrEnum):
    IMPORTED = "imported"
    KNOWN = "known"
    """An article of the same bytes was in the library already; it was left as it is."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file. `article_id`, `title`: of the article that it became or was known as. `what`, `advice`: why it failed, and what
    the reader may do about it."""

    path: Path
    became: Became
    article_id: str = ""
    title: str = ""
    what: str = ""
    advice: str = ""


class Tally:
    """Counts of an import that goes on, and what failed in it, in the order in which it did."""

    def __init__(self) -> None:
        self.counts: Counter[Became] = Counter()
        self.failures: list[FileResult] = []
        self.total = 0
        """How many files there are; 0 while they are still being looked for."""

    def add(self, results: Iterable[FileResult]) -> None:
        for result in results:
            self.counts[result.became] += 1
            if result.became is Became.FAILED:
                self.failures.append(result)

    @property
    def done(self) -> int:
        return self.counts.total()

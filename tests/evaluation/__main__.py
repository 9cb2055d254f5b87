"""`python -m tests.evaluation [train|dev|test …] [--corpus DIR] [--errors] [--json]`: how well it finds who said what.

Without a folder: our own annotated articles. A folder is either in their format or laid out as PolNeAR is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.evaluation import measuring, polnear, polnear_scorer, polnear_tables
from tests.evaluation.corpus import CORPUS, CorpusError
from tests.evaluation.tallies import errors

GROUPS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Report:
    """What one group came to; each form is made when it is asked for."""

    tables: Callable[[], str]
    errors: Callable[[], str]
    json: Callable[[], dict[str, object]]


class NothingToMeasure(Exception):
    """The folder has no article of the group; the message says so."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    folder: Path = options.corpus
    is_polnear = polnear.is_polnear(folder)
    groups = options.groups or (["dev"] if is_polnear else ["dev", "test"])
    numbers: dict[str, object] = {}
    for group in groups:
        try:
            report = of_polnear(folder, group) if is_polnear else of_own(folder, group)
        except (NothingToMeasure, CorpusError) as error:
            print(error, file=sys.stderr)
            return 1
        if options.json:
            numbers[group] = report.json()
            continue
        print(report.tables(), end="\n\n")
        if options.errors:
            print(report.errors(), end="\n\n")
    if options.json:
        print(json.dumps({"corpus": str(folder), "groups": numbers}, indent=1, ensure_ascii=False))
    return 0


def of_own(folder: Path, group: str) -> Report:
    scores = measuring.measure(group, folder)
    if not scores:
        raise NothingToMeasure(f"{folder} holds no articles {group}-*.txt.")
    return Report(
        lambda: f"{measuring.table(scores, group)}\n\n{measuring.split_tables(scores)}",
        lambda: errors(measuring.total(scores, group).misses),
        lambda: measuring.as_json(scores, group),
    )


def of_polnear(folder: Path, split: str) -> Report:
    score = polnear_scorer.measure(folder, split)
    if not score.articles:
        raise NothingToMeasure(f"{folder} holds no annotated texts in {split}/text.")
    return Report(
        lambda: polnear_tables.table(score, f"PolNeAR {split}"),
        lambda: errors(score.misses),
        lambda: polnear_tables.as_json(score),
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py evaluate", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="train|dev|test", help="default: dev and test, of PolNeAR dev")
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR", help="annotated articles or PolNeAR")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--errors", action="store_true", help="list every error (keep the test group unread while tuning)"
    )
    form.add_argument("--json", action="store_true", help="everything but the errors as one JSON object")
    options = parser.parse_args(arguments)
    for group in options.groups:
        if group not in GROUPS:
            parser.error(f"“{group}” is none of {', '.join(GROUPS)}")
    return options


if __name__ == "__main__":
    sys.exit(main())

"""`pressmark stats`: who said how much over the articles of the library, or over those that a query finds."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.shares import By, Measure, Scope

if TYPE_CHECKING:
    from desktop_app.storage import Library

_BY = (By.SPEAKER, By.KIND, By.OUTLET, By.TOPIC, By.MONTH)
_COLUMNS = {"topics": By.TOPIC, "outlets": By.OUTLET, "articles": By.ARTICLE, "months": By.MONTH}
Parsers = Callable[[str, str, str], argparse.ArgumentParser]
"""Makes a parser from the name of a command, what it does, examples."""


@dataclass(frozen=True, slots=True)
class StatsCommand:
    """`pressmark stats`; columns_by: None for shares, else a matrix."""

    query: str = ""
    by: By = By.SPEAKER
    measure: Measure = Measure.WORDS
    columns_by: By | None = None
    format: str = "text"
    limit: int = 30


def parse_stats(make: Parsers, argv: Sequence[str]) -> StatsCommand:
    parser = make(
        "stats",
        "Print who said how much in the articles of the library, with what it was counted over.\n\n"
        "--matrix counts by speaker and topic, outlet, article or month instead.",
        '  pressmark stats\n  pressmark stats --query "outlet:courier after:2031" --by kind\n'
        "  pressmark stats --matrix topics --measure quotations --format csv > matrix.csv\n"
        "  pressmark stats --format json | jq '.shares[0]'",
    )
    parser.add_argument("--query", metavar="QUERY", default="", help="only in articles that this finds, as search does")
    parser.add_argument(
        "--by", choices=[by.value for by in _BY], default=By.SPEAKER.value, help="put together by (speaker)"
    )
    parser.add_argument(
        "--measure",
        choices=[each.value for each in Measure],
        default=Measure.WORDS.value,
        help="what is counted (words)",
    )
    parser.add_argument("--matrix", choices=list(_COLUMNS), help="a table with these as columns")
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text", help="what is written (text)")
    parser.add_argument(
        "--limit", metavar="N", type=int, default=30, help="so many have a line, the rest is “others” (30)"
    )
    options = parser.parse_args(argv)
    if options.limit < 1:
        parser.error("--limit takes a number from 1")
    columns = _COLUMNS.get(options.matrix or "")
    return StatsCommand(options.query, By(options.by), Measure(options.measure), columns, options.format, options.limit)


def print_stats(library: Library, command: StatsCommand, show: Callable[[str], None]) -> None:
    """show: a line on standard output. QueryError."""
    from desktop_app.domain.query import parse_query

    scope = Scope(query=parse_query(command.query))
    written = _shares(library, command, scope) if command.columns_by is None else _matrix(library, command, scope)
    show(written.removesuffix("\n"))


def _shares(library: Library, command: StatsCommand, scope: Scope) -> str:
    from desktop_app.exporting import share_tables as tables

    measure = command.measure
    counted = library.ledger.shares(scope, by=command.by, measure=measure, most=command.limit)
    match command.format:
        case "csv":
            return tables.shares_csv(counted, measure, tables.basis_words(counted.basis, measure))
        case "json":
            return json.dumps(tables.shares_record(counted, measure), ensure_ascii=False)
        case _:
            return tables.shares_text(counted, measure)


def _matrix(library: Library, command: StatsCommand, scope: Scope) -> str:
    from desktop_app.exporting import share_tables as tables

    measure, columns_by = command.measure, command.columns_by or By.TOPIC
    most = (command.limit, command.limit)
    counted = library.ledger.matrix(scope, by=command.by, columns_by=columns_by, measure=measure, most=most)
    match command.format:
        case "csv":
            return tables.matrix_csv(counted, measure, tables.basis_words(counted.basis, measure))
        case "json":
            return json.dumps(tables.matrix_record(counted, measure), ensure_ascii=False)
        case _:
            return tables.matrix_text(counted, measure)

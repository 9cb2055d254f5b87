"""Matrices and shares of voice for other programs: tables, plain data, words for a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.shares import ALL, Amount, Basis, By, Line, LineKind, Matrix, Measure, Share, Shares
from desktop_app.exporting.speaker_tables import cell

SCHEMA = 1
Named = Callable[[Line, By], str]
"""How a line is shown."""
_NONE = {
    By.SPEAKER: "unattributed",
    By.KIND: "unattributed",
    By.OUTLET: "no outlet",
    By.TOPIC: "no topic",
    By.ARTICLE: "untitled article",
    By.MONTH: "no date",
}
_WIDEST = 32  # characters of a label in a terminal


def line_name(line: Line, by: By) -> str:
    match line.kind:
        case LineKind.ALL:
            return "all"
        case LineKind.OTHERS:
            return "earlier" if by is By.MONTH else "others"
        case LineKind.NONE:
            return _NONE[by]
        case LineKind.NAMED:
            if line.label == "unnamed" and by in (By.SPEAKER, By.KIND):
                return "unnamed sources"
            return line.label or _NONE[by]


def basis_words(basis: Basis, measure: Measure) -> str:
    """“27 quotations in 12 articles; 3 unattributed”."""
    whole, nobody = basis.amount.of(measure), basis.unattributed.of(measure)
    one = whole == 1
    counted = f"{whole:,} {measure.value.removesuffix('s') if one else measure.value}"
    articles = f"{basis.articles:,} article{'' if basis.articles == 1 else 's'}"
    return f"{counted} in {articles}; {nobody:,} unattributed"


def matrix_csv(matrix: Matrix, measure: Measure, basis: str, named: Named = line_name) -> str:
    """A row for each speaker, below one of the columns; sums at the end of both; the basis last."""
    head = ["", *(named(column, matrix.columns_by) for column in (*matrix.columns, ALL))]
    body = [
        [named(row, matrix.by), *(_of(matrix.cell(row, each), measure) for each in (*matrix.columns, ALL))]
        for row in matrix.rows
    ]
    foot = [named(ALL, matrix.by), *(_of(matrix.cell(ALL, each), measure) for each in (*matrix.columns, ALL))]
    return _csv([head, *body, foot, [basis]])


def shares_csv(shares: Shares, measure: Measure, basis: str, named: Named = line_name) -> str:
    """A row for each voice, the basis last."""
    head = [shares.by.value, measure.value, "percent", *(kind.value for kind in AttributionKind), "first_at_percent"]
    body = [
        [
            named(one.line, shares.by),
            _of(one.amount, measure),
            f"{100 * shares.part(one, measure):.1f}",
            *(_of(one.of_kind(kind), measure) for kind in AttributionKind),
            f"{100 * one.first:.0f}",
        ]
        for one in shares.shares
    ]
    return _csv([head, *body, [basis]])


def matrix_record(matrix: Matrix, measure: Measure) -> dict[str, Any]:
    """Plain data (schema 1); cells that are empty are left out."""
    rows = {row.key: named for row, named in _named(matrix.rows, matrix.by)}
    columns = {column.key: named for column, named in _named(matrix.columns, matrix.columns_by)}
    return {
        "schema": SCHEMA,
        "by": matrix.by.value,
        "columns_by": matrix.columns_by.value,
        "measure": measure.value,
        "rows": list(rows.values()),
        "columns": list(columns.values()),
        "cells": [
            {"row": rows[row], "column": columns[column], **_amount(amount)}
            for (row, column), amount in matrix.cells.items()
        ],
        "basis": _basis(matrix.basis),
    }


def shares_record(shares: Shares, measure: Measure) -> dict[str, Any]:
    """Plain data (schema 1); part and first_at are 0..1."""
    return {
        "schema": SCHEMA,
        "by": shares.by.value,
        "measure": measure.value,
        "shares": [_share(shares, one, measure) for one in shares.shares],
        "basis": _basis(shares.basis),
    }


def matrix_text(matrix: Matrix, measure: Measure) -> str:
    """For a terminal: each row with the columns that it has something in, the largest first."""
    lines = [basis_words(matrix.basis, measure)]
    for row, name in _named(matrix.rows, matrix.by):
        lines += ["", f"{name}  {matrix.of_row(row).of(measure):,}"]
        filled = [(matrix.cell(row, column).of(measure), column) for column in matrix.columns]
        for size, column in sorted(filled, key=lambda each: -each[0]):
            if size:
                lines.append(f"  {size:>7,}  {line_name(column, matrix.columns_by)}")
    return "\n".join(lines) + "\n"


def shares_text(shares: Shares, measure: Measure) -> str:
    """For a terminal: name, size, part, and how much of it is direct, mixed, indirect."""
    rows = _named([one.line for one in shares.shares], shares.by)
    names = [name if len(name) <= _WIDEST else name[: _WIDEST - 1] + "…" for _, name in rows]
    width = max((len(name) for name in names), default=0)
    lines = [basis_words(shares.basis, measure), ""]
    for name, one in zip(names, shares.shares, strict=True):
        kinds = ", ".join(
            f"{one.of_kind(kind).of(measure):,} {kind.value}"
            for kind in AttributionKind
            if one.of_kind(kind).of(measure)
        )
        part = f"{100 * shares.part(one, measure):>5.1f} %"
        lines.append(f"{name:<{width}}  {one.amount.of(measure):>8,}  {part}  {kinds}".rstrip())
    return "\n".join(lines) + "\n"


def _csv(rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    table = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for row in rows:
        table.writerow([cell(value) for value in row])
    return written.getvalue()


def _of(amount: Amount, measure: Measure) -> str:
    return str(amount.of(measure))


def _named(lines: Sequence[Line], by: By) -> list[tuple[Line, str]]:
    return [(line, line_name(line, by)) for line in lines]


def _amount(amount: Amount) -> dict[str, int]:
    return {measure.value: amount.of(measure) for measure in Measure}


def _share(shares: Shares, one: Share, measure: Measure) -> dict[str, Any]:
    return {
        "name": line_name(one.line, shares.by),
        "is": one.line.kind.value,
        **({"id": one.line.key} if one.line.kind is LineKind.NAMED else {}),
        **_amount(one.amount),
        "part": round(shares.part(one, measure), 6),
        **{kind.value: _amount(one.of_kind(kind)) for kind in AttributionKind},
        "first_at": round(one.first, 4),
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {**_amount(basis.amount), "articles": basis.articles, "unattributed": _amount(basis.unattributed)}

"""Who said what, counted: matrices of speakers by topics, outlets, articles or months, and shares of voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.query import Query


class Measure(StrEnum):
    """What is counted."""

    STATEMENTS = "statements"
    QUOTATIONS = "quotations"
    WORDS = "words"


class By(StrEnum):
    """What statements are put together by."""

    SPEAKER = "speaker"
    KIND = "kind"
    """of speaker"""
    OUTLET = "outlet"
    TOPIC = "topic"
    ARTICLE = "article"
    MONTH = "month"


class LineKind(StrEnum):
    NAMED = "named"
    OTHERS = "others"
    """all that are too small for a line of their own"""
    NONE = "none"
    """said by nobody who is known, or without outlet, title or topic"""
    ALL = "all"
    """all lines together; in no table, but a cell of it may be asked for"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which statements are counted; all that is left empty leaves nothing out. query: those in the articles that it finds;
    since, until: days (ISO), both within."""

    articles: tuple[str, ...] = ()
    query: Query | None = None
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """words: of all that is attributed, also of what is only reported."""

    statements: int = 0
    quotations: int = 0
    words: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.statements + other.statements, self.quotations + other.quotations, self.words + other.words)

    def of(self, measure: Measure) -> int:
        match measure:
            case Measure.STATEMENTS:
                return self.statements
            case Measure.QUOTATIONS:
                return self.quotations
            case Measure.WORDS:
                return self.words


NOTHING = Amount()


@dataclass(frozen=True, slots=True)
class Basis:
    """What figures were counted over. unattributed: what of it nobody who is known said."""

    amount: Amount = NOTHING
    articles: int = 0
    unattributed: Amount = NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column. key: tells it from others of its table; values: what it is kept as (a topic in several writings has
    several); label: “” but for NAMED, the kinds of speakers as SpeakerKind writes them."""

    key: str
    label: str = ""
    kind: LineKind = LineKind.NAMED
    values: tuple[str, ...] = ()


ALL = Line("\0all", kind=LineKind.ALL)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns are the largest first (months in order), then others, then none. A cell that is not there is empty."""

    by: By
    columns_by: By
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: Mapping[tuple[str, str], Amount] = field(default_factory=dict)
    basis: Basis = Basis()

    def cell(self, row: Line, column: Line) -> Amount:
        if row.kind is LineKind.ALL:
            return self.basis.amount if column.kind is LineKind.ALL else self.of_column(column)
        if column.kind is LineKind.ALL:
            return self.of_row(row)
        return self.cells.get((row.key, column.key), NOTHING)

    def of_row(self, row: Line) -> Amount:
        return sum((self.cell(row, column) for column in self.columns), NOTHING)

    def of_column(self, column: Line) -> Amount:
        return sum((self.cell(row, column) for row in self.rows), NOTHING)


@dataclass(frozen=True, slots=True)
class Share:
    """One voice. kinds: its amount, direct, mixed and indirect apart; first: how far into an article the first statement stands,
    0..1, the mean of all articles in which there is one."""

    line: Line
    amount: Amount
    kinds: Mapping[AttributionKind, Amount]
    first: float = 0.0

    def of_kind(self, kind: AttributionKind) -> Amount:
        return self.kinds.get(kind, NOTHING)


@dataclass(frozen=True, slots=True)
class Shares:
    """The largest first (months in order), then others, then none."""

    by: By
    shares: tuple[Share, ...] = ()
    basis: Basis = Basis()

    def part(self, share: Share, measure: Measure) -> float:
        """Of the whole, 0..1."""
        whole = self.basis.amount.of(measure)
        return share.amount.of(measure) / whole if whole else 0.0

"""The columns that many tables of the library have, and the names that its keys and indices get."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def key() -> Column[Any]:
    return Column("key", Integer, primary_key=True)


def own_id() -> Column[Any]:
    return Column("id", Text, nullable=False, unique=True)


def lasting_id() -> Column[Any]:
    """Lasting ids are the same in two revisions of an article where the same words stand at the same place."""
    return Column("id", Text, nullable=False, index=True)


def owner(name: str, table: str, *, index: bool = True, nullable: bool = False) -> Column[Any]:
    """A row that goes when its owner goes."""
    return Column(f"{name}_key", ForeignKey(f"{table}.key", ondelete="CASCADE"), nullable=nullable, index=index)


def words(name: str, *, empty: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default=text("''") if empty else None)


def number(name: str = "number") -> Column[Any]:
    return Column(name, Integer, nullable=False)


def time(name: str, *, nullable: bool = False) -> Column[Any]:
    """ISO 8601 in UTC with microseconds, so that the order of the words is the order of time."""
    return Column(name, Text, nullable=nullable)


def span() -> tuple[Any, ...]:
    """Code points of the revision's text, half-open."""
    return (
        Column("start_at", Integer, nullable=False),
        Column("end_at", Integer, nullable=False),
        CheckConstraint("0 <= start_at AND start_at <= end_at", name="span"),
    )


def anchor() -> tuple[Any, ...]:
    return words("exact"), words("prefix"), words("suffix")


def made_by() -> Column[Any]:
    return Column("made_by", Text, nullable=False, server_default=text("'program'"))


def bin_index(table: str) -> Index:
    """Finds what is in the bin without reading past all that is not."""
    return Index(f"ix_{table}_removed_at", "removed_at", sqlite_where=text("removed_at IS NOT NULL"))


def listed_index(name: str, words: str = "", only: str = "") -> Index:
    """An order, or a part, of the articles that are listed: those outside the bin."""
    return Index(f"ix_articles_{name}", text(words) if words else name, sqlite_where=text(f"removed_at IS NULL{only}"))

"""How the library is kept in order: collections, stars, what was read, and the lists that are made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.domain.article import ArticleSummary, Metadata


class ReadState(StrEnum):
    UNREAD = "unread"
    READING = "reading"
    READ = "read"


class Order(StrEnum):
    TITLE = "title"
    OUTLET = "outlet"
    AUTHOR = "author"
    PUBLISHED = "published"
    IMPORTED = "imported"
    OPENED = "opened"
    QUOTATIONS = "quotations"
    SPEAKERS = "speakers"
    NOTES = "notes"
    STARS = "stars"


UPWARDS_FIRST = frozenset({Order.TITLE, Order.OUTLET, Order.AUTHOR})
"""Orders that a reader expects from A to Z; in all others the newest, or most, come first."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Which articles are listed, and in what order. Conditions are met all at once; “” asks for nothing.

    collection: the id of one; with those that lie in it. query: in the language of the search.
    """

    order: Order = Order.IMPORTED
    is_upwards: bool = False
    only_unread: bool = False
    only_starred: bool = False
    only_opened: bool = False
    only_with_notes: bool = False
    outlet: str = ""
    tag: str = ""
    collection: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """A place that articles are put into, or, with a query, one that finds them itself. parent_id: “” at the top; position:
    among those with the same parent. count: of articles outside the bin in it and in those that lie in it."""

    id: str
    name: str
    parent_id: str = ""
    position: int = 0
    query: str = ""
    count: int = 0

    @property
    def is_smart(self) -> bool:
        return bool(self.query)


@dataclass(frozen=True, slots=True)
class ShelfCounts:
    """Articles outside the bin."""

    all: int = 0
    unread: int = 0
    starred: int = 0
    opened: int = 0


@dataclass(frozen=True, slots=True)
class ArticleState:
    """What the reader decides about an article, as it is; tags and ids of collections in a fixed order."""

    id: str
    metadata: Metadata
    is_starred: bool = False
    read_state: ReadState = ReadState.UNREAD
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """A change that is made to some articles alike. None, and what is not named, is left as it is."""

    metadata: Mapping[str, str] = field(default_factory=dict)  # by the names of Metadata
    is_starred: bool | None = None
    read_state: ReadState | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    put_into: tuple[str, ...] = ()
    take_from: tuple[str, ...] = ()

    def of(self, state: ArticleState) -> ArticleState:
        """The article as it is afterwards."""
        values = {name: getattr(state.metadata, name) for name in Metadata.__slots__}
        return ArticleState(
            state.id,
            Metadata(**(values | dict(self.metadata))),
            state.is_starred if self.is_starred is None else self.is_starred,
            self.read_state or state.read_state,
            _changed(state.tags, self.add_tags, self.remove_tags),
            _changed(state.collections, self.put_into, self.take_from),
        )


def _changed(known: tuple[str, ...], added: tuple[str, ...], removed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted((set(known) | set(added)) - set(removed)))


@dataclass(frozen=True, slots=True)
class Overview:
    """What is known of the whole library at a glance, however large it is. waiting: articles that were never analysed; newest: the
    latest imports, up to `NEWEST`."""

    counts: ShelfCounts = ShelfCounts()
    collections: tuple[Collection, ...] = ()
    waiting: int = 0
    newest: tuple[ArticleSummary, ...] = ()


NEWEST = 500

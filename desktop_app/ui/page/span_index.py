"""Finds what lies on a passage among very many things, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from desktop_app.domain.spans import Span


class Placed(Protocol):
    """Anything that has a place in the text."""

    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=Placed)


class SpanIndex(Generic[T]):
    """By bisection in classes of similar length, so that one thing over the whole article does not make every question look at
    all of them."""

    def __init__(self, things: Iterable[T] = ()) -> None:
        classes: dict[int, list[T]] = {}
        for thing in things:
            classes.setdefault(thing.span.length.bit_length() // 3, []).append(thing)
        self._classes: list[tuple[int, list[int], list[T]]] = []
        for members in classes.values():
            members.sort(key=lambda thing: thing.span)
            longest = max(thing.span.length for thing in members)
            self._classes.append((longest, [thing.span.start for thing in members], members))

    def __iter__(self) -> Iterator[T]:
        for _, _, members in self._classes:
            yield from members

    def __len__(self) -> int:
        return sum(len(members) for _, _, members in self._classes)

    def overlapping(self, start: int, end: int) -> list[T]:
        """All that share a code point with `[start, end)`, in no order."""
        found: list[T] = []
        for longest, starts, members in self._classes:
            low, high = bisect_right(starts, start - longest), bisect_left(starts, end)
            found.extend(thing for thing in members[low:high] if thing.span.end > start)
        return found

"""The reader's own topics over all articles, told from the corrections that made and changed them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from desktop_app.domain.corrections import READER, Field, Target, Verdict
from desktop_app.domain.own_topics import OwnTopic
from desktop_app.storage import tables

SAMPLES = 6
"""Passages of a topic that are read, at most."""
LONGEST = 600
"""Code points of a passage that are read, at most."""
_CONFIRMED = (None, Verdict.CONFIRMED.value)


@dataclass(slots=True)
class _Here:
    """A topic in one text of one article."""

    spans: list[list[int]] = field(default_factory=list)
    is_rejected: bool = False

    @property
    def is_there(self) -> bool:
        return bool(self.spans) and not self.is_rejected


def own_topics(connection: Connection) -> list[OwnTopic]:
    """Those that are in at least one article outside the bin, by how many articles have them, most first. What a reader took out
    of an article again does not count there."""
    log = _Log()
    for row in _corrections(connection):
        log.replay(row)
    places: dict[str, list[tuple[int, int, _Here]]] = {}
    for (topic, article, revision), here in reversed(log.places.items()):
        if here.is_there:
            places.setdefault(topic, []).append((article, revision, here))
    found = [
        OwnTopic(
            id=topic,
            label=log.labels[topic],
            colour=log.colours.get(topic, ""),
            articles=len({article for article, _, _ in its}),
            passages=_samples(connection, ((revision, span) for _, revision, here in its for span in here.spans)),
        )
        for topic, its in places.items()
    ]
    return sorted(found, key=lambda one: (-one.articles, one.label.casefold(), one.id))


def _samples(connection: Connection, places: Iterable[tuple[int, Sequence[int]]]) -> tuple[str, ...]:
    """The words of the first passages, given as key of their text and span."""
    t = tables.revision_texts.c
    found: dict[str, None] = {}
    for revision, (start, end) in islice(places, SAMPLES):
        cut = func.substr(t.text, start + 1, min(end - start, LONGEST))
        words = connection.scalar(select(cut).where(t.revision_key == revision))
        if words:
            found[words] = None
    return tuple(found)


class _Log:
    """What the corrections say of the reader's own topics, oldest first."""

    def __init__(self) -> None:
        self.labels: dict[str, str] = {}
        self.colours: dict[str, str] = {}
        self.places: dict[
            tuple[str, int, int], _Here
        ] = {}  # by topic, article, revision; the one changed last is the last

    def replay(self, row: Any) -> None:
        """What cannot be read changes nothing."""
        try:
            kind, before, after = Field(row.field), json.loads(row.before), json.loads(row.after)
            if kind is Field.MERGED:
                self._merge(row, before, after)
            elif before["found_by"] == READER:
                self._change(row, kind, before, after)
        except (KeyError, TypeError, ValueError):
            return

    def _change(self, row: Any, kind: Field, before: dict[str, Any], after: Any) -> None:
        topic = row.target_id
        self.labels.setdefault(topic, before["label"])
        here = self._here(row, topic, before["spans"])
        match kind:
            case Field.MADE:
                self.labels[topic], here.spans = after["label"], after["spans"]
            case Field.LABEL:
                self.labels[topic] = after
            case Field.COLOUR:
                self.colours[topic] = after
            case Field.PASSAGES:
                here.spans = after
            case Field.VERDICT:
                here.is_rejected = after not in _CONFIRMED

    def _merge(self, row: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        """A topic of the article, whoever found it, becomes part of another one."""
        into, label, is_own = after["id"], after["label"], after["found_by"] == READER
        self.places.pop((row.target_id, row.article_key, row.revision_key), None)
        if is_own:
            self.labels.setdefault(into, label)
            here = self._here(row, into, after["spans"])
            here.spans = [*here.spans, *(span for span in before["spans"] if span not in here.spans)]

    def _here(self, row: Any, topic: str, spans: list[list[int]]) -> _Here:
        key = (topic, row.article_key, row.revision_key)
        here = self.places.pop(key, None) or _Here(list(spans))
        self.places[key] = here
        return here


def _corrections(connection: Connection) -> Iterator[Any]:
    c, a = tables.corrections.c, tables.articles.c
    yield from connection.execute(
        select(c.article_key, c.revision_key, c.target_id, c.field, c.before, c.after)
        .join_from(tables.corrections, tables.articles, c.article_key == a.key)
        .where(c.target == Target.TOPIC.value, c.removed_at.is_(None), a.removed_at.is_(None))
        .order_by(c.made_at, c.key)
    )

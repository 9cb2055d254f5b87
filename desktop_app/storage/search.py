"""Looking for things in the library: a query becomes one statement that ranks, and one that fetches what is shown.

The index is matched once in a statement. Newest first is the order of keys in the index, so the newest hits are found without
reading the others; bm25 is worked out for those only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from desktop_app.domain.query import Query
from desktop_app.domain.search_marks import BEFORE, ROOM, Pattern, best_place, patterns_of, places, snippet
from desktop_app.domain.searching import NEWEST, SHOWN, SHOWN_TYPING, Answer, Hit, HitKind
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.storage.search_sql import compiled, ranking

_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether the reader still waits."""
_MARKS = "“”„«»‘’\"'"
"""What may stand before and after a statement, and is shown with it."""

_DETAILS = """SELECT t.key, t.kind, t.target_id, t.start_at, t.end_at, a.id AS article_id, a.title, a.outlet, a.published,
    t.note, t.name, t.speaker, t.status, t.revision_key, max(0, t.start_at - 1) AS cut,
    CASE t.kind WHEN 'article' THEN x.text WHEN 'note' THEN ''
    ELSE substr(x.text, max(0, t.start_at - 1) + 1, t.end_at - max(0, t.start_at - 1) + 1) END AS text
    FROM json_each(?) k CROSS JOIN search_things t ON t.key = k.value CROSS JOIN articles a ON a.key = t.article_key
    LEFT JOIN revision_texts x ON x.revision_key = t.revision_key ORDER BY k.key"""
_SAID_THERE = """SELECT j.key, (SELECT t.speaker FROM search_things t WHERE t.revision_key = json_extract(j.value, '$[0]')
    AND t.kind = 'statement' AND t.start_at <= json_extract(j.value, '$[1]') AND t.end_at >= json_extract(j.value, '$[2]')
    ORDER BY t.end_at - t.start_at LIMIT 1) FROM json_each(?) j"""
"""Who says what stands at a place of a text, for a list of [key of the revision, start, end]."""


def search(connection: Connection, query: Query, task: Task, *, is_full: bool) -> Answer:
    """The best hits. is_full: of all hits, up to `SHOWN`; else of the newest `NEWEST`, up to `SHOWN_TYPING`. Nothing that is in the
    bin, or hidden with what is. Cancelled."""
    with _interruptible(connection, task):
        form = compiled(connection, query)
        limit = SHOWN if is_full else SHOWN_TYPING
        statement, values = ranking(form, newest=-1 if is_full else NEWEST, most=limit)
        rows = connection.exec_driver_sql(statement, values).all()
        if not rows:
            return Answer()
        hits = _hits(connection, [row[0] for row in rows], query)
    return Answer(hits, rows[0][1], is_part=not is_full and rows[0][2] >= NEWEST)


@contextmanager
def _interruptible(connection: Connection, task: Task) -> Iterator[None]:
    """SQLite asks now and then whether to go on."""
    raw: Any = connection.connection.dbapi_connection
    raw.set_progress_handler(lambda: task.is_cancelled, _STEPS)
    try:
        task.check()
        yield
    except Exception:
        task.check()  # an interruption looks like an error
        raise
    finally:
        raw.set_progress_handler(None, 0)


def _hits(connection: Connection, keys: Sequence[int], query: Query) -> tuple[Hit, ...]:
    rows = connection.exec_driver_sql(_DETAILS, (f"[{','.join(map(str, keys))}]",)).all()
    patterns = patterns_of(query.marked)
    hits = [_hit(row, patterns) for row in rows]
    asked = [
        (row.revision_key, *hit.span) if hit.kind is HitKind.ARTICLE and hit.span is not None else (0, 0, 0)
        for row, hit in zip(rows, hits, strict=True)
    ]
    if not any(key for key, _, _ in asked):
        return tuple(hits)
    speakers = connection.exec_driver_sql(_SAID_THERE, (json.dumps(asked),))
    for place, names in speakers:
        if names:
            hits[place] = replace(hits[place], speaker=names.partition("\n")[0])
    return tuple(hits)


def _hit(row: Any, patterns: Sequence[Pattern]) -> Hit:
    base = (row.article_id, row.title, row.outlet, row.published, row.target_id)
    kind, text = HitKind(row.kind), row.text or ""
    if kind is HitKind.ARTICLE:
        return _article((row.article_id, row.title, row.outlet, row.published), text, patterns)
    if kind is HitKind.NOTE:
        return Hit(kind, *base, **_shown(row.note, places(row.note, patterns)))
    if kind is HitKind.SPEAKER:
        names = row.name.replace("\n", ", ")
        place = Span(row.start_at, row.end_at) if row.end_at else None
        return Hit(kind, *base, row.name.partition("\n")[0], span=place, **_shown(names, places(names, patterns)))
    own = Span(row.start_at - row.cut, row.end_at - row.cut)
    shown = Span(own.start - (own.start > 0 and text[: own.start] in _MARKS), own.end + (text[own.end :] in _MARKS))
    found = [place for place in places(text, patterns) if own.contains(place[0])]
    first = found[best_place(found)][0] if found else None
    spans = [Span(start - shown.start, end - shown.start) for (start, end), _ in found]
    at = None
    if first is not None and first.start - shown.start >= BEFORE:
        at = Span(first.start - shown.start, first.end - shown.start)
    words, marks = snippet(shown.of(text), spans, at)
    span = Span((first or own).start + row.cut, (first or own).end + row.cut)
    return Hit(kind, *base, row.speaker.partition("\n")[0], row.status, words, marks, span)


def _article(base: tuple[str, str, str, str], text: str, patterns: Sequence[Pattern]) -> Hit:
    """The headline is shown as title anyway: a place below it says more."""
    title = base[1]
    below = len(text.partition("\n")[0]) if title and text.startswith(title) else 0
    found = places(text, patterns, most=40)
    marks = tuple(span for span, _ in places(title, patterns))
    inside = [place for place in found if place[0].start >= below]
    if not inside:
        at = found[0][0] if found else None
        start = below + len(text[below:]) - len(text[below:].lstrip()) if below else 0
        words, _ = snippet(text[start : start + 2 * ROOM], (), None)
        return Hit(HitKind.ARTICLE, *base, snippet=words, span=at, title_marks=marks)
    at = inside[best_place(inside)][0]
    return Hit(HitKind.ARTICLE, *base, **_shown(text, inside), span=at, title_marks=marks)


def _shown(text: str, found: Sequence[tuple[Span, int]]) -> dict[str, Any]:
    at = found[best_place(found)][0] if found else None
    words, marks = snippet(text, [span for span, _ in found], at)
    return {"snippet": words, "marks": marks}

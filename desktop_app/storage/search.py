"""Looking for things in the library: a query becomes one statement that ranks, and one that fetches what is shown.

The index is matched once in a statement. Newest first is the order of keys in the index, so the newest hits are found without
reading the others; bm25 is worked out for those only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from desktop_app.domain.query import Query
from desktop_app.domain.search_marks import BEFORE, Pattern, best_place, patterns_of, places, snippet
from desktop_app.domain.searching import NEWEST, SHOWN, SHOWN_TYPING, Answer, Hit, HitKind
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.storage.search_sql import compiled, ranking

_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether the reader still waits."""
_MARKS = "“”„«»‘’\"'"
"""What may stand before and after a statement, and is shown with it."""

_DETAILS = """SELECT t.key, t.kind, t.target_id, t.start_at, t.end_at, a.id, a.title, a.outlet, a.published,
    t.note, t.name, t.speaker, t.status, t.revision_key, max(0, t.start_at - 1),
    CASE t.kind WHEN 'article' THEN x.text WHEN 'note' THEN ''
    ELSE substr(x.text, max(0, t.start_at - 1) + 1, t.end_at - max(0, t.start_at - 1) + 1) END
    FROM json_each(?) k CROSS JOIN search_things t ON t.key = k.value CROSS JOIN articles a ON a.key = t.article_key
    LEFT JOIN revision_texts x ON x.revision_key = t.revision_key ORDER BY k.key"""
_SAID_THERE = """SELECT speaker, end_at FROM search_things
    WHERE revision_key = ? AND kind = 'statement' AND start_at <= ? AND end_at >= ? ORDER BY end_at - start_at LIMIT 1"""


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
    return tuple(_hit(connection, row, patterns) for row in rows)


def _hit(connection: Connection, row: Any, patterns: Sequence[Pattern]) -> Hit:
    (
        _,
        kind,
        target_id,
        start,
        end,
        article_id,
        title,
        outlet,
        published,
        note,
        name,
        speaker,
        status,
        key,
        cut,
        text,
    ) = row
    base = (article_id, title, outlet, published)
    spoken = speaker.partition("\n")[0]
    if kind == HitKind.NOTE:
        found = places(note, patterns)
        return Hit(HitKind.NOTE, *base, target_id, **_shown(note, found))
    if kind == HitKind.SPEAKER:
        names = name.replace("\n", ", ")
        own_words = _shown(names, places(names, patterns))
        return Hit(HitKind.SPEAKER, *base, target_id, name.partition("\n")[0], **own_words, span=Span(start, end))
    text = text or ""
    if kind == HitKind.ARTICLE:
        return _article(connection, base, text, key, patterns)
    own = Span(start - cut, end - cut)
    shown = Span(own.start - (text[: own.start] in _MARKS and own.start > 0), own.end + (text[own.end :] in _MARKS))
    found = [place for place in places(text, patterns) if own.contains(place[0])]
    first = found[best_place(found)][0] if found else None
    words, marks = snippet(text[: shown.end], [span for span, _ in found], first or Span(shown.start, shown.start))
    if first is None or first.start - shown.start < BEFORE:
        words, marks = snippet(shown.of(text), [Span(a - shown.start, b - shown.start) for (a, b), _ in found], None)
    span = Span((first or own).start + cut, (first or own).end + cut)
    return Hit(HitKind(kind), *base, target_id, spoken, status, words, marks, span)


def _article(
    connection: Connection, base: tuple[str, str, str, str], text: str, key: int, patterns: Sequence[Pattern]
) -> Hit:
    """The headline is shown as title anyway: a place below it says more."""
    title = base[1]
    below = len(text.partition("\n")[0]) if title and text.startswith(title) else 0
    found = places(text, patterns, most=40)
    marks = tuple(span for span, _ in places(title, patterns))
    inside = [place for place in found if place[0].start >= below]
    if not inside:
        at = found[0][0] if found else None
        return Hit(HitKind.ARTICLE, *base, **_shown(text[below:].lstrip(), []), span=at, title_marks=marks)
    at = inside[best_place(inside)][0]
    said = connection.exec_driver_sql(_SAID_THERE, (key, at.start, at.end)).first()
    spoken = said[0].partition("\n")[0] if said else ""
    return Hit(HitKind.ARTICLE, *base, "", spoken, **_shown(text, inside), span=at, title_marks=marks)


def _shown(text: str, found: Sequence[tuple[Span, int]]) -> dict[str, Any]:
    at = found[best_place(found)][0] if found else None
    words, marks = snippet(text, [span for span, _ in found], at)
    return {"snippet": words, "marks": marks}

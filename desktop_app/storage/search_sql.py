"""A query as SQL: words become one expression of FTS5, filters become conditions on the article."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from desktop_app.domain.query import And, Filter, FilterKind, Not, Or, Part, Query, Scope, Sought, Words
from desktop_app.domain.search_marks import folded

_KINDS = {
    Sought.THINGS: "t.kind IN ('article', 'note', 'speaker')",
    Sought.STATEMENTS: "t.kind = 'statement'",
    Sought.CLAIMS: "t.kind = 'claim'",
}
_ANYWHERE = {Sought.THINGS: "{title body note name}", Sought.STATEMENTS: "{said words}", Sought.CLAIMS: "{said words}"}
_WEIGHTS = "8.0, 1.0, 3.0, 4.0, 1.0, 1.0, 1.5, 1.0, 0.0"
"""How much a hit in each column of the index counts: a title more than a text."""
_VISIBLE = (
    "t.article_key NOT IN (SELECT key FROM articles WHERE removed_at IS NOT NULL)",
    """t.kind <> 'note' OR t.target_id NOT IN (SELECT id FROM notes WHERE removed_at IS NOT NULL
    UNION SELECT n.id FROM highlights h JOIN notes n ON n.target_id = h.id AND n.target = 'highlight'
    WHERE h.removed_at IS NOT NULL)""",
)
"""What is neither in the bin nor hidden with what is. The bin is small: it is read once, not looked at for each hit."""
_IS_DATE = "a.published GLOB '[0-9][0-9][0-9][0-9]*'"
_HAS = {
    "note": """t.article_key IN (SELECT n.article_key FROM notes n WHERE n.removed_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM highlights h WHERE n.target = 'highlight' AND h.id = n.target_id AND h.removed_at IS NOT NULL))""",
    "highlight": "t.article_key IN (SELECT h.article_key FROM highlights h WHERE h.removed_at IS NULL)",
}
_TAGGED = """t.article_key IN (SELECT h.article_key FROM highlight_tags x JOIN highlights h ON h.key = x.highlight_key
    WHERE h.removed_at IS NULL AND x.tag_key IN (SELECT value FROM json_each(?))
    UNION SELECT article_key FROM article_tags WHERE tag_key IN (SELECT value FROM json_each(?)))"""
_OUTLETS = """WITH RECURSIVE known(outlet) AS (SELECT min(outlet) FROM articles
    UNION ALL SELECT (SELECT min(outlet) FROM articles a WHERE a.outlet > known.outlet) FROM known WHERE outlet IS NOT NULL)
    SELECT outlet FROM known WHERE outlet IS NOT NULL"""
"""Each once, by leaps along the index: a hundred times as fast as DISTINCT where articles are many."""
_LISTED = "IN (SELECT value FROM json_each(?))"


FEW = 2000
"""Articles, of which all things are listed beforehand: most hits are then passed over without looking at their rows."""
_KEY = "<key>"
_OF_FEW = f"{_KEY} IN (SELECT key FROM search_things WHERE article_key {_LISTED})"  # noqa: S608


@dataclass(slots=True)
class Compiled:
    """match: what the index is asked, “” where only conditions are to be met. conditions, with `values` for their marks: on
    t (search_things) and a (articles)."""

    match: str = ""
    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)


def compiled(connection: Connection, query: Query) -> Compiled:
    """Names of outlets and tags, and topics, are looked up here: they are few, and then need no function for each hit."""
    compiler = _Compiler(connection, query.sought)
    form = Compiled()
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    wanted = [part for part in parts if _is_words(part) and not isinstance(part, Not)]
    unwanted = [part.part for part in parts if isinstance(part, Not) and _is_words(part.part)]
    if wanted:
        form.match = " AND ".join(f"({compiler.expression(part)})" for part in wanted)
        if unwanted:
            form.match = f"({form.match}) NOT ({' OR '.join(compiler.expression(part) for part in unwanted)})"
    for part in parts:
        if form.match and (part in wanted or (isinstance(part, Not) and part.part in unwanted)):
            continue
        condition, values = compiler.condition(part)
        form.conditions.append(condition)
        form.values.extend(values)
    kinds = _KINDS[query.sought]
    if not form.match and query.sought is Sought.THINGS and not _has_words(query.root):
        kinds = "t.kind = 'article' AND t.status = ''"  # properties of articles: the articles
    form.conditions += [kinds, *_VISIBLE]  # after what leaves out most
    return form


def ranking(form: Compiled, *, newest: int, most: int) -> tuple[str, tuple[Any, ...]]:
    """A statement and its values, for rows of: key, how many hits, how many were gone through. newest: how many hits are ranked,
    -1 for all; most: how many rows. A speaker is left out where the article is found itself."""
    where, of_article = _met(form)
    if form.match:
        source = f"""SELECT t.key, t.article_key, t.kind, bm25(search_index, {_WEIGHTS}) AS score
            FROM search_index CROSS JOIN search_things t ON t.key = search_index.rowid
            {of_article} WHERE search_index MATCH ? AND {where} ORDER BY search_index.rowid DESC LIMIT ?"""  # noqa: S608
    else:
        source = f"""SELECT t.key, t.article_key, t.kind, 0.0 AS score
            FROM search_things t {of_article} WHERE {where} ORDER BY t.key DESC LIMIT ?"""  # noqa: S608
    statement = f"""WITH hits AS MATERIALIZED ({source})
        SELECT key, count(*) OVER (), (SELECT count(*) FROM hits) FROM hits
        WHERE kind <> 'speaker' OR article_key NOT IN (SELECT article_key FROM hits WHERE kind = 'article')
        ORDER BY score, key DESC LIMIT ?"""  # noqa: S608
    values = (*((form.match,) if form.match else ()), *form.values, newest, most)
    return statement, values


def articles_found(connection: Connection, query: Query) -> tuple[str, list[Any]]:
    """The same of a query that has not been compiled yet."""
    statement, values = articles(compiled(connection, query))
    return statement, list(values)


def articles(form: Compiled) -> tuple[str, tuple[Any, ...]]:
    """A statement and its values, for the keys of all articles in which something is found."""
    where, of_article = _met(form)
    source = "search_things t"
    if form.match:
        source = "search_index CROSS JOIN search_things t ON t.key = search_index.rowid"
        where = f"search_index MATCH ? AND {where}"
    values = (*((form.match,) if form.match else ()), *form.values)
    return f"SELECT DISTINCT t.article_key FROM {source} {of_article} WHERE {where}", values  # noqa: S608


def _met(form: Compiled) -> tuple[str, str]:
    """All conditions as one, and the articles, joined, where it asks about them."""
    where = " AND ".join(f"({condition})" for condition in form.conditions)
    where = where.replace(_KEY, "+search_index.rowid" if form.match else "t.key")  # +: not as a way into the index
    has_facts = "a.published" in where or "a.outlet" in where
    return where, "CROSS JOIN articles a ON a.key = t.article_key" if has_facts else ""


class _Compiler:
    def __init__(self, connection: Connection, sought: Sought) -> None:
        self._connection = connection
        self._sought = sought

    def expression(self, part: Part) -> str:
        """Words and statuses, and what is made of these alone, for FTS5."""
        match part:
            case Words(text, scope, is_prefix):
                column = scope.value if scope is not Scope.ANYWHERE else _ANYWHERE[self._sought]
                quoted = text.replace('"', '""')
                return f'{column} : "{quoted}"{"*" if is_prefix else ""}'
            case Filter(FilterKind.STATUS, value):
                return f'status : "{value}"'
            case And(parts):
                wanted = " AND ".join(f"({self.expression(each)})" for each in parts if not isinstance(each, Not))
                unwanted = [f"({self.expression(each.part)})" for each in parts if isinstance(each, Not)]
                return f"({wanted}) NOT ({' OR '.join(unwanted)})" if unwanted else wanted
            case Or(parts):
                return " OR ".join(f"({self.expression(each)})" for each in parts)
        raise ValueError(part)

    def condition(self, part: Part) -> tuple[str, list[Any]]:
        """Any part, as SQL on t and a."""
        if _is_words(part) and not isinstance(part, Not):
            return "t.key IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)", [self.expression(part)]
        match part:
            case Filter():
                return self._filter(part)
            case Not(inner):
                condition, values = self.condition(inner)
                return f"NOT ({condition})", values
            case And(parts) | Or(parts):
                made = [self.condition(each) for each in parts]
                joint = " AND " if isinstance(part, And) else " OR "
                return joint.join(f"({one})" for one, _ in made), [value for _, values in made for value in values]
        raise ValueError(part)

    def _filter(self, part: Filter) -> tuple[str, list[Any]]:
        match part.kind:
            case FilterKind.STATUS:
                raise ValueError(part)  # the index answers it
            case FilterKind.HAS:
                return _HAS[part.value], []
            case FilterKind.BEFORE:
                return f"{_IS_DATE} AND a.published < ?", [part.value]
            case FilterKind.AFTER:
                return f"{_IS_DATE} AND a.published >= ?", [part.value]
            case FilterKind.TAG:
                keys = _as_json(self._tags(part.value))
                return _TAGGED, [keys, keys]
            case FilterKind.OUTLET:
                known = self._connection.exec_driver_sql(_OUTLETS).scalars()
                wanted = _fold(part.value)
                return f"a.outlet {_LISTED}", [_as_json([outlet for outlet in known if wanted in _fold(outlet)])]
            case FilterKind.TOPIC:
                quoted = part.value.replace('"', '""')
                rows = self._connection.exec_driver_sql(
                    "SELECT DISTINCT t.article_key FROM search_index CROSS JOIN search_things t ON t.key = search_index.rowid"
                    " WHERE search_index MATCH ?",
                    (f'topic : "{quoted}"*',),
                )
                articles = list(rows.scalars())
                return (_OF_FEW if len(articles) <= FEW else f"t.article_key {_LISTED}"), [_as_json(articles)]

    def _tags(self, name: str) -> list[int]:
        rows = self._connection.exec_driver_sql("SELECT key, name FROM tags").all()
        return [key for key, each in rows if _fold(each) == _fold(name)]


def _is_words(part: Part) -> bool:
    """Whether FTS5 alone can answer it."""
    match part:
        case Words():
            return True
        case Filter(kind):
            return kind is FilterKind.STATUS
        case Or(parts):
            return all(_is_words(each) and not isinstance(each, Not) for each in parts)
        case And(parts):
            own = [each for each in parts if not isinstance(each, Not)]
            return (
                bool(own)
                and all(_is_words(each) for each in own)
                and all(_is_words(each.part) for each in parts if isinstance(each, Not))
            )
        case Not(inner):
            return _is_words(inner)


def _has_words(part: Part) -> bool:
    match part:
        case And(parts) | Or(parts):
            return any(_has_words(each) for each in parts)
        case Not(inner):
            return _has_words(inner)
        case _:
            return isinstance(part, Words)


def _fold(text: str) -> str:
    return " ".join(folded(word) for word in text.split())


def _as_json(values: list[Any]) -> str:
    return json.dumps(values)

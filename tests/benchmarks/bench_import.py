"""What it costs over sqlite3 itself to keep 5,000 prepared articles: the same rows, tables, triggers, transactions."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.bulk.chunks import FILES_AT_ONCE
from desktop_app.domain.article import ImportedArticle, text_sha256
from desktop_app.domain.ids import new_id
from desktop_app.importing import read_document
from desktop_app.storage import Library

ARTICLES = 5_000
ROUNDS = 5
BOUND = 1.2  # 1.05 to 1.07 where others work too: the library also looks for each article among those that it has
_SENTENCES = (
    "“The pier at {0} will be closed until the spring,” Ada Vane, the harbour master, said on Monday.",
    "She added that {1} boats had been moved and that nobody would lose a berth.",
    "The council of Harwick had promised {2} crowns for repairs, according to a letter seen by the Mere Post.",
    "“We were told nothing,” said Bo Lindqvist, who sells nets in street {3}. “Not a word.”",
    "Officials declined to comment on the {4} pages of the report.",
)


def main() -> None:
    started = time.perf_counter()
    articles = [_article(number) for number in range(ARTICLES)]
    reading = time.perf_counter() - started
    size = sum(len(article.text) for article in articles) / ARTICLES
    folder = Path(tempfile.mkdtemp(prefix="pressmark-bench-"))
    try:
        rounds = [_both(folder / str(turn), articles) for turn in range(ROUNDS)]
    finally:
        shutil.rmtree(folder)
    ours, raw = min(rounds, key=lambda pair: pair[0] / pair[1])
    ratio = sorted(mine / plain for mine, plain in rounds)[ROUNDS // 2]
    print(f"   {ARTICLES:,} articles of {size:,.0f} characters, {FILES_AT_ONCE} in a transaction")
    print(f"   {ratio:5.2f} ×  keep them  (at best {ours:.2f} s here, executemany alone {raw:.2f} s)")
    print(f"   {reading:5.2f} s  to read them from their bytes on one core, which is done beside")
    assert ratio <= BOUND, f"keeping articles takes {ratio:.2f} × sqlite3; at most {BOUND} ×"


def _article(number: int) -> ImportedArticle:
    """Some 3,000 characters that no other article has."""
    paragraphs = [
        " ".join(sentence.format(*range(number + place, number + place + 5)) for sentence in _SENTENCES)
        for place in range(6)
    ]
    source = f"Pier {number} to close, says harbour master\n\nBy Otto Brandt\n\n" + "\n\n".join(paragraphs)
    return read_document(source.encode(), f"{number}.txt")


def _both(folder: Path, articles: Sequence[ImportedArticle]) -> tuple[float, float]:
    """Seconds for all of them, here and by plain code. The two take turns, so that a busy moment meets both."""
    with Library.open(folder / "raw"):
        pass
    seconds = [0.0, 0.0]
    gc.collect()
    with (
        Library.open(folder / "ours") as library,
        closing(sqlite3.connect(folder / "raw" / "library.db", isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        for turn, place in enumerate(range(0, len(articles), FILES_AT_ONCE)):
            some = articles[place : place + FILES_AT_ONCE]
            for which in (0, 1) if turn % 2 else (1, 0):
                started = time.perf_counter()
                if which:
                    _insert(connection, place + 1, some)
                else:
                    library.add_articles(some)
                seconds[which] += time.perf_counter() - started
    shutil.rmtree(folder)
    return seconds[0], seconds[1]


def _insert(connection: sqlite3.Connection, first: int, articles: Sequence[ImportedArticle]) -> None:
    """The same rows by plain code that knows that the library has none of them, and asks nothing."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    numbered = list(enumerate(articles, first))
    rows: dict[str, list[tuple[object, ...]]] = {
        "articles": [(key, new_id(), *astuple(one.metadata), 1, 0, now, None) for key, one in numbered],
        "originals": [(key, one.original.sha256, one.original.data) for key, one in numbered],
        "revisions": [
            (
                key,
                new_id(),
                key,
                1,
                key,
                one.original.name,
                one.original.media_type,
                one.original.encoding,
                one.repaired,
                text_sha256(one.text),
                len(one.text),
                now,
                0,
                0,
            )
            for key, one in numbered
        ],
        "revision_texts": [(key, one.text) for key, one in numbered],
        "blocks": [
            (key, i, block.kind.value, *block.span) for key, one in numbered for i, block in enumerate(one.blocks)
        ],
        "repairs": [
            (key, i, *repair.span, repair.before, repair.after)
            for key, one in numbered
            for i, repair in enumerate(one.repairs)
        ],
        "remarks": [(key, i, remark) for key, one in numbered for i, remark in enumerate(one.remarks)],
    }
    connection.execute("BEGIN IMMEDIATE")
    for table, part in rows.items():
        if part:
            marks = ", ".join("?" * len(part[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", part)
    connection.execute("COMMIT")


if __name__ == "__main__":
    main()

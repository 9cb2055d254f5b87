"""Articles are starred, read, opened; collections hold them; a list of them is found in each of its usual orders."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_COLUMNS = (
    '"key", id, title, byline, outlet, published, address, language, shown_number, position, imported_at, removed_at'
)
_READING = """is_starred BOOLEAN DEFAULT 0 NOT NULL, read_state TEXT DEFAULT 'unread' NOT NULL, opened_at TEXT,
        """
_TABLES = (
    """CREATE TABLE collections (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, parent_key INTEGER, position INTEGER NOT NULL,
        "query" TEXT DEFAULT '' NOT NULL, removed_at TEXT,
        CONSTRAINT pk_collections PRIMARY KEY ("key"),
        CONSTRAINT uq_collections_id UNIQUE (id),
        CONSTRAINT fk_collections_parent_key FOREIGN KEY(parent_key)
            REFERENCES collections ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE collection_articles (
        collection_key INTEGER NOT NULL, article_key INTEGER NOT NULL,
        CONSTRAINT pk_collection_articles PRIMARY KEY (collection_key, article_key),
        CONSTRAINT fk_collection_articles_collection_key FOREIGN KEY(collection_key)
            REFERENCES collections ("key") ON DELETE CASCADE,
        CONSTRAINT fk_collection_articles_article_key FOREIGN KEY(article_key)
            REFERENCES articles ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
)
_INDICES = (
    "CREATE INDEX ix_collections_parent_key ON collections (parent_key)",
    "CREATE INDEX ix_collection_articles_article_key ON collection_articles (article_key)",
    "CREATE INDEX ix_articles_imported_at ON articles (imported_at) WHERE removed_at IS NULL",
    "CREATE INDEX ix_articles_title ON articles (title COLLATE NOCASE) WHERE removed_at IS NULL",
    "CREATE INDEX ix_articles_published ON articles (published) WHERE removed_at IS NULL",
    "CREATE INDEX ix_articles_opened_at ON articles (opened_at) WHERE removed_at IS NULL AND opened_at IS NOT NULL",
    "CREATE INDEX ix_articles_is_starred ON articles (is_starred) WHERE removed_at IS NULL AND is_starred",
    "CREATE INDEX ix_articles_read_state ON articles (read_state) WHERE removed_at IS NULL",
)


def _articles(reading: str) -> str:
    return f"""CREATE TABLE articles (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, byline TEXT NOT NULL, outlet TEXT NOT NULL,
        published TEXT NOT NULL, address TEXT NOT NULL, language TEXT NOT NULL, shown_number INTEGER NOT NULL,
        position INTEGER NOT NULL, imported_at TEXT NOT NULL, {reading}removed_at TEXT,
        CONSTRAINT pk_articles PRIMARY KEY ("key"),
        CONSTRAINT uq_articles_id UNIQUE (id)
    )"""


def upgrade() -> None:
    """An article that was left somewhere was being read."""
    run = op.get_bind().exec_driver_sql
    _rebuild(_articles(_READING))
    run("UPDATE articles SET read_state = 'reading' WHERE position > 0")
    for statement in (*_TABLES, *_INDICES):
        run(statement)


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for statement in reversed(_INDICES):
        run(f"DROP INDEX {statement.split()[2]}")
    run("DROP TABLE collection_articles")
    run("DROP TABLE collections")
    _rebuild(_articles(""))


def _rebuild(form: str) -> None:
    """Through a copy (see 0003), with the triggers and indices that went with the table. Foreign keys are off meanwhile."""
    run = op.get_bind().exec_driver_sql
    gone = run(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'articles' AND type IN ('trigger', 'index') AND sql IS NOT NULL"
    ).all()
    run(f"CREATE TEMPORARY TABLE kept AS SELECT {_COLUMNS} FROM articles")  # noqa: S608  words of this module only
    run("DROP TABLE articles")
    run(form)
    run(f"INSERT INTO articles ({_COLUMNS}) SELECT * FROM kept")  # noqa: S608
    run("DROP TABLE kept")
    for (statement,) in gone:
        run(statement)

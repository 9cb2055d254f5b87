"""A full-text index over titles, texts, notes and what was found, kept by triggers; what is there already is indexed at once."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LISTED = "title, body, note, name, topic, speaker, said, words, status"
_TAKEN = f"INSERT INTO search_index(rowid, {_LISTED}) SELECT key, {_LISTED} FROM search_words WHERE key = new.key;"  # noqa: S608
_DROPPED = (
    f"INSERT INTO search_index(search_index, rowid, {_LISTED}) "  # noqa: S608
    f"SELECT 'delete', key, {_LISTED} FROM search_words WHERE key = old.key;"
)

_TABLES = (
    """CREATE TABLE search_things (
        "key" INTEGER NOT NULL, article_key INTEGER NOT NULL, revision_key INTEGER,
        kind TEXT NOT NULL, target_id TEXT NOT NULL,
        start_at INTEGER DEFAULT 0 NOT NULL, end_at INTEGER DEFAULT 0 NOT NULL,
        title TEXT DEFAULT '' NOT NULL, note TEXT DEFAULT '' NOT NULL, name TEXT DEFAULT '' NOT NULL,
        topic TEXT DEFAULT '' NOT NULL, speaker TEXT DEFAULT '' NOT NULL, said TEXT DEFAULT '' NOT NULL,
        words TEXT DEFAULT '' NOT NULL, status TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_search_things PRIMARY KEY ("key"),
        CONSTRAINT fk_search_things_article_key FOREIGN KEY(article_key)
            REFERENCES articles ("key") ON DELETE CASCADE,
        CONSTRAINT fk_search_things_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE search_due (
        revision_key INTEGER NOT NULL,
        CONSTRAINT pk_search_due PRIMARY KEY (revision_key),
        CONSTRAINT fk_search_due_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_search_things_article_key ON search_things (article_key)",
    "CREATE INDEX ix_search_things_revision_key ON search_things (revision_key)",
    "CREATE INDEX ix_search_things_target_id ON search_things (target_id)",
    "CREATE INDEX ix_search_things_kind_status ON search_things (kind, status)",
    "CREATE INDEX ix_articles_removed_at ON articles (removed_at) WHERE removed_at IS NOT NULL",
    "CREATE INDEX ix_articles_outlet ON articles (outlet)",
)
_VIEW = """CREATE VIEW search_words AS SELECT key, title,
        CASE kind WHEN 'article' THEN
            (SELECT text FROM revision_texts WHERE revision_texts.revision_key = search_things.revision_key)
        ELSE '' END AS body, note, name, topic, speaker, said, words, status FROM search_things"""
_INDEX = f"""CREATE VIRTUAL TABLE search_index USING fts5({_LISTED},
        content='search_words', content_rowid='key', tokenize="unicode61 remove_diacritics 2", prefix='2 3')"""
_TRIGGERS = (
    f"""CREATE TRIGGER search_things_added AFTER INSERT ON search_things
        BEGIN {_TAKEN} END""",
    f"""CREATE TRIGGER search_things_going BEFORE DELETE ON search_things
        BEGIN {_DROPPED} END""",
    f"""CREATE TRIGGER search_things_changing BEFORE UPDATE ON search_things
        BEGIN {_DROPPED} END""",
    f"""CREATE TRIGGER search_things_changed AFTER UPDATE ON search_things
        BEGIN {_TAKEN} END""",
    """CREATE TRIGGER search_text_added AFTER INSERT ON revision_texts
        BEGIN DELETE FROM search_things WHERE kind <> 'note' AND article_key = (
            SELECT a.key FROM articles a JOIN revisions r ON r.article_key = a.key AND r.number = a.shown_number
            WHERE r.key = new.revision_key);
        INSERT INTO search_things (article_key, revision_key, kind, target_id, title)
        SELECT a.key, r.key, 'article', a.id, a.title
        FROM articles a JOIN revisions r ON r.article_key = a.key AND r.number = a.shown_number
        JOIN revision_texts t ON t.revision_key = r.key WHERE r.key = new.revision_key; END""",
    """CREATE TRIGGER search_text_going BEFORE DELETE ON revision_texts
        BEGIN DELETE FROM search_things WHERE revision_key = old.revision_key; END""",
    """CREATE TRIGGER search_another_shown AFTER UPDATE OF shown_number ON articles WHEN old.shown_number <> new.shown_number
        BEGIN DELETE FROM search_things WHERE article_key = new.key AND kind <> 'note';
        INSERT INTO search_things (article_key, revision_key, kind, target_id, title)
        SELECT a.key, r.key, 'article', a.id, a.title
        FROM articles a JOIN revisions r ON r.article_key = a.key AND r.number = a.shown_number
        JOIN revision_texts t ON t.revision_key = r.key WHERE a.key = new.key;
        INSERT INTO search_due (revision_key) SELECT key FROM revisions
        WHERE article_key = new.key AND number = new.shown_number AND key NOT IN (SELECT revision_key FROM search_due); END""",
    """CREATE TRIGGER search_retitled AFTER UPDATE OF title ON articles WHEN old.title <> new.title
        BEGIN UPDATE search_things SET title = new.title WHERE article_key = new.key AND kind = 'article'; END""",
    """CREATE TRIGGER search_note_added AFTER INSERT ON notes
        BEGIN INSERT INTO search_things (article_key, kind, target_id, note)
        VALUES (new.article_key, 'note', new.id, new.text); END""",
    """CREATE TRIGGER search_note_changed AFTER UPDATE OF text, article_key ON notes
        WHEN old.text <> new.text OR old.article_key <> new.article_key
        BEGIN UPDATE search_things SET note = new.text, article_key = new.article_key
        WHERE kind = 'note' AND target_id = new.id; END""",
    """CREATE TRIGGER search_note_going AFTER DELETE ON notes
        BEGIN DELETE FROM search_things WHERE kind = 'note' AND target_id = old.id; END""",
    """CREATE TRIGGER search_analysed AFTER INSERT ON analysis_runs
        BEGIN INSERT INTO search_due (revision_key)
        SELECT new.revision_key WHERE new.revision_key NOT IN (SELECT revision_key FROM search_due); END""",
    """CREATE TRIGGER search_corrected AFTER INSERT ON corrections
        BEGIN INSERT INTO search_due (revision_key)
        SELECT new.revision_key WHERE new.revision_key NOT IN (SELECT revision_key FROM search_due); END""",
    """CREATE TRIGGER search_correction_changed AFTER UPDATE ON corrections
        BEGIN INSERT INTO search_due (revision_key)
        SELECT old.revision_key WHERE old.revision_key NOT IN (SELECT revision_key FROM search_due);
        INSERT INTO search_due (revision_key)
        SELECT new.revision_key WHERE new.revision_key NOT IN (SELECT revision_key FROM search_due); END""",
)
_FILL = (
    """INSERT INTO search_things (article_key, revision_key, kind, target_id, title)
        SELECT a.key, r.key, 'article', a.id, a.title
        FROM articles a JOIN revisions r ON r.article_key = a.key AND r.number = a.shown_number
        JOIN revision_texts t ON t.revision_key = r.key ORDER BY a.key""",
    """INSERT INTO search_things (article_key, kind, target_id, note)
        SELECT article_key, 'note', id, text FROM notes ORDER BY key""",
    "INSERT INTO search_due SELECT DISTINCT revision_key FROM analysis_runs",
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
)


def upgrade() -> None:
    """Texts before triggers: one pass over all of them is faster than one by one. What was found is indexed when it is first
    looked for."""
    for statement in (*_TABLES, _VIEW, _INDEX, *_FILL, *_TRIGGERS):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for statement in _TRIGGERS:
        run(f"DROP TRIGGER {statement.split()[2]}")
    run("DROP TABLE search_index")
    run("DROP VIEW search_words")
    run("DROP TABLE search_due")
    run("DROP TABLE search_things")
    run("DROP INDEX ix_articles_removed_at")
    run("DROP INDEX ix_articles_outlet")

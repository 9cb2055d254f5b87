"""The ledger: what was said in all articles and by whom, kept beside the search index and filled when it is first asked for."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SPEAKER_COLUMNS = '"key", id, name, kind, role, made_by, made_at, removed_at'


def _speakers(merged: str, key: str) -> str:
    return f"""CREATE TABLE speakers (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, role TEXT DEFAULT '' NOT NULL,
        made_by TEXT DEFAULT 'program' NOT NULL, made_at TEXT NOT NULL, removed_at TEXT,{merged}
        CONSTRAINT pk_speakers PRIMARY KEY ("key"),
        CONSTRAINT uq_speakers_id UNIQUE (id){key}
    )"""


_MERGED = " merged_into_key INTEGER,"
_MERGED_KEY = """,
        CONSTRAINT fk_speakers_merged_into_key FOREIGN KEY(merged_into_key) REFERENCES speakers ("key") ON DELETE SET NULL"""
_TABLES = (
    """CREATE TABLE ledger_people (
        "key" INTEGER NOT NULL, article_key INTEGER NOT NULL, revision_key INTEGER NOT NULL,
        target_id TEXT NOT NULL, speaker_key INTEGER, found_key INTEGER, block TEXT DEFAULT '' NOT NULL,
        name TEXT NOT NULL, kind TEXT NOT NULL, role TEXT DEFAULT '' NOT NULL,
        aliases TEXT DEFAULT '' NOT NULL, start_at INTEGER NOT NULL,
        end_at INTEGER NOT NULL,
        CONSTRAINT pk_ledger_people PRIMARY KEY ("key"),
        CONSTRAINT fk_ledger_people_article_key FOREIGN KEY(article_key) REFERENCES articles ("key") ON DELETE CASCADE,
        CONSTRAINT fk_ledger_people_revision_key FOREIGN KEY(revision_key) REFERENCES revisions ("key") ON DELETE CASCADE,
        CONSTRAINT fk_ledger_people_speaker_key FOREIGN KEY(speaker_key) REFERENCES speakers ("key") ON DELETE SET NULL,
        CONSTRAINT fk_ledger_people_found_key FOREIGN KEY(found_key) REFERENCES speakers ("key") ON DELETE SET NULL
    )""",
    """CREATE TABLE ledger_statements (
        "key" INTEGER NOT NULL, article_key INTEGER NOT NULL, revision_key INTEGER NOT NULL,
        target_id TEXT NOT NULL, person_key INTEGER, speaker_key INTEGER, kind TEXT NOT NULL,
        start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, day TEXT NOT NULL, words TEXT NOT NULL,
        said TEXT DEFAULT '' NOT NULL, cue TEXT DEFAULT '' NOT NULL, topic TEXT DEFAULT '' NOT NULL,
        status TEXT DEFAULT '' NOT NULL, word_count INTEGER NOT NULL, quotations INTEGER NOT NULL,
        quoted_words INTEGER NOT NULL, confidence FLOAT NOT NULL,
        CONSTRAINT pk_ledger_statements PRIMARY KEY ("key"),
        CONSTRAINT ck_ledger_statements_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_ledger_statements_article_key FOREIGN KEY(article_key) REFERENCES articles ("key") ON DELETE CASCADE,
        CONSTRAINT fk_ledger_statements_revision_key FOREIGN KEY(revision_key) REFERENCES revisions ("key") ON DELETE CASCADE,
        CONSTRAINT fk_ledger_statements_person_key FOREIGN KEY(person_key) REFERENCES ledger_people ("key") ON DELETE CASCADE,
        CONSTRAINT fk_ledger_statements_speaker_key FOREIGN KEY(speaker_key) REFERENCES speakers ("key") ON DELETE SET NULL
    )""",
    """CREATE TABLE speaker_totals (
        speaker_key INTEGER NOT NULL, role TEXT DEFAULT '' NOT NULL, names TEXT DEFAULT '' NOT NULL,
        folded TEXT DEFAULT '' NOT NULL, articles INTEGER NOT NULL, statements INTEGER NOT NULL,
        quotations INTEGER NOT NULL, first TEXT DEFAULT '' NOT NULL, last TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_speaker_totals PRIMARY KEY (speaker_key),
        CONSTRAINT fk_speaker_totals_speaker_key FOREIGN KEY(speaker_key) REFERENCES speakers ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE speakers_due (
        speaker_key INTEGER NOT NULL,
        CONSTRAINT pk_speakers_due PRIMARY KEY (speaker_key),
        CONSTRAINT fk_speakers_due_speaker_key FOREIGN KEY(speaker_key) REFERENCES speakers ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE speaker_pins (
        article_key INTEGER NOT NULL, target_id TEXT NOT NULL, speaker_key INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        CONSTRAINT pk_speaker_pins PRIMARY KEY (article_key, target_id),
        CONSTRAINT fk_speaker_pins_article_key FOREIGN KEY(article_key) REFERENCES articles ("key") ON DELETE CASCADE,
        CONSTRAINT fk_speaker_pins_speaker_key FOREIGN KEY(speaker_key) REFERENCES speakers ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE speakers_apart (
        one_key INTEGER NOT NULL, other_key INTEGER NOT NULL, made_at TEXT NOT NULL,
        CONSTRAINT pk_speakers_apart PRIMARY KEY (one_key, other_key),
        CONSTRAINT fk_speakers_apart_one_key FOREIGN KEY(one_key) REFERENCES speakers ("key") ON DELETE CASCADE,
        CONSTRAINT fk_speakers_apart_other_key FOREIGN KEY(other_key) REFERENCES speakers ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE speaker_proposals (
        one_key INTEGER NOT NULL, other_key INTEGER NOT NULL, likeness FLOAT NOT NULL, reasons TEXT NOT NULL,
        CONSTRAINT pk_speaker_proposals PRIMARY KEY (one_key, other_key),
        CONSTRAINT fk_speaker_proposals_one_key FOREIGN KEY(one_key) REFERENCES speakers ("key") ON DELETE CASCADE,
        CONSTRAINT fk_speaker_proposals_other_key FOREIGN KEY(other_key) REFERENCES speakers ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE speaker_groups (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, removed_at TEXT,
        CONSTRAINT pk_speaker_groups PRIMARY KEY ("key"),
        CONSTRAINT uq_speaker_groups_id UNIQUE (id)
    )""",
    """CREATE TABLE speaker_group_members (
        group_key INTEGER NOT NULL, speaker_key INTEGER NOT NULL,
        CONSTRAINT pk_speaker_group_members PRIMARY KEY (group_key, speaker_key),
        CONSTRAINT fk_speaker_group_members_group_key FOREIGN KEY(group_key) REFERENCES speaker_groups ("key") ON DELETE CASCADE,
        CONSTRAINT fk_speaker_group_members_speaker_key FOREIGN KEY(speaker_key) REFERENCES speakers ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE quotation_prints (
        print INTEGER NOT NULL, statement_key INTEGER NOT NULL,
        CONSTRAINT pk_quotation_prints PRIMARY KEY (print, statement_key),
        CONSTRAINT fk_quotation_prints_statement_key FOREIGN KEY(statement_key)
            REFERENCES ledger_statements ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE quotation_groups (
        statement_key INTEGER NOT NULL, number INTEGER NOT NULL,
        CONSTRAINT pk_quotation_groups PRIMARY KEY (statement_key),
        CONSTRAINT fk_quotation_groups_statement_key FOREIGN KEY(statement_key)
            REFERENCES ledger_statements ("key") ON DELETE CASCADE
    )""",
)
_INDICES = (
    "CREATE INDEX ix_ledger_people_article_key ON ledger_people (article_key)",
    "CREATE INDEX ix_ledger_people_block_name_role_found_key ON ledger_people (block, name, role, found_key)",
    "CREATE INDEX ix_ledger_people_found_key ON ledger_people (found_key)",
    "CREATE INDEX ix_ledger_people_revision_key ON ledger_people (revision_key)",
    "CREATE INDEX ix_ledger_people_speaker_key ON ledger_people (speaker_key)",
    "CREATE INDEX ix_ledger_people_target_id ON ledger_people (target_id)",
    "CREATE INDEX ix_ledger_statements_article_key ON ledger_statements (article_key)",
    "CREATE INDEX ix_ledger_statements_person_key ON ledger_statements (person_key)",
    "CREATE INDEX ix_ledger_statements_revision_key ON ledger_statements (revision_key)",
    "CREATE INDEX ix_ledger_statements_speaker_key_day ON ledger_statements (speaker_key, day)",
    "CREATE INDEX ix_ledger_statements_target_id ON ledger_statements (target_id)",
    "CREATE INDEX ix_speaker_totals_articles_folded ON speaker_totals (articles DESC, folded)",
    "CREATE INDEX ix_speaker_totals_folded ON speaker_totals (folded)",
    "CREATE INDEX ix_speaker_totals_last_folded ON speaker_totals (last DESC, folded)",
    "CREATE INDEX ix_speaker_totals_statements_folded ON speaker_totals (statements DESC, folded)",
    "CREATE INDEX ix_speaker_pins_speaker_key ON speaker_pins (speaker_key)",
    "CREATE INDEX ix_speakers_apart_other_key ON speakers_apart (other_key)",
    "CREATE INDEX ix_speaker_proposals_other_key ON speaker_proposals (other_key)",
    "CREATE INDEX ix_speaker_group_members_speaker_key ON speaker_group_members (speaker_key)",
    "CREATE INDEX ix_quotation_prints_statement_key ON quotation_prints (statement_key)",
    "CREATE INDEX ix_quotation_groups_number ON quotation_groups (number)",
)
_TRIGGERS = (
    """CREATE TRIGGER ledger_another_shown AFTER UPDATE OF shown_number ON articles
        WHEN old.shown_number <> new.shown_number
        BEGIN INSERT INTO speakers_due (speaker_key) SELECT DISTINCT speaker_key FROM ledger_people
        WHERE article_key = new.key AND speaker_key IS NOT NULL
        AND speaker_key NOT IN (SELECT speaker_key FROM speakers_due);
        DELETE FROM ledger_statements WHERE article_key = new.key;
        DELETE FROM ledger_people WHERE article_key = new.key; END""",
    """CREATE TRIGGER ledger_binned AFTER UPDATE OF removed_at ON articles WHEN old.removed_at IS NOT new.removed_at
        BEGIN INSERT INTO speakers_due (speaker_key) SELECT DISTINCT speaker_key FROM ledger_people
        WHERE article_key = new.key AND speaker_key IS NOT NULL
        AND speaker_key NOT IN (SELECT speaker_key FROM speakers_due); END""",
    """CREATE TRIGGER ledger_article_going BEFORE DELETE ON articles
        BEGIN INSERT INTO speakers_due (speaker_key) SELECT DISTINCT speaker_key FROM ledger_people
        WHERE article_key = old.key AND speaker_key IS NOT NULL
        AND speaker_key NOT IN (SELECT speaker_key FROM speakers_due); END""",
    """CREATE TRIGGER ledger_redated AFTER UPDATE OF published ON articles WHEN old.published <> new.published
        BEGIN INSERT INTO search_due (revision_key) SELECT key FROM revisions
        WHERE article_key = new.key AND number = new.shown_number AND key NOT IN (SELECT revision_key FROM search_due); END""",
    """CREATE TRIGGER quotations_binned AFTER UPDATE OF removed_at ON articles
        WHEN old.removed_at IS NULL AND new.removed_at IS NOT NULL
        BEGIN DELETE FROM quotation_groups
        WHERE statement_key IN (SELECT key FROM ledger_statements WHERE article_key = new.key); END""",
    """CREATE TRIGGER quotations_restored AFTER UPDATE OF removed_at ON articles
        WHEN old.removed_at IS NOT NULL AND new.removed_at IS NULL
        BEGIN INSERT INTO quotation_groups (statement_key, number) SELECT DISTINCT statement_key, 0 FROM quotation_prints
        WHERE statement_key IN (SELECT key FROM ledger_statements WHERE article_key = new.key); END""",
    """CREATE TRIGGER quotation_fullest_going AFTER DELETE ON quotation_groups WHEN old.number = old.statement_key
        BEGIN UPDATE quotation_groups SET number = 0 WHERE number = old.number; END""",
)


def upgrade() -> None:
    """What is in the library already is due: it is written into the ledger when that is first asked for."""
    run = op.get_bind().exec_driver_sql
    _rebuild_speakers(_speakers(_MERGED, _MERGED_KEY))
    run("CREATE INDEX ix_speakers_merged_into_key ON speakers (merged_into_key)")
    for statement in (*_TABLES, *_INDICES, *_TRIGGERS):
        run(statement)
    run("""INSERT INTO search_due (revision_key) SELECT DISTINCT revision_key FROM analysis_runs
        WHERE revision_key NOT IN (SELECT revision_key FROM search_due)""")


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for statement in _TRIGGERS:
        run(f"DROP TRIGGER {statement.split()[2]}")
    for statement in reversed(_TABLES):
        run(f"DROP TABLE {statement.split()[2]}")
    run("DROP INDEX ix_speakers_merged_into_key")
    _rebuild_speakers(_speakers("", ""))


def _rebuild_speakers(form: str) -> None:
    """Through a copy, so that the table's text is that of the code; foreign keys are off meanwhile."""
    run = op.get_bind().exec_driver_sql
    run(f"CREATE TEMPORARY TABLE kept AS SELECT {_SPEAKER_COLUMNS} FROM speakers")  # noqa: S608  words of this module only
    run("DROP TABLE speakers")
    run(form)
    run(f"INSERT INTO speakers ({_SPEAKER_COLUMNS}) SELECT * FROM kept")  # noqa: S608
    run("DROP TABLE kept")

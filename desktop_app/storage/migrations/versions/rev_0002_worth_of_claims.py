"""Claims know how much they are worth checking, why, and which earlier claim they repeat."""

from __future__ import annotations

from collections.abc import Sequence

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FOUND_BEFORE = """
        "key" INTEGER NOT NULL, id TEXT NOT NULL, revision_key INTEGER NOT NULL, number INTEGER NOT NULL,
        attribution_key INTEGER, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, article_speaker_key INTEGER,
        confidence FLOAT NOT NULL, found_by TEXT NOT NULL,"""
_ADDED = """
        worth FLOAT DEFAULT 0 NOT NULL, reasons TEXT DEFAULT '' NOT NULL, repeats_key INTEGER,"""
_REST = """
        status TEXT DEFAULT 'to check' NOT NULL, made_by TEXT DEFAULT 'program' NOT NULL,
        CONSTRAINT pk_claims PRIMARY KEY ("key"),
        CONSTRAINT ck_claims_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_claims_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE,
        CONSTRAINT fk_claims_attribution_key FOREIGN KEY(attribution_key)
            REFERENCES attributions ("key") ON DELETE SET NULL,
        CONSTRAINT fk_claims_article_speaker_key FOREIGN KEY(article_speaker_key)
            REFERENCES article_speakers ("key") ON DELETE SET NULL"""
_POINTER = """,
        CONSTRAINT fk_claims_repeats_key FOREIGN KEY(repeats_key)
            REFERENCES claims ("key") ON DELETE SET NULL"""

_BEFORE = f"CREATE TABLE claims ({_FOUND_BEFORE}{_REST})"
_AFTER = f"CREATE TABLE claims ({_FOUND_BEFORE}{_ADDED}{_REST}{_POINTER})"
_INDEXED_BEFORE = ("article_speaker_key", "attribution_key", "id", "revision_key")
_COPY = """CREATE TEMPORARY TABLE kept_claims AS SELECT
    "key", id, revision_key, number, attribution_key, start_at, end_at, article_speaker_key, confidence, found_by, status,
    made_by FROM claims"""
_COPY_BACK = """INSERT INTO claims (
    "key", id, revision_key, number, attribution_key, start_at, end_at, article_speaker_key, confidence, found_by, status,
    made_by
) SELECT * FROM kept_claims"""


def upgrade() -> None:
    _rebuild(_AFTER, (*_INDEXED_BEFORE, "repeats_key"))


def downgrade() -> None:
    _rebuild(_BEFORE, _INDEXED_BEFORE)


def _rebuild(table: str, indexed: Sequence[str]) -> None:
    """Through a copy: a column that SQLite adds or drops by itself leaves another text of the table than the code has.
    Foreign keys are off meanwhile, so dropping the table touches nothing else."""
    run = op.get_bind().exec_driver_sql
    run(_COPY)
    run("DROP TABLE claims")
    run(table)
    run(_COPY_BACK)
    run("DROP TABLE kept_claims")
    for column in indexed:
        run(f"CREATE INDEX ix_claims_{column} ON claims ({column})")

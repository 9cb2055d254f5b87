"""Statuses of claims are corrections now; colours can be archived; the bin and the corrections of a text are found at once."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STATUS = """
        status TEXT DEFAULT 'to check' NOT NULL,"""
_CLAIM_COLUMNS = """"key", id, revision_key, number, attribution_key, start_at, end_at, article_speaker_key, confidence, found_by,
    worth, reasons, repeats_key, made_by"""
_CLAIMS_INDEXED = ("article_speaker_key", "attribution_key", "id", "repeats_key", "revision_key")

_CLAIM_STATUSES = """CREATE TABLE claim_statuses (
        "key" INTEGER NOT NULL, article_key INTEGER NOT NULL, claim_id TEXT NOT NULL, status TEXT NOT NULL,
        note TEXT DEFAULT '' NOT NULL, made_at TEXT NOT NULL,
        CONSTRAINT pk_claim_statuses PRIMARY KEY ("key"),
        CONSTRAINT fk_claim_statuses_article_key FOREIGN KEY(article_key)
            REFERENCES articles ("key") ON DELETE CASCADE
    )"""

_COLOUR_COLUMNS = '"key", id, name, hue, position'


def _claims(status: str) -> str:
    return f"""CREATE TABLE claims (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, revision_key INTEGER NOT NULL, number INTEGER NOT NULL,
        attribution_key INTEGER, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, article_speaker_key INTEGER,
        confidence FLOAT NOT NULL, found_by TEXT NOT NULL,
        worth FLOAT DEFAULT 0 NOT NULL, reasons TEXT DEFAULT '' NOT NULL, repeats_key INTEGER,{status}
        made_by TEXT DEFAULT 'program' NOT NULL,
        CONSTRAINT pk_claims PRIMARY KEY ("key"),
        CONSTRAINT ck_claims_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_claims_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE,
        CONSTRAINT fk_claims_attribution_key FOREIGN KEY(attribution_key)
            REFERENCES attributions ("key") ON DELETE SET NULL,
        CONSTRAINT fk_claims_article_speaker_key FOREIGN KEY(article_speaker_key)
            REFERENCES article_speakers ("key") ON DELETE SET NULL,
        CONSTRAINT fk_claims_repeats_key FOREIGN KEY(repeats_key)
            REFERENCES claims ("key") ON DELETE SET NULL)"""


def _colours(archived: str) -> str:
    return f"""CREATE TABLE highlight_colours (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, hue TEXT NOT NULL, position INTEGER NOT NULL,
        {archived}removed_at TEXT,
        CONSTRAINT pk_highlight_colours PRIMARY KEY ("key"),
        CONSTRAINT uq_highlight_colours_id UNIQUE (id)
    )"""


_ARCHIVED = "is_archived BOOLEAN DEFAULT 0 NOT NULL, "


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("DROP TABLE claim_statuses")
    _rebuild("claims", _claims(""), _CLAIM_COLUMNS, _CLAIM_COLUMNS)
    _index_claims()
    _rebuild(
        "highlight_colours",
        _colours(_ARCHIVED),
        f"{_COLOUR_COLUMNS}, removed_at IS NOT NULL AS is_archived, NULL AS removed_at",
        f"{_COLOUR_COLUMNS}, is_archived, removed_at",
    )
    run("DROP INDEX ix_corrections_revision_key")
    run("CREATE INDEX ix_corrections_revision_key_made_at ON corrections (revision_key, made_at)")
    for table in ("highlights", "notes"):
        run(f"CREATE INDEX ix_{table}_removed_at ON {table} (removed_at) WHERE removed_at IS NOT NULL")


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for table in ("notes", "highlights"):
        run(f"DROP INDEX ix_{table}_removed_at")
    run("DROP INDEX ix_corrections_revision_key_made_at")
    run("CREATE INDEX ix_corrections_revision_key ON corrections (revision_key)")
    _rebuild(
        "highlight_colours",
        _colours(""),
        f"""{_COLOUR_COLUMNS}, coalesce(
            removed_at, CASE is_archived WHEN 1 THEN strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', 'now') END
        ) AS removed_at""",
        f"{_COLOUR_COLUMNS}, removed_at",
    )
    _rebuild("claims", _claims(_STATUS), _CLAIM_COLUMNS, _CLAIM_COLUMNS)
    _index_claims()
    run(_CLAIM_STATUSES)
    for column in ("article_key", "claim_id"):
        run(f"CREATE INDEX ix_claim_statuses_{column} ON claim_statuses ({column})")


def _rebuild(table: str, form: str, taken: str, given: str) -> None:
    """Through a copy: a column that SQLite adds or drops by itself leaves another text of the table than the code has.
    Foreign keys are off meanwhile, so dropping the table touches nothing else."""
    run = op.get_bind().exec_driver_sql
    run(f"CREATE TEMPORARY TABLE kept AS SELECT {taken} FROM {table}")  # noqa: S608  words of this module only
    run(f"DROP TABLE {table}")
    run(form)
    run(f"INSERT INTO {table} ({given}) SELECT * FROM kept")  # noqa: S608
    run("DROP TABLE kept")


def _index_claims() -> None:
    for column in _CLAIMS_INDEXED:
        op.get_bind().exec_driver_sql(f"CREATE INDEX ix_claims_{column} ON claims ({column})")

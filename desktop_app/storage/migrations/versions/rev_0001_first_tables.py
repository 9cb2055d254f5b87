"""The first tables, and the five colours that a reader finds at first."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """CREATE TABLE articles (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, byline TEXT NOT NULL, outlet TEXT NOT NULL,
        published TEXT NOT NULL, address TEXT NOT NULL, language TEXT NOT NULL, shown_number INTEGER NOT NULL,
        position INTEGER NOT NULL, imported_at TEXT NOT NULL, removed_at TEXT,
        CONSTRAINT pk_articles PRIMARY KEY ("key"),
        CONSTRAINT uq_articles_id UNIQUE (id)
    )""",
    """CREATE TABLE highlight_colours (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, hue TEXT NOT NULL, position INTEGER NOT NULL,
        removed_at TEXT,
        CONSTRAINT pk_highlight_colours PRIMARY KEY ("key"),
        CONSTRAINT uq_highlight_colours_id UNIQUE (id)
    )""",
    """CREATE TABLE originals (
        "key" INTEGER NOT NULL, sha256 TEXT NOT NULL, data BLOB NOT NULL,
        CONSTRAINT pk_originals PRIMARY KEY ("key"),
        CONSTRAINT uq_originals_sha256 UNIQUE (sha256)
    )""",
    """CREATE TABLE speakers (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        role TEXT DEFAULT '' NOT NULL, made_by TEXT DEFAULT 'program' NOT NULL, made_at TEXT NOT NULL,
        removed_at TEXT,
        CONSTRAINT pk_speakers PRIMARY KEY ("key"),
        CONSTRAINT uq_speakers_id UNIQUE (id)
    )""",
    """CREATE TABLE tags (
        "key" INTEGER NOT NULL, name TEXT NOT NULL,
        CONSTRAINT pk_tags PRIMARY KEY ("key"),
        CONSTRAINT uq_tags_name UNIQUE (name)
    )""",
    """CREATE TABLE article_tags (
        article_key INTEGER NOT NULL, tag_key INTEGER NOT NULL,
        CONSTRAINT pk_article_tags PRIMARY KEY (article_key, tag_key),
        CONSTRAINT fk_article_tags_article_key FOREIGN KEY(article_key)
            REFERENCES articles ("key") ON DELETE CASCADE,
        CONSTRAINT fk_article_tags_tag_key FOREIGN KEY(tag_key)
            REFERENCES tags ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE claim_statuses (
        "key" INTEGER NOT NULL, article_key INTEGER NOT NULL, claim_id TEXT NOT NULL, status TEXT NOT NULL,
        note TEXT DEFAULT '' NOT NULL, made_at TEXT NOT NULL,
        CONSTRAINT pk_claim_statuses PRIMARY KEY ("key"),
        CONSTRAINT fk_claim_statuses_article_key FOREIGN KEY(article_key)
            REFERENCES articles ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE revisions (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, article_key INTEGER NOT NULL, number INTEGER NOT NULL,
        original_key INTEGER NOT NULL, original_name TEXT NOT NULL, media_type TEXT NOT NULL,
        encoding TEXT NOT NULL, repaired BOOLEAN NOT NULL, text_sha256 TEXT NOT NULL, length INTEGER NOT NULL,
        made_at TEXT NOT NULL, quotations INTEGER DEFAULT 0 NOT NULL, speakers INTEGER DEFAULT 0 NOT NULL,
        CONSTRAINT pk_revisions PRIMARY KEY ("key"),
        CONSTRAINT uq_revisions_article_key_number UNIQUE (article_key, number),
        CONSTRAINT uq_revisions_id UNIQUE (id),
        CONSTRAINT fk_revisions_article_key FOREIGN KEY(article_key)
            REFERENCES articles ("key") ON DELETE CASCADE,
        CONSTRAINT fk_revisions_original_key FOREIGN KEY(original_key)
            REFERENCES originals ("key")
    )""",
    """CREATE TABLE analysis_runs (
        "key" INTEGER NOT NULL, revision_key INTEGER NOT NULL, engine TEXT NOT NULL, engine_version TEXT NOT NULL,
        started_at TEXT, finished_at TEXT NOT NULL,
        CONSTRAINT pk_analysis_runs PRIMARY KEY ("key"),
        CONSTRAINT fk_analysis_runs_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE article_speakers (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, revision_key INTEGER NOT NULL, speaker_key INTEGER,
        number INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, role TEXT NOT NULL,
        made_by TEXT DEFAULT 'program' NOT NULL,
        CONSTRAINT pk_article_speakers PRIMARY KEY ("key"),
        CONSTRAINT fk_article_speakers_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE,
        CONSTRAINT fk_article_speakers_speaker_key FOREIGN KEY(speaker_key)
            REFERENCES speakers ("key") ON DELETE SET NULL
    )""",
    """CREATE TABLE blocks (
        revision_key INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, start_at INTEGER NOT NULL,
        end_at INTEGER NOT NULL,
        CONSTRAINT pk_blocks PRIMARY KEY (revision_key, number),
        CONSTRAINT ck_blocks_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_blocks_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE corrections (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, article_key INTEGER NOT NULL, revision_key INTEGER NOT NULL,
        target TEXT NOT NULL, target_id TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
        exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, field TEXT NOT NULL,
        "before" TEXT NOT NULL, "after" TEXT NOT NULL, made_at TEXT NOT NULL, removed_at TEXT,
        CONSTRAINT pk_corrections PRIMARY KEY ("key"),
        CONSTRAINT ck_corrections_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT uq_corrections_id UNIQUE (id),
        CONSTRAINT fk_corrections_article_key FOREIGN KEY(article_key)
            REFERENCES articles ("key") ON DELETE CASCADE,
        CONSTRAINT fk_corrections_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE highlights (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, article_key INTEGER NOT NULL, revision_key INTEGER NOT NULL,
        start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL,
        suffix TEXT NOT NULL, colour_key INTEGER NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL,
        removed_at TEXT,
        CONSTRAINT pk_highlights PRIMARY KEY ("key"),
        CONSTRAINT ck_highlights_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT uq_highlights_id UNIQUE (id),
        CONSTRAINT fk_highlights_article_key FOREIGN KEY(article_key)
            REFERENCES articles ("key") ON DELETE CASCADE,
        CONSTRAINT fk_highlights_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE,
        CONSTRAINT fk_highlights_colour_key FOREIGN KEY(colour_key)
            REFERENCES highlight_colours ("key")
    )""",
    """CREATE TABLE not_speech (
        revision_key INTEGER NOT NULL, number INTEGER NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
        CONSTRAINT pk_not_speech PRIMARY KEY (revision_key, number),
        CONSTRAINT ck_not_speech_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_not_speech_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE notes (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, article_key INTEGER NOT NULL, target TEXT NOT NULL,
        target_id TEXT NOT NULL, text TEXT NOT NULL, revision_key INTEGER, start_at INTEGER, end_at INTEGER,
        exact TEXT DEFAULT '' NOT NULL, prefix TEXT DEFAULT '' NOT NULL, suffix TEXT DEFAULT '' NOT NULL,
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL, removed_at TEXT,
        CONSTRAINT pk_notes PRIMARY KEY ("key"),
        CONSTRAINT uq_notes_id UNIQUE (id),
        CONSTRAINT fk_notes_article_key FOREIGN KEY(article_key)
            REFERENCES articles ("key") ON DELETE CASCADE,
        CONSTRAINT fk_notes_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE SET NULL
    )""",
    """CREATE TABLE remarks (
        revision_key INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL,
        CONSTRAINT pk_remarks PRIMARY KEY (revision_key, number),
        CONSTRAINT fk_remarks_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE repairs (
        revision_key INTEGER NOT NULL, number INTEGER NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
        "before" TEXT NOT NULL, "after" TEXT NOT NULL,
        CONSTRAINT pk_repairs PRIMARY KEY (revision_key, number),
        CONSTRAINT ck_repairs_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_repairs_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE revision_texts (
        revision_key INTEGER NOT NULL, text TEXT NOT NULL,
        CONSTRAINT pk_revision_texts PRIMARY KEY (revision_key),
        CONSTRAINT fk_revision_texts_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE topics (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, revision_key INTEGER, number INTEGER NOT NULL,
        label TEXT NOT NULL, confidence FLOAT NOT NULL, found_by TEXT NOT NULL,
        made_by TEXT DEFAULT 'program' NOT NULL,
        CONSTRAINT pk_topics PRIMARY KEY ("key"),
        CONSTRAINT fk_topics_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    )""",
    """CREATE TABLE aliases (
        article_speaker_key INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,
        CONSTRAINT pk_aliases PRIMARY KEY (article_speaker_key, number),
        CONSTRAINT fk_aliases_article_speaker_key FOREIGN KEY(article_speaker_key)
            REFERENCES article_speakers ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE attributions (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, revision_key INTEGER NOT NULL, number INTEGER NOT NULL,
        kind TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, article_speaker_key INTEGER,
        confidence FLOAT NOT NULL, found_by TEXT NOT NULL, made_by TEXT DEFAULT 'program' NOT NULL,
        CONSTRAINT pk_attributions PRIMARY KEY ("key"),
        CONSTRAINT ck_attributions_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_attributions_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE,
        CONSTRAINT fk_attributions_article_speaker_key FOREIGN KEY(article_speaker_key)
            REFERENCES article_speakers ("key") ON DELETE SET NULL
    )""",
    """CREATE TABLE highlight_tags (
        highlight_key INTEGER NOT NULL, number INTEGER NOT NULL, tag_key INTEGER NOT NULL,
        CONSTRAINT pk_highlight_tags PRIMARY KEY (highlight_key, number),
        CONSTRAINT fk_highlight_tags_highlight_key FOREIGN KEY(highlight_key)
            REFERENCES highlights ("key") ON DELETE CASCADE,
        CONSTRAINT fk_highlight_tags_tag_key FOREIGN KEY(tag_key)
            REFERENCES tags ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE key_phrases (
        topic_key INTEGER NOT NULL, number INTEGER NOT NULL, phrase TEXT NOT NULL,
        CONSTRAINT pk_key_phrases PRIMARY KEY (topic_key, number),
        CONSTRAINT fk_key_phrases_topic_key FOREIGN KEY(topic_key)
            REFERENCES topics ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE mentions (
        article_speaker_key INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
        start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
        CONSTRAINT pk_mentions PRIMARY KEY (article_speaker_key, number),
        CONSTRAINT ck_mentions_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_mentions_article_speaker_key FOREIGN KEY(article_speaker_key)
            REFERENCES article_speakers ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE passages (
        topic_key INTEGER NOT NULL, revision_key INTEGER NOT NULL, number INTEGER NOT NULL,
        start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, made_by TEXT DEFAULT 'program' NOT NULL,
        CONSTRAINT pk_passages PRIMARY KEY (topic_key, revision_key, number),
        CONSTRAINT ck_passages_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_passages_topic_key FOREIGN KEY(topic_key)
            REFERENCES topics ("key") ON DELETE CASCADE,
        CONSTRAINT fk_passages_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE attribution_spans (
        attribution_key INTEGER NOT NULL, role TEXT NOT NULL, number INTEGER NOT NULL, start_at INTEGER NOT NULL,
        end_at INTEGER NOT NULL,
        CONSTRAINT pk_attribution_spans PRIMARY KEY (attribution_key, role, number),
        CONSTRAINT ck_attribution_spans_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_attribution_spans_attribution_key FOREIGN KEY(attribution_key)
            REFERENCES attributions ("key") ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """CREATE TABLE claims (
        "key" INTEGER NOT NULL, id TEXT NOT NULL, revision_key INTEGER NOT NULL, number INTEGER NOT NULL,
        attribution_key INTEGER, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, article_speaker_key INTEGER,
        confidence FLOAT NOT NULL, found_by TEXT NOT NULL, status TEXT DEFAULT 'to check' NOT NULL,
        made_by TEXT DEFAULT 'program' NOT NULL,
        CONSTRAINT pk_claims PRIMARY KEY ("key"),
        CONSTRAINT ck_claims_span CHECK (0 <= start_at AND start_at <= end_at),
        CONSTRAINT fk_claims_revision_key FOREIGN KEY(revision_key)
            REFERENCES revisions ("key") ON DELETE CASCADE,
        CONSTRAINT fk_claims_attribution_key FOREIGN KEY(attribution_key)
            REFERENCES attributions ("key") ON DELETE SET NULL,
        CONSTRAINT fk_claims_article_speaker_key FOREIGN KEY(article_speaker_key)
            REFERENCES article_speakers ("key") ON DELETE SET NULL
    )""",
)

_INDEXES = (
    "CREATE INDEX ix_article_tags_tag_key ON article_tags (tag_key)",
    "CREATE INDEX ix_claim_statuses_article_key ON claim_statuses (article_key)",
    "CREATE INDEX ix_claim_statuses_claim_id ON claim_statuses (claim_id)",
    "CREATE INDEX ix_revisions_original_key ON revisions (original_key)",
    "CREATE INDEX ix_analysis_runs_revision_key ON analysis_runs (revision_key)",
    "CREATE INDEX ix_article_speakers_id ON article_speakers (id)",
    "CREATE INDEX ix_article_speakers_revision_key ON article_speakers (revision_key)",
    "CREATE INDEX ix_article_speakers_speaker_key ON article_speakers (speaker_key)",
    "CREATE INDEX ix_corrections_article_key ON corrections (article_key)",
    "CREATE INDEX ix_corrections_revision_key ON corrections (revision_key)",
    "CREATE INDEX ix_corrections_target_id ON corrections (target_id)",
    "CREATE INDEX ix_highlights_article_key ON highlights (article_key)",
    "CREATE INDEX ix_highlights_colour_key ON highlights (colour_key)",
    "CREATE INDEX ix_highlights_revision_key ON highlights (revision_key)",
    "CREATE INDEX ix_notes_article_key ON notes (article_key)",
    "CREATE INDEX ix_notes_revision_key ON notes (revision_key)",
    "CREATE INDEX ix_notes_target_id ON notes (target_id)",
    "CREATE INDEX ix_topics_id ON topics (id)",
    "CREATE INDEX ix_topics_revision_key ON topics (revision_key)",
    "CREATE INDEX ix_attributions_article_speaker_key ON attributions (article_speaker_key)",
    "CREATE INDEX ix_attributions_id ON attributions (id)",
    "CREATE INDEX ix_attributions_revision_key ON attributions (revision_key)",
    "CREATE INDEX ix_highlight_tags_tag_key ON highlight_tags (tag_key)",
    "CREATE INDEX ix_passages_revision_key ON passages (revision_key)",
    "CREATE INDEX ix_claims_article_speaker_key ON claims (article_speaker_key)",
    "CREATE INDEX ix_claims_attribution_key ON claims (attribution_key)",
    "CREATE INDEX ix_claims_id ON claims (id)",
    "CREATE INDEX ix_claims_revision_key ON claims (revision_key)",
)

_COLOURS = (
    ("key-point", "Key point", "yellow"),
    ("evidence", "Evidence", "green"),
    ("question", "Question", "blue"),
    ("doubtful", "Doubtful", "red"),
    ("context", "Context", "violet"),
)


def upgrade() -> None:
    for statement in (*_TABLES, *_INDEXES):
        op.get_bind().exec_driver_sql(statement)
    op.get_bind().exec_driver_sql(
        "INSERT INTO highlight_colours (id, name, hue, position) VALUES (?, ?, ?, ?)",
        [(*colour, position) for position, colour in enumerate(_COLOURS)],
    )

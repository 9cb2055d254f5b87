"""The tables of the library: the schema as it is now. Revisions under migrations/ lead to it; a test proves that they do.

Three habits bear what comes later without a table being broken:

- Every table that may be searched has an integer `key`: SQLite keeps such keys through VACUUM (and so through backups), which a
  full-text index with external content needs. `id` is what the rest of the program, links and exports know.
- What the program found (`made_by` “program”) belongs to one revision and may be replaced; what the reader did never points at a
  row of it by foreign key, but names it by its lasting id and keeps the words of the passage besides.
- What the reader removes gets a `removed_at` and stays.
"""

from __future__ import annotations

from sqlalchemy import (
    BLOB,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from desktop_app.storage.columns import (
    anchor,
    bin_index,
    key,
    lasting_id,
    listed_index,
    made_by,
    metadata,
    number,
    own_id,
    owner,
    span,
    time,
    words,
)
from desktop_app.storage.ledger_tables import (
    ledger_people,
    ledger_statements,
    quotation_groups,
    quotation_prints,
    speaker_group_members,
    speaker_groups,
    speaker_pins,
    speaker_proposals,
    speaker_totals,
    speakers_apart,
    speakers_due,
)

__all__ = [
    "ledger_people",
    "ledger_statements",
    "metadata",
    "quotation_groups",
    "quotation_prints",
    "speaker_group_members",
    "speaker_groups",
    "speaker_pins",
    "speaker_proposals",
    "speaker_totals",
    "speakers_apart",
    "speakers_due",
]

# Articles --------------------------------------------------------------------------------------------------------------

articles = Table(
    "articles",
    metadata,
    key(),
    own_id(),
    words("title"),
    words("byline"),
    words("outlet"),
    words("published"),
    words("address"),
    words("language"),
    number("shown_number"),  # the number of the revision that is shown: revisions.number
    number("position"),
    time("imported_at"),
    Column("is_starred", Boolean, nullable=False, server_default=text("0")),
    Column("read_state", Text, nullable=False, server_default=text("'unread'")),  # unread, reading, read
    time("opened_at", nullable=True),
    time("removed_at", nullable=True),
    bin_index("articles"),
    Index("ix_articles_outlet", "outlet"),
    *(listed_index(name) for name in ("imported_at", "published", "read_state")),
    listed_index("title", "title COLLATE NOCASE"),
    listed_index("opened_at", only=" AND opened_at IS NOT NULL"),
    listed_index("is_starred", only=" AND is_starred"),
)

collections = Table(
    "collections",
    metadata,
    key(),
    own_id(),
    words("name"),
    owner("parent", "collections", nullable=True),  # none at the top
    number("position"),
    words("query", empty=True),  # a search that is kept; “” where articles are put in one by one
    time("removed_at", nullable=True),
)

collection_articles = Table(
    "collection_articles",
    metadata,
    owner("collection", "collections", index=False),
    owner("article", "articles"),
    PrimaryKeyConstraint("collection_key", "article_key"),
    sqlite_with_rowid=False,
)

originals = Table(
    "originals",
    metadata,
    key(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("data", BLOB, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    key(),
    own_id(),
    owner("article", "articles", index=False),
    number(),
    Column("original_key", ForeignKey("originals.key"), nullable=False, index=True),
    words("original_name"),
    words("media_type"),
    words("encoding"),
    Column("repaired", Boolean, nullable=False),
    words("text_sha256"),
    number("length"),
    time("made_at"),
    # Counts of the findings, so that a list of 100,000 articles need not count a million rows.
    Column("quotations", Integer, nullable=False, server_default=text("0")),
    Column("speakers", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("article_key", "number"),
)

revision_texts = Table(  # apart, so that lists never read past long texts
    "revision_texts",
    metadata,
    Column("revision_key", ForeignKey("revisions.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    words("text"),
)

blocks = Table(
    "blocks",
    metadata,
    owner("revision", "revisions", index=False),
    number(),
    words("kind"),
    *span(),
    PrimaryKeyConstraint("revision_key", "number"),
    sqlite_with_rowid=False,
)

repairs = Table(
    "repairs",
    metadata,
    owner("revision", "revisions", index=False),
    number(),
    *span(),
    words("before"),
    words("after"),
    PrimaryKeyConstraint("revision_key", "number"),
    sqlite_with_rowid=False,
)

remarks = Table(
    "remarks",
    metadata,
    owner("revision", "revisions", index=False),
    number(),
    words("text"),
    PrimaryKeyConstraint("revision_key", "number"),
    sqlite_with_rowid=False,
)

# Findings --------------------------------------------------------------------------------------------------------------

analysis_runs = Table(  # the last run of a revision is the one whose findings are kept
    "analysis_runs",
    metadata,
    key(),
    owner("revision", "revisions"),
    words("engine"),
    words("engine_version"),
    time("started_at", nullable=True),
    time("finished_at"),
)

speakers = Table(  # somebody across articles; who is the same as whom is decided elsewhere
    "speakers",
    metadata,
    key(),
    own_id(),
    words("name"),
    words("kind"),
    words("role", empty=True),
    made_by(),
    time("made_at"),
    time("removed_at", nullable=True),
    # The reader said that this one is that one; it stays, so that it can be taken back.
    Column("merged_into_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True, index=True),
)

article_speakers = Table(  # somebody as one text names them
    "article_speakers",
    metadata,
    key(),
    lasting_id(),
    owner("revision", "revisions"),
    Column("speaker_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    number(),
    words("name"),
    words("kind"),
    words("role"),
    made_by(),
)

aliases = Table(
    "aliases",
    metadata,
    owner("article_speaker", "article_speakers", index=False),
    number(),
    words("name"),
    PrimaryKeyConstraint("article_speaker_key", "number"),
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    owner("article_speaker", "article_speakers", index=False),
    number(),
    words("kind"),
    *span(),
    PrimaryKeyConstraint("article_speaker_key", "number"),
    sqlite_with_rowid=False,
)

attributions = Table(  # start_at and end_at: from the first to the last word of the content
    "attributions",
    metadata,
    key(),
    lasting_id(),
    owner("revision", "revisions"),
    number(),
    words("kind"),
    *span(),
    Column("article_speaker_key", ForeignKey("article_speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    Column("confidence", Float, nullable=False),
    words("found_by"),
    made_by(),
)

attribution_spans = Table(
    "attribution_spans",
    metadata,
    owner("attribution", "attributions", index=False),
    words("role"),  # content, quoted, cue, source
    number(),
    *span(),
    PrimaryKeyConstraint("attribution_key", "role", "number"),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims",
    metadata,
    key(),
    lasting_id(),
    owner("revision", "revisions"),
    number(),
    Column("attribution_key", ForeignKey("attributions.key", ondelete="SET NULL"), nullable=True, index=True),
    *span(),
    Column("article_speaker_key", ForeignKey("article_speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    Column("confidence", Float, nullable=False),
    words("found_by"),
    Column("worth", Float, nullable=False, server_default=text("0")),
    words("reasons", empty=True),  # for that worth: words of CheckReason, in order, with commas between them
    # The earlier claim that says the same.
    Column("repeats_key", ForeignKey("claims.key", ondelete="SET NULL"), nullable=True, index=True),
    made_by(),
)

topics = Table(  # a topic of the reader's may live across articles: then it has no revision
    "topics",
    metadata,
    key(),
    lasting_id(),
    owner("revision", "revisions", nullable=True),
    number(),
    words("label"),
    Column("confidence", Float, nullable=False),
    words("found_by"),
    made_by(),
)

key_phrases = Table(
    "key_phrases",
    metadata,
    owner("topic", "topics", index=False),
    number(),
    words("phrase"),
    PrimaryKeyConstraint("topic_key", "number"),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    owner("topic", "topics", index=False),
    owner("revision", "revisions"),
    number(),
    *span(),
    made_by(),
    PrimaryKeyConstraint("topic_key", "revision_key", "number"),
    sqlite_with_rowid=False,
)

not_speech = Table(
    "not_speech",
    metadata,
    owner("revision", "revisions", index=False),
    number(),
    *span(),
    PrimaryKeyConstraint("revision_key", "number"),
    sqlite_with_rowid=False,
)

# The reader's words ----------------------------------------------------------------------------------------------------

highlight_colours = Table(
    "highlight_colours",
    metadata,
    key(),
    own_id(),
    words("name"),
    words("hue"),
    number("position"),
    Column("is_archived", Boolean, nullable=False, server_default=text("0")),  # not offered; highlights keep it
    time("removed_at", nullable=True),
)

highlights = Table(
    "highlights",
    metadata,
    key(),
    own_id(),
    owner("article", "articles"),
    owner("revision", "revisions"),
    *span(),
    *anchor(),
    Column("colour_key", ForeignKey("highlight_colours.key"), nullable=False, index=True),
    time("created_at"),
    time("changed_at"),
    time("removed_at", nullable=True),
    bin_index("highlights"),
)

tags = Table("tags", metadata, key(), Column("name", Text, nullable=False, unique=True))

highlight_tags = Table(
    "highlight_tags",
    metadata,
    owner("highlight", "highlights", index=False),
    number(),
    owner("tag", "tags"),
    PrimaryKeyConstraint("highlight_key", "number"),
    sqlite_with_rowid=False,
)

article_tags = Table(
    "article_tags",
    metadata,
    owner("article", "articles", index=False),
    owner("tag", "tags"),
    PrimaryKeyConstraint("article_key", "tag_key"),
    sqlite_with_rowid=False,
)

notes = Table(  # revision, span and anchor: where the target stood when the note was last saved, for the day it is gone
    "notes",
    metadata,
    key(),
    own_id(),
    owner("article", "articles"),
    words("target"),
    words("target_id"),
    words("text"),
    Column("revision_key", ForeignKey("revisions.key", ondelete="SET NULL"), nullable=True, index=True),
    Column("start_at", Integer, nullable=True),
    Column("end_at", Integer, nullable=True),
    words("exact", empty=True),
    words("prefix", empty=True),
    words("suffix", empty=True),
    time("created_at"),
    time("changed_at"),
    time("removed_at", nullable=True),
    Index("ix_notes_target_id", "target_id"),
    bin_index("notes"),
)

corrections = Table(
    "corrections",
    metadata,
    key(),
    own_id(),
    owner("article", "articles"),
    owner("revision", "revisions", index=False),
    words("target"),
    Column("target_id", Text, nullable=False, index=True),
    *span(),
    *anchor(),
    words("field"),
    words("before"),
    words("after"),
    time("made_at"),
    time("removed_at", nullable=True),
    Index("ix_corrections_revision_key_made_at", "revision_key", "made_at"),
)

# Search ----------------------------------------------------------------------------------------------------------------

search_things = (
    Table(  # what can be found, one row each; triggers and `searchable` keep it, `search_index` indexes its words
        "search_things",
        metadata,
        key(),
        owner("article", "articles"),
        owner("revision", "revisions", nullable=True),  # none for a note
        words("kind"),  # article, note, statement, claim, speaker, topic
        words("target_id"),
        Column("start_at", Integer, nullable=False, server_default=text("0")),
        Column("end_at", Integer, nullable=False, server_default=text("0")),
        words("title", empty=True),
        words("note", empty=True),
        words("name", empty=True),  # of a speaker, with other names and role
        words("topic", empty=True),
        words("speaker", empty=True),  # the names of whoever says it; the first is the one that is shown
        words("said", empty=True),  # what of it stands inside quotation marks
        words("words", empty=True),  # the whole, where that is more
        words("status", empty=True),  # of a claim
        Index("ix_search_things_target_id", "target_id"),
        Index("ix_search_things_kind_status", "kind", "status"),
    )
)

search_due = Table(  # texts whose findings or corrections have changed since they were indexed
    "search_due",
    metadata,
    Column("revision_key", ForeignKey("revisions.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
)

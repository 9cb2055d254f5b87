"""The tables of the library: the schema as it is now. Revisions under migrations/ lead to it; a test proves that they do.

Three habits bear what comes later without a table being broken:

- Every table that may be searched has an integer `key`: SQLite keeps such keys through VACUUM (and so through backups), which a
  full-text index with external content needs. `id` is what the rest of the program, links and exports know.
- What the program found (`made_by` “program”) belongs to one revision and may be replaced; what the reader did never points at a
  row of it by foreign key, but names it by its lasting id and keeps the words of the passage besides.
- What the reader removes gets a `removed_at` and stays.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BLOB,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _key() -> Column[Any]:
    return Column("key", Integer, primary_key=True)


def _id() -> Column[Any]:
    return Column("id", Text, nullable=False, unique=True)


def _lasting_id() -> Column[Any]:
    """Lasting ids are the same in two revisions of an article where the same words stand at the same place."""
    return Column("id", Text, nullable=False, index=True)


def _owner(name: str, table: str, *, index: bool = True, nullable: bool = False) -> Column[Any]:
    """A row that goes when its owner goes."""
    return Column(f"{name}_key", ForeignKey(f"{table}.key", ondelete="CASCADE"), nullable=nullable, index=index)


def _words(name: str, *, empty: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default=text("''") if empty else None)


def _number(name: str = "number") -> Column[Any]:
    return Column(name, Integer, nullable=False)


def _time(name: str, *, nullable: bool = False) -> Column[Any]:
    """ISO 8601 in UTC with microseconds, so that the order of the words is the order of time."""
    return Column(name, Text, nullable=nullable)


def _span() -> tuple[Any, ...]:
    """Code points of the revision's text, half-open."""
    return (
        Column("start_at", Integer, nullable=False),
        Column("end_at", Integer, nullable=False),
        CheckConstraint("0 <= start_at AND start_at <= end_at", name="span"),
    )


def _anchor() -> tuple[Any, ...]:
    return _words("exact"), _words("prefix"), _words("suffix")


def _made_by() -> Column[Any]:
    return Column("made_by", Text, nullable=False, server_default=text("'program'"))


def _bin_index(table: str) -> Index:
    """Finds what is in the bin without reading past all that is not."""
    return Index(f"ix_{table}_removed_at", "removed_at", sqlite_where=text("removed_at IS NOT NULL"))


# Articles --------------------------------------------------------------------------------------------------------------

articles = Table(
    "articles",
    metadata,
    _key(),
    _id(),
    _words("title"),
    _words("byline"),
    _words("outlet"),
    _words("published"),
    _words("address"),
    _words("language"),
    _number("shown_number"),  # the number of the revision that is shown: revisions.number
    _number("position"),
    _time("imported_at"),
    _time("removed_at", nullable=True),
    _bin_index("articles"),
    Index("ix_articles_outlet", "outlet"),
)

originals = Table(
    "originals",
    metadata,
    _key(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("data", BLOB, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    _key(),
    _id(),
    _owner("article", "articles", index=False),
    _number(),
    Column("original_key", ForeignKey("originals.key"), nullable=False, index=True),
    _words("original_name"),
    _words("media_type"),
    _words("encoding"),
    Column("repaired", Boolean, nullable=False),
    _words("text_sha256"),
    _number("length"),
    _time("made_at"),
    # Counts of the findings, so that a list of 100,000 articles need not count a million rows.
    Column("quotations", Integer, nullable=False, server_default=text("0")),
    Column("speakers", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("article_key", "number"),
)

revision_texts = Table(  # apart, so that lists never read past long texts
    "revision_texts",
    metadata,
    Column("revision_key", ForeignKey("revisions.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _words("text"),
)

blocks = Table(
    "blocks",
    metadata,
    _owner("revision", "revisions", index=False),
    _number(),
    _words("kind"),
    *_span(),
    PrimaryKeyConstraint("revision_key", "number"),
    sqlite_with_rowid=False,
)

repairs = Table(
    "repairs",
    metadata,
    _owner("revision", "revisions", index=False),
    _number(),
    *_span(),
    _words("before"),
    _words("after"),
    PrimaryKeyConstraint("revision_key", "number"),
    sqlite_with_rowid=False,
)

remarks = Table(
    "remarks",
    metadata,
    _owner("revision", "revisions", index=False),
    _number(),
    _words("text"),
    PrimaryKeyConstraint("revision_key", "number"),
    sqlite_with_rowid=False,
)

# Findings --------------------------------------------------------------------------------------------------------------

analysis_runs = Table(  # the last run of a revision is the one whose findings are kept
    "analysis_runs",
    metadata,
    _key(),
    _owner("revision", "revisions"),
    _words("engine"),
    _words("engine_version"),
    _time("started_at", nullable=True),
    _time("finished_at"),
)

speakers = Table(  # somebody across articles; who is the same as whom is decided elsewhere
    "speakers",
    metadata,
    _key(),
    _id(),
    _words("name"),
    _words("kind"),
    _words("role", empty=True),
    _made_by(),
    _time("made_at"),
    _time("removed_at", nullable=True),
    # The reader said that this one is that one; it stays, so that it can be taken back.
    Column("merged_into_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True, index=True),
)

article_speakers = Table(  # somebody as one text names them
    "article_speakers",
    metadata,
    _key(),
    _lasting_id(),
    _owner("revision", "revisions"),
    Column("speaker_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    _number(),
    _words("name"),
    _words("kind"),
    _words("role"),
    _made_by(),
)

aliases = Table(
    "aliases",
    metadata,
    _owner("article_speaker", "article_speakers", index=False),
    _number(),
    _words("name"),
    PrimaryKeyConstraint("article_speaker_key", "number"),
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    _owner("article_speaker", "article_speakers", index=False),
    _number(),
    _words("kind"),
    *_span(),
    PrimaryKeyConstraint("article_speaker_key", "number"),
    sqlite_with_rowid=False,
)

attributions = Table(  # start_at and end_at: from the first to the last word of the content
    "attributions",
    metadata,
    _key(),
    _lasting_id(),
    _owner("revision", "revisions"),
    _number(),
    _words("kind"),
    *_span(),
    Column("article_speaker_key", ForeignKey("article_speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    Column("confidence", Float, nullable=False),
    _words("found_by"),
    _made_by(),
)

attribution_spans = Table(
    "attribution_spans",
    metadata,
    _owner("attribution", "attributions", index=False),
    _words("role"),  # content, quoted, cue, source
    _number(),
    *_span(),
    PrimaryKeyConstraint("attribution_key", "role", "number"),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims",
    metadata,
    _key(),
    _lasting_id(),
    _owner("revision", "revisions"),
    _number(),
    Column("attribution_key", ForeignKey("attributions.key", ondelete="SET NULL"), nullable=True, index=True),
    *_span(),
    Column("article_speaker_key", ForeignKey("article_speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    Column("confidence", Float, nullable=False),
    _words("found_by"),
    Column("worth", Float, nullable=False, server_default=text("0")),
    _words("reasons", empty=True),  # for that worth: words of CheckReason, in order, with commas between them
    # The earlier claim that says the same.
    Column("repeats_key", ForeignKey("claims.key", ondelete="SET NULL"), nullable=True, index=True),
    _made_by(),
)

topics = Table(  # a topic of the reader's may live across articles: then it has no revision
    "topics",
    metadata,
    _key(),
    _lasting_id(),
    _owner("revision", "revisions", nullable=True),
    _number(),
    _words("label"),
    Column("confidence", Float, nullable=False),
    _words("found_by"),
    _made_by(),
)

key_phrases = Table(
    "key_phrases",
    metadata,
    _owner("topic", "topics", index=False),
    _number(),
    _words("phrase"),
    PrimaryKeyConstraint("topic_key", "number"),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    _owner("topic", "topics", index=False),
    _owner("revision", "revisions"),
    _number(),
    *_span(),
    _made_by(),
    PrimaryKeyConstraint("topic_key", "revision_key", "number"),
    sqlite_with_rowid=False,
)

not_speech = Table(
    "not_speech",
    metadata,
    _owner("revision", "revisions", index=False),
    _number(),
    *_span(),
    PrimaryKeyConstraint("revision_key", "number"),
    sqlite_with_rowid=False,
)

# The reader's words ----------------------------------------------------------------------------------------------------

highlight_colours = Table(
    "highlight_colours",
    metadata,
    _key(),
    _id(),
    _words("name"),
    _words("hue"),
    _number("position"),
    Column("is_archived", Boolean, nullable=False, server_default=text("0")),  # not offered; highlights keep it
    _time("removed_at", nullable=True),
)

highlights = Table(
    "highlights",
    metadata,
    _key(),
    _id(),
    _owner("article", "articles"),
    _owner("revision", "revisions"),
    *_span(),
    *_anchor(),
    Column("colour_key", ForeignKey("highlight_colours.key"), nullable=False, index=True),
    _time("created_at"),
    _time("changed_at"),
    _time("removed_at", nullable=True),
    _bin_index("highlights"),
)

tags = Table("tags", metadata, _key(), Column("name", Text, nullable=False, unique=True))

highlight_tags = Table(
    "highlight_tags",
    metadata,
    _owner("highlight", "highlights", index=False),
    _number(),
    _owner("tag", "tags"),
    PrimaryKeyConstraint("highlight_key", "number"),
    sqlite_with_rowid=False,
)

article_tags = Table(
    "article_tags",
    metadata,
    _owner("article", "articles", index=False),
    _owner("tag", "tags"),
    PrimaryKeyConstraint("article_key", "tag_key"),
    sqlite_with_rowid=False,
)

notes = Table(  # revision, span and anchor: where the target stood when the note was last saved, for the day it is gone
    "notes",
    metadata,
    _key(),
    _id(),
    _owner("article", "articles"),
    _words("target"),
    _words("target_id"),
    _words("text"),
    Column("revision_key", ForeignKey("revisions.key", ondelete="SET NULL"), nullable=True, index=True),
    Column("start_at", Integer, nullable=True),
    Column("end_at", Integer, nullable=True),
    _words("exact", empty=True),
    _words("prefix", empty=True),
    _words("suffix", empty=True),
    _time("created_at"),
    _time("changed_at"),
    _time("removed_at", nullable=True),
    Index("ix_notes_target_id", "target_id"),
    _bin_index("notes"),
)

corrections = Table(
    "corrections",
    metadata,
    _key(),
    _id(),
    _owner("article", "articles"),
    _owner("revision", "revisions", index=False),
    _words("target"),
    Column("target_id", Text, nullable=False, index=True),
    *_span(),
    *_anchor(),
    _words("field"),
    _words("before"),
    _words("after"),
    _time("made_at"),
    _time("removed_at", nullable=True),
    Index("ix_corrections_revision_key_made_at", "revision_key", "made_at"),
)

# Search ----------------------------------------------------------------------------------------------------------------

search_things = (
    Table(  # what can be found, one row each; triggers and `searchable` keep it, `search_index` indexes its words
        "search_things",
        metadata,
        _key(),
        _owner("article", "articles"),
        _owner("revision", "revisions", nullable=True),  # none for a note
        _words("kind"),  # article, note, statement, claim, speaker, topic
        _words("target_id"),
        Column("start_at", Integer, nullable=False, server_default=text("0")),
        Column("end_at", Integer, nullable=False, server_default=text("0")),
        _words("title", empty=True),
        _words("note", empty=True),
        _words("name", empty=True),  # of a speaker, with other names and role
        _words("topic", empty=True),
        _words("speaker", empty=True),  # the names of whoever says it; the first is the one that is shown
        _words("said", empty=True),  # what of it stands inside quotation marks
        _words("words", empty=True),  # the whole, where that is more
        _words("status", empty=True),  # of a claim
        Index("ix_search_things_target_id", "target_id"),
        Index("ix_search_things_kind_status", "kind", "status"),
    )
)

search_due = Table(  # texts whose findings or corrections have changed since they were indexed
    "search_due",
    metadata,
    Column("revision_key", ForeignKey("revisions.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
)

# The ledger: who said what over all articles ------------------------------------------------------------------------------

ledger_people = Table(  # somebody as one shown text names them and as the reader corrected it; `ledger_rows` keeps it
    "ledger_people",
    metadata,
    _key(),
    _owner("article", "articles"),
    _owner("revision", "revisions"),
    Column("target_id", Text, nullable=False, index=True),  # article_speakers.id
    # Who it is: what the reader pinned, or else `found_key`, either after what was merged.
    Column("speaker_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    Column("found_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    _words("block", empty=True),  # of all who may be the same; “” for nobody
    _words("name"),
    _words("kind"),
    _words("role", empty=True),
    _words("aliases", empty=True),  # a line each
    _number("start_at"),
    _number("end_at"),  # of the first mention
    Index("ix_ledger_people_block_name_role_found_key", "block", "name", "role", "found_key"),
)

ledger_statements = Table(  # what one shown text attributes to somebody, or to nobody, as the reader corrected it
    "ledger_statements",
    metadata,
    _key(),
    _owner("article", "articles"),
    _owner("revision", "revisions"),
    _words("target_id"),  # attributions.id
    Column("person_key", ForeignKey("ledger_people.key", ondelete="CASCADE"), nullable=True, index=True),
    Column("speaker_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True),  # that of the person
    _words("kind"),
    *_span(),
    _words("day"),  # YYYY-MM-DD: published, or imported where that is not known
    _words("words"),  # the whole content, a line for each stretch
    _words("said", empty=True),  # what of it stands inside quotation marks, a line for each stretch
    _words("cue", empty=True),
    _words("topic", empty=True),  # the label of the topic that it stands in
    _words("status", empty=True),  # of its claims the latest that the reader gave; “” for to check
    _number("word_count"),
    _number("quotations"),
    _number("quoted_words"),
    Column("confidence", Float, nullable=False),
    Index("ix_ledger_statements_speaker_key_day", "speaker_key", "day"),
    Index("ix_ledger_statements_target_id", "target_id"),
)

speaker_totals = Table(  # what a list shows of somebody, outside the bin; reckoned anew for those in `speakers_due`
    "speaker_totals",
    metadata,
    Column("speaker_key", ForeignKey("speakers.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _words("role", empty=True),  # the latest
    _words("names", empty=True),  # a line each, the most used first
    _words("folded", empty=True),  # they again, as they are looked for: the one that is shown first
    _number("articles"),
    _number("statements"),
    _number("quotations"),
    _words("first", empty=True),
    _words("last", empty=True),  # days of statements
    Index("ix_speaker_totals_statements_folded", text("statements DESC"), "folded"),
    Index("ix_speaker_totals_articles_folded", text("articles DESC"), "folded"),
    Index("ix_speaker_totals_last_folded", text("last DESC"), "folded"),
    Index("ix_speaker_totals_folded", "folded"),
)

speakers_due = Table(  # whose totals may have changed
    "speakers_due",
    metadata,
    Column("speaker_key", ForeignKey("speakers.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
)

speaker_pins = Table(  # the reader said who somebody in an article is; no later analysis or import changes that
    "speaker_pins",
    metadata,
    _owner("article", "articles", index=False),
    _words("target_id"),  # article_speakers.id
    _owner("speaker", "speakers"),
    _time("made_at"),
    PrimaryKeyConstraint("article_key", "target_id"),
    sqlite_with_rowid=False,
)

speakers_apart = Table(  # the reader said that these are two; one_key < other_key
    "speakers_apart",
    metadata,
    _owner("one", "speakers", index=False),
    _owner("other", "speakers"),
    _time("made_at"),
    PrimaryKeyConstraint("one_key", "other_key"),
    sqlite_with_rowid=False,
)

speaker_proposals = Table(  # these may be one: to be asked; one_key < other_key
    "speaker_proposals",
    metadata,
    _owner("one", "speakers", index=False),
    _owner("other", "speakers"),
    Column("likeness", Float, nullable=False),
    _words("reasons"),  # a line each
    PrimaryKeyConstraint("one_key", "other_key"),
    sqlite_with_rowid=False,
)

speaker_groups = Table(  # groups that the reader defines, for shares of voice
    "speaker_groups",
    metadata,
    _key(),
    _id(),
    _words("name"),
    _number("position"),
    _time("removed_at", nullable=True),
)

speaker_group_members = Table(
    "speaker_group_members",
    metadata,
    _owner("group", "speaker_groups", index=False),
    _owner("speaker", "speakers"),
    PrimaryKeyConstraint("group_key", "speaker_key"),
    sqlite_with_rowid=False,
)

quotation_prints = Table(  # hashes of runs of words of a quotation: those that share some may be the same
    "quotation_prints",
    metadata,
    Column("print", Integer, nullable=False),
    _owner("statement", "ledger_statements"),
    PrimaryKeyConstraint("print", "statement_key"),
    sqlite_with_rowid=False,
)

quotation_groups = Table(  # the same in several articles: those of one number, the fullest’s key; 0: to be grouped
    "quotation_groups",
    metadata,
    Column(
        "statement_key", ForeignKey("ledger_statements.key", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("number", Integer, nullable=False, index=True),
)

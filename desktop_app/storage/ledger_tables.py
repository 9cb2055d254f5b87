"""The tables of the ledger: who said what over all articles. `ledger_rows` and `identities` keep them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from desktop_app.storage.columns import (
    key,
    metadata,
    number,
    own_id,
    owner,
    span,
    time,
    words,
)

ledger_people = Table(  # somebody as one shown text names them and as the reader corrected it; `ledger_rows` keeps it
    "ledger_people",
    metadata,
    key(),
    owner("article", "articles"),
    owner("revision", "revisions"),
    Column("target_id", Text, nullable=False, index=True),  # article_speakers.id
    # Who it is: what the reader pinned, or else `found_key`, either after what was merged.
    Column("speaker_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    Column("found_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True, index=True),
    words("block", empty=True),  # of all who may be the same; “” for nobody
    words("name"),
    words("kind"),
    words("role", empty=True),
    words("aliases", empty=True),  # a line each
    number("start_at"),
    number("end_at"),  # of the first mention
    Index("ix_ledger_people_block_name_role_found_key", "block", "name", "role", "found_key"),
)

ledger_statements = Table(  # what one shown text attributes to somebody, or to nobody, as the reader corrected it
    "ledger_statements",
    metadata,
    key(),
    owner("article", "articles"),
    owner("revision", "revisions"),
    words("target_id"),  # attributions.id
    Column("person_key", ForeignKey("ledger_people.key", ondelete="CASCADE"), nullable=True, index=True),
    Column("speaker_key", ForeignKey("speakers.key", ondelete="SET NULL"), nullable=True),  # that of the person
    words("kind"),
    *span(),
    words("day"),  # YYYY-MM-DD: published, or imported where that is not known
    words("words"),  # the whole content, a line for each stretch
    words("said", empty=True),  # what of it stands inside quotation marks, a line for each stretch
    words("cue", empty=True),
    words("topic", empty=True),  # the label of the topic that it stands in
    words("status", empty=True),  # of its claims the latest that the reader gave; “” for to check
    number("word_count"),
    number("quotations"),
    number("quoted_words"),
    Column("confidence", Float, nullable=False),
    Index("ix_ledger_statements_speaker_key_day", "speaker_key", "day"),
    Index("ix_ledger_statements_target_id", "target_id"),
)

speaker_totals = Table(  # what a list shows of somebody, outside the bin; reckoned anew for those in `speakers_due`
    "speaker_totals",
    metadata,
    Column("speaker_key", ForeignKey("speakers.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    words("role", empty=True),  # the latest
    words("names", empty=True),  # a line each, the most used first
    words("folded", empty=True),  # they again, as they are looked for: the one that is shown first
    *(number(name) for name in ("articles", "statements", "quotations")),
    *(words(name, empty=True) for name in ("first", "last")),  # days of statements
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
    owner("article", "articles", index=False),
    words("target_id"),  # article_speakers.id
    owner("speaker", "speakers"),
    time("made_at"),
    PrimaryKeyConstraint("article_key", "target_id"),
    sqlite_with_rowid=False,
)

speakers_apart = Table(  # the reader said that these are two; one_key < other_key
    "speakers_apart",
    metadata,
    owner("one", "speakers", index=False),
    owner("other", "speakers"),
    time("made_at"),
    PrimaryKeyConstraint("one_key", "other_key"),
    sqlite_with_rowid=False,
)

speaker_proposals = Table(  # these may be one: to be asked; one_key < other_key
    "speaker_proposals",
    metadata,
    owner("one", "speakers", index=False),
    owner("other", "speakers"),
    Column("likeness", Float, nullable=False),
    words("reasons"),  # a line each
    PrimaryKeyConstraint("one_key", "other_key"),
    sqlite_with_rowid=False,
)

speaker_groups = Table(  # groups that the reader defines, for shares of voice
    "speaker_groups",
    metadata,
    key(),
    own_id(),
    words("name"),
    number("position"),
    time("removed_at", nullable=True),
)

speaker_group_members = Table(
    "speaker_group_members",
    metadata,
    owner("group", "speaker_groups", index=False),
    owner("speaker", "speakers"),
    PrimaryKeyConstraint("group_key", "speaker_key"),
    sqlite_with_rowid=False,
)

quotation_prints = Table(  # hashes of runs of words of a quotation: those that share some may be the same
    "quotation_prints",
    metadata,
    Column("print", Integer, nullable=False),
    owner("statement", "ledger_statements"),
    PrimaryKeyConstraint("print", "statement_key"),
    sqlite_with_rowid=False,
)

quotation_groups = (
    Table(  # quotations of several articles that are the same: one number, the key of the fullest; 0: to be grouped
        "quotation_groups",
        metadata,
        Column(
            "statement_key",
            ForeignKey("ledger_statements.key", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        Column("number", Integer, nullable=False, index=True),
    )
)

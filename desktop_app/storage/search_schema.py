"""The full-text index and the triggers that keep it equal to the text: what SQLAlchemy has no words for, as it is now.

`search_index` holds no text of its own: `search_words` gives it the words of each row of `search_things`, the text of an article
from where it is kept anyway. FTS5 has to be told the very words when a row goes, so rows go before their texts do.

What the program found, as the reader corrected it, cannot be told by a trigger: those only note in `search_due` that a text has to
be gone through again, which `searchable.catch_up` does before anything is looked for.
"""

from __future__ import annotations

COLUMNS = ("title", "body", "note", "name", "topic", "speaker", "said", "words", "status")
"""Of the index, in order."""
_LISTED = ", ".join(COLUMNS)
_TAKEN = f"INSERT INTO search_index(rowid, {_LISTED}) SELECT key, {_LISTED} FROM search_words WHERE key = new.key;"  # noqa: S608
_DROPPED = (
    f"INSERT INTO search_index(search_index, rowid, {_LISTED}) "  # noqa: S608
    f"SELECT 'delete', key, {_LISTED} FROM search_words WHERE key = old.key;"
)
_SHOWN = """INSERT INTO search_things (article_key, revision_key, kind, target_id, title)
        SELECT a.key, r.key, 'article', a.id, a.title
        FROM articles a JOIN revisions r ON r.article_key = a.key AND r.number = a.shown_number
        JOIN revision_texts t ON t.revision_key = r.key WHERE """


def _due(row: str) -> str:
    return f"""INSERT INTO search_due (revision_key)
        SELECT {row}.revision_key WHERE {row}.revision_key NOT IN (SELECT revision_key FROM search_due);"""  # noqa: S608


def _speakers_due(article: str) -> str:
    return f"""INSERT INTO speakers_due (speaker_key) SELECT DISTINCT speaker_key FROM ledger_people
        WHERE article_key = {article}.key AND speaker_key IS NOT NULL
        AND speaker_key NOT IN (SELECT speaker_key FROM speakers_due);"""  # noqa: S608


VIEW = {
    "search_words": """CREATE VIEW search_words AS SELECT key, title,
        CASE kind WHEN 'article' THEN
            (SELECT text FROM revision_texts WHERE revision_texts.revision_key = search_things.revision_key)
        ELSE '' END AS body, note, name, topic, speaker, said, words, status FROM search_things"""
}
INDEX = {
    "search_index": f"""CREATE VIRTUAL TABLE search_index USING fts5({_LISTED},
        content='search_words', content_rowid='key', tokenize="unicode61 remove_diacritics 2", prefix='2 3')"""
}
_STATEMENTS = "SELECT key FROM ledger_statements WHERE article_key = new.key"
TRIGGERS = {
    name: f"CREATE TRIGGER {name} {when} BEGIN {does} END"
    for name, when, does in (
        ("search_things_added", "AFTER INSERT ON search_things", _TAKEN),
        ("search_things_going", "BEFORE DELETE ON search_things", _DROPPED),
        ("search_things_changing", "BEFORE UPDATE ON search_things", _DROPPED),
        ("search_things_changed", "AFTER UPDATE ON search_things", _TAKEN),
        (
            "search_text_added",
            "AFTER INSERT ON revision_texts",
            f"""DELETE FROM search_things WHERE kind <> 'note' AND article_key = (
            SELECT a.key FROM articles a JOIN revisions r ON r.article_key = a.key AND r.number = a.shown_number
            WHERE r.key = new.revision_key);
        {_SHOWN}r.key = new.revision_key;""",  # noqa: S608
        ),
        (
            "search_text_going",
            "BEFORE DELETE ON revision_texts",
            "DELETE FROM search_things WHERE revision_key = old.revision_key;",
        ),
        (
            "search_another_shown",
            "AFTER UPDATE OF shown_number ON articles WHEN old.shown_number <> new.shown_number",
            f"""DELETE FROM search_things WHERE article_key = new.key AND kind <> 'note';
        {_SHOWN}a.key = new.key;
        INSERT INTO search_due (revision_key) SELECT key FROM revisions
        WHERE article_key = new.key AND number = new.shown_number AND key NOT IN (SELECT revision_key FROM search_due);""",  # noqa: S608
        ),
        (
            "search_retitled",
            "AFTER UPDATE OF title ON articles WHEN old.title <> new.title",
            "UPDATE search_things SET title = new.title WHERE article_key = new.key AND kind = 'article';",
        ),
        (
            "search_note_added",
            "AFTER INSERT ON notes",
            """INSERT INTO search_things (article_key, kind, target_id, note)
        VALUES (new.article_key, 'note', new.id, new.text);""",
        ),
        (
            "search_note_changed",
            "AFTER UPDATE OF text, article_key ON notes"
            " WHEN old.text <> new.text OR old.article_key <> new.article_key",
            """UPDATE search_things SET note = new.text, article_key = new.article_key
        WHERE kind = 'note' AND target_id = new.id;""",
        ),
        (
            "search_note_going",
            "AFTER DELETE ON notes",
            "DELETE FROM search_things WHERE kind = 'note' AND target_id = old.id;",
        ),
        ("search_analysed", "AFTER INSERT ON analysis_runs", _due("new")),
        ("search_corrected", "AFTER INSERT ON corrections", _due("new")),
        ("search_correction_changed", "AFTER UPDATE ON corrections", f"{_due('old')} {_due('new')}"),
        (
            "ledger_another_shown",
            "AFTER UPDATE OF shown_number ON articles WHEN old.shown_number <> new.shown_number",
            f"""{_speakers_due("new")}
        DELETE FROM ledger_statements WHERE article_key = new.key;
        DELETE FROM ledger_people WHERE article_key = new.key;""",  # noqa: S608
        ),
        (
            "ledger_binned",
            "AFTER UPDATE OF removed_at ON articles WHEN old.removed_at IS NOT new.removed_at",
            _speakers_due("new"),
        ),
        ("ledger_article_going", "BEFORE DELETE ON articles", _speakers_due("old")),
        (
            "ledger_redated",
            "AFTER UPDATE OF published ON articles WHEN old.published <> new.published",
            """INSERT INTO search_due (revision_key) SELECT key FROM revisions
        WHERE article_key = new.key AND number = new.shown_number AND key NOT IN (SELECT revision_key FROM search_due);""",
        ),
        (
            "quotations_binned",
            "AFTER UPDATE OF removed_at ON articles WHEN old.removed_at IS NULL AND new.removed_at IS NOT NULL",
            f"DELETE FROM quotation_groups WHERE statement_key IN ({_STATEMENTS});",  # noqa: S608
        ),
        (
            "quotations_restored",
            "AFTER UPDATE OF removed_at ON articles WHEN old.removed_at IS NOT NULL AND new.removed_at IS NULL",
            f"""INSERT INTO quotation_groups (statement_key, number) SELECT DISTINCT statement_key, 0 FROM quotation_prints
        WHERE statement_key IN ({_STATEMENTS});""",  # noqa: S608
        ),
        (
            "quotation_fullest_going",
            "AFTER DELETE ON quotation_groups WHEN old.number = old.statement_key",
            "UPDATE quotation_groups SET number = 0 WHERE number = old.number;",
        ),
    )
}

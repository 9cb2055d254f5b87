"""The reader's library: everything that is kept, in one SQLite file. One method is one transaction; any thread may call any."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, select

from desktop_app.domain.annotations import Correction, Highlight, HighlightColour, Note, Recolouring
from desktop_app.domain.article import ArticleSummary, ImportedArticle, Metadata, Original, Revision
from desktop_app.domain.bin import BinKind, Binned
from desktop_app.domain.errors import CannotSave
from desktop_app.domain.findings import Findings, Speaker
from desktop_app.domain.marked import Marked, MarkedQuery
from desktop_app.domain.own_topics import OwnTopic
from desktop_app.domain.query import Query
from desktop_app.domain.reading import Reading
from desktop_app.domain.searching import Answer
from desktop_app.domain.tasks import Task
from desktop_app.storage import annotations as written
from desktop_app.storage import (
    articles,
    backups,
    colours,
    findings,
    marked,
    schema,
    search,
    searchable,
    speaker_totals,
    tables,
)
from desktop_app.storage import bin as bin_
from desktop_app.storage import own_topics as own
from desktop_app.storage.connection import Database, cannot_read, connect
from desktop_app.storage.known_speakers import known_speakers
from desktop_app.storage.ledger import Ledger
from desktop_app.storage.shelf import Shelf

_INDEXED_AT_ONCE = 20
"""Texts whose findings are indexed in one transaction: others may write between two of them."""
_RECKONED_AT_ONCE = 100
"""Speakers whose totals are reckoned in one transaction."""
_PLACES = {
    "attribution": tables.attributions,
    "claim": tables.claims,
    "topic": tables.topics,
    "speaker": tables.article_speakers,
}
"""Kinds of findings and the tables that hold them."""


Owned = Highlight | Note | Correction | HighlightColour | Recolouring
"""What the reader made."""
_SAVE: dict[type, Callable[[Connection, Any], None]] = {
    Highlight: written.save_highlight,
    Note: written.save_note,
    Correction: written.save_correction,
    HighlightColour: colours.save_colour,
    Recolouring: colours.recolour,
}
_REMOVE: dict[type, Callable[[Connection, str], None]] = {
    Highlight: written.remove_highlight,
    Note: written.remove_note,
    Correction: written.remove_correction,
    HighlightColour: colours.remove_colour,
}


class Library:
    """Open it with `Library.open`; close it, or use it in a `with` statement.

    Every method may raise CannotSave (if it writes) or CannotOpenLibrary (if the file cannot be read any more), and NotFound
    where it says so. What a method that writes has returned from is on the disk, findings and positions excepted (see
    `Database.write`).
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._database = database
        self.shelf = Shelf(database, lambda: self._keep_up(Task()))

    @classmethod
    def open(cls, folder: Path) -> Library:
        """The library in `folder`, made or brought to the newest schema (after a verified backup) where need be.

        CannotOpenLibrary: newer than this program, unreadable, not ours; DamagedLibrary: see `set_aside_damaged`.
        """
        return cls(folder, Database(schema.prepare(folder, backups.back_up)))

    @staticmethod
    def set_aside_damaged(folder: Path) -> backups.Rescue:
        """Move a damaged library out of the way and put the newest good backup in its place. CannotOpenLibrary."""
        return backups.set_aside_damaged(folder)

    def close(self) -> None:
        """Wait for whatever is being read or written, then let the file go. No method may be called afterwards."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Articles

    def find_original(self, sha256: str) -> str | None:
        """Id of the article, not in the bin, that was made from these bytes."""
        with self._database.read() as connection:
            return articles.find_original(connection, sha256)

    def add_article(self, imported: ImportedArticle) -> Reading:
        """Keep an article with its first revision, original bytes, blocks and repairs: all or nothing."""
        with self._database.write() as connection:
            return _reading(connection, articles.add(connection, imported))

    def known_originals(self, sha256s: Sequence[str]) -> dict[str, tuple[str, str]]:
        """By checksum, id and title of the article, not in the bin, that was made from these bytes."""
        with self._database.read() as connection:
            return articles.known_originals(connection, sha256s)

    def add_articles(self, imported: Sequence[ImportedArticle]) -> list[tuple[str, bool]]:
        """Keep many articles, all or nothing: for each its id and whether it is new. Where there is one of the same bytes outside
        the bin, in the library or earlier among these, that is left as it is, and its id given."""
        with self._database.write() as connection:
            wanted = {one.original.sha256: one for one in reversed(imported)}  # the first of the same bytes
            kept = articles.original_keys(connection, list(wanted))
            known = articles.known_originals(connection, list(kept)) if kept else {}
            ids = {sha: article_id for sha, (article_id, _title) in known.items()}
            new = [one for sha, one in reversed(wanted.items()) if sha not in ids]
            added = dict(
                zip((one.original.sha256 for one in new), articles.add_many(connection, new, kept), strict=True)
            )
        is_new = dict.fromkeys(added, True)
        ids |= added
        return [(ids[sha], is_new.pop(sha, False)) for sha in (one.original.sha256 for one in imported)]

    def unanalysed(self, leaving_out: Collection[str] = (), most: int = 100) -> list[str]:
        """Ids of articles outside the bin whose shown text has never been analysed, newest import first."""
        with self._database.read() as connection:
            return articles.unanalysed(connection, leaving_out, most)

    def count_unanalysed(self) -> int:
        with self._database.read() as connection:
            return articles.count_unanalysed(connection)

    def add_revision(
        self,
        article_id: str,
        imported: ImportedArticle,
        moved: Sequence[Highlight] = (),
        corrections: Sequence[Correction] = (),
    ) -> Reading:
        """Keep a further text of an article and show it from now on; highlights and corrections that move to it, placed in it
        already, move in the same transaction. NotFound."""
        with self._database.write() as connection:
            revision_id = articles.add_revision(connection, article_id, imported)
            _move(connection, revision_id, moved, corrections)
            return _reading(connection, article_id)

    def revisions(self, article_id: str) -> list[Revision]:
        """All texts of an article, in the order in which they came. NotFound."""
        with self._database.read() as connection:
            return articles.load_revisions(connection, article_id)

    def show_revision(
        self,
        article_id: str,
        revision_id: str,
        moved: Sequence[Highlight] = (),
        corrections: Sequence[Correction] = (),
    ) -> Reading:
        """Show another text of the article from now on; highlights and corrections that move to it, placed in it already,
        move in the same transaction. NotFound."""
        with self._database.write() as connection:
            articles.show_revision(connection, article_id, revision_id)
            _move(connection, revision_id, moved, corrections)
            return _reading(connection, article_id)

    def reading(self, article_id: str, revision_id: str | None = None) -> Reading:
        """All that is needed to show an article (also one in the bin), in one of its texts. NotFound."""
        with self._database.read() as connection:
            return _reading(connection, article_id, revision_id)

    def original(self, revision_id: str) -> Original:
        """The bytes that a text was made from. NotFound."""
        with self._database.read() as connection:
            return articles.load_original(connection, revision_id)

    def summaries(self) -> list[ArticleSummary]:
        """Every article outside the bin, newest import first."""
        with self._database.read() as connection:
            return articles.summaries(connection)

    def save_metadata(self, article_id: str, metadata: Metadata) -> None:
        """NotFound."""
        with self._database.write() as connection:
            articles.save_metadata(connection, article_id, metadata)

    def save_position(self, article_id: str, position: int) -> None:
        """Where the reader left off, in code points of the shown text. NotFound."""
        with self._database.write(durable=False) as connection:
            articles.save_position(connection, article_id, position)

    def remove_article(self, article_id: str) -> None:
        """Put an article into the bin, with everything that belongs to it. NotFound."""
        with self._database.write() as connection:
            articles.remove(connection, article_id)

    def remove_articles(self, article_ids: Sequence[str]) -> list[str]:
        """Put articles into the bin, all or nothing; those that were not in it before."""
        with self._database.write() as connection:
            return articles.remove_many(connection, article_ids)

    def restore_articles(self, article_ids: Sequence[str]) -> None:
        """Take articles out of the bin; those that were deleted for good are passed over."""
        with self._database.write() as connection:
            articles.restore_many(connection, article_ids)

    def restore_article(self, article_id: str) -> None:
        """Take an article out of the bin. NotFound."""
        with self._database.write() as connection:
            articles.restore(connection, article_id)

    # Findings

    def save_findings(self, revision_id: str, found: Findings, *, started_at: datetime | None = None) -> Findings:
        """Replace what the program found in a text; the same findings with lasting ids, by which notes, corrections and links
        name them: a finding that was there before keeps its id. Never touches what the reader wrote. NotFound."""
        with self._database.write(durable=False) as connection:
            return findings.save(connection, revision_id, found, started_at)

    def findings(self, revision_id: str) -> Findings | None:
        """What was found in a text, None if it has never been analysed. NotFound."""
        with self._database.read() as connection:
            return findings.load(connection, revision_id)

    # The reader's words

    def colours(self) -> tuple[HighlightColour, ...]:
        """The colours that highlights can have, in the reader's order; archived ones last."""
        with self._database.read() as connection:
            return colours.colours(connection)

    def save_colour(self, colour: HighlightColour) -> None:
        """Insert or update; brings it back where it was removed."""
        with self._database.write() as connection:
            colours.save_colour(connection, colour)

    def remove_colour(self, colour_id: str) -> None:
        """Take a colour away. For as long as a highlight has it, it is there, archived. NotFound."""
        with self._database.write() as connection:
            colours.remove_colour(connection, colour_id)

    def highlights_in(self, colour_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """By colour, the ids of all highlights that have it: of all articles, and those in the bin, too."""
        with self._database.read() as connection:
            return colours.highlights_in(connection, colour_ids)

    def tags(self) -> list[str]:
        """The tags in use outside the bin, the most frequent first."""
        with self._database.read() as connection:
            return colours.tags(connection)

    def save_highlight(self, highlight: Highlight) -> None:
        """Insert or update; brings it back from the bin. NotFound for an unknown article, text or colour."""
        with self._database.write() as connection:
            written.save_highlight(connection, highlight)

    def remove_highlight(self, highlight_id: str) -> None:
        """Put a highlight into the bin; its notes are kept, and hidden with it. NotFound."""
        with self._database.write() as connection:
            written.remove_highlight(connection, highlight_id)

    def highlights(self, revision_id: str) -> tuple[Highlight, ...]:
        """The highlights of one text in reading order. NotFound."""
        with self._database.read() as connection:
            return written.highlights(connection, revision_id)

    def save_note(self, note: Note) -> None:
        """Insert or update; brings it back from the bin. NotFound for an unknown article."""
        with self._database.write() as connection:
            written.save_note(connection, note)

    def remove_note(self, note_id: str) -> None:
        """Put a note into the bin. NotFound."""
        with self._database.write() as connection:
            written.remove_note(connection, note_id)

    def notes(self, article_id: str) -> tuple[Note, ...]:
        """The notes of an article, of whatever text of it, the oldest first. NotFound."""
        with self._database.read() as connection:
            return written.notes(connection, article_id)

    def find_note(self, note_id: str) -> Note:
        """NotFound, also where it is in the bin."""
        with self._database.read() as connection:
            return written.find_note(connection, note_id)

    def find_article_of(self, kind: str, target_id: str) -> str:
        """Id of the article that a finding, highlight, note, revision or the article itself belongs to. NotFound."""
        with self._database.read() as connection:
            return _article_of(connection, kind, target_id)

    def save_corrections(self, corrections: Sequence[Correction]) -> None:
        """Keep the reader's word on findings, all or nothing; no analysis ever touches it. Brings them back where they were taken
        back. NotFound for an unknown article or text."""
        with self._database.write() as connection:
            for correction in corrections:
                written.save_correction(connection, correction)

    def remove_corrections(self, ids: Sequence[str]) -> None:
        """Take corrections back: they are kept, and count for nothing. NotFound."""
        with self._database.write() as connection:
            for correction_id in ids:
                written.remove_correction(connection, correction_id)

    def corrections(self, article_id: str, revision_id: str | None = None) -> tuple[Correction, ...]:
        """The corrections of an article, or of one of its texts, in the order in which they were made. NotFound."""
        with self._database.read() as connection:
            return written.corrections(connection, article_id, revision_id)

    def put(self, saved: Sequence[Owned], removed: Sequence[Owned]) -> None:
        """Store what the reader owns as it is now, and put things into the bin, all or nothing. NotFound."""
        with self._database.write() as connection:
            for thing in saved:
                _SAVE[type(thing)](connection, thing)
            for thing in removed:
                _REMOVE[type(thing)](connection, thing.id)

    # The bin

    def binned(self) -> list[Binned]:
        """What can be restored, the last removed first. What belongs to an article in the bin is in it with the article, the notes
        of a highlight with the highlight."""
        with self._database.read() as connection:
            return bin_.binned(connection)

    def restore(self, kind: BinKind, thing_id: str) -> None:
        """Take a thing out of the bin: an article with all that belongs to it, a highlight with its notes, a note with the
        highlight that it hangs on. NotFound where it is not in the bin."""
        with self._database.write() as connection:
            bin_.restore(connection, kind, thing_id)

    def delete_for_good(self, kind: BinKind, thing_id: str) -> None:
        """Delete a thing that is in the bin, with all that hangs on it. NotFound where it is not in the bin."""
        with self._database.write() as connection:
            bin_.delete_for_good(connection, kind, thing_id)

    def empty_bin(self, before: datetime | None) -> int:
        """Delete for good what was removed before that time (None: all that is in the bin); how many things that were."""
        with self._database.write() as connection:
            return bin_.empty(connection, before)

    def own_topics(self) -> list[OwnTopic]:
        """The topics that the reader made, in whatever article outside the bin, the most used first."""
        with self._database.read() as connection:
            return own.own_topics(connection)

    def known_speakers(self) -> list[Speaker]:
        """People and organisations of all articles outside the bin, those of most articles first, with new ids."""
        with self._database.read() as connection:
            return known_speakers(connection)

    def marked(self, query: MarkedQuery) -> list[Marked]:
        """Highlights and notes of the whole library that fit, changed last first."""
        with self._database.read() as connection:
            return marked.marked(connection, query)

    def count_marked(self, query: MarkedQuery) -> int:
        """How many fit, whatever the page."""
        with self._database.read() as connection:
            return marked.count_marked(connection, query)

    # Search

    def search(self, query: Query, task: Task | None = None, *, is_full: bool = True) -> Answer:
        """The best hits outside the bin; is_full: of all of them, else of the newest, which is what can be done between two keys.
        Indexes first what has changed since. Cancelled, soon after the task was stopped."""
        task = task or Task()
        self._keep_up(task)
        with self._database.read() as connection:
            return search.search(connection, query, task, is_full=is_full)

    @property
    def ledger(self) -> Ledger:
        """Who said what over all articles."""
        return Ledger(self._database, lambda: self._keep_up(Task()))

    def _keep_up(self, task: Task) -> None:
        with self._database.read() as connection:
            if not searchable.count_due(connection) and not speaker_totals.has_due(connection):
                return
        with contextlib.suppress(CannotSave):  # what cannot be written to can still be read, as it was indexed last
            self.catch_up(task)

    def catch_up(self, task: Task) -> None:
        """Bring what was found and corrected since into the index. Reports how far it is; Cancelled, and then goes on next time."""
        with self._database.read() as connection:
            due = searchable.count_due(connection)
        done = 0
        while done < due:
            task.check()
            with self._database.write(durable=False) as connection:
                indexed = searchable.catch_up(connection, _INDEXED_AT_ONCE)
            done += indexed
            if indexed < _INDEXED_AT_ONCE:
                break
            task.report(done / due)
        self._reckon_totals(task)

    def _reckon_totals(self, task: Task) -> None:
        is_more = True
        while is_more:
            task.check()
            with self._database.write(durable=False) as connection:
                is_more = speaker_totals.catch_up(connection, _RECKONED_AT_ONCE) == _RECKONED_AT_ONCE

    # The file

    def check(self) -> list[str]:
        """What is wrong with the file, in SQLite's words; [] is healthy. Reads all of it: half a second for 400 MB."""
        try:
            with contextlib.closing(connect(self._database.file, read_only=True)) as connection:
                return backups.problems_in(connection)
        except sqlite3.DatabaseError as error:
            return [str(cannot_read(error))]

    def back_up(self) -> Path:
        """Write a verified copy beside the library and thin out the old ones; where it is. CannotSave."""
        return backups.back_up(self.folder)

    def back_up_if_changed(self) -> Path | None:
        """As `back_up`, but only if something was written since the last one. CannotSave."""
        return self.back_up() if backups.changed_since_backup(self.folder) else None


def _move(
    connection: Connection, revision_id: str, moved: Sequence[Highlight], corrections: Sequence[Correction]
) -> None:
    for highlight in moved:
        written.save_highlight(connection, replace(highlight, revision_id=revision_id))
    for correction in corrections:
        written.save_correction(connection, replace(correction, revision_id=revision_id))


def _reading(connection: Connection, article_id: str, revision_id: str | None = None) -> Reading:
    article = articles.load(connection, article_id)
    revision = articles.load_revision(connection, revision_id or article.revision_id)
    if revision.article_id != article_id:
        raise articles.missing("text of the article")
    reading = Reading(
        article=article,
        revision=revision,
        findings=None,
        highlights=written.highlights(connection, revision.id),
        notes=written.notes(connection, article_id),
        colours=colours.colours(connection),
        corrections=written.corrections(connection, article_id, revision.id),
    )
    return reading.with_found(findings.load(connection, revision.id))


def _article_of(connection: Connection, kind: str, target_id: str) -> str:
    a = tables.articles
    if kind == "article":
        query = select(a.c.id).where(a.c.id == target_id)
    elif kind == "revision":
        query = select(a.c.id).join_from(tables.revisions, a).where(tables.revisions.c.id == target_id)
    elif kind == "note":
        return written.find_note(connection, target_id).article_id
    elif kind == "highlight":
        h = tables.highlights.c
        query = select(a.c.id).join_from(tables.highlights, a).where(h.id == target_id, h.removed_at.is_(None))
    elif kind in _PLACES:
        found = _PLACES[kind]
        query = (
            select(a.c.id).select_from(
                found.join(tables.revisions, found.c.revision_key == tables.revisions.c.key).join(a)
            )
        ).where(found.c.id == target_id)
    else:
        raise articles.missing("place")
    article_id = connection.scalar(query.limit(1))
    if article_id is None:
        raise articles.missing(kind)
    return str(article_id)

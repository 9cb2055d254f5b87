"""What a reader can do, without Qt: open, analyse, annotate, export. Every method blocks; the window calls them on its lanes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desktop_app.analysis import NETWORK, RULES, analyse, expected_engine, signature
from desktop_app.domain.annotations import Correction, Highlight, Note, NoteTarget, anchor_of
from desktop_app.domain.article import ArticleSummary, BlockKind, ImportedArticle, Revision
from desktop_app.domain.bin import KEPT_FOR
from desktop_app.domain.errors import CannotExport, NotFound
from desktop_app.domain.findings import Findings
from desktop_app.domain.ids import new_id
from desktop_app.domain.links import Link
from desktop_app.domain.moving import moved, places_in
from desktop_app.domain.query import parse_query
from desktop_app.domain.reading import Reading, place_of
from desktop_app.domain.searching import Answer, Hit, HitKind
from desktop_app.domain.shelf import Overview
from desktop_app.domain.spans import Span, hull
from desktop_app.domain.tasks import Task
from desktop_app.exporting import Profile, article_markdown, file_name, file_tail, merge, write_atomically
from desktop_app.importing import read_clipboard, read_document, read_file, realign
from desktop_app.paths import resource

if TYPE_CHECKING:  # at run time only when a library is opened: SQLAlchemy before the window would triple the start
    from desktop_app.storage import Library

_log = logging.getLogger(__name__)
IMPORT_SECONDS = 120.0
ANALYSIS_SECONDS = 1800.0


class Compute(Protocol):
    """Calls a top-level function, perhaps in a child process; see `background.Background.compute`."""

    def __call__(
        self,
        function: Callable[..., Any],
        *args: object,
        task: Task,
        seconds: float,
        reports: bool = False,
        partial: Callable[[Any], None] | None = None,
    ) -> Any: ...


def call_here(
    function: Callable[..., Any],
    *args: object,
    task: Task,
    seconds: float,  # noqa: ARG001
    reports: bool = False,
    partial: Callable[[Any], None] | None = None,
) -> Any:
    """The Compute of the command line: in this process, as long as it takes."""
    extra: dict[str, Callable[[Any], None]] = {"report": task.report} if reports else {}
    if partial is not None:
        extra["partial"] = partial
    return function(*args, **extra)


@dataclass(frozen=True, slots=True)
class Opened:
    """An article to show: `is_new` if it was not in the library before; `place` is where a link pointed, `target` at what."""

    reading: Reading
    is_new: bool = False
    place: Span | None = None
    target: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reread:
    """A way to read the original bytes of an article: with or without repair, in an encoding (“” where none was needed)."""

    repaired: bool
    encoding: str


class Workspace:
    """The library and everything that is done with it. Safe to call from several threads; writes belong on one lane."""

    def __init__(self, library: Library, compute: Compute = call_here) -> None:
        self.library = library
        self._compute = compute
        self._has_rules_only = False  # the last analysis went on without the network

    @classmethod
    def open(cls, profile: Path, compute: Compute = call_here) -> Workspace:
        """Open or create the library in that folder. CannotOpenLibrary in words."""
        from desktop_app.storage import Library

        return cls(Library.open(profile), compute)

    def with_compute(self, compute: Compute) -> Workspace:
        """The same library, with heavy work done elsewhere."""
        return Workspace(self.library, compute)

    @staticmethod
    def restore_backup(profile: Path) -> None:
        """Set a damaged library aside and put the newest good backup in its place; where there is none, the next start
        begins an empty library. CannotOpenLibrary if files cannot be moved."""
        from desktop_app.storage import Library

        Library.set_aside_damaged(profile)

    def look_after(self) -> list[str]:
        """Check the library file and, if it is sound, back it up, then delete what was in the bin for 30 days; what is wrong
        with the file, in words (empty: nothing)."""
        troubles = self.library.check()
        if not troubles:
            self.library.back_up_if_changed()
            self.library.empty_bin(datetime.now(UTC) - KEPT_FOR)
            self.library.catch_up(Task())
        return troubles

    def close(self) -> None:
        self.library.close()

    # -- opening ------------------------------------------------------------------------------------------------------

    def articles(self) -> list[ArticleSummary]:
        return self.library.summaries()

    def overview(self) -> Overview:
        """What is known of the whole library at a glance."""
        return self.library.shelf.overview(self.library.count_unanalysed())

    def read_file(self, path: Path, task: Task) -> ImportedArticle:
        """Read a file, in `compute` and without touching the library. CannotImport."""
        return self.read_bytes(read_file(path), path.name, task)

    def read_sample(self, task: Task) -> ImportedArticle:
        """The article of ours that ships with the program."""
        return self.read_file(next(iter(sorted(resource("samples").glob("*.*")))), task)

    def read_bytes(self, data: bytes, name: str, task: Task) -> ImportedArticle:
        task.check()
        return self._checked(self._compute(read_document, data, name, task=task, seconds=IMPORT_SECONDS), task)

    def read_clipboard(self, text: str, html: str, task: Task) -> ImportedArticle:
        return self._checked(self._compute(read_clipboard, text, html, task=task, seconds=IMPORT_SECONDS), task)

    def keep(self, imported: ImportedArticle) -> Opened:
        """Store an article that was read, or find it in the library by its original bytes."""
        known = self.library.find_original(imported.original.sha256)
        if known is not None:
            return Opened(self.library.reading(known))
        return Opened(self.library.add_article(imported), is_new=True)

    def open_file(self, path: Path, task: Task) -> Opened:
        """`read_file` and `keep`."""
        return self.keep(self.read_file(path, task))

    def open_article(self, article_id: str) -> Opened:
        return Opened(self.library.reading(article_id))

    def open_link(self, link: Link) -> Opened:
        """The article that a link names, and the passage in it. NotFound in words where the article is not here;
        a passage that is gone opens the article at its start."""
        reading = self.library.reading(link.article_id)
        place, target = _place_in(reading, link), (link.kind, link.target_id) if link.kind else None
        if place is None and link.kind:
            place = self._place_in_another_text(reading, link)
            target = None if place else target  # the passage is here, its finding is not
        return Opened(reading, place=place, target=target)

    def open_hit(self, hit: Hit) -> Opened:
        """The article of a hit at the very words that were looked for. NotFound."""
        if hit.span is None and hit.target is not None:
            return self.open_link(Link(hit.article_id, *hit.target))
        reading = self.library.reading(hit.article_id)
        length = len(reading.revision.text)
        place = Span(hit.span.start, min(hit.span.end, length)) if hit.span and hit.span.start < length else None
        target = hit.target if place is not None and hit.kind is not HitKind.SPEAKER else None
        return Opened(reading, place=place, target=target)

    def _place_in_another_text(self, shown: Reading, link: Link) -> Span | None:
        """Where a finding of another text of the article (as it arrived, in another encoding) stands in the shown one."""
        for revision in self.library.revisions(link.article_id):
            if revision.id != shown.revision.id:
                other = self.library.reading(link.article_id, revision.id)
                place = _place_in(other, link)
                if place is not None:
                    return realign([place], revision.text, shown.revision.text)[0]
        return None

    def read_again(self, reading: Reading, how: Reread, task: Task) -> ImportedArticle | None:
        """The article's original bytes read in another way; None where the library has that text already. CannotImport."""
        if self._revision(reading, how) is not None:
            return None
        original = self.library.original(reading.revision.id)
        made = self._compute(_read_again, original.data, original.name, how, task=task, seconds=IMPORT_SECONDS)
        return self._checked(made, task)

    def show_again(self, reading: Reading, how: Reread, imported: ImportedArticle | None) -> Opened:
        """Show the article as it is read that way from now on, given what `read_again` made; highlights and corrections
        move along."""
        article_id = reading.article.id
        known = self._revision(reading, how)
        if known is not None:
            text = self.library.reading(article_id, known).revision.text
            shown = self.library.show_revision(article_id, known, *self._moved(reading, text))
        elif imported is not None:
            shown = self.library.add_revision(article_id, imported, *self._moved(reading, imported.text))
        else:
            raise NotFound("That text of the article is not in the library.", kept="Nothing was changed.")
        self._retitle(shown, was=_headline(reading.revision))
        return Opened(self.library.reading(article_id))

    def _retitle(self, shown: Reading, *, was: str) -> None:
        """A title that was taken from the headline follows it into another reading of the same bytes."""
        now, metadata = _headline(shown.revision), shown.article.metadata
        if now and now != was and metadata.title == was:
            self.library.save_metadata(shown.article.id, replace(metadata, title=now))

    def _revision(self, reading: Reading, how: Reread) -> str | None:
        """Id of the text that was made of the same bytes in that way."""
        same = (reading.revision.original_sha256, how.repaired, how.encoding)
        for revision in self.library.revisions(reading.article.id):
            if (revision.original_sha256, revision.repaired, revision.encoding) == same:
                return revision.id
        return None

    def _checked(self, imported: Any, task: Task) -> ImportedArticle:
        """What came back from a child process, if the reader still wants it."""
        task.check()
        assert isinstance(imported, ImportedArticle)
        return imported

    def _moved(self, old: Reading, text: str) -> tuple[list[Highlight], list[Correction]]:
        """The highlights and corrections of the shown text as they stand in another one. Those whose words are not there stay and
        are not lost."""
        highlights = self.library.highlights(old.revision.id)
        corrections = self.library.corrections(old.article.id, old.revision.id)
        spans = [highlight.span for highlight in highlights]
        spans += [span for correction in corrections for span in places_in(correction)]
        wanted = list(dict.fromkeys(spans))
        places = dict(zip(wanted, realign(wanted, old.revision.text, text), strict=True))
        marks = [
            replace(highlight, span=place, anchor=anchor_of(text, place))
            for highlight in highlights
            if (place := places[highlight.span]) is not None
        ]
        said = [moved(correction, places, text) for correction in corrections]
        return marks, [correction for correction in said if correction is not None]

    # -- searching ----------------------------------------------------------------------------------------------------

    def search(self, text: str, task: Task, *, is_full: bool = True, is_typing: bool = False) -> Answer:
        """What fits the query (see `domain.query`), the best first. is_full: all hits are ranked, else the newest; is_typing:
        the last word may go on. QueryError in words, Cancelled."""
        query = parse_query(text, is_typing=is_typing)
        return Answer() if query is None else self.library.search(query, task, is_full=is_full)

    # -- analysis -----------------------------------------------------------------------------------------------------

    def needs_analysis(self, reading: Reading) -> bool:
        """Whether an analysis would find by another engine than the shown findings were found by, and not by a lesser one."""
        found = reading.findings
        if found is None:
            return True
        engine = signature("") if self._has_rules_only else expected_engine()
        if (engine[0], found.engine) == (RULES, NETWORK):
            return False
        return (found.engine, found.engine_version) != engine

    def find(self, reading: Reading, task: Task, partial: Callable[[Findings], None] | None = None) -> Findings:
        """Find who said what in the shown text, without touching the library. partial: called now and then with what is
        settled so far; its ids are those of the answer, not yet lasting ones. Cancelled."""
        text, blocks = reading.revision.text, reading.revision.blocks
        found = self._compute(analyse, text, blocks, task=task, seconds=ANALYSIS_SECONDS, reports=True, partial=partial)
        task.check()
        assert isinstance(found, Findings)
        self._has_rules_only = found.engine == RULES
        return found

    def keep_findings(self, reading: Reading, found: Findings) -> Findings:
        """Store what was found, with lasting ids."""
        return self.library.save_findings(reading.revision.id, found)

    def analyse(self, reading: Reading, task: Task) -> Findings:
        """`find` and `keep_findings`."""
        return self.keep_findings(reading, self.find(reading, task))

    # -- annotating ---------------------------------------------------------------------------------------------------

    def new_highlight(self, reading: Reading, span: Span, colour_id: str) -> Highlight:
        """A highlight that is not stored yet."""
        now = datetime.now(UTC)
        anchor = anchor_of(reading.revision.text, span)
        return Highlight(new_id(), reading.article.id, reading.revision.id, span, anchor, colour_id, (), now, now)

    def new_note(self, reading: Reading, target: NoteTarget, target_id: str) -> Note:
        """An empty note that is not stored yet."""
        now = datetime.now(UTC)
        return Note(new_id(), reading.article.id, target, target_id, "", now, now)

    # -- exporting ----------------------------------------------------------------------------------------------------

    def export(
        self, article_ids: Sequence[str], folder: Path, profile: Profile, task: Task | None = None
    ) -> list[Path]:
        """Write one Markdown file for each article; a file that is there is merged with, never overwritten. CannotExport."""
        task = task or Task()
        written: list[Path] = []
        for number, article_id in enumerate(article_ids):
            task.check()
            written.append(self._export_one(self.library.reading(article_id), folder, profile, task))
            task.report((number + 1) / len(article_ids))
        return written

    def _export_one(self, reading: Reading, folder: Path, profile: Profile, task: Task) -> Path:
        if self.needs_analysis(reading):
            reading = reading.with_found(self.analyse(reading, task.silent()))
        name = file_name(reading)
        path = _earlier_export(folder, reading.article.id) or folder / name
        generated = article_markdown(reading, profile=profile, exported_at=datetime.now(UTC))
        existing = _text_of(path)
        write_atomically(path, merge(existing, generated))
        return path


def lasting_ids(found: Findings, kept: Findings) -> dict[str, str]:
    """From the ids that speakers and attributions had before `keep_findings` to those that they have since."""
    speakers = zip(found.speakers, kept.speakers, strict=True)
    attributions = zip(found.attributions, kept.attributions, strict=True)
    return {old.id: new.id for old, new in speakers} | {old.id: new.id for old, new in attributions}


def citation(reading: Reading, span: Span) -> str:
    """A passage as it is pasted elsewhere: its words in marks, then what they are taken from, and the way back."""
    words = " ".join(span.of(reading.revision.text).split())
    facts = reading.article.metadata
    source = ", ".join(
        part
        for part in (facts.byline, f"“{facts.title}”" if facts.title else "", facts.outlet, facts.published)
        if part
    )
    quoted = words if words[:1] in '“"«‘' and words[:1] else f"“{words}”"
    return f"{quoted} ({source}) {passage_link(reading, span)}" if source else f"{quoted} {passage_link(reading, span)}"


def passage_link(reading: Reading, span: Span) -> str:
    return str(Link(reading.article.id, span=span))


def _headline(revision: Revision) -> str:
    """The words of a text's headline on one line, “” where it has none."""
    for block in revision.blocks:
        if block.kind is BlockKind.HEADLINE:
            return " ".join(block.span.of(revision.text).split())
    return ""


def _text_of(path: Path) -> str | None:
    """An earlier export as it is, line ends and all; None where there is none. CannotExport."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.read_bytes().decode("utf-8") if path.exists() else None
    except UnicodeDecodeError as error:
        raise CannotExport(
            f"“{path.name}” is there already and is not a text in UTF-8.",
            kept="The file is as it was.",
            advice="Choose another folder, or move that file away.",
        ) from error
    except OSError as error:
        raise CannotExport(
            f"The folder “{path.parent}” cannot be used: {error.strerror or error}.",
            kept="Nothing was written.",
            advice="Choose another folder.",
        ) from error


def _read_again(data: bytes, name: str, how: Reread) -> ImportedArticle:
    return read_document(data, name, repair=how.repaired, encoding=how.encoding or None)


def _earlier_export(folder: Path, article_id: str) -> Path | None:
    """An export of the same article under an older title."""
    tail = file_tail(article_id)
    if not folder.is_dir():
        return None
    return next((path for path in sorted(folder.glob("*.md")) if path.name.endswith(tail)), None)


def _place_in(reading: Reading, link: Link) -> Span | None:
    length = len(reading.revision.text)
    if link.kind == "highlight":
        return next((highlight.span for highlight in reading.highlights if highlight.id == link.target_id), None)
    if link.kind == "note":
        note = next((note for note in reading.notes if note.id == link.target_id), None)
        return place_of(note, reading.highlights, reading.findings) if note else None
    if link.kind and reading.findings is not None:
        return _finding_place(reading.findings, link.kind, link.target_id)
    if link.span is not None and link.span.start < length:
        return Span(link.span.start, min(link.span.end, length))
    return None


def _finding_place(findings: Findings, kind: str, target_id: str) -> Span | None:
    if kind == "attribution":
        return next((hull(item.content) for item in findings.attributions if item.id == target_id), None)
    if kind == "claim":
        return next((item.span for item in findings.claims if item.id == target_id), None)
    if kind == "topic":
        return next((item.spans[0] for item in findings.topics if item.id == target_id and item.spans), None)
    speaker = findings.speaker(target_id)
    return speaker.mentions[0].span if speaker and speaker.mentions else None

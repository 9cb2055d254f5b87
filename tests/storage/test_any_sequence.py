"""Whatever is done in whatever order: what was saved is what is read back, and every reference holds."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.domain.annotations import Correction, Highlight, Note, NoteTarget, anchor_of
from desktop_app.domain.article import Block, BlockKind, Metadata, Repair
from desktop_app.domain.bin import BinKind
from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    CheckReason,
    Claim,
    Findings,
    Mention,
    MentionKind,
    Speaker,
    SpeakerKind,
    Topic,
)
from desktop_app.domain.ids import new_id
from desktop_app.domain.spans import Span
from desktop_app.storage import Library
from tests.storage.indexed import check_index, check_words
from tests.storage.samples import NOON, imported

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
texts = st.one_of(words, st.just("“Stay,” said Ada Vane. " * 3), st.just("e\u0301\u200f😀 ’n’ \u2067x\u2069\r\n"))


def spans_in(text: str) -> st.SearchStrategy[Span]:
    edges = st.integers(0, len(text))
    return st.tuples(edges, edges).map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def some_findings(draw: Callable[[st.SearchStrategy[Any]], Any], text: str) -> Findings:
    span = spans_in(text)
    several = st.lists(span, max_size=3).map(tuple)
    sure = st.floats(0, 1)
    mentions = st.lists(st.builds(Mention, span, st.sampled_from(MentionKind)), max_size=3).map(tuple)
    speakers = [
        Speaker(
            f"s{i}",
            draw(words),
            draw(st.sampled_from(SpeakerKind)),
            draw(words),
            tuple(draw(st.lists(words, max_size=2))),
            draw(mentions),
        )
        for i in range(draw(st.integers(0, 3)))
    ]
    speaker = st.sampled_from([None, *(item.id for item in speakers)])
    attributions = [
        Attribution(
            f"a{i}",
            draw(st.sampled_from(AttributionKind)),
            draw(several),
            draw(several),
            draw(several),
            draw(several),
            draw(speaker),
            draw(sure),
            draw(words),
        )
        for i in range(draw(st.integers(0, 3)))
    ]
    attribution = st.sampled_from([None, *(item.id for item in attributions)])
    reasons = st.lists(st.sampled_from(CheckReason), max_size=3).map(tuple)
    claims: list[Claim] = []
    for i in range(draw(st.integers(0, 3))):
        earlier = st.sampled_from([None, *(item.id for item in claims)])
        place, said_by, confidence, rule = draw(span), draw(speaker), draw(sure), draw(words)
        claims.append(
            Claim(
                f"c{i}", draw(attribution), place, said_by, confidence, rule, draw(sure), draw(reasons), draw(earlier)
            )
        )
    topics = [
        Topic(f"t{i}", draw(words), tuple(draw(st.lists(words, max_size=2))), draw(several), draw(sure), draw(words))
        for i in range(draw(st.integers(0, 2)))
    ]
    return Findings(
        draw(words), draw(words), tuple(speakers), tuple(attributions), tuple(claims), tuple(topics), draw(several)
    )


def plain(found: Findings) -> Findings:
    """Findings with ids by their order, so that those of two runs can be compared."""
    speakers: dict[str | None, str | None] = {item.id: f"s{i}" for i, item in enumerate(found.speakers)} | {None: None}
    attributed: dict[str | None, str | None] = {item.id: f"a{i}" for i, item in enumerate(found.attributions)} | {
        None: None
    }
    claimed: dict[str | None, Any] = {item.id: f"c{i}" for i, item in enumerate(found.claims)} | {None: None}
    return replace(
        found,
        speakers=tuple(replace(item, id=f"s{i}") for i, item in enumerate(found.speakers)),
        attributions=tuple(
            replace(item, id=f"a{i}", speaker=speakers[item.speaker]) for i, item in enumerate(found.attributions)
        ),
        claims=tuple(
            replace(
                item,
                id=claimed[item.id],
                attribution=attributed[item.attribution],
                speaker=speakers[item.speaker],
                repeats=claimed[item.repeats],
            )
            for item in found.claims
        ),
        topics=tuple(replace(item, id=f"t{i}") for i, item in enumerate(found.topics)),
    )


class AnySequence(RuleBasedStateMachine):
    """A library beside a model of it in dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name))
        self.texts: dict[str, str] = {}  # by revision
        self.shown: dict[str, str] = {}  # revision by article
        self.owners: dict[str, str] = {}  # article by revision
        self.titles: dict[str, str] = {}
        self.binned: set[str] = set()
        self.findings: dict[str, Findings] = {}
        self.highlights: dict[str, Highlight] = {}
        self.hidden: set[str] = set()
        self.notes: dict[str, Note] = {}
        self.removed: set[str] = set()
        self.corrections: dict[str, list[Correction]] = {}

    def teardown(self) -> None:
        check_index(self.library)
        self.library.close()
        self.folder.cleanup()

    def _choose(self, data: st.DataObject, options: Any) -> Any:
        return data.draw(st.sampled_from(list(options)))  # in the order of making: ids are random

    @initialize(text=texts)
    def first(self, text: str) -> None:
        self.add(text, "First", b"first")

    @rule(text=texts, title=words, data=st.binary(max_size=8))
    def add(self, text: str, title: str, data: bytes) -> None:
        whole = Span(0, len(text))
        given_article = replace(
            imported(text or "x", data, title),
            text=text,
            blocks=(Block(BlockKind.PARAGRAPH, whole),),
            repairs=(Repair(whole, "â", text),),
            remarks=(title,),
        )
        reading = self.library.add_article(given_article)
        assert reading.revision.text == text
        assert reading.revision.blocks == given_article.blocks
        assert reading.revision.repairs == given_article.repairs
        assert self.library.original(reading.revision.id) == given_article.original
        self._keep(reading.article.id, reading.revision.id, text)
        self.titles[reading.article.id] = title
        self.corrections[reading.article.id] = []

    def _keep(self, article_id: str, revision_id: str, text: str) -> None:
        self.texts[revision_id] = text
        self.shown[article_id] = revision_id
        self.owners[revision_id] = article_id

    @rule(data=st.data(), text=texts)
    def revise(self, data: st.DataObject, text: str) -> None:
        article_id = self._choose(data, self.shown)
        reading = self.library.add_revision(article_id, replace(imported("x"), text=text, blocks=(), repairs=()))
        self._keep(article_id, reading.revision.id, text)

    @rule(data=st.data())
    def bin_or_restore(self, data: st.DataObject) -> None:
        article_id = self._choose(data, self.shown)
        if article_id in self.binned:
            self.library.restore_article(article_id)
        else:
            self.library.remove_article(article_id)
        self.binned ^= {article_id}

    @rule(data=st.data())
    def analyse(self, data: st.DataObject) -> None:
        revision_id = self._choose(data, self.texts)
        found = data.draw(some_findings(self.texts[revision_id]))
        saved = self.library.save_findings(revision_id, found)
        assert plain(saved) == plain(found)
        ids = [item.id for group in (saved.speakers, saved.attributions, saved.claims, saved.topics) for item in group]
        assert len(set(ids)) == len(ids)
        assert self.library.save_findings(revision_id, found) == saved
        self.findings[revision_id] = saved

    @rule(data=st.data(), tags=st.lists(words, max_size=3))
    def highlight(self, data: st.DataObject, tags: list[str]) -> None:
        article_id = self._choose(data, self.shown)
        revision_id = self.shown[article_id]
        text = self.texts[revision_id]
        span = data.draw(spans_in(text))
        mark_id = data.draw(st.sampled_from([None, *self.highlights])) or new_id()
        colour = data.draw(st.sampled_from(self.library.colours())).id
        mark = Highlight(mark_id, article_id, revision_id, span, anchor_of(text, span), colour, tuple(tags), NOON, NOON)
        self.library.save_highlight(mark)
        self.highlights[mark_id] = mark
        self.hidden.discard(mark_id)

    @precondition(lambda self: self.highlights)
    @rule(data=st.data())
    def remove_highlight(self, data: st.DataObject) -> None:
        mark_id = self._choose(data, self.highlights)
        self.library.remove_highlight(mark_id)
        self.hidden.add(mark_id)

    def _listed(self) -> dict[str, BinKind]:
        """What the bin holds, each thing by its id."""
        listed = dict.fromkeys(self.binned, BinKind.ARTICLE)
        marks = [self.highlights[mark_id] for mark_id in self.hidden]
        notes = [self.notes[note_id] for note_id in self.removed]
        listed |= {mark.id: BinKind.HIGHLIGHT for mark in marks if mark.article_id not in self.binned}
        return listed | {note.id: BinKind.NOTE for note in notes if note.article_id not in self.binned}

    @precondition(lambda self: self._listed())
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        listed = self._listed()
        thing_id = self._choose(data, sorted(listed, key=list(self._all()).index))
        self.library.restore(listed[thing_id], thing_id)
        self.binned.discard(thing_id)
        self.hidden.discard(thing_id)
        if thing_id in self.removed:
            self.removed.discard(thing_id)
            note = self.notes[thing_id]
            if note.target is NoteTarget.HIGHLIGHT:
                self.hidden.discard(note.target_id)

    def _all(self) -> dict[str, object]:
        return {**self.shown, **self.highlights, **self.notes}

    @precondition(lambda self: len(self.binned) < len(self.shown))
    @rule()
    def empty_bin(self) -> None:
        self.library.empty_bin(None)
        for article_id in self.binned:
            del self.shown[article_id], self.corrections[article_id]
        kept = [mark for mark in self.highlights.values() if mark.id not in self.hidden]
        self.highlights = {mark.id: mark for mark in kept if mark.article_id in self.shown}
        self.notes = {
            note.id: note for note in self.notes.values() if self._is_shown(note) and note.article_id in self.shown
        }
        for revision_id, article_id in list(self.owners.items()):
            if article_id in self.binned:
                del self.texts[revision_id], self.owners[revision_id]
        self.binned.clear()
        self.hidden.clear()
        self.removed.clear()

    @rule(data=st.data(), text=words)
    def write(self, data: st.DataObject, text: str) -> None:
        article_id = self._choose(data, self.shown)
        found = self.findings.get(self.shown[article_id])
        targets = [(NoteTarget.ARTICLE, article_id), (NoteTarget.ATTRIBUTION, "gone")]
        targets += [
            (NoteTarget.HIGHLIGHT, mark.id) for mark in self.highlights.values() if mark.article_id == article_id
        ]
        if found is not None:
            targets += [(NoteTarget.ATTRIBUTION, item.id) for item in found.attributions]
            targets += [(NoteTarget.SPEAKER, item.id) for item in found.speakers]
        target, target_id = data.draw(st.sampled_from(targets))
        note_id = data.draw(st.sampled_from([None, *self.notes])) or new_id()
        written = Note(note_id, article_id, target, target_id, text, NOON, NOON)
        self.library.save_note(written)
        self.notes[note_id] = written
        self.removed.discard(note_id)

    @precondition(lambda self: self.notes)
    @rule(data=st.data())
    def remove_note(self, data: st.DataObject) -> None:
        note_id = self._choose(data, self.notes)
        self.library.remove_note(note_id)
        self.removed.add(note_id)

    @rule(data=st.data(), after=words)
    def correct(self, data: st.DataObject, after: str) -> None:
        article_id = self._choose(data, self.shown)
        revision_id = self.shown[article_id]
        span = data.draw(spans_in(self.texts[revision_id]))
        anchor = anchor_of(self.texts[revision_id], span)
        word = Correction(new_id(), article_id, revision_id, "claim", "some", span, anchor, "status", "", after, NOON)
        self.library.save_corrections([word])
        self.corrections[article_id].append(word)

    @rule()
    def start_again(self) -> None:
        self.library.close()
        self.library = Library.open(Path(self.folder.name))

    @rule(data=st.data(), title=words)
    def rename(self, data: st.DataObject, title: str) -> None:
        article_id = self._choose(data, self.shown)
        self.library.save_metadata(article_id, Metadata(title=title))
        self.titles[article_id] = title

    def _is_shown(self, note: Note) -> bool:
        return note.id not in self.removed and not (
            note.target is NoteTarget.HIGHLIGHT and note.target_id in self.hidden
        )

    @invariant()
    def the_bin_holds_what_was_removed(self) -> None:
        assert {one.id: one.kind for one in self.library.binned()} == self._listed()

    @invariant()
    def reads_back_what_was_saved(self) -> None:
        listed = {summary.id: summary for summary in self.library.summaries()}
        assert set(listed) == set(self.shown) - self.binned
        for article_id, revision_id in self.shown.items():
            reading = self.library.reading(article_id)
            assert (reading.revision.id, reading.revision.text) == (revision_id, self.texts[revision_id])
            assert reading.article.metadata.title == self.titles[article_id]
            assert reading.findings == self.findings.get(revision_id)
            marks = {
                mark.id: mark
                for mark in self.highlights.values()
                if mark.revision_id == revision_id and mark.id not in self.hidden
            }
            assert {mark.id: mark for mark in reading.highlights} == marks
            notes = {
                note.id: note for note in self.notes.values() if note.article_id == article_id and self._is_shown(note)
            }
            assert {note.id: note for note in reading.notes} == notes
            assert list(self.library.corrections(article_id)) == self.corrections[article_id]
            if article_id in listed:
                assert (listed[article_id].highlights, listed[article_id].notes) == (len(marks), len(notes))
        assert self.library.check() == []

    @invariant()
    def the_search_index_is_equal_to_the_words(self) -> None:
        check_words(self.library)


AnySequence.TestCase.settings = settings(max_examples=10, stateful_step_count=16, deadline=None)
test_any_sequence_of_changes_is_read_back = AnySequence.TestCase


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), text=texts)
def test_every_text_and_every_finding_is_read_back(library: Library, data: st.DataObject, text: str) -> None:
    reading = library.add_article(replace(imported("x"), text=text, blocks=(), repairs=()))
    assert library.reading(reading.article.id).revision.text == text
    found = data.draw(some_findings(text))
    saved = library.save_findings(reading.revision.id, found)
    assert library.findings(reading.revision.id) == saved
    assert plain(saved) == plain(found)

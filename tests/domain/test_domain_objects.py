"""Articles, findings, annotations and readings: plain values that nobody changes."""

from __future__ import annotations

import dataclasses
import hashlib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.annotations import CONTEXT, NoteTarget, anchor_of
from desktop_app.domain.article import Original, text_sha256
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.findings import Findings, quotation_count
from desktop_app.domain.reading import place_of
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from tests.exporting.readings import TEXT, example, example_findings, highlight, note, span_of


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_an_anchor_holds_the_words_and_what_stands_around_them(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    anchor = anchor_of(text, span)
    assert anchor.prefix + anchor.exact + anchor.suffix in text
    assert anchor.exact == text[span.start : span.end]
    assert len(anchor.prefix) == min(CONTEXT, span.start)
    assert len(anchor.suffix) == min(CONTEXT, len(text) - span.end)


@given(st.binary())
def test_original_bytes_are_known_by_their_hash_and_never_printed(data: bytes) -> None:
    original = Original(data, "a.txt", "text/plain")
    assert original.sha256 == hashlib.sha256(data).hexdigest()
    assert Original(data, "a.txt", "text/plain", sha256="known").sha256 == "known"
    assert "data" not in repr(original)


def test_a_revision_knows_the_hash_of_its_text() -> None:
    revision = example().revision
    assert revision.text_sha256 == text_sha256(TEXT) == hashlib.sha256(TEXT.encode()).hexdigest()


def test_values_cannot_be_changed_and_travel_between_processes() -> None:
    reading = example()
    assert pickle.loads(pickle.dumps(reading)) == reading
    with pytest.raises(dataclasses.FrozenInstanceError):
        reading.article.position = 3  # type: ignore[misc]


def test_speakers_are_found_by_id() -> None:
    findings = example_findings()
    assert findings.speaker("s2") is findings.speakers[1]
    assert findings.speaker("nobody") is None
    assert findings.speaker(None) is None


def test_quotations_are_counted_by_stretch() -> None:
    assert quotation_count(example_findings().attributions) == 5
    assert quotation_count(()) == 0


@pytest.mark.parametrize(
    ("target", "target_id", "words"),
    [
        (NoteTarget.ARTICLE, "x", None),
        (NoteTarget.HIGHLIGHT, "h2", "said Ann Smith"),
        (NoteTarget.HIGHLIGHT, "gone", None),
        (NoteTarget.ATTRIBUTION, "a2xxxxxxxx", "the bridge would stay closed until March"),
        (NoteTarget.ATTRIBUTION, "gone", None),
        (NoteTarget.SPEAKER, "s1", "Ann Smith"),
        (NoteTarget.SPEAKER, "gone", None),
    ],
)
def test_a_note_hangs_on_the_passage_of_its_target(target: NoteTarget, target_id: str, words: str | None) -> None:
    assert example().place_of(note("x", target, target_id)) == (span_of(words) if words else None)


def test_without_findings_only_highlights_have_places() -> None:
    on_speaker = note("x", NoteTarget.SPEAKER, "s1")
    assert place_of(on_speaker, (highlight("act"),), None) is None
    assert place_of(note("x", NoteTarget.HIGHLIGHT, "h1"), (highlight("act"),), None) is not None
    unmentioned = dataclasses.replace(example_findings().speakers[0], mentions=())
    assert place_of(on_speaker, (), Findings("rules", "1", (unmentioned,))) is None


def test_a_task_reports_within_bounds_and_stops_when_told() -> None:
    heard: list[float] = []
    task = Task(heard.append)
    for fraction in (-1.0, 0.25, 7.0):
        task.report(fraction)
    assert heard == [0.0, 0.25, 1.0]
    task.check()
    states = [task.is_cancelled]
    task.cancel()
    with pytest.raises(Cancelled, match="unchanged"):
        task.check()
    assert [*states, task.is_cancelled] == [False, True]
    Task().report(0.5)

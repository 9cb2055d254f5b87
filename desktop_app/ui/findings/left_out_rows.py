"""What the reader left out and what lost its passage, as rows and in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.annotations import Correction
from desktop_app.domain.corrected import Corrected
from desktop_app.domain.corrections import ClaimStatus, Field, Target, Value, Verdict, place_of_finding
from desktop_app.domain.findings import Attribution, AttributionKind, Claim, Findings, SpeakerKind, Topic
from desktop_app.domain.spans import Span
from desktop_app.ui.findings.delegates import form_name, kind_name, passages, speaker_name
from desktop_app.ui.findings.rows import words_of
from desktop_app.ui.painting import tooltip
from desktop_app.ui.row_list import Spoken
from desktop_app.ui.statuses import status_name


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A rejected finding, with its place; or (kind “correction”) a correction whose passage is gone, with none.

    title: who said it, or what it is called; said: the reader's word, in words."""

    key: str
    kind: str
    title: str
    said: str
    words: str
    span: Span | None

    @property
    def is_orphan(self) -> bool:
        return self.kind == "correction"


def left_out_rows(text: str, findings: Findings, word: Corrected) -> tuple[LeftOutRow, ...]:
    """Rejected findings in reading order, then corrections without their passage, oldest first."""
    rejected = sorted(word.rejected.values(), key=lambda one: (place_of_finding(one), one.id))
    rows = [_rejected_row(text, findings, one, word.verdicts.get(one.id)) for one in rejected]
    return (*rows, *(_orphan_row(one) for one in word.orphans))


def _rejected_row(
    text: str, findings: Findings, one: Attribution | Claim | Topic, verdict: Verdict | None
) -> LeftOutRow:
    place = place_of_finding(one)
    if isinstance(one, Topic):
        return LeftOutRow(one.id, "topic", one.label, _tr("topic removed"), passages(len(one.spans)), place)
    speaker = findings.speaker(one.speaker)
    name = speaker_name(speaker.name if speaker is not None else "")
    if isinstance(one, Claim):
        return LeftOutRow(one.id, "claim", name, _tr("claim dismissed"), _line(one.span.of(text)), place)
    said = _tr("not speech") if verdict is Verdict.NOT_SPEECH else _tr("rejected")
    return LeftOutRow(one.id, "attribution", name, said, words_of(text, one), place)


def _orphan_row(one: Correction) -> LeftOutRow:
    before = _loaded(one.before)
    known = before if isinstance(before, dict) else {}
    title = known.get("name") or known.get("label") or _tr("Lost passage")
    return LeftOutRow(one.id, "correction", str(title), correction_in_words(one), _line(one.anchor.exact), None)


def speak_left_out(row: LeftOutRow) -> Spoken:
    if row.is_orphan:
        why = _tr("The passage of this correction is not in the text any more, so that it is of no effect.")
        hint = _tr("Backspace removes the correction.")
    else:
        why = ""
        hint = _tr("Click: the passage. Backspace: take it back.")
    return Spoken(f"{row.title}, {row.said}: {row.words}", tooltip(row.title, row.said, row.words, why, hint))


def correction_in_words(one: Correction) -> str:
    """What a correction says, in a few words; its bare name where nobody can read it."""
    try:
        return _SAYINGS[Field(one.field)](_loaded(one.after), one.target)
    except (KeyError, TypeError, ValueError):
        return one.field


_VERDICTS: Mapping[Value, Callable[[], str]] = {
    None: lambda: _tr("taken back"),
    Verdict.CONFIRMED.value: lambda: _tr("confirmed"),
    Verdict.REJECTED.value: lambda: _tr("rejected"),
    Verdict.NOT_SPEECH.value: lambda: _tr("not speech"),
}


def _made(after: Value, target: str) -> str:
    if target == Target.TOPIC:
        return _filled(_tr("your topic “%1”"), after["label"])
    return _said_by(after.get("who")) if target == Target.ATTRIBUTION else _tr("a claim of yours")


def _said_by(who: Value) -> str:
    return _filled(_tr("said by %1"), who["name"]) if who else _tr("said by nobody named")


def _kind(after: Value, target: str) -> str:
    if target == Target.SPEAKER:
        kind = SpeakerKind(after)
        return kind_name(kind) or _tr("person")
    return form_name(AttributionKind(after))


def _means(after: Value) -> str:
    who = after["speaker"]
    return _filled(_tr("means %1"), who["name"]) if who else _tr("means nobody named")


def _status(after: Value) -> str:
    status = status_name(ClaimStatus(after["status"])).lower()
    return f"{status}: {after['note']}" if after.get("note") else status


_SAYINGS: Mapping[Field, Callable[[Value, str], str]] = {
    Field.MADE: _made,
    Field.VERDICT: lambda after, _target: _VERDICTS[after](),
    Field.SPEAKER: lambda after, _target: _said_by(after),
    Field.CONTENT: lambda _after, _target: _tr("ends moved"),
    Field.KIND: _kind,
    Field.CUE: lambda _after, _target: _tr("another cue"),
    Field.NAME: lambda after, _target: _filled(_tr("name: %1"), after),
    Field.ROLE: lambda after, _target: _filled(_tr("role: %1"), after),
    Field.ALIASES: lambda after, _target: _filled(_tr("also called: %1"), ", ".join(after)),
    Field.MERGED: lambda _after, _target: _tr("merged with another"),
    Field.SPLIT: lambda after, _target: _filled(_tr("taken apart: %1"), after["name"]),
    Field.MENTION: lambda after, _target: _means(after),
    Field.STATUS: lambda after, _target: _status(after),
    Field.REPEATS: lambda after, _target: _tr("said before") if after else _tr("not said before"),
    Field.LABEL: lambda after, _target: _filled(_tr("name: %1"), after),
    Field.COLOUR: lambda _after, _target: _tr("another colour"),
    Field.PASSAGES: lambda _after, _target: _tr("other passages"),
}


def _filled(frame: str, word: Value) -> str:
    return frame.replace("%1", str(word))


def _loaded(value: str) -> Value:
    try:
        return json.loads(value)
    except ValueError:
        return None


def _line(words: str) -> str:
    return " ".join(words.split())

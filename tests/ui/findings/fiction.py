"""A small article of our own with all kinds of findings and annotations, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget

from desktop_app.domain.annotations import Highlight, HighlightColour, Note, NoteTarget, anchor_of
from desktop_app.domain.article import Article, Block, BlockKind, Metadata, Repair, Revision
from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    Claim,
    Findings,
    Mention,
    MentionKind,
    Speaker,
    SpeakerKind,
    Topic,
)
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span, hull

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
TEXT = """Minister promises ‘full accounting’ on harbour contract

Transport Minister Ilse Varga said on Tuesday that the dredging contract had been awarded twice, and promised “a full accounting”.

“Nobody in my office signed that second tender,” Varga told the committee. “We stopped the payment the same afternoon.”

Tomas Reuel, who chairs the committee, said the ministry had known since October. “Thank you,” he added.

Cost to the town

The first estimate was 14 million, according to the Verrin Audit Office.

Two officials said the second bidder had been told the price of the first. Residents have watched the price climb."""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _attribution(
    number: int, kind: AttributionKind, content: list[str], cue: str, speaker: str | None, confidence: float
) -> Attribution:
    spans = tuple(span(words) for words in content)
    quoted = (
        spans
        if kind is AttributionKind.DIRECT
        else (span("a full accounting"),)
        if kind is AttributionKind.MIXED
        else ()
    )
    return Attribution(f"a{number}", kind, spans, quoted, (span(cue),), (), speaker, confidence, "cue before content")


SPEAKERS = (
    Speaker(
        "s1",
        "Ilse Varga",
        SpeakerKind.PERSON,
        "Transport Minister",
        ("Varga",),
        (Mention(span("Ilse Varga"), MentionKind.NAME), Mention(span("my office"), MentionKind.PRONOUN)),
    ),
    Speaker("s2", "Tomas Reuel", SpeakerKind.PERSON, "", (), (Mention(span("Tomas Reuel"), MentionKind.NAME),)),
    Speaker("s3", "Verrin Audit Office", SpeakerKind.ORGANISATION),
    Speaker(
        "s4", "Two officials", SpeakerKind.UNNAMED, "", (), (Mention(span("Two officials"), MentionKind.DESCRIPTION),)
    ),
)
ATTRIBUTIONS = (
    _attribution(
        1, AttributionKind.INDIRECT, ["the dredging contract had been awarded twice"], "said on Tuesday", "s1", 0.98
    ),
    _attribution(2, AttributionKind.MIXED, ["“a full accounting”"], "promised “", "s1", 0.93),
    _attribution(
        3,
        AttributionKind.DIRECT,
        ["Nobody in my office signed that second tender,", "We stopped the payment the same afternoon."],
        "told",
        "s1",
        0.99,
    ),
    _attribution(4, AttributionKind.INDIRECT, ["the ministry had known since October"], "said the ministry", "s2", 0.8),
    _attribution(5, AttributionKind.DIRECT, ["Thank you,"], "added", "s2", 0.7),
    _attribution(6, AttributionKind.INDIRECT, ["The first estimate was 14 million"], "according to", "s3", 0.88),
    _attribution(
        7, AttributionKind.INDIRECT, ["the second bidder had been told the price"], "officials said", "s4", 0.5
    ),
)
CLAIMS = (
    *(
        Claim(f"c{number}", found.id, hull(found.content), found.speaker, found.confidence, found.found_by)
        for number, found in enumerate(ATTRIBUTIONS, 1)
        if found.id != "a5"
    ),
    Claim("c9", None, span("Residents have watched the price climb"), None, 0.55, "bare statement"),
)
TOPICS = (
    Topic("t1", "The tender", ("contract", "payment"), (Span(57, TEXT.index("Cost to")),), 0.9, "lead"),
    Topic("t2", "Cost to the town", ("estimate",), (Span(TEXT.index("Cost to"), len(TEXT)),), 1.0, "subhead"),
)
FINDINGS = Findings("rules", "1", SPEAKERS, ATTRIBUTIONS, CLAIMS, TOPICS)
COLOURS = (
    HighlightColour("yellow", "Key point", "yellow", 0),
    HighlightColour("green", "Evidence", "green", 1),
    HighlightColour("red", "Doubtful", "red", 2),
)


def highlight(number: int, words: str, colour: str = "yellow") -> Highlight:
    place = span(words)
    return Highlight(f"h{number}", "article", "revision", place, anchor_of(TEXT, place), colour, (), NOW, NOW)


def note(number: int, target: NoteTarget, target_id: str, text: str) -> Note:
    return Note(f"n{number}", "article", target, target_id, text, NOW, NOW)


HIGHLIGHTS = (highlight(1, "The first estimate"), highlight(2, "awarded twice", "red"))
NOTES = (
    note(1, NoteTarget.HIGHLIGHT, "h1", "Before or **after** the second tender?"),
    note(2, NoteTarget.SPEAKER, "s1", "Was deputy until May."),
    note(3, NoteTarget.ATTRIBUTION, "a4", "His words?"),
    note(4, NoteTarget.ARTICLE, "article", "Compare."),
)


def reading(findings: Findings | None = FINDINGS, *, article: str = "article", bare: bool = False) -> Reading:
    repairs = (Repair(span("‘"), "â", "‘"), Repair(span("’"), "â", "’"))
    revision = Revision(
        "revision", article, 1, TEXT, (Block(BlockKind.HEADLINE, Span(0, 55)),), repairs, True, ("1 character was guessed.",),
        "0" * 64, "harbour.txt", "text/plain", "utf-8", NOW,
    )  # fmt: skip
    made = Reading(
        Article(article, Metadata("Harbour"), "revision", NOW), revision, findings, HIGHLIGHTS, NOTES, COLOURS
    )
    return replace(made, highlights=(), notes=()) if bare else made


def unnamed_controls(root: QWidget) -> list[str]:
    """Widgets that the keyboard reaches but that a screen reader could say nothing of."""
    buddies = {label.buddy() for label in root.findChildren(QLabel) if label.buddy() is not None}
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        is_inner = widget.objectName().startswith("qt_") or (
            isinstance(widget.parent(), QAbstractScrollArea) and widget.parent() is not root
        )
        reachable = int(widget.focusPolicy().value) & 1 and widget.focusProxy() is None and not is_inner
        text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        if reachable and not (widget.accessibleName() or text or widget in buddies):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found

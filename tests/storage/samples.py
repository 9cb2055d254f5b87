"""Small articles, findings and annotations to be kept; fictional, built in code."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop_app.domain.annotations import Correction, Highlight, Note, NoteTarget, anchor_of
from desktop_app.domain.article import Block, BlockKind, ImportedArticle, Metadata, Original, Repair
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
from desktop_app.domain.ids import new_id
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span

TEXT = (
    "Ferry to stay, says harbour master\n\n"
    "“The ferry will stay,” Ada Vane, the harbour master, said on Monday. She added that the pier needs paint.\n\n"
    "Officials declined to comment."
)
STAY = Span(TEXT.index("The ferry"), TEXT.index(",” Ada"))
VANE = Span(TEXT.index("Ada Vane"), TEXT.index(", the harbour"))
SHE = Span(TEXT.index("She"), TEXT.index("She") + 3)
SAID = Span(TEXT.index("said"), TEXT.index("said") + 4)
ADDED = Span(TEXT.index("added"), TEXT.index("added") + 5)
PAINT = Span(TEXT.index("the pier"), TEXT.index("paint.") + 5)
NOON = datetime(2031, 5, 4, 12, 0, 0, 250_000, tzinfo=UTC)


def imported(text: str = TEXT, data: bytes = b"ferry", title: str = "Ferry to stay") -> ImportedArticle:
    return ImportedArticle(
        metadata=Metadata(
            title, "By Otto Brandt", "The Mere Post", "2031-05-04", "https://mere.example/ferry", "en-GB"
        ),
        text=text,
        blocks=tuple(_blocks(text)),
        repairs=(Repair(Span(0, min(1, len(text))), "â", text[:1]),),
        original=Original(data, "ferry.txt", "text/plain", "utf-8"),
        repaired=True,
        remarks=("1 damaged character was restored.",),
    )


def _blocks(text: str) -> list[Block]:
    blocks, start = [], 0
    for i, part in enumerate(text.split("\n\n")):
        kind = BlockKind.PARAGRAPH if i else BlockKind.HEADLINE
        blocks.append(Block(kind, Span(start, start + len(part))))
        start += len(part) + 2
    return blocks


def findings(engine: str = "rules", version: str = "1") -> Findings:
    return Findings(
        engine,
        version,
        speakers=(
            Speaker(
                "s1",
                "Ada Vane",
                SpeakerKind.PERSON,
                "harbour master",
                ("Vane", "the harbour master"),
                (Mention(VANE, MentionKind.NAME), Mention(SHE, MentionKind.PRONOUN)),
            ),
            Speaker("s2", "officials", SpeakerKind.UNNAMED),
        ),
        attributions=(
            Attribution("a1", AttributionKind.DIRECT, (STAY,), (STAY,), (SAID,), (VANE,), "s1", 0.95, "tag after"),
            Attribution("a2", AttributionKind.INDIRECT, (PAINT,), (), (ADDED,), (SHE,), "s1", 0.7, "cue that"),
            Attribution("a3", AttributionKind.MIXED, (SHE, PAINT), (SHE, PAINT), (), (), None, 0.2, "guess"),
        ),
        claims=(Claim("c1", "a1", STAY, "s1", 0.9, "direct"), Claim("c2", None, PAINT, None, 0.4, "plain")),
        topics=(Topic("t1", "Ferry", ("ferry", "pier"), (Span(0, 40), Span(50, 90)), 0.6, "subhead"),),
        not_speech=(Span(3, 8),),
    )


def highlight(reading: Reading, span: Span = STAY, colour: str = "evidence", tags: tuple[str, ...] = ()) -> Highlight:
    return Highlight(
        new_id(),
        reading.article.id,
        reading.revision.id,
        span,
        anchor_of(reading.revision.text, span),
        colour,
        tags,
        NOON,
        NOON,
    )


def note(
    article_id: str, text: str, target: NoteTarget = NoteTarget.ARTICLE, target_id: str = "", minutes: int = 0
) -> Note:
    made = NOON + timedelta(minutes=minutes)
    return Note(new_id(), article_id, target, target_id or article_id, text, made, made)


def correction(reading: Reading, target: str, target_id: str, span: Span = STAY, minutes: int = 0) -> Correction:
    return Correction(
        new_id(),
        reading.article.id,
        reading.revision.id,
        target,
        target_id,
        span,
        anchor_of(reading.revision.text, span),
        "speaker",
        '"s1"',
        "null",
        NOON + timedelta(minutes=minutes),
    )

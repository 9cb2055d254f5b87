"""One fictional article with hand-made findings, for the tests of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from desktop_app.domain.annotations import Highlight, HighlightColour, Note, NoteTarget, anchor_of
from desktop_app.domain.article import Article, Block, BlockKind, Metadata, Repair, Revision
from desktop_app.domain.findings import Attribution, AttributionKind, Claim, Findings, Speaker, SpeakerKind, Topic
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span

NOW = datetime(2026, 3, 3, tzinfo=UTC)
PARTS = (
    (BlockKind.HEADLINE, "Minister promises ‘full accounting’ on harbour contract"),
    (
        BlockKind.PARAGRAPH,
        "Transport Minister Ilse Varga said the contract had been awarded twice, and promised “a full accounting” soon.",
    ),
    (
        BlockKind.PARAGRAPH,
        "“Nobody signed that tender,” Varga told the committee. “We stopped the payment the same afternoon.”",
    ),
    (BlockKind.SUBHEAD, "Cost to the town"),
    (
        BlockKind.PARAGRAPH,
        "The café on the quay 😀 closed. Tomas Reuel called it “a fog machine”, and the last\nfigure is 41 million.",
    ),
    (BlockKind.LIST_ITEM, "the dredging of the inner basin"),
    (BlockKind.BLOCKQUOTE, "Whoever dredges the basin shall pay for the quay and the lamps."),
    *(
        (BlockKind.PARAGRAPH, f"Paragraph {n} tells at length how the {n}th barge was hired and who paid for it. " * 4)
        for n in range(20)
    ),
    (BlockKind.CREDIT, "Jon Arden contributed reporting."),
)
TEXT = "\n\n".join(words.strip() for _, words in PARTS)
COLOURS = tuple(
    HighlightColour(f"k{number}", name, hue, number)
    for number, (name, hue) in enumerate(
        [
            ("Key point", "yellow"),
            ("Evidence", "green"),
            ("Question", "blue"),
            ("Doubtful", "red"),
            ("Context", "violet"),
        ]
    )
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def blocks() -> tuple[Block, ...]:
    made, start = [], 0
    for kind, words in PARTS:
        words = words.strip()
        made.append(Block(kind, Span(start, start + len(words))))
        start += len(words) + 2
    return tuple(made)


def attribution(
    ident: str,
    kind: str,
    content: Sequence[str],
    quoted: Sequence[str] = (),
    source: str = "",
    speaker: str | None = None,
    sure: float = 0.9,
) -> Attribution:
    return Attribution(
        ident,
        AttributionKind(kind),
        tuple(map(span, content)),
        tuple(map(span, quoted)),
        (),
        (span(source),) if source else (),
        speaker,
        sure,
        "hand",
    )


NOBODY = ("Nobody signed that tender,", "We stopped the payment the same afternoon.")


def findings() -> Findings:
    return Findings(
        "hand",
        "1",
        (Speaker("s1", "Ilse Varga", SpeakerKind.PERSON), Speaker("s2", "Tomas Reuel", SpeakerKind.PERSON)),
        (
            attribution(
                "a1", "indirect", ["the contract had been awarded twice"], (), "Transport Minister Ilse Varga", "s1"
            ),
            attribution("a2", "mixed", ["promised “a full accounting” soon"], ["a full accounting"], "", "s1", 0.4),
            attribution("a3", "direct", NOBODY, NOBODY, "Varga told", "s1"),
            attribution("a4", "direct", ["a fog machine"], ["a fog machine"], "Tomas Reuel", "s2"),
        ),
        (Claim("c1", "a1", span("the contract had been awarded twice"), "s1", 0.9, "hand"),),
        (
            Topic("t1", "Contract", (), (blocks()[1].span, blocks()[2].span), 0.9, "hand"),
            Topic("t2", "Cost", (), (Span(blocks()[4].span.start, blocks()[6].span.end),), 0.9, "hand"),
            Topic("t3", "Money", (), (blocks()[2].span, blocks()[4].span), 0.9, "hand"),
        ),
    )


def highlight(ident: str, words: str, colour: str = "k0") -> Highlight:
    return Highlight(ident, "art", "rev", span(words), anchor_of(TEXT, span(words)), colour, (), NOW, NOW)


def note(ident: str, target: NoteTarget, target_id: str, words: str = "Ask again.") -> Note:
    return Note(ident, "art", target, target_id, words, NOW, NOW)


def reading(
    text: str = TEXT,
    parts: Sequence[Block] | None = None,
    *,
    found: Findings | None = None,
    highlights: Sequence[Highlight] = (),
    notes: Sequence[Note] = (),
    repairs: int = 0,
    remarks: Sequence[str] = (),
    metadata: Metadata | None = None,
    position: int = 0,
) -> Reading:
    shown = metadata or Metadata("Minister promises", "Hanne Dorval", "Verrin Courier", "3 March")
    revision = Revision(
        "rev",
        "art",
        1,
        text,
        tuple(blocks() if parts is None else parts),
        tuple(Repair(Span(number, number + 1), "â", "“") for number in range(repairs)),
        True,
        tuple(remarks),
        "0" * 64,
        "harbour.txt",
        "text/plain",
        "utf-8",
        NOW,
    )
    return Reading(
        Article("art", shown, "rev", NOW, position), revision, found, tuple(highlights), tuple(notes), COLOURS
    )

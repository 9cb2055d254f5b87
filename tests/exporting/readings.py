"""Readings to export: one small fictional article by hand, and arbitrary ones from hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from desktop_app.domain.annotations import Highlight, HighlightColour, Note, NoteTarget, anchor_of
from desktop_app.domain.article import Article, Block, BlockKind, Metadata, Revision
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
from desktop_app.domain.spans import Span

ARTICLE_ID = "4f0c9t2m7k1x8w3e"
NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
COLOURS = (
    HighlightColour("key", "Key point", "yellow", 0),
    HighlightColour("doubt", "Doubtful", "red", 1),
)
TEXT = """Harwick bridge closed

By Bo Lindqvist

“This is a disaster,” said Ann Smith, the mayor of Harwick. “We must act.

“And we must act now.”

Two officials said the bridge would stay closed until March. The council’s plan was “dead on arrival”, according to Smith.

“Nobody told us,” it was said in the crowd."""


def span_of(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def blocks_of(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    at = 0
    for part in text.split("\n\n"):
        stripped = part.strip()
        if stripped:
            start = at + part.index(stripped)
            blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(stripped))))
        at += len(part) + 2
    return tuple(blocks)


def reading_of(
    text: str = TEXT,
    findings: Findings | None = None,
    highlights: Sequence[Highlight] = (),
    notes: Sequence[Note] = (),
    metadata: Metadata | None = None,
) -> Reading:
    facts = metadata or Metadata(
        "Harwick bridge closed", "By Bo Lindqvist", "The Harwick Ledger", "2026-03-01", "", "en"
    )
    revision = Revision(
        "r1", ARTICLE_ID, 1, text, blocks_of(text), (), True, (), "0" * 64, "bridge.txt", "text/plain", "utf-8", NOW
    )
    return Reading(Article(ARTICLE_ID, facts, "r1", NOW), revision, findings, tuple(highlights), tuple(notes), COLOURS)


def highlight(
    words: str | Span, name: str = "h1", colour: str = "key", tags: tuple[str, ...] = (), text: str = TEXT
) -> Highlight:
    span = words if isinstance(words, Span) else span_of(words, text)
    return Highlight(name, ARTICLE_ID, "r1", span, anchor_of(text, span), colour, tags, NOW, NOW)


def note(text: str, target: NoteTarget = NoteTarget.ARTICLE, target_id: str = ARTICLE_ID, name: str = "n1") -> Note:
    return Note(name, ARTICLE_ID, target, target_id, text, NOW, NOW)


def attribution(
    name: str,
    kind: AttributionKind,
    spans: Sequence[Span],
    speaker: str | None,
    confidence: float = 0.9,
    *,
    cue: Sequence[Span] = (),
    source: Sequence[Span] = (),
) -> Attribution:
    quoted = tuple(spans) if kind is not AttributionKind.INDIRECT else ()
    return Attribution(name, kind, tuple(spans), quoted, tuple(cue), tuple(source), speaker, confidence, "rule")


def example_findings() -> Findings:
    direct, mixed, indirect = AttributionKind
    return Findings(
        "rules",
        "1",
        (
            Speaker(
                "s1",
                "Ann Smith",
                SpeakerKind.PERSON,
                "the mayor of Harwick",
                ("Smith",),
                (Mention(span_of("Ann Smith"), MentionKind.NAME),),
            ),
            Speaker(
                "s2",
                "two officials",
                SpeakerKind.UNNAMED,
                mentions=(Mention(span_of("Two officials"), MentionKind.DESCRIPTION),),
            ),
        ),
        (
            attribution(
                "a1xxxxxxxx",
                direct,
                [span_of("This is a disaster,"), span_of("We must act."), span_of("And we must act now.")],
                "s1",
            ),
            attribution("a2xxxxxxxx", indirect, [span_of("the bridge would stay closed until March")], "s2"),
            attribution("a3xxxxxxxx", mixed, [span_of("The council’s plan was “dead on arrival”")], "s1", 0.5),
            attribution("a4xxxxxxxx", direct, [span_of("Nobody told us,")], None),
        ),
        (
            Claim("c1", "a2xxxxxxxx", span_of("the bridge would stay closed until March"), "s2", 0.9, "rule"),
            Claim("c2", None, span_of("Harwick bridge closed"), None, 0.4, "rule"),
        ),
        (Topic("t1", "The bridge", ("closed until March", "disaster"), (blocks_of(TEXT)[2].span,), 0.9, "vocabulary"),),
    )


def example() -> Reading:
    return reading_of(
        findings=example_findings(),
        highlights=(
            highlight("said Ann Smith", "h2", "doubt", ("to check",)),
            highlight("disaster,” said Ann", "h1"),
        ),
        notes=(
            note("Call the **mayor**.", NoteTarget.HIGHLIGHT, "h2", "n1"),
            note("On the whole.", name="n2"),
            note("Who is she?", NoteTarget.SPEAKER, "s1", "n3"),
            note("Dead?", NoteTarget.ATTRIBUTION, "a3xxxxxxxx", "n4"),
        ),
    )


_PIECES = (
    "# h",
    "## ",
    "- x",
    "+ x",
    "* x",
    "1. x",
    "12) x",
    "> x",
    "===",
    "---",
    "```",
    "~~~",
    "`code`",
    "**b**",
    "_i_",
    "__b__",
    "~~s~~",
    "[[wiki]]",
    "[a](b)",
    "![a](b)",
    "[a]: b",
    "<b>",
    "<!-- x",
    "-->",
    "<script>",
    "</div>",
    "<http://ex.example>",
    "&amp;",
    "&#35;",
    "&",
    "https://ex.example/a_b",
    "www.ex.example",
    "a@b.example",
    "$x$",
    "$$",
    "%%",
    "{{x}}",
    "{% x %}",
    "==m==",
    "^id",
    "#tag",
    "|a|b|",
    "\\",
    "\\\\",
    "\t",
    "    code",
    "  ",
    "\n",
    "\n\n",
    "\u202e",
    "\u2066",
    "\u00a0",
    "é",
    "“q”",
    "‘q’",
    "’",
    '"',
    "!",
    "(",
    ")",
    ":",
    "<!-- pressmark:end notes -->",
    "> [!note] x",
    "^q-1",
    "½",
    "\u0301",
    "🙂",
    "\x0b",
    "\x1b[31m",
    "\ufeff",
    "\u200d",
)

foreign_text = st.lists(
    st.one_of(
        st.sampled_from(_PIECES),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
        st.sampled_from(["word", "two words", " "]),
    ),
    max_size=12,
).map("".join)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any words of any article, with findings and highlights on any of its passages."""
    text = "\n\n".join(draw(st.lists(foreign_text, min_size=1, max_size=4)))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda ends: Span(min(ends), max(ends)))
    speakers = tuple(
        Speaker(f"s{at}", draw(foreign_text), kind, draw(foreign_text)) for at, kind in enumerate([*SpeakerKind][:2])
    )
    speaker_ids = st.sampled_from([*(speaker.id for speaker in speakers), None])
    attributions = tuple(
        attribution(
            f"a{at}",
            draw(st.sampled_from(AttributionKind)),
            sorted(draw(st.lists(spans, min_size=1, max_size=2))),
            draw(speaker_ids),
            draw(st.floats(0, 1)),
            cue=sorted(draw(st.lists(spans, max_size=2))),
        )
        for at in range(draw(st.integers(0, 3)))
    )
    claims_of = st.sampled_from([None, *(found.id for found in attributions)])
    claims = tuple(
        Claim(f"c{at}", draw(claims_of), draw(spans), draw(speaker_ids), 0.9, "x")
        for at in range(draw(st.integers(0, 2)))
    )
    topics = tuple(
        Topic(f"t{at}", draw(foreign_text), (draw(foreign_text),), (draw(spans),), 0.9, "x")
        for at in range(draw(st.integers(0, 2)))
    )
    highlights = tuple(
        replace(highlight(draw(spans), f"h{at}", text=text), tags=(draw(foreign_text),))
        for at in range(draw(st.integers(0, 2)))
    )
    facts = Metadata(*(draw(foreign_text) for _ in range(6)))
    findings = Findings(draw(foreign_text), "1", speakers, attributions, claims, topics)
    return reading_of(text, findings, highlights, (), facts)

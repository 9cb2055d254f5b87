"""Small texts as articles: one line is one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.claims import find_claims
from desktop_app.analysis.topics import find_topics
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import Findings
from desktop_app.domain.spans import Span


def blocks_of(text: str) -> tuple[Block, ...]:
    """A line that begins with “# ” is a headline, “## ” a subhead, “> ” a block quotation; the sign stays outside."""
    found = []
    for match in re.finditer(r"(#{1,2} |> )?([^\n]*\S[^\n]*)", text):
        kinds = {"# ": BlockKind.HEADLINE, "## ": BlockKind.SUBHEAD, "> ": BlockKind.BLOCKQUOTE}
        kind = kinds.get(match[1] or "", BlockKind.PARAGRAPH)
        found.append(Block(kind, Span(*match.span(2))))
    return tuple(found)


@dataclass(frozen=True)
class Said:
    """An attribution in words."""

    kind: str
    who: str | None
    content: tuple[str, ...]
    cue: tuple[str, ...] = ()


def findings(text: str) -> Findings:
    """What the rules alone find: what they promise must not hang on the network's taste."""
    blocks = blocks_of(text)
    found = find_attributions(text, blocks)
    claims = find_claims(text, found.attributions)
    topics = find_topics(text, blocks)
    return Findings("rules", "", found.speakers, found.attributions, claims, topics, found.not_speech)


def said(text: str) -> list[Said]:
    found = findings(text)
    names = {speaker.id: speaker.name for speaker in found.speakers}
    return [
        Said(
            str(one.kind),
            names[one.speaker] if one.speaker else None,
            tuple(span.of(text) for span in one.content),
            tuple(span.of(text) for span in one.cue),
        )
        for one in found.attributions
    ]


def who(text: str) -> list[str | None]:
    return [one.who for one in said(text)]


def words(text: str) -> list[tuple[str, ...]]:
    return [one.content for one in said(text)]


def not_speech(text: str) -> list[str]:
    return [span.of(text) for span in findings(text).not_speech]

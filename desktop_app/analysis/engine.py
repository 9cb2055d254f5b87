"""The chain that turns a text into findings: attributions with their speakers, then claims, then topics."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.analysis import ENGINE, ENGINE_VERSION
from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.claims import find_claims
from desktop_app.analysis.topics import find_topics
from desktop_app.domain.article import Block
from desktop_app.domain.findings import Findings


def analyse(text: str, blocks: Sequence[Block], *, report: Callable[[float], None] | None = None) -> Findings:
    """As `desktop_app.analysis.analyse`, which calls this."""
    tell = report or (lambda _: None)
    tell(0.0)
    found = find_attributions(text, blocks, lambda share: tell(0.8 * share))
    claims = find_claims(text, found.attributions)
    tell(0.9)
    topics = find_topics(text, blocks)
    tell(1.0)
    return Findings(ENGINE, ENGINE_VERSION, found.speakers, found.attributions, claims, topics, found.not_speech)

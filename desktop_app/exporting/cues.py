"""The words that turn a statement into somebody's: “refused”, “characterized”, “according to”.

Without them an indirect statement can say the opposite (“refused” | “to agree”), so none is exported without its cue.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.findings import Attribution
from desktop_app.domain.spans import Span

_MARKS = "“”„\"«»‘’'‚‹›,:;–—- \t"
_MOST_BETWEEN = 6
"""Words between the cue and the statement (“accused Berg of”) that are shown with the cue; more would be a sentence."""


@dataclass(frozen=True, slots=True)
class Cue:
    """before: what leads to the statement; after: what follows it in the text or stands inside it. Either may be empty."""

    before: str
    after: str

    @property
    def words(self) -> str:
        return " … ".join(part for part in (self.before, self.after) if part)


def cue_of(text: str, found: Attribution) -> Cue:
    """The attribution's cue as it stands around its content, exactly in the article's words."""
    start = min((span.start for span in found.content), default=len(text))
    before = [span for span in found.cue if span.end <= start]
    after = [span for span in found.cue if span.end > start]
    lead = " … ".join(_said(text, before))
    if lead:
        lead = " ".join(part for part in (lead, _between(text, Span(before[-1].end, start), found)) if part)
    return Cue(lead, " … ".join(_said(text, after)))


def _said(text: str, spans: list[Span]) -> list[str]:
    return [words for span in spans if (words := " ".join(span.of(text).split()))]


def _between(text: str, gap: Span, found: Attribution) -> str:
    """“Berg of” in “accused Berg of lying”; nothing where the source itself, another sentence or a long aside lies there."""
    words = gap.of(text).strip(_MARKS)
    is_plain = not any(character in words for character in '\n.!?“”"()[]')
    if is_plain and len(words.split()) <= _MOST_BETWEEN and not any(span.overlaps(gap) for span in found.source):
        return words
    return ""

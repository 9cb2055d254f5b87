"""Relations source – cue – content of one sentence, and how they are put together from its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.analysis.contents import Contents
from desktop_app.analysis.marks import Quotation
from desktop_app.analysis.phrases import Phrase
from desktop_app.analysis.sentences import Token
from desktop_app.domain.spans import Span

LEARNED = "network"
"""The rule of a relation that only the network sees."""


@dataclass(slots=True, eq=False)
class Reported:
    """One relation before anybody knows who the source is. `quotes`: indices of the stretches inside marks that it holds."""

    paragraph: int
    content: list[Span]
    quotes: list[int]
    cue: list[Span]
    rule: str
    source: list[Token] = field(default_factory=list)
    head: int = 0  # index in `source` of the word that says who it is
    heir_of: Reported | None = None  # it has the same source: “said …, adding …”
    passive: bool = False
    nested: bool = False
    within: Reported | None = None
    """The speech that it stands in, where that has no marks: the answer of an interview."""
    certainty: float = 0.0
    """Probability of the content, by the network; 0 where only rules see it."""
    linked: float = 0.0
    """Probability of the source, by the network."""

    @property
    def position(self) -> int:
        return self.source[0].start if self.source else self.cue[0].start if self.cue else self.content[0].start


@dataclass(slots=True)
class Paragraph:
    """One block: its sentences, in which each stretch inside marks stands as one token."""

    number: int
    sentences: list[list[Token]]
    quotations: Sequence[Quotation]
    not_speech: frozenset[int]
    is_speech: bool = False
    """It is what stands inside a quotation, so that “I” is its speaker."""


class Relations(Contents):
    """One sentence in which relations are found; each stretch inside marks belongs to one of them at most."""

    def __init__(self, paragraph: Paragraph, tokens: list[Token], taken: set[int]) -> None:
        super().__init__(tokens)
        self.paragraph = paragraph
        self.taken = taken
        self.found: list[Reported] = []
        self.covered = 0  # index up to which an indirect content has claimed the sentence

    def _made(
        self, content: list[Span], quotes: list[int], cue: list[Span], rule: str, phrase: Phrase | None
    ) -> Reported:
        item = Reported(self.paragraph.number, content, quotes, cue, rule)
        if phrase is not None:
            item.source = self.tokens[phrase.first : phrase.last + 1]
            item.head = phrase.head - phrase.first
        return item

    def _add_quote(self, item: Reported, token: Token) -> None:
        if token.quote not in item.quotes and token.quote not in self.paragraph.not_speech:
            item.quotes.append(token.quote)
            item.quotes.sort()
            item.content.append(self.paragraph.quotations[token.quote].inner)
            item.content.sort()

    def _clause(self, begin: int, end: int, cue: list[Span], rule: str, phrase: Phrase | None) -> Reported | None:
        while end > begin and self.tokens[end - 1].text in (",", ";", ":", "—", "–", "-", "."):
            end -= 1
        while begin < end and self.tokens[begin].text in (",", ":", "—", "–"):
            begin += 1
        if end - begin < 1 or (end - begin == 1 and not self.tokens[begin].is_quote):
            return None
        quotes = [
            t.quote
            for t in self.tokens[begin:end]
            if t.is_quote and t.quote not in self.taken and t.quote not in self.paragraph.not_speech
        ]
        self.taken.update(quotes)
        content = Span(self.tokens[begin].start, self.tokens[end - 1].end)
        if end - begin == 1 and quotes:
            content = self.paragraph.quotations[quotes[0]].inner
        return self._made([content], quotes, cue, rule, phrase)

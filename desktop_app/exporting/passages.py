"""The words of findings and highlights, cut from the article paragraph by paragraph, exactly as they stand there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from desktop_app.domain.article import Revision
from desktop_app.domain.spans import Span, trimmed

_DOUBLE = frozenset('“”„"«»')
_OPENING = frozenset("‘'‚‹›")
_CLOSING = frozenset("’'‘›‹")


class Passages:
    """Knows the blocks of one revision. Spans that reach beyond the text are cut to it."""

    def __init__(self, revision: Revision) -> None:
        self._text = revision.text
        self._blocks = [block.span for block in revision.blocks]
        self._starts = [span.start for span in self._blocks]

    def paragraphs(self, spans: Sequence[Span]) -> list[str]:
        """The words of the spans, one string a paragraph; what lies between two spans of one paragraph is shown as “[…]”."""
        found: list[tuple[int, str]] = []
        last_end = 0
        for piece in sorted(piece for span in spans for piece in self._pieces(span)):
            block, words = self._block_of(piece), piece.of(self._text)
            if found and found[-1][0] == block:
                between = self._text[last_end : piece.start]
                joint = " […] " if between.strip() else between or " "
                found[-1] = (block, found[-1][1] + joint + words)
            else:
                found.append((block, words))
            last_end = piece.end
        return [words for _, words in found]

    def quoted(self, spans: Sequence[Span], *, also_single: bool) -> list[str]:
        """As `paragraphs`, with the quotation marks that stand directly around each span in the article. Single marks may be
        apostrophes of the words around a clause, so they count only where the caller knows that the span is a quotation."""
        opening, closing = (_DOUBLE | _OPENING, _DOUBLE | _CLOSING) if also_single else (_DOUBLE, _DOUBLE)
        text = self._text
        return self.paragraphs(
            [
                Span(
                    span.start - (0 < span.start <= len(text) and text[span.start - 1] in opening),
                    span.end + (span.end < len(text) and text[span.end] in closing),
                )
                for span in spans
            ]
        )

    def _pieces(self, span: Span) -> list[Span]:
        """The span cut at the ends of blocks, without white space at its ends."""
        inside = span.clipped_to(Span(0, len(self._text)))
        if inside is None:
            return []
        first = max(0, bisect_right(self._starts, inside.start) - 1)
        parts: list[Span] = []
        for block in self._blocks[first:]:
            if block.start >= inside.end:
                break
            part = inside.clipped_to(block)
            if part is not None:
                parts.append(part)
        return [part for part in (trimmed(self._text, part) for part in parts or [inside]) if part.length]

    def _block_of(self, span: Span) -> int:
        return bisect_right(self._starts, span.start)

"""Two opinions on one paragraph, the rules' and the network's, made into one list of relations.

The marks decide the edges of direct speech. The network decides what is speech, what is reported without marks, and by whom;
where it sees nothing, a relation of the rules stays if the network thinks it possible.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.learned.relations import Relation
from desktop_app.analysis.preparation import Article
from desktop_app.analysis.relations import LEARNED, Reported
from desktop_app.analysis.sentences import Token
from desktop_app.domain.spans import Span

_EDGE = " \t\n\xa0,;:—–-"
_DIRECT = 0.95
_PAGE = 256
"""Code points."""
_RULED = 0.35
"""A relation that only the rules see stays where the network gives its words at least this probability."""
_SENTENCE_END = re.compile(r"[.?!][”\"’»)]*\s+[\W_]?[A-Z]")
_ASKED = re.compile(r"\b(?:when|if|while|once)\s+$")
"""“said when asked about”: somebody else's question."""
_DOES = frozenset(
    {"plans", "sees", "hopes", "fears", "claims", "demands", "promises", "calls", "offers", "aims", "vows"}
)
SHARED = 0.8
"""How sure a source is, at most, that a cue has from the one before it."""
SILENT_BELOW, FEW = 0.4, 6
"""So unlikely speech, and in so few words, is none."""
SPOKEN = 0.5
"""Probability from which somebody speaks inside marks."""


class _Places:
    """Relations by where their contents stand, so that a long paragraph takes no quadratic time."""

    def __init__(self, items: Iterable[Reported] = ()) -> None:
        self._pages: dict[int, list[Reported]] = {}
        for item in items:
            self.add(item)

    def add(self, item: Reported) -> None:
        for page in self._pages_of(item):
            self._pages.setdefault(page, []).append(item)

    def beside(self, item: Reported) -> list[Reported]:
        """Those that may share words with `item`, each once."""
        near = (other for page in self._pages_of(item) for other in self._pages.get(page, ()))
        return list({id(other): other for other in near}.values())

    @staticmethod
    def _pages_of(item: Reported) -> list[int]:
        pages = (page for span in item.content for page in range(span.start // _PAGE, span.end // _PAGE + 1))
        return list(dict.fromkeys(pages))


def fused(article: Article, number: int, ruled: list[Reported], opinion: Opinion) -> list[Reported]:
    """The relations of block `number`. Quotations belong to one of them at most."""
    found: list[Reported] = []
    taken: set[int] = set()
    instead: dict[int, Reported] = {}
    rules, claimed = _Places(ruled), _Places()
    for relation in opinion.relations.get(number, ()):
        made = _reported(article, number, relation, taken)
        if made is None or _overlaps(made, claimed):
            continue
        taken.update(made.quotes)
        found.append(made)
        for other in rules.beside(made):
            if id(other) not in instead and _same(made, other):
                instead[id(other)] = made
                _add_from(article, made, other, taken)
        claimed.add(made)
    for other in ruled:
        if id(other) not in instead and _kept(article, other, opinion, taken, claimed):
            taken.update(other.quotes)
            found.append(other)
            claimed.add(other)
    for item in found:
        if item.heir_of is not None:
            item.heir_of = instead.get(id(item.heir_of), item.heir_of)
    found.sort(key=lambda item: item.position)
    _share_sources(article.text, found)
    return found


def _share_sources(text: str, found: Sequence[Reported]) -> None:
    """“Ann Lee denied it and called for a vote”: a cue without a source of its own, behind another in one sentence, has the
    source of that one."""
    for before, item in pairwise(found):
        if item.cue and _ASKED.search(text, max(0, item.cue[0].start - 12), item.cue[0].start):
            continue
        bare = not item.source and item.heir_of is None and not item.passive and item.cue and item.certainty
        if not bare or not before.source or not before.cue or before.cue[-1].end > item.cue[0].start:
            continue
        if not _SENTENCE_END.search(text, before.cue[-1].end, item.cue[0].start):
            item.source, item.head, item.linked = before.source, before.head, min(before.linked, SHARED)


def silence(article: Article, number: int, opinion: Opinion) -> None:
    """A few words inside marks that the network takes for a title, a nickname or a scare quote are nobody's speech, also where
    they stand in somebody's statement or within other marks."""
    for quote in article.quotations_of(number):
        quotation = article.quotations[quote]
        voice = opinion.voice(quotation)
        if voice is not None and voice < SILENT_BELOW and len(quotation.inner.of(article.text).split()) <= FEW:
            article.not_speech.add(quote)


def _kept(article: Article, item: Reported, opinion: Opinion, taken: set[int], claimed: _Places) -> bool:
    if item.quotes:
        free = [quote for quote in item.quotes if quote not in taken]
        spoken = [quote for quote in free if opinion.speech(article.quotations[quote]) >= SPOKEN]
        if not spoken:
            return False
        lost = [article.quotations[quote].inner for quote in item.quotes if quote not in spoken]
        item.quotes = spoken
        item.content = [span for span in item.content if span not in lost]
        return bool(item.content) and not _overlaps(item, claimed)
    return not _overlaps(item, claimed) and all(opinion.content(span) >= _RULED for span in item.content)


def _overlaps(item: Reported, claimed: _Places) -> bool:
    near = claimed.beside(item)
    return any(span.overlaps(other) for span in item.content for one in near for other in one.content)


def _same(one: Reported, other: Reported) -> bool:
    if set(one.quotes) & set(other.quotes):
        return True
    common = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content if a.overlaps(b)
    )
    shorter = min(sum(span.length for span in one.content), sum(span.length for span in other.content))
    return 2 * common >= shorter


def _add_from(article: Article, made: Reported, other: Reported, taken: set[int]) -> None:
    """What the rules see of the same relation and the network does not: its source, its cue, further quotations."""
    if not made.source and other.source:
        made.source, made.head = other.source, other.head
    if not made.source:
        made.heir_of, made.passive = other.heir_of, other.passive
    if not made.cue:
        made.cue = other.cue
    made.rule = other.rule if made.rule == LEARNED else made.rule
    made.nested = made.nested or other.nested
    direct = all(span in {article.quotations[quote].inner for quote in other.quotes} for span in other.content)
    for quote in other.quotes:
        inner = article.quotations[quote].inner
        if quote not in taken and direct and not any(inner.overlaps(span) for span in made.content):
            made.quotes.append(quote)
            made.content.append(inner)
            taken.add(quote)
    made.quotes.sort()
    made.content.sort()


def _reported(article: Article, number: int, relation: Relation, taken: set[int]) -> Reported | None:
    content: list[Span] = []
    quotes: list[int] = []
    for span in relation.content:
        parts, inside = _edges(article, span, taken)
        if any(part.overlaps(other) for part in parts for other in content):
            continue
        content += parts
        quotes += [quote for quote in inside if quote not in quotes]
    if not content:
        return None
    cue = [relation.cue] if relation.cue is not None else []
    item = Reported(number, sorted(content), sorted(quotes), cue, LEARNED)
    item.certainty, item.linked = relation.certainty, relation.linked
    if relation.cue is not None and _is_asked(article.text, relation.cue):
        item.passive = True  # “Lee said when asked about …”: somebody else's question
    elif relation.source is not None and not _is_dateline(article, number, relation.source):
        item.source, item.head = source_tokens(article.tokens[number], relation.source)
    return item


def _is_asked(text: str, cue: Span) -> bool:
    asks = cue.of(text).lower().startswith(("asked", "questioned", "pressed", "quizzed"))
    return asks and _ASKED.search(text, max(0, cue.start - 12), cue.start) is not None


def _is_dateline(article: Article, number: int, source: Span) -> bool:
    """“QUETTA: …”: a place before the first sentence."""
    first = next((part[0] for part in article.masked[number] if part), None)
    return first is not None and source.end <= first.start


def _edges(article: Article, span: Span, taken: set[int]) -> tuple[list[Span], list[int]]:
    """Direct speech as the words inside the marks, one span per stretch; a clause with its stretches whole."""
    text = article.text
    span = _free(article, span, taken)
    inside: list[int] = []
    marked = letters = 0
    for quote in article.outermost_in(span):
        quotation = article.quotations[quote]
        part = span.clipped_to(quotation.inner)
        if part is None or quote in taken or quote in article.not_speech:
            continue
        if 2 * part.length >= quotation.inner.length or 2 * part.length >= span.length:
            inside.append(quote)
            marked += sum(letter.isalnum() for letter in part.of(text))
    letters = sum(letter.isalnum() for letter in span.of(text))
    if not letters:
        return [], []
    if inside and marked >= _DIRECT * letters:
        return [article.quotations[quote].inner for quote in inside], inside
    start, end = span
    for quote in inside:
        start = min(start, article.quotations[quote].outer.start)
        end = max(end, article.quotations[quote].outer.end)
        if _ends_sentence(article, quote, start):
            end = article.quotations[quote].outer.end
            break
    while start < end and text[start] in _EDGE:
        start += 1
    if text[start : start + 5].lower() == "that " and end - start > 12:
        start += 5
    last = max((article.quotations[quote].inner.end for quote in inside), default=start)
    while end > max(start, last) and text[end - 1] in _EDGE + ".":
        end -= 1
    return ([Span(start, end)] if end - start > 1 else []), inside


def _ends_sentence(article: Article, quote: int, start: int) -> bool:
    """“called it “a mess.” Traders now …”: the full stop inside the marks ends the clause."""
    outer, inner = article.quotations[quote].outer, article.quotations[quote].inner
    behind = article.text[outer.end : outer.end + 2]
    return (
        start < outer.start
        and article.text[inner.end - 1] in ".?!"
        and len(behind) == 2
        and behind[0].isspace()
        and behind[1].isupper()
    )


def _free(article: Article, span: Span, taken: set[int]) -> Span:
    """The longest part of `span` beside the quotations that belong to another relation already."""
    parts: list[Span] = []
    start = span.start
    for quote in article.outermost_in(span):
        if quote in taken:
            outer = article.quotations[quote].outer
            parts.append(Span(start, max(start, min(outer.start, span.end))))
            start = max(start, outer.end)
    parts.append(Span(start, max(start, span.end)))
    return max(parts, key=lambda part: part.length)


def source_tokens(tokens: Sequence[Token], span: Span) -> tuple[list[Token], int]:
    """The words of a source and the index of the one that says who it is."""
    first = bisect_left(tokens, span.start + 1, key=lambda token: token.end)
    source = list(tokens[first : bisect_left(tokens, span.end, key=lambda token: token.start)])
    dash = next((place for place, token in enumerate(source[:4]) if token.text in ("—", "–", "-", "--")), 0)
    if dash and all(token.is_capital or not token.is_word for token in source[:dash]):
        source = source[dash + 1 :]  # “OMAHA — Ann Lee”
    while source and not source[0].is_word:
        source = source[1:]
    while len(source) > 1 and source[-2].is_capital and source[-1].lower in _DOES:
        source = source[:-1]  # “Lee plans”
    if not source:
        return [], 0
    phrase = phrases.starting_at(source, 0)
    if phrase is not None:
        return source, phrase.head
    last = 0
    for place, token in enumerate(source):
        if not token.is_word or token.is_possessive or token.lower in lexicon.words("preposition"):
            break
        last = place
    return source, last

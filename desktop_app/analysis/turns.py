"""Whole paragraphs of speech: under a speaker's label (“DORVAL: We measured.”), or set off behind a colon."""

from __future__ import annotations

from desktop_app.analysis import cues, lexicon
from desktop_app.analysis.cast import Cast
from desktop_app.analysis.cues import Paragraph, Reported
from desktop_app.analysis.preparation import BODY, LABEL, Article
from desktop_app.analysis.sentences import Token
from desktop_app.domain.article import BlockKind
from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.spans import Span, trimmed

_I = frozenset({"i", "me", "my"})
TURNS = 4
"""Paragraphs within which an interview must go on."""


def find_turn(article: Article, cast: Cast, number: int) -> list[Reported]:
    """Block `number` as somebody's speech as a whole; nothing where it is none."""
    return _turn(article, cast, number) or _set_off(article, number)


def goes_on(article: Article, number: int) -> bool:
    """Whether block `number` is another paragraph of the answer before it: more turns follow, whoever speaks says “I”, and
    names none of those who take turns."""
    if article.blocks[number].kind not in BODY or _label_of(article, number):
        return False
    around = range(max(0, number - TURNS), min(len(article.blocks), number + TURNS))
    labels = {other: _label_of(article, other) for other in around}
    names = {word.lower() for label in labels.values() for word in label.split()}
    own = [token for token in article.tokens[number] if token.quote < 0]
    told = any(token.is_capital and token.lower in names - _I for token in own)
    follows = any(label and other > number for other, label in labels.items())
    return follows and not told and any(token.lower.partition("'")[0] in _I for token in own)


def _label_of(article: Article, number: int) -> str:
    """The label of a block, “” where it has none that takes turns."""
    block = article.blocks[number]
    match = LABEL.match(article.text, block.span.start, block.span.end) if block.kind in BODY else None
    return match.group(1) if match is not None and article.labels[match.group(1)] > 1 else ""


def _turn(article: Article, cast: Cast, number: int) -> list[Reported]:
    """“DORVAL: We measured.”, “A: We measured.”: a whole paragraph under a speaker's label."""
    block = article.blocks[number]
    headline = block.kind is BlockKind.HEADLINE
    if block.kind not in BODY and not headline:
        return []
    match = LABEL.match(article.text, block.span.start, block.span.end)
    if match is None or article.text[match.end()] in '“"‘«':
        return []
    label = match.group(1)
    if label == "Q" or not (label == "A" or _is_label(article, cast, label, headline=headline)):
        return []
    if headline and (cast.named(label) is None or label.lower() in lexicon.words("flag")):
        return []  # “Harbour: what we know”
    content = trimmed(article.text, Span(match.end(), block.span.end))
    span = Span(*match.span(1))
    source = [Token(span.start, span.end, label, label.lower())]
    rule = "headline label" if headline else "speaker label"
    return [Reported(number, [content], [], [Span(span.end, span.end + 1)], rule, source)]


def _set_off(article: Article, number: int) -> list[Reported]:
    """What stands behind “X wrote:” as blocks of its own: a block quotation, or a paragraph of nothing but marks."""
    blocks = article.blocks
    if number == 0 or not article.masked[number] or blocks[number].kind not in BODY:
        return []
    before = blocks[number - 1]
    announced = before.kind in BODY - {BlockKind.BLOCKQUOTE} and before.span.of(article.text).rstrip()[-1:] == ":"
    if not announced or not article.masked[number - 1]:
        return []
    if all(cues.is_only_quotes(part) for part in article.masked[number]):
        return _marks_set_off(article, number)
    if blocks[number].kind is not BlockKind.BLOCKQUOTE or article.masked[number][0][0].is_quote:
        return []
    last = number
    while last + 1 < len(blocks) and blocks[last + 1].kind is BlockKind.BLOCKQUOTE:
        last += 1
    content = [trimmed(article.text, block.span) for block in blocks[number : last + 1]]
    item = _introduction(article, number)
    return [Reported(number, content, [], item.cue, "block quotation", item.source, item.head)]


def _marks_set_off(article: Article, number: int) -> list[Reported]:
    item = _introduction(article, number)
    quotes = [token.quote for part in article.masked[number] for token in part if token.is_quote]
    if not item.source or article.not_speech.intersection(quotes):
        return []
    content = [article.quotations[quote].inner for quote in quotes]
    return [Reported(number, content, quotes, item.cue, "colon", item.source, item.head)]


def _introduction(article: Article, number: int) -> Reported:
    """Cue and source of the sentence that ends the block before in a colon."""
    tokens = article.masked[number - 1][-1]
    return cues.introduction(Paragraph(number - 1, [tokens], article.quotations, frozenset()), tokens)


def _is_label(article: Article, cast: Cast, label: str, *, headline: bool) -> bool:
    """What stands once before a colon may be a place (“DEVALPUR: …”), unless it is somebody’s name."""
    one = cast.named(label) or cast.named(label.title())
    alone = not headline and len(article.labels) == 1 and article.labels[label] == 1
    return article.labels[label] > 1 or (one is not None and (not alone or one.kind is SpeakerKind.PERSON))

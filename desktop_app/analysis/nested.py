"""Quotations inside quotations: “She told me, ‘Keep it,’” with the inner speaker."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from desktop_app.analysis import cues
from desktop_app.analysis.cues import Paragraph, Reported
from desktop_app.analysis.not_speech import find_not_speech
from desktop_app.analysis.preparation import Article, sentences
from desktop_app.analysis.sentences import Token

FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})


def find_nested(article: Article, number: int) -> list[Reported]:
    """Relations of block `number` whose quotations stand inside another one, in order."""
    found: list[Reported] = []
    for index in article.quotations_of(number):
        if article.quotations[index].depth == 0:
            found += _inside(article, number, index)
    return found


def outer_of(article: Article, item: Reported) -> int:
    """The outermost quotation around a nested relation."""
    index = item.quotes[0]
    while article.quotations[index].depth > 0:
        index -= 1
    return index


def _inside(article: Article, number: int, outer: int) -> list[Reported]:
    span = article.quotations[outer].inner
    inner: list[int] = []
    following = outer + 1
    while following < len(article.quotations) and article.quotations[following].depth > 0:
        if article.quotations[following].depth == 1:
            inner.append(following)
        following += 1
    if not inner:
        return []
    part = article.tokens[number]
    first = bisect_left(part, span.start, key=lambda token: token.start)
    end = bisect_left(part, span.end, key=lambda token: token.start)
    tokens: list[Token] = []
    ahead = 0
    for token in part[first:end]:
        while ahead < len(inner) and article.quotations[inner[ahead]].outer.end <= token.start:
            ahead += 1
        marked = ahead < len(inner) and article.quotations[inner[ahead]].outer.start <= token.start
        if not marked:
            tokens.append(replace(token, quote=-1))
        elif not (tokens and tokens[-1].quote == inner[ahead]):
            whole = article.quotations[inner[ahead]].outer
            tokens.append(Token(whole.start, whole.end, whole.of(article.text), "", inner[ahead], True))
    article.not_speech.update(find_not_speech(tokens, article.quotations, article.text))
    paragraph = Paragraph(number, sentences(tokens), article.quotations, frozenset(article.not_speech), is_speech=True)
    found = [item for item in cues.find_reported(paragraph) if item.quotes]
    for item in found:
        item.nested = True
    return found

"""Quotations that no tag claims: they go on with somebody's speech, answer it, repeat it in a headline, or are nobody's."""

from __future__ import annotations

import re

from desktop_app.analysis import cues
from desktop_app.analysis.cues import Reported
from desktop_app.analysis.fusion import SPOKEN
from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.preparation import BODY, LONGEST, TITLED, Article, Item
from desktop_app.analysis.presence import Resolved
from desktop_app.analysis.sentences import Token
from desktop_app.analysis.sources import Sources
from desktop_app.domain.findings import SpeakerKind

SCARE_WORDS = 5
REPLY_WORDS, TAG_WORDS, TURNS = 12, 3, 4
"""How long a reply and its tag may be, and how many paragraphs back its other side may have spoken."""
MOST_TITLES = 60
ALTERNATING = "alternating speakers"
OVERRULING = 0.6
"""How sure the learned model must be to be heard against the rules."""
UNTAGGED = "untagged speech"
"""The rule of a quotation whose speaker the learned model finds against the rules."""
_TIME = re.compile(r"\d{1,2}[.:]\d\d")
"""A live report puts the time above each of its parts."""
_ASKING = ("ask", "demand", "inquire", "enquire", "wonder", "want to know", "wanted to know", "wants to know")


def carry_stretches(article: Article) -> None:
    """A quotation over several paragraphs is one: all of its stretches go where one of them has its tag."""
    chain: list[int] = []
    outermost = [index for index, quotation in enumerate(article.quotations) if quotation.depth == 0]
    for index in [*outermost, -1]:
        if index >= 0 and article.quotations[index].continues:
            chain.append(index)
            continue
        owned = [article.owner[one] for one in chain if one in article.owner]
        if len(chain) > 1 and owned:
            for one in chain:
                if one not in article.owner:
                    _give(article, one, owned[-1] if article.owner.get(chain[-1]) else owned[0])
        chain = [index]


def _give(article: Article, quote: int, item: Item) -> None:
    item.reported.quotes.append(quote)
    item.reported.quotes.sort()
    item.reported.content.append(article.quotations[quote].inner)
    item.reported.content.sort()
    article.owner[quote] = item


def settle_unclaimed(article: Article, sources: Sources, number: int, opinion: Opinion | None) -> None:
    """Stretches that no tag claims: another paragraph of the same speaker, a sentence beside a tag, or nobody's speech."""
    sentences = article.masked[number]
    alone = bool(sentences) and all(cues.is_only_quotes(part) for part in sentences)
    for part in sentences:
        for token in part:
            if not token.is_quote or token.quote in article.owner or token.quote in article.not_speech:
                continue
            quotation = article.quotations[token.quote]
            words = quotation.inner.of(article.text).split()
            utterance = quotation.inner.of(article.text)[-1] in ".?!…,—–" or not quotation.closed
            whole = cues.is_only_quotes(part)
            if opinion is not None:
                silent = opinion.speech(article.quotations[token.quote]) < SPOKEN
            else:
                silent = len(words) <= (2 if whole else SCARE_WORDS + 1 + 2 * utterance) and not (whole and utterance)
            if silent:
                article.not_speech.add(token.quote)
                continue
            _settle(article, sources, number, token, alone=alone, whole=whole)


def _settle(article: Article, sources: Sources, number: int, token: Token, *, alone: bool, whole: bool) -> None:
    quotation = article.quotations[token.quote]
    rule, resolved = "marks alone", Resolved(None, 1.0, "")
    if quotation.continues:
        earlier = article.owner.get(_outermost_before(article, token.quote))
        if earlier is not None:
            _give(article, token.quote, earlier)
            return
    if alone:
        earlier = _last_before(article, number)
        answering = _answering(article, earlier) if earlier is not None else None
        if answering is not None:
            rule, resolved = ALTERNATING, answering
        elif earlier is not None:
            rule, resolved = "continued paragraph", earlier.resolved
        else:
            rule, resolved = "paragraph subject", sources.subject_before(_body_before(article, number), token.start)
    elif whole:
        beside = _beside(article, number, token.start)
        if beside is not None:
            rule, resolved = "same paragraph", beside.resolved
        else:
            rule, resolved = "paragraph subject", sources.subject_before(number, token.start)
    if resolved.character is None:
        rule = "marks alone"
    heard = sources.heard(quotation, Resolved(resolved.character, min(resolved.confidence, 0.9), rule))
    if heard is not None and (heard.character is resolved.character or heard.confidence >= OVERRULING):
        if heard.character is not resolved.character:
            rule = UNTAGGED if heard.character is not None else "marks alone"
        resolved = heard
    if resolved.character is not None:
        sources.note_speaker(resolved.character, token.start, number)
    item = Item(
        Reported(number, [quotation.inner], [token.quote], [], rule),
        Resolved(resolved.character, min(resolved.confidence, 0.9), rule),
    )
    article.add(item)
    article.owner[token.quote] = item


def _outermost_before(article: Article, quote: int) -> int:
    before = quote - 1
    while before >= 0 and article.quotations[before].depth > 0:
        before -= 1
    return before


def _body_before(article: Article, number: int) -> int:
    """The paragraph before, not beyond a subhead."""
    before = number - 1
    while before > 0 and article.blocks[before].kind not in BODY and article.blocks[before].kind not in TITLED:
        before -= 1
    return before


def _last_before(article: Article, number: int) -> Item | None:
    """The relation that a paragraph of nothing but marks goes on with: the last of the paragraph before."""
    before = number - 1
    while before >= 0 and article.blocks[before].kind not in BODY:
        if article.blocks[before].kind in TITLED:
            return None
        before -= 1
    items = article.by_paragraph.get(before, [])
    if not items:
        return None
    spoken = [item for item in items if item.reported.quotes and item.resolved.character is not None]
    pool = spoken or [item for item in items if item.resolved.character is not None]
    return max(pool, key=lambda item: max(span.end for span in item.reported.content)) if pool else None


def _answering(article: Article, earlier: Item) -> Resolved | None:
    """“Four,” says Orme. “Three. You forget one.”: a short reply with the shortest of tags, a question of somebody who asks, and
    each turn of an exchange without tags are answered by the one who spoke before, not continued."""
    number = earlier.reported.paragraph
    spoken = sum(len(span.of(article.text).split()) for span in earlier.reported.content)
    outside = [one for part in article.masked[number] for one in part if one.is_word and not one.is_quote]
    one = earlier.resolved.character
    short = spoken <= REPLY_WORDS and len(outside) <= TAG_WORDS
    if one is None or one.kind is not SpeakerKind.PERSON or not (short or _is_turn(article, earlier)):
        return None
    for before in range(number - 1, max(-1, number - TURNS), -1):
        if article.blocks[before].kind in TITLED and not _TIME.match(article.text, article.blocks[before].span.start):
            return None
        for item in reversed(article.by_paragraph.get(before, [])):
            other = item.resolved.character
            speaks = bool(item.reported.quotes) or _asks(article, item)
            if speaks and other is not None and other is not one:
                fits = other.kind is SpeakerKind.PERSON and not item.reported.nested
                return Resolved(other, min(0.9, item.resolved.confidence), ALTERNATING) if fits else None
    return None


def _is_turn(article: Article, earlier: Item) -> bool:
    """Whether an answer is due: somebody asked, or an exchange is going on."""
    return earlier.reported.rule == ALTERNATING or _asks(article, earlier) or _is_ended(article, earlier)


def _is_ended(article: Article, earlier: Item) -> bool:
    """A question whose closing mark ends its paragraph: a speaker who went on would have left it open."""
    last = max(earlier.reported.content, key=lambda span: span.end, default=None)
    if last is None or not earlier.reported.quotes:
        return False
    end = article.blocks[earlier.reported.paragraph].span.end
    return end - last.end <= 1 and article.text[last.end - 1] == "?"


def _asks(article: Article, item: Item) -> bool:
    return any(span.of(article.text).lower().startswith(_ASKING) for span in item.reported.cue)


def _beside(article: Article, number: int, position: int) -> Item | None:
    """The nearest relation of the same paragraph, an earlier one if there is any."""
    following: Item | None = None
    for item in reversed(article.by_paragraph.get(number, [])[-LONGEST:]):
        if item.resolved.character is None:
            continue
        if item.reported.position < position:
            return item
        if item.reported.quotes:
            following = item
    return following


def _plain(words: str) -> str:
    return " " + re.sub(r"[^\w]+", " ", words.lower()).strip() + " "


def settle_headlines(article: Article) -> None:
    """A headline's marks belong to whoever says these words in the body; otherwise they are nobody's speech."""
    spoken: list[tuple[str, Item]] | None = None
    for number, block in enumerate(article.blocks):
        if block.kind not in TITLED or number >= MOST_TITLES:
            continue
        for token in (one for part in article.masked[number] for one in part if one.is_quote):
            if token.quote in article.owner or token.quote in article.not_speech:
                continue
            if spoken is None:
                spoken = [
                    (_plain(article.quotations[q].inner.of(article.text)), item) for q, item in article.owner.items()
                ]
            inner = article.quotations[token.quote].inner
            wanted = _plain(inner.of(article.text))
            match = next(
                (item for words, item in spoken if wanted in words and item.resolved.character is not None), None
            )
            if match is None:
                article.not_speech.add(token.quote)
                continue
            made = Item(Reported(number, [inner], [token.quote], [], "repeated words"), match.resolved)
            article.add(made)
            article.owner[token.quote] = made

"""Quotations inside quotations: “She told me, ‘Keep it,’” with the inner speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.analysis import cues, lexicon, phrases
from desktop_app.analysis.cues import Paragraph, Reported
from desktop_app.analysis.grammar import REPORTING
from desktop_app.analysis.not_speech import find_not_speech
from desktop_app.analysis.phrases import Phrase
from desktop_app.analysis.preparation import Article, sentences
from desktop_app.analysis.presence import is_human
from desktop_app.analysis.sentences import Token
from desktop_app.domain.spans import Span

FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
_CONTRACTED = ("'d", "'ll", "'ve", "'re", "'m")
_GOES = frozenset({"go", "goes", "went", "going"})
_KEEPS = frozenset({"keep", "keeps", "kept", "start", "starts", "started", "come", "comes", "came"})
_JOINING = frozenset({"and", "but", "then", "or", "so"})
_OPENING = _JOINING | {"well", "now", "anyway", "yes", "no", "once", "because", "when"}
_SUBJECTS = frozenset({"i", "he", "she", "we", "they"})
_WORDS_BETWEEN = 7
"""Words that may stand between the verb and the comma before the marks."""


def find_nested(article: Article, number: int) -> list[Reported]:
    """Relations of block `number` whose quotations stand inside another one, in order."""
    found: list[Reported] = []
    for index in article.quotations_of(number):
        if article.quotations[index].depth == 0:
            found += _inside(article, number, index)
    return found


def find_in_speech(article: Article, number: int, parts: Sequence[Sequence[Token]]) -> list[Reported]:
    """What somebody reports in marks while they speak, as it is written and as people talk: “she goes, ‘Stay’”. `parts`:
    sentences of block `number`, each stretch inside marks one token."""
    spoken = [uncontracted(part) for part in parts]
    paragraph = Paragraph(number, spoken, article.quotations, frozenset(article.not_speech), is_speech=True)
    tags = {
        token.quote: (part, told)
        for part in spoken
        for place, token in enumerate(part)
        if token.is_quote and (told := _told(part, place)) is not None
    }
    found: list[Reported] = []
    taken = set(article.not_speech)
    for item in cues.find_reported(paragraph):
        item.quotes = [quote for quote in item.quotes if not _is_told_later(item, tags.get(quote))]
        if item.quotes:
            _with_nearest_subject(item, spoken)
            taken.update(item.quotes)
            found.append(item)
    for quote, (part, (subject, verb)) in tags.items():
        if quote not in taken:
            cue = [Span(part[verb].start, part[verb].end)]
            source = list(part[subject.first : subject.last + 1])
            content = [article.quotations[quote].inner]
            found.append(Reported(number, content, [quote], cue, "verb + marks", source, subject.head - subject.first))
    return found


def _is_told_later(item: Reported, tag: tuple[Sequence[Token], tuple[Phrase, int]] | None) -> bool:
    """“when I asked what it was he said, ‘More’”: the quotation at the end of a clause that has another verb of its own."""
    if tag is None or not item.cue or item.rule == "verb + marks":
        return False
    part, (_, verb) = tag
    return part[verb].start > item.cue[-1].start


def _with_nearest_subject(item: Reported, parts: Sequence[Sequence[Token]]) -> None:
    """“I told him so, and he looked up and said, ‘…’”: who looked up, not who opened the sentence."""
    if not item.cue or item.rule != "verb + marks":
        return
    part = parts[max(0, bisect_right(parts, item.cue[0].start, key=lambda one: one[0].start) - 1)]
    verb = next((n for n, token in enumerate(part) if token.end >= item.cue[-1].end), 0)
    start = phrases.verb_group_start(part, verb)
    if start and part[start - 1].lower in _JOINING:
        subject = _speaking(part, verb)
        if subject is not None:
            item.source = list(part[subject.first : subject.last + 1])
            item.head = subject.head - subject.first
            item.heir_of = None


def uncontracted(tokens: Sequence[Token]) -> list[Token]:
    """“She’d” as two words, so that “she” is found."""
    found: list[Token] = []
    for token in tokens:
        short = next((len(one) for one in _CONTRACTED if token.lower.endswith(one)), 0)
        if short and not token.is_quote and token.lower[:-short] in lexicon.words("pronoun"):
            cut = token.end - short
            text, lower = token.text, token.lower
            found.append(replace(token, end=cut, text=text[:-short], lower=lower[:-short]))
            found.append(replace(token, start=cut, text=text[-short:], lower=lower[-short:]))
        else:
            found.append(token)
    return found


def _told(part: Sequence[Token], quote: int) -> tuple[Phrase, int] | None:
    """Subject and verb before the marks at `quote`: “he kept telling me, ‘…’”, “she looked up and goes ‘…’”."""
    behind = quote - 1
    marked = behind >= 0 and part[behind].text in (",", ":")
    behind -= marked
    for verb in range(behind, max(0, behind - 1 - marked * _WORDS_BETWEEN), -1):
        if not part[verb].is_word:
            return None
        known = lexicon.speech_verbs().get(part[verb].lower)
        goes = part[verb].lower in _GOES and verb == behind
        if goes or (known is not None and known.classes & REPORTING):
            subject = _speaking(part, verb)
            return (subject, verb) if subject is not None else None
    return None


def _speaking(part: Sequence[Token], verb: int) -> Phrase | None:
    """Who does the verb, also behind “and” and “kept”: “a boy turned round and said”."""
    start = phrases.verb_group_start(part, verb)
    while start and part[start - 1].lower in _KEEPS:
        start = phrases.verb_group_start(part, start - 1)
    joined = not start or not part[start - 1].is_word or part[start - 1].lower in _JOINING
    if not joined and not part[verb].lower.endswith("ing"):
        return phrases.subject_of(part, start)
    for place in range(start - 1, -1, -1):
        before = part[place - 1] if place else None
        opens = before is None or not before.is_word or before.lower in _OPENING
        if part[place].lower in _SUBJECTS or (opens and part[place].lower not in _OPENING):
            phrase = _without_verb(part, phrases.starting_at(part, place))
            if phrase is not None and phrase.last < start and _acts(part[phrase.last + 1]):
                return phrase
    return None


def _without_verb(part: Sequence[Token], phrase: Phrase | None) -> Phrase | None:
    """“Tom Hale rang”, “the barmaid rang”, taken for one phrase: up to whom it names."""
    if phrase is None:
        return None
    if is_human(part[phrase.head].lower):
        return phrase
    for place in range(phrase.first, phrase.head):
        following = part[place + 1]
        named = part[place].is_capital and place > 0 and not following.is_capital
        if (is_human(part[place].lower) or named) and following.is_word and not following.is_possessive:
            return Phrase(phrase.first, place, place)
    return phrase


def _acts(token: Token) -> bool:
    """Whether what stands behind a phrase may be its verb: “rang”, “has”, but no “of” and no name."""
    open_class = token.is_word and not token.is_capital and token.lower not in lexicon.words("function")
    return open_class or phrases.is_auxiliary(token) or phrases.is_adverb(token) or token.lower in phrases.PAST


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
    found = find_in_speech(article, number, sentences(tokens))
    for item in found:
        item.nested = True
    return found

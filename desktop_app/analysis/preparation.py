"""An article made ready for the search: its marks, words, sentences with each quotation as one token, and names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from desktop_app.analysis import lexicon, names
from desktop_app.analysis.capitals import respell
from desktop_app.analysis.cues import Reported
from desktop_app.analysis.marks import Quotation, find_quotations
from desktop_app.analysis.names import Name
from desktop_app.analysis.not_speech import find_not_speech
from desktop_app.analysis.presence import Resolved
from desktop_app.analysis.sentences import Token, split, tokenise
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.spans import Span

BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM, BlockKind.STANDFIRST})
TITLED = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEAD})
SILENT = frozenset({BlockKind.BYLINE, BlockKind.CREDIT, BlockKind.DATELINE})
LABEL = re.compile(
    r"\s*(Q|A|[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|der|al|bin)){0,4})(?::|(?<=^[QA])\.)\s+(?=\S)"
)
TITLE = 24
"""Tokens that a headline has at most."""
_OFTEN = 3
"""Times that a text names a body in full, and a person no longer."""
LONGEST = 200
"""Tokens after which a sentence is cut, so that a text without full stops takes no quadratic time."""


@dataclass(slots=True, eq=False)
class Item:
    """A relation with its speaker."""

    reported: Reported
    resolved: Resolved


@dataclass(slots=True)
class Article:
    text: str
    blocks: Sequence[Block]
    quotations: tuple[Quotation, ...]
    tokens: list[list[Token]]
    masked: list[list[list[Token]]]
    names: list[Name]
    not_speech: set[int]
    items: list[Item] = field(default_factory=list)
    by_paragraph: dict[int, list[Item]] = field(default_factory=dict)
    labels: Counter[str] = field(default_factory=Counter)
    owner: dict[int, Item] = field(default_factory=dict)  # quotation → its relation

    def beginning(self, end: int) -> Article:
        """The same article up to block `end`, as if nothing had been found in it yet."""
        quotations = tuple(one for one in self.quotations if one.block < end)
        names = [copy(name) for name in self.names if name.paragraph < end]
        silent = {quote for quote in self.not_speech if quote < len(quotations)}
        parts = (self.tokens[:end], self.masked[:end])
        return Article(self.text, self.blocks[:end], quotations, *parts, names, silent, labels=Counter(self.labels))

    def quotations_of(self, number: int) -> range:
        """Indices of the quotations of one block."""
        first = bisect_left(self.quotations, number, key=lambda one: one.block)
        return range(first, bisect_right(self.quotations, number, key=lambda one: one.block))

    def outermost_in(self, span: Span) -> list[int]:
        """Indices of the outermost quotations that share words with `span`."""
        first = bisect_right(self.quotations, span.start, key=lambda one: one.outer.start) - 1
        while first > 0 and self.quotations[first].depth > 0:
            first -= 1
        found = []
        for index in range(max(0, first), len(self.quotations)):
            quotation = self.quotations[index]
            if quotation.outer.start >= span.end:
                break
            if quotation.depth == 0 and quotation.inner.overlaps(span):
                found.append(index)
        return found

    def add(self, item: Item) -> None:
        self.items.append(item)
        self.by_paragraph.setdefault(item.reported.paragraph, []).append(item)


def prepared(text: str, blocks: Sequence[Block]) -> Article:
    """Everything that can be told without knowing who speaks: marks, words, names, titles and nicknames."""
    quotations = find_quotations(text, blocks)
    tokens = [tokenise(text, block.span) for block in blocks]
    masked = [_without_dateline(_masked(text, part, quotations)) for part in _with_quotes(tokens, quotations)]
    common = frozenset(token.lower for part in tokens for token in part if not token.is_capital and token.is_word)
    found: list[Name] = []
    for number, part in enumerate(tokens):
        if blocks[number].kind in SILENT:
            continue
        if _is_titled(blocks[number].kind, part):
            continue
        found += names.find_names(part, _openings(part), common, number)
    respell(found)
    found = _without_openers(found, tokens)
    found += _names_in_titles(blocks, tokens, found)
    found.sort(key=lambda name: name.span)
    respell(found)
    _bodies_not_people(found, common)
    for name in found:
        name.quoted = _inside(quotations, name.span)
    article = Article(text, blocks, quotations, tokens, [sentences(part) for part in masked], found, set())
    for block in blocks:
        label = LABEL.match(text, block.span.start, block.span.end)
        if label is not None:
            article.labels[label.group(1)] += 1
    for part in masked:
        article.not_speech.update(find_not_speech(part, quotations, text))
    return article


def _without_openers(found: list[Name], tokens: list[list[Token]]) -> list[Name]:
    """Leaves out single words that have a capital only because a sentence opens with them, and datelines."""
    elsewhere = {word for name in found if not name.opening or len(name.core) > 1 for word in name.core}
    kept: list[Name] = []
    for name in found:
        lone = name.kind == names.SINGLE and name.opening and len(name.core) == 1
        if lone and name.core[0].lower() in lexicon.people_nouns() and name.core[0] not in elsewhere:
            continue
        if lone and _is_adjective(tokens[name.paragraph], name):
            continue
        if (
            lone
            and name.core[0] not in elsewhere
            and not lexicon.given_gender(name.core[0])
            and not name.honorific
            and not name.role
        ):
            after = tokens[name.paragraph][name.last + 1] if name.last + 1 < len(tokens[name.paragraph]) else None
            if after is None or not (after.is_possessive or after.lower in ("said", "says")):
                continue
        part = tokens[name.paragraph]
        if (
            name.first == 0
            and part[0].text.isupper()
            and any(token.text in ("—", "–", "-", "--") for token in part[name.last + 1 : name.last + 9])
        ):
            name.kind = names.PLACE
        kept.append(name)
    return kept


def _is_adjective(tokens: Sequence[Token], name: Name) -> bool:
    """“Federal prosecutors said …”: no name, though it opens the sentence with a capital."""
    following = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    plain = following is not None and following.lower in lexicon.roles("group") and not following.is_capital
    return plain and not lexicon.given_gender(name.core[0])


def _bodies_not_people(found: Sequence[Name], common: frozenset[str]) -> None:
    """“Quillon Cement”, in a text that writes “cement” of cement, too, and calls nobody Cement."""
    people = [name for name in found if name.kind in (names.PERSON, names.SINGLE) and name.core]
    told = {name.core for name in people if name.honorific or name.role or name.age}
    alone = {name.core[0] for name in people if len(name.core) == 1}
    counts = Counter(name.core for name in people)
    for name in people:
        last = name.core[-1]
        surname = name.core[0].lower() in lexicon.words("particle")
        if len(name.core) < 2 or surname or name.core in told or last in alone or lexicon.given_gender(name.core[0]):
            continue
        if "." not in last and (last.lower() in common or counts[name.core] >= _OFTEN):
            name.kind = names.ORGANISATION


def _inside(quotations: tuple[Quotation, ...], span: Span) -> bool:
    place = bisect_right(quotations, span.start, key=lambda one: one.outer.start) - 1
    while place >= 0 and quotations[place].depth > 0:
        if quotations[place].outer.contains(span):
            return True
        place -= 1
    return place >= 0 and quotations[place].outer.contains(span)


def _is_titled(kind: BlockKind, tokens: Sequence[Token]) -> bool:
    """A headline in which every word has a capital; also one that nobody told apart from the paragraphs."""
    if kind in TITLED:
        return _is_title_case(tokens)
    if kind not in BODY or len(tokens) > TITLE:
        return False
    long = [token for token in tokens if token.is_word and len(token.text) > 3]
    return len(long) > 6 and sum(one.is_capital for one in long) > 0.85 * len(long)


def _is_title_case(tokens: Sequence[Token]) -> bool:
    long = [token for token in tokens if token.is_word and len(token.text) > 3]
    return len(long) > 2 and sum(token.is_capital for token in long) > 0.7 * len(long)


def _openings(tokens: Sequence[Token]) -> frozenset[int]:
    """Indices of words that open a sentence or stretch of speech."""
    found: set[int] = set()
    fresh = True
    for place, token in enumerate(tokens):
        if token.is_word:
            if fresh:
                found.add(place)
            fresh = token.text.endswith(".") and len(token.text) > 3
        elif token.text in '.?!…:“"«‘[(—–•':
            fresh = True
    return frozenset(found)


def _names_in_titles(blocks: Sequence[Block], tokens: list[list[Token]], found: list[Name]) -> list[Name]:
    """Names that the body knows, in headlines where every word has a capital."""
    known: dict[str, Name] = {}
    for name in found:
        if name.kind in (names.PERSON, names.GOVERNMENT, names.SINGLE, names.ORGANISATION) and name.core:
            known.setdefault(name.core[-1], name)
    added: list[Name] = []
    for number, part in enumerate(tokens):
        if not _is_titled(blocks[number].kind, part):
            continue
        for place, token in enumerate(part):
            model = known.get(token.text)
            if model is None:
                continue
            first = place
            while first > 0 and part[first - 1].text in model.core[:-1]:
                first -= 1
            alone = first == place and len(model.core) == 1 and model.kind in (names.PERSON, names.SINGLE)
            if alone and place and lexicon.given_gender(part[place - 1].text):
                first -= 1  # a full name that only the headline gives
            core = tuple(one.text for one in part[first : place + 1])
            span = Span(part[first].start, token.end)
            kind = names.PERSON if len(core) > len(model.core) else model.kind
            added.append(Name(span, core, span, kind, first, place, gender=model.gender, paragraph=number))
    return added


def _with_quotes(tokens: list[list[Token]], quotations: tuple[Quotation, ...]) -> list[list[Token]]:
    """The same tokens, each told which outermost stretch it lies in."""
    place = 0
    outermost = [index for index, quotation in enumerate(quotations) if quotation.depth == 0]
    for part in tokens:
        for token in part:
            while place < len(outermost) and quotations[outermost[place]].outer.end <= token.start:
                place += 1
            if (
                place < len(outermost)
                and quotations[outermost[place]].outer.start < token.end
                and token.start >= quotations[outermost[place]].outer.start
            ):
                token.quote = outermost[place]
    return tokens


def _masked(text: str, tokens: Sequence[Token], quotations: tuple[Quotation, ...]) -> list[Token]:
    """Each outermost stretch inside marks as one token."""
    found: list[Token] = []
    for token in tokens:
        if token.quote < 0:
            found.append(token)
        elif not (found and found[-1].is_quote and found[-1].quote == token.quote):
            outer = quotations[token.quote].outer
            found.append(Token(outer.start, outer.end, outer.of(text), "", token.quote, True))
    return found


def _without_dateline(tokens: list[Token]) -> list[Token]:
    """“PORT VERRIN, Nov. 3 (Agency) — The …”: what stands before the dash is no part of the first sentence."""
    if not tokens or not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return tokens
    for place, token in enumerate(tokens[:14]):
        if token.text in ("—", "–", "-", "--"):
            return tokens[place + 1 :]
        if token.is_quote or (token.is_word and token.text[0].islower()):
            return tokens
    return tokens


def sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    """Sentences of a masked paragraph; a tag that follows “…?” stays with its quotation."""
    parts = split(tokens)
    joined: list[list[Token]] = []
    for part in parts:
        if (
            joined
            and joined[-1][-1].is_quote
            and not part[0].is_quote
            and (
                _is_tag(part)
                if joined[-1][-1].text.rstrip("”\"’'»“")[-1:] in "?!…—–-"
                else len(joined[-1]) == 1 and _is_bare_tag(part)
            )
        ):
            joined[-1].extend(part)
        else:
            joined.append(list(part))
    return [part[first : first + LONGEST] for part in joined for first in range(0, len(part), LONGEST)]


def _is_tag(tokens: Sequence[Token]) -> bool:
    """“asked Dorval.”, “Dorval, the mayor, asked.”: a speech verb early on, and no content after it."""
    for place, token in enumerate(tokens[:14]):
        verb = lexicon.speech_verbs().get(token.lower)
        if verb is None or token.is_capital or verb.form in ("ing", "base"):
            continue
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if (
            after is None
            or after.text in ".,;"
            or after.lower in lexicon.words("time")
            or after.lower in ("of", "in", "at", "on", "when", "as", "with", "to", "during", "after", "before")
        ):
            return True
        return "tell" in verb.classes and not any(
            one.lower in ("that", "he", "she", "it", "they") or one.is_quote for one in tokens[place + 1 :]
        )
    return False


def _is_bare_tag(tokens: Sequence[Token]) -> bool:
    """“Councillor Hanne Dorval said.”, “She added later.” behind a full stop inside the marks: nothing but somebody and a verb
    of speech."""
    words = [token for token in tokens if token.is_word]
    for place, token in enumerate(words[:7]):
        verb = lexicon.speech_verbs().get(token.lower)
        if verb is None or token.is_capital:
            if not (
                token.is_capital or token.lower in ("he", "she", "they") or token.lower in lexicon.words("particle")
            ):
                return False
            continue
        rest = words[place + 1 :]
        adverbial = not rest or rest[0].lower in lexicon.words("time") | {"on", "at", "in"}
        says = bool(verb.classes & {"say", "that"}) and verb.form in ("past", "third", "past/participle")
        return place > 0 and says and adverbial and len(rest) < 5 and not any(one.is_quote for one in tokens)
    return False

"""Who said what in a whole article: relations of its paragraphs, resolved to speakers, carried over paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop_app.analysis import cues, lexicon, names
from desktop_app.analysis.cast import Cast, Character, Resolved
from desktop_app.analysis.cues import Paragraph, Reported
from desktop_app.analysis.marks import Quotation, find_quotations
from desktop_app.analysis.names import Name
from desktop_app.analysis.sentences import Token, split, tokenise
from desktop_app.analysis.sources import Sources
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import Attribution, AttributionKind, Mention, Speaker, SpeakerKind
from desktop_app.domain.spans import Span, trimmed

PRIORS = {
    "marks + verb": 0.97,
    "marks + verb, inverted": 0.96,
    "verb + marks": 0.93,
    "speaker label": 0.92,
    "clause + verb": 0.88,
    "verb + that": 0.9,
    "according to": 0.9,
    "verb + clause": 0.82,
    "verb + question": 0.65,
    "verb + to": 0.65,
    "verb + object": 0.6,
    "colon": 0.8,
    "passive": 0.5,
    "continued stretch": 0.9,
    "continued paragraph": 0.75,
    "same paragraph": 0.7,
    "paragraph subject": 0.5,
    "repeated words": 0.8,
    "marks alone": 0.4,
}
"""How often content and speaker of a rule are right, before anything is known about the source."""

_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM, BlockKind.STANDFIRST})
_TITLED = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEAD})
_SILENT = frozenset({BlockKind.BYLINE, BlockKind.CREDIT, BlockKind.DATELINE})
_LABEL = re.compile(
    r"\s*(Q|A|[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|der|al|bin)){0,4})(?::|(?<=^[QA])\.)\s+(?=\S)"
)
_STRICT_TITLE = frozenset(
    {
        "titled",
        "entitled",
        "called",
        "dubbed",
        "nicknamed",
        "named",
        "so-called",
        "termed",
        "labelled",
        "labeled",
        "word",
        "words",
        "term",
        "terms",
        "phrase",
        "slogan",
        "hashtag",
        "reading",
        "spelled",
        "codenamed",
        "code-named",
    }
)
SCARE_WORDS = 5
LONGEST = 300
"""Tokens after which a sentence is cut, so that a text without full stops takes no quadratic time."""
MOST_TITLES = 60


@dataclass(slots=True)
class Found:
    """What this step of the chain found."""

    speakers: tuple[Speaker, ...]
    attributions: tuple[Attribution, ...]
    not_speech: tuple[Span, ...]


@dataclass(slots=True, eq=False)
class _Item:
    """A relation with its speaker."""

    reported: Reported
    resolved: Resolved


@dataclass(slots=True)
class _Article:
    text: str
    blocks: Sequence[Block]
    quotations: tuple[Quotation, ...]
    tokens: list[list[Token]]
    masked: list[list[list[Token]]]
    names: list[Name]
    not_speech: set[int]
    items: list[_Item] = field(default_factory=list)
    by_paragraph: dict[int, list[_Item]] = field(default_factory=dict)
    labels: Counter[str] = field(default_factory=Counter)
    owner: dict[int, _Item] = field(default_factory=dict)  # quotation → its relation

    def add(self, item: _Item) -> None:
        self.items.append(item)
        self.by_paragraph.setdefault(item.reported.paragraph, []).append(item)


def find_attributions(text: str, blocks: Sequence[Block], report: Callable[[float], None] | None = None) -> Found:
    """Speakers, attributions and what is no speech. Linear in the text; `report` gets 0..1."""
    tell = report or (lambda _: None)
    article = _prepared(text, blocks)
    tell(0.3)
    cast = Cast(article.names)
    sources = Sources(cast, article.names, [block.kind for block in blocks], article.tokens)
    reported: list[Reported] = []
    for number, sentences in enumerate(article.masked):
        if blocks[number].kind not in _SILENT:
            turn = _turn(article, cast, number)
            inner = cues.find_reported(Paragraph(number, sentences, article.quotations, frozenset(article.not_speech)))
            # within an answer, only what stands in marks can be told from the answer itself
            reported += [*turn, *(item for item in inner if item.quotes)] if turn else inner
    tell(0.6)
    _resolve(article, sources, reported)
    _carry_stretches(article)
    for number, block in enumerate(blocks):
        if block.kind in _BODY:
            _unowned(article, sources, number)
    _headline_quotes(article)
    tell(0.9)
    return _built(article)


def _prepared(text: str, blocks: Sequence[Block]) -> _Article:
    quotations = find_quotations(text, blocks)
    tokens = [tokenise(text, block.span) for block in blocks]
    masked = [_without_dateline(_masked(text, part, quotations)) for part in _with_quotes(tokens, quotations)]
    common = frozenset(token.lower for part in tokens for token in part if not token.is_capital and token.is_word)
    found: list[Name] = []
    for number, part in enumerate(tokens):
        if blocks[number].kind in _SILENT:
            continue
        if blocks[number].kind in _TITLED and _is_title_case(part):
            continue
        found += names.find_names(part, _openings(part), common, number)
    found = _without_openers(found, tokens)
    found += _names_in_titles(blocks, tokens, found)
    found.sort(key=lambda name: name.span)
    for name in found:
        name.quoted = _inside(quotations, name.span)
    article = _Article(text, blocks, quotations, tokens, [_sentences(part) for part in masked], found, set())
    for block in blocks:
        label = _LABEL.match(text, block.span.start, block.span.end)
        if label is not None:
            article.labels[label.group(1)] += 1
    for part in masked:
        article.not_speech.update(_titles_and_nicknames(part, quotations, text))
    return article


def _without_openers(found: list[Name], tokens: list[list[Token]]) -> list[Name]:
    """Leaves out single words that have a capital only because a sentence opens with them, and datelines."""
    elsewhere = {word for name in found if not name.opening or len(name.core) > 1 for word in name.core}
    kept: list[Name] = []
    for name in found:
        lone = name.kind == names.SINGLE and name.opening and len(name.core) == 1
        common_noun = name.core and name.core[0].lower() in lexicon.roles("group") | lexicon.person_nouns()
        if lone and common_noun and name.core[0] not in elsewhere:
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


def _inside(quotations: tuple[Quotation, ...], span: Span) -> bool:
    place = bisect_right(quotations, span.start, key=lambda one: one.outer.start) - 1
    while place >= 0 and quotations[place].depth > 0:
        if quotations[place].outer.contains(span):
            return True
        place -= 1
    return place >= 0 and quotations[place].outer.contains(span)


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
        if blocks[number].kind not in _TITLED or not _is_title_case(part):
            continue
        for place, token in enumerate(part):
            model = known.get(token.text)
            if model is None:
                continue
            first = place
            while first > 0 and part[first - 1].text in model.core[:-1]:
                first -= 1
            core = tuple(one.text for one in part[first : place + 1])
            span = Span(part[first].start, token.end)
            added.append(Name(span, core, span, model.kind, first, place, gender=model.gender, paragraph=number))
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


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    """Sentences of a masked paragraph; a tag that follows “…?” stays with its quotation."""
    parts = split(tokens)
    joined: list[list[Token]] = []
    for part in parts:
        if (
            joined
            and joined[-1][-1].is_quote
            and not part[0].is_quote
            and joined[-1][-1].text.rstrip("”\"’'»“")[-1:] in "?!…—–-"
            and _is_tag(part)
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


def _titles_and_nicknames(tokens: Sequence[Token], quotations: tuple[Quotation, ...], text: str) -> set[int]:
    found: set[int] = set()
    for place, token in enumerate(tokens):
        if not token.is_quote:
            continue
        inner = quotations[token.quote].inner.of(text)
        words = inner.split()
        before = tokens[place - 1] if place else None
        second = tokens[place - 2] if place > 1 else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        title_case = (
            all(
                word[0].isupper() or not word[0].isalpha() or word.lower() in lexicon.words("function")
                for word in words
            )
            and words[0][0].isupper()
        )
        named = before is not None and (
            before.lower in _STRICT_TITLE
            or (before.lower in lexicon.words("title_word") and (title_case or len(words) <= 2))
            or (
                before.lower == "as"
                and second is not None
                and second.lower in ("known", "described", "referred")
                and second.lower == "known"
            )
        )
        nickname = (
            before is not None
            and after is not None
            and before.is_capital
            and after.is_capital
            and len(words) <= 2
            and inner[-1].isalnum()
        )
        work = (
            len(words) > 1
            and len(words) < 9
            and title_case
            and sum(word[0].isupper() for word in words) > 1
            and inner.rstrip(",.")[-1:].isalnum()
        )
        cue_before = before is not None and (before.lower in lexicon.speech_verbs() or before.text in (",", ":"))
        cue_after = inner[-1] in ",?!" and after is not None
        if (
            (named and len(words) < 13)
            or nickname
            or (work and not cue_before and not cue_after and before is not None)
        ):
            found.add(token.quote)
    return found


def _turn(article: _Article, cast: Cast, number: int) -> list[Reported]:
    """“DORVAL: We measured.”, “A: We measured.”: a whole paragraph under a speaker's label."""
    block = article.blocks[number]
    if block.kind not in _BODY:
        return []
    match = _LABEL.match(article.text, block.span.start, block.span.end)
    if match is None or article.text[match.end()] in '“"‘«':
        return []
    label = match.group(1)
    if label == "Q" or not (label == "A" or _is_label(article, cast, label)):
        return []
    content = trimmed(article.text, Span(match.end(), block.span.end))
    span = Span(*match.span(1))
    source = [Token(span.start, span.end, label, label.lower())]
    return [Reported(number, [content], [], [Span(span.end, span.end + 1)], "speaker label", source)]


def _is_label(article: _Article, cast: Cast, label: str) -> bool:
    return cast.named(label) is not None or cast.named(label.title()) is not None or article.labels[label] > 1


def _resolve(article: _Article, sources: Sources, reported: list[Reported]) -> None:
    known: dict[int, Resolved] = {}
    for item in sorted(reported, key=lambda one: one.position):
        heir = item.heir_of
        if item.passive:
            resolved = Resolved(None, 0.9, "passive")
        elif heir is not None and not item.source:
            resolved = known.get(id(heir), Resolved(None, 0.5, ""))
        else:
            resolved = sources.resolve(item)
        known[id(item)] = resolved
        if (
            resolved.rule == "thing"
            and any(span.of(article.text) in ("read", "reads", "says", "said") for span in item.cue)
            and item.quotes
        ):
            article.not_speech.update(item.quotes)  # a banner, a sign: nobody speaks
            continue
        made = _Item(item, resolved)
        article.add(made)
        for quote in item.quotes:
            article.owner[quote] = made


def _carry_stretches(article: _Article) -> None:
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


def _give(article: _Article, quote: int, item: _Item) -> None:
    item.reported.quotes.append(quote)
    item.reported.quotes.sort()
    item.reported.content.append(article.quotations[quote].inner)
    item.reported.content.sort()
    article.owner[quote] = item


def _unowned(article: _Article, sources: Sources, number: int) -> None:
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
            if not whole and len(words) <= SCARE_WORDS + 1 + 2 * utterance:
                article.not_speech.add(token.quote)
                continue
            if whole and len(words) <= 2 and not utterance:
                article.not_speech.add(token.quote)
                continue
            _settle(article, sources, number, token, alone=alone, whole=whole)


def _settle(article: _Article, sources: Sources, number: int, token: Token, *, alone: bool, whole: bool) -> None:
    quotation = article.quotations[token.quote]
    rule, resolved = "marks alone", Resolved(None, 1.0, "")
    if quotation.continues:
        earlier = article.owner.get(_outermost_before(article, token.quote))
        if earlier is not None:
            _give(article, token.quote, earlier)
            return
    if alone:
        earlier = _last_before(article, number)
        if earlier is not None:
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
    item = _Item(
        Reported(number, [quotation.inner], [token.quote], [], rule),
        Resolved(resolved.character, min(resolved.confidence, 0.9), rule),
    )
    article.add(item)
    article.owner[token.quote] = item


def _outermost_before(article: _Article, quote: int) -> int:
    before = quote - 1
    while before >= 0 and article.quotations[before].depth > 0:
        before -= 1
    return before


def _body_before(article: _Article, number: int) -> int:
    """The paragraph before, not beyond a subhead."""
    before = number - 1
    while before > 0 and article.blocks[before].kind not in _BODY and article.blocks[before].kind not in _TITLED:
        before -= 1
    return before


def _last_before(article: _Article, number: int) -> _Item | None:
    """The relation that a paragraph of nothing but marks goes on with: the last of the paragraph before."""
    before = number - 1
    while before >= 0 and article.blocks[before].kind not in _BODY:
        if article.blocks[before].kind in _TITLED:
            return None
        before -= 1
    items = article.by_paragraph.get(before, [])
    if not items:
        return None
    spoken = [item for item in items if item.reported.quotes and item.resolved.character is not None]
    pool = spoken or [item for item in items if item.resolved.character is not None]
    return max(pool, key=lambda item: max(span.end for span in item.reported.content)) if pool else None


def _beside(article: _Article, number: int, position: int) -> _Item | None:
    """The nearest relation of the same paragraph, an earlier one if there is any."""
    following: _Item | None = None
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


def _headline_quotes(article: _Article) -> None:
    """A headline's marks belong to whoever says these words in the body; otherwise they are nobody's speech."""
    spoken: list[tuple[str, _Item]] | None = None
    for number, block in enumerate(article.blocks):
        if block.kind not in _TITLED or number >= MOST_TITLES:
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
            made = _Item(Reported(number, [inner], [token.quote], [], "repeated words"), match.resolved)
            article.add(made)
            article.owner[token.quote] = made


# Domain objects


def _built(article: _Article) -> Found:
    items = sorted(
        (item for item in article.items if item.reported.content),
        key=lambda item: (item.reported.content[0], item.reported.position),
    )
    counts: dict[int, int] = {}
    speakers: dict[int, Character] = {}
    for item in items:
        if item.resolved.character is not None:
            key = id(item.resolved.character)
            counts[key] = counts.get(key, 0) + 1
            speakers[key] = item.resolved.character
    _count_sources(items)
    ranked = sorted(
        speakers.values(), key=lambda one: (-counts[id(one)], min(one.mentions, default=Span(one.first, one.first)))
    )
    ids = {id(one): f"s{number}" for number, one in enumerate(ranked, 1)}
    attributions: list[Attribution] = []
    for item in items:
        made = _attribution(article, item, ids, f"a{len(attributions) + 1}")
        attributions.append(made)
    not_speech = tuple(
        sorted(article.quotations[index].inner for index in article.not_speech if index not in article.owner)
    )
    return Found(tuple(_speaker(one, ids[id(one)]) for one in ranked), tuple(attributions), not_speech)


def _count_sources(items: Sequence[_Item]) -> None:
    """A government is called what the article calls it where it speaks: “Beijing has said”."""
    for item in items:
        character = item.resolved.character
        if character is not None and character.government and item.reported.source:
            head = " ".join(token.text for token in item.reported.source if token.lower != "the")
            if head in character.forms:
                character.forms[head] += 1000


def _attribution(article: _Article, item: _Item, ids: dict[int, str], identity: str) -> Attribution:
    reported, text = item.reported, article.text
    content = tuple(sorted({trimmed(text, span) for span in reported.content}))
    quoted = tuple(
        sorted(
            quotation.inner
            for quotation in (article.quotations[index] for index in reported.quotes)
            if any(span.contains(quotation.inner) for span in content)
        )
    )
    if reported.rule == "speaker label":
        kind = AttributionKind.DIRECT
    elif not quoted:
        kind = AttributionKind.INDIRECT
    else:
        kind = AttributionKind.DIRECT if set(quoted) == set(content) else AttributionKind.MIXED
    character = item.resolved.character
    prior = PRIORS[reported.rule]
    confidence = prior * (item.resolved.confidence if character is not None or reported.passive else 0.6)
    source = (Span(reported.source[0].start, reported.source[-1].end),) if reported.source else ()
    found_by = (
        reported.rule if item.resolved.rule in ("", "name", reported.rule) else f"{reported.rule}; {item.resolved.rule}"
    )
    return Attribution(
        identity,
        kind,
        content,
        quoted,
        tuple(sorted(reported.cue)),
        source,
        ids.get(id(character)) if character is not None else None,
        round(min(0.99, confidence), 3),
        found_by,
    )


def _speaker(character: Character, identity: str) -> Speaker:
    name = character.name
    if character.government and character.forms:
        name = max(character.forms, key=lambda form: (character.forms[form], form))
    if character.kind is SpeakerKind.GROUP or character.described:
        name = name[:1].upper() + name[1:]
    forms = [form for form in character.forms if form and form != name]
    role = character.roles[0] if character.roles else ""
    aliases = tuple(dict.fromkeys(form for form in forms if form != role))
    mentions = tuple(Mention(span, kind) for span, kind in sorted(character.mentions.items()))
    return Speaker(identity, name, character.kind, role, aliases, mentions)

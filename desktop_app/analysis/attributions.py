"""Who said what in a whole article: relations of its paragraphs, resolved to speakers, carried over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.analysis import cues, lexicon
from desktop_app.analysis.antecedents import Antecedents
from desktop_app.analysis.cast import Cast, Character, Resolved
from desktop_app.analysis.cues import Paragraph, Reported
from desktop_app.analysis.fusion import LEARNED, SPOKEN, fused
from desktop_app.analysis.learned.network import Network
from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.preparation import BODY, LABEL, LONGEST, SILENT, TITLED, Article, Item, prepared
from desktop_app.analysis.sentences import Token
from desktop_app.analysis.source_names import with_sources
from desktop_app.analysis.sources import Sources
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import Attribution, AttributionKind, Mention, Speaker, SpeakerKind
from desktop_app.domain.spans import Span, trimmed

PRIORS = {
    "network": 0.8,
    "marks + verb": 0.97,
    "marks + verb, inverted": 0.94,
    "verb + marks": 0.89,
    "colon": 0.89,
    "according to": 0.88,
    "speaker label": 0.86,
    "same paragraph": 0.85,
    "clause + verb": 0.82,
    "verb + clause": 0.81,
    "block quotation": 0.8,
    "repeated words": 0.8,
    "verb + that": 0.79,
    "headline label": 0.75,
    "verb + question": 0.7,
    "continued paragraph": 0.6,
    "verb + object": 0.58,
    "passive": 0.55,
    "alternating speakers": 0.55,
    "paragraph subject": 0.55,
    "verb + to": 0.53,
    "noun + that": 0.4,
    "marks alone": 0.15,
}
"""How often content and speaker of a rule are right where the source is a name, counted on annotated articles."""

NOBODY = 0.6
"""What remains of it where nobody could be told."""
SURE = 0.7
"""A source that is resolved at least so surely is right more often than its own number says: half of the doubt is dropped."""

OVERRULED = 0.9
"""What the rules take for a title or nickname is speech where the network is so sure of it."""
FIRST_PART, GROWTH = 60, 2.5
"""Blocks after which the first partial answer is given, and how much longer each following one is."""
SCARE_WORDS = 5
REPLY_WORDS, TAG_WORDS, TURNS = 12, 3, 4
"""How long a reply and its tag may be, and how many paragraphs back its other side may have spoken."""
MOST_TITLES = 60


@dataclass(slots=True)
class Found:
    """What this step of the chain found."""

    speakers: tuple[Speaker, ...]
    attributions: tuple[Attribution, ...]
    not_speech: tuple[Span, ...]


def find_attributions(
    text: str,
    blocks: Sequence[Block],
    report: Callable[[float], None] | None = None,
    network: Network | None = None,
    partial: Callable[[Found], None] | None = None,
) -> Found:
    """Speakers, attributions and what is no speech. Linear in the text; `report` gets 0..1.

    partial: gets what is found in the beginning of a long text, now and then, while the rest is still being read.
    """
    tell = report or (lambda _: None)
    article = prepared(text, blocks)
    tell(0.1)
    opinion = None
    if network is not None:
        opinion = _read(article, network, lambda share: tell(0.1 + 0.7 * share), partial)
    tell(0.8)
    return _found(article, opinion, network)


def _read(
    article: Article, network: Network, tell: Callable[[float], None], partial: Callable[[Found], None] | None
) -> Opinion:
    opinion = Opinion()
    numbers = [number for number, block in enumerate(article.blocks) if block.kind not in SILENT]
    spans = [article.blocks[number].span for number in numbers]
    shown = 0
    for reading in network.read(article.text, spans, article.quotations, tell):
        opinion.add(reading, numbers)
        until = numbers[int(reading.block.max(initial=0))]
        if partial is not None and until >= FIRST_PART and until >= GROWTH * shown and until + 1 < len(article.blocks):
            shown = until
            partial(_found(article.beginning(until), opinion, network))
    return opinion


def _found(article: Article, opinion: Opinion | None, network: Network | None) -> Found:
    blocks = article.blocks
    learned = None
    if opinion is not None and network is not None:
        learned = Antecedents(network.antecedents, opinion.nearness)
        article.names = with_sources(article.names, article.tokens, opinion.sources())
        for quote in [one for one in article.not_speech if opinion.speech(article.quotations[one]) > OVERRULED]:
            article.not_speech.discard(quote)
    cast = Cast(article.names, learned)
    sources = Sources(cast, article.names, [block.kind for block in blocks], article.tokens)
    _resolve(article, sources, [item for item in _reported(article, cast, opinion) if not _is_open(item)])
    _carry_stretches(article)
    for number, block in enumerate(blocks):
        if block.kind in BODY:
            _unowned(article, sources, number, opinion)
    _headline_quotes(article)
    sources.finish()
    return _built(article)


def _reported(article: Article, cast: Cast, opinion: Opinion | None) -> list[Reported]:
    reported: list[Reported] = []
    answered = -1  # blocks up to this one are speech as a whole
    for number, sentences in enumerate(article.masked):
        if article.blocks[number].kind in SILENT:
            continue
        turn = _turn(article, cast, number) or _set_off(article, number)
        inner = cues.find_reported(Paragraph(number, sentences, article.quotations, frozenset(article.not_speech)))
        if opinion is not None and not turn and number > answered:
            inner = fused(article, number, inner, opinion)
        # within an answer, only what stands in marks can be told from the answer itself
        if turn:
            answered = number if turn[0].quotes else number + len(turn[0].content) - 1
        reported += [*turn, *(item for item in inner if item.quotes)] if number <= answered else inner
    return reported


def _is_open(item: Reported) -> bool:
    """Speech in marks of which the network sees no source: what stands beside it tells."""
    return item.rule == LEARNED and bool(item.quotes) and not item.source and item.heir_of is None and not item.passive


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
    if label == "Q" or not (label == "A" or _is_label(article, cast, label)):
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


def _is_label(article: Article, cast: Cast, label: str) -> bool:
    return cast.named(label) is not None or cast.named(label.title()) is not None or article.labels[label] > 1


def _resolve(article: Article, sources: Sources, reported: list[Reported]) -> None:
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
            and not item.rule.startswith("marks")
            and any(span.of(article.text) in ("read", "reads", "says", "said") for span in item.cue)
            and item.quotes
        ):
            article.not_speech.update(item.quotes)  # a banner, a sign: nobody speaks
            continue
        made = Item(item, resolved)
        article.add(made)
        for quote in item.quotes:
            article.owner[quote] = made


def _carry_stretches(article: Article) -> None:
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


def _unowned(article: Article, sources: Sources, number: int, opinion: Opinion | None) -> None:
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
            rule, resolved = "alternating speakers", answering
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
    """“Four,” says Orme. “Three. You forget one.”: a short reply with the shortest of tags is answered by the one who spoke
    before it, not continued."""
    number = earlier.reported.paragraph
    spoken = sum(len(span.of(article.text).split()) for span in earlier.reported.content)
    outside = [one for part in article.masked[number] for one in part if one.is_word and not one.is_quote]
    one = earlier.resolved.character
    if one is None or one.kind is not SpeakerKind.PERSON or spoken > REPLY_WORDS or len(outside) > TAG_WORDS:
        return None
    for before in range(number - 1, max(-1, number - TURNS), -1):
        if article.blocks[before].kind in TITLED:
            return None
        for item in reversed(article.by_paragraph.get(before, [])):
            other = item.resolved.character
            if item.reported.quotes and other is not None and other is not one:
                fits = other.kind is SpeakerKind.PERSON and not item.reported.nested
                return Resolved(other, min(0.9, item.resolved.confidence), "alternating speakers") if fits else None
    return None


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


def _headline_quotes(article: Article) -> None:
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


# Domain objects


def _built(article: Article) -> Found:
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


def _count_sources(items: Sequence[Item]) -> None:
    """A government is called what the article calls it where it speaks: “Beijing has said”."""
    for item in items:
        character = item.resolved.character
        if character is not None and character.government and item.reported.source:
            head = " ".join(token.text for token in item.reported.source if token.lower != "the")
            if head in character.forms:
                character.forms[head] += 1000


def _attribution(article: Article, item: Item, ids: dict[int, str], identity: str) -> Attribution:
    reported, text = item.reported, article.text
    content = tuple(sorted({trimmed(text, span) for span in reported.content}))
    quoted = tuple(
        sorted(
            quotation.inner
            for quotation in (article.quotations[index] for index in reported.quotes)
            if any(span.contains(quotation.inner) for span in content)
        )
    )
    if reported.rule in ("speaker label", "block quotation"):
        kind = AttributionKind.DIRECT
    elif not quoted:
        kind = AttributionKind.INDIRECT
    else:
        kind = AttributionKind.DIRECT if set(quoted) == set(content) else AttributionKind.MIXED
    character = item.resolved.character
    confidence = PRIORS[reported.rule] * _sureness(item)
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


def _sureness(item: Item) -> float:
    """The share of a rule's prior that is left when its source was looked for."""
    told = item.resolved.confidence
    if item.reported.passive:
        return told
    if item.resolved.character is None:
        return NOBODY
    return (1 + told) / 2 if told >= SURE else told


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

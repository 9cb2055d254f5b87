"""Who said what in a whole article: relations of its paragraphs, by rules and by the network, resolved to speakers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.analysis import cues
from desktop_app.analysis.antecedents import Antecedents
from desktop_app.analysis.building import Found, built
from desktop_app.analysis.cast import Cast
from desktop_app.analysis.confidence import by_model, by_rule
from desktop_app.analysis.cues import Paragraph, Reported
from desktop_app.analysis.fusion import fused, silence
from desktop_app.analysis.inner_speakers import InnerSpeakers
from desktop_app.analysis.leanings import lean
from desktop_app.analysis.learned.network import Network
from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.nested import find_in_speech, find_nested, outer_of
from desktop_app.analysis.preparation import BODY, SILENT, Article, Item, prepared
from desktop_app.analysis.presence import Resolved
from desktop_app.analysis.relations import LEARNED
from desktop_app.analysis.source_names import with_sources
from desktop_app.analysis.sources import Sources
from desktop_app.analysis.turns import find_turn, goes_on
from desktop_app.analysis.unclaimed import carry_stretches, settle_headlines, settle_unclaimed
from desktop_app.domain.article import Block
from desktop_app.domain.spans import trimmed

OVERRULED = 0.9
"""What the rules take for a title or nickname is speech where the network is so sure of it."""
NOISE, UNCLAIMED_NOISE = 0.17, 0.25
"""Confidences below which a statement is left out. Of 28 unclaimed ones in the dev articles one was right."""
FIRST_PART, GROWTH = 60, 2.5
"""Blocks after which the first partial answer is given, and how much longer each following one is."""


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
        learned = Antecedents(network.antecedents, opinion.nearness, opinion.strangeness)
        read = [(number, span) for number, span in opinion.sources() if number < len(blocks)]
        article.names = with_sources(article.names, article.tokens, read)
        for quote in [one for one in article.not_speech if opinion.speech(article.quotations[one]) > OVERRULED]:
            article.not_speech.discard(quote)
    cast = Cast(article.names, learned)
    if lean(cast, article.names, article.tokens):
        cast = Cast(article.names, learned)
        lean(cast, article.names, article.tokens)
    kinds = [block.kind for block in blocks]
    sources = Sources(cast, article.names, kinds, article.tokens, article.quotations)
    speakers = InnerSpeakers(article, cast)
    reported = [item for item in _reported(article, cast, opinion) if not _is_open(item)]
    inner = _resolve(article, sources, speakers, reported)
    carry_stretches(article)
    for number, block in enumerate(blocks):
        if block.kind in BODY:
            settle_unclaimed(article, sources, number, opinion)
    settle_headlines(article)
    sources.finish()
    _resolve_inner(article, speakers, inner)
    if opinion is not None and network is not None and network.confidence:
        heard = _heard(article, cast, opinion)
        sure = {
            id(item): by_model(item, opinion, network.confidence, network.certainty, heard.get(id(item)))
            for item in article.items
        }
        article.items = [item for item in article.items if not _is_noise(item, sure[id(item)])]
        return built(article, lambda item: sure[id(item)])
    return built(article, by_rule)


def _heard(article: Article, cast: Cast, opinion: Opinion) -> dict[int, float]:
    """How much of the network's pointer from its marks each relation's speaker has, by the relation's id."""
    mentions = sorted((span.start, number) for number, one in enumerate(cast.characters) for span in one.mentions)
    numbers = {id(one): number for number, one in enumerate(cast.characters)}
    found: dict[int, float] = {}
    for item in article.items:
        marks = [article.quotations[quote] for quote in item.reported.quotes]
        starts = [one.outer.start for one in marks if one.opened and not one.depth]
        if starts and item.resolved.character is not None:
            shares = [
                opinion.heard(start, mentions).get(numbers[id(item.resolved.character)], 0.0) for start in starts[:3]
            ]
            found[id(item)] = sum(shares) / len(shares)
    return found


def _is_noise(item: Item, confidence: float) -> bool:
    """Words without marks that are hardly believed to be somebody's statement, least of all where they are nobody's."""
    if item.reported.quotes:
        return False
    unclaimed = item.resolved.character is None and item.reported.rule == LEARNED
    return confidence < (UNCLAIMED_NOISE if unclaimed else NOISE)


def _reported(article: Article, cast: Cast, opinion: Opinion | None) -> list[Reported]:
    reported: list[Reported] = []
    answered, answer = -1, None  # blocks up to this one are speech as a whole
    for number, sentences in enumerate(article.masked):
        if article.blocks[number].kind in SILENT:
            continue
        turn = find_turn(article, cast, number)
        if opinion is not None:
            silence(article, number, opinion)
        if turn:
            answered, answer = (number if turn[0].quotes else number + len(turn[0].content) - 1), turn[0]
        elif (
            answer is not None
            and number == answered + 1
            and answer.rule == "speaker label"
            and goes_on(article, number)
        ):
            answer.content.append(trimmed(article.text, article.blocks[number].span))
            answered = number
        if number <= answered:  # only what stands in marks can be told from the answer itself
            inner = find_in_speech(article, number, sentences)
            for item in inner:
                item.within = answer
        else:
            inner = cues.find_reported(Paragraph(number, sentences, article.quotations, frozenset(article.not_speech)))
            if opinion is not None:
                inner = fused(article, number, inner, opinion)
        reported += [*turn, *inner]
        reported += find_nested(article, number)
    return reported


def _is_open(item: Reported) -> bool:
    """Speech in marks of which the network sees no source: what stands beside it tells."""
    return item.rule == LEARNED and bool(item.quotes) and not item.source and item.heir_of is None and not item.passive


def _resolve(article: Article, sources: Sources, speakers: InnerSpeakers, reported: list[Reported]) -> list[Item]:
    """Keeps all relations with their speakers; gives back those within somebody's speech that are still to be resolved."""
    known: dict[int, Resolved] = {}
    inner: list[Item] = []
    for item in sorted(reported, key=lambda one: one.position):
        heir = item.heir_of
        if _is_inner(article, item) and not speakers.is_named(item):
            inner.append(Item(item, Resolved(None, 0.5, "")))
            _keep(article, inner[-1])
            continue
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
        _keep(article, Item(item, resolved))
    return inner


def _is_inner(article: Article, item: Reported) -> bool:
    """Whether it is told within somebody's speech, by that speaker."""
    return item.within is not None or (bool(item.quotes) and article.quotations[item.quotes[0]].depth > 0)


def _resolve_inner(article: Article, speakers: InnerSpeakers, inner: list[Item]) -> None:
    made = {id(item.reported): item for item in article.items}
    for item in inner:
        reported = item.reported
        outer = made.get(id(reported.within)) if reported.within else article.owner.get(outer_of(article, reported))
        heir = made.get(id(reported.heir_of))
        if reported.source:
            item.resolved = speakers.resolve(reported, outer)
        elif heir is not None:
            item.resolved = heir.resolved


def _keep(article: Article, made: Item) -> None:
    article.add(made)
    for quote in made.reported.quotes:
        article.owner[quote] = made

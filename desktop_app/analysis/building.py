"""Resolved relations made into the findings of the domain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.analysis.preparation import Article, Item
from desktop_app.analysis.register import Character
from desktop_app.analysis.relations import LEARNED
from desktop_app.domain.findings import Attribution, AttributionKind, Mention, Speaker, SpeakerKind
from desktop_app.domain.spans import Span, trimmed


@dataclass(slots=True)
class Found:
    """What this step of the chain found."""

    speakers: tuple[Speaker, ...]
    attributions: tuple[Attribution, ...]
    not_speech: tuple[Span, ...]


def built(article: Article, weigh: Callable[[Item], float]) -> Found:
    """What was found in `article`, `weigh` giving the confidence of each relation."""
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
        made = _attribution(article, item, ids, f"a{len(attributions) + 1}", weigh(item))
        attributions.append(made)
    not_speech = tuple(
        sorted(article.quotations[index].inner for index in article.not_speech if index not in article.owner)
    )
    return Found(tuple(speaker_of(one, ids[id(one)]) for one in ranked), tuple(attributions), not_speech)


def _count_sources(items: Sequence[Item]) -> None:
    """A government is called what the article calls it where it speaks: “Beijing has said”."""
    for item in items:
        character = item.resolved.character
        if character is not None and character.government and item.reported.source:
            head = " ".join(token.text for token in item.reported.source if token.lower != "the")
            if head in character.forms:
                character.forms[head] += 1000


def _attribution(article: Article, item: Item, ids: dict[int, str], identity: str, confidence: float) -> Attribution:
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
    source = (Span(reported.source[0].start, reported.source[-1].end),) if reported.source else ()
    finders = [reported.rule]
    if reported.certainty and reported.rule != LEARNED:
        finders.append(LEARNED)
    if item.resolved.rule not in ("", "name", reported.rule):
        finders.append(item.resolved.rule)
    return Attribution(
        identity,
        kind,
        content,
        quoted,
        tuple(sorted(reported.cue)),
        source,
        ids.get(id(character)) if character is not None else None,
        confidence,
        "; ".join(finders),
    )


def speaker_of(character: Character, identity: str) -> Speaker:
    """The character as the reader sees it."""
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

"""How sure a relation and its speaker are: counted for the rules, a logistic model where the network has read, too.

The weights are fitted by packaging/model/confidence.py, on articles that the network has not learnt from, to the question
whether content and speaker are both right (Platt 1999).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.preparation import Item
from desktop_app.analysis.relations import LEARNED
from desktop_app.domain.spans import Span

PRIORS = {
    LEARNED: 0.8,
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
    "untagged speech": 0.55,
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
LEAST, MOST = 0.01, 0.99
UNSURE, SURE_SPEAKER = 0.89, 0.98
"""What is at most said of a finding whose speaker is less sure than that."""


def by_rule(item: Item) -> float:
    """The share of the rule's prior that is left when its source was looked for."""
    return round(min(MOST, PRIORS[item.reported.rule] * _sureness(item)), 3)


def _sureness(item: Item) -> float:
    """The share of a rule's prior that is left when its source was looked for."""
    told = item.resolved.confidence
    if item.reported.passive:
        return told
    if item.resolved.character is None:
        return NOBODY
    return (1 + told) / 2 if told >= SURE else told


def features(item: Item, opinion: Opinion, heard: float | None = None) -> dict[str, float]:
    """What tells how sure `item` is; probabilities as log-odds. heard: share of its speaker in the pointer from its marks."""
    reported, resolved = item.reported, item.resolved
    one = resolved.character
    prior = PRIORS[reported.rule] if reported.rule != LEARNED else None
    how = resolved.rule if resolved.character is not None else "nobody"
    kind = "unmarked"
    if reported.quotes:
        kind = "direct" if len(reported.content) == len(reported.quotes) else "mixed"
    content = sum(opinion.content(span) * span.length for span in reported.content)
    return {
        kind: 1.0,
        f"{kind} content": _odds(content / max(1, sum(span.length for span in reported.content))),
        f"{kind} linked": _odds(reported.linked) if reported.linked else 0.0,
        "unlinked": float(not reported.linked),
        "ruled": float(prior is not None),
        "prior": _odds(prior) if prior is not None else 0.0,
        f"by {how}": 1.0,
        f"told {how}": _odds(resolved.confidence),
        f"rule {reported.rule}": 1.0,
        "weak": float(one is not None and one.weak),
        "full": float(one is not None and bool(one.given)),
        "known": math.log1p(sum(one.forms.values())) if one is not None else 0.0,
        "heard": _odds(heard) if heard is not None else 0.0,
        f"heard {how}": _odds(heard) if heard is not None else 0.0,
        "unheard": float(heard is None and bool(reported.quotes)),
        "nested": float(reported.nested),
        "short": float(_words(reported.content) < 3),
    }


def by_model(
    item: Item,
    opinion: Opinion,
    weights: Mapping[str, float],
    certainty: Mapping[str, float] | None = None,
    heard: float | None = None,
) -> float:
    """weights: for content and speaker together; certainty: for the speaker alone. Nothing is called sure whose speaker is not."""
    values = features(item, opinion, heard)
    confidence = min(MOST, max(LEAST, _share(values, weights)))
    if certainty and item.resolved.character is not None and _share(values, certainty) < SURE_SPEAKER:
        confidence = min(confidence, UNSURE)
    return round(confidence, 3)


def _share(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, total))))


def _words(content: list[Span]) -> int:
    return sum(span.length for span in content) // 6


def _odds(probability: float) -> float:
    clipped = min(MOST, max(LEAST, probability))
    return math.log(clipped / (1 - clipped))

"""Whether a person is a he or a she, where neither name nor title tells: by the pronouns that follow the name in its sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from desktop_app.analysis import lexicon, names
from desktop_app.analysis.cast import Cast
from desktop_app.analysis.names import Name
from desktop_app.analysis.register import Character
from desktop_app.analysis.sentences import Token
from desktop_app.domain.findings import SpeakerKind

_SEXES = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_MAJORITY = 3
"""How many times as often as the other one a pronoun has to be there."""


def lean(cast: Cast, found: Sequence[Name], tokens: Sequence[Sequence[Token]]) -> bool:
    """Gives characters of unknown sex the leaning that their sentences suggest. True where a “Mr Hale” was taken for a woman:
    then her full names know it now, and the cast has to be made anew."""
    votes = _votes(cast, found, tokens)
    mistaken: dict[int, str] = {}
    for one in cast.characters:
        counted = votes.get(id(one))
        if not counted:
            continue
        (sex, most), *others = counted.most_common()
        if most < _MAJORITY * sum(count for _, count in others):
            continue
        if one.gender == "u":
            one.leaning = sex
        elif one.gender != sex and most > 1 and one.given and not lexicon.given_gender(one.given):
            mistaken[id(one)] = sex
    told = False
    for name in found:
        bound = cast.by_name.get(name.span)
        if len(name.core) > 1 and name.gender == "u" and bound is not None and id(bound) in mistaken:
            name.gender = mistaken[id(bound)]
            told = True
    return told


def _votes(cast: Cast, found: Sequence[Name], tokens: Sequence[Sequence[Token]]) -> dict[int, Counter[str]]:
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    at = {token.start: name for name in found for token in tokens[name.paragraph][name.first : name.last + 1]}
    for part in tokens:
        named: Character | None = None
        alone = True
        for token in part:
            if token.text in ".?!" or token.quote >= 0:
                named, alone = None, True
                continue
            name = at.get(token.start)
            one = cast.by_name.get(name.span) if name is not None and name.kind != names.PLACE else None
            if one is not None and one.kind is SpeakerKind.PERSON:
                alone = alone and (named is None or named is one)
                named = one
            elif named is not None and alone and token.lower in _SEXES:
                votes[id(named)][_SEXES[token.lower]] += 1
    return votes

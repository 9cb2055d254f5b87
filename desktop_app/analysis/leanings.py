"""Whether a person is a he or a she, where neither name nor title tells: by the pronouns that follow the name in its sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from desktop_app.analysis import names
from desktop_app.analysis.cast import Cast
from desktop_app.analysis.names import Name
from desktop_app.analysis.register import Character
from desktop_app.analysis.sentences import Token
from desktop_app.domain.findings import SpeakerKind

_SEXES = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_MAJORITY = 3
"""How many times as often as the other one a pronoun has to be there."""


def lean(cast: Cast, found: Sequence[Name], tokens: Sequence[Sequence[Token]]) -> None:
    """Gives characters of unknown sex the leaning that their sentences suggest."""
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
    for one in cast.characters:
        counted = votes.get(id(one))
        if one.gender != "u" or not counted:
            continue
        (sex, most), *others = counted.most_common()
        if most >= _MAJORITY * sum(count for _, count in others):
            one.leaning = sex

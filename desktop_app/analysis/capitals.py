"""Names that stand in capitals or with a capital particle here, and in their usual letters elsewhere: “HALE:”, “Al-Tarr said”."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import lexicon, names
from desktop_app.analysis.names import Name

_SHORTEST = 3
"""Letters of a name that is no abbreviation."""


def respell(found: Sequence[Name]) -> None:
    """Gives every name the letters in which the text writes it elsewhere, or would."""
    usual: dict[str, Name] = {}
    for name in found:
        if name.core and name.kind in (names.PERSON, names.SINGLE) and not _is_shouted(name):
            for words in (name.core, name.core[-1:]):
                key = " ".join(words).upper()
                known = usual.get(key)
                if known is None or known.core[-1][0].isupper():
                    usual[key] = name
    for name in found:
        if not name.core or name.kind in (names.GOVERNMENT, names.OFFICE):
            continue
        twin = usual.get(" ".join(name.core).upper())
        if _is_shouted(name):
            _settle(name, twin)
        elif twin is not None and name.kind in (names.PERSON, names.SINGLE) and twin.core[-1][0].islower():
            name.core = (*name.core[:-1], twin.core[-1])  # “Al-Tarr said”, of Ada al-Tarr


def _is_shouted(name: Name) -> bool:
    letters = [word for word in name.core if len(word.rstrip(".")) > 1]
    return bool(letters) and all(word.isupper() for word in letters)


def _settle(name: Name, twin: Name | None) -> None:
    """“ADA HALE” or “HALE”: the person of that name, if there is one."""
    alone = len(name.core) == 1
    if len(name.core[-1]) < _SHORTEST or (alone and name.kind == names.PLACE):
        return
    if twin is not None:
        name.core = twin.core[-1:] if alone else twin.core
        name.kind = names.SINGLE if alone else names.PERSON
        name.gender = twin.gender if name.gender == "u" else name.gender
        return
    given = lexicon.given_gender(name.core[0].capitalize())
    if given and 1 < len(name.core) <= _SHORTEST and not _is_body(name):
        name.core = tuple(word.title() for word in name.core)
        name.kind, name.gender = names.PERSON, given


def _is_body(name: Name) -> bool:
    return any(word.capitalize() in lexicon.organisations("word") for word in name.core)

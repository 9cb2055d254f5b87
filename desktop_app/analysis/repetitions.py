"""Which claims of an article say the same: equal words and numbers, allowing tense, articles and a pronoun for the subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop_app.analysis import lexicon
from desktop_app.analysis.clauses import finite_at, word_set
from desktop_app.analysis.sentences import Token, tokenise
from desktop_app.domain.spans import Span

_LEAST_WORDS = 3
"""Content words that two claims must share: below that, “it was rotten” would be everything that ever rotted."""

_ALIKE_KEPT = 50
"""Claims with one predicate and different subjects that are compared with a new one, so that no text takes forever."""

_FIRST_PERSON = word_set("i we me us my our mine ours myself ourselves")
_SUBJECT_PRONOUNS = word_set("i we he she it they this these those that")
_NEGATION = word_set("no not never nobody none nothing neither nor without cannot hardly barely")
_HEDGES = word_set(
    "may might could can should must ought perhaps maybe possibly probably likely unlikely apparently allegedly reportedly"
    " supposedly about around roughly nearly almost some least most more less over under up"
)
_EMPTY = word_set(
    "a an the that this these those have has had do does did there also then just very really of in on at as and but so"
    " 's 've 'd 're 'm"
)
_BE = word_set("am is are was were be been being")
_FUTURE = word_set("will would shall won't wouldn't 'll")
_NUMBER_WORDS = word_set(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million"
    " millions billion billions trillion half twice third quarter double first second"
)
_VERBS = word_set(
    "see:saw,seen go:went,gone come:came make:made take:took,taken get:got,gotten give:gave,given know:knew,known meet:met"
    " lead:led leave:left run:ran win:won lose:lost hold:held keep:kept begin:began,begun become:became bring:brought build:built"
    " send:sent tell:told hear:heard feel:felt grow:grew,grown fall:fell,fallen pay:paid stand:stood speak:spoke,spoken"
    " write:wrote,written mean:meant choose:chose,chosen drive:drove,driven rise:rose,risen break:broke,broken spend:spent"
    " catch:caught fight:fought buy:bought sell:sold think:thought show:shown find:found say:said sink:sank,sunk steal:stole,stolen"
    " lie:lied die:died throw:threw,thrown fly:flew,flown"
)
_BASES = {form: base for base, forms in (verb.split(":") for verb in _VERBS) for form in forms.split(",")}
_DIGITS = re.compile(r"\d")


class _Saying(NamedTuple):
    """What a claim says, as far as words go. `rest`: what has to be equal besides the words, as numbers, negation and hedges."""

    subject: tuple[str, ...]
    pronoun: str
    predicate: tuple[str, ...]
    rest: tuple[object, ...]
    size: int
    owner: str | None
    is_first_person: bool

    @property
    def words(self) -> tuple[str, ...]:
        return self.subject + self.predicate


def earlier_twins(text: str, claims: Iterable[tuple[Span, str | None, bool]]) -> Iterator[int | None]:
    """For each claim the number (from 0) of the first claim that says the same; None where it is new.

    claims: place, speaker, and whether the speaker denies or doubts it rather than says it.

    Numbers, negation and hedges have to be equal. A third-person pronoun may stand for any subject; what two people say of
    themselves (“I signed the letter”) is not the same.
    """
    known: dict[object, list[tuple[int, _Saying]]] = {}
    for number, (span, speaker, is_denied) in enumerate(claims):
        saying = _saying(tokenise(text, span), speaker, is_denied=is_denied)
        shelves = [
            known.setdefault(("words", saying.words, saying.rest), []),
            known.setdefault(("predicate", saying.predicate, saying.rest), []),
        ]
        twin = next((first for shelf in shelves for first, other in shelf if _same(saying, other)), None)
        if twin is None:
            for shelf in shelves:
                if len(shelf) < _ALIKE_KEPT:
                    shelf.append((number, saying))
        yield twin


def _saying(tokens: Sequence[Token], speaker: str | None, *, is_denied: bool) -> _Saying:
    lowers = [token.lower for token in tokens]
    verb = next((place for place in range(1, len(tokens)) if finite_at(tokens, place)), 0)
    subject = _stems(word for word in lowers[:verb] if word not in _SUBJECT_PRONOUNS)
    predicate = _stems(lowers[verb:])
    pronoun = next((word for word in lowers[:verb] if word in _SUBJECT_PRONOUNS), "") if not subject else ""
    numbers = tuple(word for word in lowers if _is_number(word))
    is_passive = any(word in _BE and _is_participle(lowers, place + 1) for place, word in enumerate(lowers))
    is_future = any(word in _FUTURE for word in lowers)  # that it will happen is another claim than that it did
    negations = sum(word in _NEGATION or word.endswith("n't") for word in lowers)
    hedges = tuple(sorted(word for word in lowers if word in _HEDGES))
    # “On Monday the pier closed” is “The pier closed on Monday”: times may stand anywhere.
    times = tuple(sorted(word for word in lowers if word in lexicon.words("time") and word != "may"))
    return _Saying(
        subject,
        pronoun,
        predicate,
        rest=(numbers, is_denied, negations, is_passive, is_future, hedges, times),
        size=len(predicate) + len(numbers) + len(times),
        owner=speaker,
        is_first_person=not _FIRST_PERSON.isdisjoint(lowers),
    )


def _same(one: _Saying, other: _Saying) -> bool:
    """For two whose `rest` is equal."""
    if one.is_first_person and other.is_first_person and (one.owner is None or one.owner != other.owner):
        return False
    if one.words == other.words and one.pronoun == other.pronoun:
        return one.size + len(one.subject) >= _LEAST_WORDS
    return one.predicate == other.predicate and (_stands_for(one, other) or _stands_for(other, one))


def _stands_for(one: _Saying, other: _Saying) -> bool:
    """“He signed the second tender” for “The mayor signed …”; who “I” is, words do not tell."""
    return (
        one.pronoun not in ("", "i", "we")
        and not one.subject
        and bool(other.subject)
        and other.pronoun == ""
        and one.size >= _LEAST_WORDS
    )


def _is_participle(lowers: Sequence[str], place: int) -> bool:
    while place < len(lowers) and (
        lowers[place] in _NEGATION or lowers[place] == "been" or lowers[place].endswith("ly")
    ):
        place += 1
    return place < len(lowers) and (lowers[place].endswith(("ed", "en")) or lowers[place] in _BASES)


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    skipped = _EMPTY | _BE | _FUTURE | _NEGATION | _HEDGES | lexicon.words("time")
    return tuple(
        _stem(word)
        for word in words
        if word[0].isalpha() and word not in skipped and not word.endswith("n't") and not _is_number(word)
    )


def _is_number(word: str) -> bool:
    return word in _NUMBER_WORDS or _DIGITS.search(word) is not None


def _stem(word: str) -> str:
    """The word without its ending of number or tense; regular and the commonest irregular verbs."""
    if word in _BASES:
        return _BASES[word]
    for ending, least in (("ing", 6), ("ied", 5), ("ies", 5), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            base = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            return (
                base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "sl" else base.removesuffix("e")
            )
    return word.removesuffix("e")

"""Names of people: their parts, and whether two may be one person's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from desktop_app.domain.name_variants import are_short_forms, are_spellings, variants


def listed(words: str) -> frozenset[str]:
    """The words of a text, as a set: lists that a person can read and add to."""
    return frozenset(words.split())


_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "ʼ": "",
        "’": "",
    }
)
_MALE, _FEMALE = (
    listed("mr sir lord herr monsieur"),
    listed("mrs ms miss dame lady frau madame"),
)
_TITLES = (_MALE | _FEMALE) | listed(
    """
    dr prof professor doctor rev reverend fr father sister brother cr cllr councillor councilman councilwoman
    councilmember sen senator rep representative congressman congresswoman gov governor president pres premier
    minister mayor judge justice capt captain col colonel gen general lt lieutenant maj major sgt sergeant adm
    admiral cmdr commander cpl corporal insp inspector det detective supt superintendent constable hon honourable
    honorable mp ambassador baron baroness count countess prince princess king queen sheikh imam rabbi bishop
    archbishop cardinal pope don dona mx master chief
    """
)
_LETTERS_BEHIND = listed("mp msp mep td phd md obe cbe mbe kc qc esq jd dds frs ra")
_SUFFIXES = {
    **dict.fromkeys(("jr", "junior", "jnr", "younger"), "junior"),
    **dict.fromkeys(("sr", "senior", "snr", "elder"), "senior"),
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
}
_PARTICLES = listed(
    """
    de del della der den di da das do dos du la le van von zu zum zur af av el al ul ap ben bin bint ibn abu ter
    ten te st y e und
    """
)


@lru_cache(maxsize=16_384)
def folded(name: str) -> str:
    """A name without case, accents, marks and doubled space, as names are compared."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).translate(_LETTERS)
    letters = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join(letters.split()) or name.casefold()


def is_name(words: str) -> bool:
    """Whether what a text calls somebody is a name: “Ada Vane”, not “the harbour master”, nor “Minister”."""
    first = words.split()[0] if words.split() else ""
    if folded(words) in _TITLES:
        return False
    return first[:1].isupper() and first.casefold() not in ("the", "a", "an", "his", "her", "their", "our", "my")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Folded parts. given: in order, initials as single letters; surname: its last word without particles; more: the rest of a
    double one (“vane” of “Vane-Roe”); suffix: junior, senior, ii …; gender: f, m or “”, by the form of address."""

    given: tuple[str, ...]
    surname: str
    more: tuple[str, ...] = ()
    suffix: str = ""
    gender: str = ""


@lru_cache(maxsize=16_384)
def person_name(name: str) -> PersonName:
    """What a name consists of; a single word is taken for a surname."""
    words = [(folded(part), part) for part in re.sub(r"[’']s$", "", name.strip()).split()]
    words = [one for one in words if one[0]]
    gender = ""
    while len(words) > 1 and words[0][0] in _TITLES:
        gender = gender or ("m" if words[0][0] in _MALE else "f" if words[0][0] in _FEMALE else "")
        words = words[1:]
    suffix = ""
    while len(words) > 1 and (words[-1][0] in _SUFFIXES or words[-1][0] in _LETTERS_BEHIND):
        suffix = suffix or _SUFFIXES.get(words[-1][0], "")
        words = words[:-1]
    while len(words) > 1 and words[-1][0] in ("the", "and"):
        words = words[:-1]
    if not words:
        return PersonName((), folded(name))
    parts = [part for part in words[-1][0].split() if part not in _PARTICLES] or words[-1][0].split()
    given = [_initials(raw, plain) for plain, raw in words[:-1] if plain not in _PARTICLES]
    return PersonName(tuple(one for some in given for one in some), parts[-1], tuple(parts[:-1]), suffix, gender)


def _initials(raw: str, plain: str) -> list[str]:
    """“A.L.” and “AL.” are two initials, “Ana-Luísa” is two names."""
    letters = re.sub(r"[^\w]", "", raw)
    if "." in raw and letters.isupper() and len(letters) <= 3:
        return list(folded(letters))
    return plain.split()


class Likeness(IntEnum):
    """How much the names of two people agree; the higher, the more."""

    CLASH = 0
    SURNAME = 1
    """one is no more than a surname"""
    LOOSE = 2
    """a middle name as first name, a part of a double surname, the words in another order"""
    INITIAL = 3
    VARIANT = 4
    """a short form"""
    SPELLING = 5
    """another spelling or another way of writing it down in these letters"""
    FULL = 6
    """first name and surname are the same, and nothing contradicts"""


@lru_cache(maxsize=65_536)
def likeness(one: PersonName, other: PersonName) -> Likeness:
    """Symmetric."""
    if (one.suffix and other.suffix and one.suffix != other.suffix) or (
        one.gender and other.gender and one.gender != other.gender
    ):
        return Likeness.CLASH
    surname = _surnames(one, other)
    if surname is Likeness.CLASH:
        is_turned = len(one.given) == len(other.given) == 1 and (one.given[0], one.surname) == (
            other.surname,
            other.given[0],
        )
        return Likeness.LOOSE if is_turned and len(one.given[0]) > 1 else Likeness.CLASH
    if not one.given or not other.given:
        return Likeness.SURNAME
    return min(surname, _givens(one.given, other.given))


def _surnames(one: PersonName, other: PersonName) -> Likeness:
    if one.surname == other.surname:
        if one.more and other.more and one.more != other.more:
            return Likeness.CLASH
        return (
            Likeness.FULL if bool(one.more) == bool(other.more) or not (one.given and other.given) else Likeness.LOOSE
        )
    if one.surname in other.more or other.surname in one.more:
        return Likeness.LOOSE
    if min(len(one.surname), len(other.surname)) > 2 and sound(one.surname) == sound(other.surname):
        return Likeness.SPELLING
    return Likeness.CLASH


def _givens(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    first = _given(one[0], other[0])
    if first is Likeness.CLASH:
        long, short = (one, other) if len(one) >= len(other) else (other, one)
        is_middle = len(short) == 1 and len(short[0]) > 1 and short[0] in long[1:]
        return Likeness.LOOSE if is_middle else Likeness.CLASH
    rest = [_given(a, b) for a, b in zip(one[1:], other[1:], strict=False)]
    if Likeness.CLASH in rest:
        return Likeness.CLASH if len(one) == len(other) else Likeness.LOOSE
    return min([first, *(each for each in rest if each is not Likeness.INITIAL)])


def _given(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.FULL if len(one) > 1 else Likeness.INITIAL
    if len(one) == 1 or len(other) == 1:
        return Likeness.INITIAL if one[0] == other[0] else Likeness.CLASH
    if are_spellings(one, other) or (min(len(one), len(other)) > 2 and sound(one) == sound(other)):
        return Likeness.SPELLING
    return Likeness.VARIANT if are_short_forms(one, other) else Likeness.CLASH


_SOUNDS = (
    *(
        ("shch", "sh"),
        ("tsch", "ch"),
        ("sch", "sh"),
        ("tch", "ch"),
        ("dzh", "j"),
        ("dj", "j"),
        ("zh", "j"),
        ("kh", "h"),
    ),
    *(
        ("gh", "g"),
        ("ph", "f"),
        ("ck", "k"),
        ("x", "ks"),
        ("qu", "kv"),
        ("q", "k"),
        ("w", "v"),
        ("ou", "u"),
        ("oo", "u"),
    ),
    *(
        ("ee", "i"),
        ("iy", "i"),
        ("ij", "i"),
        ("yi", "i"),
        ("yu", "iu"),
        ("ya", "ia"),
        ("y", "i"),
        ("ae", "a"),
        ("oe", "o"),
    ),
    *(("ue", "u"), ("h", "g"), ("y", "i")),
)
"""In order. After the romanisations of Cyrillic and Arabic names in use; “h” and “g” write the same letter of Ukrainian names."""


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """A folded word as it may sound, whichever way it was written down in these letters: equal for “Horbach” and “Gorbach”,
    “Yevhen” and “Evgeny”, “Roix” and “Roiks”. Applying it again changes nothing that matters to a comparison."""
    heard = word.replace("ch", "¢")
    for begins in ("ye", "ie", "je"):
        if heard.startswith(begins):
            heard = "e" + heard[2:]
    for written, said in _SOUNDS:
        heard = heard.replace(written, said)
    heard = re.sub(r"c(?=[ei])", "s", heard).replace("c", "k")
    heard = re.sub(r"(.)\1+", r"\1", heard)
    if heard.endswith("of"):
        heard = heard[:-1] + "v"
    return heard.rstrip("i") or heard


def initial(given: str) -> str:
    """The first letter of a folded given name as `sound` hears it; those that write one sound are one."""
    heard = sound(given)[:1]
    return "i" if heard in ("e", "i", "j") else heard


def initials(given: str) -> frozenset[str]:
    """Those of all that a given name may stand for."""
    if len(given) == 1:
        return frozenset({initial(given)})
    return frozenset(initial(one) for one in variants(given))

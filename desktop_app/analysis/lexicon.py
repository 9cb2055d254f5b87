"""Word lists: verbs that hand over to another voice, people, offices, governments, closed classes of English."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from desktop_app.paths import resource


def _lines(name: str) -> list[str]:
    text = resource("lexicons", name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _classes(name: str) -> dict[str, list[list[str]]]:
    """`class: word word …` lines; a class may stand on several lines, and one line is one list."""
    found: dict[str, list[list[str]]] = {}
    for line in _lines(name):
        label, _, words = line.partition(":")
        found.setdefault(label.strip(), []).append(words.split())
    return found


@cache
def words(name: str) -> frozenset[str]:
    """A closed class (“preposition”, “month”, …) as it is spelled in words.txt."""
    return frozenset(word for line in _classes("words.txt")[name] for word in line)


@cache
def organisations(name: str) -> frozenset[str]:
    """A class of organisations.txt; hyphens stand for spaces."""
    return frozenset(word.replace("-", " ") for line in _classes("organisations.txt")[name] for word in line)


@cache
def roles(name: str) -> frozenset[str]:
    """A class of roles.txt: person (with m, f), group, institution, modifier, honorific_m …"""
    return frozenset(word for line in _classes("roles.txt")[name] for word in line)


@cache
def person_nouns() -> frozenset[str]:
    return roles("person") | roles("m") | roles("f")


@cache
def people_nouns() -> frozenset[str]:
    """Of one person or of several."""
    return person_nouns() | roles("group")


@cache
def honorifics() -> dict[str, str]:
    """Form of address → gender (f, m, u)."""
    return {word: gender for gender in "mfu" for word in roles(f"honorific_{gender}")}


@cache
def same_office() -> dict[str, frozenset[str]]:
    """Head noun of a description → heads of roles that it may stand for."""
    found: dict[str, frozenset[str]] = {}
    for head, *others in _classes("roles.txt")["same"]:
        found[head] = found.get(head, frozenset()) | frozenset(others)
    return found


@cache
def doing() -> dict[str, str]:
    """Form of a verb → what somebody is who does it: owns → owner."""
    return {form: noun for noun, *forms in _classes("roles.txt")["doing"] for form in forms}


@cache
def given_names() -> dict[str, str]:
    """Given name → f, m, or u where both bear it."""
    genders: dict[str, str] = {}
    for gender, lines in _classes("first_names.txt").items():
        for name in (name for line in lines for name in line):
            genders[name] = gender if genders.get(name, gender) == gender else "u"
    return genders


@cache
def given_gender(word: str) -> str:
    """f, m or u for a given name, with or without its accents; an empty string for any other word."""
    first, _, second = word.partition("-")
    if first == "Jean" and second:
        return "f" if given_gender(second) == "f" and second in ("Marie", "Anne") else "m"
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return given_names().get(word) or given_names().get(bare) or given_names().get(bare.split("-")[0], "")


@cache
def governments() -> dict[str, str]:
    """Country, capital or other form → country."""
    found: dict[str, str] = {}
    for line in _lines("governments.txt"):
        country, *forms = (part.strip() for part in line.split("|"))
        for form in (country, *forms):
            found[form] = country
    return found


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One spelled form of a verb: which tense it can be, and the classes of the verb."""

    lemma: str
    classes: frozenset[str]
    form: str
    """base, third, past, participle, past/participle or ing."""


def _inflected(entry: str) -> tuple[str, dict[str, str]]:
    """Lemma and its spelled forms → form; regular unless all five are given."""
    parts = entry.split("/")
    if len(parts) == 5:
        base, third, past, participle, ing = parts
        forms = {base: "base", third: "third", ing: "ing"}
        forms[participle] = "participle"
        forms[past] = "past/participle" if past == participle else "past"
        return base, forms
    base, _, particle = entry.partition("-")
    if base.endswith("y") and base[-2] not in "aeiou":
        third, past, ing = base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    elif base.endswith("e"):
        third, past, ing = base + "s", base + "d", base[:-1] + "ing"
    else:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past, ing = base + "ed", base + "ing"
    if base == "go":
        third, past = "goes", "went"
    tail = f" {particle}" if particle else ""
    return base + tail, {base: "base", third: "third", past: "past/participle", ing: "ing"}


@cache
def speech_verbs() -> dict[str, VerbForm]:
    """Spelled form (of a phrasal verb: its first word) → verb."""
    found: dict[str, VerbForm] = {}
    for label, lines in _classes("speech_verbs.txt").items():
        for entry in (entry for line in lines for entry in line):
            lemma, forms = _inflected(entry)
            for spelled, form in forms.items():
                known = found.get(spelled)
                classes = known.classes if known else frozenset()
                found[spelled] = VerbForm(lemma, classes | {label}, known.form if known else form)
    for phrasal in (
        "points",
        "pointed",
        "pointing",
        "point",
        "goes",
        "went",
        "going",
        "go",
        "calls",
        "calling",
        "call",
    ):
        if phrasal in found and " " in found[phrasal].lemma and not found[phrasal].lemma.startswith("call"):
            verb = found[phrasal]
            found[phrasal] = VerbForm(verb.lemma, verb.classes | {"phrasal"}, verb.form)
    return found

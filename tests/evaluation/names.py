"""Decides whether a speaker that was found is the annotated one: by name for persons, by description for all others."""

from __future__ import annotations

import re

from desktop_app.domain.findings import Speaker, SpeakerKind
from tests.evaluation.corpus import GoldSpeaker

_DETERMINERS = ("the ", "The ", "her ", "Her ", "his ", "His ", "one of ", "One of ")
_TITLES = re.compile(
    r"^(?:(?:(?:mr|mrs|ms|mx|miss|md|dr|sir|dame|lord|lady|prof|professor|president|prime|minister|governor|senator|judge|sgt"
    r"|sergeant|captain|cr|councillor|commissioner|superintendent|mayor|foreign|finance|transport|gran|coach|chief|justice|madam"
    r"|sister|hon|adv|cde|comrade|mzee|nana|alhaji|sheikh|sheikha|datuk|dato|tan sri|seri)\.?"
    r"|the|a|an)\s+)+"
)
_NICKNAME = re.compile(r"(?<=\S)\s+[“\"‘'(«]([^“”\"‘'()«»]+)[”\"’')»](?=\s|$)")
_MIDDLE_INITIAL = re.compile(r"(?<=\S) [a-z]\.?(?= \S)")
_GENERATION = re.compile(r",? (jr|sr)\.?$")


def is_same(found: Speaker, gold: GoldSpeaker) -> bool:
    """True where the speaker that was found is the annotated one. A person must be found by name: full name, surname or another
    proper name that names nobody else here; unnamed speakers and groups by the core of their description. Titles, nicknames in
    marks and middle initials count on neither side; the nickname may stand for the first name; “Jr” may be lacking, but not be too
    much."""
    names = {plain(name) for name in (gold.name, *gold.aliases)}
    if gold.kind is SpeakerKind.PERSON:
        proper = [name for name in (gold.name, *gold.aliases) if not name.startswith(_DETERMINERS)]
        return any(_fits(found.name, name) for name in proper) or _bare(found.name) in _by_nickname(gold.name)
    if plain(found.name) in names or (gold.kind is SpeakerKind.GROUP and _are_together(found.name, gold.name)):
        return True
    may_share = {SpeakerKind.UNNAMED, SpeakerKind.GROUP}
    if gold.kind is SpeakerKind.UNNAMED:
        may_share.add(SpeakerKind.ORGANISATION)  # the ministry, where its spokesman spoke
    return found.kind in may_share and gold.kind in may_share and any(shares(plain(found.name), name) for name in names)


def _are_together(found: str, gold: str) -> bool:
    """“Kerry Ashdown and Paul Ashdown” are “Kerry and Paul Ashdown”."""
    here, there = (set(plain(name).replace(",", "").split()) for name in (found, gold))
    return "and" in here & there and (here <= there or there <= here)


def has_full_name(found: Speaker, gold: GoldSpeaker) -> bool:
    """True where a person, known to be the right one, is shown with the whole name; any other speaker has no fuller one."""
    return gold.kind is not SpeakerKind.PERSON or _fits(found.name, gold.name)


def plain(name: str) -> str:
    """The name in small letters, with one kind of apostrophe and without the article before it."""
    return re.sub(r"^(?:the|a|an) ", "", " ".join(name.replace("’", "'").split()).casefold())


def shares(one: str, other: str) -> bool:
    """Descriptions of unnamed speakers agree where one holds the words of the other (“two officials”, “officials”)."""
    return bool(one) and bool(other) and (f" {one} ".find(f" {other} ") >= 0 or f" {other} ".find(f" {one} ") >= 0)


def _fits(found: str, gold: str) -> bool:
    return _bare(found) in (bare := _bare(gold), _GENERATION.sub("", bare))


def _by_nickname(name: str) -> tuple[str, ...]:
    """“jun sarmiento” for Juan “Jun” Sarmiento; nothing where there is no nickname."""
    match = _NICKNAME.search(name)
    return (plain(f"{match[1]} {name[match.end() :]}"),) if match else ()


def _bare(name: str) -> str:
    """A person's name without titles, nickname in marks and middle initials."""
    bare = _MIDDLE_INITIAL.sub("", _TITLES.sub("", _NICKNAME.sub("", plain(name))))
    return _GENERATION.sub(r" \1", bare)

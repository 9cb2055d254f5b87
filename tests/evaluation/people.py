"""Reads who the speakers of PolNeAR's articles are, and compares found speakers with them.

tests/data/people/polnear-*.json: {"articles": {NAME: {"speakers": {KEY: {"name", "kind"}}, "who": {"0": KEY or null}, "doubtful":
["3"]}}}. The numbers are those of the first annotator's attributions, in the order in which `polnear.articles` gives them; null
says that the text names nobody, and what is doubtful is not counted. No words of the articles are in these files but names.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.findings import Speaker, SpeakerKind
from tests.evaluation.corpus import GoldSpeaker
from tests.evaluation.names import is_same, plain, shares

PEOPLE = Path(__file__).parents[1] / "data" / "people"


@dataclass(frozen=True, slots=True)
class People:
    """The speakers of one article. `who`: number of an attribution to its speaker, None for nobody."""

    speakers: tuple[GoldSpeaker, ...]
    who: Mapping[int, GoldSpeaker | None]


def read(path: Path) -> dict[str, People]:
    """By name of article; nothing where there is no such file."""
    if not path.exists():
        return {}
    return {name: _people(entry) for name, entry in json.loads(path.read_text("utf-8"))["articles"].items()}


def is_held_back(article: str) -> bool:
    """Whether the network is not told who is meant in that article: a fifth, on which whom it points at can be judged."""
    return zlib.crc32(article.encode()) % 5 == 0


def is_person_of(found: Speaker, gold: GoldSpeaker) -> bool:
    """As `is_same`; organisations and groups, which have no aliases here, also agree where one name holds the other."""
    if is_same(found, gold):
        return True
    if SpeakerKind.PERSON in (found.kind, gold.kind):
        return False
    return shares(_core(found.name), _core(gold.name))


def _people(entry: Mapping[str, Any]) -> People:
    names = {key: str(one["name"]) for key, one in entry["speakers"].items()}
    words = Counter(word for name in names.values() for word in set(name.split()))
    speakers = {
        key: GoldSpeaker(key, names[key], kind := SpeakerKind(one["kind"]), "", _aliases(names[key], kind, words))
        for key, one in entry["speakers"].items()
    }
    doubtful = {int(number) for number in entry.get("doubtful", ())}
    who = {
        int(number): speakers[key] if key is not None else None
        for number, key in entry["who"].items()
        if int(number) not in doubtful
    }
    return People(tuple(speakers.values()), who)


def _aliases(name: str, kind: SpeakerKind, words: Counter[str]) -> tuple[str, ...]:
    """The first name and the surname of a person, where nobody else in the article has it."""
    parts = name.split()
    if kind is not SpeakerKind.PERSON or len(parts) < 2:
        return ()
    return tuple(part for part in dict.fromkeys((parts[0], parts[-1])) if words[part] == 1 and len(part) > 2)


def _core(name: str) -> str:
    return plain(name).replace("'s ", " ").replace("' ", " ")

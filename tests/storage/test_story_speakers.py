"""A running story by three outlets: who is who in it, as the engine finds them, in whatever order it is imported."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.findings import Findings
from desktop_app.domain.tasks import Task
from desktop_app.workspace import Workspace

STORY = Path(__file__).resolve().parent.parent / "data" / "story"
PAGES = sorted(STORY.glob("*.html"))
_TRUE = json.loads((STORY / "story.json").read_text(encoding="utf-8")) if PAGES else {"files": {}}
_SPEAKERS = {name.removesuffix(".html"): facts["speakers"] for name, facts in _TRUE["files"].items()}
pytestmark = pytest.mark.skipif(not PAGES, reason="the pages of the story are not there")

Person = tuple[str, str, str]
"""The page that names somebody (the beginning of its name), name, role."""


def truth(person: Person) -> str:
    """Who it really is; a name that the story does not know stands for itself."""
    page, name, _role = person
    known = _SPEAKERS[page]
    return str(known.get(name) or next((known[one] for one in known if one.endswith(f" {name}")), f"? {name}"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Findings]:
    """Analysed once."""
    workspace = Workspace.open(tmp_path_factory.mktemp("once"))
    try:
        return {page: workspace.find(workspace.open_file(page, Task()).reading, Task()) for page in PAGES}
    finally:
        workspace.close()


@pytest.fixture(params=range(3))
def library_of_story(
    request: pytest.FixtureRequest, tmp_path: Path, found: dict[Path, Findings]
) -> Iterator[tuple[Workspace, dict[str, str]]]:
    """With the name of the page by article; imported in several orders, at once and one by one."""
    pages = list(PAGES)
    random.Random(request.param).shuffle(pages)
    workspace = Workspace.open(tmp_path / "library")
    names = {}
    for page in pages:
        reading = workspace.open_file(page, Task()).reading
        names[reading.article.id] = page.stem
        workspace.library.save_findings(reading.revision.id, found[page])
        if request.param % 2:
            workspace.library.ledger.count_speakers()
    yield workspace, names
    workspace.close()


def groups(workspace: Workspace, names: dict[str, str]) -> list[frozenset[Person]]:
    ledger = workspace.library.ledger
    return [
        frozenset((names[person.article_id], person.name, person.role) for person in ledger.people(speaker.id))
        for speaker in ledger.speakers()
    ]


def test_nobody_is_merged_with_somebody_else(library_of_story: tuple[Workspace, dict[str, str]]) -> None:
    for group in groups(*library_of_story):
        assert len({truth(person) for person in group}) == 1, group


def test_whoever_is_surely_the_same_is_one(library_of_story: tuple[Workspace, dict[str, str]]) -> None:
    found = groups(*library_of_story)

    def count(who: str) -> int:
        return sum(any(truth(person) == who for person in group) for group in found)

    once = ("horbach", "roix", "aldous", "oyelaran", "hayle", "vestergaard", "penhallow", "ansgar", "tarn")
    assert {who: count(who) for who in once} == dict.fromkeys(once, 1)
    assert count("maas_ingrid") == count("sorley_hanna") == count("brandvold_economist") == 1
    assert count("port_authority") == count("port_alliance") == count("marine_sediments") == 1
    assert count("ferraz") == 2  # a page that has no more than her surname leaves her alone


def test_those_who_are_apart_are_apart_and_not_asked_about(library_of_story: tuple[Workspace, dict[str, str]]) -> None:
    workspace, names = library_of_story
    ledger = workspace.library.ledger

    def people(speaker_id: str) -> set[str]:
        found = ledger.people(speaker_id)
        return {truth((names[person.article_id], person.name, person.role)) for person in found}

    asked = [
        (people(pair.one.id), people(pair.other.id), pair.one.name + pair.other.name) for pair in ledger.proposals()
    ]
    for one, other in _TRUE["apart"]:
        wrong = [words for left, right, words in asked if {one, other} <= left | right]
        assert all("ior" in words for words in wrong), (
            wrong
        )  # “Senior” and “Junior” have no role: only these are asked about


def test_what_may_be_is_asked(library_of_story: tuple[Workspace, dict[str, str]]) -> None:
    workspace, _ = library_of_story
    pairs = [{pair.one.name, pair.other.name} for pair in workspace.library.ledger.proposals()]
    assert {"H. Sorley", "Hanna Sorley"} in pairs
    assert {"H. Sorley", "Hugh Sorley"} in pairs
    assert {"Tomas Brandvold", "Tomas Brandvold Senior"} in pairs
    assert {"Ingrid Maas", "Pieter Maas"} not in pairs
    assert all(pair.reasons for pair in workspace.library.ledger.proposals())

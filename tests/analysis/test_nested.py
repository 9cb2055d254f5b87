"""Quotations inside quotations have speakers of their own; the first person inside marks is whoever speaks there."""

from __future__ import annotations

import pytest

from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.fusion import silence
from desktop_app.analysis.learned.network import Network
from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.nested import find_nested, outer_of
from desktop_app.analysis.preparation import prepared
from tests.analysis.articles import blocks_of
from tests.analysis.readings import has_model, network, reading


@pytest.fixture(
    params=[
        "rules",
        pytest.param("network", marks=pytest.mark.skipif(not has_model(), reason="this checkout has no model")),
    ]
)
def engine(request: pytest.FixtureRequest) -> Network | None:
    return network() if request.param == "network" else None


def said(text: str, engine: Network | None) -> dict[str, str | None]:
    """Content → speaker."""
    found = find_attributions(text, blocks_of(text), None, engine)
    names = {one.id: one.name for one in found.speakers}
    return {one.content[0].of(text): names.get(one.speaker or "") for one in found.attributions}


def test_a_speaker_inside_marks_has_their_own_words(engine: Network | None) -> None:
    text = "Hanne Dorval sold it. “My brother told me, ‘Keep the boat,’” she said."
    found = said(text, engine)
    assert found["My brother told me, ‘Keep the boat,’"] == "Hanne Dorval"
    assert (found["Keep the boat,"] or "").lower() == "my brother"


FIRST_PERSON = [
    "“I told him: ‘Keep the boat,’” Hanne Dorval said.",
    "“‘Keep the boat,’ I told him,” Hanne Dorval said.",
    "“We told them: ‘Keep the boat,’” Hanne Dorval said.",
    "“I told him, ‘Keep the boat,’” Hanne Dorval said.",
]


@pytest.mark.parametrize("text", FIRST_PERSON)
def test_the_first_person_inside_marks_is_the_outer_speaker(engine: Network | None, text: str) -> None:
    found = said(text, engine)
    assert found["Keep the boat,"] == "Hanne Dorval"
    assert set(found.values()) == {"Hanne Dorval"}


def test_the_first_person_is_nobody_where_the_outer_speaker_is_unknown() -> None:
    text = "It rained. “Bo ran, and I told him: ‘Keep the boat and go home now.’”"
    assert said(text, None)["Keep the boat and go home now."] is None


def test_a_name_inside_marks_is_the_inner_speaker(engine: Network | None) -> None:
    text = "“Tom Hale said, ‘Keep the boat,’” Hanne Dorval said."
    assert said(text, engine)["Keep the boat,"] == "Tom Hale"


def found_in(text: str) -> list[tuple[str, str]]:
    """Source and content of every nested relation."""
    article = prepared(text, blocks_of(text))
    found = [one for number in range(len(article.blocks)) for one in find_nested(article, number)]
    assert all(one.nested and one.quotes for one in found)
    return [(" ".join(token.text for token in one.source), one.content[0].of(text)) for one in found]


def test_each_inner_quotation_has_its_own_source() -> None:
    text = "“Bo said, ‘Go.’ Then Tom Hale said, ‘Stay,’” she said.\n“Ann told me, ‘Wait,’” he said."
    assert found_in(text) == [("Bo", "Go."), ("Tom Hale", "Stay,"), ("Ann", "Wait,")]


@pytest.mark.parametrize(
    "text",
    ["Nothing.", "“Keep the boat,” she said.", "“It was the ‘boat’ of old,” she said.", "“‘Keep it,’” she said."],
)
def test_words_inside_marks_without_a_source_are_no_relation(text: str) -> None:
    assert found_in(text) == []


def test_what_stands_deeper_is_not_a_relation_of_the_middle() -> None:
    text = "“Bo said, ‘Tom cried, “Go,” and left,’” she said."
    assert found_in(text) == [("Bo", "Tom cried, “Go,” and left,")]


@pytest.mark.parametrize(("speech", "expected"), [(0.9, [("Bo", "Lazy")]), (0.1, [])])
def test_a_few_words_inside_marks_are_speech_where_the_network_hears_somebody(
    speech: float, expected: list[tuple[str, str]]
) -> None:
    text = "“Bo said ‘Lazy’,” she said."
    blocks = blocks_of(text)
    article, opinion = prepared(text, blocks), Opinion()
    opinion.add(reading(text, blocks, speech=speech), range(len(blocks)))
    silence(article, 0, opinion)
    found = [(" ".join(token.text for token in one.source), one.content[0].of(text)) for one in find_nested(article, 0)]
    assert found == expected


def test_the_outermost_quotation_is_found_however_many_stand_between() -> None:
    text = "“Bo said, ‘Go.’ Then Tom Hale said, ‘Stay,’” she said."
    article = prepared(text, blocks_of(text))
    outer = [outer_of(article, one) for one in find_nested(article, 0)]
    assert [article.quotations[index].outer.start for index in outer] == [0, 0]

"""Quotation marks: what stands inside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.analysis.marks import MAX_DEPTH, find_quotations
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.spans import Span
from tests.analysis.articles import blocks_of


def inside(text: str, depth: int = 0) -> list[str]:
    return [one.inner.of(text) for one in find_quotations(text, blocks_of(text)) if one.depth == depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” he said. “Now.”", ["We go,", "Now."]),
        ('"We go," he said. "Now."', ["We go,", "Now."]),
        ("‘We go,’ he said. ‘Now.’", ["We go,", "Now."]),
        ("'We go,' he said. 'Now.'", ["We go,", "Now."]),
        ("''We go,'' he said. ''Now.''", ["We go,", "Now."]),
        ("``We go,'' he said.", ["We go,"]),
        ("«We go,» he said. „Now.“", ["We go,", "Now."]),
    ],
)
def test_marks_of_every_style_hold_their_words(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The boys' club isn't Anna's, nor the girls'.",
        "The boys’ club isn’t Anna’s, nor the girls’.",
        "It was rock 'n' roll of the '90s, so tell 'em.",
        "It was rock ’n’ roll of the ’90s, so tell ’em.",
        'He is 6\'2" tall and bought a 12" record and a 7" one.',
        "Miss O’Hara and Mr D'Arcy don't.",
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert inside(text) == []


def test_a_contraction_or_plural_possessive_does_not_close_a_british_quotation() -> None:
    text = "‘We don’t like the boys’ club,’ she said. ‘It’s the ’90s again.’"
    assert inside(text) == ["We don’t like the boys’ club,", "It’s the ’90s again."]


def test_inches_stay_inside_a_straight_quotation() -> None:
    assert inside('"I sold the 12" record," he said.') == ['I sold the 12" record,']


def test_nested_marks_are_one_level_deeper() -> None:
    text = "“He told me ‘no,’ twice.” ‘She said “yes” to me,’ he went on."
    assert inside(text) == ["He told me ‘no,’ twice.", "She said “yes” to me,"]
    assert inside(text, 1) == ["no,", "yes"]


@pytest.mark.parametrize(("mark", "end"), [("“", "”"), ('"', '"'), ("‘", "’")])
def test_a_quotation_goes_on_over_paragraphs_whose_opening_mark_is_repeated(mark: str, end: str) -> None:
    text = f"{mark}One two.\n{mark}Three four.\n{mark}Five,{end} he said."
    first, second, third = find_quotations(text, blocks_of(text))
    assert [one.inner.of(text) for one in (first, second, third)] == ["One two.", "Three four.", "Five,"]
    assert (first.continues, second.continues, third.continues) == (False, True, True)
    assert (first.closed, second.closed, third.closed) == (False, False, True)


def test_an_unbalanced_mark_stays_in_its_paragraph() -> None:
    assert inside("“We go, he said.\nNobody went.") == ["We go, he said."]
    assert inside("We go,” he said.\nNobody went.") == ["We go,"]
    assert inside("He said “unbalanced and left. “Good,” he said.") == ["Good,"]


def test_marks_deeper_than_anybody_nests_are_ignored() -> None:
    text = "“‘" * 20 + "a" + "’”" * 20
    assert max(one.depth for one in find_quotations(text, blocks_of(text))) < MAX_DEPTH


@given(st.lists(st.text(alphabet="ab S.,?'’‘“”\"«»„9`- ", max_size=60), max_size=6))
@settings(max_examples=150, deadline=None)
def test_stretches_are_ordered_inside_their_block_and_never_cross(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(paragraph))))
        start += len(paragraph) + 1
    found = find_quotations(text, blocks)
    assert list(found) == sorted(found, key=lambda one: (one.outer.start, -one.outer.end))
    for one in found:
        assert blocks[one.block].span.contains(one.outer)
        assert one.outer.contains(one.inner)
        assert one.inner.length > 0
        for other in found:
            if other is not one and other.depth == one.depth:
                assert not one.outer.overlaps(other.outer)


def test_a_plural_possessive_closes_nothing_while_a_mark_before_punctuation_still_comes() -> None:
    text = "They were ‘a tribute to the pupils’ hard work and to staff who gave up their Saturdays’."
    assert inside(text) == ["a tribute to the pupils’ hard work and to staff who gave up their Saturdays"]

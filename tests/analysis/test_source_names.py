"""Names that only their place as a source gives away."""

from __future__ import annotations

import pytest

from desktop_app.analysis.names import ORGANISATION, PERSON
from desktop_app.analysis.preparation import prepared
from desktop_app.analysis.source_names import with_sources
from desktop_app.domain.spans import Span
from tests.analysis.articles import blocks_of


def names_with(text: str, *sources: str) -> list[tuple[str, str]]:
    """Words and kind of every name, where `sources` speak."""
    article = prepared(text, blocks_of(text))
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in sources]
    found = with_sources(article.names, article.tokens, [(article_block(text, span), span) for span in spans])
    assert found == sorted(found, key=lambda name: name.span)
    return [(name.span.of(text), name.kind) for name in found]


def article_block(text: str, span: Span) -> int:
    return next(number for number, block in enumerate(blocks_of(text)) if block.span.contains(span))


def words_with(text: str, *sources: str) -> list[str]:
    return [words for words, _ in names_with(text, *sources)]


def test_whoever_speaks_is_somebody() -> None:
    text = "Dot wanted him out."
    assert words_with(text) == []
    assert words_with(text, "Dot") == ["Dot"]


def test_a_name_that_is_known_stays_one_name() -> None:
    text = "Ann Ray wanted him out."
    assert words_with(text, "Ann Ray") == words_with(text, "Ray") == ["Ann Ray"]


@pytest.mark.parametrize(
    ("text", "source", "body"),
    [
        (
            "The Tarn Society of Boat Owners wanted him out.",
            "The Tarn Society of Boat Owners",
            "Tarn Society of Boat Owners",
        ),
        ("The Farmers and Growers Union wanted him out.", "The Farmers and Growers Union", "Farmers and Growers Union"),
        ("The Bank of Tarn wanted him out.", "The Bank of Tarn", "Bank of Tarn"),
        ("Orme & Hale wanted him out.", "Orme & Hale", "Orme & Hale"),
        ("Boats and Barges wanted him out.", "Boats and Barges", "Boats and Barges"),
        (
            "The Tarn Boatmen’s Association wanted him out.",
            "The Tarn Boatmen’s Association",
            "Tarn Boatmen’s Association",
        ),
    ],
)
def test_a_long_name_of_a_body_replaces_its_parts(text: str, source: str, body: str) -> None:
    assert names_with(text, source) == [(body, ORGANISATION)]


def test_somebody_of_a_body_is_no_body() -> None:
    text = "Dr Quilda Tarr of the Shore Institute wanted him out."
    assert ("Dr Quilda Tarr", PERSON) in names_with(text, "Dr Quilda Tarr of the Shore Institute")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor wanted him out.", "The mayor"),
        ("The wanted him out.", "The"),
        ("He wanted him out.", "He"),
        ("It was the and him.", "the"),
    ],
)
def test_words_without_a_name_give_none(text: str, source: str) -> None:
    assert words_with(text, source) == words_with(text)


def test_a_source_inside_marks_gives_no_name() -> None:
    text = "He said: “Dot wanted him out.”"
    assert words_with(text, "Dot") == words_with(text)


def test_people_who_are_joined_are_no_body() -> None:
    assert ("Ann and Tom Hale", ORGANISATION) not in names_with("Ann and Tom Hale wanted him out.", "Ann and Tom Hale")
    assert all(
        kind != ORGANISATION
        for _, kind in names_with("Minister of Boats Orme wanted him out.", "Minister of Boats Orme")
    )


def test_a_name_goes_no_further_than_its_capitals() -> None:
    assert words_with("Quill of the old town wanted him out.", "Quill of the old town") == ["Quill"]
    assert words_with("Quill for the time being wanted him out.", "Quill for the time being") == ["Quill"]


def test_a_joining_word_ends_no_body() -> None:
    assert all(kind != ORGANISATION for _, kind in names_with("Quill And wanted him out.", "Quill And"))


def test_an_organisation_that_is_only_a_part_is_not_made_shorter() -> None:
    text = "The Tarn Society of Boat Owners wanted him out."
    assert words_with(text, "Tarn Society of Boat") != []
    assert words_with(text, "The Tarn Society of Boat Owners", "Tarn Society of Boat Owners") == [
        "Tarn Society of Boat Owners"
    ]

"""What the words around a name say that its bearer is."""

from __future__ import annotations

import pytest

from desktop_app.analysis.sentences import tokenise
from desktop_app.analysis.source_words import spelled, told_role, told_roles
from desktop_app.domain.spans import Span


def roles(text: str, name: str) -> list[str]:
    tokens = tokenise(text, Span(0, len(text)))
    end = text.index(name) + len(name)
    return told_roles(tokens, next(place for place, token in enumerate(tokens) if token.end == end))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Orme, 79, has owned the mill since the flood.", "owner"),
        ("Orme, who heads the fire unit, was late.", "head"),
        ("Orme now coaches the juniors.", "coach"),
        ("Orme, who has led the museum for years, was late.", "leader"),
        ("Orme is the last keeper on this coast.", "last keeper"),
        ("Orme, who is also the town’s mayor, was late.", "mayor"),
    ],
)
def test_what_somebody_does_is_a_role(text: str, role: str) -> None:
    assert roles(text, "Orme") == [role]


def test_a_relative_clause_may_tell_two_things() -> None:
    assert roles("Orme, who runs the mill and is also the town’s mayor, was late.", "Orme") == ["manager", "mayor"]


@pytest.mark.parametrize(
    "text",
    [
        "Orme owned up at once.",
        "Orme, owned by nobody, was late.",
        "Orme led.",
        "Orme is late for the keeper.",
        "Orme, the boats and the keeper",
        "Orme",
        "Orme,",
    ],
)
def test_other_verbs_make_nobody_anything(text: str) -> None:
    assert roles(text, "Orme") == []


def test_a_pronoun_is_somebody_too() -> None:
    text = "She is still the town’s mayor."
    assert told_role(tokenise(text, Span(0, len(text))), 0) == "mayor"


@pytest.mark.parametrize(
    ("text", "words"), [("The ministry’s", "The ministry"), ("Orme’s friend", "Orme’s friend"), ("’s", "’s")]
)
def test_who_owns_the_words_is_called_without_the_mark_of_the_owner(text: str, words: str) -> None:
    assert spelled(tokenise(text, Span(0, len(text)))) == words

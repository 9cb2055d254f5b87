"""What stands inside marks and is nobody's speech: names, labels, buttons, signs, words as words; and what only looks like it."""

from __future__ import annotations

import pytest

from desktop_app.analysis.not_speech import find_not_speech
from desktop_app.analysis.preparation import prepared
from tests.analysis.articles import blocks_of, not_speech

NONE = [
    "The crew had nicknamed the old ferry “the kettle and the lid of Tarn”.",
    "The town has christened “the long way round to the sea”, and nobody minds.",
    "The file was marked “not for the eyes of the mayor”.",
    "Bo Marsh pressed “continue without my dog” and nothing came.",
    "The word on the door was “closed for good, and for the worse”.",
    "The street is locally known as “the long bend with the two lamps”.",
    "A group that calls itself “Friends of the Very Old Weir” came.",
    "They still call her “the Aunt”, and she waves.",
    "A sign in the lobby, painted twice, read: “No Spitting. No Preaching.”",
]


@pytest.mark.parametrize("text", NONE)
def test_names_labels_and_signs_are_nobodys_speech(text: str) -> None:
    article = prepared(text, blocks_of(text))
    assert article.not_speech == {0}


SPOKEN = [
    "Ann Ray apologised for what she called “a breakdown”.",
    "Ann Ray has called “a breakdown” what others call rest.",
    "Ann Ray called her “a saint with keys”.",
    "They call themselves “a family that has lost its house”.",
    "A sign in the lobby read: “We will be back when it rains.”",
    "Ann Ray read the sign. She said: “No Preaching.”",
    "The mayor said “no”, and no word was “yes”.",
]


@pytest.mark.parametrize("text", SPOKEN)
def test_what_somebody_calls_it_in_words_of_their_own_may_be_speech(text: str) -> None:
    article = prepared(text, blocks_of(text))
    assert 0 not in article.not_speech


def test_within_other_marks_as_well() -> None:
    text = "“They call me ‘Erik’ now, and my app says ‘go home’,” Ann Ray said."
    assert not_speech(text) == ["Erik"]


def test_nothing_in_an_empty_paragraph() -> None:
    assert find_not_speech([], (), "") == set()

"""Constructions that are rarer, and words that are easily taken for others."""

from __future__ import annotations

import pytest

from tests.analysis.articles import findings, not_speech, said, who, words


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“The bridge is shut.” — Hanne Dorval", ["Hanne Dorval"]),
        ("Hanne Dorval told her listeners, late on Monday, “The bridge is shut for good.”", ["Hanne Dorval"]),
        ("“It is shut,” said a spokesman for the Tarn River Authority.", ["Spokesman for the Tarn River Authority"]),
        ("A man who saw the crash said it was late.", ["Man"]),
        ("Hanne Dorval and Tom Hale said it was late.", ["Hanne Dorval and Tom Hale"]),
        ("The Tarn River Authority (TRA), which runs the bridge, said it was late.", ["Tarn River Authority"]),
        ("Hanne Dorval, who runs the boats, added that it was late.", ["Hanne Dorval"]),
        ("In Tarn on Monday, Hanne Dorval said it was late.", ["Hanne Dorval"]),
        ("The report said it was late.", ["Report"]),
        ("Chinese officials said it was late.", ["Chinese officials"]),
        ("Two officials said it was late.", ["Two officials"]),
        ("It was late, Hanne Dorval told the Tarn Herald.", ["Hanne Dorval"]),
        ("The mayor of Tarn, Hanne Dorval, said it was late.", ["Hanne Dorval"]),
        ("Biden administration officials said it was late.", ["Biden administration officials"]),
        ("“It was late,” said the mayor, Hanne Dorval.", ["Hanne Dorval"]),
        ("Hanne Dorval’s husband said it was late.", ["Hanne Dorval’s husband"]),
        ("A statement by Hanne Dorval said it was late.", ["Hanne Dorval"]),
        ("Gordon’s company said it was late.", ["Gordon’s company"]),
        ("Maria Elena Santos came.\nMaria Santos said it was late.", ["Maria Elena Santos"]),
        ("Pieter van der Hoek came.\nVan der Hoek said it was late.", ["Pieter van der Hoek"]),
        ("María de la Vega Castellanos came.\nDe la Vega said it was late.", ["María de la Vega Castellanos"]),
        ("Robert Hale Jr. said it was late.", ["Robert Hale Jr."]),
        ("Judge Ruth Orme sat down.\nThe judge said it was late.", ["Ruth Orme"]),
        ("Hanne Dorval came with an old woman.\nThe woman said it was late.", ["Hanne Dorval"]),
        (
            "Hanne Dorval, the minister, came.\nTom Hale came.\nThe minister smiled.\n“It is late,” she said.",
            ["Hanne Dorval"],
        ),
        ("The Solana Foundation came.\nThe foundation said it was late.", ["Solana Foundation"]),
        ("The Solana Foundation came.\nThe charity said it was late.", ["Solana Foundation"]),
        ("Sandro Rinaldi came late.\nThe Italian said it was late.", ["Sandro Rinaldi"]),
    ],
)
def test_the_speaker_of(text: str, speakers: list[str]) -> None:
    assert who(text) == speakers


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The old board, Hanne Dorval said, was late and tired.", ("The old board", "was late and tired")),
        ("Hanne Dorval would say that it was late.", ("it was late",)),
        ("Critics say it is late.", ("it is late",)),
        ("Hanne Dorval asked drivers to take the boat.", ("drivers to take the boat",)),
        ("Hanne Dorval said “bridges are dull” and left the room.", ("“bridges are dull” and left the room",)),
        ("Hanne Dorval said: the bridge is shut.", ("the bridge is shut",)),
        ("Hanne Dorval complained about the long winter.", ("about the long winter",)),
        ("But the bridge was shut, Hanne Dorval said.", ("the bridge was shut",)),
        ("The bridge was shut, according to Hanne Dorval, who was there.", ("The bridge was shut",)),
        ("“Is it shut? Really?” “Yes!” Hanne Dorval shouted.", ("Is it shut? Really?", "Yes!")),
    ],
)
def test_the_content_of(text: str, content: tuple[str, ...]) -> None:
    assert words(text)[0] == content


@pytest.mark.parametrize(
    "text",
    [
        "There were many claims. The says and the said.",
        "Hanne Dorval went on holiday to Tarn.",
        "Hanne Dorval was asked about boats.",
        "Hanne Dorval plans.",
        "According to.",
        "They had been told.",
    ],
)
def test_nothing_is_said_in(text: str) -> None:
    assert said(text) == []


def test_a_long_stretch_within_a_sentence_is_kept_without_a_speaker() -> None:
    text = "The walls were full of “words that nobody in this town had ever dared to read aloud” that year."
    (found,) = findings(text).attributions
    assert found.speaker is None


def test_a_lone_word_in_marks_is_no_speech() -> None:
    assert not_speech("He came. “Perhaps” She left.") == ["Perhaps"]


def test_a_quotation_after_the_sentence_of_another_relation_goes_to_it() -> None:
    text = "Hanne Dorval said it was late. Nobody moved. “We will wait here until the morning boat.”"
    assert who(text) == ["Hanne Dorval", "Hanne Dorval"]


def test_bylines_and_empty_blocks_say_nothing() -> None:
    assert findings("").attributions == ()
    assert findings("   \n\n").speakers == ()

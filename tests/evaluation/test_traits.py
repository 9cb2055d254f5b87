"""Scores are split by what the text itself shows."""

from __future__ import annotations

import pytest

from desktop_app.domain.findings import SpeakerKind
from tests.evaluation.corpus import GoldSpeaker, parse
from tests.evaluation.traits import MarkStyle, SourceType, batch, is_nested, mark_style, source_type, style

HEAD = "pressmark corpus 1\nvoice: {voice}\nspeaker ann: Ann Ray | person | mayor | Ray; the mayor\n---\n"
ANN = GoldSpeaker("ann", "Ann Ray", SpeakerKind.PERSON, "mayor", ("Ray", "the mayor", "Annie"))
PORT = GoldSpeaker("port", "The Port Board", SpeakerKind.ORGANISATION, "", ("the board",))
MEN = GoldSpeaker("men", "Two men", SpeakerKind.UNNAMED, "", ())


@pytest.mark.parametrize(
    ("words", "speaker", "expected"),
    [
        ("Mayor Ann Ray", ANN, SourceType.NAME),
        ("Annie", ANN, SourceType.NAME),
        ("Ray’s", ANN, SourceType.NAME),
        ("Ray’s husband", ANN, SourceType.DESCRIPTION),
        ("The mayor", ANN, SourceType.DESCRIPTION),
        ("She herself", ANN, SourceType.PRONOUN),
        ("his", ANN, SourceType.PRONOUN),
        ("", ANN, SourceType.NONE),
        ("the Board", PORT, SourceType.NAME),
        ("The board", PORT, SourceType.DESCRIPTION),
        ("Two men", MEN, SourceType.DESCRIPTION),
        ("she", None, SourceType.NOBODY),
    ],
)
def test_a_source_is_a_name_a_pronoun_a_description_or_none(
    words: str, speaker: GoldSpeaker | None, expected: SourceType
) -> None:
    assert source_type(words, speaker) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("“{q1=ann So,}” she said, “{q1 he said ‘{q2=? no}’.}”", MarkStyle.DOUBLE_CURLY),
        ("‘{q1=ann So}’", MarkStyle.SINGLE_CURLY),
        ('"{q1=ann So}"', MarkStyle.STRAIGHT_DOUBLE),
        ("'{q1=ann So}'", MarkStyle.STRAIGHT_SINGLE),
        ("«{q1=ann So}»", MarkStyle.ANGLE),
        ("„{q1=ann So}“", MarkStyle.LOW),
        ("— {d1=ann So}", MarkStyle.NONE),
    ],
)
def test_the_style_of_marks_is_that_of_most_outer_quotations(body: str, expected: MarkStyle) -> None:
    assert mark_style(parse(HEAD.format(voice="x") + body + "\n", "x")) is expected


def test_quotations_in_quotations_and_in_unmarked_answers_are_nested() -> None:
    article = parse(
        HEAD.format(voice="x") + "“{q1=ann He said ‘{q2=? no}’.}”\nA: {d3=ann She said “{q4=? yes}”.}\n", "x"
    )
    first, second, _, fourth = article.attributions
    assert [is_nested(article, one.quoted[0]) for one in (first, second, fourth)] == [False, True, True]


@pytest.mark.parametrize(
    ("voice", "expected"),
    [
        ("British tabloid, court report", "tabloid"),
        ("International Wire agency, disaster abroad", "agency"),
        ("city magazine, question-and-answer interview", "interview"),
        ("Irish daily, inquest report", "court"),
        ("Kenyan daily, land dispute", "newspaper"),
    ],
)
def test_the_style_is_read_from_the_voice_line(voice: str, expected: str) -> None:
    assert style(parse(HEAD.format(voice=voice) + "“{q1=ann So}”\n", "x")) == expected


def test_the_batch_is_the_letter_in_the_name_of_the_file() -> None:
    article = HEAD.format(voice="x") + "“{q1=ann So}”\n"
    assert [batch(parse(article, name)) for name in ("dev-e01-leak", "dev-agency")] == ["e", "–"]

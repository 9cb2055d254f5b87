"""What is reviewed, in which order, and what counts as an answer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.article import Article, Block, BlockKind, Metadata, Revision
from desktop_app.domain.corrections import Target, Verdict
from desktop_app.domain.doubt import Answer, Doubtful, in_order_of_doubt, next_open, place_in
from desktop_app.domain.findings import Attribution, AttributionKind, Findings, Speaker, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span

TEXT = "The quay is shut. The boats are out. The price was fair. Nobody knew. The tide is high."
ANN = Speaker("s1", "Ann Rivera", SpeakerKind.PERSON)
TOMAS = Speaker("s2", "Tomas Reuel", SpeakerKind.PERSON)


def _statement(name: str, words: str, confidence: float) -> Attribution:
    start = TEXT.index(words)
    place = Span(start, start + len(words))
    return Attribution(name, AttributionKind.INDIRECT, (place,), (), (), (), "s1", confidence, "verb + that")


def _found(**confidences: float) -> Findings:
    words = {
        "quay": "The quay is shut",
        "boats": "The boats are out",
        "price": "The price was fair",
        "tide": "The tide is high",
    }
    statements = tuple(_statement(name, words[name], sure) for name, sure in confidences.items())
    return Findings("rules", "1", (ANN, TOMAS), statements)


@pytest.fixture
def reading() -> Reading:
    now = datetime(2026, 3, 3, tzinfo=UTC)
    block = Block(BlockKind.PARAGRAPH, Span(0, len(TEXT)))
    revision = Revision("r1", "x1", 1, TEXT, (block,), (), False, (), "", "clipboard", "text/plain", "utf-8", now)
    article = Article("x1", Metadata(), "r1", now)
    return Reading(article, revision, None, (), (), ()).with_found(_found(quay=0.6, boats=0.3, price=0.95, tide=0.6))


def _said(reading: Reading, corrections: tuple[Correction, ...]) -> Reading:
    return reading.with_corrections((*reading.corrections, *corrections))


def _ids(order: tuple[Doubtful, ...]) -> list[str]:
    return [one.id for one in order]


def test_least_sure_comes_first_equal_ones_by_place_and_the_sure_ones_last_if_at_all(reading: Reading) -> None:
    assert _ids(in_order_of_doubt(reading)) == ["boats", "quay", "tide"]
    assert _ids(in_order_of_doubt(reading, with_sure=True)) == ["boats", "quay", "tide", "price"]


def test_nothing_is_doubtful_before_an_analysis(reading: Reading) -> None:
    assert in_order_of_doubt(reading.with_found(None)) == ()


def test_no_answer_changes_the_order_and_each_is_known_for_what_it_is(reading: Reading) -> None:
    for name, verdict in (("quay", Verdict.CONFIRMED), ("tide", Verdict.REJECTED), ("price", Verdict.NOT_SPEECH)):
        reading = _said(reading, say.judge(reading, Target.ATTRIBUTION, name, verdict))
    reading = _said(reading, say.reassign(reading, "boats", TOMAS))
    order = in_order_of_doubt(reading, with_sure=True)
    assert _ids(order) == ["boats", "quay", "tide", "price"]
    assert [one.answer for one in order] == [Answer.CHANGED, Answer.CONFIRMED, Answer.REJECTED, Answer.NOT_SPEECH]
    assert [one.is_left_out for one in order] == [False, False, True, True]


def test_moved_ends_leave_a_statement_at_its_place_in_the_order(reading: Reading) -> None:
    place = Span(TEXT.index("tide is"), len(TEXT))
    reading = _said(reading, say.redraw(reading, "tide", [place]))
    assert _ids(in_order_of_doubt(reading)) == ["boats", "quay", "tide"]


def test_what_is_changed_and_confirmed_is_changed_and_what_is_then_rejected_is_rejected(reading: Reading) -> None:
    reading = _said(reading, say.reassign(reading, "boats", TOMAS))
    reading = _said(reading, say.judge(reading, Target.ATTRIBUTION, "boats", Verdict.CONFIRMED))
    assert in_order_of_doubt(reading)[0].answer is Answer.CHANGED
    reading = _said(reading, say.judge(reading, Target.ATTRIBUTION, "boats", Verdict.REJECTED))
    assert in_order_of_doubt(reading)[0].answer is Answer.REJECTED


def test_what_the_reader_made_is_not_reviewed(reading: Reading) -> None:
    start = TEXT.index("Nobody")
    reading = _said(reading, say.attribute(reading, Span(start, start + 11), ANN))
    assert _ids(in_order_of_doubt(reading)) == ["boats", "quay", "tide"]


def test_another_analysis_puts_new_ones_in_and_answers_stay(reading: Reading) -> None:
    reading = _said(reading, say.judge(reading, Target.ATTRIBUTION, "tide", Verdict.CONFIRMED))
    reading = reading.with_found(_found(quay=0.6, price=0.2, tide=0.5))
    order = in_order_of_doubt(reading)
    assert _ids(order) == ["price", "tide", "quay"]
    assert [one.is_open for one in order] == [True, False, True]


def test_next_open_skips_answered_ones_in_both_directions(reading: Reading) -> None:
    reading = _said(reading, say.judge(reading, Target.ATTRIBUTION, "quay", Verdict.CONFIRMED))
    order = in_order_of_doubt(reading)
    assert [next_open(order, place, 1) for place in (-3, 0, 1, 2, 3)] == [0, 0, 2, 2, None]
    assert [next_open(order, place, -1) for place in (-1, 0, 1, 2, 9)] == [None, 0, 0, 2, 2]
    assert next_open((), 0, 1) is None
    assert next_open((), 0, -1) is None


def test_the_place_of_one_that_is_gone_is_where_it_stood(reading: Reading) -> None:
    order = in_order_of_doubt(reading)
    assert [place_in(order, one.key) for one in order] == [0, 1, 2]
    without = in_order_of_doubt(reading.with_found(_found(boats=0.3, tide=0.6)))
    assert place_in(without, order[1].key) == 1


def test_an_answer_and_its_taking_back_are_told_from_other_changes(reading: Reading) -> None:
    def boats(now: Reading) -> Doubtful:
        return in_order_of_doubt(now)[0]

    fresh = boats(reading)
    moved = boats(_said(reading, say.set_kind(reading, "boats", AttributionKind.DIRECT)))
    assert moved.answer is Answer.CHANGED
    assert not moved.is_answered_since(fresh)
    for corrections in (
        say.judge(reading, Target.ATTRIBUTION, "boats", Verdict.CONFIRMED),
        say.judge(reading, Target.ATTRIBUTION, "boats", Verdict.REJECTED),
        say.reassign(reading, "boats", TOMAS),
    ):
        answered = boats(_said(reading, corrections))
        assert answered.is_answered_since(fresh)
        assert not answered.is_back_since(fresh)
        assert fresh.is_back_since(answered)
    assert fresh.is_back_since(moved)
    assert not fresh.is_back_since(fresh)

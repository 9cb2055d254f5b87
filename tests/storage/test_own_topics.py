"""The reader's own topics are known over all articles, by what was corrected and not taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.corrections import Target, Verdict
from desktop_app.domain.own_topics import OwnTopic
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.storage import Library
from desktop_app.storage.own_topics import LONGEST, SAMPLES
from tests.storage.samples import NOON, PAINT, STAY, TEXT, findings, imported

Saying = Callable[[Reading], tuple[Correction, ...]]


def article(library: Library, number: int, text: str = TEXT) -> Reading:
    reading = library.add_article(imported(text, data=f"ferry {number}".encode()))
    return reading.with_found(library.save_findings(reading.revision.id, findings()))


def said(library: Library, reading: Reading, saying: Saying, *, minutes: int = 0) -> Reading:
    """Say it, an article's later words after its earlier ones, and keep it."""
    start = NOON + timedelta(minutes=minutes, seconds=len(reading.corrections))
    made = tuple(
        replace(one, made_at=start + timedelta(milliseconds=place)) for place, one in enumerate(saying(reading))
    )
    library.save_corrections(made)
    return reading.with_corrections((*reading.corrections, *made))


def housing(reading: Reading) -> tuple[Correction, ...]:
    return say.topic(reading, "Housing", [STAY], "own", "teal")


def barges(reading: Reading, span: Span) -> tuple[Correction, ...]:
    return say.topic(reading, "Barges", [span], "barges")


def test_a_new_library_has_none_and_what_a_program_found_is_none(library: Library) -> None:
    reading = article(library, 1)
    assert library.own_topics() == []
    assert reading.findings is not None
    topic = reading.findings.topics[0].id
    said(library, reading, lambda reading: say.rename_topic(reading, topic, "Quay"))
    assert library.own_topics() == []


def test_a_topic_is_known_with_its_colour_its_articles_and_words_of_its_passages(library: Library) -> None:
    said(library, article(library, 1), housing)
    second = said(library, article(library, 2), housing, minutes=1)
    said(library, second, lambda reading: say.give_passage(reading, "own", PAINT), minutes=2)
    said(library, article(library, 3), lambda reading: say.topic(reading, "Paint", [PAINT], "paint"), minutes=3)
    words = (STAY.of(TEXT), PAINT.of(TEXT))
    assert library.own_topics() == [
        OwnTopic("own", "Housing", "teal", 2, words),
        OwnTopic("paint", "Paint", "", 1, (PAINT.of(TEXT),)),
    ]


def test_it_is_called_as_it_was_called_last_in_whatever_article(library: Library) -> None:
    first = said(library, article(library, 1), housing)
    said(library, article(library, 2), housing, minutes=1)
    said(library, first, lambda reading: say.rename_topic(reading, "own", "Homes"), minutes=2)
    said(library, first, lambda reading: say.colour_topic(reading, "own", "rose"), minutes=3)
    assert [(one.label, one.colour, one.articles) for one in library.own_topics()] == [("Homes", "rose", 2)]


def test_articles_in_the_bin_do_not_count(library: Library) -> None:
    reading = said(library, article(library, 1), housing)
    library.remove_article(reading.article.id)
    assert library.own_topics() == []
    library.restore_article(reading.article.id)
    assert [one.articles for one in library.own_topics()] == [1]


def test_what_was_taken_back_does_not_count(library: Library) -> None:
    reading = said(library, article(library, 1), housing)
    library.remove_corrections([one.id for one in reading.corrections])
    assert library.own_topics() == []


def test_a_topic_that_was_removed_or_dismissed_is_not_in_that_article(library: Library) -> None:
    first = said(library, article(library, 1), housing)
    said(library, article(library, 2), lambda reading: say.dismiss_topic(reading, "own", "Housing", [STAY]), minutes=1)
    assert [one.articles for one in library.own_topics()] == [1]
    first = said(library, first, lambda reading: say.take_passage(reading, "own", STAY), minutes=2)
    assert library.own_topics() == []
    first = said(library, first, lambda reading: say.topic(reading, "Housing", [PAINT], "own"), minutes=3)
    assert [one.passages for one in library.own_topics()] == [(PAINT.of(TEXT),)]
    said(library, first, lambda reading: say.judge(reading, Target.TOPIC, "own", Verdict.REJECTED), minutes=4)
    assert library.own_topics() == []


def test_a_topic_that_became_part_of_another_is_that_one(library: Library) -> None:
    reading = said(library, article(library, 1), housing)
    reading = said(library, reading, lambda reading: say.topic(reading, "Paint", [PAINT], "paint"))
    said(library, reading, lambda reading: say.merge_topics(reading, "paint", "own"), minutes=1)
    (known,) = library.own_topics()
    assert (known.id, known.passages) == ("own", (STAY.of(TEXT), PAINT.of(TEXT)))


def test_a_found_topic_that_became_the_readers_own_counts(library: Library) -> None:
    said(library, article(library, 1), housing)
    second = article(library, 2)
    assert second.findings is not None
    found = second.findings.topics[0]
    said(library, second, lambda reading: say.merge_into_own(reading, found.id, "own", "Housing"), minutes=1)
    (known,) = library.own_topics()
    assert known.articles == 2
    assert known.passages[0] == found.spans[0].of(TEXT)


def test_own_topics_that_become_part_of_a_found_one_are_gone(library: Library) -> None:
    reading = said(library, article(library, 1), housing)
    assert reading.findings is not None
    found = next(one for one in reading.findings.topics if one.id != "own")
    said(library, reading, lambda reading: say.merge_topics(reading, "own", found.id), minutes=1)
    assert library.own_topics() == []


def test_only_some_words_of_long_and_many_passages_are_read(library: Library) -> None:
    text = "\n\n".join(f"Barge {number} " + "came and went " * 60 for number in range(SAMPLES + 4))
    reading = article(library, 1, text)
    for number in range(SAMPLES + 4):
        start = text.index(f"Barge {number} ")
        reading = said(library, reading, partial(barges, span=Span(start, start + 800)))
    (known,) = library.own_topics()
    assert len(known.passages) == SAMPLES
    assert {len(words) for words in known.passages} == {LONGEST}


def test_words_that_cannot_be_read_change_nothing(library: Library) -> None:
    reading = said(library, article(library, 1), housing)
    spoilt = [
        replace(
            one, id=f"x{place}-{one.id}", made_at=NOON + timedelta(hours=1), before=before, after=after, field=field
        )
        for one in reading.corrections
        for place, (field, before, after) in enumerate(
            [("label", "{", '"x"'), ("label", "{}", '"x"'), ("merged", one.before, '"id"'), ("aura", one.before, "1")]
        )
    ]
    library.save_corrections(spoilt)
    assert [one.label for one in library.own_topics()] == ["Housing"]

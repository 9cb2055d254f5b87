"""Passages are suggested for a reader's own topic where they share its rare words, and rather none than wrong ones."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.analysis.own_topics import PASSAGES, TOPICS, Suggestion, suggest
from desktop_app.analysis.topic_words import read
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.own_topics import OwnTopic
from desktop_app.domain.spans import Span

HOUSING = OwnTopic(
    "own",
    "Housing",
    "teal",
    2,
    (
        "Rents in the old town rose by a fifth, and tenants say that landlords no longer answer letters.",
        "The landlord of the mill flats has sold them; tenants have until June to find other flats.",
    ),
)
FERRY = OwnTopic("ferry", "Island ferry", "", 1, ("The ferry to the island runs twice a day, said its pilot.",))
COUNCIL = [
    "The council of Verrin met on Tuesday and spoke for two hours about the lamps of the market square.",
    "Its clerk read a letter. Tenants of the mill asked who their landlord was. Rents of the tenants doubled in a year.",
    "A storm had taken the lamps in March. Their glass was swept up by children, who were paid with apples.",
    "“We shall see about the lamps,” the mayor said, and nobody laughed.",
]


def article(*paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[str, list[Block]]:
    text, blocks = "", []
    for words in paragraphs:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words
    return text, blocks


def words(text: str, found: list[Suggestion]) -> list[list[str]]:
    return [[span.of(text) for span in one.spans] for one in found]


def test_sentences_that_follow_each_other_are_one_passage() -> None:
    text, blocks = article(*COUNCIL)
    found = suggest(text, blocks, [FERRY, HOUSING])
    assert [one.topic for one in found] == [HOUSING]
    assert words(text, found) == [
        ["Tenants of the mill asked who their landlord was. Rents of the tenants doubled in a year."]
    ]


def test_sentences_of_neighbouring_paragraphs_are_one_passage() -> None:
    text, blocks = article(
        COUNCIL[0],
        "Tenants of the mill flats wrote to the landlord.",
        "The landlord raised the rents of all tenants.",
        COUNCIL[2],
    )
    (one,) = suggest(text, blocks, [HOUSING])
    assert one.spans == (Span(blocks[1].span.start, blocks[2].span.end),)


def test_passages_that_stand_apart_are_several() -> None:
    text, blocks = article(
        "Tenants of the mill flats wrote to the landlord.", *COUNCIL[2:], "A landlord must answer tenants in a month."
    )
    (one,) = suggest(text, blocks, [HOUSING])
    assert len(one.spans) == 2


def test_one_shared_word_is_not_enough_nor_is_one_that_is_said_twice() -> None:
    text, blocks = article(
        COUNCIL[0], "The landlord of the Anchor, a landlord of the old school, poured.", *COUNCIL[2:]
    )
    assert suggest(text, blocks, [HOUSING]) == []


def test_words_that_stand_everywhere_in_the_article_tell_nothing() -> None:
    text, blocks = article(
        *(f"The tenants and the landlord spoke of matter number {n}, again and again." for n in range(20))
    )
    assert suggest(text, blocks, [HOUSING]) == []


def test_two_words_in_a_long_sentence_about_something_else_are_not_enough() -> None:
    long = (
        "Among bakers, glaziers, chandlers, coopers, sailmakers, joiners, drovers, weavers, tenants, farriers, brewers, "
        "millers, tanners, fletchers, carters, thatchers, saddlers and landlords the pageant found its dancers, fiddlers, "
        "drummers, jugglers and trumpeters."
    )
    text, blocks = article(COUNCIL[0], long, *COUNCIL[2:])
    assert suggest(text, blocks, [HOUSING]) == []


def test_headlines_and_captions_are_not_suggested() -> None:
    text, blocks = article("Tenants of the mill flats write to landlord", kind=BlockKind.HEADLINE)
    assert suggest(text, blocks, [HOUSING]) == []


def test_words_that_most_topics_of_the_reader_have_tell_none_apart() -> None:
    topics = [
        OwnTopic(f"t{n}", f"Matter {n}", "", 1, ("The harbour committee of Verrin met.", "A harbour committee sat."))
        for n in range(12)
    ]
    text, blocks = article(COUNCIL[0], "The harbour committee has a new chair.", *COUNCIL[2:])
    assert suggest(text, blocks, topics[:1]) != []
    assert suggest(text, blocks, topics) == []


def test_at_most_a_few_passages_and_topics_are_suggested() -> None:
    sentence = "Tenants of mill {0} wrote to landlord {0}."
    parts = [part for n in range(9) for part in (sentence.format(n), *(f"{words} {n}" for words in COUNCIL[:1] * 4))]
    text, blocks = article(*parts)
    topics = [OwnTopic(f"t{n}", "Tenants and landlords", "", 1, HOUSING.passages) for n in range(TOPICS + 3)]
    found = suggest(text, blocks, topics[:3])
    assert [len(one.spans) for one in found] in ([PASSAGES] * 3, [])
    assert len(suggest(text, blocks, topics)) <= TOPICS


def test_nothing_is_suggested_without_topics_words_or_text() -> None:
    text, blocks = article(*COUNCIL)
    assert suggest(text, blocks, []) == []
    assert suggest(text, blocks, [OwnTopic("x", "", "", 1)]) == []
    assert suggest("", [], [HOUSING]) == []


vocabulary = st.sampled_from(
    ["Tenants", "landlord", "rents", "lamps", "ferry", "the", "of", "pilot", "island.", "storm.", "glass", "mill"]
)
paragraphs = st.lists(st.lists(vocabulary, min_size=1, max_size=25).map(" ".join), max_size=12)


@given(paragraphs)
def test_every_suggested_passage_shares_two_words_and_lies_in_the_text(parts: list[str]) -> None:
    text, blocks = article(*parts)
    for one in suggest(text, blocks, [HOUSING, FERRY]):
        assert 0 < len(one.spans) <= PASSAGES
        assert all(first.end < second.start for first, second in pairwise(one.spans))
        of_topic = " ".join((one.topic.label, *one.topic.passages))
        known = set(read(of_topic, Span(0, len(of_topic))).terms)
        for span in one.spans:
            assert len(known & set(read(text, span).terms)) >= 2
            assert span.of(text).strip() == span.of(text)


def test_time_grows_with_the_text_and_no_faster() -> None:
    def seconds(times: int) -> float:
        text, blocks = article(*(f"{words} {n}" for n in range(times) for words in COUNCIL))
        topics = [OwnTopic(f"t{n}", f"Matter {n}", "", 1, HOUSING.passages) for n in range(30)]
        best = 9.0
        for _ in range(3):
            started = time.perf_counter()
            suggest(text, blocks, topics)
            best = min(best, time.perf_counter() - started)
        return best

    seconds(5)  # word lists are read once
    assert seconds(80) / seconds(20) < 12

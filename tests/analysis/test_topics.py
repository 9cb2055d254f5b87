"""Topics cover every paragraph once and are called as a person would call them."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.analysis.topics import find_topics
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.spans import Span

HARBOUR = [
    "The harbour contract was awarded twice, the minister said, and the harbour contract will be examined.",
    "Dredging in the harbour was to begin in June. The dredging company has hired sixty people for the harbour contract.",
    "Without the dredging, ships of the harbour company must wait for high water, and the contract says nothing of that.",
    "The minister has read the harbour contract again. The dredging is late, the company said.",
    "A second harbour contract would cost the company its dredging fleet.",
]
SCHOOLS = [
    "In the hills, village schools have other worries. The school roof leaks on every classroom.",
    "Teachers at the village school carry buckets from classroom to classroom. The teachers have asked for a new school roof.",
    "A classroom without a roof is a yard, the teachers say, and pupils of the village school have learned to sit under umbrellas.",
    "Pupils drew the school roof in art lessons. The teachers hung the drawings in the driest classroom.",
    "The village will vote on the school roof in spring, and pupils will not.",
]


def _article(*parts: tuple[BlockKind, str]) -> tuple[str, list[Block]]:
    text, blocks = "", []
    for kind, words in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words
    return text, blocks


def _paragraphs(*words: str) -> list[tuple[BlockKind, str]]:
    return [(BlockKind.PARAGRAPH, paragraph) for paragraph in words]


def test_sections_under_subheads_are_topics_and_so_is_the_lead() -> None:
    text, blocks = _article(
        (BlockKind.HEADLINE, "Minister promises a look at the harbour contract"),
        *_paragraphs(*HARBOUR[:2]),
        (BlockKind.SUBHEAD, "Roofs that leak:"),
        *_paragraphs(*SCHOOLS[:2]),
    )
    lead, section = find_topics(text, blocks)
    assert (lead.id, lead.label, lead.found_by) == ("t1", "Harbour contract", "lead")
    assert (section.id, section.label, section.found_by) == ("t2", "Roofs that leak", "subhead")
    assert lead.spans == (Span(blocks[1].span.start, blocks[2].span.end),)
    assert section.spans == (Span(blocks[4].span.start, blocks[5].span.end),)
    assert 3 <= len(section.key_phrases) <= 6


def test_without_subheads_the_vocabulary_tells_the_topics_apart() -> None:
    text, blocks = _article(*_paragraphs(*HARBOUR, *SCHOOLS))
    first, second = find_topics(text, blocks)
    assert second.spans[0].start == blocks[5].span.start
    assert "harbour" in first.label.casefold() or "dredging" in first.label.casefold()
    assert any(word in second.label.casefold() for word in ("school", "roof", "classroom", "teachers"))


def test_a_short_article_is_one_topic() -> None:
    text, blocks = _article((BlockKind.HEADLINE, "Harbour"), *_paragraphs(*HARBOUR[:4]))
    (topic,) = find_topics(text, blocks)
    assert topic.spans == (Span(blocks[1].span.start, blocks[-1].span.end),)


def test_two_sections_of_one_name_are_one_topic_with_two_passages() -> None:
    text, blocks = _article(
        (BlockKind.SUBHEAD, "Harbour"),
        *_paragraphs(*HARBOUR[:1]),
        (BlockKind.SUBHEAD, "Schools"),
        *_paragraphs(*SCHOOLS[:1]),
        (BlockKind.SUBHEAD, "HARBOUR"),
        *_paragraphs(*HARBOUR[1:2]),
    )
    topics = find_topics(text, blocks)
    assert [topic.label for topic in topics] == ["Harbour", "Schools"]
    assert topics[0].spans == (blocks[1].span, blocks[5].span)


def test_subheads_become_labels_of_one_line_without_numbers_and_at_most_sixty_characters() -> None:
    long = "3. What the harbour committee knew about the second tender,\nand when it knew it, and who had told it"
    text, blocks = _article(*_paragraphs(*SCHOOLS[:1]), (BlockKind.SUBHEAD, long), *_paragraphs(*HARBOUR[:1]))
    _, topic = find_topics(text, blocks)
    assert topic.label == "What the harbour committee knew about the second tender,…".replace(",…", "…")


def test_a_subhead_of_ornaments_takes_its_label_from_the_text() -> None:
    text, blocks = _article(*_paragraphs(*SCHOOLS), (BlockKind.SUBHEAD, "* * *"), *_paragraphs(*HARBOUR))
    _, topic = find_topics(text, blocks)
    assert "contract" in topic.label.casefold()


def test_one_line_above_the_whole_text_divides_nothing() -> None:
    text, blocks = _article((BlockKind.SUBHEAD, "Verrin Courier"), *_paragraphs(*HARBOUR))
    (topic,) = find_topics(text, blocks)
    assert topic.found_by == "whole article"


def test_a_text_that_names_people_most_is_still_labelled_by_its_matter() -> None:
    words = [
        "Ilse Varga said the ferry timetable would change. Varga said the ferry was late.",
        "Mr Varga said nothing of the ferry timetable, Varga added.",
        "The ferry timetable hangs by the pier, said Varga.",
    ]
    text, blocks = _article(*_paragraphs(*words))
    (topic,) = find_topics(text, blocks)
    assert topic.label == "Ferry timetable"


def test_a_question_is_never_parted_from_its_answer() -> None:
    talk = []
    for question, answer in zip(HARBOUR, SCHOOLS, strict=True):
        talk += [f"Q: {question[:-1]}?", f"A: {answer}"]
    text, blocks = _article(*_paragraphs(*talk))
    starts = {topic.spans[0].start for topic in find_topics(text, blocks)}
    assert starts <= {block.span.start for block in blocks[::2]}


def test_a_long_paragraph_is_parted_where_it_turns_to_another_matter() -> None:
    text, blocks = _article(*_paragraphs(" ".join(HARBOUR + SCHOOLS)))
    first, second = find_topics(text, blocks)
    (before,), (after,) = first.spans, second.spans
    assert text[after.start :].startswith("In the hills")
    assert text[before.end : after.start] == " "
    assert (before.start, after.end) == blocks[0].span


def test_a_matter_that_returns_further_down_is_one_topic_with_two_passages() -> None:
    again = [paragraph.replace("The minister", "The mayor") for paragraph in reversed(HARBOUR)]
    text, blocks = _article(*_paragraphs(*HARBOUR, *SCHOOLS, *again))
    harbour, _ = find_topics(text, blocks)
    assert [text[span.start : span.end][:11] for span in harbour.spans] == [HARBOUR[0][:11], again[0][:11]]


def test_a_label_may_hold_function_words_but_neither_begins_nor_ends_with_one() -> None:
    words = [
        "The cost of a berth has doubled. The harbour office set the cost of a berth.",
        "Nobody had asked for the cost of a berth, the harbour office said.",
    ]
    text, blocks = _article(*_paragraphs(*words))
    (topic,) = find_topics(text, blocks)
    assert topic.label == "Cost of a berth"


def test_who_speaks_is_not_what_a_section_is_about() -> None:
    words = [
        "The secretary, Ilse Varga, has read the ferry report. Varga said the ferry report was thin.",
        "“It is thin,” Varga said. “It is very thin,” Varga said again of the ferry report.",
    ]
    text, blocks = _article(*_paragraphs(*words))
    (topic,) = find_topics(text, blocks)
    assert topic.label == "Ferry report"


def test_text_without_any_word_has_a_topic_with_a_plain_name() -> None:
    text, blocks = _article(*_paragraphs("1234 — 5678", "…"))
    (topic,) = find_topics(text, blocks)
    assert topic.label == "Part 1"
    assert topic.key_phrases == ()


def test_no_paragraphs_no_topics() -> None:
    assert find_topics("", ()) == ()
    text, blocks = _article((BlockKind.HEADLINE, "Only a headline"))
    assert find_topics(text, blocks) == ()


def test_a_book_is_done_in_seconds_with_few_topics() -> None:
    chapters = [
        paragraph.replace("harbour", f"harbour{number % 12}")
        for number in range(300)
        for paragraph in HARBOUR + SCHOOLS
    ]
    text, blocks = _article(*_paragraphs(*chapters))
    start = time.process_time()
    topics = find_topics(text, blocks)
    assert time.process_time() - start < 5
    assert 1 <= len(topics) <= 40


_KINDS = st.sampled_from(BlockKind)
_WORDS = st.lists(
    st.sampled_from(
        [
            "harbour",
            "Harbour",
            "contract",
            "school",
            "roof",
            "the",
            "of",
            "Varga",
            "said",
            "“Yes,”",
            "1871",
            "–",
            "don’t",
            "’",
            "été",
            "İstanbul",
            "SS.",
            "?",
        ]
    ),
    max_size=14,
).map(" ".join)


_SENTENCES = st.lists(st.sampled_from([*HARBOUR, *SCHOOLS, "“No,” she said.", "Varga’s ferry sank."]), max_size=14).map(
    " ".join
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_SENTENCES, min_size=1, max_size=6))
def test_every_sentence_lies_in_one_topic_and_every_label_stands_in_the_text(paragraphs: list[str]) -> None:
    text, blocks = _article(*_paragraphs(*paragraphs))
    topics = find_topics(text, blocks)
    spans = sorted(span for topic in topics for span in topic.spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    covered = "".join("".join(span.of(text).split()) for span in spans)
    assert covered == "".join(text.split())
    for topic in topics:
        assert topic.label.startswith("Part ") or topic.label.casefold() in " ".join(text.split()).casefold()


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(_KINDS, _WORDS), max_size=24))
def test_every_paragraph_lies_in_exactly_one_topic(parts: list[tuple[BlockKind, str]]) -> None:
    text, blocks = _article(*parts)
    topics = find_topics(text, blocks)
    body = {BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM}
    spans = sorted(span for topic in topics for span in topic.spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for block in blocks:
        holders = sum(span.contains(block.span) for span in spans)
        if block.span.length:
            assert holders == (1 if block.kind in body else 0)
    for topic in topics:
        assert 0 < len(topic.label.strip()) <= 60
        assert list(topic.spans) == sorted(topic.spans)
        assert len(topic.key_phrases) <= 6
    assert len({topic.label.casefold() for topic in topics}) == len(topics)
    starts = [topic.spans[0].start for topic in topics]
    assert starts == sorted(starts)

"""Rules and network together: one list of relations in which no quotation is counted twice."""

from __future__ import annotations

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.analysis import cues
from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.building import Found
from desktop_app.analysis.cues import Paragraph, Reported
from desktop_app.analysis.fusion import fused, source_tokens
from desktop_app.analysis.learned.network import Reading
from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.preparation import Article, prepared
from desktop_app.analysis.relations import LEARNED
from desktop_app.analysis.sentences import tokenise
from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.spans import Span
from tests.analysis.articles import blocks_of
from tests.analysis.readings import TAGS, Seen, has_model, network, reading

_WORDS = (
    "Hanne Dorval|Mr. Hale|he|she|the minister|officials|said|told me,|asked|adding|according to|that|and|“The bridge"
    "|is shut,”|“Go!”|“we go”|‘Keep the boat,’|‘never|mind.’|”|“|it was late|,|.|?|;|—|\n|\n# |\n> |DORVAL:|read|called|’s|54"
)
TEXTS = st.lists(st.sampled_from(_WORDS.split("|")), max_size=25).map(" ".join)


def relations_of(text: str, made: Reading) -> tuple[Article, list[Reported]]:
    """What the rules see, fused with a reading."""
    article = prepared(text, blocks_of(text))
    opinion = Opinion()
    opinion.add(made, range(len(article.blocks)))
    found: list[Reported] = []
    for number, sentences in enumerate(article.masked):
        silent = frozenset(article.not_speech)
        ruled = cues.find_reported(Paragraph(number, sentences, article.quotations, silent))
        found += fused(article, number, ruled, opinion)
    return article, found


def fused_words(text: str, *seen: Seen, speech: float = 0.9) -> list[tuple[str, tuple[str, ...], str]]:
    """Source, contents and rule of every relation."""
    _, found = relations_of(text, reading(text, blocks_of(text), *seen, speech=speech))
    return [
        (
            " ".join(token.text for token in one.source),
            tuple(span.of(text) for span in one.content),
            one.rule,
        )
        for one in found
    ]


def wild(text: str, seed: int) -> Reading:
    """A reading that says anything: tags in a sound order, and chances and pointers of any kind."""
    made = reading(text, blocks_of(text))
    chance = np.random.default_rng(seed)
    tag = 0
    for place in range(len(made.tags)):
        goes_on = tag > 0 and chance.random() < 0.7
        tag = tag + tag % 2 if goes_on else int(chance.choice([0, 0, 1, 3, 5, 5, 5]))
        made.tags[place] = tag
    made.chances[:] = chance.dirichlet(np.ones(TAGS), len(made.tags))
    made.speech[:] = chance.random(len(made.tags))
    made.asks[:] = chance.normal(size=made.asks.shape)
    made.answers[:] = chance.normal(size=made.answers.shape)
    return made


@given(TEXTS.filter(str.strip), st.integers(0, 1000))
@settings(max_examples=150)
def test_whatever_the_network_says_a_quotation_is_in_one_relation_at_most(text: str, seed: int) -> None:
    article, found = relations_of(text, wild(text, seed))
    held = list(chain.from_iterable(one.quotes for one in found))
    assert len(held) == len(set(held))
    assert all(article.quotations[quote].depth == 0 for quote in held)


@given(TEXTS.filter(str.strip), st.integers(0, 1000))
@settings(max_examples=150)
def test_whatever_the_network_says_contents_are_words_of_their_block(text: str, seed: int) -> None:
    article, found = relations_of(text, wild(text, seed))
    for one in found:
        assert one.content == sorted(one.content)
        block = article.blocks[one.paragraph].span
        assert all(block.contains(span) and span.length > 0 for span in one.content)
        assert all(block.start <= token.start < block.end for token in one.source)


def overlapping(found: list[Reported]) -> list[tuple[Span, Span]]:
    contents = [span for one in found for span in one.content]
    return [(one, other) for one, other in combinations(contents, 2) if one.overlaps(other)]


@given(TEXTS.filter(str.strip), st.integers(0, 1000))
@example("“It is late. We go home,” Ann Ray said.", 0)
@settings(max_examples=150)
def test_whatever_the_network_says_no_contents_overlap(text: str, seed: int) -> None:
    _, found = relations_of(text, wild(text, seed))
    assert overlapping(found) == []


def test_a_quotation_that_the_network_halves_is_one_content() -> None:
    text = "“It is late. We go home,” Ann Ray said."
    found = fused_words(text, Seen(["It is late."], "Ann Ray", "said"), Seen(["We go home"]))
    assert [content for _, content, _ in found] == [("It is late. We go home,",)]


class TestOneParagraph:
    def test_marks_decide_the_edges_of_direct_speech(self) -> None:
        text = "“The bridge is shut today,” Ann Ray said."
        seen = Seen(["The bridge is shut"], "Ann Ray", "said")
        assert fused_words(text, seen) == [("Ann Ray", ("The bridge is shut today,",), "marks + verb")]

    def test_what_only_the_network_sees_is_found_by_it(self) -> None:
        text = "To Ann Ray the bridge was a ruin."
        seen = Seen(["the bridge was a ruin"], "Ann Ray", "To")
        assert fused_words(text, seen) == [("Ann Ray", ("the bridge was a ruin",), LEARNED)]

    def test_what_only_the_rules_see_stays_where_the_network_thinks_it_speech(self) -> None:
        text = "“The bridge is shut,” Ann Ray said."
        _, found = relations_of(text, reading(text, blocks_of(text), Seen(["The bridge is shut,"]), speech=0.9))
        assert [one.source[0].text for one in found] == ["Ann"]
        assert fused_words(text, speech=0.99) == [("Ann Ray", ("The bridge is shut,",), "marks + verb")]
        assert fused_words(text, speech=0.1) == []

    def test_an_indirect_statement_that_the_network_thinks_impossible_goes(self) -> None:
        assert fused_words("Ann Ray said that the bridge was shut.") == []

    def test_the_word_that_opens_a_clause_is_not_content(self) -> None:
        text = "Ann Ray fears that the bridge is a ruin."
        seen = Seen(["that the bridge is a ruin."], "Ann Ray", "fears")
        assert [content for _, content, _ in fused_words(text, seen)] == [("the bridge is a ruin",)]

    def test_a_clause_holds_its_quotations_whole(self) -> None:
        text = "Ann Ray said the bridge was “a ruin of old” by now."
        seen = Seen(["the bridge was “a ruin of"], "Ann Ray", "said")
        ((_, content, _),) = fused_words(text, seen)
        assert content == ("the bridge was “a ruin of old”",)

    def test_a_content_without_letters_is_none(self) -> None:
        assert fused_words("Ann Ray left … and came.", Seen(["…"], "Ann Ray")) == []

    def test_a_single_letter_is_no_clause(self) -> None:
        assert fused_words("Ann Ray got X there.", Seen(["X"], "Ray", "got")) == []

    def test_the_source_of_the_rules_fills_a_gap_of_the_network(self) -> None:
        text = "“The bridge is shut,” Ann Ray said."
        assert fused_words(text, Seen(["“The bridge is shut,”"])) == [
            ("Ann Ray", ("The bridge is shut,",), "marks + verb")
        ]

    def test_both_stretches_of_an_interrupted_quotation_are_one_relation(self) -> None:
        text = "“The bridge,” Ann Ray said, “is shut for good.”"
        assert fused_words(text, Seen(["is shut for good."], "Ann Ray", "said")) == [
            ("Ann Ray", ("The bridge,", "is shut for good."), "marks + verb")
        ]

    def test_a_heir_follows_the_relation_that_replaces_its_own(self) -> None:
        text = "Ann Ray said that the bridge was shut, adding that the boats were old."
        seen = Seen(["that the bridge was shut"], "Ann Ray", "said"), Seen(["that the boats were old"])
        _, found = relations_of(text, reading(text, blocks_of(text), *seen))
        assert len(found) == 2
        (heir,) = [one for one in found if not one.source]
        assert heir.heir_of is next(one for one in found if one.source)


@pytest.mark.parametrize(
    ("words", "source", "head"),
    [
        ("the mayor of Tarn", "the mayor of Tarn", "mayor"),
        ("Ann Ray", "Ann Ray", "Ray"),
        (", Ann Ray", "Ann Ray", "Ray"),
        ("—", "", ""),
        ("nobody but him", "nobody but him", "nobody"),
    ],
)
def test_the_head_of_a_source_says_who_it_is(words: str, source: str, head: str) -> None:
    tokens = tokenise(words, Span(0, len(words)))
    found, at = source_tokens(tokens, Span(0, len(words)))
    assert " ".join(token.text for token in found) == source
    if head:
        assert found[at].text == head


@pytest.mark.skipif(not has_model(), reason="this checkout has no model")
class TestTheWhole:
    def found(self, text: str) -> Found:
        return find_attributions(text, blocks_of(text), None, network())

    @given(st.one_of(TEXTS, st.text(max_size=100)))
    @example("")
    @example("“")
    @example("A: said Q: “")
    def test_analysis_never_fails_and_its_findings_are_sound(self, text: str) -> None:
        found = self.found(text)
        speakers = {one.id for one in found.speakers}
        for one in found.attributions:
            assert one.content
            assert 0.01 <= one.confidence <= 0.99
            assert one.speaker is None or one.speaker in speakers
            spans = (*one.content, *one.quoted, *one.cue, *one.source)
            assert all(0 <= span.start < span.end <= len(text) for span in spans)

    @given(TEXTS)
    def test_no_quotation_is_in_two_attributions(self, text: str) -> None:
        quoted = [span for one in self.found(text).attributions for span in one.quoted]
        assert len(quoted) == len(set(quoted))

    def test_plain_sentences_are_read_as_anybody_would(self) -> None:
        text = "“The bridge is shut,” Ann Ray said.\nTom Hale said that the boats were old."
        found = self.found(text)
        names = {one.id: one.name for one in found.speakers}
        assert [(names[one.speaker or ""], one.kind) for one in found.attributions] == [
            ("Ann Ray", AttributionKind.DIRECT),
            ("Tom Hale", AttributionKind.INDIRECT),
        ]

    def test_progress_rises(self) -> None:
        told: list[float] = []
        text = "“The bridge is shut,” Ann Ray said."
        find_attributions(text, blocks_of(text), told.append, network())
        assert told == sorted(told)
        assert told[-1] == pytest.approx(0.8)


class TestSharedSources:
    def test_a_cue_without_a_source_has_that_of_its_sentence(self) -> None:
        text = "Ann Ray denied the whole story and called for a new vote."
        seen = (Seen(["the whole story"], "Ann Ray", "denied"), Seen(["a new vote"], "", "called for"))
        assert [source for source, _, _ in fused_words(text, *seen)] == ["Ann Ray", "Ann Ray"]

    def test_but_not_that_of_the_sentence_before(self) -> None:
        text = "Ann Ray denied the whole story. The board called for a new vote."
        seen = (Seen(["the whole story"], "Ann Ray", "denied"), Seen(["a new vote"], "", "called for"))
        assert fused_words(text, *seen)[1][0] != "Ann Ray"

    @pytest.mark.parametrize("source", ["", "Ann Ray"])
    def test_nor_is_a_question_put_to_somebody_theirs(self, source: str) -> None:
        text = "Ann Ray said the bridge was shut when asked about the new harbour."
        seen = (Seen(["the bridge was shut"], "Ann Ray", "said"), Seen(["the new harbour"], source, "asked about"))
        found = [source for source, contents, _ in fused_words(text, *seen) if contents == ("the new harbour",)]
        assert found != ["Ann Ray"]

"""Speech without a tag: paragraphs that go on or answer, whole paragraphs under a label, headlines, and nobody's words."""

from __future__ import annotations

import pytest

from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.building import Found
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.spans import Span
from desktop_app.importing import read_document
from desktop_app.paths import resource
from tests.analysis.articles import blocks_of
from tests.analysis.readings import has_model, network


def found(text: str) -> Found:
    """By the rules alone."""
    return find_attributions(text, blocks_of(text))


def said(text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    made = found(text)
    names = {one.id: one.name for one in made.speakers}
    return [(names.get(one.speaker or ""), tuple(span.of(text) for span in one.content)) for one in made.attributions]


def silent(text: str) -> list[str]:
    return [span.of(text) for span in found(text).not_speech]


def how(text: str) -> list[str]:
    return [one.found_by for one in found(text).attributions]


class TestGoingOn:
    def test_a_paragraph_of_marks_goes_on_with_the_one_before(self) -> None:
        text = "“The bridge was built of stone long ago and is shut for now,” Ann Ray said.\n“It opens in May, if all goes well.”"
        assert [name for name, _ in said(text)] == ["Ann Ray", "Ann Ray"]
        assert how(text)[1] == "continued paragraph"

    def test_a_quotation_over_several_paragraphs_is_one(self) -> None:
        text = "“The bridge is shut,” Ann Ray said. “It is late.\n“It opens in May.\n“We are glad.”"
        assert said(text) == [("Ann Ray", ("The bridge is shut,", "It is late.", "It opens in May.", "We are glad."))]

    def test_a_quotation_whose_tag_comes_at_its_end_is_one(self) -> None:
        text = "“The bridge is shut and we are sad.\n“It opens in May,” Ann Ray said."
        assert said(text) == [("Ann Ray", ("The bridge is shut and we are sad.", "It opens in May,"))]

    def test_a_stretch_that_goes_on_from_nobody_is_nobodys(self) -> None:
        text = "“The bridge is shut and we are sad.\n“It opens in May, if all goes well.”"
        assert {name for name, _ in said(text)} == {None}

    def test_a_stretch_goes_on_from_one_that_holds_another(self) -> None:
        text = "Ann Ray wept. “Bo ran and cried, ‘Go.’ It is late and cold.\n“It is shut and cold.”"
        assert ("Ann Ray", ("Bo ran and cried, ‘Go.’ It is late and cold.", "It is shut and cold.")) in said(text)

    def test_a_line_that_nobody_speaks_in_interrupts_nothing(self) -> None:
        text = "“It is shut,” Ann Ray said.\nBy Tom Hale\n“It opens in May, if all goes well.”"
        first, byline, last = blocks_of(text)
        made = find_attributions(text, (first, Block(BlockKind.BYLINE, byline.span), last))
        assert [one.found_by for one in made.attributions] == ["marks + verb", "continued paragraph"]

    def test_the_subject_of_the_paragraph_before_a_byline_speaks(self) -> None:
        text = "Ann Ray shook her head.\nBy Tom Hale\n“It opens in May, if all goes well.”"
        first, byline, last = blocks_of(text)
        made = find_attributions(text, (first, Block(BlockKind.BYLINE, byline.span), last))
        assert [one.name for one in made.speakers] == ["Ann Ray"]

    def test_a_subhead_ends_what_goes_on(self) -> None:
        text = "“The bridge is shut for now,” Ann Ray said.\n## Boats\n“The boats are old and slow, all of them.”"
        assert how(text)[1] != "continued paragraph"

    def test_a_sentence_beside_a_tag_has_its_speaker(self) -> None:
        text = "Ann Ray said it was late. The rain fell. “The bridge is old and shut for good.”"
        assert [name for name, _ in said(text)] == ["Ann Ray", "Ann Ray"]
        assert how(text)[1] == "same paragraph"

    def test_a_sentence_before_a_tag_has_its_speaker(self) -> None:
        text = "“The bridge is old and shut for good.” The rain fell. “We are glad of it,” Ann Ray said."
        assert [name for name, _ in said(text)] == ["Ann Ray", "Ann Ray"]

    def test_a_statement_that_follows_says_nothing_of_the_marks_before(self) -> None:
        text = "“The bridge is old and shut for good.” The rain fell. Ann Ray said it was late."
        assert [name for name, _ in said(text)] == [None, "Ann Ray"]

    def test_marks_behind_a_subject_are_that_persons(self) -> None:
        text = "Ann Ray shook her head. “The bridge is old and shut for good.”"
        assert said(text) == [("Ann Ray", ("The bridge is old and shut for good.",))]
        assert how(text)[0] == "paragraph subject"

    def test_marks_with_nobody_about_are_nobodys(self) -> None:
        text = "It rained. “The bridge is old and shut for good.”"
        assert said(text) == [(None, ("The bridge is old and shut for good.",))]
        assert how(text) == ["marks alone"]


class TestAnswers:
    TALK = "“How many arches are left?” asked Tom Hale.\n“Four,” Orme said.\n“Three. You forget one.”"

    def test_a_short_reply_is_answered_by_the_one_who_spoke_before(self) -> None:
        assert [name for name, _ in said(self.TALK)] == ["Tom Hale", "Orme", "Tom Hale"]
        assert how(self.TALK)[2] == "alternating speakers"

    def test_a_paragraph_between_ends_no_talk(self) -> None:
        text = self.TALK.replace("“Four", "It rained.\n“Four")
        assert [name for name, _ in said(text)] == ["Tom Hale", "Orme", "Tom Hale"]

    def test_who_spoke_twice_is_answered_by_the_other(self) -> None:
        text = self.TALK.replace("“Four", "“Five,” Orme said.\n“Four")
        assert [name for name, _ in said(text)] == ["Tom Hale", "Orme", "Orme", "Tom Hale"]

    def test_a_long_reply_goes_on(self) -> None:
        text = self.TALK.replace("Four,", "Four of them, as you can see if you look from here to there today,")
        assert [name for name, _ in said(text)][2] == "Orme"

    def test_a_subhead_between_ends_the_talk(self) -> None:
        text = self.TALK.replace("“Four", "## Boats\n“Four")
        assert how(text)[2] == "continued paragraph"

    def test_a_body_does_not_talk(self) -> None:
        text = self.TALK.replace("Tom Hale", "the Tarn River Authority")
        assert how(text)[2] == "continued paragraph"

    def test_one_who_speaks_alone_is_answered_by_nobody(self) -> None:
        text = "“Four,” Orme said.\n“Three. You forget one.”"
        assert [name for name, _ in said(text)] == ["Orme", "Orme"]


class TestNobodysWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Ann Ray laughed at the “grand old” bridge.", "grand old"),
            ("The “bridge of sighs” was shut.", "bridge of sighs"),
            ("“Yes.”", ""),
        ],
    )
    def test_few_words_in_a_sentence_are_a_way_of_speaking(self, text: str, words: str) -> None:
        assert silent(text) == ([words] if words else [])

    @pytest.mark.skipif(not has_model(), reason="this checkout has no model")
    def test_the_network_tells_speech_from_it(self) -> None:
        text = "Ann Ray came home.\nThe film was called “The Bridge”.\n“It is late,” Ann Ray said. “We are going home now.”"
        made = find_attributions(text, blocks_of(text), None, network())
        assert [span.of(text) for span in made.not_speech] == ["The Bridge"]
        held = [span.of(text) for one in made.attributions for span in one.content]
        assert held == ["It is late,", "We are going home now."]

    @pytest.mark.skipif(not has_model(), reason="this checkout has no model")
    def test_words_as_words_within_an_answer_are_none(self) -> None:
        text = "Ann Ray draws maps.\nQ: And the islet?\nA: They wanted “Bumpy Ridge”. People say “lucky” when they mean it."
        made = find_attributions(text, blocks_of(text), None, network())
        assert [span.of(text) for span in made.not_speech] == ["Bumpy Ridge", "lucky"]


class TestHeadlines:
    def test_marks_in_a_headline_belong_to_whoever_says_them_below(self) -> None:
        text = "# Bridge “is a ruin”\n“The bridge is a ruin,” Ann Ray said."
        assert said(text) == [("Ann Ray", ("is a ruin",)), ("Ann Ray", ("The bridge is a ruin,",))]
        assert how(text)[0] == "repeated words"

    def test_marks_in_a_headline_that_nobody_says_are_nobodys(self) -> None:
        text = "# Bridge “is a ruin” and “falls”\n“The bridge is shut,” Ann Ray said."
        assert silent(text) == ["is a ruin", "falls"]

    def test_a_headline_with_a_tag_needs_no_body(self) -> None:
        text = "# “The bridge is a ruin,” Ann Ray said\nIt rained."
        assert said(text) == [("Ann Ray", ("The bridge is a ruin,",))]


class TestTurns:
    def test_a_paragraph_under_a_label_is_that_speakers(self) -> None:
        text = "Ann Dorval met the press.\nDORVAL: We measured it twice.\nDORVAL: It is shut."
        assert said(text) == [("Ann Dorval", ("We measured it twice.",)), ("Ann Dorval", ("It is shut.",))]

    def test_questions_are_nobodys_and_answers_are_somebodys(self) -> None:
        text = "Q: Is it shut?\nA: We measured it twice."
        assert [content for _, content in said(text)] == [("We measured it twice.",)]

    @pytest.mark.parametrize("text", ["Note: it rained.", "Harbour: “It is late and wet here.”"])
    def test_other_words_before_a_colon_are_no_label(self, text: str) -> None:
        assert "speaker label" not in how(text)

    def test_a_headline_names_its_speaker_before_a_colon(self) -> None:
        text = "# Dorval: the bridge is a ruin\nAnn Dorval met the press."
        assert said(text) == [("Ann Dorval", ("the bridge is a ruin",))]

    def test_what_a_headline_is_about_is_no_speaker_even_twice(self) -> None:
        assert how("# Harbour: what we know\nIt rained.\n# Harbour: what is next\nIt rained.") == []

    def test_a_block_quotation_is_introduced_by_a_colon(self) -> None:
        text = "Ann Ray wrote:\n> The bridge is a ruin.\n> It is shut.\nIt rained."
        assert said(text) == [("Ann Ray", ("The bridge is a ruin.", "It is shut."))]

    def test_a_paragraph_of_marks_is_introduced_by_a_colon(self) -> None:
        assert said("Ann Ray wrote:\n“The bridge is a ruin.” “It is shut.”") == [
            ("Ann Ray", ("The bridge is a ruin.", "It is shut."))
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Ann Ray wrote.\n> The bridge is a ruin.",
            "Ann Ray wrote:\nThe bridge is a ruin.",
            "Ann Ray wrote:\n> “The bridge” is a ruin.",
            "# Boats:\n> The bridge is a ruin.",
        ],
    )
    def test_without_colon_or_set_off_words_nothing_is_introduced(self, text: str) -> None:
        assert "block quotation" not in how(text)

    def test_a_speaker_is_unknown_where_nobody_introduces(self) -> None:
        assert said("Then this:\n> The bridge is a ruin.") == [(None, ("The bridge is a ruin.",))]
        assert said("For good and all:\n“The bridge is a ruin.”") == [(None, ("The bridge is a ruin.",))]


def test_a_source_that_is_a_sign_does_not_speak() -> None:
    text = "A banner read: “Keep the bridge open.”"
    assert said(text) == []
    assert silent(text) == ["Keep the bridge open."]


def test_a_government_is_called_what_it_is_called_where_it_speaks() -> None:
    text = "China shut the port. China is large. Beijing said that the port was shut."
    (only,) = found(text).speakers
    assert only.name == "Beijing"


def test_offsets_point_into_the_text() -> None:
    text = "Ann Ray said it was late."
    (only,) = found(text).attributions
    assert only.source == (Span(0, 7),)


def test_an_exchange_without_tags_goes_from_one_to_the_other() -> None:
    text = (
        "“You can forge a label,” Dr Sunniva Tarr said.\n"
        "Mr Bo Marsh asked whether it could have been made in 1743.\n"
        "“No. In 1743 the tree was still alive.”\n“And in 1843?”\n“Still alive.”"
    )
    assert [one for one, _ in said(text)][-3:] == ["Sunniva Tarr", "Bo Marsh", "Sunniva Tarr"]


@pytest.mark.skipif(not has_model(), reason="this checkout has no model")
def test_what_a_firm_states_over_several_paragraphs_is_the_firms_though_people_are_about() -> None:
    text = resource("samples", "harbour-contract.txt").read_text("utf-8")
    document = read_document(text.encode(), "harbour-contract.txt")
    made = find_attributions(document.text, document.blocks, network=network())
    names = {one.id: one.name for one in made.speakers}
    stated = document.text.index("Our vessels are paid for")
    (one,) = [one for one in made.attributions if any(span.start == stated for span in one.content)]
    assert names[one.speaker or ""] == "Northbank Marine"

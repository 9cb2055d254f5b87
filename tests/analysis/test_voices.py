"""Voices beside the plain verb of speech: asides, nouns, questions of others, posts, lists, marks of all kinds."""

from __future__ import annotations

import pytest

from tests.analysis.articles import Said, findings, said, who, words


def test_a_question_that_somebody_else_put_is_no_statement_of_the_speaker() -> None:
    text = "“The bridge is shut,” Dorval said when asked whether Tom Hale was breaking his word."
    assert said(text) == [Said("direct", "Dorval", ("The bridge is shut,",), ("said",))]


def test_what_is_believed_of_those_who_are_accused_is_a_statement_of_its_own_by_nobody() -> None:
    text = "Boats that are believed to be owned by Verrin have been accused of piracy in other towns, such as Tarn."
    assert said(text) == [
        Said("indirect", None, ("to be owned by Verrin",), ("are believed",)),
        Said("indirect", None, ("piracy in other towns, such as Tarn",), ("have been accused",)),
    ]


def test_deciding_and_refusing_inside_a_statement_are_not_statements_of_those_who_decide() -> None:
    text = "Hanne Dorval said it was on Verrin to decide if it would open, after the town refused to agree to a deal."
    assert said(text) == [Said("indirect", "Hanne Dorval", ("it was on Verrin to decide if it would open",), ("said",))]


@pytest.mark.parametrize(
    "text",
    [
        "The man asked not to be named.",
        "The man asked that his name not be used.",
        "The man insisted on speaking on condition of anonymity.",
        "The mayor declined to comment on the bridge.",
        "The mayor declined to be named.",
        "The mayor refused to answer questions.",
        "There was a claim that was never proved.",
        "Officials put the report at the door.",
    ],
)
def test_silence_is_no_statement(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("aside", ["asked not to be named", "spoke on condition of anonymity", "declined to be named"])
def test_whoever_stays_unnamed_may_still_speak(aside: str) -> None:
    assert said(f"A clerk, who {aside}, said the bridge was shut.") == [
        Said("indirect", "Clerk", ("the bridge was shut",), ("said",))
    ]


def test_a_source_may_also_expect() -> None:
    text = "The bridge costs 14 million, according to the Verrin Audit Office, which expects a further rise."
    assert said(text) == [
        Said("indirect", "Verrin Audit Office", ("The bridge costs 14 million",), ("according to",)),
        Said("indirect", "Verrin Audit Office", ("a further rise",), ("expects",)),
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("In Hanne Dorval’s opinion, the bridge is shut.", ("the bridge is shut",)),
        ("In the words of Hanne Dorval, the bridge is shut.", ("the bridge is shut",)),
        ("Hanne Dorval wept. In her view, the bridge is shut.", ("the bridge is shut",)),
        ("The bridge, in the opinion of Hanne Dorval, is shut.", ("The bridge", "is shut")),
        ("Hanne Dorval saw it. It had been shut, in her opinion, with a rope.", ("It had been shut", "with a rope")),
        ("The bridge is a poem, as Hanne Dorval put it.", ("The bridge is a poem",)),
        ("As Hanne Dorval put it, the bridge is a poem.", ("the bridge is a poem",)),
        ("Hanne Dorval repeated her claim that the bridge is shut.", ("the bridge is shut",)),
        ("Hanne Dorval made the claim that the bridge is shut.", ("the bridge is shut",)),
        ("Hanne Dorval’s claim that boats are slow was wrong.", ("boats are slow",)),
        ("Hanne Dorval gave evidence that the bridge was shut.", ("the bridge was shut",)),
        ("Hanne Dorval made good on her promise to build a bridge.", ("to build a bridge",)),
        ("Hanne Dorval put it to Tom Hale that the bridge was shut.", ("the bridge was shut",)),
        ("Hanne Dorval puts the cost at £3.1m.", ("the cost at £3.1m",)),
        ("Hanne Dorval signalled that the bridge was shut.", ("the bridge was shut",)),
        ("Hanne Dorval signaled a cut in fares.", ("a cut in fares",)),
        ("The driver, Hanne Dorval said, had been paid.", ("The driver", "had been paid")),
        ("Hanne Dorval had written to the town to say that the bridge was shut.", ("the bridge was shut",)),
        ("Hanne Dorval told guards who stopped her that the bridge was shut.", ("the bridge was shut",)),
        ("Hanne Dorval wants the letters to be published.", ("the letters to be published",)),
        ("Hanne Dorval decided two winters ago that the bridge was old.", ("the bridge was old",)),
        ("Hanne Dorval told her lawyer that the bridge was shut.", ("the bridge was shut",)),
        ("Hanne Dorval said the bridge was shut, and that boats went.", ("the bridge was shut, and that boats went",)),
    ],
)
def test_an_aside_or_noun_hands_over_as_a_verb_does(text: str, content: tuple[str, ...]) -> None:
    (found,) = said(text)
    assert (found.kind, found.who, found.content) == ("indirect", "Hanne Dorval", content)


def test_an_allegation_without_an_owner_is_nobodys() -> None:
    assert said("The allegation that boats are slow was wrong.") == [
        Said("indirect", None, ("boats are slow",), ("allegation",))
    ]
    assert who("It is understood that the bridge was shut.") == [None]
    assert words("It is understood the bridge will open.") == [("the bridge will open",)]


def test_two_cues_of_one_subject_are_two_statements() -> None:
    for join in ("and added that", "but added", "and then said that"):
        assert said(f"Hanne Dorval said the bridge was shut {join} boats would go.")[1].content == ("boats would go",)


def test_a_comma_inside_the_marks_ends_the_clause_before_the_next_verb() -> None:
    text = "Hanne Dorval said she was thinking, “Oh my boat, this is it,” adding, “I ran away.”"
    assert [(one.kind, one.who, one.content) for one in said(text)] == [
        ("mixed", "Hanne Dorval", ("she was thinking, “Oh my boat, this is it,”",)),
        ("direct", "Hanne Dorval", ("I ran away.",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is shut,” according to Hanne Dorval.",
        "“The bridge is shut,” Hanne Dorval wrote on X.",
        "“The bridge is shut,” Hanne Dorval told the programme “Inside Tarn” after the race.",
        "“The bridge is shut,” the driver, Hanne Dorval, told the programme “Inside Tarn” after the race.",
    ],
)
def test_a_post_or_broadcast_is_speech(text: str) -> None:
    (found,) = said(text)
    assert (found.kind, found.content) == ("direct", ("The bridge is shut,",))


def test_a_narrator_speaks() -> None:
    assert words("“The bridge is shut,” says a narrator.") == [("The bridge is shut,",)]


def test_marks_interrupted_by_an_aside_are_one_quotation() -> None:
    assert words("“The bridge,” as Hanne Dorval put it, “is a poem.”") == [("The bridge,", "is a poem.")]


def test_a_sentence_that_ends_in_marks_behind_its_tag_is_one_mixed_statement() -> None:
    text = "Boats go by night, and the bridge, Hanne Dorval said, “probably should.”"
    (found,) = said(text)
    assert (found.kind, found.content) == ("mixed", ("Boats go by night, and the bridge", "probably should."))


def test_a_list_of_quotations_behind_a_colon_is_one_attribution() -> None:
    text = "Hanne Dorval was blunt: “It is shut,” “It is old,” and “Nobody goes.”"
    assert words(text) == [("It is shut,", "It is old,", "Nobody goes.")]


@pytest.mark.parametrize("marks", ["“‘’”", "‘“”’", "\"''\"", "'\"\"'", "«“”»"])
def test_a_quotation_inside_a_quotation_has_no_attribution_of_its_own(marks: str) -> None:
    a, b, c, d = tuple(marks)
    text = f"{a}I heard him shout {b}Stop the bridge!{c} and I ran,{d} Hanne Dorval said."
    assert said(text) == [
        Said("direct", "Hanne Dorval", (f"I heard him shout {b}Stop the bridge!{c} and I ran,",), ("said",))
    ]


def test_straight_single_marks_live_with_apostrophes() -> None:
    text = "'The bridge is shut,' Hanne Dorval said. 'It's the residents' fault,' she added."
    assert words(text) == [("The bridge is shut,",), ("It's the residents' fault,",)]


def test_a_headline_may_end_with_its_speaker() -> None:
    found = findings("# The bridge is shut, says Hanne Dorval\nIt rained.").attributions
    assert [one.kind for one in found] == ["indirect"]


def test_a_headline_may_begin_with_its_speaker() -> None:
    text = "# Hanne Dorval: The bridge is shut\nHanne Dorval, the mayor, spoke on Monday."
    assert said(text) == [Said("indirect", "Hanne Dorval", ("The bridge is shut",), (":",))]
    assert said("# Harbour: what we know\nIt rained.") == []


def test_a_block_quotation_behind_a_colon_is_speech_without_marks() -> None:
    text = "In a letter Hanne Dorval wrote:\n> The bridge is shut.\n> Take the boat.\nNobody did."
    assert said(text) == [
        Said("direct", "Hanne Dorval", ("The bridge is shut.", "Take the boat."), ("wrote",)),
    ]
    assert len(said(text.replace("Take the boat", "Tom Hale said the boat goes"))) == 1


def test_a_block_quotation_may_follow_whoever_the_sentence_is_about() -> None:
    assert who("Hanne Dorval on the bridge:\n> It is shut.") == ["Hanne Dorval"]
    assert said("The day was long.\n> It is shut.") == []
    assert words("Hanne Dorval wrote:\n> “The bridge is shut for good.”") == [("The bridge is shut for good.",)]


@pytest.mark.parametrize(
    "text", ['“It is shut," Dorval said. "Take the boat.”', '"It is shut,” Dorval said. “Take the boat."']
)
def test_marks_of_two_kinds_may_be_one_pair(text: str) -> None:
    assert words(text) == [("It is shut,", "Take the boat.")]


@pytest.mark.parametrize("opening", ["In an interview with the Herald", "While walking home", "Weighing in on it"])
def test_what_leads_in_is_no_content(opening: str) -> None:
    assert said(f"{opening}, Hanne Dorval joked.") == []
    assert words(f"{opening}, Hanne Dorval said, boats went.") == [(opening, "boats went")]


def test_a_shout_ends_with_its_marks() -> None:
    (found,) = said("Guards were chanting “no bridge, no boats” after the council failed to meet on Friday.")
    assert (found.kind, found.content) == ("direct", ("no bridge, no boats",))


def test_a_claim_inside_an_opening_phrase_ends_with_it() -> None:
    assert words("Despite his claim that boats are slow, all of the town came.") == [("boats are slow",)]
    assert words("His promises to build a bridge have put the town in debt.") == [("to build a bridge",)]


def test_a_relative_clause_ends_before_the_verb_of_its_noun() -> None:
    text = "The clerk who has accused Tom Hale of theft and worse said on Sunday that the bridge was shut."
    assert words(text)[0] == ("theft and worse",)


@pytest.mark.parametrize(
    "text",
    [
        "Hanne Dorval explained her reasoning in an interview.",
        "The bridge was shut, Hanne Dorval did not mention.",
        "Just three hours later, Hanne Dorval said.",
        "Hanne Dorval put the letters in a box.",
        "Tom Hale put it to Hanne Dorval.",
        "As Hanne Dorval came in, the bridge shut.",
        "There is evidence that boats are slow.",
        "The promise to Verrin was kept.",
        "Vows to build came.",
    ],
)
def test_what_has_no_clause_says_nothing(text: str) -> None:
    assert said(text) == []


def test_double_marks_typed_as_two_single_ones_keep_their_tag() -> None:
    text = "''The whole town cheered,'' Hanne Dorval told a news briefing near the end of a day of talks."
    assert [(one.kind, one.who) for one in said(text)] == [("direct", "Hanne Dorval")]


def test_a_sentence_that_is_only_advised_or_taken_further_has_its_speaker() -> None:
    assert words("Hanne Dorval advised drivers in the town to take the boat.") == [
        ("drivers in the town to take the boat",)
    ]
    assert words("Hanne Dorval spoke for long, she joked, but the bridge, she said, was shut.")[-1][-1] == "was shut"


def test_an_unfinished_quotation_before_an_aside_is_its_content() -> None:
    assert words("“The bridge is shut” and old, in the view of Hanne Dorval.") == [
        ("“The bridge is shut” and old",),
    ]


def test_three_single_marks_in_a_row_close_the_inner_quotation_first() -> None:
    text = "''She says, 'What is that?''' Hanne Dorval said."
    assert words(text) == [("She says, 'What is that?'",), ("What is that?",)]


def test_marks_behind_a_tag_that_only_a_conjunction_precedes_are_its_content() -> None:
    assert said("But, said Hanne Dorval, “I will not go over that bridge again.”") == [
        Said("direct", "Hanne Dorval", ("I will not go over that bridge again.",), ("said",))
    ]
    assert said("But, said Hanne Dorval, nobody.") == []


def test_whoever_does_something_before_saying_something_says_it() -> None:
    text = "On Tuesday, Hanne Dorval waved to the town before saying, “It is time to go home.”"
    assert [(one.kind, one.who) for one in said(text)] == [("direct", "Hanne Dorval")]


def test_a_paragraph_of_marks_belongs_to_the_sentence_that_announces_it() -> None:
    text = (
        "Tom Hale said it was shut. Hanne Dorval describes her work in the following way:\n“We try and try. We fail.”"
    )
    found = said(text)[-1]
    assert (found.kind, found.who, found.content) == ("direct", "Hanne Dorval", ("We try and try. We fail.",))

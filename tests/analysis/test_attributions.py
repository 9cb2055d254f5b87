"""Who is said to say what: one small text for every construction."""

from __future__ import annotations

import pytest

from tests.analysis.articles import Said, findings, not_speech, said, who, words


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is shut,” Hanne Dorval said.",
        "“The bridge is shut,” said Hanne Dorval.",
        "Hanne Dorval said: “The bridge is shut,”",
        "Hanne Dorval said, “The bridge is shut,”",
        "“The bridge is shut,” Hanne Dorval told reporters on Tuesday.",
        "‘The bridge is shut,’ Hanne Dorval said.",
        "'The bridge is shut,' Hanne Dorval said.",
        '"The bridge is shut," Hanne Dorval said.',
        "“The bridge is shut,” said Hanne Dorval, the mayor of Tarn, on Tuesday.",
        "“The bridge is shut,” Hanne Dorval, a doctor from Tarn, said.",
        "“The bridge is shut,” Hanne Dorval wrote on a card.",
        "Hanne Dorval’s statement read: “The bridge is shut,”",
        "In a statement, Hanne Dorval said: “The bridge is shut,”",
        "Hanne Dorval was blunt: “The bridge is shut,”",
        "Hanne Dorval: “The bridge is shut,”",
        "Asked whether boats would go, Hanne Dorval replied: “The bridge is shut,”",
    ],
)
def test_a_direct_quotation_is_its_words_without_the_marks(text: str) -> None:
    (found,) = said(text)
    assert (found.kind, found.who, found.content) == ("direct", "Hanne Dorval", ("The bridge is shut,",))


@pytest.mark.parametrize("end", ["?", "!", "…"])
def test_a_tag_after_another_mark_than_a_comma_stays_with_its_quotation(end: str) -> None:
    assert said(f"“Is it shut{end}” Hanne Dorval asked.")[0].who == "Hanne Dorval"


def test_an_interrupted_quotation_is_one_attribution_with_two_stretches() -> None:
    assert said("“The bridge,” Hanne Dorval said, “is shut.”") == [
        Said("direct", "Hanne Dorval", ("The bridge,", "is shut."), ("said",))
    ]
    assert words("“The bridge is shut,” Hanne Dorval said. “Take the boat.” Nobody did.") == [
        ("The bridge is shut,", "Take the boat.")
    ]


def test_a_sentence_in_marks_before_the_tagged_one_belongs_to_it() -> None:
    assert words("“It rained.” “The bridge is shut,” Hanne Dorval said.") == [("It rained.", "The bridge is shut,")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Hanne Dorval said that the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval said the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval said on Tuesday that the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval told the Tarn Herald that the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval told reporters the bridge was shut.", "the bridge was shut"),
        ("The bridge was shut, Hanne Dorval said.", "The bridge was shut"),
        ("The bridge was shut, said Hanne Dorval.", "The bridge was shut"),
        ("The bridge was shut, according to Hanne Dorval.", "The bridge was shut"),
        ("According to Hanne Dorval, the bridge was shut.", "the bridge was shut"),
        ("According to Hanne Dorval, the mayor of Tarn, the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval has long contended that the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval believes the bridge is shut.", "the bridge is shut"),
        ("Hanne Dorval pointed out that the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval said, however, that the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval promised to shut the bridge.", "to shut the bridge"),
        ("Hanne Dorval urged drivers to take the boat.", "drivers to take the boat"),
        ("Hanne Dorval asked whether the bridge was shut.", "whether the bridge was shut"),
        ("Hanne Dorval denied shutting the bridge.", "shutting the bridge"),
        ("Hanne Dorval accused the board of shutting the bridge.", "shutting the bridge"),
        ("Hanne Dorval warned of a long winter.", "of a long winter"),
        ("Hanne Dorval, who was born here, said the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval smiled and said the bridge was shut.", "the bridge was shut"),
        ("Hanne Dorval said the bridge was shut, despite the promise of spring.", "the bridge was shut"),
        ("Hanne Dorval said the bridge was shut — because it rained.", "the bridge was shut"),
        ("Hanne Dorval said the bridge was shut; boats went.", "the bridge was shut"),
    ],
)
def test_an_indirect_statement_is_its_clause(text: str, content: str) -> None:
    found = said(text)[0]
    assert (found.kind, found.who, found.content) == ("indirect", "Hanne Dorval", (content,))


def test_further_verbs_of_the_same_subject_are_further_attributions() -> None:
    text = "Hanne Dorval said the bridge was shut, adding that boats would go, and promised that it would reopen."
    assert [(one.who, one.content[0]) for one in said(text)] == [
        ("Hanne Dorval", "the bridge was shut"),
        ("Hanne Dorval", "boats would go"),
        ("Hanne Dorval", "it would reopen"),
    ]


def test_an_infinitive_goes_on_with_the_statement_before() -> None:
    text = "Hanne Dorval said she used the day to raise fears – and to stress that boats would go."
    assert words(text)[1] == ("boats would go",)


def test_adding_after_a_quotation_is_an_indirect_statement_of_the_same_speaker() -> None:
    found = said("“It is shut,” Hanne Dorval said, adding there was a boat.")
    assert [(one.kind, one.who) for one in found] == [("direct", "Hanne Dorval"), ("indirect", "Hanne Dorval")]
    assert found[1].content == ("there was a boat",)


def test_a_clause_goes_on_behind_its_tag() -> None:
    text = "Three boats had no engine, Hanne Dorval said, and the fourth had no captain."
    assert words(text) == [("Three boats had no engine", "the fourth had no captain")]


def test_a_clause_with_quoted_parts_is_mixed() -> None:
    (found,) = findings(text := "Dorval said there were gaps, but “bridges are not boats.”").attributions
    assert found.kind == "mixed"
    assert found.content[0].of(text) == "there were gaps, but “bridges are not boats.”"
    assert found.quoted[0].of(text) == "bridges are not boats."


def test_two_quoted_parts_of_one_clause_are_one_attribution() -> None:
    text = "Hanne Dorval slammed the board as making “groundless claims” over “normal repairs” on the river."
    (found,) = findings(text).attributions
    assert found.kind == "mixed"
    assert [span.of(text) for span in found.quoted] == ["groundless claims", "normal repairs"]
    assert found.content[0].of(text).startswith("the board as making")


def test_calling_somebody_something_ends_before_the_next_verb() -> None:
    text = "Hanne Dorval called the delay “a disgrace” but stopped short of naming names."
    assert words(text) == [("the delay “a disgrace”",)]


def test_a_tag_in_the_middle_of_a_fragment_takes_the_whole_clause() -> None:
    (found,) = said("The plan was “a mess,” Hanne Dorval said.")
    assert (found.kind, found.content) == ("mixed", ("The plan was “a mess,”",))


@pytest.mark.parametrize(
    "text",
    [
        "The board has been accused of neglect for years.",
        "It is alleged that the board knew.",
        "The bridge is believed to be older than the town.",
    ],
)
def test_a_passive_names_nobody(text: str) -> None:
    (found,) = findings(text).attributions
    assert found.speaker is None
    assert found.confidence < 0.5


def test_a_passive_with_by_names_its_source() -> None:
    assert who("The board was accused by Hanne Dorval of wilful neglect.") == ["Hanne Dorval"]


def test_a_paragraph_of_marks_alone_goes_on_with_the_last_speaker() -> None:
    text = "“It is shut,” Hanne Dorval said.\n“Ceasefire or not, we go on and on until there is a bridge.”"
    assert [(one.kind, one.who) for one in said(text)] == [("direct", "Hanne Dorval")] * 2
    first, second = findings(text).attributions
    assert second.confidence < first.confidence


def test_a_quotation_over_paragraphs_is_one_attribution_wherever_its_tag_stands() -> None:
    assert words("“One two.\n“Three four.\n“Five,” Hanne Dorval said.") == [("One two.", "Three four.", "Five,")]
    assert words("“One,” Hanne Dorval said. “Two.\n“Three four.”") == [("One,", "Two.", "Three four.")]


def test_a_subhead_ends_what_a_speaker_goes_on_with() -> None:
    text = "“It is shut,” Hanne Dorval said.\n## The boats\n“We go on and on until there is a bridge again.”"
    assert who(text) == ["Hanne Dorval", None]


def test_a_quotation_without_a_tag_belongs_to_whom_its_paragraph_is_about() -> None:
    text = "Hanne Dorval was unmoved. “We will not go until the bridge is open again.”"
    (found,) = findings(text).attributions
    assert who(text) == ["Hanne Dorval"]
    assert found.confidence <= 0.5


def test_words_in_marks_that_nobody_says_stay_unattributed_with_low_confidence() -> None:
    (found,) = findings("“Nobody knows who wrote this, and nobody ever will.”").attributions
    assert found.speaker is None
    assert found.confidence < 0.3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Robert “Bob” Hale left the town.", "Bob"),
        ("The so-called “fog machine” broke down.", "fog machine"),
        ("Her book “The Long Road Home” was read by all.", "The Long Road Home"),
        ("A film called “Rain” was shown.", "Rain"),
        ("They sat in the “good” room all day.", "good"),
        ("A banner read “No Surrender To Water” all week.", "No Surrender To Water"),
        ("# The ‘iron’ mayor of Tarn", "iron"),
    ],
)
def test_titles_nicknames_and_scare_quotes_are_no_speech(text: str, expected: str) -> None:
    assert not_speech(text) == [expected]
    assert said(text) == []


def test_a_title_inside_a_statement_leaves_it_indirect() -> None:
    assert [one.kind for one in said("Hanne Dorval said the book “The Long Road Home” was hers.")] == ["indirect"]


def test_a_headline_says_who_or_repeats_what_the_body_says() -> None:
    body = "Hanne Dorval, the mayor of Tarn, spoke on Monday.\n“There will be a full accounting of it,” Dorval said."
    assert who(f"# Mayor promises ‘full accounting’\n{body}") == ["Hanne Dorval", "Hanne Dorval"]
    assert who(f"# A night of ‘full accounting’ for the town\n{body}") == ["Hanne Dorval", "Hanne Dorval"]
    assert who(f"# Dorval: ‘There will be a full accounting’\n{body}")[0] == "Hanne Dorval"


def test_the_answers_of_an_interview_are_speech_without_marks() -> None:
    text = (
        "Hanne Dorval has been mayor of Tarn for years.\n"
        "Q: Why boats?\nA: Because the bridge is shut.\nQ: For long?\nA: For ever."
    )
    assert said(text) == [
        Said("direct", "Hanne Dorval", ("Because the bridge is shut.",), (":",)),
        Said("direct", "Hanne Dorval", ("For ever.",), (":",)),
    ]


def test_speaker_labels_name_the_speaker() -> None:
    text = "Hanne Dorval met Tom Hale in Tarn.\nDORVAL: The bridge is shut.\nHALE: It is not."
    assert who(text) == ["Hanne Dorval", "Tom Hale"]
    assert who("PILOT: We go down.\nNobody spoke.\nPILOT: We did.") == ["PILOT", "PILOT"]


def test_a_dateline_is_no_part_of_the_first_sentence() -> None:
    text = "PORT TARN (Agency) — The bridge was shut, Hanne Dorval said."
    assert words(text) == [("The bridge was shut",)]


@pytest.mark.parametrize(
    "text",
    [
        "The report was read by all.",
        "Her claims were many and the demands grew.",
        "She told nobody.",
        "The man called Tom left.",
        "A said thing.",
        "I said that we would go.",
    ],
)
def test_words_that_only_look_like_speech_give_nothing(text: str) -> None:
    assert said(text) == []

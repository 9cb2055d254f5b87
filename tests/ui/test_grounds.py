"""What a finding says of itself: whom its source goes back to, what found it, how sure that is."""

from __future__ import annotations

import pytest

from desktop_app.domain.findings import Attribution, AttributionKind, Mention, MentionKind, Speaker, SpeakerKind
from desktop_app.domain.spans import Span
from desktop_app.ui.grounds import Told, grounds_of
from desktop_app.ui.grounds_in_words import confidence_in_words, finders_in_words, grounds_in_words

TEXT = (
    "Ilse Varga spoke on Monday. The minister was late. She said the quay was shut. “It is,” according to Varga. "
    "“All of it.” A harbour pilot said the boats were out. Some say the quay sinks."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mentions(*named: tuple[str, MentionKind]) -> tuple[Mention, ...]:
    return tuple(Mention(span(words), kind) for words, kind in named)


VARGA = Speaker(
    "s1",
    "Ilse Varga",
    SpeakerKind.PERSON,
    mentions=mentions(
        ("Ilse Varga", MentionKind.NAME),
        ("The minister", MentionKind.DESCRIPTION),
        ("She", MentionKind.PRONOUN),
        ("Varga. ", MentionKind.NAME),
    ),
)
PILOT = Speaker("s2", "Harbour pilot", SpeakerKind.UNNAMED, mentions=mentions(("A harbour", MentionKind.DESCRIPTION)))


def found(source: str, cue: str, content: str, speaker: str | None, found_by: str = "verb + that") -> Attribution:
    return Attribution(
        "a1", AttributionKind.INDIRECT, (span(content),), (), (span(cue),) if cue else (),
        (span(source),) if source else (), speaker, 0.8, found_by,
    )  # fmt: skip


def test_a_name_stands_for_itself() -> None:
    grounds = grounds_of(TEXT, found("Varga. ", "according to", "It is", "s1"), VARGA)
    assert (grounds.told, grounds.source, grounds.cue, grounds.chain) == (Told.BY_NAME, "Varga.", "according to", ())


def test_a_pronoun_goes_back_over_a_description_to_the_last_name_before_it() -> None:
    grounds = grounds_of(TEXT, found("She", "said", "the quay was shut", "s1"), VARGA)
    assert (grounds.told, grounds.chain) == (Told.BY_PRONOUN, ("The minister", "Ilse Varga"))
    assert grounds_in_words(grounds) == [
        "Source: “She”, a pronoun → “The minister” → “Ilse Varga”.",
        "Cue: “said”.",
        "Found by a rule: a verb of saying with what is said.",
    ]


def test_where_no_name_stands_before_the_first_one_behind_is_shown() -> None:
    late = Speaker("s1", "Varga", SpeakerKind.PERSON, mentions=VARGA.mentions[2:])
    grounds = grounds_of(TEXT, found("She", "said", "the quay was shut", "s1"), late)
    assert grounds.chain == ("Varga.",)


def test_somebody_without_a_name_is_a_description_that_leads_nowhere() -> None:
    grounds = grounds_of(TEXT, found("A harbour pilot", "said", "the boats were out", "s2"), PILOT)
    assert grounds_in_words(grounds)[0] == "Source: “A harbour pilot”, a description; no name is given."


def test_words_that_go_on_without_a_source_say_from_whom() -> None:
    grounds = grounds_of(TEXT, found("", "", "All of it", "s1", "same paragraph"), VARGA)
    assert grounds_in_words(grounds) == [
        "Source: not named here; goes on from “Varga.”.",
        "Found by a rule: another quotation in the same paragraph.",
    ]


def test_a_source_that_means_nobody_known_says_so() -> None:
    open_one = grounds_of(TEXT, found("Some", "say", "the quay sinks", None), None)
    assert grounds_in_words(open_one)[0] == "Source: “Some”; who that is remains open."
    none = grounds_of(TEXT, found("", "say", "the quay sinks", None), None)
    assert grounds_in_words(none)[0] == "Source: none is given."


@pytest.mark.parametrize(
    ("found_by", "words"),
    [
        ("network; pronoun", "Found by the network alone."),
        ("network; according to; description", "Found by the network and by a rule: “according to” or its like."),
        ("colon", "Found by a rule: a colon before the words."),
        ("speaker label; label", "Found by a rule: a name set before the words, as in an interview."),
        ("an older rule", "Found by a rule: “an older rule”."),
        ("description", "Found by a rule: “description”."),
    ],
)
def test_what_found_it_is_told_in_words(found_by: str, words: str) -> None:
    assert finders_in_words(found_by) == words


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.95, "Confidence: 95%, sure."), (0.897, "Confidence: 89%, likely."), (0.59, "Confidence: 59%, a guess.")],
)
def test_confidence_is_told_in_words_and_hundredths(confidence: float, words: str) -> None:
    assert confidence_in_words(confidence) == words

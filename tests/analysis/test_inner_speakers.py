"""Who speaks inside somebody's speech: never the outer speaker, unless the words say “I”; somebody whom that speaker speaks of."""

from __future__ import annotations

import pytest

from tests.analysis.articles import findings


def said(text: str) -> dict[str, str | None]:
    """Content → speaker, by the rules alone."""
    found = findings(text)
    names = {one.id: one.name for one in found.speakers}
    return {one.content[0].of(text): names.get(one.speaker or "") for one in found.attributions}


SPOKEN_OF = [
    ("“A colleague laughed at me. He said, ‘Wait here,’” Hanne Dorval said.", "Colleague"),
    ("“I asked the driver whether Bo was in. He told me, ‘Wait here,’” Hanne Dorval said.", "Driver"),
    ("“My mother knew the man, and she used to say, ‘Wait here,’” Hanne Dorval said.", "My mother"),
    ("“I asked the defendant Tom Hale what it was. He said, ‘Wait here,’” Hanne Dorval said.", "Tom Hale"),
    ("“The clerk, a nice man, left us. He said, ‘Wait here,’” Hanne Dorval said.", "Clerk"),
    ("“Mum rang on Monday. She said, ‘Wait here,’” Hanne Dorval said.", "Mum"),
    ("“There was a note on it. It said, ‘Wait here,’” Hanne Dorval said.", "Note"),
    ("“They gave us an app. It said, ‘Wait here,’” Hanne Dorval said.", "App"),
    ("“The farmers came. They told us, ‘Wait here,’” Hanne Dorval said.", "Farmers"),
    ("“The engineer said, ‘Wait here,’” Hanne Dorval said.", "Engineer"),
]


@pytest.mark.parametrize(("text", "name"), SPOKEN_OF)
def test_a_pronoun_means_somebody_whom_the_same_speech_has_mentioned(text: str, name: str) -> None:
    assert said(text)["Wait here,"] == name


BEFORE = [
    ("Hanne Dorval met Tom Hale on Monday.\n“He said, ‘Wait here,’” Dorval recalled.", "Tom Hale"),
    ("Hanne Dorval waits for her husband.\n“He said, ‘Wait here,’” Dorval recalled.", "Her husband"),
    ("Ann Ray came.\nTom Hale came with Hanne Dorval.\n“She said, ‘Wait here,’” Dorval recalled.", "Ann Ray"),
]


@pytest.mark.parametrize(("text", "name"), BEFORE)
def test_else_whoever_was_spoken_of_before(text: str, name: str) -> None:
    assert said(text)["Wait here,"] == name


def test_it_is_nobody_rather_than_the_outer_speaker() -> None:
    found = said("It rained.\n“She said, ‘Wait here,’” Hanne Dorval recalled.")
    assert found["Wait here,"] is None
    assert found["She said, ‘Wait here,’"] == "Hanne Dorval"


def test_the_same_words_mean_the_same_one() -> None:
    found = said("“A nurse came in. She asked, ‘Cold?’ I said yes. She said, ‘Good,’” Bo Marsh said.")
    assert found["Cold?"] == found["Good,"] == "Nurse"


def test_whoever_is_named_in_the_inner_words_does_not_say_them() -> None:
    found = said("“The officer looked. He asked, ‘Brother, how far?’ He said, ‘Then drink,’” Bo Marsh said.")
    assert found["Then drink,"] == "Officer"


AS_PEOPLE_TALK = [
    ("“Tom Hale came in and he goes, ‘Wait here,’” Hanne Dorval said.", "Tom Hale"),
    ("“Tom Hale kept telling me, ‘Wait here,’” Hanne Dorval said.", "Tom Hale"),
    ("“Tom Hale was late. He’d say, ‘Wait here,’” Hanne Dorval said.", "Tom Hale"),
    ("“Tom Hale wrote back ‘Wait here,’ and left,” Hanne Dorval said.", "Tom Hale"),
    ("“I asked Tom Hale what it was and he said, ‘Wait here,’” Hanne Dorval said.", "Tom Hale"),
    ("“Tom Hale knew me, and when I asked how it was he said, ‘Wait here,’” Hanne Dorval said.", "Tom Hale"),
    ("“I told Tom Hale so, and he looked up and said, ‘Wait here,’” Hanne Dorval said.", "Tom Hale"),
    ("“When the song went down, Tom Hale rang me and said, ‘Wait here,’” Hanne Dorval said.", "Tom Hale"),
    ("“I was tired, and a boy turned round and said, ‘Wait here,’” Hanne Dorval said.", "Boy"),
]


@pytest.mark.parametrize(("text", "name"), AS_PEOPLE_TALK)
def test_tags_as_people_talk(text: str, name: str) -> None:
    assert said(text)["Wait here,"] == name


def test_what_somebody_said_in_one_word_is_just_that_word() -> None:
    assert said("“When Tom Hale said ‘ours’ he looked at us,” Hanne Dorval said.")["ours"] == "Tom Hale"


INTERVIEW = """Ann Ray draws maps.
Q: And the islet?
A: {answer}
Q: And now?
A: It is late."""


def test_in_an_answer_i_is_whoever_answers() -> None:
    found = said(INTERVIEW.format(answer="My father kept it. He would say, “Wait here.” I told him, “It is late now.”"))
    assert found["Wait here."] == "My father"
    assert found["It is late now."] == "Ann Ray"


def test_an_answer_goes_on_in_the_next_paragraph() -> None:
    answer = "We saw it.\nI went there in May, and a man told me, “Wait here.”"
    found = findings(text := INTERVIEW.format(answer=answer))
    assert tuple(answer.split("\n")) in [tuple(span.of(text) for span in one.content) for one in found.attributions]
    assert said(text)["Wait here."] == "Man"


@pytest.mark.parametrize("between", ["They laugh and sit down.", "Ray tells me that I am late.", "## My maps"])
def test_what_is_told_between_two_turns_is_no_answer(between: str) -> None:
    labels = INTERVIEW.replace("A:", "RAY:").replace("Q:", "PRYCE:")
    found = findings(text := labels.format(answer=f"We saw it.\n{between}"))
    assert all(between.strip("# ") not in span.of(text) for one in found.attributions for span in one.content)

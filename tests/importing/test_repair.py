"""Damaged texts come back whole; sound texts stay as they are."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.article import ImportedArticle
from desktop_app.importing import read_document
from desktop_app.importing.lost_marks import lost_marks
from desktop_app.importing.repair import mend, mend_line
from tests.importing.damage import ALL_WAYS, all_bytes_lost, data

SOUND = data("marks.txt").replace("… ", "…\xa0")
LANGUAGES = data("languages.txt").splitlines()
# Without a line before or after it, the first paragraph of a longer quotation cannot be told from one that was never closed.
LINES = [line for line in data("marks.txt").splitlines() if len(line) > 60]


def repaired(text: str) -> str:
    return mend([text], repair=True).text


@pytest.mark.parametrize("damage", ALL_WAYS)
def test_every_mark_of_a_damaged_article_is_restored(damage: Callable[[str], str]) -> None:
    found = mend([damage(SOUND)], repair=True)
    assert found.text.replace("\xa0", " ") == SOUND.replace("\xa0", " ")
    assert len(found.repairs) >= 134


@given(lines=st.lists(st.sampled_from(LINES), min_size=4, max_size=12, unique=True))
@settings(max_examples=40, deadline=None)
def test_paragraphs_in_any_order_come_back(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert repaired(all_bytes_lost(text)) == text
    text = "\n\n".join(lines)
    assert repaired(all_bytes_lost(text)) == text


SPEECH = st.sampled_from(
    [
        "we can’t pay for it",
        "the owners’ promises weren’t kept",
        "it’s the ’90s all over again",
        "they call it ‘progress’",
        "the quay – all of it – is ours",
        "I’ll wait … as long as it takes",
        "nobody’s asked the fishermen’s wives",
    ]
)
# Not so “the owners’ promises weren’t kept”, unclosed: its apostrophe could as well close a quotation of two words.
UNCLOSED = SPEECH.filter(lambda speech: "s’ " not in speech)
PARAGRAPH = st.one_of(
    st.builds("“{},” the mayor said.".format, SPEECH),
    st.builds("The mayor said: “{}.”".format, SPEECH),
    st.builds("“{},” she said. “And {}.”".format, SPEECH, SPEECH),
    st.builds("Verrin’s mayor, who said “{}” in May, left.".format, SPEECH),
    st.builds("“{}.\n“{}.\n“And {},” the dockers’ leader said.".format, UNCLOSED, UNCLOSED, SPEECH),
    st.builds("The mayor (“{}”) left – and the council’s clerks with her.".format, SPEECH),
)


@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_speech_of_every_shape_comes_back(paragraphs: list[str]) -> None:
    text = "\n".join(["It’s what the council’s minutes say, and they don’t say more than that.", *paragraphs])
    assert repaired(all_bytes_lost(text)) == text


@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_a_repaired_text_needs_no_repair(paragraphs: list[str]) -> None:
    once = repaired(all_bytes_lost("\n".join(paragraphs)))
    again = mend([once], repair=True)
    assert (again.text, again.repairs) == (once, ())


@given(
    lines=st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=len(LANGUAGES), unique=True), straight=st.booleans()
)
@settings(max_examples=120, deadline=None)
def test_sound_text_of_any_language_is_left_as_it_is(lines: list[str], straight: bool) -> None:
    text = "\n".join(lines)
    if straight:
        text = text.translate({ord("’"): "'", ord("“"): '"', ord("”"): '"'})
    found = mend([text], repair=True)
    assert found.text == unicodedata.normalize("NFC", text)
    assert found.repairs == ()


@pytest.mark.parametrize(
    "text",
    [
        "Welsh: siarad â phobl, â chŵn, â llaw; gwnâ; câ.",
        "Friulian verbs end in â: cjantâ, balâ, fevelâ. “They’re all of them infinitives,” the teacher’s book said.",
        "Mojibake, the book says, shows up as “â” where a mark should be; it’s a nuisance, and everyone’s seen it.",
        "⊠ Milk\n⊠ Bread\n⊠ Butter",
        "A ⊠ B is the outer product of A and B.",
        "the ligature ﬁ, the quote \" and ' and ... and -- stay",
    ],
)
def test_what_only_looks_like_damage_stays(text: str) -> None:
    found = mend([text], repair=True)
    assert (found.text, found.repairs) == (text, ())


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("They didnât know the ownersâ names.", "They didn’t know the owners’ names."),
        ("Itâs late. We met at five oâclock, maâam.", "It’s late. We met at five o’clock, ma’am."),
        ("âWeâre here,â she said. âOâBrien isnât.â", "“We’re here,” she said. “O’Brien isn’t.”"),
        ("âHe said âyouâre wrongâ and left,â she told us.", "“He said ‘you’re wrong’ and left,” she told us."),
        ("âShe told me, âI donât know.ââ", "“She told me, ‘I don’t know.’”"),
        ("It wasnât the châteauâs pâté; it was the mayorâs.", "It wasn’t the château’s pâté; it was the mayor’s."),
        (
            '"We donât," he said. "They call it âprogressâ here."',
            '"We don’t," he said. "They call it ‘progress’ here."',
        ),
        ("From 1990â95 it wasnât open.", "From 1990–95 it wasn’t open."),
        ("We waited, and ⊠we waited. It isnât fair ⊠", "We waited, and … we waited. It isn’t fair …"),
        ("He wasnât here â nor was she.\n\nâ Hanne Dorval", "He wasn’t here – nor was she.\n\n– Hanne Dorval"),
        ("It costs â¬5â¦ and itâs worth it; Tesselâ¢ â¢ 5â°", "It costs €5… and it’s worth it; Tessel™ • 5‰"),
        ("We donât, ownersâ â and clerksâ â lawyers say", "We don’t, owners’ – and clerks’ – lawyers say"),
        ("He said âitâs oursâ â and left.", "He said “it’s ours” – and left."),
        ("Sheâd been to the barâ¦ âTwice,â she said.", "She’d been to the bar… “Twice,” she said."),
        (
            "The talks in the town, heâd said, were to be thatâlike the weatherâbad.",
            "The talks in the town, he’d said, were to be that—like the weather—bad.",
        ),
        ("He wouldnât say more.âShe would.", "He wouldn’t say more.—She would."),
        ("It isnât Lâoccasion; câest lâhomme, dellâanno.", "It isn’t L’occasion; c’est l’homme, dell’anno."),
        ("They werenât goinâ home, tell âem.", "They weren’t goin’ home, tell ’em."),
    ],
)
def test_a_mark_is_read_from_what_stands_around_it(damaged: str, whole: str) -> None:
    assert repaired(damaged) == whole


def test_em_dashes_are_restored_where_the_text_shows_em_dashes() -> None:
    text = "It isnât over — not yet. Varga â the mayor â says so."
    assert repaired(text) == "It isn’t over — not yet. Varga — the mayor — says so."


def test_marks_in_a_hard_wrapped_paragraph_may_stand_at_its_line_ends() -> None:
    paragraph = (
        "The mayor’s office said that it wouldn’t comment on what it had called\n"
        "“a private matter between the owners and the fishermen’s union”, and that\n"
        "“nobody’s rights have been touched – not the owners’, not the dockers’\n"
        "and not anyone’s”. The union’s lawyers say they’ll wait and see what’s in\n"
        "the council’s papers."
    )
    text = f"{paragraph}\n\n{paragraph}"
    assert repaired(all_bytes_lost(text)) == text


def test_each_repair_says_where_it_is_and_what_stood_there() -> None:
    found = mend(["plain\r\n", "âItâs … theÌ\u0081 rÃ©sumÃ©,â she said.\nItâs not."], repair=True)
    assert all(repair.span.of(found.text) == repair.after for repair in found.repairs)
    assert {(repair.before, repair.after) for repair in found.repairs} >= {("â", "“"), ("â", "’"), ("Ã©", "é")}
    assert [span.of(found.text).strip()[:5] for span in found.spans] == ["plain", "“It’s"]


def test_mojibake_in_one_line_does_not_alter_the_others() -> None:
    found = mend(["Le cafÃ© de Verrin\nÃ la carte – “cafÃ©” in quotes\nun cafĂŠ"], repair=True)
    assert found.text.split("\n")[0] == "Le café de Verrin"
    assert next((repair.before, repair.after) for repair in found.repairs) == ("Ã©", "é")


def test_nothing_is_repaired_if_the_reader_switched_it_off() -> None:
    found = mend(["Itâs cafÃ©"], repair=False)
    assert (found.text, found.repairs) == ("Itâs cafÃ©", ())


def test_a_short_value_is_repaired_if_its_document_is_damaged() -> None:
    assert mend_line("The âquietâ  town", repair=True) == "The âquietâ town"
    assert mend_line("The âquietâ  town", repair=True, is_damaged=True) == "The “quiet” town"


def test_unbalanced_marks_are_read_without_harm_to_the_next_paragraph() -> None:
    text = "“It’s ours, the mayor said.\nShe didn’t say “more” than that.\n‘It’s theirs’ and “that’s that”, he said."
    assert repaired(all_bytes_lost(text)).split("\n")[1] == text.split("\n")[1]


@given(st.text(alphabet='âs t.,\n"“”’‘⊠€¦(9A\ufffd…é–Â\xa0', max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_heap_of_marks_is_read_without_an_error(text: str) -> None:
    for is_damaged in (False, True):
        restored = lost_marks(text, is_damaged=is_damaged)
        ends = [0, *(place.end for place, _ in restored)]
        assert all(end <= place.start < place.end for end, (place, _) in zip(ends, restored, strict=False))
    found = mend([text], repair=True)
    assert all(repair.span.of(found.text) == repair.after for repair in found.repairs)


def test_a_damaged_page_is_repaired_in_its_blocks_and_its_title() -> None:
    page = (
        "<html><head><title>x</title><meta property='og:title' content='The âquietâ town'></head><body><article>"
        "<h1>The âquietâ town</h1><p>âWe donât mind,â Varga said. Thatâs that.</p><p>Itâs the dockersâ quay.</p>"
        "</article></body></html>"
    )
    found: ImportedArticle = read_document(page.encode(), "a.html")
    assert found.metadata.title == "The “quiet” town"
    assert [block.span.of(found.text) for block in found.blocks] == [
        "The “quiet” town",
        "“We don’t mind,” Varga said. That’s that.",
        "It’s the dockers’ quay.",
    ]


def test_dense_damage_takes_linear_time() -> None:
    line = "âWeâve been to Calderâ, he said â it wasnât âmuchâ of a day.\n"

    def seconds(lines: int) -> float:
        start = time.process_time()
        assert len(read_document((line * lines).encode(), "a.txt").repairs) == 7 * lines
        return time.process_time() - start

    seconds(50)
    assert seconds(2_000) < 12 * max(seconds(400), 0.05)

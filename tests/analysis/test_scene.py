"""Who stands where in the text before a place, and what a source tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.analysis.register import Character
from desktop_app.analysis.scene import NOTHING_TOLD, Seen, Telling, scene_of, standing_values, telling_values
from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.spans import Span

ANN, TOM, EVE = (Character(SpeakerKind.PERSON, name) for name in ("Ann Ray", "Tom Hale", "Eve Orme"))
SOURCE, SUBJECT, IN_MARKS = 3.0, 2.2, -3.0


def seen(*those: tuple[Character, int, float]) -> list[Seen]:
    """(who, paragraph, weight) in the order of the text → the latest first."""
    return [Seen(10 * place, paragraph, who, weight) for place, (who, paragraph, weight) in enumerate(those)][::-1]


def values(one: Character, those: list[Seen], paragraph: int, word: str = "") -> dict[str, float]:
    return standing_values(one, scene_of(those, paragraph), paragraph, word)


class TestStanding:
    def test_the_one_before_the_last_speaker_answers(self) -> None:
        those = seen((ANN, 0, SOURCE), (TOM, 1, SOURCE), (ANN, 2, SUBJECT), (TOM, 2, SOURCE))
        assert [values(one, those, 3)["last"] for one in (ANN, TOM, EVE)] == [0, 1, 0]
        assert [values(one, those, 3)["answers"] for one in (ANN, TOM, EVE)] == [1, 0, 0]

    def test_whoever_a_paragraph_speaks_of_first_opens_it(self) -> None:
        those = seen((ANN, 1, SUBJECT), (TOM, 1, SOURCE), (TOM, 2, SUBJECT), (ANN, 2, SUBJECT))
        assert [values(one, those, 2)["opened"] for one in (ANN, TOM)] == [0, 1]
        assert [values(one, those, 2)["headed"] for one in (ANN, TOM)] == [1, 0]

    def test_a_name_in_marks_opens_nothing(self) -> None:
        those = seen((ANN, 2, IN_MARKS), (TOM, 2, SUBJECT))
        assert [values(one, those, 2)["opened"] for one in (ANN, TOM)] == [0, 1]

    def test_a_pronoun_goes_on_meaning_the_same(self) -> None:
        those = [Seen(30, 2, TOM, SUBJECT), Seen(20, 2, ANN, SOURCE, "she"), Seen(10, 1, EVE, SOURCE, "she")]
        assert [values(one, those, 2, "she")["referred"] for one in (ANN, TOM, EVE)] == [1, 0, 0]
        assert values(ANN, those, 2, "he")["referred"] == 0

    def test_whoever_was_never_spoken_of_is_farthest(self) -> None:
        assert values(EVE, seen((ANN, 0, SOURCE)), 1)["away"] > values(ANN, seen((ANN, 0, SOURCE)), 1)["away"]

    @given(st.lists(st.tuples(st.sampled_from((ANN, TOM, EVE)), st.integers(0, 9), st.sampled_from((3.0, 2.2, -3.0)))))
    def test_one_at_most_spoke_last_and_one_before(self, those: list[tuple[Character, int, float]]) -> None:
        ordered = seen(*sorted(those, key=lambda one: one[1]))
        found = [values(one, ordered, 9) for one in (ANN, TOM, EVE)]
        for name in ("last", "answers", "opened", "headed"):
            assert sum(one[name] for one in found) <= 1


class TestTelling:
    """“Tom is late,” she told Eve, as if Ann knew: the content at 1–12, the source at 15."""

    TOLD = Telling([Span(1, 12)], Span(0, 40), (0,), trails=True)

    def test_who_is_named_in_the_words_is_told_of(self) -> None:
        assert telling_values(self.TOLD, [1], 15)["told of"] == 1
        assert telling_values(self.TOLD, [23], 15)["told of"] == 0

    def test_who_is_named_behind_the_source_stands_behind(self) -> None:
        assert telling_values(self.TOLD, [23], 15)["behind"] == 1
        assert telling_values(self.TOLD, [1, 50], 15)["behind"] == 0

    def test_the_words_themselves_are_beside_nobody(self) -> None:
        assert telling_values(self.TOLD, [1], 15)["beside"] == 0
        assert telling_values(Telling([Span(30, 40)], Span(0, 40)), [1], 15)["beside"] == 1

    def test_where_nothing_is_told_there_is_nothing_to_say(self) -> None:
        assert telling_values(NOTHING_TOLD, [1, 2], 15) == {}

    @given(st.lists(st.integers(0, 60)), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
    def test_any_places_have_values(self, starts: list[int], position: int, one: int, other: int) -> None:
        telling = Telling([Span(min(one, other), max(one, other))], Span(5, 50))
        assert set(telling_values(telling, sorted(starts), position).values()) <= {0.0, 1.0}

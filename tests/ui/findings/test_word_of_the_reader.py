"""What the reader said of findings, as it stands in rows, is spoken, painted and filtered; and what was left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.corrections import READER, ClaimStatus, Field, Target, Verdict
from desktop_app.domain.findings import AttributionKind, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui import theme
from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.findings.left_out_rows import correction_in_words, left_out_rows, speak_left_out
from desktop_app.ui.findings.rows import Filter, Rows, rows_of
from desktop_app.ui.findings.spoken import speak_claim, speak_speaker, speak_topic
from tests.ui.findings.fiction import FINDINGS, SPEAKERS, TEXT, reading, span, unnamed_controls

Say = Callable[[Reading], tuple[Correction, ...]]


def said(*words: Say) -> Reading:
    """The article after these corrections."""
    made = reading().with_found(FINDINGS)
    for word in words:
        made = made.with_corrections((*made.corrections, *word(made)))
    return made


def rows(made: Reading) -> Rows:
    assert made.findings is not None
    return rows_of(TEXT, made.findings, made.word)


def orphan(made: Correction) -> Correction:
    anchor = replace(made.anchor, exact="the tide\nwas never measured")
    return replace(made, target_id="gone", before='{"id": 1}', span=Span(9_000, 9_010), anchor=anchor)


CONFIRMED: Say = lambda one: say.judge(one, Target.ATTRIBUTION, "a7", Verdict.CONFIRMED)  # noqa: E731
REASSIGNED: Say = lambda one: say.reassign(one, "a4", SPEAKERS[0])  # noqa: E731
REFUTED: Say = lambda one: say.judge_claim(one, "c6", ClaimStatus.REFUTED)  # noqa: E731
REJECTED: Say = lambda one: say.judge(one, Target.ATTRIBUTION, "a6", Verdict.REJECTED)  # noqa: E731
SILENCED: Say = lambda one: say.judge(one, Target.ATTRIBUTION, "a5", Verdict.NOT_SPEECH)  # noqa: E731
DISMISSED: Say = lambda one: say.judge(one, Target.CLAIM, "c9", Verdict.REJECTED)  # noqa: E731
DROPPED: Say = lambda one: say.judge(one, Target.TOPIC, "t2", Verdict.REJECTED)  # noqa: E731
DROPPED_FIRST: Say = lambda one: say.judge(one, Target.TOPIC, "t1", Verdict.REJECTED)  # noqa: E731
LOST: Say = lambda one: (orphan(say.judge_claim(one, "c1", ClaimStatus.DISPUTED, "see minutes")[0]),)  # noqa: E731


def test_rows_keep_their_colours_whatever_is_merged_removed_or_said_more() -> None:
    def places(made: Rows) -> dict[str, int]:
        return {row.key: row.place for row in made.speakers} | {row.key: row.place for row in made.topics}

    before = places(rows(said()))
    given = [partial(say.reassign, attribution_id=one, speaker=SPEAKERS[1]) for one in ("a1", "a2", "a3")]
    made = rows(said(*given, DROPPED_FIRST))
    assert made.speakers[0].key == "s2"  # in another order than before
    assert places(made).items() <= before.items()
    assert {row.speaker: row.place for row in made.claims}.items() <= before.items()
    merged = rows(said(lambda one: say.merge(one, "s1", "s4")))
    assert places(merged).items() <= before.items()


def test_rows_know_what_the_reader_said() -> None:
    claims = {row.key: row for row in rows(said(CONFIRMED, REASSIGNED, REFUTED)).claims}
    assert (claims["c7"].verdict, claims["c7"].is_confirmed, claims["c7"].confidence) == (Verdict.CONFIRMED, True, 1.0)
    assert (claims["c4"].is_corrected, claims["c4"].speaker_name, claims["c4"].confidence) == (True, "Ilse Varga", 1.0)
    assert claims["c6"].status is ClaimStatus.REFUTED
    assert not claims["c6"].is_corrected
    assert claims["c1"] == {row.key: row for row in rows_of(TEXT, FINDINGS).claims}["c1"]


def test_speakers_topics_and_what_the_reader_made_are_known_as_such() -> None:
    made = rows(
        said(
            lambda one: say.describe(one, "s1", role="minister"),
            lambda one: say.colour_topic(one, "t1", "red"),
            lambda one: say.attribute(one, span("Residents have watched"), SPEAKERS[1]),
        )
    )
    assert [row.is_corrected for row in made.speakers][:2] == [True, False]
    assert [(row.is_corrected, row.hue) for row in made.topics] == [(True, "red"), (False, "")]
    readers = [row for row in made.claims if row.is_readers]
    assert [row.words for row in readers] == ["Residents have watched"]
    assert not readers[0].is_corrected
    assert not readers[0].is_unsure


def test_a_guess_is_unsure_until_it_is_confirmed() -> None:
    before, after = rows_of(TEXT, FINDINGS).claims, rows(said(CONFIRMED)).claims
    assert [row.key for row in before if Filter(doubt=True).takes(row)] == ["c7", "c9"]
    assert [row.key for row in after if Filter(doubt=True).takes(row)] == ["c9"]


def test_claims_are_filtered_by_status_and_quotations_have_none() -> None:
    claims = rows(said(REFUTED)).claims
    assert [row.key for row in claims if Filter(status=ClaimStatus.REFUTED).takes(row)] == ["c6"]
    open_ones = [row.key for row in claims if Filter(status=ClaimStatus.TO_CHECK).takes(row)]
    assert open_ones == ["c1", "c2", "c3", "c4", "c7", "c9"]


def test_the_reader_s_word_is_spoken() -> None:
    made = rows(said(CONFIRMED, REASSIGNED, REFUTED, lambda one: say.describe(one, "s1", name="Ilse Varga-Holm")))
    claims = {row.key: speak_claim(row) for row in made.claims}
    assert claims["c7"].text.endswith("(indirect, confirmed)")
    assert "You confirmed this." in claims["c7"].tooltip
    assert "a guess" not in claims["c7"].tooltip
    assert claims["c4"].text.endswith("(indirect, corrected)")
    assert "You corrected this." in claims["c4"].tooltip
    assert claims["c6"].text.endswith("(indirect, likely, refuted)")
    assert "Status: refuted." in claims["c6"].tooltip
    assert speak_speaker(made.speakers[0]).text.endswith("corrected by you")
    both = rows(said(REASSIGNED, lambda one: say.judge(one, Target.ATTRIBUTION, "a4", Verdict.CONFIRMED)))
    told = next(speak_claim(row) for row in both.claims if row.key == "c4")
    assert told.text.endswith("(indirect, confirmed, corrected)")
    assert "You corrected and confirmed this." in told.tooltip


def test_what_the_reader_made_is_spoken_as_theirs() -> None:
    made = rows(
        said(
            lambda one: say.attribute(one, span("Residents have watched"), None),
            lambda one: say.topic(one, "Tides", [span("Residents have watched")]),
            lambda one: say.rename_topic(one, "t1", "Tender"),
        )
    )
    mine = next(speak_claim(row) for row in made.claims if row.is_readers)
    assert mine.text.endswith("(indirect, yours)")
    assert "You made this." in mine.tooltip
    assert "Found by" not in mine.tooltip
    topics = {row.label: speak_topic(row) for row in made.topics}
    assert topics["Tides"].text.endswith("made by you")
    assert READER not in topics["Tides"].tooltip
    assert topics["Tender"].text.endswith("corrected by you")
    assert "Corrected by you." in topics["Tender"].tooltip


def test_the_controls_filter_by_status_and_doubt_and_their_chips_release_that(
    panel: FindingsPanel, qtbot: QtBot
) -> None:
    panel.show_reading(said(REFUTED))
    panel.show_tab("claims")
    panel.claim_filters.status_chosen.emit(ClaimStatus.REFUTED)
    assert [row.key for row in panel.claim_model.rows] == ["c6"]
    qtbot.mouseClick(panel.strip.chip("status"), Qt.MouseButton.LeftButton)
    assert panel.filter == Filter()
    panel.claim_filters.doubt_chosen.emit(True)
    assert [row.key for row in panel.claim_model.rows] == ["c7", "c9"]
    qtbot.mouseClick(panel.strip.chip("doubt"), Qt.MouseButton.LeftButton)
    assert panel.filter == Filter()


def _picture(panel: FindingsPanel, made: Reading, key: str) -> QImage:
    panel.show_reading(made)
    panel.show_tab("claims")
    return panel.claims.viewport().grab(panel.claims.visualRect(panel.claim_model.index_of(key))).toImage()


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_every_word_of_the_reader_s_is_seen_on_the_card(panel: FindingsPanel, chosen: theme.Theme) -> None:
    panel.set_theme(chosen)
    plain = _picture(panel, reading(), "c6")
    confirmed = _picture(panel, said(lambda one: say.judge(one, Target.ATTRIBUTION, "a6", Verdict.CONFIRMED)), "c6")
    corrected = _picture(panel, said(lambda one: say.reassign(one, "a6", SPEAKERS[2]), _other_kind), "c6")
    judged = [
        _picture(panel, said(partial(say.judge_claim, claim_id="c6", status=status)), "c6") for status in ClaimStatus
    ]
    seen = [plain, confirmed, corrected, *judged[1:]]
    assert all(one != other for number, one in enumerate(seen) for other in seen[:number])


def _other_kind(one: Reading) -> tuple[Correction, ...]:
    return say.set_kind(one, "a6", AttributionKind.MIXED)


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_a_guess_has_a_dashed_outline_until_it_is_confirmed(panel: FindingsPanel, chosen: theme.Theme) -> None:
    panel.set_theme(chosen)

    def changes_along_the_top(picture: QImage) -> int:
        line = [picture.pixelColor(x, 4).name() for x in range(30, picture.width() - 40)]
        return sum(one != other for one, other in pairwise(line))

    assert changes_along_the_top(_picture(panel, reading(), "c7")) > 20
    assert changes_along_the_top(_picture(panel, said(CONFIRMED), "c7")) < 3


# What was left out ----------------------------------------------------------------------------------------------------


def test_what_was_left_out_is_listed_in_reading_order_and_lost_corrections_at_the_end() -> None:
    made = said(REJECTED, SILENCED, DISMISSED, DROPPED, LOST)
    assert made.findings is not None
    assert made.word is not None
    assert [(row.kind, row.title, row.said, row.words) for row in left_out_rows(TEXT, made.findings, made.word)] == [
        ("attribution", "Tomas Reuel", "not speech", "“Thank you,”"),
        ("topic", "Cost to the town", "topic removed", "1 passage"),
        ("attribution", "Verrin Audit Office", "rejected", "The first estimate was 14 million"),
        ("claim", "Unattributed", "claim dismissed", "Residents have watched the price climb"),
        ("correction", "Lost passage", "disputed: see minutes", "the tide was never measured"),
    ]


def test_the_fold_is_there_only_where_something_was_left_out(panel: FindingsPanel, qtbot: QtBot) -> None:
    fold = panel.claims_tab.left_out
    panel.show_tab("claims")
    assert not fold.isVisible()
    panel.show_reading(said(REJECTED))
    assert fold.isVisible()
    assert fold.fold.text() == "1 rejected"
    panel.show_reading(said(REJECTED, SILENCED, LOST))
    assert fold.fold.text() == "2 rejected · 1 lost"
    assert not fold.rows.isVisible()
    qtbot.mouseClick(fold.fold, Qt.MouseButton.LeftButton)
    assert fold.rows.isVisible()
    assert unnamed_controls(panel) == []
    panel.show_reading(None)
    assert not fold.isVisible()
    assert not fold.fold.isChecked()


def test_each_of_them_is_shown_taken_back_or_removed(panel: FindingsPanel, qtbot: QtBot) -> None:
    made = said(REJECTED, LOST)
    panel.show_reading(made)
    panel.show_tab("claims")
    fold = panel.claims_tab.left_out
    fold.fold.click()
    panel.activateWindow()
    with qtbot.waitSignal(panel.passage_requested) as asked:
        qtbot.keyClick(fold.rows, Qt.Key.Key_Return)
    assert asked.args == [span("The first estimate was 14 million"), ("attribution", "a6")]
    assert fold.back.text() == "Take it back"
    with qtbot.waitSignal(panel.take_back_requested) as back:
        qtbot.mouseClick(fold.back, Qt.MouseButton.LeftButton)
    assert back.args == ["attribution", "a6"]
    fold.rows.setFocus()
    qtbot.keyClick(fold.rows, Qt.Key.Key_Down)
    assert fold.back.text() == "Remove the correction"
    with qtbot.assertNotEmitted(panel.passage_requested):
        qtbot.keyClick(fold.rows, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.take_apart_requested) as removed:
        qtbot.keyClick(fold.rows, Qt.Key.Key_Backspace)
    assert removed.args == [made.corrections[-1].id]
    panel.show_reading(said(REJECTED))
    assert fold.rows.current_row().key == "a6"


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_the_list_of_what_was_left_out_is_painted(panel: FindingsPanel, chosen: theme.Theme) -> None:
    panel.set_theme(chosen)
    panel.show_reading(said(REJECTED, SILENCED, LOST))
    panel.show_tab("claims")
    panel.claims_tab.left_out.fold.click()
    picture = panel.claims_tab.left_out.rows.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {chosen.text.name(), chosen.muted.name(), chosen.chosen.name()} <= seen


def test_a_row_that_was_left_out_is_spoken() -> None:
    made = said(REJECTED, LOST)
    assert made.findings is not None
    assert made.word is not None
    rejected, lost = left_out_rows(TEXT, made.findings, made.word)
    assert speak_left_out(rejected).text == "Verrin Audit Office, rejected: The first estimate was 14 million"
    assert "is not in the text any more" in speak_left_out(lost).tooltip


@pytest.mark.parametrize(
    ("word", "words"),
    [
        (CONFIRMED, "confirmed"),
        (SILENCED, "not speech"),
        (REASSIGNED, "said by Ilse Varga"),
        (lambda one: say.reassign(one, "a4", None), "said by nobody named"),
        (lambda one: say.attribute(one, span("Residents"), SPEAKERS[1]), "said by Tomas Reuel"),
        (lambda one: say.claim(one, span("Residents")), "a claim of yours"),
        (lambda one: say.topic(one, "Tides", [span("Residents")]), "your topic “Tides”"),
        (lambda one: say.redraw(one, "a4", [span("since October")]), "ends moved"),
        (_other_kind, "mixed"),
        (lambda one: say.set_cue(one, "a4", span("who chairs")), "another cue"),
        (lambda one: say.describe(one, "s1", name="I. Varga"), "name: I. Varga"),
        (lambda one: say.describe(one, "s1", role="clerk"), "role: clerk"),
        (lambda one: say.describe(one, "s1", kind=SpeakerKind.GROUP), "group"),
        (lambda one: say.describe(one, "s3", kind=SpeakerKind.PERSON), "person"),
        (lambda one: say.describe(one, "s1", aliases=["Varga", "she"]), "also called: Varga, she"),
        (lambda one: say.merge(one, "s2", "s1"), "merged with another"),
        (
            lambda one: say.split(one, "s1", say.new_speaker("Her office"), [span("my office")], []),
            "taken apart: Her office",
        ),
        (lambda one: say.mean(one, "s1", span("my office"), SPEAKERS[1]), "means Tomas Reuel"),
        (lambda one: say.mean(one, "s1", span("my office"), None), "means nobody named"),
        (lambda one: say.judge_claim(one, "c1", ClaimStatus.SUPPORTED), "supported"),
        (lambda one: say.same_claim(one, "c2", "c1"), "said before"),
        (
            lambda one: say.same_claim(one.with_corrections(say.same_claim(one, "c2", "c1")), "c2", None),
            "not said before",
        ),
        (lambda one: say.rename_topic(one, "t1", "Tender"), "name: Tender"),
        (lambda one: say.colour_topic(one, "t1", "red"), "another colour"),
        (lambda one: say.give_passage(one, "t1", span("Residents")), "other passages"),
    ],
)
def test_every_correction_has_words(word: Say, words: str) -> None:
    assert correction_in_words(word(said())[0]) == words


def test_a_correction_that_nobody_can_read_has_its_bare_name() -> None:
    made = said().corrections or CONFIRMED(said())
    assert correction_in_words(replace(made[0], field="mood")) == "mood"
    assert correction_in_words(replace(made[0], after="{")) == "taken back"
    assert correction_in_words(replace(made[0], field=Field.STATUS.value, after="[]")) == "status"
    assert correction_in_words(replace(made[0], after="null")) == "taken back"

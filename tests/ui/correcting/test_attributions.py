"""The reader's word on attributions, through the controller, on a real desk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.corrections import Target, Verdict, finding_of
from desktop_app.domain.findings import Attribution, AttributionKind, Findings, Speaker, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.correcting.attributions import AttributionCorrecting, inside_marks
from desktop_app.ui.correcting.speaker_box import SpeakerBox
from desktop_app.ui.desk import Desk
from desktop_app.ui.page.marks import MarkRef
from tests.ui.correcting.inquiry import MAYOR, TEXT, known_ids, span

POPS_UP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, popups cannot be raised


@pytest.fixture
def ids(desk: Desk) -> dict[str, str]:
    return known_ids(_findings(desk))


@pytest.fixture
def first(ids: dict[str, str]) -> MarkRef:
    return MarkRef("attribution", ids["a1"])


@pytest.fixture
def correcting(desk: Desk, window: QWidget) -> AttributionCorrecting:
    made = AttributionCorrecting(desk, window)
    made.library_speakers = lambda: (Speaker("l1", "Ilse Varga", SpeakerKind.PERSON, "auditor"),)
    return made


def _reading(desk: Desk) -> Reading:
    assert desk.reading is not None
    return desk.reading


def _findings(desk: Desk) -> Findings:
    findings = _reading(desk).findings
    assert findings is not None
    return findings


def _one(desk: Desk, identity: str) -> Attribution:
    found = finding_of(_findings(desk), Target.ATTRIBUTION, identity)
    assert isinstance(found, Attribution)
    return found


def _box() -> SpeakerBox:
    return next(box for box in QApplication.topLevelWidgets() if isinstance(box, SpeakerBox) and box.isVisible())


def _stored(desk: Desk, qtbot: QtBot) -> Reading:
    """The article as the library has it, when all that was asked for is written."""
    written: list[Reading] = []
    workspace = desk.workspace
    assert workspace is not None
    identity = _reading(desk).article.id
    desk.background.write(
        lambda: workspace.open_article(identity).reading,
        done=written.append,
        failed=lambda error: pytest.fail(str(error)),
    )
    qtbot.waitUntil(lambda: bool(written))
    return written[0]


@pytest.mark.parametrize(("kind", "name"), [("attribution", "a1"), ("claim", "c1")])
def test_c_confirms_the_attribution_of_a_mark_or_claim_once_and_is_stored(
    desk: Desk, correcting: AttributionCorrecting, qtbot: QtBot, ids: dict[str, str], kind: str, name: str
) -> None:
    ref = MarkRef(kind, ids[name])
    with qtbot.waitSignal(desk.said) as said:
        assert correcting.confirm_here(ref)
    assert said.args == ["Confirmed: said by Oda Brandt."]
    assert correcting.is_confirmed(ids["a1"])
    assert correcting.has_word(ids["a1"])
    with qtbot.waitSignal(desk.said) as said:
        assert correcting.confirm_here(ref)
    assert said.args == ["This is confirmed already."]
    assert len(_reading(desk).corrections) == 1
    stored = _stored(desk, qtbot)
    assert stored.word is not None
    assert stored.word.verdicts == {ids["a1"]: Verdict.CONFIRMED}


def test_a_claim_without_a_source_is_confirmed_and_rejected_itself(
    desk: Desk, correcting: AttributionCorrecting, ids: dict[str, str]
) -> None:
    bare = MarkRef("claim", ids["c9"])
    assert correcting.attribution_of(bare) is None
    assert correcting.confirm_here(bare)
    assert correcting.reject_here(bare)
    assert ids["c9"] not in {claim.id for claim in _findings(desk).claims}
    assert correcting.take_back_word("claim", ids["c9"])
    assert ids["c9"] in {claim.id for claim in _findings(desk).claims}


def test_a_mention_of_a_speaker_means_what_has_it_as_its_source(
    correcting: AttributionCorrecting, ids: dict[str, str]
) -> None:
    mention = MarkRef("speaker", ids["s1"])
    assert correcting.attribution_of(mention) is None  # two statements, and nobody knows where the caret is
    correcting.caret = lambda: span("the minister", TEXT.index("On the price")).start + 3
    found = correcting.attribution_of(mention)
    assert found is not None
    assert found.id == ids["a2"]
    correcting.caret = lambda: 0
    assert correcting.attribution_of(mention) is None
    correcting.caret = lambda: None
    only = correcting.attribution_of(MarkRef("speaker", ids["s2"]))
    assert only is not None
    assert only.id == ids["a3"]


@pytest.mark.parametrize("ref", [MarkRef("highlight", "h1"), MarkRef("topic", "t1"), MarkRef("attribution", "gone")])
def test_what_is_no_statement_is_left_to_others(desk: Desk, correcting: AttributionCorrecting, ref: MarkRef) -> None:
    assert not correcting.confirm_here(ref)
    assert not correcting.reject_here(ref)
    assert not correcting.not_speech(ref)
    assert not correcting.reassign(ref, QPoint())
    assert not correcting.set_cue_from(span("said"), ref)
    assert not correcting.set_ends_from(span("said"), ref)
    assert not correcting.change_kind(ref, AttributionKind.MIXED)
    assert _reading(desk).corrections == ()


def test_del_leaves_a_statement_out_says_so_and_undo_brings_it_back(
    desk: Desk, correcting: AttributionCorrecting, qtbot: QtBot, first: MarkRef
) -> None:
    before = _findings(desk)
    with qtbot.waitSignal(desk.removed):
        assert correcting.reject_here(first)
    assert first.id not in {one.id for one in _findings(desk).attributions}
    desk.undo()
    assert _findings(desk) == before
    assert _stored(desk, qtbot).corrections == ()


def test_what_is_no_speech_is_left_out_as_that(desk: Desk, correcting: AttributionCorrecting, first: MarkRef) -> None:
    assert correcting.not_speech(first)
    assert _findings(desk).not_speech == (span("We signed it in March,"),)
    assert correcting.take_back_word("attribution", first.id)
    assert _findings(desk).not_speech == ()


def test_kind_cue_and_ends_are_changed_and_taken_back_one_after_the_other(
    desk: Desk, correcting: AttributionCorrecting, first: MarkRef
) -> None:
    before = _one(desk, first.id)
    assert correcting.change_kind(first, AttributionKind.MIXED)
    assert correcting.set_cue_from(span("the minister said"), first)
    assert correcting.set_ends_from(span("“We signed it"), first)
    changed = _one(desk, first.id)
    assert (changed.kind, changed.cue) == (AttributionKind.MIXED, (span("the minister said"),))
    assert changed.content == (span("“We signed it"),)
    for _ in range(3):
        assert correcting.take_back(first)
    assert _one(desk, first.id) == before


def test_the_ends_of_a_direct_quotation_leave_its_marks_out(
    desk: Desk, correcting: AttributionCorrecting, first: MarkRef
) -> None:
    assert correcting.set_ends_from(span("“We signed it in March,” the minister"), first)
    assert _one(desk, first.id).content == (span("We signed it in March,"),)
    assert _reading(desk).corrections == ()  # it has just these ends already


def test_where_nothing_was_said_there_is_nothing_to_take_back(
    desk: Desk, correcting: AttributionCorrecting, qtbot: QtBot, first: MarkRef
) -> None:
    with qtbot.waitSignal(desk.said) as said:
        assert correcting.take_back(first)
    assert "nothing of this" in said.args[0]
    assert not correcting.take_back_word("attribution", first.id)


@POPS_UP
def test_r_asks_who_says_it_and_proposes_the_others_that_are_called_the_same(
    desk: Desk, correcting: AttributionCorrecting, qtbot: QtBot, first: MarkRef, ids: dict[str, str]
) -> None:
    assert correcting.reassign(first, QRect(20, 20, 100, 20))
    box = _box()
    assert box.passage.text() == "“We signed it in March,”"
    assert box.list.current_row().words == "Oda Brandt"
    qtbot.keyClicks(box.line, "rivera")
    with qtbot.waitSignal(desk.corrections.proposed) as proposed:
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert proposed.args[0][0].id == ids["a2"]
    assert proposed.args[1] == _findings(desk).speaker(ids["s2"])
    assert _one(desk, first.id).speaker == ids["s2"]
    desk.corrections.reassign_all(*proposed.args)
    assert _one(desk, ids["a2"]).speaker == ids["s2"]
    assert desk.undo_text == "1 more said by Ann Rivera"


@POPS_UP
def test_the_box_shows_everybody_in_the_colour_that_they_had_before_others_said_more(
    desk: Desk, correcting: AttributionCorrecting, first: MarkRef, ids: dict[str, str]
) -> None:
    engineer = _findings(desk).speaker(ids["s3"])
    for name in ("a1", "a2"):
        desk.corrections.reassign(ids[name], engineer)
    assert _findings(desk).speakers[0].id == ids["s3"]
    correcting.reassign(first, QPoint(20, 20))
    shown = {choice.key: choice.place for choice in _box().model.rows}
    assert {ids["s1"]: 0, ids["s2"]: 1, ids["s3"]: 2}.items() <= shown.items()
    correcting.close_box()


@POPS_UP
def test_somebody_of_the_library_and_somebody_new_become_speakers_of_the_article(
    desk: Desk, correcting: AttributionCorrecting, qtbot: QtBot, first: MarkRef, ids: dict[str, str]
) -> None:
    correcting.reassign(first, QPoint(20, 20))
    qtbot.keyClicks(_box().line, "iv")
    qtbot.keyClick(_box().line, Qt.Key.Key_Return)
    assert _one(desk, first.id).speaker == "l1"
    correcting.reassign(MarkRef("claim", ids["c4"]), QPoint(20, 20))
    box = _box()
    qtbot.keyClicks(box.line, "Harbour Guild")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    qtbot.mouseClick(box.form.kinds[SpeakerKind.GROUP], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(box.form.role, "of pilots")
    qtbot.keyClick(box.form.role, Qt.Key.Key_Return)
    speaker = _findings(desk).speaker(_one(desk, ids["a4"]).speaker)
    assert speaker is not None
    assert (speaker.name, speaker.kind, speaker.role) == ("Harbour Guild", SpeakerKind.GROUP, "of pilots")
    stored = _stored(desk, qtbot).findings
    assert stored is not None
    assert stored.speaker(speaker.id) == speaker


@POPS_UP
def test_a_selected_passage_is_said_by_whom_the_reader_names(
    desk: Desk, correcting: AttributionCorrecting, qtbot: QtBot, ids: dict[str, str]
) -> None:
    correcting.said_by(span("Nobody has measured the tide"), QPoint(20, 20))
    box = _box()
    qtbot.keyClicks(box.line, MAYOR.name)
    with qtbot.waitSignal(correcting.made) as made:
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
    ref: MarkRef = made.args[0]
    found = correcting.attribution_of(ref)
    assert found is not None
    assert (found.speaker, found.kind) == (ids["s2"], AttributionKind.INDIRECT)
    assert correcting.attribution_of(MarkRef("claim", f"{ref.id}-c")) == found


@POPS_UP
def test_the_box_goes_with_the_article(
    desk: Desk, correcting: AttributionCorrecting, qtbot: QtBot, first: MarkRef
) -> None:
    correcting.reassign(first, QPoint(20, 20))
    box = _box()
    gone: list[bool] = []
    box.destroyed.connect(lambda: gone.append(True))
    desk.remove_article(_reading(desk).article.id)
    qtbot.waitUntil(lambda: bool(gone))
    assert correcting.attribution_of(first) is None
    correcting.said_by(span("said"), QPoint())
    assert not any(isinstance(one, SpeakerBox) and one.isVisible() for one in QApplication.topLevelWidgets())


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("plain words", ["plain words"]),
        ("“One,” she said. “Two.”", ["One,", "Two."]),
        ("One,” she said, “two", ["One,", "two"]),
        ("“One.\n\n“Two.”", ["One.\n\n", "Two."]),
        ('"One," she said', ["One,"]),
        ("„Eins“, sagte sie", ["Eins"]),
        ("”", ["”"]),
    ],
)
def test_stretches_inside_quotation_marks_are_told(text: str, stretches: list[str]) -> None:
    assert [stretch.of(text) for stretch in inside_marks(text, Span(0, len(text)))] == stretches

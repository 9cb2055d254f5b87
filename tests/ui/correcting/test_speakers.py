"""Speakers are set right on a real desk: their dialogs, who is meant, and what the context menu offers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.findings import Findings, Mention, MentionKind, Speaker, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.correcting.speakers import SpeakerCorrecting, mention_at
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs.merge_speakers import MergeSpeakersDialog
from desktop_app.ui.dialogs.speaker import SpeakerDialog
from desktop_app.ui.dialogs.split_speaker import SplitSpeakerDialog
from desktop_app.ui.page import MarkRef
from tests.ui.correcting.inquiry import TEXT, span

SECOND = span("the minister", TEXT.index("On the price"))


@pytest.fixture
def speakers(desk: Desk, window: QWidget) -> SpeakerCorrecting:
    return SpeakerCorrecting(desk, window)


def reading(desk: Desk) -> Reading:
    assert desk.reading is not None
    return desk.reading


def findings(desk: Desk) -> Findings:
    found = reading(desk).findings
    assert found is not None
    return found


def named(desk: Desk, name: str) -> Speaker:
    return next(one for one in findings(desk).speakers if one.name == name)


def ref(desk: Desk, name: str) -> MarkRef:
    return MarkRef("speaker", named(desk, name).id)


def who(desk: Desk, words: str) -> str:
    """Who says these words."""
    said = next(one for one in findings(desk).attributions if one.content[0] == span(words))
    speaker = findings(desk).speaker(said.speaker)
    return speaker.name if speaker is not None else ""


def shown(kind: type[QDialog]) -> QDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def entries(menu: QMenu) -> dict[str, Callable[[], None]]:
    return {action.text(): action.trigger for action in menu.actions()}


def test_a_speaker_is_renamed_and_described_in_one_dialog_as_one_step(desk: Desk, speakers: SpeakerCorrecting) -> None:
    speakers.edit(ref(desk, "Ann Rivera"))
    dialog = shown(SpeakerDialog)
    assert isinstance(dialog, SpeakerDialog)
    dialog.name.setText("Ann Rivera Lopez")
    dialog.role.setText("mayor of Verrin")
    dialog.kind.setCurrentIndex(dialog.kind.findData("group"))
    dialog.deed_button.click()
    one = named(desk, "Ann Rivera Lopez")
    assert (one.role, one.kind, one.aliases) == ("mayor of Verrin", SpeakerKind.GROUP, ("Ann Rivera",))
    desk.undo()
    assert named(desk, "Ann Rivera").role == ""
    desk.redo()
    assert named(desk, "Ann Rivera Lopez").role == "mayor of Verrin"


def test_a_name_that_somebody_has_already_leads_to_a_merge(desk: Desk, speakers: SpeakerCorrecting) -> None:
    speakers.edit(ref(desk, "Oda Brandt"))
    dialog = shown(SpeakerDialog)
    assert isinstance(dialog, SpeakerDialog)
    dialog.name.setText("ann rivera")
    dialog.merge_button.click()
    assert who(desk, "it was fair") == "Ann Rivera"
    assert named(desk, "Ann Rivera").role == "minister"


def test_two_speakers_are_merged_and_taken_apart_again(desk: Desk, speakers: SpeakerCorrecting) -> None:
    before = findings(desk)
    speakers.merge(ref(desk, "Oda Brandt"))
    dialog = shown(MergeSpeakersDialog)
    assert isinstance(dialog, MergeSpeakersDialog)
    dialog.filter.setText("reuel")
    dialog.deed_button.click()
    assert who(desk, "it was fair") == "Tomas Reuel"
    word = reading(desk).word
    assert word is not None
    (said,) = word.merged[named(desk, "Tomas Reuel").id]
    speakers.take_apart(said.id)
    assert findings(desk) == before


def test_a_speaker_is_split_in_two(desk: Desk, speakers: SpeakerCorrecting) -> None:
    speakers.split(ref(desk, "Oda Brandt"))
    dialog = shown(SplitSpeakerDialog)
    assert isinstance(dialog, SplitSpeakerDialog)
    dialog.statements.toggle(dialog.statements.rows[1].key)
    dialog.name.setText("Ilse Varga")
    dialog.deed_button.click()
    assert who(desk, "it was fair") == "Ilse Varga"
    assert who(desk, "We signed it in March,") == "Oda Brandt"


def test_who_has_one_statement_alone_cannot_be_split(desk: Desk, speakers: SpeakerCorrecting, qtbot: QtBot) -> None:
    desk.corrections.mean(named(desk, "Ann Rivera").id, span("Ann Rivera"), None)
    with qtbot.waitSignal(speakers.said) as told:
        speakers.split(ref(desk, "Ann Rivera"))
    assert told.args == ["There is nothing that could be taken out of Ann Rivera."]


def test_somebody_else_is_meant_at_one_mention(desk: Desk, speakers: SpeakerCorrecting, qtbot: QtBot) -> None:
    speakers.caret = lambda: SECOND.start + 3
    with qtbot.waitSignal(speakers.speaker_wanted) as asked:
        speakers.mean(ref(desk, "Oda Brandt"))
    tell, place, current = asked.args
    assert (place, current) == (SECOND, named(desk, "Oda Brandt").id)
    tell(named(desk, "Ann Rivera"))
    assert who(desk, "it was fair") == "Ann Rivera"
    assert who(desk, "We signed it in March,") == "Oda Brandt"
    assert Mention(SECOND, MentionKind.DESCRIPTION) in named(desk, "Ann Rivera").mentions


def test_an_answer_that_comes_when_another_article_is_open_changes_nothing(
    desk: Desk, speakers: SpeakerCorrecting, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(speakers.speaker_wanted) as asked:
        speakers.mean(ref(desk, "Oda Brandt"), SECOND)
    ann = named(desk, "Ann Rivera")
    assert desk.workspace is not None
    article = reading(desk).article.id
    with qtbot.waitSignal(desk.closed):
        desk.remove_article(article)
    tell, _place, _current = asked.args
    tell(ann)
    assert desk.reading is None


def test_where_the_caret_stands_on_no_mention_the_reader_is_told(
    desk: Desk, speakers: SpeakerCorrecting, qtbot: QtBot
) -> None:
    for caret in (lambda: None, lambda: 2):
        speakers.caret = caret
        with qtbot.waitSignal(speakers.said) as told, qtbot.assertNotEmitted(speakers.speaker_wanted):
            speakers.mean(ref(desk, "Ann Rivera"))
        assert told.args == ["Put the caret on a name, a pronoun or a description first."]
    for wish in (speakers.edit, speakers.merge, speakers.split):
        with qtbot.waitSignal(speakers.said) as told:
            wish(MarkRef("topic", "t1"))
        assert told.args == ["Put the caret on a speaker or on what one says first."]


def test_before_the_analysis_has_ended_nothing_can_be_said(
    desk: Desk, speakers: SpeakerCorrecting, qtbot: QtBot
) -> None:
    ann = ref(desk, "Ann Rivera")
    desk.put_reading(reading(desk).with_found(None))
    with qtbot.waitSignal(speakers.said) as told:
        speakers.edit(ann)
    assert told.args == ["Findings can be corrected when the analysis has ended."]
    menu = QMenu()
    qtbot.addWidget(menu)
    speakers.contribute(menu, ann)
    assert menu.isEmpty()


def test_the_menu_of_a_mention_offers_all_with_their_keys(
    desk: Desk, speakers: SpeakerCorrecting, qtbot: QtBot, window: QWidget
) -> None:
    keys = {"edit_speaker": "S", "mean_other": "Shift+R"}
    speakers.key_of = lambda command: keys.get(command, "")
    speakers.caret = lambda: SECOND.end
    menu = QMenu(window)
    speakers.contribute(menu, ref(desk, "Oda Brandt"))
    offered = entries(menu)
    assert list(offered) == ["Edit speaker…\tS", "Merge with…", "Split…", "Somebody else is meant here…\tShift+R"]
    with qtbot.waitSignal(speakers.speaker_wanted):
        offered["Somebody else is meant here…\tShift+R"]()
    offered["Merge with…"]()
    shown(MergeSpeakersDialog).reject()


def test_the_menu_of_a_row_or_statement_leaves_out_who_is_meant(
    desk: Desk, speakers: SpeakerCorrecting, window: QWidget
) -> None:
    menu = QMenu(window)
    speakers.contribute(menu, ref(desk, "Ann Rivera"))
    assert list(entries(menu)) == ["Edit speaker…", "Merge with…", "Split…"]
    said = next(one for one in findings(desk).attributions if one.speaker == named(desk, "Ann Rivera").id)
    of_statement = QMenu(window)
    speakers.contribute(of_statement, MarkRef("attribution", said.id))
    assert list(entries(of_statement)) == ["Speaker “Ann Rivera”"]
    claim = next(one for one in findings(desk).claims if one.attribution is None)
    of_claim = QMenu(window)
    speakers.contribute(of_claim, MarkRef("claim", claim.id))
    assert of_claim.isEmpty()


def test_a_dialog_goes_with_its_article(desk: Desk, speakers: SpeakerCorrecting, qtbot: QtBot) -> None:
    speakers.edit(ref(desk, "Ann Rivera"))
    dialog = shown(SpeakerDialog)
    with qtbot.waitSignals([desk.closed, dialog.rejected]):
        desk.remove_article(reading(desk).article.id)


def test_escape_changes_nothing(desk: Desk, speakers: SpeakerCorrecting, qtbot: QtBot) -> None:
    before = reading(desk).corrections
    speakers.split(ref(desk, "Oda Brandt"))
    qtbot.keyClick(shown(SplitSpeakerDialog), Qt.Key.Key_Escape)
    assert reading(desk).corrections == before


def test_the_mention_at_a_place_is_found_by_mention_or_source(desk: Desk) -> None:
    ann, oda = named(desk, "Ann Rivera"), named(desk, "Oda Brandt")
    place = span("Ann Rivera")
    assert mention_at(reading(desk), ann, Span(place.end, place.end)) == place
    assert mention_at(reading(desk), ann, Span(place.end + 1, place.end + 1)) is None
    assert mention_at(reading(desk), oda, SECOND) == SECOND
    assert mention_at(reading(desk), oda, None) is None

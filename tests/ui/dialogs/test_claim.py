"""The window of a claim, and the choice among claims, each by itself: words, statuses, note, history, keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.corrected import Judged
from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.spans import Span
from desktop_app.ui import theme
from desktop_app.ui.dialogs.claim import ClaimDialog, ClaimFacts, Draft, sentence_around, surroundings
from desktop_app.ui.dialogs.claim_choice import ClaimChoice, ClaimOption, by_likeness
from desktop_app.ui.statuses import SIGN, draw_status, status_explanation, status_icon, status_name
from tests.ui.findings.fiction import unnamed_controls

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HISTORY = (
    Judged(ClaimStatus.DISPUTED, "Audit Office, 3 March", NOON),
    Judged(ClaimStatus.DISPUTED, "<b>The mayor</b> too", NOON + timedelta(days=1)),
    Judged(ClaimStatus.SUPPORTED, "", NOON + timedelta(days=2)),
)
FACTS = ClaimFacts("Varga said that ", "the <contract> had been awarded twice", ".", "Ilse Varga · said · indirect")
OPTIONS = (
    ClaimOption("c1", "Ilse Varga", "The bridge cost 2 million crowns."),
    ClaimOption("c2", "Tomas Reuel", "The ferry is late."),
    ClaimOption("c3", "Unattributed", "In the end the bridge had cost 2 million."),
)


def shown(dialog: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()


def sheet(qtbot: QtBot, *history: Judged, draft: Draft | None = None) -> ClaimDialog:
    facts = ClaimFacts(FACTS.before, FACTS.words, FACTS.after, FACTS.about, history)
    dialog = ClaimDialog(facts, draft=draft)
    shown(dialog, qtbot)
    return dialog


# The sentence ----------------------------------------------------------------------------------------------------------

TEXT = "It rained. “Dr. Pike says the dam held,” she said. Nobody asked why.\n\nThe dam is old. End"


def sentence(words: str) -> str:
    start = TEXT.index(words)
    return sentence_around(TEXT, Span(start, start + len(words))).of(TEXT)


def test_a_claim_is_shown_in_its_whole_sentence_and_no_other() -> None:
    assert sentence("she said") == "“Dr. Pike says the dam held,” she said."
    assert sentence("asked") == "Nobody asked why."
    assert sentence("The dam is old.") == "The dam is old."
    assert sentence("End") == "End"
    assert sentence("asked why.\n\nThe dam") == "Nobody asked why.\n\nThe dam is old."


@given(st.text("aA.! \n“”", max_size=60), st.data())
def test_a_sentence_holds_its_claim(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if text[start:end].strip():
        claim = Span(start, end)
        whole = sentence_around(text, claim)
        assert text[start:end].strip() in whole.of(text)
        before, after = surroundings(text, claim)
        assert "\n" not in before + after


def test_very_long_sentences_are_cut_at_words() -> None:
    text = f"Start {'word ' * 200}claim {'rest ' * 200}."
    at = text.index("claim")
    before, after = surroundings(text, Span(at, at + 5))
    assert before.startswith("… word")
    assert after.endswith("rest …")
    assert len(before) < 300
    assert len(after) < 300


# The window ------------------------------------------------------------------------------------------------------------


def test_every_control_has_a_name_and_the_status_has_the_focus(qtbot: QtBot) -> None:
    dialog = sheet(qtbot, *HISTORY)
    assert unnamed_controls(dialog) == []
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.radio(ClaimStatus.SUPPORTED))
    for status in ClaimStatus:
        assert dialog.radio(status).accessibleName() == status_name(status)
        assert dialog.radio(status).accessibleDescription() == status_explanation(status)


def test_the_present_status_and_note_are_there_and_the_history_is_newest_first(qtbot: QtBot) -> None:
    dialog = sheet(qtbot, *HISTORY)
    assert dialog.draft == Draft(ClaimStatus.SUPPORTED, "")
    assert [row.change for row in dialog.model.rows] == [
        "Disputed → Supported",
        "Disputed, with another note",
        "To check → Disputed",
    ]
    spoken = dialog.model.index(1).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert "Disputed, with another note. <b>The mayor</b> too" in spoken
    assert dialog.model.rows[2].words.endswith("To check → Disputed\nAudit Office, 3 March")
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog.model)


def test_a_claim_without_a_status_says_so(qtbot: QtBot) -> None:
    dialog = sheet(qtbot)
    assert dialog.history.isHidden()
    assert dialog.draft == Draft(ClaimStatus.TO_CHECK, "")
    assert "the <contract> had been awarded twice" in dialog.sentence()


def test_only_what_was_changed_is_saved_by_key_and_by_button(qtbot: QtBot) -> None:
    dialog = sheet(qtbot, *HISTORY)
    saved: list[Draft] = []
    dialog.saved.connect(saved.append)
    assert not dialog.save_button.isEnabled()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved == []
    qtbot.keyClicks(dialog.note, "Seen. ")
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.radio(ClaimStatus.REFUTED).click()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert saved == [Draft(ClaimStatus.SUPPORTED, "Seen."), Draft(ClaimStatus.REFUTED, "Seen.")]


def test_what_is_being_typed_stays_when_the_claim_changes_elsewhere(qtbot: QtBot) -> None:
    dialog = sheet(qtbot, *HISTORY)
    dialog.show_facts(ClaimFacts("", "x", "", "y", HISTORY[:2]))
    assert dialog.draft == Draft(ClaimStatus.DISPUTED, "<b>The mayor</b> too")
    dialog.note.setPlainText("Mine")
    dialog.show_facts(ClaimFacts("", "x", "", "y", HISTORY))
    assert dialog.draft == Draft(ClaimStatus.DISPUTED, "Mine")
    assert dialog.has_changes


def test_what_was_not_saved_is_told_when_the_window_closes(qtbot: QtBot) -> None:
    draft = Draft(ClaimStatus.REFUTED, "Half")
    for close in (ClaimDialog.close, ClaimDialog.reject, ClaimDialog.accept):
        dialog = sheet(qtbot, *HISTORY, draft=draft)
        with qtbot.waitSignal(dialog.draft_left) as told:
            close(dialog)
        assert told.args == [draft]
    dialog = sheet(qtbot, *HISTORY)
    with qtbot.waitSignal(dialog.draft_left) as told:
        dialog.close()
    assert told.args == [None]


@pytest.mark.parametrize("name", list(theme.THEMES))
def test_the_signs_follow_the_theme(qtbot: QtBot, name: str) -> None:
    dialog = sheet(qtbot, *HISTORY)
    before = dialog.radio(ClaimStatus.REFUTED).icon().cacheKey()
    dialog.setPalette(theme.palette(theme.THEMES[name]))
    after = dialog.radio(ClaimStatus.REFUTED).icon().cacheKey()
    assert (before == after) == (theme.shown_in(dialog.palette()).text == theme.LIGHT.text)
    assert not dialog.grab().isNull()


def test_a_low_window_keeps_all_statuses_whole(qtbot: QtBot) -> None:
    dialog = sheet(qtbot, *HISTORY)
    dialog.show_facts(ClaimFacts("a " * 90, "claim " * 200, " z" * 90, "who", HISTORY))
    dialog.resize(dialog.minimumSize())
    for status in ClaimStatus:
        radio = dialog.radio(status)
        assert radio.height() >= radio.sizeHint().height()
    assert dialog.save_button.geometry().bottom() <= dialog.height()


# The signs -------------------------------------------------------------------------------------------------------------


def test_the_signs_of_any_two_statuses_differ_in_shape_by_much() -> None:
    drawn = {}
    for status in ClaimStatus:
        image = QImage(SIGN, SIGN, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw_status(painter, image.rect().toRectF(), status, QColor("black"), QColor("white"))
        painter.end()
        drawn[status] = [QColor(image.pixel(x, y)).lightness() < 128 for x in range(SIGN) for y in range(SIGN)]
        assert not status_icon(status, QColor("black"), QColor("white")).isNull()
    for one in ClaimStatus:
        for other in ClaimStatus:
            differing = sum(a is not b for a, b in zip(drawn[one], drawn[other], strict=True))
            assert (one is other) == (differing < 12)


# The choice ------------------------------------------------------------------------------------------------------------


def test_claims_with_the_most_words_in_common_come_first() -> None:
    ordered = by_likeness("the bridge had cost 2 million", OPTIONS)
    assert [option.key for option in ordered] == ["c3", "c1", "c2"]
    assert by_likeness("", OPTIONS) == list(OPTIONS)


def test_typing_filters_arrows_move_and_enter_chooses(qtbot: QtBot) -> None:
    dialog = ClaimChoice("Says the same as …", "The ferry is late.", OPTIONS, "Says the same")
    shown(dialog, qtbot)
    assert unnamed_controls(dialog) == []
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    qtbot.keyClicks(dialog.filter, "BRIDGE")
    assert [row.key for row in dialog.model.rows] == ["c1", "c3"]
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert chosen == ["c3"]
    assert not dialog.isVisible()


def test_nothing_can_be_chosen_where_nothing_fits_and_escape_leaves(qtbot: QtBot) -> None:
    dialog = ClaimChoice("Which claim?", "", OPTIONS, "Choose")
    shown(dialog, qtbot)
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClicks(dialog.filter, "zeppelin")
        assert not dialog.choose_button.isEnabled()
        qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
        assert dialog.isVisible()
        qtbot.keyClick(dialog.filter, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_double_click_chooses_and_a_button_does(qtbot: QtBot) -> None:
    for how in ("double", "button"):
        dialog = ClaimChoice("Which claim?", "", OPTIONS, "Choose")
        shown(dialog, qtbot)
        with qtbot.waitSignal(dialog.chosen) as told:
            if how == "double":
                dialog.list.row_doubled.emit(dialog.list.current_row())
            else:
                qtbot.mouseClick(dialog.choose_button, Qt.MouseButton.LeftButton)
        assert told.args == ["c1"]


def test_the_choice_is_painted_in_every_theme(qtbot: QtBot) -> None:
    dialog = ClaimChoice("Which claim?", "", OPTIONS, "Choose")
    shown(dialog, qtbot)
    for name in theme.THEMES.values():
        dialog.setPalette(theme.palette(name))
        assert not dialog.grab().isNull()

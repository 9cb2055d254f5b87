"""The dialogs about speakers: what they show, what they object to, what they ask for; by keyboard and by ear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui import theme
from desktop_app.ui.dialogs.merge_speakers import MergeSpeakersDialog
from desktop_app.ui.dialogs.speaker import SpeakerDialog
from desktop_app.ui.dialogs.speaker_passages import CheckedRows, mention_rows, statement_rows
from desktop_app.ui.dialogs.split_speaker import SplitSpeakerDialog
from tests.ui.findings.fiction import ATTRIBUTIONS, FINDINGS, SPEAKERS, TEXT, reading, span, unnamed_controls

ILSE, TOMAS, OFFICE, TWO = SPEAKERS
LONG = "The Verrin Peninsula Standing Conference on Harbour Dredging & Coastal Upkeep"


def article() -> Reading:
    """What Ilse Varga says in the third paragraph has “my office” as its source."""
    said = tuple(replace(one, source=(span("my office"),)) if one.id == "a3" else one for one in ATTRIBUTIONS)
    return reading(replace(FINDINGS, attributions=said))


def opened(qtbot: QtBot, dialog: QDialog) -> None:
    theme.load_fonts()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.activateWindow()


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize(
    "make",
    [
        lambda: SpeakerDialog(article(), ILSE),
        lambda: SpeakerDialog(article(), OFFICE),
        lambda: MergeSpeakersDialog(article(), TWO),
        lambda: MergeSpeakersDialog(reading(replace(FINDINGS, speakers=(replace(ILSE, name=LONG),))), ILSE),
        lambda: SplitSpeakerDialog(article(), ILSE),
    ],
)
def test_every_control_has_a_name_and_escape_asks_for_nothing(
    qtbot: QtBot, make: Callable[[], QDialog], chosen: theme.Theme
) -> None:
    before = QApplication.palette()
    QApplication.setPalette(theme.palette(chosen))
    try:
        dialog = make()
        opened(qtbot, dialog)
        assert dialog.windowTitle()
        assert unnamed_controls(dialog) == []
        assert dialog.width() <= 800
        assert not dialog.grab().isNull()
        with qtbot.waitSignal(dialog.rejected):
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    finally:
        QApplication.setPalette(before)


# Name, role, kind, other names -----------------------------------------------------------------------------------------


def test_what_is_set_is_told_once(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(article(), ILSE)
    opened(qtbot, dialog)
    qtbot.keyClicks(dialog.name, "Ilse  Varga-Holm ")
    dialog.role.setText("")
    dialog.kind.setCurrentIndex(dialog.kind.findData("unnamed"))
    with qtbot.waitSignal(dialog.changed) as told:
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert told.args == ["Ilse Varga-Holm", "", SpeakerKind.UNNAMED, ("Varga",)]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_speaker_needs_a_name(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(article(), ILSE)
    opened(qtbot, dialog)
    assert not dialog.warning.isVisible()
    dialog.name.setText("  ")
    assert dialog.warning.text() == "A speaker needs a name."
    assert not dialog.deed_button.isEnabled()
    assert dialog.deed_button.accessibleDescription() == dialog.warning.text()
    with qtbot.assertNotEmitted(dialog.changed):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_name_that_is_taken_offers_a_merge(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(article(), ILSE)
    opened(qtbot, dialog)
    dialog.name.setText("tomas  REUEL")
    assert dialog.warning.text().startswith("Tomas Reuel is a speaker of this article already")
    assert not dialog.deed_button.isEnabled()
    assert dialog.merge_button.text() == "Merge with Tomas Reuel"
    with qtbot.waitSignal(dialog.merge_requested) as asked, qtbot.assertNotEmitted(dialog.changed):
        dialog.merge_button.click()
    assert asked.args == ["s1", "s2"]
    assert not dialog.isVisible()


def test_a_name_that_two_have_already_may_stay(qtbot: QtBot) -> None:
    twins = reading(replace(FINDINGS, speakers=(ILSE, replace(TOMAS, name="Ilse Varga"))))
    dialog = SpeakerDialog(twins, ILSE)
    opened(qtbot, dialog)
    assert dialog.deed_button.isEnabled()
    assert not dialog.merge_button.isVisible()


def test_other_names_are_added_changed_and_removed_by_keyboard(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(article(), ILSE)
    opened(qtbot, dialog)
    aliases = dialog.aliases

    def type_in(words: str, key: Qt.Key) -> None:
        editor = aliases.list.findChild(QLineEdit)
        assert editor is not None
        editor.selectAll()
        qtbot.keyClicks(editor, words)
        qtbot.keyClick(editor, key)
        qtbot.waitUntil(lambda: aliases.list.findChild(QLineEdit) is None)

    aliases.add_button.click()
    type_in("the  minister ", Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert aliases.names() == ("Varga", "the minister")
    qtbot.keyClick(aliases.list, Qt.Key.Key_F2)
    type_in("the transport minister", Qt.Key.Key_Return)
    assert aliases.names() == ("Varga", "the transport minister")
    aliases.add_button.click()
    type_in("", Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: aliases.list.count() == 2)
    assert dialog.isVisible()
    aliases.list.setCurrentRow(0)
    qtbot.keyClick(aliases.list, Qt.Key.Key_Delete)
    assert aliases.names() == ("the transport minister",)
    aliases.remove_button.click()
    assert aliases.names() == ()
    assert not aliases.remove_button.isEnabled()


def test_the_first_mentions_are_shown_in_their_sentences() -> None:
    first, second = mention_rows(TEXT, ILSE)
    assert (first.lead, first.middle) == ("Transport Minister ", "Ilse Varga")
    assert first.rest.startswith(" said on Tuesday that the dredging contract")
    assert first.rest.endswith(" …")
    assert first.about == "by name · paragraph 2"
    assert second.words == "“Nobody in my office signed that second tender,” Varga told the committee."
    assert second.about == "by a pronoun · paragraph 3"


def test_a_long_statement_is_cut_between_words() -> None:
    text = "Ann Rivera said " + "the river rose again and " * 40 + "fell."
    one = replace(ATTRIBUTIONS[0], content=(Span(text.index("the river"), len(text) - 1),))
    (row,) = statement_rows(text, [one])
    assert row.middle.endswith("the river rose …")
    assert len(row.middle) < 230


# Merging ---------------------------------------------------------------------------------------------------------------


def test_a_merge_says_what_will_happen(qtbot: QtBot) -> None:
    dialog = MergeSpeakersDialog(article(), TWO)
    opened(qtbot, dialog)
    assert [row.speaker.name for row in dialog.model.rows] == ["Ilse Varga", "Tomas Reuel", "Verrin Audit Office"]
    assert dialog.model.rows[0].about == "Transport Minister · 3 statements · 2 mentions"
    assert dialog.preview.text() == (
        "1 statement and 1 mention of “Two officials” go to Ilse Varga; the role “Transport Minister” is kept. "
        "You can take them apart again at any time."
    )
    dialog.keeps[1].setChecked(True)
    assert dialog.preview.text().startswith(
        "3 statements and 2 mentions of “Ilse Varga” go to Two officials; the role “Transport Minister” comes along."
    )
    with qtbot.waitSignal(dialog.merge_requested) as asked:
        dialog.deed_button.click()
    assert asked.args == ["s1", "s4"]


def test_the_other_one_is_found_and_chosen_by_keyboard(qtbot: QtBot) -> None:
    dialog = MergeSpeakersDialog(article(), ILSE)
    opened(qtbot, dialog)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Down)
    assert dialog.chosen() == OFFICE
    qtbot.keyClicks(dialog.filter, "off tw")
    assert dialog.chosen() == TWO
    assert dialog.keeps[1].isChecked()  # somebody with a name keeps it
    with qtbot.waitSignal(dialog.merge_requested) as asked:
        qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert asked.args == ["s4", "s1"]


def test_whoever_shares_a_word_comes_first(qtbot: QtBot) -> None:
    minister = replace(TWO, id="s5", name="the minister", kind=SpeakerKind.PERSON)
    dialog = MergeSpeakersDialog(reading(replace(FINDINGS, speakers=(TOMAS, OFFICE, minister, ILSE))), minister)
    opened(qtbot, dialog)
    assert dialog.chosen() == ILSE


def test_where_nobody_fits_nothing_can_be_merged(qtbot: QtBot) -> None:
    dialog = MergeSpeakersDialog(article(), ILSE)
    opened(qtbot, dialog)
    qtbot.keyClicks(dialog.filter, "zzz")
    assert dialog.warning.text() == "No speaker is called like that."
    assert not dialog.deed_button.isEnabled()
    dialog.filter.clear()
    assert dialog.deed_button.isEnabled()
    alone = MergeSpeakersDialog(reading(replace(FINDINGS, speakers=(ILSE,))), ILSE)
    opened(qtbot, alone)
    assert alone.warning.text() == "Nobody else speaks in this article."


# Splitting -------------------------------------------------------------------------------------------------------------


def test_a_statement_goes_with_the_mention_that_is_its_source(qtbot: QtBot) -> None:
    dialog = SplitSpeakerDialog(article(), ILSE)
    opened(qtbot, dialog)
    dialog.mention_list.setCurrentIndex(dialog.mentions.index(1))
    qtbot.keyClick(dialog.mention_list, Qt.Key.Key_Space)
    assert [row.key for row in dialog.statements.checked()] == ["a3"]
    dialog.statements.toggle("a3")
    assert [row.key for row in dialog.statements.checked()] == ["a3"]
    dialog.statements.toggle("a1")
    dialog.name.setText("Bea Holm")
    dialog.role.setText("deputy")
    dialog.kind.setCurrentIndex(dialog.kind.findData("person"))
    with qtbot.waitSignal(dialog.split_requested) as asked:
        dialog.deed_button.click()
    new, mentions, statements = asked.args
    assert (new.name, new.role, new.kind) == ("Bea Holm", "deputy", SpeakerKind.PERSON)
    assert mentions == (span("my office"),)
    assert statements == ("a1", "a3")
    dialog.mentions.toggle("1")
    assert [row.key for row in dialog.statements.checked()] == ["a1"]


def test_something_must_go_and_something_must_stay(qtbot: QtBot) -> None:
    dialog = SplitSpeakerDialog(article(), ILSE)
    opened(qtbot, dialog)
    assert dialog.warning.text() == "Tick what belongs to somebody else."
    for row in dialog.mentions.rows:
        dialog.mentions.toggle(row.key)
    assert dialog.name.text() == ""  # a pronoun is no name, and the other mention is the speaker’s own
    dialog.name.setText("Bea Holm")
    assert dialog.deed_button.isEnabled()
    for row in dialog.statements.rows:
        dialog.statements.toggle(row.key)
    assert dialog.warning.text().startswith("Something must stay")
    assert not dialog.deed_button.isEnabled()


def test_the_name_comes_from_the_mentions_until_it_is_typed(qtbot: QtBot) -> None:
    dialog = SplitSpeakerDialog(article(), replace(TOMAS, name="Reuel"))
    opened(qtbot, dialog)
    dialog.mentions.toggle("0")
    assert dialog.name.text() == "Tomas Reuel"
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Tom")
    dialog.mentions.toggle("0")
    assert dialog.name.text() == "Tom"


@pytest.mark.parametrize(
    ("name", "objection"),
    [
        ("", "The new speaker needs a name."),
        ("ilse varga", "The new speaker needs a name of their own."),
        ("Tomas Reuel", "Tomas Reuel is a speaker of this article already"),
    ],
)
def test_the_new_one_needs_a_name_that_is_free(qtbot: QtBot, name: str, objection: str) -> None:
    dialog = SplitSpeakerDialog(article(), ILSE)
    opened(qtbot, dialog)
    dialog.statements.toggle("a1")
    dialog.name.setText(name)
    assert dialog.warning.text().startswith(objection)
    assert not dialog.deed_button.isEnabled()


def test_it_can_go_to_somebody_of_the_article(qtbot: QtBot) -> None:
    dialog = SplitSpeakerDialog(article(), ILSE)
    opened(qtbot, dialog)
    dialog.statements.toggle("a2")
    dialog.whom.setCurrentIndex(dialog.whom.findData("s2"))
    assert (dialog.name.text(), dialog.name.isEnabled()) == ("Tomas Reuel", False)
    with qtbot.waitSignal(dialog.split_requested) as asked:
        dialog.deed_button.click()
    assert asked.args == [TOMAS, (), ("a2",)]
    dialog.whom.setCurrentIndex(0)
    assert (dialog.name.text(), dialog.name.isEnabled()) == ("", True)


def test_ticked_rows_keep_qts_rules_and_say_their_state() -> None:
    rows = CheckedRows()
    assert isinstance(rows, QAbstractListModel)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal, rows)
    rows.show(statement_rows(TEXT, ATTRIBUTIONS[:3]))
    rows.lock({"a1"})
    rows.toggle("a2")
    states = [rows.index(place).data(Qt.ItemDataRole.CheckStateRole) for place in range(3)]
    assert states == [Qt.CheckState.Checked, Qt.CheckState.Checked, Qt.CheckState.Unchecked]
    assert "reported" in rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

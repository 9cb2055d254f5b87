"""The fold below the speakers: who somebody is, where the text names them, and what can be set right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain import correcting as say
from desktop_app.domain.findings import Mention, MentionKind
from desktop_app.domain.reading import Reading
from desktop_app.ui import theme
from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.findings.rows import UNATTRIBUTED, Filter
from desktop_app.ui.findings.speaker_details import SpeakerDetails
from desktop_app.ui.style import style_sheet
from tests.ui.findings.fiction import FINDINGS, SPEAKERS, TEXT, reading, span, unnamed_controls


def merged() -> Reading:
    """The two officials are Ilse Varga, whose role the reader wrote anew."""
    found = reading().with_found(FINDINGS)
    said = (*say.merge(found, "s4", "s1"), *say.describe(found, "s1", role="Minister of Transport"))
    return found.with_corrections(said)


def show(panel: FindingsPanel, shown: Reading, key: str = "s1") -> SpeakerDetails:
    panel.show_reading(shown)
    panel.details.show_reading(shown)
    panel.show_tab("speakers")
    panel.set_filter(Filter(speaker=key))
    panel.details.fold.setEnabled(True)
    panel.details.fold.setChecked(True)
    return panel.details


def apart_buttons(details: SpeakerDetails) -> list[QPushButton]:
    return [one for one in details.findChildren(QPushButton) if one.text() == "Take apart" and one.isVisible()]


def test_it_says_who_somebody_is_in_words(panel: FindingsPanel) -> None:
    details = show(panel, reading().with_found(FINDINGS))
    assert details.text().splitlines() == [
        "person · Transport Minister",
        "Also called: Varga",
        "Mentioned 2 times, 1 of them by name",
    ]
    assert "organisation" in show(panel, reading().with_found(FINDINGS), "s3").text()
    assert unnamed_controls(details) == []


def test_mentions_are_listed_with_their_kind_and_lead_to_their_places(panel: FindingsPanel, qtbot: QtBot) -> None:
    details = show(panel, reading().with_found(FINDINGS))
    spoken = [details.model.index(place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(2)]
    assert spoken[0].startswith("Ilse Varga, name: Ilse Varga said on Tuesday")
    assert spoken[1].startswith("my office, pronoun: my office signed that second tender")
    details.list.setCurrentIndex(details.model.index(1))
    with qtbot.waitSignal(panel.passage_requested) as asked:
        qtbot.keyClick(details.list, Qt.Key.Key_Return)
    assert asked.args == [span("my office"), ("speaker", "s1")]
    assert "Mention 2 of 2" in details.text()
    details.on.click()
    assert details.list.current_row().key == "0"


def test_each_wish_is_a_button_and_names_the_speaker(panel: FindingsPanel, qtbot: QtBot) -> None:
    details = show(panel, reading().with_found(FINDINGS), "s2")
    for button, signal in (
        (details.edit, details.edit_requested),
        (details.merge, details.merge_requested),
        (details.split, details.split_requested),
        (details.note, details.note_requested),
    ):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        with qtbot.waitSignal(signal) as asked:
            button.click()
        assert asked.args == ["s2"]


def test_somebody_else_may_be_meant_at_the_chosen_mention(panel: FindingsPanel, qtbot: QtBot) -> None:
    details = show(panel, reading().with_found(FINDINGS))
    assert not details.other.isEnabled()
    details.list.setCurrentIndex(details.model.index(1))
    with qtbot.waitSignal(details.mean_requested) as asked:
        details.other.click()
    assert asked.args == ["s1", span("my office")]
    details.activateWindow()
    details.list.setFocus()
    with qtbot.waitSignal(details.mean_requested):
        qtbot.keyClick(details.list, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    details.set_keys([])
    with qtbot.assertNotEmitted(details.mean_requested):
        qtbot.keyClick(details.list, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)


def test_what_was_corrected_is_said_and_the_merged_can_be_taken_apart(panel: FindingsPanel, qtbot: QtBot) -> None:
    shown = merged()
    details = show(panel, shown)
    assert "Corrected by you: merged, role" in details.text()
    assert "person · Minister of Transport" in details.text()
    (button,) = apart_buttons(details)
    assert button.accessibleName() == "Take “Two officials” apart again"
    with qtbot.waitSignal(details.take_apart_requested) as asked:
        button.click()
    assert asked.args == [shown.corrections[0].id]
    show(panel, shown.with_corrections(()))
    assert apart_buttons(details) == []
    assert "Corrected" not in details.text()


def test_what_nobody_is_named_for_offers_no_correction(panel: FindingsPanel) -> None:
    details = show(panel, reading().with_found(FINDINGS), UNATTRIBUTED)
    assert not any(one.isVisible() for one in (details.edit, details.merge, details.split, details.other, details.list))


def test_findings_that_are_on_their_way_can_not_be_corrected_yet(panel: FindingsPanel) -> None:
    panel.show_findings(TEXT, FINDINGS, is_part=True)
    panel.details.show_reading(reading(None))
    panel.show_tab("speakers")
    panel.set_filter(Filter(speaker="s1"))
    panel.details.fold.click()
    assert not panel.details.edit.isEnabled()
    assert not panel.details.list.isVisible()


@pytest.mark.parametrize("size", [(380, 800), (260, 460), (220, 300)])
def test_it_is_as_high_for_one_speaker_as_for_another(panel: FindingsPanel, size: tuple[int, int]) -> None:
    panel.setStyleSheet(style_sheet(theme.LIGHT))
    many = tuple(Mention(span("Ilse Varga"), MentionKind.NAME) for _ in range(30))
    shown = reading(replace(FINDINGS, speakers=(replace(SPEAKERS[0], mentions=many), *SPEAKERS[1:])))
    shown = shown.with_found(shown.findings)
    panel.resize(*size)
    places: set[QPoint] = set()
    heights: set[int] = set()
    for key in ("s1", "s2", "s3", UNATTRIBUTED):
        details = show(panel, shown, key)
        for _round in range(3):  # layouts ask each other
            QApplication.sendPostedEvents()
        heights.add(details.height())
        places.add(details.pos())
    assert len(heights) == 1
    assert len({(place.x(), place.y()) for place in places}) == 1


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_it_is_painted_in_both_themes(panel: FindingsPanel, chosen: theme.Theme) -> None:
    details = show(panel, merged())
    details.set_theme(chosen)
    details.list.setCurrentIndex(details.model.index(0))
    picture = details.list.grab().toImage()
    colours = {picture.pixelColor(x, 4).name() for x in range(0, picture.width(), 2)}
    assert chosen.chosen.name() in colours

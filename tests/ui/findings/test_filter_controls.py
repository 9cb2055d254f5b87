"""The filter by status and by doubt works together with the others, can be released, and is told apart without colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.findings import AttributionKind
from desktop_app.ui import theme
from desktop_app.ui.findings.filter_controls import ClaimFilters, FilterStrip
from desktop_app.ui.findings.rows import Filter, rows_of
from desktop_app.ui.statuses import status_name
from desktop_app.ui.style import style_sheet
from tests.ui.findings.fiction import FINDINGS, TEXT, unnamed_controls

ROWS = rows_of(TEXT, FINDINGS)


@pytest.fixture
def filters(qtbot: QtBot) -> ClaimFilters:
    made = ClaimFilters()
    qtbot.addWidget(made)
    made.resize(380, 160)
    made.offer(ROWS)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def strip(qtbot: QtBot) -> FilterStrip:
    made = FilterStrip()
    qtbot.addWidget(made)
    made.resize(380, 70)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_control_has_a_name(filters: ClaimFilters, strip: FilterStrip) -> None:
    assert unnamed_controls(filters) == []
    assert unnamed_controls(strip) == []


def test_each_status_can_be_chosen_by_its_name_and_sign(filters: ClaimFilters, qtbot: QtBot) -> None:
    assert [filters.status.itemText(place) for place in range(filters.status.count())] == [
        "All statuses", "To check", "Supported", "Disputed", "Refuted", "Unverifiable",
    ]  # fmt: skip
    assert not any(filters.status.itemIcon(place).isNull() for place in range(1, 6))
    filters.status.setFocus()
    with qtbot.waitSignal(filters.status_chosen) as told:
        qtbot.keyClick(filters.status, Qt.Key.Key_R)
    assert told.args == [ClaimStatus.REFUTED]
    with qtbot.waitSignal(filters.status_chosen) as told:
        qtbot.keyClick(filters.status, Qt.Key.Key_Home)
    assert told.args == [None]


def test_unsure_only_is_a_chip_beside_those_of_the_kinds(filters: ClaimFilters, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filters.doubt_chosen) as told:
        qtbot.mouseClick(filters.doubt, Qt.MouseButton.LeftButton)
    assert told.args == [True]
    assert filters.chip(None).isChecked()
    with qtbot.assertNotEmitted(filters.doubt_chosen):
        qtbot.mouseClick(filters.chip(AttributionKind.DIRECT), Qt.MouseButton.LeftButton)
    assert filters.doubt.isChecked()
    with qtbot.waitSignal(filters.doubt_chosen) as told:
        qtbot.keyClick(filters.doubt, Qt.Key.Key_Space)
    assert told.args == [False]


def test_the_controls_follow_a_filter_without_saying_that_the_reader_chose_it(
    filters: ClaimFilters, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(filters.status_chosen), qtbot.assertNotEmitted(filters.doubt_chosen):
        filters.show_filter(Filter(speaker="s1", status=ClaimStatus.DISPUTED, doubt=True))
        assert filters.status.currentText() == "Disputed"
        assert filters.status.property("active") is True
        assert filters.doubt.isChecked()
        assert filters.speaker.currentData() == "s1"
        filters.show_filter(Filter())
    assert filters.status.currentText() == "All statuses"
    assert not filters.doubt.isChecked()


@pytest.mark.parametrize(
    ("chosen", "name", "words"),
    [
        (Filter(status=ClaimStatus.UNVERIFIABLE), "status", "Unverifiable"),
        (Filter(doubt=True), "doubt", "unsure only"),
    ],
)
def test_the_strip_names_what_is_set_and_releases_it(
    strip: FilterStrip, qtbot: QtBot, chosen: Filter, name: str, words: str
) -> None:
    strip.show_filter(chosen, ROWS, ())
    chip = strip.chip(name)
    assert chip.isVisible()
    assert chip.accessibleName() == f"Release the filter {words}"
    with qtbot.waitSignal(strip.dropped) as told:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert told.args == [name]
    strip.show_filter(Filter(), ROWS, ROWS.claims)
    assert not chip.isVisible()


def test_all_filters_at_once_fit_into_a_narrow_strip(strip: FilterStrip) -> None:
    strip.setStyleSheet(style_sheet(theme.LIGHT))
    strip.resize(260, 70)
    strip.show_filter(
        Filter("s1", AttributionKind.DIRECT, "t1", "a word", status=ClaimStatus.DISPUTED, doubt=True), ROWS, ()
    )
    QApplication.sendPostedEvents()
    assert strip.chip("words").geometry().right() < strip.width()


def test_the_signs_are_drawn_anew_in_another_theme(filters: ClaimFilters) -> None:
    filters.setPalette(theme.palette(theme.LIGHT))
    before = filters.status.itemIcon(1).cacheKey()
    filters.setPalette(theme.palette(theme.DARK))
    assert filters.status.itemIcon(1).cacheKey() != before


def test_names_of_statuses_are_told_apart_by_their_first_letter() -> None:
    assert len({status_name(status)[0] for status in ClaimStatus}) == len(ClaimStatus)

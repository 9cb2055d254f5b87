"""Status and “why?” on the card of a claim: each answers a click of its own, and looks as if it did."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.findings.claim_card import Part
from tests.ui.findings.fiction import reading


@pytest.fixture
def claims(panel: FindingsPanel) -> FindingsPanel:
    panel.show_reading(reading())
    panel.show_tab("claims")
    return panel


def middle(panel: FindingsPanel, key: str, part: Part) -> QPoint:
    index = panel.claim_model.index_of(key)
    panel.claims.scrollTo(index)
    row = panel.claim_model.row_at(index)
    assert row is not None
    return panel.claims.cards.place_of(row, panel.claims.visualRect(index), part).center()


def click(qtbot: QtBot, panel: FindingsPanel, place: QPoint) -> None:
    qtbot.mouseClick(panel.claims.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_the_status_asks_for_the_statuses_and_goes_nowhere(claims: FindingsPanel, qtbot: QtBot) -> None:
    place = middle(claims, "c3", Part.STATUS)
    with (
        qtbot.assertNotEmitted(claims.passage_requested),
        qtbot.waitSignal(claims.claims_tab.status_requested) as asked,
    ):
        click(qtbot, claims, place)
    assert asked.args is not None
    assert asked.args[:2] == ["claim", "c3"]
    assert claims.claims.viewport().mapFromGlobal(asked.args[2]).y() >= place.y()
    assert claims.claims.current_row().key == "c3"


@pytest.mark.parametrize(("key", "kind"), [("c3", "claim"), ("a5", "attribution")])
def test_a_click_on_why_asks_why(claims: FindingsPanel, qtbot: QtBot, key: str, kind: str) -> None:
    place = middle(claims, key, Part.WHY)
    with (
        qtbot.assertNotEmitted(claims.passage_requested),
        qtbot.waitSignal(claims.claims_tab.why_requested) as asked,
    ):
        click(qtbot, claims, place)
    assert asked.args == [kind, key]


def test_a_click_beside_them_goes_to_the_passage_as_ever(claims: FindingsPanel, qtbot: QtBot) -> None:
    status = middle(claims, "c3", Part.STATUS)
    with (
        qtbot.assertNotEmitted(claims.claims_tab.status_requested),
        qtbot.waitSignal(claims.passage_requested),
    ):
        click(qtbot, claims, status - QPoint(0, 26))
    with qtbot.assertNotEmitted(claims.claims_tab.status_requested):  # pressed there, let go elsewhere
        QTest.mousePress(claims.claims.viewport(), Qt.MouseButton.LeftButton, pos=status)
        QTest.mouseRelease(claims.claims.viewport(), Qt.MouseButton.LeftButton, pos=status - QPoint(0, 26))


def test_what_can_be_clicked_has_a_hand_over_it(claims: FindingsPanel, qtbot: QtBot) -> None:
    view = claims.claims.viewport()
    for part in Part:
        place = middle(claims, "c3", part)
        qtbot.mouseMove(view, place)
        assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
        qtbot.mouseMove(view, place - QPoint(0, 26))
        assert view.cursor().shape() is not Qt.CursorShape.PointingHandCursor


def test_where_there_is_no_claim_or_no_room_nothing_can_be_clicked(claims: FindingsPanel) -> None:
    index = claims.claim_model.index_of("a5")
    row = claims.claim_model.row_at(index)
    assert row is not None
    assert claims.claims.cards.place_of(row, claims.claims.visualRect(index), Part.STATUS).isEmpty()
    claims.resize(120, 800)
    for row in claims.claim_model.rows:
        area = claims.claims.visualRect(claims.claim_model.index_of(row.key))
        assert claims.claims.cards.place_of(row, area, Part.WHY).right() <= area.right()

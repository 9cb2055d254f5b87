"""Menus of rows and marks: what stands in them, with which keys, and that it does what it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.findings import AttributionKind
from desktop_app.ui.correcting.attributions import AttributionCorrecting
from desktop_app.ui.correcting.menus import Menus, add_entry, attribution_entries, list_entries
from desktop_app.ui.correcting.speaker_box import SpeakerBox
from desktop_app.ui.desk import Desk
from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.findings.rows import Filter
from desktop_app.ui.page.marks import MarkRef
from tests.ui.correcting.inquiry import known_ids, span
from tests.ui.findings.fiction import reading

POPS_UP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, popups cannot be raised
KEYS = {"confirm": "C", "reassign": "R", "remove_mark": "Del", "note": "N"}


def _key_of(command: str) -> str:
    return KEYS.get(command, "")


@pytest.fixture
def panel(qtbot: QtBot) -> FindingsPanel:
    made = FindingsPanel(QLabel("notes"))
    qtbot.addWidget(made)
    made.resize(380, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.show_reading(reading())
    return made


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    made = QMenu()
    qtbot.addWidget(made)
    return made


def _texts(menu: QMenu) -> list[str]:
    return ["-" if action.isSeparator() else action.text() for action in menu.actions()]


def _choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().split("\t")[0] == words).trigger()


def _shown() -> QMenu:
    return next(menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu) and menu.isVisible())


def test_contributions_stand_in_order_with_lines_between_them(window: QWidget, menu: QMenu) -> None:
    def name_kind(menu: QMenu, ref: MarkRef) -> None:
        add_entry(menu, ref.kind, int)

    def say_more(menu: QMenu, _ref: MarkRef) -> None:
        add_entry(menu, "Black & white", int, "B")

    def say_nothing(_menu: QMenu, _ref: MarkRef) -> None:
        pass

    menus = Menus(window)
    for contribution in (say_nothing, name_kind, say_nothing, say_more):
        menus.add(contribution)
    menus.fill(menu, MarkRef("topic", "t1"))
    assert _texts(menu) == ["topic", "-", "Black && white\tB"]


@POPS_UP
def test_a_row_has_its_menu_and_what_nobody_speaks_of_has_none(
    panel: FindingsPanel, window: QWidget, qtbot: QtBot
) -> None:
    menus = Menus(window)
    menus.add(list_entries(panel, panel.note_requested.emit, _key_of))
    panel.menu_requested.connect(menus.pop_up)
    panel.show_tab("claims")
    with qtbot.waitSignal(panel.menu_requested) as asked:
        panel.claims.customContextMenuRequested.emit(panel.claims.visualRect(panel.claim_model.index(1)).center())
    assert asked.args[:2] == ["claim", "c2"]
    assert panel.claims.current_row().key == "c2"
    shown = _shown()
    assert _texts(shown) == ["Go to the passage", "Write a note\tN", "Only Ilse Varga"]
    with qtbot.waitSignal(panel.passage_requested):
        _choose(shown, "Go to the passage")
    shown.close()
    menus.pop_up("topic", "gone", QPoint())
    assert not any(isinstance(one, QMenu) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_menus_of_rows_do_what_the_keys_do(panel: FindingsPanel, menu: QMenu, qtbot: QtBot) -> None:
    contribute = list_entries(panel, panel.note_requested.emit, _key_of)
    contribute(menu, MarkRef("claim", "c4"))
    with qtbot.waitSignal(panel.note_requested) as asked:
        _choose(menu, "Write a note")
    assert asked.args == ["attribution", "a4"]
    _choose(menu, "Only Tomas Reuel")
    assert panel.filter == Filter(speaker="s2")
    menu.clear()
    contribute(menu, MarkRef("attribution", "a4"))
    _choose(menu, "Show everybody again")
    assert panel.filter == Filter()
    menu.clear()
    contribute(menu, MarkRef("claim", "c9"))
    assert _texts(menu) == ["Go to the passage", "Only Unattributed"]
    menu.clear()
    contribute(menu, MarkRef("speaker", "s1"))
    with qtbot.waitSignal(panel.passage_requested) as gone:
        _choose(menu, "Go to the first mention")
    assert gone.args[1] == ("speaker", "s1")
    with qtbot.waitSignal(panel.note_requested) as asked:
        _choose(menu, "Write a note")
    assert asked.args == ["speaker", "s1"]
    _choose(menu, "Only this speaker")
    assert panel.filter == Filter(speaker="s1")
    menu.clear()
    contribute(menu, MarkRef("topic", "t1"))
    with qtbot.waitSignal(panel.passage_requested):
        _choose(menu, "Go to the first passage")
    _choose(menu, "Only this topic")
    assert panel.filter == Filter(speaker="s1", topic="t1")


@POPS_UP
def test_the_menu_of_a_statement_says_all_that_can_be_said_of_it(desk: Desk, window: QWidget, menu: QMenu) -> None:
    correcting = AttributionCorrecting(desk, window)
    contribute = attribution_entries(correcting, _key_of)
    assert desk.reading is not None
    assert desk.reading.findings is not None
    ref = MarkRef("attribution", known_ids(desk.reading.findings)["a1"])
    contribute(menu, ref)
    assert _texts(menu) == [
        "Confirm\tC",
        "Somebody else says this…\tR",
        "How it is said",
        "Nobody’s speech",
        "Reject\tDel",
    ]
    kinds = next(action.menu() for action in menu.actions() if action.text() == "How it is said")
    assert isinstance(kinds, QMenu)
    assert [action.isChecked() for action in kinds.actions()] == [True, False, False]
    _choose(kinds, "Mixed: quoted in part")
    found = correcting.attribution_of(ref)
    assert found is not None
    assert found.kind is AttributionKind.MIXED
    _choose(menu, "Confirm")
    _choose(menu, "Somebody else says this…")
    box = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SpeakerBox) and one.isVisible())
    box.close()
    correcting.selection = lambda: span("the minister said")
    menu.clear()
    contribute(menu, ref)
    assert _texts(menu) == [
        "Somebody else says this…\tR",
        "How it is said",
        "The selected words are what was said",
        "The selected words are the cue",
        "Nobody’s speech",
        "Reject\tDel",
        "Take your last word back",
    ]
    _choose(menu, "The selected words are the cue")
    found = correcting.attribution_of(ref)
    assert found is not None
    assert found.cue == (span("the minister said"),)
    _choose(menu, "Take your last word back")
    assert not correcting.is_confirmed(ref.id)
    _choose(menu, "Nobody’s speech")
    assert correcting.attribution_of(ref) is None
    menu.clear()
    contribute(menu, ref)
    assert menu.isEmpty()

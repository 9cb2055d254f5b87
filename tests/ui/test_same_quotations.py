"""The window of quotations that several articles have, over a real library and real lanes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.errors import AppError
from desktop_app.domain.variants import SameQuotation
from desktop_app.storage import Library
from desktop_app.storage.ledger import Ledger
from desktop_app.ui import theme
from desktop_app.ui.painting import type_for
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.variants import SameQuotations
from desktop_app.ui.variants import window as window_module
from desktop_app.ui.variants.columns import laid_out
from tests.storage.test_variants import BRACKETS, CUT, FRAGMENT, FULL, ROE, VANE, article
from tests.ui.findings.fiction import unnamed_controls

PLAIN = "The ferry to the other shore will be painted blue in spring."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as made:
        yield made


@pytest.fixture
def background() -> Iterator[Background]:
    deliverer = Deliverer()
    made = Background(deliverer.deliver)
    yield made
    made.close()
    deliverer.close()


@pytest.fixture
def told(library: Library) -> Library:
    for day, (said, name) in enumerate(((FULL, VANE), (CUT, VANE), (BRACKETS, VANE), (FRAGMENT, ROE)), 1):
        article(library, said, name, day=f"2031-05-0{day}")
    article(library, PLAIN, "", day="2031-06-01")
    article(library, PLAIN.replace("blue", "very blue"), "", day="2031-06-02", outlet="")
    return library


@pytest.fixture
def window(qtbot: QtBot, background: Background, library: Library) -> SameQuotations:
    theme.load_fonts()
    made = SameQuotations(background, lambda: library.ledger)
    qtbot.addWidget(made)
    return made


def show(qtbot: QtBot, window: SameQuotations) -> None:
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: "…" not in in_sight(window) and bool(in_sight(window) or window.variants_model.rows))


def in_sight(window: SameQuotations) -> str:
    return " ".join(place.title() for place in window.findChildren(Placeholder) if place.isVisible())


def spoken(window: SameQuotations) -> list[str]:
    model = window.variants_model
    return [str(model.index(place).data(Qt.ItemDataRole.AccessibleTextRole)) for place in range(model.rowCount())]


def test_an_empty_library_says_what_will_be_here(qtbot: QtBot, window: SameQuotations) -> None:
    show(qtbot, window)
    assert in_sight(window) == "No quotation stands in several articles yet"


def test_quotations_are_told_once_with_their_variants(qtbot: QtBot, told: Library, window: SameQuotations) -> None:
    QAbstractItemModelTester(window.model)
    QAbstractItemModelTester(window.variants_model)
    show(qtbot, window)
    first, second = [str(window.model.index(place).data(Qt.ItemDataRole.AccessibleTextRole)) for place in range(2)]
    assert first == f"“{FULL}”, 4 articles, Ada Vane, Milo Roe, Attributed to different people"
    assert "attributed to nobody" in second
    full, cut, brackets, fragment = spoken(window)
    assert "the fullest" in full
    assert "left out, marked by an ellipsis: “and in thirty-one of them”" in cut
    assert "“[the holds]” in the place of “them”" in brackets
    assert "Attributed to another person here: Milo Roe" in fragment
    assert unnamed_controls(window) == []
    window.grab()
    window.set_theme(theme.DARK)
    window.list.select_key(window.model.rows[1].key)
    qtbot.waitUntil(lambda: len(window.variants_model.rows) == 2)
    assert "inserted: “very”" in spoken(window)[0] + spoken(window)[1] or "left out: “very”" in spoken(window)[1]
    window.grab()


def test_words_and_differing_attributions_narrow_the_list(qtbot: QtBot, told: Library, window: SameQuotations) -> None:
    show(qtbot, window)
    qtbot.keyClicks(window.words, "ferry")
    qtbot.waitUntil(lambda: [row.quotation.articles for row in window.model.rows] == [2])
    window.differing.setChecked(True)
    qtbot.waitUntil(lambda: in_sight(window) == "No quotation fits")
    assert window.variants_model.rows == ()
    qtbot.keyClick(window.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(window.model.rows) == 2)
    assert (window.words.text(), window.differing.isChecked(), window.isVisible()) == ("", False, True)


def test_keys_lead_to_the_passage(qtbot: QtBot, told: Library, window: SameQuotations) -> None:
    show(qtbot, window)
    qtbot.keyClick(window.words, Qt.Key.Key_Down)
    assert window.list.hasFocus()
    qtbot.keyClick(window.list, Qt.Key.Key_Return)
    assert window.variants.hasFocus()
    qtbot.keyClick(window.variants, Qt.Key.Key_Down)
    asked = window.variants_model.rows[1]
    with qtbot.waitSignal(window.link_requested) as caught:
        qtbot.keyClick(window.variants, Qt.Key.Key_Return)
    assert caught.args == [asked.variant.said.address]
    qtbot.keyClick(window.variants, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith(f"“{CUT}”\nAda Vane")
    qtbot.keyClick(window.variants, Qt.Key.Key_Left)
    assert window.list.hasFocus()
    qtbot.keyClick(window.list, Qt.Key.Key_Right)
    assert window.variants.hasFocus()
    qtbot.keyClick(window.variants, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.words.hasFocus()


def test_a_click_leads_to_the_passage(qtbot: QtBot, told: Library, window: SameQuotations) -> None:
    show(qtbot, window)
    place = window.variants.visualRect(window.variants_model.index(0)).center()
    with qtbot.waitSignal(window.link_requested) as caught:
        qtbot.mouseClick(window.variants.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == [window.variants_model.rows[0].variant.said.address]


def test_what_changes_in_the_library_is_seen_and_the_choice_stays(
    qtbot: QtBot, told: Library, window: SameQuotations
) -> None:
    show(qtbot, window)
    window.list.select_key(window.model.rows[1].key)
    qtbot.waitUntil(lambda: len(window.variants_model.rows) == 2)
    article(told, PLAIN, VANE, day="2031-06-03")
    window.refresh()
    qtbot.waitUntil(lambda: len(window.variants_model.rows) == 3)
    assert window.list.current_row() == window.model.rows[1]


def test_a_long_list_is_read_as_it_is_scrolled(
    qtbot: QtBot, told: Library, window: SameQuotations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_module, "PAGE", 1)
    show(qtbot, window)
    assert len(window.model.rows) == 1
    window.list.verticalScrollBar().valueChanged.emit(0)
    qtbot.waitUntil(lambda: len(window.model.rows) == 2)


def test_a_library_that_cannot_be_read_can_be_tried_again(qtbot: QtBot, told: Library, background: Background) -> None:
    class Damaged(Ledger):
        is_damaged = True

        def same_quotations(self, *args: object, **kwargs: object) -> list[SameQuotation]:
            if self.is_damaged:
                raise AppError("It is damaged.")
            return told.ledger.same_quotations()

    ledger = Damaged(told._database, lambda: None)
    window = SameQuotations(background, lambda: ledger)
    qtbot.addWidget(window)
    show(qtbot, window)
    assert in_sight(window) == "The library could not be read"
    ledger.is_damaged = False
    window.refresh()
    qtbot.waitUntil(lambda: len(window.model.rows) == 2)


def test_the_words_of_all_variants_stand_in_the_same_columns(
    qtbot: QtBot, told: Library, window: SameQuotations
) -> None:
    show(qtbot, window)
    rows = window.variants_model.rows
    lines = laid_out(rows[0].group, 300, type_for(window.font()))
    assert lines.count > 2
    assert all(set(words) <= set(lines.places) for words in rows[0].group)
    assert all(left < 300 for _line, left in lines.places.values())
    assert laid_out((), 300, type_for(window.font())).count == 0

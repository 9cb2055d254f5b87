"""A page in a window, with the shipped faces."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.annotations import NoteTarget
from desktop_app.ui import theme
from desktop_app.ui.page import PageView
from tests.ui.page.article import findings, highlight, note, reading


@pytest.fixture(scope="session")
def faces(qapp: object) -> None:
    theme.load_fonts()


@pytest.fixture
def make_page(qtbot: QtBot, faces: None) -> Callable[[], PageView]:
    """Makes empty pages of 900 × 700 pixels, shown and with the focus."""

    def make() -> PageView:
        page = PageView()
        qtbot.addWidget(page)
        page.resize(900, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.text.setFocus()
        return page

    return make


@pytest.fixture
def page(make_page: Callable[[], PageView]) -> PageView:
    """The article with all that was found and marked in it."""
    made = make_page()
    made.show_reading(
        reading(
            found=findings(),
            highlights=(
                highlight("h1", "figure is 41"),
                highlight("h2", "Nobody signed that tender,” Varga told the committee", "k2"),
            ),
            notes=(note("n1", NoteTarget.ATTRIBUTION, "a4"), note("n2", NoteTarget.HIGHLIGHT, "h1", "Which figure?")),
            repairs=3,
        )
    )
    return made

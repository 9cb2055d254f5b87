"""A notes panel in a window of its own."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.notes import NotesPanel
from desktop_app.ui.theme import load_fonts
from tests.ui.findings.fiction import reading


@pytest.fixture
def panel(qtbot: QtBot) -> NotesPanel:
    load_fonts()
    made = NotesPanel()
    qtbot.addWidget(made)
    made.resize(380, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.show_reading(reading())
    return made

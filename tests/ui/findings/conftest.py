"""A findings panel in a window of its own."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.theme import load_fonts
from tests.ui.findings.fiction import reading


@pytest.fixture
def panel(qtbot: QtBot) -> FindingsPanel:
    load_fonts()
    made = FindingsPanel(QLabel("notes"))
    qtbot.addWidget(made)
    made.resize(380, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.show_reading(reading())
    return made

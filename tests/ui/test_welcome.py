"""What stands in the middle while no article is open, in windows of all sizes."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.welcome import Welcome


@pytest.mark.parametrize("size", [(320, 306), (420, 400), (900, 700)])
def test_every_way_to_begin_is_seen_whole_however_small_the_window_is(qtbot: QtBot, size: tuple[int, int]) -> None:
    theme.load_fonts()
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.resize(*size)
    with qtbot.waitExposed(welcome):
        welcome.show()
    for button in (welcome.open_button, welcome.folder_button, welcome.sample_button, welcome.paste_button):
        assert button.height() >= button.sizeHint().height()
        assert welcome.rect().contains(button.mapTo(welcome, button.rect().bottomRight()))

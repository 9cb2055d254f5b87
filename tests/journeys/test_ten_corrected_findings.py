"""Somebody who has read no manual: from the empty window to ten corrected findings, by what the screen shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.domain.corrections import Field, Verdict
from desktop_app.ui.correcting.speaker_box import SpeakerBox
from desktop_app.ui.review_bar import ReviewBar
from tests.journeys.by_keys import Keyboard
from tests.journeys.by_mouse import Mouse
from tests.journeys.conftest import SECONDS
from tests.journeys.screen import Screen

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", extend=True
)  # offscreen, popups cannot be raised
_TEN = 10


def test_from_the_sample_article_to_ten_corrected_findings_by_what_the_screen_shows(
    launch: Callable[[], App], qtbot: QtBot
) -> None:
    app = launch()
    app.window.resize(QSize(1400, 880))
    with qtbot.waitSignal(app.window.desk.articles_changed, timeout=SECONDS):
        app.start()
    screen = Screen(app, qtbot)
    mouse, keyboard = Mouse(screen), Keyboard(screen)
    with qtbot.waitSignal(app.window.desk.findings_changed, timeout=SECONDS):
        mouse.click(app.window.welcome.sample_button)
    mouse.menu("Go", "Review what is doubtful")
    bar = screen.one(ReviewBar)
    for wish in cycle(("confirm", "reassign", "reject", "confirm", "not_speech")):
        if len(_corrected(screen)) >= _TEN:
            break
        if app.window.review.current is None:  # all that is doubtful has an answer
            mouse.click(bar.end_buttons["sure"])
            continue
        keyboard.press(_key_on(bar, wish))
        if wish == "reassign":
            _choose_another(screen, keyboard)
    keyboard.press("Esc")
    screen.wait(lambda: not bar.isVisible())
    screen.settle()
    said = screen.reading.corrections
    assert len(_corrected(screen)) == _TEN
    assert {Verdict.CONFIRMED.value, Verdict.REJECTED.value, Verdict.NOT_SPEECH.value} == {
        one.after.strip('"') for one in said if one.field == Field.VERDICT
    }
    assert any(one.field == Field.SPEAKER for one in said)
    assert app.window.desk.workspace is not None
    assert app.window.desk.workspace.library.reading(screen.reading.article.id).corrections == said


def _corrected(screen: Screen) -> set[str]:
    return {one.target_id for one in screen.reading.corrections}


def _key_on(bar: ReviewBar, wish: str) -> str:
    """The key that the button names beside its words."""
    button = bar.buttons[wish]
    assert button.isVisible()
    named = re.search(r"(\S+)\s*$", re.sub(r"[()·]", " ", button.text()))
    assert named is not None
    return named[1]


def _choose_another(screen: Screen, keyboard: Keyboard) -> None:
    """Whoever stands beside the present speaker in the list."""
    box = screen.one(SpeakerBox)
    place = box.list.currentIndex().row()
    keyboard.press("Up" if place else "Down", "Return")

"""A reader with a keyboard alone and one with a mouse alone do the same to an article, and leave the same library."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.domain.links import Link
from desktop_app.domain.tasks import Task
from desktop_app.workspace import Workspace
from tests.journeys.by_keys import ByKeys
from tests.journeys.by_mouse import ByMouse
from tests.journeys.conftest import SECONDS, leave
from tests.journeys.deeds import do_everything
from tests.journeys.kept_rows import kept_rows
from tests.journeys.quarrel import TEXT, found
from tests.journeys.screen import Screen

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", extend=True
)  # offscreen, popups cannot be raised


@pytest.fixture
def furnished(tmp_path: Path) -> tuple[Path, str]:
    """A profile with the article and what was found in it, and the article's id."""
    folder = tmp_path / "furnished"
    workspace = Workspace.open(folder)
    reading = workspace.keep(workspace.read_clipboard(TEXT, "", Task())).reading
    workspace.keep_findings(reading, found())
    workspace.close()
    return folder, reading.article.id


@pytest.fixture
def sit_down(
    launch: Callable[[], App], qtbot: QtBot, profile: Path, furnished: tuple[Path, str]
) -> Callable[[], tuple[App, Screen]]:
    """Begins anew on a copy of the furnished profile."""

    def begin() -> tuple[App, Screen]:
        shutil.rmtree(profile, ignore_errors=True)
        shutil.copytree(furnished[0], profile)
        app = launch()
        app.window.resize(QSize(1400, 880))
        with qtbot.waitSignal(app.window.desk.opened, timeout=SECONDS):
            app.start(links=[Link(furnished[1])])
        screen = Screen(app, qtbot)
        screen.settle()
        return app, screen

    return begin


def test_keys_alone_and_the_mouse_alone_leave_the_same_library(
    sit_down: Callable[[], tuple[App, Screen]], qtbot: QtBot, profile: Path
) -> None:
    kept, steps = [], []
    for hand in (ByMouse, ByKeys):
        app, screen = sit_down()
        before = kept_rows(profile)
        do_everything(hand(screen))
        leave(app, qtbot)
        kept.append(kept_rows(profile))
        steps.append(screen.steps)
        assert kept[-1] != before
    assert steps[0] == steps[1]
    for table, rows in kept[0].items():
        assert rows == kept[1][table], table

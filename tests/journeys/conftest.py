"""A real program over a real library in a temporary profile, started and quit as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.ui import theme as themes

SECONDS = 60_000
"""Milliseconds to wait for what takes a moment on a quiet machine."""


@pytest.fixture(scope="session")
def _fonts(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    themes.load_fonts()
    qapp.setFont(themes.interface_font(10.5))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def launch(_fonts: None, qtbot: QtBot, profile: Path) -> Iterator[Callable[[], App]]:
    """Builds a program that is not started yet; whatever is still open at the end is closed."""
    started: list[App] = []

    def make() -> App:
        app = App(profile)
        started.append(app)
        return app

    yield make
    for app in started:
        leave(app, qtbot)


def leave(app: App, qtbot: QtBot) -> None:
    """Close the window and wait until everything is written."""
    if app.is_closed:
        return
    with qtbot.waitSignal(app.closed, timeout=30_000):
        app.window.close()
    app.window.deleteLater()

"""A library, lanes and child processes, and somebody who listens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.background import Background
from desktop_app.workspace import Workspace
from tests.bulk.screen_thread import ScreenThread


@pytest.fixture
def screen() -> ScreenThread:
    return ScreenThread()


@pytest.fixture
def background(screen: ScreenThread) -> Iterator[Background]:
    made = Background(screen.deliver)
    yield made
    made.close()


@pytest.fixture
def workspace(tmp_path: Path, background: Background) -> Iterator[Workspace]:
    made = Workspace.open(tmp_path / "profile", background.compute)
    yield made
    made.close()

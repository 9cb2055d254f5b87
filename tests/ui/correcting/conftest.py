"""A desk with an article on it, over a real library in a temporary profile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.tasks import Task
from desktop_app.ui.desk import Desk
from desktop_app.ui.theme import load_fonts
from desktop_app.workspace import Workspace
from tests.ui.correcting.inquiry import TEXT, findings


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    load_fonts()
    deliverer = Deliverer()
    background = Background(deliverer.deliver)
    workspace = Workspace.open(tmp_path / "profile")
    opened = workspace.keep(workspace.read_clipboard(TEXT, "", Task()))
    assert opened.reading.revision.text == TEXT
    workspace.keep_findings(opened.reading, findings())
    made = Desk(background)
    with qtbot.waitSignal(made.articles_changed):
        made.use(workspace)
    made.show(workspace.open_article(opened.reading.article.id))
    yield made
    background.close()
    deliverer.close()
    workspace.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Something for boxes to open over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(500, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made

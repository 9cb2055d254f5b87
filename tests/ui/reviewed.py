"""A desk with the inquiry article on it, whose statements are doubtful in different degrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.findings import Findings
from desktop_app.domain.tasks import Task
from desktop_app.ui.desk import Desk
from desktop_app.ui.theme import load_fonts
from desktop_app.workspace import Workspace
from tests.ui.correcting.inquiry import ATTRIBUTIONS, TEXT, findings, known_ids

DOUBTS = {"a1": 0.95, "a2": 0.7, "a3": 0.55, "a4": 0.4}
"""Confidences: a4, a3 and a2 are reviewed in this order, a1 is sure."""


def doubted(confidences: Mapping[str, float] = DOUBTS) -> Findings:
    kept = tuple(replace(one, confidence=confidences[one.id]) for one in ATTRIBUTIONS if one.id in confidences)
    whole = findings()
    return replace(
        whole, attributions=kept, claims=tuple(c for c in whole.claims if c.attribution in {None, *confidences})
    )


@contextmanager
def desk_with(found: Findings, profile: Path, qtbot: QtBot) -> Iterator[Desk]:
    load_fonts()
    deliverer = Deliverer()
    background = Background(deliverer.deliver)
    workspace = Workspace.open(profile)
    opened = workspace.keep(workspace.read_clipboard(TEXT, "", Task()))
    workspace.keep_findings(opened.reading, found)
    made = Desk(background)
    with qtbot.waitSignal(made.articles_changed):
        made.use(workspace)
    made.show(workspace.open_article(opened.reading.article.id))
    yield made
    background.close()
    deliverer.close()
    workspace.close()


def ids(desk: Desk) -> dict[str, str]:
    """From “a1” … to the ids that the library gave, as long as nothing is rejected."""
    assert desk.reading is not None
    assert desk.reading.found is not None
    return known_ids(desk.reading.found)

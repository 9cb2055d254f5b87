"""A running story in the running program: who is one, who is not, one quotation in its variants, who said what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.domain.tasks import Task
from desktop_app.workspace import Workspace
from tests.journeys.conftest import SECONDS

STORY = Path(__file__).resolve().parent.parent / "data" / "story"


@pytest.fixture
def app(profile: Path, launch: Callable[[], App], qtbot: QtBot) -> App:
    workspace = Workspace.open(profile)
    for page in sorted(STORY.glob("*.html")):
        workspace.analyse(workspace.open_file(page, Task()).reading, Task())
    workspace.close()
    made = launch()
    made.start()
    qtbot.waitUntil(lambda: made.window.desk.workspace is not None, timeout=SECONDS)
    return made


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_a_reader_goes_from_the_speakers_to_a_passage_to_its_variants_and_to_the_matrix(app: App, qtbot: QtBot) -> None:
    window = app.window

    # One person under three names; three of one name who are not one
    window.actions_by_id["all_speakers"].trigger()
    speakers = window.whole.speakers
    qtbot.waitUntil(lambda: bool(speakers.page.model.rows), timeout=SECONDS)
    named = [row.speaker for row in speakers.model.rows]
    (horbach,) = [one for one in named if one.name == "Yevhen Horbach"]
    assert "Evgeny Gorbach" in horbach.aliases
    assert horbach.articles == 7
    roles = {one.role.split(" of ")[0] for one in named if one.name == "Tomas Brandvold"}
    assert {"professor", "chair"} < roles
    qtbot.keyClicks(speakers.words, "ferraz")
    qtbot.waitUntil(lambda: 0 < len(speakers.model.rows) < 4, timeout=SECONDS)
    (ferraz,) = [row.speaker for row in speakers.model.rows if row.speaker.name == "Ana Luísa Ferraz"]
    assert "A. L. Ferraz" in ferraz.aliases

    # To one of her passages
    speakers.show_speaker(ferraz.id)
    qtbot.waitUntil(lambda: any("forty cores" in row.statement for row in speakers.page.model.rows), timeout=SECONDS)
    row = next(row for row in speakers.page.model.rows if "forty cores" in row.statement)
    speakers.page.list.select_key(row.key)
    with qtbot.waitSignal(window.desk.opened, timeout=SECONDS):
        qtbot.keyClick(speakers.page.list, Qt.Key.Key_Return)
    assert window.desk.reading is not None
    assert window.desk.reading.article.id == row.said.article_id
    speakers.close()

    # The same words in five articles, once given to somebody else
    window.actions_by_id["same_quotations"].trigger()
    same = window.whole.same_quotations
    same.differing.setChecked(True)
    qtbot.waitUntil(lambda: len(same.variants_model.rows) == 5, timeout=SECONDS)
    assert [row.variant.speaker for row in same.variants_model.rows if row.is_other] == ["Bettina Aldous"]
    same.close()

    # Who said what
    window.actions_by_id["who_said_what"].trigger()
    shares = window.whole.who_said_what
    qtbot.waitUntil(lambda: "articles" in shares._basis.text(), timeout=SECONDS)
    qtbot.waitUntil(lambda: shares.matrix.model.rowCount() > 10, timeout=SECONDS)
    shares.close()

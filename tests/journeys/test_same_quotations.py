"""From the menu to the quotations that several articles have, and from a variant to its passage."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from tests.journeys.conftest import SECONDS
from tests.storage.test_variants import CUT, FULL, ROE, article


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, windows cannot be raised
def test_a_reader_goes_from_a_variant_to_its_passage(launch: Callable[[], App], qtbot: QtBot) -> None:
    app = launch()
    app.start()
    window = app.window
    qtbot.waitUntil(lambda: window.desk.workspace is not None, timeout=SECONDS)
    assert window.desk.workspace is not None
    library = window.desk.workspace.library
    article(library, FULL, day="2031-05-01")
    told = article(library, CUT, ROE, day="2031-05-02")
    window.actions_by_id["same_quotations"].trigger()
    quotations = window.whole.same_quotations
    qtbot.waitUntil(lambda: len(quotations.variants_model.rows) == 2, timeout=SECONDS)
    (row,) = [row for row in quotations.variants_model.rows if row.variant.is_other]
    quotations.variants.row_opened.emit(row)
    qtbot.waitUntil(lambda: window.desk.reading is not None and window.desk.reading.article.id == told, timeout=SECONDS)
    quotations.close()

"""What stands beside the column goes where the column goes."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.page import PageView
from desktop_app.ui.page.margin import Lanes, NoteMarks
from desktop_app.ui.page.overview import Overview


def _gaps(page: PageView) -> tuple[int, int, int]:
    """Pixels between the column and the lanes, the column and the pencils, the strip and the right edge: 0 where all fits."""
    column = page.text.viewport().geometry()
    lanes, pencils, strip = (page.findChild(kind) for kind in (Lanes, NoteMarks, Overview))
    assert lanes is not None
    assert pencils is not None
    assert strip is not None
    right = page.text.width() - page.text.verticalScrollBar().width()
    return (
        column.left() - lanes.geometry().right() - 1,
        pencils.geometry().left() - column.right() - 1,
        right - strip.geometry().right() - 1,
    )


@pytest.mark.parametrize("width", [1200, 1400, 1000, 620])
def test_the_strips_follow_a_column_that_only_moves(page: PageView, qtbot: QtBot, width: int) -> None:
    page.resize(1100, 700)
    assert _gaps(page) == (0, 0, 0)
    page.resize(width, 700)
    qtbot.waitUntil(lambda: page.text.width() == width)
    assert _gaps(page) == (0, 0, 0)


def test_the_strips_follow_a_column_of_larger_type(page: PageView) -> None:
    page.resize(1400, 700)
    for points in (36.0, 10.0, 14.0):
        page.set_type(points, 68)
        assert _gaps(page) == (0, 0, 0)

"""What is told under the pointer: in words, and words of an article or a note are never markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from desktop_app.domain.annotations import NoteTarget
from desktop_app.ui.page import PageView
from desktop_app.ui.page.margin import Lanes, NoteMarks
from tests.ui.page.article import COLOURS, findings, highlight, note, span
from tests.ui.page.test_page_view import bar_of, point_of

EVIL = "<img src=//evil.example/x.png><h1>Hello"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def _hidden_again(page: PageView) -> Iterator[None]:
    yield
    QToolTip.hideText()


def told_at(widget: QWidget, place: QPoint) -> str:
    """What a reader sees of the tooltip, paragraphs on lines of their own."""
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    return shown(QToolTip.text())


def shown(tip: str) -> str:
    assert not tip or tip.startswith("<qt>")  # so that Qt need not guess
    return QTextDocumentFragment.fromHtml(tip).toPlainText()


def told_of(page: PageView, words: str) -> str:
    return told_at(page.text.viewport(), point_of(page, span(words).start + 2))


def told_beside(page: PageView, kind: type[Lanes | NoteMarks]) -> str:
    strip = page.findChildren(kind)[0]
    return told_at(strip, next(iter(strip.pieces()))[0].center().toPoint())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("contract had been", "Ilse Varga · reported"),
        ("signed that tender", "Ilse Varga · quoted"),
        ("signed that tender", "Question"),
        ("a full accounting”", "Ilse Varga · quoted in part"),
        ("a full accounting”", "Confidence: 40%, a guess."),
        ("contract had been", "Source: “Transport Minister Ilse Varga”, by name."),
        ("contract had been", "Found by a rule: “hand”."),
        ("contract had been", "Confidence: 90%, sure."),
        ("Tomas Reuel", "Tomas Reuel"),
        ("figure is 41", "Key point"),
    ],
)
def test_a_mark_under_the_pointer_is_told_in_words(page: PageView, words: str, said: str) -> None:
    assert said in told_of(page, words).split("\n")


def test_a_topic_lane_tells_its_name(page: PageView) -> None:
    assert told_beside(page, Lanes) == "Contract"


def test_where_nothing_is_nothing_is_told(page: PageView) -> None:
    strip = page.findChildren(Lanes)[0]
    assert told_at(strip, QPoint(0, strip.height() - 1)) == ""
    assert told_of(page, "The café on the quay") == ""


def test_markup_in_a_topic_is_shown_as_it_stands(page: PageView) -> None:
    found = findings()
    page.show_findings(replace(found, topics=tuple(replace(topic, label=EVIL) for topic in found.topics)))
    assert told_beside(page, Lanes) == EVIL


def test_markup_in_the_name_of_a_speaker_is_shown_as_it_stands(page: PageView) -> None:
    found = findings()
    page.show_findings(
        replace(found, speakers=tuple(replace(who, name=EVIL, role="A&amp;B") for who in found.speakers))
    )
    assert told_of(page, "contract had been").startswith(f"{EVIL} · reported\n")
    assert told_of(page, "Tomas Reuel") == f"{EVIL}, A&amp;B"


def test_markup_in_notes_is_shown_as_it_stands_and_of_long_ones_the_beginning(page: PageView) -> None:
    marks = (highlight("h1", "Transport Minister"), highlight("h2", "Ilse Varga said"))
    notes = (
        note("n1", NoteTarget.HIGHLIGHT, "h1", EVIL),
        note("n2", NoteTarget.HIGHLIGHT, "h2", f"<b>long\n\n{'x' * 2_000_000}"),
    )
    page.show_annotations(marks, notes, COLOURS)
    first, second = told_beside(page, NoteMarks).split("\n")
    assert first == EVIL
    assert second.startswith("<b>long xxx")
    assert second.endswith("x…")
    assert len(second) <= 300


def test_markup_in_the_name_of_a_colour_is_shown_as_it_stands(page: PageView) -> None:
    page.show_annotations((), (), (replace(COLOURS[0], name=EVIL),))
    assert shown(bar_of(page).buttons[0].toolTip()) == f"{EVIL} (1)"
    page.show_annotations((highlight("h1", "figure is 41", COLOURS[0].id),), (), (replace(COLOURS[0], name=EVIL),))
    assert told_of(page, "figure is 41") == EVIL

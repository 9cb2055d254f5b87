"""Why a finding is there: what the popup says of each kind of finding, how it is read and left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.findings import Findings, Mention, MentionKind, Topic
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.desk import Desk
from desktop_app.ui.theme import DARK
from desktop_app.ui.why_popup import Explanation, Why, WhyPopup, explanation_of
from tests.ui.correcting.inquiry import TEXT, span
from tests.ui.findings.fiction import unnamed_controls
from tests.ui.reviewed import desk_with, doubted, ids

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", extend=True
)  # offscreen, popups cannot be raised


def _found() -> Findings:
    """The minister is described twice and never named."""
    found = doubted()
    described = (
        Mention(span("the minister"), MentionKind.DESCRIPTION),
        Mention(span("the minister", TEXT.index("On the price")), MentionKind.DESCRIPTION),
    )
    first, *others = found.speakers
    topic = Topic("t1", "The quay", ("quay", "harbour"), (Span(0, 15),), 0.5, "lead")
    return replace(found, speakers=(replace(first, mentions=described), *others), topics=(topic,))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_with(_found(), tmp_path / "profile", qtbot) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(500, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def why(desk: Desk, window: QWidget) -> Why:
    return Why(desk, window)


def _reading(desk: Desk) -> Reading:
    assert desk.reading is not None
    return desk.reading


def _told(desk: Desk, kind: str, name: str) -> Explanation:
    told = explanation_of(_reading(desk), kind, name)
    assert told is not None
    return told


def test_a_statement_tells_source_mentions_cue_finder_and_confidence(desk: Desk) -> None:
    known = ids(desk)
    assert _told(desk, "attribution", known["a1"]) == Explanation(
        "Oda Brandt, word for word",
        "“We signed it in March,”",
        (
            "Source: “the minister”, a description; no name is given.",
            "Mentions: “the minister”, a description, 2 times.",
            "Cue: “said”.",
            "Found by a rule: quotation marks beside a verb of saying.",
            "Confidence: 95%, sure.",
        ),
    )
    assert _told(desk, "claim", known["c1"]) == _told(desk, "attribution", known["a1"])


def test_what_the_reader_said_is_told_beside_how_sure_the_program_was(desk: Desk) -> None:
    known = ids(desk)
    desk.corrections.reassign(known["a4"], None)
    desk.corrections.confirm("attribution", known["a4"])
    told = _told(desk, "attribution", known["a4"])
    assert told.head == "Nobody named, word for word"
    assert told.words == "“The quay is safe,”"
    assert told.lines[0] == "Source: “Tomas Reuel”; who that is remains open."
    assert told.lines[-3:] == ("Confidence: 40%, a guess.", "You corrected this.", "You confirmed this.")


def test_what_the_reader_made_rests_on_no_rule(desk: Desk) -> None:
    findings = _reading(desk).findings
    assert findings is not None
    made = desk.corrections.attribute(span("Nobody has measured the tide"), findings.speakers[1])
    assert made is not None
    assert _told(desk, "attribution", made).lines[-1] == "You made this."
    assert not any("Found by" in line or "Confidence" in line for line in _told(desk, "attribution", made).lines)
    desk.corrections.claim(span("Harbour inquiry opens"))
    findings = _reading(desk).findings
    assert findings is not None
    alone = next(one for one in findings.claims if one.span == span("Harbour inquiry opens"))
    assert "You made this." in _told(desk, "claim", alone.id).lines


def test_bare_claims_speakers_and_topics_are_explained_and_nothing_else(desk: Desk) -> None:
    known, findings = ids(desk), _reading(desk).findings
    assert findings is not None
    assert _told(desk, "claim", known["c9"]).lines[0] == "The article says it without a source."
    assert _told(desk, "speaker", known["s2"]).lines == (
        "Mentions: “Ann Rivera”, a name.",
        "1 statement in this article.",
    )
    assert _told(desk, "topic", findings.topics[0].id).lines == (
        "1 passage.",
        "Its words: quay · harbour.",
        "Found by a rule: what stands before the first subheading.",
        "Confidence: 50%, a guess.",
    )
    assert explanation_of(_reading(desk), "highlight", "h1") is None
    assert explanation_of(_reading(desk), "attribution", "nothing") is None
    assert explanation_of(_reading(desk).with_found(None), "attribution", known["a1"]) is None


def test_many_mentions_are_cut_short_and_none_is_said(desk: Desk) -> None:
    reading = _reading(desk)
    assert reading.found is not None
    words = [Mention(Span(place, place + 2), MentionKind.NAME) for place in range(0, 24, 2)]
    first, second, *others = reading.found.speakers
    speakers = (replace(first, mentions=tuple(words)), replace(second, mentions=()), *others)
    changed = reading.with_found(replace(reading.found, speakers=speakers))
    many, none = (explanation_of(changed, "speaker", one.id) for one in (first, second))
    assert many is not None
    assert many.lines[0].endswith("and 4 more.")
    assert none is not None
    assert none.lines[0] == "Mentions: none is known."


def test_the_popup_can_be_read_selected_and_left_by_keyboard(desk: Desk, why: Why, qtbot: QtBot) -> None:
    why.set_theme(DARK)
    assert why.explain("attribution", ids(desk)["a3"], QRect(20, 20, 80, 18))
    popup = why.popup
    assert popup is not None
    assert popup.pos().y() > 38
    assert unnamed_controls(popup) == []
    assert popup.text.accessibleName() == "Ann Rivera, reported"
    assert "Cue: “told”." in popup.text.accessibleDescription()
    assert popup.text.document().size().height() <= popup.text.viewport().height()
    assert popup.grab().toImage().pixelColor(4, 4) == DARK.raised
    popup.text.selectAll()
    QGuiApplication.clipboard().clear()
    assert QKeySequence(QKeySequence.StandardKey.Copy).count() == 1
    qtbot.keyClick(popup.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Ann Rivera, reported\nthe quay would close\n")
    qtbot.keyClick(popup.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: why.popup is None)


def test_words_of_the_article_are_no_markup_and_long_ones_are_cut(window: QWidget) -> None:
    popup = WhyPopup(Explanation("<b>Ann</b>", "so " * 200, ("A <i>line</i>: x",) * 30), DARK, window)
    assert popup.text.toPlainText().startswith("<b>Ann</b>\nso so")
    assert "so…" in popup.text.toPlainText()
    assert popup.height() < 400
    screen = window.screen().availableGeometry()
    popup.open_beside(QRect(screen.right() - 20, screen.bottom() - 30, 10, 10))
    assert screen.contains(popup.geometry())
    popup.close()


def test_another_finding_takes_its_place_and_it_goes_with_the_article(desk: Desk, why: Why, qtbot: QtBot) -> None:
    known, place = ids(desk), QRect(20, 20, 80, 18)
    why.explain("attribution", known["a3"], place)
    first = why.popup
    why.explain("speaker", known["s1"], place)
    assert why.popup is not first
    assert why.popup is not None
    desk.opening.article(_reading(desk).article.id)
    qtbot.waitUntil(lambda: why.popup is None)
    with qtbot.waitSignal(desk.said) as said:
        assert not why.explain("highlight", "h1", place)
    assert said.args == ["Go to a finding first (J and K lead from one to the next)."]

"""What follows from a correction is proposed, shown, accepted or dismissed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.findings import Attribution
from desktop_app.ui import theme
from desktop_app.ui.correcting.proposal_bar import ProposalBar, Proposing
from desktop_app.ui.desk import Desk
from tests.ui.correcting.inquiry import ATTRIBUTIONS, MAYOR, TEXT, known_ids, span
from tests.ui.findings.fiction import unnamed_controls


@pytest.fixture
def bar(window: QWidget) -> ProposalBar:
    made = ProposalBar()
    QVBoxLayout(window).addWidget(made)
    return made


@pytest.fixture
def proposed(desk: Desk, bar: ProposalBar) -> tuple[Attribution, ...]:
    """One statement was reassigned, another is called by the same words."""
    Proposing(desk, bar)
    assert desk.reading is not None
    assert desk.reading.findings is not None
    ids = known_ids(desk.reading.findings)
    other = next(one for one in desk.reading.findings.attributions if one.id == ids["a2"])
    desk.corrections.reassign(ids["a1"], desk.reading.findings.speaker(ids["s2"]))
    return (other,)


def _speakers(desk: Desk) -> list[str]:
    assert desk.reading is not None
    assert desk.reading.findings is not None
    names = {one.id: one.name for one in desk.reading.findings.speakers}
    return [names[one.speaker] for one in desk.reading.findings.attributions if one.speaker is not None]


@pytest.mark.usefixtures("proposed")
def test_the_bar_says_what_is_proposed_and_y_accepts_it_as_one_step(desk: Desk, bar: ProposalBar, qtbot: QtBot) -> None:
    assert bar.isVisible()
    assert bar.words.text() == "1 other statement of “the minister” → Ann Rivera"
    assert bar.accessibleDescription() == bar.words.text()
    bar.dismiss.setFocus()
    qtbot.keyClick(bar.dismiss, Qt.Key.Key_Y)
    assert not bar.isVisible()
    assert _speakers(desk) == ["Ann Rivera", "Ann Rivera", "Ann Rivera", "Tomas Reuel"]
    desk.undo()
    assert _speakers(desk)[1] == "Oda Brandt"


def test_show_steps_through_the_statements(bar: ProposalBar, qtbot: QtBot) -> None:
    bar.propose(ATTRIBUTIONS[:2], MAYOR, TEXT)
    assert bar.words.text() == "2 other statements of “the minister” → Ann Rivera"
    asked: list[tuple[object, object]] = []
    bar.passage_requested.connect(lambda place, target: asked.append((place, target)))
    for _ in range(3):
        qtbot.mouseClick(bar.show_next, Qt.MouseButton.LeftButton)
    assert asked[0] == (span("We signed it in March,"), ("attribution", "a1"))
    assert [target for _, target in asked] == [("attribution", name) for name in ("a1", "a2", "a1")]
    assert bar.show_next.text() == "Next (1 of 2)"


def test_escape_dismisses_and_enter_presses_the_button_that_has_the_focus(bar: ProposalBar, qtbot: QtBot) -> None:
    for button, key, signal in (
        (bar.accept, Qt.Key.Key_Escape, bar.dismissed),
        (bar.dismiss, Qt.Key.Key_Return, bar.dismissed),
        (bar.accept, Qt.Key.Key_Return, bar.accepted),
    ):
        bar.propose(ATTRIBUTIONS[:1], None, TEXT)
        assert "nobody named" in bar.words.text()
        button.setFocus()
        with qtbot.waitSignal(signal):
            qtbot.keyClick(button, key)
        assert not bar.isVisible()


def test_y_answers_in_a_list_too_while_something_is_proposed(bar: ProposalBar, window: QWidget, qtbot: QtBot) -> None:
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bar.listen_in(window)
    window.setFocus()
    with qtbot.assertNotEmitted(bar.accepted):
        qtbot.keyClick(window, Qt.Key.Key_Y)
    bar.propose(ATTRIBUTIONS[:1], MAYOR, TEXT)
    window.setFocus()
    with qtbot.waitSignal(bar.accepted) as accepted:
        qtbot.keyClick(window, Qt.Key.Key_Y)
    assert accepted.args == [ATTRIBUTIONS[:1], MAYOR]


def test_the_proposal_goes_when_its_correction_is_undone(
    desk: Desk, bar: ProposalBar, proposed: tuple[Attribution, ...]
) -> None:
    desk.undo()
    assert not bar.isVisible()
    assert not bar.is_open


def test_what_is_said_of_otherwise_meanwhile_is_proposed_no_more(
    desk: Desk, bar: ProposalBar, proposed: tuple[Attribution, ...]
) -> None:
    desk.corrections.confirm("attribution", "nothing like it")
    assert bar.is_open
    desk.corrections.reject("attribution", proposed[0].id)
    assert not bar.is_open


@pytest.mark.usefixtures("proposed")
def test_the_proposal_goes_with_the_article(desk: Desk, bar: ProposalBar, qtbot: QtBot) -> None:
    assert desk.reading is not None
    with qtbot.waitSignal(desk.closed):
        desk.remove_article(desk.reading.article.id)
    assert not bar.is_open


def test_every_control_has_a_name_in_both_themes(bar: ProposalBar) -> None:
    bar.propose(ATTRIBUTIONS[:1], MAYOR, TEXT)
    for chosen in (theme.LIGHT, theme.DARK):
        bar.set_theme(chosen)
        assert bar.grab().toImage().pixelColor(1, 30).name() == chosen.accent.name()
    assert unnamed_controls(bar) == []

"""How sure a finding is, what the reader said of it, and how both are shown, told and read aloud."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.corrected import Corrected, Judged
from desktop_app.domain.corrections import READER, ClaimStatus, Field, Verdict
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.page.marks import Shape
from tests.ui.page.article import COLOURS, NOW, attribution, findings, highlight, note, reading, span
from tests.ui.page.test_page_view import MakePage, point_of, put_caret, select

LEFT = Qt.MouseButton.LeftButton


def spoken(**word: object) -> Corrected:
    return replace(Corrected(findings()), **word)  # type: ignore[arg-type]


def signs(page: PageView) -> dict[str, Shape]:
    marks = page.text.scene.findings
    return {mark.attribution: mark.shape for mark in marks if mark.shape in (Shape.CONFIRMED, Shape.CORRECTED)}


def picture(page: PageView) -> QImage:
    return page.text.viewport().grab().toImage()


# -- the reader's word -----------------------------------------------------------------------------------------------------


def test_a_tick_stands_over_what_was_confirmed_and_a_pencil_over_what_was_changed_or_made(page: PageView) -> None:
    assert signs(page) == {}
    bare = picture(page)
    found = findings()
    made = replace(attribution("m1", "indirect", ["last\nfigure is"]), found_by=READER)
    word = spoken(
        verdicts={"a1": Verdict.CONFIRMED, "a4": Verdict.CONFIRMED},
        changed={"a3": (Field.SPEAKER,), "a4": (Field.CUE,)},
    )
    page.show_findings(replace(found, attributions=(*found.attributions, made)), word)
    assert signs(page) == {
        "a1": Shape.CONFIRMED,
        "a3": Shape.CORRECTED,
        "a4": Shape.CORRECTED,
        "m1": Shape.CORRECTED,
    }
    assert picture(page) != bare
    starts = {
        mark.attribution: mark.span.start for mark in page.text.scene.findings if mark.shape in signs(page).values()
    }
    assert starts["a1"] == span("the contract had been").start


def test_a_reading_brings_the_readers_word_with_it(make_page: MakePage) -> None:
    page = make_page()
    page.show_reading(replace(reading(found=findings()), word=spoken(verdicts={"a1": Verdict.CONFIRMED})))
    assert signs(page) == {"a1": Shape.CONFIRMED}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ({"verdicts": {"a1": Verdict.CONFIRMED}}, ["✓ Confirmed by you."]),
        (
            {"changed": {"a1": (Field.SPEAKER, Field.CONTENT, Field.SPEAKER)}},
            ["✎ Corrected by you: the speaker, the ends."],
        ),
        ({"changed": {"a1": (Field.MADE,)}}, ["✎ Corrected by you."]),
        (
            {"changed": {"a1": (Field.KIND,)}, "verdicts": {"a1": Verdict.CONFIRMED}},
            ["✎ Corrected by you: the kind.", "✓ Confirmed by you."],
        ),
    ],
)
def test_the_sign_is_told_in_words(page: PageView, word: dict[str, object], said: list[str]) -> None:
    page.show_findings(findings(), spoken(**word))
    told = page.text.words_for(MarkRef("attribution", "a1"))
    assert told[-len(said) :] == said
    assert not any("Confidence" in line for line in told)


def test_what_the_reader_made_was_found_by_nobody_else(page: PageView) -> None:
    made = replace(
        attribution("m1", "direct", ["a fog machine"], ["a fog machine"], "Tomas Reuel", "s2"), found_by=READER
    )
    page.show_findings(replace(findings(), attributions=(made,)))
    told = page.text.words_for(MarkRef("attribution", "m1"))
    assert told[0] == "Tomas Reuel · quoted"
    assert told[-1] == "✎ Made by you."
    assert not any("Found by" in line or "Confidence" in line for line in told)


def test_the_status_of_a_claim_is_told(page: PageView) -> None:
    assert page.text.words_for(MarkRef("claim", "c1")) == []
    page.show_findings(findings(), spoken(statuses={"c1": (Judged(ClaimStatus.DISPUTED, "", NOW),)}))
    assert page.text.words_for(MarkRef("claim", "c1")) == ["Claim · Disputed"]


# -- how sure ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ident", "ref"), [("a1", None), ("a4", None), ("c1", MarkRef("claim", "c1"))])
def test_what_is_hardly_believed_looks_unlike_what_is_sure(page: PageView, ident: str, ref: MarkRef | None) -> None:
    def shown(sure: float) -> QImage:
        found = findings()
        doubted = replace(
            found,
            attributions=tuple(replace(a, confidence=sure) if a.id == ident else a for a in found.attributions),
            claims=tuple(replace(c, confidence=sure) if c.id == ident else c for c in found.claims),
        )
        page.show_findings(doubted)
        page.select_mark(ref)
        return picture(page)

    assert shown(0.61) == shown(0.95)
    assert shown(0.59) != shown(0.61)


# -- marks over marks ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def layered(page: PageView) -> PageView:
    """A highlight, a quotation and a claim over the same words."""
    found = findings()
    claim = replace(found.claims[0], id="c3", attribution="a3", span=span("Nobody signed that tender"))
    page.show_findings(replace(found, claims=(claim,)))
    page.show_annotations((highlight("h2", "signed that"),), (), COLOURS)
    return page


ROUND = [MarkRef("highlight", "h2"), MarkRef("attribution", "a3"), MarkRef("claim", "c3")]


def test_o_goes_through_highlight_quotation_and_claim_and_round(layered: PageView) -> None:
    seen: list[MarkRef] = []
    layered.mark_activated.connect(seen.append)
    put_caret(layered, span("signed that").start + 2)
    for _ in range(4):
        layered.cycle_marks()
    assert seen == [*ROUND, ROUND[0]]
    assert layered.mark_under_caret() == ROUND[0]


def test_clicks_at_the_same_place_go_on_and_elsewhere_begin_with_the_shortest(qtbot: QtBot, layered: PageView) -> None:
    seen: list[MarkRef] = []
    layered.mark_activated.connect(seen.append)
    place = point_of(layered, span("that tender").start + 1)
    far = point_of(layered, span("signed that").start + 1)
    for point in (place, place + QPoint(2, 1), place, place, far):
        qtbot.mouseClick(layered.text.viewport(), LEFT, pos=point)
    assert seen == [*ROUND, ROUND[0], ROUND[0]]


def test_a_note_on_a_chosen_claim_is_one_on_the_claim(qtbot: QtBot, layered: PageView) -> None:
    put_caret(layered, span("signed that").start + 2)
    layered.select_mark(ROUND[2])
    with qtbot.waitSignal(layered.note_requested) as wished:
        layered.request_note()
    assert wished.args == [ROUND[2]]


# -- the menu ------------------------------------------------------------------------------------------------------------------


def ask_for_menu(page: PageView, place: QPoint, reason: QContextMenuEvent.Reason) -> None:
    view = page.text.viewport()
    QApplication.sendEvent(view, QContextMenuEvent(reason, place, view.mapToGlobal(place)))


def test_the_right_button_over_a_mark_asks_for_its_menu(qtbot: QtBot, page: PageView) -> None:
    place = point_of(page, span("figure is 41").start + 1)
    with qtbot.waitSignal(page.mark_menu_requested) as asked:
        ask_for_menu(page, place, QContextMenuEvent.Reason.Mouse)
    assert asked.args == [MarkRef("highlight", "h1"), page.text.viewport().mapToGlobal(place)]
    assert page.findChildren(QMenu) == []


def test_the_menu_key_asks_for_the_menu_of_the_chosen_mark_at_the_caret(qtbot: QtBot, page: PageView) -> None:
    put_caret(page, span("signed that").start)
    page.select_mark(MarkRef("highlight", "h2"))
    with qtbot.waitSignal(page.mark_menu_requested) as asked:
        ask_for_menu(page, QPoint(1, 1), QContextMenuEvent.Reason.Keyboard)
    assert asked.args is not None
    assert asked.args[0] == MarkRef("highlight", "h2")
    caret = page.text.cursorRect()
    assert page.text.viewport().mapFromGlobal(asked.args[1]).y() == pytest.approx(caret.bottom(), abs=2)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_over_a_selection_the_menu_offers_all_that_can_be_wished_for_it(qtbot: QtBot, page: PageView) -> None:
    select(page, span("stopped the payment"))
    ask_for_menu(page, point_of(page, span("stopped").start), QContextMenuEvent.Reason.Mouse)
    menu = page.findChildren(QMenu)[-1]
    possible = {action.text(): action for action in menu.actions() if action.isEnabled()}
    assert set(possible) == {
        "Copy",
        "Copy with citation",
        "Copy the link",
        "Write a note",
        "Tag…",
        "Said by…",
        "Give to a topic…",
        "Make a claim of it",
        "Select all",
    }
    with qtbot.waitSignal(page.said_by_requested) as wished:
        possible["Said by…"].trigger()
    assert wished.args == [span("stopped the payment")]
    menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_where_nothing_is_the_menu_offers_little(page: PageView) -> None:
    ask_for_menu(page, point_of(page, span("The café").start + 1), QContextMenuEvent.Reason.Mouse)
    menu = page.findChildren(QMenu)[-1]
    assert {action.text() for action in menu.actions() if action.isEnabled()} == {"Copy the link", "Select all"}
    menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_only_a_highlight_where_words_are_selected_can_be_removed_from_the_menu_of_words(page: PageView) -> None:
    removal = "Remove highlight"
    put_caret(page, span("figure is 41").start + 1)
    ask_for_menu(page, point_of(page, span("The café").start + 1), QContextMenuEvent.Reason.Mouse)
    menu = page.findChildren(QMenu)[-1]
    assert removal not in [action.text() for action in menu.actions()]
    menu.close()
    select(page, span("figure is 41"))
    ask_for_menu(page, point_of(page, span("figure is 41").start + 1), QContextMenuEvent.Reason.Mouse)
    menu = page.findChildren(QMenu)[-1]
    assert removal in [action.text() for action in menu.actions() if action.isEnabled()]
    menu.close()


# -- for ears ------------------------------------------------------------------------------------------------------------------


def test_going_to_a_finding_is_announced_with_its_words_and_who_says_them(page: PageView) -> None:
    said: list[str] = []
    page.announced.connect(said.append)
    page.show_findings(findings(), spoken(verdicts={"a1": Verdict.CONFIRMED}))
    page.next_finding(1)
    page.next_finding(1)
    assert said[0].startswith("the contract had been awarded twice Ilse Varga · reported")
    assert said[0].endswith("✓ Confirmed by you.")
    assert said[1].endswith("Confidence: 40%, a guess.")


def test_all_marks_are_listed_in_words_in_reading_order(page: PageView) -> None:
    page.show_annotations(
        (replace(highlight("h1", "figure is 41"), tags=("price", "quay")),),
        (note("n1", NoteTarget.ATTRIBUTION, "a4"), note("n2", NoteTarget.HIGHLIGHT, "h1", "")),
        COLOURS,
    )
    listed = page.marks_in_words()
    assert [ref.id for ref, _ in listed] == ["t1", "a1", "c1", "a2", "t3", "a3", "t2", "a4", "n1", "h1", "n2"]
    words = {ref.id: said for ref, said in listed}
    assert words["h1"] == "Highlight: “figure is 41”. Key point; Tags: price, quay."
    assert words["a4"].startswith("Statement: “a fog machine”. Tomas Reuel · quoted; Source: “Tomas Reuel”, by name;")
    assert words["t1"] == "Topic: Contract"
    assert words["n1"] == "Note: Ask again."
    assert words["n2"] == "Note: An empty note"
    page.show_nothing()
    assert page.marks_in_words() == []

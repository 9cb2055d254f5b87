"""Claims as a reader corrects them, in a real library: statuses, dismissals, joins, claims of their own, the window of a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.analysis import expected_engine
from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.corrections import READER, ClaimStatus, Verdict
from desktop_app.domain.findings import Claim
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.ui.correcting.claims import ClaimCorrecting
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs.claim import ClaimDialog
from desktop_app.ui.dialogs.claim_choice import ClaimChoice
from desktop_app.ui.page.marks import MarkRef
from desktop_app.workspace import Opened, Workspace
from tests.ui.findings.fiction import CLAIMS, FINDINGS, TEXT, span

NOBODY, PAYMENT = "Nobody in my office signed that second tender", "We stopped the payment the same afternoon"
TWICE, KNOWN, ESTIMATE = (
    "the dredging contract had been awarded twice",
    "the ministry had known since October",
    "The first estimate was 14 million",
)
PRICE = "Residents have watched the price climb"
OF_TWO = (
    replace(CLAIMS[2], id="c3a", span=span(NOBODY)),
    replace(CLAIMS[2], id="c3b", span=span(PAYMENT)),
)
FOUND = replace(FINDINGS, claims=(*CLAIMS[:2], *OF_TWO, *CLAIMS[3:]))


@dataclass
class Place:
    """A desk with one article on it, its claims' controller, and what was said to the reader."""

    desk: Desk
    window: QWidget
    claims: ClaimCorrecting
    workspace: Workspace
    said: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def reading(self) -> Reading:
        assert self.desk.reading is not None
        return self.desk.reading

    def claim(self, words: str) -> Claim:
        assert self.reading.findings is not None
        return next(one for one in self.reading.findings.claims if one.span == span(words))

    def has_claim(self, words: str) -> bool:
        assert self.reading.findings is not None
        return any(one.span == span(words) for one in self.reading.findings.claims)

    def ref(self, words: str) -> MarkRef:
        return MarkRef("claim", self.claim(words).id)

    def statement(self, words: str) -> MarkRef:
        return MarkRef("attribution", str(self.claim(words).attribution))

    def status(self, words: str) -> ClaimStatus:
        assert self.reading.word is not None
        return self.reading.word.status_of(self.claim(words).id)

    def notes(self, words: str) -> list[str]:
        assert self.reading.word is not None
        return [judged.note for judged in self.reading.word.statuses.get(self.claim(words).id, ())]

    def dialog(self, kind: type[ClaimDialog] | type[ClaimChoice]) -> ClaimDialog | ClaimChoice:
        return next(one for one in self.window.findChildren(kind) if one.isVisible())

    def sheet(self) -> ClaimDialog:
        found = self.dialog(ClaimDialog)
        assert isinstance(found, ClaimDialog)
        return found

    def choice(self) -> ClaimChoice:
        found = self.dialog(ClaimChoice)
        assert isinstance(found, ClaimChoice)
        return found

    def entries(self, ref: MarkRef) -> QMenu:
        menu = QMenu(self.window)
        self.claims.contribute(menu, ref)
        return menu


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path) -> Iterator[Place]:
    workspace = Workspace.open(tmp_path / "library")
    kept = workspace.keep(workspace.read_bytes(TEXT.encode(), "harbour.txt", Task())).reading
    assert kept.revision.text.startswith(TEXT)
    engine, version = expected_engine()
    workspace.library.save_findings(kept.revision.id, replace(FOUND, engine=engine, engine_version=version))
    deliverer = Deliverer()
    background = Background(deliverer.deliver)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    desk = Desk(background)  # outlives the window, which goes first
    made = Place(desk, window, ClaimCorrecting(desk, window), workspace)
    desk.said.connect(made.said.append)
    desk.removed.connect(made.removed.append)
    with qtbot.waitExposed(window):
        window.show()
    with qtbot.waitSignal(desk.articles_changed):
        desk.use(workspace)
    desk.show(Opened(workspace.library.reading(kept.article.id)))
    yield made
    written: list[None] = []
    background.write(lambda: None, done=written.append, failed=desk.failed.emit)
    qtbot.waitUntil(lambda: bool(written))
    background.close()
    deliverer.close()
    workspace.close()


def texts(menu: QMenu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions()]


def entry(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(words))


def submenu(menu: QMenu, words: str) -> QMenu:
    found = next(action.menu() for action in menu.actions() if action.menu() and action.text().startswith(words))
    assert isinstance(found, QMenu)
    return found


# One key each ----------------------------------------------------------------------------------------------------------


def test_a_status_is_given_at_once_can_be_undone_and_is_in_the_library(place: Place, qtbot: QtBot) -> None:
    place.claims.set_status(place.ref(TWICE), ClaimStatus.SUPPORTED)
    assert place.status(TWICE) is ClaimStatus.SUPPORTED
    assert place.said == ["The claim’s status: Supported."]
    assert place.desk.undo_text == "Change the claim’s status"
    article = place.reading.article.id
    qtbot.waitUntil(lambda: len(place.workspace.library.corrections(article)) == 1)
    place.desk.undo()
    assert place.status(TWICE) is ClaimStatus.TO_CHECK
    place.desk.redo()
    assert place.status(TWICE) is ClaimStatus.SUPPORTED


def test_statuses_and_notes_are_there_when_the_article_is_opened_again(place: Place, qtbot: QtBot) -> None:
    place.desk.corrections.judge_claim(place.claim(TWICE).id, ClaimStatus.DISPUTED, "Ledger, *p. 4*")
    place.claims.set_status(place.ref(TWICE), ClaimStatus.REFUTED)
    library, article = place.workspace.library, place.reading.article.id
    qtbot.waitUntil(lambda: len(library.corrections(article)) == 2)
    before = place.reading.word
    place.desk.show(Opened(library.reading(article)))
    assert place.reading.word == before
    assert place.notes(TWICE) == ["Ledger, *p. 4*", ""]


def test_a_status_that_the_claim_has_already_is_no_new_entry(place: Place) -> None:
    for _time in range(2):
        place.claims.set_status(place.ref(TWICE), ClaimStatus.DISPUTED)
    assert place.notes(TWICE) == [""]
    assert place.said[-1] == "The claim’s status is “Disputed” already."


def test_a_statement_that_makes_one_claim_stands_for_it(place: Place) -> None:
    place.claims.set_status(place.statement(KNOWN), ClaimStatus.REFUTED)
    assert place.status(KNOWN) is ClaimStatus.REFUTED


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_statuses_open_at_one_key_and_a_number_chooses(place: Place, qtbot: QtBot) -> None:
    place.claims.ask_status(place.ref(TWICE), place.window.mapToGlobal(QPoint(40, 40)))
    menu = next(one for one in place.window.findChildren(QMenu) if one.isVisible())
    qtbot.keyClick(menu, Qt.Key.Key_4)
    assert place.status(TWICE) is ClaimStatus.REFUTED
    assert not menu.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_statuses_show_which_one_the_claim_has(place: Place) -> None:
    place.claims.set_status(place.ref(TWICE), ClaimStatus.DISPUTED)
    place.claims.ask_status(place.ref(TWICE), QPoint(0, 0))
    menu = next(one for one in place.window.findChildren(QMenu) if one.isVisible())
    assert [entry.text() for entry in menu.actions() if entry.isChecked()] == ["&3  Disputed"]
    menu.close()


def test_of_a_statement_with_several_claims_the_one_at_the_caret_is_meant(place: Place) -> None:
    ref = place.claims.narrowed(place.statement(PAYMENT), span(PAYMENT).start + 3)
    assert ref == place.ref(PAYMENT)
    elsewhere = MarkRef("topic", "t1")
    assert place.claims.narrowed(elsewhere, 3) is elsewhere
    assert place.claims.narrowed(place.statement(PAYMENT), 0) == place.statement(PAYMENT)
    assert place.claims.narrowed(None, 0) is None


def test_of_a_statement_with_several_claims_one_is_asked_for(place: Place, qtbot: QtBot) -> None:
    place.claims.set_status(place.statement(NOBODY), ClaimStatus.UNVERIFIABLE)
    choice = place.choice()
    assert [row.words for row in choice.model.rows] == [NOBODY, PAYMENT]
    qtbot.keyClick(choice.filter, Qt.Key.Key_Down)
    qtbot.keyClick(choice.filter, Qt.Key.Key_Return)
    assert place.status(PAYMENT) is ClaimStatus.UNVERIFIABLE
    assert place.status(NOBODY) is ClaimStatus.TO_CHECK


def test_without_a_claim_it_is_said_what_to_do_first(place: Place) -> None:
    for ref in (None, MarkRef("topic", "t1"), MarkRef("claim", "gone")):
        place.claims.set_status(ref, ClaimStatus.SUPPORTED)
        assert place.said.pop().startswith("Choose a claim first")
    assert place.reading.corrections == ()


def test_a_dismissed_claim_goes_with_an_offer_to_undo_and_can_be_brought_back_from_its_menu(place: Place) -> None:
    ref = place.ref(TWICE)
    place.claims.dismiss(ref)
    assert not place.has_claim(TWICE)
    assert place.removed == ["The claim was dismissed."]
    menu = place.entries(ref)
    assert texts(menu) == ["Bring the claim back"]
    menu.actions()[0].trigger()
    assert place.has_claim(TWICE)


def test_a_claim_is_made_of_the_selection_in_the_statement_around_it(place: Place) -> None:
    words = "awarded twice"
    place.claims.make(Span(span(words).start - 1, span(words).end))
    made = place.claim(words)
    assert (made.found_by, made.speaker) == (READER, place.claim(TWICE).speaker)
    assert place.said == ["These words are a claim now."]
    place.claims.make(span(words))
    assert place.said[-1] == "These words are a claim already."
    for nothing in (None, Span(0, 0)):
        place.claims.make(nothing)
        assert place.said.pop() == "Select the words of the claim first."
    assert len(place.reading.corrections) == 1


# The same and its own --------------------------------------------------------------------------------------------------


def test_the_most_similar_claims_are_offered_first_and_the_chosen_one_is_joined(place: Place, qtbot: QtBot) -> None:
    place.claims.join(place.ref(PRICE))
    choice = place.choice()
    assert "the second bidder had been told the price" in choice.model.rows[0].words
    assert len(choice.model.rows) == len(FOUND.claims) - 1
    qtbot.keyClicks(choice.filter, "reuel october")
    assert [row.words for row in choice.model.rows] == [KNOWN]
    qtbot.keyClick(choice.filter, Qt.Key.Key_Return)
    assert place.claim(PRICE).repeats == place.claim(KNOWN).id
    assert place.desk.undo_text == "Join claims"


def test_what_is_joined_already_is_not_offered_and_can_be_separated(place: Place) -> None:
    place.desk.corrections.same_claim(place.claim(PRICE).id, place.claim(KNOWN).id)
    place.claims.join(place.ref(PRICE))
    choice = place.choice()
    assert KNOWN not in [row.words for row in choice.model.rows]
    choice.reject()
    place.claims.separate(place.ref(KNOWN))
    assert place.claim(PRICE).repeats is None
    place.claims.separate(place.ref(KNOWN))
    assert place.said == ["The claim says something of its own already."]


def test_with_one_claim_only_there_is_nothing_to_join_it_with(place: Place) -> None:
    assert place.reading.findings is not None
    for one in place.reading.findings.claims[1:]:
        place.desk.corrections.reject("claim", one.id)
    place.claims.join(place.ref(TWICE))
    assert place.said == ["The article has no other claim."]


# Menus -----------------------------------------------------------------------------------------------------------------


def test_the_menu_of_a_claim_shows_its_status_and_what_can_be_done_with_their_keys(place: Place) -> None:
    place.claims.key_of = lambda command_id: {"claim": "Ctrl+T"}.get(command_id, "")
    place.claims.set_status(place.ref(TWICE), ClaimStatus.DISPUTED)
    menu = place.entries(place.ref(TWICE))
    assert texts(menu) == ["Status and sources…", "Status", "Says the same as …", "Dismiss claim"]
    assert menu.actions()[0].text() == "Status and sources…\tCtrl+T"
    statuses = submenu(menu, "Status").actions()
    assert [action.text() for action in statuses] == [
        "&1  To check", "&2  Supported", "&3  Disputed", "&4  Refuted", "&5  Unverifiable",
    ]  # fmt: skip
    assert [action.isChecked() for action in statuses] == [False, False, True, False, False]
    assert not any(action.icon().isNull() for action in statuses)
    statuses[1].trigger()
    assert place.status(TWICE) is ClaimStatus.SUPPORTED


def test_the_menu_of_a_statement_with_several_claims_has_one_submenu_for_each(place: Place) -> None:
    menu = place.entries(place.statement(NOBODY))
    assert texts(menu) == [
        "Claim “Nobody in my office signed that second tend…”",
        "Claim “We stopped the payment the same afternoon”",
    ]
    entry(submenu(menu, "Claim “We"), "Dismiss claim").trigger()
    assert not place.has_claim(PAYMENT)
    assert place.has_claim(NOBODY)


def test_a_statement_without_claims_can_be_made_one(place: Place) -> None:
    assert place.reading.findings is not None
    thanks = next(one for one in place.reading.findings.attributions if one.content == (span("Thank you,"),))
    menu = place.entries(MarkRef("attribution", thanks.id))
    assert texts(menu) == ["Make it a claim"]
    menu.actions()[0].trigger()
    assert place.claim("Thank you,").attribution == thanks.id


def test_the_menu_offers_to_separate_what_is_joined_and_says_nothing_of_other_marks(place: Place) -> None:
    place.desk.corrections.same_claim(place.claim(PRICE).id, place.claim(KNOWN).id)
    entry(place.entries(place.ref(KNOWN)), "Says something of its own").trigger()
    assert place.claim(PRICE).repeats is None
    for ref in (MarkRef("highlight", "h1"), MarkRef("speaker", "s1"), MarkRef("claim", "gone")):
        assert texts(place.entries(ref)) == []


# The window of a claim -------------------------------------------------------------------------------------------------


def test_the_window_saves_status_and_note_and_shows_them_in_its_history_at_once(place: Place, qtbot: QtBot) -> None:
    place.claims.open(place.ref(TWICE))
    sheet = place.sheet()
    sheet.radio(ClaimStatus.SUPPORTED).setChecked(True)
    qtbot.keyClicks(sheet.note, "Audit Office, 3 March")
    qtbot.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    assert place.status(TWICE) is ClaimStatus.SUPPORTED
    assert sheet.model.rows[0].change == "To check → Supported"
    assert not sheet.has_changes
    qtbot.keyClicks(sheet.note, ", page 4")
    qtbot.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    assert place.notes(TWICE)[0] == "Audit Office, 3 March"
    assert "page 4" in place.notes(TWICE)[1]
    assert sheet.model.rows[0].change == "Supported, with another note"
    place.desk.undo()
    assert len(sheet.model.rows) == 1


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_a_claim_has_one_window_and_another_claim_another_one(place: Place) -> None:
    place.claims.open(place.ref(TWICE))
    place.claims.open(place.ref(TWICE))
    assert len([one for one in place.window.findChildren(ClaimDialog) if one.isVisible()]) == 1
    place.claims.open(place.ref(KNOWN))
    assert len([one for one in place.window.findChildren(ClaimDialog) if one.isVisible()]) == 2
    assert not place.sheet().isModal()


def test_the_window_keeps_its_size_and_what_was_not_saved(place: Place, qtbot: QtBot) -> None:
    place.claims.open(place.ref(TWICE))
    sheet = place.sheet()
    sheet.resize(610, 700)
    sheet.radio(ClaimStatus.REFUTED).setChecked(True)
    sheet.note.setPlainText("Not yet finished")
    with qtbot.waitSignal(sheet.finished):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert place.status(TWICE) is ClaimStatus.TO_CHECK  # closing a window gives no verdict
    assert place.notes(TWICE) == ["Not yet finished"]
    place.claims.open(place.ref(TWICE))
    again = place.sheet()
    assert again.size() == QSize(610, 700)
    assert again.draft.status is ClaimStatus.REFUTED
    assert again.note.toPlainText() == "Not yet finished"
    assert again.has_changes


def test_a_note_that_was_typed_is_saved_when_the_window_closes_and_can_be_undone(place: Place, qtbot: QtBot) -> None:
    place.claims.set_status(place.ref(TWICE), ClaimStatus.DISPUTED)
    place.claims.open(place.ref(TWICE))
    qtbot.keyClicks(place.sheet().note, "Audit Office, 3 March")
    place.said.clear()
    with qtbot.waitSignal(place.sheet().finished):
        place.sheet().close()
    assert place.notes(TWICE) == ["", "Audit Office, 3 March"]
    assert place.status(TWICE) is ClaimStatus.DISPUTED
    assert place.said == ["The note was saved; the claim’s status: Disputed."]
    place.desk.undo()
    assert place.notes(TWICE) == [""]
    place.claims.open(place.ref(TWICE))
    assert not place.sheet().has_changes


def test_a_window_in_which_nothing_was_typed_saves_nothing(place: Place, qtbot: QtBot) -> None:
    place.claims.open(place.ref(TWICE))
    place.sheet().radio(ClaimStatus.REFUTED).setChecked(True)
    with qtbot.waitSignal(place.sheet().finished):
        qtbot.keyClick(place.sheet(), Qt.Key.Key_Escape)
    assert place.notes(TWICE) == []
    assert not place.desk.history.undo_text


def test_what_is_typed_is_in_the_library_before_the_program_quits_or_another_article_is_opened(
    place: Place, qtbot: QtBot
) -> None:
    place.claims.open(place.ref(TWICE))
    sheet = place.sheet()
    sheet.radio(ClaimStatus.SUPPORTED).setChecked(True)
    qtbot.keyClicks(sheet.note, "Audit Office")
    place.claims.flush()
    assert sheet.isVisible()
    assert sheet.draft.status is ClaimStatus.SUPPORTED
    assert place.notes(TWICE) == ["Audit Office"]
    place.claims.flush()
    assert place.notes(TWICE) == ["Audit Office"]
    claim, first = place.claim(TWICE).id, place.reading.article.id
    other = place.workspace.keep(place.workspace.read_bytes(b"Nothing new here.", "other.txt", Task())).reading
    with qtbot.waitSignal(sheet.finished):
        place.desk.show(Opened(other))
    written: list[None] = []
    place.desk.background.write(lambda: None, done=written.append, failed=place.desk.failed.emit)
    qtbot.waitUntil(lambda: bool(written))
    word = place.workspace.library.reading(first).word
    assert word is not None
    assert [judged.note for judged in word.statuses[claim]] == ["Audit Office"]


def test_what_was_typed_for_a_claim_of_another_article_waits_there(place: Place, qtbot: QtBot) -> None:
    place.claims.open(place.ref(TWICE))
    qtbot.keyClicks(place.sheet().note, "Half a thought")
    first = place.reading.article.id
    other = place.workspace.keep(place.workspace.read_bytes(b"Nothing new here.", "other.txt", Task())).reading
    place.desk.show(Opened(other))
    place.desk.show(Opened(place.workspace.library.reading(first)))
    place.claims.open(place.ref(TWICE))
    assert place.sheet().note.toPlainText() == "Half a thought"


def test_a_new_claim_is_told_so_that_its_row_can_be_shown(place: Place, qtbot: QtBot) -> None:
    with qtbot.waitSignal(place.claims.made) as made:
        place.claims.make(span("stopped the payment the same"))
    assert made.args == [place.ref("stopped the payment the same")]


def test_the_window_closes_when_its_claim_goes_and_what_was_typed_is_there_when_it_comes_back(
    place: Place, qtbot: QtBot
) -> None:
    place.claims.open(place.ref(TWICE))
    sheet = place.sheet()
    sheet.note.setPlainText("Half a thought")
    with qtbot.waitSignal(sheet.finished):
        place.claims.dismiss(place.ref(TWICE))
    place.desk.undo()
    place.claims.open(place.ref(TWICE))
    assert place.sheet().note.toPlainText() == "Half a thought"


def test_the_window_tells_who_says_it_how_and_how_often(place: Place) -> None:
    place.desk.corrections.same_claim(place.claim(PRICE).id, place.claim(ESTIMATE).id)
    place.claims.open(place.ref(ESTIMATE))
    about = place.sheet().about()
    assert about.startswith("Verrin Audit Office · according to · indirect")
    assert about.endswith("said 2 times")


def test_confirming_a_claim_keeps_its_window(place: Place) -> None:
    place.claims.open(place.ref(TWICE))
    place.desk.corrections.confirm("claim", place.claim(TWICE).id)
    assert place.reading.word is not None
    assert place.reading.word.verdicts[place.claim(TWICE).id] is Verdict.CONFIRMED
    assert place.sheet().isVisible()

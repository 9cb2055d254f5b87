"""Topics corrected in a library of one's own: by the box, the menu, the dialog, the list's keys and the bar of suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.analysis.topics import find_topics
from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain import correcting as say
from desktop_app.domain.corrections import READER, Verdict
from desktop_app.domain.findings import Findings, Topic
from desktop_app.domain.own_topics import HUES
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.correcting.topics import TopicCorrecting
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs.topic import TopicDialog
from desktop_app.ui.page import MarkRef
from desktop_app.ui.row_list import RowList, RowsModel, Spoken
from desktop_app.ui.theme import DARK, load_fonts
from desktop_app.ui.topic_box import Choice, Source, TopicBox
from desktop_app.workspace import Opened, Workspace
from tests.storage.samples import imported
from tests.ui.findings.fiction import unnamed_controls

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, no popup can be raised

MILL = "Tenants of the mill flats wrote to the landlord."
RENTS = "The landlord raised the rents of all tenants."
LAMPS = "A storm had taken the lamps of the square in March."
FIRST = f"Council meets\n\n{LAMPS}\n\n{MILL} {RENTS}\n\nThe clerk read a letter."
SECOND = (
    "Clerk reads letters\n\nThe council of Verrin spoke for two hours.\n\n"
    "Other tenants asked their landlord for new rents. Nobody wrote to them.\n\nChildren were paid with apples."
)
WAIT = 20_000


class Room(QWidget):
    """A window with a desk over a real library."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.deliverer = Deliverer(self)
        self.background = Background(self.deliverer.deliver)
        self.workspace = Workspace.open(folder)
        self.desk = Desk(self.background, self)
        self.desk.use(self.workspace)
        self.topics = TopicCorrecting(self.desk, self)
        self.words: list[str] = []
        self.desk.said.connect(self.words.append)
        self.desk.removed.connect(self.words.append)

    def open(self, text: str, number: int) -> Reading:
        """Put an article with the topics that the rules find on the desk, as after an analysis."""
        library = self.workspace.library
        known = library.find_original(imported(text, f"{number}".encode()).original.sha256)
        if known is None:
            reading = library.add_article(imported(text, f"{number}".encode(), f"Article {number}"))
            found = find_topics(text, reading.revision.blocks)
            library.save_findings(reading.revision.id, Findings("rules", "1", topics=found))
            known = reading.article.id
        reading = library.reading(known)
        self.desk.put_reading(reading)
        self.desk.history.open(reading.article.id, reading.revision.id)
        self.desk.opened.emit(Opened(reading))
        return reading

    def topic(self, label: str) -> Topic:
        return next(one for one in self.all if one.label == label)

    @property
    def all(self) -> tuple[Topic, ...]:
        reading = self.desk.reading
        assert reading is not None
        assert reading.findings is not None
        return reading.findings.topics

    def span(self, words: str) -> Span:
        assert self.desk.reading is not None
        start = self.desk.reading.revision.text.index(words)
        return Span(start, start + len(words))

    def leave(self) -> None:
        self.background.close()
        self.deliverer.close()
        self.workspace.close()


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    load_fonts()
    made = Room(tmp_path / "profile")
    qtbot.addWidget(made)
    made.resize(900, 500)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.leave()


def written(room: Room, qtbot: QtBot) -> None:
    """Wait until everything that was changed is in the library."""
    answers: list[None] = []
    room.background.write(lambda: None, done=answers.append, failed=lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)


def box(room: Room) -> TopicBox:
    return next(one for one in room.findChildren(TopicBox))


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if action.text()}


def menu_of(room: Room, topic: Topic, passage: Span | None = None) -> dict[str, QAction]:
    menu = QMenu(room)
    room.topics.contribute(menu, MarkRef("topic", topic.id), passage)
    return entries(menu)


def choose(room: Room, qtbot: QtBot, words: str, typed: str) -> None:
    room.topics.choose(room.span(words), QRect(100, 100, 200, 20))
    qtbot.keyClicks(box(room).edit, typed)
    qtbot.keyClick(box(room).edit, Qt.Key.Key_Return)


# The box ---------------------------------------------------------------------------------------------------------------


def test_a_new_topic_is_named_for_a_passage_and_undone_with_it(room: Room, qtbot: QtBot) -> None:
    room.open(FIRST, 1)
    before = room.all
    choose(room, qtbot, MILL, "Housing")
    made = room.topic("Housing")
    assert (made.spans, made.found_by) == ((room.span(MILL),), READER)
    reading = room.desk.reading
    assert reading is not None
    assert reading.word is not None
    assert reading.word.colours[made.id] == HUES[1]
    assert room.desk.undo_text == "New topic “Housing”"
    room.desk.undo()
    assert room.all == before


def test_the_box_gives_a_passage_to_a_topic_and_takes_it_away_again(room: Room, qtbot: QtBot) -> None:
    room.open(FIRST, 1)
    choose(room, qtbot, MILL, "Housing")
    choose(room, qtbot, LAMPS, "housing")
    assert room.topic("Housing").spans == (room.span(LAMPS), room.span(MILL))
    choose(room, qtbot, LAMPS, "housing")
    assert room.topic("Housing").spans == (room.span(MILL),)
    choose(room, qtbot, MILL, "housing")
    assert "Housing" not in {one.label for one in room.all}
    assert room.words == ["The topic was removed with its last passage."]


def test_a_topic_of_other_articles_is_offered_and_stays_the_same_one(room: Room, qtbot: QtBot) -> None:
    room.open(FIRST, 1)
    choose(room, qtbot, MILL, "Housing")
    own, colour = room.topic("Housing").id, HUES[1]
    written(room, qtbot)
    room.open(SECOND, 2)
    room.topics.choose(room.span("Nobody wrote to them."), QRect(0, 0, 10, 10))
    qtbot.waitUntil(lambda: any(row.source is Source.OWN for row in box(room).model.rows), timeout=WAIT)
    row: Choice = box(room).model.rows[-1]
    assert (row.label, row.facts, row.key) == ("Housing", "in 1 article", own)
    qtbot.keyClicks(box(room).edit, "hou")
    qtbot.keyClick(box(room).edit, Qt.Key.Key_Return)
    assert room.topic("Housing").id == own
    reading = room.desk.reading
    assert reading is not None
    assert reading.word is not None
    assert reading.word.colours[own] == colour
    written(room, qtbot)
    assert [one.articles for one in room.workspace.library.own_topics()] == [2]


def test_without_a_passage_or_an_article_the_reader_is_told_what_to_do(room: Room, qtbot: QtBot) -> None:
    room.topics.choose(None, QRect())
    room.open(FIRST, 1)
    room.topics.choose(Span(13, 14), QRect())
    assert room.words == ["Select a passage first, then choose its topic."] * 2
    reading = room.desk.reading
    assert reading is not None
    room.desk.put_reading(reading.with_found(None))
    room.topics.choose(Span(0, 7), QRect())
    room.topics.make("Housing", Span(0, 7))
    assert room.words[2:] == ["Findings can be corrected when the analysis has ended."]
    assert room.desk.undo_text == ""


# Menu, dialog, keys ----------------------------------------------------------------------------------------------------


def two_topics(room: Room) -> tuple[Topic, Topic]:
    room.open(FIRST, 1)
    room.topics.make("Housing", room.span(MILL))
    room.topics.make("Lamps & lights", room.span(LAMPS))
    return room.topic("Housing"), room.topic("Lamps & lights")


def test_the_menu_colours_merges_confirms_and_removes(room: Room, qtbot: QtBot) -> None:
    housing, lamps = two_topics(room)
    menu = menu_of(room, housing)
    hues, others = menu["Colour"].menu(), menu["Same topic as"].menu()
    assert isinstance(hues, QMenu)
    assert isinstance(others, QMenu)
    entries(hues)["Teal"].trigger()
    reading = room.desk.reading
    assert reading is not None
    assert reading.word is not None
    assert reading.word.colours[housing.id] == "teal"
    again = menu_of(room, housing)["Colour"].menu()
    assert isinstance(again, QMenu)
    assert entries(again)["Teal"].isChecked()
    menu["Confirm topic"].trigger()
    assert room.desk.reading.word.verdicts[housing.id] is Verdict.CONFIRMED  # type: ignore[union-attr]
    menu_of(room, housing)["Not confirmed any more"].trigger()
    assert "Confirm topic" in menu_of(room, housing)
    entries(others)["Lamps && lights"].trigger()
    assert room.topic("Lamps & lights").spans == (room.span(LAMPS), room.span(MILL))
    assert room.words == ["“Housing” is part of “Lamps & lights” now."]
    menu_of(room, lamps)["Remove topic"].trigger()
    assert room.words[1:] == ["The topic was removed."]
    room.desk.undo()
    room.desk.undo()
    assert {one.label for one in room.all} >= {"Housing", "Lamps & lights"}


def test_the_menu_gives_and_takes_the_selected_passage(room: Room, qtbot: QtBot) -> None:
    housing, _ = two_topics(room)
    assert not any("passage" in words for words in menu_of(room, housing))
    room.topics.set_selection(room.span(LAMPS))
    menu_of(room, housing)["Add the selected passage"].trigger()
    assert room.topic("Housing").spans == (room.span(LAMPS), room.span(MILL))
    menu_of(room, room.topic("Housing"))["Take the selected passage away"].trigger()
    assert room.topic("Housing").spans == (room.span(MILL),)
    room.topics.set_selection(None)
    room.desk.undo()
    menu_of(room, room.topic("Housing"), room.span(MILL))["Take this passage away"].trigger()
    assert room.topic("Housing").spans == (room.span(LAMPS),)


def test_menus_show_the_keys_of_their_commands_and_are_empty_for_other_marks(room: Room, qtbot: QtBot) -> None:
    housing, _ = two_topics(room)
    room.topics.key_of = {"change_topic": "F2", "confirm": "C", "remove_mark": "Del"}.__getitem__
    assert {"Change topic…\tF2", "Confirm topic\tC", "Remove topic\tDel"} <= set(menu_of(room, housing))
    menu = QMenu(room)
    room.topics.contribute(menu, MarkRef("topic", "nowhere"))
    room.topics.contribute(menu, MarkRef("speaker", housing.id))
    assert menu.isEmpty()


def test_the_dialog_changes_name_and_colour_in_one_step(room: Room, qtbot: QtBot) -> None:
    housing, _ = two_topics(room)
    room.topics.edit(housing.id)
    (dialog,) = room.findChildren(TopicDialog)
    assert dialog.hues.hue == HUES[1]
    dialog.name.setText("Homes")
    dialog.hues.swatches["rose"].click()
    dialog.save_button.click()
    assert room.topic("Homes").id == housing.id
    assert room.desk.reading.word.colours[housing.id] == "rose"  # type: ignore[union-attr]
    room.desk.undo()
    assert room.topic("Housing").id == housing.id
    assert room.desk.reading.word.colours[housing.id] == HUES[1]  # type: ignore[union-attr]


def test_a_found_topic_becomes_one_of_other_articles(room: Room, qtbot: QtBot) -> None:
    housing, _ = two_topics(room)
    written(room, qtbot)
    room.open(SECOND, 2)
    qtbot.waitUntil(lambda: len(room.topics.suggestions.own) == 2, timeout=WAIT)
    found = room.all[0]
    room.topics.edit(found.id)
    (dialog,) = room.findChildren(TopicDialog)
    dialog.others.setCurrentIndex(dialog.others.findData(housing.id))
    dialog.save_button.click()
    assert room.topic("Housing").spans == found.spans
    assert room.topic("Housing").id == housing.id
    written(room, qtbot)
    assert [one.articles for one in room.workspace.library.own_topics() if one.id == housing.id] == [2]


def test_what_is_gone_is_said_to_be_gone(room: Room, qtbot: QtBot) -> None:
    housing, lamps = two_topics(room)
    assert room.topics.remove(housing.id)
    room.words.clear()
    room.topics.edit(housing.id)
    room.topics.merge(lamps.id, "nowhere")
    assert not room.topics.remove(housing.id)
    assert not room.topics.confirm("nowhere")
    assert room.words == [
        "Choose a topic first, in the Topics tab or beside the text.",
        "That topic is not there any more.",
    ]


def test_what_was_asked_for_goes_with_its_article(room: Room, qtbot: QtBot) -> None:
    housing, _ = two_topics(room)
    room.topics.edit(housing.id)
    (dialog,) = room.findChildren(TopicDialog)
    room.topics.choose(room.span(MILL), QRect(0, 0, 10, 10))
    room.topics.set_selection(room.span(LAMPS))
    with qtbot.waitSignal(dialog.rejected):
        room.open(SECOND, 2)
    assert not box(room).isVisible()
    room.open(FIRST, 1)
    assert "Add the selected passage" not in menu_of(room, housing)


class Row:
    def __init__(self, topic: Topic) -> None:
        self.key, self.words = topic.id, topic.label


def test_the_keys_of_a_list_act_on_its_current_topic(room: Room, qtbot: QtBot) -> None:
    housing, lamps = two_topics(room)
    rows = RowList(room)
    model = RowsModel[Row](lambda row: Spoken(row.words), room)
    rows.setModel(model)
    model.show([Row(housing), Row(lamps)])
    room.topics.add_keys(rows)
    rows.show()
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_C)
    rows.select_key(housing.id)
    qtbot.keyClick(rows, Qt.Key.Key_C)
    assert set(room.desk.reading.word.verdicts) == {housing.id}  # type: ignore[union-attr]
    qtbot.keyClick(rows, Qt.Key.Key_M)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Lamps && lights" in entries(menu)
    menu.close()
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert "Housing" not in {one.label for one in room.all}


# Suggestions -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def suggested(room: Room, qtbot: QtBot) -> Room:
    """Another article is open, in which a passage fits a topic of the first one."""
    room.open(FIRST, 1)
    room.topics.make("Housing", Span(room.span(MILL).start, room.span(RENTS).end))
    written(room, qtbot)
    assert room.topics.suggestions.pending == []
    assert not room.topics.bar.isVisible()
    room.open(SECOND, 2)
    qtbot.waitUntil(lambda: bool(room.topics.suggestions.pending), timeout=WAIT)
    return room


def test_the_bar_says_what_may_belong_and_shows_it(suggested: Room, qtbot: QtBot) -> None:
    bar = suggested.topics.bar
    assert bar.isVisible()
    assert bar.words.text() == "1 passage of this article may belong to “Housing”."
    assert unnamed_controls(bar) == []
    with qtbot.waitSignal(suggested.topics.passage_requested) as asked:
        bar.show_button.click()
    assert asked.args == [suggested.span("Other tenants asked their landlord for new rents."), None]
    suggested.topics.set_theme(DARK)
    assert not bar.grab().isNull()


def test_what_fits_is_accepted_in_one_step_and_suggested_again_when_that_is_undone(suggested: Room) -> None:
    suggested.topics.bar.add_button.click()
    assert suggested.topic("Housing").spans == (suggested.span("Other tenants asked their landlord for new rents."),)
    assert suggested.topics.bar.isHidden()
    assert suggested.words[-1] == "The passages belong to “Housing” now."
    suggested.desk.undo()
    assert "Housing" not in {one.label for one in suggested.all}
    assert suggested.topics.bar.isVisible()


def test_what_does_not_fit_is_dismissed_for_good(suggested: Room, qtbot: QtBot) -> None:
    before = suggested.all
    suggested.topics.bar.dismiss_button.click()
    assert suggested.topics.bar.isHidden()
    assert suggested.all == before
    assert suggested.words[-1] == "The suggestion was dismissed."
    written(suggested, qtbot)
    suggested.open(FIRST, 1)
    suggested.open(SECOND, 2)
    asked = suggested.topics.suggestions
    qtbot.waitUntil(lambda: bool(asked.own), timeout=WAIT)
    written(suggested, qtbot)
    assert asked.pending == []
    asked.accept()
    asked.dismiss()
    assert suggested.all == before


def test_an_answer_for_an_article_that_was_left_is_dropped(suggested: Room, qtbot: QtBot) -> None:
    suggested.open(FIRST, 1)
    assert suggested.topics.bar.isHidden()
    suggested.desk.put_reading(suggested.desk.reading.with_found(None))  # type: ignore[union-attr]
    suggested.desk.closed.emit()
    assert suggested.topics.suggestions.pending == []


def test_a_topic_that_the_article_has_by_name_is_not_suggested(suggested: Room) -> None:
    reading = suggested.desk.reading
    assert reading is not None
    made = say.topic(reading, "HOUSING", [Span(0, 5)])
    suggested.desk.put_reading(reading.with_corrections(made))
    suggested.desk.findings_changed.emit(None)
    assert suggested.topics.bar.isHidden()

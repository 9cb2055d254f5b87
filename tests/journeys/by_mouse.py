"""A hand that has a mouse and nothing else; words that go into a field are typed once the field was clicked or opened."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QTabBar, QWidget

from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.spans import Span
from desktop_app.ui.correcting.speaker_box import SpeakerBox
from desktop_app.ui.correcting.speaker_choices import Source
from desktop_app.ui.dialogs import BinDialog
from desktop_app.ui.dialogs.claim import ClaimDialog
from desktop_app.ui.dialogs.claim_choice import ClaimChoice
from desktop_app.ui.dialogs.merge_speakers import MergeSpeakersDialog
from desktop_app.ui.dialogs.speaker import SpeakerDialog
from desktop_app.ui.dialogs.split_speaker import SplitSpeakerDialog
from desktop_app.ui.dialogs.topic import TopicDialog
from desktop_app.ui.findings.tab_row import TABS
from desktop_app.ui.page import MarkRef
from desktop_app.ui.page.ends import Handle
from desktop_app.ui.page.selection_bar import SelectionBar
from desktop_app.ui.row_list import RowList
from desktop_app.ui.topic_box import TopicBox
from tests.journeys.screen import Screen

_LEFT, _RIGHT, _PLAIN = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier
_MOST = 6
"""Marks that lie over each other."""
_MOST_PAGES = 60
_ENOUGH = 24
"""Pixels of a row that must be seen before it is clicked at."""


class Mouse:
    """Every click goes to the window at that place, which finds out what lies there."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    # Clicking

    def click(self, widget: QWidget, at: QPoint | None = None, button: Qt.MouseButton = _LEFT) -> None:
        place = at if at is not None else widget.rect().center()
        assert widget.isVisible(), widget
        assert widget.isEnabled(), widget
        window = widget.window()
        hit = window.childAt(widget.mapTo(window, place)) or window
        assert hit is widget or widget.isAncestorOf(hit), f"{hit} lies over {widget}"
        QTest.mouseClick(window.windowHandle(), button, _PLAIN, widget.mapTo(window, place))

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        window = widget.window()
        handle, places = window.windowHandle(), [widget.mapTo(window, place) for place in (start, end)]
        QTest.mousePress(handle, _LEFT, _PLAIN, places[0])
        for part in (1, 2, 3):
            QTest.mouseMove(handle, places[0] + (places[1] - places[0]) * part / 3)
        QTest.mouseRelease(handle, _LEFT, _PLAIN, places[1])

    def button(self, box: QWidget, words: str) -> None:
        """The button that shows these words."""
        shown = [one for one in box.findChildren(QAbstractButton) if one.isVisible() and one.text() == words]
        assert len(shown) == 1, (words, [one.text() for one in box.findChildren(QAbstractButton)])
        self.click(shown[0])

    def row(self, rows: RowList, key: str, button: Qt.MouseButton = _LEFT) -> None:
        model = rows.model()
        index = next(
            model.index(place, 0) for place in range(model.rowCount()) if model.index(place, 0).data(256).key == key
        )
        self._scroll_to(rows, index)
        rect = rows.visualRect(index).intersected(rows.viewport().rect())
        self.click(rows.viewport(), QPoint(rect.left() + 60, rect.top() + min(14, rect.height() // 2)), button)

    def _scroll_to(self, rows: RowList, index: QModelIndex) -> None:
        """By clicks beside the handle of the scroll bar."""
        bar, room = rows.verticalScrollBar(), rows.viewport().rect()
        for _ in range(_MOST_PAGES):
            rect = rows.visualRect(index)
            if rect.intersected(room).height() >= min(rect.height(), _ENOUGH):
                return
            self.click(bar, QPoint(bar.width() // 2, 6 if rect.top() < room.top() else bar.height() - 6))
        raise AssertionError(f"{index.data()} is out of sight")

    def tab(self, name: str) -> None:
        tabs: QTabBar = self.screen.window.findings.tabs
        self.click(tabs, tabs.tabRect(TABS.index(name)).center())

    # Menus

    def menu(self, title: str, *entries: str) -> None:
        """Entries of the menu bar, each told by how it begins."""
        bar = self.screen.window.menuBar()
        action = next(one for one in bar.actions() if one.text().replace("&", "") == title)
        self.click(bar, bar.actionGeometry(action).center())
        self.choose(*entries)

    def choose(self, *entries: str) -> None:
        """Entries of the menu that is open, and of those that open from it."""
        for entry in entries:
            menu = self._menu()
            action = next((one for one in menu.actions() if one.text().replace("&", "").startswith(entry)), None)
            assert action is not None, (entry, [one.text() for one in menu.actions()])
            place = menu.actionGeometry(action).center()
            QTest.mouseMove(menu.windowHandle(), place)
            self.click(menu, place)

    def _menu(self) -> QMenu:
        self.screen.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    # The page

    def select(self, passage: Span) -> None:
        view = self.screen.view
        first, last = view.edges_of(passage)
        assert first is not None
        assert last is not None
        scroll = view.verticalScrollBar().value()
        assert first.start is not None
        assert last.end is not None
        start = QPointF(first.start + 1, first.rect.center().y() - scroll).toPoint()
        end = QPointF(last.end, last.rect.center().y() - scroll).toPoint()
        self.drag(view.viewport(), start, end)

    def choose_mark(self, ref: MarkRef, passage: Span) -> QPoint:
        """Click on the words, again while another mark that lies there is chosen; the place in the viewport."""
        place = self.place(passage)
        for _ in range(_MOST):
            self.click(self.screen.view.viewport(), place)
            if self.screen.view.scene.chosen == ref:
                return place
        raise AssertionError(f"{ref} cannot be clicked at")

    def place(self, passage: Span) -> QPoint:
        """In the middle of the third letter."""
        view = self.screen.view
        box: QRect = view.box_of(Span(passage.start + 2, passage.start + 3)).toAlignedRect()
        return box.center()


class ByMouse:
    def __init__(self, screen: Screen) -> None:
        self._screen, self._mouse = screen, Mouse(screen)

    # Marks and notes

    def highlight(self, passage: Span, colour: int) -> None:
        self._mouse.select(passage)
        self._colour(colour)

    def recolour(self, mark: Span, colour: int) -> None:
        self._mouse.choose_mark(self._screen.highlight(mark), mark)
        self._colour(colour)

    def lengthen_by_a_word(self, mark: Span, wanted: Span) -> None:
        self._mouse.choose_mark(self._screen.highlight(mark), mark)
        handle = next(one for one in self._screen.view.findChildren(Handle) if one.isVisible() and one.which == "end")
        view = self._screen.view
        before, after = view.edges_of(mark)[1], view.edges_of(wanted)[1]
        assert before is not None
        assert after is not None
        assert before.end is not None
        assert after.end is not None
        start = handle.rect().center()
        way = QPointF(after.end - before.end, after.rect.center().y() - before.rect.center().y()).toPoint()
        self._mouse.drag(handle, start, start + way)
        self._screen.note_step()

    def remove_highlight(self, mark: Span) -> None:
        self._mouse.choose_mark(self._screen.highlight(mark), mark)
        self._press_in_bar("Remove")
        self._screen.note_step()

    def tag(self, mark: Span, tag: str) -> None:
        self._mouse.choose_mark(self._screen.highlight(mark), mark)
        self._press_in_bar("Tag")
        self._screen.type(tag)
        self._mouse.button(self._screen.window.notes.strip, "Set")
        self._screen.note_step()

    def write_note(self, mark: Span, words: str) -> None:
        self._mouse.choose_mark(self._screen.highlight(mark), mark)
        self._press_in_bar("Note")
        self._write(words)

    def write_note_on_article(self, words: str) -> None:
        self._mouse.tab("notes")
        self._mouse.click(self._screen.window.notes.article_button)
        self._write(words)

    def _write(self, words: str) -> None:
        self._screen.wait(self._screen.window.notes.editor.edit.hasFocus)
        self._screen.type(words)
        self._mouse.tab("claims")
        self._screen.note_step()

    def _colour(self, colour: int) -> None:
        self._mouse.click(self._bar().buttons[colour - 1])
        self._screen.note_step()

    def _press_in_bar(self, words: str) -> None:
        self._mouse.button(self._bar(), words)

    def _bar(self) -> SelectionBar:
        return self._screen.one(SelectionBar)

    # Statements

    def confirm(self, statement: Span) -> None:
        self._on_statement(statement, "Confirm")

    def reject(self, statement: Span) -> None:
        self._on_statement(statement, "Reject")

    def mark_not_speech(self, statement: Span) -> None:
        self._on_statement(statement, "Nobody’s speech")

    def call_mixed(self, statement: Span) -> None:
        self._on_statement(statement, "How it is said", "Mixed")

    def reject_in_list(self, claim: Span) -> None:
        self._on_claim(claim, "Reject")
        self._screen.note_step()

    def give_to(self, statement: Span, speaker: str) -> None:
        self._open_menu(statement, "Somebody else says this")
        self._answer(speaker)

    def give_to_somebody_new(self, statement: Span, speaker: str, role: str) -> None:
        self._open_menu(statement, "Somebody else says this")
        box = self._screen.one(SpeakerBox)
        self._screen.type(speaker)
        self._mouse.row(box.list, next(one.key for one in box.model.rows if one.source is Source.NEW))
        self._mouse.click(box.form.role)
        self._screen.type(role)
        self._mouse.click(box.form.done)
        self._screen.note_step()

    def accept_proposal(self) -> None:
        self._mouse.click(self._screen.window.corrections.proposals.accept)
        self._screen.note_step()

    def say_who_said(self, passage: Span, speaker: str) -> None:
        self._mouse.select(passage)
        self._press_in_bar("Said by…")
        self._answer(speaker)

    def set_ends(self, statement: Span, content: Span) -> None:
        self._choose_statement(statement)
        self._mouse.select(content)
        self._mouse.menu("Correct", "The selection is what was said")
        self._screen.note_step()

    def set_cue(self, statement: Span, cue: Span) -> None:
        self._mouse.select(cue)
        self._on_claim(statement, "The selected words are the cue")
        self._screen.note_step()

    def _choose_statement(self, statement: Span) -> QPoint:
        found = self._screen.statement(statement)
        return self._mouse.choose_mark(MarkRef("attribution", found.id), statement)

    def _open_menu(self, statement: Span, *entries: str) -> None:
        place = self._choose_statement(statement)
        self._mouse.click(self._screen.view.viewport(), place, _RIGHT)
        self._mouse.choose(*entries)

    def _on_statement(self, statement: Span, *entries: str) -> None:
        self._open_menu(statement, *entries)
        self._screen.note_step()

    def _answer(self, speaker: str) -> None:
        box = self._screen.one(SpeakerBox)
        self._mouse.row(box.list, self._screen.speaker(speaker).id)
        self._screen.note_step()

    # Speakers

    def describe(self, speaker: str, mention: Span, name: str, role: str) -> None:
        self._show_speaker(speaker)
        self._mouse.click(self._screen.window.findings.details.edit)
        dialog = self._screen.dialog(SpeakerDialog)
        self._screen.type(name)
        line = dialog.role
        self._mouse.drag(line, QPoint(line.width() - 4, line.height() // 2), QPoint(2, line.height() // 2))
        self._screen.type(role)
        self._mouse.click(dialog.deed_button)
        self._screen.note_step()

    def merge(self, speaker: str, into: str) -> None:
        self._on_speaker(speaker, "Merge with")
        dialog = self._screen.dialog(MergeSpeakersDialog)
        self._mouse.row(dialog.list, self._screen.speaker(into).id)
        self._mouse.click(dialog.deed_button)
        self._screen.note_step()

    def split(self, speaker: str, mention: Span, going: int, name: str) -> None:
        self._show_speaker(speaker)
        self._mouse.click(self._screen.window.findings.details.split)
        dialog = self._screen.dialog(SplitSpeakerDialog)
        self._mouse.row(dialog.mention_list, str(going))
        line = dialog.name
        self._mouse.drag(line, QPoint(line.width() - 4, line.height() // 2), QPoint(2, line.height() // 2))
        self._screen.type(name)
        self._mouse.click(dialog.deed_button)
        self._screen.note_step()

    def mean_somebody_else(self, speaker: str, mention: Span, other: str) -> None:
        self._show_speaker(speaker)
        details = self._screen.window.findings.details
        self._mouse.row(details.list, next(row.key for row in details.model.rows if row.span == mention))
        self._mouse.click(details.other)
        self._answer(other)

    def _show_speaker(self, speaker: str) -> None:
        """With the fold below the list open."""
        self._mouse.tab("speakers")
        details = self._screen.window.findings.details
        self._mouse.row(self._screen.window.findings.speakers, self._screen.speaker(speaker).id)
        if not details.fold.isChecked():
            self._mouse.click(details.fold)

    def _on_speaker(self, speaker: str, *entries: str) -> None:
        self._mouse.tab("speakers")
        self._mouse.row(self._screen.window.findings.speakers, self._screen.speaker(speaker).id, _RIGHT)
        self._mouse.choose(*entries)

    # Claims

    def judge(self, claim: Span, status: ClaimStatus, sources: str) -> None:
        self._on_claim(claim, "Status and sources")
        dialog = self._screen.dialog(ClaimDialog)
        self._mouse.click(dialog.radio(status), QPoint(12, dialog.radio(status).height() // 2))
        self._mouse.click(dialog.note.viewport())
        self._screen.type(sources)
        self._mouse.click(dialog.save_button)
        self._mouse.click(dialog.close_button)
        self._screen.note_step()

    def dismiss(self, claim: Span) -> None:
        self._on_claim(claim, "Dismiss claim")
        self._screen.note_step()

    def make_claim(self, passage: Span) -> None:
        self._mouse.select(passage)
        self._press_in_bar("Claim")
        self._screen.note_step()

    def join(self, claim: Span, other: Span) -> None:
        other_id = self._screen.claim(other).id
        self._on_claim(claim, "Says the same as")
        dialog = self._screen.dialog(ClaimChoice)
        self._mouse.row(dialog.list, other_id)
        self._mouse.click(dialog.choose_button)
        self._screen.note_step()

    def _on_claim(self, claim: Span, *entries: str) -> None:
        """Of all claims: a click on a speaker had left those of others out."""
        self._mouse.tab("claims")
        if self._screen.window.findings.strip.clear_button.isVisible():
            self._mouse.click(self._screen.window.findings.strip.clear_button)
        self._mouse.row(self._screen.window.findings.claims, self._screen.claim(claim).id, _RIGHT)
        self._mouse.choose(*entries)

    # Topics

    def give_to_topic(self, passage: Span, topic: str) -> None:
        self._mouse.select(passage)
        self._press_in_bar("Topic")
        self._mouse.row(self._screen.one(TopicBox).list, self._screen.topic(topic).id)
        self._screen.note_step()

    def give_to_new_topic(self, passage: Span, topic: str) -> None:
        self._mouse.select(passage)
        self._press_in_bar("Topic")
        box = self._screen.one(TopicBox)
        self._screen.type(topic)
        self._mouse.row(box.list, "new")
        self._screen.note_step()

    def change_topic(self, topic: str, name: str, hue: str) -> None:
        self._on_topic(topic, "Change topic")
        dialog = self._screen.dialog(TopicDialog)
        self._screen.type(name)
        self._mouse.click(dialog.hues.swatches[hue])
        self._mouse.click(dialog.save_button)
        self._screen.note_step()

    def recolour_topic(self, topic: str, hue: str) -> None:
        self._on_topic(topic, "Colour", hue.capitalize())
        self._screen.note_step()

    def merge_topic(self, topic: str, into: str) -> None:
        self._on_topic(topic, "Same topic as", into)
        self._screen.note_step()

    def remove_topic(self, topic: str) -> None:
        self._on_topic(topic, "Remove topic")
        self._screen.note_step()

    def _on_topic(self, topic: str, *entries: str) -> None:
        self._mouse.tab("topics")
        self._mouse.row(self._screen.window.findings.topics, self._screen.topic(topic).id, _RIGHT)
        self._mouse.choose(*entries)

    # Steps back, and the bin

    def undo(self, steps: int) -> None:
        self._step("Undo", steps)

    def redo(self, steps: int) -> None:
        self._step("Redo", steps)

    def _step(self, entry: str, steps: int) -> None:
        for _ in range(steps):
            self._mouse.menu("Edit", entry)
            self._screen.note_step()

    def restore_from_bin(self) -> None:
        self._mouse.menu("File", "Show the bin")
        dialog = self._screen.dialog(BinDialog)
        self._screen.wait(dialog.restore_button.isEnabled)
        self._mouse.click(dialog.restore_button)
        self._screen.wait(lambda: not dialog.restore_button.isEnabled())
        self._mouse.click(dialog.close_button)
        self._screen.note_step()

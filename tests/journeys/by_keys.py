"""A hand that has a keyboard and nothing else: every key goes to whatever window has the focus."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.spans import Span
from desktop_app.ui.correcting.speaker_box import SpeakerBox
from desktop_app.ui.dialogs import BinDialog
from desktop_app.ui.dialogs.claim import ClaimDialog
from desktop_app.ui.dialogs.claim_choice import ClaimChoice
from desktop_app.ui.dialogs.merge_speakers import MergeSpeakersDialog
from desktop_app.ui.dialogs.speaker import SpeakerDialog
from desktop_app.ui.dialogs.split_speaker import SplitSpeakerDialog
from desktop_app.ui.dialogs.topic import TopicDialog
from desktop_app.ui.page import MarkRef
from desktop_app.ui.page.selection_bar import SelectionBar
from desktop_app.ui.row_list import RowList
from desktop_app.ui.topic_box import TopicBox
from tests.journeys.screen import Screen

_MOST = 120
"""Presses of one key after which nobody would go on."""
_STATUS_KEYS = {ClaimStatus.DISPUTED: "Alt+D", ClaimStatus.REFUTED: "Alt+R", ClaimStatus.SUPPORTED: "Alt+S"}


class Keyboard:
    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def press(self, *keys: str) -> None:
        for key in keys:
            chord = QKeySequence(key)[0]  # type: ignore[index]  # the stubs lack it
            QTest.keyClick(self.screen.front(), chord.key(), chord.keyboardModifiers())

    def press_until(self, key: str, fits: Callable[[], bool]) -> None:
        for _ in range(_MOST):
            if fits():
                return
            self.press(key)
        raise AssertionError(f"{key} leads nowhere from {QApplication.focusWidget()}")

    def tab_to(self, name: str) -> None:
        """On to the control that a screen reader calls so."""

        def is_there() -> bool:
            focused = QApplication.focusWidget()
            return focused is not None and focused.accessibleName() == name

        self.press_until("Tab", is_there)

    def row(self, rows: RowList, key: str) -> None:
        """To a row of the list that has the focus."""
        self.screen.wait(rows.hasFocus)
        self.press("Home")
        self.press_until("Down", lambda: (row := rows.current_row()) is not None and row.key == key)

    def caret(self, place: Span) -> None:
        """To a passage, by looking for its first words."""
        words = re.match(r"[ -~]{1,24}", place.of(self.screen.reading.revision.text))
        assert words is not None
        self.press("Ctrl+2", "Ctrl+F", "Ctrl+A", "Delete")
        self.screen.type(words[0])
        self.press_until("Return", lambda: self.screen.view.caret() == place.start)
        self.press("Esc")
        self.screen.wait(self.screen.view.hasFocus)

    def select(self, place: Span) -> None:
        self.caret(place)
        self.press_until("Shift+Right", lambda: self.screen.page.selected_span() == place)

    def choose(self, ref: MarkRef, place: Span) -> None:
        """Go to a mark; where several overlap, O goes on to the next."""
        self.caret(place)
        self.press_until("O", lambda: self.screen.view.scene.chosen == ref)


class ByKeys:
    def __init__(self, screen: Screen) -> None:
        self._screen, self._keys = screen, Keyboard(screen)

    # Marks and notes

    def highlight(self, passage: Span, colour: int) -> None:
        self._keys.select(passage)
        self._keys.press(str(colour))
        self._screen.note_step()

    def recolour(self, mark: Span, colour: int) -> None:
        self._on_highlight(mark, str(colour))

    def lengthen_by_a_word(self, mark: Span, wanted: Span) -> None:
        self._on_highlight(mark, "Alt+Shift+Right")

    def remove_highlight(self, mark: Span) -> None:
        self._on_highlight(mark, "Del")

    def tag(self, mark: Span, tag: str) -> None:
        self._keys.choose(self._screen.highlight(mark), mark)
        self._keys.press("G")
        self._screen.type(tag)
        self._keys.press("Return")
        self._screen.note_step()

    def write_note(self, mark: Span, words: str) -> None:
        self._keys.choose(self._screen.highlight(mark), mark)
        self._keys.press("N")
        self._write(words)

    def write_note_on_article(self, words: str) -> None:
        self._keys.press("Ctrl+Shift+N")
        self._write(words)

    def _write(self, words: str) -> None:
        self._screen.wait(self._screen.window.notes.editor.edit.hasFocus)
        self._screen.type(words)
        self._keys.press("Esc")
        self._screen.note_step()

    def _on_highlight(self, mark: Span, key: str) -> None:
        self._keys.choose(self._screen.highlight(mark), mark)
        self._keys.press(key)
        self._screen.note_step()

    # Statements

    def confirm(self, statement: Span) -> None:
        self._on_statement(statement, "C")

    def reject(self, statement: Span) -> None:
        self._on_statement(statement, "Del")

    def mark_not_speech(self, statement: Span) -> None:
        self._on_statement(statement, "Shift+N")

    def call_mixed(self, statement: Span) -> None:
        self._on_statement(statement, "Ctrl+Alt+M")

    def reject_in_list(self, claim: Span) -> None:
        self._to_claim(claim)
        self._keys.press("Del")
        self._screen.note_step()

    def give_to(self, statement: Span, speaker: str) -> None:
        self._choose_statement(statement)
        self._keys.press("R")
        self._answer(speaker)

    def give_to_somebody_new(self, statement: Span, speaker: str, role: str) -> None:
        self._choose_statement(statement)
        self._keys.press("R")
        box = self._screen.one(SpeakerBox)
        self._screen.type(speaker)
        self._keys.press("Return")
        self._keys.tab_to(box.form.role.accessibleName())
        self._screen.type(role)
        self._keys.press("Return")
        self._screen.note_step()

    def accept_proposal(self) -> None:
        assert self._screen.window.corrections.proposals.isVisible()
        self._keys.press("Ctrl+2", "Y")
        self._screen.note_step()

    def say_who_said(self, passage: Span, speaker: str) -> None:
        self._keys.select(passage)
        self._keys.press("S")
        self._answer(speaker)

    def set_ends(self, statement: Span, content: Span) -> None:
        self._choose_statement(statement)
        self._keys.select(content)
        self._keys.press("E")
        self._screen.note_step()

    def set_cue(self, statement: Span, cue: Span) -> None:
        self._choose_statement(statement)
        self._keys.select(cue)
        self._keys.press("Shift+E")
        self._screen.note_step()

    def _choose_statement(self, statement: Span) -> None:
        found = self._screen.statement(statement)
        self._keys.choose(MarkRef("attribution", found.id), statement)

    def _on_statement(self, statement: Span, key: str) -> None:
        self._choose_statement(statement)
        self._keys.press(key)
        self._screen.note_step()

    def _answer(self, speaker: str) -> None:
        self._screen.one(SpeakerBox)
        self._screen.type(speaker)
        self._keys.press("Return")
        self._screen.note_step()

    # Speakers

    def describe(self, speaker: str, mention: Span, name: str, role: str) -> None:
        self._choose_speaker(speaker, mention)
        self._keys.press("P")
        dialog = self._screen.dialog(SpeakerDialog)
        self._screen.type(name)
        self._keys.press("Alt+R", "Ctrl+A")
        assert dialog.role.hasFocus()
        self._screen.type(role)
        self._keys.press("Return")
        self._screen.note_step()

    def merge(self, speaker: str, into: str) -> None:
        """In the list: what the speaker is named by on the page may have been given to somebody else."""
        details = self._screen.window.findings.details
        self._keys.press("Ctrl+3")
        self._keys.row(self._screen.window.findings.speakers, self._screen.speaker(speaker).id)
        self._keys.tab_to(details.fold.accessibleName())
        self._keys.press("Space")
        self._keys.tab_to(details.merge.accessibleName())
        self._keys.press("Space")
        self._screen.dialog(MergeSpeakersDialog)
        self._screen.type(into)
        self._keys.press("Return")
        self._screen.note_step()

    def split(self, speaker: str, mention: Span, going: int, name: str) -> None:
        self._choose_speaker(speaker, mention)
        self._keys.press("Shift+X")
        dialog = self._screen.dialog(SplitSpeakerDialog)
        self._keys.row(dialog.mention_list, str(going))
        self._keys.press("Space", "Alt+N", "Ctrl+A")
        self._screen.type(name)
        self._keys.press("Return")
        self._screen.note_step()

    def mean_somebody_else(self, speaker: str, mention: Span, other: str) -> None:
        self._choose_speaker(speaker, mention)
        self._keys.press("Shift+R")
        self._answer(other)

    def _choose_speaker(self, speaker: str, mention: Span) -> None:
        self._keys.choose(MarkRef("speaker", self._screen.speaker(speaker).id), mention)

    # Claims

    def judge(self, claim: Span, status: ClaimStatus, sources: str) -> None:
        self._to_claim(claim)
        self._keys.press("Ctrl+T")
        dialog = self._screen.dialog(ClaimDialog)
        self._keys.press(_STATUS_KEYS[status])
        self._screen.wait(dialog.radio(status).isChecked)  # a button is seen to go down first
        self._keys.press("Alt+N")
        self._screen.type(sources)
        self._keys.press("Ctrl+Return", "Esc")
        self._screen.note_step()

    def dismiss(self, claim: Span) -> None:
        self._to_claim(claim)
        self._keys.press("Shift+D")
        self._screen.note_step()

    def make_claim(self, passage: Span) -> None:
        self._keys.select(passage)
        self._keys.press("L")
        self._screen.note_step()

    def join(self, claim: Span, other: Span) -> None:
        other_id = self._screen.claim(other).id
        self._to_claim(claim)
        self._keys.press("M")
        dialog = self._screen.dialog(ClaimChoice)
        self._keys.press_until("Down", lambda: dialog.list.current_row().key == other_id)
        self._keys.press("Return")
        self._screen.note_step()

    def _to_claim(self, claim: Span) -> None:
        self._keys.press("Ctrl+4")
        self._keys.row(self._screen.window.findings.claims, self._screen.claim(claim).id)

    # Topics

    def give_to_topic(self, passage: Span, topic: str) -> None:
        self._keys.select(passage)
        self._keys.press("T")
        self._name_topic(topic)

    def give_to_new_topic(self, passage: Span, topic: str) -> None:
        """By the floating bar, to which Tab leads."""
        self._keys.select(passage)
        self._screen.wait(lambda: self._screen.is_seen(SelectionBar))
        self._keys.press("Tab")
        wanted = next(button for button in self._screen.one(SelectionBar).buttons if button.text() == "Topic")
        self._keys.press_until("Right", wanted.hasFocus)
        self._keys.press("Return")
        self._name_topic(topic)

    def _name_topic(self, topic: str) -> None:
        self._screen.one(TopicBox)
        self._screen.type(topic)
        self._keys.press("Return")
        self._screen.note_step()

    def change_topic(self, topic: str, name: str, hue: str) -> None:
        self._edit_topic(topic)
        self._screen.type(name)
        self._take_hue(hue)

    def recolour_topic(self, topic: str, hue: str) -> None:
        self._edit_topic(topic)
        self._take_hue(hue)

    def merge_topic(self, topic: str, into: str) -> None:
        self._to_topic(topic)
        self._keys.press("M")
        menu = self._screen.one(QMenu)

        def is_on_it() -> bool:
            action = menu.activeAction()
            return action is not None and action.text() == into

        self._keys.press_until("Down", is_on_it)
        self._keys.press("Return")
        self._screen.note_step()

    def remove_topic(self, topic: str) -> None:
        self._to_topic(topic)
        self._keys.press("Del")
        self._screen.note_step()

    def _to_topic(self, topic: str) -> None:
        self._keys.press("Ctrl+5")
        self._keys.row(self._screen.window.findings.topics, self._screen.topic(topic).id)

    def _edit_topic(self, topic: str) -> None:
        self._to_topic(topic)
        self._keys.press("F2")

    def _take_hue(self, hue: str) -> None:
        dialog = self._screen.dialog(TopicDialog)
        swatch = dialog.hues.swatches[hue]
        self._keys.press("Alt+C")
        self._keys.press_until("Right", swatch.hasFocus)
        self._keys.press("Space", "Return")
        self._screen.note_step()

    # Steps back, and the bin

    def undo(self, steps: int) -> None:
        for _ in range(steps):
            self._keys.press("Ctrl+Z")
            self._screen.note_step()

    def redo(self, steps: int) -> None:
        for _ in range(steps):
            self._keys.press("Ctrl+Shift+Z")
            self._screen.note_step()

    def restore_from_bin(self) -> None:
        self._keys.press("Ctrl+Shift+Del")
        dialog = self._screen.dialog(BinDialog)
        self._screen.wait(lambda: dialog.list.current_row() is not None)
        self._keys.press("Return")
        self._screen.wait(lambda: dialog.list.current_row() is None)
        self._keys.press("Esc")
        self._screen.note_step()

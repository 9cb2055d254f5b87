"""The text of a note: raw Markdown, with the keys that writers of lists, emphasis and links expect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.ui.notes.completion import LinkCompletion, Targets, opened_link
from desktop_app.ui.notes.emphasis import emphasise
from desktop_app.ui.notes.markdown_colours import MarkdownColours
from desktop_app.ui.notes.markdown_lines import STEP, can_go_in, is_address, is_movable, item_of, link, moved_out
from desktop_app.ui.theme import Theme

_PARTS = {"\u2029", "\u2028"}
_BREAKS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TABS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_FOR_COMPLETION = _BREAKS | _TABS | {Qt.Key.Key_Escape}
_COMMANDS = (Qt.Key.Key_B, Qt.Key.Key_I, Qt.Key.Key_K)
_EMPHASIS = {Qt.Key.Key_B: 2, Qt.Key.Key_I: 1}
_KEEP = QTextCursor.MoveMode.KeepAnchor


class MarkdownEdit(QPlainTextEdit):
    """Plain text, exactly as it is typed: no-break spaces survive, and nothing is formatted but by the eye.

    Each thing that a key does beside typing is one step of the undo history.
    """

    left = Signal()  # the focus went elsewhere
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._colours = MarkdownColours(self.document())
        self._completion = LinkCompletion(self)
        self._completion.taken.connect(self._insert_target)
        self.textChanged.connect(self._end_stretch_after_undo)

    def set_theme(self, theme: Theme) -> None:
        self._colours.set_theme(theme)

    def set_targets(self, targets: Targets) -> None:
        """Titles and names that `[[` offers, with their addresses."""
        self._completion.set_targets(targets)

    @property
    def is_completing(self) -> bool:
        return self._completion.is_open

    def show_text(self, text: str) -> None:
        """Another text, without an undo history of the former one, the caret at its end."""
        self._completion.close()
        self.setPlainText(text)
        self.document().clearUndoRedoStacks()
        self.end_stretch()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def markdown(self) -> str:
        """The text with "\\n" line ends. (`toPlainText` would turn no-break spaces into spaces.)"""
        raw = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    # Steps of the history ------------------------------------------------------------------------------------------

    def end_stretch(self) -> None:
        """What is typed from here on is undone by itself. Qt joins a keystroke to the last step of the history while the
        document counts as modified: one Ctrl+Z would take back everything since the note was opened."""
        self.document().setModified(False)

    def _end_stretch_after_undo(self) -> None:
        """Or else the next keystroke would be joined to a step that was made long ago."""
        if self.document().isRedoAvailable():
            self.end_stretch()

    @contextmanager
    def _step(self) -> Iterator[QTextCursor]:
        """The caret's own cursor, with all that is done to it as one step."""
        self.end_stretch()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()
            self.setTextCursor(cursor)
            self.end_stretch()

    # Keys ----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Tab would move the focus before `keyPressEvent` hears of it, and the window's own keys come before both."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and self._command_of(event) is not None:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() in _TABS:
                if self._completion.is_open:
                    event.ignore()  # the list takes it
                    return False
                if self._move_items(-1 if event.key() == Qt.Key.Key_Backtab else 1):
                    event.accept()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._completion.is_open and event.key() in _FOR_COMPLETION:
            event.ignore()  # the list takes it
            return
        command = self._command_of(event)
        if command is not None:
            self._carry_out(command)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in _BREAKS and not _is_changed(event) and self._continue_list():
            pass
        else:
            super().keyPressEvent(event)
            if event.text() or self._completion.is_open:
                self._completion.offer(opened_link(self._line_before_caret()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """An address that is pasted over words makes a link of them."""
        cursor = self.textCursor()
        words, pasted = cursor.selectedText(), source.text() if source.hasText() else ""
        if words.strip() and not _PARTS & set(words) and is_address(pasted) and not is_address(words):
            with self._step() as step:
                step.insertText(link(words, pasted))
        else:
            super().insertFromMimeData(source)

    def _command_of(self, event: QKeyEvent) -> Qt.Key | None:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        return next((key for key in _COMMANDS if event.key() == key), None)

    def _carry_out(self, command: Qt.Key) -> None:
        if command in _EMPHASIS:
            self._emphasise(_EMPHASIS[command])
        else:
            self._make_link()

    # Lists ---------------------------------------------------------------------------------------------------------

    def _continue_list(self) -> bool:
        """Another item after this one; an item without words ends the list. False where the caret is in none."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        item = item_of(block.text())
        if item is None or cursor.selectionStart() - block.position() < len(item.head):
            return False
        with self._step() as step:
            step.removeSelectedText()
            if item.rest.strip() or step.positionInBlock() != step.block().length() - 1:
                step.insertText("\n" + item.following)
            else:
                step.movePosition(QTextCursor.MoveOperation.StartOfBlock, _KEEP)
                step.removeSelectedText()
        self.ensureCursorVisible()
        return True

    def _move_items(self, by: int) -> bool:
        """The items of the selection, or the one with the caret, a step in or out. False where Tab is to leave the note."""
        blocks = [block for block in self._selected_blocks() if is_movable(item_of(block.text()))]
        if not blocks:
            return False
        if by < 0 and not any(block.text()[:1] in {" ", "\t"} for block in blocks):
            return False
        first = item_of(blocks[0].text())
        before = item_of(blocks[0].previous().text()) if blocks[0].previous().isValid() else None
        if by > 0 and (first is None or not can_go_in(first, before)):
            return True
        start, end = self._ends_of_selection()
        with self._step() as step:
            for block in blocks:
                place = QTextCursor(block)
                if by > 0:
                    place.insertText(" " * STEP)
                else:
                    lead = len(block.text()) - len(moved_out(block.text()))
                    place.movePosition(QTextCursor.MoveOperation.Right, _KEEP, lead)
                    place.removeSelectedText()
            if start is not None and end is not None:
                step.setPosition(start.position())
                step.setPosition(end.position(), _KEEP)
            else:
                step.setPosition(self.textCursor().position())
        return True

    def _ends_of_selection(self) -> tuple[QTextCursor | None, QTextCursor | None]:
        """Anchor and caret of a selection, which move with the text; None twice where nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None, None
        start, end = QTextCursor(self.document()), QTextCursor(self.document())
        start.setPosition(cursor.anchor())
        end.setPosition(cursor.position())
        return start, end

    def _selected_blocks(self) -> list[QTextBlock]:
        cursor = self.textCursor()
        block, last = self.document().findBlock(cursor.selectionStart()), cursor.selectionEnd()
        blocks: list[QTextBlock] = []
        while block.isValid() and (block.position() < last or not blocks):
            blocks.append(block)
            block = block.next()
        return blocks

    # Emphasis and links --------------------------------------------------------------------------------------------

    def _emphasise(self, stars: int) -> None:
        with self._step() as step:
            emphasise(step, stars)

    def _make_link(self) -> None:
        """The selected words as a link, with the caret where its address goes; a selected address with the caret at its words."""
        with self._step() as step:
            words = step.selectedText()
            if _PARTS & set(words):
                return
            if is_address(words):
                step.insertText(link("", words))
                step.setPosition(step.position() - len(link("", words)) + 1)
            else:
                step.insertText(link(words, ""))
                step.movePosition(QTextCursor.MoveOperation.Left, n=1 if words else 3)

    def _insert_target(self, label: str, address: str) -> None:
        """In the place of `[[` and what was typed after it."""
        typed = opened_link(self._line_before_caret())
        if typed is None:
            return
        with self._step() as step:
            length = len(typed.encode("utf-16-le", "surrogatepass")) // 2 + 2
            caret = step.position()
            is_closed = all(self.document().characterAt(caret + place) == "]" for place in (0, 1))
            step.setPosition(caret - length)
            step.setPosition(caret + 2 * is_closed, _KEEP)
            step.insertText(link(label, address))

    def _line_before_caret(self) -> str:
        cursor = self.textCursor()
        cursor.setPosition(cursor.position())
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, _KEEP)
        return cursor.selectedText()


def _is_changed(event: QKeyEvent) -> bool:
    return event.modifiers() not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}

"""The editor of one note: raw Markdown, its preview, and a line that says whether it is kept."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.notes.markdown_edit import MarkdownEdit
from desktop_app.ui.notes.preview import Preview
from desktop_app.ui.theme import Theme

BESIDE_FROM = 620
"""Pixels of width from which text and preview stand side by side."""
_PREVIEW_REST = 200  # milliseconds of rest after which what is typed is shown in the preview


class NoteEditor(QFrame):
    """Text and preview, state and ways out. Knows texts, not notes."""

    typed = Signal(str)
    left = Signal()  # the focus left the text
    closed = Signal()  # Esc
    retry_requested = Signal()
    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self._rescued = ""
        self.heading = ElidedLabel()
        self.heading.setProperty("head", True)
        self.preview_button = QPushButton(self.tr("Preview"))
        self.preview_button.setCheckable(True)
        self.preview_button.setProperty("small", True)
        self.preview_button.setAutoDefault(False)
        self.preview_button.setAccessibleName(self.tr("Preview of the note"))
        self.preview_button.setToolTip(self.tr("Show how the note will look (Ctrl+Shift+P)"))
        self.edit = MarkdownEdit()
        self.edit.setPlaceholderText(self.tr("Your note, in Markdown. [[ links to an article or speaker."))
        self.edit.setAccessibleName(self.tr("Text of the note"))
        self.preview = Preview()
        self.preview.setAccessibleName(self.tr("Preview of the note"))
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setProperty("muted", True)
        self.copy_button = QPushButton(self.tr("Copy text"))
        self.copy_button.setAccessibleName(self.tr("Copy the unsaved text"))
        self.retry_button = QPushButton(self.tr("Try again"))
        self.retry_button.setAccessibleName(self.tr("Try to save again"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PREVIEW_REST)
        self._rest.timeout.connect(self._render)
        self._lay_out()
        self.preview_button.toggled.connect(self._turn)
        self.edit.textChanged.connect(self._tell_text)
        self.edit.left.connect(self.left)
        self.edit.escaped.connect(self.closed)
        self.preview.link_requested.connect(self.link_requested)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._rescued))
        self.retry_button.clicked.connect(self.retry_requested)
        self._arrange()
        self.say_state("")

    def _lay_out(self) -> None:
        top, beside, ways_out = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.preview_button)
        beside.setSpacing(8)
        beside.addWidget(self.edit, 1)
        beside.addWidget(self.preview, 1)
        ways_out.addWidget(self.copy_button)
        ways_out.addWidget(self.retry_button)
        ways_out.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(beside, 1)
        column.addWidget(self.state)
        column.addLayout(ways_out)

    def set_theme(self, theme: Theme) -> None:
        with QSignalBlocker(self.edit):  # its colours change, not its words
            self.edit.set_theme(theme)
        self.preview.set_theme(theme)
        self._render()

    def show_text(self, text: str, heading: str) -> None:
        """Another note."""
        with QSignalBlocker(self.edit):
            self.edit.show_text(text)
        self.heading.setText(heading)
        self.edit.setAccessibleDescription(heading)
        self._render()

    def set_open(self, is_open: bool) -> None:
        """Whether a note is open. Without one the text takes no keys: its words would belong to nothing."""
        self.edit.setEnabled(is_open)
        self.preview_button.setEnabled(is_open)

    def write(self) -> None:
        """Turn to the text and give it the focus."""
        if not self._is_wide():
            self.preview_button.setChecked(False)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_preview(self) -> None:
        """Show or hide the preview: beside the text where there is room, in its place where there is not."""
        self.preview_button.toggle()

    def say_state(self, words: str, *, rescued: str | None = None) -> None:
        """Say how the note stands; `rescued` are words that could not be saved, to be copied elsewhere."""
        is_failure = rescued is not None
        self._rescued = rescued or ""
        self.state.setText(words)
        self.copy_button.setVisible(is_failure)
        self.retry_button.setVisible(is_failure)
        if self.state.property("warning") != is_failure:
            self.state.setProperty("warning", is_failure)
            self.state.style().unpolish(self.state)
            self.state.style().polish(self.state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_P and event.modifiers() == both:
            self.toggle_preview()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the preview beside the text finds no room any more, what is being written stays in sight."""
        super().resizeEvent(event)
        was_wide = event.oldSize().width() >= BESIDE_FROM
        if was_wide != self._is_wide():
            if was_wide and self.edit.hasFocus():
                self.preview_button.setChecked(False)
            self._arrange()

    def _is_wide(self) -> bool:
        return self.width() >= BESIDE_FROM

    def _turn(self, is_shown: bool) -> None:
        had_focus = self.edit.hasFocus() or self.preview.hasFocus()
        self._arrange()
        if had_focus and not (is_shown and self._is_wide()):
            (self.preview if is_shown else self.edit).setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        is_shown = self.preview_button.isChecked()
        self.preview.setVisible(is_shown)
        self.edit.setVisible(self._is_wide() or not is_shown)
        self._render()

    def _tell_text(self) -> None:
        if self.preview_button.isChecked():
            self._rest.start()
        self.typed.emit(self.edit.markdown())

    def _render(self) -> None:
        """Keeps its place: it is read while it is written."""
        self._rest.stop()
        if self.preview_button.isChecked():
            scrolled = self.preview.verticalScrollBar().value()
            self.preview.show_markdown(self.edit.markdown())
            self.preview.verticalScrollBar().setValue(scrolled)

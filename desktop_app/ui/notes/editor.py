"""The editor of one note: raw Markdown, its preview, and a line that says whether it is kept."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.notes.preview import Preview
from desktop_app.ui.theme import Theme


class MarkdownEdit(QPlainTextEdit):
    """Plain text, exactly as it is typed: no-break spaces survive, and nothing is formatted."""

    left = Signal()  # the focus went elsewhere
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textChanged.connect(self._end_stretch_after_undo)

    def end_stretch(self) -> None:
        """What is typed from here on is undone by itself. Qt joins a keystroke to the last step of the history while the
        document counts as modified: one Ctrl+Z would take back everything since the note was opened."""
        self.document().setModified(False)

    def _end_stretch_after_undo(self) -> None:
        """Or else the next keystroke would be joined to a step that was made long ago."""
        if self.document().isRedoAvailable():
            self.end_stretch()

    def markdown(self) -> str:
        """The text with "\\n" line ends. (`toPlainText` would turn no-break spaces into spaces.)"""
        raw = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class NoteEditor(QFrame):
    """Write | Preview, state and ways out. Knows texts, not notes."""

    typed = Signal(str)
    left = Signal()  # the focus left the text
    closed = Signal()  # Esc
    retry_requested = Signal()
    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setProperty("head", True)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Write or preview the note"))
        self.tabs.addTab(self.tr("Write"))
        self.tabs.addTab(self.tr("Preview"))
        self.edit = MarkdownEdit()
        self.edit.setPlaceholderText(self.tr("Your note, in Markdown"))
        self.edit.setAccessibleName(self.tr("Text of the note"))
        self.edit.setTabChangesFocus(True)
        self.preview = Preview()
        self.preview.setAccessibleName(self.tr("Preview of the note"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.edit)
        self._pages.addWidget(self.preview)
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setProperty("muted", True)
        self.copy_button = QPushButton(self.tr("Copy text"))
        self.copy_button.setAccessibleName(self.tr("Copy the unsaved text"))
        self.retry_button = QPushButton(self.tr("Try again"))
        self.retry_button.setAccessibleName(self.tr("Try to save again"))
        self._rescued = ""
        ways_out = QHBoxLayout()
        ways_out.addWidget(self.copy_button)
        ways_out.addWidget(self.retry_button)
        ways_out.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.tabs)
        column.addWidget(self.heading)
        column.addWidget(self._pages, 1)
        column.addWidget(self.state)
        column.addLayout(ways_out)
        self.tabs.currentChanged.connect(self._turn_to)
        self.edit.textChanged.connect(lambda: self.typed.emit(self.edit.markdown()))
        self.edit.left.connect(self.left)
        self.edit.escaped.connect(self.closed)
        self.preview.link_requested.connect(self.link_requested)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._rescued))
        self.retry_button.clicked.connect(self.retry_requested)
        self.say_state("")

    def set_theme(self, theme: Theme) -> None:
        self.preview.set_theme(theme)
        self._turn_to(self.tabs.currentIndex())

    def show_text(self, text: str, heading: str) -> None:
        """Another note: its text, without an undo history of the former one, the caret at its end."""
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(text)
            self.edit.document().clearUndoRedoStacks()
            self.edit.end_stretch()
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.heading.setText(heading)
        self.edit.setAccessibleDescription(heading)
        self._turn_to(self.tabs.currentIndex())

    def set_open(self, is_open: bool) -> None:
        """Whether a note is open. Without one the text takes no keys: its words would belong to nothing."""
        self.edit.setEnabled(is_open)
        self.tabs.setEnabled(is_open)

    def write(self) -> None:
        """Turn to the text and give it the focus."""
        self.tabs.setCurrentIndex(0)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _turn_to(self, place: int) -> None:
        if place == 1:
            self.preview.show_markdown(self.edit.markdown())
        self._pages.setCurrentIndex(place)

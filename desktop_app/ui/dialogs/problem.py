"""What went wrong, in words: an error that the reader can act on, or a bug with details to send to its authors."""

from __future__ import annotations

import platform
import traceback

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QToolButton, QWidget

from desktop_app import __version__
from desktop_app.domain.errors import AppError
from desktop_app.ui.dialogs.sheet import Sheet, words

_WINDOW = "Pressmark"


class ProblemDialog(Sheet):
    """For an AppError: what happened, what was kept, what to do. For anything else: that it is a bug of ours."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        is_known = isinstance(error, AppError)
        super().__init__("", parent)
        self.setMinimumWidth(440)
        if isinstance(error, AppError):
            self.say_title(error.what, short=_WINDOW)
            for sentence, muted in ((error.kept, False), (error.advice, True)):
                if sentence:
                    self.column.addWidget(words(sentence, muted=muted, selectable=True))
        else:
            self.say_title(self.tr("Something unexpected happened"), short=_WINDOW)
            self.column.addWidget(
                words(
                    self.tr(
                        "This is a fault of Pressmark’s, not yours. What was said to be saved is safe in your library."
                    )
                )
            )
            self.column.addWidget(
                words(
                    self.tr(
                        "The details below name places in the program only, none of your texts. Please send them to us."
                    ),
                    muted=True,
                )
            )
        self.details = QPlainTextEdit(details_of(error))
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Details of the fault"))
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(180)
        self.details.hide()
        self.fold = QToolButton()
        self.fold.setText(self.tr("Details"))
        self.fold.setAccessibleName(self.tr("Show details"))
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setArrowType(Qt.ArrowType.RightArrow)
        self.fold.toggled.connect(self._unfold)
        self.copy_button = self.add_button(self.tr("Copy the details"))
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()))
        self.fold.setVisible(not is_known)
        self.copy_button.setVisible(not is_known)
        self.column.addWidget(self.fold)
        self.column.addWidget(self.details, 1)

    def _unfold(self, is_open: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.details.setVisible(is_open)
        self.adjustSize()


def details_of(error: BaseException) -> str:
    """Versions, kinds of errors and places in the code: no messages, no values, no paths, since those can hold private text."""
    lines = [
        f"Pressmark {__version__}, Python {platform.python_version()}, PySide {pyside_version}, {platform.system()}"
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        for frame in traceback.extract_tb(current.__traceback__):
            place = frame.filename.replace("\\", "/").split("/")
            lines.append(f"  {'/'.join(place[-3:])}:{frame.lineno} {frame.name}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(lines)

"""What stands in the middle while no article is open: what the program is for, and the ways to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.article import ArticleSummary
from desktop_app.paths import resource
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.theme import Theme

_WIDTH = 420
_ROOMY, _SUFFICIENT = 460, 370
"""Pixels of height: for the emblem, and for the advice."""


class Welcome(QWidget):
    open_requested = Signal()
    folder_requested = Signal()
    sample_requested = Signal()
    paste_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._title = self.tr("Read the news closely")
        self._advice = self.tr(
            "Pressmark opens an article and shows who said what: quotations coloured by speaker, topics in the margin, "
            "speakers and their claims beside the text. Your highlights and notes stay on this computer."
        )
        words = self._words = Placeholder(self._title, self._advice)
        self._emblem = _Emblem()
        words.add_emblem(self._emblem)
        self.open_button = words.add_button(self.tr("Open an article …"), is_main=True)
        self.folder_button = words.add_button(self.tr("Import a folder …"))
        self.sample_button = words.add_button(self.tr("Read the sample article"))
        self.paste_button = words.add_button(self.tr("Paste from the clipboard"))
        words.add_words(self.tr("or drop files or folders anywhere in this window"))
        self.open_button.clicked.connect(self.open_requested)
        self.folder_button.clicked.connect(self.folder_requested)
        self.sample_button.clicked.connect(self.sample_requested)
        self.paste_button.clicked.connect(self.paste_requested)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(words)
        row.addStretch(1)
        self.setFocusProxy(self.open_button)

    def show_articles(self, summaries: Sequence[ArticleSummary]) -> None:
        """With articles in the library the first words are about choosing one."""
        if summaries:
            self._words.say(
                self.tr("Choose an article"), self.tr("Your articles are listed on the left. Or begin another:")
            )
        else:
            self._words.say(self._title, self._advice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window keeps the words and what can be done; a larger one has room for more."""
        super().resizeEvent(event)
        self._words.setFixedWidth(min(_WIDTH, self.width()))
        self._emblem.setVisible(self.height() >= _ROOMY)
        self._words.have_room(self.height() >= _SUFFICIENT)

    def set_theme(self, theme: Theme) -> None:
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Window, theme.page)
        self.setPalette(colours)


class _Emblem(QWidget):
    """The program's own drawing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(72, 72)
        self._drawing = QSvgRenderer(str(resource("icons", "pressmark.svg")), self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        self._drawing.render(painter, QRectF(self.rect()))
        painter.end()

"""Opens the window of who said what, and keeps it up to date with the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.background import Background
from desktop_app.ui.desk import Desk
from desktop_app.ui.looks import Looks
from desktop_app.ui.shares import WhoSaidWhat

if TYPE_CHECKING:
    from desktop_app.storage import Library


class Sharing(QObject):
    link_requested = Signal(str)  # a pressmark:// address: show it in the main window
    said = Signal(str)

    def __init__(self, window: QWidget, desk: Desk, background: Background, looks: Looks) -> None:
        super().__init__(window)
        self._desk = desk
        self.window = WhoSaidWhat(background, self._library, self._article, window)
        self.window.link_requested.connect(self.link_requested)
        self.window.said.connect(self.said)
        looks.theme_changed.connect(self.window.set_theme)
        desk.articles_changed.connect(lambda _articles: self.window.refresh())
        desk.findings_changed.connect(lambda _findings: self.window.refresh())
        desk.opened.connect(lambda _opened: self.window.refresh())

    def show_window(self) -> None:
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _library(self) -> Library | None:
        return self._desk.workspace.library if self._desk.workspace is not None else None

    def _article(self) -> str:
        return self._desk.reading.article.id if self._desk.reading is not None else ""

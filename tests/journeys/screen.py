"""What a reader sees of the open article, whichever hand is used: where things stand, and whether all of it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.domain.corrections import place_of_finding
from desktop_app.domain.findings import Attribution, Claim, Findings, Speaker, Topic
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.page import MarkRef
from tests.journeys.conftest import SECONDS

_W = TypeVar("_W", bound=QWidget)


class Screen:
    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.window, self._qtbot = app.window, qtbot
        self.page, self.view = app.window.page, app.window.page.text
        self.steps: list[str] = []
        """What could be undone after each deed."""
        self._seen: Reading | None = None

    # What there is -----------------------------------------------------------------------------------------------------

    @property
    def reading(self) -> Reading:
        assert self.window.desk.reading is not None
        return self.window.desk.reading

    @property
    def findings(self) -> Findings:
        assert self.reading.findings is not None
        return self.reading.findings

    def statement(self, place: Span) -> Attribution:
        return next(one for one in self.findings.attributions if place_of_finding(one) == place)

    def claim(self, place: Span) -> Claim:
        return next(one for one in self.findings.claims if one.span == place)

    def speaker(self, name: str) -> Speaker:
        return next(one for one in self.findings.speakers if one.name == name)

    def topic(self, label: str) -> Topic:
        return next(one for one in self.findings.topics if one.label == label)

    def highlight(self, place: Span) -> MarkRef:
        return MarkRef("highlight", next(one.id for one in self.reading.highlights if one.span == place))

    # What is in front --------------------------------------------------------------------------------------------------

    def one(self, kind: type[_W]) -> _W:
        """The only widget of that kind that can be seen, of whatever window."""
        shown = self._shown(kind)
        assert len(shown) == 1, (kind, shown)
        return shown[0]

    def is_seen(self, kind: type[QWidget]) -> bool:
        return bool(self._shown(kind))

    @staticmethod
    def _shown(kind: type[_W]) -> list[_W]:
        return [widget for widget in QApplication.allWidgets() if isinstance(widget, kind) and widget.isVisible()]

    def dialog(self, kind: type[_W]) -> _W:
        """A dialog of that kind, once it is in front."""
        self.wait(lambda: isinstance(QApplication.activeWindow(), kind))
        return self.one(kind)

    def front(self) -> QWindow:
        """The window that takes the keys."""
        self.wait(lambda: self._front() is not None)
        window = self._front()
        assert window is not None
        return window

    def _front(self) -> QWindow | None:
        if not any((QGuiApplication.focusWindow(), QApplication.activePopupWidget())):
            (QApplication.activeModalWidget() or self._topmost()).activateWindow()  # offscreen, no system does it
        return QGuiApplication.focusWindow()

    def _topmost(self) -> QWidget:
        dialogs = [widget for widget in self.window.findChildren(QDialog) if widget.isVisible()]
        return dialogs[-1] if dialogs else self.window

    # Waiting -----------------------------------------------------------------------------------------------------------

    def wait(self, fits: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(fits, timeout=SECONDS)

    def settle(self) -> None:
        """Until everything that was asked of the library is written."""
        answered: list[
            None
        ] = []  # no object of pytest-qt: a lane may be the last to let go of it, and wait for Qt with it
        desk = self.window.desk
        desk.background.write(lambda: None, done=answered.append, failed=desk.failed.emit)
        self.wait(lambda: bool(answered))

    def note_step(self) -> None:
        """Something was changed just now, and it is written."""
        self.settle()
        assert self.reading != self._seen
        self._seen = self.reading
        self.steps.append(self.window.desk.undo_text)

    # Typing, which a mouse cannot ---------------------------------------------------------------------------------------

    def type(self, words: str) -> None:
        for letter in words:
            QTest.keyClick(self.front(), letter)  # type: ignore[call-overload]  # the stubs know a letter as a number

"""The shape of the window: which of its panels are shown, how wide they are, and nothing but the page in reading mode."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from desktop_app.exporting import Profile
from desktop_app.ui.actions import Actions
from desktop_app.ui.looks import Looks

_FRAME = QSize(8, 44)
"""What a window manager adds around a window, at most about."""
_ROOMY = 1100
"""Below this width of the window the library makes room for the page, until it is asked for."""


class Shape(QObject):
    """Three panels in a splitter: library, page, findings. What was chosen is remembered by `looks`."""

    def __init__(self, window: QMainWindow, looks: Looks) -> None:
        super().__init__(window)
        self._window, self._looks = window, looks
        self._is_narrow = False
        self._bars: Callable[[], Sequence[QWidget]] = tuple
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self.remember)

    def place(
        self,
        actions: Actions,
        panels: tuple[QWidget, QWidget, QWidget],
        bars: Callable[[], Sequence[QWidget]],
    ) -> None:
        """Put library, page and findings into the splitter. bars: what reading mode hides besides them."""
        self._actions, self._bars = actions, bars
        self._library, self._centre, self._findings = panels
        for widget, least in zip(panels, (160, 320, 220), strict=True):
            widget.setMinimumWidth(least)
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)

    def apply_panels(self) -> None:
        library, findings = (self._actions[name].isChecked() for name in ("show_library", "show_findings"))
        self._library.setVisible(library)
        self._findings.setVisible(findings)
        self._looks.change(library_shown=library, findings_shown=findings)

    def apply_reading_mode(self) -> None:
        """Nothing but the page; leaving it brings back what was shown before."""
        on = self._actions["reading_mode"].isChecked()
        for part in self._bars():
            part.setVisible(not on)
        settings = self._looks.settings
        self._library.setVisible(not on and settings.library_shown)
        self._findings.setVisible(not on and settings.findings_shown)
        if on:
            self._window.showFullScreen()
            self._centre.setFocus()
        else:
            self._window.showNormal()

    def show_panel(self, command_id: str) -> None:
        action = self._actions[command_id]
        if not action.isChecked():
            action.setChecked(True)
            self.apply_panels()

    def go_to(self, panel: QWidget, command_id: str) -> None:
        self.show_panel(command_id)
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def restore(self) -> None:
        """As the window looked last."""
        settings = self._looks.settings
        if settings.geometry:
            self._window.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode("ascii", "ignore")))
        self.splitter.setSizes(list(settings.panel_sizes))
        self._actions["show_library"].setChecked(settings.library_shown)
        self._actions["show_findings"].setChecked(settings.findings_shown)
        self._actions["letter_keys"].setChecked(settings.letter_keys)
        self._actions["plain_export"].setChecked(settings.export_profile == Profile.COMMONMARK)
        self._library.setVisible(settings.library_shown)
        self._findings.setVisible(settings.findings_shown)

    def remember(self, *_: object) -> None:
        sizes = self.splitter.sizes()
        old = self._looks.settings.panel_sizes
        kept = tuple(new if new > 0 else before for new, before in zip(sizes, old, strict=True))
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        self._looks.change(panel_sizes=kept, geometry=geometry)

    def first_size(self) -> QSize:
        """As large as is good to read in, and never larger than the screen leaves room for, its frame included."""
        room = self._window.screen().availableGeometry().size() - _FRAME
        return QSize(1440, 900).boundedTo(room)

    def follow_width(self, width: int) -> None:
        """A narrow window leaves its width to the page."""
        is_narrow = width < _ROOMY
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            shown = self._looks.settings.library_shown and not is_narrow
            self._library.setVisible(shown)
            self._actions["show_library"].setChecked(shown)

"""How the program looks to this reader: the settings, the theme that follows from them, the size of type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication

from desktop_app.settings import LINE_HEIGHTS, LINE_WIDTHS, TYPE_SIZES, USUAL_SIZE, Settings
from desktop_app.ui import theme as themes
from desktop_app.ui.style import style_sheet

Number = TypeVar("Number", int, float)

TYPE_STEP = 10
"""Percent of the usual size."""
LINE_STEP = 4
HEIGHT_STEP = 0.1
ROUND = ("system", "light", "dark")
"""What one command goes round in; the other themes are chosen in the reading options."""


class Looks(QObject):
    """The one owner of the settings while the window is open; says what changed and touches no widget."""

    settings_changed = Signal(object)  # Settings
    theme_changed = Signal(object)  # Theme
    type_changed = Signal(
        float, int, str, float
    )  # points, characters in a line, face, line height in sizes of the type
    keys_changed = Signal(object)  # what the reader changed: keys by command
    letter_keys_changed = Signal(bool)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.theme = themes.LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # Qt 6.10 and newer
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def change(self, **changes: object) -> None:
        """Other values for some of the settings, by name."""
        changed = replace(self.settings, **changes)  # type: ignore[arg-type]
        if changed != self.settings:
            self.settings = changed
            self.settings_changed.emit(changed)

    def apply_theme(self) -> None:
        """Give the application the palette and style that the settings and the system ask for."""
        hints = QGuiApplication.styleHints()
        self.theme = themes.named(
            self.settings.theme,
            is_dark=hints.colorScheme() is Qt.ColorScheme.Dark,
            wants_contrast=_wants_contrast(hints),
        )
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(themes.palette(self.theme))
            app.setStyleSheet(style_sheet(self.theme))
        self.theme_changed.emit(self.theme)

    def set_theme(self, name: str) -> None:
        """One of `settings.THEMES`."""
        self.change(theme=name)
        self.apply_theme()

    def next_theme(self) -> None:
        """As the system, light, dark and round; from any other theme to the system's."""
        place = ROUND.index(self.settings.theme) + 1 if self.settings.theme in ROUND else 0
        self.set_theme(ROUND[place % len(ROUND)])

    def set_type(
        self, points: float, characters: int, face: str | None = None, line_height: float | None = None
    ) -> None:
        """Type size in points, line width in characters, line height in sizes of the type, kept within what can be read; a face
        or a line height that is left out stays."""
        settings = self.settings
        self.change(
            type_size=_within(TYPE_SIZES, points),
            line_width=_within(LINE_WIDTHS, characters),
            face=face or settings.face,
            line_height=_within(LINE_HEIGHTS, settings.line_height if line_height is None else line_height),
        )
        self.tell_type()

    def tell_type(self) -> None:
        """Say how the page is set now."""
        now = self.settings
        self.type_changed.emit(now.type_size, now.line_width, now.face, now.line_height)

    def step_type(self, steps: int) -> None:
        """In steps of ten percent of the usual size."""
        percent = (round(self.settings.type_size / USUAL_SIZE * 100 / TYPE_STEP) + steps) * TYPE_STEP
        self.set_type(USUAL_SIZE * percent / 100, self.settings.line_width)

    def step_width(self, steps: int) -> None:
        self.set_type(self.settings.type_size, self.settings.line_width + steps * LINE_STEP)

    def step_height(self, steps: int) -> None:
        height = round(self.settings.line_height + steps * HEIGHT_STEP, 2)
        self.set_type(self.settings.type_size, self.settings.line_width, line_height=height)

    def reset_type(self) -> None:
        """The usual sizes; the face stays."""
        usual = Settings()
        self.set_type(usual.type_size, usual.line_width, line_height=usual.line_height)

    def set_keys(self, changes: Mapping[str, tuple[str, ...]]) -> None:
        """Other keys than the usual ones, by command."""
        self.change(keys=dict(changes))
        self.keys_changed.emit(self.settings.keys)

    def set_letter_keys(self, on: bool) -> None:
        self.change(letter_keys=on)
        self.letter_keys_changed.emit(on)

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self.apply_theme()


def _within(limits: tuple[Number, Number], value: Number) -> Number:
    return min(max(value, limits[0]), limits[1])


def _wants_contrast(hints: QStyleHints) -> bool:
    """Whether the system is set to high contrast; False where Qt is too old to ask."""
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

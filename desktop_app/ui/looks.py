"""How the program looks to this reader: the settings, the theme that follows from them, the size of type."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.settings import LINE_WIDTHS, THEMES, TYPE_SIZES, Settings
from desktop_app.ui import theme as themes
from desktop_app.ui.style import style_sheet

TYPE_STEP = 1.0
LINE_STEP = 4


class Looks(QObject):
    """The one owner of the settings while the window is open; says what changed and touches no widget."""

    settings_changed = Signal(object)  # Settings
    theme_changed = Signal(object)  # Theme
    type_changed = Signal(float, int)  # points, characters in a line

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.theme = themes.LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def change(self, **changes: object) -> None:
        """Other values for some of the settings, by name."""
        changed = replace(self.settings, **changes)  # type: ignore[arg-type]
        if changed != self.settings:
            self.settings = changed
            self.settings_changed.emit(changed)

    def apply_theme(self) -> None:
        """Give the application the palette and style that the settings and the system ask for."""
        system_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = self.settings.theme == "dark" or (self.settings.theme == "system" and system_dark)
        self.theme = themes.DARK if dark else themes.LIGHT
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(themes.palette(self.theme))
            app.setStyleSheet(style_sheet(self.theme))
        self.theme_changed.emit(self.theme)

    def set_theme(self, name: str) -> None:
        """One of “system”, “light”, “dark”."""
        self.change(theme=name)
        self.apply_theme()

    def next_theme(self) -> None:
        self.set_theme(THEMES[(THEMES.index(self.settings.theme) + 1) % len(THEMES)])

    def set_type(self, points: float, characters: int) -> None:
        """Type size and line width, kept within what can be read."""
        points = min(max(points, TYPE_SIZES[0]), TYPE_SIZES[1])
        characters = min(max(characters, LINE_WIDTHS[0]), LINE_WIDTHS[1])
        self.change(type_size=points, line_width=characters)
        self.type_changed.emit(points, characters)

    def step_type(self, steps: int) -> None:
        self.set_type(self.settings.type_size + steps * TYPE_STEP, self.settings.line_width)

    def step_width(self, steps: int) -> None:
        self.set_type(self.settings.type_size, self.settings.line_width + steps * LINE_STEP)

    def reset_type(self) -> None:
        usual = Settings()
        self.set_type(usual.type_size, usual.line_width)

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self.apply_theme()

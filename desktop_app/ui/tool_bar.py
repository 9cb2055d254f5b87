"""The bar at the head of the window: the few commands that are wanted all the time, as drawings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from desktop_app.ui import theme as themes
from desktop_app.ui.actions import Actions

_ICON = 20


class ToolBar(QToolBar):
    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tools"))
        self.setObjectName("tools")
        self.setMovable(False)
        self.setFloatable(False)
        self.toggleViewAction().setVisible(False)
        self._actions = actions
        self._icons: dict[str, str] = {}
        self._add("show_library", "panel-left", self.tr("Show or hide the library"))
        self._add("back", "back", self.tr("Back"))
        self._add("forward", "forward", self.tr("Forward"))
        self._add("open", "open", self.tr("Open an article"))
        self._add("export", "export", self.tr("Export notes"))
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self._add("find", "search", self.tr("Find in the article"))
        self._add("reading_options", "text-size", self.tr("Reading options"))
        self._add("theme_next", "theme", self.tr("Light, dark or as the system"))
        self._add("show_findings", "panel-right", self.tr("Show or hide findings and notes"))

    def set_theme(self, theme: themes.Theme) -> None:
        for command_id, drawing in self._icons.items():
            self._actions[command_id].setIcon(themes.icon(drawing, theme))
            self._actions[command_id].setIconVisibleInMenu(False)

    def _add(self, command_id: str, drawing: str, name: str) -> None:
        action = self._actions[command_id]
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setAccessibleName(name)

        def tell() -> None:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tip = f"{name} ({keys})" if keys else name
            if action.toolTip() != tip:  # setting it is a change, too
                action.setToolTip(tip)

        action.changed.connect(tell)
        tell()
        self._icons[command_id] = drawing
        self.addWidget(button)

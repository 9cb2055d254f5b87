"""How the page is set: type size, line width, light or dark; every change is seen on the page at once."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSlider,
    QWidget,
)

from desktop_app.settings import LINE_WIDTHS, THEMES, TYPE_SIZES, Settings
from desktop_app.ui.dialogs.sheet import Sheet

_STEPS = 2  # of a point: sizes go in halves


class ReadingOptionsDialog(Sheet):
    """Live: there is nothing to confirm; one button goes back to the usual sizes."""

    theme_changed = Signal(str)  # "system", "light", "dark"
    type_changed = Signal(float, int)  # points, characters in a line

    def __init__(self, theme: str, type_size: float, line_width: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("Reading options"))
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(round(TYPE_SIZES[0] * _STEPS), round(TYPE_SIZES[1] * _STEPS))
        self.size_slider.setPageStep(_STEPS)
        self.size_slider.setAccessibleName(self.tr("Type size"))
        self._size_shown = QLabel()
        self._size_shown.setProperty("muted", True)
        self.width_slider = QSlider(Qt.Orientation.Horizontal)
        self.width_slider.setRange(*LINE_WIDTHS)
        self.width_slider.setPageStep(5)
        self.width_slider.setAccessibleName(self.tr("Line width in characters"))
        self._width_shown = QLabel()
        self._width_shown.setProperty("muted", True)
        names = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        self.themes: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        choices = QHBoxLayout()
        choices.setSpacing(14)
        for name in THEMES:
            button = QRadioButton(names[name])
            button.setAccessibleName(self.tr("Colours: %1").replace("%1", names[name]))
            button.clicked.connect(lambda _checked=False, name=name: self.theme_changed.emit(name))
            group.addButton(button)
            choices.addWidget(button)
            self.themes[name] = button
        choices.addStretch(1)
        self.themes[theme if theme in self.themes else "system"].setChecked(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        grid.addWidget(_label(self.tr("Type size"), self.size_slider), 0, 0)
        grid.addWidget(self.size_slider, 0, 1)
        grid.addWidget(self._size_shown, 0, 2)
        grid.addWidget(_label(self.tr("Line width"), self.width_slider), 1, 0)
        grid.addWidget(self.width_slider, 1, 1)
        grid.addWidget(self._width_shown, 1, 2)
        grid.addWidget(QLabel(self.tr("Colours")), 2, 0)
        grid.addLayout(choices, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        self._show(type_size, line_width)
        self.size_slider.valueChanged.connect(self._tell)
        self.width_slider.valueChanged.connect(self._tell)
        self.usual_button = self.add_button(self.tr("Usual sizes"))
        self.usual_button.clicked.connect(self._reset)
        self.setMinimumWidth(460)

    def _show(self, type_size: float, line_width: int) -> None:
        with QSignalBlocker(self.size_slider), QSignalBlocker(self.width_slider):
            self.size_slider.setValue(round(type_size * _STEPS))
            self.width_slider.setValue(line_width)
        self._name_values()

    def _reset(self) -> None:
        self._show(Settings().type_size, Settings().line_width)
        self._tell()

    def _tell(self) -> None:
        self._name_values()
        self.type_changed.emit(self.size_slider.value() / _STEPS, self.width_slider.value())

    def _name_values(self) -> None:
        self._size_shown.setText(
            self.tr("%1 points").replace("%1", QLocale().toString(self.size_slider.value() / _STEPS))
        )
        self._width_shown.setText(self.tr("%1 characters").replace("%1", str(self.width_slider.value())))


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    return label

"""How the page is set: face, sizes, colours; every change is seen at once, on the page and in a sample."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QSlider, QWidget

from desktop_app.settings import FACES, LINE_HEIGHTS, LINE_WIDTHS, THEMES, TYPE_PERCENTS, USUAL_SIZE, Settings
from desktop_app.ui import theme as themes
from desktop_app.ui.dialogs.previews import FaceCard, Sample, ThemeCard
from desktop_app.ui.dialogs.sheet import Sheet

_HEIGHTS = 20  # steps of the slider in one size of the type


class ReadingOptionsDialog(Sheet):
    """Live: there is nothing to confirm; one button goes back to what was set before, one to what is usual."""

    theme_changed = Signal(str)  # one of settings.THEMES
    type_changed = Signal(
        float, int, str, float
    )  # points, characters in a line, face, line height in sizes of the type

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("Reading options"))
        self._before = settings
        self._points = settings.type_size
        self.sample = Sample()
        self.faces = self._make_faces()
        self.themes = self._make_themes()
        self.size_slider, self._size_shown = _slider(TYPE_PERCENTS, 5, 20, self.tr("Type size in percent"))
        self.width_slider, self._width_shown = _slider(LINE_WIDTHS, 1, 5, self.tr("Line width in characters"))
        heights = round(LINE_HEIGHTS[0] * _HEIGHTS), round(LINE_HEIGHTS[1] * _HEIGHTS)
        self.height_slider, self._height_shown = _slider(heights, 1, 4, self.tr("Line height in sizes of the type"))
        self.column.addLayout(self._arranged())
        self.column.addWidget(self.sample, 1)
        self.before_button = self.add_button(self.tr("As before"))
        self.usual_button = self.add_button(self.tr("Usual settings"))
        self._show(settings)
        self._connect()
        self.faces[settings.face if settings.face in self.faces else "serif"].setFocus()
        self.setMinimumWidth(480)
        self.resize(680, 640)

    def _make_faces(self) -> dict[str, FaceCard]:
        names = {"serif": self.tr("Serif"), "sans": self.tr("Sans"), "legible": self.tr("Hyperlegible")}
        spoken = {
            "serif": self.tr("Face: Source Serif, with serifs"),
            "sans": self.tr("Face: Source Sans, without serifs"),
            "legible": self.tr(
                "Face: Atkinson Hyperlegible, whose letters are hard to mistake; helps with dyslexia and low vision"
            ),
        }
        group = QButtonGroup(self)
        made = {}
        for face in FACES:
            made[face] = FaceCard(face, names[face], spoken[face])
            made[face].setToolTip(spoken[face])
            group.addButton(made[face])
        return made

    def _make_themes(self) -> dict[str, ThemeCard]:
        names = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "sepia": self.tr("Sepia"),
            "dark": self.tr("Dark"),
            "contrast_light": self.tr("Contrast, light"),
            "contrast_dark": self.tr("Contrast, dark"),
        }
        group = QButtonGroup(self)
        made = {}
        for name in THEMES:
            shown = (themes.THEMES[name],) if name in themes.THEMES else (themes.LIGHT, themes.DARK)
            made[name] = ThemeCard(shown, names[name], self.tr("Colours: %1").replace("%1", names[name]))
            made[name].setToolTip(names[name])
            group.addButton(made[name])
        return made

    def _arranged(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(QLabel(self.tr("Face")), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(_in_rows(list(self.faces.values())), 0, 1, 1, 2)
        grid.addWidget(QLabel(self.tr("Colours")), 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(_in_rows(list(self.themes.values())), 1, 1, 1, 2)
        sliders = (
            (self.tr("Type size"), self.size_slider, self._size_shown),
            (self.tr("Line width"), self.width_slider, self._width_shown),
            (self.tr("Line height"), self.height_slider, self._height_shown),
        )
        for row, (name, slider, shown) in enumerate(sliders, 2):
            label = QLabel(name)
            label.setBuddy(slider)
            grid.addWidget(label, row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(shown, row, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _connect(self) -> None:
        for slider in (self.width_slider, self.height_slider):
            slider.valueChanged.connect(self._tell)
        self.size_slider.valueChanged.connect(self._take_size)
        for card in self.faces.values():
            card.clicked.connect(self._tell)
        for name, theme_card in self.themes.items():
            theme_card.clicked.connect(lambda _checked=False, name=name: self.theme_changed.emit(name))
        self.before_button.clicked.connect(lambda: self._go_back_to(self._before))
        self.usual_button.clicked.connect(lambda: self._go_back_to(Settings()))

    def _show(self, settings: Settings) -> None:
        sliders = (self.size_slider, self.width_slider, self.height_slider)
        values = (settings.type_size / USUAL_SIZE * 100, settings.line_width, settings.line_height * _HEIGHTS)
        for slider, value in zip(sliders, values, strict=True):
            with QSignalBlocker(slider):
                slider.setValue(round(value))
        self._points = settings.type_size
        self.faces[settings.face if settings.face in self.faces else "serif"].setChecked(True)
        self.themes[settings.theme if settings.theme in self.themes else "system"].setChecked(True)
        self._name_values()

    def _go_back_to(self, settings: Settings) -> None:
        self._show(settings)
        self.theme_changed.emit(settings.theme)
        self._tell()

    def _take_size(self, percent: int) -> None:
        self._points = USUAL_SIZE * percent / 100
        self._tell()

    def _face(self) -> str:
        return next(face for face, card in self.faces.items() if card.isChecked())

    def _tell(self, *_: object) -> None:
        self._name_values()
        height = self.height_slider.value() / _HEIGHTS
        self.type_changed.emit(self._points, self.width_slider.value(), self._face(), height)

    def _name_values(self) -> None:
        """What the sliders stand at, in words; a screen reader hears it as the slider's description."""
        height = self.height_slider.value() / _HEIGHTS
        shown = (
            (self.size_slider, self._size_shown, self.tr("%1 %").replace("%1", str(self.size_slider.value()))),
            (
                self.width_slider,
                self._width_shown,
                self.tr("%1 characters").replace("%1", str(self.width_slider.value())),
            ),
            (self.height_slider, self._height_shown, QLocale().toString(height, "f", 2)),
        )
        for slider, label, text in shown:
            label.setText(text)
            slider.setAccessibleDescription(text)
        self.sample.set_type(self._points, self.width_slider.value(), self._face(), height)


def _slider(limits: tuple[int, int], step: int, page: int, spoken: str) -> tuple[QSlider, QLabel]:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(*limits)
    slider.setSingleStep(step)
    slider.setPageStep(page)
    slider.setAccessibleName(spoken)
    label = QLabel()
    label.setProperty("muted", True)
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance("100 characters "))
    return slider, label


def _in_rows(cards: list[FaceCard] | list[ThemeCard]) -> QGridLayout:
    """Three cards beside each other."""
    grid = QGridLayout()
    grid.setSpacing(6)
    for place, card in enumerate(cards):
        grid.addWidget(card, place // 3, place % 3)
    return grid

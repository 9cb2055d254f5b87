"""Keys that act on the reviewed finding while a review is on, before page, lists and menus make anything else of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class ReviewKeys(QObject):
    """Listens to the widget that has the focus, if it lies in one of the areas and nothing can be typed there. Escape leaves only
    where nothing else has a use for it: it is taken from the areas, to which widgets pass on what they do not want."""

    left = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._areas: list[QWidget] = []
        self._acts: dict[str, Callable[[], object]] = {}
        self._focused: QWidget | None = None
        self._is_on = False

    def add_area(self, area: QWidget) -> None:
        self._areas.append(area)
        if self._is_on:
            area.installEventFilter(self)
            self._follow_focus(None, QApplication.focusWidget())

    def set_acts(self, acts: Mapping[str, Callable[[], object]]) -> None:
        """What each key does, by its portable writing."""
        self._acts = dict(acts)

    def set_on(self, is_on: bool) -> None:
        if is_on == self._is_on:
            return
        self._is_on = is_on
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if is_on:
            app.focusChanged.connect(self._follow_focus)
            for area in self._areas:
                area.installEventFilter(self)
            self._follow_focus(None, QApplication.focusWidget())
        else:
            app.focusChanged.disconnect(self._follow_focus)
            for area in self._areas:
                area.removeEventFilter(self)
            self._follow_focus(None, None)

    def hears(self, widget: QWidget | None) -> bool:
        """Whether keys act while that widget has the focus."""
        if widget is None or widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            return False
        return any(area is widget or area.isAncestorOf(widget) for area in self._areas)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and event.key() == Qt.Key.Key_Escape and watched in self._areas:
            self.left.emit()
            return True
        if watched is not self._focused or not (is_press or event.type() is QEvent.Type.ShortcutOverride):
            return False
        act = self._acts.get(_written(event))
        if act is None:
            return False
        if not is_press:
            event.accept()  # it comes again as a press, and to no shortcut
        elif not event.isAutoRepeat():
            act()
        return True

    def _follow_focus(self, _was: QWidget | None, now: QWidget | None) -> None:
        if self._focused is not None and isValid(self._focused) and self._focused not in self._areas:
            self._focused.removeEventFilter(self)
        self._focused = now if self._is_on and self.hears(now) else None
        if self._focused is not None:
            self._focused.installEventFilter(self)


def _written(event: QKeyEvent) -> str:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(modifiers.value | event.key()).toString(QKeySequence.SequenceFormat.PortableText)


def portable(keys: Sequence[QKeySequence]) -> list[str]:
    return [key.toString(QKeySequence.SequenceFormat.PortableText) for key in keys]

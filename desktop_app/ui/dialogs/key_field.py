"""A field that takes the next key, whatever it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_HELD = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown}


class KeyField(QLineEdit):
    """Tab and Enter are keys like others here; only Escape leaves."""

    key_pressed = Signal(str)  # in Qt's portable form
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # else a key that has a meaning already would act
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _HELD:
            return
        if key == Qt.Key.Key_Escape and held == Qt.KeyboardModifier.NoModifier:
            self.left.emit()
            return
        if _is_sign(event.key()):
            held &= ~Qt.KeyboardModifier.ShiftModifier  # “?” is “?” on every keyboard, with Shift or without
        text = QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)
        self.setText(QKeySequence(text).toString(QKeySequence.SequenceFormat.NativeText))
        self.key_pressed.emit(text)


def _is_sign(key: int) -> bool:
    """A character that is neither letter nor digit nor blank."""
    return 0x20 < key < 0x110000 and not chr(key).isalnum()

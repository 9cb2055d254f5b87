"""The choice of another encoding, for a file whose letters look wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.dialogs.sheet import Sheet, words


class EncodingDialog(Sheet):
    """Nothing changes until “Read again” is pressed; the bytes of the file are kept whatever is chosen."""

    encoding_chosen = Signal(str)

    def __init__(self, encodings: Sequence[str], current: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("Read in another encoding"))
        self.setMinimumWidth(400)
        self.column.addWidget(
            words(
                self.tr(
                    "If letters look wrong, the file may be in another encoding than was guessed. "
                    "Your highlights move along where their words are still there."
                ),
                muted=True,
            )
        )
        self.box = ChoiceBox(self.tr("Encoding"))
        self.box.addItems(list(encodings))
        if current in encodings:
            self.box.setCurrentText(current)
        self.column.addWidget(self.box)
        self.apply_button = self.add_button(self.tr("Read again"))
        self.apply_button.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.accept()
        self.encoding_chosen.emit(self.box.currentText())

"""A topic: its name, its colour, and whether it is the same as another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.theme import LIGHT, Theme
from desktop_app.ui.topic_box import LABEL, HueRow


@dataclass(frozen=True, slots=True)
class OtherTopic:
    """One that the topic may be the same as. is_elsewhere: one of the reader's own that this article does not have."""

    key: str
    label: str
    is_elsewhere: bool = False


class TopicDialog(Sheet):
    """Nothing changes until “Save” is pressed."""

    saved = Signal(str, str)  # name, hue (“” where none was chosen)
    merged = Signal(str)  # the key of the one that it is the same as
    remove_requested = Signal()

    def __init__(
        self,
        label: str,
        hue: str,
        others: Sequence[OtherTopic],
        *,
        theme: Theme = LIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("Topic"))
        self.setMinimumWidth(430)
        self.name = QLineEdit(label)
        self.name.setMaxLength(max(LABEL, len(label)))
        self.name.setAccessibleName(self.tr("Name of the topic"))
        self.name.selectAll()
        self.hues = HueRow(hue, theme)
        self.others = ChoiceBox(self.tr("The same topic as"))
        self.others.addItem(self.tr("No other topic"), "")
        for other in others:
            elsewhere = self.tr("%1 (in other articles)").replace("%1", other.label)
            self.others.addItem(elsewhere if other.is_elsewhere else other.label, other.key)
        self.others.setEnabled(bool(others))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for row, (text, field) in enumerate(
            ((self.tr("&Name"), self.name), (self.tr("&Colour"), self.hues), (self.tr("Same &as"), self.others))
        ):
            name = QLabel(text)
            name.setBuddy(next(iter(self.hues.swatches.values())) if field is self.hues else field)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.explanation = words(self.tr("Its passages will belong to that topic; this one will be gone."), muted=True)
        kept = self.explanation.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.explanation.setSizePolicy(kept)
        self.explanation.hide()
        self.column.addWidget(self.explanation)
        self.column.addStretch(1)
        self._build_foot()
        self.name.textChanged.connect(self._follow)
        self.others.currentIndexChanged.connect(self._follow)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_foot(self) -> None:
        self.remove_button = self.add_button(self.tr("Remove topic"))
        self.remove_button.clicked.connect(self._remove)
        self.close_button.setText(self.tr("Cancel"))
        self.close_button.setAccessibleName(self.tr("Cancel"))
        self.close_button.setAutoDefault(False)
        self.save_button = QPushButton(self.tr("Save"))
        self.save_button.setAccessibleName(self.tr("Save"))
        self.save_button.setProperty("main", True)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._save)
        self.foot.addWidget(self.save_button)

    def _follow(self) -> None:
        """What is the same as another topic takes that one's name and colour."""
        is_same = bool(self.others.currentData())
        self.name.setEnabled(not is_same)
        self.hues.setEnabled(not is_same)
        self.explanation.setVisible(is_same)
        self.save_button.setText(self.tr("Merge") if is_same else self.tr("Save"))
        self.save_button.setAccessibleName(self.save_button.text())
        self.save_button.setEnabled(is_same or bool(self.name.text().strip()))

    def _save(self) -> None:
        self.accept()
        other = self.others.currentData()
        if other:
            self.merged.emit(other)
        else:
            self.saved.emit(self.name.text(), self.hues.hue)

    def _remove(self) -> None:
        self.accept()
        self.remove_requested.emit()

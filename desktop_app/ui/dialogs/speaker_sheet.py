"""What the dialogs about speakers share: a foot with Cancel and the deed, a word of warning, the choice of a kind."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from desktop_app.domain.findings import Speaker, SpeakerKind
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.dialogs.sheet import Sheet, words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Speakers", text)


class SpeakerSheet(Sheet):
    """Enter does the deed, Escape and Cancel do nothing; while something stands against it, the deed waits and is told why."""

    def __init__(self, title: str, deed: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.close_button.clicked.disconnect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.close_button.setText(self.tr("Cancel"))
        self.close_button.setAccessibleName(self.tr("Cancel"))
        self.close_button.setDefault(False)
        self.close_button.setAutoDefault(False)
        self.deed_button = QPushButton(deed)
        self.deed_button.setAccessibleName(deed)
        self.deed_button.setProperty("main", True)
        self.deed_button.setDefault(True)
        self.foot.addWidget(self.deed_button)
        self.warning = words("")
        self.warning.setProperty("warning", True)
        self.warning.setMinimumHeight(self.warning.fontMetrics().height())

    def object(self, why: str) -> None:
        """What stands against the deed, in words; “” for nothing."""
        self.warning.setText(why)
        self.deed_button.setEnabled(not why)
        if self.deed_button.property("main") == bool(why):  # a button that waits does not shine
            self.deed_button.setProperty("main", not why)
            self.deed_button.style().unpolish(self.deed_button)
            self.deed_button.style().polish(self.deed_button)
        self.deed_button.setAccessibleDescription(why)


def kind_box(kind: SpeakerKind) -> ChoiceBox:
    box = ChoiceBox(_tr("Kind of speaker"))
    for each in SpeakerKind:
        box.addItem(kind_in_words(each), each.value)
    box.setCurrentIndex(box.findData(kind.value))
    return box


def chosen_kind(box: ChoiceBox) -> SpeakerKind:
    return SpeakerKind(box.currentData())


def kind_in_words(kind: SpeakerKind) -> str:
    match kind:
        case SpeakerKind.PERSON:
            return _tr("Person")
        case SpeakerKind.ORGANISATION:
            return _tr("Organisation")
        case SpeakerKind.GROUP:
            return _tr("Group")
    return _tr("Unnamed source")


def namesake(name: str, others: tuple[Speaker, ...]) -> Speaker | None:
    """Whoever of the others is called just so."""
    called = " ".join(name.split()).casefold()
    return next((one for one in others if " ".join(one.name.split()).casefold() == called), None)


def add_line(grid: QGridLayout, label: str, field: QWidget) -> QLabel:
    """A line of a form: the label names the field for screen readers, and its letter leads there."""
    named, line = QLabel(label), grid.rowCount()
    named.setBuddy(field)
    grid.addWidget(named, line, 0)
    grid.addWidget(field, line, 1)
    return named

"""What the filter is set with: chips and boxes above the claims, and the strip that says what is filtered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.findings import AttributionKind
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.findings.delegates import form_name, speaker_name
from desktop_app.ui.findings.rows import ClaimRow, Filter, Rows
from desktop_app.ui.flow_layout import FlowLayout


class ClaimFilters(QWidget):
    """Kind as chips, speaker and topic as boxes, words as a line. Says what the reader chose; knows no rows."""

    form_chosen = Signal(object)  # AttributionKind | None
    speaker_chosen = Signal(object)  # speaker key | None
    topic_chosen = Signal(object)  # topic key | None
    words_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter by words or name"))
        self.words.setAccessibleName(self.tr("Filter claims by words or name"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self.words_typed)
        chips = QWidget()
        row = FlowLayout(chips)
        self._chips: dict[AttributionKind | None, QPushButton] = {}
        self._group = QButtonGroup(self)
        names = {
            None: self.tr("All"),
            AttributionKind.DIRECT: self.tr("Direct"),
            AttributionKind.MIXED: self.tr("Mixed"),
            AttributionKind.INDIRECT: self.tr("Indirect"),
        }
        hints = {
            None: self.tr("Everything that is attributed"),
            AttributionKind.DIRECT: self.tr("Words inside quotation marks"),
            AttributionKind.MIXED: self.tr("Reported speech with quoted parts"),
            AttributionKind.INDIRECT: self.tr("Reported speech without quotation marks"),
        }
        for form, name in names.items():
            chip = _chip(name, self.tr("Show claims: %1").replace("%1", name), hints[form])
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked, form=form: self.form_chosen.emit(form))
            self._chips[form] = chip
            self._group.addButton(chip)
            row.addWidget(chip)
        self._chips[None].setChecked(True)
        self.speaker = ChoiceBox(self.tr("Filter claims by speaker"))
        self.topic = ChoiceBox(self.tr("Filter claims by topic"))
        self.speaker.activated.connect(lambda _place: self.speaker_chosen.emit(self.speaker.currentData()))
        self.topic.activated.connect(lambda _place: self.topic_chosen.emit(self.topic.currentData()))
        boxes = QHBoxLayout()
        boxes.setSpacing(6)
        boxes.addWidget(self.speaker, 1)
        boxes.addWidget(self.topic, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 6)
        column.setSpacing(8)
        column.addWidget(chips)
        column.addLayout(boxes)
        column.addWidget(self.words)

    def offer(self, rows: Rows) -> None:
        """Fill the boxes with the speakers and topics of a text."""
        with QSignalBlocker(self.speaker), QSignalBlocker(self.topic):
            self.speaker.clear()
            self.speaker.addItem(self.tr("All speakers"), None)
            for speaker in rows.speakers:
                self.speaker.addItem(_one_line(speaker_name(speaker.name)), speaker.key)
            self.topic.clear()
            self.topic.addItem(self.tr("All topics"), None)
            for topic in rows.topics:
                self.topic.addItem(_one_line(topic.label), topic.key)
        self.topic.setVisible(bool(rows.topics))

    def show_filter(self, chosen: Filter) -> None:
        """Set the controls to a filter without saying that the reader did so."""
        self._chips[chosen.form].setChecked(True)
        for box, key in ((self.speaker, chosen.speaker), (self.topic, chosen.topic)):
            with QSignalBlocker(box):
                place = box.findData(key)
                box.setCurrentIndex(max(0, place))
            box.setProperty("active", key is not None)
            box.style().unpolish(box)
            box.style().polish(box)
        if self.words.text() != chosen.words:
            with QSignalBlocker(self.words):
                self.words.setText(chosen.words)

    def chip(self, form: AttributionKind | None) -> QPushButton:
        return self._chips[form]


class FilterStrip(QFrame):
    """“4 of 11 · Ilse Varga × · Clear all filters”: there whenever something is filtered, in every tab."""

    dropped = Signal(str)  # the name of the field of Filter that is to be released
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterStrip")
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.clear_button = QPushButton(self.tr("Clear all filters"))
        self.clear_button.setProperty("link", True)
        self.clear_button.setAccessibleName(self.tr("Clear all filters"))
        self.clear_button.clicked.connect(self.cleared)
        self._row = FlowLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.addWidget(self.count)
        self._chips: dict[str, QPushButton] = {}
        for name in ("speaker", "form", "topic", "words"):
            chip = _chip("", self.tr("Release this filter"), self.tr("Click to release this filter"))
            chip.clicked.connect(lambda _checked=False, name=name: self.dropped.emit(name))
            self._chips[name] = chip
            self._row.addWidget(chip)
        self._row.addWidget(self.clear_button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_filter(self, chosen: Filter, rows: Rows, shown: Sequence[ClaimRow]) -> None:
        self.count.setText(self.tr("%1 of %2").replace("%1", f"{len(shown):,}").replace("%2", f"{len(rows.claims):,}"))
        self._name("speaker", None if chosen.speaker is None else speaker_name(_name_of(rows, chosen.speaker)))
        self._name("form", None if chosen.form is None else form_name(chosen.form))
        self._name("topic", next((topic.label for topic in rows.topics if topic.key == chosen.topic), None))
        self._name("words", f"“{chosen.words.strip()}”" if chosen.words.strip() else None)
        self.setVisible(chosen.is_on)
        self._row.invalidate()
        self.updateGeometry()

    def chip(self, name: str) -> QPushButton:
        return self._chips[name]

    def _name(self, name: str, words: str | None) -> None:
        chip = self._chips[name]
        chip.setVisible(words is not None)
        if words is not None:
            words = _one_line(words)
            shown = words if len(words) <= 22 else words[:21].rstrip() + "…"
            chip.setText(shown.replace("&", "&&") + "  ×")
            chip.setAccessibleName(self.tr("Release the filter %1").replace("%1", words))


def _name_of(rows: Rows, key: str) -> str:
    return next((speaker.name for speaker in rows.speakers if speaker.key == key), "")


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _chip(text: str, spoken: str, hint: str) -> QPushButton:
    chip = QPushButton(text)
    chip.setProperty("chip", True)
    chip.setAccessibleName(spoken or text)
    chip.setToolTip(hint)
    chip.setAutoDefault(False)
    return chip

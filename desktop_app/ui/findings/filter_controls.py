"""What the filter is set with: chips and boxes above the claims, and the strip that says what is filtered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.findings import AttributionKind
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.findings.delegates import form_name, speaker_name
from desktop_app.ui.findings.rows import ClaimRow, Filter, Rows
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.painting import tooltip
from desktop_app.ui.statuses import status_icon, status_name
from desktop_app.ui.theme import shown_in

_CROSS = " ×"
_CHIP_SIDES = 18  # border and padding of both sides, as in the style sheet
_ROUNDING = 3  # pixels: widths of letters are no whole numbers
_LONGEST_CHIP = 40  # characters


class ClaimFilters(QWidget):
    """Kind and doubt as chips, speaker, topic and status as boxes, words as a line. Says what the reader chose; knows no rows."""

    form_chosen = Signal(object)  # AttributionKind | None
    speaker_chosen = Signal(object)  # speaker key | None
    topic_chosen = Signal(object)  # topic key | None
    status_chosen = Signal(object)  # ClaimStatus | None
    doubt_chosen = Signal(bool)  # what is unsure only
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
            chip.toggled.connect(lambda on, form=form: self.form_chosen.emit(form) if on else None)
            self._chips[form] = chip
            self._group.addButton(chip)
            row.addWidget(chip)
        self._chips[None].setChecked(True)
        # `toggled`, not `clicked`: a screen reader toggles a chip, and Qt does not call that a click.
        self.doubt = _chip(
            self.tr("Unsure only"),
            self.tr("Show only what is unsure"),
            self.tr("Only what is a guess and not confirmed"),
        )
        self.doubt.setCheckable(True)
        self.doubt.toggled.connect(self.doubt_chosen)
        row.addWidget(self.doubt)
        self.speaker = ChoiceBox(self.tr("Filter claims by speaker"))
        self.topic = ChoiceBox(self.tr("Filter claims by topic"))
        self.speaker.activated.connect(lambda _place: self.speaker_chosen.emit(self.speaker.currentData()))
        self.topic.activated.connect(lambda _place: self.topic_chosen.emit(self.topic.currentData()))
        self.status = ChoiceBox(self.tr("Filter claims by status"))
        self.status.addItem(self.tr("All statuses"), None)
        for status in ClaimStatus:
            self.status.addItem(status_name(status), status)
        self.status.activated.connect(lambda _place: self.status_chosen.emit(self._chosen_status()))
        boxes, last = QHBoxLayout(), QHBoxLayout()
        boxes.setSpacing(6)
        boxes.addWidget(self.speaker, 1)
        boxes.addWidget(self.topic, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 6)
        column.setSpacing(8)
        column.addWidget(chips)
        column.addLayout(boxes)
        last.setSpacing(6)
        last.addWidget(self.words, 1)
        last.addWidget(self.status, 1)
        column.addLayout(last)
        self._draw_signs()

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
        for chip, on in ((self._chips[chosen.form], True), (self.doubt, chosen.doubt)):
            with QSignalBlocker(chip):
                chip.setChecked(on)
        for box, key in (
            (self.speaker, chosen.speaker),
            (self.topic, chosen.topic),
            (self.status, chosen.status),
        ):
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_signs()

    def _chosen_status(self) -> ClaimStatus | None:
        known = self.status.currentData()
        return ClaimStatus(known) if known is not None else None

    def _draw_signs(self) -> None:
        theme = shown_in(self.palette())
        for place, status in enumerate(ClaimStatus, start=1):
            self.status.setItemIcon(place, status_icon(status, theme.text, theme.raised))


class FilterStrip(QFrame):
    """The foot of the panel: “4 of 11 claims”, and a chip for each filter that is set. It takes the same room whether or not
    anything is filtered: a click that filters must not move what is under the pointer."""

    dropped = Signal(str)  # the name of the field of Filter that is to be released
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterStrip")
        self.count = ElidedLabel()
        self.clear_button = QPushButton(self.tr("Clear all filters"))
        self.clear_button.setProperty("link", True)
        self.clear_button.setAccessibleName(self.tr("Clear all filters"))
        self.clear_button.clicked.connect(self.cleared)
        self.hint = ElidedLabel(self.tr("Click a speaker to filter the page"))
        self.hint.setProperty("muted", True)
        self._chips: dict[str, FilterChip] = {}
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.count, 1)
        top.addWidget(self.clear_button)
        foot.setSpacing(4)
        for name in ("speaker", "form", "topic", "status", "doubt", "words"):
            chip = FilterChip(self.tr("Release this filter"))
            chip.clicked.connect(lambda _checked=False, name=name: self.dropped.emit(name))
            self._chips[name] = chip
            foot.addWidget(chip)
        foot.addWidget(self.hint, 1)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 10, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(foot)
        kept = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        kept.setRetainSizeWhenHidden(True)
        self.clear_button.setSizePolicy(kept)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_filter(self, chosen: Filter, rows: Rows, shown: Sequence[ClaimRow]) -> None:
        total = counted(len(rows.claims), self.tr("1 claim"), self.tr("%1 claims"))
        part = self.tr("%1 of %2").replace("%1", number(len(shown)))
        self.count.setText(part.replace("%2", total) if chosen.is_on else total)
        self._name("speaker", None if chosen.speaker is None else speaker_name(_name_of(rows, chosen.speaker)))
        self._name("form", None if chosen.form is None else form_name(chosen.form))
        self._name("topic", next((topic.label for topic in rows.topics if topic.key == chosen.topic), None))
        self._name("status", None if chosen.status is None else status_name(chosen.status))
        self._name("doubt", self.tr("unsure only") if chosen.doubt else None)
        self._name("words", f"“{chosen.words.strip()}”" if chosen.words.strip() else None)
        self.clear_button.setVisible(chosen.is_on)
        self.hint.setVisible(not chosen.is_on)

    def chip(self, name: str) -> QPushButton:
        return self._chips[name]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._reserve_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reserve_height()

    def _reserve_height(self) -> None:
        """The hint is as tall as the chips that take its place."""
        for chip in self._chips.values():
            chip.ensurePolished()
        self.hint.setFixedHeight(max(chip.sizeHint().height() for chip in self._chips.values()))

    def _name(self, name: str, words: str | None) -> None:
        chip = self._chips[name]
        chip.setVisible(words is not None)
        if words is not None:
            words = _one_line(words)
            chip.say(words)
            chip.setAccessibleName(self.tr("Release the filter %1").replace("%1", words))


class FilterChip(QPushButton):
    """What is filtered by, elided to the room there is, and the cross that releases it."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(hint)
        self.setProperty("chip", True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._hint = hint
        self._words = ""

    def say(self, words: str) -> None:
        self._words = words
        self.setToolTip(tooltip(words, self._hint))
        self.setAccessibleDescription(self._hint)
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = self._words if len(self._words) <= _LONGEST_CHIP else self._words[: _LONGEST_CHIP - 1] + "…"
        return self._room_for(words)

    def minimumSizeHint(self) -> QSize:
        return self._room_for("…")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _room_for(self, words: str) -> QSize:
        width = self.fontMetrics().horizontalAdvance(words + _CROSS) + _CHIP_SIDES + _ROUNDING
        return QSize(width, super().sizeHint().height())

    def _elide(self) -> None:
        room = self.width() - _CHIP_SIDES - self.fontMetrics().horizontalAdvance(_CROSS)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(0, room))
        self.setText(shown.replace("&", "&&") + _CROSS)


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

"""Two speakers are one: which other one, whose name stays, and what will happen, in one sentence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.findings import Findings, MentionKind, Speaker, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.ui.dialogs.sheet import words
from desktop_app.ui.dialogs.speaker_passages import theme_of
from desktop_app.ui.dialogs.speaker_sheet import SpeakerSheet, kind_in_words
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import Type, draw_focus, draw_line, mixed, tooltip
from desktop_app.ui.row_list import RowDelegate, RowList, RowsModel, Spoken, has_state

_MARGIN = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker to choose, with what they are and how much of the article is theirs, in words."""

    speaker: Speaker
    about: str

    @property
    def key(self) -> str:
        return self.speaker.id

    @property
    def words(self) -> str:
        return self.speaker.name


class CandidateDelegate(RowDelegate[Candidate]):
    """Two lines: the name; role or kind, and counts."""

    def height(self, row: Candidate, width: float, face: Type) -> float:  # noqa: ARG002  one height for all
        return face.strong.line_height + face.small.line_height + 13

    def draw(self, painter: QPainter, row: Candidate, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.accent)
        elif has_state(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(area, mixed(theme.chosen, theme.raised, 0.45))
        area.setWidth(self._view.row_width())
        line = area.adjusted(_MARGIN, 6, -_MARGIN, 0)
        draw_line(painter, face.strong, line, row.speaker.name, theme.text)
        draw_line(painter, face.small, line.translated(0, face.strong.line_height), row.about, theme.muted)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, QRectF(option.rect), theme.accent)


class MergeSpeakersDialog(SpeakerSheet):
    merge_requested = Signal(str, str)  # ids: one, and the one into whom it goes

    def __init__(self, reading: Reading, speaker: Speaker, parent: QWidget | None = None) -> None:
        super().__init__("", self.tr("Merge"), parent)
        self.say_title(self.tr("Merge “%1” with …").replace("%1", speaker.name), short=self.tr("Merge speakers"))
        self._speaker = speaker
        findings = reading.findings or Findings("", "")
        self._statements = Counter(found.speaker for found in findings.attributions)
        others = [one for one in findings.speakers if one.id != speaker.id]
        others.sort(key=lambda one: not _is_like(one, speaker))  # stable: the most quoted first
        self._candidates = tuple(Candidate(one, self._about(one)) for one in others)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Find a speaker of this article"))
        self.filter.setAccessibleName(self.tr("Find a speaker of this article"))
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        self.model = RowsModel[Candidate](_speak, self)
        self.list = RowList()
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("The same as"))
        self.list.setItemDelegate(CandidateDelegate(self.list, theme_of(self)))
        self.list.setMinimumHeight(200)
        self._label = QLabel(self.tr("Called from now on"))
        self._label.setProperty("head", True)
        self.keeps = (QRadioButton(), QRadioButton())  # the other one's name, this one's
        for button in self.keeps:
            button.setAccessibleName(self._label.text())
        self.preview = words("")
        for label in (self.preview, self.warning):  # one stands in the other's place
            label.setMinimumHeight(3 * label.fontMetrics().height())
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._build()
        self.filter.textChanged.connect(self._narrow)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.list.row_entered.connect(lambda _row: self.deed_button.click())
        self.list.row_doubled.connect(lambda _row: self.deed_button.click())
        self.keeps[0].toggled.connect(lambda _on: self._tell())
        self.deed_button.clicked.connect(self._merge)
        self.resize(460, 520)
        self._narrow("")
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(16)
        for button in self.keeps:
            names.addWidget(button)
        names.addStretch(1)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._label)
        self.column.addLayout(names)
        self.column.addWidget(self.preview)
        self.column.addWidget(self.warning)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down walk through the list while the words are typed."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            keys = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
            if event.key() in keys:
                QApplication.sendEvent(self.list, event)
                return True
        return super().eventFilter(watched, event)

    def chosen(self) -> Speaker | None:
        row: Candidate | None = self.list.current_row()
        return row.speaker if row is not None else None

    def _about(self, one: Speaker) -> str:
        """“harbour master · 3 statements · 2 mentions”"""
        what = one.role or (kind_in_words(one.kind) if one.kind is not SpeakerKind.PERSON else "")
        said = self._statements_of(one) if self._statements[one.id] else ""
        return " · ".join(part for part in (what, said, self._mentions_of(one) if one.mentions else "") if part)

    def _statements_of(self, one: Speaker) -> str:
        count = self._statements[one.id]
        return counted(count, self.tr("1 statement"), self.tr("%1 statements")) if count else self.tr("no statement")

    def _mentions_of(self, one: Speaker) -> str:
        count = len(one.mentions)
        return counted(count, self.tr("1 mention"), self.tr("%1 mentions")) if count else self.tr("no mention")

    def _narrow(self, sought: str) -> None:
        parts, kept = sought.casefold().split(), self.chosen()
        shown = [row for row in self._candidates if all(part in _sought(row.speaker) for part in parts)]
        self.model.show(shown)
        if not (kept is not None and self.list.select_key(kept.id)) and shown:
            self.list.select_key(shown[0].key)
        self._choose()

    def _choose(self) -> None:
        other = self.chosen()
        if other is not None:
            for button, one in zip(self.keeps, (other, self._speaker), strict=True):
                button.setText(_short(one.name).replace("&", "&&"))
                button.setAccessibleName(self.tr("Called %1 from now on").replace("%1", one.name))
                button.setToolTip(tooltip(one.name) if _short(one.name) != one.name else "")
                button.setAccessibleDescription(one.name if button.toolTip() else "")
            better = _standing(self._speaker) > _standing(other)
            self.keeps[1 if better else 0].setChecked(True)
        self._tell()

    def _pair(self) -> tuple[Speaker, Speaker] | None:
        """The one who goes, and the one who stays."""
        other = self.chosen()
        if other is None:
            return None
        return (self._speaker, other) if self.keeps[0].isChecked() else (other, self._speaker)

    def _tell(self) -> None:
        pair = self._pair()
        for widget in (self._label, *self.keeps, self.preview):
            widget.setVisible(pair is not None)
        self.warning.setVisible(pair is None)
        if pair is None:
            nobody = self.tr("Nobody else speaks in this article.")
            self.object(self.tr("No speaker is called like that.") if self._candidates else nobody)
            self.preview.setText("")
            return
        self.object("")
        one, into = pair
        frame = self.tr("%1 and %2 of “%3” go to %4; %5.")
        role = into.role or one.role
        if into.role:
            rest = self.tr("the role “%1” is kept").replace("%1", role)
        elif role:
            rest = self.tr("the role “%1” comes along").replace("%1", role)
        else:
            rest = self.tr("“%1” becomes another name").replace("%1", one.name)
        parts = (self._statements_of(one), self._mentions_of(one), one.name, into.name, rest)
        sentence = re.sub("%([1-5])", lambda place: parts[int(place[1]) - 1], frame)
        self.preview.setText(sentence + " " + self.tr("You can take them apart again at any time."))

    def _merge(self) -> None:
        pair = self._pair()
        if pair is not None:
            self.merge_requested.emit(pair[0].id, pair[1].id)
            self.accept()


def _speak(row: Candidate) -> Spoken:
    return Spoken(f"{row.speaker.name}, {row.about}", tooltip(row.speaker.name, row.about))


def _sought(one: Speaker) -> str:
    return " ".join((one.name, one.role, *one.aliases)).casefold()


def _short(name: str) -> str:
    return name if len(name) <= 26 else name[:25].rstrip() + "…"


def _is_like(one: Speaker, other: Speaker) -> bool:
    """Whether names or roles share a word of some length: they may well be one."""
    return any(len(word) > 3 and word in _sought(other) for word in _sought(one).split())


def _standing(one: Speaker) -> tuple[bool, bool]:
    """Whose name should stay: somebody with a name before somebody without."""
    return one.kind is not SpeakerKind.UNNAMED, any(mention.kind is MentionKind.NAME for mention in one.mentions)

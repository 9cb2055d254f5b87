"""The fold below the speakers: who the chosen speaker is, all places where the article names them, and what can be set right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPalette, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.findings import Speaker, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.findings.delegates import kind_name, speaker_name
from desktop_app.ui.findings.rows import SpeakerRow
from desktop_app.ui.findings.signs import SIGN, draw_pencil
from desktop_app.ui.findings.speaker_mentions import (
    MentionDelegate,
    MentionRow,
    MergedIn,
    changes_in_words,
    mention_rows,
    merged_into,
    speak_mention,
)
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.theme import Theme

_BESIDE_NAME = 60  # pixels for the arrow, paddings and margins
_MOST_ROWS = 6
"""Mentions that are seen at once; the others are scrolled to."""


class SpeakerDetails(QFrame):
    """One line with the name, at the very bottom; unfolds upwards. It is as high without a speaker as with any: choosing one
    must not move the rows above. Where `show_reading` was told nothing, only what the row says is shown."""

    passage_requested = Signal(object, str)  # Span, speaker id
    note_requested = Signal(str)  # speaker id
    edit_requested = Signal(str)  # the same
    merge_requested = Signal(str)  # the same
    split_requested = Signal(str)  # the same
    mean_requested = Signal(str, object)  # speaker id, Span of the mention where somebody else is meant
    take_apart_requested = Signal(str)  # id of the correction that merged somebody into this speaker

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self._row: SpeakerRow | None = None
        self._reading: Reading | None = None
        self._merged: tuple[MergedIn, ...] = ()
        self._step = -1
        self._build_fold()
        self._build_facts()
        self._build_mentions()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 4, 4, 4)
        whole.setSpacing(0)
        whole.addWidget(self._body())
        whole.addWidget(self.fold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_speaker(None)

    # What it is made of

    def _build_fold(self) -> None:
        self.fold = QToolButton()
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setArrowType(Qt.ArrowType.UpArrow)
        self.fold.setAutoRaise(True)
        self.fold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.fold.setMinimumWidth(60)
        self.fold.toggled.connect(self._unfold)

    def _build_facts(self) -> None:
        self._role, self._aliases, self._mentions = _label(), _label(), _label()
        self._corrected = _label()
        self._corrected.setProperty("muted", True)
        self._pencil = _Pencil()
        self.edit = self._button(self.tr("Edit…"), self.tr("Edit this speaker"))
        self.merge = self._button(self.tr("Merge…"), self.tr("Merge this speaker with another one"))
        self.split = self._button(self.tr("Split…"), self.tr("Split this speaker into two"))
        self.note = self._button(self.tr("Write a note"), self.tr("Write a note on this speaker"))
        for button, signal in (
            (self.edit, self.edit_requested),
            (self.merge, self.merge_requested),
            (self.split, self.split_requested),
            (self.note, self.note_requested),
        ):
            button.clicked.connect(
                lambda _checked=False, signal=signal: signal.emit(self._row.key) if self._row else None
            )

    def _build_mentions(self) -> None:
        self.back = self._button("‹", self.tr("Previous mention"))
        self.on = self._button("›", self.tr("Next mention"))
        self.back.clicked.connect(lambda: self._go(-1))
        self.on.clicked.connect(lambda: self._go(1))
        self.model = RowsModel[MentionRow](speak_mention, self)
        self.list = RowList()
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Mentions of the speaker"))
        self._delegate = MentionDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.row_opened.connect(self._go_to)
        self.list.row_toggled.connect(self._go_to)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._offer())
        spoken = self.tr("Somebody else is meant at the chosen mention")
        self.other = self._button(self.tr("Somebody else is meant…"), spoken)
        self.other.clicked.connect(self._ask_who)
        self._key = QShortcut(QKeySequence("Shift+R"), self.list)
        self._key.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._key.activated.connect(self._ask_who)

    def _body(self) -> QWidget:
        deeds = QWidget()
        flow = FlowLayout(deeds, 6)
        for button in (self.edit, self.merge, self.split, self.note):
            flow.addWidget(button)
        walk = QHBoxLayout()
        walk.setSpacing(6)
        walk.addWidget(self._mentions, 1)
        walk.addWidget(self.back)
        walk.addWidget(self.on)
        self._merged_column = QVBoxLayout()
        self._merged_column.setSpacing(2)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 4, 8, 4)
        column.setSpacing(5)
        corrected = QHBoxLayout()
        corrected.setSpacing(5)
        corrected.addWidget(self._pencil, 0, Qt.AlignmentFlag.AlignTop)
        corrected.addWidget(self._corrected, 1)
        column.addWidget(self._role)
        column.addWidget(self._aliases)
        column.addLayout(corrected)
        column.addWidget(deeds)
        column.addLayout(self._merged_column)
        column.addLayout(walk)
        column.addWidget(self.list)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._area = _Area()
        self._area.setObjectName("detailsArea")
        self._area.setWidget(body)
        self._area.setAccessibleName(self.tr("About the speaker"))
        self._area.hide()
        return self._area

    # What it shows

    def show_reading(self, reading: Reading | None) -> None:
        """The article whose speakers are shown, as it reads now: for the words of mentions, and what was corrected."""
        self._reading = reading
        self._tell()

    def show_speaker(self, row: SpeakerRow | None) -> None:
        """None: the line says whom it waits for."""
        is_same = self._row is not None and row == self._row
        self._row = row
        if is_same:
            return
        self._step = -1
        self.fold.setEnabled(row is not None or self.fold.isChecked())
        name = " ".join(speaker_name(row.name).split()) if row is not None else self.tr("a speaker")
        self.fold.setAccessibleName(self.tr("About %1").replace("%1", name))
        self._name_fold()
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def set_keys(self, keys: Sequence[QKeySequence]) -> None:
        """What says, on a mention in the list, that somebody else is meant; none switches it off."""
        self._key.setKeys(list(keys))

    def text(self) -> str:
        """All that it says, for people who cannot see it."""
        labels = (self._role, self._aliases, self._corrected, self._mentions)
        return "\n".join(label.text() for label in labels if label.text())

    def _tell(self) -> None:
        row, speaker = self._row, self._speaker()
        about = _described(row) if row is not None else ""
        aliases = row.aliases if row is not None else ()
        for label, words in (
            (self._role, about),
            (self._aliases, self.tr("Also called: %1").replace("%1", " · ".join(aliases)) if aliases else ""),
            (self._corrected, self._corrected_in_words()),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self._pencil.setVisible(bool(self._corrected.text()))
        is_known = row is not None and row.kind is not None
        for button in (self.edit, self.merge, self.split, self.note):
            button.setVisible(is_known)
        can_correct = speaker is not None or self._reading is None
        for button in (self.edit, self.merge, self.split):
            button.setEnabled(can_correct)
        self._list_mentions(speaker)
        word = self._reading.word if self._reading is not None else None
        self._list_merged(merged_into(word, speaker) if speaker is not None else ())
        self._count()

    def _speaker(self) -> Speaker | None:
        """The speaker of the row in the article that is known to be open; None where the two do not belong together."""
        findings = self._reading.findings if self._reading is not None else None
        speaker = findings.speaker(self._row.key) if findings is not None and self._row is not None else None
        is_that = speaker is not None and self._row is not None and speaker.name == self._row.name
        return speaker if is_that else None

    def _corrected_in_words(self) -> str:
        word = self._reading.word if self._reading is not None else None
        fields = word.changed.get(self._row.key, ()) if word is not None and self._row is not None else ()
        changes = changes_in_words(fields)
        return self.tr("Corrected by you: %1").replace("%1", changes) if changes else ""

    def _list_mentions(self, speaker: Speaker | None) -> None:
        text = self._reading.revision.text if self._reading is not None else ""
        self.model.show(mention_rows(text, speaker) if speaker is not None else ())
        lines = min(len(self.model.rows), _MOST_ROWS)
        self.list.setFixedHeight(lines * (self.list.fontMetrics().height() + 8) + 2)
        self.list.setVisible(lines > 0)
        self.other.setVisible(lines > 0)
        self._offer()

    def _list_merged(self, merged: tuple[MergedIn, ...]) -> None:
        if merged == self._merged:
            return
        self._merged = merged
        while (item := self._merged_column.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        for one in merged:
            self._merged_column.addWidget(self._merged_line(one))

    def _merged_line(self, one: MergedIn) -> QWidget:
        line = QWidget()
        words = ElidedLabel(self.tr("Merged in: %1").replace("%1", one.name))
        button = self._button(self.tr("Take apart"), self.tr("Take “%1” apart again").replace("%1", one.name))
        button.clicked.connect(lambda: self.take_apart_requested.emit(one.correction_id))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(button)
        return line

    def _count(self) -> None:
        row = self._row
        total = len(row.passages) if row is not None else 0
        if row is None:
            words = self.tr("Choose a speaker in the list above.")
        elif self._step >= 0:
            words = self.tr("Mention %1 of %2").replace("%1", number(self._step + 1)).replace("%2", number(total))
        elif row.kind is None:
            words = counted(total, self.tr("1 passage without a source"), self.tr("%1 passages without a source"))
        else:
            words = self._count_mentions(total, row.named)
        self._mentions.setText(words)
        self.back.setEnabled(total > 0)
        self.on.setEnabled(total > 0)

    def _count_mentions(self, total: int, named: int) -> str:
        if total == 1:
            return self.tr("Mentioned once, by name") if named else self.tr("Mentioned once, not by name")
        words = self.tr("Mentioned %1 times, %2 of them by name").replace("%1", number(total))
        return words.replace("%2", number(named) if named else self.tr("none"))

    # What is wished

    def _go(self, step: int) -> None:
        if self._row is None or not self._row.passages:
            return
        total = len(self._row.passages)
        self._step = (self._step + step) % total if self._step >= 0 else (0 if step > 0 else total - 1)
        self._count()
        self.list.select_key(str(self._step))
        span: Span = self._row.passages[self._step]
        self.passage_requested.emit(span, self._row.key)

    def _go_to(self, row: MentionRow) -> None:
        if self._row is not None:
            self._step = int(row.key)
            self._count()
            self.passage_requested.emit(row.span, self._row.key)

    def _ask_who(self) -> None:
        row: MentionRow | None = self.list.current_row()
        if row is not None and self._row is not None:
            self.mean_requested.emit(self._row.key, row.span)

    def _offer(self) -> None:
        self.other.setEnabled(self.list.current_row() is not None)

    # How it is laid out

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._reserve_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reserve_height()

    def _name_fold(self) -> None:
        words, room = self.fold.accessibleName(), self.width() - _BESIDE_NAME
        shown = self.fold.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.fold.setText(shown.replace("&", "&&"))

    def _reserve_height(self) -> None:
        """At best room for some lines on the speaker, the buttons and some mentions; what is longer is scrolled."""
        for button in (self.note, self.on):
            button.ensurePolished()
        buttons, line = self.note.sizeHint().height() + self.on.sizeHint().height(), self.fontMetrics().height()
        self._area.reserve(3 * line + buttons + 24, 11 * line + 2 * buttons)

    def _unfold(self, is_open: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.UpArrow)
        self._area.setVisible(is_open)
        self.fold.setEnabled(self._row is not None or is_open)

    def _button(self, text: str, spoken: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        button.setProperty("small", True)
        return button


class _Pencil(QWidget):
    """The sign of what the reader corrected, beside words that say it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(round(SIGN) + 2, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_pencil(painter, QPointF(0, self.height() / 2), self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.end()


class _Area(QScrollArea):
    """As high as it is told, whatever it holds; it gives way down to the least that it is told."""

    def __init__(self) -> None:
        super().__init__()
        self._least, self._best = 0, 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def reserve(self, least: int, best: int) -> None:
        if (least, best) != (self._least, self._best):
            self._least, self._best = least, best
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._best)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._least)


def _described(row: SpeakerRow) -> str:
    """Kind and role, in words: “person · Transport Minister”."""
    kind = QCoreApplication.translate("Findings", "person") if row.kind is SpeakerKind.PERSON else kind_name(row.kind)
    return " · ".join(part for part in (kind, row.role) if part)


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

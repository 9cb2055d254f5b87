"""The box that asks who says something: a line to type in, speakers that fit, and a form for somebody new."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.correcting import new_speaker
from desktop_app.domain.findings import Findings, Speaker, SpeakerKind
from desktop_app.ui.correcting.speaker_choices import Choice, Source, speaker_choices
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import Type, draw_disc, draw_focus, draw_line, mixed
from desktop_app.ui.row_list import RowDelegate, RowList, RowsModel, Spoken, has_state
from desktop_app.ui.theme import Theme

WIDTH, HEIGHT, FORM_HEIGHT = 380, 360, 230
"""Pixels; HEIGHT is the most that rows get."""
_DISC = 20.0
_MARGIN, _GAP = 10, 6
_LONGEST = 200  # characters of the passage in the head


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpeakerBox", text)


class SpeakerBox(QWidget):
    """Remembers nothing: made anew for every question, gone with its answer. Esc, or a click beside it, is no answer."""

    chosen = Signal(object)  # Speaker | None: nobody is named

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Who says this?"))
        self._theme = theme
        self._findings = Findings("", "")
        self._library: tuple[Speaker, ...] = ()
        self._places: Mapping[str, int] | None = None
        self._current: str | None = None
        self.passage = ElidedLabel()
        self.passage.setProperty("muted", True)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Name, initials or role"))
        self.line.setAccessibleName(self.tr("Who says this? Type a name, choose with the arrow keys"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._offer)
        self.line.installEventFilter(self)
        self.model = RowsModel[Choice](_speak, self)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Speakers that fit"))
        self.list.setModel(self.model)
        delegate = _ChoiceDelegate(self.list)
        delegate.theme = theme
        self.list.setItemDelegate(delegate)
        self.list.row_opened.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell_current())
        asking = QWidget()
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        self.form = SpeakerForm()
        self.form.finished.connect(self._answer)
        self.form.left.connect(self._ask_again)
        self._pages = QStackedWidget()
        self._pages.addWidget(asking)
        self._pages.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        whole.setSpacing(_GAP)
        whole.addWidget(self.passage)
        whole.addWidget(self._pages, 1)
        self._place: QRect | None = None  # what it stands beside, in global coordinates
        self.setFixedWidth(WIDTH)
        self._fit()

    def show_speakers(
        self, findings: Findings, library: tuple[Speaker, ...], places: Mapping[str, int] | None = None
    ) -> None:
        """Whom to choose from: the speakers of the article, and those whom the library knows. places: of the colours, as
        `Corrected` has them."""
        self._findings, self._library, self._places = findings, library, places
        self._offer(self.line.text())

    def ask(self, passage: str, current: str | None, *, has_current: bool = True) -> None:
        """passage: the words in question; current: id of who says it so far, None: nobody is named; has_current: whether that
        is known at all."""
        words = " ".join(passage.split())[:_LONGEST]
        has_marks = any(mark in words for mark in '“”"')  # marks around marks would not pair
        self.passage.setText(words if has_marks else f"“{words}”")
        self._current = current if has_current else None
        self._offer(self.line.text())
        if has_current:
            self.list.select_key("-" if current is None else current)

    def open_at(self, at: QPoint | QRect) -> None:
        """Show it below a place, or above where there is no room; in global coordinates."""
        self._place = at if isinstance(at, QRect) else QRect(at, at)
        self.ensurePolished()
        self._fit()
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        """As high as its rows, up to a limit from which they scroll; where it stands above its place it keeps to that."""
        if self._pages.currentWidget() is self.form:
            height = FORM_HEIGHT
        else:
            rows = sum(self.list.sizeHintForRow(place) for place in range(self.model.rowCount()))
            around = (self.passage, self.line)
            height = min(HEIGHT, rows + 2 * _MARGIN + sum(part.sizeHint().height() + _GAP for part in around))
        self.setFixedHeight(height)
        if self._place is None:
            return
        screen = QGuiApplication.screenAt(self._place.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        top = self._place.bottom() + 4
        if top + HEIGHT > room.bottom():  # whatever its height: it does not change sides while it is typed in
            top = max(room.top(), self._place.top() - height - 4)
        self.move(min(max(self._place.left(), room.left()), room.right() - WIDTH), top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move through the list while the line has the focus."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            if event.key() in step:
                self._step(step[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                choice: Choice | None = self.list.current_row()
                if choice is not None:
                    self._choose(choice)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._pages.currentWidget() is self.form:
            self._ask_again()
        else:
            self.close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.raised)
        painter.setPen(QPen(mixed(self._theme.muted, self._theme.line, 0.4), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _offer(self, typed: str) -> None:
        choices = speaker_choices(self._findings, self._library, typed, self._current, self._places)
        self.model.show(choices)
        best = min(range(len(choices)), key=lambda place: choices[place].fit)
        self.list.setCurrentIndex(self.model.index(best))
        self._tell_current()
        self._fit()

    def _step(self, step: int) -> None:
        place = min(max(0, self.list.currentIndex().row() + step), self.model.rowCount() - 1)
        self.list.setCurrentIndex(self.model.index(place))

    def _tell_current(self) -> None:
        """To people who hear the line, not the list."""
        choice: Choice | None = self.list.current_row()
        self.line.setAccessibleDescription(_speak(choice).text if choice is not None else "")

    def _choose(self, choice: Choice) -> None:
        if choice.source in (Source.NEW, Source.UNNAMED):
            kind = SpeakerKind.UNNAMED if choice.source is Source.UNNAMED else SpeakerKind.PERSON
            self.form.begin(choice.words, kind)
            self._pages.setCurrentWidget(self.form)
            self._fit()
            self.form.focus_first()
        else:
            self._answer(choice.speaker)

    def _ask_again(self) -> None:
        self._pages.setCurrentIndex(0)
        self._fit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, speaker: Speaker | None) -> None:
        self.close()
        self.chosen.emit(speaker)


class SpeakerForm(QWidget):
    """Name, kind and role of somebody whom neither article nor library knows."""

    finished = Signal(object)  # Speaker
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the new speaker"))
        self.name.textChanged.connect(self._check)
        self.role = QLineEdit()
        self.role.setPlaceholderText(self.tr("Role, as “mayor of Verrin” (may stay empty)"))
        self.role.setAccessibleName(self.tr("Role of the new speaker, may stay empty"))
        chips = QWidget()
        row = FlowLayout(chips)
        self._group = QButtonGroup(self)
        self.kinds: dict[SpeakerKind, QPushButton] = {}
        for kind, words in self._kind_names().items():
            chip = self.kinds[kind] = QPushButton(words)
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setAccessibleName(self.tr("Kind of speaker: %1").replace("%1", words))
            self._group.addButton(chip)
            row.addWidget(chip)
        self.back = QPushButton(self.tr("Back"))
        self.back.setAccessibleName(self.tr("Back to the list of speakers"))
        self.back.clicked.connect(self.left)
        self.done = QPushButton(self.tr("Use this speaker"))
        self.done.setAccessibleName(self.tr("Use this speaker"))
        self.done.setProperty("main", True)
        self.done.clicked.connect(self._finish)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.name)
        column.addWidget(chips)
        column.addWidget(self.role)
        column.addStretch(1)
        column.addLayout(foot)

    def begin(self, name: str, kind: SpeakerKind) -> None:
        self.name.setText(name)
        self.name.setPlaceholderText(
            self.tr("Called, as “a senior official”") if kind is SpeakerKind.UNNAMED else self.tr("Name")
        )
        self.role.clear()
        self.kinds[kind].setChecked(True)
        self._check()

    def focus_first(self) -> None:
        """What is asked next: the name where there is none, else the kind."""
        kind = next(chip for chip in self.kinds.values() if chip.isChecked())
        first = kind if self.name.text().strip() else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along the kinds; Enter answers wherever the focus is, but on “Back”."""
        focused = self.focusWidget()
        chips = list(self.kinds.values())
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and isinstance(focused, QPushButton) and focused in chips:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            chip = chips[(chips.index(focused) + step) % len(chips)]
            chip.setChecked(True)
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused is self.back:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        else:
            super().keyPressEvent(event)

    def _check(self) -> None:
        self.done.setEnabled(bool(self.name.text().strip()))

    def _finish(self) -> None:
        kind = next(kind for kind, chip in self.kinds.items() if chip.isChecked())
        if self.name.text().strip():
            self.finished.emit(new_speaker(self.name.text(), kind, self.role.text()))

    def _kind_names(self) -> dict[SpeakerKind, str]:
        return {
            SpeakerKind.PERSON: self.tr("Person"),
            SpeakerKind.ORGANISATION: self.tr("Organisation"),
            SpeakerKind.GROUP: self.tr("Group"),
            SpeakerKind.UNNAMED: self.tr("Unnamed source"),
        }


def _words_of(choice: Choice) -> str:
    match choice.source:
        case Source.NEW:
            return _tr("New speaker “%1”").replace("%1", choice.words)
        case Source.UNNAMED:
            return _tr("An unnamed source …")
        case Source.NOBODY:
            return _tr("Nobody is named")
    return choice.words


def _about(choice: Choice) -> str:
    return _tr("unattributed") if choice.source is Source.NOBODY else choice.role


def _beside(choice: Choice) -> str:
    """At the right: how much they say here, or that the library knows them."""
    if choice.source is Source.LIBRARY:
        return _tr("library")
    if choice.source is Source.ARTICLE:
        return counted(choice.said, _tr("1 statement"), _tr("%1 statements")) if choice.said else _tr("mentioned")
    return ""


def _speak(choice: Choice) -> Spoken:
    current = _tr("so far") if choice.is_current else ""
    return Spoken(", ".join(part for part in (_words_of(choice), _about(choice), _beside(choice), current) if part))


class _ChoiceDelegate(RowDelegate[Choice]):
    """A dot in the speaker's colour, name and role in one line, what speaks for it at the right."""

    def height(self, row: Choice, width: float, face: Type) -> float:  # noqa: ARG002  one height for all
        return max(_DISC, face.plain.line_height) + 10

    def draw(self, painter: QPainter, row: Choice, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        self.draw_ground(painter, option, theme.raised)
        if row.starts_group:
            painter.setPen(QPen(theme.line, 1))
            painter.drawLine(QPointF(area.left(), area.top() + 0.5), QPointF(area.right(), area.top() + 0.5))
        area.setWidth(self._view.row_width())
        disc = QRectF(area.left() + 6, area.center().y() - _DISC / 2, _DISC, _DISC)
        is_hollow = row.source in (Source.UNNAMED, Source.NOBODY) or (
            row.speaker is not None and row.speaker.kind is SpeakerKind.UNNAMED
        )
        draw_disc(painter, disc, _initial(row), theme.speaker(row.place), theme.raised, face.small, hollow=is_hollow)
        left, right = disc.right() + 9, area.right() - 6
        top = area.center().y() - face.plain.line_height / 2
        beside = _beside(row)
        if beside:
            width = face.small.width(beside) + 2
            lower = face.plain.metrics.ascent() - face.small.metrics.ascent()
            draw_line(
                painter, face.small, QRectF(right - width, top + lower, width, 40), beside, theme.muted, right=True
            )
            right -= width + 8
        heavy = face.strong if row.is_current else face.plain
        name, about = _words_of(row), _about(row)
        room = min(heavy.width(name), right - left)
        draw_line(painter, heavy, QRectF(left, top, room + 1, 40), name, theme.text)
        if about and right - left - room > 24:
            draw_line(
                painter, face.plain, QRectF(left + room + 8, top, right - left - room - 8, 40), about, theme.muted
            )
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, QRectF(option.rect), theme.accent)


def _initial(choice: Choice) -> str:
    signs = {Source.NEW: "+", Source.UNNAMED: "?", Source.NOBODY: "–"}
    if choice.source in signs:
        return signs[choice.source]
    return next((letter for letter in choice.words if letter.isalnum()), "?").upper()

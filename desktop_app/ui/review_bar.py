"""The bar of a review: which statement it is, what is said and why, what can be answered, how far the reader is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.numbers import number
from desktop_app.ui.painting import mixed
from desktop_app.ui.review_said import Said, SpeakerLine
from desktop_app.ui.theme import LIGHT, Theme

_WIDE = 600
"""Pixels from which the head is one line, and what speaks for a finding too."""
_PROGRESS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One statement as the bar shows it. number of count, of which `done` have an answer; speaker: “” for nobody; hue: the place
    of the speaker's colour; sure: how sure that is, in words, or what the reader said of it."""

    number: int
    count: int
    done: int
    speaker: str
    hue: int
    words: str
    grounds: str
    sure: str
    has_before: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """What was done, in words; left: statements that were passed over; sure: those that the review leaves out so far."""

    words: str
    left: int
    sure: int
    share: float


class ReviewBar(QFrame):
    """Shows and asks; decides nothing. `buttons` are those of a turn by what they do, `end_buttons` those of the end."""

    asked = Signal(str)  # “confirm”, “reassign”, “reject”, “not_speech”, “why”, “back”, “next”, “left”, “sure”, “leave”
    announced = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewBar")
        self.setAccessibleName(self.tr("Review"))
        self._theme = LIGHT
        self._share = 0.0
        self._hue = -1
        self._is_wide = False
        self._texts: dict[str, str] = {}
        self.head = QLabel()
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setProperty("muted", True)
        self.speaker = SpeakerLine()
        self.sure = QLabel()
        self.sure.setTextFormat(Qt.TextFormat.PlainText)
        self.sure.setProperty("muted", True)
        self.said = Said()
        self.buttons = self._turn_buttons()
        self.ending = QLabel()
        self.ending.setTextFormat(Qt.TextFormat.PlainText)
        self.ending.setWordWrap(True)
        self.end_buttons = self._end_buttons()
        self._turn, self._end = self._build_turn(), self._build_end()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 10)
        column.setSpacing(0)
        column.addWidget(self._turn)
        column.addWidget(self._end)
        self.setTabOrder(self.buttons["next"], self.buttons["why"])
        self.setTabOrder(self.buttons["why"], self.buttons["leave"])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # Fixed allows no further lines
        self._end.hide()
        self.hide()

    # Building --------------------------------------------------------------------------------------------------------

    def _turn_buttons(self) -> dict[str, QPushButton]:
        return {
            "confirm": self._button("confirm", self.tr("Confirm"), self.tr("This is right"), is_main=True),
            "reassign": self._button("reassign", self.tr("Speaker…"), self.tr("Somebody else says this")),
            "reject": self._button("reject", self.tr("Not right"), self.tr("Reject this statement")),
            "not_speech": self._button(
                "not_speech", self.tr("Not speech"), self.tr("A title, nickname or scare quote")
            ),
            "why": self._button("why", self.tr("Why"), self.tr("All that speaks for this statement")),
            "back": self._button("back", self.tr("Back"), self.tr("To the one before that has no answer")),
            "next": self._button("next", self.tr("Next"), self.tr("Pass this one over for now")),
            "leave": self._button("leave", self.tr("Leave"), self.tr("Leave the review; it can be taken up again")),
        }

    def _end_buttons(self) -> dict[str, QPushButton]:
        return {
            "left": self._button(
                "left", self.tr("Go on"), self.tr("Go through the statements that were passed over"), is_main=True
            ),
            "sure": self._button("sure", self.tr("The sure ones"), self.tr("Go on with what the program is sure of")),
            "leave": self._button("leave", self.tr("Leave"), self.tr("Leave the review")),
        }

    def _button(self, wish: str, words: str, hint: str, *, is_main: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("main", is_main)
        button.setProperty("small", True)
        button.setToolTip(hint)
        button.setAccessibleDescription(hint)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.asked.emit(wish))
        self._texts.setdefault(wish, words)
        return button

    def _build_turn(self) -> QWidget:
        box = QWidget()
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        self._first.addWidget(self.head)
        self._first.addStretch(1)
        self._first.addWidget(self.buttons["why"])
        self._first.addWidget(self.buttons["leave"])
        self._second = QHBoxLayout()
        self._second.setSpacing(12)
        answers = QWidget()
        row = FlowLayout(answers)
        for name in ("confirm", "reassign", "reject", "not_speech", "back", "next"):
            row.addWidget(self.buttons[name])
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._first, self._second):
            column.addLayout(part)
        for widget, above in ((self.said, 4), (answers, 6)):
            column.addSpacing(above)
            column.addWidget(widget)
        self._set_wide(False)
        return box

    def _build_end(self) -> QWidget:
        box = QWidget()
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in self.end_buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.ending)
        column.addWidget(buttons)
        return box

    def _set_wide(self, is_wide: bool) -> None:
        """One line for the head where it fits, two where it does not."""
        self._is_wide = is_wide
        row: QBoxLayout = self._first if is_wide else self._second
        place = 1 if is_wide else 0
        for widget in (self.speaker, self.sure):
            self._first.removeWidget(widget)
            self._second.removeWidget(widget)
        row.insertWidget(place, self.speaker, 1)
        row.insertWidget(place + 1, self.sure)
        self._first.setStretch(self._first.count() - 3, 0 if is_wide else 1)
        self.said.set_below(1 if is_wide else 2)

    # What is shown ---------------------------------------------------------------------------------------------------

    def show_turn(self, turn: Turn) -> None:
        head = self.tr("Review · %1 of %2").replace("%1", number(turn.number)).replace("%2", number(turn.count))
        self.head.setText(head)
        said = self.tr("%1 said").replace("%1", turn.speaker) if turn.speaker else self.tr("Said by nobody named")
        self.speaker.show_name(said, self._theme.speaker(turn.hue))
        self._hue = turn.hue
        self.said.show_texts(turn.words, turn.grounds)
        self.sure.setText(turn.sure)
        self.buttons["back"].setEnabled(turn.has_before)
        done = self.tr("%1 of %2 have an answer.").replace("%1", number(turn.done)).replace("%2", number(turn.count))
        self.setAccessibleDescription(f"{head}. {said}: {turn.words} {turn.sure}. {turn.grounds} {done}")
        self._share = turn.done / max(1, turn.count)
        self._swap(self._turn, self._end, self.buttons["next"])

    def show_ending(self, ending: Ending) -> None:
        self.ending.setText(ending.words)
        self.setAccessibleDescription(ending.words)
        left, sure = self.end_buttons["left"], self.end_buttons["sure"]
        left.setText(self.tr("Go through the %1 left").replace("%1", number(ending.left)))
        sure.setText(self.tr("Review the sure ones, too (%1)").replace("%1", number(ending.sure)))
        left.setVisible(ending.left > 0)
        sure.setVisible(ending.sure > 0)
        self._share = ending.share
        first = left if ending.left else sure if ending.sure else self.end_buttons["leave"]
        self._swap(self._end, self._turn, first)

    def announce(self, words: str) -> None:
        """Have a screen reader say it."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.announced.emit(words)

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """The keys of the buttons by what these do, as the reader writes them; “” for none."""
        for name, button in (*self.buttons.items(), ("leave", self.end_buttons["leave"])):
            words = self._texts[name]
            button.setText(f"{words} ({keys[name]})" if keys.get(name) else words)

    def take_focus(self) -> None:
        """To the button that does no harm."""
        button = self.buttons["next"] if self._end.isHidden() else self.end_buttons["leave"]
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _swap(self, shown: QWidget, hidden: QWidget, first: QWidget) -> None:
        had_focus = hidden.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        shown.show()
        if had_focus and self.isAncestorOf(self.window().focusWidget()):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        hidden.hide()
        self.update()

    # Looks -----------------------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.speaker.show_name(self.speaker.text(), theme.speaker(self._hue))
        self.said.set_theme(theme)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """What shares the line with the head gives way: it goes to a line of its own."""
        hint = super().minimumSizeHint()
        return hint - QSize(self.sure.minimumSizeHint().width(), 0) if self._is_wide else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE
        if is_wide != (event.oldSize().width() >= _WIDE):
            self._set_wide(is_wide)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, width = self._theme, self.width()
        painter = QPainter(self)
        painter.fillRect(self.rect(), mixed(theme.chosen, theme.panel, 0.4))
        painter.fillRect(0, self.height() - 1, width, 1, theme.line)
        painter.fillRect(0, 0, width, _PROGRESS, theme.line)
        painter.fillRect(QRectF(0, 0, width * self._share, _PROGRESS), theme.accent)
        painter.end()

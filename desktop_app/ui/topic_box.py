"""A small box in which a topic is chosen for a passage: one of the article, one of the reader's own, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.own_topics import HUES
from desktop_app.ui.painting import Type, draw_line
from desktop_app.ui.row_list import RowDelegate, RowList, RowsModel, Spoken, has_state
from desktop_app.ui.theme import LIGHT, Theme

LABEL = 60
"""Characters that a topic's name has at most."""
WIDTH = 340
"""Pixels of the box."""
_ROWS = 8
_PAD = 12


def hue_name(hue: str) -> str:
    """One of HUES as the reader calls it."""
    names = {
        "violet": QCoreApplication.translate("Topics", "Violet"),
        "green": QCoreApplication.translate("Topics", "Green"),
        "orange": QCoreApplication.translate("Topics", "Orange"),
        "blue": QCoreApplication.translate("Topics", "Blue"),
        "ochre": QCoreApplication.translate("Topics", "Ochre"),
        "rose": QCoreApplication.translate("Topics", "Rose"),
        "teal": QCoreApplication.translate("Topics", "Teal"),
        "grey": QCoreApplication.translate("Topics", "Grey"),
    }
    return names[hue]


class Source(Enum):
    """Where a choice comes from."""

    ARTICLE = "article"
    OWN = "own"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Choice:
    """key: the topic's id, “” for a new one. hue: place in the theme's topics. facts: what else is known of it, in words.
    has_passage: the passage belongs to it already, so that choosing it takes the passage away."""

    source: Source
    key: str
    label: str
    hue: int = 0
    facts: str = ""
    has_passage: bool = False

    @property
    def words(self) -> str:
        return self.label


class ChoiceDelegate(RowDelegate[Choice]):
    """A bar in the topic's colour (a plus for a new one, a tick where the passage is in it), the name, and muted what is known."""

    def height(self, row: Choice, width: float, face: Type) -> float:  # noqa: ARG002  one height for all
        return face.plain.line_height + 12

    def draw(self, painter: QPainter, row: Choice, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.accent)
        sign = QRectF(area.left() + _PAD, area.top(), 12, area.height())
        _draw_sign(painter, sign, row, theme)
        line = QRectF(sign.right() + 8, area.top() + 6, area.right() - sign.right() - 8 - _PAD, area.height())
        room = min(face.small.width(row.facts), line.width() * 0.5)
        name = line.adjusted(0, 0, -room - 10, 0)
        draw_line(painter, face.strong if row.has_passage else face.plain, name, row.label, theme.text)
        offset = face.plain.metrics.ascent() - face.small.metrics.ascent()
        facts = QRectF(line.right() - room, line.top() + offset, room + 1, line.height())
        draw_line(painter, face.small, facts, row.facts, theme.muted, right=True)


def _draw_sign(painter: QPainter, box: QRectF, row: Choice, theme: Theme) -> None:
    middle = box.center()
    if row.source is Source.NEW:
        painter.setPen(QPen(theme.muted, 1.6, c=Qt.PenCapStyle.RoundCap))
        x, y = middle.x(), middle.y()
        painter.drawLine(QPointF(x - 4, y), QPointF(x + 4, y))
        painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
    elif row.has_passage:
        draw_tick(painter, middle, theme.topic(row.hue))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.topic(row.hue))
        painter.drawRoundedRect(QRectF(middle.x() - 2, box.top() + 6, 4, box.height() - 12), 2, 2)


def draw_tick(painter: QPainter, middle: QPointF, colour: QColor) -> None:
    """The sign of what is chosen, about ten pixels wide."""
    painter.setPen(QPen(colour, 2.2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = middle.x(), middle.y()
    painter.drawPolyline([QPointF(x - 5, y), QPointF(x - 1.5, y + 4), QPointF(x + 5, y - 4)])


class TopicBox(QFrame):
    """Type to find or to name, arrows to go through the list, Enter to take, Escape to leave. `chosen` comes after it closed."""

    chosen = Signal(object)  # Choice

    def __init__(self, parent: QWidget | None = None, *, theme: Theme = LIGHT) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Topic of the passage"))
        self._choices: tuple[Choice, ...] = ()
        self.edit = QLineEdit()
        self.edit.setMaxLength(LABEL)
        self.edit.setClearButtonEnabled(False)
        self.edit.setPlaceholderText(self.tr("Find a topic, or name a new one"))
        self.edit.setAccessibleName(self.tr("Name of the topic"))
        self.edit.textEdited.connect(self._filter)
        self.edit.returnPressed.connect(self._take_current)
        self.edit.installEventFilter(self)
        self.model = RowsModel[Choice](_speak, self)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Topics to choose from"))
        self.list.setModel(self.model)
        self._delegate = ChoiceDelegate(self.list, theme)
        self.list.setItemDelegate(self._delegate)
        self.list.row_opened.connect(self._take)
        self.list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.edit)
        column.addWidget(self.list)
        self.setFixedWidth(WIDTH)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these to choose from; what was typed stays, and the current one where it is still there."""
        self._choices = tuple(choices)
        self._filter(self.edit.text())

    def open_beside(self, place: QRect) -> None:
        """Show the box below a passage (global pixels), above it where there is no room."""
        self.edit.clear()
        self.list.setCurrentIndex(self.model.index(-1))
        self._filter("")
        area = self.screen().availableGeometry()
        size = self.sizeHint().expandedTo(QSize(WIDTH, 0))
        below = place.bottom() + 6
        top = below if below + size.height() <= area.bottom() else max(area.top(), place.top() - 6 - size.height())
        left = min(max(place.left(), area.left()), area.right() - size.width())
        self.move(left, top)
        self.show()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.edit and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                QApplication.sendEvent(self.list, event)
                return True
            if watched is self.list and self._belongs_to_edit(event):
                self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                if event.key() != Qt.Key.Key_Up:
                    QApplication.sendEvent(self.edit, event)
                return True
        return super().eventFilter(watched, event)

    def _belongs_to_edit(self, event: QKeyEvent) -> bool:
        """Letters, and the way up from the first row."""
        if event.key() == Qt.Key.Key_Up:
            return self.list.currentIndex().row() <= 0
        is_erasing = event.key() == Qt.Key.Key_Backspace
        return is_erasing or (bool(event.text()) and event.text().isprintable() and not event.text().isspace())

    def _filter(self, typed: str) -> None:
        typed = " ".join(typed.split())
        sought = typed.casefold()
        fitting = [one for one in self._choices if all(word in one.label.casefold() for word in sought.split())]
        fitting.sort(key=lambda one: not one.label.casefold().startswith(sought))
        if typed and all(one.label.casefold() != sought for one in self._choices):
            fitting.append(Choice(Source.NEW, "", typed, facts=self.tr("new topic")))
        current: Choice | None = self.list.current_row()
        self.model.show([replace(one, key=one.key or "new") for one in fitting])
        keys = [row.key for row in self.model.rows]
        is_kept = not typed and current is not None and current.key in keys
        place = keys.index(current.key) if is_kept and current is not None else 0
        self.list.setCurrentIndex(self.model.index(place))
        rows = min(max(len(keys), 1), _ROWS)
        self.list.setFixedHeight(rows * max(1, self.list.sizeHintForRow(0)) + 2 if keys else 0)
        self.list.setVisible(bool(keys))
        self.adjustSize()

    def _take_current(self) -> None:
        row: Choice | None = self.list.current_row()
        if row is not None:
            self._take(row)

    def _take(self, row: Choice) -> None:
        self.close()
        self.chosen.emit(replace(row, key="") if row.source is Source.NEW else row)


def _speak(row: Choice) -> Spoken:
    held = QCoreApplication.translate("Topics", "has this passage; choose it to take the passage away")
    return Spoken(", ".join(part for part in (row.label, row.facts, held if row.has_passage else "") if part))


class _Swatch(QAbstractButton):
    """One hue, with a tick where it is the chosen one."""

    def __init__(self, hue: str, theme: Theme) -> None:
        super().__init__()
        self.hue = hue
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(hue_name(hue))
        self.setToolTip(hue_name(hue))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(32, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, QRectF(self.rect()).adjusted(5, 5, -5, -5)
        colour = theme.topic(HUES.index(self.hue))
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 5, 5)
        if self.isChecked():
            draw_tick(painter, box.center(), theme.raised)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3.5, -3.5, 3.5, 3.5), 7, 7)


class HueRow(QWidget):
    """The hues that a topic can have, side by side: arrows go through them, Space takes one. None may be chosen."""

    def __init__(self, chosen: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(QCoreApplication.translate("Topics", "Colour of the topic"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        self.swatches = {hue: _Swatch(hue, theme) for hue in HUES}
        for hue, swatch in self.swatches.items():
            swatch.setChecked(hue == chosen)
            self._group.addButton(swatch)
            row.addWidget(swatch)
        row.addStretch(1)

    @property
    def hue(self) -> str:
        return next((hue for hue, swatch in self.swatches.items() if swatch.isChecked()), "")

"""The list of colours: number, sample and name of each, with the name written in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from desktop_app.domain.annotations import HighlightColour
from desktop_app.ui.highlighters import draw_pattern
from desktop_app.ui.painting import Type, draw_focus, draw_line, tooltip, type_for
from desktop_app.ui.row_list import Index, RowDelegate, RowsModel, Spoken, has_state
from desktop_app.ui.theme import Theme, interface_font, reading_font

KEYS = 9
"""The colours that have a key of their own."""
_LEFT = 10
_NUMBER = 20
_SWATCH = QSize(38, 20)
_NAME = _LEFT + _NUMBER + _SWATCH.width() + 12


def _tr(text: str) -> str:
    return QCoreApplication.translate("ColourRows", text)


@dataclass(frozen=True, slots=True)
class ColourRow:
    """number: 1..9, 0 for a colour without a key. is_sound: seen well and told from the others."""

    key: str
    words: str
    number: int
    hue: str
    is_archived: bool
    is_sound: bool


def row_of(colour: HighlightColour, offered: Sequence[HighlightColour], is_sound: bool) -> ColourRow:
    ids = [each.id for each in offered]
    place = ids.index(colour.id) + 1 if colour.id in ids else 0
    return ColourRow(colour.id, colour.name, place if place <= KEYS else 0, colour.hue, colour.is_archived, is_sound)


def _speak(row: ColourRow) -> Spoken:
    parts = [row.words]
    if row.number:
        parts.append(_tr("key %1").replace("%1", str(row.number)))
    if row.is_archived:
        parts.append(_tr("archived"))
    if not row.is_sound:
        parts.append(_tr("hard to see or to tell from others"))
    return Spoken(", ".join(parts), tooltip(", ".join(parts)))


class ColoursModel(RowsModel[ColourRow]):
    """The colours; a name that is written in its place is told, and changes when the colour does."""

    renamed = Signal(str, str)  # id, name

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_speak, parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        return row.words if row is not None and role == Qt.ItemDataRole.EditRole else super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.renamed.emit(row.key, " ".join(str(value).split()))
        return True


class ColourDelegate(RowDelegate[ColourRow]):
    def height(self, row: ColourRow, width: float, face: Type) -> float:  # noqa: ARG002  one height for all
        return max(face.plain.line_height, _SWATCH.height()) + 12

    def draw(self, painter: QPainter, row: ColourRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
        top = area.center().y() - face.plain.line_height / 2
        line = QRectF(area.left() + _LEFT, top, _NUMBER, face.plain.line_height)
        if row.number:
            draw_line(painter, face.plain, line, str(row.number), theme.muted)
        swatch = QRectF(line.right(), area.center().y() - _SWATCH.height() / 2, _SWATCH.width(), _SWATCH.height())
        paint_swatch(painter, swatch, row.hue, theme)
        state = _tr("archived") if row.is_archived else "" if row.is_sound else "!"
        room = face.plain.width(state) + 12
        name = QRectF(area.left() + _NAME, top, area.right() - 8 - room - area.left() - _NAME, line.height())
        draw_line(painter, face.plain, name, row.words, theme.muted if row.is_archived else theme.text)
        colour = theme.muted if row.is_archived else theme.warning
        setting = face.italic if row.is_archived else face.strong
        draw_line(painter, setting, QRectF(name.right(), top, room, line.height()), state, colour, right=True)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        editor = QLineEdit(parent)
        editor.setAccessibleName(_tr("Name of the colour"))
        editor.setMaxLength(80)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        area: QRect = option.rect
        editor.setGeometry(area.adjusted(_NAME - 8, 2, -4, -2))


def paint_swatch(painter: QPainter, area: QRectF, hue: str, theme: Theme) -> None:
    """A highlight in small: its fill on the page, its edge, its pattern."""
    marker = theme.highlighter(hue)
    painter.save()
    painter.fillRect(area, theme.page)
    painter.fillRect(area, marker.fill)
    painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), marker.edge)
    y = area.bottom() - 3.5
    draw_pattern(painter, QPointF(area.left() + 3, y), QPointF(area.right(), y), marker.edge, marker.pattern)
    painter.restore()


class Sample(QWidget):
    """Words in a colour on the page of a theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._hue = theme, ""
        self.setFixedHeight(58)
        self.setMinimumWidth(120)
        self.setAccessibleName(
            self.tr("How it looks on a dark page") if theme.is_dark else self.tr("How it looks on a light page")
        )

    def show_hue(self, hue: str) -> None:
        """A hue as `HighlightColour` has it; “” for nothing."""
        self._hue = hue
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self._theme, QRectF(self.rect())
        painter.setBrush(theme.page)
        painter.setPen(theme.line)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._hue:
            face = type_for(reading_font(interface_font(10).pointSizeF() + 3)).plain
            said = self.tr("a passage")
            box = QRectF(0, 0, min(face.width(said) + 10, area.width() - 16), face.line_height + 4)
            box.moveCenter(area.center())
            paint_swatch(painter, box, self._hue, theme)
            draw_line(painter, face, box.adjusted(6, 1, 0, 0), said, theme.text)
        painter.end()

"""The rows of the page of keys: commands by menu, each with its keys as caps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.ui.actions import COMMANDS, is_letter, plain
from desktop_app.ui.painting import Type, draw_focus, draw_line, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state
from desktop_app.ui.shortcut_table import ShortcutTable
from desktop_app.ui.style import shades

_PAD = 8


@dataclass(frozen=True, slots=True)
class KeyRow:
    """`key`: the command's id, which tells rows apart. `heading`: the menu, above the first row of its commands. `note`: what is
    unusual about the keys. `is_off`: its letters are switched off."""

    key: str
    text: str
    keys: tuple[str, ...]
    menu: str
    heading: str = ""
    note: str = ""
    is_changed: bool = False
    is_off: bool = False

    @property
    def words(self) -> str:
        return f"{self.text}\t{', '.join(self.keys)}"


def rows_of(table: ShortcutTable, sought: str, *, has_letters: bool) -> Iterator[KeyRow]:
    """The commands in which every sought word occurs: in the name, the keys or the menu."""
    parts, last = sought.casefold().split(), ""
    for command in COMMANDS:
        text, menu = plain(command.text), plain(command.menu)
        keys = tuple(shown_key(key) for key in table.keys(command.id))
        searched = f"{text} {menu} {' '.join(keys)} {' '.join(table.keys(command.id))}".casefold()
        if all(part in searched for part in parts):
            yield KeyRow(
                command.id,
                text,
                keys,
                menu,
                menu if menu != last else "",
                _note(table, command.id),
                table.is_changed(command.id),
                not has_letters and any(is_letter(key) for key in table.keys(command.id)),
            )
            last = menu


def shown_key(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def name_of(command_id: str) -> str:
    return next(plain(command.text) for command in COMMANDS if command.id == command_id)


def speak(row: KeyRow) -> Spoken:
    keys = ", ".join(row.keys) or _tr("no key")
    said = [f"{row.menu}: {row.text}", keys, row.note, _tr("switched off") if row.is_off else ""]
    return Spoken(". ".join(part for part in said if part), tooltip(row.note))


def _note(table: ShortcutTable, command_id: str) -> str:
    if table.is_changed(command_id):
        return _tr("changed") if table.keys(command_id) else _tr("no key")
    lost = [
        _tr("%1 is with “%2”").replace("%1", shown_key(key)).replace("%2", name_of(other))
        for key, other in table.lost(command_id)
    ]
    return "; ".join(lost)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Keys", words)


class KeyDelegate(RowDelegate[KeyRow]):
    def height(self, row: KeyRow, width: float, face: Type) -> float:  # noqa: ARG002
        return face.plain.line_height + 12 + (_head_height(face) if row.heading else 0)

    def draw(self, painter: QPainter, row: KeyRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme = self.theme
        area = QRectF(option.rect)
        if row.heading:
            head = QRectF(
                area.left() + _PAD, area.top() + _head_height(face) - face.strong.line_height - 3, area.width(), 40
            )
            draw_line(painter, face.strong, head, row.heading, theme.muted)
            area.setTop(area.top() + _head_height(face))
        self.draw_ground(painter, option, theme.window)
        left = self._draw_caps(painter, row, area, face)
        note = face.small.elided(row.note, area.width() * 0.42)
        if note:
            left -= face.small.width(note) + 6
            spot = QRectF(left, area.center().y() - face.small.line_height / 2, area.width(), 40)
            draw_line(painter, face.small, spot, note, theme.muted)
        top = area.center().y() - face.plain.line_height / 2
        setting = face.strong if row.is_changed else face.plain
        draw_line(painter, setting, QRectF(area.left() + _PAD, top, left - area.left() - 20, 40), row.text, theme.text)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

    def _draw_caps(self, painter: QPainter, row: KeyRow, area: QRectF, face: Type) -> float:
        """The keys from the right; gives back where they begin."""
        right = area.right() - _PAD
        height = face.small.line_height + 4
        for key in reversed(row.keys):
            width = max(face.small.width(key) + 12, height)
            cap = QRectF(right - width, area.center().y() - height / 2, width, height)
            painter.setPen(QPen(shades(self.theme)["control"], 1, _style(is_off=row.is_off)))
            painter.setBrush(self.theme.raised)
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(self.theme.muted if row.is_off else self.theme.text)
            painter.setFont(face.small.font)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            right -= width + 5
        return right


def _style(*, is_off: bool) -> Qt.PenStyle:
    return Qt.PenStyle.DotLine if is_off else Qt.PenStyle.SolidLine


def _head_height(face: Type) -> float:
    return face.strong.line_height + 14

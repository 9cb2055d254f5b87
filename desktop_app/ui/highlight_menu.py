"""What the menu of a highlight on the page offers: its colour, note, tags, its link, and to make one of several."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from desktop_app.domain.annotations import Highlight, NoteTarget
from desktop_app.domain.links import Link
from desktop_app.domain.reading import Reading
from desktop_app.ui.desk import Desk
from desktop_app.ui.numbers import counted
from desktop_app.ui.page.marks import MarkRef
from desktop_app.ui.theme import Theme, shown_in

_KEYS = 9
_SIDE = 14  # pixels


class HighlightMenu(QObject):
    """Changes highlights by itself; what needs the panel of notes it asks for. key_of: the key of a command as menus show it, by
    the command's id; whoever makes this sets it."""

    note_requested = Signal(object)  # MarkRef
    tags_requested = Signal(object)  # MarkRef

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.key_of: Callable[[str], str] = lambda _command_id: ""

    def contribute(self, menu: QMenu, ref: MarkRef) -> None:
        """Add what can be done with the highlight that `ref` stands for; nothing for other marks."""
        reading = self._desk.reading
        marks = reading.highlights if reading is not None and ref.kind == "highlight" else ()
        mark = next((one for one in marks if one.id == ref.id), None)
        if reading is None or mark is None:
            return
        self._add_colours(menu, reading, mark)
        menu.addSeparator()
        is_noted = any(one.target is NoteTarget.HIGHLIGHT and one.target_id == mark.id for one in reading.notes)
        note = self.tr("Edit the note") if is_noted else self.tr("Write a note")
        self._add(menu, note, partial(self.note_requested.emit, ref), "note")
        self._add(menu, self.tr("Tags…"), partial(self.tags_requested.emit, ref), "tag")
        others = self._desk.annotations.touching(mark)
        if others:
            words = counted(
                len(others),
                self.tr("Merge with the overlapping one"),
                self.tr("Merge with the %1 overlapping ones"),
            )
            self._add(menu, words, partial(self._desk.annotations.merge, [mark.id, *(one.id for one in others)]))
        menu.addSeparator()
        self._add(menu, self.tr("Copy link"), partial(self._copy_link, mark), "copy_link")
        self._add(
            menu,
            self.tr("Remove highlight"),
            partial(self._desk.annotations.remove_highlights, [mark.id]),
            "remove_mark",
        )

    def _add_colours(self, menu: QMenu, reading: Reading, mark: Highlight) -> None:
        """One entry each; while the menu is open, its number chooses it."""
        theme = shown_in(menu.palette())
        for number, colour in enumerate(reading.offered, start=1):
            name = colour.name.replace("&", "&&")
            words = f"&{number}  {name}" if number <= _KEYS else name
            entry = self._add(menu, words, partial(self._desk.annotations.recolour, [mark.id], colour.id))
            entry.setIcon(_swatch(theme, colour.hue))
            entry.setCheckable(True)
            entry.setChecked(colour.id == mark.colour_id)

    def _add(self, menu: QMenu, words: str, act: Callable[[], object], command_id: str = "") -> QAction:
        key = self.key_of(command_id) if command_id else ""
        entry = menu.addAction(f"{words}\t{key}" if key else words)
        entry.triggered.connect(lambda _checked=False: act())
        return entry

    def _copy_link(self, mark: Highlight) -> None:
        address = str(Link(mark.article_id, "highlight", mark.id))
        QGuiApplication.clipboard().setText(address)
        self._desk.said.emit(self.tr("The link was copied: {0}").format(address))


def _swatch(theme: Theme, hue: str) -> QIcon:
    """The fill of a highlight with its edge, as on the page."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(round(_SIDE * ratio), round(_SIDE * ratio))
    picture.setDevicePixelRatio(ratio)
    pair = theme.highlighter(hue)
    picture.fill(pair.fill)
    painter = QPainter(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(0, 0, 3, _SIDE, pair.edge)
    painter.end()
    return QIcon(picture)

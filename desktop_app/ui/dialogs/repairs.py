"""Which damaged characters of a text were restored, each before and after, with the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSignalBlocker, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop_app.domain.article import Repair
from desktop_app.domain.reading import Reading
from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import Type, draw_focus, draw_line, tooltip
from desktop_app.ui.row_list import RowDelegate, RowList, RowsModel, Spoken, has_state
from desktop_app.ui.theme import Theme, shown_in
from desktop_app.ui.tick_box import TickBox

_AROUND = 28


@dataclass(frozen=True, slots=True)
class RepairRow:
    """One repair in its line: what stood there, what stands there now, and the words before and after it."""

    key: str
    lead: str
    before: str
    after: str
    rest: str

    @property
    def words(self) -> str:
        return f"{self.lead}{self.before}{self.rest} → {self.lead}{self.after}{self.rest}"


def row_of(text: str, place: int, repair: Repair) -> RepairRow:
    start, end = repair.span
    lead = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    rest = text[end : end + _AROUND].partition("\n")[0]
    if len(lead) == _AROUND and " " in lead:  # whole words only
        lead = "… " + lead.partition(" ")[2]
    if len(rest) == _AROUND and " " in rest:
        rest = rest.rpartition(" ")[0] + " …"
    return RepairRow(str(place), lead, _visible(repair.before), _visible(repair.after), rest)


class RepairDelegate(RowDelegate[RepairRow]):
    """Two lines: the words as they arrived, in the warning's colour; the words as they are read now."""

    def height(self, row: RepairRow, width: float, face: Type) -> float:  # noqa: ARG002  one height for all
        return 2 * face.plain.line_height + 14

    def draw(self, painter: QPainter, row: RepairRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
        top = area.top() + 6
        for middle, colour in ((row.before, theme.warning), (row.after, theme.accent)):
            x = area.left() + 12
            for piece, ink, setting in (
                (row.lead, theme.muted, face.plain),
                (middle, colour, face.strong),
                (row.rest, theme.muted, face.plain),
            ):
                room = area.right() - 8 - x
                if room > 4 and piece:
                    draw_line(painter, setting, QRectF(x, top, room, setting.line_height), piece, ink)
                x += setting.width(piece)
            top += face.plain.line_height + 1
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)


class RepairsDialog(Sheet):
    """The list of repairs with the switch between the restored text and the text as it arrived. What was restored stays in
    sight while the text is shown as it arrived."""

    repair_toggled = Signal(bool)  # True: show the restored text

    def __init__(self, reading: Reading, parent: QWidget | None = None, *, theme: Theme | None = None) -> None:
        super().__init__("", parent)
        self._listed_of: tuple[str, str, str] | None = None
        self.column.addWidget(
            words(
                self.tr(
                    "Quotation marks, apostrophes and dashes are often lost when a text is saved in the wrong encoding. "
                    "The bytes that arrived are kept; you can look at them at any time."
                ),
                muted=True,
            )
        )
        self.model = RowsModel[RepairRow](_speak, self)
        self.list = RowList()
        self.list.setModel(self.model)
        self._delegate = RepairDelegate(self.list, theme or shown_in(self.palette()))
        self.list.setItemDelegate(self._delegate)
        self.list.setMinimumHeight(260)
        self.column.addWidget(self.list, 1)
        self._remarks = words("", muted=True)
        self.column.addWidget(self._remarks)
        self.switch = TickBox(self.tr("Show the text as it arrived"))
        self.switch.setAccessibleName(self.tr("Show the text as it arrived"))
        self.switch.toggled.connect(lambda as_it_arrived: self.repair_toggled.emit(not as_it_arrived))
        self.column.addWidget(self.switch)
        self.show_reading(reading)
        self.resize(560, self._usual_height())

    def show_reading(self, reading: Reading) -> None:
        """Follow the text on the page: title, list and switch say how it is shown now."""
        revision = reading.revision
        shown_of = (reading.article.id, revision.original_sha256, revision.encoding)
        if revision.repaired or shown_of != self._listed_of:
            self._listed_of = shown_of
            self.model.show([row_of(revision.text, place, repair) for place, repair in enumerate(revision.repairs)])
        count = len(self.model.rows)
        if not revision.repaired:
            title = self.tr("The text is shown as it arrived")
            spoken = self.tr("Characters that can be restored, before and after")
        elif count == 0:
            title = spoken = self.tr("Nothing had to be restored")
        else:
            title = counted(
                count, self.tr("1 damaged character was restored"), self.tr("%1 damaged characters were restored")
            )
            spoken = self.tr("Restored characters, before and after")
        self.say_title(title)
        self.list.setAccessibleName(spoken)
        if self.list.isHidden() == (count > 0):
            self.list.setVisible(count > 0)
            self.resize(self.width(), self._usual_height())
        self._remarks.setText("\n".join(revision.remarks))
        self._remarks.setVisible(bool(revision.remarks))
        with QSignalBlocker(self.switch):
            self.switch.setChecked(not revision.repaired)

    def _usual_height(self) -> int:
        return 520 if self.model.rows else 240

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()


def _visible(piece: str) -> str:
    """A stretch with its invisible characters named, so that something is seen where something was."""
    return (
        "".join(
            character
            if character.isprintable() and not character.isspace()
            else f"‹{ord(character):04X}›"
            if character != " "
            else "␣"
            for character in piece
        )
        or "∅"
    )


def _speak(row: RepairRow) -> Spoken:
    return Spoken(f"{row.lead}{row.after}{row.rest} ← {row.before}", tooltip(row.words))

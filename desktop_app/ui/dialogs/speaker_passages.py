"""Passages in their sentences, to look at or to tick off: what the dialogs about speakers list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop_app.analysis.sentences import sentences
from desktop_app.domain.findings import Attribution, AttributionKind, MentionKind, Speaker
from desktop_app.domain.spans import Span, hull
from desktop_app.ui.numbers import number
from desktop_app.ui.painting import Type, draw_focus, draw_line, tooltip
from desktop_app.ui.row_list import Index, RowDelegate, RowList, RowsModel, Spoken, has_state
from desktop_app.ui.theme import DARK, LIGHT, Theme

_AROUND = 90
"""Characters of a sentence that are shown before and after a passage."""
_LONGEST = 220
_REACH = 2_000
_BOX = 15
_MARGIN = 10


def _tr(text: str) -> str:
    return QCoreApplication.translate("Speakers", text)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage (`middle`) with what its sentence says before and after it, and a word on what it is."""

    key: str
    span: Span
    lead: str
    middle: str
    rest: str
    about: str

    @property
    def words(self) -> str:
        return f"{self.lead}{self.middle}{self.rest}"


def mention_rows(text: str, speaker: Speaker) -> tuple[PassageRow, ...]:
    return tuple(
        _row(text, str(place), mention.span, mention_in_words(mention.kind))
        for place, mention in enumerate(speaker.mentions)
    )


def statement_rows(text: str, statements: Iterable[Attribution]) -> tuple[PassageRow, ...]:
    """The key of a row is the id of its statement."""
    return tuple(_row(text, one.id, hull(one.content), _form_in_words(one.kind)) for one in statements if one.content)


def mention_in_words(kind: MentionKind) -> str:
    match kind:
        case MentionKind.NAME:
            return _tr("by name")
        case MentionKind.PRONOUN:
            return _tr("by a pronoun")
    return _tr("by a description")


def _form_in_words(kind: AttributionKind) -> str:
    match kind:
        case AttributionKind.DIRECT:
            return _tr("quoted")
        case AttributionKind.MIXED:
            return _tr("quoted in part")
    return _tr("reported")


def _row(text: str, key: str, span: Span, about: str) -> PassageRow:
    start, end = _sentence(text, span.start)[0], _sentence(text, max(span.start, span.end - 1))[1]
    lead, middle, rest = text[start : span.start], " ".join(span.of(text).split()), text[span.end : end]
    if len(lead) > _AROUND:
        lead = "… " + lead[-_AROUND:].partition(" ")[2]
    if len(rest) > _AROUND:
        rest = rest[:_AROUND].rpartition(" ")[0] + " …"
    if len(middle) > _LONGEST:
        middle = middle[:_LONGEST].rpartition(" ")[0] + " …"
    paragraph = _tr("paragraph %1").replace("%1", number(_paragraph(text, span.start)))
    return PassageRow(key, span, lead, middle, rest, f"{about} · {paragraph}")


def _sentence(text: str, place: int) -> Span:
    """The sentence around a place; never over the end of its paragraph."""
    start = max(text.rfind("\n", 0, place) + 1, place - _REACH)
    end = text.find("\n", place)
    line = Span(start, min(len(text) if end < 0 else end, place + _REACH))
    return next((one for one in sentences(text, line) if one.start <= place < one.end), Span(place, place + 1))


def _paragraph(text: str, place: int) -> int:
    """Its number, counted from 1; empty lines are none."""
    lines = text[:place].split("\n")
    return 1 + sum(bool(line.strip()) for line in lines[:-1])


class CheckedRows(RowsModel[PassageRow]):
    """Rows that are ticked off; a locked one is ticked for a reason that lies elsewhere and cannot be let go here."""

    checks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(speak_passage, parent)
        self._ticked: set[str] = set()
        self._locked: frozenset[str] = frozenset()

    def checked(self) -> tuple[PassageRow, ...]:
        """All that are ticked, locked ones too, in their order."""
        return tuple(row for row in self.rows if self.is_checked(row.key))

    def is_checked(self, key: str) -> bool:
        return key in self._ticked or key in self._locked

    def is_locked(self, key: str) -> bool:
        return key in self._locked

    def toggle(self, key: str) -> None:
        if key not in self._locked:
            self._ticked ^= {key}
            self._tell()

    def lock(self, keys: Collection[str]) -> None:
        """These and no others are locked."""
        if self._locked != frozenset(keys):
            self._locked = frozenset(keys)
            self._tell()

    def _tell(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
        self.checks_changed.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is not None and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.is_checked(row.key) else Qt.CheckState.Unchecked
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags


def speak_passage(row: PassageRow) -> Spoken:
    return Spoken(f"{row.middle}, {row.about}: {row.words}", tooltip(row.words))


class PassageDelegate(RowDelegate[PassageRow]):
    """The sentence with the passage set stronger, below it in small what it is; a tick box where the rows can be ticked."""

    def __init__(self, view: RowList, theme: Theme) -> None:
        super().__init__(view, theme)
        self._indent = _MARGIN + (_BOX + 9 if isinstance(view.model(), CheckedRows) else 0)

    def height(self, row: PassageRow, width: float, face: Type) -> float:
        words = self._words(row, width - self._indent - _MARGIN, face)
        return float(words.size().height()) + face.small.line_height + 15

    def draw(self, painter: QPainter, row: PassageRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        self.draw_ground(painter, option, theme.raised)
        area.setWidth(self._view.row_width())
        model = self._view.model()
        if isinstance(model, CheckedRows):
            box = QRectF(area.left() + _MARGIN, area.top() + 8, _BOX, _BOX)
            draw_box(painter, box, theme, checked=model.is_checked(row.key), locked=model.is_locked(row.key))
        text = area.adjusted(self._indent, 6, -_MARGIN, 0)
        words = self._words(row, text.width(), face)
        painter.save()
        painter.translate(text.topLeft())
        words.drawContents(painter)
        painter.restore()
        about = text.translated(0, words.size().height() + 2)
        draw_line(painter, face.small, about, row.about, theme.muted)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, QRectF(option.rect), theme.accent)

    def _words(self, row: PassageRow, width: float, face: Type) -> QTextDocument:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(face.plain.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        around, strong = QTextCharFormat(), QTextCharFormat()
        around.setForeground(self.theme.muted)
        strong.setFont(face.strong.font)
        strong.setForeground(self.theme.text)
        for words, how in ((row.lead, around), (row.middle, strong), (row.rest, around)):
            cursor.insertText(words, how)
        document.setTextWidth(max(40.0, width))
        return document


def draw_box(painter: QPainter, box: QRectF, theme: Theme, *, checked: bool, locked: bool) -> None:
    """A tick box; a locked one is hollow, and its tick is the muted colour."""
    edge = theme.muted if locked or not checked else theme.accent
    painter.setPen(QPen(edge, 1))
    painter.setBrush(theme.accent if checked and not locked else QColor(Qt.GlobalColor.transparent))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if checked:
        pen = QPen(theme.muted if locked else theme.raised, 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        low = QPointF(box.left() + 6, box.bottom() - 4)
        painter.drawPolyline(
            [QPointF(box.left() + 3.5, box.center().y() + 0.5), low, QPointF(box.right() - 3.5, box.top() + 4)]
        )


def passage_list(model: RowsModel[PassageRow], spoken: str, theme: Theme) -> RowList:
    """The view of such rows; a click or Space ticks where they can be ticked."""
    view = RowList()
    view.setModel(model)
    view.setAccessibleName(spoken)
    view.setItemDelegate(PassageDelegate(view, theme))
    if isinstance(model, CheckedRows):
        view.clicked.connect(lambda index: model.toggle(model.rows[index.row()].key))
        view.row_toggled.connect(lambda row: model.toggle(row.key))
    return view


def theme_of(widget: QWidget) -> Theme:
    """The theme that the palette was made from: dialogs live too shortly to be told."""
    return DARK if widget.palette().window().color().lightness() < 128 else LIGHT

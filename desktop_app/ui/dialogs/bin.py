"""The bin: what was removed, from where and when, to be had back or deleted for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QStyle, QStyleOptionViewItem, QWidget

from desktop_app.domain.bin import KEPT_FOR, BinKind, Binned
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.moments import moment_in_words
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, tooltip
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowDelegate, RowList, RowsModel, Spoken, has_state
from desktop_app.ui.theme import Theme

_LINES = 2
_EDGE = 12


def _tr(text: str) -> str:
    return QCoreApplication.translate("BinRows", text)


def kind_name(kind: BinKind) -> str:
    return {
        BinKind.ARTICLE: _tr("Article"),
        BinKind.HIGHLIGHT: _tr("Highlight"),
        BinKind.NOTE: _tr("Note"),
    }[kind]


@dataclass(frozen=True, slots=True)
class BinRow:
    """One removed thing; place: where it was and what comes back with it."""

    key: str
    words: str
    kind: str
    place: str
    removed: str
    thing: Binned


def row_of(thing: Binned) -> BinRow:
    told = (
        [] if thing.kind is BinKind.ARTICLE else [_tr("in “%1”").replace("%1", thing.article_title or _tr("Untitled"))]
    )
    if thing.notes:
        told.append(counted(thing.notes, _tr("with 1 note"), _tr("with %1 notes")))
    said = " ".join(thing.words.split()) or (_tr("Untitled") if thing.kind is BinKind.ARTICLE else _tr("Without words"))
    removed = _tr("removed %1").replace("%1", moment_in_words(thing.removed_at))
    return BinRow(f"{thing.kind.value}/{thing.id}", said, kind_name(thing.kind), " · ".join(told), removed, thing)


def _speak(row: BinRow) -> Spoken:
    told = ", ".join(part for part in (row.place, row.removed) if part)
    return Spoken(f"{row.kind}: {row.words}, {told}", tooltip(row.words, told))


class BinDelegate(RowDelegate[BinRow]):
    """Kind and time; the words, which take two lines at most; from where, muted."""

    def height(self, row: BinRow, width: float, face: Type) -> float:
        lines = face.plain.lines(row.words, width - 2 * _EDGE, _LINES)
        small = (2 if row.place else 1) * face.small.line_height
        return small + max(1, len(lines)) * face.plain.line_height + 18

    def draw(self, painter: QPainter, row: BinRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
        inner = area.adjusted(_EDGE, 8, -_EDGE, -8)
        draw_line(painter, face.small, inner, row.kind, theme.muted)
        draw_line(painter, face.small, inner, row.removed, theme.muted, right=True)
        inner.setTop(inner.top() + face.small.line_height)
        lines = face.plain.lines(row.words, inner.width(), _LINES)
        inner.setTop(inner.top() + draw_lines(painter, face.plain, inner, lines, theme.text) + 2)
        draw_line(painter, face.small, inner, row.place, theme.muted)
        painter.setPen(theme.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)


class BinDialog(Sheet):
    """Tells wishes and changes nothing; `show_binned` shows what is left. Whatever cannot be undone is asked about first."""

    restore_requested = Signal(object)  # Binned
    delete_requested = Signal(object)  # Binned: for good
    empty_requested = Signal()  # all of it, whatever is shown

    def __init__(self, binned: Sequence[Binned], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("Bin"))
        self._binned: tuple[Binned, ...] = ()
        self.column.addWidget(
            words(
                self.tr("What you remove stays here for %1 days and is then deleted for good.").replace(
                    "%1", str(KEPT_FOR.days)
                ),
                muted=True,
            )
        )
        self.filter = ChoiceBox(self.tr("Kind of thing"))
        self.filter.setMinimumContentsLength(16)
        self.filter.currentIndexChanged.connect(self._show_matching)
        label = QLabel(self.tr("Show"))
        label.setBuddy(self.filter)
        self._strip = QWidget()
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.filter)
        row.addStretch(1)
        self.column.addWidget(self._strip)
        self.model = RowsModel[BinRow](_speak, self)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Removed things"))
        self.list.setModel(self.model)
        self._delegate = BinDelegate(self.list, theme)
        self.list.setItemDelegate(self._delegate)
        self.list.row_entered.connect(lambda _row: self._restore())
        self.list.row_doubled.connect(lambda _row: self._restore())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._enable())
        self.column.addWidget(self.list, 1)
        self.nothing = Placeholder("")
        self.column.addWidget(self.nothing, 1)
        self.restore_button = self.add_button(self.tr("Restore"))
        self.restore_button.clicked.connect(self._restore)
        self.delete_button = self.add_button(self.tr("Delete for good…"))
        self.delete_button.clicked.connect(self._ask_to_delete)
        self.empty_button = self.add_button(self.tr("Empty the bin…"))
        self.empty_button.clicked.connect(self._ask_to_empty)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_delete)
        self.show_binned(binned)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumSize(480, 360)
        self.resize(580, 520)

    def show_binned(self, binned: Sequence[Binned]) -> None:
        """What is in the bin now; the list stands where it stood, or on what came after it."""
        self._binned = tuple(binned)
        chosen = self.filter.currentData()
        names = {
            None: self.tr("Everything"),
            BinKind.ARTICLE: self.tr("Articles"),
            BinKind.HIGHLIGHT: self.tr("Highlights"),
            BinKind.NOTE: self.tr("Notes"),
        }
        with QSignalBlocker(self.filter):
            self.filter.clear()
            for kind, name in names.items():
                count = sum(kind in (None, thing.kind) for thing in self._binned)
                self.filter.addItem(f"{name} ({QLocale().toString(count)})", kind.value if kind is not None else None)
            self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)) if chosen else 0)
        self._show_matching()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def _show_matching(self) -> None:
        place = max(0, self.list.currentIndex().row())
        known = self.list.current_row()
        kind = self.filter.currentData()
        rows = [row_of(thing) for thing in self._binned if kind in (None, thing.kind.value)]
        self.model.show(rows)
        keys = [row.key for row in rows]
        if keys:
            stays = known is not None and known.key in keys
            self.list.select_key(known.key if stays else keys[min(place, len(keys) - 1)])
        self._strip.setVisible(bool(self._binned))
        comes_back = bool(rows) and self.list.isHidden()  # a hidden list had to let go of the focus
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if comes_back and not self.filter.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._binned:
            self.nothing.say(self.tr("Nothing of that kind"), self.tr("The bin holds other things."))
        else:
            self.nothing.say(
                self.tr("The bin is empty"),
                self.tr("Articles, highlights and notes that you remove can be restored here."),
            )
        self._enable()

    def _enable(self) -> None:
        is_chosen = self.list.current_row() is not None
        self.restore_button.setEnabled(is_chosen)
        self.delete_button.setEnabled(is_chosen)
        self.empty_button.setEnabled(bool(self._binned))

    # -- wishes -------------------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self.restore_requested.emit(row.thing)

    def _ask_to_delete(self) -> None:
        row = self.list.current_row()
        if row is None:
            return
        told = [self.tr("“%1” cannot be restored then.").replace("%1", row.words[:120])]
        if row.thing.kind is BinKind.ARTICLE:
            told.append(self.tr("All its highlights, notes and corrections go with it."))
        elif row.thing.notes:
            told.append(self.tr("The notes on it go with it."))
        self._ask(
            self.tr("Delete for good?"),
            " ".join(told),
            self.tr("Delete for good"),
            lambda: self.delete_requested.emit(row.thing),
        )

    def _ask_to_empty(self) -> None:
        told = counted(
            len(self._binned),
            self.tr("The one thing in the bin is deleted for good, with all that belongs to it."),
            self.tr("The %1 things in the bin are deleted for good, with all that belongs to them."),
        )
        self._ask(self.tr("Empty the bin?"), told, self.tr("Empty the bin"), self.empty_requested.emit)

    def _ask(self, title: str, told: str, yes: str, act: Callable[[], None]) -> None:
        """Do it only when the reader says so again; Escape and Enter leave everything as it is."""
        question = QMessageBox(self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(title)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(title)
        question.setInformativeText(told)
        agreed = question.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        keep = question.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        agreed.clicked.connect(act)
        question.open()

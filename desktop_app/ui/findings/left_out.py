"""What the reader left out, and corrections that have lost their passage: a fold at the foot of the claims."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.findings.left_out_rows import LeftOutRow, speak_left_out
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, tooltip
from desktop_app.ui.row_list import RowDelegate, RowList, RowsModel, has_state
from desktop_app.ui.theme import Theme

_MARGIN = 14
_LINES_OF_WORDS = 2
_LIST_HEIGHT = 170  # pixels: some three rows; the rest is scrolled


class LeftOut(QFrame):
    """“2 rejected · 1 lost”; unfolds to a list from which each can be taken back or removed. Not there where
    nothing was left out."""

    passage_requested = Signal(object, str, str)  # Span, kind, id
    take_back_requested = Signal(str, str)  # kind, id of a rejected finding
    removal_requested = Signal(str)  # id of a correction without its passage

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self.model = RowsModel[LeftOutRow](speak_left_out, self)
        self.rows = RowList()
        self.rows.setAccessibleName(self.tr("Left out"))
        self.rows.setModel(self.model)
        self._delegate = _LeftOutDelegate(self.rows)
        self.rows.setItemDelegate(self._delegate)
        self.rows.setFixedHeight(_LIST_HEIGHT)
        self.rows.row_opened.connect(self._go)
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._name_button())
        self.fold = QToolButton()
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setArrowType(Qt.ArrowType.UpArrow)
        self.fold.setAutoRaise(True)
        self.fold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.fold.setMinimumWidth(60)
        self.fold.toggled.connect(self._unfold)
        self.back = QPushButton()
        self.back.setProperty("small", True)
        self.back.clicked.connect(self._undo_current)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 2, _MARGIN, 4)
        foot.addWidget(self.back)
        foot.addStretch(1)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.rows)
        column.addLayout(foot)
        self._body.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 4, 4, 4)
        whole.setSpacing(0)
        whole.addWidget(self._body)
        whole.addWidget(self.fold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            shortcut = QShortcut(QKeySequence(key), self.rows)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._undo_current)
        self.show_rows(())

    def show_rows(self, rows: tuple[LeftOutRow, ...]) -> None:
        place = max(0, self.rows.currentIndex().row())
        self.model.show(rows)
        if rows and not self.rows.currentIndex().isValid():
            self.rows.setCurrentIndex(self.model.index(min(place, len(rows) - 1)))
        orphans = sum(row.is_orphan for row in rows)
        rejected = len(rows) - orphans
        parts = (
            counted(rejected, self.tr("1 rejected"), self.tr("%1 rejected")) if rejected else "",
            counted(orphans, self.tr("1 lost"), self.tr("%1 lost")) if orphans else "",
        )
        words = " · ".join(part for part in parts if part)
        self.fold.setText(words)
        self.fold.setAccessibleName(self.tr("Left out: %1").replace("%1", words))
        hints = [self.tr("What you rejected; it can be taken back.")]
        if orphans:
            hints.append(self.tr("Lost: a correction whose passage is not in the text any more."))
        self.fold.setToolTip(tooltip(*hints))
        self.fold.setAccessibleDescription(" ".join(hints))
        self._name_button()
        self.setVisible(bool(rows))
        if not rows:
            self.fold.setChecked(False)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.rows.viewport().update()

    def _unfold(self, is_open: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.UpArrow)
        self._body.setVisible(is_open)
        if is_open:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_button(self) -> None:
        row: LeftOutRow | None = self.rows.current_row()
        is_orphan = row is not None and row.is_orphan
        self.back.setText(self.tr("Remove the correction") if is_orphan else self.tr("Take it back"))
        self.back.setAccessibleName(
            self.tr("%1: %2").replace("%1", self.back.text()).replace("%2", row.title) if row else self.back.text()
        )
        self.back.setEnabled(row is not None)

    def _undo_current(self) -> None:
        row: LeftOutRow | None = self.rows.current_row()
        if row is not None and row.is_orphan:
            self.removal_requested.emit(row.key)
        elif row is not None:
            self.take_back_requested.emit(row.kind, row.key)

    def _go(self, row: LeftOutRow) -> None:
        if row.span is not None:
            self.passage_requested.emit(row.span, row.kind, row.key)


class _LeftOutDelegate(RowDelegate[LeftOutRow]):
    """Title and the reader's word in one line, the words below, all of it quiet."""

    def height(self, row: LeftOutRow, width: float, face: Type) -> float:
        lines = face.plain.lines(row.words, width - 2 * _MARGIN, _LINES_OF_WORDS)
        return 10 + face.strong.line_height + len(lines) * face.plain.line_height + 2

    def draw(self, painter: QPainter, row: LeftOutRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        self.draw_ground(painter, option)
        text = QRectF(area.left() + _MARGIN, area.top() + 5, self._view.row_width() - 2 * _MARGIN, area.height())
        room = min(face.strong.width(row.title), text.width() * 0.55)
        draw_line(painter, face.strong, QRectF(text.left(), text.top(), room + 1, 40), row.title, theme.text)
        rest = QRectF(text.left() + room + 7, text.top(), text.width() - room - 7, 40)
        draw_line(painter, face.italic, rest, row.said, theme.muted)
        text.setTop(text.top() + face.strong.line_height)
        draw_lines(painter, face.plain, text, face.plain.lines(row.words, text.width(), _LINES_OF_WORDS), theme.muted)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)

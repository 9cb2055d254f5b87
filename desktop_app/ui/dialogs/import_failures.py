"""What could not be imported, and why: to be read and to be copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop_app.domain.intake import FileResult
from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.numbers import counted
from desktop_app.ui.painting import Type, draw_focus, draw_line, draw_lines, tooltip
from desktop_app.ui.row_list import RowDelegate, RowList, RowsModel, Spoken, has_state
from desktop_app.ui.theme import Theme

_EDGE = 12
_LINES = 4


@dataclass(frozen=True, slots=True)
class FailureRow:
    """key: the whole path."""

    key: str
    name: str
    folder: str
    reason: str

    @property
    def words(self) -> str:
        return f"{self.key}\t{self.reason}"


def row_of(result: FileResult) -> FailureRow:
    path, reason = result.path, " ".join(f"{result.what} {result.advice}".split())
    return FailureRow(str(path), path.name or str(path), str(path.parent), reason)


def _speak(row: FailureRow) -> Spoken:
    return Spoken(f"{row.name}: {row.reason} ({row.folder})", tooltip(row.key, row.reason))


class FailureDelegate(RowDelegate[FailureRow]):
    """The file's name, why, and the folder that it lies in, muted."""

    def height(self, row: FailureRow, width: float, face: Type) -> float:
        lines = face.plain.lines(row.reason, width - 2 * _EDGE, _LINES)
        return face.strong.line_height + len(lines) * face.plain.line_height + face.small.line_height + 20

    def draw(self, painter: QPainter, row: FailureRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
        inner = area.adjusted(_EDGE, 8, -_EDGE, -8)
        draw_line(painter, face.strong, inner, row.name, theme.text)
        inner.setTop(inner.top() + face.strong.line_height)
        lines = face.plain.lines(row.reason, self._view.row_width() - 2 * _EDGE, _LINES)
        inner.setTop(inner.top() + draw_lines(painter, face.plain, inner, lines, theme.text) + 2)
        draw_line(painter, face.small, inner, row.folder, theme.muted)
        painter.setPen(theme.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)


class ImportFailuresDialog(Sheet):
    def __init__(self, failures: Sequence[FileResult], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say_title(
            counted(len(failures), self.tr("1 file was not imported"), self.tr("%1 files were not imported"))
        )
        self.column.addWidget(
            words(
                self.tr("The files are as they were, and nothing of them is in the library."),
                muted=True,
            )
        )
        self.model = RowsModel[FailureRow](_speak, self)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Files that were not imported"))
        self.list.setModel(self.model)
        self._delegate = FailureDelegate(self.list, theme)
        self.list.setItemDelegate(self._delegate)
        self.model.show([row_of(failure) for failure in failures])
        self.column.addWidget(self.list, 1)
        self.copy_button = self.add_button(self.tr("Copy the list"))
        self.copy_button.clicked.connect(self._copy)
        self._copied = words("", muted=True)
        self._copied.setWordWrap(False)
        self.foot.insertWidget(1, self._copied)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setCurrentIndex(self.model.index(0))
        self.setMinimumSize(420, 300)
        self.resize(620, 460)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def _copy(self) -> None:
        """A line for each file, its path and the reason with a tab between them, as spreadsheets take it."""
        QGuiApplication.clipboard().setText("\n".join(row.words for row in self.model.rows) + "\n")
        self._copied.setText(self.tr("Copied."))

"""The foot of the list: what can be done with all rows that are chosen, and the line in which their tags are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.annotations import HighlightColour
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.notes.filtering import common_tags
from desktop_app.ui.notes.rows import NoteRow
from desktop_app.ui.notes.tags_line import TagsLine
from desktop_app.ui.numbers import counted
from desktop_app.ui.theme import Theme

_KEYS = 9


class SelectionStrip(QFrame):
    """In sight while several rows are chosen or tags are written. Says what is wanted; knows no library."""

    colour_chosen = Signal(int)  # place of the colour
    tags_asked = Signal()
    tags_written = Signal(object, object, object)  # ids of highlights; tags they had in common; tags in their place
    tags_left = Signal()  # by Enter or Esc
    copy_asked = Signal()
    removal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterStrip")
        self._count = QLabel()
        self._count.setProperty("head", True)
        self.colours = QMenu(self)
        self.colour_button = _small(self.tr("Colour"), self.tr("Colour of the chosen highlights"))
        self.colour_button.setMenu(self.colours)
        self.tags_button = _small(self.tr("Tags…"), self.tr("Tags of the chosen highlights"))
        self.copy_button = _small(self.tr("Copy"), self.tr("Copy what is chosen as Markdown"))
        self.remove_button = _small(self.tr("Remove"), self.tr("Remove what is chosen"))
        self._actions = QWidget()
        flow = FlowLayout(self._actions)
        for part in (self._count, self.colour_button, self.tags_button, self.copy_button, self.remove_button):
            flow.addWidget(part)
        self.tags = TagsLine()
        self._tagged: tuple[str, ...] = ()  # highlights that the line was opened for, whatever is chosen by now
        self._common: tuple[str, ...] = ()
        self.set_button = _small(self.tr("Set"), self.tr("Give these tags"))
        self.set_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter in the line does the same
        self._tagging = QWidget()
        line = QHBoxLayout(self._tagging)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.tags, 1)
        line.addWidget(self.set_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 12, 7)
        column.setSpacing(6)
        column.addWidget(self._actions)
        column.addWidget(self._tagging)
        self._tagging.hide()
        self.hide()
        self.tags_button.clicked.connect(self.tags_asked)
        self.copy_button.clicked.connect(self.copy_asked)
        self.remove_button.clicked.connect(self.removal_asked)
        self.set_button.clicked.connect(self._finish)
        self.tags.committed.connect(self._finish)
        self.tags.given_up.connect(self._give_up)
        self.tags.left.connect(self.finish_tagging)

    def show_rows(self, rows: Sequence[NoteRow]) -> None:
        """The rows that are chosen now."""
        marks = [row for row in rows if row.highlight is not None]
        self._count.setText(counted(len(rows), self.tr("1 chosen"), self.tr("%1 chosen")))
        self.colour_button.setEnabled(bool(marks))
        self.tags_button.setEnabled(bool(marks))
        self._actions.setVisible(len(rows) > 1)
        self._appear()

    def offer_colours(self, colours: Sequence[HighlightColour], theme: Theme) -> None:
        self.colours.clear()
        fill_with_colours(self.colours, colours, theme, "", self.colour_chosen.emit)

    def write_tags(self, rows: Sequence[NoteRow], known: Sequence[str]) -> None:
        """Open the line with the tags that all these rows have; what was being written for others is theirs."""
        self.finish_tagging()
        marked = {row.highlight.id: row.tags for row in rows if row.highlight is not None}
        if not marked:
            return
        self._tagged, self._common = tuple(marked), common_tags(marked.values())
        self.tags.set_known(known)
        self._tagging.show()
        self._appear()
        self.tags.show_tags(self._common)

    def finish_tagging(self) -> None:
        """Hand over what is written and close the line, wherever the focus is."""
        if self._hand_over():
            self._close_line()

    def _finish(self) -> None:
        self._hand_over()
        self._leave_line()

    def _give_up(self) -> None:
        self._tagged = ()
        self._leave_line()

    def _hand_over(self) -> bool:
        ids, self._tagged = self._tagged, ()
        if ids:
            self.tags_written.emit(ids, self._common, self.tags.tags)
        return bool(ids)

    def _leave_line(self) -> None:
        """Where the focus goes is said before the line that has it is hidden."""
        self.tags_left.emit()
        self._close_line()

    def _close_line(self) -> None:
        self._tagging.hide()
        self._appear()

    def _appear(self) -> None:
        self.setVisible(not self._actions.isHidden() or not self._tagging.isHidden())


def fill_with_colours(
    menu: QMenu, colours: Sequence[HighlightColour], theme: Theme, chosen: str, take: Callable[[int], object]
) -> None:
    """One more entry for each colour, with its key; `take` hears the place of the one that is chosen."""
    for place, colour in enumerate(colours):
        key = f"\t{place + 1}" if place < _KEYS else ""
        action = menu.addAction(_swatch(theme, colour.hue), colour.name.replace("&", "&&") + key)
        action.setCheckable(bool(chosen))
        action.setChecked(colour.id == chosen)
        action.triggered.connect(lambda _checked=False, place=place: take(place))


def _swatch(theme: Theme, hue: str) -> QIcon:
    picture = QPixmap(14, 14)
    pair = theme.highlighter(hue)
    picture.fill(pair.fill)
    painter = QPainter(picture)
    painter.fillRect(0, 0, 3, 14, pair.edge)
    painter.end()
    return QIcon(picture)


def _small(text: str, spoken: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("small", True)
    button.setAutoDefault(False)
    button.setAccessibleName(spoken)
    button.setToolTip(spoken)
    return button

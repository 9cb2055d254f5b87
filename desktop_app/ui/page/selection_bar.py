"""The small bar that floats beside a selection or a chosen highlight: its colours, and what else can be wished for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QLabel, QWidget

from desktop_app.domain.annotations import HighlightColour
from desktop_app.ui.page.bar_buttons import HEIGHT, BarButton, Dot, WishButton
from desktop_app.ui.page.bar_place import SPACE, place_beside
from desktop_app.ui.theme import Theme, interface_font

MOST_COLOURS = 9
"""As there are keys."""
KEYS = {"note": "N", "copy": "X", "link": "Ctrl+Shift+C", "remove": "Del"}
"""The keys of the wishes until the page is told others."""
_GAP = 1
_GROUP_GAP = 11
_SIDE, _TOP = 7, 5
_Group = Sequence[QWidget]


class SelectionBar(QWidget):
    """Wishes only; the page knows what they are about. `wished`: note, tag, said_by, topic, claim, copy, link or remove. `left`:
    the reader went back to the text."""

    colour_requested = Signal(str)
    wished = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._dots: list[Dot] = []
        self._breaks: list[QRectF] = []
        self._rows: list[list[QWidget]] = []
        self.setAccessibleName(self.tr("Selected passage"))
        self._wishes = {
            "note": WishButton(self.tr("Note"), self.tr("Write a note on this passage"), self),
            "tag": WishButton(self.tr("Tag"), self.tr("Tag this passage"), self),
            "said_by": WishButton(self.tr("Said by…"), self.tr("Say who said this"), self),
            "topic": WishButton(self.tr("Topic"), self.tr("Give this passage to a topic"), self),
            "claim": WishButton(self.tr("Claim"), self.tr("Make a claim of this passage"), self),
            "copy": WishButton(self.tr("Copy"), self.tr("Copy with citation"), self),
            "link": WishButton(self.tr("Link"), self.tr("Copy the link to this passage"), self),
            "remove": WishButton(self.tr("Remove"), self.tr("Remove this highlight"), self),
        }
        for wish, button in self._wishes.items():
            button.clicked.connect(lambda _checked=False, wish=wish: self.wished.emit(wish))
        self._hint = QLabel(self.tr("Drag an end to resize"), self)
        self._hint.setFont(interface_font(9))
        self._hint.setAccessibleName(self.tr("Drag an end to resize"))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(18)
        shadow.setOffset(0, 3)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.name_keys(KEYS)
        self.set_theme(theme)
        self.hide()

    def show_colours(self, colours: Sequence[HighlightColour]) -> None:
        """One dot for each that is in use, at most nine. Unchanged ones stay, for one of them may have the focus."""
        ordered = offered(colours)
        if [dot.colour for dot in self._dots] == ordered:
            return
        for dot in self._dots:
            dot.hide()
            dot.deleteLater()
        self._dots = [Dot(colour, number, self) for number, colour in enumerate(ordered, 1)]
        for dot in self._dots:
            dot.set_theme(self.theme)
            dot.clicked.connect(lambda _checked=False, one=dot.colour.id: self.colour_requested.emit(one))
        self._order_tabs()

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """By wish, as a reader would name them; a wish that is left out has none."""
        for wish, button in self._wishes.items():
            button.set_key(keys.get(wish, ""))

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        for button in self._all_buttons():
            button.set_theme(theme)
        self._hint.setStyleSheet(f"color: {theme.muted.name()}; background: transparent")
        self.update()

    @property
    def buttons(self) -> list[BarButton]:
        """Those that can be pressed now, in reading order."""
        return [button for button in self._all_buttons() if not button.isHidden()]

    def offer(self, *, is_selection: bool, highlight_colour: str | None) -> None:
        """Which buttons make sense. highlight_colour: id of the colour of the highlight that the bar is about, None for none."""
        is_highlight = highlight_colour is not None
        for dot in self._dots:
            dot.mark_current(is_highlight and not is_selection and dot.colour.id == highlight_colour)
            dot.show()
        for wish in ("said_by", "topic", "claim", "copy", "link"):
            self._wishes[wish].setVisible(is_selection)
        self._wishes["remove"].setVisible(is_highlight)
        self._hint.setVisible(is_highlight and not is_selection)

    def place_beside(self, passage: QRectF, lines: tuple[float, float], area: QRect) -> None:
        """Show the bar beside a passage, in an area of the same widget; lines: the top of the line above it, the bottom of the line
        below it."""
        size = self._arrange(area.width() - 2 * SPACE)
        self.setGeometry(QRect(place_beside(passage, lines, size, area), size))
        self.show()
        self.raise_()

    # -- arranging -----------------------------------------------------------------------------------------------------

    def _groups(self) -> list[_Group]:
        wishes = self._wishes
        groups: list[list[QWidget]] = [
            [*self._dots],
            [wishes[name] for name in ("note", "tag", "said_by", "topic", "claim")],
            [wishes[name] for name in ("copy", "link")],
            [wishes["remove"]],
            [self._hint],
        ]
        shown = ([widget for widget in group if not widget.isHidden()] for group in groups)
        return [group for group in shown if group]

    def _arrange(self, width: int) -> QSize:
        """Set the buttons into rows of at most that many pixels; keys are left out before a second row is begun, the hint before
        a third."""
        groups = self._groups()
        room = width - 2 * _SIDE
        for button in self._wishes.values():
            button.show_key(True)
        if sum(map(_width, groups)) + _GROUP_GAP * (len(groups) - 1) > room:
            for button in self._wishes.values():
                button.show_key(False)
        rows = _rows(groups, room)
        if len(rows) > 2 and not self._hint.isHidden():
            self._hint.hide()
            rows = _rows(self._groups(), room)
        self._set_rows(rows)
        wide = max((_row_width(row) for row in rows), default=0)
        return QSize(wide + 2 * _SIDE, len(rows) * HEIGHT + max(0, len(rows) - 1) * 2 + 2 * _TOP)

    def _set_rows(self, rows: Sequence[Sequence[_Group]]) -> None:
        self._breaks, self._rows = [], []
        for number, row in enumerate(rows):
            x, y = _SIDE, _TOP + number * (HEIGHT + 2)
            for place, group in enumerate(row):
                if place:
                    self._breaks.append(QRectF(x + _GROUP_GAP // 2, y + 7, 1, HEIGHT - 14))
                    x += _GROUP_GAP
                for widget in group:
                    widget.setGeometry(x, y, _one(widget), HEIGHT)
                    x += _one(widget) + _GAP
                x -= _GAP
            self._rows.append([widget for group in row for widget in group if isinstance(widget, BarButton)])

    # -- keys and painting ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in steps:
            self._step(steps[key])
        elif key in rows:
            self._step_row(rows[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, BarButton):
                focused.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.line, 1))
        painter.setBrush(self.theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for line in self._breaks:
            painter.fillRect(line, self.theme.line)

    def _step(self, step: int) -> None:
        buttons, focused = self.buttons, self.focusWidget()
        place = next((number for number, button in enumerate(buttons) if button is focused), 0)
        buttons[(place + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _step_row(self, step: int) -> None:
        """To the button of the next row that stands nearest."""
        focused, rows = self.focusWidget(), [row for row in self._rows if row]
        here = next((number for number, row in enumerate(rows) if focused in row), None)
        if here is None or focused is None or len(rows) < 2:
            return
        middle: QPoint = focused.geometry().center()
        row = rows[(here + step) % len(rows)]
        nearest = min(row, key=lambda widget: abs(widget.geometry().center().x() - middle.x()))
        nearest.setFocus(Qt.FocusReason.TabFocusReason)

    def _all_buttons(self) -> list[BarButton]:
        return [*self._dots, *self._wishes.values()]

    def _order_tabs(self) -> None:
        parent, buttons = self.parentWidget(), self._all_buttons()
        chain: list[QWidget] = [*([parent] if parent is not None else []), *buttons]
        for first, second in pairwise(chain):  # from the front: each takes only the second one to its new place
            QWidget.setTabOrder(first, second)


def offered(colours: Sequence[HighlightColour]) -> list[HighlightColour]:
    """The colours that the bar and the number keys offer, in the reader's order; archived ones are not among them."""
    in_use = [colour for colour in colours if not colour.is_archived]
    return sorted(in_use, key=lambda colour: colour.position)[:MOST_COLOURS]


def _one(widget: QWidget) -> int:
    return widget.width() if isinstance(widget, Dot) else widget.sizeHint().width()


def _width(group: _Group) -> int:
    return sum(map(_one, group)) + _GAP * (len(group) - 1)


def _row_width(row: Sequence[_Group]) -> int:
    return sum(map(_width, row)) + _GROUP_GAP * (len(row) - 1)


def _rows(groups: Sequence[_Group], room: int) -> list[list[_Group]]:
    """Whole groups to a row as many as fit; a group that is wider than a row is broken."""
    rows: list[list[_Group]] = []
    for group in groups:
        for piece in _pieces(group, room):
            if rows and _row_width([*rows[-1], piece]) <= room:
                rows[-1].append(piece)
            else:
                rows.append([piece])
    return rows


def _pieces(group: _Group, room: int) -> list[_Group]:
    pieces: list[list[QWidget]] = [[]]
    for widget in group:
        if pieces[-1] and _width([*pieces[-1], widget]) > room:
            pieces.append([])
        pieces[-1].append(widget)
    return list(pieces)

"""Colours and their meanings: what each is called, what it looks like on both pages, whether it can be told from the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.annotations import HighlightColour, Pattern
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.dialogs.colour_rows import ColourDelegate, ColoursModel, Sample, row_of
from desktop_app.ui.dialogs.colour_value import ColourValue
from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.highlighters import (
    Judgement,
    judge,
    mended_hue,
    new_hue,
    pattern_name,
    remarks_in_words,
    values,
    warnings_in_words,
)
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import DARK, LIGHT, Theme


class ColoursDialog(Sheet):
    """A list of the colours beside what the chosen one looks like. Tells wishes and changes nothing; `show_colours` shows what
    became of them."""

    add_requested = Signal(str, str)  # name, hue
    change_requested = Signal(object)  # HighlightColour, with another name or hue
    reorder_requested = Signal(list)  # ids of the colours that are offered, in the new order
    merge_requested = Signal(list, str)  # ids, the id of the colour that their highlights take
    archive_requested = Signal(str, bool)  # id; False: bring it back

    def __init__(self, colours: Sequence[HighlightColour], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("Colours and their meanings"))
        self._colours: tuple[HighlightColour, ...] = ()
        self._awaits_new = False
        self.column.addWidget(
            words(self.tr("The keys 1 to 9 mark a passage in the first nine colours of this list."), muted=True)
        )
        sides = QHBoxLayout()
        sides.setSpacing(22)
        sides.addLayout(self._make_list(theme), 1)
        sides.addWidget(self._make_editor(), 1)
        self.column.addLayout(sides, 1)
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: self._move(step))
        self.show_colours(colours)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumSize(600, 500)
        self.resize(740, 520)

    def show_colours(self, colours: Sequence[HighlightColour]) -> None:
        """The colours as they are now; the chosen one stays chosen, one that was asked for is chosen and can be named."""
        known = {colour.id for colour in self._colours}
        chosen = self.chosen()
        self._colours = tuple(colours)
        offered = self._offered()
        rows = [row_of(colour, offered, self._judged(colour).is_sound) for colour in self._colours]
        self.model.show(rows)
        added = next((colour.id for colour in offered if colour.id not in known), None) if self._awaits_new else None
        first = self._colours[0].id if self._colours else ""
        if not (self.list.select_key(added or (chosen.id if chosen else first)) or self.list.select_key(first)):
            self._show_chosen()
        if added is not None:
            self._awaits_new = False
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.rename()
        self._show_chosen()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def chosen(self) -> HighlightColour | None:
        """The colour that the list stands on."""
        row = self.list.current_row()
        return next((colour for colour in self._colours if row is not None and colour.id == row.key), None)

    def rename(self) -> None:
        """Write the name of the chosen colour in its place."""
        is_written = self.list.state() == QAbstractItemView.State.EditingState  # the Enter that ends it comes here, too
        if self.list.currentIndex().isValid() and not is_written:
            self.list.edit(self.list.currentIndex())

    # -- parts --------------------------------------------------------------------------------------------------------

    def _make_list(self, theme: Theme) -> QVBoxLayout:
        self.model = ColoursModel(self)
        self.model.renamed.connect(self._rename)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Colours"))
        self.list.setModel(self.model)
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self._delegate = ColourDelegate(self.list, theme)
        self.list.setItemDelegate(self._delegate)
        self.list.setMinimumWidth(240)
        self.list.row_entered.connect(lambda _row: self.rename())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_chosen())
        self.new_button = self._button(self.tr("Add"), self._add)
        self.rename_button = self._button(self.tr("Rename"), self.rename, self.tr("Rename (F2)"))
        self.up_button = self._button(self.tr("Up"), lambda: self._move(-1), self.tr("Move up (Alt+Up)"))
        self.down_button = self._button(self.tr("Down"), lambda: self._move(1), self.tr("Move down (Alt+Down)"))
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.new_button, self.rename_button, self.up_button, self.down_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        return column

    def _make_editor(self) -> QWidget:
        self.light = ColourValue(self.tr("On a light page"))
        self.dark = ColourValue(self.tr("On a dark page"))
        self.pattern = ChoiceBox(self.tr("Pattern"))
        self.pattern.addItems([pattern_name(pattern) for pattern in Pattern])
        for value in (self.light, self.dark):
            value.edited.connect(self._judge)
            value.chosen.connect(self._change_hue)
        self.pattern.activated.connect(self._change_hue)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for line, (text, control) in enumerate(
            (
                (self.tr("On a light page"), self.light),
                (self.tr("On a dark page"), self.dark),
                (self.tr("Pattern"), self.pattern),
            )
        ):
            label = QLabel(text)
            label.setBuddy(control)
            grid.addWidget(label, line, 0)
            grid.addWidget(control, line, 1)
        grid.setColumnStretch(1, 1)
        self.samples = (Sample(LIGHT), Sample(DARK))
        samples = QHBoxLayout()
        samples.setSpacing(8)
        for sample in self.samples:
            samples.addWidget(sample)
        self._warnings = words("")
        self._warnings.setProperty("warning", True)
        self._remarks = words("", muted=True)
        self.mend_button = self._button(self.tr("Mend"), self._mend, self.tr("Mend what is said above"))
        mend = QHBoxLayout()
        mend.addWidget(self.mend_button)
        mend.addStretch(1)
        editor = QWidget()
        column = QVBoxLayout(editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(samples)
        column.addLayout(grid)
        column.addWidget(self._warnings)
        column.addLayout(mend)
        column.addWidget(self._remarks)
        column.addStretch(1)
        column.addLayout(self._make_ends())
        return editor

    def _make_ends(self) -> QVBoxLayout:
        """What takes a colour out of use."""
        self.target = ChoiceBox(self.tr("The colour to merge into"))
        self.merge_button = self._button(self.tr("Merge"), self._merge, self.tr("Merge into the colour named before"))
        label = QLabel(self.tr("Merge into"))
        label.setBuddy(self.target)
        merge = QHBoxLayout()
        merge.setSpacing(8)
        merge.addWidget(label)
        merge.addWidget(self.target, 1)
        merge.addWidget(self.merge_button)
        self.archive_button = self._button("", self._archive)
        archive = QHBoxLayout()
        archive.addWidget(self.archive_button)
        archive.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(merge)
        column.addWidget(
            words(self.tr("All its highlights, in every article, take that colour. It can be undone."), muted=True)
        )
        column.addLayout(archive)
        return column

    def _button(self, text: str, act: Callable[[], None], spoken: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("small", True)
        button.setAutoDefault(False)
        button.setAccessibleName(spoken or text)
        button.setToolTip(spoken)
        button.clicked.connect(lambda _checked: act())
        return button

    # -- showing ------------------------------------------------------------------------------------------------------

    def _show_chosen(self) -> None:
        colour, offered = self.chosen(), self._offered()
        is_offered = colour is not None and not colour.is_archived
        place = offered.index(colour) if colour is not None and is_offered else -1
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(0 <= place < len(offered) - 1)
        self.rename_button.setEnabled(colour is not None)
        self.archive_button.setText(self.tr("Archive") if is_offered or colour is None else self.tr("Bring back"))
        self.archive_button.setAccessibleName(self.archive_button.text())
        self.archive_button.setEnabled(colour is not None and (not is_offered or len(offered) > 1))
        self.archive_button.setToolTip(
            self.tr("It is not offered any more; highlights that have it keep it.") if is_offered else ""
        )
        targets = [other for other in offered if colour is not None and other.id != colour.id]
        self.target.clear()
        for other in targets:
            self.target.addItem(other.name, other.id)
        self.target.setEnabled(bool(targets))
        self.merge_button.setEnabled(bool(targets))
        for control in (self.light, self.dark, self.pattern):
            control.setEnabled(colour is not None)
        if colour is not None:
            own = values(colour.hue, LIGHT, DARK)
            self.light.show_value(own.light)
            self.dark.show_value(own.dark)
            with QSignalBlocker(self.pattern):
                self.pattern.setCurrentIndex(list(Pattern).index(own.pattern))
        self._judge()

    def _judge(self) -> None:
        """Say what is wrong with the values as they are being written."""
        draft = self._draft()
        judgement = self._judged(draft) if draft is not None else None
        warnings = warnings_in_words(judgement) if judgement is not None else []
        remarks = remarks_in_words(judgement) if judgement is not None else []
        self._warnings.setText("\n".join(warnings))
        self._warnings.setAccessibleName(self._warnings.text())
        self._warnings.setVisible(bool(warnings))
        self.mend_button.setVisible(bool(warnings))
        self._remarks.setText("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))
        for sample in self.samples:
            sample.show_hue(draft.hue if draft is not None else "")

    def _judged(self, colour: HighlightColour) -> Judgement:
        return judge(colour, [] if colour.is_archived else self._offered(), (LIGHT, DARK))

    def _offered(self) -> list[HighlightColour]:
        return [colour for colour in self._colours if not colour.is_archived]

    def _draft(self) -> HighlightColour | None:
        """The chosen colour with the values that stand in the fields."""
        colour = self.chosen()
        if colour is None:
            return None
        own = values(colour.hue, LIGHT, DARK)
        drafted = replace(
            own, light=self.light.value(), dark=self.dark.value(), pattern=list(Pattern)[self.pattern.currentIndex()]
        )
        return colour if drafted == own else replace(colour, hue=str(drafted))

    # -- wishes -------------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        self._awaits_new = True
        self.add_requested.emit(self.tr("New colour"), str(new_hue(self._offered(), LIGHT, DARK)))

    def _rename(self, colour_id: str, name: str) -> None:
        colour = next((colour for colour in self._colours if colour.id == colour_id), None)
        if colour is not None and name and name != colour.name:
            self.change_requested.emit(replace(colour, name=name))

    def _change_hue(self) -> None:
        colour, draft = self.chosen(), self._draft()
        if draft is not None and draft != colour:
            self.change_requested.emit(draft)

    def _mend(self) -> None:
        draft = self._draft()
        if draft is not None:
            others = [] if draft.is_archived else self._offered()
            self.change_requested.emit(replace(draft, hue=str(mended_hue(draft, others, LIGHT, DARK))))

    def _move(self, step: int) -> None:
        colour, ids = self.chosen(), [each.id for each in self._offered()]
        if colour is None or colour.id not in ids:
            return
        place = ids.index(colour.id)
        if 0 <= place + step < len(ids):
            ids.insert(place + step, ids.pop(place))
            self.reorder_requested.emit(ids)

    def _merge(self) -> None:
        colour, into = self.chosen(), self.target.currentData()
        if colour is not None and into:
            self.merge_requested.emit([colour.id], into)

    def _archive(self) -> None:
        colour = self.chosen()
        if colour is not None:
            self.archive_requested.emit(colour.id, not colour.is_archived)

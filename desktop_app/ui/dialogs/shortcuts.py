"""All keys, by menu, made from the table of commands: to look up, to change, to give back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.actions import COMMANDS, MENUS, shown
from desktop_app.ui.dialogs.key_field import KeyField
from desktop_app.ui.dialogs.key_rows import KeyDelegate, KeyRow, name_of, rows_of, shown_key, speak
from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.shortcut_table import Reserved, ShortcutTable, parse, why_not
from desktop_app.ui.theme import Theme, shown_in
from desktop_app.ui.tick_box import TickBox


class ShortcutsDialog(Sheet):
    """Live: a new key acts, and stands in its menu, as soon as it was pressed. Enter on a row asks for the new key."""

    keys_changed = Signal(object)  # what differs from the usual: keys by command
    letter_keys_changed = Signal(bool)

    def __init__(
        self, changes: Mapping[str, tuple[str, ...]], parent: QWidget | None = None, *, letter_keys: bool = True
    ) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("Keys"))
        self.table = ShortcutTable.of(COMMANDS, changes)
        self._asked = ""
        self._wanted = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Look for a key or what it does"))
        self.search.setAccessibleName(self.tr("Look for a key or what it does"))
        self.search.setClearButtonEnabled(True)
        self.model = RowsModel[KeyRow](speak, self)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("All commands with their keys"))
        self.list.setModel(self.model)
        self._delegate = KeyDelegate(self.list, shown_in(self.palette()))
        self.list.setItemDelegate(self._delegate)
        self.letters = TickBox(self.tr("Single letters act while the page has the focus"))
        self.letters.setChecked(letter_keys)
        self.message = words("")
        self.column.addWidget(self.search)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._make_strip())
        self.column.addWidget(self.message)
        self.column.addLayout(self._make_buttons())
        self.column.addWidget(self.letters)
        self.all_button = self.add_button(self.tr("All usual keys"))
        self.close_button.setDefault(False)
        self.close_button.setAutoDefault(False)
        self._connect()
        self._refresh()
        self._leave()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(560, 680)

    def visible_rows(self) -> list[tuple[str, str]]:
        """What is listed: (what it does, its keys)."""
        return [(row.text, ", ".join(row.keys)) for row in self.model.rows]

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        self.set_theme(shown_in(self.palette()))
        super().showEvent(event)

    # -- building -----------------------------------------------------------------------------------------------------

    def _make_strip(self) -> QFrame:
        """What is shown while a key is asked for."""
        self.strip = QFrame()
        self.strip.setObjectName("strip")
        self.field = KeyField()
        self.field.setPlaceholderText(self.tr("Press the key"))
        self._question = words("")
        self._question.setBuddy(self.field)
        self.take_button = _button(self.tr("Take it from there"), self)
        self.leave_button = _button(self.tr("Leave as it is"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.field, self.take_button, self.leave_button):
            row.addWidget(widget)
        row.setStretchFactor(self.field, 1)
        column = QVBoxLayout(self.strip)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._question)
        column.addLayout(row)
        return self.strip

    def _make_buttons(self) -> QHBoxLayout:
        self.change_button = _button(self.tr("Change key…"), self)
        self.clear_button = _button(self.tr("No key"), self)
        self.reset_button = _button(self.tr("Usual key"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.change_button, self.clear_button, self.reset_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.search.textChanged.connect(self._refresh)
        self.search.returnPressed.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.list.row_entered.connect(self._ask)
        self.list.row_doubled.connect(self._ask)
        self.list.selectionModel().currentChanged.connect(self._leave)
        self.change_button.clicked.connect(lambda: self._ask(self.list.current_row()))
        self.clear_button.clicked.connect(self._clear)
        self.reset_button.clicked.connect(self._reset)
        self.all_button.clicked.connect(self._reset_all)
        self.field.key_pressed.connect(self._try)
        self.field.left.connect(self._leave_for_list)
        self.take_button.clicked.connect(lambda: self._give(self._wanted))
        self.leave_button.clicked.connect(self._leave_for_list)
        self.letters.toggled.connect(self._switch_letters)

    # -- changing -----------------------------------------------------------------------------------------------------

    def _ask(self, row: KeyRow | None) -> None:
        if row is None:
            return
        self._asked = row.key
        self._question.setText(self.tr("The new key for “%1” (Esc: leave it)").replace("%1", row.text))
        self.field.setAccessibleName(self._question.text())
        self.field.clear()
        self.take_button.hide()
        self.strip.show()
        self._say("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self, text: str) -> None:
        """Give the key if nobody has it; else say who has it, or why nobody can."""
        chord = parse(text)
        command = next(command for command in COMMANDS if command.id == self._asked)
        reason = why_not(chord, on_page=command.on_page, menus=_mnemonics())
        self.take_button.hide()
        if reason is not None or chord is None:
            self._say(self._explain(reason or Reserved.NO_KEY, shown_key(text)), is_warning=True)
            return
        self._wanted = str(chord)
        holder = self.table.holder(self._wanted)
        if holder is None or holder == self._asked:
            self._give(self._wanted)
            return
        other = name_of(holder)
        self._say(self.tr("%1 is already “%2”.").replace("%1", shown_key(text)).replace("%2", other), is_warning=True)
        self.take_button.setAccessibleName(self.tr("Take it from “%1”").replace("%1", other))
        self.take_button.show()
        self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, key: str) -> None:
        asked = self._asked
        self._use(self.table.given(asked, key))
        self._leave_for_list()
        said = self.tr("%1 is now “%2”.").replace("%1", shown_key(key)).replace("%2", name_of(asked))
        self._say(said)

    def _clear(self) -> None:
        row: KeyRow | None = self.list.current_row()
        if row is not None:
            self._use(self.table.cleared(row.key))
            self._say(self.tr("“%1” has no key now; it stays in its menu.").replace("%1", row.text))

    def _reset(self) -> None:
        row: KeyRow | None = self.list.current_row()
        if row is None:
            return
        self._use(self.table.reset(row.key))
        lost = [
            self.tr("%1 stays with “%2”.").replace("%1", shown_key(key)).replace("%2", name_of(other))
            for key, other in self.table.lost(row.key)
        ]
        usual = self.tr("“%1” has its usual key again.").replace("%1", row.text)
        self._say(" ".join(lost) or usual, is_warning=bool(lost))

    def _reset_all(self) -> None:
        self._use(self.table.reset_all())
        self._say(self.tr("All commands have their usual keys again."))

    def _use(self, table: ShortcutTable) -> None:
        self.table = table
        self._refresh()
        self.keys_changed.emit(dict(table.changes))

    def _switch_letters(self, on: bool) -> None:
        self._refresh()
        self.letter_keys_changed.emit(on)

    def _leave_for_list(self) -> None:
        self._leave()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, *_: object) -> None:
        self.strip.hide()
        self._say("")
        row: KeyRow | None = self.list.current_row()
        for button in (self.change_button, self.clear_button, self.reset_button):
            button.setEnabled(row is not None)

    # -- showing ------------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """The list anew; what was current stays so, else the first row is."""
        row: KeyRow | None = self.list.current_row()
        self.model.show(tuple(rows_of(self.table, self.search.text(), has_letters=self.letters.isChecked())))
        with QSignalBlocker(self.list.selectionModel()):
            if self.model.rows and not (row is not None and self.list.select_key(row.key)):
                self.list.select_key(self.model.rows[0].key)
        self.list.viewport().update()
        self.all_button.setEnabled(bool(self.table.changes))
        for button in (self.change_button, self.clear_button, self.reset_button):
            button.setEnabled(bool(self.model.rows))
        if not self.model.rows:
            self._say(self.tr("No command or key has these words."))

    def _say(self, text: str, *, is_warning: bool = False) -> None:
        self.message.setProperty("warning", is_warning)
        self.message.setProperty("muted", not is_warning)
        self.message.style().polish(self.message)
        self.message.setText(text)
        if text and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _explain(self, reason: Reserved, key: str) -> str:
        return {
            Reserved.NO_KEY: self.tr("This cannot be pressed as one key."),
            Reserved.FOCUS: self.tr(
                "Tab goes from one control to the next, so that all can be reached without a mouse."
            ),
            Reserved.LEAVING: self.tr("Esc closes and goes back everywhere."),
            Reserved.PRESSING: self.tr("%1 presses what has the focus."),
            Reserved.CARET: self.tr("%1 moves the caret, selects or scrolls."),
            Reserved.EDITING: self.tr("%1 copies, pastes or edits wherever text is."),
            Reserved.MENU: self.tr("%1 opens a menu."),
            Reserved.SYSTEM: self.tr("%1 belongs to the system."),
            Reserved.PAGE_ONLY: self.tr(
                "Single letters are for what is done on the page. Hold Ctrl or Alt as well, or take a function key."
            ),
        }[reason].replace("%1", key)


def _button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    button.setAccessibleName(text)
    return button


def _mnemonics() -> list[str]:
    """The letters that open menus, in the reader's language."""
    titles = (shown(title) for title in MENUS)
    return [title[title.index("&") + 1].upper() for title in titles if "&" in title]

"""Everything that the reader can do, as a table: menus, keys, the page of shortcuts and their test are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

CONTEXT = "Commands"


@dataclass(frozen=True, slots=True)
class Command:
    """`on_page`: a single letter that acts only while the page has the focus. `keys`: the first is shown in the menu."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    on_page: bool = False
    checkable: bool = False
    starts_group: bool = False


def _tr(text: str) -> str:
    """Marks a text of the table for translation; translated where it is shown."""
    return str(QT_TRANSLATE_NOOP("Commands", text))


FILE, EDIT, MARK, GO, VIEW, HELP = _tr("&File"), _tr("&Edit"), _tr("&Mark"), _tr("&Go"), _tr("&View"), _tr("&Help")
MENUS = (FILE, EDIT, MARK, GO, VIEW, HELP)

COMMANDS: tuple[Command, ...] = (
    Command("open", FILE, _tr("&Open…"), ("Ctrl+O",)),
    Command("paste_article", FILE, _tr("New article from the &clipboard"), ("Ctrl+Shift+V",)),
    Command("open_sample", FILE, _tr("Open the &sample article"), ("Ctrl+Shift+O",)),
    Command("export", FILE, _tr("&Export notes…"), ("Ctrl+E",), starts_group=True),
    Command("export_all", FILE, _tr("Export notes of &all articles…"), ("Ctrl+Shift+E",)),
    Command("plain_export", FILE, _tr("Export as &plain CommonMark"), ("Ctrl+Alt+E",), checkable=True),
    Command("bin_article", FILE, _tr("Move article to the &bin"), ("Ctrl+Del",), starts_group=True),
    Command("quit", FILE, _tr("&Quit"), ("Ctrl+Q",), starts_group=True),
    Command("undo", EDIT, _tr("&Undo"), ("Ctrl+Z",)),
    Command("redo", EDIT, _tr("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("copy_citation", EDIT, _tr("Copy with &citation"), ("X",), on_page=True, starts_group=True),
    Command("copy_link", EDIT, _tr("Copy &link to the passage"), ("Ctrl+Shift+C",)),
    Command("find", EDIT, _tr("&Find in the article…"), ("Ctrl+F",), starts_group=True),
    Command("find_next", EDIT, _tr("Find &next"), ("F3", "Ctrl+G")),
    Command("find_previous", EDIT, _tr("Find &previous"), ("Shift+F3", "Ctrl+Shift+G")),
    Command("highlight", MARK, _tr("&Highlight in the first colour"), ("H",), on_page=True),
    Command("highlight_again", MARK, _tr("Highlight &again in the last colour"), ("Q",), on_page=True),
    Command("colour_1", MARK, _tr("Colour 1"), ("1",), on_page=True, starts_group=True),
    Command("colour_2", MARK, _tr("Colour 2"), ("2",), on_page=True),
    Command("colour_3", MARK, _tr("Colour 3"), ("3",), on_page=True),
    Command("colour_4", MARK, _tr("Colour 4"), ("4",), on_page=True),
    Command("colour_5", MARK, _tr("Colour 5"), ("5",), on_page=True),
    Command("note", MARK, _tr("&Note on the passage"), ("N",), on_page=True, starts_group=True),
    Command("article_note", MARK, _tr("Note on the ar&ticle"), ("Ctrl+Shift+N",)),
    Command("remove_mark", MARK, _tr("&Remove the highlight"), ("Del",), on_page=True, starts_group=True),
    Command("next_finding", GO, _tr("&Next finding"), ("J",), on_page=True),
    Command("previous_finding", GO, _tr("&Previous finding"), ("K",), on_page=True),
    Command("overlapping", GO, _tr("Next of &overlapping marks"), ("O",), on_page=True),
    Command("back", GO, _tr("&Back"), ("Alt+Left",), starts_group=True),
    Command("forward", GO, _tr("&Forward"), ("Alt+Right",)),
    Command("go_library", GO, _tr("To the &library"), ("Ctrl+1",), starts_group=True),
    Command("go_page", GO, _tr("To the pa&ge"), ("Ctrl+2",)),
    Command("speakers", GO, _tr("&Speakers"), ("Ctrl+3",)),
    Command("claims", GO, _tr("&Claims"), ("Ctrl+4",)),
    Command("topics", GO, _tr("&Topics"), ("Ctrl+5",)),
    Command("notes", GO, _tr("Not&es"), ("Ctrl+6",)),
    Command("show_library", VIEW, _tr("&Library"), ("F7",), checkable=True),
    Command("show_findings", VIEW, _tr("&Findings and notes"), ("F8",), checkable=True),
    Command("reading_mode", VIEW, _tr("&Reading mode"), ("F11",), checkable=True),
    Command("type_larger", VIEW, _tr("Larger t&ype"), ("Ctrl++", "Ctrl+="), starts_group=True),
    Command("type_smaller", VIEW, _tr("S&maller type"), ("Ctrl+-",)),
    Command("type_normal", VIEW, _tr("&Normal type size"), ("Ctrl+0",)),
    Command("wider", VIEW, _tr("&Wider lines"), ("Ctrl+Alt++", "Ctrl+Alt+=")),
    Command("narrower", VIEW, _tr("Narrow&er lines"), ("Ctrl+Alt+-",)),
    Command("reading_options", VIEW, _tr("Reading &options…"), ("Ctrl+,",)),
    Command("theme_next", VIEW, _tr("Light, dark or as the &system"), ("Ctrl+Shift+L",)),
    Command("repairs", VIEW, _tr("Restored &characters…"), ("Ctrl+Shift+R",), starts_group=True),
    Command("encoding", VIEW, _tr("Read in another enco&ding…"), ("Ctrl+Shift+D",)),
    Command("analyse_again", VIEW, _tr("&Analyse again"), ("F5",)),
    Command("letter_keys", HELP, _tr("Single &letter keys on the page"), ("Ctrl+Shift+K",), checkable=True),
    Command("shortcuts", HELP, _tr("&Keys…"), ("F1",)),
    Command("back_up", HELP, _tr("&Back up the library now"), ("Ctrl+Shift+B",), starts_group=True),
    Command("about", HELP, _tr("&About Pressmark"), ("Shift+F1",)),
)


def shown(text: str) -> str:
    """A text of the table in the reader's language."""
    return QCoreApplication.translate(CONTEXT, text)


def plain(text: str) -> str:
    return shown(text).replace("&", "")


class Actions:
    """The QActions of one window, by command id. Letters of the page act only while `page` or a child has the focus."""

    def __init__(self, window: QWidget, page: QWidget, slots: dict[str, Callable[[], object]]) -> None:
        missing = {command.id for command in COMMANDS} ^ set(slots)
        if missing:
            raise ValueError(f"commands and their slots differ: {sorted(missing)}")
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            owner = page if command.on_page else window
            action = QAction(shown(command.text), owner)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setCheckable(command.checkable)
            if command.on_page:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            if command.id == "quit":
                action.setMenuRole(QAction.MenuRole.QuitRole)
            elif command.id == "about":
                action.setMenuRole(QAction.MenuRole.AboutRole)
            slot = slots[command.id]
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            owner.addAction(action)
            self._actions[command.id] = action

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action into its menu."""
        menus = {title: bar.addMenu(shown(title)) for title in MENUS}
        for command in COMMANDS:
            menu = menus[command.menu]
            if command.starts_group:
                menu.addSeparator()
            menu.addAction(self._actions[command.id])
        return menus

    def enable(self, ids: tuple[str, ...], enabled: bool) -> None:
        for command_id in ids:
            self._actions[command_id].setEnabled(enabled)

    def set_letter_keys(self, on: bool) -> None:
        """Switch the single letters on or off; what they do stays in the menus."""
        for command in COMMANDS:
            if command.on_page:
                self._actions[command.id].setShortcuts([QKeySequence(key) for key in command.keys] if on else [])


NEED_ARTICLE = (
    "export",
    "bin_article",
    "copy_citation",
    "copy_link",
    "find",
    "find_next",
    "find_previous",
    "highlight",
    "highlight_again",
    "colour_1",
    "colour_2",
    "colour_3",
    "colour_4",
    "colour_5",
    "note",
    "article_note",
    "remove_mark",
    "next_finding",
    "previous_finding",
    "overlapping",
    "repairs",
    "encoding",
    "analyse_again",
)
"""Commands that are of no use while no article is open."""

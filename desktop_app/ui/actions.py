"""Everything that the reader can do, as a table: menus, keys, the page of shortcuts and their test are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop_app.ui.shortcut_table import ShortcutTable, parse

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


FILE, EDIT, MARK, CORRECT = _tr("&File"), _tr("&Edit"), _tr("&Mark"), _tr("&Correct")
CLAIMS, GO, VIEW, HELP = _tr("C&laims"), _tr("&Go"), _tr("&View"), _tr("&Help")
MENUS = (FILE, EDIT, MARK, CORRECT, CLAIMS, GO, VIEW, HELP)

COMMANDS: tuple[Command, ...] = (
    Command("open", FILE, _tr("&Open…"), ("Ctrl+O",)),
    Command("import_folder", FILE, _tr("Import a &folder…"), ("Ctrl+Shift+I",)),
    Command("paste_article", FILE, _tr("New article from the &clipboard"), ("Ctrl+Shift+V",)),
    Command("open_sample", FILE, _tr("Open the &sample article"), ("Ctrl+Shift+O",)),
    Command("import_failures", FILE, _tr("What could not be i&mported…"), ("Ctrl+Alt+O",)),
    Command("export", FILE, _tr("&Export notes…"), ("Ctrl+E",), starts_group=True),
    Command("export_all", FILE, _tr("Export notes of &all articles…"), ("Ctrl+Shift+E",)),
    Command("plain_export", FILE, _tr("Export as &plain CommonMark"), ("Ctrl+Alt+E",), checkable=True),
    Command("bin_article", FILE, _tr("Move article to the &bin"), ("Ctrl+Del",), starts_group=True),
    Command("show_bin", FILE, _tr("Show the b&in…"), ("Ctrl+Shift+Del",)),
    Command("quit", FILE, _tr("&Quit"), ("Ctrl+Q",), starts_group=True),
    Command("undo", EDIT, _tr("&Undo"), ("Ctrl+Z",)),
    Command("redo", EDIT, _tr("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("copy_citation", EDIT, _tr("Copy with &citation"), ("X",), on_page=True, starts_group=True),
    Command("copy_link", EDIT, _tr("Copy &link to the passage"), ("Ctrl+Shift+C",)),
    Command("find", EDIT, _tr("&Find in the article…"), ("Ctrl+F",), starts_group=True),
    Command("find_next", EDIT, _tr("Find &next"), ("F3", "Ctrl+G")),
    Command("find_previous", EDIT, _tr("Find &previous"), ("Shift+F3", "Ctrl+Shift+G")),
    Command("search", EDIT, _tr("Search t&he library…"), ("Ctrl+Shift+F",)),
    Command("extend_word", EDIT, _tr("Extend selection by a &word"), ("Shift+W",), on_page=True, starts_group=True),
    Command("extend_sentence", EDIT, _tr("Extend selection by a &sentence"), ("Shift+S",), on_page=True),
    Command("extend_quotation", EDIT, _tr("Extend selection by a &quotation"), ("Shift+Q",), on_page=True),
    Command("extend_paragraph", EDIT, _tr("Extend selection by a para&graph"), ("Shift+P",), on_page=True),
    Command("highlight", MARK, _tr("&Highlight in the first colour"), ("H",), on_page=True),
    Command("highlight_again", MARK, _tr("Highlight &again in the last colour"), ("Q",), on_page=True),
    Command("colour_1", MARK, _tr("Colour 1"), ("1",), on_page=True, starts_group=True),
    Command("colour_2", MARK, _tr("Colour 2"), ("2",), on_page=True),
    Command("colour_3", MARK, _tr("Colour 3"), ("3",), on_page=True),
    Command("colour_4", MARK, _tr("Colour 4"), ("4",), on_page=True),
    Command("colour_5", MARK, _tr("Colour 5"), ("5",), on_page=True),
    Command("colour_6", MARK, _tr("Colour 6"), ("6",), on_page=True),
    Command("colour_7", MARK, _tr("Colour 7"), ("7",), on_page=True),
    Command("colour_8", MARK, _tr("Colour 8"), ("8",), on_page=True),
    Command("colour_9", MARK, _tr("Colour 9"), ("9",), on_page=True),
    Command("colours", MARK, _tr("Colours and their &meanings…"), ("Ctrl+Shift+H",)),
    Command("note", MARK, _tr("&Note on the passage"), ("N",), on_page=True, starts_group=True),
    Command("article_note", MARK, _tr("Note on the ar&ticle"), ("Ctrl+Shift+N",)),
    Command("tag", MARK, _tr("Ta&g the passage…"), ("G",), on_page=True),
    Command(
        "end_later",
        MARK,
        _tr("End of the highlight a word &later"),
        ("Alt+Shift+Right",),
        on_page=True,
        starts_group=True,
    ),
    Command("end_earlier", MARK, _tr("End of the highlight a word &earlier"), ("Alt+Shift+Left",), on_page=True),
    Command("start_later", MARK, _tr("Start of the highlight a word later"), ("Alt+Shift+Down",), on_page=True),
    Command("start_earlier", MARK, _tr("Start of the highlight a word earlier"), ("Alt+Shift+Up",), on_page=True),
    Command(
        "end_later_letter", MARK, _tr("End of the highlight a letter later"), ("Ctrl+Alt+Shift+Right",), on_page=True
    ),
    Command(
        "end_earlier_letter", MARK, _tr("End of the highlight a letter earlier"), ("Ctrl+Alt+Shift+Left",), on_page=True
    ),
    Command(
        "start_later_letter", MARK, _tr("Start of the highlight a letter later"), ("Ctrl+Alt+Shift+Down",), on_page=True
    ),
    Command(
        "start_earlier_letter",
        MARK,
        _tr("Start of the highlight a letter earlier"),
        ("Ctrl+Alt+Shift+Up",),
        on_page=True,
    ),
    Command("remove_mark", MARK, _tr("&Remove highlight or reject finding"), ("Del",), on_page=True, starts_group=True),
    Command("confirm", CORRECT, _tr("&Confirm"), ("C",), on_page=True),
    Command("reassign", CORRECT, _tr("Somebody else says this (&reassign)…"), ("R",), on_page=True),
    Command("mean_other", CORRECT, _tr("Somebody else is meant &here…"), ("Shift+R",), on_page=True),
    Command("said_by", CORRECT, _tr("&Said by…"), ("S",), on_page=True),
    Command("accept_proposal", CORRECT, _tr("&Accept the proposal"), ("Y",), on_page=True),
    Command("set_ends", CORRECT, _tr("The selection is &what was said"), ("E",), on_page=True, starts_group=True),
    Command("set_cue", CORRECT, _tr("The selection is the c&ue"), ("Shift+E",), on_page=True),
    Command("kind_direct", CORRECT, _tr("&Direct: word for word"), ("Ctrl+Alt+D",), starts_group=True),
    Command("kind_mixed", CORRECT, _tr("&Mixed: quoted in part"), ("Ctrl+Alt+M",)),
    Command("kind_indirect", CORRECT, _tr("&Indirect: reported"), ("Ctrl+Alt+I",)),
    Command("not_speech", CORRECT, _tr("&Nobody’s speech"), ("Shift+N",), on_page=True, starts_group=True),
    Command("take_back", CORRECT, _tr("&Take your last word back"), ("Shift+C",), on_page=True),
    Command("edit_speaker", CORRECT, _tr("Edit spea&ker…"), ("P",), on_page=True, starts_group=True),
    Command("merge_speaker", CORRECT, _tr("Mer&ge speaker with…"), ("Shift+M",), on_page=True),
    Command("split_speaker", CORRECT, _tr("S&plit speaker…"), ("Shift+X",), on_page=True),
    Command("claim_status", CLAIMS, _tr("&Status of the claim…"), ("V",), on_page=True),
    Command("claim", CLAIMS, _tr("&Claim: status and sources…"), ("Ctrl+T",)),
    Command("make_claim", CLAIMS, _tr("&Make a claim of the selection"), ("L",), on_page=True),
    Command("same_claim", CLAIMS, _tr("Says the s&ame as…"), ("M",), on_page=True),
    Command("separate_claim", CLAIMS, _tr("Says something of its &own"), ("Shift+L",), on_page=True),
    Command("dismiss_claim", CLAIMS, _tr("&Dismiss claim"), ("Shift+D",), on_page=True),
    Command("topic_passage", CLAIMS, _tr("&Topic of the passage…"), ("T",), on_page=True, starts_group=True),
    Command("change_topic", CLAIMS, _tr("C&hange topic…"), ("F2",)),
    Command("next_finding", GO, _tr("&Next finding"), ("J",), on_page=True),
    Command("previous_finding", GO, _tr("&Previous finding"), ("K",), on_page=True),
    Command("overlapping", GO, _tr("Next of &overlapping marks"), ("O",), on_page=True),
    Command("review", GO, _tr("Re&view what is doubtful"), ("F9",), starts_group=True),
    Command("why", GO, _tr("Wh&y this is here"), ("I",), on_page=True),
    Command("back", GO, _tr("&Back"), ("Alt+Left",), starts_group=True),
    Command("forward", GO, _tr("&Forward"), ("Alt+Right",)),
    Command("all_notes", GO, _tr("&All notes and highlights…"), ("Ctrl+Shift+J",)),
    Command("all_speakers", GO, _tr("Speakers in all articles…"), ("Ctrl+Shift+S",)),
    Command("same_quotations", GO, _tr("Same &quotations…"), ("Ctrl+Shift+Q",)),
    Command("who_said_what", GO, _tr("&Who said what…"), ("Ctrl+Shift+W",)),
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
    Command("line_taller", VIEW, _tr("&Taller lines"), ("Ctrl+Alt+Shift++", "Ctrl+Alt+Shift+=")),
    Command("line_lower", VIEW, _tr("Lower l&ines"), ("Ctrl+Alt+Shift+-",)),
    Command("reading_options", VIEW, _tr("Reading &options…"), ("Ctrl+,",)),
    Command("theme_next", VIEW, _tr("Light, dark or as the &system"), ("Ctrl+Shift+L",)),
    Command("preview_note", VIEW, _tr("&Preview of the note"), ("Ctrl+Shift+P",)),
    Command("repairs", VIEW, _tr("Restored &characters…"), ("Ctrl+Shift+R",), starts_group=True),
    Command("encoding", VIEW, _tr("Read in another enco&ding…"), ("Ctrl+Shift+D",)),
    Command("analyse_again", VIEW, _tr("&Analyse again"), ("F5",)),
    Command("pause_analysis", VIEW, _tr("Pa&use the analysis of other articles"), ("Ctrl+F5",), checkable=True),
    Command("letter_keys", HELP, _tr("Single &letter keys on the page"), ("Ctrl+Shift+K",), checkable=True),
    Command("shortcuts", HELP, _tr("&Keys…"), ("F1",)),
    Command("cheat_sheet", HELP, _tr("&Most useful keys"), ("?", "Shift+?"), on_page=True),
    Command("search_help", HELP, _tr("How to &search…"), ("Ctrl+Alt+F",)),
    Command("back_up", HELP, _tr("&Back up the library now"), ("Ctrl+Shift+B",), starts_group=True),
    Command("about", HELP, _tr("&About Pressmark"), ("Shift+F1",)),
)


def shown(text: str) -> str:
    """A text of the table in the reader's language."""
    return QCoreApplication.translate(CONTEXT, text)


def plain(text: str) -> str:
    return shown(text).replace("&", "")


WISHES = {
    "note": "note",
    "tag": "tag",
    "said_by": "said_by",
    "topic": "topic_passage",
    "claim": "make_claim",
    "copy": "copy_citation",
    "link": "copy_link",
    "remove": "remove_mark",
}
"""What the bar at a selection offers → the command that has a key for it."""


class Actions:
    """The QActions of one window, by command id. Letters of the page act only while `page` or a child has the focus."""

    def __init__(self, window: QWidget, page: QWidget, slots: dict[str, Callable[[], object]]) -> None:
        missing = {command.id for command in COMMANDS} ^ set(slots)
        if missing:
            raise ValueError(f"commands and their slots differ: {sorted(missing)}")
        self._actions: dict[str, QAction] = {}
        self._keys = ShortcutTable(COMMANDS)
        self._has_letters = True
        for command in COMMANDS:
            owner = page if command.on_page else window
            action = QAction(shown(command.text), owner)
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
        self._bind()

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

    def name_steps(self, undone: str, redone: str) -> None:
        """What Undo and Redo would do, in words; nothing where there is nothing to do."""
        for command_id, step, plain, named in (
            ("undo", undone, _tr("&Undo"), _tr("&Undo: {0}")),
            ("redo", redone, _tr("&Redo"), _tr("&Redo: {0}")),
        ):
            action = self._actions[command_id]
            action.setEnabled(bool(step))
            action.setText(shown(named).format(step) if step else shown(plain))

    def set_keys(self, changes: Mapping[str, tuple[str, ...]]) -> None:
        """The usual keys but for what the reader changed, by command id; menus show them at once."""
        self._keys = ShortcutTable.of(COMMANDS, changes)
        self._bind()

    def set_letter_keys(self, on: bool) -> None:
        """Switch the single letters on or off; what they do stays in the menus."""
        self._has_letters = on
        self._actions["letter_keys"].setChecked(on)
        self._bind()

    def _bind(self) -> None:
        for command_id, action in self._actions.items():
            keys = self._keys.keys(command_id)
            if not self._has_letters:
                keys = tuple(key for key in keys if not is_letter(key))
            action.setShortcuts([QKeySequence(key) for key in keys])


def is_letter(key: str) -> bool:
    """Whether a key is a single character, which acts only while the page has the focus and can be switched off."""
    chord = parse(key)
    return chord is not None and chord.is_letter


_WITHOUT_ARTICLE = frozenset({"colours"})
NEED_ARTICLE = (
    *("export", "bin_article", "copy_citation", "copy_link", "find", "find_next", "find_previous"),
    *(
        "article_note",
        "repairs",
        "encoding",
        "preview_note",
        "analyse_again",
        "next_finding",
        "previous_finding",
        "overlapping",
        "review",
        "why",
    ),
    *(command.id for command in COMMANDS if command.id.startswith("extend_")),
    *(
        command.id
        for command in COMMANDS
        if command.menu in (MARK, CORRECT, CLAIMS) and command.id not in {*_WITHOUT_ARTICLE, "article_note"}
    ),
)
"""Commands that are of no use while no article is open."""

"""Small windows that say one thing each; none of them blocks the event loop (`open`, not `exec`)."""

from desktop_app.ui.dialogs.about import AboutDialog
from desktop_app.ui.dialogs.bin import BinDialog
from desktop_app.ui.dialogs.cheat_sheet import CheatSheet
from desktop_app.ui.dialogs.colours import ColoursDialog
from desktop_app.ui.dialogs.encoding import EncodingDialog
from desktop_app.ui.dialogs.import_failures import ImportFailuresDialog
from desktop_app.ui.dialogs.problem import ProblemDialog
from desktop_app.ui.dialogs.reading_options import ReadingOptionsDialog
from desktop_app.ui.dialogs.repairs import RepairsDialog
from desktop_app.ui.dialogs.shortcuts import ShortcutsDialog

__all__ = [
    "AboutDialog",
    "BinDialog",
    "CheatSheet",
    "ColoursDialog",
    "EncodingDialog",
    "ImportFailuresDialog",
    "ProblemDialog",
    "ReadingOptionsDialog",
    "RepairsDialog",
    "ShortcutsDialog",
]

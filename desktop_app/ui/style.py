"""The style sheet of the whole window, made from a theme. Buttons, tabs, inputs, lists, bars: quiet until they are used."""

from __future__ import annotations

from PySide6.QtGui import QColor

from desktop_app.ui.painting import mixed
from desktop_app.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """QSS for the application object or the window; use it together with `theme.palette`."""
    names = shades(theme)
    sheet = _SHEET
    for name in sorted(names, key=len, reverse=True):  # the longest first, so that @thumb does not eat @thumb_over
        sheet = sheet.replace(f"@{name}", _hex(names[name]))
    return sheet


def shades(theme: Theme) -> dict[str, QColor]:
    """The colours of the style sheet by name. `control` draws the edges of what can be used: 3 : 1 and more (WCAG 1.4.11)."""
    control = mixed(theme.muted, theme.panel, 0.75)
    return {
        "window": theme.window, "page": theme.page, "panel": theme.panel, "raised": theme.raised, "line": theme.line,
        "text": theme.text, "muted": theme.muted, "accent": theme.accent, "chosen": theme.chosen, "warning": theme.warning,
        "over": mixed(theme.chosen, theme.panel, 0.55), "control": control, "thumb": control, "thumb_over": theme.muted,
    }  # fmt: skip


def _hex(colour: QColor) -> str:
    return colour.name()


_SHEET = """
QMainWindow, QDialog { background: @window; color: @text; }
QWidget#findings, QWidget#notes, QWidget#library { background: @panel; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 4px 6px; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: @accent; }
QStatusBar { background: @window; color: @muted; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @line; padding: 4px 8px; spacing: 4px; }

QMenuBar { background: @window; color: @text; }
QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @chosen; }
QMenu { background: @raised; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @chosen; color: @text; }
QMenu::item:disabled { color: @muted; }
QMenu::icon { border: 2px solid transparent; border-radius: 4px; padding: 2px; }
QMenu::icon:checked { background: @chosen; border-color: @accent; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }

QTabBar { background: @panel; border: none; border-bottom: 1px solid @line; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent;
    padding: 9px 13px 8px 13px; margin: 0; }
QTabBar[narrow="true"]::tab { padding: 9px 4px 8px 4px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:selected:focus { color: @text; background: @over; border: 2px solid @accent; border-radius: 4px;
    padding: 7px 11px 8px 11px; }
QTabBar[narrow="true"]::tab:selected:focus { padding: 7px 2px 8px 2px; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }

QListView, QTableView, QTreeView { background: transparent; border: none; color: @text; outline: none; }
QListView:focus, QTableView:focus, QTreeView:focus { border: none; }
QTreeView { selection-background-color: @chosen; selection-color: @text; }
QTableView { gridline-color: @line; selection-background-color: @chosen; selection-color: @text; }
QHeaderView::section { background: @panel; color: @muted; border: none; border-bottom: 1px solid @line; padding: 5px 8px; }
QHeaderView::section:vertical { color: @text; }
QTableCornerButton::section { background: @panel; border: none; border-bottom: 1px solid @line; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @thumb_over; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QPushButton { background: @raised; color: @text; border: 1px solid @control; border-radius: 6px; padding: 5px 14px; }
QPushButton:hover { background: @over; }
QPushButton:pressed, QPushButton:checked { background: @chosen; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 13px; }
QPushButton:disabled { color: @muted; border-color: @line; background: @panel; }
QPushButton[main="true"] { background: @accent; color: @page; border-color: @accent; }
QPushButton[main="true"]:hover { border-color: @text; }
QPushButton[main="true"]:focus { border: 2px solid @text; }
QPushButton[chip="true"] { background: transparent; color: @muted; border: 1px solid @control; border-radius: 11px;
    padding: 2px 11px; min-height: 16px; }
QPushButton[chip="true"]:hover { color: @text; background: @over; }
QPushButton[chip="true"]:checked { background: @chosen; color: @text; border-color: @control; font-weight: 600; }
QPushButton[chip="true"]:focus { border: 2px solid @accent; padding: 1px 10px; }
QPushButton[link="true"] { background: transparent; color: @accent; border: 1px solid transparent; padding: 2px 6px; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 2px solid @accent; padding: 1px 5px; }
QPushButton[small="true"] { padding: 1px 9px; }
QPushButton[small="true"]:focus { padding: 0 8px; }

QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 5px; padding: 4px 7px; }
QToolButton:hover { background: @over; }
QToolButton:pressed, QToolButton:checked { background: @chosen; }
QToolButton:focus { border: 2px solid @accent; padding: 3px 6px; }
QToolButton:disabled { color: @muted; }

QLineEdit, QPlainTextEdit, QTextBrowser, QComboBox, QSpinBox, QDoubleSpinBox { background: @raised; color: @text;
    border: 1px solid @control; border-radius: 6px; padding: 4px 7px; selection-background-color: @accent;
    selection-color: @page; }
QLineEdit:focus, QPlainTextEdit:focus, QTextBrowser:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border: 2px solid @accent; padding: 3px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: @muted; background: @panel; border-color: @line; }
QComboBox::drop-down { border: none; background: transparent; width: 22px; }
QComboBox::down-arrow { image: none; }
QComboBox[active="true"] { border-color: @accent; background: @chosen; }
QComboBox QAbstractItemView { background: @raised; color: @text; border: 1px solid @line; padding: 4px;
    selection-background-color: @chosen; selection-color: @text; outline: none; }
QCheckBox, QRadioButton { color: @text; spacing: 8px; padding: 1px; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid @accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @muted; background: @raised; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; }
QRadioButton::indicator:checked { background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 @accent, stop: 0.55 @accent, stop: 0.65 @raised, stop: 1 @raised); border-color: @accent; }
QSlider { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; background: @line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: @raised;
    border: 1px solid @accent; }
QSlider::handle:horizontal:focus { border: 3px solid @accent; width: 12px; height: 12px; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QLabel { background: transparent; color: @text; }
QLabel[muted="true"], QLabel#placeholderAdvice { color: @muted; }
QLabel[warning="true"] { color: @warning; }
QLabel[head="true"] { color: @muted; font-weight: 600; }
QLabel[key="true"] { background: @raised; border: 1px solid @control; border-radius: 4px; padding: 0 6px 1px 6px; }
QLabel#placeholderTitle { font-weight: 600; }
QLabel#dialogTitle { font-weight: 600; font-size: 15pt; }
QFrame#filterStrip { background: @over; border: none; border-top: 1px solid @line; }
QFrame#filterStrip QPushButton[chip="true"] { padding: 2px 8px; }
QFrame#filterStrip QPushButton[chip="true"]:focus { padding: 1px 7px; }
QFrame#gatheringStrip { background: @over; border: none; border-top: 1px solid @line; }
QFrame#details { background: transparent; border: none; border-top: 1px solid @line; }
QWidget#library QToolButton:checked { background: transparent; }
QFrame#details QToolButton:checked { background: transparent; }
QScrollArea#detailsArea, QScrollArea#detailsArea > QWidget > QWidget { background: transparent; }
QDialog#cheatSheet, QDialog#cheatSheet QScrollArea, QDialog#cheatSheet QScrollArea > QWidget { background: transparent; }
QFrame#strip { background: @over; border: 1px solid @line; border-radius: 6px; }
QFrame#card { background: @raised; border: 1px solid @line; border-radius: 6px; }
"""

"""The whole window by ear and by keyboard: what can have the focus has a name and a role, and Tab reaches all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import App
from desktop_app.ui import theme

SECONDS = 60_000
_NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.Pane}


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    """A real program with the sample article, analysed."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    qapp.setFont(theme.interface_font(10.5))
    made = App(tmp_path / "profile")
    made.window.resize(1440, 900)
    with qtbot.waitSignal(made.window.desk.articles_changed, timeout=SECONDS):
        made.start()
    with qtbot.waitSignal(made.window.desk.findings_changed, timeout=SECONDS):
        made.window.desk.opening.sample()
    whole = made.window.whole
    assert [whole.speakers, whole.same_quotations, whole.who_said_what]  # made when they are asked for
    yield made
    with qtbot.waitSignal(made.closed, timeout=SECONDS):
        made.window.close()
    made.window.deleteLater()


def focusable(root: QWidget) -> list[QWidget]:
    """What the keyboard can be on, shown or not, without the insides of Qt's own widgets."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
        and not (isinstance(widget.parent(), QAbstractScrollArea) and widget.objectName() == "")
    ]


def told(widget: QWidget) -> str:
    """A widget in words, for the list of what fails."""
    parents: list[str] = []
    above = widget.parentWidget()
    while above is not None and len(parents) < 3:
        parents.append(type(above).__name__)
        above = above.parentWidget()
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    named = widget.accessibleName() or words or widget.objectName() or "?"
    return f"{type(widget).__name__} “{named}” in {' in '.join(parents)}"


def by_arrows(widget: QWidget) -> bool:
    """One of several alternatives: Tab comes to the chosen one, arrows go on from there."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and group.checkedButton() not in {None, widget}


def name_of(widget: QWidget) -> str:
    """As a screen reader gets it: of a row of tabs the tabs' own names count."""
    if isinstance(widget, QTabBar):
        return " ".join(widget.tabText(place) for place in range(widget.count()))
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_whatever_can_have_the_focus_has_a_name(app: App) -> None:
    assert [told(widget) for widget in focusable(app.window) if not name_of(widget).strip()] == []


def test_whatever_can_have_the_focus_has_a_role(app: App) -> None:
    roles = {widget: QAccessible.queryAccessibleInterface(widget).role() for widget in focusable(app.window)}
    assert [told(widget) for widget, role in roles.items() if role in _NO_ROLE] == []


def test_two_things_in_sight_never_have_the_same_name_and_role(app: App) -> None:
    seen: dict[tuple[str, QAccessible.Role], QWidget] = {}
    doubled = []
    for widget in focusable(app.window):
        if widget.isVisible() and not isinstance(widget, QTabBar):
            key = (name_of(widget), QAccessible.queryAccessibleInterface(widget).role())
            if key in seen:
                doubled.append((told(seen[key]), told(widget)))
            seen[key] = widget
    assert doubled == []


@pytest.mark.parametrize("tab", ["speakers", "claims", "topics", "notes"])
def test_tab_reaches_everything_in_sight_and_comes_round(app: App, qtbot: QtBot, tab: str) -> None:
    window = app.window
    window.activateWindow()
    window.actions_by_id[tab].trigger()
    window.page.text.setFocus(Qt.FocusReason.OtherFocusReason)
    inside = (widget for widget in focusable(window) if widget.isVisible() and widget.isEnabled())
    wanted = {widget for widget in inside if not by_arrows(widget)}
    reached: list[QWidget] = []
    for _ in range(len(wanted) * 2 + 10):
        now = window.focusWidget()
        assert now is not None
        if now in reached:
            break
        reached.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert sorted(told(widget) for widget in wanted - set(reached)) == []

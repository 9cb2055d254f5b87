"""The table of commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.actions import COMMANDS, MENUS, NEED_ARTICLE, Actions
from desktop_app.ui.shortcut_table import parse


def test_no_key_means_two_things() -> None:
    keys = Counter(QKeySequence(key).toString() for command in COMMANDS for key in command.keys)
    assert [key for key, count in keys.items() if count > 1 or not key] == []


def test_no_command_stands_twice_and_each_is_in_a_menu() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    assert {command.menu for command in COMMANDS} == set(MENUS)
    assert set(NEED_ARTICLE) <= {command.id for command in COMMANDS}


def test_single_letters_act_on_the_page_only() -> None:
    for command in COMMANDS:
        for key in command.keys:
            chord = parse(key)
            assert chord is not None
            if chord.is_letter or key == "Del":
                assert command.on_page, command.id


def test_no_menu_offers_one_mnemonic_twice() -> None:
    for menu in MENUS:
        letters = [
            command.text[command.text.index("&") + 1].lower()
            for command in COMMANDS
            if command.menu == menu and "&" in command.text
        ]
        assert [letter for letter, count in Counter(letters).items() if count > 1] == []


@pytest.fixture
def actions(qtbot: QtBot) -> Iterator[Actions]:
    window, page = QMainWindow(), QTextEdit()
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    made = Actions(window, page, {command.id: lambda: None for command in COMMANDS})
    made.fill(window.menuBar())
    yield made
    window.close()


def keys_of(actions: Actions, command_id: str) -> list[str]:
    return [key.toString() for key in actions[command_id].shortcuts()]


def test_menus_show_changed_keys_at_once_and_the_usual_ones_again(actions: Actions) -> None:
    actions.set_keys({"find": ("Ctrl+K",), "highlight": ("J",), "unknown": ("Ctrl+L",)})
    assert keys_of(actions, "find") == ["Ctrl+K"]
    assert keys_of(actions, "highlight") == ["J"]
    assert keys_of(actions, "next_finding") == []
    actions.set_keys({})
    assert {command.id: keys_of(actions, command.id) for command in COMMANDS} == {
        command.id: list(command.keys) for command in COMMANDS
    }


def test_letters_are_switched_off_whatever_they_are_and_nothing_else_is(actions: Actions) -> None:
    actions.set_keys({"highlight": ("Ctrl+H",), "note": ("M",)})
    actions.set_letter_keys(False)
    assert keys_of(actions, "note") == []
    assert keys_of(actions, "next_finding") == []
    assert keys_of(actions, "highlight") == ["Ctrl+H"]
    assert keys_of(actions, "remove_mark") == ["Del"]
    assert not actions["letter_keys"].isChecked()
    actions.set_letter_keys(True)
    assert keys_of(actions, "note") == ["M"]

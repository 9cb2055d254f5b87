"""The table of commands."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence

from desktop_app.ui.actions import COMMANDS, MENUS, NEED_ARTICLE


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
            if "+" not in key and not key.startswith("F"):
                assert command.on_page, command.id


def test_no_menu_offers_one_mnemonic_twice() -> None:
    for menu in MENUS:
        letters = [
            command.text[command.text.index("&") + 1].lower()
            for command in COMMANDS
            if command.menu == menu and "&" in command.text
        ]
        assert [letter for letter, count in Counter(letters).items() if count > 1] == []

"""No key ever means two things, whatever the reader does to the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence

from desktop_app.ui.actions import COMMANDS
from desktop_app.ui.shortcut_table import Chord, Reserved, ShortcutTable, parse, why_not


@dataclass(frozen=True)
class One:
    id: str
    keys: tuple[str, ...] = ()
    on_page: bool = False


FEW = (
    One("open", ("Ctrl+O",)),
    One("redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    One("next", ("J",), True),
    One("mark", ("H",), True),
)
TABLE = ShortcutTable(FEW)

_names = st.sampled_from([*"ABJHZ19", "+", "-", "?", ",", "F3", "F12", "Del", "PgUp", "Left"])
_chords = st.builds(Chord, st.frozensets(st.sampled_from(["Ctrl", "Alt", "Shift", "Meta"])), _names)
_ids = st.sampled_from([command.id for command in FEW])
_Step = Callable[[ShortcutTable], ShortcutTable]
_steps = st.lists(
    st.one_of(
        st.builds(lambda name, chord: lambda table: table.given(name, str(chord)), _ids, _chords),
        st.builds(lambda name: lambda table: table.cleared(name), _ids),
        st.builds(lambda name: lambda table: table.reset(name), _ids),
    ),
    max_size=12,
)


@given(_chords)
def test_a_key_is_read_as_it_was_written_and_as_qt_writes_it(chord: Chord) -> None:
    assert parse(str(chord)) == chord
    assert QKeySequence(str(chord)).toString(QKeySequence.SequenceFormat.PortableText) == str(chord)


@given(st.text(max_size=12) | st.text("Ctrl+Shif ,A", max_size=12))
def test_any_text_is_a_key_or_none(text: str) -> None:
    chord = parse(text)
    assert chord is None or parse(str(chord)) == chord


@pytest.mark.parametrize("text", ["", "Ctrl", "Ctrl+", "Ctrl+Shift", "Ctrl+K, Ctrl+B", "Hyper+A", "++", "Volume Up"])
def test_what_cannot_be_pressed_at_once_is_no_key(text: str) -> None:
    assert parse(text) is None


def test_one_key_has_one_writing() -> None:
    assert str(parse("shift+ctrl+k")) == "Ctrl+Shift+K"
    assert str(parse("Ctrl+Delete")) == "Ctrl+Del"
    assert str(parse("Ctrl++")) == "Ctrl++"
    assert str(parse("+")) == "+"


@given(_steps)
def test_whatever_is_done_no_key_means_two_things_and_only_differences_are_kept(steps: list[_Step]) -> None:
    table = TABLE
    for step in steps:
        table = step(table)
    held = [key for command in FEW for key in table.keys(command.id)]
    assert len(held) == len(set(held))
    assert all(keys != table.usual(name) for name, keys in table.changes.items())
    assert all(table.holder(key) == command.id for command in FEW for key in table.keys(command.id))
    assert table.reset_all() == TABLE


@given(_steps)
def test_a_stored_table_comes_back(steps: list[_Step]) -> None:
    table = TABLE
    for step in steps:
        table = step(table)
    again = ShortcutTable.of(FEW, table.changes)
    for command in FEW:
        fit = [key for key in table.keys(command.id) if why_not(parse(key), on_page=command.on_page) is None]
        if fit == list(table.keys(command.id)) and table.is_changed(command.id):
            assert again.keys(command.id) == table.keys(command.id)


def test_a_new_key_takes_the_place_of_the_shown_one_and_leaves_its_holder() -> None:
    table = TABLE.given("redo", "Ctrl+O")
    assert table.keys("redo") == ("Ctrl+O", "Ctrl+Y")
    assert table.keys("open") == ()
    assert table.changes == {"redo": ("Ctrl+O", "Ctrl+Y"), "open": ()}


def test_what_the_reader_chose_goes_before_what_is_usual() -> None:
    table = ShortcutTable(FEW, {"mark": ("J",)})
    assert table.keys("mark") == ("J",)
    assert table.keys("next") == ()
    assert table.lost("next") == (("J", "mark"),)
    assert table.reset("mark").keys("next") == ("J",)


def test_giving_back_the_usual_key_is_no_difference() -> None:
    assert TABLE.given("next", "N").given("next", "J").changes == {}


def test_what_was_stored_by_mistake_is_left_out() -> None:
    stored = {"unknown": ("Ctrl+K",), "open": ("Tab", "nonsense"), "next": (), "mark": ("m", "Esc")}
    table = ShortcutTable.of(FEW, stored)
    assert table.changes == {"next": (), "mark": ("M",)}
    assert table.keys("open") == ("Ctrl+O",)


def test_a_text_that_names_no_key_cannot_be_given() -> None:
    with pytest.raises(ValueError, match="Ctrl"):
        TABLE.given("open", "Ctrl+")


@pytest.mark.parametrize(
    ("key", "on_page", "reason"),
    [
        ("Tab", True, Reserved.FOCUS),
        ("Shift+Tab", True, Reserved.FOCUS),
        ("Esc", True, Reserved.LEAVING),
        ("Return", True, Reserved.PRESSING),
        ("Space", True, Reserved.PRESSING),
        ("Shift+Left", True, Reserved.CARET),
        ("Ctrl+Home", False, Reserved.CARET),
        ("Ctrl+C", False, Reserved.EDITING),
        ("Alt+F", False, Reserved.MENU),
        ("F10", False, Reserved.MENU),
        ("Meta+D", False, Reserved.SYSTEM),
        ("Alt+F4", False, Reserved.SYSTEM),
        ("E", False, Reserved.PAGE_ONLY),
        ("Del", False, Reserved.PAGE_ONLY),
        ("Ctrl", False, Reserved.NO_KEY),
        ("E", True, None),
        ("Del", True, None),
        ("Alt+Left", False, None),
        ("F5", False, None),
        ("Alt+Q", False, None),
    ],
)
def test_some_keys_are_reserved(key: str, on_page: bool, reason: Reserved | None) -> None:
    assert why_not(parse(key), on_page=on_page, menus="fe") is reason


def test_every_usual_key_may_be_given_and_is_written_as_it_is_kept() -> None:
    table = ShortcutTable(COMMANDS)
    for command in COMMANDS:
        assert table.keys(command.id) == command.keys
        for key in command.keys:
            assert why_not(parse(key), on_page=command.on_page, menus="femgvh") is None, key

"""Which key does what, as the reader has set it: what may be a key, who holds it, what differs from the usual. Needs no Qt.

Keys are written as in Qt's portable form: “Ctrl+Shift+K”, “F3”, “?”, “Ctrl++”.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Protocol

_MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")
_MOVING = frozenset({"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"})
_EDITING = frozenset(
    {"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Ins", "Shift+Ins", "Shift+Del", "Ctrl+Backspace", "Ctrl+Alt+Del"}
)
_BARE_EDITING = frozenset({"Backspace", "Ins"})
_SYSTEM = frozenset({"Alt+F4", "Alt+Tab", "Ctrl+Alt+F1", "Alt+Space", "Alt+Esc"})
_DEAD = frozenset({"CapsLock", "NumLock", "ScrollLock", "Control", "AltGr", *_MODIFIERS})
_ALIASES = {
    "Delete": "Del",
    "Insert": "Ins",
    "PageUp": "PgUp",
    "PageDown": "PgDown",
    "Escape": "Esc",
    "Backtab": "Tab",
}


class Reserved(Enum):
    """Why a key cannot be given to a command."""

    NO_KEY = auto()  # a modifier alone, or nothing that can be pressed at once
    FOCUS = auto()  # Tab: goes on to the next control
    LEAVING = auto()  # Escape: closes and goes back
    PRESSING = auto()  # Enter and Space: press what has the focus
    CARET = auto()  # arrows, Home, End, pages: move and select
    EDITING = auto()  # copy, cut, paste, select all, Backspace
    MENU = auto()  # Alt and the letter of a menu; F10
    SYSTEM = auto()  # belongs to the system
    PAGE_ONLY = auto()  # a single letter, for a command that does not act on the page


@dataclass(frozen=True, slots=True)
class Chord:
    """One key with what is held down meanwhile."""

    modifiers: frozenset[str]
    key: str

    def __str__(self) -> str:
        return "+".join([*(name for name in _MODIFIERS if name in self.modifiers), self.key])

    @property
    def is_letter(self) -> bool:
        """A single character of writing, with or without Shift: what one types where one writes (WCAG 2.1.4)."""
        return len(self.key) == 1 and not self.modifiers & {"Meta", "Ctrl", "Alt"}


def parse(text: str) -> Chord | None:
    """The key that a text names; None where it names none, or several in a row."""
    text = text.strip()
    if text == "+" or (text.endswith("++") and len(text) > 2):
        rest, key = text[:-2], "+"
    else:
        rest, _, key = text.rpartition("+")
    names = {name.casefold(): name for name in _MODIFIERS}
    parts = [part.strip().casefold() for part in rest.split("+")] if rest else []
    key = _named(key.strip())
    if not key or key in _DEAD or "," in key[:-1] or any(part not in names for part in parts):
        return None
    if not (len(key) == 1 and key.isprintable()) and not key.isalnum():
        return None
    modifiers = {names[part] for part in parts}
    return Chord(frozenset(modifiers), key)


def _named(key: str) -> str:
    """One writing for each key, however it was typed."""
    if len(key) == 1:
        upper = key.upper()
        return upper if len(upper) == 1 else key
    key = key[:1].upper() + key[1:]
    return _ALIASES.get(key, key)


def why_not(chord: Chord | None, *, on_page: bool, menus: Iterable[str] = ()) -> Reserved | None:
    """Why that key cannot be given to a command; None where it can. menus: the letters that open menus with Alt."""
    if chord is None:
        return Reserved.NO_KEY
    held, key, text = chord.modifiers, chord.key, str(chord)
    is_bare = not held & {"Meta", "Ctrl", "Alt"}
    found = {
        Reserved.SYSTEM: text in _SYSTEM or "Meta" in held,
        Reserved.FOCUS: key == "Tab",
        Reserved.LEAVING: key == "Esc",
        Reserved.PRESSING: key in {"Return", "Enter", "Space", " "} and is_bare,
        Reserved.CARET: key in _MOVING and "Alt" not in held,
        Reserved.EDITING: text in _EDITING or (key in _BARE_EDITING and is_bare),
        Reserved.MENU: key == "F10" or (held == {"Alt"} and key in {letter.upper() for letter in menus}),
        Reserved.PAGE_ONLY: not on_page and is_bare and not _is_function(key),
    }
    return next((reason for reason, holds in found.items() if holds), None)


def _is_function(key: str) -> bool:
    return key[:1] == "F" and key[1:].isdigit()


class Keyed(Protocol):
    """What the table needs to know of a command."""

    @property
    def id(self) -> str: ...
    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def on_page(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class ShortcutTable:
    """The keys of all commands. `changes` holds only what differs from the usual. No key ever means two things: what the reader
    chose goes before what is usual, and an earlier command before a later one."""

    commands: tuple[Keyed, ...]
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _held: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        holders: dict[str, str] = {}
        held: dict[str, tuple[str, ...]] = {}
        for is_chosen in (True, False):
            for command in self.commands:
                if (command.id in self.changes) is is_chosen:
                    wanted = tuple(_written(self.changes.get(command.id, command.keys)))
                    held[command.id] = tuple(key for key in wanted if holders.setdefault(key, command.id) == command.id)
        object.__setattr__(self, "_held", held)

    @staticmethod
    def of(commands: Iterable[Keyed], stored: Mapping[str, tuple[str, ...]]) -> ShortcutTable:
        """The table with what was stored; commands and keys that are not known or cannot be given are left out."""
        made = ShortcutTable(tuple(commands))
        for command in made.commands:
            keys = stored.get(command.id)
            if keys is not None:
                fit = [key for key in keys if why_not(parse(key), on_page=command.on_page) is None]
                if fit or not keys:
                    made = made._changed({command.id: tuple(_written(fit))})
        return made

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys that the command has now; the first one is shown in the menu."""
        return self._held[command_id]

    def usual(self, command_id: str) -> tuple[str, ...]:
        return tuple(_written(self._command(command_id).keys))

    def is_changed(self, command_id: str) -> bool:
        return command_id in self.changes

    def holder(self, key: str) -> str | None:
        """The command that has the key now."""
        chord = parse(key)
        return next((name for name, keys in self._held.items() if str(chord) in keys), None) if chord else None

    def lost(self, command_id: str) -> tuple[tuple[str, str], ...]:
        """The usual keys that an unchanged command misses, each with the command that has it now."""
        if self.is_changed(command_id):
            return ()
        gone = (key for key in self.usual(command_id) if key not in self.keys(command_id))
        return tuple((key, self.holder(key) or "") for key in gone)

    def given(self, command_id: str, key: str) -> ShortcutTable:
        """The command has that key in the place of the one shown in the menu; whoever had it has it no longer. ValueError for a
        text that names no key."""
        chord = parse(key)
        if chord is None:
            raise ValueError(key)
        written, before = str(chord), self.holder(str(chord))
        changes = {command_id: tuple(dict.fromkeys((written, *self.keys(command_id)[1:])))}
        if before is not None and before != command_id:
            changes[before] = tuple(other for other in self.keys(before) if other != written)
        return self._changed(changes)

    def cleared(self, command_id: str) -> ShortcutTable:
        """The command has no key; it stays in its menu."""
        return self._changed({command_id: ()})

    def reset(self, command_id: str) -> ShortcutTable:
        """The command has its usual keys again, but those that another was given."""
        return replace(self, changes={name: keys for name, keys in self.changes.items() if name != command_id})

    def reset_all(self) -> ShortcutTable:
        return replace(self, changes={})

    def _command(self, command_id: str) -> Keyed:
        return next(command for command in self.commands if command.id == command_id)

    def _changed(self, changes: Mapping[str, tuple[str, ...]]) -> ShortcutTable:
        merged = {**self.changes, **changes}
        return replace(self, changes={name: keys for name, keys in merged.items() if keys != self.usual(name)})


def _written(keys: Iterable[str]) -> Iterator[str]:
    """Each key once, in its one writing."""
    chords = (parse(key) for key in keys)
    yield from dict.fromkeys(str(chord) for chord in chords if chord is not None)

"""Words of others inside Markdown: shown literally, whatever they hold."""

from __future__ import annotations

import re
import unicodedata

_FOLDED = re.compile(
    r"[^\S\u00a0\u2007\u202f]+"
)  # all white space but the no-break spaces, which are part of the words
_ALWAYS = re.compile(r"[\\`*_\[\]#~^$|@]")
_PAIRED = re.compile(r"%(?=%)|(?<=%)%|=(?==)|(?<==)=|\{(?=[{%])|(?<=\{)[{%]|[%}](?=\})|(?<=[%}])\}|:(?=//)")
_ADDRESS = re.compile(r"(?<=\bwww)\.", re.IGNORECASE)
_ENTITY = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_LINE_START = re.compile(r"^(?:([-+=>:])|(\d{1,9})([.)]))")
_OPENING_BIDI, _CLOSING_BIDI = (
    "\u202a\u202b\u202d\u202e\u2066\u2067\u2068",
    {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"},
)


def inline(text: str) -> str:
    """The words as one line of Markdown that shows exactly them: white space folded, nothing in them acts as markup.

    Holds for CommonMark and for what common readers add to it (tags, wiki links, block ids, mathematics, comments,
    templates, bare addresses). `<` and `&` become entities because some readers do not know a backslash before them.
    """
    line = _FOLDED.sub(" ", _without_controls(text)).strip()
    specials = {match.start() for pattern in (_ALWAYS, _PAIRED, _ADDRESS) for match in pattern.finditer(line)}
    entities = {match.start() for match in _ENTITY.finditer(line)}
    start = _LINE_START.match(line)
    if start:
        specials.add(start.start(1) if start[1] else start.start(3))
    shown = "".join(_shown(character, at in specials, at in entities) for at, character in enumerate(line))
    return shown + _closing_bidi(line)


def _shown(character: str, special: bool, entity: bool) -> str:
    if character == "<":
        return "&lt;"
    if entity:
        return "&amp;"
    return "\\" + character if special else character


def excerpt(text: str, words: int = 12) -> str:
    """The first words, as they are, with “…” where more follow."""
    found = text.split()
    return " ".join(found[:words]) + (" …" if len(found) > words else "")


def web_address(address: str) -> str:
    """A destination that can stand in `[…](…)`; empty if it is not an http(s) address."""
    if not re.fullmatch(r"https?://[^\s/?#][^\s]*", address, re.IGNORECASE):
        return ""
    return "".join(
        character if character.isalnum() or character in "-._~:/?#@!$&'*+,;=%" else _percent(character)
        for character in address
    )


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _without_controls(text: str) -> str:
    return "".join(
        " " if character.isspace() and character not in "\u00a0\u2007\u202f" else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cs")
    )


def _closing_bidi(line: str) -> str:
    """What ends the directional embeddings that the words leave open, so that they cannot turn around what follows them."""
    is_open: list[str] = []
    for character in line:
        if character in _OPENING_BIDI:
            is_open.append(character)
        elif is_open and is_open[-1] in _CLOSING_BIDI.get(character, ""):
            is_open.pop()
    return "".join("\u2069" if character in _CLOSING_BIDI["\u2069"] else "\u202c" for character in reversed(is_open))

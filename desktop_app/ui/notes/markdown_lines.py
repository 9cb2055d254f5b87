"""Lines and links of Markdown: what an item of a list is, what follows it, how far in it stands. Without Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass

STEP = 4
"""Spaces that an item is moved in by: what every reader of Markdown takes for a list inside a list."""

_ITEM = re.compile(
    r"(?P<lead>[ \t]*(?:>[ ]?)*[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+)(?P<box>\[[ xX]\](?:[ \t]+|$))?(?P<rest>.*)",
    re.DOTALL,
)
_RULE = re.compile(r"[ \t]*([-*_])[ \t]*(?:\1[ \t]*){2,}")
_ADDRESS = re.compile(r"(?:https?://|pressmark://|mailto:)[^\s<>]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One line as an item of a list. lead: white space (and marks of a block quote) before its mark; head: all before its words."""

    lead: str
    head: str
    rest: str
    following: str
    """What an item after it begins with: the next number, an empty box."""


def item_of(line: str) -> Item | None:
    """The line as an item of a list; None where it is none (a line across the page is none)."""
    match = _ITEM.fullmatch(line)
    if match is None or _RULE.fullmatch(line):
        return None
    mark = match["mark"]
    if mark[:-1].isdigit():
        mark = f"{min(int(mark[:-1]) + 1, 999_999_999)}{mark[-1]}"
    following = match["lead"] + mark + match["gap"] + ("[ ] " if match["box"] else "")
    head = line[: match.start("rest")]
    return Item(match["lead"], head, match["rest"], following)


def depth(item: Item) -> int:
    """Columns of white space before its mark."""
    return len(item.lead.expandtabs(STEP))


def can_go_in(item: Item, before: Item | None) -> bool:
    """Whether it may be moved one step in: no deeper than one step below the line before it. Deeper, it would be code."""
    return before is not None and depth(item) <= depth(before)


def is_movable(item: Item | None) -> bool:
    """Whether white space before the line moves it as an item; in a block quote it would end the quote."""
    return item is not None and ">" not in item.lead


def moved_out(lead: str) -> str:
    """Less white space, by one step or what there is of it."""
    if lead.startswith("\t"):
        return lead[1:]
    spaces = len(lead) - len(lead.lstrip(" "))
    return lead[min(STEP, spaces) :]


def is_address(text: str) -> bool:
    """Whether the text is one address that a note may link to, and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def link(words: str, address: str) -> str:
    """A link whose words show as they are, whatever brackets they hold."""
    shown = words.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if set("[]") & set(words) else words
    target = address.strip()
    return f"[{shown}](<{target}>)" if set("()") & set(target) else f"[{shown}]({target})"

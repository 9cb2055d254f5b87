"""Finding words in a text regardless of case, accents, kind of quotation mark and line ends: plain strings, no Qt."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right

from desktop_app.domain.spans import Span

_SAME = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-"}


class FoldedText:
    """A text prepared for searching; built once for each text (about 0.1 s for 1.5 million characters)."""

    def __init__(self, text: str) -> None:
        table = {character: _folded(character) for character in set(text)}
        self._folded = text.translate(
            {ord(character): folded for character, folded in table.items() if folded != character}
        )
        odd = "".join(re.escape(character) for character, folded in table.items() if len(folded) != 1)
        # Where a character folds into none (an accent of its own) or several (ß, …), the places after it are shifted.
        self._starts: list[int] = []
        self._shifts: list[int] = []
        shift = 0
        for match in re.finditer(f"[{odd}]", text) if odd else ():
            shift += len(table[match.group()]) - 1
            self._starts.append(match.start())
            self._shifts.append(shift)
        self._folded_starts = [start + 1 + shift for start, shift in zip(self._starts, self._shifts, strict=True)]
        self._length = len(text)

    def find(self, words: str) -> list[Span]:
        """Every place where the words stand, in order, without overlaps, as spans of the text; none for blank words."""
        wanted = "".join(_folded(character) for character in words)
        if not wanted.strip():
            return []
        found: list[Span] = []
        for match in re.finditer(re.escape(wanted), self._folded):
            span = Span(self._start(match.start()), self._end(match.end()))
            if not found or span.start >= found[-1].end:  # two may lie within one character: “ss” in “ßß”
                found.append(span)
        return found

    def _start(self, folded: int) -> int:
        """The character that holds this folded place."""
        if not self._starts:
            return folded
        number = bisect_right(self._folded_starts, folded)
        offset = folded - (self._shifts[number - 1] if number else 0)
        return min(offset, self._starts[number]) if number < len(self._starts) else offset

    def _end(self, folded: int) -> int:
        """The end of the last character before this folded place, with the accents that follow it."""
        if not self._starts:
            return folded
        end = self._start(folded - 1) + 1
        number = bisect_left(self._starts, end)
        while number < len(self._starts) and self._starts[number] == end and self._is_nothing(number):
            end, number = end + 1, number + 1
        return min(end, self._length)

    def _is_nothing(self, number: int) -> bool:
        return self._shifts[number] - (self._shifts[number - 1] if number else 0) == -1


def _folded(character: str) -> str:
    if character.isspace():
        return " "
    if character in _SAME:
        return _SAME[character]
    return "".join(
        part for part in unicodedata.normalize("NFKD", character.casefold()) if not unicodedata.combining(part)
    )

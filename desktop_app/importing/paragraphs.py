"""Which lines of a plain text belong together: blank lines, one line a paragraph, or lines broken at a fixed width."""

from __future__ import annotations

import re
from itertools import pairwise

from desktop_app.domain.spans import Span, trimmed
from desktop_app.importing import newspaper

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_BLANK = re.compile(r"\n[^\S\n]*\n")
_ENDS_SENTENCE = re.compile(r"[.!?][”’\"'»)]*\s*$")
_WRAP_AT_MOST = 100
_WRAP_AT_LEAST = 40
_LONGER = 8
"""Characters by which single lines may be wider than nearly all others: a word or a link that could not be parted."""


def paragraphs(text: str) -> list[Span]:
    """The paragraph-like units of normalised text, in order, without white space at their ends (indentation is left out)."""
    groups = _groups(text)
    width = _wrap_width(text, groups)
    units: list[Span] = []
    for group in groups:
        units.extend(_joined(text, group, width) if width and len(group) > 1 else group)
    return [trimmed(text, unit) for unit in units]


def _groups(text: str) -> list[list[Span]]:
    """Lines that hold something, in runs without a blank line between them."""
    groups: list[list[Span]] = []
    end_of_last = 0
    for match in _LINE.finditer(text):
        line = Span(match.start(), match.end())
        if not groups or _BLANK.search(text, max(0, end_of_last - 1), line.start + 1):
            groups.append([line])
        else:
            groups[-1].append(line)
        end_of_last = line.end
    return groups


def _wrap_width(text: str, groups: list[list[Span]]) -> int:
    """The width at which lines were broken, 0 where each line is a paragraph of its own.

    Lines were broken at a width if nearly all of them are so full that the next line's first word would not have fitted.
    """
    lines = [line for group in groups if len(group) > 1 for line in group]
    if not lines:
        return 0
    lengths = sorted(line.length for line in lines)
    width = lengths[int(0.98 * (len(lengths) - 1))]
    if not _WRAP_AT_LEAST <= width <= _WRAP_AT_MOST:
        return 0
    has_blank_lines = len(groups) > 1
    breaks = [
        _is_full(text, line, following, width)
        for group in groups
        for line, following in pairwise(group)
        if not _stands_alone(line.of(text)) and not _stands_alone(following.of(text))
    ]
    sentences = sum(1 for line in lines if _ENDS_SENTENCE.search(line.of(text)))
    if sentences > 0.6 * len(lines):
        return 0  # short paragraphs that happen to be of one length
    full = sum(breaks)
    return width if full >= 3 and full >= (0.75 if has_blank_lines else 0.55) * len(breaks) else 0


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    first_word = following.of(text).split(None, 1)[0]
    return line.length + 1 + len(first_word) > width - 2


def _stands_alone(line: str) -> bool:
    """A line that never runs on into the next one."""
    return newspaper.is_byline(line) or newspaper.is_date_line(line) or newspaper.is_list_item(line)


def _joined(text: str, group: list[Span], width: int) -> list[Span]:
    """The paragraphs in a run of lines that were broken at `width`."""
    units = [group[0]]
    is_in_item = newspaper.is_list_item(group[0].of(text))
    for before, line in pairwise(group):
        words = line.of(text)
        is_item = newspaper.is_list_item(words)
        item_runs_on = is_in_item and _indent(words) > 0 and not is_item
        if item_runs_on or (not is_item and _runs_on(text, before, line, width, is_in_item=is_in_item)):
            units[-1] = Span(units[-1].start, line.end)
        else:
            units.append(line)
            is_in_item = is_item
    return units


def _runs_on(text: str, before: Span, line: Span, width: int, *, is_in_item: bool) -> bool:
    words, last = line.of(text), before.of(text)
    return (
        before.length <= width + _LONGER
        and _is_full(text, before, line, width)
        and (is_in_item or _indent(words) <= _indent(last))
        and words.lstrip().startswith(">") == last.lstrip().startswith(">")
        and not newspaper.is_speaker_label(words)
        and not newspaper.is_byline(words)
        and not _stands_alone(last)
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

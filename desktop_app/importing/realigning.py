"""Carries passages from one revision's text to another's.

Offsets go through a difference of lines, then of the words in changed lines, then of the characters in changed words; a passage
that was moved is looked for by its words. Scores weigh words 50, what stands before and after 20 each, place 2.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from desktop_app.domain.spans import Span

_ACCEPT = 0.75
_CONTEXT = 32
_LONGEST_BY_CHARACTERS = 4_000
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class _Stretch(NamedTuple):
    """A stretch of the old text and what stands for it in the new one. If equal, character by character."""

    old: Span
    new: Span
    is_equal: bool


def realign(spans: Sequence[Span], old: str, new: str) -> list[Span | None]:
    """Where each passage of `old` lies in `new`; None where it is gone. Same order as `spans`; offsets are code points."""
    if old == new:
        return list(spans)
    stretches = list(_stretches(old, new))
    starts = [stretch.old.start for stretch in stretches]
    return [_placed(span, old, new, stretches, starts) for span in spans]


def _stretches(old: str, new: str) -> Iterator[_Stretch]:
    whole_old, whole_new = Span(0, len(old)), Span(0, len(new))
    for lines in _compared(old, new, whole_old, whole_new, _pieces(_LINE)):
        if lines.is_equal:
            yield lines
            continue
        for words in _compared(old, new, lines.old, lines.new, _pieces(_WORD)):
            if words.is_equal or max(words.old.length, words.new.length) > _LONGEST_BY_CHARACTERS:
                yield words
            else:
                yield from _compared(old, new, words.old, words.new, list)


def _pieces(pattern: re.Pattern[str]) -> Callable[[str], list[str]]:
    return pattern.findall


def _compared(
    old: str, new: str, within_old: Span, within_new: Span, pieces: Callable[[str], list[str]]
) -> Iterator[_Stretch]:
    """Equal and changed stretches in turn, in units of `pieces`."""
    old_pieces, new_pieces = pieces(within_old.of(old)), pieces(within_new.of(new))
    old_at, new_at = _offsets(old_pieces, within_old.start), _offsets(new_pieces, within_new.start)
    changed: _Stretch | None = None
    for operation in Levenshtein.opcodes(old_pieces, new_pieces):
        stretch = _Stretch(
            Span(old_at[operation.src_start], old_at[operation.src_end]),
            Span(new_at[operation.dest_start], new_at[operation.dest_end]),
            operation.tag == "equal",
        )
        if stretch.is_equal:
            if changed:
                yield changed
                changed = None
            yield stretch
        elif changed:
            changed = _Stretch(
                Span(changed.old.start, stretch.old.end), Span(changed.new.start, stretch.new.end), is_equal=False
            )
        else:
            changed = stretch
    if changed:
        yield changed


def _offsets(pieces: Sequence[str], start: int) -> list[int]:
    offsets = [start]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def _placed(span: Span, old: str, new: str, stretches: Sequence[_Stretch], starts: Sequence[int]) -> Span | None:
    if not 0 <= span.start < span.end <= len(old):
        return None
    mapped = _mapped(span, stretches, starts)
    if mapped is not None and mapped.length and _score(span, mapped, old, new) >= _ACCEPT:
        return mapped
    hint = mapped.start if mapped else min(span.start, len(new))
    found = _nearest(span.of(old), new, hint)
    return found if found is not None and _score(span, found, old, new) >= _ACCEPT else None


def _mapped(span: Span, stretches: Sequence[_Stretch], starts: Sequence[int]) -> Span | None:
    """The stretch of the new text from the first to the last character of the passage that survived."""
    first = last = -1
    for index in range(max(0, bisect_right(starts, span.start) - 1), len(stretches)):
        stretch = stretches[index]
        if stretch.old.start >= span.end:
            break
        common = stretch.old.clipped_to(span)
        if common is None:
            continue
        if stretch.is_equal:
            start = stretch.new.start + common.start - stretch.old.start
            end = start + common.length
        elif span.contains(stretch.old) and stretch.new.length:
            start, end = stretch.new
        else:
            continue
        first = start if first < 0 else first
        last = end
    return Span(first, last) if first >= 0 else None


def _nearest(words: str, new: str, hint: int) -> Span | None:
    """The same words elsewhere, the occurrence nearest to the hint."""
    after = new.find(words, hint)
    before = new.rfind(words, 0, hint + len(words))
    places = [place for place in (after, before) if place >= 0]
    if not places:
        return None
    place = min(places, key=lambda start: abs(start - hint))
    return Span(place, place + len(words))


def _score(span: Span, candidate: Span, old: str, new: str) -> float:
    """0..1: how well the candidate is the passage."""
    words = _likeness(span.of(old), candidate.of(new))
    before = _likeness(
        old[max(0, span.start - _CONTEXT) : span.start], new[max(0, candidate.start - _CONTEXT) : candidate.start]
    )
    after = _likeness(old[span.end : span.end + _CONTEXT], new[candidate.end : candidate.end + _CONTEXT])
    place = 1 - abs(span.start / max(1, len(old)) - candidate.start / max(1, len(new)))
    return (50 * words + 20 * before + 20 * after + 2 * place) / 92


def _likeness(first: str, second: str) -> float:
    return 1.0 if first == second else Levenshtein.normalized_similarity(first, second)

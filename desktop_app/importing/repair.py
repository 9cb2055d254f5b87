"""Restores damaged characters: mojibake that can be undone (ftfy), and marks of which only a lone “â” was left.

Works line by line, so that one odd stretch does not alter the rest, and tells of each place what stood there. Straight quotes,
ligatures and everything else that the author may have typed on purpose stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from desktop_app.domain.article import Repair
from desktop_app.domain.spans import Span
from desktop_app.importing.lost_marks import Restoration, lost_marks
from desktop_app.importing.normalising import normalise

_BETWEEN_PIECES = "\n\n"
_LINE_END = re.compile("(\r+\n|[\r\n])")
_MAY_BE_MOJIBAKE = re.compile("[^\x00-\x7f“”‘’–—…\xa0]")
_TORN_MARK = re.compile("(â[€\xa1-\xbf] )")
"""A mark that lost a byte, and a space; ftfy would take both for one character of mathematics (“⦠”, “†”)."""
_LONG = 4_000
_CHUNK = re.compile(rf"(?s).{{1,{_LONG}}}(?:\s|\Z)|.{{1,{_LONG}}}")


@dataclass(frozen=True, slots=True)
class Mended:
    """The pieces as one text, where each of them lies in it, and what was done to them."""

    text: str
    spans: tuple[Span, ...]
    repairs: tuple[Repair, ...]
    unshowable: int
    soft_hyphens: int


def mend(pieces: Sequence[str], *, repair: bool, is_damaged: bool = False) -> Mended:
    """Normalises the pieces and joins them by an empty line; with `repair`, restores their damaged characters as well.

    is_damaged: they are known to have lost marks, because the rest of their document has.
    """
    fixed = _encoding_fixer() if repair else None
    lines = _Lines()
    spans: list[Span] = []
    for index, piece in enumerate(pieces):
        if index:
            lines.add_clean(_BETWEEN_PIECES)
        start = lines.length
        for part in _parts(piece) if fixed else (piece,):
            lines.add(part, fixed)
        spans.append(Span(start, lines.length))
    text, repairs = "".join(lines.parts), lines.repairs
    if repair:
        text, spans, repairs = _apply(text, lost_marks(text, is_damaged=is_damaged), spans, repairs)
    return Mended(text, tuple(spans), tuple(repairs), lines.unshowable, lines.soft_hyphens)


def mend_line(words: str, *, repair: bool, is_damaged: bool = False) -> str:
    """One short value (a title, a name) on its own, in one line."""
    return " ".join(mend([words], repair=repair, is_damaged=is_damaged).text.split())


def has_lost_marks(repairs: Iterable[Repair]) -> bool:
    """Whether marks were restored of which only a rest was left."""
    return any(repair.before in {"â", "⊠", "⦠"} for repair in repairs)


class _Lines:
    """Collects normalised lines and the repairs in them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.repairs: list[Repair] = []
        self.unshowable = 0
        self.soft_hyphens = 0

    def add_clean(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def add(self, raw: str, fixed: Callable[[str], str] | None) -> None:
        mended = fixed(raw) if fixed and _MAY_BE_MOJIBAKE.search(raw) else raw
        clean = normalise(mended)
        if mended != raw:
            before = normalise(raw).text
            self.repairs.extend(_differences(before, clean.text, self.length))
        self.unshowable += clean.unshowable
        self.soft_hyphens += clean.soft_hyphens
        self.add_clean(clean.text)


def _parts(piece: str) -> Iterator[str]:
    """Lines, and their ends apart; lines of unusual length in chunks, which keeps the work on each of them small."""
    for line in _LINE_END.split(piece):
        if len(line) <= _LONG:
            yield line
        else:
            yield from _CHUNK.findall(line)


def _differences(before: str, after: str, offset: int) -> Iterator[Repair]:
    """Where two readings of one line differ; differences that touch are one."""
    open_change: tuple[int, int, int, int] | None = None
    for operation in Levenshtein.opcodes(before, after):
        if operation.tag == "equal":
            continue
        change = (operation.src_start, operation.src_end, operation.dest_start, operation.dest_end)
        if open_change and open_change[1] == change[0] and open_change[3] == change[2]:
            change = (open_change[0], change[1], open_change[2], change[3])
        elif open_change:
            yield _repair(before, after, open_change, offset)
        open_change = change
    if open_change:
        yield _repair(before, after, open_change, offset)


def _repair(before: str, after: str, change: tuple[int, int, int, int], offset: int) -> Repair:
    source_start, source_end, start, end = change
    return Repair(Span(offset + start, offset + end), before[source_start:source_end], after[start:end])


def _apply(
    text: str, restorations: Sequence[Restoration], spans: Sequence[Span], repairs: Iterable[Repair]
) -> tuple[str, list[Span], list[Repair]]:
    """Puts the restored marks in, and moves what was known by offsets."""
    parts: list[str] = []
    added: list[Repair] = []
    end_of_last = length = 0
    for place, after in restorations:
        parts.extend((text[end_of_last : place.start], after))
        length += place.start - end_of_last
        added.append(Repair(Span(length, length + len(after)), place.of(text), after))
        length += len(after)
        end_of_last = place.end
    if not added:
        return text, list(spans), list(repairs)
    parts.append(text[end_of_last:])
    ends = [place.end for place, _ in restorations]
    shifts = [0, *accumulate(len(after) - place.length for place, after in restorations)]

    def moved(span: Span) -> Span:
        return Span(
            span.start + shifts[bisect_right(ends, span.start)], span.end + shifts[bisect_right(ends, span.end)]
        )

    kept = [replace(repair, span=moved(repair.span)) for repair in repairs]
    return "".join(parts), [moved(span) for span in spans], sorted([*kept, *added], key=lambda repair: repair.span)


def _encoding_fixer() -> Callable[[str], str]:
    import ftfy

    settings = ftfy.TextFixerConfig(unescape_html=False, replace_lossy_sequences=False)

    def fixed(line: str) -> str:
        parts = _TORN_MARK.split(line)
        parts[::2] = [ftfy.fix_encoding(part, settings) for part in parts[::2]]
        return "".join(parts)

    return fixed

"""Exporting again: new findings go in, and not one line that the reader wrote goes out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from desktop_app.exporting import front_matter
from desktop_app.exporting.regions import (
    Document,
    Record,
    checksum,
    checksums,
    parse,
    record_line,
    region_lines,
)

_ADDRESS = re.compile(r"pressmark://[^\s)>]+")
_BOM = "\ufeff"


def merge(existing: str | None, generated: str) -> str:
    """The text to write over `existing`, which may be an earlier export, edited or not, or any other text.

    Between, before and after regions nothing changes. Inside a region the lines that Pressmark wrote last are known by their
    checksums: a line that the reader added stays below the line it followed; a line that the reader changed or removed stays
    changed or removed. Where a finding has vanished and the reader had written below it, its words stay with the reader's.
    A text without markers, or with broken ones, is kept whole and the regions are added at its end.
    Merging the same generated text again changes nothing.
    """
    if existing is None or not existing.strip(_BOM + " \t\r\n"):
        return generated
    bom = _BOM if existing.startswith(_BOM) else ""
    line_end = "\r\n" if "\r\n" in existing else "\n"
    old = parse(existing.removeprefix(_BOM).replace("\r\n", "\n"))
    new = parse(generated)
    if _is_same(old, new):
        return existing
    lines = [*_front(old, new), *_body(old, new)]
    return bom + line_end.join(lines).rstrip("\r\n") + line_end


def _is_same(old: Document, new: Document) -> bool:
    """Whether the last export wrote what this one would write."""
    return _lasting(old.record) == _lasting(new.record) and {region.id: region.base for region in old.regions} == {
        region.id: region.base for region in new.regions
    }


def _lasting(record: Mapping[str, str] | None) -> dict[str, str] | None:
    return None if record is None else {key: sums for key, sums in record.items() if key != front_matter.VOLATILE}


def _front(old: Document, new: Document) -> list[str]:
    if new.front is None or (old.front is None and old.record is not None):
        return [] if old.front is None else ["---", *old.front, "---"]  # the reader took it out: it stays out
    lines = front_matter.merged(old.front or (), old.record, front_matter.read(new.front))
    return ["---", *lines, "---"]


def _body(old: Document, new: Document) -> list[str]:
    """The parts of the old document in their order; regions that are new stand before the region that follows them."""
    order = [region.id for region in new.regions]
    record = [record_line(new.record)] if new.record is not None else []
    out: list[str] = [] if old.record is not None else _spaced([], record)
    waiting = [region for region in new.regions if old.region(region.id) is None]
    for part in old.parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, Record):
            out += record
        elif part.id not in order:
            out += merged_lines(part.lines, part.base, ())
        else:
            before = [region for region in waiting if order.index(region.id) < order.index(part.id)]
            waiting = [region for region in waiting if region not in before]
            for region in before:
                out += [*_spaced(out, region_lines(region.id, region.lines, checksums(region.lines))), ""]
            fresh = next(region for region in new.regions if region.id == part.id)
            lines = part.lines if part.base == fresh.base else merged_lines(part.lines, part.base, fresh.lines)
            out += region_lines(part.id, lines, checksums(fresh.lines))
    for region in waiting:
        while out and not out[-1].strip():
            out.pop()
        out += _spaced(out, region_lines(region.id, region.lines, checksums(region.lines)))
    return out


def _spaced(before: Sequence[str], lines: list[str]) -> list[str]:
    return ["", *lines] if lines and before and before[-1].strip() else lines


@dataclass(slots=True)
class _Run:
    """Lines of the reader's, with the empty lines around them; `target`: the generated line they stand below, -1 for none."""

    lines: list[str]
    target: int


def merged_lines(existing: Sequence[str], base: Sequence[str] | None, generated: Sequence[str]) -> list[str]:
    """Three-way merge of the lines of one region. `base` holds checksums of the lines that were written last time; where they
    are not known, the lines that the old and the new text have in common stand in for them."""
    old = [line for line in existing if line.strip()]
    new = [line for line in generated if line.strip()]
    old_sums, new_sums = checksums(old), checksums(new)
    if base is None:
        base = [old_sums[at] for at in sorted(_aligned(old_sums, new_sums))]
    ours = _aligned(old_sums, base)
    moved = _aligned(base, new_sums)
    gone = {moved[at] for at in set(moved) - set(ours.values())}
    runs = _runs(existing, ours, moved, new)
    return _woven(generated, gone, runs)


def _aligned(first: Sequence[str], second: Sequence[str]) -> dict[int, int]:
    """Index in `first` to index in `second` for a longest common subsequence."""
    return {
        code.src_start + step: code.dest_start + step
        for code in Indel.opcodes(first, second)
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    }


def _runs(existing: Sequence[str], ours: Mapping[int, int], moved: Mapping[int, int], new: Sequence[str]) -> list[_Run]:
    runs: list[_Run] = []
    passed: list[
        tuple[str, int | None]
    ] = []  # lines of ours up to here, with their place in the new text; None: vanished
    waiting: list[str] = []
    number = -1
    for line in [*existing, None]:
        if line is not None and not line.strip():
            waiting.append(line)
            continue
        number += 1
        if line is not None and number not in ours:
            waiting.append(line)
            continue
        if any(each.strip() for each in waiting):
            runs.append(_placed(waiting, passed, new))
            passed[:] = [
                ("", next((place for _, place in reversed(passed) if place is not None), None))
            ]  # no line is kept twice
        else:
            passed += [("", None)] * bool(waiting)
        if line is not None:
            passed.append((line, moved.get(ours[number])))
        waiting = []
    return runs


def _placed(lines: list[str], passed: Sequence[tuple[str, int | None]], new: Sequence[str]) -> _Run:
    above = next((item for item in reversed(passed) if item[0]), None)
    if above is None or above[1] is not None:
        return _Run(lines, -1 if above is None else above[1] or 0)
    fallback = next((place for _, place in reversed(passed) if place is not None), -1)
    context = _vanished_item(passed)
    addresses = {address for line in context for address in _ADDRESS.findall(line)}
    still = [at for at, line in enumerate(new) if addresses & set(_ADDRESS.findall(line))]
    if still:
        return _Run(["", *_stripped(lines), ""], still[-1])
    return _Run(["", *context, *_stripped(lines, end_only=True), ""], fallback)


def _vanished_item(passed: Sequence[tuple[str, int | None]]) -> list[str]:
    """The lines of the finding that the reader's words stood below, back to the line that opens it."""
    context: list[str] = []
    for line, place in reversed(passed):
        if place is not None:
            break
        if not line and context and re.match(r"> |>$|- |#", context[0]):
            break
        context.insert(0, line)
        if line.startswith(("> [!", "- ")):
            break
    return _stripped(context)


def _stripped(lines: Sequence[str], *, end_only: bool = False) -> list[str]:
    rest = list(lines)
    while rest and not rest[-1].strip():
        rest.pop()
    while rest and not end_only and not rest[0].strip():
        rest.pop(0)
    return rest


def _woven(generated: Sequence[str], gone: set[int], runs: Sequence[_Run]) -> list[str]:
    below: dict[int, list[_Run]] = {}
    for run in runs:
        below.setdefault(run.target, []).append(run)
    out: list[str] = [line for run in below.get(-1, ()) for line in run.lines]
    number, gap, wanted = -1, 0, 0
    for line in generated:
        if not line.strip():
            gap += 1
            continue
        number, wanted, gap = number + 1, max(wanted, gap), 0
        if number not in gone:
            trailing = next((at for at, each in enumerate(reversed(out)) if each.strip()), len(out))
            out += [""] * (max(0, wanted - trailing) if out else 0)
            out.append(line)
            wanted = 0
        for run in below.get(number, ()):
            out += run.lines
    return [*out, *([""] * gap if not out or out[-1].strip() else [])]


__all__ = ["checksum", "merge", "merged_lines"]

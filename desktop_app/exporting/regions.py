"""An exported file as parts: what Pressmark wrote, between its markers, and what belongs to the reader.

A region is written as

    <!-- pressmark:begin quotations -->
    …
    <!-- pressmark:end quotations SUMS -->

where SUMS holds a short checksum of each line that was written. So a later export knows which lines of the region are its
own and which the reader added, changed or removed, without keeping the earlier text anywhere. `<!-- pressmark:front … -->`
does the same for the keys of the front matter.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_MARKER = re.compile(r"^<!-- pressmark:(begin|end|front)((?: [^\s>]+)*) -->\s*$")
_SUM_LENGTH = 6
_NOT_SUM = re.compile(r"[^A-Za-z0-9._]")


@dataclass(frozen=True, slots=True)
class Region:
    """`base`: the checksums of the lines that were written last, None where the end marker does not tell them."""

    id: str
    lines: tuple[str, ...]
    base: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Document:
    """front: lines between the `---`, None where there is no front matter. record: key to checksum, as last written; None
    where that is not told. parts: regions, and lines of the reader's as plain strings, in order."""

    front: tuple[str, ...] | None
    record: dict[str, str] | None
    parts: tuple[Region | str | Record, ...] = field(default=())

    def region(self, region_id: str) -> Region | None:
        return next((part for part in self.parts if isinstance(part, Region) and part.id == region_id), None)

    @property
    def regions(self) -> tuple[Region, ...]:
        return tuple(part for part in self.parts if isinstance(part, Region))


@dataclass(frozen=True, slots=True)
class Record:
    """Stands among the parts where the line `<!-- pressmark:front … -->` stood."""


def checksum(line: str) -> str:
    """Six characters that hold 32 bits; white space at the end of a line does not count, since editors trim it."""
    digest = hashlib.blake2b(line.rstrip().encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return base64.b64encode(digest, b"._").decode("ascii")[:_SUM_LENGTH]


def checksums(lines: Iterable[str]) -> tuple[str, ...]:
    """Of the lines that hold something."""
    return tuple(checksum(line) for line in lines if line.strip())


def region_lines(region_id: str, lines: Sequence[str], base: Sequence[str]) -> list[str]:
    sums = "".join(base)
    end = f"<!-- pressmark:end {region_id} {sums} -->" if sums else f"<!-- pressmark:end {region_id} -->"
    return [f"<!-- pressmark:begin {region_id} -->", *lines, end]


def record_line(record: dict[str, str]) -> str:
    return f"<!-- pressmark:front{''.join(f' {key}={sums}' for key, sums in record.items())} -->"


def parse(text: str) -> Document:
    """The parts of a file, never failing: markers that do not fit together are lines of the reader's."""
    lines = text.split("\n")
    front, rest = _split_front(lines)
    record: dict[str, str] | None = None
    parts: list[Region | str | Record] = []
    seen: set[str] = set()
    markers = [(at, match[1], match[2].split()) for at, line in enumerate(rest) if (match := _MARKER.match(line))]
    following = {marker[0]: after for marker, after in itertools.pairwise(markers)}
    kinds = {at: (kind, words) for at, kind, words in markers}
    at = 0
    while at < len(rest):
        kind, words = kinds.get(at, ("", []))
        end = following.get(at)
        if (
            kind == "begin"
            and len(words) == 1
            and words[0] not in seen
            and end
            and end[1] == "end"
            and end[2][:1] == words
        ):
            seen.add(words[0])
            parts.append(Region(words[0], tuple(rest[at + 1 : end[0]]), _base(end[2][1:])))
            at = end[0]
        elif kind == "front" and record is None:
            record = dict(word.split("=", 1) for word in words if "=" in word)
            parts.append(Record())
        else:
            parts.append(rest[at])
        at += 1
    return Document(front, record, tuple(parts))


def _split_front(lines: list[str]) -> tuple[tuple[str, ...] | None, list[str]]:
    if lines[0].rstrip() != "---":
        return None, lines
    for at, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            # A rule at the top of a reader's own page is no front matter: that has a key in its first line.
            first = next((each for each in lines[1:at] if each.strip()), "")
            return (
                (tuple(lines[1:at]), lines[at + 1 :]) if re.match(r"(#|[\w\"'][^:]*:(\s|$))", first) else (None, lines)
            )
    return None, lines


def _base(words: list[str]) -> tuple[str, ...] | None:
    sums = words[0] if words else ""
    if len(words) > 1 or len(sums) % _SUM_LENGTH or _NOT_SUM.search(sums):
        return None
    return tuple(sums[at : at + _SUM_LENGTH] for at in range(0, len(sums), _SUM_LENGTH))

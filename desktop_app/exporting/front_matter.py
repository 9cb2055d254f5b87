"""YAML at the top of an exported file: written by a library, merged key by key so that the reader's keys and edits stay."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

import yaml

Value = str | date | list[str]
_KEY = re.compile(r"^([A-Za-z_][\w -]*?)\s*:(?=\s|$)")
_ITEM = re.compile(r"\s*- ")
VOLATILE = "exported"
"""The one key that differs at each export; alone it is no reason to write the file again."""


def dumped(key: str, value: Value) -> list[str]:
    text: str = yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=2**20, default_flow_style=False)
    return text.rstrip("\n").split("\n")


def record_of(values: Mapping[str, Value]) -> dict[str, str]:
    """What was written, as checksums: one for a value; for a list one for each item, so that items merge one by one."""
    return {
        key: ",".join(map(_sum, value)) if isinstance(value, list) else _sum(value) for key, value in values.items()
    }


def read(lines: Sequence[str]) -> dict[str, Value]:
    """The keys and values of front matter that Pressmark wrote."""
    values: dict[str, Value] = yaml.safe_load("\n".join(lines)) or {}
    return values


def merged(existing: Sequence[str], record: Mapping[str, str] | None, values: Mapping[str, Value]) -> list[str]:
    """The lines to write: what the reader added, changed or took out stays so; all else is as in `values`.

    `record` is what the last export wrote; without it every value that differs counts as the reader's.
    """
    known = record or {}
    chunks = _chunks(existing)
    names = [key for key, _ in chunks]
    out: list[str] = []
    for key, lines in chunks:
        if key in values and names.count(key) == 1:
            out += _merged_value(key, lines, known.get(key), values[key])
        elif key in known and key not in values and names.count(key) == 1 and _is_untouched(key, lines, known[key]):
            continue
        else:
            out += lines
    for key, value in values.items():
        if key not in names and key not in known:
            out += dumped(key, value)
    return out


def _merged_value(key: str, lines: list[str], known: str | None, value: Value) -> list[str]:
    found = _value(key, lines)
    if found == value:
        return lines
    if known is None or _has_remarks(key, lines, found):
        return lines
    if isinstance(value, list) and isinstance(found, list) and all(isinstance(item, str) for item in found):
        written = known.split(",")
        kept = [item for item in found if item in value or _sum(item) not in written]
        new = [item for item in value if item not in found and _sum(item) not in written]
        return lines if kept == found and not new else dumped(key, kept + new)
    return dumped(key, value) if _sum(found) == known else lines


def _is_untouched(key: str, lines: list[str], known: str) -> bool:
    found = _value(key, lines)
    sums = ",".join(map(_sum, found)) if isinstance(found, list) else _sum(found)
    return sums == known and not _has_remarks(key, lines, found)


def _has_remarks(key: str, lines: list[str], found: object) -> bool:
    """Comments and other lines of the reader's would be lost by writing the value anew."""
    if isinstance(found, str | date | list) and dumped(key, found) == lines:
        return False
    return any("#" in line for line in lines) or any(line.strip() and not _ITEM.match(line) for line in lines[1:])


def _chunks(lines: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Top-level keys with the lines below them; lines before the first key under the empty name."""
    chunks: list[tuple[str, list[str]]] = []
    for line in lines:
        match = _KEY.match(line)
        if match or not chunks:
            chunks.append((match[1] if match else "", [line]))
        else:
            chunks[-1][1].append(line)
    return chunks


def _value(key: str, lines: list[str]) -> object:
    """What the lines say, None where they are no YAML (any more)."""
    try:
        found = yaml.safe_load("\n".join(lines))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return found.get(key) if isinstance(found, dict) and len(found) == 1 else None


def _sum(value: object) -> str:
    canonical = json.dumps(value, ensure_ascii=True, default=str, sort_keys=True)
    return hashlib.blake2b(canonical.encode("ascii"), digest_size=4).hexdigest()

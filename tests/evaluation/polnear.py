"""Reads PolNeAR v1 (Newell, Margolin, Ruths, LREC 2018): texts with brat standoff. No text of it is part of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from desktop_app.domain.spans import Span

SPLITS = ("train", "dev")
_GAP = 4
"""brat cuts a span at line ends; pieces so near to each other, with nothing but blanks between, are one."""


@dataclass(frozen=True, slots=True)
class PolnearAttribution:
    """`pieces` is the content as the file cuts it, which is what published scores count."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    pieces: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PolnearArticle:
    """One article as one annotator marked it; spans in code points of `text`, with its quotation marks inside the contents."""

    name: str
    annotator: str
    text: str
    attributions: tuple[PolnearAttribution, ...]


def is_polnear(folder: Path) -> bool:
    """Whether the folder is laid out as PolNeAR is, and not as our own articles are."""
    return any((folder / split / "text").is_dir() for split in SPLITS)


def articles(folder: Path, split: str, *, every_annotator: bool = False) -> Iterator[PolnearArticle]:
    """The articles of `folder`/`split`, by name; of each its first annotator (by id), or one item for every annotator."""
    for path in sorted((folder / split / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        found = sorted((folder / split / "attributions").glob(f"{escape(path.stem)}_????.ann"))
        for annotation in found if every_annotator else found[:1]:
            yield PolnearArticle(path.stem, annotation.stem[-4:], text, tuple(_attributions(text, annotation)))


def _attributions(text: str, path: Path) -> Iterator[PolnearAttribution]:
    spans: dict[str, list[Span]] = {}
    relations: list[list[list[str]]] = []
    with path.open(encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    for line in lines:
        cells = line.split("\t")
        if line[:1] == "T" and len(cells) > 1:
            places = cells[1].split(" ", 1)[1].split(";")
            spans[cells[0]] = [Span(*map(int, place.split())) for place in places]
        elif line[:1] == "E" and len(cells) > 1:
            relations.append([part.split(":") for part in cells[1].split()])
    for relation in relations:
        parts: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
        for role, target in relation:
            name = re.sub(r"\d+$", "", role).lower()
            if name in parts and target in spans:
                parts[name] += spans[target]
        source, cue, content = (_joined(text, parts[name]) for name in ("source", "cue", "content"))
        yield PolnearAttribution(source, cue, content, tuple(sorted(parts["content"])))


def _joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start - found[-1].end < _GAP and not text[found[-1].end : span.start].strip(" \xa0\t"):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)

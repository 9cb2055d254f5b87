"""Which rows of the Notes tab are listed. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.ui.notes.rows import NoteRow


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """All of it must fit: each word somewhere in the row, the colour (its id), the tag. None and empty ask for nothing."""

    words: str = ""
    colour: str | None = None
    tag: str | None = None

    @property
    def is_on(self) -> bool:
        return bool(self.words.strip()) or self.colour is not None or self.tag is not None

    def takes(self, row: NoteRow) -> bool:
        if self.colour is not None and (row.highlight is None or row.highlight.colour_id != self.colour):
            return False
        if self.tag is not None and self.tag not in row.tags:
            return False
        words = self.words.casefold().split()
        sought = sought_words(row) if words else ""
        return all(word in sought for word in words)


def sought_words(row: NoteRow) -> str:
    note = row.note.text if row.note is not None else ""
    return "\n".join((row.passage, note, row.about, row.colour_name, *row.tags)).casefold()


def tags_of(rows: Iterable[NoteRow]) -> tuple[str, ...]:
    """All tags of the rows, in the order of the alphabet."""
    return tuple(sorted({tag for row in rows for tag in row.tags}, key=lambda tag: (tag.casefold(), tag)))


def retagged(
    rows: Iterable[NoteRow], wanted: Iterable[str], shared: Iterable[str] | None = None
) -> dict[tuple[str, ...], list[str]]:
    """What highlights have which tags after a reader changed the tags that are common to all of them into `wanted`: ids by tags.
    Tags that only some of them have stay with those. Highlights that keep what they have are left out. shared: what was common
    to them when the reader began, where that may be another by now."""
    marked = {row.highlight.id: row.tags for row in rows if row.highlight is not None}
    common = set(common_tags(marked.values()) if shared is None else shared)
    new = tuple(dict.fromkeys(" ".join(tag.split()) for tag in wanted if tag.strip()))
    groups: dict[tuple[str, ...], list[str]] = {}
    for highlight_id, tags in marked.items():
        kept = tuple(tag for tag in tags if tag not in common or tag in new)
        changed = (*kept, *(tag for tag in new if tag not in kept))
        if changed != tags:
            groups.setdefault(changed, []).append(highlight_id)
    return groups


def common_tags(tags: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Those that are in each of them, in the order of the first."""
    listed = list(tags)
    return tuple(tag for tag in listed[0] if all(tag in other for other in listed[1:])) if listed else ()

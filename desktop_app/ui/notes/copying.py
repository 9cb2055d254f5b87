"""Passages and notes as Markdown for the clipboard, each with a link back to its place."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.links import Link
from desktop_app.exporting.escaping import inline
from desktop_app.ui.notes.rows import NoteRow, in_marks


def passage_markdown(passage: str, about: Sequence[str], address: str, note: str) -> str:
    """A block quote with the passage, a line on it (with `about`, plain words) that links back, then the note as it is."""
    quoted = [f"> {inline(in_marks(part))}" for part in passage.split("\n") if part.strip()]
    said = [inline(word) for word in about if word]
    line = " · ".join([*said, f"[Open passage]({address})"])
    lines = [*quoted, ">", f"> {line}"] if quoted else [line]
    return "\n".join(lines) + (f"\n\n{note.strip()}" if note.strip() else "")


def rows_markdown(rows: Sequence[NoteRow], article_id: str) -> str:
    """The rows below each other, as one text that ends with a line end."""
    return "\n\n".join(_row_markdown(row, article_id) for row in rows) + "\n" if rows else ""


def _row_markdown(row: NoteRow, article_id: str) -> str:
    if row.highlight is not None:
        link = Link(article_id, "highlight", row.highlight.id)
    else:
        link = (
            Link(article_id, "note", row.note.id) if row.note is not None and row.span is not None else Link(article_id)
        )
    about = [row.colour_name, row.about, *(f"#{tag}" for tag in row.tags)]
    return passage_markdown(row.passage, about, str(link), row.note.text if row.note is not None else "")

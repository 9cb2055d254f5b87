"""The reader's highlights and notes: list, editor, preview, autosave."""

from desktop_app.ui.notes.panel import NotesPanel

__all__ = ["NotesPanel"]

"""The panel at the left: all articles of the reader's library."""

from desktop_app.ui.library.panel import LibraryPanel

__all__ = ["LibraryPanel"]

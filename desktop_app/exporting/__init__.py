"""Domain objects -> Markdown, JSON lines and words for a terminal: pure, but for the one function that writes a file."""

from __future__ import annotations

from desktop_app.exporting.analysis_json import analysis_record
from desktop_app.exporting.files import write_atomically
from desktop_app.exporting.markdown import Profile, article_markdown
from desktop_app.exporting.merging import merge
from desktop_app.exporting.naming import file_name, file_tail

__all__ = ["Profile", "analysis_record", "article_markdown", "file_name", "file_tail", "merge", "write_atomically"]

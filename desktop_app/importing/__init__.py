"""Bytes, files, pages and clipboards become articles: decoded, repaired, structured. Pure: no Qt, no database, no network.

One module a format (`text`, `markdown_text`, `html`), each with SUFFIXES, MEDIA_TYPE, `draft` and `declared_encoding`; the table
in `documents` names them. `files` reads what a reader named. Heavy libraries are imported by the function that needs them, so that
importing this package is cheap.
"""

from desktop_app.importing.decoding import ENCODINGS
from desktop_app.importing.documents import SUFFIXES, read_clipboard, read_document
from desktop_app.importing.files import read_file
from desktop_app.importing.realigning import realign

__all__ = ["ENCODINGS", "SUFFIXES", "read_clipboard", "read_document", "read_file", "realign"]

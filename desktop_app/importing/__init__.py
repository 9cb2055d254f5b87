"""Bytes, files, pages and clipboards become articles: decoded, repaired, structured. Pure: no Qt, no database, no network.

One module a format (`text`, `markdown_text`, `html`), each with SUFFIXES, MEDIA_TYPE, `draft` and `declared_encoding`; the table
in `documents` names them. `files` reads what a reader named, `folders` finds what lies in a folder, `many` reads several at once.
Heavy libraries are imported by the function that needs them, so that importing this package is cheap.
"""

from desktop_app.importing.decoding import ENCODINGS
from desktop_app.importing.documents import SUFFIXES, read_clipboard, read_document
from desktop_app.importing.files import read_file
from desktop_app.importing.folders import find_files
from desktop_app.importing.many import read_documents
from desktop_app.importing.realigning import realign

__all__ = [
    "ENCODINGS",
    "SUFFIXES",
    "find_files",
    "read_clipboard",
    "read_document",
    "read_documents",
    "read_file",
    "realign",
]
